"""Simple commands of a shell, cut by hand.

Covers what needs no grammar: words, assignments, redirections, and commands
joined by `;`, line ends, `&`, `&&`, `||` and `|`.
"""

from __future__ import annotations

from studio_lint.base.source import Text
from studio_lint.syntax.shell.tree import Assignment, Chain, Command, Pipeline, Redirect, Script
from studio_lint.syntax.shell.words import BLANK, NAME, NAME_START, Word, read_word

_RESERVED = "if then else elif fi for while until do done case esac select function time coproc { } ! [[ ]]"
RESERVED = frozenset(_RESERVED.split())
REDIRECTS = ("&>>", "&>", "<<<", ">>", ">&", ">|", "<&", "<>", ">", "<")


def read(text: Text) -> Script | None:
    """The commands of a text; None if it has more than simple commands."""
    cutter = _Cutter(text)
    return cutter.script() if cutter.run() else None


def assignment(text: Text, start: int, end: int | None = None) -> tuple[Assignment, int] | None:
    """`NAME=value` at `start`, and the index behind it."""
    value = text.value
    at = start
    limit = len(value) if end is None else end
    if at >= limit or value[at] not in NAME_START:
        return None
    while at < limit and value[at] in NAME:
        at += 1
    name = value[start:at]
    append = value.startswith("+=", at)
    if not append and not value.startswith("=", at):
        return None
    at += 2 if append else 1
    word, stop = read_word(text, at, limit)
    if value.startswith("(", at) and at < limit:
        items, stop = _items(text, at + 1, limit)
        return Assignment(name, word, text.sub(start, stop), append, True, items), stop
    return Assignment(name, word, text.sub(start, stop), append), stop


def _items(text: Text, at: int, limit: int) -> tuple[tuple[Word, ...] | None, int]:
    """The words of an array up to its `)`, and the index behind that; None where one of them is more than a word."""
    value = text.value
    items: list[Word] = []
    while at < limit and value[at] != ")":
        if value[at] in " \t\r\n":
            at += 1
        elif value[at] == "#":
            end = value.find("\n", at, limit)
            at = limit if end < 0 else end
        else:
            word, end = read_word(text, at, limit)
            if end <= at or value[at] == "[":
                return None, at
            items.append(word)
            at = end
    return (tuple(items), at + 1) if at < limit else (None, at)


class _Cutter:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.value = text.value
        self.at = 0
        self.partial = False
        self.words: list[Word] = []
        self.assignments: list[Assignment] = []
        self.redirects: list[Redirect] = []
        self.begin = -1
        self.pipeline: list[Command] = []
        self.parts: list[Pipeline] = []
        self.operators: list[str] = []
        self.chains: list[Chain] = []

    def script(self) -> Script:
        return Script(self.text, tuple(self.chains), self.partial)

    def run(self) -> bool:
        """Cuts the whole text; False as soon as it turns out to be more than simple commands."""
        value = self.value
        while self.at < len(value):
            character = value[self.at]
            if character in BLANK:
                self.at += 1
            elif value.startswith(("\\\n", "\\\r\n"), self.at):
                self.at = value.index("\n", self.at) + 1
            elif character == "#":
                end = value.find("\n", self.at)
                self.at = len(value) if end < 0 else end
            elif character in "\n;&|":
                if not self._operator():
                    return False
            elif character in "<>":
                if not self._redirect(""):
                    return False
            elif character in "()" or not self._word():
                return False
        self._end_chain(False)
        return True

    def _operator(self) -> bool:
        value, at = self.value, self.at
        if value.startswith(("&&", "||"), at):
            self._end_pipeline()
            self.operators.append(value[at : at + 2])
            self.at += 2
        elif value.startswith("&>", at):
            return self._redirect("")
        elif value[at] == "|":
            self._end_command()
            self.at += 2 if value.startswith("|&", at) else 1
        elif value[at] == "\n":
            self.at += 1
            if not self._waiting():
                self._end_chain(False)
        elif value.startswith(";;", at):
            return False
        else:
            self.at += 1
            self._end_chain(value[at] == "&")
        return True

    def _waiting(self) -> bool:
        """Whether `&&`, `||` or `|` stands before this line end, so that the command goes on."""
        if self.words or self.assignments or self.redirects:
            return False
        return bool(self.pipeline) or len(self.operators) > len(self.parts) - 1 >= 0

    def _redirect(self, descriptor: str) -> bool:
        value, start = self.value, self.at
        operator = next((mark for mark in REDIRECTS if value.startswith(mark, start)), "")
        if not operator or value.startswith(("<(", ">("), start) or (operator == "<" and value.startswith("<<", start)):
            return False
        at = start + len(operator)
        while at < len(value) and value[at] in BLANK:
            at += 1
        target, self.at = read_word(self.text, at)
        self.partial = self.partial or not target.closed or not target.pieces
        first = start - len(descriptor)
        self._open(first)
        self.redirects.append(Redirect(operator, target, self.text.sub(first, self.at), descriptor))
        return True

    def _open(self, at: int) -> None:
        if self.begin < 0:
            self.begin = at

    def _word(self) -> bool:
        start = self.at
        if not self.words:
            given = assignment(self.text, start)
            if given is not None:
                self._open(start)
                self.assignments.append(given[0])
                self.at = given[1]
                self.partial = self.partial or not given[0].value.closed
                return self.value[self.at : self.at + 1] != "("
        word, self.at = read_word(self.text, start)
        if not word.pieces and self.at == start:
            return False
        plain = word.bare
        if plain is not None and plain.isdecimal() and self.value[self.at : self.at + 1] in ("<", ">"):
            return self._redirect(plain)
        if not self.words and plain in RESERVED:
            return False
        self._open(start)
        self.words.append(word)
        self.partial = self.partial or not word.closed
        return True

    def _end_command(self) -> None:
        if self.begin < 0:
            self.partial = True
            return
        last: list[Text] = [word.text for word in self.words[-1:]]
        last += [given.text for given in self.assignments[-1:]] + [redirect.text for redirect in self.redirects[-1:]]
        end = max(text.whole.end for text in last)
        whole = self.text.sub(self.begin, self.at)
        text = Text(whole.source, whole.value.rstrip(), whole.runs, whole.whole.replace(end=end))
        self.pipeline.append(Command(tuple(self.words), tuple(self.assignments), tuple(self.redirects), text))
        self.words, self.assignments, self.redirects, self.begin = [], [], [], -1

    def _end_pipeline(self) -> None:
        self._end_command()
        if self.pipeline:
            self.parts.append(Pipeline(tuple(self.pipeline)))
        self.pipeline = []

    def _end_chain(self, background: bool) -> None:
        if self.begin < 0 and not self.pipeline and not self.parts and not self.operators:
            return
        self._end_pipeline()
        self.operators = self.operators[: max(len(self.parts) - 1, 0)]
        if self.parts:
            self.chains.append(Chain(tuple(self.parts), tuple(self.operators), background))
        self.parts, self.operators = [], []
