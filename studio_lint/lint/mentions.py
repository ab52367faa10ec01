"""Which words a Dockerfile mentions: a rule that needs one that it does not is not asked."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


def of(text: str) -> Callable[[tuple[str, ...]], bool]:
    """Whether the text of a Dockerfile holds one of the words of `Meta.needs`.

    A line that goes on may cut a word in two, so it is joined first. Files that the build brings along hold words of
    their own: then only the names of instructions are asked for.
    """
    folded = text.upper()
    for mark in ("\\\n", "\\\r\n", "`\n", "`\r\n"):
        folded = folded.replace(mark, "")
    brings = folded.count("COPY") > folded.count("COPY --FROM") or "ADD " in folded or "--MOUNT" in folded

    def mentions(needs: tuple[str, ...]) -> bool:
        return any((brings and not word.isupper()) or word.upper() in folded for word in needs)

    return mentions
