"""A package or channel that is not made for linux-64, where the image is built.

## Why

Files exported on a Mac or on Windows name packages that exist only there. The
build is for linux-64 and does not find them.

## Instead

Remove the line: on Linux nothing needs it. Export with
`conda env export --from-history` to leave such packages out.

## Evidence

The recipes of conda-forge, read 2026-11. Two packages of this kind can be
installed on Linux and do nothing there: for them this is a warning. So it is
for `numpy[subdir=osx-64]`: libmamba 2.8.1 prints such a spec as `numpy`
(measured), and its solver reads what was printed (its sources, 2026-11). With a
channel before the name the platform counts.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, UNSAFE, WARNING, Fix, Meta
from studio_lint.facts.packages import BUILDS, ELSEWHERE, ON_LINUX_SINCE, WITHOUT_USE
from studio_lint.model.environment import package_file
from studio_lint.model.environment.edits import without_item
from studio_lint.model.environment.selectors import comment_selectors
from studio_lint.model.environment.version import read_constraint
from studio_lint.model.environment.version_conflict import satisfiable

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

META = Meta("SL109", "other-platform", ERROR, fix=UNSAFE)
_BUILT = ("linux-64", "noarch")


def check(environment: Environment) -> Iterator[Finding]:
    for channel in environment.channels:
        if channel.text is not None and _is_elsewhere(channel.channel):
            yield META.finding(
                channel.place(_platform(channel.text, channel.channel).whole),
                "this part of the channel holds nothing for linux-64, which the image is built for",
                help=f"write `{channel.channel.location}`",
            )
    told = {id(found.item) for found in comment_selectors(environment)}
    for dependency, spec in environment.sound:
        if id(dependency) not in told:
            yield from _package(environment, dependency, spec)


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
            f"this package is built for {name}, and the image for linux-64: it does not work there",
            help=f"write `{file.spec}`, and let the build find the file" if file.spec else None,
        )


def _on_linux(constraint: Constraint, name: str) -> bool:
    since = read_constraint(f">={ON_LINUX_SINCE[name]}")
    return since is None or satisfiable((constraint, since))


def _build(dependency: Dependency, build: Text) -> Iterator[Finding]:
    """A build whose own name says that it is another system's: `libcxx=16=osx_1`."""
    words = build.value.lower().replace("-", "_").replace("*", "_").split("_")
    system = next((BUILDS[word] for word in words if word in BUILDS), None)
    if system is not None:
        yield META.finding(
            dependency.place(build.whole),
            f"this build is made for {system} alone, and the image is built for linux-64: the build stops",
            help="leave the build out, or remove the line if nothing needs it on Linux",
        )


def _subdir(dependency: Dependency, spec: MatchSpec) -> Iterator[Finding]:
    """`numpy[subdir=osx-64]`: the platform is lost on the way to the solver."""
    if spec.subdirs and not any(name in _BUILT for name in spec.subdirs):
        *_, value = (one.value or one.key for one in spec.attributes if one.key.value.lower() == "subdir")
        yield META.finding(
            dependency.place(value.whole),
            "a platform without a channel is passed over: the package for linux-64 is installed",
            severity=WARNING,
            help="leave out the platform",
            notes=("conda and pixi find nothing for linux-64 here",),
        )


def _package(environment: Environment, dependency: Dependency, spec: MatchSpec) -> Iterator[Finding]:
    file = package_file.read(spec)
    if file is not None:
        yield from _file(dependency, file)
    if spec.is_file:
        return
    name = spec.key
    if _is_elsewhere(spec.channel) and spec.channel_text is not None:
        told = [one.value for one in spec.attributes if one.key.value.lower() == "subdir" and one.value is not None]
        yield META.finding(
            dependency.place(_platform((*told, spec.channel_text)[0], spec.channel).whole),
            "this is built for another system than linux-64: the build stops",
            help="leave out the platform",
        )
        return
    system = ELSEWHERE.get(name) or WITHOUT_USE.get(name)
    if system is None:
        yield from _subdir(dependency, spec)
        if spec.build_text is not None:
            yield from _build(dependency, spec.build_text)
        return
    named = spec.name or spec.text
    edit = without_item(environment.source, dependency.node)
    fix = Fix("remove the line", (edit,), UNSAFE) if edit else None
    if name in WITHOUT_USE and _on_linux(spec.version, name):
        yield META.finding(
            dependency.place(named.whole),
            f"`{name}` serves {system} alone and does nothing here: some versions of it cannot be installed on Linux",
            severity=WARNING,
            help="remove the line",
            fix=fix,
        )
        return
    yield META.finding(
        dependency.place(named.whole),
        f"`{name}` exists for {system} alone, and the image is built for linux-64: the build stops",
        help="remove the line",
        notes=(f"micromamba: {name} does not exist (perhaps a typo or a missing channel).",)
        if name in ELSEWHERE
        else (),
        fix=fix,
    )
