"""What the start command runs is in the image, and cannot be executed

## Why
The kernel reads the first line of a script: `#!` and the path of the interpreter, followed by at most one word. A
first line without `#!`, an interpreter that the image lacks, or `#!/usr/bin/env bash -e`, which looks for a program
named `bash -e`, keep the script from starting. So does a shell command such as `exec PORT=8000 program`: exec reads
the assignment as the program.

## Instead
```sh
#!/bin/bash
set -e
exec jupyter lab --port="$CONNECT_TOOL_PORT"
```

## Evidence
Linux, execve(2). Studios were built and started (2026-11): exit status 127. A shell script without `#!` is run by the
shell that starts it; without such a shell, the kernel rejects it (ENOEXEC). The first case is a warning.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, WARNING, Edit, Effect, Fix, Meta, Place
from studio_lint.base.source import Span
from studio_lint.model.process.start_problems import (
    ASSIGNED,
    GLUED,
    INTERPRETER_MISSING,
    INTERPRETER_WORDS,
    NO_INTERPRETER_LINE,
    UNSET,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.process.process import Process
    from studio_lint.model.process.start_problems import StartProblem

META = Meta("SL414", "start-unusable", ERROR, fix=SAFE)

ENDS = "the session ends immediately"


def check(process: Process) -> Iterator[Finding]:
    for one in process.problems:
        told = _told(one)
        if told is not None:
            label, message, help = told
            severity = ERROR if one.fatal else WARNING
            yield META.finding(Place.of(one.word, label), message, help=help, severity=severity, fix=_fix(one))
    for program in process.programs:
        for line in program.emptied[:1]:
            yield META.finding(
                Place.of(line, "a value is missing here once the variables are replaced"),
                f"envsubst without a list also replaces variables of {program.name} with nothing: {program.name} "
                "refuses its configuration",
                help="name the variable: `envsubst '$CONNECT_TOOL_PORT'`",
            )


def _fix(one: StartProblem) -> Fix | None:
    """What is missing in the line, where only one thing can be meant."""
    word = one.word.sub(0)
    source, start = word.source, word.whole.start
    written = source.slice(word.whole)
    effect = Effect(config=("Cmd", "Entrypoint"), start=True, reads=True, comments=one.kind == INTERPRETER_WORDS)
    if one.kind == INTERPRETER_WORDS:
        at, text = start + written.find("/env") + len("/env"), " -S"
    elif one.kind == ASSIGNED and written.startswith(one.path.partition("=")[0] + "="):
        at, text = start, "env "
    elif one.kind == GLUED and written.startswith("["):
        at, text = start + 1, " "
    else:
        return None
    return Fix(f"Insert `{text.strip() or text}`", (Edit(source, Span(at, at), text),), SAFE, effect)


def _told(one: StartProblem) -> tuple[str, str, str] | None:
    """Label, message and help."""
    if one.kind == NO_INTERPRETER_LINE:
        message = (
            f"`{one.path}` has no `#!` line: {ENDS}"
            if one.fatal
            else (f"`{one.path}` has no `#!` line: it starts only where a shell runs it")
        )
        return "not an interpreter line", message, "make `#!/bin/sh`, or its interpreter, the first line"
    if one.kind == INTERPRETER_MISSING:
        message = f"the interpreter `{one.detail}` is not in the image: {ENDS}"
        return "not in the image", message, "install it, or name one that the image has"
    if one.kind == INTERPRETER_WORDS:
        message = f"the kernel passes `{one.detail}` to env as one word, which is not a program: {ENDS}"
        return "one word to the kernel", message, f"use `#!/usr/bin/env -S {one.detail}`"
    if one.kind == UNSET:
        message = f"nothing sets `${one.path}`, and `set -u` ends the script"
        message += f": {ENDS}" if one.fatal else ", unless the session has such a variable"
        return "not set", message, f"set it, or use `${{{one.path}:-}}`"
    if one.kind == ASSIGNED:
        message = f"exec reads `{one.path}` as the program to run: {ENDS}"
        return "not a program", message, f"use `{one.path} exec …`, or `exec env {one.path} …`"
    if one.kind == GLUED:
        message = f"`{one.path}` is not a command: {ENDS}"
        return "not a command", message, "add a space after `[`"
    return None
