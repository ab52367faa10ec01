"""How a command is mended so that it listens on CONNECT_TOOL_PORT."""

from __future__ import annotations

from studio_lint.diagnostics import SAFE, Edit, Fix
from studio_lint.model.arguments import PORT
from studio_lint.model.insertion import json_string
from studio_lint.source import Span, Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.diagnostics import Safety
    from studio_lint.model.process import Process

VARIABLE = f"${PORT}"
PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./:=,@%+[]")


def in_shell(text: Text) -> Fix | None:
    """The number, where a shell reads it, becomes the variable."""
    source, span = text.source, text.whole
    before, behind = source.text[span.start - 1 : span.start], source.text[span.end : span.end + 1]
    if source.slice(span) != text.value or before == "'" or behind == "'":
        return None
    variable = VARIABLE if not (behind.isalnum() or behind == "_") else f"${{{PORT}}}"
    return Fix(f"put `{variable}` for the number", (Edit(source, span, variable),), SAFE)


def wrapped(process: Process, number: Text | None, safety: Safety) -> Fix | None:
    """The exec form behind connect-client becomes `bash -c "exec …"`; `number` becomes the variable."""
    start = process.start
    if start is None or start.shell or not start.instruction.exec_form:
        return None
    words = start.instruction.arguments
    if start.instruction is start.entrypoint:
        words = words[2:]
    elif [text.value for text in start.entrypoint.arguments[1:]] != ["--entrypoint"]:
        return None
    if not words or (number is not None and not any(_within(number, word) for word in words)):
        return None
    command = " ".join(["exec", *(_quoted(word, number) for word in words)])
    text = f'"/usr/bin/bash", "-c", {json_string(command)}'
    if process.shell != "bash" and process.shell != "dash":
        text = f'"/bin/sh", "-c", {json_string(command)}'
    span = Span(words[0].whole.start, words[-1].whole.end)
    return Fix(f"start it through a shell: `{text}`", (Edit(process.image.source, span, text),), safety)


def _within(inner: Text, outer: Text) -> bool:
    return outer.whole.start <= inner.whole.start and inner.whole.end <= outer.whole.end


def _quoted(word: Text, number: Text | None) -> str:
    """A word as a shell has to be given it, the port's variable left to be expanded."""
    value = word.value
    if number is not None and _within(number, word):
        value = _replaced(word, number)
    bare = value.replace(f"${{{PORT}}}", "").replace(VARIABLE, "")
    if bare == value and value and not set(value) - PLAIN:
        return value
    if bare != value:
        if not set(bare) - PLAIN:
            return value
        inner = value.replace("\\", "\\\\").replace('"', '\\"').replace("`", "\\`")
        return f'"{inner}"' if "$" not in bare else value
    return "'" + value.replace("'", "'\\''") + "'"


def _replaced(word: Text, number: Text) -> str:
    start = number.whole.start - word.offset(0)
    return word.value[:start] + VARIABLE + word.value[start + len(number.value) :]


def unquoted(variable: Text) -> Fix | None:
    """`'$CONNECT_TOOL_PORT'` without its quotes, where nothing else in them needs any."""
    source = variable.source
    start, end = variable.whole.start, variable.whole.end
    while start > 0 and source.text[start - 1] in PLAIN:
        start -= 1
    while end < len(source.text) and source.text[end] in PLAIN:
        end += 1
    if source.text[start - 1 : start] != "'" or source.text[end : end + 1] != "'":
        return None
    inside = source.text[start:end]
    return Fix("take the single quotes away", (Edit(source, Span(start - 1, end + 1), inside),), SAFE)
