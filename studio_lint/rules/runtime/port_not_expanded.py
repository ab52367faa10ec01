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
from studio_lint.facts.interpreters import OF_TOOLS
from studio_lint.facts.task_runners import TASK_RUNNERS
from studio_lint.facts.tools.tool import PYTHON
from studio_lint.model.commands.arguments import PORT
from studio_lint.model.process.port_uses import COMMAND, EXEC, NAME, NUMBER, QUOTES, RUNNER
from studio_lint.model.process.route import steps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Text
    from studio_lint.facts.tools.tool import SettingsFile
    from studio_lint.model.process.port_uses import Misplaced
    from studio_lint.model.process.process import Process

META = Meta("SL403", "port-not-expanded", ERROR, fix=SAFE)

QUOTATION = "'\""
DOUBLE = "use double quotes instead of single quotes"
NEVER = "the session never starts"
RIGHT = f"${PORT}"
SHELL = 'use a shell: `["/usr/bin/bash", "-c", "exec … $CONNECT_TOOL_PORT"]`'


def check(process: Process) -> Iterator[Finding]:
    for misplaced in process.usage.misplaced:
        cause, fix = misplaced.cause, _fix(process, misplaced)
        label, message, help = _words(misplaced) if cause is None else _gone(misplaced, cause)
        if help in (SHELL, DOUBLE) and fix is not None:
            help = fix.message[:1].lower() + fix.message[1:]
        yield META.finding(
            Place.of(misplaced.text, label),
            f"{message}; {NEVER}",
            help=help,
            fix=fix,
            related=_related(process, misplaced),
        )


def _related(process: Process, misplaced: Misplaced) -> tuple[Place, ...]:
    """What empties the variable, and the way of the port."""
    way = steps.related(process, misplaced.program, misplaced.text)
    cause = misplaced.cause
    return way if cause is None else (Place.of(cause, "the cause"), *way)


def _words(misplaced: Misplaced) -> tuple[str, str, str]:
    """Label, message and help."""
    name, written = misplaced.program.name, misplaced.text.value
    if misplaced.reason == QUOTES:
        message = f"the shell does not expand this variable, so {name} receives the literal text"
        return "not expanded", message, DOUBLE
    if misplaced.reason == COMMAND:
        message = f"the shell reads `{written}` as a command, so {name} receives no port"
        return "a command, not a variable", message, f"use `{RIGHT}`"
    if misplaced.reason == NUMBER:
        message = f"the shell expands `$$` to its process ID, so {name} receives no valid port"
        return "process ID, then the name", message, f"use a single `$`: `{RIGHT}`"
    if misplaced.reason == NAME:
        message = f"nothing expands `{written}` without a `$`, so {name} receives the literal text"
        return "only the name", message, f"use `{RIGHT}`" if misplaced.program.ran.command is not None else SHELL
    if misplaced.file is not None:
        return "not expanded", *_in_settings(name, written, misplaced.file)
    if misplaced.reason == RUNNER:
        message = f"{misplaced.runner} starts {name} without a shell, so it receives the literal text"
        spelling = TASK_RUNNERS[misplaced.runner].spelling.format(PORT)
        return "no shell expands this", message, f"use `{spelling}`, which {misplaced.runner} expands"
    if written.startswith(("$(", "$$")):
        spelling = "Kubernetes'" if written.startswith("$(") else "Docker Compose's"
        message = f"`{written}` is {spelling} syntax, so {name} receives the literal text"
        return "not expanded", message, SHELL
    message = f"exec form does not expand variables, so {name} receives the literal text"
    return "no shell expands this", message, SHELL


def _in_settings(name: str, written: str, file: SettingsFile) -> tuple[str, str]:
    """Message and help where a tool's own file names the variable."""
    if file.language == PYTHON:
        help = f"use `{OF_TOOLS.port}`, after `{OF_TOOLS.needs}`"
        return f"{name} does not expand variables in a Python string", help
    if not file.spelling:
        help = "name the file `….template`, and expand it in the start command: `envsubst '$CONNECT_TOOL_PORT' < … > …`"
        return f"{name} does not expand variables in `{file.port}`, so it rejects this file", help
    help = f"use `{file.spelling.format(PORT)}`"
    if file.late and written.startswith(file.late):
        return f"{name} parses addresses before it expands `{written}`, so it rejects this file", help
    return f"{name} does not expand `{written}`, so this address has no port", help


def _gone(misplaced: Misplaced, cause: Text) -> tuple[str, str, str]:
    """Label, message and help of a variable that was removed before it is read."""
    written, word = misplaced.text.value, cause.source.slice(cause.whole)
    name = misplaced.program.name
    if word.startswith("$"):
        message = f"`{written}` is not exported, so {name} receives no port"
        return "empty here", message, f"export the variable, or use `{RIGHT}`"
    if word.endswith(" ="):
        message = f"`{word}` runs a program instead of setting a variable, so `{written}` is empty"
        return "empty here", message, "remove the spaces around `=`"
    if "=" in word:
        message = f"the shell expands `{written}` before the same line sets it, so {name} receives no port"
        return "empty here", message, f"use `{RIGHT}`, or set the variable in a separate command"
    if word.strip("'\"").startswith("-"):
        word = f"{_before(cause)} {word.strip(QUOTATION)}"
    message = f"`{word}` removes this variable from the environment, so {name} receives no port"
    return "empty here", message, "put the inner command in double quotes, so that the outer shell expands the variable"


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
