"""Package managers of distributions: their programs, and the subcommands and options that they accept.

Source: apt-get(8) and apt(8) of Debian 12 and 13, `--help` of dnf 4.14 (2026-11).
"""

from __future__ import annotations

APT = frozenset(("apt-get", "apt"))
YUM = frozenset(("yum", "dnf", "microdnf"))

APT_VALUED = frozenset(("-o", "--option", "-c", "--config-file", "-t", "--target-release", "--default-release", "-a"))
"""Options of APT that take the next word."""
APT_INSTALLS = frozenset(("install", "reinstall", "upgrade", "dist-upgrade", "full-upgrade", "build-dep", "satisfy"))
APT_UPGRADES = ("upgrade", "dist-upgrade", "full-upgrade")
"""Words with which it installs, and those of them that bring nothing new."""
APT_YES = ("-y", "--yes", "--assume-yes", "-qq")
"""Options with which it asks no question."""
_OTHERS = """
update remove purge autoremove autopurge clean autoclean auto-clean dist-clean distclean source download check
changelog indextargets list search show edit-sources markauto dselect-upgrade moo help
"""
APT_VERBS = APT_INSTALLS | frozenset(_OTHERS.split())

YUM_NEEDS_MIRROR = ("install", "update", "upgrade", "groupinstall", "makecache", "check-update")
"""Words with which YUM asks a mirror."""

NEEDS_ROOT = frozenset(
    ("update", "install", "upgrade", "dist-upgrade", "full-upgrade", "remove", "purge", "add", "del", "makecache")
)
"""Words with which any package manager changes what only root may."""

PREPARED = (
    *("apt-get update", "apt update", "apt-get -y update", "apt-get -qq update", "apt-get -q update"),
    "aptitude update",
)
"""Commands that fetch package lists, as they are written most."""
REQUESTED = ("apt-get install", "apt install", "apt-get", "apt")
"""How a command that installs with APT begins, the longest first."""
