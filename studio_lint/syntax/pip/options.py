"""Options on a line of a pip section: which pip knows there, and what they take."""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.nearest import nearest
from studio_lint.base.source import Text
from studio_lint.syntax.pip.tree import PipOption

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.kind_types import ProblemKind

# Long name → whether it takes a value. pip 26.3 (req_file.SUPPORTED_OPTIONS and _REQ), read 2026-11.
_OPTIONS = {
    "--index-url": True,
    "--pypi-url": True,
    "--extra-index-url": True,
    "--no-index": False,
    "--constraint": True,
    "--requirement": True,
    "--editable": True,
    "--find-links": True,
    "--no-binary": True,
    "--only-binary": True,
    "--prefer-binary": False,
    "--require-hashes": False,
    "--no-require-hashes": False,
    "--pre": False,
    "--all-releases": True,
    "--only-final": True,
    "--trusted-host": True,
    "--use-feature": True,
    "--hash": True,
    "--config-settings": True,
    "--config-setting": True,
}
_HASHES = ("sha256", "sha384", "sha512")
_SHORT = {
    "-i": "--index-url",
    "-c": "--constraint",
    "-r": "--requirement",
    "-e": "--editable",
    "-f": "--find-links",
    "-C": "--config-settings",
}


def read_options(text: Text) -> tuple[tuple[PipOption, ...], tuple[Problem, ...]]:
    """The options of a line, and what pip refuses or passes over; `text` begins with one."""
    words, unclosed = _words(text)
    if unclosed is not None:
        return (), (_problem("quote", unclosed, "this quote is not closed: pip stops here", "close it"),)
    options: list[PipOption] = []
    problems: list[Problem] = []
    index = 0
    while index < len(words):
        word = words[index]
        index += 1
        if not word.value.startswith("-") or word.value == "-":
            problems.append(_passed_over(word))
            continue
        if word.value == "--":
            problems += [_passed_over(left) for left in words[index:]]
            break
        name, value = _named(word)
        if name is None:
            problems.append(_unknown(word))
            break
        if _OPTIONS[name] and value is None and index < len(words):
            value = words[index]
            index += 1
        problem = _value_problem(name, word, value) or _hash_problem(name, word, value)
        if problem is not None:
            problems.append(problem)
            break
        options.append(PipOption(name, word, value))
    return tuple(options), tuple(problems)


def _problem(kind: ProblemKind, text: Text, message: str, help: str, note: str | None = None) -> Problem:
    return Problem(kind=kind, span=text.whole, message=message, help=help, note=note)


def _named(word: Text) -> tuple[str | None, Text | None]:
    """The option's long name, or None, and the value that is glued to it."""
    value = word.value
    if not value.startswith("--"):
        name = _SHORT.get(value[:2])
        return name, word.sub(2) if len(value) > 2 else None
    equals = value.find("=")
    written = value if equals < 0 else value[:equals]
    glued = None if equals < 0 else word.sub(equals + 1)
    if written in _OPTIONS:
        return written, glued
    candidates = [name for name in _OPTIONS if name.startswith(written)]
    return (candidates[0] if len(candidates) == 1 else None), glued


def _unknown(word: Text) -> Problem:
    written = word.value.partition("=")[0] if word.value.startswith("--") else word.value[:2]
    near = nearest(written, _OPTIONS) if written.startswith("--") else None
    known = f"use `{near}`" if near else "remove it: options of `pip install` are not valid in a list of requirements"
    return Problem(
        kind="option",
        span=word.span(0, len(written)),
        message=f"unknown option `{written}`; the build fails",
        help=known,
        note=f"pip: no such option: {written}",
        edits=((word.span(0, len(written)), near),) if near else (),
        edits_message=f"use `{near}`" if near else "",
    )


def _value_problem(name: str, word: Text, value: Text | None) -> Problem | None:
    written = word.value.partition("=")[0]
    named = value is not None and value.value.startswith("-") and name in ("--no-binary", "--only-binary")
    if _OPTIONS[name] and (value is None or named):
        return _problem(
            "option-value",
            word,
            f"`{written}` needs a value; the build fails",
            f"add the value after it: `{written} VALUE`",
            f"pip: {name} option requires 1 argument",
        )
    if not _OPTIONS[name] and value is not None:
        return _problem(
            "option-value",
            word,
            f"`{written}` takes no value; the build fails",
            f"remove the value: `{written}`",
            f"pip: {name} option does not take a value",
        )
    return None


def _hash_problem(name: str, word: Text, value: Text | None) -> Problem | None:
    if name != "--hash" or value is None:
        return None
    kind, colon, _ = value.value.partition(":")
    if colon and kind in _HASHES:
        return None
    return _problem(
        "option-value",
        value if value.value else word,
        "a hash must start with the name of its algorithm; the build fails",
        "use `--hash=sha256:` followed by the 64 digits",
        "pip: Arguments to --hash must be a hash name followed by a value",
    )


def _passed_over(word: Text) -> Problem:
    return _problem(
        "passed-over",
        word,
        "pip silently ignores text after an option: it is not installed",
        "move the package to a separate item",
    )


def _words(text: Text) -> tuple[list[Text], Text | None]:
    """The words as a shell would part them, quotes undone; a quote that is not closed ends it."""
    value = text.value
    words: list[Text] = []
    at = 0
    while at < len(value):
        if value[at].isspace():
            at += 1
            continue
        start = at
        pieces: list[tuple[int, int]] = []
        while at < len(value) and not value[at].isspace():
            if value[at] in "\"'":
                closing = value.find(value[at], at + 1)
                if closing < 0:
                    return words, text.sub(at, at + 1)
                pieces.append((at + 1, closing))
                at = closing + 1
            elif value[at] == "\\" and at + 1 < len(value):
                pieces.append((at + 1, at + 2))
                at += 2
            else:
                pieces.append((at, at + 1))
                at += 1
        words.append(_joined(text, start, at, pieces))
    return words, None


def _joined(text: Text, start: int, end: int, pieces: list[tuple[int, int]]) -> Text:
    """One word out of its pieces; without quotes it is a plain part of the text."""
    if sum(stop - begin for begin, stop in pieces) == end - start:
        return text.sub(start, end)
    parts: list[str] = []
    runs: list[tuple[int, int, int]] = []
    length = 0
    for begin, stop in pieces:
        part = text.sub(begin, stop)
        parts.append(part.value)
        runs += [(first + length, offset, width) for first, offset, width in part.runs]
        length += len(part.value)
    return Text(text.source, "".join(parts), runs, text.span(start, end))
