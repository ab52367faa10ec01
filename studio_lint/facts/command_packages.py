"""Which package of Debian and Ubuntu to install for a command (packages.debian.org, Debian 12, 2026-11)."""

from __future__ import annotations

from studio_lint.facts import apt_packages

_OFTEN = """
python3=python3 pip=python3-pip pip3=python3-pip python=python-is-python3 ps=procps pgrep=procps pkill=procps
gcc=build-essential g++=build-essential make=build-essential cc=build-essential node=nodejs npm=npm
java=default-jre-headless javac=default-jdk-headless ssh=openssh-client Rscript=r-base R=r-base xz=xz-utils
add-apt-repository=software-properties-common envsubst=gettext-base lsb_release=lsb-release gpg=gnupg
locale-gen=locales nc=netcat-openbsd bzip2=bzip2 git=git curl=curl wget=wget sudo=sudo
"""
_MEANT = dict(word.split("=") for word in _OFTEN.split())
"""The package that people mean, where several bring the command."""


def package_of(command: str) -> str | None:
    """A package that brings a command: the one that people mean, the one called so, or the one that brings least."""
    if command in _MEANT:
        return _MEANT[command]
    found = apt_packages.look_up(command)
    if found is not None and command in found.sure:
        return command
    brings: list[tuple[int, str]] = []
    for name in apt_packages.names():
        package = apt_packages.look_up(name)
        if package is not None and command in package.sure:
            brings.append((len(package.sure), name))
    return min(brings)[1] if brings else None
