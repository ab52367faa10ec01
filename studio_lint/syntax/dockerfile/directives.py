"""Parser directives: `# escape=` and its like, above everything else."""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.source import Span
from studio_lint.syntax.dockerfile.blanks import SPACE
from studio_lint.syntax.dockerfile.go_values import go_quoted
from studio_lint.syntax.dockerfile.tree import Directive

KNOWN = ("check", "escape", "syntax")
BLANK = "\t\n\f\r "
CHECKS = ("error", "experimental", "skip")
BOOLEANS = ("1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False")


class Directives:
    """Reads lines as long as they are directives.

    The first line that is none (a comment, a blank line, an instruction) ends
    them for good.
    """

    def __init__(self) -> None:
        self.escape = "\\"
        self.found: list[Directive] = []
        self.problems: list[Problem] = []
        self.done = False

    def take(self, text: str, span: Span, line: int) -> bool:
        """Read a line (blanks before it left out); False if it is no directive."""
        if self.done:
            return False
        directive = _directive(text, span)
        if directive is None:
            self.done = True
            return False
        first = next((known for known in self.found if known.name == directive.name), None)
        if first is not None:
            self.problems.append(_twice(first, directive))
            return True
        self.found.append(directive)
        if directive.name == "escape":
            self._set_escape(directive, text)
        return True

    def _set_escape(self, directive: Directive, text: str) -> None:
        if directive.value in ("\\", "`"):
            self.escape = directive.value
            return
        self.problems.append(
            Problem(
                kind="directive",
                span=_value_span(directive, text),
                message="invalid escape character; the build fails",
                help="use `# escape=\\` or `` # escape=` ``",
                note=f"BuildKit: invalid escape token '{directive.value}' does not match ` or \\",
            )
        )


def heeded_checks(text: str) -> Directive | None:
    """`# check=…` as BuildKit's checks look for it, which is not as its parser does.

    A `#!` line above is passed over, and a line with blanks before its `#` ends the search.
    """
    at = (text.find("\n") + 1 or len(text)) if text.startswith("#!") else 0
    seen = set()
    while text.startswith("#", at):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        directive = _directive(text, Span(at, at + len(text[at:end].rstrip("\r"))))
        if directive is None or directive.name in seen:
            return None
        if directive.name == "check":
            return directive
        seen.add(directive.name)
        at = end + 1
    return None


def check_problems(directive: Directive, text: str) -> list[Problem]:
    """What is wrong with the options of BuildKit's checks: one problem at most."""
    for option in directive.value.split(" ", 1)[0].split(";", 2):
        name, equals, value = option.partition("=")
        name = name.strip()
        if not equals or name not in CHECKS:
            words = f"invalid check option {go_quoted(name if equals else option)}"
        elif name == "error" and value.strip() not in BOOLEANS:
            words = f"failed to parse check option {go_quoted(option)}"
        else:
            continue
        return [
            Problem(
                kind="directive",
                span=_value_span(directive, text),
                message="unknown option of BuildKit's checks; the build fails",
                help="use `# check=skip=NAME` or `# check=error=true`, joined by `;` without spaces",
                note=f"BuildKit: failed to parse check options: {words}",
            )
        ]
    return []


def _directive(text: str, span: Span) -> Directive | None:
    line = text[span.start : span.end]
    if not line.startswith("#"):
        return None
    name, equals, value = line[1:].lstrip(SPACE).partition("=")
    name = name.rstrip(BLANK)
    # where nothing but blanks stands there, the last of them is the value
    value = value.strip(BLANK) or value[-1:]
    if not equals or not value or not name.isascii() or not name.isalnum() or not name[0].isalpha():
        return None
    name = name.lower()
    return Directive(name, value, span) if name in KNOWN else None


def _value_span(directive: Directive, text: str) -> Span:
    line = text[directive.span.start : directive.span.end].rstrip(BLANK)
    end = directive.span.start + len(line)
    return Span(end - len(directive.value), end)


def _twice(first: Directive, second: Directive) -> Problem:
    """BuildKit points at the line above the second one, which is mostly the first."""
    return Problem(
        kind="directive",
        span=first.span,
        message=f"`{first.name}` is set twice; the build fails",
        help="remove one of the two lines",
        note=f"BuildKit: only one {first.name} parser directive can be used",
        related=((second.span, "set again here"),),
    )
