"""A list of words is not strict JSON, so it is taken for a shell command

## Why

The exec form is JSON: strings in double quotes, commas between them, nothing
behind the bracket. With single or typographic quotes, a comma too many, a
comment behind it, a lone backslash or no brackets, BuildKit says nothing and
takes the whole text for a shell command. That command does not exist, so
the Studio does not start. In COPY and ADD the brackets become parts of paths.

## Instead

```dockerfile
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
```

## Evidence

BuildKit (2026-08): `CMD ["a", "\\d"]` is kept as `/bin/sh -c '["a", "\\d"]'`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, WARNING, Edit, Effect, Fix, Meta
from studio_lint.model.build import swallowed
from studio_lint.model.build.exec_form import meant_list
from studio_lint.syntax.dockerfile.tree import STRAY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image
    from studio_lint.syntax.dockerfile.tree import Instruction

META = Meta("SL205", "exec-form-invalid", ERROR, SAFE)

REASONS = {
    "quotes": ("the strings of a list stand in double quotes", 'write `"` round every word'),
    "open": ("a string of this list is not closed", 'close it with `"`, and the list with `]`'),
    "comma": ("a list has one comma between two words, and none at its end", "put the commas right"),
    "comment": ("nothing may stand behind a list", "move the comment to its own line"),
    "escape": ("a backslash in a list is written twice, a tab as `\\t`", "use `\\\\` for a backslash"),
    "brackets": ("a list stands in square brackets", "put `[` in front of the first word and `]` behind the last"),
    "end": ("a list ends with `]`", "close it with `]`"),
    "words": ("the words of a list are strings in double quotes", 'write `"` round every word'),
    "text": ("this is no list of strings", 'write it as `["program", "argument"]`'),
}


def check(image: Image) -> Iterator[Finding]:
    for instruction in image.dockerfile.instructions:
        meant = None if instruction.problems else meant_list(instruction)
        if meant is None or any(swallowed.find_in(image.dockerfile, instruction)):
            continue
        if meant.reason in ("end", "open") and _goes_on(image, instruction):
            continue
        reason, help = REASONS[meant.reason]
        copies = instruction.keyword in ("COPY", "ADD", "VOLUME")
        taken = "paths" if copies else "a shell command"
        edits = tuple(Edit(image.source, span, text) for span, text in meant.edits)
        yield META.finding(
            image.place(meant.wrong),
            f"{reason}: the whole of it is taken for {taken}",
            help=help,
            severity=ERROR if _stops(instruction, meant.reason) else WARNING,
            fix=Fix("Write it as a JSON list", edits, effect=_effect(instruction.keyword)) if edits else None,
        )


def _effect(keyword: str) -> Effect:
    keys = {"VOLUME": ("Volumes",), "SHELL": ("Shell",), "HEALTHCHECK": ("Healthcheck",)}.get(keyword, ())
    return Effect(config=keys, start=keyword in ("CMD", "ENTRYPOINT", "SHELL"), steps=keyword in ("RUN", "SHELL"))


def _stops(instruction: Instruction, reason: str) -> bool:
    """Whether the shell finds no such command: for a RUN that was seen with these slips (exit status 127)."""
    if instruction.keyword == "RUN":
        return reason in ("quotes", "comma", "words")
    return instruction.keyword in ("ENTRYPOINT", "CMD")


def _goes_on(image: Image, instruction: Instruction) -> bool:
    """Whether the list was meant to go on in the line below, which SL004 tells."""
    below = next((one for one in image.dockerfile.instructions if one.span.start >= instruction.span.end), None)
    return below is not None and any(problem.kind == STRAY for problem in below.problems)
