"""From a log to its explanation: the cause, its place in the user's files, and what to write instead."""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Finding, Place
from studio_lint.base.record import Record
from studio_lint.base.source import Source, Span
from studio_lint.facts.failures import kinds
from studio_lint.facts.failures.shell import STATUS
from studio_lint.facts.failures.signature import Signature
from studio_lint.facts.failures.tables import GENERAL
from studio_lint.model.failure import bridge, conda, finders, instructions, matching, telling, traced
from studio_lint.model.failure.advice import refined
from studio_lint.model.failure.failing import Failed, failed_steps, open_step
from studio_lint.model.failure.files import Files, Spot, whole
from studio_lint.model.failure.matching import Match
from studio_lint.model.failure.placing import Placing
from studio_lint.model.failure.remedy import Advice
from studio_lint.model.failure.survived import is_survived

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from studio_lint.model.failure.conda_tree import Verdict
    from studio_lint.syntax.build_log.tree import BuildLog, NumberedLine
    from studio_lint.syntax.dockerfile.tree import Instruction

    LogOutcome = Literal["failed", "succeeded", "cut", "unknown"]

_LAST_OF_OPEN = 60
_COMPLETE_LOG = "download the complete log: the link below the log on the page, or `GET /v1alpha1/builds/ID/logs`"


class Cause(Record):
    """One failure, explained: the finding, which rule would have said it, and the telling line's numbers."""

    finding: Finding
    would_say: str | None
    line: int
    end_line: int


class Explanation(Record):
    """What a log comes to.

    outcome  "failed", "succeeded", "cut" (the log ends before the build) or "unknown" (no log that is known)
    step     the failing instruction as the log shows it, "" without one
    """

    outcome: LogOutcome
    causes: tuple[Cause, ...] = ()
    step: str = ""


class Case(Record):
    """What is asked: the log, its name as printed, the files, and what the rules find in these files.

    `start`: True for a session's log, False for a build's, None to be guessed.
    """

    log: BuildLog
    name: str
    files: Files
    known: tuple[Finding, ...] = ()
    start: bool | None = None
    notes: tuple[str, ...] = ()


