"""Colours and links for a terminal; plain text without one."""

from __future__ import annotations

import os

from studio_lint.base.diagnostics import ADVICE, ERROR, WARNING
from studio_lint.base.record import Record
from studio_lint.registry import page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

    from studio_lint.base.diagnostics import Finding

STYLES = {ERROR: "1;31", WARNING: "1;33", ADVICE: "1;36", "frame": "1;34", "strong": "1"}

_SPEAKS = ("WT_SESSION", "TERM", "TERM_PROGRAM", "ConEmuANSI")
"""Variables of those windows of Windows that understand escape codes; its oldest one shows them as text."""


class Paint(Record):
    """Puts a text in a style if `colour` is on, and a finding's code into a link (OSC 8) if `links` is."""

    colour: bool = False
    links: bool = False

    def __call__(self, style: str, text: str) -> str:
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if self.colour else text

    def code(self, finding: Finding) -> str:
        """The finding's code; on a terminal it leads to the rule's page."""
        if not self.links:
            return finding.code
        return f"\x1b]8;;{page(finding.name, finding.code)}\x1b\\{finding.code}\x1b]8;;\x1b\\"


def takes_codes(stream: TextIO | None, system: str = os.name, variables: Mapping[str, str] = os.environ) -> bool:
    """Whether a stream ends at a terminal that understands escape codes (ECMA-48)."""
    if stream is None or not stream.isatty() or variables.get("TERM") == "dumb":
        return False
    return system != "nt" or any(variables.get(name) for name in _SPEAKS)
