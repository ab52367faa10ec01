"""From a settings file to `Settings`, or to every mistake in it with its place."""

from __future__ import annotations

import os
from itertools import islice

from studio_lint.base.errors import UsageError
from studio_lint.base.nearest import nearest, one_of
from studio_lint.base.record import Record
from studio_lint.base.source import Source
from studio_lint.files import boundary
from studio_lint.files.gitignore import MOST, Patterns, pattern_of
from studio_lint.files.paths import shown_path
from studio_lint.settings.keys import (
    BY_NAME,
    LEVELS_BY_RULE,
    LISTS,
    PATHS,
    PATTERNS,
    RULES,
    RULES_BY_PATTERN,
    TABLES,
    TEXT,
)
from studio_lint.settings.toml import toml_loads
from studio_lint.settings.values import PYPROJECT_TABLE, PathPatterns, Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from studio_lint.settings.keys import Key

    Path = tuple[str | int, ...]

_DEEPEST = 16
_LONG = 60
_MOST_EXTENDED = 100
_MOST_MISTAKES = 100


class Mistake(Record):
    """Something wrong in the settings: at `path`, a key's way from the file's top, its key or its value."""

    path: Path
    message: str
    at_key: bool = False


class SettingsError(UsageError):
    """The settings are wrong. One line for each mistake: file, line, column, what is wrong and what is right."""


def has_settings(path: str) -> bool:
    """Whether a file holds settings: always, but for a pyproject.toml without our table. Raises SettingsError."""
    return (
        os.path.basename(path) != "pyproject.toml"
        or _own_table(_parsed(path, shown_path(path), boundary.root_of(path))[1], path) is not None
    )


def read_settings(path: str, shown: str, named: bool = False) -> Settings:
    """The settings of the file at `path` (absolute), and of those it extends. Raises SettingsError.

    What they name has to be in the repository of the file, and so has the file itself unless the user has `named` it.
    """
    values = _Reading(path).merged(path, shown, (), boundary.USERS_WORD if named else None)
    return Settings(path=shown, root=os.path.dirname(path)).replace(**values)


class _Reading:
    """The settings files that one file extends, each read once; `root` is the repository that they have to be in."""

    def __init__(self, path: str) -> None:
        self._root = boundary.root_of(path)
        self._known: dict[str, dict[str, Any]] = {}

    def merged(self, path: str, shown: str, passed: tuple[str, ...], within: str | None = None) -> dict[str, Any]:
        """The values of a file over those that it extends; `passed` are the files that extend it."""
        source, data = _parsed(path, shown, self._root if within is None else within)
        own = _own_table(data, path)
        prefix: Path = PYPROJECT_TABLE if os.path.basename(path) == "pyproject.toml" else ()
        if own is not None and not isinstance(own, dict):
            raise _error(source, prefix, [Mistake((), f"`[tool.studio-lint]` must be a table, not {_called(own)}")])
        table = own or {}
        folder = os.path.dirname(path)
        for found in (_too_old(table), _mistakes(table), self._leading_out(table, folder)):
            mistakes = list(islice(found, _MOST_MISTAKES))
            if mistakes:
                raise _error(source, prefix, mistakes)
        values: dict[str, Any] = {}
        for number, word in enumerate(_as_list(table.get("extend", []))):
            base = os.path.normpath(os.path.join(folder, word))
            wrong = self._cannot_extend(base, (*passed, path))
            if wrong:
                place = ("extend", number) if isinstance(table["extend"], list) else ("extend",)
                raise _error(source, prefix, [Mistake(place, wrong)])
            if base not in self._known:
                self._known[base] = self.merged(base, shown_path(base), (*passed, path))
            values = _over(values, self._known[base])
        keys = [BY_NAME[name] for name in table if name != "extend"]
        own_values = {key.field: _value(key, table[key.name], folder) for key in keys}
        return _over(values, {**own_values, "origins": tuple((key.field, shown) for key in keys)})

    def _leading_out(self, table: dict[str, Any], folder: str) -> Iterator[Mistake]:
        context = table.get("build-context")
        if isinstance(context, str) and boundary.inside(os.path.join(folder, context), self._root) is None:
            yield Mistake(("build-context",), f"`{context}` is outside the repository and is not read")

    def _cannot_extend(self, base: str, passed: tuple[str, ...]) -> str:
        if base in passed:
            return "`extend` refers back to this file"
        if len(passed) > _DEEPEST:
            return f"settings files extend each other more than {_DEEPEST} levels deep"
        if boundary.inside(base, self._root) is None:
            return f"{shown_path(base)} is outside the repository and is not read"
        if len(self._known) >= _MOST_EXTENDED:
            return f"this file extends more than {_MOST_EXTENDED} settings files"
        return "" if os.path.isfile(base) else f"settings file {shown_path(base)} does not exist"


