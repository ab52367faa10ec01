"""libyaml's parser, as PyYAML wraps it; the rest of PyYAML only when it is asked for.

`import yaml` also brings in PyYAML's resolver, constructors and dumpers, with
the regular expressions, dates and encodings that these need: twice the time
in which Python starts, for a file that is read in a millisecond. The extension
module with the parser uses of all that only classes of errors. So it is loaded
first, and the package around it is executed when something else of it is
looked up (a module's `__getattr__`, PEP 562): whoever imports yaml in the same
process has all of it.

Where that cannot be done (a PyYAML without libyaml, or one that is built in
another way), the whole of PyYAML is imported at once.
"""

from __future__ import annotations

import sys

from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType
    from typing import Any

_ERRORS = {
    "scanner": "ScannerError",
    "parser": "ParserError",
    "composer": "ComposerError",
    "constructor": "ConstructorError",
    "emitter": "EmitterError",
    "serializer": "SerializerError",
    "representer": "RepresenterError",
}
"""Modules of PyYAML of which the extension needs a class of errors, and that class."""


class Library(Record):
    """`parser(text)` gives events by `get_event()`; what it raises is an `error`, mostly one with marks."""

    parser: Callable[[str], Any]
    error: type[Exception]
    marked_error: type[Exception]


_library: Library | None = None


def load() -> Library:
    """The parser and its errors. Raises ImportError where PyYAML is not installed."""
    global _library
    if _library is None:
        if "yaml" not in sys.modules:
            _library = _first()
        _library = _library or _whole()
    return _library


def _whole() -> Library:
    import yaml

    if yaml.__with_libyaml__:
        from yaml._yaml import CParser  # type: ignore[attr-defined, unused-ignore]

        return Library(CParser, yaml.YAMLError, yaml.MarkedYAMLError)
    return Library(yaml.SafeLoader, yaml.YAMLError, yaml.MarkedYAMLError)


def _first() -> Library | None:
    """The extension module in a package that is not executed yet; None where that fails."""
    try:
        package = _package()
        sys.modules["yaml"] = package
        for name in ("error", "tokens", "events", "nodes"):
            __import__(f"yaml.{name}")
        base = package.error.MarkedYAMLError
        for name, error in _ERRORS.items():
            setattr(package, name, _holder(error, type(error, (base,), {})))
        package.reader = _holder("ReaderError", _reader_error(package.error.YAMLError))
        __import__("yaml._yaml")
        for name in (*_ERRORS, "reader"):
            delattr(package, name)
        return Library(package._yaml.CParser, package.error.YAMLError, base)
    except (ImportError, AttributeError, TypeError):
        for name in [name for name in sys.modules if name.partition(".")[0] == "yaml"]:
            del sys.modules[name]
        return None


def _package() -> Any:
    """PyYAML's package: found, and executed when it is asked for what it does not have. Raises ImportError."""
    spec = None
    for finder in sys.meta_path:
        spec = spec or finder.find_spec("yaml", None)
    if spec is None or spec.loader is None or spec.submodule_search_locations is None:
        raise ImportError("PyYAML is not installed")
    package: Any = type(sys)("yaml")
    package.__spec__, package.__loader__, package.__file__ = spec, spec.loader, spec.origin
    package.__path__ = spec.submodule_search_locations
    execute = spec.loader.exec_module

    def look_up(name: str) -> object:
        del package.__getattr__
        execute(package)
        for part, error in (*_ERRORS.items(), ("reader", "ReaderError")):
            setattr(package._yaml, error, getattr(getattr(package, part), error))
        return getattr(package, name)

    package.__getattr__ = look_up
    return package


def _holder(name: str, value: object) -> ModuleType:
    module = type(sys)(name)
    setattr(module, name, value)
    return module


def _reader_error(base: type[Exception]) -> type[Exception]:
    class ReaderError(base):  # type: ignore[misc, valid-type]
        def __init__(self, name: str, position: int, character: int, encoding: str, reason: str) -> None:
            super().__init__(name, position, character, encoding, reason)
            self.position = position
            self.reason = reason

    return ReaderError
