"""Targets that a `make` of a RUN names and its Makefile does not define, and a `make` without a Makefile."""

from __future__ import annotations

from studio_lint.base.nearest import nearest
from studio_lint.base.record import Record
from studio_lint.facts.task_runners import BUILT_IN_ENDINGS, MAKE_FLAGS, UNFOLLOWED
from studio_lint.model.contents import makefile
from studio_lint.model.contents.events import merged
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.contents import Moment


class NoTarget(Record):
    """A target that is not there.

    word  where it is named; the program where its file is missing
    name  the target; "" where the file is missing
    path  of the file, or of the folder that has none
    near  a target of nearly that name
    """

    word: Text
    name: str
    path: str
    near: str | None = None


def missing(image: Image, point: Moment, ran: Invocation) -> Iterator[NoTarget]:
    """What one command names in vain."""
    asked = _asked(ran.arguments[1:])
    folder = join_path(ran.folder, asked[1]) if asked is not None and asked[1] else ran.folder
    if asked is None or folder is None:
        return
    targets, _, given = asked
    paths = [merged(join_path(folder, name) or "/") for name in ((given,) if given else makefile.NAMES)]
    point.timeline.leaned = False
    there = [point.exists(path) for path in paths]
    path = next((one for one, found in zip(paths, there, strict=True) if found is not False), "")
    if not path:
        guessed = point.timeline.leaned and not (image.options.in_seqera or image.options.build_context)
        if not given and not targets and not guessed:
            yield NoTarget(ran.arguments[0].text, "", folder)
        return
    text = point.text(path)
    file = makefile.Makefile(text) if text is not None and not is_open(text.value) else None
    if file is None or not file.plain or file.untabbed or any(is_pattern(target) for target in file.recipes):
        return
    for word in targets:
        name = word.value or ""
        plain = name.replace("-", "").replace("_", "").isalnum()
        if plain and name not in file.names and is_no_file(point, folder, name):
            yield NoTarget(word.text, name, path, nearest(name, tuple(file.recipes)))


def _asked(words: tuple[Argument, ...]) -> tuple[list[Argument], str, str] | None:
    """Targets, folder and file that a command names; None where it may mean something else."""
    targets: list[Argument] = []
    folder = path = ""
    at = 0
    while at < len(words):
        word, following = words[at], words[at + 1].value if at + 1 < len(words) else None
        value = word.value if word.value is not None else word.parts[0].text.value if word.parts else ""
        known = word.value is not None
        at += 1
        if value in ("-C", "-f") and following and known:
            folder, path = (following, path) if value == "-C" else (folder, following)
            at += 1
        elif value.startswith("-j"):
            at += bool(following) and value == "-j" and (following or "").isdecimal()
        elif _is_assignment(value) or (known and value in MAKE_FLAGS):
            continue
        elif not known or value.startswith("-") or not value:
            return None
        else:
            targets.append(word)
    return targets, folder, path


def _is_assignment(value: str) -> bool:
    name, equals, _ = value.partition("=")
    return bool(equals) and name.rstrip(":+?").isidentifier()


def is_open(text: str) -> bool:
    """Whether other files, or functions of make, may define targets."""
    lines = (line for line, _, in_recipe in makefile.lines_of(text) if not in_recipe and line[:1] != "\t")
    return any(line.lstrip().startswith(UNFOLLOWED) for line in lines)


def is_pattern(target: str) -> bool:
    """Whether a target stands for several: a pattern, a variable, or a rule for the ends of names."""
    return "%" in target or "$" in target or target == ".DEFAULT" or (target[0] == "." and not target[1:2].isupper())


def is_no_file(point: Moment, folder: str, name: str) -> bool:
    """Whether neither a file of that name is there, nor one of which make knows how to make it."""
    return all(point.exists(merged(f"{folder.rstrip('/')}/{name}{end}")) is False for end in BUILT_IN_ENDINGS)
