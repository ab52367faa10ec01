"""What the start command runs cannot be executed

## Why
The kernel reads the first line of a script: `#!` and the path of the interpreter, followed by at most one word. A
first line without `#!`, an interpreter that the image lacks, or `#!/usr/bin/env bash -e`, which looks for a program
named `bash -e`, keep the script from starting. So does a shell command such as `exec PORT=8000 program`: exec reads
the assignment as the program. make stops at a Makefile whose recipes begin with spaces, and nginx at a configuration
from which `envsubst` without a list has removed nginx's own variables. A session that does not run as root cannot
create files in `/var/log` or folders in `/opt`.

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
    NO_LOGIN,
    NO_USER,
    REFUSED,
    RIGHTS,
    UNSET,
    UNTABBED,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.process.process import Process
    from studio_lint.model.process.programs import Program
    from studio_lint.model.process.start_problems import StartProblem

META = Meta("SL414", "start-unusable", ERROR, fix=SAFE, asks="unusable")

ENDS = "the session ends immediately"


def check(process: Process) -> Iterator[Finding]:
    for one in process.problems:
        told = _told(one)
        if told is not None:
            label, message, help = told
            severity = ERROR if one.fatal else WARNING
            yield META.finding(Place.of(one.word, label), message, help=help, severity=severity, fix=_fix(one))
    for program in process.programs:
        if program.emptied:
            yield _emptied(program)


def _emptied(program: Program) -> Finding:
    """A directive that has lost a variable: first one that is refused."""
    one = next((one for one in program.emptied if one.refused), program.emptied[0])
    name = program.name
    replaced = f"envsubst without a list of variables also empties `{one.name}`"
    label = f"`{one.name}` becomes empty"
    help = "name the variable: `envsubst '$CONNECT_TOOL_PORT'`"
    if one.variable is not None:
        replaced = f"the shell that writes this file also empties `{one.name}`"
        help = f"use `\\{one.name}`"
    if one.refused:
        message, note = f"{replaced}: the session never starts", f"{name} rejects its configuration"
        return META.finding(Place.of(one.variable or one.text, label), message, help=help, notes=(note,))
    message = f"{replaced}; {name} may serve something else"
    return META.finding(Place.of(one.variable or one.text, label), message, help=help, severity=WARNING)


def _fix(one: StartProblem) -> Fix | None:
    """What is missing in the line, where only one thing can be meant."""
    if one.kind == UNTABBED:
        return _with_tabs(one)
    word = one.word.sub(0)
    source, start = word.source, word.whole.start
    written = source.slice(word.whole)
    effect = Effect(config=("Cmd", "Entrypoint"), start=True, reads=True, comments=one.kind == INTERPRETER_WORDS)
    if one.kind == INTERPRETER_WORDS:
        at, text = start + written.find("/env") + len("/env"), " -S"
    elif one.kind == ASSIGNED and written.startswith(one.path.partition("=")[0] + "="):
        at, text = start, 'env", "' if one.detail else "env "
    elif one.kind == GLUED and written.startswith("["):
        at, text = start + 1, " "
    else:
        return None
    shown = text.strip(' ,"') or text
    return Fix(f"Insert `{shown}`", (Edit(source, Span(at, at), text),), SAFE, effect)


def _with_tabs(one: StartProblem) -> Fix:
    """Each line of a recipe begins with a tab."""
    edits: list[Edit] = []
    for line in one.lines:
        start = line.whole.start
        end = start + len(line.value) - len(line.value.lstrip(" "))
        edits.append(Edit(line.source, Span(start, end), "\t"))
    return Fix("Begin the lines with a tab", tuple(edits), SAFE, Effect(start=True, reads=True))


def _told(one: StartProblem) -> tuple[str, str, str] | None:
    """Label, message and help."""
    return _told_of_system(one) or _told_of_lines(one)


def _told_of_system(one: StartProblem) -> tuple[str, str, str] | None:
    """The same of what rights, accounts and interpreters stop."""
    if one.kind == NO_LOGIN:
        message = f"`{one.path}` has no login shell (`{one.detail}`): {ENDS}"
        return "account without a login shell", message, "add `-s /bin/sh` before `-c`"
    if one.kind == NO_USER:
        message = f"this image has no user `{one.path}`, so the supervisor does not start: {ENDS}"
        return "not in the image", message, f"run `useradd --create-home {one.path}` in the final stage"
    if one.kind == RIGHTS:
        message = f"`{one.detail}` cannot write to `{one.path}`: {ENDS}"
        return "permission denied", message, f"write where `{one.detail}` may, for example below `/tmp`"
    if one.kind == REFUSED:
        return "", f"{one.path}: {ENDS}", one.detail
    return None


def _told_of_lines(one: StartProblem) -> tuple[str, str, str] | None:
    """The same of first lines and of words that a shell or make does not take."""
    if one.kind == NO_INTERPRETER_LINE:
        message = (
            f"`{one.path}` has no `#!` line: {ENDS}"
            if one.fatal
            else (f"`{one.path}` has no `#!` line: it starts only where a shell runs it")
        )
        return "not an interpreter line", message, "add its interpreter as the first line, for example `#!/bin/sh`"
    if one.kind == INTERPRETER_MISSING:
        message = f"the interpreter `{one.detail}` is not in the image: {ENDS}"
        copied = not one.word.value.startswith("#!")
        other = "start both stages from the same image, or create the environment in the final stage"
        return "not in the image", message, other if copied else "install it, or name one that the image has"
    if one.kind == INTERPRETER_WORDS:
        message = f"the kernel passes `{one.detail}` to env as one word, which is not a program: {ENDS}"
        return "one word to the kernel", message, f"use `#!/usr/bin/env -S {one.detail}`"
    if one.kind == UNSET and one.detail:
        message = f"`${one.path}` is required here, and nothing gives it: {ENDS}"
        return "not given", message, f"give the script this argument, or use `${{{one.path}:-default}}`"
    if one.kind == UNSET:
        message = f"`set -u` ends the script unless the session sets `${one.path}`"
        if one.fatal:
            message = f"nothing sets `${one.path}`, and `set -u` ends the script: {ENDS}"
        return "not set", message, f"set it, or use `${{{one.path}:-}}`"
    if one.kind == ASSIGNED:
        if one.detail:
            message = f"`{one.path}` would be the program to run: {ENDS}"
            return "not a program", message, f'use `"{one.detail}", "{one.path}"`'
        message = f"exec reads `{one.path}` as the program to run: {ENDS}"
        return "not a program", message, f"use `{one.path} exec …`, or `exec env {one.path} …`"
    if one.kind == UNTABBED:
        message = f"this line starts with spaces, but make requires a tab: {ENDS}"
        return "no tab", message, "start the line with a tab instead of spaces"
    if one.kind == GLUED:
        message = f"`{one.path}` is not a command: {ENDS}"
        return "not a command", message, "add a space after `[`"
    return None
