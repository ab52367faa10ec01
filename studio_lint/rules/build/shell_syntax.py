"""Syntax error in a shell command or script

## Why

The shell reads a command to its end before it runs it. If a quote is not closed, an `if` has no `fi`, or nothing
follows `&&`, the shell stops with a syntax error (status 2): the build fails, or the session never starts. In a
script that is read line by line, the lines above the mistake have already run.

## Instead

```dockerfile
RUN for name in raw clean; do \\
      mkdir -p "/opt/$name"; \\
    done
```

In a `RUN`, the lines are joined into one, so every command before `done`, `fi` or `}` needs a `;`.

## Evidence

The result follows the grammars of dash 0.5.12, busybox 1.35 and bash 5.2, and is compared with `dash -n`,
`busybox ash -n` and `bash -n` over thousands of changed scripts (`python -m tests.fuzz.differential`). SHELL, the
first line of the script and the base image determine which shell reads it. On an unknown base, a mistake is reported
only if all of them reject it.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, UNSAFE, WARNING, Edit, Effect, Fix, Meta, Place
from studio_lint.base.source import Span
from studio_lint.model.process.shells import refusals
from studio_lint.model.process.shells.scripts import BUILD, CHECK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.process.process import Process
    from studio_lint.model.process.shells.refusals import RefusedScript, ScriptRepair

META = Meta("SL213", "shell-syntax", ERROR, fix=UNSAFE, silenced_by=("run-script-unusable",))


def check(process: Process) -> Iterator[Finding]:
    for found in process.once(refusals.of):
        if found.construct is None:
            yield _finding(found)
    for script in refusals.windows_lines(process):
        yield META.finding(
            Place.of(script.text),
            "CRLF line endings: the shell reads the carriage return as part of the last word",
            help="save the script with Unix line endings (LF)",
            severity=ERROR if script.fatal else WARNING,
        )
    for broken in refusals.brackets(process):
        from studio_lint.model.process.shells import words as shell_words

        yield META.finding(
            Place.of(broken.text),
            f"{broken.problem}; {shell_words.consequence(broken.script.phase, broken.fatal)}",
            help=broken.help,
            severity=ERROR if broken.fatal else WARNING,
        )


def _finding(found: RefusedScript) -> Finding:
    refusal, script = found.refusal, found.script
    reached = script.reached()
    fatal = reached.certain and reached.ends and script.phase != CHECK
    text = script.text
    at = text.sub(refusal.start, max(refusal.end, refusal.start))
    related: tuple[Place, ...] = ()
    if refusal.opening is not None:
        opened = text.sub(refusal.opening.start, refusal.opening.end)
        related = (Place(opened.source, opened.whole, f"`{refusal.opening.what}` starts here"),)
    from studio_lint.model.process.shells import words as shell_words

    repair = refusals.repair(found)
    return META.finding(
        Place(at.source, at.whole),
        f"{shell_words.problem(refusal, found.dialect)}; {shell_words.consequence(script.phase, fatal)}",
        help=repair.message if repair is not None else shell_words.help_for(refusal, text.value),
        severity=ERROR if fatal else WARNING,
        related=related,
        notes=(shell_words.note(refusal, found.dialect, script.phase == BUILD),),
        fix=_fix(found, repair) if repair is not None else None,
    )


def _fix(found: RefusedScript, repair: ScriptRepair) -> Fix:
    text = found.script.text
    if repair.end > repair.start:
        span = text.span(repair.start, repair.end)
    else:
        span = Span(text.offset(repair.start), text.offset(repair.start))
    return Fix(
        repair.message, (Edit(text.source, span, repair.text),), UNSAFE, Effect(start=True, steps=True, reads=True)
    )
