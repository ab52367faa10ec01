"""Every key of the settings: one table for reading, the JSON schema and the documentation.

No key is known anywhere else. A key's shape is one of SHAPES; `choices` lists
the only values that its items may have.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.platforms import NAMES as PLATFORM_NAMES
from studio_lint.report import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    KeyShape = Literal[
        "text",
        "list of strings",
        "list of path patterns",
        "list of rules",
        "path patterns, each with a list of rules",
        "rules, each with a level",
        "names, each with a string",
        "path or list of paths",
    ]

TEXT: KeyShape = "text"
TEXTS: KeyShape = "list of strings"
PATTERNS: KeyShape = "list of path patterns"
RULES: KeyShape = "list of rules"
RULES_BY_PATTERN: KeyShape = "path patterns, each with a list of rules"
LEVELS_BY_RULE: KeyShape = "rules, each with a level"
TEXT_BY_NAME: KeyShape = "names, each with a string"
PATHS: KeyShape = "path or list of paths"

TABLES = (RULES_BY_PATTERN, LEVELS_BY_RULE, TEXT_BY_NAME)
LISTS = (TEXTS, PATTERNS, RULES)


class Key(Record):
    """One key: its name as written, what it holds, what it means, and how it is used."""

    name: str
    shape: KeyShape
    doc: str
    default: str
    example: str
    choices: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """The name of the value in `Settings`."""
        return self.name.replace("-", "_")


KEYS = (
    Key(
        "extend",
        PATHS,
        "Settings files to extend, relative to this one. Keys in this file take precedence; tables are merged.",
        "none",
        'extend = "../studio-lint.toml"',
    ),
    Key(
        "required-version",
        TEXT,
        "Versions of studio-lint that may be used; any other version exits without checking anything.",
        "any",
        'required-version = ">=0.1"',
    ),
    Key(
        "select",
        RULES,
        "Report only these rules: codes, names or families.",
        "all rules",
        'select = ["SL2", "SL3", "port-unused"]',
    ),
    Key("extend-select", RULES, "Report these rules in addition to `select`.", "none", 'extend-select = ["SL504"]'),
    Key("ignore", RULES, "Do not report these rules.", "none", 'ignore = ["SL404", "spec-unpinned"]'),
    Key(
        "per-file-ignores",
        RULES_BY_PATTERN,
        "Do not report these rules in files that match a pattern.",
        "none",
        '[per-file-ignores]\n"examples/**" = ["SL308", "SL504"]',
    ),
    Key(
        "severity",
        LEVELS_BY_RULE,
        "Report a rule or a whole family at a different severity. A rule's entry takes precedence over its family's.",
        "each rule's own severity",
        '[severity]\nSL110 = "warning"\nimages = "advice"',
        SEVERITIES,
    ),
    Key(
        "fail-on",
        TEXT,
        "The lowest severity that makes the exit status 1. `--fail-on` takes precedence.",
        '"warning"',
        'fail-on = "error"',
        (*SEVERITIES, "never"),
    ),
    Key(
        "exclude",
        PATTERNS,
        "Files and folders that are never checked, even if they are named.",
        "none",
        'exclude = ["legacy/", "*.template.Dockerfile"]',
    ),
    Key(
        "dockerfiles",
        PATTERNS,
        "Dockerfiles to check as Studio images, whatever their name and contents.",
        "none",
        'dockerfiles = ["studios/*/Dockerfile"]',
    ),
    Key(
        "environments",
        PATTERNS,
        "Additional files to check as conda environments.",
        "none",
        'environments = ["conda/packages-*.yml"]',
    ),
    Key(
        "build-context",
        TEXT,
        "The build context, relative to this file. `.seqera/` always counts as one.",
        "unknown",
        'build-context = "."',
    ),
    Key(
        "build-args",
        TEXT_BY_NAME,
        "Values that the build receives with `--build-arg`.",
        "none",
        '[build-args]\nCONNECT_CLIENT_VERSION = "0.15.0"',
    ),
    Key("target", TEXT, "The stage that becomes the image, as with `--target`.", "the last stage", 'target = "studio"'),
    Key(
        "platforms",
        TEXTS,
        "Platforms that Studios may be built for.",
        '["linux/amd64"]',
        'platforms = ["linux/amd64", "linux/arm64"]',
        ("linux/amd64", "linux/arm64"),
    ),
    Key(
        "platform",
        TEXT,
        "The Platform that the Studios run on: which registries, connect-client versions and features it has.",
        '"cloud"',
        'platform = "enterprise-26.1"',
        PLATFORM_NAMES,
    ),
    Key(
        "connect-images",
        TEXTS,
        "Additional repositories that connect-client may be copied from, such as your own mirrors.",
        "none",
        'connect-images = ["mirror.example.org/seqera/connect-client"]',
    ),
    Key(
        "studio-base-images",
        TEXTS,
        "Additional base images that already contain connect-client: images built on them need no steps for it.",
        "none",
        'studio-base-images = ["ghcr.io/example/studio-base"]',
    ),
    Key(
        "private-registries",
        TEXTS,
        "Registries, by host or kind (`acr`), for which your Platform has credentials.",
        "none",
        'private-registries = ["acr", "registry.example.org"]',
    ),
    Key(
        "allowed-registries",
        TEXTS,
        "The only registries that images may come from.",
        "any",
        'allowed-registries = ["public.cr.seqera.io", "quay.io"]',
    ),
)

BY_NAME = {key.name: key for key in KEYS}
