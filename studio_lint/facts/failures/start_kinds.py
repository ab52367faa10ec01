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
        "Jupyter ends with exit status 1 if it is started as root.",
        "Add `--allow-root` to the start command.",
    ),
    Kind(
        "SL881",
        "port-in-use",
        "The port is already in use.",
        "Only one program of a container can listen on a port.",
        "Let one program use `$CONNECT_TOOL_PORT`, and give every other program another port.",
    ),
    Kind(
        "SL882",
        "start-not-found",
        "The program that the session starts is not in the image.",
        "Nothing installs it, or its folder is not on PATH.",
        "Install it in a RUN.",
    ),
    Kind(
        "SL883",
        "start-permission",
        "The program that the session starts is not executable.",
        "The file is not marked as executable.",
        "Use `COPY --chmod=755`.",
    ),
    Kind(
        "SL884",
        "start-app-missing",
        "The application that the session starts is not in the image.",
        "Nothing copies it, or the command starts in another folder.",
        "Copy it, and start it by its full path.",
    ),
    Kind(
        "SL885",
        "start-r-missing-package",
        "The application needs an R package that is not installed.",
        "install.packages only warns when it fails, so the build was green.",
        "Turn warnings into errors: `options(warn=2)`.",
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
        "The server listens on an address or a port that the session does not use.",
        "A session uses only the port in CONNECT_TOOL_PORT.",
        "Configure the server to listen on `0.0.0.0` and `$CONNECT_TOOL_PORT`.",
    ),
    Kind(
        "SL888",
        "code-syntax",
        "A source file of the application cannot be parsed.",
        "The interpreter stops before it runs any of it.",
        "Correct the line that it names, or the one above it.",
    ),
    Kind(
        "SL889",
        "settings-refused",
        "A server rejects a line of its configuration.",
        "It reads all of its configuration before it listens.",
        "Correct the line that it names.",
    ),
)
