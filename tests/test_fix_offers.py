"""What `--fix` makes is what every other way of showing a fix offers, and what it refuses is in none of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from studio_lint.base.diagnostics import Finding
from studio_lint.console.cli import main
from studio_lint.fixing.trial import Bench
from studio_lint.lint import engine
from tests.cases import inside
from tests.lsp.client import Client
from tests.mending import mended

pytestmark = pytest.mark.once

HEAD = """\
# studio-lint: studio
FROM public.cr.seqera.io/platform/connect-client:0.15.0 AS connect
FROM python:3.12-slim
LABEL io.seqera.connect.version="0.15.0"
RUN pip install streamlit==1.40.0 gunicorn==23.0.0
WORKDIR /app
COPY . /app/
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
RUN /usr/bin/connect-client --install
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
"""
PLAIN = "# studio-lint: studio\nFROM {}\n"
PROJECTS = {
    # each with the codes whose fixes `--fix --unsafe-fixes` makes at first, and those that it refuses
    "exec form": ({"Dockerfile": HEAD + 'CMD ["streamlit", "run", "a.py", "--server.port=8501"]\n'}, "SL402", ""),
    "not expanded": ({"Dockerfile": HEAD + 'CMD ["gunicorn", "-b", ":${CONNECT_TOOL_PORT}", "a:a"]\n'}, "SL403", ""),
    "no variable": ({"Dockerfile": HEAD + "CMD gunicorn -b 0.0.0.0:${PORT:-8000} a:a\n"}, "SL401 SL409", ""),
    "a script": (
        {"Dockerfile": HEAD + "CMD exec bash run.sh\n", "run.sh": "#!/bin/bash\nexec streamlit run a.py\n"},
        "SL402", "",
    ),
    "no way to start it": ({"Dockerfile": PLAIN.format("codercom/code-server:4.96.4") + "USER coder\n"}, "", "SL301"),
    "nothing uses the port": (
        {"Dockerfile": PLAIN.format("ghcr.io/acme/web:8.0") + 'ENTRYPOINT ["web", "serve"]\n'},
        "", "SL301",
    ),
    "nothing to fix": ({"Dockerfile": HEAD + "CMD exec gunicorn -b :$CONNECT_TOOL_PORT a:a\n"}, "", ""),
}  # fmt: skip


def filled(folder: Path, files: dict[str, str]) -> Path:
    (folder / ".git").mkdir()
    for name, text in {"a.py": "import os\n\na = os\n", **files}.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture(params=PROJECTS, ids=lambda name: name.replace(" ", "-"))
def case(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, list[str], list[str]]:
    """The project's folder, the codes that have fixes, and those that have some which fail their proof."""
    files, made, refused = PROJECTS[request.param]
    return filled(tmp_path, files), made.split(), refused.split()


def printed(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    with inside(folder):
        main(["check", *options, "Dockerfile"])
    return capsys.readouterr().out


def in_json(data: Any) -> list[str]:
    return [one["code"] for one in data["findings"] if one["fix"]]


def in_lines(text: str) -> list[str]:
    rows = [json.loads(line) for line in text.splitlines()]
    return [one["code"] for one in rows if one.get("fix")]


def in_sarif(data: Any) -> list[str]:
    return [one["ruleId"] for run in data["runs"] for one in run["results"] if one.get("fixes")]


def in_rdjson(data: Any) -> list[str]:
    return [one["code"]["value"] for one in data["diagnostics"] if one.get("suggestions")]


def test_formats_offer_what_passes(case: tuple[Path, list[str], list[str]], capsys: pytest.CaptureFixture[str]) -> None:
    folder, made, refused = case
    with inside(folder):
        found = engine.lint(["Dockerfile"])
    assert sorted(one.code for one in found.findings if one.fix) == sorted(made + refused), "what rules propose"
    offered = {
        "json": in_json(json.loads(printed(folder, capsys, "--output-format", "json"))),
        "jsonl": in_lines(printed(folder, capsys, "--output-format", "jsonl")),
        "sarif": in_sarif(json.loads(printed(folder, capsys, "--output-format", "sarif"))),
        "rdjson": in_rdjson(json.loads(printed(folder, capsys, "--output-format", "rdjson"))),
    }
    assert {form: sorted(codes) for form, codes in offered.items()} == dict.fromkeys(offered, sorted(made))


def test_fix_and_diff_make_what_passes(
    case: tuple[Path, list[str], list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, made, refused = case
    before = {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}
    diff = printed(folder, capsys, "--diff", "--unsafe-fixes")
    assert bool(diff) is bool(made)
    done = mended(folder, ["Dockerfile"])
    assert bool(done.made) is bool(made)
    assert [words.split(": ")[1].split()[0] for words in done.refused] == refused
    after = {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}
    assert (before != after) is bool(made)
    for change in done.changes:
        assert change.diff() in diff


def test_an_editor_offers_what_passes(case: tuple[Path, list[str], list[str]]) -> None:
    folder, made, refused = case
    client = Client(folder)
    text = (folder / "Dockerfile").read_text()
    told = client.open("Dockerfile", text, "dockerfile")
    document = {"uri": client.uri("Dockerfile")}
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": text.count("\n"), "character": 0}}
    params = {"textDocument": document, "range": whole, "context": {"diagnostics": told}}
    actions = client.ask("textDocument/codeAction", params) or []
    shown = [one["title"] for one in actions if "Suppress" not in one["title"]]
    in_file = [code for code in made if any(one["code"] == code for one in told)]
    assert sorted(title.partition(":")[0] for title in shown) == sorted(in_file)
    with inside(folder):
        found = engine.lint(["Dockerfile"]).findings
    kept = [edit.text for one in found if one.fix and one.code in refused for edit in one.fix.edits]
    for one in told:
        words = json.dumps(client.ask("textDocument/hover", {**params, "position": one["range"]["start"]}))
        assert not any(json.dumps(text)[1:-1] in words for text in kept)
    assert client.end() == 0


def test_what_fails_is_offered_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One fix of two fails: the other is made, and shown, all the same."""
    folder = filled(tmp_path, {"Dockerfile": HEAD + "CMD gunicorn -b 0.0.0.0:${PORT:-8000} a:a\n"})
    proof = Bench.objection

    def strict(bench: Bench, findings: list[Finding]) -> str | None:
        return "it proves nothing" if any(one.code == "SL401" for one in findings) else proof(bench, findings)

    monkeypatch.setattr(Bench, "objection", strict)
    assert in_json(json.loads(printed(folder, capsys, "--output-format", "json"))) == ["SL409"]
    assert in_rdjson(json.loads(printed(folder, capsys, "--output-format", "rdjson"))) == ["SL409"]
    assert "$CONNECT_TOOL_PORT" not in printed(folder, capsys, "--diff", "--unsafe-fixes")
    done = mended(folder, ["Dockerfile"])
    assert done.made == 1
    assert [words.partition(": ")[2] for words in done.refused] == ["SL401 was not fixed: it proves nothing"]
    assert (folder / "Dockerfile").read_text().endswith("CMD exec gunicorn -b 0.0.0.0:${PORT:-8000} a:a\n")
