"""What can be written here: keys and values of a studio-config, channels, versions of connect-client.

A line that is being written seldom parses, so the place is told by the
indentation of the lines above, as a person tells it.
"""

from __future__ import annotations

from lsprotocol import types as lsp

from studio_lint.base.record import Record
from studio_lint.discovery.kinds import CONFIG, DOCKERFILE, ENVIRONMENT
from studio_lint.facts import channels, connect
from studio_lint.facts import studio_config_schema as schema
from studio_lint.lsp.hover import describe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.kind_types import NameKind

TRIGGERS = [":", "-", " ", "="]
VERSION_ARGUMENT = "CONNECT_CLIENT_VERSION"


class TypedLine(Record):
    """A line of YAML up to the pointer: its indentation, its key if it has got so far, what follows."""

    indent: int
    key: str
    rest: str
    item: bool


def completions(kind: NameKind, text: str, line: int, column: int) -> list[lsp.CompletionItem]:
    """What fits at a place; line and column count from 0, in characters."""
    lines = text.split("\n")
    here = lines[line][:column] if line < len(lines) else ""
    if kind != DOCKERFILE and _is_finished(here):
        return []
    if kind == CONFIG:
        return list(_of_config(lines[:line], here))
    if kind == ENVIRONMENT:
        return list(_of_environment(lines[:line], here))
    return list(_of_dockerfile(here)) if kind == DOCKERFILE else []


def _is_finished(here: str) -> bool:
    """Whether the item before the pointer is complete: a space or a comment follows it, or its quote is closed."""
    line = _line(here)
    written = line.rest if ":" in here else here.lstrip(" ").removeprefix("-").strip()
    if not written:
        return False
    closed = len(written) > 1 and written[0] in "\"'" and written[-1] == written[0]
    return closed or here[-1] == " " or "#" in written


def _of_config(above: list[str], here: str) -> Iterator[lsp.CompletionItem]:
    line = _line(here)
    path = _path(above, line.indent)
    if ":" in here:
        field = schema.BY_PATH.get(f"{path}.{line.key}" if path else line.key)
        if field is not None:
            yield from _unless_written(line.rest, _values(field))
        return
    if line.item:
        path = path if path.endswith("[]") else f"{path}[]"
    for field in schema.children(path):
        yield lsp.CompletionItem(
            field.name,
            kind=lsp.CompletionItemKind.Property,
            detail=field.shape,
            documentation=lsp.MarkupContent(lsp.MarkupKind.Markdown, describe(field)),
            insert_text=f"{field.name}:" if field.shape in (schema.MAPPING, schema.LIST) else f"{field.name}: ",
        )


def _unless_written(word: str, items: Iterator[lsp.CompletionItem]) -> list[lsp.CompletionItem]:
    """Nothing where one of them is already there in full."""
    offered = list(items)
    return [] if any(item.label == word for item in offered) else offered


def _values(field: schema.Field) -> Iterator[lsp.CompletionItem]:
    words = field.choices
    if field.path == "schemaVersion":
        words = (f'"{schema.SCHEMA_VERSION}"',)
    elif field.shape == schema.FLAG:
        words = ("true", "false")
    for word in words:
        yield lsp.CompletionItem(word, kind=lsp.CompletionItemKind.Value)


def _of_environment(above: list[str], here: str) -> Iterator[lsp.CompletionItem]:
    line = _line(here)
    if line.item and _path(above, line.indent + 1).split(".")[0].removesuffix("[]") == "channels":
        for name in () if here.strip().removeprefix("-").strip() in channels.KNOWN else channels.KNOWN:
            yield lsp.CompletionItem(name, kind=lsp.CompletionItemKind.Module)
    elif not here.strip() or (here.strip().isalpha() and not line.indent):
        for key in ("channels", "dependencies", "name", "variables"):
            yield lsp.CompletionItem(key, kind=lsp.CompletionItemKind.Property, insert_text=f"{key}:")


def _of_dockerfile(here: str) -> Iterator[lsp.CompletionItem]:
    """Versions behind the image's name and in the ARG that the docs name, newest first."""
    image = here.rpartition(connect.IMAGE + ":")
    word = here.rpartition(f"{VERSION_ARGUMENT}=")
    if not (image[1] and not image[2].strip("0123456789.")) and not (word[1] and not word[2].strip("0123456789.\"'")):
        return
    written = image[2] if image[1] else word[2].strip("\"'")
    if any(written == version for version, _ in connect.RELEASES):
        return
    for rank, (version, day) in enumerate(reversed(connect.RELEASES)):
        yield lsp.CompletionItem(
            version,
            kind=lsp.CompletionItemKind.Value,
            detail=f"released {day}" if day else None,
            sort_text=f"{rank:03}",
        )


def _line(text: str) -> TypedLine:
    body = text.lstrip(" ")
    indent = len(text) - len(body)
    item = body.startswith("-")
    if item:
        inner = body[1:].lstrip(" ")
        indent += len(body) - len(inner)
        body = inner
    key, colon, rest = body.partition(":")
    return TypedLine(indent, key.strip().strip("\"'") if colon else "", rest.strip(), item)


def _path(above: list[str], indent: int) -> str:
    """The dotted path of the keys that a line of this indentation stands below."""
    parts: list[str] = []
    for text in reversed(above):
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        line = _line(text)
        dash = len(text) - len(text.lstrip(" ")) if line.item else line.indent
        if line.item and dash < indent <= line.indent and (not parts or not parts[-1].startswith("[]")):
            parts.append("[]")
            indent = dash + 1 if dash else 1
            continue
        if line.key and not line.item and line.indent < indent:
            parts.append(line.key)
            indent = line.indent
        if indent == 0:
            break
    return ".".join(reversed(parts)).replace(".[]", "[]")
