"""What ordinary programs do to files and accounts: one word for each, so that no code checks for a program's name.

Source: the manuals of coreutils 9.1, sed 4.9, findutils 4.9, tar 1.34, gzip 1.12, curl 7.88, wget 1.21, git 2.39 and
Debian's passwd and adduser (2026-11).
"""

from __future__ import annotations

from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Role = Literal[
        "", "copies", "moves", "links", "installs", "makes-folders", "makes-files", "makes-pipes", "resizes",
        "removes", "unlinks", "sets-mode", "sets-rights", "edits", "converts", "archives", "unzips", "packs-beside",
        "downloads", "clones", "adds-user", "adds-user-and-home", "adds-group", "adds-group-or-member", "prints",
        "tees", "fills-in", "searches", "follows", "sleeps",
    ]  # fmt: skip

NONE: Role = ""
COPIES: Role = "copies"
MOVES: Role = "moves"
LINKS: Role = "links"
INSTALLS: Role = "installs"
MAKES_FOLDERS: Role = "makes-folders"
MAKES_FILES: Role = "makes-files"
MAKES_PIPES: Role = "makes-pipes"
RESIZES: Role = "resizes"
REMOVES: Role = "removes"
UNLINKS: Role = "unlinks"
SETS_MODE: Role = "sets-mode"
SETS_RIGHTS: Role = "sets-rights"
EDITS: Role = "edits"
CONVERTS: Role = "converts"
ARCHIVES: Role = "archives"
UNZIPS: Role = "unzips"
PACKS_BESIDE: Role = "packs-beside"
DOWNLOADS: Role = "downloads"
CLONES: Role = "clones"
ADDS_USER: Role = "adds-user"
ADDS_USER_AND_HOME: Role = "adds-user-and-home"
ADDS_GROUP: Role = "adds-group"
ADDS_GROUP_OR_MEMBER: Role = "adds-group-or-member"
PRINTS: Role = "prints"
TEES: Role = "tees"
FILLS_IN: Role = "fills-in"
SEARCHES: Role = "searches"
FOLLOWS: Role = "follows"
SLEEPS: Role = "sleeps"

_ROLES: dict[str, Role] = {
    "cp": COPIES,
    "mv": MOVES,
    "ln": LINKS,
    "install": INSTALLS,
    "mkdir": MAKES_FOLDERS,
    "touch": MAKES_FILES,
    "mkfifo": MAKES_PIPES,
    "truncate": RESIZES,
    "rm": REMOVES,
    "rmdir": UNLINKS,
    "unlink": UNLINKS,
    "chmod": SETS_MODE,
    "setfacl": SETS_RIGHTS,
    "chown": SETS_RIGHTS,
    "chgrp": SETS_RIGHTS,
    "sed": EDITS,
    "dos2unix": CONVERTS,
    "tar": ARCHIVES,
    "bsdtar": ARCHIVES,
    "unzip": UNZIPS,
    "gunzip": PACKS_BESIDE,
    "gzip": PACKS_BESIDE,
    "bunzip2": PACKS_BESIDE,
    "bzip2": PACKS_BESIDE,
    "xz": PACKS_BESIDE,
    "unxz": PACKS_BESIDE,
    "zip": PACKS_BESIDE,
    "curl": DOWNLOADS,
    "wget": DOWNLOADS,
    "git": CLONES,
    "useradd": ADDS_USER,
    "adduser": ADDS_USER_AND_HOME,
    "groupadd": ADDS_GROUP,
    "addgroup": ADDS_GROUP_OR_MEMBER,
    "cat": PRINTS,
    "tee": TEES,
    "envsubst": FILLS_IN,
    "find": SEARCHES,
    "tail": FOLLOWS,
    "sleep": SLEEPS,
}


def role(name: str | None) -> Role:
    """What a program does, by its name without its folder; NONE for any other, and for one that is not known."""
    return _ROLES.get(name or "", NONE)


LINKING = "ln "
TEEING = "tee"
"""A text without these has no command that LINKS, or TEES."""


class Download(Record):
    """Where a program puts what it fetches.

    output  options whose value is the file
    folder  options whose value is a folder; `joins`: that of `output` is in it
    named   options with which the address names the file, where it is printed without; () where it is named so anyway
    makes   options with which missing folders are made
    other   options with which neither the address nor `output` names the files
    """

    output: tuple[str, ...]
    folder: tuple[str, ...]
    joins: bool = False
    named: tuple[str, ...] = ()
    makes: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


_DOWNLOADS = {
    "curl": Download(
        ("-o", "--output"),
        ("--output-dir",),
        joins=True,
        named=("-O", "-J", "--remote-name", "--remote-header-name", "--remote-name-all"),
        makes=("--create-dirs",),
        other=("-J", "--remote-header-name", "-K", "--config", "-Z", "--parallel"),
    ),
    "wget": Download(
        ("-O", "--output-document"),
        ("-P", "--directory-prefix"),
        other=(
            *("-r", "--recursive", "-m", "--mirror", "-p", "--page-requisites", "-i", "--input-file", "-E"),
            *("--content-disposition", "--trust-server-names", "-x", "--force-directories", "-nc", "-N", "-c", "-b"),
        ),
    ),
}


def download(name: str) -> Download:
    """The options of a program that DOWNLOADS."""
    return _DOWNLOADS[name]


RUNNING = ("-exec", "-execdir", "-ok", "-okdir")
"""Expressions of a program that SEARCHES after which a command stands, up to `;` or `{} +`."""

FOLLOWING_FOLDERS: dict[Role, tuple[str, ...]] = {
    REMOVES: ("-r", "-R", "--recursive", "-d", "--dir"),
    COPIES: ("-r", "-R", "--recursive", "-a", "--archive", "--help", "--version"),
}
"""Options without which a program refuses folders."""

DELETING = ("-delete", "-exec", "-execdir", "-ok")
"""Expressions of a program that SEARCHES with which it may change what it finds."""
