"""Package or channel for a platform other than linux-64

## Why

Files exported on a Mac or on Windows name packages that exist only there. The build is for linux-64 and does not find
them.

## Instead

Remove the line: on Linux, nothing needs the package. Export with `conda env export --from-history` to leave such
packages out.

## Evidence

The recipes of conda-forge, read 2026-11. Two packages of this kind can be installed on Linux and do nothing there;
for them, this is a warning. It is also a warning for `numpy[subdir=osx-64]`: libmamba 2.8.1 prints such a spec as
`numpy` (measured), and its solver reads the printed form (its sources, 2026-11). If a channel precedes the name, the
platform is respected.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, MOST_MARKED, UNSAFE, WARNING, Effect, Fix, Meta, marked
from studio_lint.facts.packages import BUILD_HASHES, BUILDS, ELSEWHERE, ON_LINUX_SINCE, WITHOUT_USE
from studio_lint.model.environment import package_file
from studio_lint.model.environment.selectors import comment_selectors

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeGuard

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Text
    from studio_lint.model.environment.environment import Dependency, Environment
    from studio_lint.model.environment.package_file import PackageFile
    from studio_lint.syntax.conda.channel import Channel
    from studio_lint.syntax.conda.constraint import Constraint
    from studio_lint.syntax.conda.matchspec_tree import MatchSpec

META = Meta("SL109", "other-platform", ERROR, fix=UNSAFE, asks="elsewhere")
_BUILT = ("linux-64", "noarch")


def check(environment: Environment) -> Iterator[Finding]:
    for channel in environment.channels:
        if channel.text is not None and _is_elsewhere(channel.channel):
            yield META.finding(
                channel.place(_platform(channel.text, channel.channel).whole),
                "this subdirectory of the channel has no packages for linux-64, the platform of the image",
                help=f"use `{channel.channel.location}`",
            )
    told = {id(found.item) for found in comment_selectors(environment)}
    for dependency, spec in environment.sound:
        if id(dependency) not in told:
            yield from _package(environment, dependency, spec)
    yield from _builds(environment, told)


def _is_elsewhere(channel: Channel | None) -> TypeGuard[Channel]:
    return channel is not None and bool(channel.platforms) and not any(name in _BUILT for name in channel.platforms)


def _platform(text: Text, channel: Channel) -> Text:
    """The platform's own letters in a channel, where they stand there once."""
    value = text.value.lower()
    (name, *others) = channel.platforms
    return text if others or value.count(name) != 1 else text.sub(value.index(name), value.index(name) + len(name))


def _file(dependency: Dependency, file: PackageFile) -> Iterator[Finding]:
    """A package by the URL of its file, in the folder of its platform."""
    name = file.platform.value
    if name not in _BUILT:
        yield META.finding(
            dependency.place(file.platform.whole),
            f"this package is built for {name}, but the image is built for linux-64",
            help=f"use `{file.spec}`, and let the build find the file" if file.spec else None,
        )


def _on_linux(constraint: Constraint, name: str) -> bool:
    from studio_lint.model.environment.version import read_constraint
    from studio_lint.model.environment.version_conflict import satisfiable

    since = read_constraint(f">={ON_LINUX_SINCE[name]}")
    return since is None or satisfiable((constraint, since))


def _builds(environment: Environment, reported: set[int]) -> Iterator[Finding]:
    """Builds whose own names say that they are another system's; those of one system have one cause, an export."""
    found: dict[str, list[tuple[Dependency, Text]]] = {}
    for dependency, spec in environment.sound:
        if id(dependency) in reported or spec.is_file or spec.build_text is None or _is_named_elsewhere(spec):
            continue
        system = _system_of(spec.build_text.value)
        if system:
            found.setdefault(system, []).append((dependency, spec.build_text))
    for system, builds in found.items():
        yield _of_system(environment, system, builds)
    yield from _channels_elsewhere(environment, reported)


