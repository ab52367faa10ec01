"""`install.packages` and its like, whose failure is a warning of R and no failure of the RUN."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.model.contents import contents
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image, Stage
    from studio_lint.model.contents.contents import Point

_CALLS = ("install.packages(", "BiocManager::install(", "biocLite(")
_CHECKS = (
    "warn=2", "warn = 2", "stop(", "stopifnot(", "quit(", "q(", "library(", "requireNamespace(", "require(",
    "loadNamespace(", "packageVersion(", "installed.packages(", "find.package(", "system.file(",
)  # fmt: skip
LONGEST = 100_000


class Unchecked(Record):
    """A call whose failure nobody notices. `start`: where the line of R begins, for a command line; else None."""

    call: Text
    name: str
    start: Text | None


def unchecked(image: Image, stage: Stage) -> Iterator[Unchecked]:
    """The first such call of each command of a stage, unless R is asked for a package further down."""
    found: list[Unchecked] = []
    for point in contents.of(image).points(stage):
        for text, inline in _r_texts(point):
            value = text.value[:LONGEST]
            if any(check in value for check in _CHECKS):
                found.clear()
                continue
            call = next((one for one in _CALLS if one in value), None)
            if call is not None:
                at = value.index(call)
                name = call.removesuffix("(")
                found.append(Unchecked(text.sub(at, at + len(name)), name, text if inline else None))
    yield from found


def _r_texts(point: Point) -> Iterator[tuple[Text, bool]]:
    """The R that a command runs: its -e texts, or the script that was copied."""
    ran = point.ran
    if ran is None or ran.name not in ("Rscript", "R", "r"):
        return
    words = ran.arguments[1:]
    inline = False
    for at, word in enumerate(words[:-1]):
        if word.value == "-e":
            inline = True
            yield words[at + 1].as_text(), True
    if inline or ran.name != "Rscript":
        return
    script = next((word for word in words if word.value and not word.value.startswith("-")), None)
    path = join_path(ran.folder, script.value) if script is not None and script.value else None
    text = point.text(path) if path else None
    if text is not None:
        yield text, False
