"""Package or channel on the author's machine

## Why

A build by Wave receives only the environment file: Wave writes it to an empty folder and runs micromamba there. Local
paths do not exist.

## Instead

Use the name of the package in its channel (`name=version`), or the `https://` URL of the file.

## Evidence

Wave's build templates (2026-08); micromamba 2.8.1: `Couldn't read a file:// file`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Text
    from studio_lint.model.environment.environment import Environment
    from studio_lint.model.environment.readers import EnvironmentReader
    from studio_lint.syntax.conda.matchspec_tree import MatchSpec

META = Meta("SL108", "spec-local-file", ERROR, asks="addressed")
_NOTE = "micromamba: Couldn't read a file:// file"


def check(environment: Environment) -> Iterator[Finding]:
    for channel in environment.channels:
        location = channel.channel.location if channel.channel is not None else ""
        reader = _without(environment, location) if location and _is_local(location) else None
        if reader is not None:
            yield META.finding(
                channel.place(),
                "this channel is on a machine that the build cannot access; the build fails"
                if reader.is_wave
                else "this channel is not in the image; the build fails",
                help="use a channel that the build can access, for example `conda-forge`",
                notes=(_NOTE, *reader.note),
            )
    for dependency in environment.specs:
        spec = dependency.spec
        if spec is None:
            continue
        text = spec.text if spec.is_local_file else _local_channel(spec)
        reader = _without(environment, text.value) if text is not None else None
        if text is not None and reader is not None:
            yield META.finding(
                dependency.place(text.whole),
                "this file does not exist in the build, which receives only this environment file; the build fails"
                if reader.is_wave
                else "this file is not in the image; the build fails",
                help="use `name=version`, or the `https://` URL of the package",
                notes=(_NOTE, *reader.note),
            )


def _without(environment: Environment, location: str) -> EnvironmentReader | None:
    """Who installs the file and has no such path."""
    path = location.strip().removeprefix("file://")
    return next((reader for reader in environment.readers if reader.exists(path) is False), None)


def _local_channel(spec: MatchSpec) -> Text | None:
    """The channel or file of a spec that can be read, where it is a path."""
    if spec.channel is None or spec.problems:
        return None
    location = spec.channel.location
    if not _is_local(location) and not (spec.is_file and "/" not in location):
        return None
    return spec.channel_text if spec.channel_text is not None else spec.text


def _is_local(location: str) -> bool:
    """Whether a channel or file is a path; `${NAME}` in it may stand for anything."""
    if "$" in location:
        return False
    return (
        location.startswith(("file:", "/", "./", "../", "~", "\\")) or location[1:3] in (":\\", ":/") or location == "."
    )
