"""Adds words to a command, in whatever form it is written: a list, a shell's line, a script, a file of tasks."""

from __future__ import annotations

from studio_lint.base.diagnostics import SAFE, UNSAFE, Edit, Effect, Fix
from studio_lint.base.source import Span
from studio_lint.facts.task_runners import SCRIPTS, TASK_RUNNERS
from studio_lint.model.commands.arguments import PORT
from studio_lint.model.commands.spelling import spelled
from studio_lint.model.commands.tasks import TASK
from studio_lint.model.commands.wrappers import FILE, INLINE
from studio_lint.model.process.editing import port_edits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.diagnostics import Safety
    from studio_lint.base.source import Source, Text
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.process.process import Process

SLOT = "{}"
"""Where the session's port goes in words that are to be added."""


def spelling_of_runner(ran: Invocation) -> str:
    """The session's port as the task runner's file has to name it; "" where a shell's spelling holds."""
    last = next((hop for hop in reversed(ran.hops) if hop.kind in (TASK, INLINE, FILE)), None)
    for hop in reversed(ran.hops):
        runner = TASK_RUNNERS.get(hop.name) if hop.kind == TASK else None
        if runner is not None and (hop is last or runner.expands):
            return runner.spelling.format(PORT)
    return ""


def is_package_script(ran: Invocation) -> bool:
    """Whether a command is a script of a package.json, which the shell of Windows reads on some machines."""
    runners = [TASK_RUNNERS.get(hop.name) for hop in ran.hops if hop.kind == TASK]
    return any(runner is not None and runner.language == SCRIPTS for runner in runners)


def spelling(process: Process, ran: Invocation, at: Text, number: str = "") -> str | None:
    """The session's port as it has to be written at a place; None where nothing is known to fill it in there.

    In a file that may be started elsewhere too, `number` holds where no session gives a port.
    """
    own = spelling_of_runner(ran)
    if own:
        return own
    if ran.command is None or port_edits.in_list(process, at):
        return None
    if at.source is not process.image.source:
        return f"${{{PORT}:-{number}}}" if number else port_edits.VARIABLE
    before = port_edits.escape(process.image, at)
    return None if before is None else before + port_edits.VARIABLE


def added(
    process: Process,
    ran: Invocation,
    words: tuple[str, ...],
    safety: Safety,
    *,
    after: Argument | None = None,
    before: Argument | None = None,
    number: str = "",
) -> Fix | None:
    """Words with the session's port in them, after one of a command's words, or before one; None where that fails.

    The words hold no characters that a shell reads. `number` is as in `spelling`.
    """
    beside = after or before
    if beside is None or any(part.given for part in beside.parts) or set("".join(words)) - port_edits.PLAIN - {*SLOT}:
        return None
    source, whole = beside.text.source, beside.text.whole
    variable = spelling(process, ran, beside.text, number)
    filled = variable if variable is not None and variable.startswith("${") else port_edits.VARIABLE
    named = words[1:] if words[0] == "env" else words
    effect = Effect(words=tuple(("", word.replace(SLOT, filled)) for word in named), port=True)
    if variable is None:
        more = tuple(word.replace(SLOT, port_edits.VARIABLE) for word in words)
        fix = port_edits.wrapped(process, None, safety, port_edits.Addition(beside.text, more, after is not None))
        return fix and fix.replace(effect=effect.replace(words=(*effect.words, *fix.effect.words)))
    if source.slice(whole).strip("\"'") != (beside.value or beside.shown):
        return None
    text = " ".join(word.replace(SLOT, variable) for word in words)
    at = whole.end if after is not None else whole.start
    edit = Edit(source, Span(at, at), f" {text}" if after is not None else f"{text} ")
    where = f" before `{beside.shown}`" if before is not None else ""
    return Fix(f"Add `{text}`{where}", (edit,), safety, effect)


def with_option(process: Process, after: Argument, option: str) -> Fix | None:
    """An option after a word of a command; None where the word is not written there as it is."""
    source, whole = after.text.source, after.text.whole
    written = source.slice(whole)
    if any(part.given for part in after.parts) or written.strip("\"'") != after.value:
        return None
    quoted = source is process.image.source and written.startswith('"') and _is_item(source, whole)
    edit = Edit(source, Span(whole.end, whole.end), f', "{option}"' if quoted else f" {option}")
    return Fix(f"Add `{option}`", (edit,), UNSAFE, Effect(words=(("", option),)))


def _is_item(source: Source, whole: Span) -> bool:
    """Whether a quoted word is an item of a JSON list."""
    before = source.text[: whole.start].rstrip(" \t\\\n")[-1:]
    behind = source.text[whole.end : whole.end + 40].lstrip(" \t\\\n")[:1]
    return before in ("[", ",") and behind in ("]", ",")


def for_variable(process: Process, ran: Invocation, name: str, number: str = "") -> Fix | None:
    """The session's port as a variable of one command: `env NAME=… command`.

    `number`: what the program takes where the variable is not set; in a file that may be started elsewhere too,
    the variable keeps that, or what it holds there.
    """
    found = added(process, ran, ("env", f"{name}={SLOT}"), UNSAFE, before=ran.arguments[0], number=number or f"${name}")
    if found is None or number or found.edits[0].source is process.image.source:
        return found
    held = ran.variables.get(name)
    kept = f"{name}=${{{PORT}:-{spelled(held) if held else f'${{{name} }}'}}}"
    return found.replace(effect=found.effect.replace(words=(("", kept),)))


def for_runner(ran: Invocation, variable: Text) -> Fix | None:
    """`$CONNECT_TOOL_PORT` in a task runner's file becomes what that expands."""
    own = spelling_of_runner(ran)
    if not own or variable.source.slice(variable.whole) != variable.value:
        return None
    effect = Effect(words=((port_edits.unexpanded(variable.value), port_edits.VARIABLE),), port=True)
    return Fix(f"Replace with `{own}`", (Edit(variable.source, variable.whole, own),), SAFE, effect)
