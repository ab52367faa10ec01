"""The environment model: what is read, what is passed over, and where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_lint.base.source import Source
from studio_lint.lint import engine
from studio_lint.model.environment.environment import Environment, build
from studio_lint.model.environment.inspect import environment_data
from studio_lint.model.environment.selectors import selected
from studio_lint.model.secrets.urls import SHORTEST, plain_http, secrets_in
from studio_lint.syntax.yaml import reader as yaml_reader


def environment(text: str) -> Environment:
    return build(yaml_reader.read(Source("environment.yml", text)))


def test_entries_in_order() -> None:
    found = environment(
        "dependencies:\n  - numpy=1.8\n  -\n  - ''\n  - 3.10\n  - true\n  - [a]\n  - npm: [x]\n  - sel(linux): scipy\n"
        "  - sel(win): wexpect\n  - pip:\n    - a==1\n    -\n    - b: c\n    - |\n      c\n      d\n  - e\n    -f\n"
    )
    kinds = [dependency.kind for dependency in found.dependencies]
    assert kinds == [
        "spec", "null", "empty", "number", "bool", "list", "mapping", "spec", "selector", "pip", "glued",
    ]  # fmt: skip
    assert [dependency.spec.key for dependency in found.specs if dependency.spec] == ["numpy", "scipy"]
    lines = [(line.kind, line.line.text.value if line.line else None) for line in found.pip]
    assert lines == [("line", "a==1"), ("null", None), ("mapping", None), ("line", "c"), ("line", "d")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("before", ["", "# \U0001f600\tä"])
def test_columns(before: str, end: str) -> None:
    """Behind tabs, wide characters, CRLF; a byte order mark is not part of the text."""
    lines = [before, "channels: [conda-forge]", "dependencies:", "  -\t'pip'", '  - "pip": [é\U0001f600, x=1.0]', ""]
    source = Source("environment.yml", end.join(lines), bom=True)
    (finding,) = [
        finding
        for finding in engine.check_source(source, "environment").findings
        if finding.code == "SL117" and "=`" in finding.message
    ]
    assert source.slice(finding.place.span) == "="
    assert source.position(finding.place.span.start) == (5, 18)


def test_inspect() -> None:
    data = environment_data(
        environment(
            "channels:\n  - conda-forge\n  - https://me:secret@a.org/c\ndependencies:\n  - bioconda::bwa=0.7=h1_0\n"
            "  - numpy =>1\n  -\n  - pip:\n    - x=1\n    - y @ https://b:c@d.org/y.zip\n"
        )
    )
    refused = data["dependencies"][1].pop("error")
    assert "`=>`" in refused
    assert data["pip"][0].pop("error").startswith("`=` is not a valid version operator for pip")
    assert [reader["wave"] for reader in data.pop("readers")] == [True]
    nothing = {"name": None, "version": None, "build": None, "channel": None}
    assert data == {
        "kind": "environment",
        "accepted": False,
        "errors": [],
        "channels": ["conda-forge", "https://me:******@a.org/c"],
        "dependencies": [
            {
                "spec": "bioconda::bwa=0.7=h1_0",
                "accepted": True,
                "error": None,
                "name": "bwa",
                "version": "=0.7",
                "build": "h1_0",
                "channel": "bioconda",
                "line": 5,
            },
            {"spec": "numpy =>1", "accepted": False, **data["dependencies"][1], "line": 6},
            {
                "spec": "",
                "accepted": False,
                "error": "an entry without a value is silently ignored",
                **nothing,
                "line": 7,
            },
        ],
        "pip": [
            {"line": 9, "text": "x=1", "accepted": False, "name": "x"},
            {"line": 10, "text": "y @ https://b:*@d.org/y.zip", "accepted": True, "error": None, "name": "y"},
        ],
    }


@pytest.mark.parametrize(
    ("comment", "holds"),
    [
        (" [win]", False), (" [linux]", True), ("[not win]", True), (" [osx or win]", False),
        ("[unix and not osx]", True), ("[win or linux]", True), (" [see below]", None), ("[1]", None), (" plain", None),
        ("[]", None), ("[py>=3]", None),
    ],
)  # fmt: skip
def test_selectors(comment: str, holds: bool | None) -> None:
    assert selected(comment) is holds


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("https://me:pass@a.org/x", "pass"),
        ("git+https://me:pass@a.org/x", "pass"),
        ("https://a.org/t/ab-0123456789/c", "ab-0123456789"),
        ("https://ghp_0123456789abcdefghijABCDEFGHIJ012345@a.org", "ghp_0123456789abcdefghijABCDEFGHIJ012345"),
        ("git+ssh://git@a.org/x", None),
        ("https://${USER}:${TOKEN}@a.org/x", None),
        ("https://me:<password>@a.org/x", None),
        ("https://a.org/x@v1:2", None),
        ("https://a.org/t/tk-1234/c", "tk-1234"),
        ("https://a.org/t/TOKEN/c", None),
        ("https://a.org/t/x", None),
    ],
)
def test_secrets(text: str, secret: str | None) -> None:
    assert [text[start:end] for start, end in secrets_in(text, SHORTEST)] == ([secret] if secret else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [("http://a.org", True), ("git+http://a.org", True), ("https://a.org", False), ("http://localhost:80", False)],
)
def test_plain_http(text: str, found: bool) -> None:
    place = plain_http(text)
    assert (place is not None) is found
    assert place is None or text[slice(*place)] == "http"


def test_a_broken_file_says_nothing_of_a_value_that_was_cut_off() -> None:
    text = "dependencies:\n  python=3.12\n  # plots\n  seaborn\n"
    codes = [finding.code for finding in engine.check_source(Source("e.yml", text), "environment").findings]
    assert codes == ["SL002"]


def test_a_broken_file_says_nothing_of_what_is_absent() -> None:
    text = "channels:\n  - conda-forge\nname: 'x\n"
    assert [finding.code for finding in engine.check_source(Source("e.yml", text), "environment").findings] == ["SL002"]


PIECES = st.sampled_from(
    ["channels:", "dependencies:", "pip:", "- ", "  ", "\n", "numpy", "=1.0", "~", "[", "]", "{", "}", "&a ", "*a", "#",
     " # [win]", "sel(linux):", "'", '"', "\t", "https://u:p@h/", "--pre", "-r x", "|\n", "é", "\\", ": ", ", ", "<<"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_rule_ever_raises(text: str) -> None:
    source = Source("environment.yml", text)
    outcome = engine.check_source(source, "environment")
    assert not outcome.failures
    for finding in outcome.findings:
        assert 0 <= finding.place.span.start <= finding.place.span.end <= len(text)
    environment_data(environment(text))
