"""Kinds of failure of a session that does not start.

Sources: see `kinds`.
"""

from __future__ import annotations

from studio_lint.facts.failures.kind import Kind

STARTS: tuple[Kind, ...] = (
    Kind(
        "SL880",
        "start-root-refused",
        "A program refuses to run as root.",
        "Jupyter ends with status 1 when it is started as root.",
        "Add `--allow-root` to the start command.",
    ),
    Kind(
        "SL881",
        "port-in-use",
        "Another program of the same start already uses the port.",
        "Only one program can listen on a port.",
        "Give the helper program another port.",
    ),
    Kind(
        "SL882",
        "start-not-found",
        "The program that is started is not in the image.",
        "Nothing installs it, or its folder is not on PATH.",
        "Install it in a RUN.",
    ),
    Kind(
        "SL883",
        "start-permission",
        "The program that is started is not executable.",
        "The file lacks the executable bit.",
        "Use `COPY --chmod=755`.",
    ),
    Kind(
        "SL884",
        "start-app-missing",
        "The application that is started is not in the image.",
        "Nothing copies it, or the command starts in another folder.",
        "Copy it, and start it by its full path.",
    ),
    Kind(
        "SL885",
        "start-r-missing-package",
        "The application needs an R package that is not installed.",
        "install.packages only warns when it fails, so that the build was green.",
        "Let R stop at a warning: `options(warn=2)`.",
    ),
    Kind(
        "SL886",
        "start-module-missing",
        "The application needs a Python module that is not installed.",
        "Nothing in the build installs it.",
        "Install it in a RUN.",
    ),
    Kind(
        "SL887",
        "start-port-never-answers",
        "The server listens where the session never reaches it.",
        "A session reaches `0.0.0.0` and the port in CONNECT_TOOL_PORT only.",
        "Pass both to the server.",
    ),
)
