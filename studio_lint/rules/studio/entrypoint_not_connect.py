"""ENTRYPOINT does not start connect-client

## Why
The Platform starts the container and waits for connect-client, which then starts your program. If the ENTRYPOINT is
another program, or missing, the session never starts. An ENTRYPOINT script may start connect-client if it passes on
the command unchanged: `exec /usr/bin/connect-client --entrypoint "$@"`.

## Instead
```dockerfile
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
CMD ["/usr/bin/bash", "-c", "exec jupyter lab --port=$CONNECT_TOOL_PORT"]
```
The program can also follow `--entrypoint` directly: `ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint",
"/app/start.sh"]`.

## Evidence
Seqera's documentation of custom container images; two of Seqera's own Studios name the program in the ENTRYPOINT.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, Edit, Effect, Fix, Meta, Place
from studio_lint.base.source import Span
from studio_lint.facts.connect import BINARY
from studio_lint.facts.wrappers import BASH_PATH
from studio_lint.model.connect import entrypoint
from studio_lint.model.connect.images import PLAIN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Text
    from studio_lint.model.build.image import ImageCommand
    from studio_lint.model.connect.connect import Connect

META = Meta(
    "SL306",
    "entrypoint-not-connect",
    ERROR,
    fix=SAFE,
    silenced_by=("connect-missing", "connect-wrong-stage"),
    asks="entry.wrong",
)

RIGHT = 'ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]'
NEVER = "the session never starts"
SAME = Effect(config=("Entrypoint", "Cmd"), reveals=("SL4",))
"""The same programs start, through connect-client."""
CONNECTED = Effect(start=True, reveals=("SL4",))
"""connect-client starts what it was meant to start."""


def check(connect: Connect) -> Iterator[Finding]:
    entry = connect.entry
    if connect.copied_from_itself and entry.command is None:
        return
    if entry.kind == entrypoint.MISSING:
        yield _missing(connect, entry.command)
    elif entry.command is None or _lies_there(connect):
        return
    elif entry.kind == entrypoint.OTHER:
        yield _other(connect, entry.command, entry.word)
    elif entry.kind == entrypoint.PATH and entry.word is not None:
        yield _path(connect, entry.command, entry.word)
    elif entry.kind == entrypoint.GLUED and entry.word is not None and entry.given is not None:
        yield _glued(connect, entry.word, entry.given)
    elif entry.kind == entrypoint.FLAGLESS and entry.word is not None:
        yield _flagless(connect, entry.command, entry.word)


def _lies_there(connect: Connect) -> bool:
    """Whether connect-client was copied to the very place that is started: then the COPY is to be mended."""
    command = connect.entry.command
    if connect.entry.kind != entrypoint.PATH or command is None or connect.present:
        return False
    return connect.present is None or any(path == command.words[0] for path, _ in connect.holding.paths)


def _missing(connect: Connect, empty: ImageCommand | None) -> Finding:
    if empty is not None:
        whole = empty.instruction.body.whole
        edit = Edit(connect.image.source, whole, RIGHT.partition(" ")[2])
        return META.finding(
            connect.place(whole, "starts nothing"),
            f"the ENTRYPOINT is empty; {NEVER}",
            help=f"use `{RIGHT}`",
            fix=Fix(f"Replace with `{RIGHT}`", (edit,), effect=CONNECTED),
        )
    started = connect.image.config.cmd
    from studio_lint.model.connect import edits as connect_edits

    edit = connect_edits.ending(connect, [RIGHT])
    message = f"Add `{RIGHT}`"
    if started is not None and started.exec_form and started.words[:2] == (BINARY, "--entrypoint"):
        edit = Edit(connect.image.source, started.instruction.keyword_span, "ENTRYPOINT")
        message = "Change the CMD to an ENTRYPOINT"
    return META.finding(
        connect.place(connect.last_from, "final stage starts here"),
        f"the image has no ENTRYPOINT that starts connect-client; {NEVER}",
        help="change this CMD to ENTRYPOINT" if edit.text == "ENTRYPOINT" else f"add `{RIGHT}` to the final stage",
        fix=_whole(connect, Fix(message, (edit,), effect=SAME))
        if edit.text == "ENTRYPOINT" or not connect_edits.gives_arguments(connect)
        else None,
    )


def _whole(connect: Connect, fix: Fix) -> Fix | None:
    """The fix, unless it would make half a Studio: nothing brings connect-client, and no stage has it to copy."""
    if connect.present is not False and (connect.base != PLAIN or _is_brought(connect)):
        return fix
    return fix if connect.connect_stage is not None else None


def _is_brought(connect: Connect) -> bool:
    """Whether an instruction speaks of connect-client: a COPY, or a RUN that installs it."""
    installs = connect.installs
    return bool(connect.holding.paths or connect.deliveries or installs.found or installs.brings)


def _other(connect: Connect, command: ImageCommand, word: Text | None) -> Finding:
    instruction = command.instruction
    head = entrypoint.meant_head(command.words) if command.exec_form else 0
    help = f"use `{RIGHT}`"
    from studio_lint.model.connect import edits as connect_edits

    edits = connect_edits.through_connect(connect, command)
    fix = _whole(connect, Fix("Start it through connect-client", edits, effect=SAME))
    if head:
        fix = _head(connect, command, head)
    else:
        help += "; move what it starts now to CMD, or after `--entrypoint`"
    return META.finding(
        connect.place((word or instruction.body).whole, "started instead of connect-client"),
        f"the ENTRYPOINT does not start connect-client; {NEVER}",
        help=help,
        fix=fix,
    )


def _head(connect: Connect, command: ImageCommand, count: int) -> Fix:
    """The first words, which are meant as connect-client and its flag, made right."""
    arguments = command.instruction.arguments
    span = Span(arguments[0].whole.start, arguments[count - 1].whole.end)
    from studio_lint.model.connect import edits as connect_edits

    words = f'"{BINARY}", "{connect_edits.FLAG}"'
    return Fix(f"Replace with `{words}`", (Edit(connect.image.source, span, words),), effect=CONNECTED)


def _path(connect: Connect, command: ImageCommand, word: Text) -> Finding:
    from studio_lint.model import text_edits

    edit = Edit(connect.image.source, word.whole, text_edits.json_string(BINARY))
    return META.finding(
        connect.place(word.whole, "connect-client is not at this path"),
        "the ENTRYPOINT names a file that does not exist: the session ends immediately",
        help=f"use `{edit.text}`",
        fix=Fix(f"Replace with `{BINARY}`", (edit,), effect=CONNECTED),
    )


def _flagless(connect: Connect, command: ImageCommand, word: Text) -> Finding:
    arguments = command.instruction.arguments
    at = arguments[0].whole.end
    edit = Edit(connect.image.source, Span(at, at), ', "--entrypoint"')
    fix: Fix | None = Fix('Add `"--entrypoint"`', (edit,), effect=CONNECTED)
    if len(arguments) > 1 and entrypoint.is_meant_flag(arguments[1].value):
        edit = Edit(connect.image.source, arguments[1].whole, '"--entrypoint"')
        fix = Fix("Replace with `--entrypoint`", (edit,), effect=CONNECTED)
    elif len(arguments) > 1 and arguments[1].value.startswith("-"):
        fix = None
    return META.finding(
        connect.place(word.whole, "`--entrypoint` must directly follow the program"),
        f"connect-client is started without `--entrypoint`; {NEVER}",
        help=f"use `{RIGHT}`",
        fix=fix,
    )


def _as_command(given: Text) -> str:
    """A command that is one word, as a CMD that a shell starts."""
    from studio_lint.model import text_edits

    words = (BASH_PATH, "-c", f"exec {given.value}")
    return f"CMD [{', '.join(map(text_edits.json_string, words))}]"


def _glued(connect: Connect, word: Text, given: Text) -> Finding:
    return META.finding(
        connect.place(word.whole, "starts connect-client"),
        f"connect-client receives the whole command as a single word; {NEVER}",
        help=f"use `{RIGHT}`, and move the command to `{_as_command(given)}`",
        related=(Place.of(given, "one word, because of the quotes"),),
    )
