"""Every key of the settings: one table for reading, the JSON schema and the documentation.

No key is known anywhere else. A key's shape is one of SHAPES; `choices` lists
the only values that its items may have.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.report import SEVERITIES

TEXT = "text"
TEXTS = "list of texts"
PATTERNS = "list of path patterns"
RULES = "list of rules"
RULES_BY_PATTERN = "path patterns, each with a list of rules"
LEVELS_BY_RULE = "rules, each with a level"
TEXT_BY_NAME = "names, each with a text"
PATHS = "path or list of paths"

TABLES = (RULES_BY_PATTERN, LEVELS_BY_RULE, TEXT_BY_NAME)
LISTS = (TEXTS, PATTERNS, RULES)


class Key(Record):
    """One key: its name as written, what it holds, what it means, and how it is used."""

    name: str
    shape: str
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
        "Settings files to begin with, relative to this one. Keys of this file win; tables are joined, name by name.",
        "none",
        'extend = "../studio-lint.toml"',
    ),
    Key(
        "required-version",
        TEXT,
        "Versions of studio-lint that may be used; any other stops before it checks anything.",
        "any",
        'required-version = ">=0.1"',
    ),
    Key(
        "select",
        RULES,
        "Report these rules alone: codes, names or families.",
        "all rules",
        'select = ["SL2", "SL3", "port-unused"]',
    ),
    Key("extend-select", RULES, "Report these rules besides those of `select`.", "none", 'extend-select = ["SL504"]'),
    Key("ignore", RULES, "Do not report these rules.", "none", 'ignore = ["SL404", "spec-unpinned"]'),
    Key(
        "per-file-ignores",
        RULES_BY_PATTERN,
        "Do not report these rules in files that a pattern takes in.",
        "none",
        '[per-file-ignores]\n"examples/**" = ["SL308", "SL504"]',
    ),
    Key(
        "severity",
        LEVELS_BY_RULE,
        "Report a rule, or a whole family, at another level. A rule's own line wins over its family's.",
        "the rules' own",
        '[severity]\nSL110 = "warning"\nimages = "advice"',
        SEVERITIES,
    ),
    Key(
        "fail-on",
        TEXT,
        "The level from which on the exit status is 1. `--fail-on` wins.",
        '"warning"',
        'fail-on = "error"',
        (*SEVERITIES, "never"),
    ),
    Key(
        "exclude",
        PATTERNS,
        "Files and folders that are never linted, not even where they are named.",
        "none",
        'exclude = ["legacy/", "*.template.Dockerfile"]',
    ),
    Key(
        "dockerfiles",
        PATTERNS,
        "Dockerfiles that are Studio images, whatever they hold and whatever they are called.",
        "none",
        'dockerfiles = ["studios/*/Dockerfile"]',
    ),
    Key(
        "environments",
        PATTERNS,
        "Further files that are conda environments.",
        "none",
        'environments = ["conda/packages-*.yml"]',
    ),
    Key(
        "build-context",
        TEXT,
        "The folder that is given to the build, relative to this file. `.seqera/` is one without being named.",
        "unknown",
        'build-context = "."',
    ),
    Key(
        "build-args",
        TEXT_BY_NAME,
        "Values that the build is given with `--build-arg`.",
        "none",
        '[build-args]\nCONNECT_CLIENT_VERSION = "0.15.0"',
    ),
    Key("target", TEXT, "The stage that is shipped, as given with `--target`.", "the last stage", 'target = "studio"'),
    Key(
        "platforms",
        TEXTS,
        "Platforms that the Studios may be built for.",
        '["linux/amd64"]',
        'platforms = ["linux/amd64", "linux/arm64"]',
        ("linux/amd64", "linux/arm64"),
    ),
    Key(
        "connect-images",
        TEXTS,
        "Further repositories that connect-client may be copied from: mirrors of your own.",
        "none",
        'connect-images = ["mirror.example.org/seqera/connect-client"]',
    ),
    Key(
        "studio-base-images",
        TEXTS,
        "Further images that are complete Studios: what is built on them needs no steps of its own.",
        "none",
        'studio-base-images = ["ghcr.io/example/studio-base"]',
    ),
    Key(
        "private-registries",
        TEXTS,
        "Registries, by host or kind (`acr`), that your Platform has credentials for.",
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
