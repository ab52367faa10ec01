"""`[ … ]` and `test`: true or false at a point of the build, if that is certain."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.model.contents.events import merged
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.contents import Point
    from studio_lint.model.contents.operands import Operands

_NUMBERS = frozenset(("-eq", "-ne", "-gt", "-ge", "-lt", "-le"))
_PATHS = frozenset(("-f", "-d", "-e", "-s", "-r", "-x"))
_UNARY = frozenset(f"-{letter}" for letter in "bcdefghkLnOGNprSstuwxzaovR")


class TestResult(Record):
    """What a test comes to.

    holds  True or False
    path   the path that it is about; "" for another test
    broken its words are no test, and it ends with an error
    """

    holds: bool
    path: str = ""
    broken: bool = False


_BROKEN = TestResult(False, "", True)


def result(point: Point, ran: Invocation, operands: Operands) -> TestResult | None:
    """What a `[` or `test` comes to; None for another command, and where that is not known."""
    if ran.name not in ("[", "test"):
        return None
    words = operands.values(point, ran.arguments[1:])
    if ran.name == "[":
        if not words or words[-1] != "]":
            return None  # that is a matter of syntax
        words = words[:-1]
    return _of(point, ran, words)


def _of(point: Point, ran: Invocation, words: list[str | None]) -> TestResult | None:
    count = len(words)
    first = words[0] if words else ""
    if count == 0:
        return TestResult(False)
    if count == 1:
        return None if first is None else TestResult(first != "")
    if first == "!" and count in (2, 3, 4):
        inner = _of(point, ran, words[1:])
        return inner if inner is None or inner.broken else inner.replace(holds=not inner.holds)
    if count == 2:
        return _unary(point, ran, first, words[1])
    if count == 3:
        return _binary(first, words[1], words[2])
    if count == 4 and words[3] in ("-a", "-o") and words[1] in ("=", "!="):
        return _BROKEN
    return None


def _unary(point: Point, ran: Invocation, operator: str | None, value: str | None) -> TestResult | None:
    if operator is None:
        return None
    if operator in ("=", "!=", "==") or operator in _NUMBERS:
        return _BROKEN  # `[ $EMPTY = x ]`
    if operator not in _UNARY or value is None:
        return None
    if operator in ("-n", "-z"):
        return TestResult((value != "") is (operator == "-n"))
    if operator not in _PATHS:
        return None
    path = join_path(ran.folder, value) if value and not value.startswith("~") and "*" not in value else None
    if path is None:
        return None
    point.timeline.leaned = False
    there = point.exists(merged(path))
    if there is False:
        return TestResult(False, path) if not point.timeline.leaned else None
    if there and operator == "-e":
        return TestResult(True, path)
    folder = point.is_folder(merged(path)) if there else None
    if folder is None or operator not in ("-f", "-d"):
        return None
    return TestResult(folder is (operator == "-d"), path)


def _binary(left: str | None, operator: str | None, right: str | None) -> TestResult | None:
    if left is None or right is None:
        return None
    if operator in ("=", "!="):
        return TestResult((left == right) is (operator == "="))
    if operator in _NUMBERS and left.isdecimal() and right.isdecimal():
        return TestResult(_holds(int(left[:18]), operator or "", int(right[:18])))
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
