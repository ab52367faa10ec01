"""Reading on behind a mistake in YAML.

What is broken is taken out of the text, blanks in its place so that all else
keeps its offset, and the rest is read again. Where the broken part stood
behind `- ` or `key: `, one character stays as a stand-in: the reader makes it
a value that nothing is known of.
"""

from __future__ import annotations

from studio_lint.base.source import Source
from studio_lint.syntax.yaml import leniency
from studio_lint.syntax.yaml.blocks import WORD, BlockLine, BlockLines, block_end, misplaced_end, value_start
from studio_lint.syntax.yaml.leniency import blank
from studio_lint.syntax.yaml.lines import DASHLESS, ITEM
from studio_lint.syntax.yaml.problems import explain
from studio_lint.syntax.yaml.tree import STRAY_LINE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.diagnostics import Problem
    from studio_lint.syntax.yaml.composer import Reading, YamlFailure

MOST = 20
"""Mistakes that are looked for in one file."""
MOST_READ = 500_000
"""Characters that all repeated readings of a file may hold together; a longer file is read once."""

_STAND_IN = "x"


def recovered(source: Source, shown: str, reading: Reading) -> tuple[Reading, list[Problem]]:
    """The last reading that could be had, and the mistakes on the way.

    `reading` is the first one, over the text `shown`, and it failed.
    """
    problems: list[Problem] = []
    strict: list[Problem] = []
    draft = _Draft(source, shown)
    for attempt in range(1, MOST + 1):
        failure = reading.failure
        if failure is None:
            break
        before, retold = draft.shown, leniency.retold(draft.shown, failure)
        if retold is not None:
            problems += leniency.lost_tail(draft.shown, retold)
            draft.shown = retold
        if retold is not None or draft.take_last_line(failure) or draft.pass_last_line(failure):
            strict.append(leniency.strict(Source(source.path, before), failure, reading.last_scalar))
            reading = draft.read()
            continue
        problem = explain(Source(source.path, draft.shown), failure, reading.last_scalar)
        if problem.span.start >= draft.removed_to or not problems:
            problems.append(problem)
        if problem.kind not in ("syntax", STRAY_LINE) or attempt * len(draft.shown) > MOST_READ:
            break
        before = draft.shown
        draft.take_out(problem, reading)
        if draft.shown == before:
            break
        reading = draft.read()
    return reading, problems or strict[:1]


class _Draft:
    """The text that is read in the source's place, as long as that, without what could not be read.

    `stand_ins` are offsets of words put in, `keys` those of keys whose colon was put in, with their ends.
    """

    def __init__(self, source: Source, shown: str) -> None:
        self.source = source
        self.shown = shown
        self.stand_ins: set[int] = set()
        self.keys: dict[int, int] = {}
        self.removed_to = 0

    def read(self) -> Reading:
        from studio_lint.syntax.yaml.composer import Reading

        return Reading(self.source, self.shown, self.stand_ins, self.keys).run()

    def take_last_line(self, failure: YamlFailure) -> bool:
        """Give the colon of a key to a last line that has none; False where that is not so.

        yaml-cpp takes it for a key without a value, also `prefix:/home/me`, if no comment follows.
        """
        last = self._stray_last_line(failure)
        if last is None:
            return False
        start, end = last.start, len(self.shown[: last.end].rstrip())
        word = self.shown[start:end]
        if len(word) < 2 or not word[0].isalnum() or not word.isprintable():
            return False
        self.keys[start] = end
        self.shown = f"{self.shown[: end - 1]}:{self.shown[end:]}"
        return True

    def pass_last_line(self, failure: YamlFailure) -> bool:
        """Blank a last line of invisible characters; False where that is not so.

        yaml-cpp reads a plain text that goes on to the end of the file as a key without a value: nothing is lost.
        """
        last = self._stray_last_line(failure)
        if last is None or _visible(self.source.text[last.start : last.end]):
            return False
        self.shown = f"{self.shown[: last.start]}{blank(self.shown[last.start :])}"
        return True

    def _stray_last_line(self, failure: YamlFailure) -> BlockLine | None:
        """The last line of the file where libyaml looks for the colon of a key in it, and nothing ends the text."""
        lines = BlockLines(self.shown)
        last = next(lines.filled(lines.count, -1), None)
        first = next(lines.filled(1, 1), None)
        if last is None or first is None or "could not find expected ':'" not in failure.problem:
            return None
        if first.number == last.number or first.indent or first.item or last.indent or last.item:
            return None
        text = self.shown[last.start : last.end]
        ends = self.shown[last.end :].strip() or " #" in text or ": " in text
        return None if ends or lines.number(failure.context_at) != last.number else last

    def take_out(self, problem: Problem, reading: Reading) -> None:
        """Change the text so that it can be read past a mistake; nothing where no way is known."""
        shown = self.shown
        key = _key(shown, problem)
        if key is not None:
            start, end = key
            self.keys[start] = self.removed_to = end
            behind = " " if shown[end : end + 1] == ":" else shown[end : end + 1]
            self.shown = f"{shown[: end - 1]}:{behind}{shown[end + 1 :]}"
            return
        if _tabs_alone(shown, problem):
            self.shown = _with_spaces(shown)
            return
        parts, stand_in = _broken_parts(shown, problem, reading)
        for start, end in parts:
            shown = shown[:start] + blank(shown[start:end]) + shown[end:]
            self.stand_ins = {at for at in self.stand_ins if not start <= at < end}
            self.removed_to = max(self.removed_to, end)
        if stand_in >= 0:
            shown = shown[:stand_in] + _STAND_IN + shown[stand_in + 1 :]
            self.stand_ins.add(stand_in)
        self.shown = shown


