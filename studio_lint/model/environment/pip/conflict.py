"""Requirements that pip cannot satisfy, whatever the index has.

Every comparison cuts the line of versions at a few points. If neither one of those points nor a version right beside
one of them satisfies all constraints, none does. What cannot be decided in that way counts as satisfied.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.installers.pip import INDEX_OPTIONS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from packaging.specifiers import Specifier

    from studio_lint.model.environment.pip.input import PipInput, PipRequest

_MOST = 24
"""More comparisons than anybody writes; beyond it nothing is decided."""
_SUFFIXES = ("", ".dev0", "a1", "rc1", ".post1")
_MOST_DIGITS = 9


class PipConflict(Record):
    """Two requirements that exclude each other; `first` is None where one excludes itself."""

    first: PipRequest | None
    second: PipRequest


def conflicts(pip: PipInput) -> Iterator[PipConflict]:
    """The first contradiction of each project, among the lines that pip is given together.

    What only limits versions contradicts nothing that nobody asks for.
    """
    for group in _groups(pip.requests):
        alone = next((one for one in group if _has_several(one) and _excludes([one])), None)
        if alone is not None:
            yield PipConflict(None, alone)
            continue
        for at, later in enumerate(group):
            earlier = next((one for one in group[:at] if _excludes([one, later])), None)
            if earlier is not None:
                yield PipConflict(earlier, later)
                break


def local_versions(pip: PipInput) -> Iterator[PipRequest]:
    """Requirements of exactly one local version (`==2.4.0+cpu`) that only PyPI is asked for."""
    elsewhere = {one.command for one in pip.requests if _names_index(one)}
    for request in pip.requests:
        line = request.line
        if line is None or line.specifier is None or line.marker is not None or line.problems:
            continue
        value = line.specifier.value
        exact = "+" in value and value.lstrip().startswith("==") and "," not in value
        if exact and request.only_pypi and not request.constraint and request.command not in elsewhere:
            yield request


def _names_index(request: PipRequest) -> bool:
    return request.line is not None and any(option.name in INDEX_OPTIONS for option in request.line.options)


def _groups(requests: Iterable[PipRequest]) -> Iterator[list[PipRequest]]:
    """Requirements of one project that are installed together, for every machine alike."""
    found: dict[tuple[int, str], list[PipRequest]] = {}
    asked: set[tuple[int, str]] = set()
    for request in requests:
        line = request.line
        if line is None or line.marker is not None or line.problems or line.kind != "requirement" or not line.project:
            continue
        key = (request.command, line.project)
        if not request.constraint:
            asked.add(key)
        if line.specifier is not None:
            found.setdefault(key, []).append(request)
    yield from (group for key, group in found.items() if key in asked)


def _has_several(request: PipRequest) -> bool:
    return request.line is not None and request.line.specifier is not None and "," in request.line.specifier.value


def _excludes(requests: list[PipRequest]) -> bool:
    """Whether no version satisfies all of these."""
    comparisons = [one for request in requests for one in _comparisons(request)]
    if not 2 <= len(comparisons) <= _MOST or not all(map(_is_plain, comparisons)):
        return False
    return not any(
        all(one.contains(version, prereleases=True) for one in comparisons) for version in _candidates(comparisons)
    )


def _comparisons(request: PipRequest) -> list[Specifier]:
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    text = request.line.specifier.value if request.line is not None and request.line.specifier is not None else ""
    try:
        return list(SpecifierSet(text.strip().removeprefix("(").removesuffix(")")))
    except InvalidSpecifier:
        return []


def _is_plain(comparison: Specifier) -> bool:
    """Whether the version is of numbers only: what others mean for the versions between is not decided."""
    numbers = comparison.version.removesuffix(".*").split(".")
    return comparison.operator != "===" and all(
        number.isascii() and number.isdecimal() and len(number) < _MOST_DIGITS for number in numbers
    )


def _candidates(comparisons: list[Specifier]) -> Iterator[str]:
    """Each point that is named, those that a wildcard or `~=` implies, and versions right above and below."""
    points = {"0"}
    for comparison in comparisons:
        numbers = [int(number) for number in comparison.version.removesuffix(".*").split(".")]
        for size in range(1, len(numbers) + 1):
            head, last = numbers[: size - 1], numbers[size - 1]
            for number in (last - 1, last, last + 1):
                if number >= 0:
                    points.add(".".join(map(str, (*head, number))))
        points.add(".".join(map(str, numbers)))
    for point in sorted(points):
        for middle in ("", ".0.0.0.1", ".999999999"):
            yield from (f"{point}{middle}{suffix}" for suffix in _SUFFIXES)
