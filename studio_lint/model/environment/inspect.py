"""An environment as `inspect` prints it."""

from __future__ import annotations

from studio_lint.model.environment.dialects import refusing
from studio_lint.model.environment.environment import Dependency, Environment
from studio_lint.model.environment.exclusions import exclusions
from studio_lint.model.environment.local_files import lacks
from studio_lint.model.environment.pip_section import PipLine
from studio_lint.model.environment.shape import REFUSED, shape_problems
from studio_lint.model.environment.solver import lacks_series
from studio_lint.model.environment.version import hangs_on, word_in
from studio_lint.model.secrets.urls import without_secrets
from studio_lint.syntax.yaml.tree import STRAY_LINE, Scalar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from studio_lint.model.environment.readers import EnvironmentReader
    from studio_lint.syntax.conda.matchspec_tree import MatchSpec
    from studio_lint.syntax.yaml.tree import Node

_ENTRIES = {
    "null": "an entry without a value is silently ignored",
    "empty": "an entry without a value is silently ignored",
    "list": "a nested list is silently ignored",
    "mapping": "a mapping other than `pip:` is silently ignored",
    "uv": "a `uv:` section is silently ignored",
    "number": "a number is read as a package name",
    "bool": "a boolean is read as a package name",
    "glued": "missing space after `-`: the line below is part of this entry",
    "unknown": "this could not be read",
}
_PASSED = ("null", "empty", "list", "mapping", "uv")
"""Kinds of entries that the build goes past: they are not accepted, and the file is."""
_SELECTORS = {"word": "not a selector of micromamba", "value": "a selector takes one package"}
UNFINDABLE = "build-impossible"
"""Of such a spec libmamba reads every part, and its name is sound; it is the solver that finds nothing."""

_HOLLOW = ("empty", "syntax", STRAY_LINE, "explicit", "alias", "expansion", "depth", "character", "value")
_NO_LIST = "the `pip:` section is not a list"
_UNMET = "no version satisfies this constraint"


def environment_data(environment: Environment) -> dict[str, Any]:
    """The plain data of an environment: kind, accepted, errors, channels, dependencies, pip, readers.

    `dependencies` has one entry for each item of the list but `pip:`, whose
    lines are in `pip`; version and build are spelt as libmamba prints them
    (`=*` and `*` where any will do). A spec is accepted when libmamba reads it
    and a package can have its name; what reads and yet cannot be found stands
    in `errors`.
    """
    errors = _errors(environment)
    items = [item for item in environment.dependencies if item.kind != "pip"]
    dependencies = [_dependency(environment, item) for item in items]
    pip = [_line(environment, item) for item in environment.pip]
    refused = [
        data
        for item, data in zip(items, dependencies, strict=True)
        if item.kind not in _PASSED and not data["accepted"]
    ]
    accepted = not errors and not refused and all(line["accepted"] for line in pip)
    return {
        "kind": "environment",
        "accepted": accepted,
        "errors": errors,
        "channels": [
            without_secrets(channel.text.value) for channel in environment.channels if channel.text is not None
        ],
        "dependencies": dependencies,
        "pip": pip,
        "readers": [_reader(reader) for reader in environment.readers],
    }


def _reader(reader: EnvironmentReader) -> dict[str, Any]:
    """Who installs the file: the program and its version ("" for the newest), and where it is called."""
    data: dict[str, Any] = {"program": reader.program, "version": ".".join(map(str, reader.version))}
    data |= {"wave": reader.is_wave, "channels": [without_secrets(name) for name in reader.channels]}
    data |= {"prefix": reader.prefix, "path": None, "line": None}
    if reader.place is not None:
        source = reader.place.source
        data |= {"path": source.path, "line": source.line_of(reader.place.span.start)}
    return data


def _errors(environment: Environment) -> list[dict[str, Any]]:
    """What is wrong beside the entries of the lists, or with one that reads and yet cannot be found."""
    problems = [problem for problem in environment.document.problems if problem.kind in _HOLLOW]
    problems += [
        problem
        for item in environment.specs
        for problem in (item.spec.problems if item.spec is not None else ())
        if problem.kind == UNFINDABLE and item.spec is not None and refusing(environment, item.spec)
    ]
    problems += [problem for problem in shape_problems(environment) if problem.kind == REFUSED]
    found = [(problem.span.start, problem.message) for problem in problems]
    found += [(item.span.start, _NO_LIST) for item in environment.pip_sections if not item.is_list]
    found += [(dependency.span.start, _UNMET) for dependency in _never_found(environment)]
    return [{"line": environment.source.line_of(start), "message": message} for start, message in sorted(found)]


def _never_found(environment: Environment) -> list[Dependency]:
    """Those with constraints that no version can meet."""
    found = [exclusion.later.dependency for exclusion in exclusions(environment)]
    for dependency, spec in environment.sound:
        words = tuple(predicate for predicate in spec.version.predicates if word_in(predicate))
        if (environment.by_libmamba and lacks_series(spec) is not None) or hangs_on(spec.version, words):
            found.append(dependency)
    return found


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
            data["error"] = _SELECTORS.get(item.selector_problem)
            data["accepted"] = data["error"] is None
        return data
    data["spec"] = without_secrets(spec.text.value)
    data["error"] = _refusal(environment, spec)
    data["accepted"] = data["error"] is None
    data["name"] = spec.key if spec.name is not None else None
    data["version"] = spec.version.text
    data["build"] = spec.build
    data["channel"] = without_secrets(spec.channel.text) if spec.channel is not None else None
    return data


def _refusal(environment: Environment, spec: MatchSpec) -> str | None:
    """Why one of those who install the file refuses a spec; None where none does."""
    from studio_lint.model.environment.dialects import refused_elsewhere

    problems = [problem for problem in spec.problems if problem.kind != UNFINDABLE]
    if problems and refusing(environment, spec):
        return problems[0].message
    elsewhere = None if spec.problems else refused_elsewhere(environment, spec)
    return elsewhere.reason if elsewhere is not None else None


def _line(environment: Environment, item: PipLine) -> dict[str, Any]:
    line = item.line
    data: dict[str, Any] = {"line": environment.source.line_of(item.span.start)}
    if line is None:
        data |= {"text": _written(environment, item.node), "accepted": False, "name": None}
        data["error"] = "invalid requirement"
        return data
    problems = [problem for problem in line.problems if problem.kind != "passed-over"]
    missing = line.local is not None and any(lacks(reader, line) for reader in environment.readers)
    data |= {
        "text": without_secrets(line.text.value),
        "accepted": not problems and not missing,
        "error": None,
    }
    if line.problems:
        data["error"] = line.problems[0].message
    elif missing:
        data["error"] = "the build receives only the environment file"
    data["name"] = line.name.value if line.name is not None else None
    return data
