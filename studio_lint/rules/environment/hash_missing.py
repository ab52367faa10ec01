"""Requirement without a hash although others have one

## Why

If one requirement has a `--hash`, pip requires a hash and an exact version (`==`) for every requirement, and stops at
the first without them. `--require-hashes` has the same effect. A requirement that is already installed needs no hash.

## Instead

Add the missing hashes (`pip-compile --generate-hashes` writes them), or remove all of them:

```text
six==1.16.0 --hash=sha256:8abb2f1d86890a2dfb989f9a77cfcfd3e47c2a354b01111771326f8aa26e0254
```

## Evidence

pip 23.2 and 26.3, 2026-11: `Hashes are required in --require-hashes mode, but they are missing from some requirements`,
and `In --require-hashes mode, all requirements must have their versions pinned with ==`. uv accepts such a list.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, WARNING, Meta, Place
from studio_lint.model.environment.pip.hashes import gaps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.environment.pip.hashes import HashGap
    from studio_lint.model.environment.pip.input import PipInput

META = Meta("SL134", "hash-missing", ERROR, silenced_by=("instruction-swallowed",), asks="hashed")
_NOTES = {
    "hash": "pip: Hashes are required in --require-hashes mode, but they are missing from some requirements",
    "version": "pip: In --require-hashes mode, all requirements must have their versions pinned with ==",
}


def check(pip: PipInput) -> Iterator[Finding]:
    told: set[int] = set()
    for gap in gaps(pip):
        if gap.request.command not in told:
            told.add(gap.request.command)
            yield _finding(gap)


def _finding(gap: HashGap) -> Finding:
    request, line = gap.request, gap.request.line
    name = line.name.value if line is not None and line.name is not None else ""
    ends = "the build fails" if gap.certain else "the build may fail"
    if gap.need == "hash":
        why = "but other requirements do" if gap.because is not None else "but `--require-hashes` needs one"
        message, help = f"`{name}` has no hash, {why}; {ends}", "add a `--hash=` for it, or remove the other hashes"
        if gap.because is None:
            help = "add a `--hash=` for it, or remove `--require-hashes`"
    else:
        message = f"`{name}` has a hash but no exact version; {ends}"
        help = f"pin the version, such as `{name}==…`, or remove the hash"
    others = () if gap.because in (None, request) else (Place(gap.because.source, gap.because.span, "has a hash"),)
    return META.finding(
        Place(request.source, line.name.whole if line is not None and line.name is not None else request.span),
        message,
        severity=ERROR if gap.certain else WARNING,
        help=help,
        related=(*others, *request.related),
        notes=(_NOTES[gap.need],),
    )
