"""The port that a tool's own file of settings gives it, where no flag and no variable does."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.model.process.bindings import DEFAULT, LITERAL, NOTHING, UNKNOWN, Binding, Served
from studio_lint.model.process.ini_lines import settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.image_files import ImageFiles


class SettingsFile(Record):
    """Where a tool looks, and what its port is called there.

    flags    before the path of the file
    paths    read without a flag, from the working folder
    word     part of the path of a file in a folder of the system's
    section  of the key; "" for none
    python   the file is a Python program that sets `key`
    """

    key: str
    flags: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    word: str = ""
    section: str = ""
    python: bool = False


_JUPYTER = SettingsFile("port", ("--config",), word="jupyter", python=True)
PLACES: dict[str, SettingsFile] = {
    "Streamlit": SettingsFile(
        "port", paths=(".streamlit/config.toml", "/root/.streamlit/config.toml"), section="server"
    ),
    "code-server": SettingsFile("bind-addr", ("--config",), ("/root/.config/code-server/config.yaml",)),
    "RStudio Server": SettingsFile("www-port", ("--config-file",), word="rserver.conf"),
    "Gunicorn": SettingsFile("bind", ("-c", "--config"), ("gunicorn.conf.py",), python=True),
    "Jupyter": _JUPYTER,
    "JupyterLab": _JUPYTER,
    "Jupyter Notebook": _JUPYTER,
}
"""By the tool's name. Documentation of each, 2026-11: flags and variables go before these files."""


def _listens(served: Served, files: ImageFiles) -> tuple[Served, tuple[Text, ...]]:
    """A tool with the port behind `listen` of its settings; not known where the build changes the base image's."""
    path = served.tool.settings
    text = files.text(path, None)
    if text is not None:
        from studio_lint.model.process import nginx

        return served.replace(port=nginx.listen(text) or NOTHING), (text,)
    changed = any(
        instruction.keyword in ("RUN", "COPY", "ADD") and path.rpartition("/")[2] in instruction.body.value
        for stage in files.image.lineage
        for instruction in stage.instructions
    )
    return served.replace(port=NOTHING) if changed else served, ()


def told(served: Served, ran: Invocation, files: ImageFiles) -> tuple[Served, tuple[Text, ...]]:
    """The tool with the port of its settings, and the files that were read."""
    if served.tool.settings:
        return _listens(served, files)
    place = PLACES.get(served.tool.name)
    if place is None:
        return served, ()
    texts = tuple(_texts(place, ran, files))
    if texts and served.host.kind == DEFAULT:
        served = served.replace(host=NOTHING)
    if served.port is not NOTHING and served.port.kind != DEFAULT:
        return served, ()
    for text in texts:
        port = _port(place, text)
        if port is not NOTHING:
            return served.replace(port=port, open=False), texts
    return served, texts


def _texts(place: SettingsFile, ran: Invocation, files: ImageFiles) -> Iterator[Text]:
    values = [word.value or "" for word in ran.arguments]
    for at, value in enumerate(values):
        flag, equals, given = value.partition("=")
        if flag in place.flags:
            path = given if equals else values[at + 1] if at + 1 < len(values) else ""
            found = files.text(path.removeprefix("python:").removeprefix("file:"), ran.folder)
            if found is not None:
                yield found
            return
    for path in place.paths:
        found = files.text(path, ran.folder)
        if found is not None:
            yield found
    if place.word:
        for path, text in files.paths_below(place.word):
            if not place.python or path.endswith("_config.py"):
                yield text


def _port(place: SettingsFile, text: Text) -> Binding:
    if place.python:
        from studio_lint.model.process import python_source

        value = python_source.assigned(text, place.key)
    else:
        found = next(
            (one.value for one in settings(text) if (one.section, one.key) == (place.section, place.key)), None
        )
        value = NOTHING if found is None else Binding(LITERAL, found.value, found)
    if value.kind != LITERAL or value.text is None:
        return value
    number = value.value.rpartition(":")[2].strip()
    if not number.isdigit():
        return Binding(UNKNOWN, "", value.text)
    at = value.text.value.rindex(number)
    return Binding(LITERAL, number, value.text.sub(at, at + len(number)), place.key, True)
