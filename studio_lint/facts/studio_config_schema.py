"""The fields of `.seqera/studio-config.yaml`.

Source: docs.seqera.io, "Import from Git repository" (Studios), read 2025-12 and 2026-08. The model, the
completion of editors and every did-you-mean go by this table; a new field is one entry more.
"""

from __future__ import annotations

from studio_lint.base.record import Record

TEXT = "text"
FLAG = "true or false"
NUMBER = "whole number"
MAPPING = "mapping"
LIST = "list"


class Field(Record):
    """One field. `path` is dotted; `[]` stands for the items of a list.

    kinds    template kinds for which the field has an effect; empty: all
    choices  the only values, where they are known to be all
    least, most   bounds of a number
    """

    path: str
    shape: str
    doc: str
    required: bool = False
    default: str = ""
    kinds: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None

    @property
    def name(self) -> str:
        """The key as written in the file."""
        return self.path.rpartition(".")[2]

    @property
    def parent(self) -> str:
        """The path of the field that it stands below, "" at the top; of list items it ends in `[]`."""
        return self.path.rpartition(".")[0]


SCHEMA_VERSION = "0.0.1"
TEMPLATE_KINDS = ("registry", "dockerfile", "none")

FIELDS: tuple[Field, ...] = (
    Field("schemaVersion", TEXT, f'Version of this file\'s form: `"{SCHEMA_VERSION}"`.', required=True),
    Field("kind", TEXT, "What this file is: `studio-config`.", required=True, choices=("studio-config",)),
    Field("session", MAPPING, "The Studio.", required=True),
    Field("session.name", TEXT, "Name of the Studio, unique in its workspace.", default="made up by the Platform"),
    Field("session.description", TEXT, "What the Studio is for."),
    Field("session.template", MAPPING, "Where the image comes from.", required=True),
    Field(
        "session.template.kind",
        TEXT,
        "`registry`: a ready image; `dockerfile`: built from a file in `.seqera`; `none`: chosen in the Platform.",
        required=True,
        choices=TEMPLATE_KINDS,
    ),
    Field("session.template.registry", TEXT, "Reference of the ready image.", kinds=("registry",)),
    Field("session.template.dockerfile", TEXT, "The Dockerfile, a path inside `.seqera`.", kinds=("dockerfile",)),
    Field("session.clone", MAPPING, "Whether and where the repository is cloned into the session."),
    Field("session.clone.enabled", FLAG, "Clone the repository into the session.", default="true"),
    Field("session.clone.path", TEXT, "Folder to clone to, an absolute path.", default="/workspace"),
    Field("session.dependencies", MAPPING, "Packages to add to the image."),
    Field(
        "session.dependencies.condaEnvironmentFile",
        TEXT,
        "A conda environment file, a path inside `.seqera`.",
        kinds=("registry", "none"),
    ),
    Field("session.computeRequirements", MAPPING, "What the session is given."),
    Field("session.computeRequirements.awsBatch", MAPPING, "What it is given on AWS Batch."),
    Field("session.computeRequirements.awsBatch.cpu", NUMBER, "Number of CPUs.", default="2", least=1),
    Field("session.computeRequirements.awsBatch.gpu", NUMBER, "Number of GPUs.", default="0", least=0),
    Field("session.computeRequirements.awsBatch.memory", NUMBER, "Memory in MiB.", default="8192", least=256),
    Field("session.environmentVariables", LIST, "Variables of the session, each with name and value."),
    Field("session.environmentVariables[].name", TEXT, "Name of the variable.", required=True),
    Field("session.environmentVariables[].value", TEXT, "Its value."),
    Field("session.management", MAPPING, "How long the session lives, and who may see it."),
    Field(
        "session.management.lifespanHours",
        NUMBER,
        "Hours after which the session is stopped.",
        default="that of the workspace",
        least=1,
        most=120,
    ),
    Field("session.management.isPrivate", FLAG, "Whether its creator alone may connect.", default="false"),
)

BY_PATH = {field.path: field for field in FIELDS}


def children(path: str) -> tuple[Field, ...]:
    """The fields right below one ("" for the top)."""
    return tuple(field for field in FIELDS if field.parent == path)


# Variables that the Platform sets for the session itself: what a file gives is refused or overwritten.
# `TOWER_ACCESS_TOKEN`: refused when the Studio is added (docs and reports, 2026-08).
RESERVED_VARIABLES = ("CONNECT_TOOL_PORT", "CONNECT_TOOL_PATH_PREFIX")
RESERVED_PREFIXES = ("TOWER_",)

# Below this many seconds Fusion loses data that is being written (docs, 2026-08).
FUSION_REFRESH = "FUSION_REFRESH_TIMEOUT"
FUSION_REFRESH_LEAST = 120


def is_reserved(name: str) -> bool:
    """Whether the Platform keeps a variable's name for itself."""
    return name in RESERVED_VARIABLES or name.startswith(RESERVED_PREFIXES)
