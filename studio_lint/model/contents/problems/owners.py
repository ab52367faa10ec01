"""Users and groups that a command of a RUN names but that are not in the image."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.programs.run_commands import OWNERS, valued
from studio_lint.facts.shell_words import ECHO_OPTIONS, ECHOES
from studio_lint.facts.wrappers import NAMES_USER, OTHER_VALUES
from studio_lint.model.contents import contents
from studio_lint.model.contents.apt_problems import runs
from studio_lint.model.contents.words import of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.model.build.image import Image, Stage
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Hop, Invocation
    from studio_lint.model.contents.contents import Point


class UnknownOwner(Record):
    """Such a name, and the word that it is in; `group`: it is that of a group."""

    word: Argument
    name: str
    group: bool = False


def unknown_owners(image: Image, stage: Stage) -> Iterator[UnknownOwner]:
    """The names in commands whose failure stops the build: `chown app:app`, `su app -c …`, `echo app:… | chpasswd`."""
    for point, ran in runs(image, stage):
        for word, name, group in (*_named(ran), *_listed(image, stage, point, ran)):
            if not name or name.isdecimal():
                continue
            if (point.group_at(name) if group else point.user_at(name)) is False:
                yield UnknownOwner(word, name, group)
                break


def _named(ran: Invocation) -> Iterator[tuple[Argument, str, bool]]:
    for hop in ran.hops:
        if hop.name in NAMES_USER:
            yield from _switched(hop)
    name = ran.name or ""
    if name not in OWNERS:
        return
    words = of(ran, valued(name))
    if OWNERS[name] == "groups":
        given = words.value("-G", "--groups", "-aG") or ""
        for word in ran.arguments[1:] if given else ():
            if word.value == given:
                yield from ((word, group, True) for group in given.split(","))
        return
    first = words.operands[0] if words.operands and not words.has("--reference") else None
    if first is None or first.value is None:
        return
    user, _, group = first.value.partition(":")
    if OWNERS[name] == "group":
        user, group = "", first.value
    yield first, user, False
    yield first, group, True


def _listed(image: Image, stage: Stage, point: Point, ran: Invocation) -> Iterator[tuple[Argument, str, bool]]:
    """The user of the first line that a command reads, from a pipe or a heredoc: `NAME:PASSWORD`."""
    if len(ran.arguments) > 1 or not (ran.piped or ran.flows):
        return
    from studio_lint.facts.secret_commands import READS_ACCOUNTS

    if ran.name not in READS_ACCOUNTS:
        return
    lines = [flow.content for flow in ran.flows if flow.content is not None]
    if not lines and ran.piped:
        points = contents.of(image).points(stage)
        before = points[points.index(point) - 1].ran
        if before is not None and before.piped and before.name in ECHOES and len(before.arguments) > 1:
            lines = [word for word in before.arguments[1:] if (word.value or ":") not in ECHO_OPTIONS][:1]
    head = lines[0].parts[0].text.value if lines and lines[0].parts and lines[0].parts[0].kind == "text" else ""
    name, colon, _ = head.lstrip("\n").partition(":")
    if colon and name.replace("-", "").replace("_", "").isalnum():
        yield lines[0], name, False


def _switched(hop: Hop) -> Iterator[tuple[Argument, str, bool]]:
    """The user whom su, gosu and the like switch to."""
    by_option = NAMES_USER[hop.name] == "option"
    options = hop.unwrapped.options
    for at, word in enumerate(options):
        before = options[at - 1].value if at else None
        value = word.value
        if value is None or value.startswith("-"):
            continue
        if before in ("-u", "--user") if by_option else before not in OTHER_VALUES:
            yield word, value.partition(":")[0], False
            return
