"""Which branch of a `case` or an `if` runs, where the words that a script is given decide it.

Nothing else is decided: a variable may have another value when the session starts. In a RUN, that of an ENV counts
too where its commands do not name the variable but to read it.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Text
from studio_lint.facts.shell_words import ALWAYS, SETS_UNSEEN
from studio_lint.model.commands.arguments import expand
from studio_lint.syntax.shell.tree import Command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.commands.arguments import Snapshot
    from studio_lint.syntax.shell.tree import Block, Chain, Pipeline
    from studio_lint.syntax.shell.words import Word

    Assigned = tuple[list[tuple[str, Text]], str | None]
    """The assignments so far; of a RUN the text in which the values of variables may be changed, else None."""

_TESTS = ("[", "[[", "test")
_COUNT = ("$#", "${#}")
_SPECIAL = frozenset("*?[]$`()+@!{}\\~\"'")
_NUMBERS = ("-eq", "-ne", "-gt", "-ge", "-lt", "-le")


class Decided(Record):
    """A choice that was decided.

    asked  the word or the question that decides
    left   the branches that do not run, each with its patterns
    """

    asked: Text
    left: tuple[tuple[tuple[str, ...], tuple[Chain, ...]], ...] = ()


def of_block(block: Block, branch: int) -> Decided:
    """The choice that a compound command makes."""
    asked = block.words[0].text if block.words else block.tests[0].parts[0].parts[0].text
    patterns = (*block.patterns, *(() for _ in block.bodies))
    left = ((patterns[at] or (), body) for at, body in enumerate(block.bodies) if at != branch)
    return Decided(asked, tuple(left))


def branch(block: Block, variables: Snapshot, assigned: Assigned) -> int | None:
    """The number of the branch that runs, -1 where none does; None where that is not known."""
    if variables.positional is None:
        return None
    if block.kind == "case" and len(block.words) == 1:
        return _case(block, variables, assigned)
    return _if(block, variables, assigned) if block.kind == "if" else None


def _case(block: Block, variables: Snapshot, assigned: Assigned) -> int | None:
    value = _value(block.words[0], variables)
    if value is None or not _is_given(block.words[0], assigned) or None in block.patterns:
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


def _if(block: Block, variables: Snapshot, assigned: Assigned) -> int | None:
    if len(block.bodies) - len(block.tests) not in (0, 1):
        return None
    for at, chain in enumerate(block.tests):
        plain = len(chain.parts) == 1 and not chain.background
        told = answer(chain.parts[0], variables, assigned) if plain else None
        if told is None:
            return None
        if told:
            return at
    return len(block.bodies) - 1 if len(block.bodies) > len(block.tests) else -1


def answer(pipeline: Pipeline, variables: Snapshot, assigned: Assigned) -> bool | None:
    """What a single `[ … ]` about the script's words says; in a RUN also `true` and `false`."""
    part = pipeline.parts[0] if len(pipeline.parts) == 1 else None
    if assigned[1] is not None and isinstance(part, Command) and part.name in ALWAYS and not part.redirects:
        return ALWAYS[part.name or ""] is not pipeline.negated
    if not isinstance(part, Command) or part.name not in _TESTS or part.redirects or variables.positional is None:
        return None
    words = part.words[1:] if part.name == "test" else part.words[1:-1]
    given = [_is_given(word, assigned) for word in words]
    if True not in given and assigned[1] is None:
        return None
    if any("$" in word.text.value and not own for word, own in zip(words, given, strict=True)):
        return None
    told = _told([_value(word, variables) for word in words], part.name == "[[")
    return told if told is None or not pipeline.negated else not told


def _told(values: list[str | None], globs: bool) -> bool | None:
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


def _is_given(word: Word, assigned: Assigned) -> bool:
    """Whether every variable in a word is one of the script's words, or has its value from them alone."""
    assignments, text = assigned
    by_words = _only_words(word.text.value, assignments, 0)
    if by_words or text is None:
        return by_words
    names = {piece.name for piece in word.variables() if piece.name.isidentifier()}
    return not names or not (any(_is_named(name, text) for name in names) or SETS_UNSEEN & set(text.split()))


def _is_named(name: str, text: str) -> bool:
    """Whether a name is anywhere without its `$`: something may give it another value there."""
    at = text.find(name)
    while at >= 0:
        before, behind = text[:at][-1:], text[at + len(name) :][:1]
        whole = not (before.isalnum() or before == "_" or behind.isalnum() or behind == "_")
        if whole and before != "$" and text[max(0, at - 2) : at] != "${":
            return True
        at = text.find(name, at + 1)
    return False


def _only_words(value: str, assigned: list[tuple[str, Text]], depth: int) -> bool:
    at = value.find("$")
    if at < 0 or "`" in value or depth > 2:
        return False
    while at >= 0:
        start = at + 2 if value[at + 1 : at + 2] == "{" else at + 1
        name = value[start : start + 1]
        if not (name.isdecimal() and name != "0") and name not in ("#", "@", "*"):
            end = start
            while value[end : end + 1].isalnum() or value[end : end + 1] == "_":
                end += 1
            if not _from_words(value[start:end], assigned, depth):
                return False
        at = value.find("$", at + 1)
    return True


def _from_words(name: str, assigned: list[tuple[str, Text]], depth: int) -> bool:
    """Whether a variable is given a value once, and that from the script's words."""
    values = [text.value.partition("=")[2] for other, text in assigned if other == name] if name else []
    return len(values) == 1 and _only_words(values[0], assigned, depth + 1)


def _value(word: Word, variables: Snapshot) -> str | None:
    """What a word comes to; None where that is not known."""
    if word.text.value.strip('"') in _COUNT:
        return str(len(variables.positional or ()))
    if "${#" in word.text.value:
        return None
    found = expand(word, variables)
    return found[0].value if len(found) == 1 else None
