"""Patterns as git reads them in a .gitignore file, and whether one matches.

The settings' path patterns are of the same kind. Patterns without a wildcard, and those like `*.log`, are found by what
they end in, so that long lists of them take no longer than short ones.
Source of the rules: gitignore(5) and the behavior of `git check-ignore` 2.39.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.watch import check
from studio_lint.files.wildcard import Wildcard, octets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SPECIAL = "*?[\\"
_LARGEST = 1 << 18

MOST = 2_000
"""Patterns of one file that count."""


class Pattern(Record):
    """One line of an ignore file.

    `tail` is the wildcard after the literal `head`, or None when `head` is all. `whole_path` patterns are held to
    the path below their file, others to the name alone.
    """

    line: int
    text: str
    negated: bool
    directories_only: bool
    whole_path: bool
    head: str
    tail: Wildcard | None

    def matches(self, path: str, name: str, is_directory: bool) -> bool:
        """Whether the pattern speaks of this entry; `path` has no leading slash."""
        if self.directories_only and not is_directory:
            return False
        subject = path if self.whole_path else name
        if self.tail is None:
            return subject == self.head
        if not subject.startswith(self.head):
            return False
        return self.tail.matches(octets(subject[len(self.head) :]))


class Patterns:
    """The patterns of one list, in order; the last one that speaks of an entry decides."""

    __slots__ = ("_endings", "_lengths", "_listed", "_others")

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._listed = tuple(patterns)
        # By what a path or a name must be, or end in; numbers of patterns in order.
        self._endings: dict[tuple[str, str], list[int]] = {}
        self._lengths: set[int] = set()
        self._others: list[int] = []
        for number, pattern in enumerate(self._listed):
            key = _key(pattern)
            if key is None:
                self._others.append(number)
            else:
                self._endings.setdefault(key, []).append(number)
                if key[0] == _ENDING:
                    self._lengths.add(len(key[1]))
        self._others.reverse()

    def __iter__(self) -> Iterator[Pattern]:
        return iter(self._listed)

    def __len__(self) -> int:
        return len(self._listed)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Patterns) and self._listed == other._listed

    def __hash__(self) -> int:
        return hash(len(self._listed))

    def decide(self, path: str, name: str, is_directory: bool) -> Pattern | None:
        """The pattern that has the last word on an entry, or None when none speaks of it."""
        last = -1
        for key in ((_NAME, name), (_PATH, path), *((_ENDING, name[-length:]) for length in self._lengths)):
            numbers = self._endings.get(key, ()) if self._endings else ()
            for number in reversed(numbers):
                if is_directory or not self._listed[number].directories_only:
                    last = max(last, number)
                    break
        if self._others:
            check()
        for number in self._others:
            if number <= last:
                break
            if self._listed[number].matches(path, name, is_directory):
                return self._listed[number]
        return self._listed[last] if last >= 0 else None

    def takes_in(self, path: str) -> Pattern | None:
        """The pattern that takes in `path` itself or a folder above it.

        For lists of patterns in the settings: `path` is a file's, relative, with
        slashes; a later `!` pattern takes out what an earlier one took in.
        """
        at = path.find("/")
        while at >= 0:
            folder = path[:at]
            found = self.decide(folder, folder[folder.rfind("/") + 1 :], True)
            if found is not None and not found.negated:
                return found
            at = path.find("/", at + 1)
        found = self.decide(path, path[path.rfind("/") + 1 :], False)
        return found if found is not None and not found.negated else None


_NAME, _PATH, _ENDING = "name", "path", "ending"


def _key(pattern: Pattern) -> tuple[str, str] | None:
    """What a name or a path must be, or end in, for a pattern to match; None where that is not all there is to it."""
    if pattern.tail is None:
        return (_PATH if pattern.whole_path else _NAME), pattern.head
    if not pattern.whole_path and not pattern.head and pattern.tail.ending is not None:
        return _ENDING, pattern.tail.ending
    return None


def read(text: str) -> Patterns:
    """The patterns of an ignore file, in order. Never raises."""
    found: list[Pattern] = []
    for number, line in enumerate(text[:_LARGEST].removeprefix("\ufeff").split("\n"), 1):
        pattern = pattern_of(line.removesuffix("\r"), number)
        if pattern is not None and len(found) < MOST:
            found.append(pattern)
    return Patterns(found)


def pattern_of(line: str, number: int = 0) -> Pattern | None:
    """One pattern, or None for a comment or an empty line."""
    if line.startswith("#"):
        return None
    rest = _without_blanks_behind(line)
    negated = rest.startswith("!")
    rest = rest[1:] if negated else rest
    directories_only = rest.endswith("/")
    rest = rest[:-1] if directories_only else rest
    whole_path = "/" in rest
    rest = rest.removeprefix("/")
    if not rest:
        return None
    cut = next((at for at, char in enumerate(rest) if char in _SPECIAL), len(rest))
    tail = None if cut == len(rest) else Wildcard(rest[cut:])
    return Pattern(
        line=number,
        text=line,
        negated=negated,
        directories_only=directories_only,
        whole_path=whole_path,
        head=rest[:cut],
        tail=tail,
    )


def _without_blanks_behind(line: str) -> str:
    """git drops blanks at the end of a line, but for one behind a backslash."""
    end = len(line)
    while end and line[end - 1] == " ":
        end -= 1
    slashes = 0
    while slashes < end and line[end - 1 - slashes] == "\\":
        slashes += 1
    return line[: end + 1] if slashes % 2 and end < len(line) else line[:end]
