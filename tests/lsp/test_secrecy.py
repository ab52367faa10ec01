"""What an editor is shown holds no secret; what it is asked to write holds what the file does."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the language server's extra is not installed")

from tests.lsp.client import Client

SECRET = "ghp_16C7e42F292c6912E7710c838347Ae178B4a"
DOCKERFILE = f"# studio-lint: studio\nFROM ubuntu:24.04\nENV API={SECRET} PORT=$CONNECT_TOOL_PORT\nENTRYPONT {SECRET}\n"
ENVIRONMENT = f"dependencies:\n  - https://me:{SECRET}@conda.example.com/ch::numpy=>1.8\n  - {SECRET}@1\n"


@pytest.mark.parametrize(("name", "text"), [("Dockerfile", DOCKERFILE), ("environment.yml", ENVIRONMENT)])
def test_hover_and_diagnostics(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    client = Client(tmp_path)
    told = [str(client.open(name, text))]
    told += [str(client.ask("textDocument/hover", client.at(name, line, 6))) for line in range(4)]
    assert client.end() == 0
    assert "studio-lint" in told[0] or "SL" in told[0]
    assert SECRET[:8] not in "".join(told)
