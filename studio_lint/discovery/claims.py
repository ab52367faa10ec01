"""What files say of themselves and of others: whose they are, and what they install."""

from __future__ import annotations

import os

from studio_lint.base.source import Source
from studio_lint.discovery import kinds
from studio_lint.discovery.found_file import FILE
from studio_lint.discovery.kinds import DOCKERFILE, ENVIRONMENT
from studio_lint.files import boundary, reading
from studio_lint.files.paths import below

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from studio_lint.base.kind_types import FileKind, NameKind
    from studio_lint.base.source import Unreadable
    from studio_lint.model.context.context import Context
    from studio_lint.settings.values import Settings

    Read = Callable[[str, str, str | None], Source | Unreadable]


def kind_by_content(path: str) -> NameKind:
    """What a file is that the user named, though its name does not tell."""
    if path.lower().endswith((".yml", ".yaml")):
        return ENVIRONMENT
    source = reading.read(path, within=boundary.USERS_WORD)
    if not isinstance(source, Source):
        return FILE
    return DOCKERFILE if kinds.begins_dockerfile(source.text) else ""


def own_claim(source: Source) -> tuple[str, str]:
    """What a Dockerfile says of itself: (why it is a Studio's, why it is not)."""
    if not kinds.may_claim(source.text):
        return "", ""
    from studio_lint.syntax.dockerfile import reader as dockerfile_reader

    tree = source.once(dockerfile_reader.read)
    mark = kinds.mark_of(tree)
    if mark == "not-studio":
        return "", "marked `# studio-lint: not-studio`"
    if mark == "studio":
        return "marked `# studio-lint: studio`", ""
    return ("an instruction mentions connect-client" if kinds.has_connect(tree) else ""), ""


def may_install(text: str, by_script: bool) -> bool:
    """A first look: whether a Dockerfile may install a file of its context, itself or by a script that it runs."""
    names = "conda" in text or "mamba" in text or (by_script and ".sh" in text)
    return names and "RUN" in (capitals := kinds.folded(text)) and kinds.brings_files(capitals)


def installed(source: Source, settings: Settings, context: Context | None = None) -> tuple[str, ...]:
    """Paths from the build context of the environment files that a Dockerfile installs, or a script that it runs."""
    from studio_lint.model.build import assemble
    from studio_lint.model.environment import installers
    from studio_lint.syntax.dockerfile.reader import read

    return installers.environment_files(assemble.build(source.once(read), settings.options(), context))


def context_of(path: str, folders: Sequence[str], within: str, read: Read) -> Context | None:
    """The build context of the Dockerfile at a path, for the scripts that it runs; None where no folder may be read."""
    from studio_lint.model.context.context import Context

    def text(path: str, shown: str) -> Source | None:
        found = read(path, shown, within)
        return found if isinstance(found, Source) else None

    inside = [folder for folder in folders if boundary.inside(folder, within) is not None]
    return Context(inside, path, text) if inside else None


def listing(folder: str) -> list[str]:
    """The names in a folder; none where it cannot be read."""
    try:
        return os.listdir(folder)
    except OSError:
        return []


def references(source: Source | Unreadable, path: str, within: str) -> Iterator[tuple[FileKind, str]]:
    """Kind and absolute path of what the studio-config at `path` names in its repository."""
    if not isinstance(source, Source):
        return
    from studio_lint.model.studio import project, studio_config
    from studio_lint.syntax.yaml import reader as yaml_reader

    made = project.build(studio_config.build(yaml_reader.read(source)), path, within)
    fields = {project.DOCKERFILE_FIELD: DOCKERFILE, project.ENVIRONMENT_FIELD: ENVIRONMENT}
    for reference in made.references:
        if below(reference.target, within) is not None:
            yield fields[reference.field], reference.target
