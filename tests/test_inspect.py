"""`studio-lint inspect`: what a file means, for people and for programs."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from textwrap import dedent
from types import SimpleNamespace

import pytest

from studio_lint.base import watch
from studio_lint.console.cli import main
from studio_lint.console.commands import inspect
from tests.cases import PROJECTS

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECTS)


def test_dockerfile_for_people(capsys: Capture) -> None:
    assert main(["inspect", "docs-http-server/Dockerfile"]) == 0
    assert capsys.readouterr().out == dedent("""\
        docs-http-server/Dockerfile: BuildKit accepts it

        stages
          0  connect       public.cr.seqera.io/platform/connect-client:0.8
          1                ubuntu:20.04

        final image
          Env           PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
          Entrypoint    /usr/bin/connect-client --entrypoint
          Cmd           /usr/bin/bash -c 'python3 -m http.server $CONNECT_TOOL_PORT'

        at the end of the final stage, including the base image
          base          Ubuntu 20.04 (focal)
          path          /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
          user          root
          folder        /
          shell         /bin/sh -c
          sh            dash
          python        /usr/bin/python3

        port of Python's http.server
          Platform                           sets CONNECT_TOOL_PORT when the session starts
          docs-http-server/Dockerfile:14:1   start command
          docs-http-server/Dockerfile:14:53  port
          docs-http-server/Dockerfile:14:30  Python's http.server starts here
                                             listens on CONNECT_TOOL_PORT
        """)


def test_refused_dockerfile(capsys: Capture) -> None:
    assert main(["inspect", "docs-minimal-dockerfile/Dockerfile"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == [
        "docs-minimal-dockerfile/Dockerfile: BuildKit rejects it",
        "  line 8: circular dependency detected on stage: connect",
    ]


def test_dockerfile_for_programs(capsys: Capture) -> None:
    assert main(["inspect", "docs-http-server/Dockerfile", "--output-format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert list(data) == ["kind", "accepted", "errors", "instructions", "stages", "config", "in_force", "start"]
    assert (data["kind"], data["accepted"], data["errors"]) == ("dockerfile", True, [])
    assert data["instructions"][0] == {"cmd": "ARG", "start": 2, "end": 2, "flags": [], "json": False, "heredocs": []}
    assert data["config"]["Entrypoint"] == ["/usr/bin/connect-client", "--entrypoint"]


def test_environment_for_people(capsys: Capture) -> None:
    assert main(["inspect", "docs-environment/environment.yml"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[:11] == [
        "docs-environment/environment.yml: micromamba or pip rejects it",
        "",
        "installed by",
        "  Wave, with micromamba (the newest)",
        "",
        "channels",
        "  conda-forge",
        "  bioconda",
        "",
        "packages",
        "  numpy  >1.7,<1.19.2",
    ]
    assert said[-2].startswith("  matplotlib=3.10.*   refused: ")


def test_environment_for_programs(capsys: Capture) -> None:
    assert main(["inspect", "--output-format=json", "docs-environment/environment.yml"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert list(data) == ["kind", "accepted", "errors", "channels", "dependencies", "pip", "readers"]
    assert data["dependencies"][0] == {
        "spec": "numpy>1.7,<1.19.2",
        "accepted": True,
        "error": None,
        "name": "numpy",
        "version": ">1.7,<1.19.2",
        "build": "*",
        "channel": None,
        "line": 5,
    }
    assert [(line["line"], line["accepted"], line["name"]) for line in data["pip"]] == [
        (8, False, "matplotlib"),
        (9, False, "seaborn"),
    ]
    assert data["readers"] == [
        {"program": "micromamba", "version": "", "wave": True, "channels": [], "prefix": "", "path": None, "line": None}
    ]


INSTALLING = """\
# studio-lint: studio
FROM mambaorg/micromamba:1.5.10-noble
COPY environment.yml /tmp/env.yml
RUN micromamba install -y -n base -c conda-forge \\
    --file=/tmp/env.yml
"""


def test_who_installs_an_environment(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "Dockerfile").write_text(INSTALLING, encoding="utf-8")
    (tmp_path / "environment.yml").write_text("dependencies:\n  - python=3.12\n", encoding="utf-8")
    assert main(["inspect", "environment.yml"]) == 0
    assert "installed by\n  micromamba 1.5.10   Dockerfile:5\n" in capsys.readouterr().out
    assert main(["inspect", "environment.yml", "--output-format", "json"]) == 0
    (reader,) = json.loads(capsys.readouterr().out)["readers"]
    assert (reader["wave"], reader["channels"], reader["prefix"]) == (False, ["conda-forge"], "base")


@pytest.mark.parametrize(
    ("text", "kind"), [(b"# a\nFROM x\n", "dockerfile"), (b"dependencies:\n- a\n", "environment"), (b"", "environment")]
)
def test_standard_input_by_content(text: bytes, kind: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text)))
    main(["inspect", "-", "--output-format", "json"])
    assert json.loads(capsys.readouterr().out)["kind"] == kind


def test_control_characters_stay(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "Dockerfile").write_bytes(b'FROM a\x1b[2J\nLABEL x=\x1b]0;y\x07\nCMD ["a\x07 b"]\n')
    main(["inspect", str(tmp_path / "Dockerfile")])
    assert not set(capsys.readouterr().out) & {"\x1b", "\x07"}


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ([], 2, "inspect takes exactly one file"),
        (["a", "b"], 2, "inspect takes exactly one file"),
        (["gone"], 1, "gone: the file does not exist"),
        (["docs-environment"], 1, "docs-environment: this is a directory, not a file"),
    ],
)
def test_nothing_to_inspect(arguments: list[str], status: int, said: str, capsys: Capture) -> None:
    assert main(["inspect", *arguments]) == status
    assert capsys.readouterr() == ("", f"studio-lint: {said}\n")


def test_what_pip_goes_past_is_no_refusal() -> None:
    from studio_lint.base.source import Source
    from studio_lint.model.environment.environment import build
    from studio_lint.model.environment.inspect import environment_data
    from studio_lint.syntax.yaml import reader as yaml_reader

    text = "dependencies:\n- pip\n- pip:\n  - --pre numpy\n  - numpy==1.0 --nope\n"
    data = environment_data(build(yaml_reader.read(Source("environment.yml", text))))
    assert [(line["accepted"], line["error"]) for line in data["pip"]] == [
        (True, "pip silently ignores text after an option: it is not installed"),
        (False, "unknown option `--nope`; the build fails"),
    ]


def test_a_file_that_takes_too_long_is_said_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def endless(*_: object) -> None:
        while True:
            watch.check()

    (tmp_path / "Dockerfile").write_text("FROM a\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(inspect, "inspected", endless)
    monkeypatch.setattr(inspect, "Watch", lambda: watch.Watch(0.05))
    assert main(["inspect", "Dockerfile"]) == 1
    assert capsys.readouterr().err == "studio-lint: Dockerfile: this file takes more than 4 seconds to read\n"
