"""Package or version does not exist in the channels

## Why

The build fails as soon as the installer has read the channels. The name may be misspelled, the project may exist only
on PyPI, or the package may be in a channel that the file does not list; a version may not be packaged yet, or may have
been removed.

## Instead

Use an existing name and version, or add the channel. Packages that exist only on PyPI belong under `pip:`.

## Evidence

The channels' current package lists for linux-64 and noarch.
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
            fitting = f"no version matches `{version.value}`" if version else "no build matches this spec"
            yield META.finding(
                entry.place((version or spec.build_text or spec.name).whole),
                f"{where} `{spec.key}`, but {fitting}; the build fails",
                help=f"use an existing version, for example {_listed(missing, '=' if version else '')}",
            )
        else:
            yield META.finding(
                entry.place(spec.name.whole),
                f"{where} no package `{spec.key}` for linux-64; the build fails",
                help=_help(missing),
            )


def _listed(missing: MissingPackage, operator: str) -> str:
    shown = [f"`{operator}{version}`" for version in missing.versions]
    return f"{', '.join(shown[:-1])} or {shown[-1]}" if len(shown) > 1 else shown[0]


def _help(missing: MissingPackage) -> str:
    if missing.near:
        return f"did you mean `{missing.near}`?"
    return "add the channel that has it; if it exists only on PyPI, move it under `pip:`"
