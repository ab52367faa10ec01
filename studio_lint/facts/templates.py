"""Seqera's own Studio images, which contain connect-client and its ENTRYPOINT.

Source: docs.seqera.io, Studios container images, read 2024-10 and 2026-08. Tags are `TOOL[-uN]-CONNECT`:
`4.2.5-0.9`, `2025.04.1-u1-0.8.5`, `1.105.1-0.13.0`.
"""

from __future__ import annotations

from studio_lint.facts.connect import numbers

# Registry and path up to the tool's name.
PREFIX = "public.cr.seqera.io/platform/data-studio-"
# The names before; nothing new is published there.
OLD_PREFIX = "cr.seqera.io/public/data-studio-"

# `rstudio` became `ride` (Seqera's R-IDE) in 2025.
TOOLS = ("jupyter", "vscode", "ride", "xpra", "rstudio")


def is_template(name: str) -> bool:
    """Whether an image's name (registry and path, no tag) is that of a Studio template."""
    return name.startswith((PREFIX, OLD_PREFIX))


def is_old_name(name: str) -> bool:
    """Whether an image's name is one that templates had in the old registry."""
    return name.startswith(OLD_PREFIX)


def connect_version(tag: str) -> str:
    """The connect-client version that a template's tag ends with; "" where none is told."""
    head, dash, last = tag.rpartition("-")
    return last if dash and head else ""


def newest_tag(tags: tuple[str, ...], most: str) -> str:
    """The tag with the newest connect-client and then the newest tool; "" without one.

    `most` is the minor version of connect-client ("0.12") that may not be exceeded; "" for none.
    """
    rated = []
    bound = numbers(most)
    for tag in tags:
        head, _, _ = tag.rpartition("-")
        connect, tool = numbers(connect_version(tag)), numbers(head.partition("-")[0])
        if connect is not None and tool is not None and (bound is None or connect[:2] <= bound):
            rated.append((connect, tool, tag))
    return max(rated)[2] if rated else ""
