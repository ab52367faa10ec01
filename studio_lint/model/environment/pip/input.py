"""All that pip is asked to install, wherever it stands: pip sections, words of a RUN, and requirements files."""

from __future__ import annotations

from studio_lint.base.diagnostics import Place
from studio_lint.base.record import Record
from studio_lint.base.source import Source, Span, Text
from studio_lint.facts.installers.pip import HASHING
from studio_lint.model.environment.readers import EnvironmentReader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.syntax.pip.tree import RequirementLine

SECTION, WORD, FILE = "section", "word", "file"


class PipRequest(Record):
    """One requirement or option line that pip is given.

    where   SECTION: a line of an environment's pip section; WORD: a word of a command; FILE: a line of a
            requirements file
    span    what to point at for all of it
    line    as pip reads it; None for an empty item of a section, for which pip looks for a package `null`
    reader  who calls pip, and what is there then; its `folder` is where pip looks for paths
    quoted  of a word: it is in quotes, so that the shell hands it over as it is
    old_pip the environment keeps pip at an old version
    only_pypi  no other index than PyPI is asked, unless a line of the same list names one
    command    a number for all that one run of pip is given, which it installs together
    constraint it limits versions and asks for nothing, as a line of a file after `-c` does
    by_pip     pip itself reads it, not a program that only takes the same words
    hashing    the command line asks that each requirement have a hash
    """

    where: str
    source: Source
    span: Span
    line: RequirementLine | None
    reader: EnvironmentReader
    quoted: bool = False
    old_pip: bool = False
    only_pypi: bool = False
    command: int = 0
    constraint: bool = False
    by_pip: bool = True
    hashing: bool = False

    @property
    def place(self) -> Place:
        """All of it."""
        return Place(self.source, self.span)

    @property
    def related(self) -> tuple[Place, ...]:
        """The command that leads here, where it is in another file."""
        place = self.reader.place
        return (place,) if place is not None and place.source is not self.source else ()


class PipInput(Record):
    """All requests of one environment file, or of the RUNs of one Dockerfile, in order."""

    source: Source
    requests: tuple[PipRequest, ...] = ()

    @property
    def contested(self) -> bool:
        """Whether versions may exclude each other, or be those of no public index."""
        found = [
            (one.command, one.line) for one in self.requests if one.line is not None and one.line.specifier is not None
        ]
        projects = {(command, line.project) for command, line in found}
        if len(projects) < len(found):
            return True
        return any("," in line.specifier.value or "+" in line.specifier.value for _, line in found if line.specifier)

    @property
    def hashed(self) -> bool:
        """Whether hashes are given or asked for."""
        options = (option.name for one in self.requests if one.line is not None for option in one.line.options)
        return any(one.hashing for one in self.requests) or any(name in ("--hash", HASHING) for name in options)


def lines_of(source: Source) -> tuple[tuple[Text, bool], ...]:
    """The lines of a requirements file that pip reads, and whether each is joined of several (`\\` at the end)."""
    found: list[tuple[Text, bool]] = []
    begun: list[Text] = []
    for number in range(1, len(source.line_starts) + 1):
        text = source.text_of(source.line_span(number))
        value = text.value.rstrip("\r")
        goes_on = value.endswith("\\") and not value.lstrip().startswith("#")
        begun.append(text.sub(0, len(value) - 1 if goes_on else len(value)))
        if not goes_on:
            found.append(_joined(begun))
            begun = []
    return tuple([*found, _joined(begun)] if begun else found)


def _joined(parts: list[Text]) -> tuple[Text, bool]:
    first = parts[0]
    if len(parts) == 1:
        return first, False
    return first.joined(parts, first.whole.to(parts[-1].whole)), True
