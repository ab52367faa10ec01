"""Requirements whose version a shell takes for a redirection: `pip install httpx>=0.27`."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Span
from studio_lint.model.commands.run_steps import concluded, run_commands

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.model.build.image import BuildStep
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.runner import Runner
    from studio_lint.syntax.shell.tree import Command, Redirect
    from studio_lint.syntax.shell.words import Word

PIP = ("install", "download", "wheel")
CONDA = ("install", "create", "update", "upgrade")
UV = ("add", "install")
APT = ("apt-get", "apt")
FIRST_LOOK = ("pip", "conda", "mamba", "uv", "apt")
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
        if ran.command is None or id(ran.command) in seen or not _installs(ran):
            continue
        seen.add(id(ran.command))
        yield from _in_command(step, ran, ran.command)


def redirected_in_script(ran: Invocation) -> Iterator[Redirected]:
    """Those of one command of a script that a RUN runs; their spans are in the script."""
    if ran.command is not None and _installs(ran):
        for word, first, end in _cut(ran.command):
            source = word.text.source
            lost = source.slice(Span(word.text.whole.end, end))
            writes = first.text.value[1:].strip() if first.operator == ">" else ""
            exact = ran.name in APT
            span = Span(word.text.whole.start, end)
            yield Redirected(span, word.text.value, lost, writes, "", exact)


def _has_some(runner: Runner) -> bool:
    return any(ran.command and _installs(ran) and any(_cut(ran.command)) for ran in runner.ran)


def _installs(ran: Invocation) -> bool:
    """Whether the command installs packages that its words name."""
    words = [argument.value or "" for argument in ran.arguments]
    name = (ran.name or "").lower()
    rest = words[1:]
    if name.startswith("python") and "pip" in rest and rest[rest.index("pip") - 1] == "-m":
        name, rest = "pip", rest[rest.index("pip") + 1 :]
    verbs = [word for word in rest if not word.startswith("-")]
    if name == "uv" and verbs[:1] in (["pip"], ["tool"]):
        verbs = verbs[1:]
    if name.startswith("pip"):
        return verbs[:1] == ["inject"] or any(verb in PIP for verb in verbs[:1])
    if name in ("conda", "mamba", "micromamba"):
        return any(verb in CONDA for verb in verbs)
    if name in APT:
        return "install" in verbs[:1]
    return name == "uv" and any(verb in UV for verb in verbs[:1])


def _in_command(step: BuildStep, ran: Invocation, command: Command) -> Iterator[Redirected]:
    for word, first, end in _cut(command):
        source = word.text.source
        if source is not step.instruction.body.source:
            continue
        span = Span(word.text.whole.start, end)
        lost = source.slice(Span(word.text.whole.end, end))
        writes = first.text.value[1:].strip() if first.operator == ">" else ""
        exact = ran.name in APT
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
