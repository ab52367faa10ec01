"""Limits of Wave, which builds the images. Source: its default configuration, 2026-08."""

from __future__ import annotations

MOST_CONTAINER_FILE = 10_000
"""Characters of a container file as base64."""

MOST_CONTEXT_FILE = 5_000_000
MOST_CONTEXT = 10_000_000
"""Bytes of one file, and of all together, in the context of a Studio built from Git (docs.seqera.io, 2026-08)."""


def as_base64(size: int) -> int:
    """Characters that so many bytes take as base64."""
    return (size + 2) // 3 * 4
