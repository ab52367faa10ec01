"""BuildKit's own verdicts on how a Dockerfile is cut into instructions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio_lint.model.inspect_dockerfile import instructions_data
from studio_lint.source import Source
from studio_lint.syntax.dockerfile import Instruction, read

ROWS = json.loads((Path(__file__).parent / "vectors" / "dockerfile.json").read_text(encoding="utf-8"))
CUT = [row for row in ROWS if row.get("instructions")]


def parsed(text: str):
    return read(Source("Dockerfile", text.removeprefix("\ufeff"), text.startswith("\ufeff")))


def arguments(instruction: Instruction) -> list[str]:
    """As BuildKit's parser lists them: ENV and LABEL as name, value, separator."""
    if instruction.keyword in ("ENV", "LABEL"):
        triples = [[pair.key.value, pair.value.value, "=" if pair.equals else ""] for pair in instruction.pairs]
        return [word for triple in triples for word in triple]
    return [argument.value for argument in instruction.arguments]


@pytest.mark.parametrize("row", CUT, ids=lambda row: row["name"])
def test_instructions_are_cut_alike(row):
    dockerfile = parsed(row["dockerfile"])
    got = instructions_data(dockerfile)
    want = [
        {
            "cmd": item["cmd"],
            "start": item["start"],
            "end": item["end"],
            "flags": item.get("flags", []),
            "json": item.get("json", False),
            "heredocs": item.get("heredocs", []),
        }
        for item in row["instructions"]
    ]
    assert got == want
    for instruction, item in zip(dockerfile.instructions, row["instructions"], strict=True):
        empty = [""] if item.get("args") == [""] else []
        assert arguments(instruction) == item.get("args", []) or empty == item["args"]
