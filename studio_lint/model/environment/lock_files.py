"""Lock files, which list what a solver chose: conda-lock's, pixi's, and conda's `@EXPLICIT`."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Span
from studio_lint.syntax.yaml.tree import Mapping, Scalar, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from studio_lint.syntax.yaml.tree import Document

    LockFileKind = Literal["conda-lock", "pixi", "@EXPLICIT"]

CONDA_LOCK: LockFileKind = "conda-lock"
PIXI: LockFileKind = "pixi"
EXPLICIT: LockFileKind = "@EXPLICIT"
_MARK = "@EXPLICIT"


class LockFile(Record):
    """Whose lock file it is, and where that shows."""

    kind: LockFileKind
    span: Span


def read(document: Document) -> LockFile | None:
    """The lock file that a document is; None for any other file. Raises nothing."""
    root = document.root
    explicit = next((problem for problem in document.problems if problem.kind == "explicit"), None)
    if explicit is not None:
        return LockFile(EXPLICIT, explicit.span)
    if not isinstance(root, Mapping):
        return _explicit(document)
    values = {entry.key.value: entry for entry in root.entries if isinstance(entry.key, Scalar)}
    if "dependencies" in values or "version" not in values:
        return None
    if "package" in values and isinstance(values["package"].value, Sequence):
        return LockFile(CONDA_LOCK, values["package"].key.span)
    if "environments" in values and "packages" in values:
        return LockFile(PIXI, values["packages"].key.span)
    return None


def _explicit(document: Document) -> LockFile | None:
    """A list of URLs below a line `@EXPLICIT`, which YAML may read as one text."""
    source = document.source
    for start in source.line_starts:
        if source.text.startswith(_MARK, start) and source.text[start + len(_MARK) :].partition("\n")[0].strip() == "":
            return LockFile(EXPLICIT, Span(start, start + len(_MARK)))
    return None
