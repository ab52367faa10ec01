"""Image or tag does not exist in the registry

## Why

The build fails at the first line that needs the image, and a Studio whose own image is missing never starts. The tag
may be misspelled, may never have existed, or may have been deleted.

## Instead

Use an existing tag. `studio-lint check --online` suggests the nearest ones.

## Evidence

The registry's current answer without credentials: status 404 with an error of the OCI distribution specification. A
registry that requires a login does not reveal whether the image exists, so this rule is silent (see
image-needs-login). Docker Hub's official images need no login: there, that answer means that the image does not
exist.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta
from studio_lint.model.studio.answers import NO_DIGEST, NO_IMAGE, NO_TAG

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.studio.answers import ImageAnswer, ImageAnswers

META = Meta("SL701", "image-not-found", ERROR)

_PARTS = {NO_IMAGE: "repository", NO_TAG: "tag", NO_DIGEST: "digest"}


def check(answers: ImageAnswers) -> Iterator[Finding]:
    for answer in answers.answers:
        if answer.state.state not in _PARTS:
            continue
        name = answer.name
        part = _PARTS[answer.state.state]
        span = name.part(part) if name.reference.part(part) else name.part("repository")
        built = name.role != "studio"
        yield META.finding(
            answers.place(span),
            f"{_lack(answer)}; {answer.effect}",
            help=_help(answer),
            notes=(f"BuildKit: {name.reference.name}{_written(answer)}: not found",) if built else (),
        )


def _lack(answer: ImageAnswer) -> str:
    reference, state = answer.name.reference, answer.state.state
    if state == NO_IMAGE:
        return f"`{reference.registry}` has no image `{answer.title}`"
    if state == NO_DIGEST:
        return f"`{answer.title}` has no image of this digest"
    if not reference.tag:
        return f"`{answer.title}` has no tag `latest`, the default without a tag"
    return f"`{answer.title}` has no tag `{reference.tag}`"


def _help(answer: ImageAnswer) -> str:
    near = [f"`{tag}`" for tag in answer.state.near]
    if answer.state.state != NO_TAG:
        return "check the spelling of the image, or use another one"
    if not near:
        return "use a tag that the registry has"
    if len(near) == 1:
        return f"use {near[0]}"
    return f"use an existing tag, for example {', '.join(near[:-1])} or {near[-1]}"


def _written(answer: ImageAnswer) -> str:
    reference = answer.name.reference
    return f"@{reference.digest}" if reference.digest else f":{reference.tag or 'latest'}"
