"""Where the version of a connect-client image is written."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.source import Span, Text
    from studio_lint.model.build.image import Image
    from studio_lint.model.connect.places import ClientOrigin


def version_place(image: Image, origin: ClientOrigin) -> Span | None:
    """The tag in the reference itself, or the default of the ARG that gives it; None if it is in neither."""
    tag = origin.reference.tag
    from studio_lint.model.connect.edits import variable_of

    name = variable_of(origin)
    if name is None:
        return _inside(origin.text, f":{tag}", tag)
    for instruction in image.dockerfile.instructions:
        if instruction.keyword == "FROM":
            break
        for pair in instruction.pairs:
            if pair.key.value == name and pair.value is not None and pair.value.value.strip("\"'") == tag:
                return _inside(pair.value, tag, tag)
    return None


def _inside(text: Text, sought: str, tag: str) -> Span | None:
    at = text.value.rfind(sought)
    if at < 0:
        return None
    start = at + len(sought) - len(tag)
    return text.span(start, start + len(tag))
