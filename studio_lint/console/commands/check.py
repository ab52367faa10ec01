"""`studio-lint check`: find what would break a build or a Studio."""

from __future__ import annotations

import os
import sys

from studio_lint.base import loading
from studio_lint.base.errors import UsageError
from studio_lint.base.nearest import did_you_mean, one_of
from studio_lint.console.arguments import Arguments, Option, parse, usage
from studio_lint.console.cli import TRACEBACK, complain, note, write
from studio_lint.lint import engine
from studio_lint.lint.selection import Choice
from studio_lint.report import SEVERITIES
from studio_lint.settings.finder import SettingsFinder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from studio_lint.console.progress import Progress
    from studio_lint.fixing.mend import Change
    from studio_lint.online.asker import Online
    from studio_lint.output.paint import Paint
    from studio_lint.report import Report

FORMATS = {
    "full": "text",
    "concise": "concise",
    "json": "json",
    "jsonl": "jsonl",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "markdown": "markdown",
    "checkstyle": "checkstyle",
    "rdjson": "rdjson",
}
"""Each format and its module in `output/`."""

WITH_FIXES = ("json", "jsonl", "sarif", "rdjson")
"""Formats that show the texts of fixes."""

PEOPLE = ("full", "concise")
"""Formats that a person reads: in colour on a terminal, statistics below."""

LEVELS = (*SEVERITIES, "never")

FIXING = ("--fix", "--unsafe-fixes", "--diff")

OPTIONS = (
    Option("--fix", "apply safe fixes"),
    Option("--unsafe-fixes", "also apply unsafe fixes"),
    Option("--diff", "show the changes --fix would make as a diff"),
    Option("--add-ignore", "suppress all current findings with comments that give this reason", "REASON"),
    Option("--show-settings", "show which settings apply, and from where; check nothing"),
    Option("--select", "report only these: codes, names or families", "RULES"),
    Option("--extend-select", "also report these", "RULES"),
    Option("--ignore", "do not report these", "RULES"),
    Option("--fail-on", "lowest severity that makes the exit status 1 (default: warning)", "LEVEL", LEVELS),
    Option("--output-format", f"{one_of(list(FORMATS))}; may be repeated", "FORMAT[=FILE]"),
    Option("--stdin-filename", "path to assume for standard input", "PATH"),
    Option("--config", "settings file to use", "FILE"),
    Option("--isolated", "ignore all settings files"),
    Option("--detect", "do not assume that a named Dockerfile belongs to a Studio"),
    Option("--force-exclude", "skip files that git ignores, even if they are named"),
    Option("--statistics", "count findings by rule"),
    Option("--color", "auto, always or never", "WHEN", ("auto", "always", "never")),
    Option("--quiet", "do not print the summary", short="-q"),
    Option("--online", "also look up images and packages in registries and channels"),
    Option("--help", "show this help", short="-h"),
)


def run(given: list[str]) -> int:
    """Lint, print, and say by the exit status what was found."""
    arguments = parse(given, OPTIONS)
    if arguments.has("--help"):
        write(
            usage(
                "check", "[PATH…]", "Find what would break a build or a session. Use - to read standard input.", OPTIONS
            )
        )
        return 0
    targets = _targets(arguments)
    if arguments.has("--show-settings"):
        from studio_lint.console import shown_settings

        write(shown_settings.text(arguments.rest or (".",), _choice(arguments), _finder(arguments)))
        return 0
    online = _online(arguments)
    report = _report(arguments, online)
    if any(format in WITH_FIXES for format, _ in targets):
        from studio_lint.fixing import offers

        report = offers.proven(report)
    for format, file in targets:
        text = _rendered(format, report, file, arguments.last("--color", "auto"))
        if file:
            _save(text, file)
        else:
            write(text, exact=format not in PEOPLE)
    _sum_up(report, targets, arguments)
    for line in online.troubles if online is not None else ():
        complain(line)
    return _status(report)


def _online(arguments: Arguments) -> Online | None:
    """Somebody who asks registries and channels, where that is wanted."""
    if not arguments.has("--online"):
        return None
    from studio_lint.online import asker

    return asker.start()


def _report(arguments: Arguments, online: Online | None) -> Report:
    if arguments.has("--add-ignore"):
        return _ignored(arguments, online)
    return _mended(arguments, online) if any(map(arguments.has, FIXING)) else _linted(arguments, online)


def _finder(arguments: Arguments) -> SettingsFinder:
    return SettingsFinder(arguments.last("--config"), arguments.has("--isolated"))


def _linted(arguments: Arguments, online: Online | None) -> Report:
    progress = _progress(arguments)
    report = engine.lint(
        arguments.rest or (".",),
        _choice(arguments),
        _finder(arguments),
        stdin_name=arguments.last("--stdin-filename"),
        detect=arguments.has("--detect"),
        force_exclude=arguments.has("--force-exclude"),
        progress=progress,
        online=online,
    )
    if progress is not None:
        progress.clear()
    return report


def _mended(arguments: Arguments, online: Online | None) -> Report:
    """Fix what can be fixed, or show it; the report is then about what is left.

    With --diff nothing is written, and the report is about the files as they are.
    """
    from studio_lint.fixing import mend

    if engine.STDIN in arguments.rest:
        raise UsageError("cannot fix standard input: name the file instead")
    found: list[Report] = []

    def lint() -> Report:
        found.append(_linted(arguments, online))
        return found[-1]

    mended = mend.mend(lint, unsafe=arguments.has("--unsafe-fixes"))
    mend.release(mended)
    for refusal in mended.refused:
        note(refusal)
    if arguments.has("--diff"):
        _show("".join(change.diff() for change in mended.changes))
        return found[0]
    complaints = _written(mended.changes)
    for complaint in complaints:
        complain(complaint)
    if mended.made and not complaints and not arguments.has("--quiet"):
        note(f"Fixed {mended.made} {'finding' if mended.made == 1 else 'findings'}")
    return _linted(arguments, online) if complaints else mended.report


