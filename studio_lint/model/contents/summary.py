"""What `inspect` reports about the final image, including its base image."""

from __future__ import annotations

from studio_lint.facts.interpreters import PYTHON_NAMES
from studio_lint.model.contents import contents
from studio_lint.model.contents.state import UNKNOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from studio_lint.model.build.image import Image
    from studio_lint.model.contents.contents import Moment


def in_force(image: Image) -> dict[str, Any] | None:
    """PATH, user, folder, shell and the path of `python` at the end of the shipped stage; null for what is not known.

    None where there is no shipped stage, or it cannot be followed.
    """
    end = contents.of(image).end(image.shipped) if image.shipped is not None else None
    if end is None:
        return None
    state = end.state
    user = state.user
    return {
        "base": end.base.release.title if end.base is not None and end.base.release is not None else None,
        "path": None if None in state.path else ":".join(folder or "" for folder in state.path),
        "user": None if user is None or UNKNOWN in user else user,
        "folder": state.folder,
        "shell": " ".join(state.shell) or None,
        "sh": state.sh,
        "python": _python(end),
    }


def _python(end: Moment) -> str | None:
    """The path of `python`, or of `python3` where there is no such; "" where there is neither."""
    for name in PYTHON_NAMES:
        there = end.command(name)
        if there:
            return end.where(name) or name
        if there is None:
            return None
    return ""
