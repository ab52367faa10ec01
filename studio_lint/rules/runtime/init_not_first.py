"""Init system that does not work below connect-client

## Why
`/init` of s6-overlay 3, which all linuxserver images use, refuses to run unless it is process 1. In a Studio,
connect-client is the ENTRYPOINT and starts the command as its child, so `/init` ends, and none of its services start.
`systemctl start` needs systemd, which does not run in a container, so the service does not start either.

## Instead
Start the image's program yourself, without a supervisor:
```dockerfile
CMD ["/bin/bash", "-c", "exec /app/code-server/bin/code-server --bind-addr 0.0.0.0:$CONNECT_TOOL_PORT --auth none"]
```
Or run `/init` in its own process namespace: `exec unshare --pid --fork --mount-proc /init`. Instead of
`systemctl start nginx`, use `exec nginx -g 'daemon off;'`.

## Evidence
s6-overlay 3.2, started as a child (2026-11): "s6-overlay-suexec: fatal: can only run as pid 1", exit status 100. One
of Seqera's examples starts it through `unshare --pid --fork --mount-proc`. rocker's images use s6-overlay 2, which
does not need to be process 1. systemd 252: "System has not been booted with systemd as init system (PID 1)".
`studio_lint/facts/bases/inits.py`
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, WARNING, Meta, Place
from studio_lint.facts.wrappers import FIRST_PROCESS
from studio_lint.model.process.refusing import first_process

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.process.process import Process

META = Meta(
    "SL417",
    "init-not-first",
    WARNING,
    silenced_by=("entrypoint-not-connect", "entrypoint-shell-form", "connect-missing", "connect-wrong-stage"),
    asks="inits",
)


def check(process: Process) -> Iterator[Finding]:
    for one in first_process.not_first(process):
        base = process.image.base
        label, span = f"installs {one.init.name}", one.brought
        if span is None and base is not None:
            label, span = f"contains {one.init.name}", base.word.text.whole
        yield META.finding(
            Place.of(one.word, "child of connect-client"),
            f"`{one.init.path}` of {one.init.name} must be process 1; the session may never start",
            help=f"start the program itself, or use `{FIRST_PROCESS} {one.init.path}`",
            related=(process.place(span, label),) if span is not None else (),
            notes=(f"s6-overlay: {one.init.says}",),
        )
    service = first_process.unstarted_service(process)
    if service is not None:
        init, name = service.client, service.service
        yield META.finding(
            Place.of(service.word, f"asks {init.name}, which does not run"),
            f"{init.program} cannot start `{name}`, because {init.name} is not process 1: the session never starts",
            severity=ERROR,
            help=f"start it in the foreground: `{service.instead}`"
            if service.instead
            else f"start the program of `{name}` itself, in the foreground",
            notes=(f"systemctl: {init.says}",),
        )
