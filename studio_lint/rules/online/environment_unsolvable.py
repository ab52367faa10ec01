"""The packages of an environment cannot be installed together.

## Why

Each package demands others in certain versions. Where no choice of versions
meets all demands the build stops, after the channels have been read.

## Instead

Loosen the version of one of the entries that are named, or take one of them
out. The notes hold the solver's own words: what each entry would require.

## Evidence

The environment was solved by rattler against its channels of this moment, for
linux-64 in a container with the C library of Ubuntu 24.04 and, where that
helps, with CUDA. All channels count alike, so that what fails here fails
under any channel priority. Entries of `pip:` are not solved.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.studio.answers import EnvironmentAnswers

META = Meta("SL703", "environment-unsolvable", ERROR, silenced_by=("version-unsatisfiable", "other-platform"))


def check(answers: EnvironmentAnswers) -> Iterator[Finding]:
    conflict = answers.conflict
    if conflict is None:
        return
    keys = [f"`{entry.spec.key}`" for entry in conflict.entries if entry.spec is not None]
    key = answers.environment.key("dependencies")
    if conflict.entries:
        place = conflict.entries[-1].place()
    elif key is not None:
        place = answers.place(key.key.span)
    else:
        return
    if len(keys) > 1:
        message = f"{', '.join(keys[:-1])} and {keys[-1]} cannot be installed together: the build stops"
        help = "loosen the version of one of them, or take one out"
    elif keys:
        message = f"{keys[0]} cannot be installed from these channels: the build stops"
        help = "write another version, or add the channel that has what it requires"
    else:
        message = "these packages cannot be installed together: the build stops"
        help = "loosen the versions, or take packages out"
    yield META.finding(
        place,
        message,
        help=help,
        related=tuple(entry.place(label="asked for here") for entry in conflict.entries[:-1]),
        notes=(f"rattler:\n{conflict.words}",),
    )
