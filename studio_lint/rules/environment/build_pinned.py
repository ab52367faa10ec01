"""Exported build strings that may no longer exist

From the third such package on, a file gets one finding for all of them.

## Why

`conda env export` writes `samtools=1.21=h50ea8bc_0`. A build string names one file for one platform. Channels rebuild
packages and remove old builds, and a file exported on a Mac names builds that never existed for Linux.

## Instead

Export with `conda env export --no-builds` or `--from-history`; keep the name and the version.

## Evidence

24 of 89 environment files of public Studios contain such strings (2026-08). Users of Wave report builds that no
longer exist.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, UNSAFE, Fix, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.environment.environment import Environment
    from studio_lint.syntax.conda.matchspec_tree import MatchSpec

META = Meta("SL111", "build-pinned", ADVICE, fix=UNSAFE, silenced_by=("other-platform",), needs=("_",))
_LEAST = 3


def check(environment: Environment) -> Iterator[Finding]:
    pinned = [
        (dependency, spec.build_text)
        for dependency, spec in environment.sound
        if spec.build_text is not None and _is_exported(spec)
    ]
    if len(pinned) < _LEAST:
        return
    from studio_lint.model.environment.edits import builds_dropped, without_build

    edits = [without_build(environment.source, text) for _, text in pinned]
    fix = None
    if all(edits):
        fix = Fix(
            "Remove the build strings",
            tuple(edit for edit in edits if edit is not None),
            UNSAFE,
            builds_dropped(pinned),
        )
    dependency, text = pinned[0]
    yield META.finding(
        dependency.place(text.whole),
        f"this and {len(pinned) - 1} more packages are pinned to builds that the channel may remove",
        help="remove the second `=` and everything after it, or export with `conda env export --no-builds`",
        fix=fix,
    )


def _is_exported(spec: MatchSpec) -> bool:
    """A hash and a build number: `h50ea8bc_0`, `py310h5701ce4_1`, `pyhd8ed1ab_0`, `hd590300_5`."""
    head, _, number = spec.build.rpartition("_")
    mark = head.rfind("h")
    digits = head[mark + 1 :]
    return (
        number.isdecimal() and mark >= 0 and len(digits) == 7 and all(digit in "0123456789abcdef" for digit in digits)
    )
