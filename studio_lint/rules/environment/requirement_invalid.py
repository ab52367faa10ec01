"""Requirement that pip rejects or misreads

## Why

pip reads the section as a requirements file, and a single line that it cannot read makes the build fail, after the
conda packages have been installed. The same holds for the words of a `RUN pip install` and for the files that it
reads with `-r`; in a file behind `-c`, it takes names and versions only. The most common mistake is conda's spelling:
`matplotlib=3.10.*` is valid in the conda list above, but not below `pip:`.

## Instead

Use `matplotlib==3.10.*`, `numpy>=1.8,<2`, `name[extra]` or `name @ https://…`.

## Evidence

pip 26.3 and micromamba 2.8.1, 2026-08: `Invalid requirement: 'demo=1.0'` with the hint
`= is not a valid operator. Did you mean == ?`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, UNSAFE, Effect, Meta, Place, removed, replaced
from studio_lint.model.environment.pip.input import WORD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Edit, Finding, Fix, Problem
    from studio_lint.model.environment.pip.input import PipInput, PipRequest

_NEW = "egg-name"
"""What only newer versions of pip refuse."""

_FOR_A_SHELL = frozenset("<>")

META = Meta("SL117", "requirement-invalid", ERROR, fix=UNSAFE, silenced_by=("instruction-swallowed",))


def check(pip: PipInput) -> Iterator[Finding]:
    for request in pip.requests:
        line = request.line
        if line is None:
            yield META.finding(
                request.place,
                "pip reads this empty item as a package named `null`; the build fails",
                help="add a package after `-`, or remove the line",
                notes=("pip: No matching distribution found for null",),
            )
            continue
        for problem in line.problems:
            if problem.kind != _NEW or not request.old_pip:
                yield _finding(request, line.text.value.strip(), problem)
        if request.constraint:
            from studio_lint.model.environment.pip.constraints import problem_of

            refused = problem_of(request)
            if refused is not None:
                yield _finding(request, line.text.value.strip(), refused)


def _finding(request: PipRequest, asked: str, problem: Problem) -> Finding:
    in_shell = request.where == WORD and not request.quoted
    quoted = in_shell and problem.help and not _FOR_A_SHELL.isdisjoint(problem.help)
    put = "".join(text for _, text in problem.edits)
    return META.of_problem(
        problem,
        Place(request.source, problem.span),
        related=request.related,
        notes=("in quotes: unquoted, the shell reads `>` and `<` as redirections",) if quoted else (),
        fix=None if in_shell and not _FOR_A_SHELL.isdisjoint(put) else _fix(request, asked, problem),
    )


def _fix(request: PipRequest, asked: str, problem: Problem) -> Fix | None:
    edits = problem.edits_of(request.source)
    if request.where == WORD:
        return problem.fix(request.source, Effect(words=((asked, _mended(request, edits)),)))
    dropped = removed(edits) if problem.safety == UNSAFE else ()
    return problem.fix(request.source, Effect(words=replaced(edits), packages=(asked,), dropped=dropped))


def _mended(request: PipRequest, edits: tuple[Edit, ...]) -> str:
    """A word of a command with its edits made."""
    text, start = request.source.slice(request.span), request.span.start
    for edit in sorted(edits, key=lambda one: one.span.start, reverse=True):
        text = text[: edit.span.start - start] + edit.text + text[edit.span.end - start :]
    return text.strip("\"'")
