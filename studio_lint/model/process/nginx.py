"""Where nginx listens, read from the configuration that the project brings."""

from __future__ import annotations

from studio_lint.facts.errands import EDITING, HARMLESS
from studio_lint.model.commands.arguments import PORT
from studio_lint.model.commands.image_files import occurrences
from studio_lint.model.process.bindings import DEFAULT, LITERAL, NOTHING, Binding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.image_files import ImageFiles

FOLDER = "nginx"


def listens(nginx: Invocation, ran: list[Invocation], files: ImageFiles) -> tuple[Binding, tuple[Text, ...]]:
    """The port of the first `listen`, and the texts that were read.

    Not known where a command of the start script changes the configuration in a
    way that is not followed.
    """
    texts = list(files.below(FOLDER))
    words = nginx.arguments[1:]
    for at, word in enumerate(words):
        if word.value == "-c" and at + 1 < len(words):
            found = files.text(words[at + 1].value or "", nginx.folder)
            if found is None:
                return NOTHING, tuple(texts)
            texts.append(found)
    for command in ran:
        if command is nginx:
            break
        told = _prepared(command, files)
        if told is None:
            return NOTHING, tuple(texts)
        texts += told
    for text in texts:
        port = listen(text)
        if port is not None:
            return port, tuple(texts)
    if texts:
        return NOTHING, tuple(texts)
    return Binding(DEFAULT, "80", nginx.arguments[0].text), ()


def unexpanded(nginx: Invocation, ran: list[Invocation], files: ImageFiles) -> tuple[Text, ...]:
    """`$CONNECT_TOOL_PORT` behind a `listen` that nginx itself reads: it fills in no variables there.

    () where a command may put the port in before nginx starts, or the file is no
    more than a template.
    """
    for command in ran:
        if command is nginx:
            break
        if command.name not in HARMLESS or command.name in EDITING or _prepared(command, files) != []:
            return ()
    return tuple(found for path, text in files.paths_below(FOLDER) if _is_read(path) for found in _literal(text))


def _is_read(path: str) -> bool:
    """Whether nginx reads a file of this path by its own main configuration."""
    return "template" not in path and path.endswith((".conf", "/sites-enabled/default"))


def _literal(text: Text) -> Iterator[Text]:
    for found in occurrences(text, PORT):
        at = found.span().start - text.span().start
        value = text.value
        start = value.rfind("\n", 0, at) + 1
        line = value[start:at]
        if line.split()[:1] != ["listen"] or value[at : at + len(PORT)] != PORT:
            continue
        if line.endswith("${") and value.startswith("}", at + len(PORT)):
            yield text.sub(at - 2, at + len(PORT) + 1)
        elif line.endswith("$"):
            yield text.sub(at - 1, at + len(PORT))


def _prepared(command: Invocation, files: ImageFiles) -> list[Text] | None:
    """Configuration that a command makes: [] if it makes none, None if it is not known which."""
    values = [word.value or "" for word in command.arguments]
    targets = [flow.target.value or "" for flow in command.flows if flow.target and ">" in flow.operator]
    if not any(FOLDER in value for value in (*values[1:], *targets)):
        return []
    if command.name in ("mkdir", "chmod", "chown", "ls", "rm", "touch", "echo", "test", "[") and not targets:
        return []
    if command.name == "envsubst":
        inputs = [flow.target.value for flow in command.flows if flow.target and flow.operator == "<"]
        texts = [files.text(path, command.folder) for path in inputs if path]
        found = [text for text in texts if text is not None]
        return found if found and len(found) == len(texts) else None
    return None


def listen(text: Text) -> Binding | None:
    """The first `listen` with a number for its port; None if there is none, NOTHING if a variable is its port."""
    value = text.value
    at = 0
    while at < len(value):
        end = value.find("\n", at)
        end = len(value) if end < 0 else end
        line = value[at:end].partition("#")[0]
        words = line.replace("{", " { ").split()
        if "listen" in words[:-1]:
            address = words[words.index("listen") + 1].rstrip(";")
            number = address.rpartition(":")[2]
            if number.isdigit():
                start = value.index(address, at + line.index("listen") + 6) + len(address) - len(number)
                return Binding(LITERAL, number, text.sub(start, start + len(number)), "listen")
            if "unix" not in address and not number.isdigit() and "$" in address:
                return NOTHING
        at = end + 1
    return None
