"""Modules of the project and packages that a JavaScript program loads but that are not in the image."""

from __future__ import annotations

from studio_lint.facts.programs.code_options import HOOKS, LOADED_AS_WRITTEN, NODE, NODE_MODULES, NODE_PATH, RESOLVED
from studio_lint.model.contents.events import merged, parent
from studio_lint.model.contents.problems import given_code
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image
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


def no_package(image: Image, point: Moment, ran: Invocation) -> Iterator[Text]:
    """Packages that a program loads, where no folder has them in which Node looks: `node_modules`, here and above."""
    code = given_code.of(point, ran)
    if code is None or code.language != NODE or not code.path.endswith(LOADED_AS_WRITTEN):
        return
    text = code.parts[0]
    if ran.variables.get(NODE_PATH) is not None or any(word.value in HOOKS for word in ran.arguments[1:]):
        return
    from studio_lint.syntax.code import javascript

    folders = [parent(code.path)]
    while folders[-1] != "/":
        folders.append(parent(folders[-1]))
    for module in javascript.packages(text.value):
        tried = (f"{folder.rstrip('/')}/node_modules/{module.path}" for folder in folders)
        point.timeline.leaned = False
        gone = module.path not in NODE_MODULES and all(point.exists(one) is False for one in tried)
        # A build context elsewhere than in a clone may have the packages.
        if gone and (not point.timeline.leaned or image.options.in_seqera):
            yield text.sub(module.start, module.end)
