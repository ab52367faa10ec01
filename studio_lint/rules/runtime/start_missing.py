"""What the start command runs is not in the image

## Why
If the file or program is not in the image, the session ends immediately. Common causes are a wrong folder, a changed
WORKDIR, a missing COPY, a COPY of a folder (which copies its contents, not the folder itself), and a program that
nothing installs. The same holds for a module of the project that the program imports, a settings file that a server is
told to read, and `main:app` where main.py has no `app`. micromamba's images put their environment on PATH only in
their entrypoint, which connect-client replaces.

## Instead
Copy the file to the path that is started, and start it by its absolute path:
```dockerfile
COPY --chmod=755 start.sh /usr/local/bin/start.sh
CMD ["/usr/local/bin/start.sh"]
```

## Evidence
Studios were built and started (2026-11): exit status 127, or 2 if an interpreter receives a file that does not exist.
gunicorn 27, uvicorn 0.54, nginx 1.22, HAProxy 2.6, lighttpd 1.4 and Caddy 2.6 end if the file that `-c` and the like
name does not exist.
The contents of the base images are in `studio_lint/facts/bases/`; if a path or a program may come from something
unknown, nothing is reported.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, UNSAFE, Edit, Effect, Fix, Meta, Place
from studio_lint.facts.installers.conda import NOT_THERE
from studio_lint.model.process.start_problems import MISSING, NO_ENVIRONMENT, NO_TASK, NOT_INSTALLED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.process.process import Process
    from studio_lint.model.process.start_problems import StartProblem

CONNECT = (
    "connect-missing",
    "connect-not-copied",
    "connect-wrong-stage",
    "entrypoint-not-connect",
    "entrypoint-shell-form",
)

META = Meta(
    "SL413",
    "start-missing",
    ERROR,
    fix=UNSAFE,
    silenced_by=("copy-source-missing", "stage-cycle", "path-replaced", *CONNECT),
    asks="problems",
)


def check(process: Process) -> Iterator[Finding]:
    for one in process.problems:
        if one.kind == MISSING and (one.module or one.imported):
            yield _module(process, one)
        elif one.kind == MISSING:
            yield META.finding(
                Place.of(one.word, "not in the image"),
                f"`{one.path}` is not in the image: the session ends immediately",
                help=_help(process, one),
                fix=_fix(one, one.elsewhere),
            )
        elif one.kind == NOT_INSTALLED:
            yield _not_installed(process, one)
        elif one.kind == NO_ENVIRONMENT:
            yield META.finding(
                Place.of(one.word, "not in the image"),
                f"no step creates the environment `{one.path}`: the session ends immediately",
                help=f"create it in a RUN: `{one.detail} create -y -n {one.path}`, or use `base`",
                notes=(NOT_THERE[one.detail].format(one.path),),
            )
        elif one.kind == NO_TASK and one.file is not None:
            name = _file(one)
            yield META.finding(
                Place.of(one.word, f"not in {name}"),
                f"`{one.path}` is not defined in {name}: the session ends immediately",
                help=f"use `{one.detail}`" if one.detail else f"add `{one.path}` to {name}",
                fix=_fix(one, one.detail),
            )


def _not_installed(process: Process, one: StartProblem) -> Finding:
    """A program that is not there, or not on PATH, or a package that a program loads."""
    if one.imported:
        return META.finding(
            Place.of(one.word, "no such module"),
            f"nothing installs `{one.path}`, which is loaded at the start: the session ends immediately",
            help=f"install it: `RUN {one.source}`",
        )
    if one.detail:
        return _inactive(process, one)
    where = "on PATH" if one.elsewhere else "installed in the image"
    return META.finding(
        Place.of(one.word, "not found on PATH"),
        f"`{one.path}` is not {where}: the session ends immediately",
        help=f"use `{one.elsewhere}`" if one.elsewhere else "install it, or start it by its path",
        fix=_fix(one, one.elsewhere),
    )


def _module(process: Process, one: StartProblem) -> Finding:
    """A module of the project, which is in another folder or nowhere."""
    if one.imported:
        return META.finding(
            Place.of(one.word, "not in the image"),
            f"nothing copies the module `{one.source}` into the image: the session ends immediately",
            help=f"copy it into the image: `COPY {one.source} {one.path}`",
        )
    folder = one.elsewhere.rpartition("/")[0] or "/"
    step = "WORKDIR" if one.word.source is process.image.source else "cd"
    return META.finding(
        Place.of(one.word, f"`{one.path}` does not exist"),
        f"the module of `{one.word.value}` is not in the folder where it is started: the session ends immediately",
        help=f"add `{step} {folder}` above this line",
    )


def _fix(one: StartProblem, near: str) -> Fix | None:
    """What is near in the place of what is not there, where that is written down as it is."""
    source, span = one.word.source, one.word.sub(0).whole
    if not near or source.slice(span) != one.word.value:
        return None
    effect = Effect(config=("Cmd", "Entrypoint"), start=True, reads=True)
    return Fix(f"Use `{near}`", (Edit(source, span, near),), UNSAFE, effect)


def _file(one: StartProblem) -> str:
    """The name of the file that lacks a task."""
    return one.file.source.path.rpartition("/")[2] if one.file is not None else ""


def _inactive(process: Process, one: StartProblem) -> Finding:
    """A program of an environment that nothing activates, or only the base image's own entrypoint."""
    base = process.image.base if not one.filled else None
    related = (process.place(base.word.text.whole, "activates its environment in its entrypoint"),) if base else ()
    return META.finding(
        Place.of(one.word, "not found on PATH"),
        f"`{one.detail}` is not on PATH, so `{one.path}` is not found: the session ends immediately",
        help=f"add `ENV PATH={one.detail}:$PATH` to the final stage"
        + ("" if one.filled else ": connect-client replaces the entrypoint that does it"),
        related=related,
    )


def _help(process: Process, one: StartProblem) -> str:
    if one.elsewhere:
        return f"use `{one.elsewhere}`"
    if one.source:
        where = "above this line" if one.word.source is process.image.source else "into the image first"
        return f"copy it {where}: `COPY {one.source} {one.path}`"
    return "copy it into the image, or start what is there"
