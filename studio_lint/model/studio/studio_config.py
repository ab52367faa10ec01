"""The content of a studio-config, field by field, each with its place."""

from __future__ import annotations

from studio_lint.base.diagnostics import Place
from studio_lint.base.nearest import nearest
from studio_lint.base.record import Record
from studio_lint.base.source import Span
from studio_lint.facts import studio_config_schema as schema
from studio_lint.model.secrets.shapes import credential
from studio_lint.syntax.yaml.tree import Mapping, Scalar, Sequence
from studio_lint.syntax.yaml.tree import Unknown as Unread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.syntax.yaml.tree import Document, Node

_TRUTHS = ("true", "false", "yes", "no", "on", "off")


class ConfigValue(Record):
    """A field of the schema that is in the file. `field` is what the schema says of it."""

    field: schema.Field
    key: Scalar
    node: Node

    @property
    def given(self) -> bool:
        """Whether there is a value at all: `name:` alone gives none, nor does an empty text."""
        return not isinstance(self.node, Scalar) or (self.node.kind != "null" and self.node.value != "")

    @property
    def text(self) -> Text | None:
        """The value where it is one word or text."""
        return self.node.text if isinstance(self.node, Scalar) and self.given else None

    @property
    def known(self) -> bool:
        """Whether the value could be read."""
        return not isinstance(self.node, Unread)

    @property
    def fits(self) -> bool:
        """Whether the value is of the right shape; of numbers nothing is said here."""
        shape = self.field.shape
        if not self.given or shape == schema.NUMBER:
            return True
        if shape in (schema.MAPPING, schema.LIST):
            return isinstance(self.node, Mapping if shape == schema.MAPPING else Sequence)
        if not isinstance(self.node, Scalar):
            return False
        return shape != schema.FLAG or self.node.value.lower() in _TRUTHS


class UnknownKey(Record):
    """A key that the schema lacks.

    parent   path of the mapping that it is in ("" for the top)
    near     the field of that mapping that was probably meant
    elsewhere   the field of that name, or the only one with nearly that name, in another mapping
    """

    parent: str
    key: Scalar
    node: Node
    near: schema.Field | None = None
    elsewhere: schema.Field | None = None


class MissingKey(Record):
    """A field that has to be there: below the key `parent` (None for the file's top), or misspelled at `misspelt`."""

    field: schema.Field
    parent: Scalar | None
    misspelt: UnknownKey | None


class ConfigVariable(Record):
    """One item of environmentVariables.

    `name` and `value` are None where they do not stand as text. `secret` says
    what kind of credential the value is by its shape ("a GitHub token"); it is
    never printed then.
    """

    node: Node
    name: Text | None
    value: Text | None
    secret: str | None = None


class StudioConfig(Record):
    """A studio-config.

    values      the fields that are in the file, by path; of a repeated key the first
    unknown     keys that the schema lacks
    missing     required fields that are not there; nothing is missing from a file that could not be read to its end
    variables   items of session.environmentVariables that name a variable, or fail to
    """

    document: Document
    values: dict[str, ConfigValue]
    unknown: tuple[UnknownKey, ...]
    missing: tuple[MissingKey, ...]
    variables: tuple[ConfigVariable, ...]

    def place(self, span: Span, label: str = "") -> Place:
        """A place in the studio-config."""
        return Place(self.document.source, span, label)

    def text(self, path: str) -> Text | None:
        """The text of a field, or None where it is absent, empty or no text."""
        value = self.values.get(path)
        return value.text if value else None

    @property
    def first_key(self) -> Span:
        """The key that says what the file is: `kind`, else the first one, else the file's beginning."""
        root = self.document.root
        keys = [entry.key for entry in root.entries] if isinstance(root, Mapping) else []
        chosen = [key for key in keys if isinstance(key, Scalar) and key.value == "kind"] or keys
        return chosen[0].span if chosen else Span(0, 0)

    @property
    def kind(self) -> str | None:
        """The template's kind, if it is one of those there are."""
        text = self.text("session.template.kind")
        return text.value if text and text.value in schema.TEMPLATE_KINDS else None

    def effective(self, path: str) -> Text | None:
        """The text of a field that counts for this template's kind."""
        kinds = schema.BY_PATH[path].kinds
        return self.text(path) if self.kind is None or not kinds or self.kind in kinds else None

    @property
    def dockerfile(self) -> Text | None:
        """The Dockerfile to build, as written."""
        return self.effective("session.template.dockerfile")

    @property
    def registry(self) -> Text | None:
        """The ready image to start, as written."""
        return self.effective("session.template.registry")

    @property
    def environment_file(self) -> Text | None:
        """The conda environment file to install, as written."""
        return self.effective("session.dependencies.condaEnvironmentFile")


