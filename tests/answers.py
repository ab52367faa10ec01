"""Recorded answers of registries and channels: `NAME.answers.json` beside a fixture's folder.

`images` holds a state for each image, by the name that `online.images.key`
gives; `solution` what came of the environment, null for an unknown outcome.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from studio_lint.model.studio.answers import ImageState
from studio_lint.online import images
from studio_lint.online.asker import Online
from studio_lint.online.environments import Lack, Solution


def recorded(folder: Path) -> Online | None:
    """Somebody who answers as it is written; None where nothing is, and nobody is to be asked."""
    path = folder.with_name(f"{folder.name}.answers.json")
    return answering(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None


def answering(told: dict[str, Any]) -> Online:
    states = {name: _state(**values) for name, values in told.get("images", {}).items()}
    return Online(
        lambda references, _: {images.key(one): states[images.key(one)] for one in references},
        lambda question, _: _solution(told["solution"]),
    )


def _state(state: str, platforms: list[str] = [], listed: bool = False, near: list[str] = []) -> ImageState:  # noqa: B006
    return ImageState(state, tuple(platforms), listed, tuple(near))


def _solution(told: dict[str, Any] | None) -> Solution | None:
    if told is None:
        return None
    lacks = (Lack(one["wish"], tuple(one.get("versions", ())), one.get("near")) for one in told["lacks"])
    return Solution(tuple(told["channels"]), tuple(lacks), told["words"])
