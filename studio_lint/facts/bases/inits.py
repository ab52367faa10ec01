"""Programs that supervise services and must be process 1.

Sources: just-containers/s6-overlay, README ("It must be PID 1") and its releases (2026-08); measured 2026-11: the
`/init` of s6-overlay 3.2 started as a child ends with "s6-overlay-suexec: fatal: can only run as pid 1", exit status
100; that of 2.1.0.2, which rocker's images have, starts. `systemctl` of systemd 252 (Debian 12, 2026-11) starts
nothing if process 1 is another program. To renew: read the README and the names of the archives.
"""

from __future__ import annotations

from studio_lint.base.record import Record


class Init(Record):
    """A supervisor that refuses to run unless it is process 1.

    name      as people call it
    path      where its archive puts the program
    archives  words in the names of its archives that no release has which starts below another process
    says      what it prints
    """

    name: str
    path: str
    archives: tuple[str, ...]
    says: str


S6 = Init("s6-overlay 3", "/init", ("s6-overlay-noarch",), "s6-overlay-suexec: fatal: can only run as pid 1")
"""Version 2 has one archive for each processor (`s6-overlay-amd64.tar.gz`), and none for all."""


class InitClient(Record):
    """A program that has an init start services, and starts nothing itself.

    name     the init, as people call it
    program  the client's name
    verbs    words after which the service follows
    says     what it prints where process 1 is another program
    ending   of a service's name, which may be left out
    """

    name: str
    program: str
    verbs: tuple[str, ...]
    says: str
    ending: str = ""


SYSTEMD = InitClient(
    "systemd",
    "systemctl",
    ("start", "restart", "reload-or-restart"),
    "System has not been booted with systemd as init system (PID 1). Can't operate.",
    ".service",
)
