"""The only way out for rattler: a proxy on this machine that connects to addresses that were looked at.

rattler fetches by itself: it follows redirects, and a channel's list may say that its parts are elsewhere. It runs in
a process of its own whose proxy is this one, so that all it asks for is held to the same rules as what we ask for.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from base64 import b64encode
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from studio_lint.online import dialing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter

MOST_BYTES = 512 << 20
"""That may be received for one environment; conda-forge's whole list has about 50 MiB."""
SLOWEST = 1024
"""Bytes a second: a connection that brings fewer for `PATIENCE` seconds is closed."""
PATIENCE = 20.0
AT_ONCE = 64
_HEADING = 10.0
_PIECE = 1 << 16


class Gate:
    """Listens on this machine while it is entered; `url` is the proxy's, with its password."""

    def __init__(self) -> None:
        self.why_not: dict[str, str] = {}
        """Why a host was not reached, by host and port."""
        self._password = secrets.token_urlsafe(16)
        self._received = 0
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._serving: set[asyncio.Task[Any]] = set()

    async def __aenter__(self) -> Gate:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        self.url = f"http://gate:{self._password}@127.0.0.1:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._serving:
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        try:
            async with self._turns:
                head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _HEADING)
                await self._passed_on(head.decode("latin-1"), reader, writer)
        except (OSError, ValueError, asyncio.TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            self._serving.discard(task)
            writer.close()

    async def _passed_on(self, head: str, reader: StreamReader, writer: StreamWriter) -> None:
        first, *fields = head[:-4].split("\r\n")
        method, target, _ = first.split(" ")
        if not self._knows(fields):
            writer.write(_answer("407 Proxy Authentication Required"))
            return
        parts = urlsplit(f"tunnel://{target}" if method == "CONNECT" else target)
        scheme = "https" if method == "CONNECT" else "http"
        host, port = parts.hostname or "", parts.port or 80
        try:
            if method not in ("CONNECT", "GET", "HEAD") or parts.scheme not in ("tunnel", "http"):
                raise dialing.NotAsked("its address is not public")
            far_reader, far_writer = await dialing.connect(scheme, host, port)
        except (dialing.NotAsked, dialing.NoConnection) as error:
            self.why_not[f"{host}:{port}"] = str(error)
            writer.write(_answer("403 Forbidden"))
            return
        try:
            if method == "CONNECT":
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                far_writer.write(_forwarded(method, parts.path or "/", parts.query, parts.netloc, fields))
            await self._relayed(reader, writer, far_reader, far_writer)
        finally:
            far_writer.close()

    def _knows(self, fields: list[str]) -> bool:
        """Others on this machine may not use the way out."""
        right = f"basic {b64encode(f'gate:{self._password}'.encode()).decode()}"
        given = [field.partition(":") for field in fields]
        said = [value.strip() for name, _, value in given if name.lower() == "proxy-authorization"]
        return any(hmac.compare_digest(f"basic {one.partition(' ')[2]}", right) for one in said)

    async def _relayed(
        self, reader: StreamReader, writer: StreamWriter, far_reader: StreamReader, far_writer: StreamWriter
    ) -> None:
        """Until either side ends, or too much or too little comes."""
        sending = asyncio.ensure_future(_pump(reader, far_writer))
        try:
            await self._received_from(far_reader, writer)
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)

    async def _received_from(self, far: StreamReader, writer: StreamWriter) -> None:
        began, came = monotonic(), 0
        while self._received <= MOST_BYTES:
            piece = await asyncio.wait_for(far.read(_PIECE), PATIENCE)
            if not piece:
                return
            self._received += len(piece)
            came += len(piece)
            writer.write(piece)
            await writer.drain()
            if monotonic() - began > PATIENCE:
                if came < SLOWEST * PATIENCE:
                    return
                began, came = monotonic(), 0


async def _pump(reader: StreamReader, writer: StreamWriter) -> None:
    while piece := await reader.read(_PIECE):
        writer.write(piece)
        await writer.drain()


def _answer(status: str) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()


def _forwarded(method: str, path: str, query: str, host: str, fields: list[str]) -> bytes:
    """The request as its server is to see it; the connection serves no other."""
    ours = ("proxy-", "connection:", "keep-alive:", "host:")
    kept = [field for field in fields if not field.lower().startswith(ours)]
    place = f"{path}?{query}" if query else path
    host = host.rpartition("@")[2]
    lines = [f"{method} {place} HTTP/1.1", f"Host: {host}", "Connection: close", *kept]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")
