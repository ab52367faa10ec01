"""Functions that find the place of a package: entries of environment.yml, lines of requirements files."""

from __future__ import annotations

import re

from studio_lint.base.source import Span
from studio_lint.model.failure import entries, words
from studio_lint.model.failure.files import Spot

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.failure.placing import Placing

_CHAIN = re.compile(
    r"Collecting (?P<name>[A-Za-z0-9][\w.-]{0,120})[^(]{0,200}\(from (?P<chain>[^()]{1,600}?(?:\(line \d{1,6}\))?)\)"
)
_BY_FILE = re.compile(r"-r (?P<file>[^\s,()]{1,200}) \(line (?P<line>\d{1,6})\)")
_COLLECTING = re.compile(r"\s*Collecting (?P<name>[A-Za-z0-9][\w.-]{0,120})")
_BUILDING = re.compile(
    r"(?:Failed building wheel for|Building wheel for|Failed to build|Preparing metadata for|egg-info/"
    r"|Running setup.py install for) ?`?(?P<name>[A-Za-z0-9][\w.-]{0,120})"
)
_SOURCE = re.compile(r"\* installing \*source\* package [‘'\"](?P<name>[\w.]{1,80})")
_PACKAGE_FILE = re.compile(r"/(?P<name>[a-z0-9_.-]{1,100}?)-[^-/\s]{1,60}-[^-/\s]{1,60}\.(?:conda|tar\.bz2)")
_REQUESTED = re.compile(r"The user requested (?P<spec>(?P<name>[A-Za-z0-9][\w.-]{0,120})\S{0,120})")


def requirement(placing: Placing) -> Spot | None:
    if placing.instruction is None:
        return None
    groups = placing.match.groups
    if groups.get("row"):
        # `(from line 2 of /tmp/requirements.txt)`
        numbered = entries.numbered(placing.files, placing.instruction, groups["file"], int(groups["row"]))
        if numbered is not None:
            return numbered
    found = entries.requirement(placing.files, placing.instruction, placing.name)
    return found or by_chain(placing)


def by_chain(placing: Placing) -> Spot | None:
    """pip says through which requirement a package came: `Collecting x (from y->-r requirements.txt (line 2))`."""
    for _, text in reversed(placing.failed.lines[-4000:]):
        found = _CHAIN.search(text) if placing.name in text else None
        if not found or found["name"].lower() != placing.name.lower():
            continue
        by_file = _BY_FILE.search(found["chain"])
        if by_file:
            spot = entries.numbered(placing.files, placing.instruction, by_file["file"], int(by_file["line"]))
            if spot is not None:
                return spot
        user = found["chain"].split("->-r")[0].split("->")[-1].strip()
        if placing.files.environment is not None and placing.template:
            return entries.entry(placing.files.environment, user)
        return placing.in_instruction(words.word, user)
    return None


def entry(placing: Placing) -> Spot | None:
    environment = placing.files.environment
    if environment is None or not is_conda(placing) or not placing.name:
        return None
    if placing.match.row.kind.startswith("pip"):
        return (
            entries.pip_line(environment, placing.name)
            or by_chain(placing)
            or entries.entry(environment, placing.name)
            or entries.containing(environment, placing.name)
        )
    return entries.entry(environment, placing.name, placing.match.groups.get("spec", ""))


def containing(placing: Placing) -> Spot | None:
    environment = placing.files.environment
    return entries.containing(environment, placing.name) if environment is not None and is_conda(placing) else None


def selector(placing: Placing) -> Spot | None:
    environment = placing.files.environment
    return entries.selector(environment) if environment is not None and is_conda(placing) else None


def is_conda(placing: Placing) -> bool:
    """Whether the step installs an environment file."""
    if placing.template:
        return True
    text = placing.instruction.body.value if placing.instruction is not None else placing.failed.instruction
    return ".yml" in text or ".yaml" in text or placing.instruction is None


def channel(placing: Placing) -> Spot | None:
    environment = placing.files.environment
    if environment is None or not is_conda(placing):
        return placing.in_instruction(words.word, placing.name)
    return entries.channel(environment, placing.name) or entries.channels(environment)


def channels(placing: Placing) -> Spot | None:
    environment = placing.files.environment
    return entries.channels(environment) if environment is not None and placing.template else None


def yaml_line(placing: Placing) -> Spot | None:
    environment = placing.files.environment
    groups = placing.match.groups
    if environment is None or "number" not in groups:
        return None
    source = environment.source
    line = int(groups["number"])
    if not 1 <= line <= len(source.line_starts):
        return None
    span = source.line_span(line)
    return Spot(source, Span(min(span.start + max(0, int(groups.get("column", "1")) - 1), span.end), span.end))


def git(placing: Placing) -> Spot | None:
    spot = placing.in_instruction(words.starting, "git+")
    if spot is not None or placing.instruction is None:
        return spot or git_line(placing)
    for source in entries.requirement_files(placing.files, placing.instruction):
        at = source.text.find("git+")
        if at >= 0:
            return Spot(source, source.line_span(source.line_of(at)))
    return git_line(placing)


def git_line(placing: Placing) -> Spot | None:
    environment = placing.files.environment
    if environment is None or not placing.template:
        return None
    for line in environment.requirements:
        if "git+" in environment.source.slice(line.span):
            return Spot(environment.source, line.span)
    return None


def built(placing: Placing) -> Spot | None:
    """Which package was being built: the one that pip names last; what was collected last otherwise."""
    for pattern in (_BUILDING, _COLLECTING):
        for _, text in reversed(placing.failed.lines):
            found = pattern.search(text)
            if found and not found["name"].startswith(("Failed", "wheel")):
                placing.name = found["name"].rstrip(".")
                if requirement(placing) or placing.in_instruction(words.word, placing.name) or entry(placing):
                    return None
    return None


def r_package(placing: Placing) -> Spot | None:
    for number, text in reversed(placing.failed.lines):
        found = _SOURCE.search(text) if number <= placing.match.number else None
        if found:
            placing.name = found["name"]
            return placing.in_instruction(words.word, placing.name)
    return None


def requested(placing: Placing) -> Spot | None:
    """The partners of a conflict of pip: those that the user asked for, the first as the place."""
    spots: list[Spot] = []
    for _, text in placing.failed.lines[-60:]:
        found = _REQUESTED.search(text)
        if not found:
            continue
        placing.name = found["name"]
        spot = requirement(placing) or entry(placing) or placing.in_instruction(words.word, placing.name)
        if spot is not None and spot.span not in [each.span for each in spots]:
            spots.append(spot)
    groups = placing.match.groups.get("names", "")
    for by_file in _BY_FILE.finditer(groups):
        spot = entries.numbered(placing.files, placing.instruction, by_file["file"], int(by_file["line"]))
        if spot is not None and spot.span not in [each.span for each in spots]:
            spots.append(spot)
    if not spots:
        for each in re.findall(r"[A-Za-z0-9][\w.-]{0,120}", groups):
            placing.name = each
            spot = requirement(placing) or entry(placing) or placing.in_instruction(words.word, placing.name)
            if spot is not None:
                spots.append(spot)
    if not spots:
        return None
    first, *others = spots
    return Spot(
        first.source, first.span, "word", tuple(entries.place(each, "also requested here") for each in others[:2])
    )


def package_file(placing: Placing) -> Spot | None:
    found = _PACKAGE_FILE.search(placing.match.text)
    environment = placing.files.environment
    if found is None or environment is None:
        return None
    placing.name = found["name"]
    return entries.entry(environment, found["name"]) or entries.channels(environment)
