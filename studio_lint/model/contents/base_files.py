"""What is known of paths in a base image: the folders of every distribution, and those that images leave to users."""

from __future__ import annotations

from studio_lint.model.contents.events import LISTS, merged, parent, within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.facts.bases.base import KnownBase

# Filesystem Hierarchy Standard 3.0, and as measured on Debian's root file systems (2026-11-28).
_THERE = """
/bin /boot /dev /dev/null /etc /etc/group /etc/hostname /etc/hosts /etc/passwd /etc/os-release /etc/resolv.conf
/home /lib /media /mnt /opt /proc /root /run /sbin /srv /sys /tmp /usr /usr/bin /usr/lib /usr/local /usr/local/bin
/usr/local/lib /usr/local/sbin /usr/local/share /usr/sbin /usr/share /var /var/cache /var/lib /var/log /var/tmp
/usr/lib/os-release /etc/profile
"""
_DEBIAN = """
/etc/apt /etc/apt/sources.list.d /etc/apt/apt.conf.d /etc/apt/preferences.d /etc/apt/trusted.gpg.d
/var/lib/apt /var/lib/apt/lists /var/lib/dpkg /var/cache/apt /etc/bash.bashrc /etc/skel /root/.bashrc /root/.profile
/usr/local/src /usr/local/etc /usr/local/include /usr/src /usr/local/games /usr/include
"""
_ALWAYS = frozenset(merged(path) for path in _THERE.split())
_ON_DEBIAN = frozenset(merged(path) for path in _DEBIAN.split())
# Images leave these to their users: what is in them, somebody put there.
_FREE = """
/app /srv /tmp /data /mnt /media /work /workspace /code /src /build /home /opt /scripts /docker /install /config
/project /workdir /application /notebooks
"""
_DEEPER = ("/usr/src/app", "/usr/app", "/usr/src/node_modules", "/usr/node_modules")
_PROGRAMS = frozenset(("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/opt/conda/bin"))


def is_program_folder(folder: str) -> bool:
    """Whether programs that are installed come to a folder."""
    return folder in _PROGRAMS or folder.endswith(("/bin", "/sbin"))


def base_command(base: KnownBase | None, name: str) -> bool | None:
    """Whether the base image has a command on its PATH."""
    return None if base is None else base.has(name)


def base_path(base: KnownBase | None, path: str) -> bool | None:
    """Whether a base image has something at a path (as `merged` gives it)."""
    if path in _ALWAYS:
        return True if base is not None else None
    if base is None:
        return None
    if path == LISTS:
        return False if base.family.lists_empty else None
    if (base.family.folder and within(base.family.folder, path)) or _starts(base, path):
        return True
    debian = base.release is not None and base.release.by_dpkg
    if debian and path in _ON_DEBIAN:
        return True
    folder = parent(path)
    if is_program_folder(folder) and (base.path is None or folder in map(merged, base.path.split(":"))):
        return _program(base, folder, path.rpartition("/")[2])
    if path == "/etc/apt/sources.list":
        return base.release.sources if base.release is not None else None
    return False if _is_free(base, path) else None


def _starts(base: KnownBase, path: str) -> bool:
    """Whether a path is, or leads to, the program by which an image starts by itself."""
    own = (*base.family.entrypoint, *base.family.cmd, base.family.own.path if base.family.own is not None else "")
    return any(word.startswith("/") and (merged(word) == path or within(merged(word), path)) for word in own)


def _program(base: KnownBase, folder: str, name: str) -> bool | None:
    """A program in a folder of the base's own PATH: which of the folders it is in is not known."""
    has = base.has(name)
    if not has or base.path is None:
        return has
    own = base.family.path or ()
    if name in base.row.adds.split() and own:
        return True if folder in own else None
    return True if folder == "/usr/bin" else None


def _is_free(base: KnownBase, path: str) -> bool:
    """Whether a base image has nothing at a path for certain."""
    own = base.family.folder or ""
    if base.family.folder is None or (own not in ("/", "/tmp") and within(path, own)):
        return False
    if path.startswith("/tmp/"):
        return True
    top = "/" + path.split("/", 2)[1]
    if top in ("/opt", "/home") and not base.minimal:
        return False
    if top == "/home":
        return path.split("/")[2] not in (base.has_users or ())
    if top in _FREE.split() or any(within(path, folder) for folder in _DEEPER):
        return True
    plain = base.minimal or (base.row.closed and not base.row.unknown)
    return plain and merged(top) not in _ALWAYS
