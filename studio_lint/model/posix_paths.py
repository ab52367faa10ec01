"""Paths inside an image and a build context, handled like Go's `path` package."""

from __future__ import annotations


def clean(path: str) -> str:
    """A path without `.`, `..` and doubled slashes, as Go's `path.Clean` writes it."""
    absolute = path.startswith("/")
    kept: list[str] = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != "..":
            kept.append(part)
        elif kept and kept[-1] != "..":
            kept.pop()
        elif not absolute:
            kept.append(part)
    joined = "/".join(kept)
    return "/" + joined if absolute else joined or "."


def workdir(folder: str, path: str) -> str:
    """The WORKDIR that the config holds: an absolute path as it is written, and where there is none the one before."""
    return path if path.startswith("/") else below(folder, path) if path else folder


def below(folder: str, path: str) -> str:
    """`path` as seen from `folder`, absolute and clean; the folder itself when empty."""
    return clean(path if path.startswith("/") else f"{folder or '/'}/{path}")


def join_path(folder: str | None, path: str) -> str | None:
    """An absolute, cleaned path; None where the folder is not known."""
    if not path.startswith("/"):
        if folder is None:
            return None
        path = f"{folder}/{path}"
    kept: list[str] = []
    for name in path.split("/"):
        if name == "..":
            del kept[-1:]
        elif name not in ("", "."):
            kept.append(name)
    return "/" + "/".join(kept)


def basename(path: str) -> str:
    """A program without its folder."""
    return path.rpartition("/")[2]
