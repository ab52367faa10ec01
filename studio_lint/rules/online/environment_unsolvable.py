"""Packages of the environment cannot be installed together

## Why

Each package requires others in certain versions. If no choice of versions meets all requirements, the build fails.

## Instead

Loosen the version of one of the entries in the finding, or remove one of them. The notes quote the solver: what each
entry requires.

## Evidence

rattler tried to solve the environment with the current packages of its channels, for linux-64 in a container with the C
library of Ubuntu 24.04 and, if that helps, with CUDA. All channels have the same priority, so what fails here fails
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
        message = f"{', '.join(keys[:-1])} and {keys[-1]} cannot be installed together; the build fails"
        help = "loosen the version of one of them, or remove one of them"
    elif keys:
        message = f"{keys[0]} cannot be installed from these channels; the build fails"
        help = "use another version, or add the channel that has its dependencies"
    else:
        message = "these packages cannot be installed together; the build fails"
        help = "loosen versions, or remove packages"
    yield META.finding(
        place,
        message,
        help=help,
        related=tuple(entry.place(label="requested here") for entry in conflict.entries[:-1]),
        notes=(f"rattler:\n{conflict.words}",),
    )