def _over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Values of the file `above` over those of a file it extends; what are tables is joined."""
    merged = {**below, **above}
    for field in ("severity", "build_args"):
        if field in below and field in above:
            merged[field] = tuple({**dict(below[field]), **dict(above[field])}.items())
    if "per_file_ignores" in below and "per_file_ignores" in above:
        # What two files extend alike is there once: a chain of such pairs would double with each.
        merged["per_file_ignores"] = tuple(dict.fromkeys(below["per_file_ignores"] + above["per_file_ignores"]))
    origins = {**dict(below.get("origins", ())), **dict(above.get("origins", ()))}
    for field in ("severity", "build_args", "per_file_ignores"):
        if field in below and field in above:
            files = (dict(one["origins"])[field] for one in (below, above))
            origins[field] = ", ".join(dict.fromkeys(files))
    return {**merged, "origins": tuple(origins.items())}


def _parsed(path: str, shown: str, within: str) -> tuple[Source, dict[str, Any]]:
    from studio_lint.files import reading

    source = reading.read(path, shown, within)
    if not isinstance(source, Source):
        raise SettingsError(f"{shown}: {source.reason}")
    try:
        return source, toml_loads(source.text)
    except ValueError as error:
        raise SettingsError(_syntax(source, str(error))) from None
    except RecursionError:
        raise SettingsError(f"{shown}:1:1: too deeply nested") from None


def _syntax(source: Source, message: str) -> str:
    """tomllib's words, its `(at line 3, column 5)` moved to the front."""
    what, _, where = message.rpartition(" (at ")
    numbers = [word.strip(",)") for word in where.split() if word.strip(",)").isdecimal()]
    if what and len(numbers) == 2:
        place = f"{numbers[0]}:{numbers[1]}"
    else:
        what = what or message
        line, column = source.position(len(source.text))
        place = f"{line}:{column}"
    return _one_line(f"{source.path}:{place}: invalid TOML: {what[:1].lower()}{what[1:]}")


def _own_table(data: dict[str, Any], path: str) -> Any:
    """What stands where our keys belong; None where a pyproject.toml has nothing there."""
    if os.path.basename(path) != "pyproject.toml":
        return data
    tool = data.get(PYPROJECT_TABLE[0])
    return tool.get(PYPROJECT_TABLE[1]) if isinstance(tool, dict) else None


def _error(source: Source, prefix: Path, mistakes: list[Mistake]) -> SettingsError:
    from studio_lint.settings.toml import places

    found = places(source.text)
    lines = []
    for mistake in mistakes:
        path = (*prefix, *mistake.path)
        while path and path not in found:
            path = path[:-1]
        key, value = found.get(path, (None, None))
        span = key if mistake.at_key else value
        line, column = source.position(span.start) if span else (1, 1)
        lines.append((line, column, mistake.message))
    return SettingsError(
        "\n".join(_one_line(f"{source.path}:{line}:{column}: {said}") for line, column, said in sorted(lines))
    )


def _one_line(text: str) -> str:
    """What a file holds cannot break the line it is told in."""
    from studio_lint.output.cells import shown

    return shown(text)


def _too_old(table: dict[str, Any]) -> Iterator[Mistake]:
    """Asked first: a version that may not be used need not know the other keys."""
    wanted = table.get("required-version")
    wrong = _wrong_version(wanted) if isinstance(wanted, str) else ""
    if wrong:
        yield Mistake(("required-version",), wrong)


def _mistakes(table: dict[str, Any]) -> Iterator[Mistake]:
    for name, value in table.items():
        key = BY_NAME.get(name)
        if key is None:
            yield Mistake((name,), f"unknown key `{name}`{_meant(name, BY_NAME)}", at_key=True)
        else:
            yield from _wrong(key, value)


