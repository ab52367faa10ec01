"""What a file is, by its name and by what stands in it."""

from __future__ import annotations

from studio_lint.base.nearest import nearest
from studio_lint.facts.studio_files import FILE_NAME, KIND
from studio_lint.syntax.comment import MARK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from studio_lint.base.kind_types import FileKind
    from studio_lint.settings.values import Settings
    from studio_lint.syntax.dockerfile.tree import Dockerfile

DOCKERFILE: FileKind = "dockerfile"
ENVIRONMENT: FileKind = "environment"
CONFIG: FileKind = "config"

_YAML = (".yml", ".yaml")
_TEMPLATES = (".j2", ".jinja", ".jinja2", ".tmpl", ".tpl", ".template", ".erb")
_NO_DOCKERFILES = (".dockerignore", ".md", ".orig", ".rej", ".bak", ".swp", "~", *_TEMPLATES)
_DASHES = "-_ .\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_DEPENDENCIES = "dependencies"
_CONDA_KEYS = frozenset(("name", "channels", "prefix", "pip", "variables", "platforms"))


def kind_of_name(name: str) -> FileKind | Literal[""]:
    """What a file's name says that it is; "" for none of ours."""
    low = name.lower()
    if low.endswith(_YAML):
        if could_be_config(name):
            return CONFIG
        if low.startswith(("environment", "conda", "env.y")):
            return ENVIRONMENT
    if name == "Dockerfile" or name.startswith(("Dockerfile.", "Containerfile")) or low.endswith(".dockerfile"):
        return "" if low.endswith(_NO_DOCKERFILES) else DOCKERFILE
    return ""


def could_be_config(name: str) -> bool:
    """Whether a name is that of a studio-config, or meant to be: `studio_config.yaml`, `studio–config.yml`."""
    stem, _, _ = name.lower().rpartition(".")
    plain = "".join("-" if char in _DASHES else char for char in stem)
    return plain == KIND or (plain.startswith("stud") and nearest(plain, (KIND,)) is not None)


def is_config_name(name: str) -> bool:
    """Whether the Platform reads a file of that name."""
    return name == FILE_NAME


def is_environment(text: str) -> bool:
    """Whether a YAML text is a conda environment, or meant to be one.

    `dependencies` tells it. Without that, only a file that has no other keys
    than those of an environment: conda's own settings begin with `channels`, too.
    """
    if text.lstrip().startswith("{"):
        return f'"{_DEPENDENCIES}"' in text or f"{_DEPENDENCIES}:" in text
    if f"\n{_DEPENDENCIES}:" in f"\n{text}":
        return True
    keys = set(top_keys(text))
    if _DEPENDENCIES in keys or any(nearest(key, (_DEPENDENCIES,)) for key in keys):
        return True
    if "\n@EXPLICIT" in f"\n{text}":
        return True
    others = {key for key in keys if key not in _CONDA_KEYS and not nearest(key, ("channels",))}
    return not others and bool(keys - {"name"})


def is_config(text: str) -> bool:
    """Whether a YAML text is a studio-config, or meant to be one."""
    for line in _top_lines(text):
        key, _, rest = line.partition(":")
        if key == "kind" and KIND in rest:
            return True
    return {"session", "schemaVersion"} <= set(top_keys(text))


def top_keys(text: str) -> Iterator[str]:
    """The keys of a YAML text's outermost block mapping, by their column: enough to tell what a file is about."""
    for line in _top_lines(text):
        key, colon, rest = line.partition(":")
        if colon and (not rest or rest[0] in " \t\r"):
            yield key.strip().strip("\"'")


def _top_lines(text: str) -> Iterator[str]:
    """Lines that begin at the column of the first one, comments and document marks left out."""
    column: int | None = None
    for line in text.split("\n"):
        bare = line.lstrip(" ")
        if not bare.strip() or bare[0] in "#%" or line.startswith(("---", "...")):
            continue
        if column is None:
            column = len(line) - len(bare)
        if len(line) - len(bare) == column:
            yield bare


def begins_dockerfile(text: str) -> bool:
    """Whether a text of an unknown name begins as a Dockerfile does; Python's `from a import b` is none."""
    for line in text.split("\n"):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if words[0].upper() == "FROM":
            behind = [word for word in words[1:] if not word.startswith("--")]
            return len(behind) < 2 or behind[1].upper() == "AS"
        return words[0].upper() == "ARG"
    return False


def may_claim(text: str) -> bool:
    """Whether a Dockerfile has to be read to know what it says of itself."""
    return "connect-client" in text or MARK in text


def folded(text: str) -> str:
    """A Dockerfile's text in capitals; a line that goes on may cut a word in two, so it is joined."""
    capitals = text.upper()
    for mark in ("\\\n", "\\\r\n", "`\n", "`\r\n"):
        capitals = capitals.replace(mark, "")
    return capitals


def brings_files(capitals: str) -> bool:
    """A first look at a folded text: whether the build may take files from its context or from an address."""
    copies = capitals.count("COPY") > capitals.count("COPY --FROM")
    return copies or "ADD " in capitals or "ADD\t" in capitals or "--MOUNT" in capitals


def mark_of(tree: Dockerfile) -> str:
    """What a `# studio-lint: …` comment calls the file: "studio", "not-studio" or ""."""
    for comment in tree.comments:
        word = comment.text.strip()
        if word.startswith(MARK):
            mark = word[len(MARK) :].strip().partition(" ")[0]
            if mark in ("studio", "not-studio"):
                return mark
    return ""


def has_connect(tree: Dockerfile) -> bool:
    """Whether connect-client stands in an instruction; in a comment it does not count."""
    word = "connect-client"
    return any(
        word in instruction.body.value
        or any(flag.value is not None and word in flag.value.value for flag in instruction.flags)
        or any(word in heredoc.content.value for heredoc in instruction.heredocs)
        for instruction in tree.instructions
    )


def kind_in(name: str, path: str, settings: Settings) -> FileKind | Literal[""]:
    """The kind of file by its name and the settings that hold for it; "" for none."""
    kind = kind_of_name(name)
    if kind:
        return kind
    if settings.dockerfiles.takes(path):
        return DOCKERFILE
    return ENVIRONMENT if settings.environments.takes(path) else ""
