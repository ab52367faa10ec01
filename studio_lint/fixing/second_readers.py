"""Second readers: what `--fix` writes must read as meant to others too.

Imported by `--fix` alone. ruamel.yaml is what conda reads environment files
with; dockerfile-parse is what image build services read Dockerfiles with.
"""

from __future__ import annotations

from studio_lint.syntax.yaml.tree import Mapping, Scalar, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from studio_lint.base.source import Source, Span
    from studio_lint.syntax.yaml.tree import Node


def yaml_objection(before: Source, after: Source, spans: Iterable[Span]) -> str | None:
    """Why the mended YAML must not be written, or None.

    `spans` are the places in `before` that the fix changes. Every value that
    lies elsewhere must be there unchanged. A file that ruamel.yaml could not
    read before (conda refuses it) need not read alike, but must read.
    """
    from studio_lint.syntax.yaml import reader as yaml_reader

    new, error = _loaded(after.text)
    old, old_error = _loaded(before.text)
    if error is not None:
        return None if old_error is not None else f"a second parser rejects the fixed file: {error}"
    root = yaml_reader.read(before).root
    if old_error is not None or root is None:
        return None
    if _kept(old, new, root, before, tuple(spans)):
        return None
    return "a second parser sees more changes than the fix intends"


def _loaded(text: str) -> tuple[Any, str | None]:
    """The first document's value, and the reader's objection."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    reader = YAML(typ="safe", pure=True)
    try:
        return next(iter(reader.load_all(text)), None), None
    except MarkedYAMLError as error:
        return None, str(error.problem)
    except (YAMLError, ValueError, RecursionError) as error:
        return None, type(error).__name__


def _kept(old: Any, new: Any, node: Node, source: Source, spans: tuple[Span, ...]) -> bool:
    if old == new and type(old) is type(new):
        return True
    if not _touched(node, source, spans):
        return False
    if isinstance(node, Mapping) and isinstance(old, dict) and isinstance(new, dict):
        return _mapping_kept(old, new, node, source, spans)
    if isinstance(node, Sequence) and isinstance(old, list) and isinstance(new, list):
        return _sequence_kept(old, new, node, source, spans)
    return True


def _mapping_kept(
    old: dict[Any, Any], new: dict[Any, Any], node: Mapping, source: Source, spans: tuple[Span, ...]
) -> bool:
    """A changed key takes its value along: the untouched values must be there under some key."""
    written = {entry.key.value: entry for entry in node.entries if isinstance(entry.key, Scalar)}
    for key, value in old.items():
        entry = written.get(str(key))
        if key in new and entry is not None:
            kept = _kept(value, new[key], entry.value, source, spans)
        elif key in new or entry is None:
            kept = key in new and new[key] == value
        else:
            kept = _touched(entry.key, source, spans) and (
                _touched(entry.value, source, spans) or value in new.values()
            )
        if not kept:
            return False
    return True


def _sequence_kept(old: list[Any], new: list[Any], node: Sequence, source: Source, spans: tuple[Span, ...]) -> bool:
    """Untouched items stand in the new list in their order; touched ones may change, go or move.

    An item of which only the indentation changes must be there still, one level down perhaps.
    """
    if len(old) != len(node.items):
        return False
    pairs = zip(old, new, node.items, strict=False)
    if len(old) == len(new) and all(_kept(a, b, item, source, spans) for a, b, item in pairs):
        return True
    at = 0
    inside = [deeper for value in new if isinstance(value, dict) for part in value.values() for deeper in _items(part)]
    for value, item in zip(old, node.items, strict=True):
        if _touched(item, source, spans):
            continue
        found = next((place for place in range(at, len(new)) if new[place] == value), None)
        if found is not None:
            at = found + 1
        elif not _indented(item, source, spans) or value not in inside:
            return False
    return True


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _indented(item: Node, source: Source, spans: tuple[Span, ...]) -> bool:
    """Whether something is put in, or taken away, in front of the item's `-`."""
    start = source.text.rfind("\n", 0, item.span.start) + 1
    dash = source.text.find("-", start, item.span.start)
    return dash >= 0 and any(start <= span.start and span.end <= dash for span in spans)


def _touched(node: Node, source: Source, spans: tuple[Span, ...]) -> bool:
    """Whether a change lies in the node or against its edge; of a list or mapping, in one of its lines."""
    start, end = node.span.start, node.span.end
    if not isinstance(node, Scalar):
        start = source.text.rfind("\n", 0, start) + 1
        end = source.text.find("\n", end) + 1 or len(source.text)
    return any(span.start <= end and start <= span.end for span in spans)


def dockerfile_objection(before: Source, after: Source) -> str | None:
    """Why the mended Dockerfile must not be written, or None.

    Where dockerfile-parse cut the original into the same instructions as our
    reader, it must do so with the result.
    """
    if _cut_by_parse(before.text) != _cut(before):
        return None
    if _cut_by_parse(after.text) == _cut(after):
        return None
    return "a second parser splits the fixed file into different instructions"


def _cut(source: Source) -> list[tuple[str, int, int]]:
    """Keyword, first and last line (from 0) of each instruction."""
    from studio_lint.syntax.dockerfile import reader as dockerfile_reader

    tree = dockerfile_reader.read(source)
    return [
        (one.keyword, source.line_of(one.span.start) - 1, source.line_of(max(one.span.start, one.span.end - 1)) - 1)
        for one in tree.instructions
    ]


def _cut_by_parse(text: str) -> list[tuple[str, int, int]] | None:
    import logging
    from io import BytesIO

    from dockerfile_parse import DockerfileParser

    logging.getLogger("dockerfile_parse").setLevel(logging.CRITICAL)
    try:
        structure = DockerfileParser(fileobj=BytesIO(text.encode("utf-8"))).structure
    except Exception:
        # The library states no errors of its own; one that fails reads nothing as we do.
        return None
    return [
        (part["instruction"], part["startline"], part["endline"])
        for part in structure
        if part["instruction"] != "COMMENT"
    ]
