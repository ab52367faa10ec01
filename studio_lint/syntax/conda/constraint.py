"""Version constraints of conda packages (`>=1.8,<2|3.*`), as libmamba 2.8 parses them.

This is reading only; what a constraint admits is in `studio_lint.model.environment.version`.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.syntax.conda.version import (
    DIGITS,
    LOWER,
    Refusal,
    Version,
    is_graphic,
    parse_version,
    strip_range,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Literal

    Operator = Literal["==", "!=", ">", ">=", "<", "<=", "~=", "=", "!=.*", "glob", "!glob", "*"]

# Deeper nesting than anybody writes; beyond it a constraint counts as unknown.
_DEEPEST = 40

_ORDERED: tuple[Operator, ...] = (">=", ">", "<=", "<", "~=")


class Predicate(Record):
    """One comparison of a constraint.

    `operator` is one of `==  !=  >  >=  <  <=  ~=` (as usual), `=` (starts
    with), `!=.*` (does not start with), `glob`, `!glob` and `*` (any version:
    then `version` is None). `start` and `end` cover it in the text of the
    constraint as it stands in the file.
    """

    operator: Operator
    version: Version | None
    start: int = 0
    end: int = 0

    @property
    def text(self) -> str:
        """The canonical spelling."""
        if self.version is None:
            return "=*"
        if self.operator == "!=.*":
            return f"!={self.version.text}.*"
        if self.operator in ("glob", "!glob"):
            return ("!=" if self.operator == "!glob" else "") + self.version.text
        return self.operator + self.version.text


class Group(Record):
    """Operands joined by `,` (all must hold) or `|` (one must hold)."""

    joined_by: str
    operands: tuple[Predicate | Group, ...]


class Constraint(Record):
    """A whole constraint such as `>=1.8,<2|3.*`.

    `tree` is None for "any version". libmamba lets `|` bind tighter than `,`,
    and so does `tree`; `loose` is the tree of the other reading (conda's)
    where the two differ, else None. `known` is False for a constraint that is
    nested too deeply to be looked into.
    """

    tree: Predicate | Group | None = None
    loose: Predicate | Group | None = None
    known: bool = True

    @property
    def text(self) -> str:
        """The canonical spelling, `=*` for any version."""
        return "=*" if self.tree is None else _spell(self.tree)

    @property
    def predicates(self) -> tuple[Predicate, ...]:
        """All comparisons, in the order in which they are written."""
        return self.once(_predicates)

    @property
    def needed(self) -> tuple[Predicate, ...]:
        """Comparisons that must hold by themselves: the tops of a chain of `,`."""
        tree = self.tree
        if isinstance(tree, Predicate):
            return (tree,)
        if isinstance(tree, Group) and tree.joined_by == "," and self.loose is None:
            return tuple(operand for operand in tree.operands if isinstance(operand, Predicate))
        return ()


def _predicates(constraint: Constraint) -> tuple[Predicate, ...]:
    found: list[Predicate] = []
    waiting: list[Predicate | Group] = [] if constraint.tree is None else [constraint.tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Group):
            waiting.extend(reversed(node.operands))
        else:
            found.append(node)
    return tuple(found)


ANY_VERSION = Constraint()


def _spell(node: Predicate | Group) -> str:
    if isinstance(node, Predicate):
        return node.text
    spelt = [f"({_spell(item)})" if isinstance(item, Group) else item.text for item in node.operands]
    # `a,b,c` is a pair whose second half is a pair: `a,(b,c)`.
    joint = f"{node.joined_by}("
    return joint.join(spelt[:-1]) + node.joined_by + spelt[-1] + ")" * (len(spelt) - 2)


_ANY = ("", "*", "=*", "==*")


def _has_inner_glob(text: str) -> bool:
    return text.startswith("*") or -1 < text.find(".*") < max(len(text), 2) - 2


def _with_operator(text: str) -> tuple[Operator | None, int, int]:
    """The comparison that a text stands for, and where its version begins and ends."""
    size = len(text)
    for operator in _ORDERED:
        if text.startswith(operator):
            return operator, len(operator), size
    suffix = 2 if text.endswith(".*") else 0
    if text.startswith("=="):
        return ("=" if suffix else "=="), 2, max(2, size - suffix)
    if text.startswith("!="):
        rest = text[2:].lstrip()
        if _has_inner_glob(rest):
            return "!glob", 2, size
        return ("!=.*" if suffix else "!="), 2, max(2, size - suffix)
    if text.startswith("="):
        if _has_inner_glob(text[1:].lstrip()):
            return "glob", 1, size
        return "=", 1, max(1, size - suffix)
    if _has_inner_glob(text):
        return "glob", 0, size
    if text[0] in DIGITS or text[0] in LOWER:
        if text.endswith("*"):
            return "=", 0, size - max(suffix, 1)
        return "==", 0, size
    return None, 0, size


def parse_predicate(text: str) -> Predicate | Refusal:
    """Reads one comparison: `>=1.8`, `1.8.*`, `=1.8`, `1.8`."""
    start, end = strip_range(text, 0, len(text))
    given = text[start:end]
    if given.endswith("."):
        # Published metadata holds `0.2.18.*.`; one such dot is passed over.
        given = given[:-1]
    if given in _ANY:
        return Predicate("*", None, start, end)
    operator, first, last = _with_operator(given)
    if operator is None:
        return Refusal("operator", start, end, f'Found invalid version predicate in "{given}"')
    version = parse_version(given[first:last])
    if isinstance(version, Refusal):
        return version.replace(start=start + first + version.start, end=start + first + version.end)
    return Predicate(operator, version, start, end)


# --- constraints ----------------------------------------------------------

_TOKENS = ",|()"


class _Builder:
    """Puts comparisons and joints together, as they come (a shunting yard)."""

    def __init__(self, tightest: str) -> None:
        self.tightest = tightest
        self.values: list[Predicate | Group] = []
        self.waiting: list[str] = []
        self.counts: list[int] = []
        self.depth = 0
        self.deepest = 0
        self.wants_joint = False

    def value(self, predicate: Predicate) -> bool:
        if self.wants_joint:
            return False
        self.wants_joint = True
        self.values.append(predicate)
        return True

    def joint(self, token: str) -> bool:
        if not self.wants_joint:
            return False
        self.wants_joint = False
        if token != self.tightest:
            while self.waiting and self.waiting[-1] == self.tightest:
                self._join()
        if self.waiting and self.waiting[-1] == token:
            self.counts[-1] += 1
        else:
            self.waiting.append(token)
            self.counts.append(2)
        return True

    def open(self) -> bool:
        if self.wants_joint:
            return False
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)
        self.waiting.append("(")
        self.counts.append(0)
        return True

    def close(self) -> bool:
        if not self.wants_joint or not self.depth:
            return False
        self.depth -= 1
        while self.waiting[-1] != "(":
            self._join()
        self.waiting.pop()
        self.counts.pop()
        return True

    def finish(self) -> bool:
        if not self.wants_joint or self.depth:
            return False
        while self.waiting:
            self._join()
        return True

    def _join(self) -> None:
        token, count = self.waiting.pop(), self.counts.pop()
        operands = tuple(self.values[-count:])
        del self.values[-count:]
        self.values.append(Group(token, operands))


def _token_refusal(token: str, text: str, at: int) -> Refusal:
    note = f'Found unexpected token "{token}" in version spec "{text[at:]}"'
    return Refusal("joint", at, at + 1, note)


def _feed(text: str, places: Sequence[int], builders: tuple[_Builder, ...]) -> Refusal | None:
    at = 0
    size = len(text)
    while True:
        while at < size and not is_graphic(text[at]):
            at += 1
        if at >= size:
            return None
        token = text[at]
        if token in _TOKENS:
            step: Callable[[_Builder], bool]
            if token == "(":
                step = _Builder.open
            elif token == ")":
                step = _Builder.close
            else:
                step = _joint_step(token)
            if not all(step(builder) for builder in builders):
                return _token_refusal(token, text, at)
            at += 1
            continue
        end = at
        while end < size and text[end] not in _TOKENS:
            end += 1
        predicate = parse_predicate(text[at:end])
        if isinstance(predicate, Refusal):
            return predicate.replace(start=at + predicate.start, end=at + predicate.end)
        placed = _placed(predicate, at, places)
        if not all(builder.value(placed) for builder in builders):
            note = f'Found unexpected version predicate "{placed.text}" in version spec "{text[at:]}"'
            return Refusal("joint", at, at + 1, note)
        at = end


def _placed(predicate: Predicate, at: int, places: Sequence[int]) -> Predicate:
    """The comparison that was read at `at`, with its place in the constraint as it is written."""
    first, last = places[at + predicate.start] - places[0], places[at + predicate.end - 1] - places[0]
    return Predicate(predicate.operator, predicate.version, first, last + 1)


def _joint_step(token: str) -> Callable[[_Builder], bool]:
    return lambda builder: builder.joint(token)


def parse_constraint(text: str, places: Sequence[int] | None = None) -> Constraint | Refusal:
    """Reads a constraint: comparisons, joined by `,` and `|`, with parentheses.

    `places` says where each character of `text` stands, for one that lost
    spaces on the way; a refusal's place always counts in `text` itself.
    """
    start = strip_range(text, 0, len(text))[0]
    if text[start:] in _ANY:
        return ANY_VERSION
    places = places or range(len(text))
    if not any(token in text for token in _TOKENS):
        lone = parse_predicate(text)
        return lone if isinstance(lone, Refusal) else Constraint(_placed(lone, 0, places))
    tight = _Builder("|")
    loose = _Builder(",")
    refusal = _feed(text, places, (tight, loose))
    if refusal is not None:
        return refusal
    if not tight.finish() or not loose.finish():
        size = len(text)
        return Refusal("incomplete", max(0, size - 1), size, 'Version spec "" is an incorrect expression')
    if tight.deepest > _DEEPEST:
        return Constraint(None, None, False)
    first, second = tight.values[0], loose.values[0]
    return Constraint(first, second if second != first else None)
