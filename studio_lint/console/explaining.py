"""The work of `studio-lint explain`: which files a log is about, and how what it comes to is printed."""

from __future__ import annotations

import os

from studio_lint.base.errors import UsageError
from studio_lint.base.source import Source
from studio_lint.discovery.discovery import discover
from studio_lint.discovery.kinds import DOCKERFILE, ENVIRONMENT
from studio_lint.files import reading
from studio_lint.files.paths import context_folders, shown_path
from studio_lint.lint import engine
from studio_lint.model.failure import instructions
from studio_lint.model.failure.explanation import Case, explain
from studio_lint.model.failure.failing import failed_steps, open_step
from studio_lint.model.failure.files import Files
from studio_lint.settings.finder import SettingsFinder
from studio_lint.syntax.build_log import line_prefixes, reader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.console.arguments import Arguments
    from studio_lint.files.log_reading import LogText
    from studio_lint.model.environment.environment import Environment
    from studio_lint.model.failure.explanation import Cause, Explanation
    from studio_lint.output.paint import Paint
    from studio_lint.syntax.build_log.tree import BuildLog, NumberedLine
    from studio_lint.syntax.dockerfile.tree import Dockerfile

_MOST_STUDIOS = 50


def explained(text: LogText, name: str, arguments: Arguments) -> tuple[Explanation, BuildLog]:
    """What a log comes to, and the log as it was read. Raises UsageError for a file that cannot be read."""
    log = read_log(text)
    finder = SettingsFinder(arguments.last("--config"), arguments.has("--isolated"))
    files, several = _files(log, arguments, finder)
    notes = []
    if text.shortened:
        notes.append("the log is very long: only its beginning, its end and lines that report problems were read")
    if several:
        notes.append("this folder contains several Studios: name the files with `--dockerfile` and `--environment`")
    elif files.dockerfile is None and files.environment is None:
        notes.append("this folder contains no Studio: name its files with `--dockerfile` and `--environment`")
    start = True if arguments.has("--start") else None
    case = Case(log, name, files, _known(files, finder), start, tuple(notes))
    return explain(case), log


def read_log(text: LogText) -> BuildLog:
    """The log that the pieces of a text make."""
    page = any(line_prefixes.CUT_PAGE in piece for _, piece in text.pieces)
    return reader.read(_lines(text), page)


def _lines(text: LogText) -> Iterator[NumberedLine]:
    for first, piece in text.pieces:
        yield from line_prefixes.bare_lines(piece, first)


def _known(files: Files, finder: SettingsFinder) -> tuple[Finding, ...]:
    """What the rules find in the files; a mistake of theirs must not hide the log's."""
    paths = [
        source.path
        for source in (files.dockerfile and files.dockerfile.source, files.environment and files.environment.source)
        if source
    ]
    if not paths:
        return ()
    return engine.lint(paths, finder=finder).findings


def _files(log: BuildLog, arguments: Arguments, finder: SettingsFinder) -> tuple[Files, bool]:
    """The files that the log is about; whether there are several Studios and none of them fits."""
    dockerfile = _dockerfile(arguments.last("--dockerfile")) if arguments.has("--dockerfile") else None
    environment = _environment(arguments.last("--environment")) if arguments.has("--environment") else None
    context = os.path.abspath(arguments.last("--context")) if arguments.has("--context") else ""
    several = False
    if dockerfile is None or environment is None:
        below = context or (
            os.path.dirname(os.path.abspath(dockerfile.source.path)) if dockerfile is not None else os.getcwd()
        )
        rows = [row for row in discover([below], finder) if not row.trouble]
        if dockerfile is None and environment is None:
            dockerfile, several = _fitting(log, [row.location for row in rows if row.kind == DOCKERFILE])
        if environment is None:
            environment = _only([row.location for row in rows if row.kind == ENVIRONMENT and row.linted])
    if not context:
        near = (
            dockerfile.source.path
            if dockerfile is not None
            else environment.source.path
            if environment is not None
            else ""
        )
        context = context_folders(os.path.abspath(near))[0] if near else os.getcwd()
    return Files(dockerfile, environment, context), several


def _fitting(log: BuildLog, paths: list[str]) -> tuple[Dockerfile | None, bool]:
    """The only Dockerfile, or the only one of several that holds the failing instruction."""
    trees = [tree for path in paths[:_MOST_STUDIOS] if (tree := _dockerfile(path, strict=False)) is not None]
    if len(trees) < 2:
        return (trees[0] if trees else None), False
    failed = failed_steps(log) or tuple(filter(None, (open_step(log),)))
    fit = [tree for tree in trees if failed and instructions.find(failed[0], tree) is not None]
    return (fit[0], False) if len(fit) == 1 else (None, True)


def _only(paths: list[str]) -> Environment | None:
    return _environment(paths[0]) if len(paths) == 1 else None


def _dockerfile(path: str, strict: bool = True) -> Dockerfile | None:
    from studio_lint.syntax.dockerfile.reader import read

    source = _source(path, strict)
    return read(source) if source is not None else None


def _environment(path: str) -> Environment | None:
    from studio_lint.model.environment.environment import build
    from studio_lint.syntax.yaml.reader import read

    source = _source(path, strict=True)
    return build(read(source)) if source is not None else None


def _source(path: str, strict: bool) -> Source | None:
    source = reading.read(path, shown_path(os.path.abspath(path)))
    if isinstance(source, Source):
        return source
    if strict:
        raise UsageError(f"{path}: {source.reason}")
    return None


def json_text(explained: Explanation, log: BuildLog) -> str:
    """The `json` format of `check`, with what the log tells beside each finding."""
    import json

    from studio_lint.model.failure.telling import quoted
    from studio_lint.output.json import VERSION, finding_data

    return (
        json.dumps(
            {
                "version": VERSION,
                "findings": [
                    {
                        **finding_data(cause.finding),
                        "log": {"line": cause.line, "end_line": cause.end_line},
                        "would_say": cause.would_say,
                    }
                    for cause in _causes(explained)
                ],
                "summary": {
                    "form": log.form,
                    "outcome": explained.outcome,
                    "complete": log.complete,
                    "failing_step": quoted(explained.step) or None,
                    "errors": len(explained.causes),
                    "warnings": 0,
                    "advice": 0,
                },
            },
            indent=2,
        )
        + "\n"
    )


def text(explained: Explanation, format: str, color: str) -> str:
    """The other formats; the log's line is a note there, not a second picture."""
    from studio_lint.model.failure.explanation import LogLine
    from studio_lint.output import concise, github
    from studio_lint.output import text as full
    from studio_lint.report import Report

    findings = tuple(
        cause.finding.replace(
            related=tuple(place for place in cause.finding.related if not isinstance(place.source, LogLine))
        )
        for cause in _causes(explained)
    )
    report = Report(findings)
    if format == "github":
        return github.render(report)
    paint = _paint(color)
    return concise.render(report, paint) if format == "concise" else full.render(report, paint)


def _causes(explained: Explanation) -> list[Cause]:
    from studio_lint.model.secrets.hiding import discreet

    return [cause.replace(finding=discreet(cause.finding)) for cause in explained.causes]


def _paint(when: str) -> Paint:
    from studio_lint.console.commands import check

    return check.paint(when, "")
