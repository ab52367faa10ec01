"""Paths as they are printed and compared."""

from __future__ import annotations

import os

from studio_lint.facts.studio_files import FOLDER

_ODD = (os.sep * 2, f"{os.sep}.{os.sep}", f"{os.sep}..{os.sep}")
"""What a path holds that is not written the shortest way."""


def shown_path(path: str) -> str:
    """The path relative to the working directory, with `/`; absolute where there is no such way."""
    here = os.getcwd() + os.sep
    ended = path + os.sep
    if path.startswith(here) and not any(odd in ended for odd in _ODD):
        return path[len(here) :].replace(os.sep, "/")
    try:
        path = os.path.relpath(path)
    except ValueError:
        path = os.path.abspath(path)
    return path.replace(os.sep, "/")


def below(path: str, folder: str) -> str | None:
    """The way from `folder` down to `path` with `/`, "" for itself; None where it lies elsewhere. Both absolute."""
    if path == folder:
        return ""
    stem = folder if folder.endswith(os.sep) else folder + os.sep
    return path[len(stem) :].replace(os.sep, "/") if path.startswith(stem) else None


def repository_root(folder: str) -> str | None:
    """The nearest folder from `folder` (absolute) upwards that holds `.git`; in a submodule that is a file."""
    while True:
        if os.path.lexists(os.path.join(folder, ".git")):
            return folder
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def seqera_above(path: str) -> str | None:
    """The `.seqera` folder that a path (absolute) lies in."""
    folder = os.path.dirname(path)
    while os.path.basename(folder):
        if os.path.basename(folder) == FOLDER:
            return folder
        folder = os.path.dirname(folder)
    return None


def context_folders(path: str, build_context: str = "") -> list[str]:
    """Folders that may be the build context of the Dockerfile at `path` (absolute), the likeliest first.

    One alone where it is known: `.seqera`, or the settings' `build_context`.
    """
    known = seqera_above(path) or build_context
    if known:
        return [known]
    folder = os.path.dirname(path)
    tree = repository_root(folder) or folder
    folders = [folder]
    while folder != tree:
        folder = os.path.dirname(folder)
        folders.append(folder)
    return folders