class LogLine(Source):
    """One line of a log as a source of its own, with the number that it has in the log."""

    def __init__(self, path: str, number: int, text: str) -> None:
        super().__init__(path, text)
        self.number = number

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column in the whole log."""
        _, column = super().position(offset)
        return self.number, column

    def line_span(self, line: int) -> Span:
        """The one line that is held."""
        return super().line_span(1)


def explain(case: Case) -> Explanation:
    """Never raises on what a log holds."""
    log = case.log
    framed = log.form != "none" or bool(log.finals) or bool(log.blocks)
    if case.start or (case.start is None and not framed):
        return _of_start(case)
    failed = failed_steps(log)
    if failed:
        causes = [cause for each in failed for cause in _causes(case, each)]
        return Explanation("failed", tuple(_distinct(causes)), failed[0].instruction)
    if log.built:
        return Explanation("succeeded")
    return _of_cut(case)


def _distinct(causes: list[Cause]) -> list[Cause]:
    """Of two failed steps the second only where it says something of its own."""
    kept: list[Cause] = []
    for cause in causes:
        same = any(
            _place(each.finding) == _place(cause.finding) and each.finding.name == cause.finding.name for each in kept
        )
        if not same and not (kept and cause.finding.name == kinds.UNKNOWN):
            kept.append(cause)
    return kept


def _place(finding: Finding) -> tuple[str, int, int]:
    return finding.place.source.path, finding.place.span.start, finding.place.span.end


def _of_start(case: Case) -> Explanation:
    lines = tuple(
        line for line in (*case.log.loose, *(s for step in case.log.steps for s in step.lines)) if line[1].strip()
    )
    if not lines:
        return Explanation("unknown")
    match = matching.start(lines)
    failed = Failed(lines=lines, line=lines[-1][0])
    guessed = (
        ()
        if case.start
        else ("this does not look like a build log, so it is read as the log of a session (`--start`)",)
    )
    without_frame = _unframed(case, failed) if not case.start and (match is None or _is_general(match)) else None
    if match is not None and (without_frame is None or without_frame[0].finding.place.source.path == case.name):
        return Explanation(
            "failed", (_of_match(case.replace(notes=(*case.notes, *guessed)), failed, match, _started(case.files)),)
        )
    if without_frame is not None:
        return Explanation("failed", without_frame)
    if not case.start:
        return Explanation("unknown")
    return Explanation("failed", (_unknown_start(case, failed),))


def _is_general(match: Match) -> bool:
    """Whether the row is one of builds too: a RUN may contain what the log speaks of."""
    return match.row in GENERAL


def _started(files: Files) -> Instruction | None:
    """The instruction that starts the session: the last CMD of the final stage, else its ENTRYPOINT."""
    found: dict[str, Instruction] = {}
    for each in files.dockerfile.instructions if files.dockerfile is not None else ():
        if each.keyword == "FROM":
            found = {}
        found[each.keyword] = each
    return found.get("CMD") or found.get("ENTRYPOINT")


def _unframed(case: Case, failed: Failed) -> tuple[Cause, ...] | None:
    """A piece of a step's output without the builder's frame: the instruction that names what it speaks of."""
    trees = conda.verdicts(failed, case.files)
    if trees:
        return tuple(_of_tree(case, failed, verdict, None) for verdict in trees)
    match = matching.best(failed)
    if match is None or match.row.kind in ("file-missing", "module-missing"):
        return None
    dockerfile = case.files.dockerfile
    for each in dockerfile.instructions if dockerfile is not None else ():
        if each.keyword == "RUN":
            placing = Placing(match, failed, case.files, each)
            spot = finders.spot(placing)
            if spot is not None and spot.exact == "word":
                return (_of_match(case, failed, match, each),)
    return (_of_match(case, failed, match, None),)


def _of_cut(case: Case) -> Explanation:
    """A log without an end: the step in which it ends may hold the cause all the same."""
    step = open_step(case.log)
    if step is not None:
        last = step.replace(lines=step.lines[-_LAST_OF_OPEN:])
        instruction = instructions.find(last, case.files.dockerfile) if case.files.dockerfile is not None else None
        trees = conda.verdicts(last, case.files)
        if trees:
            return Explanation(
                "cut", tuple(_of_tree(case, last, tree, instruction) for tree in trees), step.instruction
            )
        match = matching.best(last)
        if match is not None and not match.row.weak:
            return Explanation("cut", (_of_match(case, last, match, instruction),), step.instruction)
    elif not case.log.steps:
        return Explanation("unknown")
    return Explanation("cut", (_cut(case, step),), step.instruction if step is not None else "")


def _cut(case: Case, step: Failed | None) -> Cause:
    lines = step.lines if step is not None else tuple(line for each in case.log.steps for line in each.lines)
    last = lines[-1] if lines else (step.line if step is not None else 1, "")
    why = (
        "the report page shows only its first 100,000 characters"
        if case.log.page
        else "the error is probably in the missing part"
    )
    place = Place(LogLine(case.name, *_shown(last)), Span(0, len(_shown(last)[1])))
    spot: Spot | None = None
    instruction = (
        instructions.find(step, case.files.dockerfile)
        if step is not None and case.files.dockerfile is not None
        else None
    )
    if instruction is not None and case.files.dockerfile is not None:
        spot = whole(instruction, case.files.dockerfile.source)
    finding = _finding(
        kinds.CUT,
        Advice(f"the log ends before the build does: {why}", _COMPLETE_LOG, ()),
        spot,
        place,
        _notes(case, telling.last(lines, 3)),
    )
    return Cause(finding, None, last[0], last[0])


def _causes(case: Case, failed: Failed) -> list[Cause]:
    """One step's failure; several only where a solver names several missing packages."""
    instruction = instructions.find(failed, case.files.dockerfile) if case.files.dockerfile is not None else None
    match = matching.best(failed)
    trees = conda.verdicts(failed, case.files) if failed.lines else ()
    if trees and (match is None or match.row.weak or match.number <= max(tree.number for tree in trees)):
        return [_of_tree(case, failed, verdict, instruction) for verdict in trees]
    if match is None:
        match = _by_status(failed)
    if match is None:
        return [_unknown(case, failed, instruction)]
    return [_of_match(case, failed, match, instruction)]


def _by_status(failed: Failed) -> Match | None:
    """An exit status that says by itself what happened."""
    for status, kind, message, help in STATUS:
        program = failed.only_program
        if failed.exit == status and (program or "{name}" not in message):
            number, text = next((line for line in failed.errors if str(status) in line[1]), (failed.line, ""))
            return Match(
                Signature(kind, "", "", where="W I", message=message, help=help, rules=("-",)),
                number,
                text,
                {"name": program},
            )
    return None


def _of_match(case: Case, failed: Failed, match: Match, instruction: Instruction | None) -> Cause:
    placing = Placing(match, failed, case.files, instruction)
    spot = finders.spot(placing)
    if match.row.kind == "option-unknown" and is_survived(placing, spot):
        return _unknown(case, failed, instruction) if failed.ran else _unknown_start(case, failed)
    advice = refined(placing, spot)
    spot = advice.spot or _with_more(spot, placing, match)
    rule = bridge.said_before(advice.rules, case.known, spot, instruction)
    if rule is None and spot is None and match.row.kind == "dockerfile-syntax":
        # Without an excerpt only the rule that says the same knows the line.
        rule = next((each for code in advice.rules for each in case.known if each.code == code), None)
        spot = Spot(rule.place.source, rule.place.span) if rule is not None else None
    if rule is not None and (advice.help is None or rule.code == "SL206" or match.row.kind == "dockerfile-syntax"):
        advice = advice.replace(help=rule.help or advice.help)
    return _cause(
        case, failed, advice.kind or match.row.kind, advice, spot, (match.number, match.text), instruction, rule
    )


