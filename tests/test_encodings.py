"""Environment files in other encodings than UTF-8: who reads them, and what is then found in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_lint.base.source import Source
from studio_lint.console.cli import main
from studio_lint.files import reading
from studio_lint.lint import engine
from studio_lint.lint.decoding import for_readers
from studio_lint.model.environment.readers import WAVE, EnvironmentReader
from studio_lint.settings.finder import SettingsFinder
from tests.cases import inside

TEXT = "channels:\n  - conda-forge\ndependencies:\n  - numpy=1.26 # café\n"
PLAIN = TEXT.replace("é", "e")
FORMS = {
    "Latin-1": TEXT.encode("latin-1"),
    "UTF-16": TEXT.encode("utf-16"),
    "UTF-16, big end first": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "UTF-16, unmarked": PLAIN.encode("utf-16-le"),
    "UTF-16, unmarked, big end first": PLAIN.encode("utf-16-be"),
    "UTF-32": TEXT.encode("utf-32"),
    "UTF-32, unmarked": PLAIN.encode("utf-32-be"),
    "NUL in a comment": TEXT.encode().replace(b"caf", b"c\0f"),
}
READERS = {
    "Wave": WAVE,
    "micromamba": EnvironmentReader(program="micromamba"),
    "micromamba 1": EnvironmentReader(program="micromamba", version=(1, 5, 10)),
    "conda": EnvironmentReader(program="conda"),
    "mamba 1": EnvironmentReader(program="mamba", version=(1, 5)),
}
REFUSED = {
    "Wave": {"UTF-16", "UTF-16, big end first", "UTF-32", "UTF-32, unmarked"},
    "micromamba": set(),
    "micromamba 1": set(),
    "conda": {*FORMS} - {"UTF-16", "UTF-16, big end first"},
    "mamba 1": {*FORMS} - {"UTF-16", "UTF-16, big end first"},
}
"""yaml-cpp with the reader of micromamba 2.8.1, and conda 26.9, over these files; Wave's sources."""


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("form", FORMS)
def test_who_refuses_it(form: str, name: str) -> None:
    unreadable = reading.decode(FORMS[form], "environment.yml")
    assert not isinstance(unreadable, Source)
    found = for_readers(unreadable, (READERS[name],))
    if form in REFUSED[name]:
        assert not isinstance(found, Source)
        assert found.reason.endswith(f"; {name.replace(' 1', ' 1.5')} cannot read it")
    else:
        assert isinstance(found, Source)
        assert engine.check_source(found, "environment").findings == ()


def test_bytes_in_a_value_are_no_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They reach the solver, where no package has such a name."""
    (tmp_path / "environment.yml").write_bytes(TEXT.replace("numpy", "nümpy").encode("latin-1"))
    with inside(tmp_path):
        assert main(["check", "environment.yml", "--output-format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("environment.yml:4:5: error SL103 ")


def test_it_is_never_rewritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = TEXT.replace("channels:\n  - conda-forge\n", "channels: conda-forge\n").encode("latin-1")
    (tmp_path / "environment.yml").write_bytes(data)
    with inside(tmp_path):
        assert main(["check", "environment.yml", "--fix"]) == 1
    assert "SL101" in capsys.readouterr().out
    assert (tmp_path / "environment.yml").read_bytes() == data


def test_a_binary_file_is_no_environment(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "environment.yml").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xd8")
    with inside(tmp_path):
        assert main(["check", "environment.yml", "--output-format", "concise"]) == 1
    assert capsys.readouterr().out == (
        "environment.yml:1:1: error SL001 this file is binary (it contains NUL bytes), not text\n"
    )


@pytest.mark.parametrize("character", "\x01\x0c\x1b\x7f\x81")
def test_control_characters(character: str) -> None:
    """micromamba takes one for a letter, and trims it from the ends of a value; conda refuses it wherever it is."""
    text = f"channels:\n  - conda-forge\ndependencies:\n  - numpy=1.26{character}\n  - scipy=1.11 # a{character}b\n"
    source = Source("environment.yml", text)
    assert engine.check_source(source, "environment").findings == ()
    subjects = engine.subjects_of(
        source, "environment", SettingsFinder(isolated=True).of("."), None, (READERS["conda"],)
    )
    (finding,) = engine.check_subjects(subjects).findings
    assert (finding.code, finding.place.span.start) == ("SL002", text.index(character))


def test_a_last_line_of_nothing_to_see_costs_nothing() -> None:
    for last in ("\u00a0", "\x0c", "\x01\n"):
        assert engine.check_source(Source("environment.yml", PLAIN + last), "environment").findings == ()
    (finding,) = engine.check_source(Source("environment.yml", f"{PLAIN}\u00a0 - scipy\n"), "environment").findings
    assert (finding.code, finding.severity) == ("SL002", "error")


def test_what_is_below_three_dots() -> None:
    assert engine.check_source(Source("environment.yml", f"{PLAIN}...\nthat is all\n"), "environment").findings == ()
    (finding,) = engine.check_source(Source("environment.yml", f"{PLAIN}...\n  - scipy\n"), "environment").findings
    assert finding.message == "`...` ends the document: everything below it is silently ignored"
