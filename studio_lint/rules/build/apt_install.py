"""`apt-get install` without `apt-get update` or without `-y`

## Why

Official base images have no package lists: `apt-get install` finds no packages until `apt-get update` has downloaded
the lists in the same stage. And no one can answer questions during a build: without `-y`, apt-get aborts at "Do you
want to continue?" if other packages have to be installed too.

## Instead

```dockerfile
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
```

## Evidence

Built on Debian 12 (2026-11): `apt-get install -y tree` without lists fails with `E: Unable to locate package tree`
(exit status 100), also after `rm -rf /var/lib/apt/lists/*`. Without `-y`, it aborts if other packages have to be
installed too (`jq`, exit status 1) and continues if not (`tree`); `-qq` implies `-y`, `-q` does not.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, WARNING, Edit, Effect, Fix, Meta, Place
from studio_lint.base.source import Span
from studio_lint.model.contents.apt_problems import unanswered, without_lists

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.apt_problems import NoLists, Unanswered

META = Meta("SL215", "apt-install", ERROR, fix=SAFE, silenced_by=("release-archived",))


def check(image: Image) -> Iterator[Finding]:
    seen: set[tuple[str, int]] = set()
    for stage in image.stages:
        if not stage.reached:
            continue
        for missing in without_lists(image, stage):
            if _is_new(missing.ran, seen):
                yield _no_lists(image, missing)
        for found in unanswered(image, stage):
            if _is_new(found.ran, seen):
                yield _unanswered(image, found)


def _is_new(ran: Invocation, seen: set[tuple[str, int]]) -> bool:
    word = ran.arguments[0].text
    key = (word.source.path, word.whole.start)
    new = key not in seen
    seen.add(key)
    return new


def _no_lists(image: Image, missing: NoLists) -> Finding:
    ran = missing.ran
    word = ran.arguments[0].text
    name = word.value
    verb = missing.install.verb.value
    cause = f"after the package lists were removed, `{name} {verb}`" if missing.removed else ""
    cause = cause or f"without `{name} update` before it, `{name} {verb}`"
    return META.finding(
        Place.of(word),
        f"{cause} finds no packages; the build fails",
        help=f"add `{name} update &&` before it",
        notes=("apt-get: E: Unable to locate package",),
        fix=_update_first(ran, name) if word.source is image.source else None,
    )


def _update_first(ran: Invocation, name: str) -> Fix | None:
    word = ran.arguments[0].text
    start = word.whole.start
    if ran.command is None or ran.command.text.whole.start != start or word.source.slice(word.whole) != name:
        return None
    effect = Effect(words=(("", f"{name} update"),))
    return Fix(
        f"Run `{name} update` first", (Edit(word.source, Span(start, start), f"{name} update && "),), effect=effect
    )


def _unanswered(image: Image, found: Unanswered) -> Finding:
    verb = found.install.verb.text
    name = found.ran.arguments[0].text.value
    written = verb.source is image.source and verb.source.slice(verb.whole) == verb.value
    end = Span(verb.whole.end, verb.whole.end)
    ends = "asks for confirmation; the build fails" if found.sure else "may ask for confirmation and fail"
    return META.finding(
        Place.of(verb),
        f"`{name} {verb.value}` without `-y` {ends}",
        help="add `-y`",
        severity=ERROR if found.sure else WARNING,
        notes=("apt-get: Do you want to continue? [Y/n] Abort.",),
        fix=Fix("Add `-y`", (Edit(verb.source, end, " -y"),), effect=Effect(words=(("", "-y"),))) if written else None,
    )
