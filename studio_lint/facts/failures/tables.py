"""All rows in the order in which they are tried: the builder's own words first, weak and general ones last."""

from __future__ import annotations

from studio_lint.facts.failures.apt import APT
from studio_lint.facts.failures.builder import FILES, PROCESSES
from studio_lint.facts.failures.command_line import COMMAND_LINE
from studio_lint.facts.failures.compilers import COMPILERS
from studio_lint.facts.failures.conda import CONDA
from studio_lint.facts.failures.downloads import DOWNLOADS
from studio_lint.facts.failures.pip import PIP
from studio_lint.facts.failures.r_and_npm import NPM, R
from studio_lint.facts.failures.refused import REFUSED
from studio_lint.facts.failures.registry import IMAGES, MACHINE
from studio_lint.facts.failures.shell import SHELL
from studio_lint.facts.failures.start import START

ERRORS = (*MACHINE, *FILES, *IMAGES, *PROCESSES)
"""Rows about the builder's own words."""

PACKAGES = (*APT, *PIP, *COMPILERS, *R, *NPM, *CONDA)
"""Rows about what package managers print."""

GENERAL = (*DOWNLOADS, *SHELL, *COMMAND_LINE)
"""Rows about what shells and common tools print: scripts survive many of these lines."""

STARTS = (*START, *COMMAND_LINE, *REFUSED)
"""Rows about what is printed when a session starts."""

ALL = (*ERRORS, *PACKAGES, *GENERAL, *START, *REFUSED)
