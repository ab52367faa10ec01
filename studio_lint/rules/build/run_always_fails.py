"""RUN always fails

## Why

A RUN exits with the status of the last command that ran: if the file does not exist, `[ -f /opt/flag ] && touch /opt/x`
exits with 1, and the build fails although nothing went wrong.

## Instead

```dockerfile
RUN if [ -f /opt/flag ]; then touch /opt/x; fi
```

## Evidence

Built on Debian 12 (2026-11): exit status 1 for a test that is false, N for `exit N`; 1 with `ModuleNotFoundError: No
module named 'numpy'` and `Cannot find package 'esbuild'`; 2 with `make: *** No rule to make target 'instal'`. A module
counts as missing only in the official Python images, where every installation is followed.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, WARNING, Meta, Place
from studio_lint.model.contents.problems.always_fails import always_fails

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image

META = Meta("SL228", "run-always-fails", ERROR)


_GIVEN = ("not given", "secret")
"""Elsewhere than under .seqera/ a build may be given them."""
_MISSING = "`{name}` does not exist at this point"
_IF = "use `if …; then …; fi`"
_TEXTS = {
    "status": ("this RUN always exits with a failure; the build fails", "remove this command"),
    "test": ("this test is false; the build fails", _IF),
    "broken": (
        "`{name}` has no value, so the test is not valid; the build fails",
        "put the variable in double quotes",
    ),
    "not given": (
        "this test is not valid if `{name}` has no value; the build fails unless one is set",
        "quote the variable, and use `if …; then …; fi`",
    ),
    "there": ("`{name}` already exists at this point; the build fails", "use `mkdir -p` or `ln -sf`"),
    "turned": ("this command succeeds, so `!` makes the RUN fail; the build fails", "remove the `!`, or use `if`"),
    "absent": (
        "`{name}` is not in this image; the build fails",
        "install it first, or use `if`",
    ),
    "unset": ("`${name}` is required but has no value; the build fails", "set it, or use `${{name}:-default}`"),
    "asks": ("`{name} uninstall` asks for confirmation; the build fails", "add `--yes`"),
    "archive": ("`{name}` is a text file, not an archive; the build fails", "copy the archive itself"),
    "folder": ("`{name}` is a folder, which `rm` does not remove; the build fails", "add `-r` after `rm`"),
    "whole folder": ("`{name}` is a folder, which `cp` does not copy; the build fails", "add `-r` after `cp`"),
    "no environment": (
        "`uv pip {name}` finds no virtual environment here; the build fails",
        "add `--system` after `{name}`",
    ),
    "unended": ("nothing ends the command after `{name}`; the build fails", "add ` \\;` at its end"),
    "secret": (
        "this RUN requires the secret `{name}`, which the build of a Studio does not have",
        "remove `required`, or the mount",
    ),
    "module": (
        "nothing installs `{name}`, which this command loads; the build fails",
        "install it first: `RUN {place}`",
    ),
    "own module": (
        "Python does not find the module `{name}` from here; the build fails",
        "add `WORKDIR {place}` above this line",
    ),
    "target": ("the Makefile has no target `{name}`; the build fails", "use a target of the Makefile"),
    "no makefile": (
        "`{name}` contains no Makefile; the build fails",
        "copy the Makefile there, or use `make -C FOLDER`",
    ),
    "mode": ("`{name}` is not a mode of `chmod`; the build fails", "use a mode such as `755` or `a+x`"),
}


def check(image: Image) -> Iterator[Finding]:
    seen: set[tuple[str, int]] = set()
    for stage in image.stages:
        for found in always_fails(image, stage) if stage.reached else ():
            key = (found.text.source.path, found.text.whole.start)
            if key in seen:
                continue
            seen.add(key)
            problem, help = _TEXTS[found.kind]
            if found.kind == "test" and found.name:
                problem = "`{name}` has no value here" if found.name.startswith("$") else _MISSING
                problem += ", so the test is false; the build fails"
            if found.kind == "broken" and not found.name:
                problem, help = "an operand of this test is missing; the build fails", "add the missing operand"
            if found.kind == "own module" and not found.place:
                help = "copy its file into the image, or correct its name"
            if found.kind == "target" and found.place:
                help = f"did you mean `{found.place}`?"
            message = problem.replace("{name}", found.name)
            help = help.replace("{name}", found.name).replace("{place}", found.place)
            severity = WARNING if found.kind in _GIVEN and not image.options.in_seqera else ERROR
            yield META.finding(Place.of(found.text), message, help=help, severity=severity)
