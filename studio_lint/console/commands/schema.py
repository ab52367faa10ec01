"""`studio-lint schema`: a JSON schema, of the settings or of studio-config.yaml."""

from __future__ import annotations

from studio_lint.base.errors import UsageError
from studio_lint.base.nearest import did_you_mean, one_of
from studio_lint.console.arguments import Option, parse, usage
from studio_lint.console.cli import write

OPTIONS = (Option("--help", "show this help", short="-h"),)
NAMES = ("settings", "studio-config")


def run(given: list[str]) -> int:
    """Print the schema; the exit status is 0. Raises UsageError."""
    arguments = parse(given, OPTIONS)
    if arguments.has("--help"):
        write(usage("schema", "[NAME]", "Print the JSON schema of the settings (default) or studio-config.", OPTIONS))
        return 0
    name = arguments.rest[0] if arguments.rest else "settings"
    if name not in NAMES or len(arguments.rest) > 1:
        raise UsageError(f"schema takes {one_of(NAMES)}, not {' '.join(arguments.rest)!r}{did_you_mean(name, NAMES)}")
    if name == "settings":
        from studio_lint.settings.pages import schema_text
    else:
        from studio_lint.console.studio_config_json_schema import schema_text
    write(schema_text(), exact=True)
    return 0