def _channels_elsewhere(environment: Environment, reported: set[int]) -> Iterator[Finding]:
    """Packages from another system's part of a channel: `defaults/win-64::numpy`; all of a file in one finding."""
    places = []
    for dependency, spec in environment.sound:
        if id(dependency) in reported or spec.is_file or not _is_elsewhere(spec.channel) or spec.channel_text is None:
            continue
        given = [one.value for one in spec.attributes if one.key.value.lower() == "subdir" and one.value is not None]
        places.append(dependency.place(_platform((*given, spec.channel_text)[0], spec.channel).whole))
    if places:
        others = len(places) - 1
        more = f" and {others} more are" if others else " is"
        yield META.finding(
            places[0],
            f"this package{more} built for a platform other than linux-64; the build fails",
            help="remove the platform",
            related=marked(places, "also for another platform"),
        )


def _is_named_elsewhere(spec: MatchSpec) -> bool:
    """Whether the package or its channel is another system's, which is said by itself."""
    return spec.key in ELSEWHERE or spec.key in WITHOUT_USE or _is_elsewhere(spec.channel)


def _system_of(build: str) -> str:
    """The system that a build is made for, by a word or the hash in it (`osx_1`, `py39hecd8cb5_0`); "" if none."""
    words = build.lower().replace("-", "_").replace("*", "_").split("_")
    found = (BUILDS.get(word) or BUILD_HASHES.get(word[word.rfind("h") :]) for word in words)
    return next((system for system in found if system), "")


def _of_system(environment: Environment, system: str, builds: list[tuple[Dependency, Text]]) -> Finding:
    dependency, build = builds[0]
    others = len(builds) - 1
    more = f" and {others} more are" if others else " is"
    from studio_lint.model.environment.edits import builds_dropped, without_build

    edits = [without_build(environment.source, text) for _, text in builds]
    fix = None
    if all(edits):
        fix = Fix("Remove the build strings", tuple(filter(None, edits)), UNSAFE, builds_dropped(builds))
    return META.finding(
        dependency.place(build.whole),
        f"this build{more} for {system} only, but the image is built for linux-64; the build fails",
        help="remove the build, or the line if nothing needs the package on Linux"
        if not others
        else "export with `conda env export --from-history`, or remove the builds",
        related=tuple(one.place(text.whole, f"built for {system}") for one, text in builds[1 : 1 + MOST_MARKED]),
        fix=fix,
    )


def _subdir(dependency: Dependency, spec: MatchSpec) -> Iterator[Finding]:
    """`numpy[subdir=osx-64]`: the platform is lost on the way to the solver."""
    if spec.subdirs and not any(name in _BUILT for name in spec.subdirs):
        *_, value = (one.value or one.key for one in spec.attributes if one.key.value.lower() == "subdir")
        yield META.finding(
            dependency.place(value.whole),
            "a platform without a channel is ignored: the linux-64 package is installed",
            severity=WARNING,
            help="remove the platform",
            notes=("conda and pixi find nothing for linux-64 here",),
        )


def _gone(spec: MatchSpec) -> Effect:
    return Effect(packages=(spec.text.value.strip(),), dropped=(spec.text.value,), comments=True)


def _package(environment: Environment, dependency: Dependency, spec: MatchSpec) -> Iterator[Finding]:
    file = package_file.read(spec)
    if file is not None:
        yield from _file(dependency, file)
    if spec.is_file:
        return
    name = spec.key
    if _is_elsewhere(spec.channel):
        return
    system = ELSEWHERE.get(name) or WITHOUT_USE.get(name)
    if system is None:
        yield from _subdir(dependency, spec)
        return
    named = spec.name or spec.text
    from studio_lint.model.environment.edits import without_item

    edit = without_item(environment.source, dependency.node)
    fix = Fix("Remove the line", (edit,), UNSAFE, _gone(spec)) if edit else None
    if name in WITHOUT_USE and _on_linux(spec.version, name):
        yield META.finding(
            dependency.place(named.whole),
            f"`{name}` is only for {system}; some of its versions cannot be installed on Linux",
            severity=WARNING,
            help="remove the line",
            fix=fix,
        )
        return
    yield META.finding(
        dependency.place(named.whole),
        f"`{name}` exists only for {system}, but the image is built for linux-64; the build fails",
        help="remove the line",
        notes=(f"micromamba: {name} does not exist (perhaps a typo or a missing channel).",)
        if name in ELSEWHERE
        else (),
        fix=fix,
    )
