"""connect-client: where it comes from, and which releases exist.

Source: Seqera's changelog and the Studios pages of docs.seqera.io, read up to 2026-11-22. A new release is
one more line in `RELEASES`.
"""

from __future__ import annotations

from studio_lint.facts.platforms import CLOUD, SSH_SINCE, named

BINARY = "/usr/bin/connect-client"
LINKED = "/bin/connect-client"
"""The same file: on every base with apt-get or yum, /bin is a link to /usr/bin."""
COPY_LINE = "COPY --from={stage} " + f"{BINARY} {BINARY}"
PROGRAM = "connect-client"
STAGE_NAMES = ("connect", "connect-client", "seqera-connect")
"""Names for the stage that it comes from, the usual one first."""
LABEL = "io.seqera.connect.version"
IMAGE = "public.cr.seqera.io/platform/connect-client"
# Where it was before; what is there is no longer renewed.
OLD_IMAGE = "cr.seqera.io/public/connect-client"

# Release and the day it came out ("" where only the month is known).
RELEASES: tuple[tuple[str, str], ...] = (
    ("0.7.1", "2024-09-17"),
    ("0.7.4", "2024-10-28"),
    ("0.7.5", "2024-11-18"),
    ("0.7.6", "2025-03-03"),
    ("0.7.7", "2025-03-07"),
    ("0.8.1", "2025-05-29"),
    ("0.8.2", "2025-06-17"),
    ("0.8.3", "2025-06-19"),
    ("0.8.4", "2025-07-18"),
    ("0.8.5", "2025-07-29"),
    ("0.8.6", "2025-10-14"),
    ("0.8.7", "2025-10-14"),
    ("0.9.0", "2025-12-05"),
    ("0.10.0", "2026-02-11"),
    ("0.11.0", "2026-03-02"),
    ("0.11.1", "2026-03-24"),
    ("0.12.0", "2026-04-16"),
    ("0.12.1", "2026-05-19"),
    ("0.13.0", ""),
    ("0.14.0", "2026-09-28"),
    ("0.14.1", "2026-10-08"),
    ("0.14.2", "2026-10-21"),
    ("0.14.3", "2026-10-22"),
    ("0.15.0", "2026-11-06"),
)
NEWEST = RELEASES[-1][0]

# "Only two earlier minor versions are supported" (the Cloud's documentation, 2026-08); taken for Enterprise as well.
EARLIER_MINORS = 2


def numbers(version: str) -> tuple[int, ...] | None:
    """The numbers of a plain version ("0.12.1" -> (0, 12, 1)); None for any other word."""
    parts = version.split(".")
    if not 1 < len(parts) <= 4:
        return None
    if not all(part.isascii() and part.isdecimal() and len(part) < 9 for part in parts):
        return None
    return tuple(int(part) for part in parts)


def newest(platform: str = CLOUD, tags: tuple[str, ...] = ()) -> str:
    """The newest release that a Platform has; `tags` are those that the registry lists, where it was asked."""
    most = numbers(named(platform).connect)
    released = [*(release for release, _ in RELEASES), *(tag for tag in tags if tag.count(".") == 2)]
    found = [version for version in released if most is None or (numbers(version) or ())[:2] <= most]
    return max(found, key=lambda version: numbers(version) or ())


def supported_since(platform: str = CLOUD, tags: tuple[str, ...] = ()) -> str:
    """The oldest minor version that a Platform supports ("0.13")."""
    since = named(platform).since
    if since:
        return since
    major, minor = (numbers(newest(platform, tags)) or (0, 0))[:2]
    return f"{major}.{max(0, minor - EARLIER_MINORS)}"


def outdated(version: str, platform: str = CLOUD, tags: tuple[str, ...] = ()) -> bool:
    """Whether a version is older than the supported ones; False where it is no plain version."""
    given, oldest = numbers(version), numbers(supported_since(platform, tags))
    return given is not None and oldest is not None and given[:2] < oldest


def has_ssh(version: str) -> bool:
    """Whether a version has an SSH server; True where it is no plain version."""
    given, first = numbers(version), numbers(SSH_SINCE)
    return given is None or first is None or given[:2] >= first


def newest_like(version: str, platform: str = CLOUD, tags: tuple[str, ...] = ()) -> str:
    """The newest release, written as long as `version` is ("0.12" -> "0.15")."""
    given, release = numbers(version), newest(platform, tags)
    return ".".join(release.split(".")[:2]) if given is not None and len(given) == 2 else release


def agree(left: str, right: str) -> bool:
    """Whether two versions can name one release: equal, or one the beginning of the other.

    The tag `0.12` is that of 0.12.0, and of whatever 0.12 release replaces it.
    """
    if left == right:
        return True
    one, other = numbers(left), numbers(right)
    if one is None or other is None:
        return False
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


_BROUGHT = """
curl fuse fusermount fusermount3 gpg ip jq less lsof mount.fuse nc netstat openssl pgrep
pkill ps scp sftp socat ss ssh ssh-agent ssh-keygen sshd sudo tini top unzip wget
"""
INSTALLS = frozenset(_BROUGHT.split())
"""Commands that `connect-client --install` may bring.

Which packages it installs is not documented: what its features need (SSH, mounts), and no language or server.
"""
