"""The port that a tool's own file of settings gives it, and whether that is stronger than what the command says."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.tools.tool import FILE, JSON, NGINX, PROGRAM, PYTHON
from studio_lint.model.commands.arguments import PORT
from studio_lint.model.process.bindings import DEFAULT, LITERAL, NOTHING, TOOL_PORT, UNKNOWN, Binding, Served
from studio_lint.model.process.ini_lines import settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.facts.tools.tool import Settings
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.image_files import ImageFiles


class Held(Record):
    """A file of settings that a tool reads."""

    settings: Settings
    text: Text


def told(served: Served, ran: Invocation, files: ImageFiles) -> tuple[Served, tuple[Text, ...]]:
    """The tool with the port of its settings, and the files that were read."""
    if not served.tool.settings:
        return served, ()
    held = tuple(_held(served, ran, files))
    texts = tuple(one.text for one in held)
    if not held and _may_be_changed(served, files):
        return _vague(served), ()
    if held and served.host.kind == DEFAULT:
        served = served.replace(host=NOTHING)
    if served.by and _rank(served, served.by) < _rank(served, FILE):
        return served, texts
    for one in held:
        if one.settings.language == PROGRAM:
            return _vague(served) if not served.by else served.replace(port=NOTHING, open=True), texts
        port = _port(one.settings, one.text)
        if port is not NOTHING:
            return served.replace(port=port, open=False, by=FILE), texts
    return served, texts


def _rank(served: Served, way: str) -> int:
    order = served.tool.order
    return order.index(way) if way in order else len(order)


def _vague(served: Served) -> Served:
    """The tool, its own port and host unsure."""
    if served.port.kind != DEFAULT:
        return served
    host = NOTHING if served.host.kind == DEFAULT else served.host
    return served.replace(port=NOTHING, host=host, open=True)


def _may_be_changed(served: Served, files: ImageFiles) -> bool:
    """Whether an instruction names a settings file with a fixed place, whose text is not known."""
    names = [path.rpartition("/")[2] for one in served.tool.settings for path in one.places if path.startswith("/")]
    return any(
        instruction.keyword in ("RUN", "COPY", "ADD") and any(name in instruction.body.value for name in names)
        for stage in files.image.lineage
        for instruction in stage.instructions
    )


def _held(served: Served, ran: Invocation, files: ImageFiles) -> Iterator[Held]:
    """The files at hand that the tool reads, the strongest first."""
    values = [word.value or "" for word in ran.arguments]
    for one in served.tool.settings:
        for at, value in enumerate(values):
            flag, equals, given = value.partition("=")
            if flag in one.flags:
                path = given if equals else values[at + 1] if at + 1 < len(values) else ""
                found = files.text(path.removeprefix("python:").removeprefix("file:"), ran.folder)
                if found is not None:
                    yield Held(one, found)
                return
    for one in served.tool.settings:
        for path in _paths(one, ran, files):
            found = files.text(path, ran.folder)
            if found is not None:
                yield Held(one, found)
        if one.folder and one.language in (PYTHON, JSON):
            for path, text in files.paths_below(one.folder.strip("/")):
                if one.folder in path and path.endswith("_config.py" if one.language == PYTHON else "_config.json"):
                    yield Held(one, text)
        elif one.folder:
            yield from (Held(one, text) for text in files.below(one.folder))


def _paths(one: Settings, ran: Invocation, files: ImageFiles) -> Iterator[str]:
    """Where a file is looked for, `~` and variables filled in; those that are not known are left out."""
    for path in one.places:
        if path.startswith("~"):
            home = _home(files)
            if home:
                yield home + path[1:]
        elif path.startswith("$"):
            name, slash, rest = path[1:].partition("/")
            parts = ran.variables.get(name, exported=True)
            if parts and all(part.kind == "text" for part in parts):
                yield "".join(part.text.value for part in parts) + slash + rest
        else:
            yield path


def _home(files: ImageFiles) -> str:
    """The home of the user who starts it; "" where it is not known."""
    config = files.image.config
    home = config.variable("HOME")
    if home is not None and home.known:
        return home.value
    user = config.user
    name = "root" if user is None else user.value.partition(":")[0] if user.known else ""
    if name in ("root", "0"):
        return "/root"
    return f"/home/{name}" if name and not name.isdigit() else ""


def _port(one: Settings, text: Text) -> Binding:
    if one.language == NGINX:
        from studio_lint.model.process import nginx

        return nginx.listen(text) or NOTHING
    if one.language == PYTHON:
        from studio_lint.model.process import python_source

        return _number(python_source.assigned(text, one.port), one)
    section = one.section if one.language != JSON else ""
    found = next((each.value for each in settings(text) if (each.section, each.key) == (section, one.port)), None)
    return NOTHING if found is None else _number(Binding(LITERAL, found.value, found), one)


def _number(value: Binding, one: Settings) -> Binding:
    """The port at the end of an address."""
    if value.kind != LITERAL or value.text is None:
        return value
    if one.spelling and one.spelling.format(PORT) in value.value:
        return Binding(TOOL_PORT, "", value.text, one.port, True)
    number = value.value.rstrip(",").rpartition(":")[2].strip(" \"'")
    if not number.isdigit():
        return Binding(UNKNOWN, "", value.text)
    at = value.text.value.rindex(number)
    return Binding(LITERAL, number, value.text.sub(at, at + len(number)), one.port, True)
