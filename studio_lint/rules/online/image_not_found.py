"""A registry has no such image, or none under that tag.

## Why

The build stops at the first line that needs the image, and a Studio's own
image that is not there never starts. A tag may have been misspelt, may never
have been, or may have been taken away.

## Instead

Write a tag that is there. `studio-lint check --online` names the nearest ones.

## Evidence

The registry's answer of this moment, asked without credentials: status 404
with an error of the OCI distribution specification. Where a registry asks for a
login, it does not tell whether there is such an image, and this rule is silent
(see image-needs-login). Docker Hub's official images need none: there it means
that there is no such image.
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
            f"{_lack(answer)}: {answer.effect}",
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
        return f"`{answer.title}` has no tag `latest`, which is meant where none is written"
    return f"`{answer.title}` has no tag `{reference.tag}`"


def _help(answer: ImageAnswer) -> str:
    near = [f"`{tag}`" for tag in answer.state.near]
    if answer.state.state != NO_TAG:
        return "look the name up in the registry, and write it as it stands there"
    if not near:
        return "write a tag that the registry has"
    if len(near) == 1:
        return f"write {near[0]}"
    return f"write a tag that is there, as {', '.join(near[:-1])} or {near[-1]}"


def _written(answer: ImageAnswer) -> str:
    reference = answer.name.reference
    return f"@{reference.digest}" if reference.digest else f":{reference.tag or 'latest'}"
