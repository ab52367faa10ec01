"""The health check asks at a fixed port, the Studio listens at another.

## Why
The port is chosen when the session starts. A health check that asks at a number finds nothing there, and the container
is reported as unhealthy.

## Instead
```dockerfile
HEALTHCHECK CMD curl -f http://localhost:${CONNECT_TOOL_PORT}/
```

## Evidence
Docker runs the check inside the container, through a shell in shell form, with the session's variables.
"""

from __future__ import annotations

from studio_lint.diagnostics import SAFE, WARNING, Edit, Fix, Meta, Place
from studio_lint.model.healthcheck import fixed_ports

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.diagnostics import Finding
    from studio_lint.model.process import Process

META = Meta("SL411", "healthcheck-port", WARNING, SAFE)


def check(process: Process) -> Iterator[Finding]:
    for number, in_shell in fixed_ports(process):
        fix = None
        if in_shell and number.source.slice(number.whole) == number.value:
            edit = Edit(number.source, number.whole, "${CONNECT_TOOL_PORT}")
            fix = Fix("put `${CONNECT_TOOL_PORT}` for the number", (edit,))
        yield META.finding(
            Place.of(number, "this port is fixed"),
            f"the health check asks at port {number.value}, not at CONNECT_TOOL_PORT: it never succeeds",
            help="write `${CONNECT_TOOL_PORT}` in its place, in a command that a shell reads",
            fix=fix,
        )
