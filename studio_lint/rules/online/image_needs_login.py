"""Image requires a login, or does not exist

## Why

Most registries give an anonymous caller the same answer for a private image and for a missing one. If the name is
right, only a Platform with credentials for the registry can pull the image; if it is misspelled, nobody can.

## Instead

Check the name. If the Platform has credentials for the registry, add it to `private-registries` in the settings: its
images are then not looked up.

## Evidence

The registry's current answer to an anonymous request (status 401 or 403).
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, Meta
from studio_lint.model.studio.answers import CLOSED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.studio.answers import ImageAnswers

META = Meta("SL706", "image-needs-login", ADVICE)


def check(answers: ImageAnswers) -> Iterator[Finding]:
    for answer in answers.answers:
        if answer.state.state == CLOSED:
            name = answer.name
            yield META.finding(
                answers.place(name.part("repository")),
                f"`{name.reference.registry}` requires a login for `{answer.title}`, or has no such image",
                help="check the name; if the Platform has credentials for the registry, add it to `private-registries`",
            )
