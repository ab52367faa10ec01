"""`studio-lint explain`: from the log of a build or a start to the line of the user's files that caused it."""

from __future__ import annotations

import os

from studio_lint.base.errors import UsageError
from studio_lint.console.arguments import Option, parse, usage
from studio_lint.console.cli import complain, note, write
from studio_lint.files import log_reading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.console.arguments import Arguments
    from studio_lint.model.failure.explanation import Explanation
    from studio_lint.syntax.build_log.tree import BuildLog

FORMATS = ("full", "concise", "json", "github")
OPTIONS = (
    Option("--dockerfile", "Dockerfile that was built", "FILE"),
    Option("--environment", "environment file that was built", "FILE"),
    Option("--context", "build context that was used", "FOLDER"),
    Option("--start", "the log is from the start of a session, not from a build"),
    Option("--output-format", "full, concise, json or github", "FORMAT", FORMATS),
    Option("--config", "settings file to use", "FILE"),
    Option("--isolated", "ignore all settings files"),
    Option("--color", "auto, always or never", "WHEN", ("auto", "always", "never")),
    Option("--help", "show this help", short="-h"),
)
KNOWN_FORMS = "BuildKit (docker, buildx, Wave), the classic Docker builder, buildah, podman, kaniko"


def run(given: list[str]) -> int:
    """0 if the log shows no failure, 1 if it does. Raises UsageError, also for a log that cannot be read."""
    arguments = parse(given, OPTIONS)
    if arguments.has("--help"):
        write(usage("explain", "[LOG]", "Find the line of your files that made a build or a session fail.", OPTIONS))
        return 0
    if len(arguments.rest) > 1:
        raise UsageError("explain takes one log")
    path = arguments.rest[0] if arguments.rest else "-"
    text = log_reading.read(path)
    if isinstance(text, str):
        raise UsageError(f"{path}: {text}")
    from studio_lint.console import explaining

    explained, log = explaining.explained(text, _name(path), arguments)
    return _say(explained, log, arguments, _name(path))


def _name(path: str) -> str:
    if path == "-":
        return "<stdin>"
    from studio_lint.files.paths import shown_path

    return shown_path(os.path.abspath(path))


def _say(explained: Explanation, log: BuildLog, arguments: Arguments, name: str) -> int:
    from studio_lint.console import explaining

    format = arguments.last("--output-format", "full")
    if format == "json":
        write(explaining.json_text(explained, log), exact=True)
    elif explained.causes:
        write(explaining.text(explained, format, arguments.last("--color", "auto")))
    if explained.outcome == "succeeded":
        if format != "json":
            note("this log shows no failure")
        return 0
    if explained.outcome == "unknown":
        complain(
            f"{name} is not a build log in a known format; known formats: {KNOWN_FORMS};"
            " for the log of a session, use --start"
        )
    return 1
