"""BuildKit's own checks, which `# check=error=true` makes errors: held to what they said of every measured file."""

from __future__ import annotations

import json

import pytest

from studio_lint.model.build.image import Image
from tests.cases import ROOT
from tests.model.test_image import image_of

ROWS = json.loads((ROOT / "tests" / "vectors" / "dockerfile.json").read_text(encoding="utf-8"))
PLAIN = [row for row in ROWS if row["accepted"] and not row["dockerfile"].lstrip("\ufeff").startswith("#")]
OF_A_BASE = ("arg-predefined-proxy", "env-modifier-default")
"""Rows whose variable a real base image may hold, so that nothing is said."""


def violated(image: Image) -> list[str]:
    assert {problem.kind for problem in image.problems} <= {"build-check"}
    notes = {problem.note for problem in image.problems}
    assert len(notes) <= 1
    return notes.pop().removeprefix("BuildKit: lint violation found for rules: ").split(", ") if notes else []


@pytest.mark.parametrize("row", PLAIN, ids=lambda row: row["name"])
def test_measured(row):
    image = image_of("# check=error=true\n" + row["dockerfile"].lstrip("\ufeff"))
    assert violated(image) == ([] if row["name"] in OF_A_BASE else sorted(row.get("warnings", [])))


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("# check=error=false|FROM b|CMD a", []),
        ("# check=skip=all;error=true|FROM b|CMD a", []),
        ("# check=skip=JSONArgsRecommended,X;error=true|FROM b|CMD a", []),
        ("# check=error=true|FROM b|# check=skip=JSONArgsRecommended|CMD a", []),
        ('# check=error=true|FROM b|SHELL ["sh", "-c"]|CMD a', []),
        ("# check=error=true|FROM b AS x|CMD a|FROM b", []),
        ("# check=error=true|FROM b as x|FROM b AS x", ["DuplicateStageName", "FromAsCasing"]),
        ("# check=error=true|FROM --platform=$TARGETPLATFORM b", ["RedundantTargetPlatform"]),
        ("# check=error=true|FROM --platform=linux/arm64 b AS arm64", []),
        ("# check=error=true|FROM b|MAINTAINER me", ["MaintainerDeprecated"]),
        ("# check=error=true|FROM b|RUN a \\\n\n  b|RUN <<E|a||E", ["NoEmptyContinuation"]),
        ("# check=error=true|FROM b|WORKDIR a|WORKDIR b", ["WorkdirRelativePath"]),
        ("# check=error=true|FROM b AS x|WORKDIR /a|FROM x|WORKDIR b", []),
        ('# check=error=true|FROM b|CMD ["a"]|CMD ["b"]', ["MultipleInstructionsDisallowed"]),
        ("# check=error=true|FROM b|LABEL a b", ["LegacyKeyValueFormat"]),
        ("# check=error=true|FROM b|ARG API_KEY|ENV KEY_FILE=x", ["SecretsUsedInArgOrEnv"]),
        ("# check=error=true|FROM b|EXPOSE 80/TCP 1:2", ["ExposeInvalidFormat", "ExposeProtoCasing"]),
        ("# check=error=true|FROM b|LABEL v=$MAYBE_OF_THE_BASE", []),
        ("# check=error=true|FROM scratch AS x|FROM x|LABEL v=$OF_NO_BASE", ["UndefinedVar"]),
        ("# check=error=true|FROM b|RUN a \\|", ["NoEmptyContinuation"]),
        ("# check=error=true|FROM b|RUN a \\", []),
        ("# check=error=true|FROM b|RUN <<A \\|  cat||A", []),
        # the checks look for their options in a way of their own: from the very start of the line
        (" # check=error=true|FROM b|CMD a", []),
        ("# syntax=x| # escape=`|# check=error=true|FROM b|CMD a", []),
    ],
)
def test_by_hand(lines, names):
    assert violated(image_of(lines)) == names


def test_what_is_said():
    (problem,) = image_of("# check=error=true|FROM b|CMD a b").problems
    assert problem.message == (
        "BuildKit's check JSONArgsRecommended warns here, and `# check=error=true` makes it an error; the build fails"
    )
    assert problem.help == "fix it, or use `# check=skip=JSONArgsRecommended;error=true` at the top"
