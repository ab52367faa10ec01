"""Match specs, held to what libmamba 2.8.1 says of them."""

from __future__ import annotations

import pytest
import yaml

from studio_lint.syntax.conda.matchspec import read
from studio_lint.syntax.conda.name import is_legal_name
from tests.texts import text_of, vectors

ROWS = vectors("matchspec")
ENVIRONMENT = [row for row in vectors("environment") if row["name"].startswith("spec:")]
# Rows whose printed values do not belong to the spec that stands there.
ODD = {
    "…": "stands for a file:// URL that was hidden when the table was made",
}


def _id(row):
    return row["spec"][:60] or "(empty)"


@pytest.mark.parametrize("row", ROWS, ids=_id)
def test_refused_where_libmamba_refuses(row):
    assert read(text_of(row["spec"])).refused is not row["micromamba_2"]["ok"]


@pytest.mark.parametrize("row", ROWS, ids=_id)
def test_usable_where_libmamba_accepts_and_the_name_is_legal(row):
    verdict = row["micromamba_2"]
    kinds = {problem.kind for problem in read(text_of(row["spec"])).problems}
    legal = verdict["ok"] and is_legal_name(verdict["name"])
    assert (not kinds - {"build-impossible"}) is legal


@pytest.mark.parametrize("row", [row for row in ROWS if row["micromamba_2"]["ok"]], ids=_id)
def test_parts_as_libmamba_prints_them(row):
    if row["spec"] in ODD:
        pytest.skip(ODD[row["spec"]])
    verdict = row["micromamba_2"]
    spec = read(text_of(row["spec"]))
    # libmamba writes a tab in a name as backslash and t.
    assert spec.key.replace("\t", "\\t") == verdict["name"]
    assert spec.version.text == verdict["version"]
    assert spec.build == verdict["build"]
    assert (spec.channel.text if spec.channel else None) == verdict["channel"]
    assert (spec.namespace.value if spec.namespace else None) == verdict.get("namespace")


@pytest.mark.parametrize("row", [row for row in ROWS if not row["micromamba_2"]["ok"]], ids=_id)
def test_the_note_has_libmambas_words(row):
    assert read(text_of(row["spec"])).problems[0].note == "micromamba: " + row["micromamba_2"]["error"]


@pytest.mark.parametrize("row", ROWS, ids=_id)
def test_an_offered_spelling_is_a_good_one(row):
    for problem in read(text_of(row["spec"])).problems:
        spelling = row["spec"]
        for span, put in problem.edits:
            spelling = spelling[: span.start] + put + spelling[span.end :]
        if problem.edits:
            mended = read(text_of(spelling))
            assert mended.problems == ()
            assert is_legal_name(mended.key)


@pytest.mark.parametrize("row", ENVIRONMENT, ids=lambda row: row["name"])
def test_refused_while_an_environment_is_read(row):
    words = " ".join(message for message in row["micromamba_2"]["messages"] if message.startswith("critical libmamba"))
    refused = bool(words) and not words.startswith(("critical libmamba Could not solve", "critical libmamba Download"))
    spec = yaml.safe_load(row["environment_yml"])["dependencies"][0]
    assert read(text_of(spec)).refused is refused
