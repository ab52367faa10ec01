"""Fixes prove themselves: a fix that does more or less than it declares is offered nowhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio_lint.base.diagnostics import ERROR, SAFE, UNSAFE, Edit, Effect, Finding, Fix, Place
from studio_lint.base.source import Source, Span
from studio_lint.console.cli import main
from studio_lint.files import reading
from studio_lint.fixing import offers, sources
from studio_lint.fixing.trial import Bench
from studio_lint.lint import engine
from studio_lint.registry import Rule
from tests.cases import case_id, copy_of, filled, folders, inside, lint, rules

STUDIO = """\
FROM public.cr.seqera.io/platform/connect-client:0.15.0 AS connect
FROM python:3.12-slim
LABEL io.seqera.connect.version="0.15.0"
# keep this
RUN pip install streamlit==1.40.0
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
RUN /usr/bin/connect-client --install
WORKDIR /app
COPY start.sh helper.py app.py /app/
HEALTHCHECK CMD curl -f 'http://localhost:8501/health'
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
CMD ["/bin/bash", "/app/start.sh"]
"""
START = """\
#!/bin/bash
python3 -m http.server 9000 --bind 127.0.0.1 &
exec streamlit run app.py --server.port 8501
"""
ENVIRONMENT = "channels:\n  - conda-forge\ndependencies:\n  - python=3.12\n  - requests=2.32\n  - pip\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "Dockerfile").write_text(STUDIO)
    (tmp_path / "start.sh").write_text(START)
    (tmp_path / "helper.py").write_text("import os\n")
    (tmp_path / "app.py").write_text("import streamlit\n")
    (tmp_path / "environment.yml").write_text(ENVIRONMENT)
    return tmp_path


def fix(file: str, old: str, new: str, effect: Effect, safety: str = SAFE) -> str | None:
    """What the proof says of one edit, made in the name of a finding that is there already."""
    report = engine.lint([".", "environment.yml"])
    source = reading.read(file, file)
    assert isinstance(source, Source)
    at = source.text.index(old)
    edit = Edit(source, Span(at, at + len(old)), new)
    found = Finding("SL402", "made-up", ERROR, "made up", Place(source, Span(at, at + 1)))
    return Bench(report.linted).objection(
        [found.replace(fix=Fix("try", (edit,), safety, effect))]  # type: ignore[arg-type]
    )


PORT = Effect(words=(("8501", "$CONNECT_TOOL_PORT"),), port=True)
CASES = [
    ("start.sh", "8501", "$CONNECT_TOOL_PORT", PORT, SAFE, None),
    ("start.sh", "8501", "$CONNECT_TOOL_PORT", Effect(), SAFE, "different arguments"),
    ("start.sh", "run app.py --server.port 8501", "run $CONNECT_TOOL_PORT", PORT, SAFE, "different arguments"),
    ("start.sh", "9000 --bind 127.0.0.1 &\nexec streamlit run app.py --server.port 8501",
     "$CONNECT_TOOL_PORT --bind 127.0.0.1 &\nexec streamlit run app.py --server.port $CONNECT_TOOL_PORT",
     Effect(words=(("8501", "$CONNECT_TOOL_PORT"), ("9000", "$CONNECT_TOOL_PORT")), port=True), UNSAFE,
     "more than one program would receive the session's port"),
    ("start.sh", "127.0.0.1", "0.0.0.0", Effect(words=(("127.0.0.1", "0.0.0.0"),), host=True), SAFE,
     "reached from outside"),
    ("start.sh", "exec streamlit", "exec 'streamlit", PORT, SAFE, "not valid sh"),
    ("start.sh", " &\n", "\n", Effect(), SAFE, "different arguments"),
    ("start.sh", "python3 -m http.server 9000 --bind 127.0.0.1 &\n", "", Effect(), SAFE, "other programs would start"),
    ("helper.py", "import os", "import os =", Effect(), SAFE, "not valid Python"),
    ("Dockerfile", "8501/health'", "$CONNECT_TOOL_PORT/health'",
     Effect(words=(("8501", "$CONNECT_TOOL_PORT"),), config=("Healthcheck",)), SAFE, "the health check would receive"),
    ("Dockerfile", "curl -f", "curl", Effect(config=("Healthcheck",)), SAFE, "the health check would receive"),
    ("Dockerfile", "# keep this\n", "", Effect(), SAFE, "the comment `# keep this` would be lost"),
    ("Dockerfile", "RUN pip install streamlit==1.40.0\n", "", Effect(), SAFE, "the build would not run `pip`"),
    ("Dockerfile", "FROM python:3.12-slim\n", "FROM python:3.12-slim\nENV A=1\n", Effect(), SAFE, "`Env` of"),
    ("environment.yml", "  - requests=2.32\n", "", Effect(packages=("requests=2.32",)), SAFE, "`requests` would"),
    ("environment.yml", "requests=2.32", "requests=2.33", Effect(words=(("2.32", "2.33"),)), SAFE, "differently"),
    ("environment.yml", "conda-forge", "bioconda", Effect(words=(("conda-forge", "bioconda"),)), SAFE, "`channels[0]`"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "effect", "safety", "said"), CASES)
def test_what_is_not_declared_is_refused(
    project: Path, file: str, old: str, new: str, effect: Effect, safety: str, said: str | None
) -> None:
    with inside(project):
        words = fix(file, old, new, effect, safety)
    assert words == said if said is None else said in (words or "offered"), words


CODE = 'import re\nT = """\n"""\nif re:\n    a = f(8000)\nelse:\n    b = 1\n'
FILES = [
    ("x.py", CODE, ("8000", "9000"), None),
    ("x.py", CODE, ("import re\n", "import os\nimport re\n"), None),
    ("x.py", CODE, ("import re\n", "import sys\nimport re\n"), "other parts of the file"),
    ("x.py", CODE, ('T = """\n', 'T = """\nimport os\n'), None),
    ("x.py", CODE, ('T = """\n"""\nif re:\n    a = f(8000)', "T = 2\nif re:\n    a = 3"), "more of the file"),
    ("x.py", CODE, ("else:\n    b = 1\n", ""), "other parts of the file"),
    ("x.py", CODE, ("    b = 1", "    return 1"), "other parts of the file"),
    ("x.json", '{"a": {"b": [1, 2]}, "c": 3}', ("1", "4"), None),
    ("x.json", '{"a": {"b": [1, 2]}, "c": 3}', ("1, 2", "4, 5"), "more of the file"),
    ("x.json", '{"a": {"b": [1, 2]}, "c": 3}', ('"c"', '"d"'), "other parts of the file"),
    ("x.toml", "[a]\nb = 1\nc = 2\n", ("b = 1\n", ""), "other parts of the file"),
    ("x.toml", "[a]\nb = 1\nc = 2\n", ("1", '"env:X"'), None),
    ("x.ini", "[a]\nb=1\n[c]\nd=1\n", ("[c]\n", ""), "other parts of the file"),
    ("x.rs", "fn main() {}", ("main", "x"), None),
]


@pytest.mark.parametrize(("path", "text", "edit", "said"), FILES)
def test_an_edit_leaves_the_rest_of_a_file(path: str, text: str, edit: tuple[str, str], said: str | None) -> None:
    assert edit[0] in text
    words = sources.objection(Source(path, text), Source(path, text.replace(*edit, 1)), 1)
    assert words == said if said is None else said in (words or "passed")


def test_the_files_are_afterwards_as_they_were(project: Path) -> None:
    with inside(project):
        fix("start.sh", "8501", "$CONNECT_TOOL_PORT", PORT)
        source = reading.read("start.sh")
    assert isinstance(source, Source)
    assert source.text == START


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.meta.fix], ids=case_id)
def test_every_fix_in_the_fixtures_passes(rule: Rule) -> None:
    for bad in folders(rule, "bad"):
        report = lint(bad)
        if any(one.fix for one in report.findings):
            with filled(copy_of(bad)) as whole, inside(whole):
                bench = Bench(report.linted)
                assert [words for one in report.findings if one.fix and (words := bench.objection([one]))] == [], bad


def test_a_refused_fix_is_in_no_format(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "environment.yml").write_text(ENVIRONMENT.replace("python=3.12", "python=>3.12"))
    monkeypatch.setattr(Bench, "objection", lambda *_: "it proves nothing")
    for form in ("json", "jsonl", "sarif", "rdjson"):
        with inside(project):
            main(["check", "--output-format", form, "environment.yml"])
        printed = capsys.readouterr().out
        data = [json.loads(line) for line in printed.splitlines()] if form == "jsonl" else json.loads(printed)
        assert "SL103" in printed
        assert "python>=3.12" in printed  # the help says it still
        assert not _edits(data)


def _edits(value: object) -> bool:
    """Whether a fix is anywhere inside."""
    if isinstance(value, dict):
        return any(
            (name in ("edits", "fixes", "suggestions") and found) or _edits(found) for name, found in value.items()
        )
    return isinstance(value, list) and any(map(_edits, value))


def test_json_shows_what_fix_would_make(project: Path) -> None:
    with inside(project):
        (project / "environment.yml").write_text(ENVIRONMENT.replace("python=3.12", "python=>3.12"))
        report = offers.proven(engine.lint(["environment.yml"]))
    assert [one.fix.message for one in report.findings if one.fix] == ["Use `python>=3.12`"]
