"""Which files a settings file includes, by its pattern."""

from __future__ import annotations


def is_included(path: str, pattern: str) -> bool:
    """Whether a path fits a pattern such as `conf.d/*.conf`; of a relative one the last folder counts."""
    folder, _, last = pattern.rpartition("/")
    within, _, name = path.rpartition("/")
    head, star, tail = last.partition("*")
    fits = name == last if not star else name.startswith(head) and name.endswith(tail) and len(name) >= len(head + tail)
    return fits and (within == folder or within.endswith(f"/{folder.rpartition('/')[2]}") or not folder)
