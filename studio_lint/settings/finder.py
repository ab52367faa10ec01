"""The settings: which file counts, and what it says.

`Settings` holds every key of `settings_keys.KEYS`. A mistake in a settings file
is a `SettingsError` that names its place; nothing is linted then.
"""

from __future__ import annotations

import os

from studio_lint.base.watch import LONGEST, OutOfTime, Watch
from studio_lint.files import boundary
from studio_lint.files.paths import shown_path
from studio_lint.settings.values import DEFAULTS, Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Set
    from typing import TypeVar

    Made = TypeVar("Made")

FILE_NAMES = ("studio-lint.toml", ".studio-lint.toml", "pyproject.toml")
"""In one folder the first of these that holds settings counts."""

_TELLING = (*FILE_NAMES, ".git")
"""Without one of these in it a folder has the settings of the one above."""


class SettingsFinder:
    """The settings for each folder; every file is read once.

    `config` is the one file to use for all; `isolated` uses none.
    """

    def __init__(self, config: str = "", isolated: bool = False) -> None:
        self._always: Settings | None = DEFAULTS if isolated else None
        if config and not isolated:
            self._always = load(config, named=True)
        self._known: dict[str, Settings] = {}

    def of(self, folder: str, names: Set[str] | None = None) -> Settings:
        """The settings that count in a folder (absolute path), whose `names` may be known. Raises SettingsError."""
        if self._always is not None:
            return self._always
        if names is not None and names.isdisjoint(_TELLING) and os.path.dirname(folder) in self._known:
            self._known[folder] = self._known[os.path.dirname(folder)]
        passed = []
        while folder not in self._known:
            passed.append(folder)
            found = _in_folder(folder)
            above = os.path.dirname(folder)
            if found is not None or above == folder or os.path.lexists(os.path.join(folder, ".git")):
                self._known[folder] = found or DEFAULTS
                break
            folder = above
        for below_it in passed:
            self._known[below_it] = self._known[folder]
        return self._known[folder]


def load(path: str, named: bool = False) -> Settings:
    """The settings that stand in one file, which may be anywhere if the user has named it. Raises SettingsError."""
    from studio_lint.settings.reader import read_settings

    return _read(path, lambda: read_settings(os.path.abspath(path), shown_path(path), named))


def _read(path: str, read: Callable[[], Made]) -> Made:
    """What is read of a settings file. Raises SettingsError, also when that takes too long."""
    watch = Watch()
    try:
        with watch:
            return read()
    except (OutOfTime, MemoryError):
        if watch.is_inner:  # the time is that of another file
            raise
        watch.stop()
        from studio_lint.settings.reader import SettingsError

        raise SettingsError(f"{shown_path(path)}: these settings take more than {LONGEST:g} seconds to read") from None


def in_time(watch: Watch, match: Callable[[], Made]) -> Made:
    """What comes of holding paths to patterns, which is much work where there are many of both.

    Raises SettingsError when the time for it is over: nobody knows then what is to be checked.
    """
    try:
        with watch:
            return match()
    except OutOfTime:
        if watch.is_inner:
            raise
        from studio_lint.settings.reader import SettingsError

        what = f"matching the patterns of .gitignore files and settings takes more than {LONGEST:g} seconds"
        raise SettingsError(f"{what}; use fewer patterns") from None


def _in_folder(folder: str) -> Settings | None:
    for name in FILE_NAMES:
        path = os.path.join(folder, name)
        if os.path.isfile(path) and (name != "pyproject.toml" or _mentions_us(path)):
            from studio_lint.settings.reader import has_settings

            if _read(path, lambda path=path: has_settings(path)):  # type: ignore[misc]
                return load(path)
    return None


def _mentions_us(path: str) -> bool:
    """Whether a pyproject.toml needs to be parsed at all."""
    try:
        return b"studio-lint" in boundary.read_bytes(path, boundary.root_of(path), 1 << 20)
    except (OSError, ValueError):
        return False
