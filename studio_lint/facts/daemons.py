"""Servers that go into the background by themselves unless they are told not to.

Documentation (2026-11): nginx 1.28 (`daemon`), Posit's list of rserver's options (`server-daemonize`, on where root
starts it), xpra 3.1 (`--daemon`).
"""

from __future__ import annotations

from studio_lint.base.record import Record


class Daemon(Record):
    """How a server is kept in front.

    word  where it stands in the command or in a file of the image, it may stay in front
    help  how to tell it
    root  it goes into the background only where root starts it
    """

    word: str
    help: str
    root: bool = False


SWITCHING = frozenset(("gosu", "su", "su-exec", "runuser", "setpriv", "s6-setuidgid", "chpst", "sudo"))
"""They start a program as another user."""

DETACHING = frozenset(("-D", "--daemon", "--daemonize", "--background", "--detach"))
"""Flags with which other servers (Gunicorn, websockify) go into the background."""

DAEMONS: dict[str, Daemon] = {
    "nginx": Daemon("daemon", "add `-g 'daemon off;'`"),
    "rserver": Daemon("daemonize", "add `--server-daemonize=0`", True),
    "xpra": Daemon("daemon", "add `--daemon=no`"),
}
"""By the name of the program."""
