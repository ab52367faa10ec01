"""`studio-lint schema`: the JSON schema of the settings."""

from __future__ import annotations

from studio_lint.base.errors import UsageError
from studio_lint.console.arguments import Option, parse, usage
from studio_lint.console.cli import write
from studio_lint.settings.pages import schema_text

OPTIONS = (Option("--help", "show this help", short="-h"),)


def run(given: list[str]) -> int:
    """Print the schema; the exit status is 0. Raises UsageError."""
    arguments = parse(given, OPTIONS)
    if arguments.rest:
        raise UsageError(f"schema takes no arguments, not even {arguments.rest[0]!r}")
    if arguments.has("--help"):
        write(usage("schema", "", "Print the JSON schema of the settings, for editors.", OPTIONS))
    else:
        write(schema_text(), exact=True)
    return 0
