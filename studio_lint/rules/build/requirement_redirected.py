"""Unquoted `>` or `<` in a version constraint, which the shell reads as a redirection

## Why

To the shell, `>` and `<` are redirections, with or without spaces around them. Without quotes,
`pip install httpx>=0.27` installs any version of httpx and writes pip's output to a file named `=0.27`. The build is
green.

## Instead

```dockerfile
RUN pip install "httpx>=0.27"
```

## Evidence

22 of 181 public Studio Dockerfiles contain this mistake.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, WARNING, Edit, Effect, Fix, Meta, Place
from studio_lint.base.source import Span
from studio_lint.model.commands.pip_redirects import redirected, redirected_in_script
from studio_lint.model.contents import contents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Source
    from studio_lint.model.build.image import Image, Stage
    from studio_lint.model.commands.pip_redirects import Redirected

META = Meta("SL212", "requirement-redirected", WARNING, fix=SAFE, needs=(">", "<"))


def check(image: Image) -> Iterator[Finding]:
    for stage in image.stages:
        for step in stage.steps:
            if stage.reached and not step.trigger and not step.broken:
                for found in redirected(step):
                    yield _finding(image.source, found)
        yield from _in_scripts(image, stage) if stage.reached else ()


def _in_scripts(image: Image, stage: Stage) -> Iterator[Finding]:
    """What the scripts of the build context do that a stage's RUNs run."""
    seen: set[tuple[str, int]] = set()
    for point in contents.of(image).points(stage):
        ran = point.ran
        if ran is None or ran.command is None or ran.command.text.source is image.source:
            continue
        source = ran.command.text.source
        for found in redirected_in_script(ran):
            key = (source.path, found.span.start)
            if key not in seen:
                seen.add(key)
                yield _finding(source, found)


def _finding(source: Source, found: Redirected) -> Finding:
    fix = None
    quote = found.quote
    if quote:
        changed = Effect(words=((found.name, found.name + found.lost),))
        starts, ends = Span(found.span.start, found.span.start), Span(found.span.end, found.span.end)
        fix = Fix(
            "Quote the requirement",
            (Edit(source, starts, quote), Edit(source, ends, quote)),
            effect=changed,
        )
    notes: tuple[str, ...] = ()
    if "<" not in found.lost:
        effect = f"this installs any version of {found.name}"
        notes = (f"the shell writes the output to a file named `{found.writes}`",)
    else:
        name = found.lost.strip().rpartition("<")[2]
        effect = f"the file `{name}` does not exist, and the build {'may fail' if '>' in found.lost else 'fails'}"
    shown = quote or "'"
    quoted = f"quote it: `{shown}{found.name}{found.lost}{shown}`"
    return META.finding(
        Place(source, found.span),
        f"unquoted `{found.lost.strip()}` is a shell redirection: {effect}",
        help=f"use `{found.name}`, or pin an exact version: `{found.name}=VERSION`" if found.exact else quoted,
        severity=ERROR if "<" in found.lost and ">" not in found.lost else WARNING,
        notes=notes,
        fix=fix,
    )
