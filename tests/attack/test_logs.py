"""Hostile logs: what is quoted of them sends nothing to a terminal and gives no secret away, and none takes long."""

from __future__ import annotations

import gzip
import io
import os
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from studio_lint.console.cli import main
from tests.cases import inside
from tests.explaining import explain, write

pytestmark = pytest.mark.once

DOCKERFILE = "FROM debian:12-slim\nRUN make all\n"
FRAME = (
    '#5 [1/2] RUN make all\n{}\n#5 ERROR: process "/bin/sh -c make all" did not complete successfully: exit code: 2\n'
)
FORMATS = ("full", "concise", "json", "github")

SECRETS = {
    "https://bob:hunter2secret@registry.example.org/v2/": "hunter2secret",
    "GET https://bucket.example.org/x?X-Amz-Signature=0a1b2c3d4e5f60718293a4b5c6d7e8f9&a=1": "0a1b2c3d4e5f6071",
    "Authorization: Bearer abcDEF123456.ghi789-jkl": "abcDEF123456",
    "pip install --password s3cr3tpassw0rd x": "s3cr3tpassw0rd",
    "MY_API_KEY=9f8e7d6c5b4a39281706": "9f8e7d6c5b4a39281706",
    "DB_PASSWORD: correcthorsebattery": "correcthorsebattery",
    "token ghp_0123456789abcdefghijABCDEFGHIJ012345 was refused": "ghp_0123456789abcdefghij",
    "hf_abcdefghijABCDEFGHIJ0123456789abcd is wrong": "hf_abcdefghijABCDEFGHIJ",
    "GET https://auth.docker.io/token?account=bob&token=zzzYYY111222333": "zzzYYY111222333",
    "curl -u bob:verysecretword https://example.org": "verysecretword",
}


def said(folder: Path, *options: str) -> str:
    out = io.StringIO()
    with inside(folder), redirect_stdout(out), redirect_stderr(out):
        main(["explain", "build.log", *options])
    return out.getvalue()


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("line", SECRETS)
def test_secrets_are_starred(line: str, format: str, tmp_path: Path) -> None:
    write(tmp_path, {"Dockerfile": DOCKERFILE, "build.log": FRAME.format(f"#5 0.1 {line}")})
    printed = said(tmp_path, "--output-format", format)
    assert "SL800" in printed
    assert SECRETS[line] not in printed


@pytest.mark.parametrize("format", FORMATS)
def test_a_failed_login_does_not_print_its_token(format: str, tmp_path: Path) -> None:
    error = (
        "error: failed to solve: debian:12-slim: failed to resolve source metadata for"
        " docker.io/library/debian:12-slim:"
        " failed to authorize: failed to fetch oauth token: unexpected status from GET request to"
        " https://bob:pa55w0rdpa55@auth.example.org/token"
        "?token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcdefghij:"
        " 401 Unauthorized\n"
    )
    write(tmp_path, {"Dockerfile": DOCKERFILE, "build.log": error})
    printed = said(tmp_path, "--output-format", format)
    assert "SL806" in printed
    assert "pa55w0rdpa55" not in printed
    assert "eyJhbGci" not in printed


@pytest.mark.parametrize("format", FORMATS)
def test_control_characters_are_not_sent(format: str, tmp_path: Path) -> None:
    line = "#5 0.1 evil \x1b]0;title\x07\x1b[2J \x9b31m \x07 \u202e end \x00"
    write(tmp_path, {"Dockerfile": DOCKERFILE, "build.log": FRAME.format(line)})
    printed = said(tmp_path, "--output-format", format)
    assert not {"\x1b", "\x9b", "\x07", "\x00", "\u202e"} & set(printed)


def test_a_line_cannot_start_a_workflow_command(tmp_path: Path) -> None:
    line = "#5 0.1 E: Unable to locate package x%0A::set-output name=a::b\r\n::error::mine"
    write(tmp_path, {"Dockerfile": DOCKERFILE, "build.log": FRAME.format(line)})
    printed = said(tmp_path, "--output-format", "github")
    assert printed.count("\n") == 1
    assert printed.startswith("::error file=Dockerfile,line=2")


BOMBS = {
    "one endless line": "#5 0.1 " + "E: Unable to locate package " * 200_000,
    "branches": "\n".join(f"#5 0.1 {'│  ' * 60}├─ x{number} 1 would require" for number in range(30_000)),
    "every telling text": "\n".join(
        "#5 0.1 a: not found Permission denied No such file or directory Killed exec format error (from versions: x)"
        * 20
        for _ in range(3_000)
    ),
    "new lines": "\n" * 3_000_000,
    "frames": "\n".join(f"#{number} [1/2] RUN x" for number in range(60_000)),
    "classic steps": "\n".join(f"Step {number}/9 : RUN x" for number in range(60_000)),
    "entities": "<pre>" + "&amp;" * 400_000,
    "codes": "\x1b[" * 400_000,
    "json": '{"vertexes":[' + "[" * 200_000,
    "excerpt": "Dockerfile:1\n--------------------\n" + "   1 | >>> RUN make all\n" * 60_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs(name: str, tmp_path: Path) -> None:
    write(tmp_path, {"Dockerfile": DOCKERFILE, "build.log": FRAME.format(BOMBS[name])})
    begun = time.process_time()
    status, _ = explain(tmp_path)
    assert status in (0, 1)
    assert time.process_time() - begun < 15, "a few seconds on any machine"


def test_a_gzip_bomb(tmp_path: Path) -> None:
    write(tmp_path, {"Dockerfile": DOCKERFILE})
    (tmp_path / "build.log").write_bytes(gzip.compress(b"\0" * (256 * 1024 * 1024), 9))
    assert explain(tmp_path)[0] == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_what_is_no_file(tmp_path: Path) -> None:
    write(tmp_path, {"Dockerfile": DOCKERFILE})
    os.mkfifo(tmp_path / "build.log")
    assert explain(tmp_path) == (2, {})
    assert explain(tmp_path, ".") == (2, {})


def test_nothing_outside_of_the_context_is_read(tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("six==1.0\n", encoding="utf-8")
    folder = tmp_path / "repository"
    folder.mkdir()
    dockerfile = "FROM python:3.12-slim\nRUN pip install -r ../secret.txt -r link.txt\n"
    log = FRAME.replace("make all", "pip install -r ../secret.txt -r link.txt").format(
        "#5 0.1 ERROR: No matching distribution found for six==1.0 (from versions: none)"
    )
    write(folder, {"Dockerfile": dockerfile, "build.log": log})
    (folder / "link.txt").symlink_to(outside)
    _, data = explain(folder)
    assert data["findings"][0]["path"] == "Dockerfile"
