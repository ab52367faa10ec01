"""The table of `.seqera/studio-config.yaml` as a JSON schema, for editors and validators without this program.

The dialect is draft-07, which the schema store and the YAML extension of VS Code take.
"""

from __future__ import annotations

from studio_lint.facts.studio_config_schema import (
    FLAG,
    LIST,
    MAPPING,
    NUMBER,
    SCHEMA_VERSION,
    TEXT,
    children,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from studio_lint.facts.studio_config_schema import Field

ID = "https://studio-lint.readthedocs.io/studio-config.schema.json"
DRAFT = "http://json-schema.org/draft-07/schema#"
TYPES = {
    TEXT: ("string", "number", "boolean"),
    FLAG: ("boolean",),
    NUMBER: ("integer", "string"),
    MAPPING: ("object",),
    LIST: ("array",),
}
"""What YAML may make of each shape: the Platform takes `name: 7` for a text and `cpu: "4"` for a number."""

DIGITS = "^[0-9]+$"


def schema() -> dict[str, Any]:
    """The whole schema; descriptions are those of the fields."""
    return {
        "$schema": DRAFT,
        "$id": ID,
        "title": "Seqera Studio configuration",
        "description": "Contents of .seqera/studio-config.yaml, from which Seqera Platform creates a Studio.",
        **_mapping(""),
    }


def schema_text() -> str:
    """The schema as it is printed."""
    import json

    return json.dumps(schema(), indent=2) + "\n"


def _mapping(path: str) -> dict[str, Any]:
    fields = children(path)
    required = [field.name for field in fields if field.required]
    return {
        "type": "object",
        "properties": {field.name: _property(field) for field in fields},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _property(field: Field) -> dict[str, Any]:
    types = [*TYPES[field.shape], *([] if field.required else ["null"])]
    found: dict[str, Any] = {"description": _description(field), "type": types if len(types) > 1 else types[0]}
    if field.shape == MAPPING:
        rules = {"allOf": _by_kind()} if field.path == "session.template" else {}
        return _mapping(field.path) | rules | found
    if field.shape == NUMBER:
        found["pattern"] = DIGITS
    if field.shape == LIST:
        found["items"] = _mapping(f"{field.path}[]")
    if field.path == "schemaVersion":
        found["enum"] = [SCHEMA_VERSION]
    elif field.choices:
        found["enum"] = list(field.choices)
    if field.least is not None:
        found["minimum"] = field.least
    if field.most is not None:
        found["maximum"] = field.most
    return found


def _by_kind() -> list[dict[str, Any]]:
    """A kind of template whose own field has its name needs that field: `registry`, `dockerfile`."""
    return [
        {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": {"required": [field.name]}}
        for field in children("session.template")
        for kind in field.kinds
        if kind == field.name
    ]


def _description(field: Field) -> str:
    parts = [field.doc.replace("`", "")]
    if field.default:
        parts.append(f"Default: {field.default}.")
    if field.kinds:
        parts.append(f"Has an effect for the template kinds {', '.join(field.kinds)}.")
    return " ".join(parts)
