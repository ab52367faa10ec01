"""Programs that a RUN starts but that are not in the image."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts import shell_words
from studio_lint.facts.installers.pip import VERBS
from studio_lint.facts.programs.roles import ARCHIVES, CLONES, role
from studio_lint.facts.programs.run_commands import (
    COMPRESSORS,
    FETCHERS,
    PACKED_ENDS,
    REPLACING_SSH,
    SSH,
    SUBPROGRAMS,
    valued,
)
from studio_lint.facts.wrappers import SYSTEM_SHELL, WRAPPERS
from studio_lint.model.commands.tasks import TASK
from studio_lint.model.commands.wrappers import COMMAND, FILE, INLINE, INPUT
from studio_lint.model.contents import contents
from studio_lint.model.contents.pip_managed import pip_words
from studio_lint.model.contents.words import of
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image, Stage
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.contents import Point


class MissingCommand(Record):
    """A program that is not there.

    word   where it is named
    fatal  the build fails; else the failure is not seen
    caller  the program that calls it; "" where the RUN itself does
    activation  the variable with which the base image's SHELL would put a folder on PATH that may have it; "" for none
    """

    word: Text
    name: str
    fatal: bool
    point: Point
    caller: str = ""
    activation: str = ""


def missing(image: Image, stage: Stage) -> Iterator[MissingCommand]:
    """The programs that a stage's RUNs start by a bare name and that are not on PATH, each once in a RUN."""
    seen: set[tuple[int, str]] = set()
    yield from _shells(image, stage)
    for point in contents.of(image).points(stage):
        ran = point.ran
        if ran is None or not ran.certain or ran.background or point.step.trigger:
            continue
        if not ran.fatal and not ran.piped:
            continue
        for name, word, caller in _needed(point, ran):
            key = (id(point.step.instruction), name)
            if key in seen or point.command(name) is not False:
                continue
            seen.add(key)
            yield MissingCommand(word, name, ran.fatal, point, caller, _activation(point, name))
            break


def _shells(image: Image, stage: Stage) -> Iterator[MissingCommand]:
    """The programs of SHELL that are missing when a RUN needs them, each once."""
    word: Text | None = None
    for point in contents.of(image).points(stage):
        instruction = point.step.instruction
        if instruction.keyword == "SHELL":
            word = instruction.arguments[0] if instruction.arguments else None
        elif word is not None and instruction.keyword == "RUN" and not instruction.exec_form and point.ran is None:
            name = word.value
            there = point.exists(name) if "/" in name else point.command(name)
            if there is False and not point.step.trigger:
                yield MissingCommand(word, name, True, point, "each RUN below")
                word = None


def _activation(point: Point, name: str) -> str:
    """The variable without which a RUN does not find a program of the base image's environment; "" for none."""
    family = point.base.family if point.base is not None else None
    if family is None or not family.shell_activates or point.state.shell != family.shell:
        return ""
    return family.shell_activates if point.exists(f"{family.activates}/{name}") is not False else ""


def _needed(point: Point, ran: Invocation) -> Iterator[tuple[str, Text, str]]:
    """The programs that a command needs, where each is named, and who calls it."""
    own = ran.name or ""
    for name, word in _programs(ran, point.state.sh):
        yield name, word, ""
    verb = ran.arguments[1] if len(ran.arguments) > 1 else None
    if verb is not None and (own, verb.value) in SUBPROGRAMS:
        yield SUBPROGRAMS[own, verb.value or ""], verb.text, own
    for name, word in (*_fetchers(ran), *_remotes(ran), *_compressors(point, ran)):
        yield name, word, own


