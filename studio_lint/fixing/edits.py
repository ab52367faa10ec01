"""Edits put into text."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_lint.base.diagnostics import Edit, Finding, Fix


def apply(edits: Iterable[Edit], text: str) -> str:
    """The text of one file with its edits made. They must not overlap (see `compatible`).

    What is put in gets the line ends of the file.
    """
    carriage = "\r\n" in text
    pieces = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        new = edit.text.replace("\r\n", "\n").replace("\n", "\r\n") if carriage else edit.text
        pieces += [text[at : edit.span.start], new]
        at = edit.span.end
    pieces.append(text[at:])
    return "".join(pieces)


def compatible(findings: Iterable[Finding]) -> list[Fix]:
    """The fixes that can be made in one go, first come first served.

    A fix that touches what an earlier one changes waits for the next pass.
    """
    taken: dict[str, list[Edit]] = {}
    chosen = []
    for finding in findings:
        fix = finding.fix
        if fix is None or any(_touch(edit, other) for edit in fix.edits for other in taken.get(edit.source.path, ())):
            continue
        chosen.append(fix)
        for edit in fix.edits:
            taken.setdefault(edit.source.path, []).append(edit)
    return chosen


def _touch(one: Edit, other: Edit) -> bool:
    return one.span.start <= other.span.end and other.span.start <= one.span.end
