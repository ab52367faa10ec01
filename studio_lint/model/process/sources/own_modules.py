"""Modules of the project that a Python program imports when it starts, and that the image does not have.

Python looks beside the program first. A module that is beside it in the build context, that no COPY brings and no
package can be, is not there: ModuleNotFoundError (Python 3.11, run in 2026-11).
"""

from __future__ import annotations

import ast
import sys

from studio_lint.base.record import Record
from studio_lint.base.source import Text
from studio_lint.facts import interpreters
from studio_lint.facts.server_calls.python import CALLS
from studio_lint.model.posix_paths import join_path
from studio_lint.model.process.bindings import python_target
from studio_lint.model.process.sources.app_module import application

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.model.build.image import Image
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.image_files import ImageFiles
    from studio_lint.model.contents.contents import Moment

LONGEST = 300_000
MOST = 30
"""Modules of a program that are read."""
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
    """The modules that a program cannot do without: those of the main lines of its file, and of its own modules."""
    if image.config.variable(PATH_VARIABLE) is not None or ran.variables.get(PATH_VARIABLE) is not None:
        return
    folder, path = _program(files, ran)
    text = files.text(path, None) if path else None
    origin = files.context_path(text.source) if text is not None else None
    inside = path[len(folder) :].lstrip("/")
    if text is None or origin is None or not f"/{origin}".endswith(f"/{inside}"):
        return
    beside = origin.removesuffix(inside)
    waiting, seen = [text], {inside}
    while waiting and len(seen) < MOST:
        text = waiting.pop()
        if "sys.path" in text.value or len(text.value) > LONGEST:
            return
        for name, start in _imported(text.value):
            own = name.partition(".")[0]
            if any(point.exists(f"{folder}/{own}{end}") is not False for end in ("", ".py", ".pyc")):
                found = files.text(f"{folder}/{own}.py", None)
                waiting += [found] if found is not None and own not in seen else []
                seen.add(own)
                continue
            source = _in_context(files, beside, name)
            if source and not _may_be_brought(image, files, own, source):
                taken = source if source.endswith(f"{own}.py") else f"{beside}{own}"
                yield OwnModule(text.sub(start, start + len(own)), f"{folder}/{taken.removeprefix(beside)}", taken)


def _program(files: ImageFiles, ran: Invocation) -> tuple[str, str]:
    """The folder in which a program looks for modules first, and the path of the program; "" where not known."""
    served = application(ran)
    if served is not None:
        return ran.folder or "", next((one for one in served[1] if files.text(one, None) is not None), "")
    kind, at = _target(ran)
    given = ran.arguments[at].value if kind == "file" and at < len(ran.arguments) else None
    path = (join_path(ran.folder, given) if given else None) or ""
    return path.rpartition("/")[0], path


def served(files: ImageFiles, ran: Invocation) -> tuple[str, Text] | None:
    """The folder of a served application, and the text of its module; None where it is not known, or none is served."""
    if application(ran) is None:
        return None
    folder, path = _program(files, ran)
    text = files.text(path, None) if path and folder else None
    return (folder, text) if text is not None else None


def _in_context(files: ImageFiles, beside: str, name: str) -> str:
    """The file of a module in the build context, beside the program's; "" where there is none."""
    own, inner = name.partition(".")[0], name.replace(".", "/")
    tried = (f"{own}.py", f"{own}/__init__.py", f"{inner}.py")
    return next((f"{beside}{one}" for one in tried if files.context_file(f"{beside}{one}") is not None), "")


def _target(ran: Invocation) -> tuple[str, int]:
    interpreter = interpreters.find(ran.name or "")
    if interpreter is None or interpreter.language != interpreters.PYTHON:
        return "", 0
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
        for name in names:
            before = sum(len(line) + 1 for line in lines[: node.lineno - 1])
            at = program.find(name, before + len("import") if isinstance(node, ast.Import) else before + len("from"))
            if name.partition(".")[0] not in known and at >= 0 and node.col_offset == 0:
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
