"""Patterns as git reads them in a .gitignore file, and whether one matches.

The settings' path patterns are of the same kind. Matching takes time in
proportion to pattern and path: a pattern cannot be built that hangs it.
Source of the rules: gitignore(5) and the behaviour of `git check-ignore` 2.39.
"""

from __future__ import annotations

from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_SPECIAL = "*?[\\"
_LARGEST = 1 << 18

MOST = 2_000
"""Patterns of one file that count."""

# What one step of a wildcard pattern takes: a character by itself, a set of
# them, or one of these. `_MAYBE` stands before the two steps of a `**/`, which
# may be there or not.
_ANY, _STAR, _STARS, _MAYBE, _NEVER = range(5)


class Pattern(Record):
    """One line of an ignore file.

    `tail` is what must match: below the literal `head`, the steps of a
    wildcard, or None when `head` is all. `whole_path` patterns are held to
    the path below their file, others to the name alone.
    """

    line: int
    text: str
    negated: bool
    directories_only: bool
    whole_path: bool
    head: str
    tail: tuple[object, ...] | None

    def matches(self, path: str, name: str, is_directory: bool) -> bool:
        """Whether the pattern speaks of this entry; `path` has no leading slash."""
        if self.directories_only and not is_directory:
            return False
        subject = path if self.whole_path else name
        if self.tail is None:
            return subject == self.head
        if not subject.startswith(self.head):
            return False
        return _walk(self.tail, _octets(subject[len(self.head) :]))


def read(text: str) -> tuple[Pattern, ...]:
    """The patterns of an ignore file, in order. Never raises."""
    found: list[Pattern] = []
    for number, line in enumerate(text[:_LARGEST].removeprefix("\ufeff").split("\n"), 1):
        pattern = pattern_of(line.removesuffix("\r"), number)
        if pattern is not None and len(found) < MOST:
            found.append(pattern)
    return tuple(found)


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
    tail = None if cut == len(rest) else _steps(_octets(rest[cut:]))
    return Pattern(
        line=number,
        text=line,
        negated=negated,
        directories_only=directories_only,
        whole_path=whole_path,
        head=rest[:cut],
        tail=tail,
    )


def decide(patterns: Sequence[Pattern], path: str, name: str, is_directory: bool) -> Pattern | None:
    """The pattern that has the last word on an entry, or None when none speaks of it."""
    for pattern in reversed(patterns):
        if pattern.matches(path, name, is_directory):
            return pattern
    return None


def matches_any(patterns: Sequence[Pattern], path: str) -> Pattern | None:
    """The pattern that takes in `path` itself or a folder above it.

    For lists of patterns in the settings: `path` is a file's, relative, with
    slashes; a later `!` pattern takes out what an earlier one took in.
    """
    at = path.find("/")
    while at >= 0:
        folder = path[:at]
        found = decide(patterns, folder, folder[folder.rfind("/") + 1 :], True)
        if found is not None and not found.negated:
            return found
        at = path.find("/", at + 1)
    found = decide(patterns, path, path[path.rfind("/") + 1 :], False)
    return found if found is not None and not found.negated else None


def _without_blanks_behind(line: str) -> str:
    """git drops blanks at the end of a line, but for one behind a backslash."""
    end = len(line)
    while end and line[end - 1] == " ":
        end -= 1
    slashes = 0
    while slashes < end and line[end - 1 - slashes] == "\\":
        slashes += 1
    return line[: end + 1] if slashes % 2 and end < len(line) else line[:end]


def _octets(text: str) -> str:
    """One character a byte, as git compares: `?` is one byte of an `é`."""
    if text.isascii():
        return text
    try:
        data = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half a pair, as a name on Windows may have it
        data = text.encode("utf-8", "surrogatepass")
    return data.decode("latin-1")


def _steps(pattern: str) -> tuple[object, ...]:
    steps: list[object] = []
    at = 0
    while at < len(pattern):
        char = pattern[at]
        at += 1
        if char == "?":
            steps.append(_ANY)
        elif char == "*":
            begin = at - 1
            while at < len(pattern) and pattern[at] == "*":
                at += 1
            steps.extend(_star(pattern, begin, at))
        elif char == "[":
            allowed, at = _bracket(pattern, at)
            steps.append(allowed)
        elif char == "\\":
            steps.append(pattern[at] if at < len(pattern) else _NEVER)
            at += 1
        else:
            steps.append(char)
    return tuple(steps)


