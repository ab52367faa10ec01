"""Who installs an environment file: worked out from the Dockerfiles that do."""

from __future__ import annotations

import os

from studio_lint.base.source import Source
from studio_lint.discovery.kinds import DOCKERFILE
from studio_lint.files import reading
from studio_lint.files.paths import context_folders

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_lint.base.kind_types import NameKind
    from studio_lint.discovery.decision import FileDecision
    from studio_lint.lint.subjects import Subjects
    from studio_lint.model.environment.installers import EnvironmentInstall
    from studio_lint.model.environment.readers import EnvironmentReader
    from studio_lint.settings.finder import SettingsFinder
    from studio_lint.settings.values import Settings

    Make = Callable[[Source, NameKind, Settings], Subjects]


class Installers:
    """The installing commands of Dockerfiles, each Dockerfile read once. `make` gives the subjects of a file."""

    def __init__(self, finder: SettingsFinder, make: Make) -> None:
        self._finder = finder
        self._make = make
        self._installs: dict[str, tuple[EnvironmentInstall, ...]] = {}

    def readers(self, row: FileDecision) -> tuple[EnvironmentReader, ...]:
        """Those who install the environment of a row; () for Wave, which installs what nobody else does."""
        found: list[EnvironmentReader] = []
        real = os.path.realpath(row.location)
        for dockerfile in row.installers:
            settings = self._finder.of(os.path.dirname(dockerfile))
            folders = context_folders(dockerfile, settings.build_context)
            for install in self._of(dockerfile, settings):
                paths = (os.path.join(folder, path) for path in install.sources for folder in folders)
                if any(os.path.realpath(path) == real for path in paths):
                    found.append(install.reader)
        if not found:
            return ()
        from studio_lint.model.environment.readers import WAVE

        return (WAVE, *found) if row.by_wave else tuple(found)

    def _of(self, dockerfile: str, settings: Settings) -> tuple[EnvironmentInstall, ...]:
        if dockerfile not in self._installs:
            from studio_lint.files.paths import shown_path
            from studio_lint.model.environment.installers import installs

            source = reading.read(dockerfile, shown_path(dockerfile))
            found: tuple[EnvironmentInstall, ...] = ()
            if isinstance(source, Source):
                (image,) = self._make(source, DOCKERFILE, settings).of("Image")
                found = installs(image)
            self._installs[dockerfile] = found
        return self._installs[dockerfile]
