"""The port in a tool's own settings file, and whether it takes precedence over the command."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.tools.tool import APACHE, FILE, HAPROXY, JSON, LIGHTTPD, NGINX, PROGRAM, PYTHON
from studio_lint.model.commands.arguments import PORT
from studio_lint.model.commands.written_files import PORT_MARK
from studio_lint.model.process.bindings import DEFAULT, LITERAL, NOTHING, TOOL_PORT, UNKNOWN, Binding, Served
from studio_lint.model.process.settings.ini_lines import settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.facts.tools.tool import SettingsFile
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.image_files import ImageFiles
    from studio_lint.model.process.start_files import StartFiles

LINES = (APACHE, LIGHTTPD, HAPROXY)
"""Languages of one directive a line."""


class ReadSettings(Record):
    """A file of settings that a tool reads; `text` None: it is not known what is in it."""

    settings: SettingsFile
    text: Text | None


class ToldSettings(Record):
    """The tool with the port of its settings, the files that were read, the variable where none is filled in."""

    served: Served
    texts: tuple[Text, ...] = ()
    unexpanded: tuple[Text, ...] = ()


def read(served: Served, ran: Invocation, files: StartFiles) -> ToldSettings:
    """What a tool's settings say. Raises nothing."""
    if not served.tool.settings:
        return ToldSettings(served)
    found = tuple(at_hand(served.tool.settings, ran, files))
    texts = tuple(one.text for one in found if one.text is not None)
    if any(one.text is None for one in found) or (not found and _may_be_changed(served, files)):
        return ToldSettings(_vague(served), texts)
    if found and served.host.kind == DEFAULT:
        served = served.replace(host=NOTHING)
    if served.by and _rank(served, served.by) < _rank(served, FILE):
        return ToldSettings(served, texts)
    unexpanded = tuple(place for one in found if one.text for place in _literal(one.settings, one.text))
    if unexpanded:
        return ToldSettings(served.replace(port=NOTHING), texts, unexpanded)
    for one in found:
        if one.settings.language == PROGRAM or one.text is None:
            return ToldSettings(_vague(served) if not served.by else served.replace(port=NOTHING, open=True), texts)
        port = _port(one.settings, one.text)
        if port is not NOTHING:
            return ToldSettings(served.replace(port=port, open=False, by=FILE), texts)
        if PORT_MARK in one.text.value:
            return ToldSettings(_vague(served), texts)  # in a form that is not read (JSON on one line)
    return ToldSettings(served, texts)


def _rank(served: Served, way: str) -> int:
    order = served.tool.order
    return order.index(way) if way in order else len(order)


def _vague(served: Served) -> Served:
    """The tool, its own port and host unsure."""
    if served.port.kind != DEFAULT:
        return served
    host = NOTHING if served.host.kind == DEFAULT else served.host
    return served.replace(port=NOTHING, host=host, open=True)


def _may_be_changed(served: Served, files: StartFiles) -> bool:
    """Whether an instruction names a settings file with a fixed place, whose text is not known."""
    names = [path.rpartition("/")[2] for one in served.tool.settings for path in one.places if path.startswith("/")]
    names += [one.folder for one in served.tool.settings if one.folder and one.language in LINES]
    pages = next((f"{one.folder}/{one.pages}" for one in served.tool.settings if one.pages), "\n")
    return any(
        instruction.keyword in ("RUN", "COPY", "ADD")
        and any(name in instruction.body.value.replace(pages, "") for name in names)
        for stage in files.files.image.lineage
        for instruction in stage.instructions
        if not (instruction.keyword == "RUN" and "install" in instruction.body.value)
    )


def at_hand(settings_read: tuple[SettingsFile, ...], ran: Invocation, files: StartFiles) -> Iterator[ReadSettings]:
    """The files at hand among those that a tool reads, the strongest first."""
    values = [word.value or "" for word in ran.arguments]
    for one in settings_read:
        for at, value in enumerate(values):
            flag, equals, given = value.partition("=")
            if flag in one.flags:
                path = given if equals else values[at + 1] if at + 1 < len(values) else ""
                found = files.look(path.removeprefix("python:").removeprefix("file:"), ran.folder, ran)
                if found.text is not None or not found.sure:
                    yield ReadSettings(one, found.text)
                return
    for one in settings_read:
        for path in _paths(one, ran, files):
            found = files.look(path, ran.folder, ran)
            if found.text is not None or not found.sure:
                yield ReadSettings(one, found.text)
        if one.folder and one.language in (PYTHON, JSON):
            for path, found in files.below(one.folder.strip("/"), ran):
                if one.folder in path and path.endswith("_config.py" if one.language == PYTHON else "_config.json"):
                    yield ReadSettings(one, found.text)
        elif one.folder:
            yield from (ReadSettings(one, found.text) for _, found in files.below(one.folder, ran))


