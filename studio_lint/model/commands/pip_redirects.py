"""Requirements whose version a shell reads as a redirection: `pip install httpx>=0.27`."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Span
from studio_lint.facts.installers.requests import FIRST_LOOK, find
from studio_lint.model.commands.run_steps import concluded, run_commands

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.facts.installers.requests import Requests
    from studio_lint.model.build.image import BuildStep
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.runner import Runner
    from studio_lint.syntax.shell.tree import Command, Redirect
    from studio_lint.syntax.shell.words import Word

NAME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-[],:")
VERSION = frozenset("0123456789.*abcrdevpost+!-_,=~<>")


class Redirected(Record):
    """One requirement cut in two by the shell.

    span     the word and what was meant as its version
    name     what is installed ("httpx")
    lost     the part that is lost (">=0.27")
    writes   the file that is written; "" for `<`, which reads one
    quote    the quote that makes one word of it; "" where none is sure to fit
    exact    the program takes exact versions only (`tree=2.1`)
    """

    span: Span
    name: str
    lost: str
    writes: str
    quote: str
    exact: bool = False


def redirected(step: BuildStep) -> Iterator[Redirected]:
    """Those of one RUN, in order."""
    body = step.instruction.body.value
    heredocs = "".join(heredoc.content.value for heredoc in step.instruction.heredocs)
    text = body + heredocs
    if step.instruction.keyword != "RUN" or not (">" in text or "<" in text):
        return
    if not any(word in text for word in FIRST_LOOK):
        return
    if not concluded(step, _has_some):
        return
    seen: set[int] = set()
    for ran in run_commands(step):
        request = _request(ran) if ran.command is not None and id(ran.command) not in seen else None
        if ran.command is None or request is None:
            continue
        seen.add(id(ran.command))
        yield from _in_command(step, ran, ran.command, request.exact)


def redirected_in_script(ran: Invocation) -> Iterator[Redirected]:
    """Those of one command of a script that a RUN runs; their spans are in the script."""
    request = _request(ran) if ran.command is not None else None
    if ran.command is not None and request is not None:
        for word, first, end in _cut(ran.command):
            source = word.text.source
            lost = source.slice(Span(word.text.whole.end, end))
            writes = first.text.value[1:].strip() if first.operator == ">" else ""
            span = Span(word.text.whole.start, end)
            yield Redirected(span, word.text.value, lost, writes, "", request.exact)


def _has_some(runner: Runner) -> bool:
    return any(ran.command and _request(ran) and any(_cut(ran.command)) for ran in runner.ran)


def _request(ran: Invocation) -> Requests | None:
    """How the command installs packages that its words name; None where it does not."""
    words = [argument.value or "" for argument in ran.arguments]
    return find([ran.name or "", *words[1:]])


def _in_command(step: BuildStep, ran: Invocation, command: Command, exact: bool) -> Iterator[Redirected]:
    for word, first, end in _cut(command):
        source = word.text.source
        if source is not step.instruction.body.source:
            continue
        span = Span(word.text.whole.start, end)
        lost = source.slice(Span(word.text.whole.end, end))
        writes = first.text.value[1:].strip() if first.operator == ">" else ""
        quote = "" if exact else _quote(step, ran, source.slice(span))
        yield Redirected(span, word.text.value, lost, writes, quote, exact)


def _cut(command: Command) -> Iterator[tuple[Word, Redirect, int]]:
    """Requirements, what the shell takes for a redirection, and where that ends."""
    starts = {redirect.text.whole.start: redirect for redirect in command.redirects if not redirect.descriptor}
    for word in command.words[1:]:
        first = starts.get(word.text.whole.end)
        if first is None:
            first = _behind_spaces(word, starts)
        if first is None or not _is_requirement(word, first):
            continue
        end = first.text.whole.end
        while end in starts:
            end = starts[end].text.whole.end
        yield word, first, end


def _behind_spaces(word: Word, starts: dict[int, Redirect]) -> Redirect | None:
    """A redirection that spaces separate from a word, where no file would be called so (`poetry >=1.0`)."""
    text = word.text.source.text
    at = word.text.whole.end
    while text[at : at + 1] == " ":
        at += 1
    found = starts.get(at)
    return found if found is not None and found.text.value[1:2] == "=" else None


def _is_requirement(word: Word, redirect: Redirect) -> bool:
    name, lost = word.text.value, redirect.text.value
    if redirect.operator not in (">", "<") or not name[0].isalnum() or not NAME.issuperset(name):
        return False
    version = lost[1:]
    if version.startswith("="):
        return len(version) > 1
    return version[:1].isdecimal() and VERSION.issuperset(version)


def _quote(step: BuildStep, ran: Invocation, text: str) -> str:
    """A quote that is not in use around the command already."""
    shells = sum(hop.kind == "inline" for hop in ran.hops)
    if "\n" in text or "'" in text or '"' in text:
        return ""
    if step.instruction.exec_form:
        return "'" if shells == 1 and "$" not in text else ""
    if shells <= 1:
        return '"'
    told = step.instruction.body.value + "".join(one.content.value for one in step.instruction.heredocs)
    used = [quote for quote in "'\"" if quote in told]
    return {"'": '"', '"': "'"}[used[0]] if shells == 2 and len(used) == 1 else ""
