"""`studio-lint inspect`: what a file means."""

from __future__ import annotations

import os

from studio_lint.base.errors import UsageError
from studio_lint.base.source import Source
from studio_lint.base.watch import LONGEST, OutOfTime, Watch
from studio_lint.console.arguments import Option, parse, usage
from studio_lint.console.cli import complain, write
from studio_lint.discovery.kinds import CONFIG, DOCKERFILE, ENVIRONMENT, kind_of_name
from studio_lint.files import boundary, reading
from studio_lint.lint import engine
from studio_lint.output.cells import shown
from studio_lint.settings.finder import SettingsFinder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from studio_lint.model.environment.readers import EnvironmentReader

OPTIONS = (
    Option("--output-format", "text or json", "FORMAT", ("text", "json")),
    Option("--stdin-filename", "path to assume for standard input", "PATH"),
    Option("--config", "settings file to use", "FILE"),
    Option("--isolated", "ignore all settings files"),
    Option("--help", "show this help", short="-h"),
)


def run(given: list[str]) -> int:
    """Print what the file means; 1 if it cannot be read, or its builder would refuse it."""
    arguments = parse(given, OPTIONS)
    if arguments.has("--help"):
        write(usage("inspect", "FILE", "Show what a Dockerfile or an environment file means.", OPTIONS))
        return 0
    if len(arguments.rest) != 1:
        raise UsageError("inspect takes exactly one file")
    path = arguments.rest[0]
    name = arguments.last("--stdin-filename", "<stdin>") if path == engine.STDIN else path
    source = reading.read_stdin(name) if path == engine.STDIN else reading.read(path, within=boundary.USERS_WORD)
    if (
        not isinstance(source, Source)
        and source.decoded is not None
        and kind_of_name(os.path.basename(name)) == ENVIRONMENT
    ):
        source = source.decoded
    if not isinstance(source, Source):
        complain(f"{name}: {source.reason}")
        return 1
    finder = SettingsFinder(arguments.last("--config"), arguments.has("--isolated"))
    try:
        with Watch():
            data = inspected(source, finder)
    except OutOfTime:
        complain(f"{name}: this file takes more than {LONGEST:g} seconds to read")
        return 1
    if arguments.last("--output-format") == "json":
        import json

        write(json.dumps(data, indent=2) + "\n")
    else:
        write("".join(f"{line}\n".replace(" \n", "\n") for line in readable(data, name)))
    return 0 if data["accepted"] else 1


def inspected(source: Source, finder: SettingsFinder) -> dict[str, Any]:
    """The meaning of a file as plain values, in the form that the JSON output has; secrets are starred."""
    from studio_lint.model.secrets.hiding import hide_secrets, masked_all

    hide_secrets(source)
    return masked_all(_meaning(source, finder), source.secrets)


def _meaning(source: Source, finder: SettingsFinder) -> dict[str, Any]:
    kind = engine.kind_of(source.path, source.text)
    if kind == CONFIG:
        raise UsageError("inspect only reads Dockerfiles and environment files")
    settings = finder.of(os.path.dirname(os.path.abspath(source.path)))
    readers = _readers(source, finder) if kind == ENVIRONMENT else ()
    subjects = engine.subjects_of(source, kind, settings, readers=readers)
    if kind == DOCKERFILE:
        from studio_lint.model.build.inspect import dockerfile_data
        from studio_lint.model.contents.summary import in_force
        from studio_lint.model.process.route.inspect import start_data

        (image,) = subjects.of("Image")
        (process,) = subjects.of("Process")
        return {**dockerfile_data(image), "in_force": in_force(image), "start": start_data(process)}
    from studio_lint.model.environment.inspect import environment_data

    (environment,) = subjects.of("Environment")
    return environment_data(environment)


def _readers(source: Source, finder: SettingsFinder) -> tuple[EnvironmentReader, ...]:
    """Those who install an environment, by the Dockerfiles around it."""
    from studio_lint.discovery.discovery import discover
    from studio_lint.lint.installers import Installers

    path = os.path.abspath(source.path)
    row = next((row for row in discover([path], finder) if row.location == path), None)
    return Installers(finder, engine.subjects_of).readers(row) if row is not None else ()


