"""The way of the session's port: in `inspect`, and beside a finding in each format that shows other places."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from studio_lint.console.cli import main
from studio_lint.lint import engine
from studio_lint.lsp.diagnostics import diagnostic
from studio_lint.lsp.positions import Positions
from studio_lint.output import json as json_output
from studio_lint.output import rdjson, sarif, text
from studio_lint.report import Report
from tests.cases import inside

DOCKERFILE = """\
FROM public.cr.seqera.io/platform/connect-client:0.15 AS connect
FROM {base}
LABEL io.seqera.connect.version="0.15"
COPY {copied}
COPY --chmod=755 start.sh /usr/local/bin/start.sh
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
RUN /usr/bin/connect-client --install
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
CMD ["/usr/local/bin/start.sh"]
"""
SCRIPT = """\
#!/bin/sh
set -e
envsubst '$CONNECT_TOOL_PORT' < /etc/site.template > /etc/nginx/conf.d/default.conf
exec nginx -g 'daemon off;'
"""
WAY = [
    ("Dockerfile", 9, 1, "start command"),
    ("Dockerfile", 9, 6, "start script"),
    ("start.sh", 3, 1, "writes the settings"),
    ("site.template", 2, 10, "port in its settings"),
    ("start.sh", 4, 6, "nginx starts here"),
]


@pytest.fixture
def studio(tmp_path: Path) -> Path:
    """An nginx whose port the start script puts into a template."""
    (tmp_path / "Dockerfile").write_text(DOCKERFILE.format(base="nginx:1.27", copied="site.template /etc/"))
    (tmp_path / "start.sh").write_text(SCRIPT)
    (tmp_path / "site.template").write_text("server {\n  listen ${CONNECT_TOOL_PORT};\n}\n")
    return tmp_path


@pytest.fixture
def fixed(studio: Path) -> Report:
    """The findings where the template has a number instead."""
    (studio / "site.template").write_text("server {\n  listen 8080;\n}\n")
    with inside(studio):
        report = engine.lint(["Dockerfile"])
    assert [finding.code for finding in report.findings] == ["SL402"]
    return report


def inspected(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    with inside(folder):
        assert main(["inspect", "Dockerfile", "--output-format", "json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)["start"]
    return found


def test_the_way_where_all_is_well(studio: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start = inspected(studio, capsys)
    (program,) = start["programs"]
    assert start["complete"]
    assert (program["name"], program["session_port"], program["port"]) == ("nginx", True, None)
    assert [(step["path"], step["line"], step["column"], step["what"]) for step in program["way"]] == WAY


def test_the_way_for_people(studio: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with inside(studio):
        assert main(["inspect", "Dockerfile"]) == 0
    said = capsys.readouterr().out
    assert said[said.index("port of") :] == dedent("""\
        port of nginx
          Platform            sets CONNECT_TOOL_PORT when the session starts
          Dockerfile:9:1      start command
          Dockerfile:9:6      start script
          start.sh:3:1        writes the settings
          site.template:2:10  port in its settings
          start.sh:4:6        nginx starts here
                              listens on CONNECT_TOOL_PORT

        not run, because connect-client replaces the base image's own entrypoint
          /docker-entrypoint.sh  the templates of /etc/nginx/templates are not filled in
        """)


@pytest.mark.parametrize(
    ("line", "way", "ends"),
    [
        ("PORT=$CONNECT_TOOL_PORT; exec streamlit run /app.py --server.port $PORT", ["value of `$PORT`", "port"], True),
        (
            "export STREAMLIT_SERVER_PORT=$CONNECT_TOOL_PORT; exec streamlit run /app.py",
            ["STREAMLIT_SERVER_PORT"],
            True,
        ),
        ("exec streamlit run /app.py --server.port=$CONNECT_TOOL_PORT", ["port"], True),
        ("exec streamlit run /app.py --server.port 8080", ["port"], False),
        ("exec streamlit run /app.py", [], False),
    ],
)
def test_words_and_variables(
    line: str, way: list[str], ends: bool, studio: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = "python:3.12-slim\nRUN pip install streamlit==1.40.0"
    (studio / "Dockerfile").write_text(DOCKERFILE.format(base=base, copied="app.py /app.py"))
    (studio / "app.py").write_text("import streamlit\n")
    (studio / "start.sh").write_text(f"#!/bin/sh\n{line}\n")
    (program,) = inspected(studio, capsys)["programs"]
    between = [step["what"].removeprefix("value of ").strip("`") for step in program["way"][2:-1]]
    assert between == [one.removeprefix("value of ").strip("`") for one in way]
    assert program["session_port"] is ends
    assert program["port"] == (None if ends else 8080 if "8080" in line else 8501)


def test_every_format_shows_the_way(fixed: Report) -> None:
    expected = [("Dockerfile", 9, 6), ("start.sh", 3, 1), ("start.sh", 4, 6)]
    (finding,) = fixed.findings
    assert [place.label for place in finding.related] == ["start script", "writes the settings", "nginx starts here"]
    (data,) = json.loads(json_output.render(fixed))["findings"]
    assert [(near["path"], near["line"], near["column"]) for near in data["related"]] == expected
    (result,) = json.loads(sarif.render(fixed))["runs"][0]["results"]
    places = [near["physicalLocation"] for near in result["relatedLocations"]]
    regions = [(near["artifactLocation"]["uri"], near["region"]) for near in places]
    assert [(uri, region["startLine"], region["startColumn"]) for uri, region in regions] == expected
    (diagnosed,) = json.loads(rdjson.render(fixed))["diagnostics"]
    near = [one["location"] for one in diagnosed["related_locations"]]
    starts = [(one["path"], one["range"]["start"]) for one in near]
    assert [(path, start["line"], start["column"]) for path, start in starts] == expected
    shown = diagnostic(finding, Positions("utf-16")).related_information or []
    told = [(one.location.uri.rpartition("/")[2], one.location.range.start) for one in shown]
    assert [(name, start.line + 1, start.character + 1) for name, start in told] == expected
    full = text.render(fixed)
    assert all(f"{number} | " in full for number in (9, 3, 4)) and "::: start.sh:3:1" in full


def test_the_line_of_the_finding_is_not_repeated(studio: Path) -> None:
    words = 'exec uvicorn app:app --port 8000"]'
    base = DOCKERFILE.format(base="python:3.12-slim\nRUN pip install uvicorn==0.34.0", copied="app.py /app.py")
    (studio / "Dockerfile").write_text(base.replace('["/usr/local/bin/start.sh"]', f'["/bin/sh", "-c", "{words}'))
    (studio / "app.py").write_text("app = None\n")
    with inside(studio):
        (finding,) = (one for one in engine.lint(["Dockerfile"]).findings if one.code == "SL402")
    assert finding.related == ()