def _visible(text: str) -> bool:
    """Whether there is anything to see in a line."""
    return any(char.isprintable() and not char.isspace() for char in text)


def _key(text: str, problem: Problem) -> tuple[int, int] | None:
    """Start and end of a key that lacks its colon, or the blank behind that, where its last letter can make room.

    `dependencies` is then read as `dependencie:`, `name:demo` as `nam: demo`.
    """
    lines = BlockLines(text)
    number = lines.number(problem.span.start)
    line = lines[number]
    start = line.start + line.indent
    end = start
    while end < line.end and text[end] in WORD:
        end += 1
    if end - start < 2:
        return None
    if text[end : end + 1] == ":" and problem.span.start == end and text[end + 1 : end + 2].strip():
        return start, end
    ends = not text[end : line.end].strip() and (problem.span.start, problem.span.end) == (start, end)
    return (start, end) if ends and block_end(lines, number) > number else None


def _tabs_alone(text: str, problem: Problem) -> bool:
    """Whether a tab is wrong that indents a line, and all lines that are indented are so with tabs alone."""
    start = text.rfind("\n", 0, problem.span.start) + 1
    if text[problem.span.start : problem.span.start + 1] != "\t" or text[start : problem.span.end].strip():
        return False
    for line in text.split("\n"):
        body = line.lstrip(" \t")
        if " " in line[: len(line) - len(body)] and body.strip():
            return False
    return True


def _with_spaces(text: str) -> str:
    """A space for each tab that indents a line."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        body = line.lstrip("\t")
        lines[number] = " " * (len(line) - len(body)) + body
    return "\n".join(lines)


def _broken_parts(text: str, problem: Problem, reading: Reading) -> tuple[list[tuple[int, int]], int]:
    """Starts and ends of what goes with a mistake, and where a stand-in is to stand (-1 for none)."""
    at = problem.span.start
    lines = BlockLines(text)
    number = lines.number(at)
    line = lines[number]
    if text.startswith(("<<<<<<<", ">>>>>>>"), at):
        return _conflict(lines, line), -1
    if 0 <= reading.flow_start < at:
        return _flow(lines, reading.flow_start, number)
    if 0 <= reading.list_start < at == line.start and ":" in text[line.start : line.end]:
        # What stands above the first key is a list: the keys are the file, the list has lost its own.
        return [(reading.list_start, line.start)], -1
    value = value_start(text, line, at)
    if value >= 0:
        return [(value, lines[block_end(lines, number)].end)], value
    if problem.message.startswith((DASHLESS, ITEM)):
        return [(line.start, line.end)], -1
    return [(line.start, lines[misplaced_end(lines, number)].end)], -1


def _conflict(lines: BlockLines, line: BlockLine) -> list[tuple[int, int]]:
    """The marks of a merge, and of its two sides the second."""
    text = lines.source.text
    middle = text.find("\n=======", line.end)
    last = text.find("\n>>>>>>>", line.end)
    if text.startswith("<<<<<<<", line.start) and 0 <= middle < last:
        return [(line.start, line.end), (middle + 1, lines[lines.number(last + 1)].end)]
    return [(line.start, line.end)]


def _flow(lines: BlockLines, start: int, number: int) -> tuple[list[tuple[int, int]], int]:
    """The whole of a `[…]` or `{…}` that holds a mistake in line `number`."""
    first = lines.number(start)
    end = lines[max(block_end(lines, first), block_end(lines, number))].end
    return [(start, end)], start
