"""Fixed words for kinds of files and of problems: a type checker finds a mistyped one. Nothing runs here."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    FileKind = Literal["dockerfile", "environment", "config"]
    """What a file is that is linted."""
    NameKind = FileKind | Literal["folder", "file", ""]
    """What a name in a folder may be."""

    DockerfileKind = Literal[
        "argument-count", "before-from", "blank-name", "comment", "conflict", "directive", "exec-form",
        "flag-twice", "flag-value", "healthcheck", "heredoc", "line-too-long", "no-equals", "no-stage",
        "onbuild", "size", "stage-name", "unknown-flag", "unknown-instruction", "unknown-instruction-again",
    ]  # fmt: skip
    """Of the Dockerfile reader."""

    BuildKind = Literal[
        "build-check", "checksum", "chmod", "command", "copy-url", "cycle", "device", "directive",
        "expansion", "forward", "from-variable", "image", "index", "mount", "no-stage", "platform", "port",
        "self", "signal", "target", "volume",
    ]  # fmt: skip
    """Of the build."""

    YamlKind = Literal[
        "alias", "character", "depth", "documents", "duplicate-key", "expansion", "explicit", "size",
        "strict", "syntax", "value",
    ]  # fmt: skip
    """Of the YAML reader."""

    EnvironmentKind = Literal[
        "option", "page", "refused", "scheme", "shape", "top-level-pip", "variable",
    ]  # fmt: skip
    """Of an environment file's shape and channels."""

    RefusalKind = Literal[
        "bracket", "build", "build-number", "channel", "empty-local", "empty-part", "epoch", "filename",
        "implicit-version", "incomplete", "joint", "mixed-separators", "name-missing", "number-too-big",
        "operator", "unpaired", "version-characters", "version-missing",
    ]  # fmt: skip
    """Of what libmamba refuses in a match spec."""

    SpecKind = Literal[
        "build-impossible", "channel-platform", "name-extras", "name-illegal", "name-pasted", "size",
        "version-range", "wheel",
    ]  # fmt: skip
    """Of match specs that it takes, and nothing comes of."""

    RequirementKind = Literal[
        "channel", "comma", "command", "constraint", "egg", "egg-name", "invalid", "marker", "operator", "option",
        "option-value", "passed-over", "quote", "quotes", "size", "version", "wheel", "yaml-item",
    ]  # fmt: skip
    """Of requirements of pip."""

    ProblemKind = DockerfileKind | BuildKind | YamlKind | EnvironmentKind | RefusalKind | SpecKind | RequirementKind
