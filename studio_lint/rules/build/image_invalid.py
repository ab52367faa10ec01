"""What FROM or --from names is no valid image.

## Why

An image is `registry/path:tag` in lower case. When an ARG without a value
stands in the place of the tag, the tag is empty and the build stops. Wave
passes no `--build-arg`, so only an ARG with a default counts there.

## Instead

```dockerfile
ARG CONNECT_CLIENT_VERSION="0.15.0"
FROM public.cr.seqera.io/platform/connect-client:${CONNECT_CLIENT_VERSION} AS connect
```

`--from` takes no variable: name the image in a stage of its own.

## Evidence

BuildKit (2026-08): `failed to parse stage name "img:": invalid reference
format`. 7 of 181 public Studio Dockerfiles have an ARG without a default in
FROM; they build with `--build-arg` only, so outside `.seqera/` that is a
warning. `build-args` in the settings count as given.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, UNSAFE, WARNING, Edit, Fix, Meta
from studio_lint.base.source import Span
from studio_lint.facts import connect
from studio_lint.model.build.image import NO_IMAGE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding, Problem
    from studio_lint.model.build.image import Image, Stage

META = Meta("SL203", "image-invalid", ERROR, UNSAFE)


def check(image: Image) -> Iterator[Finding]:
    for problem in image.problems:
        if problem.kind not in NO_IMAGE:
            continue
        unset = problem.kind == "image-unset"
        given = unset and not image.options.in_seqera
        message = problem.message
        if given:
            message = message.replace("the build stops", "the build stops unless `--build-arg` gives one")
        yield META.finding(
            image.place(problem.span),
            message,
            help=problem.help,
            severity=WARNING if given else ERROR,
            related=tuple(image.place(span, label) for span, label in problem.related),
            notes=(problem.note,) if problem.note else (),
            fix=_default(image, problem) if unset else None,
        )


def _default(image: Image, problem: Problem) -> Fix | None:
    """A default for the one ARG that is missing."""
    stage = next(stage for stage in image.stages if stage.base.word.text.whole == problem.span)
    missing = {use.name for use in stage.base.word.uses if not use.found}
    if len(missing) != 1:
        return None
    name = missing.pop()
    arg = next(use.declaration for use in stage.uses if use.use.name == name)
    pair = next((pair for pair in arg.pairs if pair.key.value == name), None) if arg else None
    if pair is None or pair.value is not None:
        return None
    value = _value(stage)
    end = pair.key.whole.end
    behind = next((one for one in arg.pairs if one.key.whole.start > end), None) if arg else None
    if behind is not None and behind.value is None and not behind.key.value[:1].isalpha():
        return Fix("put `=` before the value", (Edit(image.source, Span(end, behind.key.whole.start), "="),), UNSAFE)
    return Fix(f"give `{name}` the default `{value}`", (Edit(image.source, Span(end, end), f"={value}"),), UNSAFE)


def _value(stage: Stage) -> str:
    """A value that makes an image of what FROM names."""
    left = stage.base.word.value
    if not left:
        return "ubuntu:24.04"
    return connect.NEWEST if connect.IMAGE in left or connect.OLD_IMAGE in left else "latest"
