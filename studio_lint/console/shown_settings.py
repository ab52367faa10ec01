"""`check --show-settings`: every setting as it applies to a path, and the file or option that it comes from."""

from __future__ import annotations

import os

from studio_lint.files.paths import shown_path
from studio_lint.lint.selection import DEFAULT_LEVEL
from studio_lint.output.cells import shown
from studio_lint.settings.keys import KEYS
from studio_lint.settings.values import PathPatterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_lint.lint.selection import Choice
    from studio_lint.settings.finder import SettingsFinder
    from studio_lint.settings.values import Settings

DEFAULT = "default"
NOT_APPLIED = ("extend", "required-version")
"""Keys that are about the settings file itself."""


def text(paths: Sequence[str], choice: Choice, finder: SettingsFinder) -> str:
    """A block for each settings file that applies to one of the paths. Raises SettingsError."""
    blocks: dict[int, tuple[Settings, list[str]]] = {}
    for path in paths:
        full = os.path.abspath(path)
        settings = finder.of(full if os.path.isdir(full) else os.path.dirname(full))
        blocks.setdefault(id(settings), (settings, []))[1].append(shown_path(full))
    from studio_lint.model.secrets.hiding import masked

    return masked("\n".join(_block(settings, choice, named) for settings, named in blocks.values()))


def _block(settings: Settings, choice: Choice, paths: list[str]) -> str:
    rows = [_row(key.name, key.field, settings, choice) for key in KEYS if key.name not in NOT_APPLIED]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    head = f"{shown(', '.join(paths))}: {shown(settings.path) or 'no settings file'}\n"
    return head + "".join(f"  {name:<{widths[0]}}  {value:<{widths[1]}}  {origin}\n" for name, value, origin in rows)


def _row(name: str, field: str, settings: Settings, choice: Choice) -> tuple[str, str, str]:
    value = getattr(settings, field)
    origins = [dict(settings.origins)[field]] if field in dict(settings.origins) else []
    given = getattr(choice, field, None)
    if given:
        replaces = field in ("select", "fail_on")
        value = given if replaces else (*value, *given)
        origins = [f"--{name}"] if replaces else [*origins, f"--{name}"]
    return name, shown(_words(field, value)), shown(", ".join(origins) or DEFAULT)


def _words(field: str, value: object) -> str:
    if value is None or value == "" or value == () or value == PathPatterns():
        return {"select": "all rules", "fail_on": DEFAULT_LEVEL}.get(field, "none")
    if field == "build_context":
        return shown_path(str(value))
    if isinstance(value, PathPatterns):
        return ", ".join(pattern.text for pattern in value.patterns or ())
    if isinstance(value, tuple):
        return ", ".join(one if isinstance(one, str) else _pair(*one) for one in value)
    return str(value)


def _pair(left: object, right: object) -> str:
    name = _words("", left)
    return f"{name}: {_words('', right)}"
