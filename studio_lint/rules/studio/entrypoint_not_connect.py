"""The image does not start connect-client.

## Why
The Platform starts the container and waits for connect-client, which then starts your program. Where the ENTRYPOINT
is another program, or is missing, the session never reaches *running*. A script may start connect-client itself, but
must give it each word of the command as a word of its own.

## Instead
```dockerfile
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
CMD ["/usr/bin/bash", "-c", "exec jupyter lab --port=$CONNECT_TOOL_PORT"]
```
What connect-client is to start may also stand behind `--entrypoint`:
`ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint", "/app/start.sh"]`.

## Evidence
Seqera's documentation of custom container images; two of Seqera's own Studios name the program in the ENTRYPOINT.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, Edit, Fix, Meta, Place
from studio_lint.base.source import Span
from studio_lint.facts.connect import BINARY
from studio_lint.model import text_edits
from studio_lint.model.connect import edits as connect_edits
from studio_lint.model.connect import entrypoint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Text
    from studio_lint.model.build.image import ImageCommand
    from studio_lint.model.connect.connect import Connect

META = Meta("SL306", "entrypoint-not-connect", ERROR, SAFE, silenced_by=("connect-missing", "connect-wrong-stage"))

RIGHT = 'ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]'
NEVER = "the session never reaches running"


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
            connect.place(whole, "nothing is started"),
            f"the ENTRYPOINT is empty: {NEVER}",
            help=f"write `{RIGHT}`",
            fix=Fix(f"write `{RIGHT}`", (edit,)),
        )
    started = connect.image.config.cmd
    edit = connect_edits.ending(connect, [RIGHT])
    message = f"insert `{RIGHT}`"
    if started is not None and started.exec_form and started.words[:2] == (BINARY, "--entrypoint"):
        edit = Edit(connect.image.source, started.instruction.keyword_span, "ENTRYPOINT")
        message = "make the CMD an ENTRYPOINT"
    return META.finding(
        connect.place(connect.last_from, "the image that is shipped begins here"),
        f"the image has no ENTRYPOINT that starts connect-client: {NEVER}",
        help=f"write `{RIGHT}`",
        fix=None if connect_edits.gives_arguments(connect) and edit.text != "ENTRYPOINT" else Fix(message, (edit,)),
    )


def _other(connect: Connect, command: ImageCommand, word: Text | None) -> Finding:
    instruction = command.instruction
    head = entrypoint.meant_head(command.words) if command.exec_form else 0
    help = f"write `{RIGHT}`"
    fix = Fix("start it through connect-client", connect_edits.through_connect(connect, command))
    if head:
        fix = _head(connect, command, head)
    else:
        help += "; what it starts now may stand behind `--entrypoint` or in CMD"
    return META.finding(
        connect.place((word or instruction.body).whole, "started instead of connect-client"),
        f"the ENTRYPOINT does not start connect-client: {NEVER}",
        help=help,
        fix=fix,
    )


def _head(connect: Connect, command: ImageCommand, count: int) -> Fix:
    """The first words, which are meant as connect-client and its flag, made right."""
    arguments = command.instruction.arguments
    span = Span(arguments[0].whole.start, arguments[count - 1].whole.end)
    words = f'"{BINARY}", "{connect_edits.FLAG}"'
    return Fix(f"write `{words}`", (Edit(connect.image.source, span, words),))


def _path(connect: Connect, command: ImageCommand, word: Text) -> Finding:
    edit = Edit(connect.image.source, word.whole, text_edits.json_string(BINARY))
    return META.finding(
        connect.place(word.whole, "connect-client does not lie there"),
        "the ENTRYPOINT names a file that is not there: the container ends at once",
        help=f"write `{BINARY}`",
        fix=Fix(f"write `{BINARY}`", (edit,)),
    )


def _flagless(connect: Connect, command: ImageCommand, word: Text) -> Finding:
    arguments = command.instruction.arguments
    at = arguments[0].whole.end
    edit = Edit(connect.image.source, Span(at, at), ', "--entrypoint"')
    fix: Fix | None = Fix('insert `"--entrypoint"`', (edit,))
    if len(arguments) > 1 and entrypoint.is_meant_flag(arguments[1].value):
        edit = Edit(connect.image.source, arguments[1].whole, '"--entrypoint"')
        fix = Fix("write `--entrypoint`", (edit,))
    elif len(arguments) > 1 and arguments[1].value.startswith("-"):
        fix = None
    return META.finding(
        connect.place(word.whole, "`--entrypoint` belongs right behind the program"),
        f"connect-client is started without --entrypoint in front: {NEVER}",
        help=f"write `{RIGHT}`",
        fix=fix,
    )


def _glued(connect: Connect, word: Text, given: Text) -> Finding:
    return META.finding(
        connect.place(word.whole, "started, and starts connect-client"),
        f"connect-client is given a whole command as one word, and no program has that name: {NEVER}",
        help=f"write `{RIGHT}`, and the command into CMD",
        related=(Place.of(given, "one word, for its quotes"),),
    )
