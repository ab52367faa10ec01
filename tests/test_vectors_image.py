"""Every measured Dockerfile: accepted or refused as BuildKit does, and the config it writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio_lint.base.source import Source
from studio_lint.model.build.assemble import build
from studio_lint.model.build.image import Image
from studio_lint.model.build.inspect import dockerfile_data
from studio_lint.syntax.dockerfile.reader import read

ROWS = json.loads((Path(__file__).parent / "vectors" / "dockerfile.json").read_text(encoding="utf-8"))


def image_of(text: str) -> Image:
    bom = text.startswith("\ufeff")
    return build(read(Source("Dockerfile", text.removeprefix("\ufeff"), bom)))


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_config_is_what_buildkit_writes(row):
    data = dockerfile_data(image_of(row["dockerfile"]))
    assert data["accepted"] == row["accepted"], data["errors"]
    if row["accepted"]:
        assert data["config"] == row["config"]


@pytest.mark.parametrize("row", [row for row in ROWS if not row["accepted"]], ids=lambda row: row["name"])
def test_refused_on_a_line_that_buildkit_names(row):
    data = dockerfile_data(image_of(row["dockerfile"]))
    assert data["errors"], row["error"]
    ranges = [pair for pair in row["error_lines"] if pair != [0, 0]]
    if ranges:
        assert any(first <= data["errors"][0]["line"] <= last for first, last in ranges), row["error"]