def build(document: Document) -> StudioConfig:
    """What a document says as a studio-config. Raises nothing."""
    builder = _Builder()
    if isinstance(document.root, Mapping):
        builder.mapping("", document.root)
    variables = builder.values.get("session.environmentVariables")
    missing = () if document.broken else tuple(_missing(builder, document))
    return StudioConfig(
        document,
        builder.values,
        tuple(builder.unknown),
        missing,
        tuple(_variables(variables.node)) if variables else (),
    )


class _Builder:
    def __init__(self) -> None:
        self.values: dict[str, ConfigValue] = {}
        self.unknown: list[UnknownKey] = []

    def mapping(self, path: str, node: Mapping) -> None:
        fields = {field.name: field for field in schema.children(path)}
        for entry in node.entries:
            if not isinstance(entry.key, Scalar):
                continue
            field = fields.get(entry.key.value)
            if field is None:
                self.unknown.append(_unknown(path, entry.key, entry.value, fields))
            elif field.path not in self.values:
                self.values[field.path] = ConfigValue(field, entry.key, entry.value)
                self._below(field, entry.value)

    def _below(self, field: schema.Field, node: Node) -> None:
        if field.shape == schema.MAPPING and isinstance(node, Mapping):
            self.mapping(field.path, node)
        elif field.shape == schema.LIST and isinstance(node, Sequence):
            names = {child.name: child for child in schema.children(f"{field.path}[]")}
            for item in node.items:
                if isinstance(item, Mapping) and any(item.entry(name) for name in names):
                    self._item(f"{field.path}[]", item, names)

    def _item(self, path: str, item: Mapping, fields: dict[str, schema.Field]) -> None:
        for entry in item.entries:
            if isinstance(entry.key, Scalar) and entry.key.value not in fields:
                self.unknown.append(_unknown(path, entry.key, entry.value, fields))


def _unknown(parent: str, key: Scalar, node: Node, fields: dict[str, schema.Field]) -> UnknownKey:
    elsewhere = [field for field in schema.FIELDS if field.name == key.value]
    if elsewhere:
        return UnknownKey(parent, key, node, elsewhere=elsewhere[0])
    near = nearest(key.value, fields)
    if near is not None:
        return UnknownKey(parent, key, node, near=fields[near])
    name = nearest(key.value, [field.name for field in schema.FIELDS])
    alike = [field for field in schema.FIELDS if field.name == name]
    return UnknownKey(parent, key, node, elsewhere=alike[0] if len(alike) == 1 else None)


def _missing(builder: _Builder, document: Document) -> Iterator[MissingKey]:
    """Required fields that are absent; of those below an absent one nothing is said."""
    if not isinstance(document.root, Mapping):
        return
    for field in schema.FIELDS:
        if not field.required or "[]" in field.path:
            continue
        parent = builder.values.get(field.parent)
        if field.parent and not (parent and isinstance(parent.node, Mapping)):
            continue
        value = builder.values.get(field.path)
        if value is None:
            yield MissingKey(field, parent.key if parent else None, _misspelt(builder, field))


def _misspelt(builder: _Builder, field: schema.Field) -> UnknownKey | None:
    return next((unknown for unknown in builder.unknown if unknown.near == field), None)


def _variables(node: Node) -> Iterator[ConfigVariable]:
    if not isinstance(node, Sequence):
        return
    for item in node.items:
        if isinstance(item, Mapping):
            name, value = _text(item, "name"), _text(item, "value")
            secret = credential(value.value, name.value if name else "") if value else None
            if value is not None and secret is not None:
                value.source.hide(value.span())
            yield ConfigVariable(item, name, value, secret)
        else:
            yield ConfigVariable(item, None, None)


def _text(item: Mapping, name: str) -> Text | None:
    entry = item.entry(name)
    if entry is None or not isinstance(entry.value, Scalar) or entry.value.kind == "null":
        return None
    return entry.value.text
