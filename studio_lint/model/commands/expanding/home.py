"""`~/x`: the folder that a shell puts in place of the mark."""

from __future__ import annotations

from studio_lint.model.commands.arguments import Part

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.commands.arguments import Argument, Snapshot


def at_home(word: Argument, variables: Snapshot) -> Argument:
    """A word that begins with the mark, with the folder in its place; as it is where that is not known."""
    first = word.parts[0]
    alone = first.text.value == "~" and len(word.parts) == 1
    if first.kind != "text" or first.quoting or not (alone or first.text.value.startswith("~/")):
        return word
    home = variables.get("HOME")
    if home is None:
        return word
    mark, rest = first.text.sub(0, 1), first.text.sub(1)
    found = tuple(part.replace(at=mark, quoting='"') for part in home)
    return word.replace(parts=(*found, *((Part("text", rest, rest),) if rest.value else ()), *word.parts[1:]))
