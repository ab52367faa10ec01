"""FROM or --from does not name a valid image

## Why

An image name has the form `registry/path:tag`, in lowercase. If the tag comes from an ARG without a value, the tag is
empty, and the build fails. Wave passes no `--build-arg`, so an ARG needs a default.

## Instead

```dockerfile
ARG CONNECT_CLIENT_VERSION="0.15.0"
FROM public.cr.seqera.io/platform/connect-client:${CONNECT_CLIENT_VERSION} AS connect
```

`--from` does not expand variables: add a stage (`FROM image:$V AS tools`), and use `--from=tools`.

## Evidence

BuildKit (2026-08): `failed to parse stage name "img:": invalid reference format`. 7 of 181 public Studio Dockerfiles
have an ARG without a default in FROM; they only build with `--build-arg`, so outside `.seqera/` this is a warning.
`build-args` in the settings count as passed.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, UNSAFE, WARNING, Edit, Effect, Fix, Meta
from studio_lint.base.source import Span
from studio_lint.facts import connect
from studio_lint.model.build.image import NO_IMAGE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding, Problem
    from studio_lint.model.build.image import Image, Stage

META = Meta("SL203", "image-invalid", ERROR, fix=UNSAFE, asks="problems")


def check(image: Image) -> Iterator[Finding]:
    for problem in image.problems:
        if problem.kind not in NO_IMAGE:
            continue
        given = problem.unless and not image.options.in_seqera
        yield META.of_problem(
            problem,
            image.place(problem.span),
            message=f"{problem.message} unless {problem.unless}" if given else "",
            severity=WARNING if given else ERROR,
            fix=_default(image, problem) if problem.unless else None,
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
        return Fix(
            "Insert `=` before the value",
            (Edit(image.source, Span(end, behind.key.whole.start), "="),),
            UNSAFE,
            Effect(reads=True),
        )
    return Fix(
        f"Set the default of `{name}` to `{value}`",
        (Edit(image.source, Span(end, end), f"={value}"),),
        UNSAFE,
        Effect(reads=True),
    )


def _value(stage: Stage) -> str:
    """A value that makes an image of what FROM names."""
    left = stage.base.word.value
    if not left:
        return "ubuntu:24.04"
    return connect.NEWEST if connect.IMAGE in left or connect.OLD_IMAGE in left else "latest"