def _with_more(spot: Spot | None, placing: Placing, match: Match) -> Spot | None:
    """The place, and as related ones those of the like complaints that follow."""
    if spot is None or spot.exact != "word":
        return spot
    found: list[Spot] = [spot]
    for each in match.more:
        other = finders.spot(Placing(each, placing.failed, placing.files, placing.instruction))
        if other is not None and other.exact == "word" and other.span not in [one.span for one in found]:
            found.append(other)
    return spot.replace(
        related=(*spot.related, *(Place(each.source, each.span, "same problem here") for each in found[1:]))
    )


def _of_tree(case: Case, failed: Failed, verdict: Verdict, instruction: Instruction | None) -> Cause:
    spot = conda.spot(verdict, case.files, instruction)
    advice = conda.advice(verdict, case.files, spot)
    if spot is None and instruction is not None and case.files.dockerfile is not None:
        spot = whole(instruction, case.files.dockerfile.source)
    rule = bridge.said_before(advice.rules, case.known, spot, instruction)
    return _cause(case, failed, verdict.kind, advice, spot, (verdict.number, verdict.text), instruction, rule)


def _unknown(
    case: Case, failed: Failed, instruction: Instruction | None, message: str = "", spot: Spot | None = None
) -> Cause:
    ended = f"this step ended with exit code {failed.exit}" if failed.exit is not None else "this step failed"
    advice = Advice(message or f"{ended}; studio-lint does not recognize the cause", None, ())
    if spot is None and instruction is not None and case.files.dockerfile is not None:
        spot = whole(instruction, case.files.dockerfile.source)
    lines = telling.last(failed.lines or failed.errors, 5)
    line = lines[-1] if lines else (failed.line, "")
    place = Place(LogLine(case.name, *_shown(line)), Span(0, len(_shown(line)[1])))
    finding = _finding(
        kinds.UNKNOWN, advice, spot, place, (*_notes(case, lines), *_absent(case, failed, instruction, spot))
    )
    return Cause(finding, None, line[0], line[0])


def _unknown_start(case: Case, failed: Failed) -> Cause:
    """The line of the user's files at which the program stopped, where the log shows it; else the start command."""
    spot = traced.stopped(failed.lines, case.files)
    instruction = _started(case.files)
    if spot is None:
        return _unknown(case, failed, instruction, "this log does not show why the session did not start")
    return _unknown(
        case, failed, instruction, "the program stopped at this line; studio-lint does not recognize the cause", spot
    )


def _cause(
    case: Case,
    failed: Failed,
    kind: str,
    advice: Advice,
    spot: Spot | None,
    line: NumberedLine,
    instruction: Instruction | None,
    rule: Finding | None,
) -> Cause:
    place = Place(LogLine(case.name, *_shown(line)), Span(0, len(_shown(line)[1])), "message in the log")
    lines = telling.around(failed.lines, line, kind)
    notes = [*_notes(case, lines or (line,)), *_absent(case, failed, instruction, spot)]
    would_say, word = bridge.words(advice.rules, rule)
    if word:
        notes.append(word)
    return Cause(
        _finding(kind, advice, spot, place, tuple(notes)), would_say, line[0], lines[-1][0] if lines else line[0]
    )


def _finding(kind: str, advice: Advice, spot: Spot | None, place: Place, notes: Sequence[str]) -> Finding:
    known = kinds.BY_NAME[kind]
    where = Place(spot.source, spot.span) if spot is not None else place.replace(label="")
    related = (*(spot.related if spot is not None else ()), place)
    return Finding(
        known.code,
        kind,
        ERROR,
        message=telling.quoted(advice.message),
        place=where,
        help=telling.quoted(advice.help) if advice.help else None,
        related=related,
        notes=tuple(notes),
    )


def _absent(case: Case, failed: Failed, instruction: Instruction | None, spot: Spot | None) -> list[str]:
    """That the step is not in the file which was given, with what the log shows of it."""
    dockerfile = case.files.dockerfile
    if spot is None and instruction is not None and not failed.ran and not failed.instruction:
        return ["the files do not show where"]
    if spot is not None or instruction is not None or dockerfile is None or instructions.is_of_template(failed):
        return []
    shown = failed.excerpt.marked[0] if failed.excerpt is not None and failed.excerpt.marked else failed.instruction
    if not shown:
        return []
    return [f"{dockerfile.source.path} no longer contains this step: {telling.quoted(shown.strip())[:200]}"]


def _notes(case: Case, lines: Sequence[NumberedLine]) -> tuple[str, ...]:
    return (*case.notes, *(f"{case.name}:{number}: {telling.quoted(text)}" for number, text in lines))


def _shown(line: NumberedLine) -> NumberedLine:
    return line[0], telling.quoted(line[1])
