"""`install.packages` and similar calls, whose failure is only a warning in R and does not fail the RUN."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.programs import code_options
from studio_lint.facts.programs.run_commands import INLINE_R
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
    """A call whose failure nobody notices.

    start     where the line of R begins, for a command line; else None
    packages  what is installed; () where that is not known
    """

    call: Text
    name: str
    start: Text | None
    packages: tuple[str, ...] = ()


def unchecked(image: Image, stage: Stage) -> Iterator[Unchecked]:
    """The first such call of each command of a stage, unless R is asked for a package further down."""
    found: list[Unchecked] = []
    for point in contents.of(image).points(stage):
        for text, inline in _r_texts(point):
            value = text.value[:LONGEST]
            if any(check in value for check in _CHECKS):
                found.clear()
                continue
            # `remotes::install_github(…)` fails where remotes is missing.
            found = [one for one in found if not one.packages or not all(f"{name}::" in value for name in one.packages)]
            call = next((one for one in _CALLS if one in value), None)
            if call is not None:
                at = value.index(call)
                packages = _packages(value, at + len(call))
                if packages is None:
                    continue
                name = call.removesuffix("(")
                found.append(Unchecked(text.sub(at, at + len(name)), name, text if inline else None, packages))
    yield from found


def _packages(value: str, at: int) -> tuple[str, ...] | None:
    """The packages that a call names, from after its bracket on; None where it names none, and only updates."""
    rest = value[at:].lstrip()
    name, equals, _ = rest.partition("=")
    if equals and name.strip().isidentifier() and name.strip() not in ("pkgs", "pkg", "lib"):
        return None
    first = rest[:1]
    if first in ("'", '"'):
        return (rest[1:].partition(first)[0],)
    if not rest.startswith("c("):
        return ()
    listed = [part.strip() for part in rest[2:].partition(")")[0].split(",")]
    plain = all(part[:1] in ("'", '"') and part[-1:] == part[:1] for part in listed)
    return tuple(part[1:-1] for part in listed) if plain else ()


def _r_texts(point: Point) -> Iterator[tuple[Text, bool]]:
    """The R that a command runs: its -e texts, or the script that was copied."""
    ran = point.ran
    if ran is None or ran.name not in INLINE_R:
        return
    words = ran.arguments[1:]
    inline = False
    for at, word in enumerate(words[:-1]):
        if word.value == "-e":
            inline = True
            yield words[at + 1].as_text(), True
    command = code_options.find(ran.name or "")
    if inline or command is None or command.operand != "file":
        return
    script = next((word for word in words if word.value and not word.value.startswith("-")), None)
    path = join_path(ran.folder, script.value) if script is not None and script.value else None
    text = point.text(path) if path else None
    if text is not None:
        yield text, False
