"""Program does not listen on `$CONNECT_TOOL_PORT`

## Why
The Platform chooses the port when the session starts and sets `CONNECT_TOOL_PORT`. A fixed port in the command, or
the default port of the program, is a different one. The program that a base image starts by itself (`/init` of
rocker's images) also listens on the image's own port. In a Studio, connect-client replaces the image's entrypoint, so
what the entrypoint does, such as filling in `/etc/nginx/templates`, does not happen unless CMD does it.

## Instead
```dockerfile
CMD ["/usr/bin/bash", "-c", "exec streamlit run app.py --server.port $CONNECT_TOOL_PORT"]
```

## Evidence
Options, variables and default ports of the programs come from their sources or documentation; each entry of
`studio_lint/facts/tools/` names it. connect-client since 0.8.1: a session is not *running* until the tool accepts
connections on CONNECT_TOOL_PORT.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, UNSAFE, WARNING, Meta, Place
from studio_lint.facts import interpreters
from studio_lint.facts.interpreters import Interpreter
from studio_lint.facts.tools.tool import CADDY, NGINX
from studio_lint.model.process.bindings import DEFAULT, LITERAL, SHIFTED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding, Fix
    from studio_lint.base.source import Text
    from studio_lint.model.process.process import Process
    from studio_lint.model.process.programs import Program

META = Meta("SL402", "port-hard-coded", ERROR, fix=UNSAFE, silenced_by=("option-unknown",), asks="with_own_port")

MOST_RELATED = 5
NEVER = "the session never starts"
SEVERAL = (
    "several programs listen here: set `$CONNECT_TOOL_PORT` for the one that users open, and other ports for the others"
)
HELP = "replace `{1}` with `{0}`: the Platform chooses the port when the session starts"
SHELL = ', and use a shell: `["/usr/bin/bash", "-c", "exec … $CONNECT_TOOL_PORT"]`'
PLAIN = (
    "{} does not expand variables: set the port in this file in the start command, "
    'for example `sed -i "s/listen {}/listen $CONNECT_TOOL_PORT/" …`'
)
UNTOLD = (
    ": set the port in its configuration in the start command, "
    'for example `sed -i "s/listen {}/listen $CONNECT_TOOL_PORT/" {}`'
)


def check(process: Process) -> Iterator[Finding]:
    if process.likely is not None:
        yield from _likely(process, process.likely)
    yield from map(_entrusted, process.entrusted)
    for program in process.fixed:
        port = program.port
        if port.text is None:
            continue
        from studio_lint.model.process.editing import port_fixes

        fix = port_fixes.fix(process, program)
        if port.kind == LITERAL:
            label, message = "fixed port", f"listens on port {port.value} instead of `$CONNECT_TOOL_PORT`"
        elif port.kind == SHIFTED:
            label, message = "another port", f"listens on `{port.value}`, a different port"
        elif port.kind == DEFAULT:
            label = "no port given"
            message = f"uses its default port {port.value} instead of `$CONNECT_TOOL_PORT`"
        else:
            continue
        from studio_lint.model.process.route import steps

        yield META.finding(
            Place.of(port.text, label),
            f"{program.name} {message}: {NEVER}",
            help=SEVERAL if port_fixes.rivals(process, program) else _help(process, program, fix),
            fix=fix,
            related=(*_unread(process, program), *steps.related(process, program, port.text)),
        )


def _unread(process: Process, program: Program) -> tuple[Place, ...]:
    """Files that only the base image's own start reads, where another one takes its place."""
    from studio_lint.model.process.bases import replaced

    left = replaced.replaced(process) if program.port.kind == DEFAULT else None
    if left is None:
        return ()
    return tuple(process.place(span, f"ignored unless {left.own.path} runs") for span in left.hooks)[:MOST_RELATED]


def _entrusted(program: Program) -> Finding:
    """A command for a base image that may be a Studio."""
    text, port = program.port.text, program.port.value
    return META.finding(
        Place.of(text or program.text, "fixed port"),
        f"{program.name} listens on port {port}, not `$CONNECT_TOOL_PORT`; the session may never start",
        severity=WARNING,
        help="replace it with `$CONNECT_TOOL_PORT`" + (SHELL if program.ran.command is None else ""),
    )


def _likely(process: Process, program: Program) -> Iterator[Finding]:
    """An option of a program that is not known, by its name."""
    from studio_lint.model.process.editing import port_fixes

    port = program.port
    fix = port_fixes.fix(process, program)
    if port.text is not None:
        from studio_lint.model.process.route import steps

        yield META.finding(
            Place.of(port.text, "fixed port"),
            f"`{program.name}` may listen on port {port.value}, not `$CONNECT_TOOL_PORT`; the session may never start",
            severity=WARNING,
            help=_help(process, program, fix),
            fix=fix,
            related=steps.related(process, program, port.text),
        )


