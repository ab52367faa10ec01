"""Whether a file still parses in its language once a fix is made."""

from __future__ import annotations

from studio_lint.base.source import Source
from studio_lint.facts.interpreters import PYTHON_NAMES
from studio_lint.facts.shells import SYSTEM_SHELLS
from studio_lint.facts.wrappers import SHEBANG_SHELLS
from studio_lint.model.commands.command import shebang

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 300_000
"""Characters; longer files are not parsed, and then no fix in them is proved."""

ENDS = {
    ".sh": "sh",
    ".bash": "sh",
    ".py": "Python",
    ".pyw": "Python",
    ".json": "JSON",
    ".toml": "TOML",
    ".ini": "INI",
    ".cfg": "INI",
    ".conf": "INI",
}


def language(source: Source) -> str:
    """ "sh", "Python", "JSON", "TOML", "INI", or "" where it is none of these."""
    name = source.path.rpartition("/")[2].lower()
    known = next((what for end, what in ENDS.items() if name.endswith(end)), "")
    interpreter = shebang(source.text)
    if interpreter in SHEBANG_SHELLS:
        return "sh"
    return "Python" if interpreter.startswith(PYTHON_NAMES[0]) else known


def objection(before: Source, after: Source) -> str | None:
    """Why the edited file is not valid any more, or None: it is, it was not before, or no parser reads it."""
    name = language(before)
    parses = _PARSERS.get(name)
    if parses is None or parses(after):
        return None
    if len(after.text) <= LONGEST and not parses(before):
        return None
    return f"the result is not valid {name}"


def _python(source: Source) -> bool:
    import ast
    import warnings

    if len(source.text) > LONGEST:
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(source.text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _json(source: Source) -> bool:
    import json

    try:
        json.loads(source.text[: LONGEST + 1])
    except (ValueError, RecursionError):
        return False
    return True


def _toml(source: Source) -> bool:
    from studio_lint.settings.toml import toml_loads

    try:
        toml_loads(source.text[: LONGEST + 1])
    except (ValueError, RecursionError):
        return False
    return True


def _ini(source: Source) -> bool:
    import configparser

    reader = configparser.RawConfigParser(strict=False, allow_no_value=True)
    try:
        reader.read_string(source.text[: LONGEST + 1])
    except configparser.Error:
        return False
    return True


def _shell(source: Source) -> bool:
    from studio_lint.syntax.shell.grammar import check
    from studio_lint.syntax.shell.grammar.dialects import BASH, DASH

    dialect = BASH if shebang(source.text) not in SYSTEM_SHELLS else DASH
    return check.refusal(source.text[: LONGEST + 1], dialect) is None


_PARSERS: dict[str, Callable[[Source], bool]] = {
    "sh": _shell,
    "Python": _python,
    "JSON": _json,
    "TOML": _toml,
    "INI": _ini,
}
