"""Who installs an environment file: Wave, or a RUN of a Dockerfile."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.installers.conda import MISSING_PROGRAMS, OF_WAVE, dialects

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.diagnostics import Place
    from studio_lint.model.environment.sites import Site


class EnvironmentReader(Record):
    """A program that installs an environment file.

    program   "micromamba", "mamba" or "conda"
    version   its numbers; () where they are not known, which counts as the newest
    is_wave   Wave runs it, in a folder that holds nothing but this file
    folder    the folder of the file in the image; None where that is not known
    channels  the channels that the command line names
    prefix    the environment that the command line names; "" where it names none
    place     the command's word for the file; None for Wave, and in a script
    site      what the image has at that point; None for Wave
    """

    program: str = OF_WAVE
    version: tuple[int, ...] = ()
    is_wave: bool = False
    folder: str | None = None
    channels: tuple[str, ...] = ()
    prefix: str = ""
    place: Place | None = None
    site: Site | None = None

    @property
    def title(self) -> str:
        """What messages call it: `micromamba 1.5.10`, `conda`."""
        return f"{self.program} {'.'.join(map(str, self.version))}".strip()

    @property
    def dialects(self) -> tuple[str, ...]:
        """What reads its match specs; see `facts.installers.conda`."""
        return dialects(self.program, self.version)

    def decodes(self, encoding: str) -> bool:
        """Whether it can read a file in an encoding other than UTF-8; see `facts.installers.encodings`."""
        from studio_lint.facts.installers.encodings import REFUSED_ENCODINGS

        names = ("Wave",) if self.is_wave else self.dialects
        return all(encoding not in REFUSED_ENCODINGS.get(name, ()) for name in names)

    def exists(self, path: str) -> bool | None:
        """Whether a path that the file names, absolute or from its own folder, is there when it is installed."""
        if self.is_wave:
            return False
        from studio_lint.model.posix_paths import join_path

        absolute = join_path(self.folder, path)
        return self.site.exists(absolute) if self.site is not None and absolute is not None else None

    def command(self, name: str) -> bool | None:
        """Whether the image has a program."""
        if self.is_wave:
            return name not in MISSING_PROGRAMS
        return self.site.command(name) if self.site is not None else None

    @property
    def note(self) -> tuple[str, ...]:
        """Who installs the file, to be said where that decides; nothing for Wave."""
        if self.is_wave:
            return ()
        where = ""
        if self.place is not None:
            source = self.place.source
            where = f" in {source.path}, line {source.line_of(self.place.span.start)}"
        return (f"{self.title} installs this file{where}",)


WAVE = EnvironmentReader(is_wave=True)
"""The builder of a Studio that is made from packages."""
