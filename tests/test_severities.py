"""Where a rule's severity depends on what it meets, or on where the file lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_lint.console.cli import main
from studio_lint.lint import engine
from tests.cases import inside

ENVIRONMENT = """\
channels:
  - conda-forge
dependencies:
  - python=3.12
"""
STUDIO = """\
ARG CONNECT_CLIENT_VERSION="0.15.0"
FROM public.cr.seqera.io/platform/connect-client:${CONNECT_CLIENT_VERSION} AS connect
FROM ubuntu:24.04
ARG CONNECT_CLIENT_VERSION
LABEL io.seqera.connect.version="${CONNECT_CLIENT_VERSION}"
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
RUN /usr/bin/connect-client --install
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
CMD ["bash", "-c", "exec python3 -m http.server $CONNECT_TOOL_PORT"]
"""
CONFIG = """\
schemaVersion: "0.0.1"
kind: studio-config
session:
  template:
    kind: registry
    registry: registry.digitalocean.com/team/studio:1
"""
OPEN_ARG = STUDIO.replace('="0.15.0"', "", 1).replace('"${CONNECT_CLIENT_VERSION}"', '"0.15.0"')
UNDECLARED = STUDIO.replace("ARG CONNECT_CLIENT_VERSION\nLABEL", "LABEL")


def package(line: str) -> str:
    return f"{ENVIRONMENT}  - {line}\n"


def requirement(line: str) -> str:
    return f"{ENVIRONMENT}  - pip=24.0\n  - pip:\n      - {line}\n"


def step(*lines: str) -> str:
    """A Studio with these instructions after its label."""
    return STUDIO.replace("COPY --from", "\n".join((*lines, "COPY --from")), 1)


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("environment.yml", package("pandas[all]"), ("SL105", "warning")),
        ("environment.yml", package("pandas[all]>=1"), ("SL105", "error")),
        ("environment.yml", requirement("https://a:b2c3@a.org/x.whl"), ("SL116", "error")),
        ("environment.yml", requirement("http://a.org/x.whl"), ("SL116", "warning")),
        ("environment.yml", f"platforms: [linux-64]\n{ENVIRONMENT}", ("SL122", "advice")),
        ("environment.yml", f"prefix: /home/me/x\n{ENVIRONMENT}", ("SL122", "warning")),
        ("environment.yml", package("x=1 # [win]"), ("SL124", "error")),
        ("environment.yml", package("x=1 # [linux]"), ("SL124", "warning")),
        (".seqera/Dockerfile", OPEN_ARG, ("SL203", "error")),
        ("Dockerfile", OPEN_ARG, ("SL203", "warning")),
        ("Dockerfile", UNDECLARED, ("SL204", "error")),
        ("Dockerfile", UNDECLARED.replace('"${CONNECT_CLIENT_VERSION}"', '"0.15.0"\nENV V=$CONNECT_CLIENT_VERSION'),
         ("SL204", "warning")),
        ("Dockerfile", STUDIO.replace('["bash"', "['bash'"), ("SL205", "error")),
        ("Dockerfile", step("RUN ['ls']"), ("SL205", "error")),
        (".seqera/Dockerfile", step("COPY a.css /srv/"), ("SL206", "error")),
        ("Dockerfile", step("COPY a.css /srv/"), ("SL206", "warning")),
        (".seqera/Dockerfile", step("# " + "x" * 8000), ("SL208", "warning")),
        ("Dockerfile", step("# " + "x" * 8000), ("SL208", "advice")),
        ("Dockerfile", step("USER me"), ("SL312", "error")),
        ("Dockerfile", STUDIO + "USER me\n", ("SL312", "warning")),
        ("Dockerfile", STUDIO.replace("public.cr.seqera.io/platform", "ghcr.io/me"), ("SL313", "error")),
        ("Dockerfile", STUDIO.replace("public.cr.seqera.io/platform", "cr.seqera.io/public"), ("SL313", "advice")),
        ("Dockerfile", step("ENV PORT=$CONNECT_TOOL_PORT"), ("SL405", "warning")),
        ("Dockerfile", step("ENV CONNECT_TOOL_PORT=8080"), ("SL405", "advice")),
        (".seqera/studio-config.yaml", CONFIG, ("SL501", "error")),
        ("Dockerfile", STUDIO.replace("ubuntu:24.04", "registry.digitalocean.com/team/base:1"), ("SL501", "warning")),
    ],
)  # fmt: skip
def test_severity(path: str, text: str, said: tuple[str, str], tmp_path: Path) -> None:
    place = tmp_path / path
    place.parent.mkdir(exist_ok=True)
    place.write_text(text, encoding="utf-8")
    with inside(tmp_path):
        found = {(finding.code, finding.severity) for finding in engine.lint(["."]).findings}
    assert said in found
    assert [severity for code, severity in found if code == said[0]] == [said[1]]


def test_a_source_is_missing_for_certain_where_the_settings_name_the_context(tmp_path: Path) -> None:
    (tmp_path / "studio-lint.toml").write_text('build-context = "."\n', encoding="utf-8")
    (tmp_path / "Dockerfile").write_text(step("COPY a.css /srv/"), encoding="utf-8")
    with inside(tmp_path):
        assert [(one.code, one.severity) for one in engine.lint(["."]).findings] == [("SL206", "error")]


@pytest.mark.parametrize(
    ("folder", "settings", "level", "status"),
    [
        (".seqera", "", "error", 1),
        ("app", "", "warning", 0),
        ("app", 'build-context = "app"\n', "error", 1),
    ],
)
def test_fail_on_goes_by_the_severity_that_a_finding_shows(
    tmp_path: Path, folder: str, settings: str, level: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / folder).mkdir()
    (tmp_path / "studio-lint.toml").write_text(settings, encoding="utf-8")
    (tmp_path / folder / "Dockerfile").write_text("FROM debian:12\nCOPY start.sh /\n", encoding="utf-8")
    options = ["--select", "SL206", "--fail-on", "error", "--output-format", "concise"]
    assert main([str(tmp_path / folder / "Dockerfile"), *options]) == status
    assert f": {level} SL206 `start.sh` " in capsys.readouterr().out