def _wrong(key: Key, value: object) -> Iterator[Mistake]:
    path: Path = (key.name,)
    if key.shape == TEXT or (key.shape == PATHS and not isinstance(value, list)):
        yield from _wrong_text(key, path, value)
    elif key.shape in LISTS or key.shape == PATHS:
        yield from _wrong_list(key, path, value)
    elif key.shape in TABLES:
        if not isinstance(value, dict):
            yield Mistake(
                path,
                f"`{key.name}` must be a table (for example, `{key.example.splitlines()[0]}`), not {_called(value)}",
            )
            return
        for name, item in value.items():
            yield from _wrong_entry(key, name, item)


def _wrong_entry(key: Key, name: str, item: object) -> Iterator[Mistake]:
    path: Path = (key.name, name)
    if key.shape == RULES_BY_PATTERN:
        yield from _wrong_list(key, path, item)
        return
    if key.shape == LEVELS_BY_RULE:
        wrong = _no_rule(name)
        if wrong:
            yield Mistake(path, wrong, at_key=True)
    yield from _wrong_text(key, path, item)


def _wrong_list(key: Key, path: Path, value: object) -> Iterator[Mistake]:
    if not isinstance(value, list):
        yield Mistake(
            path, f"`{path[-1]}` must be a list (for example, `{_list_example(value)}`), not {_called(value)}"
        )
        return
    for number, item in enumerate(value):
        at = (*path, number)
        if key.shape in (RULES, RULES_BY_PATTERN) and isinstance(item, str):
            wrong = _no_rule(item)
            if wrong:
                yield Mistake(at, wrong)
        else:
            yield from _wrong_text(key, at, item)


def _wrong_text(key: Key, path: Path, value: object) -> Iterator[Mistake]:
    name = next(part for part in reversed(path) if isinstance(part, str))
    if not isinstance(value, str):
        yield Mistake(path, f"`{name}` must be a string in quotes, not {_called(value)}")
    elif key.choices and value not in key.choices:
        yield Mistake(path, f"`{name}` takes {one_of(key.choices)}, not `{value}`{_meant(value, key.choices)}")
    elif "://" in value and key.name in (
        "connect-images",
        "studio-base-images",
        "private-registries",
        "allowed-registries",
    ):
        yield Mistake(path, f"`{name}` takes names as in FROM; remove `{value.partition('://')[0]}://`")


def _no_rule(word: str) -> str:
    from studio_lint import registry

    if registry.codes_of(word):
        return ""
    return f"unknown rule or family `{word}`{_meant(word, list(registry.selectors()))}"


def _wrong_version(wanted: str) -> str:
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    from studio_lint import __version__

    try:
        allowed = SpecifierSet(wanted if not wanted[:1].isdecimal() else f"=={wanted}")
    except InvalidSpecifier:
        return f"`{wanted}` is not a valid version; use `>={__version__}`"
    if allowed.contains(__version__, prereleases=True):
        return ""
    return f"these settings require studio-lint {wanted}, but this is {__version__}"


def _meant(word: str, known: Any) -> str:
    near = nearest(word, known)
    return f"; did you mean `{near}`?" if near else ""


def _list_example(value: object) -> str:
    return f'["{value}"]' if isinstance(value, str) and len(value) < _LONG else '["…"]'


def _called(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list", dict: "a table"}
    return names.get(type(value), "a date")


def _as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _value(key: Key, value: Any, folder: str) -> Any:
    """The value as `Settings` holds it."""
    if key.name == "build-context":
        return os.path.normpath(os.path.join(folder, value))
    if key.shape == PATTERNS:
        return _patterns(value, folder)
    if key.shape == RULES_BY_PATTERN:
        return tuple((_patterns([pattern], folder), tuple(words)) for pattern, words in value.items())
    if key.shape in TABLES:
        return tuple(value.items())
    return tuple(value) if isinstance(value, list) else value


def _patterns(lines: list[str], folder: str) -> PathPatterns:
    found = (pattern for line in lines[:MOST] if (pattern := pattern_of(line)) is not None)
    return PathPatterns(folder, Patterns(found))
