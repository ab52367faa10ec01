"""An environment as `inspect` prints it."""

from __future__ import annotations

from studio_lint.model.environment import Dependency, Environment, PipLine
from studio_lint.model.urls import without_secrets
from studio_lint.syntax.yaml import Scalar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from studio_lint.syntax.yaml import Node

_ENTRIES = {
    "null": "an entry without a value is passed over",
    "empty": "an entry without a value is passed over",
    "list": "a list inside the list is passed over",
    "mapping": "a mapping other than `pip:` is passed over",
    "number": "a bare number is taken for a package's name",
    "bool": "a bare word for true or false is taken for a package's name",
    "glued": "the line below belongs to this entry: a space is missing behind `-`",
    "unknown": "this could not be read",
}
UNFINDABLE = "build-impossible"
"""Of such a spec libmamba reads every part, and its name is sound; it is the solver that finds nothing."""

_HOLLOW = ("empty", "syntax", "explicit", "alias", "expansion", "depth", "character")


def environment_data(environment: Environment) -> dict[str, Any]:
    """The plain data of an environment: kind, accepted, errors, channels, dependencies, pip.

    `dependencies` has one entry for each item of the list but `pip:`, whose
    lines stand in `pip`; version and build are spelt as libmamba prints them
    (`=*` and `*` where any will do). A spec is accepted when libmamba reads it
    and a package can have its name; what reads and yet cannot be found stands
    in `errors`.
    """
    errors = [
        {"line": environment.source.line_of(problem.span.start), "message": problem.message}
        for problem in environment.document.problems
        if problem.kind in _HOLLOW
    ]
    errors += [
        {"line": environment.source.line_of(problem.span.start), "message": problem.message}
        for item in environment.specs
        for problem in (item.spec.problems if item.spec is not None else ())
        if problem.kind == UNFINDABLE
    ]
    dependencies = [_dependency(environment, item) for item in environment.dependencies if item.kind != "pip"]
    pip = [_line(environment, item) for item in environment.pip]
    accepted = not errors and all(item["accepted"] for item in [*dependencies, *pip])
    return {
        "kind": "environment",
        "accepted": accepted,
        "errors": errors,
        "channels": [
            without_secrets(channel.text.value) for channel in environment.channels if channel.text is not None
        ],
        "dependencies": dependencies,
        "pip": pip,
    }


def _written(environment: Environment, node: Node) -> str:
    return without_secrets(node.value if isinstance(node, Scalar) else environment.source.slice(node.span))


def _dependency(environment: Environment, item: Dependency) -> dict[str, Any]:
    data: dict[str, Any] = {"spec": None, "accepted": False, "error": None}
    data |= {"name": None, "version": None, "build": None, "channel": None}
    data["line"] = environment.source.line_of(item.span.start)
    spec = item.spec
    if spec is None:
        data["spec"] = _written(environment, item.node)
        data["error"] = _ENTRIES.get(item.kind)
        if item.kind == "selector":
            data["accepted"] = True
        return data
    data["spec"] = without_secrets(spec.text.value)
    refusing = [problem for problem in spec.problems if problem.kind != UNFINDABLE]
    data["accepted"] = not refusing
    data["error"] = refusing[0].message if refusing else None
    data["name"] = spec.key if spec.name is not None else None
    data["version"] = spec.version.text
    data["build"] = spec.build
    data["channel"] = without_secrets(spec.channel.text) if spec.channel is not None else None
    return data


def _line(environment: Environment, item: PipLine) -> dict[str, Any]:
    line = item.line
    data: dict[str, Any] = {"line": environment.source.line_of(item.span.start)}
    if line is None:
        data |= {"text": _written(environment, item.node), "accepted": False, "name": None}
        data["error"] = "this is no requirement"
        return data
    data |= {
        "text": without_secrets(line.text.value),
        "accepted": not line.problems and line.local is None,
        "error": None,
    }
    if line.problems:
        data["error"] = line.problems[0].message
    elif line.local is not None:
        data["error"] = "only the environment file reaches the build"
    data["name"] = line.name.value if line.name is not None else None
    return data
