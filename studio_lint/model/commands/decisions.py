"""Which branch of a `case` or an `if` runs, where the words that a script is given decide it.

Nothing else is decided: a variable may have another value when the session starts.
"""

from __future__ import annotations

from studio_lint.model.commands.arguments import expand
from studio_lint.syntax.shell.tree import Command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.commands.arguments import Snapshot
    from studio_lint.syntax.shell.tree import Block, Chain
    from studio_lint.syntax.shell.words import Word

_TESTS = ("[", "[[", "test")
_COUNT = ("$#", "${#}")
_SPECIAL = frozenset("*?[]$`()+@!{}\\~\"'")
_NUMBERS = ("-eq", "-ne", "-gt", "-ge", "-lt", "-le")


def branch(block: Block, variables: Snapshot) -> int | None:
    """The number of the branch that runs, -1 where none does; None where that is not known."""
    if variables.positional is None:
        return None
    if block.kind == "case" and len(block.words) == 1:
        return _case(block, variables)
    return _if(block, variables) if block.kind == "if" else None


def _case(block: Block, variables: Snapshot) -> int | None:
    value = _value(block.words[0], variables)
    if value is None or not _is_given(block.words[0]) or None in block.patterns:
        return None
    for at, patterns in enumerate(block.patterns):
        found = [_matches(pattern, value) for pattern in patterns or ()]
        if True in found:
            return at
        if None in found:
            return None
    return -1


def _matches(pattern: str, value: str) -> bool | None:
    """Whether a value is one that a pattern stands for; only those of one `*` at the end are read."""
    if len(pattern) > 1 and pattern[0] == pattern[-1] and pattern[0] in "\"'":
        pattern = pattern[1:-1]
        return None if _SPECIAL.intersection(pattern) else pattern == value
    head = pattern.removesuffix("*")
    if _SPECIAL.intersection(head):
        return None
    return value.startswith(head) if head != pattern else pattern == value


def _if(block: Block, variables: Snapshot) -> int | None:
    if len(block.bodies) - len(block.tests) not in (0, 1):
        return None
    for at, chain in enumerate(block.tests):
        answer = _answer(chain, variables)
        if answer is None:
            return None
        if answer:
            return at
    return len(block.bodies) - 1 if len(block.bodies) > len(block.tests) else -1


def _answer(chain: Chain, variables: Snapshot) -> bool | None:
    """What a single `[ … ]` about the script's words says."""
    part = chain.parts[0].parts[0] if len(chain.parts) == 1 and len(chain.parts[0].parts) == 1 else None
    if not isinstance(part, Command) or part.name not in _TESTS or part.redirects or chain.background:
        return None
    words = part.words[1:] if part.name == "test" else part.words[1:-1]
    if not any(map(_is_given, words)) or any("$" in word.text.value and not _is_given(word) for word in words):
        return None
    told = _told([_value(word, variables) for word in words], words, part.name == "[[")
    return told if told is None or not chain.parts[0].negated else not told


def _told(values: list[str | None], words: tuple[Word, ...], globs: bool) -> bool | None:
    if None in values:
        return None
    if len(values) == 2 and values[0] in ("-z", "-n"):
        return (values[1] == "") == (values[0] == "-z")
    if len(values) != 3:
        return None
    left, sign, right = (value or "" for value in values)
    if sign in _NUMBERS and left.isdecimal() and right.isdecimal():
        return _compared(sign, int(left[:9]), int(right[:9]))
    if sign in ("=", "==", "!=") and not (globs and _SPECIAL.intersection(right)):
        return (left == right) == (sign != "!=")
    return None


def _compared(sign: str, left: int, right: int) -> bool:
    if sign in ("-eq", "-ne"):
        return (left == right) == (sign == "-eq")
    if sign in ("-gt", "-le"):
        return (left > right) == (sign == "-gt")
    return (left < right) == (sign == "-lt")


def _is_given(word: Word) -> bool:
    """Whether every variable in a word is one of the script's words, or their number."""
    value = word.text.value
    at = value.find("$")
    if at < 0 or "`" in value:
        return False
    while at >= 0:
        behind = value[at + 1 : at + 2]
        name = value[at + 2 : at + 3] if behind == "{" else behind
        if not (name.isdecimal() and name != "0") and name not in ("#", "@", "*"):
            return False
        at = value.find("$", at + 1)
    return True


def _value(word: Word, variables: Snapshot) -> str | None:
    """What a word comes to; None where that is not known."""
    if word.text.value.strip('"') in _COUNT:
        return str(len(variables.positional or ()))
    if "${#" in word.text.value:
        return None
    found = expand(word, variables)
    return found[0].value if len(found) == 1 else None
