"""`$CONNECT_TOOL_PORT` stands where no shell replaces it

## Why
The exec form (`CMD ["streamlit", "--server.port=$CONNECT_TOOL_PORT"]`) starts a program without a shell, and in single
quotes a shell leaves a variable as it is. Either way the program is given the text `$CONNECT_TOOL_PORT`, not a number.
`$(CONNECT_TOOL_PORT)` and `$$CONNECT_TOOL_PORT` are written for Kubernetes and Docker Compose, supervisord has a
spelling of its own (`%(ENV_CONNECT_TOOL_PORT)s`), so has Caddy (`{$CONNECT_TOOL_PORT}`), and nginx fills in none behind
`listen`.

## Instead
```dockerfile
CMD ["/usr/bin/bash", "-c", "exec streamlit run app.py --server.port=$CONNECT_TOOL_PORT"]
```
Single quotes around a command that another shell reads (`bash -c '…'`, `bash <<'EOF'`) are right.

## Evidence
BuildKit expands no variable in CMD and ENTRYPOINT; the exec form is handed to the kernel as it stands.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, Edit, Effect, Fix, Meta, Place
from studio_lint.model.process.port_uses import COMMAND, EXEC, NAME, NUMBER, QUOTES, SETTINGS, SUPERVISOR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.process.port_uses import Misplaced
    from studio_lint.model.process.process import Process

META = Meta("SL403", "port-not-expanded", ERROR, SAFE)

NEVER = "the session never starts"
RIGHT = "$CONNECT_TOOL_PORT"
CADDY = "{$CONNECT_TOOL_PORT}"
SHELL = 'start it through a shell: `["/usr/bin/bash", "-c", "exec … $CONNECT_TOOL_PORT"]`'


def check(process: Process) -> Iterator[Finding]:
    for misplaced in process.usage.misplaced:
        label, message, help = _words(misplaced)
        yield META.finding(
            Place.of(misplaced.text, label), f"{message}: {NEVER}", help=help, fix=_fix(process, misplaced)
        )


def _words(misplaced: Misplaced) -> tuple[str, str, str]:
    """Label, message and help."""
    name, written = misplaced.program.name, misplaced.text.value
    if misplaced.reason == QUOTES:
        message = f"the shell leaves this variable as it stands, so {name} is given no port"
        return "kept as it is", message, f"write `{RIGHT}` without single quotes or backslash (double quotes are fine)"
    if misplaced.reason == COMMAND:
        message = f"a shell takes `{written}` for a command of that name, so {name} is given no port"
        return "a command, not a variable", message, f"write `{RIGHT}`"
    if misplaced.reason == NUMBER:
        message = f"a shell puts its own process number in place of `$$`, so {name} is given no port"
        return "the name alone, behind a number", message, f"write one `$`: `{RIGHT}`"
    if misplaced.reason == NAME:
        message = f"nothing fills in `{written}` without a `$`, so {name} is given the variable's name for a port"
        return "the name alone", message, f"write `{RIGHT}`" if misplaced.program.ran.command is not None else SHELL
    if misplaced.reason == SETTINGS and name == "Caddy":
        message = f"`{written}` is no variable to Caddy, so this is an address without a port"
        if written.startswith("{env."):
            message = f"Caddy reads its addresses before it fills in `{written}`, so it refuses this file"
        return "kept as it is", message, f"write `{CADDY}`"
    if misplaced.reason == SETTINGS:
        message = "nginx fills in no variables behind `listen`, so it refuses this file"
        help = (
            "name the file `….template`, and let the start command fill it in: `envsubst '$CONNECT_TOOL_PORT' < … > …`"
        )
        return "kept as it is", message, help
    if misplaced.reason == SUPERVISOR:
        message = f"supervisord starts {name} without a shell, so it is given the variable's name for a port"
        return "no shell reads this", message, "write `%(ENV_CONNECT_TOOL_PORT)s`, which supervisord fills in"
    if written.startswith(("$(", "$$")):
        spelling = "Kubernetes'" if written.startswith("$(") else "Docker Compose's"
        message = f"`{written}` is {spelling} spelling, which nothing fills in here, so {name} is given no port"
        return "kept as it is", message, SHELL
    message = f"no shell reads this list, so {name} is given the variable's name for a port"
    return "no shell reads this", message, SHELL


def _fix(process: Process, misplaced: Misplaced) -> Fix | None:
    from studio_lint.model.process.editing import port_edits

    text = misplaced.text
    if misplaced.reason == QUOTES:
        return port_edits.unquoted(text)
    if misplaced.reason == SETTINGS and misplaced.program.name == "Caddy":
        before = port_edits.escape(process.image, text)
        edit = Edit(text.source, text.whole, f"{{{before}{RIGHT}}}")
        return Fix(f"write `{CADDY}`", (edit,), SAFE, Effect(port=True)) if before is not None else None
    if misplaced.reason == NAME:
        if misplaced.program.ran.command is None:
            return None
        fix = port_edits.in_shell(process.image, misplaced.program.ran, text)
        return fix and fix.replace(message=f"write `{RIGHT}`")
    if misplaced.reason == COMMAND:
        return Fix(f"write `{RIGHT}`", (Edit(text.source, text.whole, RIGHT),), SAFE, port_edits.for_number(text))
    if misplaced.reason == EXEC and not text.value.startswith(("$(", "$$")):
        return port_edits.wrapped(process, None, SAFE)
    return None
