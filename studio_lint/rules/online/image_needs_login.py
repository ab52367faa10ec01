"""An image needs a login, or there is no such image.

## Why

Most registries answer alike to somebody without a name where an image is
private and where there is none. If the name is right, the image is had only
where the Platform holds credentials for its registry; if it is misspelt,
nowhere.

## Instead

Look whether the name is right. If the Platform has credentials for the
registry, name it in `private-registries` in the settings: its images are not
asked for then.

## Evidence

The registry's answer to an anonymous request (status 401 or 403), of this
moment.
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
                f"`{name.reference.registry}` gives `{answer.title}` to nobody without a login, or has no such image",
                help="look whether the name is right; if the Platform has a login for the registry, name it in "
                "`private-registries`",
            )
