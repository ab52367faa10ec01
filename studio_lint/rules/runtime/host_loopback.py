"""Program listens only on the loopback address

## Why
connect-client runs in the same container and reaches 127.0.0.1, so the Studio works. Requests from outside the
container, such as a health check of the cluster or `docker run -p` on your own machine, do not reach the program.

## Instead
```dockerfile
CMD ["/usr/bin/bash", "-c", "exec jupyter lab --ip=0.0.0.0 --port=$CONNECT_TOOL_PORT"]
```

## Evidence
Seqera's own marimo example listens on 127.0.0.1. Default addresses: `studio_lint/facts/tools/`, with sources.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, UNSAFE, Edit, Effect, Fix, Meta, Place
from studio_lint.base.source import Span
from studio_lint.model.process.bindings import DEFAULT, LITERAL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.process.process import Process
    from studio_lint.model.process.programs import Program

ANY = "0.0.0.0"

META = Meta("SL404", "host-loopback", ADVICE, fix=UNSAFE, asks="hosts")


def check(process: Process) -> Iterator[Finding]:
    for program in process.hosts:
        host = program.host
        if host.text is None or not _is_local(program):
            continue
        if host.kind == LITERAL:
            yield META.finding(
                Place.of(host.text, "reachable only inside the container"),
                f"{program.name} listens only on {host.value}: only connect-client can reach it",
                help="use `0.0.0.0` to listen on all interfaces",
                fix=_replace(program),
            )
        elif host.kind == DEFAULT and not (program.tool and process.is_configured(program.tool)):
            flag = program.tool.host_fix if program.tool else ""
            yield META.finding(
                Place.of(program.text, "no host given"),
                f"{program.name} listens on 127.0.0.1 by default: only connect-client can reach it",
                help=f"add `{flag}` to listen on all interfaces" if flag else None,
                fix=_add(program, flag),
            )


def _is_local(program: Program) -> bool:
    value = program.host.value
    if program.tool is not None and program.tool.interfaces and value == "lo":
        return True
    return value in ("localhost", "::1", "[::1]") or value.startswith("127.")


def _replace(program: Program) -> Fix | None:
    text = program.host.text
    if text is None:
        return None
    written = text.source.slice(text.whole)
    if written[:1] in ("'", '"') and written[1:-1] == program.host.value:
        inside = Span(text.whole.start + 1, text.whole.end - 1)
        edit = Edit(text.source, inside, ANY)
        return Fix(f"listen on all interfaces: `{ANY}`", (edit,), UNSAFE, Effect(host=True))
    if written != text.value:
        return None
    effect = Effect(words=((text.value, ANY),), host=True)
    return Fix(f"listen on all interfaces: `{ANY}`", (Edit(text.source, text.whole, ANY),), UNSAFE, effect)


def _add(program: Program, flag: str) -> Fix | None:
    """The flag goes right in front of the one that gives the port."""
    words = program.ran.arguments
    at = next((word.text for word in words if program.port.flag and word.shown.startswith(program.port.flag)), None)
    if (
        not flag
        or at is None
        or program.ran.command is None
        or program.tool is None
        or program.port.flag in program.tool.bind
    ):
        return None
    source = at.source
    place = at.whole.replace(end=at.whole.start)
    effect = Effect(words=tuple(("", word) for word in flag.split()), host=True)
    return Fix(f"Add `{flag}`", (Edit(source, place, f"{flag} "),), UNSAFE, effect)
