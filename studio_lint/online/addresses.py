"""Which hosts are asked: public ones, and the machine itself.

A file must not be able to send requests into the network that its linter
runs in; and from there nothing is pulled where images are built.
"""

from __future__ import annotations

from studio_lint.facts.registries import is_local_name, is_private_address

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def is_loopback(host: str) -> bool:
    """Whether a host (lower case, no port) is the machine itself, by its usual names."""
    return host in LOOPBACK


def may_be_asked(host: str) -> bool:
    """`host` is in lower case, without port."""
    return bool(host) and (is_loopback(host) or not (is_private_address(host) or is_local_name(host)))


def may_be_led_to(scheme: str, host: str, from_loopback: bool) -> bool:
    """Whether an answer may send us to a place: encrypted and public; from the machine itself also to itself."""
    if is_loopback(host):
        return from_loopback
    return scheme == "https" and may_be_asked(host)
