"""BuildKit's own verdicts on how a Dockerfile is cut into instructions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio_lint.base.source import Source
from studio_lint.model.build.inspect import instructions_data
from studio_lint.syntax.dockerfile.reader import read
from studio_lint.syntax.dockerfile.tree import Instruction

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


READER_SAYS = (
    "dockerfile parse error",
    "dockerfile contains no stages",
    "no build stage",
    "when using JSON",
    "ENV must have",
    "LABEL must have",
    "Syntax error",
    "unterminated heredoc",
    "only one",
    "invalid escape token",
    "file with no instructions",
    "the Dockerfile cannot be empty",
)
"""How BuildKit's errors begin that need no variable's value and no stage's place."""


def problems(dockerfile):
    return [*dockerfile.problems, *(problem for item in dockerfile.instructions for problem in item.problems)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_what_the_reader_refuses(row):
    dockerfile = parsed(row["dockerfile"])
    found = sorted(problems(dockerfile), key=lambda problem: problem.span.start)
    error = row.get("error", "")
    if not error.startswith(READER_SAYS):
        assert found == []
        return
    words = error.partition(": ")[2] if error.startswith("dockerfile parse error") else error
    assert found[0].note == "BuildKit: " + words.partition(" (did you mean")[0]
    if row["name"].startswith("directive-escape"):
        return  # BuildKit counts these from 0
    lines = [line for first, last in row["error_lines"] for line in range(first, last + 1)]
    assert dockerfile.source.line_of(found[0].span.start) in (lines or [1])