def _compressors(point: Point, ran: Invocation) -> Iterator[tuple[str, Text]]:
    """What GNU tar calls: by an option, or by the name of the archive that it unpacks. BusyBox has its own."""
    if role(ran.name) != ARCHIVES or point.base is None or not point.base.by_apt:
        return
    words = of(ran, valued(ran.name or ""))
    first = ran.arguments[1] if len(ran.arguments) > 1 else None
    if first is None:
        return
    letters = first.value or "-"
    for option, name in COMPRESSORS.items():
        if words.has(option) or (not letters.startswith("-") and option[1:] in letters and len(option) == 2):
            yield name, first.text
            return
    from studio_lint.model.contents import archive_words

    if archive_words.makes_archive(ran, words) and not words.has("-a", "--auto-compress"):
        return
    archive = archive_words.archive_word(ran, words)
    for end, name in PACKED_ENDS.items():
        if archive is not None and archive.value is not None and archive.value.endswith(end):
            if not _may_be_unpacked_alone(point, ran, archive.value):
                yield name, archive.text
            return


def _may_be_unpacked_alone(point: Point, ran: Invocation, archive: str) -> bool:
    """Whether an archive may be no compressed one in spite of its name."""
    from studio_lint.model.contents.file_heads import is_unpacked_alone

    path = join_path(ran.folder, archive)
    return path is not None and is_unpacked_alone(point.timeline, path, point.at) is not False


def _fetchers(ran: Invocation) -> Iterator[tuple[str, Text]]:
    """What pip calls for a requirement: git for `git+https://…`."""
    pip = pip_words(ran)
    words = ran.arguments[pip[1] :] if pip is not None else ()
    if not words or words[0].value not in VERBS:
        return
    for word in words[1:]:
        head = word.parts[0].text.value if word.parts and word.parts[0].kind == "text" else ""
        address = head.partition("@")[2].strip() if " @ " in head else head
        name = next((name for name in FETCHERS if address.startswith(f"{name}+")), None)
        if name is not None:
            yield name, word.text


def _remotes(ran: Invocation) -> Iterator[tuple[str, Text]]:
    """What git calls for an address of a clone: ssh for `git@host:path`, which has no scheme, and for `ssh://…`."""
    if role(ran.name) != CLONES or any(ran.variables.get(name) is not None for name in REPLACING_SSH):
        return
    words = of(ran, valued(ran.name or ""))
    if words.values[:1] != ("clone",) or len(words.operands) < 2 or words.has("-c", "--config"):
        return
    word = words.operands[1]
    head = word.parts[0].text.value if word.parts and word.parts[0].kind == "text" else ""
    user, at, _ = head.partition("@")
    if head.startswith(("ssh://", "git+ssh://")) or (at and ":" in head and user.isalnum()):
        yield SSH, word.text


def _programs(ran: Invocation, sh: str | None) -> Iterator[tuple[str, Text]]:
    """The names of programs that have to be there for a command to run: shells and wrappers before it, and itself."""
    in_shell = False
    shell = ""
    for hop in ran.hops:
        if hop.kind in (INLINE, FILE, INPUT):
            shell = sh or SYSTEM_SHELL if hop.name == SYSTEM_SHELL else hop.name
        if hop.kind in (COMMAND, TASK) and hop.name not in shell_words.known(shell) and hop.command is not None:
            word = hop.command.words[0] if hop.command.words else None
            if word is not None and word.value == hop.name:
                yield hop.name, word.text
        if hop.kind in (INLINE, FILE, INPUT):
            word = hop.command.words[0] if hop.command is not None and hop.command.words else None
            if word is not None and word.value == hop.name and in_shell and hop.name != "eval":
                yield hop.name, word.text
            in_shell = True
    value = ran.arguments[0].value
    if not value or "/" in value or "=" in value:
        return
    if in_shell and value in shell_words.known(ran.hops[-1].name if ran.hops else SYSTEM_SHELL):
        return
    if any(hop.name in WRAPPERS and WRAPPERS[hop.name].activates for hop in ran.hops):
        return  # npx and uvx fetch what is not there, poetry and pipenv have it in an environment of their own
    yield value, ran.arguments[0].text
