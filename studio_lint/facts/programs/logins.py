"""Accounts that may not log in: su runs a command with the account's shell, which only says that it is not available.

base-passwd 3.6 and passwd 4.13 of Debian 12 (run in 2026-11): `su www-data -c true` ends with exit status 1. adduser
gives system accounts the same shell; useradd does not, whatever its options say but `-s`.
"""

from __future__ import annotations

NOLOGIN_SHELLS = ("/usr/sbin/nologin", "/sbin/nologin", "/bin/false", "/usr/bin/false")
_USERS = "daemon bin sys games man lp mail news uucp proxy www-data backup list irc _apt nobody"
DEBIAN_USERS = frozenset(_USERS.split())
"""Users of every Debian and Ubuntu, with the first of these shells."""
OTHER_SHELL = ("-s", "--shell", "-m", "-p", "--preserve-environment")
"""Options with which su takes another shell than the account's."""
CHANGING_SHELL = ("chsh", "usermod", "vipw", "/etc/passwd")
"""Words of a step that may give an account another shell."""
