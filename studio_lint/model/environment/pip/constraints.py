"""Lines of a file after `-c` that pip refuses there: it takes a name and a version, and nothing else."""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.environment.pip.input import PipRequest

_FAILS = "the build fails"


def problem_of(request: PipRequest) -> Problem | None:
    """What is wrong with a line because it is a constraint; None of any other."""
    line = request.line
    if line is None or not request.constraint or not request.by_pip or line.problems:
        return None
    if line.kind in ("url", "vcs", "file") and line.name is None:
        return Problem(
            kind="constraint",
            span=line.text.whole,
            message=f"a constraint needs a name; {_FAILS}",
            help="remove the line, or replace it with a name and a version",
            note="pip: Unnamed requirements are not allowed as constraints",
        )
    if line.editable:
        return Problem(
            kind="constraint",
            span=line.text.whole,
            message=f"a constraint cannot be editable; {_FAILS}",
            help="remove the line, or replace it with a name and a version",
            note="pip: Editable requirements are not allowed as constraints",
        )
    if line.extras is not None and line.extras.value.strip("[] "):
        return Problem(
            kind="constraint",
            span=line.extras.whole,
            message=f"a constraint cannot have extras; {_FAILS}",
            help=f"remove `{line.extras.value}`",
            note="pip: Constraints cannot have extras",
        )
    return None