def _star(pattern: str, begin: int, end: int) -> tuple[int, ...]:
    """`**` crosses folders only where slashes or the pattern's ends enclose it."""
    if end - begin == 1 or (begin and pattern[begin - 1] != "/"):
        return (_STAR,)
    if end == len(pattern) or pattern.startswith("\\/", end):
        return (_STARS,)
    return (_MAYBE, _STARS) if pattern[end] == "/" else (_STAR,)


_CLASSES = {
    "alnum": str.isalnum,
    "alpha": str.isalpha,
    "blank": " \t".__contains__,
    "cntrl": lambda char: char < " " or char == "\x7f",
    "digit": str.isdigit,
    "graph": lambda char: "!" <= char <= "~",
    "lower": str.islower,
    "print": lambda char: " " <= char <= "~",
    "punct": lambda char: "!" <= char <= "~" and not char.isalnum(),
    "space": " \t\n\v\f\r".__contains__,
    "upper": str.isupper,
    "xdigit": "0123456789abcdefABCDEF".__contains__,
}


def _bracket(pattern: str, at: int) -> tuple[object, int]:
    """The set behind a `[`: (characters, whether they are those left out), and where it ends.

    A set that is not closed matches nothing, and so does the pattern.
    """
    allowed: set[str] = set()
    negated = at < len(pattern) and pattern[at] in "!^"
    at += negated
    first = True
    while at < len(pattern) and (first or pattern[at] != "]"):
        first = False
        if pattern.startswith("[:", at):
            end = pattern.find(":]", at + 2)
            belongs = _CLASSES.get(pattern[at + 2 : end]) if end > 0 else None
            if belongs is not None:
                allowed.update(char for char in map(chr, range(128)) if belongs(char))
                at = end + 2
                continue
            if end > 0 and pattern[at + 2 : end].isalpha():
                return _NEVER, len(pattern)
        low, at = _literal(pattern, at)
        high = low
        if pattern.startswith("-", at) and at + 1 < len(pattern) and pattern[at + 1] != "]":
            high, at = _literal(pattern, at + 1)
        allowed.update(map(chr, range(ord(low), ord(high) + 1)))
    if at >= len(pattern):
        return _NEVER, len(pattern)
    return (frozenset(allowed), negated), at + 1


def _literal(pattern: str, at: int) -> tuple[str, int]:
    if pattern[at] == "\\" and at + 1 < len(pattern):
        return pattern[at + 1], at + 2
    return pattern[at], at + 1


def _walk(steps: tuple[object, ...], text: str) -> bool:
    """Whether the steps take in the whole text; all ways are followed at once."""
    last = steps[-1]
    if isinstance(last, str) and not text.endswith(last):
        return False
    live = _spread(steps, {0})
    for char in text:
        after = set()
        for at in live:
            if at == len(steps):
                continue
            step = steps[at]
            if step == _STARS or (step == _STAR and char != "/"):
                after.add(at)
            elif _takes(step, char):
                after.add(at + 1)
        if not after:
            return False
        live = _spread(steps, after)
    return len(steps) in live


def _takes(step: object, char: str) -> bool:
    if isinstance(step, str):
        return step == char
    if isinstance(step, tuple):
        return char != "/" and (char in step[0]) != step[1]
    return step == _ANY and char != "/"


def _spread(steps: tuple[object, ...], live: set[int]) -> set[int]:
    """The places reached without taking a character: past any star."""
    waiting = list(live)
    while waiting:
        at = waiting.pop()
        if at >= len(steps):
            continue
        step = steps[at]
        beyond = [at + 1] if step in (_STAR, _STARS, _MAYBE) else []
        if step == _MAYBE:
            beyond.append(at + 3)
        for place in beyond:
            if place not in live:
                live.add(place)
                waiting.append(place)
    return live