def _help(process: Process, program: Program, fix: Fix | None) -> str:
    from studio_lint.model.process.bases import replaced
    from studio_lint.model.process.editing import command_edits, port_edits

    own = replaced.by_itself(process, program.ran)
    if own is not None and own.instead and (program.port.kind == DEFAULT or program.port.file):
        return f"start the program itself: `exec {own.instead}`"
    left = replaced.replaced(process) if program.port.kind == DEFAULT else None
    if left is not None and left.hooks and left.own.instead:
        return f"start it through the image's own entrypoint: `exec {left.own.instead}`"
    text = program.port.text
    if fix is not None and _is_told_by(process, program, fix):
        return _first_lower(fix.message) + _where(fix, text)
    if program.port.kind == SHIFTED:
        return "use the port as it is, without adding or subtracting anything"
    if program.port.kind == DEFAULT or (fix is None and text is not None and port_edits.is_baked(process.image, text)):
        return _add(process, program)
    if program.kind == "code":
        return f"replace the number with `{_in_place(process, program)}`{_imported(program)}"
    if _is_plain(program):
        return PLAIN.format(program.name, program.port.value)
    if _is_caddy(program):
        written = fix.edits[0].text if fix is not None else "{$CONNECT_TOOL_PORT}"
        return HELP.format(f":{written}", program.port.flag)
    if program.port.file:
        return f"remove this line, and {_add(process, program)}"
    spelling = command_edits.spelling_of_runner(program.ran)
    if spelling:
        return HELP.format(spelling, program.port.value)
    if program.ran.command is None or (text is not None and port_edits.in_list(process, text)):
        return _first_lower(fix.message) if fix is not None else "replace the number with `$CONNECT_TOOL_PORT`" + SHELL
    if fix is not None:
        edit = fix.edits[0]
        return HELP.format(edit.text, edit.source.slice(edit.span))
    if program.port.text is not None and port_edits.escape(process.image, program.port.text) is None:
        return _add(process, program)
    return HELP.format("$CONNECT_TOOL_PORT", program.port.value)


def _is_told_by(process: Process, program: Program, fix: Fix) -> bool:
    """Whether what a fix does is all that is to be said: it changes another place than the underlined one."""
    from studio_lint.model.process.editing import command_edits, port_edits

    port, text = program.port, program.port.text
    if port.kind in (DEFAULT, SHIFTED) or port.file:
        return True
    if text is None:
        return False
    baked = port_edits.is_baked(process.image, text) and port_edits.part_of(program.ran, text) is None
    return baked or (bool(command_edits.spelling_of_runner(program.ran)) and fix.edits[0].source is not text.source)


def _where(fix: Fix, text: Text | None) -> str:
    """The file that a fix changes, where that is another one than the underlined one's."""
    source = fix.edits[0].source
    return f" in `{source.path}`" if text is not None and source is not text.source else ""


def _first_lower(message: str) -> str:
    return message[:1].lower() + message[1:]


def _is_caddy(program: Program) -> bool:
    """Whether the port is that of an address in a Caddyfile."""
    return program.tool is not None and program.tool.language == CADDY


def _is_plain(program: Program) -> bool:
    """Whether the port is in settings that fill in no variables."""
    return program.tool is not None and program.tool.language == NGINX


def _interpreter(program: Program) -> Interpreter:
    """The language that a program is written in: Python where a tool starts it."""
    found = interpreters.find(program.ran.name or "")
    return found or interpreters.OF_TOOLS


def _imported(program: Program) -> str:
    """What the code for the port needs besides."""
    text, needs = program.port.text, _interpreter(program).needs
    return f", after `{needs}`" if needs and text is not None and needs not in text.source.text else ""


def _in_place(process: Process, program: Program) -> str:
    from studio_lint.model.process.editing import port_edits

    text, code = program.port.text, _interpreter(program).port
    return code if text is None else port_edits.in_place(process, program.ran, text, code)


def _add(process: Process, program: Program) -> str:
    tool = program.tool
    if tool is None:
        from studio_lint.facts.server_calls.python import CALLS

        name = next((call.port for call in CALLS if call.title == program.name), "port")
        return f"set the port: `{name}={_in_place(process, program)}`{_imported(program)}"
    shell = SHELL if program.ran.command is None else ""
    if tool.position:
        return "add the port, `$CONNECT_TOOL_PORT`" + shell
    flags = tool.port or tool.bind
    if not flags:
        path = next((path for one in tool.settings for path in one.paths if path.startswith("/")), "")
        plain = _is_plain(program) and path and not tool.fronts
        written = UNTOLD.format(program.port.value, path) if plain else ""
        return f"configure it to listen on `$CONNECT_TOOL_PORT`{written}"
    flag = next((flag for flag in flags if flag.startswith("--")), flags[0])
    value = "$CONNECT_TOOL_PORT" if tool.port else "0.0.0.0:$CONNECT_TOOL_PORT"
    return f"add `{flag}{'=' if tool.glued else ' '}{value}`{shell}"