def readable(data: dict[str, Any], name: str) -> Iterator[str]:
    """The same for people."""
    said = _verdict(data)
    yield f"{shown(name)}: {said}"
    for error in data["errors"]:
        yield f"  line {error['line']}: {shown(error['message'])}"
    yield from _dockerfile(data) if data["kind"] == DOCKERFILE else _environment(data)


def _verdict(data: dict[str, Any]) -> str:
    """Whether those who read the file take it."""
    if data["kind"] == DOCKERFILE:
        return "BuildKit accepts it" if data["accepted"] else "BuildKit rejects it"
    names = list(dict.fromkeys(f"{reader['program']} {reader['version']}".strip() for reader in data["readers"]))
    if data["accepted"]:
        return f"{', '.join(names)} and pip accept it"
    return f"{', '.join(names)} or pip rejects it"


def _dockerfile(data: dict[str, Any]) -> Iterator[str]:
    yield "\nstages"
    for stage in data["stages"]:
        said = f"  {stage['index']}  {stage['name'] or '':<12}  {stage['base']}"
        yield shown(said) + ("" if stage["built"] else "   (not built)")
    if data["config"]:
        yield "\nfinal image"
        for key, value in data["config"].items():
            for row, said in enumerate(_values(value)):
                yield f"  {'' if row else key:<12}  {shown(said)}"
    if data["in_force"]:
        yield "\nat the end of the final stage, including the base image"
        for key, value in data["in_force"].items():
            yield f"  {key:<12}  {shown(_or_unknown(value))}"
    yield from _start(data["start"])


def _start(data: dict[str, Any]) -> Iterator[str]:
    """The way of the session's port to each program, one line a step."""
    for program in data["programs"]:
        yield f"\nport of {shown(program['name'])}"
        rows = [("Platform", "sets CONNECT_TOOL_PORT when the session starts")]
        rows += [(f"{step['path']}:{step['line']}:{step['column']}", step["what"]) for step in program["way"]]
        width = max(len(where) for where, _ in rows)
        for where, what in rows:
            yield shown(f"  {where:<{width}}  {what}")
        yield f"  {'':<{width}}  {_listening(program)}"
    if data["replaced"]:
        yield "\nnot run, because connect-client replaces the base image's own entrypoint"
        yield f"  {data['replaced']['program']:<12}  {data['replaced']['lost']}"


def _listening(program: dict[str, Any]) -> str:
    """Where a program listens, in words."""
    if program["session_port"]:
        return "listens on CONNECT_TOOL_PORT"
    if program["port"]:
        return f"listens on {program['port']}, not on CONNECT_TOOL_PORT"
    return "receives CONNECT_TOOL_PORT" if program["mentions_port"] else "listening port unknown"


def _or_unknown(value: str | None) -> str:
    return "unknown" if value is None else value or "none"


def _values(value: Any) -> list[str]:
    """One line for each variable, label or port; a command on one line."""
    if isinstance(value, dict):
        return [f"{key}={inner}" if inner != {} else key for key, inner in value.items()]
    if isinstance(value, list):
        return value if all("=" in item.partition(" ")[0] for item in value) else [" ".join(map(_quoted, value))]
    return [str(value)]


def _quoted(word: str) -> str:
    return f"'{word}'" if not word or " " in word else word


def _environment(data: dict[str, Any]) -> Iterator[str]:
    yield "\ninstalled by"
    for reader in data["readers"]:
        title = f"{reader['program']} {reader['version'] or '(the newest)'}"
        where = "Wave, with " if reader["wave"] else ""
        at = f"   {reader['path']}:{reader['line']}" if reader["path"] else ""
        yield shown(f"  {where}{title}{at}")
    yield "\nchannels"
    for channel in data["channels"]:
        yield f"  {shown(str(channel))}"
    yield "\npackages"
    for spec in data["dependencies"]:
        parts = [spec["name"], spec["version"], spec["build"], spec["channel"] and f"from {spec['channel']}"]
        said = "  ".join(shown(str(part)) for part in parts if part not in (None, "", "*", "=*"))
        yield (
            f"  {said}" if spec["accepted"] else f"  {shown(str(spec['spec']))}   refused: {shown(str(spec['error']))}"
        )
    if data["pip"]:
        yield "\npip"
    for line in data["pip"]:
        refused = "" if line["accepted"] else f"   refused: {shown(str(line['error']))}"
        yield f"  {shown(str(line['text']))}{refused}"
