"""Program refuses to run as root

## Why
Some servers refuse to run as root: Jupyter ends with exit status 1 unless it is started with `--allow-root`. A Studio
runs as the image's user, usually root, because `connect-client --install` needs it. An image that switches to another
user in its own entrypoint does not do so in a Studio: connect-client replaces that entrypoint.

## Instead
```dockerfile
CMD ["/bin/bash", "-c", "exec jupyter lab --ip=0.0.0.0 --port=$CONNECT_TOOL_PORT --allow-root"]
```
Or set `c.ServerApp.allow_root = True` in `/etc/jupyter/jupyter_server_config.py`.

## Evidence
Run as root with jupyter_server 2.21.1 (2026-11): "Running as root is not recommended. Use --allow-root to bypass."
`JUPYTER_ALLOW_ROOT` is not read. The user of each base image is in `studio_lint/facts/bases/`; if the user or the
settings are not known, nothing is reported.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, UNSAFE, WARNING, Meta, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.process.process import Process

META = Meta("SL415", "root-refused", ERROR, fix=UNSAFE, silenced_by=("start-missing",), asks="may_refuse_root")


def check(process: Process) -> Iterator[Finding]:
    from studio_lint.model.process.refusing import root

    for one in root.refusals(process):
        from studio_lint.model.process.editing import command_edits

        name = one.program.name
        user = process.image.config.user
        by = () if user is None else (process.place(user.text.whole, "user of the session"),)
        from studio_lint.model.process.route import steps

        yield META.finding(
            Place.of(one.program.text, "runs as root"),
            f"{name} refuses to run as root: the session never starts"
            if one.alone
            else f"{name} refuses to run as root and ends; the session may never start",
            severity=ERROR if one.alone else WARNING,
            help=f"add `{one.option}`",
            related=(*by, *steps.related(process, one.program, one.program.text)),
            fix=command_edits.with_option(process, one.after, one.option),
        )
