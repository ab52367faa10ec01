"""None of an environment's channels has such a package, or none in that version.

## Why

The build stops as soon as the channels have been read. The name may be
misspelt, may be that of a project on PyPI alone, or the package may lie in
a channel that the file does not name; a version may not have been packaged yet,
or have been taken away.

## Instead

Write the name and a version that are there, or add the channel. What is only
on PyPI goes under `pip:`.

## Evidence

The channels' own lists for linux-64 and noarch, read at this moment.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.studio.answers import EnvironmentAnswers, MissingPackage

META = Meta("SL704", "package-not-found", ERROR, silenced_by=("version-unsatisfiable", "other-platform"))


def check(answers: EnvironmentAnswers) -> Iterator[Finding]:
    for missing in answers.missing:
        entry, spec = missing.dependency, missing.dependency.spec
        if spec is None or spec.name is None:
            continue
        where = f"`{spec.channel_text.value}` has" if spec.channel_text else "the channels have"
        if missing.versions:
            version = spec.version_text if spec.build_text is None else None
            fitting = f"in no version that fits `{version.value}`" if version else "not as this asks for it"
            yield META.finding(
                entry.place((version or spec.build_text or spec.name).whole),
                f"{where} `{spec.key}`, but {fitting}: the build stops",
                help=f"write a version that is there, as {_listed(missing)}",
            )
        else:
            yield META.finding(
                entry.place(spec.name.whole),
                f"{where} no package `{spec.key}` for linux-64: the build stops",
                help=_help(missing),
            )


def _listed(missing: MissingPackage) -> str:
    shown = [f"`{version}`" for version in missing.versions]
    return f"{', '.join(shown[:-1])} or {shown[-1]}" if len(shown) > 1 else shown[0]


def _help(missing: MissingPackage) -> str:
    if missing.near:
        return f"write `{missing.near}`"
    return "add the channel that has it; if it is on PyPI alone, move it under `pip:`"
