"""What bash sees in the characters of a word."""

from __future__ import annotations

from studio_lint.syntax.shell.grammar.tokens import is_name


def is_assignment(value: str, in_array: bool) -> bool:
    """Whether a word is `name=`, `name+=` or `name[]=`, whatever follows."""
    name, equals, _ = value.partition("=")
    if not equals:
        return False
    name = name.removesuffix("+")
    if name.endswith("[]"):
        name = name[:-2]
        return is_name(name) or (in_array and not name)
    return is_name(name)


def without_quotes(word: str) -> str:
    """A heredoc's mark without its quotes."""
    found: list[str] = []
    quote = ""
    at = 0
    while at < len(word):
        character = word[at]
        if character == quote:
            quote = ""
        elif not quote and character in "'\"":
            quote = character
        elif character == "\\" and quote != "'" and at + 1 < len(word):
            following = word[at + 1]
            if following != "\n":
                found.append(following if not quote or following in '\\"$`' else character + following)
            at += 1
        else:
            found.append(character)
        at += 1
    return "".join(found)


def has_braces(word: str) -> bool:
    """Whether bash makes several words of one: `{a,b}`, `{1..3}`. Its quotes are those that the word keeps."""
    start = word.find("{")
    while start >= 0:
        end = word.find("}", start)
        inside = word[start + 1 : end] if end > start else ""
        first, dots, last = inside.partition("..")
        if not any(mark in inside for mark in "\"'`{\\ ") and ("," in inside or (dots and first and last)):
            return True
        start = word.find("{", start + 1)
    return False
