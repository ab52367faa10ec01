"""`$CONNECT_TOOL_PORT` where no shell expands it

## Why
Exec form (`CMD ["streamlit", "--server.port=$CONNECT_TOOL_PORT"]`) starts a program without a shell, and in single
quotes a shell does not expand variables. In both cases, the program receives the text `$CONNECT_TOOL_PORT` instead of
a number. `$(CONNECT_TOOL_PORT)` and `$$CONNECT_TOOL_PORT` are the syntax of Kubernetes and Docker Compose.
supervisord has its own syntax (`%(ENV_CONNECT_TOOL_PORT)s`), and so has Caddy (`{$CONNECT_TOOL_PORT}`); nginx expands
no variables in `listen`. If `env -i`, `sudo` or `su -` starts a program without the variable, a shell expands it to
nothing. The same happens in `PORT=$CONNECT_TOOL_PORT program $PORT`: the words are expanded before the variable is
set.

## Instead
```dockerfile
CMD ["/usr/bin/bash", "-c", "exec streamlit run app.py --server.port=$CONNECT_TOOL_PORT"]
```
Single quotes around a command that another shell reads (`bash -c '…'`, `bash <<'EOF'`) are correct.

## Evidence
BuildKit does not expand variables in CMD and ENTRYPOINT; the kernel receives exec form unchanged.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, Edit, Effect, Fix, Meta, Place
from studio_lint.base.record import Record
from studio_lint.facts.interpreters import OF_TOOLS
from studio_lint.facts.task_runners import TASK_RUNNERS
from studio_lint.facts.tools.tool import PYTHON
from studio_lint.model.commands.arguments import PORT
from studio_lint.model.process.port_uses import COMMAND, EXEC, NAME, NUMBER, QUOTES, RUNNER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Text
    from studio_lint.facts.tools.tool import SettingsFile
    from studio_lint.model.process.port_uses import Misplaced
    from studio_lint.model.process.process import Process

META = Meta("SL403", "port-not-expanded", ERROR, fix=SAFE, asks="usage.misplaced")

QUOTATION = "'\""
DOUBLE = "use double quotes instead of single quotes"
NEVER = "the session never starts"
LITERAL = "receives the literal text"
NOTHING = "receives no port"
REJECTED = "rejects this file"
RIGHT = f"${PORT}"
SHELL = 'use a shell: `["/usr/bin/bash", "-c", "exec … $CONNECT_TOOL_PORT"]`'


class Wording(Record):
    """How a finding is worded; `result` follows the program's name in a note, "" for no note."""

    label: str
    message: str
    result: str
    help: str


def check(process: Process) -> Iterator[Finding]:
    for misplaced in process.usage.misplaced:
        cause, fix = misplaced.cause, _fix(process, misplaced)
        words = _words(misplaced) if cause is None else _gone(misplaced, cause)
        help = words.help
        if help in (SHELL, DOUBLE) and fix is not None:
            help = fix.message[:1].lower() + fix.message[1:]
        yield META.finding(
            Place.of(misplaced.text, words.label),
            f"{words.message}; {NEVER}",
            help=help,
            fix=fix,
            related=_related(process, misplaced),
            notes=(f"{misplaced.program.name} {words.result}",) if words.result else (),
        )


def _related(process: Process, misplaced: Misplaced) -> tuple[Place, ...]:
    """What empties the variable, and the way of the port."""
    from studio_lint.model.process.route import steps

    way = steps.related(process, misplaced.program, misplaced.text)
    cause = misplaced.cause
    return way if cause is None else (Place.of(cause, "the cause"), *way)


def _words(misplaced: Misplaced) -> Wording:
    written = misplaced.text.value
    if misplaced.reason == QUOTES:
        return Wording("not expanded", "the shell does not expand this variable", LITERAL, DOUBLE)
    if misplaced.reason == COMMAND:
        message = f"the shell reads `{written}` as a command"
        return Wording("a command, not a variable", message, NOTHING, f"use `{RIGHT}`")
    if misplaced.reason == NUMBER:
        message = "the shell expands `$$` to its process ID"
        return Wording("process ID, then the name", message, "receives no valid port", f"use a single `$`: `{RIGHT}`")
    if misplaced.reason == NAME:
        message = f"nothing expands `{written}` without a `$`"
        return Wording("only the name", message, LITERAL, f"use `{RIGHT}`" if misplaced.program.ran.command else SHELL)
    if misplaced.file is not None:
        return _in_settings(misplaced.program.name, written, misplaced.file)
    if misplaced.reason == RUNNER:
        message = f"{misplaced.runner} does not expand `{written}`"
        spelling = TASK_RUNNERS[misplaced.runner].spelling.format(PORT)
        return Wording("no shell expands this", message, LITERAL, f"use `{spelling}`, which {misplaced.runner} expands")
    if written.startswith(("$(", "$$")):
        syntax = "Kubernetes" if written.startswith("$(") else "Docker Compose"
        return Wording("not expanded", f"`{written}` is {syntax} syntax, which nothing expands here", LITERAL, SHELL)
    return Wording("no shell expands this", "exec form does not expand variables", LITERAL, SHELL)


