"""Commands that every shell accepts, told without a grammar: most RUNs are no more than that."""

from __future__ import annotations

from studio_lint.syntax.shell.grammar.tokens import word_set

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:=@%+,~*?-$[]^> \t")
_RESERVED = word_set("if then else elif fi for while until do done case esac in select function time coproc")
_BEYOND = ("[[", "]]", "$[", ">>&", "$'", '$"')
"""What bash reads in another way than word by word, or no shell reads."""
_WORD = "x"


def is_plain(text: str) -> bool:
    """Whether a text is plain words and redirections, joined by `&&`, `||`, `|` or `;`, with a command on each side."""
    if any(mark in text for mark in _BEYOND):
        return False
    bare = _unquoted(text)
    if bare is None or not bare.isascii():
        return False
    bare = f"{bare} ".replace("\\;", _WORD).replace("{}", _WORD).replace(">&1 ", ">x ").replace(">&2 ", ">x ")
    bare = bare.rstrip(" \t").removesuffix(";").replace("||", "&&").replace("|", "&&").replace(";", "&&")
    commands = bare.split("&&")
    if any(before[-1:].isalnum() or before[-1:] == "_" for before in bare.split("[")[:-1]):
        return False  # bash reads `a[` up to its `]`
    return _PLAIN.issuperset("".join(commands)) and all(map(_is_command, commands))


def _is_command(text: str) -> bool:
    words = text.replace(">", " ").split()
    if not words or not _RESERVED.isdisjoint(words):
        return False
    targets = text.replace(">>", ">").split(">")[1:]
    # In `>2>x` the digit belongs to what follows it.
    return all(target.split() for target in targets) and not any(
        target.strip(" \t").isdecimal() for target in targets[:-1]
    )


def _unquoted(text: str) -> str | None:
    """The text with a word for each quoted part and each `${NAME}`; None where a quote holds more than letters."""
    parts: list[str] = []
    at = 0
    while at < len(text):
        single, double = text.find("'", at), text.find('"', at)
        if single < 0 and double < 0:
            break
        start = double if single < 0 or 0 <= double < single else single
        end = text.find(text[start], start + 1)
        inner = text[start + 1 : end]
        if end < 0 or (start == double and ("\\" in inner or "`" in inner or "$(" in _named(inner))):
            return None
        parts += (text[at:start], _WORD)
        at = end + 1
    return _named("".join((*parts, text[at:])))


def _named(text: str) -> str:
    """The text with a word for each `${NAME}`; `$(` where there is more than a name, which is not plain either."""
    first, *others = text.split("${")
    parts = [first]
    for other in others:
        name, closing, rest = other.partition("}")
        parts.append(_WORD + rest if closing and name.isidentifier() and name.isascii() else "$(")
    return "".join(parts)
