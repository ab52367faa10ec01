"""The arguments of a tool as the tool reads them, including those from its variables and from joined flags."""

from __future__ import annotations

from studio_lint.model.commands.arguments import PORT, Argument, Part

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.facts.tools.tool import Tool
    from studio_lint.model.commands.command import Invocation


def plain_words(words: tuple[Argument, ...]) -> list[str]:
    """The first words that are no flags."""
    return [word.value for word in words if word.value and not word.value.startswith("-")][:3]


def without_other(tool: Tool, words: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """Words without the values of options that are known to be no port's and no host's (`gunicorn -p FILE`)."""
    return tuple(word for at, word in enumerate(words) if not at or words[at - 1].value not in tool.other)


def words_of(tool: Tool, ran: Invocation) -> tuple[Argument, ...]:
    """The words of a variable that the tool reads as if they were in the command (`GUNICORN_CMD_ARGS`)."""
    found: list[Argument] = []
    for name in tool.words_env:
        for part in ran.variables.get(name, exported=True) or ():
            found += _cut(part, ran) if part.kind == "text" else [Argument(part.at, (part,))]
    return _glued(found)


def _cut(part: Part, ran: Invocation) -> list[Argument]:
    """A stretch of such a variable at its spaces; what touches the next part is marked by no space at its end."""
    words: list[Argument] = []
    at = 0
    for word in part.text.value.split(" "):
        piece = part.text.sub(at, at + len(word))
        at += len(word) + 1
        words.append(Argument(part.at, (part.replace(text=piece),)) if word else Argument(ran.arguments[0].text, ()))
    return words


def _glued(words: list[Argument]) -> tuple[Argument, ...]:
    """Words with a variable taken as part of the word that it touches."""
    found: list[Argument] = []
    for word in words:
        unknown = bool(word.parts) and word.parts[0].kind != "text"
        if unknown and found and found[-1].parts:
            found[-1] = found[-1].replace(parts=(*found[-1].parts, *word.parts))
        else:
            found.append(word)
    return tuple(word for word in found if word.parts)


def is_one_word(word: Argument) -> bool:
    """Whether an unknown word is surely one word and no flag of its own (`--title "$X"`)."""
    first = word.parts[0] if word.parts else None
    if first is None:
        return True
    if any(part.kind == "variable" and "@" in part.text.value for part in word.parts):
        return False  # `"$@"`, `"${ARGS[@]}"`: as many words as there are
    if first.kind == "text" and first.text.value:
        return all(part.quoting or part.kind == "text" or part.name == PORT for part in word.parts)
    return first.quoting == '"' or first.name == PORT


def own_words(tool: Tool, words: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """Words up to the command, or the application, after which a tool reads none for itself."""
    stop = next((at for at, word in enumerate(words) if word.value == "--"), len(words))
    words = words[:stop] + (words[stop + 1 :] if tool.position else ())
    if not tool.early:
        return words
    valued = (*tool.values, *tool.port, *tool.host, *tool.bind)
    at = 0
    while at < len(words):
        value = words[at].value
        if value is not None and not value.startswith("-"):
            break
        at += 2 if value in valued else 1
    return words[:at]


def flag_name(word: Argument) -> str:
    head = word.parts[0] if word.parts else None
    if head is None or head.kind != "text":
        return ""
    return head.text.value.partition("=")[0] if head.text.value.startswith("-") else ""
