"""Which hosts are asked: public ones, by their name and by every address that it has.

A file must not be able to send requests into the network that its linter runs in; and from there nothing is pulled
where images are built. Whether a name may be asked is decided twice: here by how it is written, which needs no
network, and in `dialing` by what it resolves to.
"""

from __future__ import annotations

from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address, IPv6Network
from unicodedata import normalize
from urllib.parse import unquote

from studio_lint.facts import networks

PERMITTED: frozenset[str] = frozenset()
"""Hosts that are asked although they are not public. Only tests put any here: their servers are on this machine."""

Address = IPv4Address | IPv6Address

_NOT_PUBLIC_4 = tuple(IPv4Network(one) for one in networks.NOT_PUBLIC_4)
_NOT_PUBLIC_6 = tuple(IPv6Network(one) for one in networks.NOT_PUBLIC_6)
_PUBLIC_6 = IPv6Network(networks.PUBLIC_6)
_NAT64 = IPv6Network(networks.NAT64)
_LONGEST_NAME = 253
_ESCAPES = 3
"""How often a name is unescaped; what is still escaped then is no name."""


def plain(host: str) -> str:
    """One spelling of a host: unescaped, ordinary letters, lower case, without brackets, zone or last dot."""
    host = host[: 4 * _LONGEST_NAME]
    for _ in range(_ESCAPES):
        host = unquote(host)
    host = normalize("NFKC", host).lower().strip().replace("\u3002", ".")
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    if ":" in host:
        host = host.partition("%")[0]
    return host.rstrip(".")


def address_of(host: str) -> Address | None:
    """The address that a host is, in any spelling that C's inet_aton takes; None for a name."""
    host = plain(host)
    try:
        return IPv6Address(host) if ":" in host else _ipv4(host)
    except (AddressValueError, ValueError):
        return None


def _ipv4(host: str) -> IPv4Address | None:
    """`127.1`, `0x7f.1`, `0177.0.0.1` and `2130706433` are 127.0.0.1: the last number fills the bytes that are left."""
    parts = host.split(".")
    numbers = [_number(part) for part in parts]
    if len(parts) > 4 or None in numbers:
        return None
    *first, last = [number for number in numbers if number is not None]
    left = 8 * (4 - len(first))
    if any(number > 255 for number in first) or last >= 1 << left:
        return None
    value = 0
    for number in first:
        value = value << 8 | number
    return IPv4Address(value << left | last)


def _number(text: str) -> int | None:
    if not text.isascii() or not text.isalnum() or len(text) > 12:
        return None
    try:
        if text.startswith("0x"):
            return int(text[2:] or "0", 16)
        return int(text, 8) if text.startswith("0") else int(text)
    except ValueError:
        return None


def is_public(address: Address) -> bool:
    """Whether an address is of the public internet, and embeds none that is not."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    if address in _NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    if int(address) >> 32 & 0xFFFFFFFF in networks.ISATAP:
        return False
    return address in _PUBLIC_6 and not any(address in network for network in _NOT_PUBLIC_6)


def may_be_asked(host: str) -> bool:
    """Whether a host, without port, may be asked as far as its spelling says."""
    if host in PERMITTED:
        return True
    address = address_of(host)
    if address is not None:
        return is_public(address)
    name = plain(host)
    labels = name.split(".")
    # No top-level domain begins with a digit: what ends in a number is an address, however it is read.
    if len(labels) < 2 or len(name) > _LONGEST_NAME or not all(map(_is_label, labels)) or labels[-1][0].isdecimal():
        return False
    return not name.endswith(networks.NAME_ENDINGS)


def _is_label(label: str) -> bool:
    return bool(label) and label.replace("-", "a").replace("_", "a").isalnum()


def may_be_led_to(scheme: str, host: str) -> bool:
    """Whether an answer may send us to a place: encrypted and public."""
    return (scheme == "https" or host in PERMITTED) and may_be_asked(host)
