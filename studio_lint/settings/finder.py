"""The settings: which file counts, and what it says.

`Settings` holds every key of `settings_keys.KEYS`. A mistake in a settings file
is a `SettingsError` that names its place; nothing is linted then.
"""

from __future__ import annotations

import os

from studio_lint.base.record import Record
from studio_lint.files.paths import below, shown_path
from studio_lint.model.options import Options

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Set

    from studio_lint.files.gitignore import Pattern

FILE_NAMES = ("studio-lint.toml", ".studio-lint.toml", "pyproject.toml")
"""In one folder the first of these that holds settings counts."""

_TELLING = (*FILE_NAMES, ".git")
"""Without one of these in it a folder has the settings of the one above."""

PYPROJECT_TABLE = ("tool", "studio-lint")


class PathPatterns(Record):
    """Path patterns, as a .gitignore file has them, relative to the folder `root` (absolute)."""

    root: str = ""
    patterns: tuple[Pattern, ...] = ()

    def takes(self, path: str) -> str | None:
        """The pattern that takes in a file (absolute path), as written; None if there is none."""
        if not self.patterns:
            return None
        from studio_lint.files.gitignore import matches_any

        relative = below(path, self.root)
        found = matches_any(self.patterns, relative) if relative else None
        return found.text if found else None

    def takes_folder(self, path: str) -> str | None:
        """The same for a folder."""
        if not self.patterns:
            return None
        from studio_lint.files.gitignore import decide, matches_any

        relative = below(path, self.root)
        if not relative:
            return None
        found = decide(self.patterns, relative, relative.rpartition("/")[2], True)
        if found is not None:
            return None if found.negated else found.text
        above = matches_any(self.patterns, relative)
        return above.text if above else None


class Settings(Record):
    """What the nearest settings file says; the defaults where there is none.

    path        of the settings file, as printed; "" for none
    root        absolute folder of that file
    select      None: all rules
    fail_on     "" where the file does not say
    severity    code, name or family, and the level
    Patterns come with the folder of the file that they stand in, since an
    extended file may lie elsewhere; `build_context` is absolute, or "".
    """

    path: str = ""
    root: str = ""
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[PathPatterns, tuple[str, ...]], ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    fail_on: str = ""
    exclude: PathPatterns = PathPatterns()
    dockerfiles: PathPatterns = PathPatterns()
    environments: PathPatterns = PathPatterns()
    build_context: str = ""
    build_args: tuple[tuple[str, str], ...] = ()
    target: str = ""
    platforms: tuple[str, ...] = ("linux/amd64",)
    connect_images: tuple[str, ...] = ()
    studio_base_images: tuple[str, ...] = ()
    private_registries: tuple[str, ...] = ()
    allowed_registries: tuple[str, ...] = ()
    required_version: str = ""

    def options(self, in_seqera: bool = False) -> Options:
        """What of the settings changes the meaning of a Dockerfile."""
        return Options(
            build_args=self.build_args,
            target=self.target,
            platforms=self.platforms,
            connect_images=self.connect_images,
            studio_base_images=self.studio_base_images,
            private_registries=self.private_registries,
            allowed_registries=self.allowed_registries,
            build_context=bool(self.build_context),
            in_seqera=in_seqera,
        )

    def ignored_in(self, path: str) -> tuple[str, ...]:
        """Rules that `per-file-ignores` silences in a file (absolute path)."""
        return tuple(word for patterns, words in self.per_file_ignores if patterns.takes(path) for word in words)


DEFAULTS = Settings()


class SettingsFinder:
    """The settings for each folder; every file is read once.

    `config` is the one file to use for all; `isolated` uses none.
    """

    def __init__(self, config: str = "", isolated: bool = False) -> None:
        self._always: Settings | None = DEFAULTS if isolated else None
        if config and not isolated:
            self._always = load(config)
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


def load(path: str) -> Settings:
    """The settings that stand in one file. Raises SettingsError."""
    from studio_lint.settings.reader import read_settings

    return read_settings(os.path.abspath(path), shown_path(path))


def _in_folder(folder: str) -> Settings | None:
    for name in FILE_NAMES:
        path = os.path.join(folder, name)
        if os.path.isfile(path) and (name != "pyproject.toml" or _mentions_us(path)):
            from studio_lint.settings.reader import has_settings

            if has_settings(path):
                return load(path)
    return None


def _mentions_us(path: str) -> bool:
    """Whether a pyproject.toml needs to be parsed at all."""
    try:
        with open(path, "rb") as file:
            return b"studio-lint" in file.read(1 << 20)
    except OSError:
        return False
