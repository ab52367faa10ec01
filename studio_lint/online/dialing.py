"""Connections to hosts whose every address was looked at, and to no other address than these.

A name that resolves to a private address is not asked, whoever owns it; and since the connection goes to the address
that was looked at, a second answer of the name server changes nothing.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from base64 import b64encode
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from studio_lint.online import addresses

CONNECTING = 5.0
"""Seconds for one address."""
RESOLVING = 10.0
MOST_ADDRESSES = 4
"""Of one host, that are tried."""
_LONGEST_HEAD = 1 << 14


class NotAsked(Exception):
    """The host may not be asked; the text says why."""


class NoConnection(Exception):
    """The host may be asked, and does not answer; the text says why."""


def lookup(host: str, port: int) -> list[str]:
    """The addresses of a name, as the system has them. Raises OSError."""
    # A last dot: the name is whole, and no search domain of this network is tried.
    whole = host if host in addresses.PERMITTED or addresses.address_of(host) else f"{addresses.plain(host)}."
    found = socket.getaddrinfo(whole, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


async def checked(host: str, port: int) -> tuple[str, ...]:
    """The addresses to connect to. Raises NotAsked if any is not public, NoConnection if there are none."""
    if not addresses.may_be_asked(host):
        raise NotAsked("its address is not public")
    try:
        found = await asyncio.wait_for(_in_thread(host, port), RESOLVING)
    except (OSError, UnicodeError, asyncio.TimeoutError):
        raise NoConnection("its name cannot be resolved") from None
    if host not in addresses.PERMITTED and not all(map(_is_public, found)):
        raise NotAsked("its address is not public")
    return tuple(found[:MOST_ADDRESSES])


def _is_public(text: str) -> bool:
    try:
        return addresses.is_public(ip_address(text.partition("%")[0]))
    except ValueError:
        return False


async def _in_thread(host: str, port: int) -> list[str]:
    """The loop's own threads are waited for at its end, and a name server may take its time."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def settle(found: list[str] | None, error: Exception | None) -> None:
        if answer.done():
            return
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(found or [])

    def ask() -> None:
        found, failed = None, None
        try:
            found = lookup(host, port)
        except (OSError, UnicodeError) as error:
            failed = error
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, found, failed)

    threading.Thread(target=ask, daemon=True).start()
    return await answer


def proxy_of(scheme: str, host: str) -> str | None:
    """The proxy that the user's environment names for a host."""
    if host in addresses.PERMITTED:
        return None
    known = getproxies()
    proxy = known.get(scheme) or known.get("all")
    return proxy if proxy and "://" in proxy and not proxy_bypass(host) else None


async def connect(scheme: str, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection to a host that was checked, through the user's proxy if there is one. Raises as `checked`."""
    proxy = proxy_of(scheme, host)
    try:
        found = await checked(host, port)
    except NoConnection:
        # Behind a proxy only the proxy may know the name.
        if proxy is None:
            raise
        found = ()
    if proxy is not None:
        return await _through(proxy, host, port)
    for address in found:
        try:
            return await asyncio.wait_for(asyncio.open_connection(address, port), CONNECTING)
        except (OSError, asyncio.TimeoutError) as error:
            why = error.strerror if isinstance(error, OSError) and error.strerror else "no response in time"
    raise NoConnection(_first_words(why) if found else "its name cannot be resolved")


def _first_words(why: str) -> str:
    """Of `Connect call failed (…)` what does not hold an address."""
    return "Connection refused" if why.startswith("Connect call failed") else why.partition(" (")[0]


async def _through(proxy: str, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A tunnel through a proxy. Raises NoConnection."""
    parts = urlsplit(proxy)
    secure = parts.scheme == "https"
    try:
        given = asyncio.open_connection(parts.hostname, parts.port or (443 if secure else 80), ssl=secure or None)
        reader, writer = await asyncio.wait_for(given, CONNECTING)
        login = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
        credentials = f"Proxy-Authorization: Basic {b64encode(login.encode()).decode()}\r\n" if parts.username else ""
        writer.write(f"CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n{credentials}\r\n".encode())
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 2 * CONNECTING)
    except (OSError, ValueError, asyncio.TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        raise NoConnection("the proxy does not respond") from None
    if head[:_LONGEST_HEAD].split(b" ", 2)[1:2] != [b"200"]:
        writer.close()
        raise NoConnection("the proxy refused the connection")
    return reader, writer
