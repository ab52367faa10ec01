"""Modules of the project that a Python program imports when it starts, and that the image does not have.

Python looks beside the program first. A module that is beside it in the build context, that no COPY brings and no
package can be, is not there: ModuleNotFoundError (Python 3.11, run in 2026-11).
"""

from __future__ import annotations

import ast
import sys

from studio_lint.base.record import Record
from studio_lint.base.source import Text
from studio_lint.facts.server_calls.python import CALLS
from studio_lint.model.posix_paths import join_path
from studio_lint.model.process.bindings import python_target

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.model.build.image import Image
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.image_files import ImageFiles
    from studio_lint.model.contents.contents import Moment

LONGEST = 300_000
PATH_VARIABLE = "PYTHONPATH"
_LISTS = ("requirements.txt", "pyproject.toml", "environment.yml", "environment.yaml", "setup.py", "setup.cfg")
"""Files of the build context that may name a package."""


class OwnModule(Record):
    """A module that is not there: its name in the program, its path, and its file in the build context."""

    word: Text
    path: str
    source: str


def unrunnable(point: Moment, ran: Invocation) -> tuple[Text, str] | None:
    """The package of `python -m package` where it is at hand and has no `__main__`, and the path of that."""
    kind, at = _target(ran)
    name = ran.arguments[at].value if kind == "module" and at < len(ran.arguments) else None
    if not name or not name.replace(".", "_").isidentifier() or name.partition(".")[0] in sys.stdlib_module_names:
        return None
    folder = join_path(ran.folder, name.replace(".", "/"))
    if folder is None or not point.exists(f"{folder}/__init__.py"):
        return None
    path = f"{folder}/__main__.py"
    gone = all(point.exists(one) is False for one in (path, f"{folder}/__main__.pyc", f"{folder}/__main__"))
    return (ran.arguments[at].text, path) if gone else None


def missing(image: Image, files: ImageFiles, point: Moment, ran: Invocation) -> Iterator[OwnModule]:
    """The modules that a program that Python is given cannot do without."""
    kind, at = _target(ran)
    given = ran.arguments[at].value if kind == "file" and at < len(ran.arguments) else None
    path = join_path(ran.folder, given) if given else None
    if path is None or image.config.variable(PATH_VARIABLE) is not None or ran.variables.get(PATH_VARIABLE) is not None:
        return
    text = files.text(path, None)
    origin = files.context_path(text.source) if text is not None else None
    if text is None or origin is None or "sys.path" in text.value or len(text.value) > LONGEST:
        return
    folder, beside = path.rpartition("/")[0], origin.rpartition("/")[0]
    for name, start in _imported(text.value):
        if any(point.exists(f"{folder}/{name}{end}") is not False for end in ("", ".py", ".pyc")):
            continue
        source = f"{beside}/{name}.py".lstrip("/")
        if files.context_file(source) is not None and not _may_be_brought(image, files, name, source):
            yield OwnModule(text.sub(start, start + len(name)), f"{folder}/{name}.py", source)


def _target(ran: Invocation) -> tuple[str, int]:
    plain = not any((word.value or "-I") in ("-I", "-P") for word in ran.arguments[1:2])
    return python_target(ran.arguments) if plain else ("", 0)


def _imported(program: str) -> Iterator[tuple[str, int]]:
    """The modules that the main line of a program imports, each with its place; no packages that are known."""
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(program)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    known = {call.owner for call in CALLS} | sys.stdlib_module_names
    lines = program.split("\n")
    for node in tree.body:
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module]
        for name in (one.partition(".")[0] for one in names):
            before = sum(len(line) + 1 for line in lines[: node.lineno - 1])
            at = program.find(name, before + len("import") if isinstance(node, ast.Import) else before + len("from"))
            if name not in known and at >= 0 and node.col_offset == 0:
                yield name, at


def _may_be_brought(image: Image, files: ImageFiles, name: str, source: str) -> bool:
    """Whether a step may bring a module of that name: a COPY its file, an installer a package."""
    for stage in image.stages:
        for copy in stage.copies:
            if copy.origin == "unknown" or (copy.origin == "context" and files.takes(copy, source)):
                return True
        if any(one.keyword == "RUN" and name in one.body.value for one in stage.instructions):
            return True
    lists = (files.context_file(path) for path in _LISTS)
    return any(text is not None and name in text.value for text in lists)