def _in_settings(name: str, written: str, file: SettingsFile) -> Wording:
    """Where a tool's own file names the variable."""
    if file.language == PYTHON:
        help = f"use `{OF_TOOLS.port}`, after `{OF_TOOLS.needs}`"
        return Wording("not expanded", f"{name} does not expand variables in a Python string", "", help)
    if not file.spelling:
        help = "name the file `….template`, and expand it in the start command: `envsubst '$CONNECT_TOOL_PORT' < … > …`"
        return Wording("not expanded", f"{name} does not expand variables in `{file.port}`", REJECTED, help)
    help = f"use `{file.spelling.format(PORT)}`"
    if file.late and written.startswith(file.late):
        return Wording("not expanded", f"{name} parses addresses before it expands `{written}`", REJECTED, help)
    return Wording("not expanded", f"{name} does not expand `{written}`", "finds no port in this address", help)


def _gone(misplaced: Misplaced, cause: Text) -> Wording:
    """Where the variable was removed before it is read."""
    written, word = misplaced.text.value, cause.source.slice(cause.whole)
    if word.startswith("$"):
        return Wording("empty here", f"`{written}` is not exported", NOTHING, f"export the variable, or use `{RIGHT}`")
    if word.endswith(" ="):
        message = f"`{word}` runs a program instead of setting a variable"
        return Wording("empty here", message, NOTHING, "remove the spaces around `=`")
    if "=" in word:
        help = f"use `{RIGHT}`, or set the variable in a separate command"
        return Wording("empty here", f"the shell expands `{written}` before the same line sets it", NOTHING, help)
    if word.strip("'\"").startswith("-"):
        word = f"{_before(cause)} {word.strip(QUOTATION)}"
    help = "put the inner command in double quotes, so that the outer shell expands the variable"
    return Wording("empty here", f"`{word}` removes this variable from the environment", NOTHING, help)


def _before(option: Text) -> str:
    """The word before an option, without its quotes."""
    words = option.source.text[: option.whole.start].rstrip("\"', ").split()
    return words[-1].strip(QUOTATION) if words else ""


def _fix(process: Process, misplaced: Misplaced) -> Fix | None:
    from studio_lint.model.process.editing import command_edits, port_edits

    text = misplaced.text
    if misplaced.reason == QUOTES:
        return port_edits.unquoted(text)
    if misplaced.file is not None:
        spelling = misplaced.file.spelling.format(PORT)
        before = port_edits.escape(process.image, text)
        if not spelling or before is None:
            return None
        edit = Edit(text.source, text.whole, spelling.replace("$", f"{before}$"))
        return Fix(f"Replace with `{spelling}`", (edit,), SAFE, Effect(port=True))
    if misplaced.reason == NAME:
        if misplaced.program.ran.command is None or port_edits.in_list(process, text):
            return port_edits.wrapped(process, text, SAFE)
        fix = port_edits.in_shell(process.image, misplaced.program.ran, text)
        return fix and fix.replace(message=f"use `{RIGHT}`")
    if misplaced.reason == COMMAND:
        effect = Effect(words=((text.value, RIGHT),), port=True)
        return Fix(f"Replace with `{RIGHT}`", (Edit(text.source, text.whole, RIGHT),), SAFE, effect)
    if misplaced.reason == RUNNER:
        return command_edits.for_runner(misplaced.program.ran, text)
    if misplaced.reason == EXEC and text.value.startswith(("$(", "$$")):
        return port_edits.wrapped(process, text, SAFE)
    return port_edits.wrapped(process, None, SAFE) if misplaced.reason == EXEC else None
