"""Which row of the facts fits a failed step: the line that identifies it, and its kind of failure.

If nothing ran, rows about the builder's own words are tried first. Of the
rows that fit the output, the one whose line comes last counts: a step stops at
its first command that fails, so the script went on after earlier errors. A row may
yield to another kind (a network failure explains why pip found nothing), and
weak rows count only if no other fits.
"""

from __future__ import annotations

import re

from studio_lint.base.record import Record
from studio_lint.facts.failures.names import SURVIVED
from studio_lint.facts.failures.shell import SHELL
from studio_lint.facts.failures.tables import ERRORS, GENERAL, PACKAGES, STARTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from studio_lint.facts.failures.signature import Signature
    from studio_lint.model.failure.failing import Failed
    from studio_lint.syntax.build_log.tree import NumberedLine

_MOST_HITS = 25
"""Lines that are put to one row's pattern; of more only the last."""
_BEFORE, _AFTER, _LONG_AFTER = 300, 600, 3200
"""Characters around a row's text that its pattern is put to: a line made to be slow costs no more than others."""
_NEVER_SURVIVED = ("oom-137", "no-space")
_LAST_LINES = 30
"""A general complaint (`x: not found`) further from the end of a step was survived, and is not why it failed."""
_APART = 2
"""Lines between two complaints of one kind that belong together."""
_MOST_MORE = 6
_NAME = re.compile(r"[\w.-]*")
_compiled: dict[str, re.Pattern[str]] = {}


class Match(Record):
    """A row that fits: the telling line, what its pattern found, and the like lines that follow it."""

    row: Signature
    number: int
    text: str
    groups: dict[str, str]
    more: tuple[Match, ...] = ()


class Output:
    """Lines of a step as one text: most rows are ruled out by one search in it."""

    def __init__(self, lines: Sequence[NumberedLine]) -> None:
        self.lines = lines
        self.text = "\n".join(text for _, text in lines)
        self._starts: list[int] | None = None

    def fits(self, pattern: str, groups: dict[str, str]) -> bool:
        """Whether a pattern, its `{name}` filled in, is found anywhere."""
        return re.search(pattern.replace("{name}", re.escape(groups.get("name", ""))), self.text) is not None

    def containing(self, needs: str) -> Iterator[NumberedLine]:
        """The last lines that contain a text, from the end on."""
        from bisect import bisect_right

        if self._starts is None:
            self._starts, at = [], 0
            for _, text in self.lines:
                self._starts.append(at)
                at += len(text) + 1
        at = self.text.rfind(needs)
        hits = 0
        while at >= 0 and hits < _MOST_HITS:
            index = bisect_right(self._starts, at) - 1
            yield self.lines[index]
            hits += 1
            start = self._starts[index]
            at = self.text.rfind(needs, 0, start) if start else -1


def best(failed: Failed) -> Match | None:
    """The row that fits a failed step of a build best."""
    errors = Output(failed.errors)
    match = _chosen(list(_matches(ERRORS, errors)), first=True) if not _only_ended(failed) else None
    if match is not None:
        return match
    output = Output(failed.lines)
    found = [*_matches(PACKAGES, output, lambda row, groups: _earlier(row, groups, failed))]
    last = failed.lines[-_LAST_LINES][0] if len(failed.lines) >= _LAST_LINES else 0
    found += [match for match in _matches(GENERAL, output) if match.number >= last or match.row.kind in _NEVER_SURVIVED]
    return _chosen(found, first=False)


def start(lines: Sequence[NumberedLine]) -> Match | None:
    """The row that fits a session's start log best."""
    output = Output(lines)
    found = [
        *_matches(STARTS, output),
        *(m for m in _matches(SHELL, output) if m.row.kind in ("oom-137", "no-space", "line-ends")),
    ]
    return _chosen(found, first=False)


def _only_ended(failed: Failed) -> bool:
    """Whether the builder says no more than that a program ended badly."""
    told = [text for _, text in failed.errors]
    if not told:
        return True
    return failed.ran and not any(word in text for text in told for word in _REFUSALS)


_REFUSALS = (
    "cannot allocate memory",
    "exec format error",
    "executable file",
    "unable to find user",
    "unable to find group",
    "permission denied",
    "no space left",
    "no matching entries in passwd",
    "no users found",
    "no such file or directory",
)
"""What a builder says itself of a program that it could not even start."""


def _matches(
    rows: Iterable[Signature], output: Output, also: Callable[[Signature, dict[str, str]], bool] | None = None
) -> Iterator[Match]:
    for row in rows:
        if row.needs not in output.text or (row.also and row.also not in output.text):
            continue
        if any(words in output.text for words in row.unless):
            continue
        found = _last_group(row, output, also)
        if found:
            yield found[0].replace(more=tuple(found[1:_MOST_MORE]))


def _last_group(
    row: Signature, output: Output, also: Callable[[Signature, dict[str, str]], bool] | None
) -> list[Match]:
    """The last line that a row fits and those like it right above: a tool names all that it misses at once."""
    found: list[Match] = []
    for number, text in output.containing(row.needs):
        groups = fields(row, text)
        if groups is not None and row.refuted and output.fits(row.refuted, groups):
            continue
        if groups is None or text.startswith(SURVIVED) or not (also is None or also(row, groups)):
            if found:
                break
            continue
        if found and (found[0].number - number > _APART or "name" not in groups):
            break
        found.insert(0, Match(row, number, text, groups))
    return found


def fields(row: Signature, text: str) -> dict[str, str] | None:
    """What a row's pattern finds in a line that contains its text; None where it does not fit."""
    if not row.line:
        return {}
    pattern = _compiled.get(row.line)
    if pattern is None:
        pattern = _compiled[row.line] = re.compile(row.line)
    at = text.find(row.needs)
    after = _LONG_AFTER if "versions" in row.line else _AFTER
    found = pattern.search(text, max(0, at - _BEFORE), at + len(row.needs) + after)
    if not found:
        return None
    groups = {name: value for name, value in found.groupdict().items() if value is not None}
    for name in ("name2", "tool2"):
        if name in groups:
            groups.setdefault(name[:-1], groups.pop(name))
    if "spec" in groups and "name" not in groups:
        groups["name"] = _NAME.match(groups["spec"])[0]  # type: ignore[index]
    return groups


def _earlier(row: Signature, groups: dict[str, str], failed: Failed) -> bool:
    """Whether an earlier step, or an earlier command of this one, printed what the row wants of one."""
    if not row.earlier:
        return True
    name = groups.get("name", "")
    return any(
        name in text and any(words in text for words in row.earlier) for _, text in (*failed.before, *failed.lines)
    )


def _chosen(found: list[Match], first: bool) -> Match | None:
    strong = [match for match in found if not match.row.weak] or found
    kinds = {match.row.kind for match in found}
    kept = [match for match in strong if not kinds.intersection(match.row.yields)]
    if not kept and strong:
        over = {kind for match in strong for kind in match.row.yields}
        kept = [match for match in found if match.row.kind in over] or strong
    if not kept:
        return None
    if first:
        return kept[0]
    last = max(kept, key=lambda match: match.number)
    return next(match for match in kept if match.row.kind == last.row.kind and _near(match, last))


def _near(match: Match, last: Match) -> bool:
    """Of one kind the row that the table has first: it says the most."""
    return match.row.kind == last.row.kind
