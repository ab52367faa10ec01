"""Options and commands that a program of a RUN does not have."""

from __future__ import annotations

from studio_lint.base.nearest import nearest
from studio_lint.base.record import Record
from studio_lint.facts.installers.pip import PROGRAM
from studio_lint.facts.programs import long_options
from studio_lint.facts.programs.run_commands import valued
from studio_lint.model.contents.apt_problems import runs
from studio_lint.model.contents.pip_managed import pip_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.model.build.image import Image, Stage
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Invocation


class UnknownOption(Record):
    """One such word.

    word     where it is
    program  whose option or command it is not ("pip install")
    suggestion   the option or command that is nearly written so; "" where several options are one word
    command  it is a command, not an option
    """

    word: Argument
    program: str
    suggestion: str
    command: bool = False


def unknown_options(image: Image, stage: Stage) -> Iterator[UnknownOption]:
    """The first such word of each command of a stage's RUNs whose failure stops the build."""
    for _, ran in runs(image, stage):
        found = next(_of_command(ran), None)
        if found is not None:
            yield found


def _of_command(ran: Invocation) -> Iterator[UnknownOption]:
    program, words = ran.name or "", ran.arguments[1:]
    pip = pip_words(ran)
    if pip is not None:
        words = ran.arguments[pip[1] :]
        verb = words[0].value if words else None
        if not verb or verb.startswith("-"):
            return
        if verb not in long_options.PIP_COMMANDS:
            meant = nearest(verb, tuple(sorted(long_options.PIP_COMMANDS)))
            if meant is not None:
                yield UnknownOption(words[0], PROGRAM, meant, True)
            return
        program, words = f"{PROGRAM} {verb}", words[1:]
    options = long_options.look_up(program)
    if options is None:
        return
    for at, word in enumerate(words):
        value = word.value
        if value == "--":
            return
        if value is None or not value.startswith("-") or (at and _takes_next(program, words[at - 1].value)):
            continue
        if value.startswith("--"):
            meant = _meant(program, value[2:].partition("=")[0], options)
            if meant is not None:
                yield UnknownOption(word, program, f"--{meant}")
        elif _joined(program, value):
            yield UnknownOption(word, program, "")


def _takes_next(program: str, value: str | None) -> bool:
    """Whether a word before may be an option that takes this one as its value."""
    return value is None or value in valued(program)


def _meant(program: str, name: str, options: frozenset[str]) -> str | None:
    """The option that a name nearly is; None for one of them, an abbreviation, and a name that is none at all."""
    if name in options or len(name) < 3:
        return None
    begun = sorted((option for option in options if option.startswith(name)), key=len)
    if begun and program not in long_options.EXACT:
        return begun[0] if len(begun) > 1 and program.startswith(f"{PROGRAM} ") else None
    if program in long_options.NEGATED and (name.removeprefix("no-") in options or f"no-{name}" in options):
        return None
    return nearest(name, tuple(sorted(options)))


def _joined(program: str, value: str) -> bool:
    """Whether several options are one word (`"-p -v"`)."""
    letters, blank, _ = value.partition(" ")
    if not blank or program not in long_options.LETTERS:
        return False
    return not any(f"-{letter}" in valued(program) for letter in letters[1:])
