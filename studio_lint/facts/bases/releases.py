"""Releases of distributions: when their support ended, and whether their packages are on the normal mirrors.

Dates: endoflife.date (2026-08-22). Mirrors: Debian's were checked on 2026-11-28 (the Release file of each suite);
mantic: docker-library/official-images issue 17973 (2024-11-26); oracular: freeorion issue 5294 (2025-09-13);
CentOS: centos.org, mirrors closed 2024-07-01 and 2022-01-31. Externally managed Python: Debian measured on root
file systems (2026-11-28), Ubuntu rocker-versioned2 issue 670, Alpine docker-alpine issue 361 (2023-12-08).
"""

from __future__ import annotations

from studio_lint.base.record import Record

AS_OF = "2026-11-28"


class Release(Record):
    """One release.

    name      code name ("bookworm"), or system and number ("alpine3.20")
    system    "debian", "ubuntu", "alpine", "centos", …
    number    "12", "24.04"
    title     as users call it ("Debian 10 (buster)")
    ended     the day on which general support ended; "" while it lasts
    mirrored  whether its packages are on the normal mirrors; None: not known
    managed   whether its own Python is externally managed (PEP 668), so that pip refuses to install into it
    pipefail  whether its /bin/sh has `set -o pipefail`
    sources   whether /etc/apt/sources.list exists in its images
    """

    name: str
    system: str
    number: str
    title: str
    ended: str = ""
    mirrored: bool | None = True
    managed: bool | None = None
    pipefail: bool | None = None
    sources: bool | None = None

    @property
    def by_dpkg(self) -> bool:
        """Whether its system is Debian, or Ubuntu, whose folders and programs are Debian's."""
        return self.system in ("debian", "ubuntu")

    @property
    def lost_mirrors(self) -> bool:
        """Whether it is of the system whose every mirror was closed with it."""
        return self.system == "centos"


