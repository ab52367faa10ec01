"""Requests over httpx: short, bounded, and only to where they may go."""

from __future__ import annotations

import asyncio
import json
import zlib
from time import monotonic
from typing import Any

import httpx

from studio_lint import __version__
from studio_lint.base.record import Record
from studio_lint.online import addresses, dialing

LONGEST = 20.0
"""Seconds for a whole answer, redirects included, however slowly it comes."""
AT_ONCE = 8
MOST_REDIRECTS = 5
MOST_BYTES = 4 << 20
"""Of one answer, as it is received and as it is unpacked."""
LONGEST_CHALLENGE = 4_000

_PACKED = {"gzip": 31, "x-gzip": 31, "deflate": 47}
"""How zlib is told what it unpacks."""


class Unreachable(Exception):
    """No answer that can be used; the text says why, for somebody who knows the host."""


class Reply(Record):
    """An answer: status, headers with names in lower case, and the body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        """The body as JSON; None if it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    def field(self, name: str) -> Any:
        """A key of the JSON object that the body is; None where there is none."""
        data = self.data
        return data.get(name) if isinstance(data, dict) else None


class Pinned(httpx.AsyncBaseTransport):  # type: ignore[misc]
    """Connects to addresses that were looked at; the certificate is still that of the name.

    Each host has connections of its own: two hosts at one address never share one.
    """

    def __init__(self) -> None:
        self._context = httpx.create_ssl_context()
        self._limits = httpx.Limits(max_connections=AT_ONCE)
        self._direct: dict[str, httpx.AsyncHTTPTransport] = {}
        self._through: dict[str, httpx.AsyncHTTPTransport] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Raises Unreachable for a host that may not be asked, and httpx's errors."""
        url = request.url
        host = url.raw_host.decode("ascii")
        proxy = dialing.proxy_of(url.scheme, host)
        try:
            found = await dialing.checked(host, url.port or (443 if url.scheme == "https" else 80))
        except dialing.NotAsked as error:
            raise Unreachable(str(error)) from None
        except dialing.NoConnection as error:
            if proxy is None:
                raise Unreachable(str(error)) from None
        if proxy is not None:
            return await self._proxied(proxy).handle_async_request(request)
        return await self._at(host, found, request)

    async def _at(self, host: str, found: tuple[str, ...], request: httpx.Request) -> httpx.Response:
        if host not in self._direct:
            self._direct[host] = httpx.AsyncHTTPTransport(verify=self._context, limits=self._limits)
        failed: httpx.TransportError = httpx.ConnectError("its name cannot be resolved")
        for address in found:
            pinned = httpx.Request(
                request.method,
                request.url.copy_with(host=address),
                headers=request.headers,
                stream=request.stream,
                extensions={**request.extensions, "sni_hostname": host},
            )
            try:
                return await self._direct[host].handle_async_request(pinned)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failed = error
        raise failed

    def _proxied(self, proxy: str) -> httpx.AsyncHTTPTransport:
        if proxy not in self._through:
            self._through[proxy] = httpx.AsyncHTTPTransport(verify=self._context, limits=self._limits, proxy=proxy)
        return self._through[proxy]

    async def aclose(self) -> None:
        """End all connections."""
        for transport in (*self._direct.values(), *self._through.values()):
            await transport.aclose()


class Web:
    """One client for many requests at once; to be closed by `async with`."""

    def __init__(self) -> None:
        self._client = httpx.AsyncClient(
            transport=Pinned(),
            timeout=httpx.Timeout(LONGEST, connect=dialing.CONNECTING),
            headers={"User-Agent": f"studio-lint/{__version__}", "Accept-Encoding": "gzip"},
            trust_env=False,
        )

    async def __aenter__(self) -> Web:
        await self._client.__aenter__()
        return self

    async def __aexit__(self, *raised: Any) -> None:
        await self._client.__aexit__(*raised)

    async def get(self, url: str, *, accept: str = "", token: str = "") -> Reply:
        """Read an address, redirects followed; a token goes to its host alone. Raises Unreachable."""
        headers = {"Accept": accept} if accept else {}
        try:
            return await asyncio.wait_for(self._followed(url, headers, token), LONGEST)
        except (httpx.TimeoutException, asyncio.TimeoutError):
            raise Unreachable("no response in time") from None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise Unreachable(_why(error)) from None

    async def _followed(self, url: str, headers: dict[str, str], token: str) -> Reply:
        at = httpx.URL(url)
        origin = _origin(at)
        ends = monotonic() + LONGEST
        for _ in range(MOST_REDIRECTS + 1):
            if not addresses.may_be_led_to(at.scheme, at.raw_host.decode("ascii")):
                raise Unreachable("its address is not public")
            # Neither a name and password in a URL nor the token goes where it was not meant for.
            at = at.copy_with(userinfo=b"")
            bearer = {"Authorization": f"Bearer {token}"} if token and _origin(at) == origin else {}
            reply = await self._once(at, headers | bearer, ends)
            if reply.status not in (301, 302, 303, 307, 308) or "location" not in reply.headers:
                return reply
            at = at.join(reply.headers["location"])
        raise Unreachable("too many redirects")

    async def _once(self, url: httpx.URL, headers: dict[str, str], ends: float) -> Reply:
        async with self._client.stream("GET", url, headers=headers) as response:
            body = await _body(response, ends)
            plain = {name.lower(): value for name, value in response.headers.items()}
            return Reply(response.status_code, plain, body)


async def _body(response: httpx.Response, ends: float) -> bytes:
    """The body, unpacked: at most MOST_BYTES of it are received and kept. Raises Unreachable."""
    packed = response.headers.get("content-encoding", "identity").strip().lower()
    if packed not in ("identity", "") and packed not in _PACKED:
        raise Unreachable("it uses an unsupported compression")
    unpacking = zlib.decompressobj(_PACKED[packed]) if packed in _PACKED else None
    body = bytearray()
    received = 0
    async for piece in response.aiter_raw():
        received += len(piece)
        try:
            body += unpacking.decompress(piece, MOST_BYTES + 1 - len(body)) if unpacking else piece
        except zlib.error:
            raise Unreachable("its response cannot be decompressed") from None
        if received > MOST_BYTES or len(body) > MOST_BYTES:
            raise Unreachable("the response is too large")
        if monotonic() > ends:
            raise Unreachable("no response in time")
    return bytes(body)


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _why(error: Exception) -> str:
    """The library's words, without those of its caller; its messages hold no URL."""
    words = str(error).strip().partition("\n")[0]
    return words or type(error).__name__


def challenge(header: str) -> dict[str, str]:
    """The parameters of `Bearer realm="…",service="…",scope="…"`; empty for any other kind of login."""
    kind, _, rest = header[:LONGEST_CHALLENGE].strip().partition(" ")
    if kind.lower() != "bearer":
        return {}
    found: dict[str, str] = {}
    while rest:
        name, equals, rest = rest.lstrip(" ,").partition("=")
        if not equals:
            break
        if rest.startswith('"'):
            value, _, rest = rest[1:].partition('"')
        else:
            value, _, rest = rest.partition(",")
        found[name.strip().lower()] = value
    return found
