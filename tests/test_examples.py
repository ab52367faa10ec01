"""Examples on the pages are written anew between their marks; the picture of a terminal keeps its columns."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from studio_lint.site import examples, picture

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    studio = tmp_path / "studio"
    studio.mkdir()
    (studio / "environment.yml").write_text("channels:\n  - conda-forge\ndependencies:\n  - samtools=>1.21\n")
    return tmp_path


@pytest.mark.parametrize(
    ("mark", "first", "last"),
    [
        ("file studio/environment.yml", "```yaml\nchannels:", "  - samtools=>1.21\n```"),
        (
            "what studio-lint says of studio",
            "```text\nerror[SL103] spec-invalid: ",
            "Version contains invalid characters in >1.21.\n```",
        ),
        (
            "in studio: studio-lint check --output-format concise",
            "```console\n$ studio-lint check --output-format concise\nenvironment.yml:4:13: error SL103 ",
            "\n1 error in 1 file\n```",
        ),
    ],
)
def test_what_stands_behind_a_mark_is_written_anew(root: Path, mark: str, first: str, last: str) -> None:
    page = f"a\n\n<!-- {mark} -->\nold\n<!-- end -->\n\nb\n"
    written = examples.with_examples(page, root)
    assert written.startswith(f"a\n\n<!-- {mark} -->\n{first}")
    assert written.endswith(f"{last}\n<!-- end -->\n\nb\n")
    assert examples.with_examples(written, root) == written


@pytest.mark.parametrize(
    "page", ["", "no mark\n", "<!-- a remark -->\nkept\n", "<!-- in short: not a command -->\nkept\n"]
)
def test_other_comments_are_left_alone(root: Path, page: str) -> None:
    assert examples.with_examples(page, root) == page


def test_a_fence_is_longer_than_those_inside() -> None:
    assert examples.fenced("```yaml\na: 1\n```\n", "text") == "````text\n```yaml\na: 1\n```\n````"


def runs(text: str) -> list[tuple[str, str, str, str]]:
    """Text, x, y and colour of each run in the picture."""
    image = ET.fromstring(picture.terminal(text, "a <title>"))
    assert image.findtext(f"{SVG}title") == "a <title>"
    return [
        (found.text or "", found.get("x", ""), found.get("y", ""), found.get("fill", ""))
        for found in image.iter(f"{SVG}text")
    ]


def test_runs_stand_in_their_columns() -> None:
    plain, red = picture.COLOURS[""], picture.COLOURS["1;31"]
    assert runs("a\n  \x1b[1;31m^^\x1b[0m <b>\n") == [
        ("a", "20.0", "50", plain),
        ("^^", "36.8", "70", red),
        ("<b>", "62.0", "70", plain),
    ]


def test_long_lines_go_on_in_the_next_row() -> None:
    first, second = runs("x" * (picture.COLUMNS + 3))
    assert (len(first[0]), second[:3]) == (picture.COLUMNS, ("xxx", "20.0", "70"))
