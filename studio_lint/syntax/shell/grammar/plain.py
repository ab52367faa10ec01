"""Commands that every shell accepts, told without a grammar: most RUNs are no more than that."""

from __future__ import annotations

from studio_lint.syntax.shell.grammar.tokens import word_set

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:=@%+,~*?-$ \t")
_RESERVED = word_set("if then else elif fi for while until do done case esac in select function time coproc")


def is_plain(text: str) -> bool:
    """Whether a text is plain words joined by `&&`, with a command on either side of each."""
    if not _PLAIN.issuperset(text.replace("&&", "")):
        return False
    for command in text.split("&&"):
        words = command.split()
        if not words or not _RESERVED.isdisjoint(words):
            return False
    return True