def _paths(one: SettingsFile, ran: Invocation, files: StartFiles) -> Iterator[str]:
    """Where a file is looked for, `~` and variables filled in; those that are not known are left out."""
    for path in one.places:
        if path.startswith("~"):
            home = _home(files.files)
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
    return f"/home/{name}" if name and not name.isdecimal() else ""


def _port(one: SettingsFile, text: Text) -> Binding:
    if one.language == NGINX:
        from studio_lint.model.process.settings import nginx

        return nginx.listen(text) or NOTHING
    if one.language == PYTHON:
        from studio_lint.model.process.sources import python_source

        return _number(python_source.assigned(text, one.port), one)
    if one.language in LINES:
        found = next(_words_after(one.port, text), None)
        return NOTHING if found is None else _number(Binding(LITERAL, found.value, found), one)
    section = one.section if one.language != JSON else ""
    own = next((each.value for each in settings(text) if (each.section, each.key) == (section, one.port)), None)
    return NOTHING if own is None else _number(Binding(LITERAL, own.value, own), one)


def _words_after(word: str, text: Text) -> Iterator[Text]:
    """What follows a word on its line: `Listen 8080`, `server.port = 8080`, `bind *:8080`."""
    at = 0
    for line in text.value.split("\n"):
        start, at = at, at + len(line) + 1
        bare = line.partition("#")[0]
        head = bare.strip()
        if not head.startswith(word) or head[len(word) : len(word) + 1] not in (" ", "\t", "="):
            continue
        words = head[len(word) :].replace("=", " ", 1).split()
        if words:
            found = bare.index(words[0], bare.index(word) + len(word))
            yield text.sub(start + found, start + found + len(words[0]))


def _number(value: Binding, one: SettingsFile) -> Binding:
    """The port at the end of an address."""
    if value.kind != LITERAL or value.text is None:
        return value
    if PORT_MARK in value.value or (one.spelling and _spelled(one) & _spellings(value.value)):
        return Binding(TOOL_PORT, "", value.text, one.port, True)
    number = value.value.rstrip(",").rpartition(":")[2].strip(" \"'")
    if not number.isdecimal():
        return Binding(UNKNOWN, "", value.text)
    at = value.text.value.rindex(number)
    return Binding(LITERAL, number, value.text.sub(at, at + len(number)), one.port, True)


def _spelled(one: SettingsFile) -> set[str]:
    """How the port's variable is written in a file."""
    plain = one.spelling.format(PORT)
    return {plain} | ({f"${PORT}", f"${{{PORT}}}"} if plain == f"${PORT}" else set())


def _spellings(value: str) -> set[str]:
    """The spellings of the port's variable in a value."""
    known = (
        f"${{{PORT}}}",
        f"{{${PORT}}}",
        f"{{env:{PORT}}}",
        f"env:{PORT}",
        f"env.{PORT}",
        f"!ENV [{PORT}]",
        f"${PORT}",
    )
    return {one for one in known if one in value}


def _literal(one: SettingsFile, text: Text) -> Iterator[Text]:
    """`$CONNECT_TOOL_PORT` as the value of the port's key, in a spelling that the tool does not fill in."""
    if one.language == PYTHON:
        from studio_lint.model.process.sources import python_source

        value = python_source.assigned(text, one.port)
        if value.kind == LITERAL and value.text is not None and f"${PORT}" in value.value.replace("{", ""):
            yield value.text
    if one.language not in LINES and one.language not in (NGINX,):
        return
    for word in _words_after(one.port, text):
        spelled = _spellings(word.value)
        if f"${PORT}" in word.value.replace("{", "").replace("}", "") and spelled and not spelled & _spelled(one):
            yield word
