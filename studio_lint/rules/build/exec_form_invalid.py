"""Exec form is not valid JSON, so it runs as a shell command

## Why

Exec form is JSON: strings in double quotes, a comma between two of them, nothing after the closing bracket. With
single or typographic quotes, an extra comma, a comment on the same line, a single backslash or missing brackets,
BuildKit reports nothing and runs the whole text as a shell command. No such command exists: the build fails, or the
session never starts. In COPY and ADD, the brackets become part of the paths.

## Instead

```dockerfile
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
```

## Evidence

BuildKit (2026-08): `CMD ["a", "\\d"]` is kept as `/bin/sh -c '["a", "\\d"]'`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, WARNING, Edit, Effect, Fix, Meta
from studio_lint.model.build.exec_form import meant_list
from studio_lint.syntax.dockerfile.tree import STRAY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image
    from studio_lint.syntax.dockerfile.tree import Instruction

META = Meta("SL205", "exec-form-invalid", ERROR, fix=SAFE)

REASONS = {
    "quotes": ("items must be in double quotes", "put every item in double quotes"),
    "open": ("a string is not closed", 'close it with `"`, and the list with `]`'),
    "comma": ("exactly one comma between items, none after the last", "use one comma between two items"),
    "comment": ("nothing may follow the list", "move the comment to its own line"),
    "escape": ("a backslash must be doubled", "use `\\\\` for a backslash and `\\t` for a tab"),
    "brackets": ("square brackets are missing", "add `[` before the first item and `]` after the last"),
    "end": ("the closing `]` is missing", "close it with `]`"),
    "words": ("items must be strings in double quotes", "put every item in double quotes"),
    "text": ("this is not a list of strings", 'use the form `["program", "argument"]`'),
}
LONGEST = 110


def check(image: Image) -> Iterator[Finding]:
    for instruction in image.dockerfile.instructions:
        meant = None if instruction.problems else meant_list(instruction)
        if meant is None:
            continue
        from studio_lint.model.build import swallowed

        if any(swallowed.find_in(image.dockerfile, instruction)):
            continue
        if meant.reason in ("end", "open") and _goes_on(image, instruction):
            continue
        reason, help = REASONS[meant.reason]
        copies = instruction.keyword in ("COPY", "ADD", "VOLUME")
        stops = _stops(instruction, meant.reason)
        effect = "all of it is read as paths" if copies else "the shell receives the text as it is"
        if stops:
            effect = "the build fails" if instruction.keyword == "RUN" else "the session never starts"
        edits = tuple(Edit(image.source, span, text) for span, text in meant.edits)
        yield META.finding(
            image.place(meant.wrong),
            f"invalid exec form ({reason}): {effect}",
            help=help if meant.reason == "comment" else _written(instruction, edits) or help,
            severity=ERROR if stops else WARNING,
            fix=Fix("Use a JSON list", edits, effect=_effect(instruction.keyword)) if edits else None,
        )


def _written(instruction: Instruction, edits: tuple[Edit, ...]) -> str | None:
    """The instruction as it should be; None where it is long, or nothing is known to be right."""
    span = instruction.span
    text = instruction.body.source.slice(span)
    for edit in sorted(edits, key=lambda edit: edit.span.start, reverse=True):
        text = text[: edit.span.start - span.start] + edit.text + text[edit.span.end - span.start :]
    return f"use `{text.strip()}`" if edits and len(text) < LONGEST and not set(text) & {"\n", "`"} else None


def _effect(keyword: str) -> Effect:
    keys = {"VOLUME": ("Volumes",), "SHELL": ("Shell",), "HEALTHCHECK": ("Healthcheck",)}.get(keyword, ())
    starts = keyword in ("CMD", "ENTRYPOINT", "SHELL", "HEALTHCHECK")
    runs = keyword in ("RUN", "SHELL")
    reveals = (("SL3", "SL4") if starts else ()) + (("SL2",) if runs else ())
    return Effect(config=keys, start=starts, steps=runs, reveals=reveals)


def _stops(instruction: Instruction, reason: str) -> bool:
    """Whether the shell finds no such command: for a RUN that was seen with these slips (exit status 127)."""
    if instruction.keyword == "RUN":
        return reason in ("quotes", "comma", "words")
    return instruction.keyword in ("ENTRYPOINT", "CMD")


def _goes_on(image: Image, instruction: Instruction) -> bool:
    """Whether the list was meant to go on in the line below, which SL004 tells."""
    below = next((one for one in image.dockerfile.instructions if one.span.start >= instruction.span.end), None)
    return below is not None and any(problem.kind == STRAY for problem in below.problems)
