"""What follows an instruction's name and flags, cut as each instruction wants it."""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.record import Record
from studio_lint.base.source import Span, Text
from studio_lint.syntax.dockerfile import json_list
from studio_lint.syntax.dockerfile.blanks import SPACE, next_gap, split_words
from studio_lint.syntax.dockerfile.go_values import go_quoted
from studio_lint.syntax.dockerfile.tree import Pair

COMMANDS = ("RUN", "CMD", "ENTRYPOINT", "SHELL")
LISTS = ("ADD", "COPY", "VOLUME")
WHOLE = ("USER", "WORKDIR", "STOPSIGNAL", "MAINTAINER")
WORDS = ("FROM", "EXPOSE")
KEYWORDS = (*COMMANDS, *LISTS, *WHOLE, *WORDS, "ARG", "ENV", "LABEL", "HEALTHCHECK", "ONBUILD")


class Cut(Record):
    """The arguments of one instruction, as `Instruction` holds them."""

    arguments: tuple[Text, ...] = ()
    exec_form: bool = False
    pairs: tuple[Pair, ...] = ()
    problems: tuple[Problem, ...] = ()


def cut_arguments(keyword: str, body: Text, escape: str) -> Cut:
    """Cut the body of an instruction (ONBUILD and unknown ones have no arguments)."""
    if not body.value:
        return Cut()
    if keyword in COMMANDS:
        return _exec_form(body) or Cut((body,))
    if keyword in LISTS:
        return _exec_form(body) or Cut(_words(body))
    if keyword in WHOLE:
        return Cut((body,))
    if keyword in WORDS:
        return Cut(_words(body))
    if keyword == "HEALTHCHECK":
        return _healthcheck(body)
    if keyword == "ARG":
        words = quoted_words(body, escape)
        return Cut(words, False, tuple(_pair(word) for word in words))
    if keyword in ("ENV", "LABEL"):
        return _assignments(keyword, body, escape)
    return Cut()


def _words(body: Text) -> tuple[Text, ...]:
    return tuple(body.sub(start, end) for start, end in split_words(body.value))


def _exec_form(body: Text) -> Cut | None:
    listed = json_list.parse_list(body)
    if listed is None or listed.error_at is not None:
        return None
    if not listed.others:
        return Cut(listed.strings, True)
    plain = all(is_plain for _, is_plain in listed.others)
    edits = tuple((span, f'"{body.source.slice(span)}"') for span, _ in listed.others) if plain else ()
    problem = Problem(
        kind="exec-form",
        span=listed.others[0][0],
        message="exec form accepts only strings; the build fails",
        help=f"use `{edits[0][1]}`" if edits else "put every item in double quotes",
        note="BuildKit: when using JSON array syntax, arrays must be comprised of strings only",
        edits=edits,
        edits_message="Put it in double quotes" if edits else "",
    )
    return Cut(listed.strings, True, (), (problem,))


def _healthcheck(body: Text) -> Cut:
    start, end = next_gap(body.value, 0)
    kind = body.sub(0, start)
    if end >= len(body.value):
        return Cut((kind,))
    rest = body.sub(end)
    cut = _exec_form(rest) or Cut((rest,))
    return cut.replace(arguments=(kind, *cut.arguments))


def quoted_words(body: Text, escape: str) -> tuple[Text, ...]:
    """Words between blanks outside quotes; quotes and escapes stay in them."""
    found = []
    value = body.value
    at = 0
    while at < len(value):
        if value[at] in SPACE:
            at += 1
            continue
        start = at
        at = end = _word_end(value, at, escape)
        if at >= len(value) and _ends_in_escape(value, start, escape):
            end -= 1
        if end > start:
            found.append(body.sub(start, end))
    return tuple(found)


def _word_end(value: str, at: int, escape: str) -> int:
    quote = ""
    while at < len(value):
        character = value[at]
        if character == escape and quote != "'":
            at += 2
            continue
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character in SPACE:
            return at
        at += 1
    return len(value)


def _ends_in_escape(value: str, start: int, escape: str) -> bool:
    """Whether the last word ends in an escape character with nothing to escape."""
    if not value.endswith(escape):
        return False
    quote = ""
    at = start
    while at < len(value):
        character = value[at]
        if character == escape and quote != "'":
            if at + 1 == len(value):
                return True
            at += 1
        elif quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        at += 1
    return False


def _pair(word: Text) -> Pair:
    key, equals, _ = word.value.partition("=")
    if not equals:
        return Pair(word, None, word.whole)
    return Pair(word.sub(0, len(key)), word.sub(len(key) + 1), word.whole)


def _assignments(keyword: str, body: Text, escape: str) -> Cut:
    words = quoted_words(body, escape)
    if not words:
        return Cut()
    if "=" not in words[0].value:
        return _old_form(keyword, body)
    pairs = []
    problems: list[Problem] = []
    for number, word in enumerate(words):
        if "=" in word.value:
            pairs.append(_pair(word))
        elif not problems:
            problems.append(_no_equals(keyword, words, number, body))
    return Cut(words, False, tuple(pairs), tuple(problems))


def _old_form(keyword: str, body: Text) -> Cut:
    start, end = next_gap(body.value, 0)
    key = body.sub(0, start)
    if end >= len(body.value):
        problem = Problem(
            kind="argument-count",
            span=key.whole,
            message=f"`{keyword}` is missing a value after the name; the build fails",
            help=f"use `{key.value}=VALUE`",
            note=f"BuildKit: {keyword} must have two arguments",
        )
        return Cut((key,), False, (), (problem,))
    value = body.sub(end)
    pair = Pair(key, value, Span(key.whole.start, value.whole.end), False)
    return Cut((key, value), False, (pair,))


def _no_equals(keyword: str, words: tuple[Text, ...], number: int, body: Text) -> Problem:
    word = words[number]
    said = f"Syntax error - can't find = in {go_quoted(word.value)}. Must be of the form: name=value"
    if word.value.startswith("#"):
        from studio_lint.syntax.dockerfile.inline_comments import comment_problem

        return comment_problem(keyword, word, body, said)
    edits = close_gaps(words, number)
    return Problem(
        kind="no-equals",
        span=word.whole,
        message="this is not in the form `NAME=value`; the build fails",
        help="use `NAME=value`, and quote a value that contains spaces",
        note=f"BuildKit: {said}",
        edits=edits,
        edits_message="Remove the spaces around `=`" if edits else "",
    )


def close_gaps(words: tuple[Text, ...], number: int) -> tuple[tuple[Span, str], ...]:
    """Edits that make one word of `NAME = value`, `NAME` being the word of that number.

    None where the words are not that, or where what follows `=` has one of its
    own, so that an empty value may be meant.
    """
    if number < 0 or number + 1 >= len(words) or not _is_name(words[number].value):
        return ()
    equals = words[number + 1]
    if not equals.value.startswith("="):
        return ()
    edits = [(Span(words[number].whole.end, equals.whole.start), "")]
    if equals.value == "=" and number + 2 < len(words):
        if "=" in words[number + 2].value:
            return ()
        edits.append((Span(equals.whole.end, words[number + 2].whole.start), ""))
    if any("\n" in equals.source.slice(span) for span, _ in edits):
        return ()
    return tuple(edits)


def _is_name(word: str) -> bool:
    return word.replace("_", "a").replace(".", "a").replace("-", "a").isalnum()
