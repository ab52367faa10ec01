"""The second readers behind --fix: they object to what changes more than it should."""

from __future__ import annotations

import pytest

from studio_lint.base.source import Source, Span
from studio_lint.fixing.second_readers import dockerfile_objection, yaml_objection

YAML = "channels: conda-forge\ndependencies:\n  - numpy=>1.8\n  - scipy\n  - pip:\n    - x=1\n"
MORE = "a second parser sees more changes than the fix intends"


def objection(before: str, old: str, new: str, spans: list[Span] | None = None) -> str | None:
    at = before.index(old)
    source = Source("environment.yml", before)
    after = Source("environment.yml", before[:at] + new + before[at + len(old) :])
    return yaml_objection(source, after, spans or [Span(at, at + len(old))])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("=>1.8", ">=1.8"),
        ("conda-forge", "[conda-forge]"),
        ("  - scipy\n", ""),
        ("  - pip:", "  - pip\n  - pip:"),
        ("  - numpy", "  - git\n  - numpy"),
        ("x=1", "x==1"),
        ("dependencies", "channels2"),
    ],
)
def test_what_is_mended_may_change(old: str, new: str) -> None:
    assert objection(YAML, old, new) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [("scipy", "scipy2"), ("conda-forge", "x"), ("  - scipy\n", ""), ("x=1", "x=1\n    - y")],
)
def test_what_is_not_mended_may_not(old: str, new: str) -> None:
    elsewhere = [Span(YAML.index("numpy"), YAML.index("numpy") + 3)]
    assert objection(YAML, old, new, elsewhere) == MORE


FLAT = "dependencies:\n- pip:\n- x\n- y\n- z\n"


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ("dependencies:\n- pip:\n  - x\n  - y\n- z\n", None),
        ("dependencies:\n- pip:\n  - x\n  - y2\n- z\n", MORE),
        ("dependencies:\n- pip:\n  - x\n  - y\n", MORE),
    ],
)
def test_items_that_are_indented_are_there_still(after: str, told: str | None) -> None:
    spans = [Span(FLAT.index(f"- {name}"), FLAT.index(f"- {name}")) for name in "xy"]
    assert yaml_objection(Source("environment.yml", FLAT), Source("environment.yml", after), spans) == told


def test_a_result_that_does_not_parse() -> None:
    told = objection(YAML, "scipy", "'scipy")
    assert told == "a second parser rejects the fixed file: found unexpected end of stream"


def test_a_file_that_conda_refused_before_need_only_read() -> None:
    twice = "channels: [a]\nchannels: [b]\ndependencies: [x]\n"
    assert objection(twice, "channels: [b]\n", "") is None
    assert objection(twice, "[x]", "[y]") is None


DOCKERFILE = "FROM a\nRUN x \\\n  && y\n# note\nCMD z\n"


def test_a_dockerfile_that_both_cut_alike() -> None:
    before = Source("Dockerfile", DOCKERFILE)
    assert dockerfile_objection(before, Source("Dockerfile", DOCKERFILE + "USER root\n")) is None


def test_a_dockerfile_that_the_second_reader_cuts_otherwise() -> None:
    before = Source("Dockerfile", DOCKERFILE)
    after = Source("Dockerfile", "FROM a\nRUN <<EOF\nUSER x\nEOF\n")
    assert dockerfile_objection(before, after) == "a second parser splits the fixed file into different instructions"


def test_where_they_differed_before_nothing_is_said() -> None:
    before = Source("Dockerfile", "FROM a\nRUN <<EOF\nUSER x\nEOF\n")
    assert dockerfile_objection(before, Source("Dockerfile", before.text + "CMD z\n")) is None
