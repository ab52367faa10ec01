"""A language client over stdio, small enough to read: it sends, and waits for answers and notifications."""

from __future__ import annotations

import json
import os
import queue
import select
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from tests.cases import ROOT
from tests.lsp import nursery

PATIENCE = 30.0


class _Command:
    """A server as an editor starts it."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "studio_lint", "server", "--stdio"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self.input, self.output, self.pid = self._process.stdin, self._process.stdout, self._process.pid

    def status(self) -> int:
        return self._process.wait(PATIENCE)


class _Forked:
    """A server out of the nursery."""

    def __init__(self, folder: Path) -> None:
        given, taken, ended = nursery.start(folder)
        self.input, self.output, self._ended = os.fdopen(given, "wb"), os.fdopen(taken, "rb"), os.fdopen(ended, "rb")

    def status(self) -> int:
        with self._ended:
            assert select.select([self._ended], [], [], PATIENCE)[0], "the server did not end"
            return self._ended.read(1)[0]


class Client:
    """One server process and what it said."""

    def __init__(
        self, folder: Path, capabilities: dict[str, Any] | None = None, as_editors_do: bool = not nursery.POSSIBLE
    ) -> None:
        """`as_editors_do` starts the command; otherwise a process that has imported it already is forked."""
        self.folder = folder
        self._server = _Command(folder) if as_editors_do else _Forked(folder)
        self._messages: queue.Queue[dict[str, Any]] = queue.Queue()
        self._number = 0
        self._versions: dict[str, int] = {}
        self.shown: list[str] = []
        self.published: dict[str, list[dict[str, Any]]] = {}
        threading.Thread(target=self._listen, daemon=True).start()
        self.greeting = self.ask(
            "initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities or {}}
        )
        self.tell("initialized", {})

    @property
    def pid(self) -> int:
        """The number of the server's process, where it was started as a command."""
        assert isinstance(self._server, _Command)
        return self._server.pid

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def ask(self, method: str, params: Any) -> Any:
        """Send a request; its result. What comes in between is kept."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == self._number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def open(self, name: str, text: str, language: str = "yaml") -> list[dict[str, Any]]:
        self._versions[name] = 1
        document = {"uri": self.uri(name), "languageId": language, "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return self.diagnostics(name)

    def change(self, name: str, text: str) -> list[dict[str, Any]]:
        self._versions[name] += 1
        document = {"uri": self.uri(name), "version": self._versions[name]}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})
        return self.diagnostics(name)

    def diagnostics(self, name: str) -> list[dict[str, Any]]:
        """The next diagnostics that are sent for a file."""
        uri = self.uri(name)
        self.published.pop(uri, None)
        while uri not in self.published:
            self._next()
        return self.published[uri]

    def at(self, name: str, line: int, character: int) -> dict[str, Any]:
        return {"textDocument": {"uri": self.uri(name)}, "position": {"line": line, "character": character}}

    def end(self) -> int:
        self.ask("shutdown", None)
        self.tell("exit", None)
        status = self._server.status()
        self._server.input.close()
        self._server.output.close()
        return status

    def _next(self) -> dict[str, Any]:
        message = self._messages.get(timeout=PATIENCE)
        if message.get("method") == "textDocument/publishDiagnostics":
            self.published[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif message.get("method") == "window/showMessage":
            self.shown.append(message["params"]["message"])
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        return message

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._server.input.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._server.input.flush()

    def _listen(self) -> None:
        stream = self._server.output
        while True:
            size = 0
            while (line := stream.readline().strip()) != b"":
                if line.lower().startswith(b"content-length:"):
                    size = int(line.split(b":")[1])
            if not size:
                return
            self._messages.put(json.loads(stream.read(size)))
