"""Requirement that needs a local file

## Why

A build by Wave receives only the environment file. `-r requirements.txt`, `-e .` and paths name files that do not
exist there, and pip fails. If a Dockerfile installs the file, pip runs in the folder of that file and finds what was
copied there.

## Instead

List the requirements themselves in the section. Install your own project from a repository (`git+https://…@v1.2`) or
from a package index.

## Evidence

micromamba 2.8.1 with pip, 2026-08: `Could not open requirements file`, `does not appear to be a Python project`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta, Place
from studio_lint.model.environment.pip.input import SECTION, WORD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Span, Text
    from studio_lint.model.environment.pip.input import PipInput, PipRequest
    from studio_lint.syntax.pip.tree import RequirementLine

META = Meta("SL119", "requirement-local", ERROR, silenced_by=("instruction-swallowed",))


def check(pip: PipInput) -> Iterator[Finding]:
    told: set[int] = set()
    for request in pip.requests:
        line = request.line
        if line is None or line.local is None or request.span.start in told or _is_refused(request):
            continue
        from studio_lint.model.environment.local_files import lacks

        if lacks(request.reader, line):
            if request.where == SECTION:
                told.add(request.span.start)
            yield _finding(request, line, line.local)


def _is_refused(request: PipRequest) -> bool:
    """Whether pip refuses a constraint before it looks for its path."""
    if not request.constraint:
        return False
    from studio_lint.model.environment.pip.constraints import problem_of

    return problem_of(request) is not None


def _repository(local: Text, line: RequirementLine) -> str:
    """An address as git takes it (`git@HOST:PATH`, `ssh://…`) in the form that pip takes; "" for another path."""
    value = f"git@{local.value}" if _is_whole(line) else local.value
    if value.startswith("ssh://"):
        return f"git+{value}"
    user, at, rest = value.partition("@")
    host, colon, path = rest.partition(":")
    plain = at and colon and user.isalnum() and "." in host and not host.startswith(".") and "/" not in host
    return f"git+ssh://{user}@{host}/{path}" if plain and path and not path.startswith("/") else ""


def _is_whole(line: RequirementLine) -> bool:
    """Whether pip reads the user of an address, `git`, as a project's name."""
    return line.name is not None and line.text.value.strip().startswith("git@")


def _finding(request: PipRequest, line: RequirementLine, local: Text) -> Finding:
    repository = _repository(local, line)
    if repository:
        return _as_git_has_it(request, request.span if _is_whole(line) else local.span(), repository)
    reader = request.reader
    names = {option.name for option in line.options}
    lists = "--requirement" in names or "--constraint" in names
    what = "the file" if lists else "the project" if line.editable else "the path"
    message = f"{what} does not exist in the build, which receives only this environment file; the build fails"
    help = "list the requirements themselves here" if lists else _help(line)
    if not reader.is_wave:
        message = f"{what} is not in the image when {reader.title} installs this; the build fails"
        help = f"copy it to `{reader.folder}` before that RUN" if reader.folder else "copy it before that RUN"
    return META.finding(
        Place(request.source, local.span()),
        message,
        help=help,
        related=(reader.place,) if reader.place is not None and request.where != WORD else (),
        notes=(f"pip: {_words(lists, line.editable)}",),
    )


def _as_git_has_it(request: PipRequest, span: Span, repository: str) -> Finding:
    public = "git+https://" + repository.partition("@")[2]
    return META.finding(
        Place(request.source, span),
        "this is an address for git, not for pip; the build fails",
        help=f"use `{public}` for a public repository, or `{repository}` with a key in the build",
        related=request.related,
    )


def _help(line: RequirementLine) -> str:
    name = line.name.value if line.name is not None else "name"
    return f"use a project on PyPI, or a repository: `{name} @ git+https://…`"


def _words(lists: bool, editable: bool) -> str:
    if lists:
        return "Could not open requirements file: No such file or directory"
    if editable:
        return "does not appear to be a Python project: neither 'setup.py' nor 'pyproject.toml' found"
    return "Invalid requirement. It looks like a path, and the file does not exist"
