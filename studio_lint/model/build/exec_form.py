"""Text in brackets that was meant as a JSON list of strings but is not one.

BuildKit uses such text as it is: a shell command, or paths with
brackets in their names. BuildKit reports nothing, and the intended program
does not start.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Span, Text
from studio_lint.syntax.dockerfile.json_list import parse_list

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from studio_lint.base.source import Source
    from studio_lint.syntax.dockerfile.tree import Instruction

    ListSlip = Literal["quotes", "open", "comma", "comment", "escape", "end", "words", "brackets", "text"]

COMMANDS = ("CMD", "ENTRYPOINT", "HEALTHCHECK")
KEYWORDS = (*COMMANDS, "RUN", "COPY", "ADD", "VOLUME")
PAIRS = {"'": "'", '"': '"', "“": "”", "”": "”", "„": "“", "‘": "’", "’": "’", "«": "»", "`": "`", "″": "″", "′": "′"}
SMART = "“”″"
CLOSING = {'"': '"', "'": "'", "`": "`"}
BLANK = " \t"
BRACKETS = {"[": "]", "(": ")", "{": "}"}
LONGEST = 20_000  # characters of a list that is looked into
ESCAPABLE = '"\\/bfnrtu'


class MeantList(Record):
    """What is wrong with it and how it would be right.

    wrong     the first character that is no JSON
    reason    "quotes", "open", "comma", "comment", "escape", "end", "words", "brackets" or "text"
    edits     stretches of the source and what should be there; empty where
              more than one reading is possible
    """

    wrong: Span
    reason: ListSlip
    edits: tuple[tuple[Span, str], ...]


def meant_list(instruction: Instruction) -> MeantList | None:
    """The slip in an instruction whose arguments are meant as a list; None where there is none."""
    text = _list_text(instruction)
    if text is None or instruction.exec_form or instruction.heredocs:
        return None
    read = parse_list(text) if text.value.startswith("[") else None
    error_at = 0 if read is None else read.error_at
    if error_at is None:
        return None
    reader = _Reader(text)
    if not reader.read(instruction.keyword in COMMANDS):
        return None
    edits = reader.edits
    if reader.comment is not None:
        edits = [*edits, *_comment_above(instruction, text, reader.comment)]
    fine = not reader.unsure and _mended(text, reader)
    return MeantList(_wrong(text, reader, error_at), reader.reason, tuple(edits) if fine else ())


def _wrong(text: Text, reader: _Reader, error_at: int) -> Span:
    """The character to change; where one is missing, the one that is there instead."""
    start, end, _ = reader.changes[0] if reader.changes else (0, 0, "")
    at = start if end > start and reader.reason != "comment" else min(error_at, len(text) - 1)
    return text.span(at, at + 1)


def _list_text(instruction: Instruction) -> Text | None:
    if instruction.keyword not in KEYWORDS:
        return None
    body = instruction.body
    if instruction.keyword == "HEALTHCHECK":
        if len(instruction.arguments) < 2 or instruction.arguments[0].value.upper() != "CMD":
            return None
        body = instruction.arguments[1]
    if len(body) > LONGEST:
        return None
    begins = body.value[:1]
    unbracketed = instruction.keyword in COMMANDS and (begins in BRACKETS or begins in PAIRS)
    return body if begins == "[" or unbracketed else None


def _comment_above(instruction: Instruction, text: Text, at: int) -> list[tuple[Span, str]]:
    """The comment after the list as a line of its own above the instruction."""
    source: Source = text.source
    from studio_lint.model.text_edits import line_start, newline

    start = line_start(source, instruction.keyword_span.start)
    margin = source.text[start : instruction.keyword_span.start]
    line = f"{margin}{text.value[at:].rstrip()}{newline(source)}"
    return [(Span(start, start), line)]


def _mended(text: Text, reader: _Reader) -> bool:
    """Whether the list is one once it is fixed, and each edit touches what it should."""
    pieces: list[str] = []
    kept = 0
    for start, end, new in sorted(reader.changes):
        pieces += (text.value[kept:start], new)
        kept = end
    mended = "".join(pieces) + text.value[kept:]
    if any("\n" in text.source.slice(text.span(start, end)) for start, end, _ in reader.changes if end > start):
        return False
    read = parse_list(Text(text.source, mended.strip(), (), text.whole))
    return read is not None and read.error_at is None and not read.others


class _Reader:
    """Reads a list as leniently as a person would."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.value = text.value
        self.changes: list[tuple[int, int, str]] = []
        self.reason: ListSlip = "text"
        self.closing = BRACKETS.get(self.value[:1], "")
        self.unsure = False
        self.comment: int | None = None

    @property
    def edits(self) -> list[tuple[Span, str]]:
        return [(self.text.span(start, end), new) for start, end, new in self.changes]

    def change(self, start: int, end: int, new: str, reason: ListSlip) -> None:
        if not self.changes and self.reason == "text":
            self.reason = reason
        self.changes.append((start, end, new))

    def read(self, command: bool) -> bool:
        """Whether the text is meant as a list at all: not a shell's `[ … ]`, not a pattern."""
        if self.value.startswith("[["):
            return False
        if self.closing != "]":
            return self._read_unbracketed()
        at = self._skip(1)
        spaced = at > 1
        if at == len(self.value) and command:
            self.unsure, self.reason = True, "end"
            return True
        quoted = self.value[at : at + 1] in PAIRS
        if not quoted and (spaced or not command or self.value[at : at + 1] in ("", "]")):
            return False
        end = self._item(at)
        follows = self.value[self._skip(end) :][:1]
        if spaced and follows != ",":
            return False
        self._rest(end)
        return True

    def _read_unbracketed(self) -> bool:
        """Strings with commas between them, in other brackets or in none: no command's name ends with a comma."""
        opened = 1 if self.closing else 0
        at = self._skip(opened)
        if self.value[at : at + 1] not in PAIRS:
            return False
        self.change(0, opened, "[", "brackets")
        end = self._item(at)
        if self.unsure or self.value[end : end + 1] != ",":
            return False
        self._rest(end)
        return True

    def _skip(self, at: int) -> int:
        while at < len(self.value) and self.value[at] in BLANK:
            at += 1
        return at

    def _rest(self, at: int) -> None:
        while True:
            gap = self._skip(at)
            following = self.value[gap : gap + 1]
            if following and following in ("]", self.closing):
                if following != "]":
                    self.change(gap, gap + 1, "]", "brackets")
                self._behind(gap + 1)
                return
            if not following:
                self.change(at, at, "]", "end")
                return
            if following == ",":
                item = self._skip(gap + 1)
                after = self.value[item : item + 1]
                if after in ("]", ","):
                    self.change(gap, item if after == "," else gap + 1, "", "comma")
                    at = item
                    continue
                if not after:
                    self.change(gap, item, "]", "end")
                    return
            elif following in PAIRS:
                self.change(at, at, ",", "comma")
                item = gap
            else:
                self.unsure = True
                return
            at = self._item(item)

    def _behind(self, at: int) -> None:
        """What follows the closing bracket."""
        gap = self._skip(at)
        if gap == len(self.value):
            return
        if self.value[gap] == "#":
            self.comment = gap
            self.change(at, len(self.value), "", "comment")
        elif self.value[gap:].strip() in (",", ";", "]"):
            self.change(at, len(self.value), "", "comma" if self.value[gap] == "," else "text")
        else:
            self.unsure = True

    def _item(self, start: int) -> int:
        """One item; gives the index after it."""
        opening = self.value[start]
        if opening not in PAIRS:
            return self._word(start)
        closers = {PAIRS[opening], '"'} if opening not in CLOSING else {CLOSING[opening]}
        if opening in "“”„":
            closers |= {"“", "”"}
        if opening in "‘’":
            closers |= {"‘", "’"}
        at = start + 1
        while at < len(self.value) and self.value[at] not in closers and not (opening == '"' and self._closes(at)):
            at += 2 if self.value[at] == "\\" else 1
        if at >= len(self.value):
            self.unsure = True
            self.change(start, start, "", "open")
            return len(self.value)
        if opening != '"':
            self.change(start, start + 1, '"', "quotes")
        self._inside(start + 1, at, opening)
        if self.value[at] != '"':
            self.change(at, at + 1, '"', "quotes")
        return at + 1

    def _closes(self, at: int) -> bool:
        """Whether a smart quote ends an item that a straight one began: a comma or the bracket follows it."""
        behind = self._skip(at + 1)
        return self.value[at] in SMART and self.value[behind : behind + 1] in (",", "]")

    def _word(self, start: int) -> int:
        """A bare word, up to the next comma or bracket."""
        at = start
        while at < len(self.value) and self.value[at] not in ",]":
            at += 1
        word = self.value[start:at].rstrip(BLANK)
        if not word or any(character in "\"'`\\$()&|;<>" for character in word):
            self.unsure = True
            return max(at, start + 1)
        from studio_lint.model.text_edits import json_string

        self.change(start, start + len(word), json_string(word), "words")
        return at

    def _inside(self, start: int, end: int, opening: str) -> None:
        at = start
        while at < end:
            character = self.value[at]
            if character == "\\" and at + 1 < end:
                following = self.value[at + 1]
                if opening == "'" and following == "'":
                    self.change(at, at + 1, "", "escape")
                elif following not in ESCAPABLE:
                    self.change(at, at + 1, "\\\\", "escape")
                at += 1
            elif character == '"' and opening != '"':
                self.change(at, at + 1, '\\"', "quotes")
            elif character == "\t":
                self.change(at, at + 1, "\\t", "escape")
            at += 1
