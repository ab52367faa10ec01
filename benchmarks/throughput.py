"""Many files: how long they take beside other checkers, how much memory, and whether both grow in step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.texts import corpus, dockerfiles, environments, long_dockerfile, long_environment, write
from benchmarks.timing import BARE, STUDIO_LINT, Row, Taken, in_turns, memory, milliseconds, program


def rows(folder: Path, runs: int) -> Iterator[Row]:
    yield from _corpus(folder / "corpus", runs)
    yield from _dockerfiles(folder / "dockerfiles", runs)
    yield from _more_files(folder / "more", runs)
    yield from _longer_files(folder / "longer", runs)


def _corpus(folder: Path, runs: int) -> Iterator[Row]:
    texts = corpus()
    if texts is None:
        return
    for path, text in texts.items():
        write(folder, path, text)
    (folder / ".git").mkdir()
    taken = in_turns(_beside({"yamllint": ["."]}), folder, runs)
    yield from _compared(f"{len(texts)} environment files", taken, "10")
    extra = memory([*STUDIO_LINT, "."], folder) - memory(BARE, folder)
    yield Row("memory beyond bare Python over these", f"{extra:.1f} MB", "", "", "≤ 20 MB")


def _dockerfiles(folder: Path, runs: int) -> Iterator[Row]:
    names = []
    for path, text in dockerfiles(300):
        write(folder, path, text)
        names.append(path)
    (folder / ".git").mkdir()
    taken = in_turns(_beside({"yamllint": ["."], "hadolint": names}), folder, runs)
    taken.pop("yamllint", None)  # it reads no Dockerfile
    yield from _compared("300 Dockerfiles", taken, "")


def _beside(others: dict[str, list[str]]) -> dict[str, list[str]]:
    commands = {"bare Python": BARE, "studio-lint": [*STUDIO_LINT, "."]}
    for name, arguments in others.items():
        found = program(name)
        if found:
            commands[name] = [*found, *arguments]
    return commands


def _compared(what: str, taken: dict[str, Taken], wanted: str) -> Iterator[Row]:
    own = taken["studio-lint"]
    yield Row(f"{what}: studio-lint", milliseconds(own.median), milliseconds(own.spread), "1.00 ×")
    for name in taken.keys() - {"studio-lint", "bare Python"}:
        other = taken[name]
        target = f"≥ {wanted} ×" if wanted else ""
        yield Row(
            f"{what}: {name}",
            milliseconds(other.median),
            milliseconds(other.spread),
            f"{other.median / own.median:.2f} ×",
            target,
        )


def _more_files(folder: Path, runs: int) -> Iterator[Row]:
    """Processor time a file; it stays the same where growth is linear."""
    for count in (1, 10, 100, 1_000, 10_000):
        place = folder / str(count)
        for path, text in environments(count):
            write(place, path, text)
        (place / ".git").mkdir()
        taken = in_turns(
            {"bare Python": BARE, "check": [*STUDIO_LINT, "."]}, place, 1 if count > 1_000 else min(runs, 5)
        )
        own = taken["check"]
        each = (own.median - taken["bare Python"].median) / count
        held = memory([*STUDIO_LINT, "."], place) - memory(BARE, place)
        yield Row(
            f"{count:,} environment files, all different",
            milliseconds(own.median),
            milliseconds(own.spread),
            f"{milliseconds(each)} a file, {held:.0f} MB",
        )


def _longer_files(folder: Path, runs: int) -> Iterator[Row]:
    for kind, make, name in (
        ("environment file", long_environment, "environment.yml"),
        ("Dockerfile", long_dockerfile, "Dockerfile"),
    ):
        for size in (1 << 10, 16 << 10, 128 << 10, 1000 << 10):
            place = folder / f"{kind}-{size}"
            text = make(size)
            write(place, name, text)
            (place / ".git").mkdir()
            taken = in_turns({"bare Python": BARE, "check": [*STUDIO_LINT, name]}, place, min(runs, 5))
            own = taken["check"]
            yield Row(
                f"{kind} of {len(text) >> 10:,} KB",
                milliseconds(own.median),
                milliseconds(own.spread),
                f"{own.median / taken['bare Python'].median:.2f} ×",
            )
