"""Which findings are reported, and how severe they are: the command line over the settings."""

from __future__ import annotations

import os

from studio_lint.base.record import Record
from studio_lint.registry import selects
from studio_lint.settings.values import Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from studio_lint.base.diagnostics import Finding

DEFAULT_LEVEL = "warning"


class Choice(Record):
    """What the command line asks for, in selectors (see `registry.codes_of`).

    `select` is None, and `fail_on` empty, where the settings are to decide.
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = ""


class Policy:
    """What holds for the files under one settings file."""

    def __init__(self, choice: Choice, settings: Settings) -> None:
        self.settings = settings
        self.select = settings.select if choice.select is None else choice.select
        self.extend_select = settings.extend_select + choice.extend_select
        self.ignore = settings.ignore + choice.ignore
        self.fail_on = choice.fail_on or settings.fail_on or DEFAULT_LEVEL

    def takes(self, finding: Finding) -> bool:
        """Whether the finding is to be reported."""
        if self.select is not None and not _named(finding, self.select) and not _named(finding, self.extend_select):
            return False
        if _named(finding, self.ignore):
            return False
        if not self.settings.per_file_ignores:
            return True
        return not _named(finding, self.settings.ignored_in(os.path.abspath(finding.place.source.path)))

    def graded(self, finding: Finding) -> Finding:
        """The finding at the level that the settings give its rule; a rule's own line wins over its family's."""
        levels: dict[str, Any] = {word.casefold(): level for word, level in self.settings.severity}
        for word in (finding.code.casefold(), finding.name):
            if word in levels:
                return finding.replace(severity=levels[word])
        for word, level in levels.items():
            if selects(word, finding.code, finding.name):
                return finding.replace(severity=level)
        return finding


def _named(finding: Finding, selectors: Iterable[str]) -> bool:
    return any(selects(word, finding.code, finding.name) for word in selectors)
