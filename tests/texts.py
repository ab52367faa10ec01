"""What tests of readers have in common."""

from __future__ import annotations

import json
import pathlib

from studio_lint.base.source import Source, Span

VECTORS = pathlib.Path(__file__).parent / "vectors"


def text_of(value):
    """A text as if it stood alone in a file."""
    return Source("test", value).text_of(Span(0, len(value)))


def vectors(name):
    """A table of measured verdicts from tests/vectors."""
    return json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
