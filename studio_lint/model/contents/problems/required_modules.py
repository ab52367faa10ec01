"""Modules of the project that a JavaScript program loads but that are not in the image."""

from __future__ import annotations

from studio_lint.facts.programs.code_options import NODE, RESOLVED
from studio_lint.model.contents.events import merged, parent
from studio_lint.model.contents.problems import given_code
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.contents import Moment


def missing(point: Moment, ran: Invocation) -> Iterator[tuple[Text, str]]:
    """Where such a module is named in the program's file, and its path."""
    code = given_code.of(point, ran)
    if code is None or code.language != NODE or not code.path:
        return
    text = code.parts[0]
    from studio_lint.syntax.code import javascript

    for module in javascript.required(text.value):
        path = join_path(parent(code.path), module.path)
        if path is None:
            continue
        tried = (path,) if module.exact else tuple(f"{path}{ending}" for ending in RESOLVED)
        if all(point.exists(merged(one)) is False for one in tried):
            yield text.sub(module.start, module.end), merged(path)
