"""Command uses a bash feature, but another shell runs it

## Why

`/bin/sh` is dash in Debian and Ubuntu, and busybox in Alpine. Without a `SHELL` instruction, it runs every `RUN` and
every command in shell form, and every script with `#!/bin/sh`. dash has no `source`, `[[`, arrays or `<<<`: the
command fails. Other features do not fail but do something else: dash runs `cmd &> log` in the background, creates a
single folder for `mkdir {a,b}`, and treats a missing `[[` as a false condition.

`conda activate` works only in a shell that has loaded conda's functions. The shell of a `RUN` has not.

## Instead

```dockerfile
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN source /opt/venv/bin/activate && pip install pandas
```

Or use what works in every shell: `.` instead of `source`, `[ "$a" = b ]` instead of `[[ $a == b ]]`, and `> log 2>&1`
instead of `&> log`. For conda, use `conda run -n NAME COMMAND`.

## Evidence

Each construct was run under dash 0.5.12, busybox 1.35 and bash 5.2 (2026-11). `set -o pipefail` fails in the dash of
Debian 12 and works in that of Debian 13. The base image determines what `/bin/sh` is; for an unknown one, nothing is
reported.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, WARNING, Edit, Effect, Fix, Meta, Place
from studio_lint.facts.shells import DIFFERS, PARSE, WITH_BASH
from studio_lint.model.process.shells import mismatches
from studio_lint.model.process.shells.scripts import CHECK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.process.process import Process
    from studio_lint.model.process.shells.mismatches import Mismatch

META = Meta("SL214", "shell-mismatch", ERROR, fix=SAFE)


def check(process: Process) -> Iterator[Finding]:
    for found in mismatches.of(process):
        fix = None
        if found.dots:
            edit = Edit(found.text.source, found.text.whole, ".")
            fix = Fix("Replace `source` with `.`", (edit,), SAFE, Effect(words=(("source", "."),)))
        base = found.script.base
        yield META.finding(
            Place.of(found.text),
            _message(found),
            help=_help(found),
            severity=ERROR if found.fatal and found.script.phase != CHECK else WARNING,
            notes=(f"`/bin/sh` in `{base}` is {found.shell}",) if base else (),
            fix=fix,
        )
    for one in mismatches.unloaded(process):
        from studio_lint.model.process.shells import words as shell_words

        effect = shell_words.consequence(one.script.phase, True) if one.fatal else "nothing is activated"
        yield META.finding(
            Place.of(one.text),
            f"`{one.program} activate` fails because this shell has not loaded {one.program}; {effect}",
            help=f"use `{one.program} run -n NAME COMMAND`",
            severity=ERROR if one.fatal else WARNING,
        )


def _help(found: Mismatch) -> str:
    instead = found.lack.instead
    if not instead.endswith(WITH_BASH):
        return instead
    how = "`#!/bin/bash`" if found.script.own_lines else '`SHELL ["/bin/bash", "-o", "pipefail", "-c"]`'
    return f"{instead}: {how}"


def _message(found: Mismatch) -> str:
    lacks = f"{found.shell} does not support {found.lack.shown}"
    if found.outcome == DIFFERS:
        return f"{lacks}: {found.lack.effect}"
    from studio_lint.model.process.shells import words as shell_words

    if found.tested:
        ends = f"; {shell_words.consequence(found.script.phase, True)}" if found.fatal else ""
        return f"{lacks}, so the condition is always false{ends}"
    if found.fatal or found.outcome == PARSE:
        return f"{lacks}; {shell_words.consequence(found.script.phase, found.fatal)}"
    return f"{lacks}: the command fails, and the script may go on"
