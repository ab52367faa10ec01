"""Who installs an environment file: Wave, or a RUN of a Dockerfile."""

from __future__ import annotations

from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.diagnostics import Place


class Reader(Record):
    """A program that installs an environment file.

    program   "micromamba", "mamba" or "conda"
    version   its numbers; () where they are not known, which counts as the newest
    is_wave   Wave runs it, in a folder that holds nothing but this file
    folder    the folder of the file in the image; None where that is not known
    channels  the channels that the command line names
    prefix    the environment that the command line names; "" where it names none
    place     the command; None for Wave
    """

    program: str = "micromamba"
    version: tuple[int, ...] = ()
    is_wave: bool = False
    folder: str | None = None
    channels: tuple[str, ...] = ()
    prefix: str = ""
    place: Place | None = None

    @property
    def title(self) -> str:
        """What messages call it: `micromamba 1.5.10`, `conda`."""
        return f"{self.program} {'.'.join(map(str, self.version))}".strip()


WAVE = Reader(is_wave=True)
"""The builder of a Studio that is made from packages."""
