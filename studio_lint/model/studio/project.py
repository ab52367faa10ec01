"""One Studio of a repository: its studio-config and the files that it refers to."""

from __future__ import annotations

import os

from studio_lint.base.diagnostics import Place
from studio_lint.base.nearest import nearest
from studio_lint.base.record import Record
from studio_lint.base.source import Source, Span
from studio_lint.facts.studio_files import FILE_NAME, FOLDER
from studio_lint.files import boundary
from studio_lint.files.paths import below

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from studio_lint.base.source import Text
    from studio_lint.model.studio.studio_config import StudioConfig

    MisplacementReason = Literal["name", "folder", "second"]

_MOST_FILES = 2000
_DEEPEST = 8
_LARGEST = 1 << 20

DOCKERFILE_FIELD = "session.template.dockerfile"
ENVIRONMENT_FIELD = "session.dependencies.condaEnvironmentFile"


class FileReference(Record):
    """A file that the studio-config names.

    field      path of the naming field in the schema
    text       the name as written
    target     where it leads, an absolute path, whether or not something is there
    exists     whether a file is there, in just these upper and lower case letters
    inside     whether that is inside the config's folder, as the Platform demands
    near       the one file that was probably meant, as it should be written
    """

    field: str
    text: Text
    target: str
    exists: bool
    inside: bool
    near: str | None = None

    @property
    def name(self) -> str:
        """The file's name, its folders left out."""
        return os.path.basename(self.target)


class Misplacement(Record):
    """Why the Platform does not find a studio-config.

    reason   "name": it is not called `studio-config.yaml`; "folder": it does not lie right in `.seqera`;
             "second": it is not called so, and the one that counts lies beside it
    """

    reason: MisplacementReason


class Project(Record):
    """A Studio of a repository.

    folder      absolute path of the folder that the config is in
    references  the files that it names and that count for its kind of template
    root        absolute path of the repository, outside of which nothing is read
    platform    the Platform that it runs on, as `facts.platforms` names it
    """

    config: StudioConfig
    folder: str
    references: tuple[FileReference, ...]
    misplacement: Misplacement | None = None
    root: str = ""
    platform: str = "cloud"

    def place(self, span: Span, label: str = "") -> Place:
        """A place in the studio-config."""
        return self.config.place(span, label)

    def reference(self, field: str) -> FileReference | None:
        """The file that a field names, by the path of the field; None where it names none that counts."""
        return next((reference for reference in self.references if reference.field == field), None)

    def near_place(self, reference: FileReference, label: str) -> Place | None:
        """The first line of the file that was probably meant."""
        if reference.near is None:
            return None
        path = os.path.join(self.folder, reference.near)
        above = os.path.dirname(self.config.document.source.path)
        shown = f"{above}/{reference.near}" if above else reference.near
        text = _text_of(path, self.root)
        return Place(Source(shown, text), Span(0, len(text.partition("\n")[0].rstrip("\r"))), label)


def build(config: StudioConfig, location: str, root: str | None = None) -> Project:
    """The Studio of a config that is at `location` on disk, in the repository `root`. Raises nothing.

    Outside the repository nothing is looked at: a file that a reference finds there does not exist for us.
    """
    path = os.path.abspath(location)
    folder = os.path.dirname(path)
    root = boundary.root_of(path) if root is None else root
    misplacement = _misplacement(folder, os.path.basename(path))
    return Project(config, folder, tuple(_references(config, folder, root)), misplacement, root)


def _references(config: StudioConfig, folder: str, root: str) -> Iterator[FileReference]:
    named = ((DOCKERFILE_FIELD, config.dockerfile), (ENVIRONMENT_FIELD, config.environment_file))
    for field, text in named:
        if text is not None:
            yield _reference(field, text, folder, root)


def _reference(field: str, text: Text, folder: str, root: str) -> FileReference:
    written = text.value.strip()
    target = os.path.normpath(os.path.join(folder, written))
    inside = not os.path.isabs(written) and target.startswith(folder + os.sep)
    exists = below(target, root) is not None and _is_file(target)
    near = None if exists and inside else _near(written, folder)
    return FileReference(field, text, target, exists, inside, near)


def _is_file(path: str) -> bool:
    """Whether a file of just that name is there, also where the file system takes `dockerfile` for `Dockerfile`."""
    folder, name = os.path.split(path)
    try:
        return name in os.listdir(folder) and os.path.isfile(path)
    except (OSError, ValueError):
        return False


def _near(written: str, folder: str) -> str | None:
    """The one file in the folder that the written name was probably meant for."""
    files = [name for name in _files(folder) if name != FILE_NAME]
    plain = os.path.normpath(written).replace(os.sep, "/").lstrip("/").removeprefix(f"{FOLDER}/")
    while plain.startswith("../"):
        plain = plain[3:]
    plain = plain.removeprefix(f"{FOLDER}/")
    if plain in files:
        return plain
    name = plain.rpartition("/")[2]
    same = [file for file in files if file.rpartition("/")[2] == name]
    if same:
        return same[0] if len(same) == 1 else None
    return nearest(plain, files)


def _files(folder: str) -> list[str]:
    """Files in a folder and those below, as paths from it with `/`; so many at most."""
    found: list[str] = []
    waiting = [("", 0)]
    while waiting and len(found) < _MOST_FILES:
        stem, depth = waiting.pop()
        try:
            entries = sorted(os.scandir(os.path.join(folder, stem)), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if depth < _DEEPEST and entry.name != ".git":
                    waiting.append((f"{stem}{entry.name}/", depth + 1))
            elif entry.is_file():
                found.append(f"{stem}{entry.name}")
    return found


def _misplacement(folder: str, name: str) -> Misplacement | None:
    if os.path.basename(folder) != FOLDER:
        return Misplacement("folder")
    if name == FILE_NAME:
        return None
    return Misplacement("second" if _is_file(os.path.join(folder, FILE_NAME)) else "name")


def _text_of(path: str, root: str) -> str:
    try:
        return boundary.read_bytes(path, root, _LARGEST).decode("utf-8", "replace").removeprefix("\ufeff")
    except (OSError, ValueError):
        return ""
