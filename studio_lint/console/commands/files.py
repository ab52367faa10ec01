"""`studio-lint files`: list the files that would be checked, and why."""

from __future__ import annotations

from studio_lint.console.arguments import Option, parse, usage
from studio_lint.console.cli import write
from studio_lint.discovery.discovery import discover
from studio_lint.output.cells import shown
from studio_lint.settings.finder import SettingsFinder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.discovery.decision import FileDecision

OPTIONS = (
    Option("--explain", "also list skipped files, and say why"),
    Option("--config", "settings file to use", "FILE"),
    Option("--isolated", "ignore all settings files"),
    Option("--detect", "do not assume that a named Dockerfile belongs to a Studio"),
    Option("--force-exclude", "skip files that git ignores, even if they are named"),
    Option("--output-format", "text or json", "FORMAT", ("text", "json")),
    Option("--help", "show this help", short="-h"),
)

TITLES = {"dockerfile": "Studio image", "environment": "environment", "config": "studio-config"}
"""What a linted file of each kind is called."""


def run(given: list[str]) -> int:
    """Print the files; the exit status is 0. Raises UsageError and SettingsError."""
    arguments = parse(given, OPTIONS)
    if arguments.has("--help"):
        write(usage("files", "[PATH…]", "List the files that would be checked, what they are, and why.", OPTIONS))
        return 0
    rows = discover(
        arguments.rest or (".",),
        SettingsFinder(arguments.last("--config"), arguments.has("--isolated")),
        detect=arguments.has("--detect"),
        force_exclude=arguments.has("--force-exclude"),
    )
    if arguments.last("--output-format") == "json":
        import json

        write(json.dumps([data(row) for row in rows], indent=2, ensure_ascii=False) + "\n", exact=True)
    else:
        write("".join(explained(rows) if arguments.has("--explain") else plain(rows)))
    return 0


def data(row: FileDecision) -> dict[str, object]:
    """A row as the JSON output has it."""
    return {"path": row.path, "kind": row.kind, "linted": row.linted, "reason": row.reason}


def plain(rows: tuple[FileDecision, ...]) -> Iterator[str]:
    """The paths that would be linted, a line each."""
    for row in rows:
        if row.linted:
            yield f"{shown(row.path)}\n"


def explained(rows: tuple[FileDecision, ...]) -> Iterator[str]:
    """What is linted with the reason, and below it what is not."""
    for linted, head in ((True, "Linted"), (False, "Skipped")):
        chosen = [row for row in rows if row.linted == linted]
        if chosen:
            yield f"{head}:\n"
            width = max(len(_title(row)) for row in chosen)
            for row in chosen:
                yield f"  {_title(row):<{width}}  {shown(row.path)}: {shown(row.reason)}\n"
    if not rows:
        yield "No files to check.\n"


def _title(row: FileDecision) -> str:
    if row.linted:
        return TITLES.get(row.kind, row.kind)
    return "Dockerfile" if row.kind == "dockerfile" else TITLES.get(row.kind, row.kind)
