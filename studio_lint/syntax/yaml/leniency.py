"""What yaml-cpp, which micromamba reads with, takes and libyaml refuses."""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.source import Source, Span
from studio_lint.syntax.yaml.problems import explain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.syntax.yaml.composer import YamlFailure

_END = "..."


def retold(text: str, failure: YamlFailure) -> str | None:
    """The text, as long as before, with what libyaml takes in place of what yaml-cpp takes too; None for no such."""
    return (
        _without_harmless_tabs(text, failure)
        or _without_quote_escape(text, failure)
        or _without_directive(text, failure)
        or _without_tail(text, failure)
    )


def strict(source: Source, failure: YamlFailure, last_scalar: tuple[Span, str] | None) -> Problem:
    """What a reader says that does not take it, of the kind "strict"."""
    if "document start" in failure.problem:
        at = min(failure.problem_at, len(source.text))
        end = source.line_span(source.line_of(at)).end
        message = f"text below `{_END}`, which ends the document; the file cannot be parsed"
        return Problem("strict", Span(at, max(end, at)), message, help="remove it, or put a `#` before it")
    return explain(source, failure, last_scalar).replace(kind="strict")


def _without_harmless_tabs(text: str, failure: YamlFailure) -> str | None:
    """The text with spaces for the tabs that yaml-cpp takes and libyaml does not, or None.

    Those are tabs on a line that holds nothing else, or only a comment, and
    tabs between `-` and a value.
    """
    at = failure.problem_at
    if "cannot start any token" not in failure.problem or text[at : at + 1] != "\t":
        return None
    lines = text.split("\n")
    changed = False
    for number, line in enumerate(lines):
        if "\t" not in line:
            continue
        body = line.lstrip(" \t")
        if body.strip("\r") == "" or body[0] == "#":
            lines[number] = line.replace("\t", " ", len(line) - len(body))
            changed = True
        elif body[0] == "-" and body[1:2] in (" ", "\t") and "\t" not in line[: len(line) - len(body)]:
            value = body[1:].lstrip(" \t")
            if value and value[0] not in "-?[{" and ": " not in value and not value.rstrip().endswith(":"):
                lines[number] = line[: len(line) - len(value)].replace("\t", " ") + value
                changed = changed or lines[number] != line
    return "\n".join(lines) if changed else None


def _without_quote_escape(text: str, failure: YamlFailure) -> str | None:
    """The text with another escape of one character for a `\\'`, which yaml-cpp takes and libyaml does not, or None."""
    at = text.find("\\'", max(0, failure.problem_at - 1), failure.problem_at + 2)
    if at < 0 or "escape" not in failure.problem:
        return None
    return f"{text[:at]}\\/{text[at + 2 :]}"


def _without_directive(text: str, failure: YamlFailure) -> str | None:
    """The text without a directive at its top that yaml-cpp passes over and libyaml refuses, or None."""
    start = text.rfind("\n", 0, max(failure.problem_at, 0)) + 1
    end = text.find("\n", start)
    words = text[start : max(end, start)].split()
    if (
        not words
        or words[0][0] != "%"
        or any(line.strip()[:1] not in ("%", "#", "") for line in text[:start].split("\n"))
    ):
        return None
    if "unknown directive" not in failure.problem and not ("incompatible" in failure.problem and words[1][:2] == "1."):
        return None
    return text[:start] + blank(text[start:end]) + text[end:]


def _without_tail(text: str, failure: YamlFailure) -> str | None:
    """The text without what is below a line `...`, which ends the document: yaml-cpp never reads it. Or None."""
    if "document start" not in failure.problem:
        return None
    at = text.rfind("\n...", 0, failure.problem_at)
    end = text.find("\n", at + 1)
    if at < 0 or end < 0 or text[at + 4 : end].strip() or not text[end:].strip():
        return None
    return text[:end] + blank(text[end:])


def lost_tail(before: str, after: str) -> list[Problem]:
    """What is lost below the `...` that ended the document: a list item or the key of a block; text costs nothing."""
    if len(before) != len(after):
        return []
    at = next((at for at, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]), len(before))
    above = before[:at].rstrip()
    mark = len(above) - len(_END)
    if not above.endswith(f"\n{_END}"):
        return []
    for line in before[at:].split("\n"):
        words = line.split()
        if words and (words[0] == "-" or (len(words) == 1 and words[0].endswith(":"))):
            message = f"`{_END}` ends the document: everything below it is silently ignored"
            return [Problem("documents", Span(mark, len(above)), message, help="remove the line")]
    return []


def blank(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))
