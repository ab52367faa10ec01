"""Scripts that their shell cannot parse."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts import shells
from studio_lint.facts.shells import CONSTRUCTS, PARSE
from studio_lint.model.process.line_ends import mends_line_ends
from studio_lint.model.process.shells import scripts as shell_scripts
from studio_lint.syntax.dockerfile.tree import STRAY, STRAY_AGAIN
from studio_lint.syntax.shell.grammar.dialects import BASH
from studio_lint.syntax.shell.grammar.plain import is_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.process.process import Process
    from studio_lint.model.process.shells.scripts import ShellScript
    from studio_lint.syntax.shell.grammar.dialects import Dialect
    from studio_lint.syntax.shell.grammar.refusal import Construct, ShellRefusal

    Verdicts = dict[tuple[str, int], ShellRefusal | None]

_CLOSING = ("then", "do", "done", "fi", "esac", "}")
_MOST_TRIES = 24
_LONGEST_TRIED = 6_000


class RefusedScript(Record):
    """A script and where its shell gives up.

    dialect    the shell, or the first of those that it may be
    construct  what only bash has and stops this shell, where that is the reason
    """

    script: ShellScript
    refusal: ShellRefusal
    dialect: Dialect
    construct: Construct | None = None


class ScriptRepair(Record):
    """The one change after which the shell accepts a script: `text` for `start` to `end`, indices of it."""

    start: int
    end: int
    text: str
    message: str


def of(process: Process) -> tuple[RefusedScript, ...]:
    """All of them, in order."""
    return tuple(_all(process))


def _all(process: Process) -> Iterator[RefusedScript]:
    verdicts: Verdicts = {}
    for script in process.once(shell_scripts.of):
        value = script.text.value
        if is_plain(value):
            continue
        first = _first_of_all(value, script.dialects, verdicts)
        if first is None or (first.reason in ("end", "unclosed") and _goes_on_below(process, script)):
            continue
        yield RefusedScript(script, first, script.dialects[0], _stopping(script, value))


def _first_of_all(text: str, dialects: tuple[Dialect, ...], verdicts: Verdicts) -> ShellRefusal | None:
    """Where the first of these shells gives up, if all of them do. `verdicts`: those on other texts, and on this."""
    from studio_lint.syntax.shell.grammar import check

    for dialect in dialects:
        key = (text, id(dialect))
        if key not in verdicts:
            verdicts[key] = check.refusal(text, dialect)
        if verdicts[key] is None:
            return None
    return verdicts[text, id(dialects[0])]


def _goes_on_below(process: Process, script: ShellScript) -> bool:
    """Whether the line below is no instruction: the text was meant to go on there, and that is reported."""
    start = script.text.whole.start
    instructions = process.image.dockerfile.instructions
    if script.text.source is not process.image.source:
        return False
    for at, one in enumerate(instructions[:-1]):
        if one.span.start <= start < one.span.end:
            return any(problem.kind in (STRAY, STRAY_AGAIN) for problem in instructions[at + 1].problems)
    return False


def _stopping(script: ShellScript, value: str) -> Construct | None:
    """The first construct that this shell refuses in a script that bash accepts."""
    from studio_lint.syntax.shell.grammar import check

    name = script.dialects[0].name.partition(" ")[0]
    if len(script.dialects) > 1 or name == shells.BASH or check.refusal(value, BASH) is not None:
        return None
    for construct in check.constructs(value, BASH):
        if CONSTRUCTS[construct.kind].outcome(name) == PARSE:
            return construct
    return None


def repair(found: RefusedScript) -> ScriptRepair | None:
    """The change that is meant, where exactly one of the usual ones helps."""
    from studio_lint.syntax.shell.grammar import check

    value = found.script.text.value
    if len(value) > _LONGEST_TRIED:
        return None
    helping: list[ScriptRepair] = []
    for tried in _repairs(found, value)[:_MOST_TRIES]:
        changed = value[: tried.start] + tried.text + value[tried.end :]
        if check.refusal(changed, found.dialect) is None:
            helping.append(tried)
    return helping[0] if len(helping) == 1 else None


def _repairs(found: RefusedScript, value: str) -> list[ScriptRepair]:
    refusal = found.refusal
    tried: list[ScriptRepair] = []
    if refusal.reason == "unexpected" and refusal.token in ("&&", "||", ";", "|"):
        tried.append(ScriptRepair(refusal.start, refusal.end, "", f"remove `{refusal.token}`"))
        return tried
    rest = value.rstrip()
    if refusal.reason == "end" and refusal.opening is None and rest.endswith(("&&", "||", "|")):
        operator = "|" if rest.endswith("|") and not rest.endswith("||") else rest[-2:]
        start = len(rest) - len(operator)
        tried.append(ScriptRepair(start, len(rest), "", f"remove `{operator}`"))
        return tried
    if refusal.reason not in ("end", "unexpected") or not refusal.expected:
        return tried
    for word in _CLOSING:
        at = value.find(word)
        while at >= 0:
            before, behind = value[at - 1 : at], value[at + len(word) : at + len(word) + 1]
            last = value[:at].rstrip()[-1:]
            if before.isspace() and (not behind or behind in " \t\n;)|&") and last not in (";", "&", "|", "(", "{", ""):
                tried.append(ScriptRepair(at, at, "; ", f"add `;` before `{word}`"))
            at = value.find(word, at + 1)
    return tried


class BrokenBracket(Record):
    """`[` without its `]`, or joined to the word after it: no mistake of syntax, and never right."""

    script: ShellScript
    text: Text
    problem: str
    help: str
    fatal: bool


def brackets(process: Process) -> Iterator[BrokenBracket]:
    """Tests that fail whatever they test."""
    for script in process.once(shell_scripts.of):
        # Of a text that is not understood throughout the words may be cut in the wrong places.
        for ran in script.ran if not script.script.tree.partial else ():
            if ran.command is None or not ran.command.words:
                continue
            found = _broken_bracket(ran)
            if found is None:
                continue
            word = ran.command.words[0].text
            place = script.outcome(word.whole.start)
            if place is not None and word.source is script.text.source:
                yield BrokenBracket(script, word, found[0], found[1], place.certain and place.ends)


def _broken_bracket(ran: Invocation) -> tuple[str, str] | None:
    words = ran.arguments
    first = words[0].parts[0] if words[0].parts else None
    if words[0].value == "[":
        last = words[-1].value
        if last is None or last == "]" or any(one.value is None and not one.parts for one in words):
            return None
        return "`[` without a closing `]`", "add a space and `]` at the end of the test"
    if first is None or first.kind != "text" or first.quoting or not first.text.value.startswith("["):
        return None
    if first.given or first.text.value.startswith("[[") or words[-1].value != "]":
        return None
    return "`[` needs a space after it: the shell looks for a command of that whole name", "add a space after `[`"


class WindowsScript(Record):
    """A script with CRLF line endings, which the shell takes for parts of words; `text` is the first of them."""

    script: ShellScript
    text: Text
    fatal: bool


def windows_lines(process: Process) -> Iterator[WindowsScript]:
    """Scripts that a shell is told to read; of those that are started by their path another rule speaks."""
    if mends_line_ends(process.image):
        return
    told = {id(line.source) for line, _ in process.unstartable}
    refused = {id(one.script) for one in process.once(of)}
    for script in process.once(shell_scripts.of):
        value = script.text.value
        at = _first_command_end(value) if "\r\n" in value else -1
        if at < 0 or id(script) in refused or id(script.text.source) in told or not script.own_lines:
            continue
        reached = script.reached()
        yield WindowsScript(script, script.text.sub(at, at + 1), reached.certain and reached.ends)


def _first_command_end(value: str) -> int:
    """Where the first line that is no comment and not empty ends in a carriage return; -1 for none."""
    start = 0
    for line in value.split("\n"):
        bare = line.strip(" \t")
        if bare.endswith("\r") and len(bare) > 1 and not bare.startswith("#"):
            return start + len(line) - 1
        start += len(line) + 1
    return -1
