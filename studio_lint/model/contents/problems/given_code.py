"""Code in other languages that a command receives, as an argument or in a file of the image."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.programs import code_options
from studio_lint.facts.programs.run_commands import valued
from studio_lint.model.contents.words import of as of_words
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.source import Text
    from studio_lint.facts.programs.code_options import CodeOptions
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.contents import Moment


class GivenCode(Record):
    """A program that is known to its end.

    language  as `facts.programs.code_options` has it
    parts     its text; several stand for one line each
    word      where the command names its file; None where the text is in the command
    path      of the file, absolute
    extended  its regular expressions are extended ones
    """

    language: str
    parts: tuple[Text, ...]
    word: Text | None = None
    path: str = ""
    extended: bool = False


class _Words(Record):
    code: tuple[Argument, ...] = ()
    file: Argument | None = None
    known: bool = True
    input: bool = False


def of(point: Moment, ran: Invocation) -> GivenCode | None:
    """What a command is given; None for another command, or a program that is not known."""
    options = code_options.find(ran.name or "")
    if options is None:
        return None
    words = _words(options, ran)
    if not words.known:
        return None
    extends = options.language == code_options.SED
    extended = extends and of_words(ran, valued(ran.name or "")).has(*code_options.EXTENDED)
    if words.code:
        return GivenCode(options.language, tuple(word.as_text() for word in words.code), extended=extended)
    if words.input and options.language in code_options.READ_INPUT:
        bodies = [flow.content for flow in ran.flows if flow.content is not None]
        known = bodies[-1].as_text() if bodies and bodies[-1].value is not None else None
        return GivenCode(options.language, (known,)) if known is not None else None
    if words.file is not None and words.file.value:
        path = join_path(ran.folder, words.file.value)
        text = point.text(path) if path is not None else None
        if path is None or text is None:
            return None
        return GivenCode(options.language, (text,), words.file.text, path, extended)
    return None


def _words(options: CodeOptions, ran: Invocation) -> _Words:
    """The words that are program text, or the one that names a file."""
    code: list[Argument] = []
    at = 1
    words = ran.arguments
    unknown = _Words(known=False)
    while at < len(words):
        value = words[at].value
        if value is None:
            head = words[at].parts[0] if words[at].parts else None
            plain = head is not None and head.kind == "text" and not head.text.value.startswith("-")
            return unknown if not code and not (plain and options.operand == "") else _Words(tuple(code))
        if value == "--" or value in options.own:
            at += 1
            if value != "--":
                return unknown
            break
        if len(value) < 2 or not value.startswith("-"):
            break
        name, taken = _option(options, value)
        following = words[at + 1] if at + 1 < len(words) else None
        if name in options.code:
            if not taken or following is None or following.value is None:
                return unknown  # of `-es/a/b/` the place is not told apart
            code.append(following)
            if options.last:
                return _Words(tuple(code))
        elif name in options.files:
            return _Words((), following) if taken and not code else unknown
        at += 2 if taken else 1
    if code:
        return _Words(tuple(code))
    if at >= len(words) or words[at].value == "-":
        return _Words(input=True)
    first = words[at]
    if first.value is None or not options.operand:
        return unknown
    return _Words((first,)) if options.operand == "code" else _Words((), first)


def _option(options: CodeOptions, value: str) -> tuple[str, bool]:
    """The option that a word ends with, and whether it takes the next word."""
    valued = (*options.code, *options.files, *options.valued)
    if value.startswith("--"):
        name, equals, _ = value.partition("=")
        return name, name in valued and not equals
    if value in valued:
        return value, True
    for position in range(1, len(value)):
        name = f"-{value[position]}"
        if name == "-i" and options.language == code_options.SED:
            return name, False  # the rest is a suffix
        if name in valued:
            return name, position + 1 == len(value)
    return value, False
