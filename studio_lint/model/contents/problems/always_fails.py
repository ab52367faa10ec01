"""Commands whose failure is certain: `exit 1`, `false`, tests that come out false, making what is there."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.programs.run_commands import valued
from studio_lint.model.contents.apt_problems import runs
from studio_lint.model.contents.base_files import is_program_folder
from studio_lint.model.contents.events import merged
from studio_lint.model.contents.words import of
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image, Stage
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.contents import Point

_COMPARE = frozenset(("-eq", "-ne", "-gt", "-ge", "-lt", "-le"))


class Fails(Record):
    """A command that fails for certain. `text` is all of it; `test`: it is a test that comes out false."""

    text: Text
    test: bool
    path: str = ""
    exists: bool = False


def always_fails(image: Image, stage: Stage) -> Iterator[Fails]:
    """Those of a stage's RUNs that make them fail."""
    for point, ran in runs(image, stage):
        if ran.command is None:
            continue
        values = [word.value for word in ran.arguments]
        there = _exists(point, ran)
        if there is not None:
            yield Fails(there[0], False, there[1], True)
        elif ran.name == "false" or (ran.name in ("exit", "return") and values[1:] and _is_failure(values[1])):
            yield Fails(ran.command.text, False)
        elif ran.name in ("[", "test"):
            words = values[1:-1] if ran.name == "[" and values[-1] == "]" else values[1:] if ran.name == "test" else []
            found = _test(point, ran, words)
            if found is not None:
                yield Fails(ran.command.text, True, found)


def _exists(point: Point, ran: Invocation) -> tuple[Text, str] | None:
    """What `mkdir` or `ln` would make, and that is there."""
    if ran.name not in ("mkdir", "ln"):
        return None
    words = of(ran, valued(ran.name))
    if not words.known or words.has("-p", "--parents", "-f", "--force", "-b", "--backup", "-i", "-t"):
        return None
    if ran.name == "ln" and len(words.operands) != 2:
        return None
    for word in words.operands if ran.name == "mkdir" else words.operands[1:]:
        value = word.value or ""
        path = join_path(ran.folder, value) if value and not value.startswith("~") and "{" not in value else None
        if path is None or not point.exists(merged(path)):
            continue
        if ran.name == "mkdir" or point.is_folder(merged(path)) is False or _is_program(point, path):
            return word.text, path
    return None


def _is_program(point: Point, path: str) -> bool:
    """Whether a path is that of a command of the base image."""
    folder, _, name = path.rpartition("/")
    return is_program_folder(merged(folder)) and point.timeline.base_program(name) is True


def _is_failure(status: str | None) -> bool:
    return status is not None and status.isdecimal() and int(status[:4]) % 256 != 0


def _test(point: Point, ran: Invocation, words: list[str | None]) -> str | None:
    """The path that a false test is about, "" for another false one; None where it is true or not known."""
    if None in words:
        return None
    given = [word or "" for word in words]
    if len(given) == 2 and given[0] in ("-f", "-d", "-e", "-s", "-r", "-x"):
        path = join_path(ran.folder, given[1]) if given[1] and not given[1].startswith("~") else None
        if path is None or "*" in path:
            return None
        point.timeline.leaned = False
        there = point.exists(merged(path))
        return path if there is False and not point.timeline.leaned else None
    if len(given) == 3 and given[1] in _COMPARE and given[0].isdecimal() and given[2].isdecimal():
        return "" if not _holds(int(given[0][:18]), given[1], int(given[2][:18])) else None
    return None


def _holds(left: int, operator: str, right: int) -> bool:
    return {
        "-eq": left == right,
        "-ne": left != right,
        "-gt": left > right,
        "-ge": left >= right,
        "-lt": left < right,
        "-le": left <= right,
    }[operator]
