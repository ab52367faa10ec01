"""Constructs that a script uses but its shell does not support."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Span
from studio_lint.facts import shells
from studio_lint.facts.shells import (
    ACTIVATING,
    ALIAS,
    ARGUMENTS,
    BUSYBOX_SIGNAL_WORDS,
    COMMANDS,
    CONSTRUCTS,
    DASH_SIGNAL_WORDS,
    DIFFERS,
    ENDS,
    FAILS,
    LOADING,
    PARSE,
    PATH_COMMANDS,
    PIPEFAIL,
    PIPEFAIL_RELEASES,
    TRAP,
)
from studio_lint.model.process.shells import refusals
from studio_lint.model.process.shells import scripts as shell_scripts
from studio_lint.syntax.shell.grammar.dialects import BASH
from studio_lint.syntax.shell.grammar.tokens import OWN_NAMES
from studio_lint.syntax.shell.reader import steps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.facts.shells import Outcome, ShellLack
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.shell_outcome import CommandOutcome
    from studio_lint.model.process.process import Process
    from studio_lint.model.process.shells.scripts import ShellScript
    from studio_lint.syntax.shell.grammar.refusal import Construct
    from studio_lint.syntax.shell.tree import Command

_SIGNS = ("=(", "[", "<(", ">(", "<<<", "&>", ">&", "$'", "((", "${", "+=", "{", "coproc")
"""Without one of these a text has nothing that a construct of `facts.shells` needs."""
_TESTS = ("[", "test")


class Mismatch(Record):
    """One thing that a shell lacks.

    shell    "dash", "busybox sh"
    text     where it stands
    outcome  what the shell makes of it
    fatal    that ends the build, or keeps the program from starting
    tested   it is a condition, so the branch is never taken
    dots     `source` with a path: `.` does the same
    """

    script: ShellScript
    shell: str
    lack: ShellLack
    text: Text
    outcome: Outcome
    fatal: bool = False
    tested: bool = False
    dots: bool = False


class Unloaded(Record):
    """`conda activate` in a shell that has not loaded it; `lost`: it works, and nothing follows that would use it."""

    script: ShellScript
    text: Text
    program: str
    fatal: bool = False


def of(process: Process) -> Iterator[Mismatch]:
    """One for each kind and script, at its first place."""
    refused = {id(one.script): one for one in process.once(refusals.of)}
    for script in process.once(shell_scripts.of):
        shell = script.dialects[0].name
        if len(script.dialects) > 1 or shell.startswith(shells.BASH):
            continue
        found = refused.get(id(script))
        if found is not None:
            if found.construct is not None:
                yield _refusing(script, shell, found.construct)
            continue
        seen: set[str] = set()
        end = _end(script)
        for mismatch in [*_constructs(process, script, shell), *_commands(process, script, shell)]:
            if mismatch.lack.shown not in seen and mismatch.text.whole.start < end:
                seen.add(mismatch.lack.shown)
                yield mismatch


def _end(script: ShellScript) -> int:
    """Where this shell may have handed the script to another one, an offset of its source; else its end."""
    value = script.text.value
    if "exec" not in value or not any(name in value for name in OWN_NAMES):
        return script.text.whole.end
    from studio_lint.syntax.shell.grammar import check

    at = check.handed_on(value, script.dialects[0])
    return script.text.whole.end if at is None else script.text.offset(at)


def _refusing(script: ShellScript, shell: str, construct: Construct) -> Mismatch:
    reached = script.reached()
    text = script.text.sub(construct.start, construct.end)
    return Mismatch(
        script, shell, CONSTRUCTS[construct.kind], text=text, outcome=PARSE, fatal=reached.certain and reached.ends
    )


def _constructs(process: Process, script: ShellScript, shell: str) -> Iterator[Mismatch]:
    value = script.text.value
    if not any(
        sign in value for sign in ("=(", "[", "<(", ">(", "<<<", "&>", ">&", "$'", "((", "${", "+=", "{", "coproc")
    ):
        return
    from studio_lint.syntax.shell.grammar import check

    for construct in check.constructs(value, BASH):
        lack = CONSTRUCTS[construct.kind]
        outcome = lack.outcome(shell.partition(" ")[0])
        if outcome not in (ENDS, FAILS, DIFFERS):
            continue
        text = script.text.sub(construct.start, construct.end)
        place = script.outcome(text.whole.start)
        if place is None or (construct.kind == "braces" and not _takes_paths(place)):
            continue
        yield _mismatch(process, script, shell, lack, text, outcome, place)


def _takes_paths(place: CommandOutcome) -> bool:
    """Whether words here are meant to be paths or the values of a loop."""
    if place.command is not None:
        return place.command.name in PATH_COMMANDS
    return bool(place.blocks) and place.blocks[-1].kind == "for"


def _mismatch(
    process: Process,
    script: ShellScript,
    shell: str,
    lack: ShellLack,
    text: Text,
    outcome: Outcome,
    place: CommandOutcome,
) -> Mismatch:
    ends = place.aborts if outcome == ENDS else place.ends and outcome == FAILS
    tested = outcome == FAILS and _is_test(text, place)
    fatal = (ends and place.certain) or (tested and _decides_start(process, script, place))
    return Mismatch(script, shell, lack, text=text, outcome=outcome, fatal=fatal, tested=tested)


def _is_test(text: Text, place: CommandOutcome) -> bool:
    """Whether a command is the condition of an `if` or a loop."""
    block = place.blocks[-1] if place.blocks else None
    if block is None or block.kind not in ("if", "while"):
        return False
    at = text.whole.start
    return any(
        part.text.whole.start <= at < part.text.whole.end
        for chain in block.tests
        for pipeline in chain.parts
        for part in pipeline.parts
    )


def _decides_start(process: Process, script: ShellScript, place: CommandOutcome) -> bool:
    """Whether what starts is in the branch of that condition, and there is no other."""
    if script.phase != shell_scripts.START or not place.blocks:
        return False
    block = place.blocks[-1]
    whole = block.text.whole
    commands = [program.ran.command for program in process.programs]
    inside = [one is not None and one.text.source is script.text.source for one in commands]
    return (
        bool(commands)
        and len(block.bodies) == 1
        and all(inside)
        and all(one is not None and whole.start <= one.text.whole.start < whole.end for one in commands)
    )


# commands


def _commands(process: Process, script: ShellScript, shell: str) -> Iterator[Mismatch]:
    name = shell.partition(" ")[0]
    aliases: set[str] = set()
    for ran in script.ran:
        if ran.name == "alias" and "\n" not in script.text.value:
            aliases |= {(argument.value or "").partition("=")[0] for argument in ran.arguments[1:]}
        lack = ALIAS if ran.name in aliases else _lack(script, ran, name)
        if lack is None or ran.command is None or not ran.command.words:
            continue
        outcome = lack.outcome(name)
        word = ran.command.words[0].text
        place = script.outcome(word.whole.start)
        if not outcome or place is None or word.source is not script.text.source:
            continue
        mismatch = _mismatch(process, script, shell, lack, word, outcome, place)
        path = ran.arguments[1].value if len(ran.arguments) > 1 else None
        yield mismatch.replace(dots=ran.name == "source" and path is not None and "/" in path)


def _lack(script: ShellScript, ran: Invocation, shell: str) -> ShellLack | None:
    name = ran.arguments[0].value
    if name is None:
        return None
    words = [argument.value for argument in ran.arguments[1:]]
    if name in COMMANDS:
        return COMMANDS[name]
    if name == "set":
        # Where the release is not known, its dash may have the option.
        lacks = "pipefail" in words and script.release and script.release not in PIPEFAIL_RELEASES
        return PIPEFAIL if lacks else None
    if name == "trap":
        return TRAP if len(words) > 1 and any(_is_lost_signal(word, shell) for word in words[1:]) else None
    listed = ARGUMENTS.get(name)
    if listed is None:
        return None
    found = _has_operator(ran, listed.words) if name in _TESTS else _has_option(words, listed.words, listed.letters)
    return listed.lack if found else None


def _has_operator(ran: Invocation, words: tuple[str, ...]) -> bool:
    """Whether an operator is between two operands, unquoted as operators are."""
    for argument in ran.arguments[2:-1]:
        if argument.value in words and not any(part.quoting for part in argument.parts):
            return True
    return False


def _has_option(given: list[str | None], words: tuple[str, ...], letters: str) -> bool:
    """Whether one of the options before the operands is listed."""
    for word in given:
        if word is None or word[:1] != "-" or word in ("-", "--"):
            return False
        if word in words or any(letter in letters for letter in word[1:]):
            return True
    return False


def _is_lost_signal(word: str | None, shell: str) -> bool:
    if word is None:
        return False
    if shell == shells.DASH:
        return word in DASH_SIGNAL_WORDS or word.startswith("SIG")
    return word in BUSYBOX_SIGNAL_WORDS


# activation


def unloaded(process: Process) -> Iterator[Unloaded]:
    """`conda activate` where nothing has loaded it, so that it fails."""
    for script in process.once(shell_scripts.of):
        if len(script.dialects) > 1 or script.loads or not script.outermost:
            continue
        for ran in script.ran:
            words = [argument.value for argument in ran.arguments[1:2]]
            if ran.name not in ACTIVATING or words != ["activate"] or ran.command is None:
                continue
            if _is_loaded_before(script, ran.command):
                break
            text = ran.command.words[0].text
            place = script.outcome(text.whole.start)
            if place is not None and text.source is script.text.source:
                whole = Span(text.whole.start, ran.command.words[1].text.whole.end)
                shown = text.source.text_of(whole)
                yield Unloaded(script, shown, ran.name or "", place.certain and place.ends)
            break


def _is_loaded_before(script: ShellScript, command: Command) -> bool:
    """Whether a command above one may have loaded functions into the shell."""
    for step in steps(script.script.tree):
        if step.command is command:
            return False
        if step.command.name in LOADING:
            return True
    return True
