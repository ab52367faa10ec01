"""Requests over httpx: short, bounded, and only to where they may go."""

from __future__ import annotations

import json
from typing import Any

import httpx

from studio_lint import __version__
from studio_lint.base.record import Record
from studio_lint.online import addresses

CONNECTING, ANSWERING = 5.0, 10.0
"""Seconds to connect, and to wait for the next piece of an answer."""
AT_ONCE = 8
MOST_REDIRECTS = 5
MOST_BYTES = 4 << 20


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


class Web:
    """One client for many requests at once; to be closed by `async with`."""

    def __init__(self) -> None:
        self._client = httpx.AsyncClient(
            timeout=httpx.Timeout(ANSWERING, connect=CONNECTING),
            limits=httpx.Limits(max_connections=AT_ONCE),
            headers={"User-Agent": f"studio-lint/{__version__}"},
        )

    async def __aenter__(self) -> Web:
        await self._client.__aenter__()
        return self

    async def __aexit__(self, *raised: Any) -> None:
        await self._client.__aexit__(*raised)

    async def get(self, url: str, *, accept: str = "", token: str = "", from_loopback: bool = False) -> Reply:
        """Read an address, redirects followed; a token goes to its host alone. Raises Unreachable."""
        headers = {"Accept": accept} if accept else {}
        try:
            at = httpx.URL(url)
            origin = _origin(at)
            for _ in range(MOST_REDIRECTS + 1):
                if not addresses.may_be_led_to(at.scheme, at.host.lower(), from_loopback):
                    raise Unreachable("it leads to an address that is not asked")
                bearer = {"Authorization": f"Bearer {token}"} if token and _origin(at) == origin else {}
                reply = await self._once(at, headers | bearer)
                if reply.status not in (301, 302, 303, 307, 308) or "location" not in reply.headers:
                    return reply
                at = at.join(reply.headers["location"])
        except httpx.TimeoutException:
            raise Unreachable("no answer in time") from None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise Unreachable(_why(error)) from None
        raise Unreachable("it redirects without end")

    async def _once(self, url: httpx.URL, headers: dict[str, str]) -> Reply:
        pieces: list[bytes] = []
        async with self._client.stream("GET", url, headers=headers) as response:
            async for piece in response.aiter_bytes():
                pieces.append(piece)
                if sum(map(len, pieces)) > MOST_BYTES:
                    raise Unreachable("the answer is too large")
            plain = {name.lower(): value for name, value in response.headers.items()}
            return Reply(response.status_code, plain, b"".join(pieces))


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _why(error: Exception) -> str:
    """The library's words, without those of its caller; its messages hold no URL."""
    words = str(error).strip().partition("\n")[0]
    return words or type(error).__name__


def challenge(header: str) -> dict[str, str]:
    """The parameters of `Bearer realm="…",service="…",scope="…"`; empty for any other kind of login."""
    kind, _, rest = header.strip().partition(" ")
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
