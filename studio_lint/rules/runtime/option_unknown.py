"""Port or host option that the program does not accept

## Why
Most programs exit if they receive an unknown option; some ignore it and use their default port. They also exit if they
do not accept the value, such as a port without an address for `gunicorn --bind`, or text where the code needs a number:
`HTTPServer(("", os.environ["…"]), …)`.

## Instead
```dockerfile
CMD ["/usr/bin/bash", "-c", "exec gunicorn --bind 0.0.0.0:$CONNECT_TOOL_PORT app:app"]
```

## Evidence
Each program was run with an unknown option and with each form of a value (2026-11); `studio_lint/facts/tools/` gives
the version.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, Edit, Effect, Fix, Meta, Place
from studio_lint.base.source import Span
from studio_lint.model.process.option_problems import (
    APART,
    GLUED,
    LATE,
    NEEDS,
    NOT_A_NUMBER,
    SWALLOWED,
    UNKNOWN_OPTION,
    WRONG_FORM,
    problems,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.process.option_problems import OptionProblem
    from studio_lint.model.process.process import Process

META = Meta("SL416", "option-unknown", ERROR, fix=SAFE, silenced_by=("port-not-expanded",))

NEVER = "the session never starts"


def check(process: Process) -> Iterator[Finding]:
    for one in problems(process):
        from studio_lint.model.process.route import steps

        way = steps.related(process, one.program, one.word)
        label, message, help = _words(one, one.program.name)
        fix = _as_number(process, one) if one.kind == NOT_A_NUMBER else _renamed(one)
        yield META.finding(Place.of(one.word, label), f"{message}: {NEVER}", help=help, fix=fix, related=way)


def _words(one: OptionProblem, name: str) -> tuple[str, str, str]:
    """Label, message and help."""
    if one.kind == WRONG_FORM:
        after = f" after `{one.option}`" if one.option else ""
        return "invalid value", f"{name} does not accept this value{after}", f"use `{one.form}`"
    if one.kind == NOT_A_NUMBER:
        message = f"{name} needs a number for the port, but this is text"
        return "text, not a number", message, f"use `{one.form}`"
    if one.kind == NEEDS:
        message = f"{name} has no application to serve"
        return "no application after it", message, f"add the application, for example `{one.form}`"
    if one.kind == SWALLOWED:
        message = f"{name} reads `{one.option}` itself, and the script does not receive it"
        return "before any `--`", message, "add `--` before it"
    if one.kind == LATE:
        help = f"move it, with its value, before `{one.suggestion}`"
        return "too late", f"{name} reads `{one.option}` only before `{one.suggestion}`", help
    if one.kind == GLUED:
        message = f"{name} reads the value of `{one.option}` only after `=`"
        return "the value has to follow `=`", message, f"use `{one.suggestion}`"
    if one.kind == APART:
        message = f"{name} reads the value of `{one.option}` only as a separate word"
        return "two words, not one", message, f"use `{one.option} VALUE`, with a space"
    return "unknown option", f"{name} has no option `{one.option}`", _instead(one)


def _instead(one: OptionProblem) -> str:
    """The program's own option; one that takes an address gets the whole."""
    tool = one.program.tool
    if tool is not None and one.suggestion in tool.bind and one.suggestion not in tool.port:
        return f"replace it and its value with `{one.suggestion} 0.0.0.0:$CONNECT_TOOL_PORT`"
    return f"use `{one.suggestion}`" if one.suggestion else "remove it"


def _renamed(one: OptionProblem) -> Fix | None:
    """The option that is meant in the place of the one that is not there."""
    source, span = one.word.source, one.word.whole
    if one.kind != UNKNOWN_OPTION or not one.suggestion or source.slice(span) != one.option:
        return None
    return Fix(f"Use `{one.suggestion}`", (Edit(source, span, one.suggestion),), SAFE, Effect(start=True, port=True))


def _as_number(process: Process, one: OptionProblem) -> Fix | None:
    """The value in the brackets of the function that makes a number of it, where it is in a file of its own."""
    source, span = one.word.source, one.word.whole
    if source is process.image.source:
        return None
    head = one.form.partition("(")[0]
    edits = (Edit(source, Span(span.start, span.start), f"{head}("), Edit(source, Span(span.end, span.end), ")"))
    return Fix(f"Use `{one.form}`", edits, SAFE, Effect())