def _ignored(arguments: Arguments, online: Online | None) -> Report:
    """Write comments that suppress what is found; the report is then about what no comment can suppress."""
    from studio_lint.fixing import ignores, mend

    reason = " ".join(arguments.last("--add-ignore").split())
    if not reason:
        raise UsageError("--add-ignore needs a reason, for example --add-ignore 'before studio-lint'")
    if engine.STDIN in arguments.rest or any(map(arguments.has, FIXING)):
        raise UsageError("--add-ignore writes comments into named files; use it without - and without --fix or --diff")
    ignored = ignores.add(lambda: _linted(arguments, online), reason)
    mend.release_all(ignored.changes)
    complaints = _written(ignored.changes)
    for complaint in complaints:
        complain(complaint)
    if not complaints and not arguments.has("--quiet"):
        note(f"Suppressed {ignored.added} {'finding' if ignored.added == 1 else 'findings'}")
    return _linted(arguments, online) if complaints else ignored.report


def _show(diff: str) -> None:
    """A diff as `git apply` takes it; on a terminal nothing in it is sent that a terminal would act upon."""
    if sys.stdout is None or not sys.stdout.isatty():
        write(diff, exact=True)
        return
    from studio_lint.output.cells import shown

    write("".join(f"{shown(line)}\n" for line in diff.split("\n")[:-1]))


def _written(changes: Sequence[Change]) -> list[str]:
    """Write the fixes; who ends the process politely meanwhile leaves no unfinished file."""
    import signal

    from studio_lint.fixing import mend

    try:
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    except ValueError:  # only the main thread may say what a signal does
        return mend.write(changes)
    try:
        return mend.write(changes)
    finally:
        signal.signal(signal.SIGTERM, before)


def _progress(arguments: Arguments) -> Progress | None:
    """A display for somebody who watches a terminal."""
    if arguments.has("--quiet"):
        return None
    from studio_lint.output.paint import takes_codes

    if not takes_codes(sys.stderr):
        return None
    from studio_lint.console.progress import Progress

    return Progress(sys.stderr)


def _status(report: Report) -> int:
    for path, reason in report.troubles:
        complain(f"{path}: {reason}")
    for failure in report.failures:
        if os.environ.get(TRACEBACK):
            raise failure.error
        complain(f"internal error in {failure} (please report it; {TRACEBACK}=1 shows where)")
    if report.failures:
        return 2
    return 1 if report.failing else 0


def _targets(arguments: Arguments) -> list[tuple[str, str]]:
    """Formats and the files to write them to; "" is the standard output, which a diff has for itself."""
    targets = []
    usual = [] if arguments.has("--diff") else ["full"]
    for value in arguments.options.get("--output-format", usual):
        format, equals, file = value.partition("=")
        if format not in FORMATS:
            raise UsageError(
                f"--output-format takes {one_of(list(FORMATS))}, not {format!r}{did_you_mean(format, list(FORMATS))}"
            )
        if equals and not file:
            raise UsageError(f"--output-format {value} needs the name of a file after `=`")
        targets.append((format, file))
    return targets


def _choice(arguments: Arguments) -> Choice:
    return Choice(
        _selectors(arguments, "--select") if arguments.has("--select") else None,
        _selectors(arguments, "--extend-select"),
        _selectors(arguments, "--ignore"),
        arguments.last("--fail-on"),
    )


def _selectors(arguments: Arguments, name: str) -> tuple[str, ...]:
    from studio_lint import registry

    words = arguments.words(name)
    if name == "--select" and arguments.has(name) and not words:
        # An empty variable in a script would make everything pass.
        raise UsageError(f"{name} needs a rule")
    for word in words:
        if not registry.codes_of(word):
            raise UsageError(f"{name}: unknown rule or family {word!r}{did_you_mean(word, list(registry.selectors()))}")
    return tuple(words)


def _rendered(format: str, report: Report, file: str, when: str) -> str:
    if format in PEOPLE and not report.findings:
        return ""
    render: Callable[..., Any] = loading.module(f"studio_lint.output.{FORMATS[format]}").render
    text: str = render(report, paint(when, file)) if format in PEOPLE else render(report)
    return text


def paint(when: str, file: str) -> Paint:
    """Colour as asked for; else on a terminal; NO_COLOR and FORCE_COLOR hold. Links on a terminal alone."""
    from studio_lint.output.paint import Paint, takes_codes

    terminal = not file and takes_codes(sys.stdout)
    if when != "auto":
        colour = when == "always"
    elif os.environ.get("NO_COLOR"):
        colour = False
    else:
        colour = terminal or bool(os.environ.get("FORCE_COLOR"))
    return Paint(colour, terminal and colour)


def _save(text: str, file: str) -> None:
    from studio_lint.files import boundary

    try:
        boundary.write_output(file, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise UsageError(f"cannot write {file}: {error.strerror}") from error


def _sum_up(report: Report, targets: list[tuple[str, str]], arguments: Arguments) -> None:
    people = all(format in PEOPLE or file for format, file in targets)
    if arguments.has("--statistics"):
        from studio_lint.output.summary import statistics

        counted = statistics(report)
        write(counted) if people else note(counted.rstrip("\n"))
    if not arguments.has("--quiet"):
        from studio_lint.output.summary import summary

        apart = "\n" if report.findings and sys.stderr is not None and sys.stderr.isatty() else ""
        note(apart + summary(report))
