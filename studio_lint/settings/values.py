"""What the settings can say, as values."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.files.paths import below
from studio_lint.model.options import Options

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.files.gitignore import Patterns


PYPROJECT_TABLE = ("tool", "studio-lint")


class PathPatterns(Record):
    """Path patterns, as a .gitignore file has them, relative to the folder `root` (absolute)."""

    root: str = ""
    patterns: Patterns | None = None

    def takes(self, path: str) -> str | None:
        """The pattern that takes in a file (absolute path), as written; None if there is none."""
        if not self.patterns:
            return None
        relative = below(path, self.root)
        found = self.patterns.takes_in(relative) if relative else None
        return found.text if found else None

    def takes_folder(self, path: str) -> str | None:
        """The same for a folder."""
        if not self.patterns:
            return None
        relative = below(path, self.root)
        if not relative:
            return None
        found = self.patterns.decide(relative, relative.rpartition("/")[2], True)
        if found is not None:
            return None if found.negated else found.text
        above = self.patterns.takes_in(relative)
        return above.text if above else None


class Settings(Record):
    """What the nearest settings file says; the defaults where there is none.

    path        of the settings file, as printed; "" for none
    root        absolute folder of that file
    select      None: all rules
    origins     for each field that a file sets: that file, as printed; several where tables are joined
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
    platform: str = "cloud"
    connect_images: tuple[str, ...] = ()
    studio_base_images: tuple[str, ...] = ()
    private_registries: tuple[str, ...] = ()
    allowed_registries: tuple[str, ...] = ()
    required_version: str = ""
    origins: tuple[tuple[str, str], ...] = ()

    def options(self, in_seqera: bool = False) -> Options:
        """What of the settings changes the meaning of a Dockerfile."""
        return Options(
            build_args=self.build_args,
            target=self.target,
            platforms=self.platforms,
            platform=self.platform,
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
