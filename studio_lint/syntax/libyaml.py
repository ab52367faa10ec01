"""libyaml's parser, as PyYAML wraps it, without the rest of PyYAML.

`import yaml` also brings in PyYAML's resolver, constructors and dumpers, with
the regular expressions, dates and encodings that these need: twice the time
in which Python starts, for a file that is read in a millisecond. The extension
module with the parser uses of all that only classes of errors. So it is loaded
below a package that is left empty but for these; nothing of this is seen from
outside: `import yaml` gives the whole PyYAML before it as after it.

Where that cannot be done (a PyYAML without libyaml, or one that is built in
another way), the parser is that of the whole PyYAML.
"""

from __future__ import annotations

import sys

from studio_lint.record import Record

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
        try:
            _library = _whole() if "yaml" in sys.modules else _alone()
        except (ImportError, AttributeError, TypeError):
            _library = _whole()
    return _library


def _whole() -> Library:
    import yaml

    if yaml.__with_libyaml__:
        from yaml._yaml import CParser  # type: ignore[attr-defined, unused-ignore]

        return Library(CParser, yaml.YAMLError, yaml.MarkedYAMLError)
    return Library(yaml.SafeLoader, yaml.YAMLError, yaml.MarkedYAMLError)


def _alone() -> Library:
    """The extension module below an empty package, which is taken away again."""
    package: Any = _empty("yaml")
    package.__path__ = _folders()
    sys.modules["yaml"] = package
    try:
        for name in ("error", "tokens", "events", "nodes"):
            __import__(f"yaml.{name}")
        base = package.error.MarkedYAMLError
        for name, error in _ERRORS.items():
            setattr(package, name, _empty(f"yaml.{name}", **{error: type(error, (base,), {})}))
        package.reader = _empty("yaml.reader", ReaderError=_reader_error(package.error.YAMLError))
        __import__("yaml._yaml")
        return Library(package._yaml.CParser, package.error.YAMLError, base)
    finally:
        del sys.modules["yaml"]


def _empty(name: str, **held: object) -> ModuleType:
    module = type(sys)(name)
    module.__dict__.update(held)
    return module


def _folders() -> list[str]:
    """Where PyYAML's modules lie. Raises ImportError."""
    for finder in sys.meta_path:
        spec = finder.find_spec("yaml", None)
        if spec is not None and spec.submodule_search_locations is not None:
            return list(spec.submodule_search_locations)
    raise ImportError("PyYAML is not installed")


def _reader_error(base: type[Exception]) -> type[Exception]:
    class ReaderError(base):  # type: ignore[misc, valid-type]
        def __init__(self, name: str, position: int, character: int, encoding: str, reason: str) -> None:
            super().__init__(name, position, character, encoding, reason)
            self.position = position
            self.reason = reason

    return ReaderError
