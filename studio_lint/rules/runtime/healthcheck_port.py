"""Health check uses a fixed port

## Why
The Platform chooses the port when the session starts. A health check that uses a fixed port finds nothing there, and
the container is reported as unhealthy.

## Instead
```dockerfile
HEALTHCHECK CMD curl -f http://localhost:${CONNECT_TOOL_PORT}/
```

## Evidence
Docker runs the check inside the container, through a shell in shell form, with the session's variables.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import SAFE, WARNING, Edit, Effect, Fix, Meta, Place
from studio_lint.base.source import Span
from studio_lint.facts.wrappers import DEFAULT_SHELL
from studio_lint.model.process.healthcheck import fixed_ports

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Text
    from studio_lint.model.process.process import Process

VARIABLE = "${CONNECT_TOOL_PORT}"
META = Meta("SL411", "healthcheck-port", WARNING, fix=SAFE, needs=("HEALTHCHECK",))


def check(process: Process) -> Iterator[Finding]:
    for number, in_shell, quoting in fixed_ports(process):
        yield META.finding(
            Place.of(number, "fixed port"),
            f"the health check uses port {number.value} instead of `$CONNECT_TOOL_PORT`: it never succeeds",
            help="use `${CONNECT_TOOL_PORT}` instead, in shell form",
            fix=_in_shell(number, quoting) if in_shell else _wrapped(process, number),
        )


def _in_shell(number: Text, quoting: str) -> Fix | None:
    """The number becomes the variable; single quotes around it end before the variable and begin again after it."""
    if number.source.slice(number.whole) != number.value or quoting == "\\":
        return None
    text = f"'{VARIABLE}'" if quoting == "'" else VARIABLE
    edit = Edit(number.source, number.whole, text)
    return Fix(f"Replace the number with `{text}`", (edit,), effect=_effect(number))


def _effect(number: Text) -> Effect:
    return Effect(words=((number.value, "$CONNECT_TOOL_PORT"),), config=("Healthcheck",))


def _wrapped(process: Process, number: Text) -> Fix | None:
    """The exec form is given to a shell, which knows the variable."""
    healthcheck = process.image.config.healthcheck
    words = healthcheck.instruction.arguments[1:] if healthcheck else ()
    from studio_lint.model.process.editing import port_edits

    text = port_edits.through_shell(DEFAULT_SHELL[0], words, number) if words else None
    if text is None or healthcheck is None:
        return None
    span = Span(words[0].whole.start, words[-1].whole.end)
    from studio_lint.model import text_edits

    above = text_edits.lifted(process.image.dockerfile, healthcheck.instruction, span)
    return Fix(
        f"Use a shell: `{text}`",
        (*above, Edit(process.image.source, span, text)),
        effect=_effect(number),
    )