_TABLE = """
name            | system      | number  | title                   | ended      | mirrored | managed | pipefail | sources
jessie          | debian      | 8       | Debian 8 (jessie)       | 2020-06-30 | no       | no      | no       | yes
stretch         | debian      | 9       | Debian 9 (stretch)      | 2022-07-01 | no       | no      | no       | yes
buster          | debian      | 10      | Debian 10 (buster)      | 2024-06-30 | no       | no      | no       | yes
bullseye        | debian      | 11      | Debian 11 (bullseye)    | 2026-08-31 | yes      | no      | no       | yes
bookworm        | debian      | 12      | Debian 12 (bookworm)    | -          | yes      | yes     | no       | no
trixie          | debian      | 13      | Debian 13 (trixie)      | -          | yes      | yes     | yes      | no
xenial          | ubuntu      | 16.04   | Ubuntu 16.04 (xenial)   | 2021-04-02 | ?        | no      | no       | yes
bionic          | ubuntu      | 18.04   | Ubuntu 18.04 (bionic)   | 2023-05-31 | ?        | no      | no       | yes
focal           | ubuntu      | 20.04   | Ubuntu 20.04 (focal)    | 2025-05-31 | yes      | no      | no       | yes
jammy           | ubuntu      | 22.04   | Ubuntu 22.04 (jammy)    | -          | yes      | no      | no       | yes
lunar           | ubuntu      | 23.04   | Ubuntu 23.04 (lunar)    | 2024-01-25 | no       | yes     | no       | yes
mantic          | ubuntu      | 23.10   | Ubuntu 23.10 (mantic)   | 2024-07-12 | no       | yes     | no       | yes
noble           | ubuntu      | 24.04   | Ubuntu 24.04 (noble)    | -          | yes      | yes     | no       | ?
oracular        | ubuntu      | 24.10   | Ubuntu 24.10 (oracular) | 2025-07-10 | no       | yes     | ?        | ?
plucky          | ubuntu      | 25.04   | Ubuntu 25.04 (plucky)   | 2026-01-17 | ?        | yes     | ?        | ?
questing        | ubuntu      | 25.10   | Ubuntu 25.10 (questing) | 2026-07-01 | ?        | yes     | ?        | ?
resolute        | ubuntu      | 26.04   | Ubuntu 26.04 (resolute) | -          | yes      | yes     | ?        | ?
centos7         | centos      | 7       | CentOS 7                | 2024-06-30 | no       | no      | yes      | ?
centos8         | centos      | 8       | CentOS 8                | 2021-12-31 | no       | no      | yes      | ?
stream8         | centos      | stream8 | CentOS Stream 8         | 2024-05-31 | ?        | no      | yes      | ?
stream9         | centos      | stream9 | CentOS Stream 9         | -          | yes      | no      | yes      | ?
alpine3.12      | alpine      | 3.12    | Alpine 3.12             | 2022-05-01 | ?        | no      | ?        | ?
alpine3.13      | alpine      | 3.13    | Alpine 3.13             | 2022-11-01 | ?        | no      | ?        | ?
alpine3.14      | alpine      | 3.14    | Alpine 3.14             | 2023-05-01 | ?        | no      | ?        | ?
alpine3.15      | alpine      | 3.15    | Alpine 3.15             | 2023-11-01 | ?        | no      | ?        | ?
alpine3.16      | alpine      | 3.16    | Alpine 3.16             | 2024-05-23 | ?        | no      | ?        | ?
alpine3.17      | alpine      | 3.17    | Alpine 3.17             | 2024-11-22 | ?        | no      | ?        | ?
alpine3.18      | alpine      | 3.18    | Alpine 3.18             | 2025-05-09 | ?        | no      | ?        | ?
alpine3.19      | alpine      | 3.19    | Alpine 3.19             | 2025-11-01 | ?        | yes     | ?        | ?
alpine3.20      | alpine      | 3.20    | Alpine 3.20             | 2026-04-01 | ?        | yes     | ?        | ?
alpine3.21      | alpine      | 3.21    | Alpine 3.21             | 2026-11-01 | ?        | yes     | ?        | ?
alpine3.22      | alpine      | 3.22    | Alpine 3.22             | -          | yes      | yes     | ?        | ?
alpine3.23      | alpine      | 3.23    | Alpine 3.23             | -          | yes      | yes     | ?        | ?
alpine3.24      | alpine      | 3.24    | Alpine 3.24             | -          | yes      | yes     | ?        | ?
almalinux8      | almalinux   | 8       | AlmaLinux 8             | -          | yes      | no      | yes      | ?
almalinux9      | almalinux   | 9       | AlmaLinux 9             | -          | yes      | no      | yes      | ?
almalinux10     | almalinux   | 10      | AlmaLinux 10            | -          | yes      | no      | yes      | ?
rockylinux8     | rockylinux  | 8       | Rocky Linux 8           | -          | yes      | no      | yes      | ?
rockylinux9     | rockylinux  | 9       | Rocky Linux 9           | -          | yes      | no      | yes      | ?
rockylinux10    | rockylinux  | 10      | Rocky Linux 10          | -          | yes      | no      | yes      | ?
amazonlinux2    | amazonlinux | 2       | Amazon Linux 2          | 2026-06-30 | ?        | no      | yes      | ?
amazonlinux2023 | amazonlinux | 2023    | Amazon Linux 2023       | -          | ?        | no      | yes      | ?
"""
"""A column for each field; "-" is none, "?" not known."""
_WORDS = {"yes": True, "no": False, "?": None}


def _rows() -> dict[str, Release]:
    names, *rows = ([cell.strip() for cell in line.split("|")] for line in _TABLE.strip().split("\n"))
    found = {}
    for row in rows:
        given = dict(zip(names, row, strict=True))
        known = {name: _WORDS[given.pop(name)] for name in names[5:]}
        found[given["name"]] = Release(**(given | known | {"ended": "" if given["ended"] == "-" else given["ended"]}))  # type: ignore[arg-type]
    return found


RELEASES = _rows()
