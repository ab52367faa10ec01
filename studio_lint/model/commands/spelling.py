"""A spelling of words in which two are equal only if a program receives the same text."""

from __future__ import annotations

from studio_lint.facts.studio_config_schema import RESERVED_VARIABLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.commands.arguments import Part, Parts


def spelled(parts: Parts) -> str:
    """One word, spelled so that a variable and the same text that nothing expands are told apart.

    A variable that a shell may split at its spaces is in braces with a blank (`${NAME }`), unless it is one of the
    Platform's, whose values hold none.
    """
    return "".join(map(_spelled_part, parts))


def _spelled_part(part: Part) -> str:
    if part.kind == "text":
        return part.text.value.replace("$", "\\$")
    if part.kind != "variable":
        return part.text.value
    split = " " if not part.quoting and part.name not in RESERVED_VARIABLES else ""
    if part.parts:
        return f"${{{part.name}{split}:-{spelled(part.parts)}}}"
    return f"${{{part.name} }}" if split else f"${part.name}"
