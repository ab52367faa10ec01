"""Files that tar, unzip and similar programs should unpack, but that cannot be archives."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.programs.roles import ARCHIVES, role
from studio_lint.facts.programs.run_commands import UNPACKS, valued
from studio_lint.model.contents.apt_problems import runs
from studio_lint.model.contents.events import merged
from studio_lint.model.contents.words import of
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image, Stage
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Invocation

_POINTER = "version https://git-lfs"


class NotArchive(Record):
    """A file that is unpacked and is plain text; `path` in the image."""

    word: Text
    path: str
    program: str


def not_archives(image: Image, stage: Stage) -> Iterator[NotArchive]:
    """What a stage's RUNs unpack, and what the build context has as text."""
    for point, ran in runs(image, stage):
        for word in _unpacked(ran):
            path = join_path(ran.folder, word.value) if word.value else None
            text = point.text(merged(path)) if path is not None else None
            if path is not None and text is not None and not text.value.startswith(_POINTER):
                yield NotArchive(word.text, path, ran.name or "")


def _unpacked(ran: Invocation) -> Iterator[Argument]:
    """The words that name compressed files."""
    name = ran.name or ""
    if name not in UNPACKS:
        return
    words = of(ran, valued(name))
    if role(name) != ARCHIVES:
        yield from words.operands[: UNPACKS[name] or None]
        return
    from studio_lint.model.contents.archive_words import archive_word, makes_archive

    if makes_archive(ran, words):
        return
    first = ran.arguments[1].value or "-" if len(ran.arguments) > 1 else "-"
    packed = words.has("-z", "-j", "-J", "--gzip", "--gunzip", "--bzip2", "--xz", "--zstd")
    if packed or (not first.startswith("-") and any(letter in first for letter in "zjJ")):
        word = archive_word(ran, words)
        if word is not None:
            yield word
