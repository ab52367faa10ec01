"""Releases of distributions: when their support ended, and whether their packages are on the normal mirrors.

Dates: endoflife.date (2026-08-22). Mirrors: Debian's were asked on 2026-11-28 (the Release file of each suite);
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


def _rows() -> dict[str, Release]:
    rows = [
        Release("jessie", "debian", "8", "Debian 8 (jessie)", "2020-06-30", False, False, False, True),
        Release("stretch", "debian", "9", "Debian 9 (stretch)", "2022-07-01", False, False, False, True),
        Release("buster", "debian", "10", "Debian 10 (buster)", "2024-06-30", False, False, False, True),
        Release("bullseye", "debian", "11", "Debian 11 (bullseye)", "2026-08-31", True, False, False, True),
        Release("bookworm", "debian", "12", "Debian 12 (bookworm)", "", True, True, False, False),
        Release("trixie", "debian", "13", "Debian 13 (trixie)", "", True, True, True, False),
        Release("xenial", "ubuntu", "16.04", "Ubuntu 16.04 (xenial)", "2021-04-02", None, False, False, True),
        Release("bionic", "ubuntu", "18.04", "Ubuntu 18.04 (bionic)", "2023-05-31", None, False, False, True),
        Release("focal", "ubuntu", "20.04", "Ubuntu 20.04 (focal)", "2025-05-31", True, False, False, True),
        Release("jammy", "ubuntu", "22.04", "Ubuntu 22.04 (jammy)", "", True, False, False, True),
        Release("lunar", "ubuntu", "23.04", "Ubuntu 23.04 (lunar)", "2024-01-25", False, True, False, True),
        Release("mantic", "ubuntu", "23.10", "Ubuntu 23.10 (mantic)", "2024-07-12", False, True, False, True),
        Release("noble", "ubuntu", "24.04", "Ubuntu 24.04 (noble)", "", True, True, False, None),
        Release("oracular", "ubuntu", "24.10", "Ubuntu 24.10 (oracular)", "2025-07-10", False, True, None, None),
        Release("plucky", "ubuntu", "25.04", "Ubuntu 25.04 (plucky)", "2026-01-17", None, True, None, None),
        Release("questing", "ubuntu", "25.10", "Ubuntu 25.10 (questing)", "2026-07-01", None, True, None, None),
        Release("resolute", "ubuntu", "26.04", "Ubuntu 26.04 (resolute)", "", True, True, None, None),
        Release("centos7", "centos", "7", "CentOS 7", "2024-06-30", False, False, True),
        Release("centos8", "centos", "8", "CentOS 8", "2021-12-31", False, False, True),
        Release("stream8", "centos", "stream8", "CentOS Stream 8", "2024-05-31", None, False, True),
        Release("stream9", "centos", "stream9", "CentOS Stream 9", "", True, False, True),
    ]
    ends: tuple[str, ...] = (
        "2022-05-01",
        "2022-11-01",
        "2023-05-01",
        "2023-11-01",
        "2024-05-23",
        "2024-11-22",
        "2025-05-09",
    )
    ends += ("2025-11-01", "2026-04-01", "2026-11-01")
    for at, minor in enumerate(range(12, 25)):
        ended = ends[at] if at < len(ends) else ""
        mirrored = True if minor >= 22 else None
        number = f"3.{minor}"
        rows.append(Release(f"alpine{number}", "alpine", number, f"Alpine {number}", ended, mirrored, minor >= 19))
    for system, title in (("almalinux", "AlmaLinux"), ("rockylinux", "Rocky Linux")):
        for number in ("8", "9", "10"):
            rows.append(Release(f"{system}{number}", system, number, f"{title} {number}", "", True, False, True))
    for number, ended in (("2", "2026-06-30"), ("2023", "")):
        title = f"Amazon Linux {number}"
        rows.append(Release(f"amazonlinux{number}", "amazonlinux", number, title, ended, None, False, True))
    return {row.name: row for row in rows}


RELEASES = _rows()
