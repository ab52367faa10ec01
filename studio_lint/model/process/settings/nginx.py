"""Where nginx listens, read from the configuration as it is when nginx starts.

nginx 1.22.1 and the images nginx:1.27 and debian:12 (run in 2026-11): the main file includes `conf.d/*.conf`, Debian's
`sites-enabled/*` as well; no variable is expanded after `listen`; a server without `listen` has port 80. The image's
own `/docker-entrypoint.sh` expands variables in `/etc/nginx/templates/*.template`; if another entrypoint
replaces it, the templates are not expanded.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.programs.roles import FILLS_IN, role
from studio_lint.facts.wrappers import WRAPPERS
from studio_lint.model.commands.arguments import PORT
from studio_lint.model.commands.written_files import OTHER_MARK, PORT_MARK, substituted
from studio_lint.model.posix_paths import join_path
from studio_lint.model.process.bindings import DEFAULT, LITERAL, NOTHING, TOOL_PORT, Binding
from studio_lint.model.process.settings.included import is_included
from studio_lint.model.process.start_files import Found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.facts.tools.tool import SettingsFile, Tool
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.process.settings.nginx_values import Emptied
    from studio_lint.model.process.start_files import StartFiles


class NginxListener(Record):
    """What the configuration says.

    port        the session's port where any server has it, else the first one's
    texts       what was read
    unexpanded  `$CONNECT_TOOL_PORT` after a `listen`, which nginx takes as it is
    emptied     directives with variables of nginx's own that the start has replaced by nothing
    open        it is not known where nginx listens
    """

    port: Binding = NOTHING
    texts: tuple[Text, ...] = ()
    unexpanded: tuple[Text, ...] = ()
    emptied: tuple[Emptied, ...] = ()
    open: bool = False


def listens(tool: Tool, nginx: Invocation, files: StartFiles) -> NginxListener:
    """Where nginx listens, or a tool that reads the same language. Raises nothing."""
    read, unsure = _read(tool.settings[0], nginx, files)
    if read is None:
        return NginxListener(open=True)
    ports = [port for text in read for port in _ports(text)]
    unexpanded = tuple(found for text in read for found in _literal(text))
    from studio_lint.model.process.settings import nginx_values

    emptied = tuple(_by(found, nginx, files) for text in read for found in nginx_values.emptied(text))
    own = next((port for port in ports if port.kind == TOOL_PORT), None)
    known = next((port for port in ports if port.kind == LITERAL), None)
    vague = unsure or any(port is NOTHING for port in ports)
    port = own or (NOTHING if vague or unexpanded else known)
    if port is None:
        port = Binding(DEFAULT, tool.default_port, nginx.arguments[0].text)
    return NginxListener(port, tuple(read), unexpanded, emptied, port is NOTHING and not read)


def _by(one: Emptied, nginx: Invocation, files: StartFiles) -> Emptied:
    """The directive with its variable, where the shell itself replaces it."""
    maker = files.maker(one.text, nginx)
    return one if maker is not None and role(maker.name) != FILLS_IN else one.replace(variable=None)


def _read(settings: SettingsFile, nginx: Invocation, files: StartFiles) -> tuple[list[Text] | None, bool]:
    """The texts that nginx reads, and whether more may be read; None where the main file is not known."""
    words = nginx.arguments[1:]
    usual = settings.paths[0]
    main = next((words[at + 1].value for at, word in enumerate(words[:-1]) if word.value in settings.flags), usual)
    path = join_path(usual.rpartition("/")[0], main) if main else None
    if path is None:
        return None, True
    first = files.look(path, None, nginx)
    if first.text is None and (path != usual or not first.sure):
        return None, True
    patterns = settings.included if first.text is None else tuple(_includes(first.text))
    texts = [first.text] if first.text is not None else []
    unsure = any(files.files.misses(folder) for folder in {usual.rpartition("/")[0], path.rpartition("/")[0]})
    found = dict(files.below(settings.folder, nginx))
    found |= dict(_rendered(nginx, files))
    links = [(link.origin, place) for link in files.links(nginx) for place in (link.target, link.inside)]
    for place, one in found.items():
        known = (place, _linked(place, settings), *(link for origin, link in links if origin == place))
        if place == path or not any(is_included(name, pattern) for name in known for pattern in patterns):
            continue
        unsure = unsure or one.text is None
        texts += [one.text] if one.text is not None else []
    return texts, unsure


def _linked(place: str, settings: SettingsFile) -> str:
    """Where a package links a file to, which is included there."""
    return next((place[: -len(one)] + link for one, link in settings.links if place.endswith(f"/{one}")), place)


def _rendered(nginx: Invocation, files: StartFiles) -> Iterator[tuple[str, Found]]:
    """What the image's own entrypoint makes of the templates, where the start goes through it.

    It fills in the variables that there are (`20-envsubst-on-templates.sh` of nginx's image, 2026-11).
    """
    hops = (WRAPPERS[hop.name] for hop in nginx.hops if hop.name in WRAPPERS)
    wrapper = next((one for one in hops if one.renders), None)
    if wrapper is None:
        return
    templates, rendered = wrapper.renders
    for path, one in files.below(templates.strip("/"), nginx):
        if path.endswith(".template"):
            bare = nginx.replace(arguments=nginx.arguments[:1])
            made = None if one.text is None else substituted(one.text, bare, defined=True)
            yield f"{rendered}/{path.rpartition('/')[2].removesuffix('.template')}", Found(made, made is not None)


def _includes(text: Text) -> Iterator[str]:
    for line in text.value.split("\n"):
        words = line.partition("#")[0].replace(";", " ").replace("{", " ").split()
        for at, word in enumerate(words[:-1]):
            if word == "include":
                yield words[at + 1].strip("\"'")


def _lines(text: Text) -> Iterator[tuple[int, str]]:
    """The lines with their offsets, comments left out."""
    at = 0
    for line in text.value.split("\n"):
        yield at, line.partition("#")[0]
        at += len(line) + 1


def _ports(text: Text) -> Iterator[Binding]:
    """The port of every `listen`; NOTHING for one that is not known."""
    for at, line in _lines(text):
        words = line.replace("{", " { ").replace(";", " ; ").split()
        for before, address in enumerate(words[1:]):
            if words[before] != "listen":
                continue
            number = address.rpartition(":")[2]
            start = at + line.index(address, line.index("listen") + 6) + len(address) - len(number)
            place = text.sub(start, start + len(number))
            if PORT_MARK in number:
                yield Binding(TOOL_PORT, "", place, "listen", True)
            elif number.isdecimal():
                yield Binding(LITERAL, number, place, "listen")
            elif "$" in address or OTHER_MARK in address:
                yield NOTHING


def listen(text: Text) -> Binding | None:
    """The first `listen` with a number for its port; None if there is none, NOTHING if a variable is its port."""
    ports = tuple(_ports(text))
    return next((port for port in ports if port.kind == TOOL_PORT), ports[0] if ports else None)


def _literal(text: Text) -> Iterator[Text]:
    """`$CONNECT_TOOL_PORT` after `listen`, in whatever spelling of a shell's."""
    value = text.value
    at = -1
    while (at := value.find(PORT, at + 1)) >= 0:
        line = value[value.rfind("\n", 0, at) + 1 : at]
        last = line.rpartition(";")[2].rpartition("{ ")[2].split()
        if last[:1] != ["listen"]:
            continue
        end = value.find("}", at)
        if line.endswith("${") and end >= 0 and "\n" not in value[at:end]:
            yield text.sub(at - 2, end + 1)
        elif line.endswith("$"):
            yield text.sub(at - 1, at + len(PORT))
