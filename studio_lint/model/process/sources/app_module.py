"""The module that a server should serve (`gunicorn main:app`), and whether it is where the server looks for it."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Text
from studio_lint.model.posix_paths import join_path
from studio_lint.model.process.bindings import tool_of
from studio_lint.model.process.tool_words import flag_name, is_one_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.build.image import Image
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.contents import Moment

MARKS = frozenset("*?[")


class MissingModule(Record):
    """A module that is not there: its word, the path where it is looked for, and where the image has it."""

    word: Text
    path: str
    elsewhere: str


def missing(image: Image, point: Moment, ran: Invocation) -> MissingModule | None:
    """The module of an application, where the image has its file in another folder than the command's."""
    named = module_of(ran)
    if named is None or image.config.variable("PYTHONPATH") is not None:
        return None
    word, paths = named
    if any(point.exists(path) is not False for path in (*paths, paths[0].removesuffix(".py"))):
        return None
    near = _landed(image, point, paths[0].rpartition("/")[2])
    return MissingModule(word, paths[0], near) if near else None


def _landed(image: Image, point: Moment, name: str) -> str:
    """Where a COPY puts the only file of that name, by itself or with its folder."""
    context = image.context
    if context is None or MARKS & set(name):
        return ""
    found = [*(context.glob(name) or ()), *(context.glob(f"*/{name}") or ())]
    for copy in (copy for stage in image.lineage for copy in stage.copies) if len(found) == 1 else ():
        if copy.kind == "mount" or copy.origin != "context":
            continue
        for source in copy.sources:
            folder, _, rest = found[0].rpartition("/")
            inside = f"{copy.target.rstrip('/')}/{rest}"
            whole = f"{copy.target.rstrip('/')}/{found[0]}"
            landings = [inside] if source.path.strip("/") == folder else [*copy.landings(source), whole]
            for landing in landings:
                if landing.rpartition("/")[2] == name and point.exists(landing):
                    return landing
    return ""


def module_of(ran: Invocation) -> tuple[Text, tuple[str, ...]] | None:
    """The word that names an application as `package.module:name`, and the paths of which one is its file.

    None where the command may look for it elsewhere than in the folder in which it is run.
    """
    found = application(ran)
    return (found[0].text, found[1]) if found is not None else None


def application(ran: Invocation) -> tuple[Argument, tuple[str, ...]] | None:
    """As `module_of`, the word as the command is given it."""
    found = tool_of(ran)
    if (
        found is None
        or not (found[0].needs or found[0].apps)
        or ran.folder is None
        or ran.variables.get("PYTHONPATH") is not None
    ):
        return None
    words = found[1]
    if any(word.value is None and not is_one_word(word) for word in words):
        return None
    if any(flag_name(word) in (*found[0].folders, *found[0].config) for word in words):
        return None
    for at, word in enumerate(words):
        name, colon, attribute = (word.value or "").partition(":")
        before = words[at - 1].value or "" if at else ""
        plain = attribute.partition("(")[0].replace(".", "_").isidentifier()
        here = before in found[0].apps if found[0].apps else not before.startswith("-")
        if colon and plain and name.replace(".", "_").isidentifier() and here:
            path = join_path(ran.folder, name.replace(".", "/"))
            return (word, (f"{path}.py", f"{path}/__init__.py")) if path else None
    return None
