"""What `inspect` tells of a Dockerfile, as plain lists and mappings."""

from __future__ import annotations

from studio_lint.syntax.dockerfile import Dockerfile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def instructions_data(dockerfile: Dockerfile) -> list[dict[str, Any]]:
    """The instructions in order; lines count from 1, `end` is the last line.

    `flags` as BuildKit reads them (quotes undone), `json` for the exec form,
    `heredocs` the bodies as they stand in the file.
    """
    source = dockerfile.source
    return [
        {
            "cmd": instruction.keyword,
            "start": source.line_of(instruction.span.start),
            "end": source.line_of(instruction.span.end),
            "flags": [flag.text.value for flag in instruction.flags],
            "json": instruction.exec_form,
            "heredocs": [source.slice(heredoc.content.whole) for heredoc in instruction.heredocs],
        }
        for instruction in dockerfile.instructions
    ]
