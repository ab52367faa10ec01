"""YAML that libyaml refuses and yaml-cpp reads, and help that has to work when it is followed to the letter."""

from __future__ import annotations

import pytest

from studio_lint.base.diagnostics import ADVICE
from studio_lint.base.source import Source
from studio_lint.lint import engine
from studio_lint.lint.subjects import Subjects
from studio_lint.model.environment.readers import EnvironmentReader

HEAD = "channels:\n  - conda-forge\n"
STOPS = "this line is not a key: micromamba silently ignores it and everything below it"
NBSP = "\u00a0"


def said(text: str, readers: tuple[EnvironmentReader, ...] = ()) -> list[tuple[str, str, str | None]]:
    """Code, message and help of all but the advice."""
    outcome = engine.check_subjects(Subjects(Source("environment.yml", text), "environment", readers=readers))
    assert not outcome.failures
    return [(one.code, one.message, one.help) for one in outcome.findings if one.severity != ADVICE]


@pytest.mark.parametrize(
    ("text", "help"),
    [
        (f"dependencies:\n{NBSP}{NBSP}- numpy=2.1\n",
         "use plain spaces: this line starts with another kind of space (U+00A0)"),
        ("dependencies\n  - numpy=2.1\n",
         "use `dependencies:` if it is a key, or `- dependencies` if it belongs to the list above"),
        ("dependencies\uff1a\n  - numpy=2.1\n", "use a plain colon: `dependencies:`"),
    ],
)  # fmt: skip
def test_micromamba_stops_reading(text: str, help: str) -> None:
    assert said(HEAD + text) == [("SL002", STOPS, help)]
    (found,) = said(HEAD + text, (EnvironmentReader(program="conda"),))
    assert found == ("SL002", "this line is neither a key nor a list item; the file cannot be parsed", help)


@pytest.mark.parametrize("tail", ["...\nsome text\n", "...\n\n# a comment\nmore: [\n"])
def test_text_below_the_end_costs_nothing(tail: str) -> None:
    assert said(f"{HEAD}dependencies:\n  - numpy=2.1\n{tail}") == []


@pytest.mark.parametrize(
    ("text", "code", "help", "followed"),
    [
        ("dependencies:\n  - python=3.12\n  - pip=25.3\n- pip:\n  - rich==14.0\n", "SL002",
         "indent it by 2 spaces, like the items above, and what belongs to it as well",
         "dependencies:\n  - python=3.12\n  - pip=25.3\n  - pip:\n    - rich==14.0\n"),
        ("dependencies:\n  - *samtools\n", "SL002",
         "use `samtools`, or add `&samtools` before the value that it refers to", "dependencies:\n  - samtools\n"),
        ("dependencies:\n  - python=3.12\n  - SEL(linux): numactl=2\n", "SL104", "use `sel(linux):`",
         "dependencies:\n  - python=3.12\n  - sel(linux): numactl=2\n"),
        ('dependencies:\n  - "python=\\">=3.12\\""\n', "SL103", "use `python>=3.12`",
         "dependencies:\n  - python>=3.12\n"),
        ("dependencies:\n  - python=3.12+\n", "SL103", "use `python>=3.12`", "dependencies:\n  - python>=3.12\n"),
        ("dependencies:\n  - numpy;scipy\n", "SL103", "put each package on a separate line: `- numpy`, `- scipy`",
         "dependencies:\n  - numpy\n  - scipy\n"),
        ("dependencies:\n  - pip\n  - pip:\n    - rich<=14.*\n", "SL117", "use `rich<15`",
         "dependencies:\n  - pip\n  - pip:\n    - rich<15\n"),
        ("dependencies:\n  - '*samtools'\n", "SL103", "use `samtools`", "dependencies:\n  - samtools\n"),
        ("dependencies:\n  - https://a.org/rich-14.0-py3-none-any.whl\n", "SL103",
         "move it to the `pip:` section, as `name @ URL`",
         "dependencies:\n  - pip\n  - pip:\n    - rich @ https://a.org/rich-14.0-py3-none-any.whl\n"),
        (f"dependencies:\n  -{NBSP}numpy\n", "SL101", "use `- numpy`", "dependencies:\n  - numpy\n"),
    ],
)  # fmt: skip
def test_help_that_is_followed_to_the_letter(text: str, code: str, help: str, followed: str) -> None:
    (found,) = said(HEAD + text)
    assert (found[0], found[2]) == (code, help)
    assert said(HEAD + followed) == []


def test_a_code_fence_is_removed() -> None:
    text = f"{HEAD}dependencies:\n  - numpy=2.1\n"
    assert [help for _, _, help in said(f"```yaml\n{text}```\n")] == ["remove the line"] * 2
    assert said(text) == []


@pytest.mark.parametrize("name", ["numpy", "python", "openjdk", "scipy"])
def test_a_version_that_is_suggested_is_not_reported(name: str) -> None:
    outcome = engine.check_source(Source("environment.yml", f"{HEAD}dependencies:\n  - {name}\n"), "environment")
    (finding,) = [one for one in outcome.findings if one.code == "SL110"]
    assert finding.help is not None
    spec = finding.help.split("`")[1]
    assert said(f"{HEAD}dependencies:\n  - {spec}\n") == []
