"""Where Caddy listens, read from the project's Caddyfile.

Documentation of Caddy 2.10 (2026-11): the addresses of a site are before its braces, or on the first line; the
host in them says which requests the site answers, not where Caddy listens, which `bind` sets. `{$NAME}` is a variable.
`{env.NAME}` is expanded later, and rejected as the port of an address (ParseAddress in Caddy's
caddyconfig/httpcaddyfile/addresses.go, read in 2026-11).
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.model.commands.arguments import PORT
from studio_lint.model.commands.image_files import occurrences
from studio_lint.model.commands.written_files import OTHER_MARK, PORT_MARK
from studio_lint.model.process.bindings import LITERAL, NOTHING, TOOL_PORT, Binding, from_environment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.facts.tools.tool import SettingsFile, Tool
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.process.start_files import StartFiles

VARIABLE = f"{{${PORT}}}"


class CaddyListener(Record):
    """What a Caddyfile says of the address.

    port        that of the first site, or of the one that is given CONNECT_TOOL_PORT
    host        what `bind` gives, where there is one site
    texts       what was read
    unexpanded  CONNECT_TOOL_PORT in an address, written as for a shell
    open        it is not known where Caddy listens
    """

    port: Binding = NOTHING
    host: Binding = NOTHING
    texts: tuple[Text, ...] = ()
    unexpanded: tuple[Text, ...] = ()
    open: bool = False


class _Site(Record):
    addresses: tuple[Text, ...]
    binds: tuple[Text, ...] = ()


def listens(tool: Tool, caddy: Invocation, files: StartFiles) -> CaddyListener:
    """Where `caddy run` listens. Raises nothing."""
    path, adapter = _given(tool.settings[0], caddy)
    text = None if adapter not in ("", "caddyfile") or path is None else files.text(path, caddy.folder, caddy)
    if text is None:
        return CaddyListener(open=True)
    sites, whole = _sites(text)
    addresses = [address for site in sites for address in site.addresses]
    unexpanded = tuple(found for address in addresses for found in _literal(address))
    ports = [_port(address, caddy) for address in addresses]
    port = next((port for port in ports if port.kind == TOOL_PORT), None)
    if port is None and whole and not unexpanded:
        vague = any(
            found is NOTHING and ("{" in at.value or OTHER_MARK in at.value)
            for at, found in zip(addresses, ports, strict=True)
        )
        port = None if vague else next((found for found in ports if found.kind == LITERAL), None)
    binds = sites[0].binds if len(sites) == 1 else ()
    host = Binding(LITERAL, binds[0].value, binds[0], "bind") if len(binds) == 1 else NOTHING
    return CaddyListener(port or NOTHING, host, (text,), unexpanded, not whole and port is None)


def _given(settings: SettingsFile, caddy: Invocation) -> tuple[str | None, str]:
    """The path of the Caddyfile, None where it is not known, and the adapter that reads it."""
    path: str | None = settings.paths[0]
    adapter = ""
    words = [word.value for word in caddy.arguments]
    for at, word in enumerate(words):
        flag, equals, value = (word or "").partition("=")
        given = value if equals else words[at + 1] if at + 1 < len(words) else None
        if flag in ("--config", "-c"):
            path = given
        elif flag in ("--adapter", "-a"):
            adapter = given or "?"
        elif flag in ("--resume", "-r"):
            path = None
    return (None if path is not None and path.endswith(".json") and not adapter else path), adapter


def _sites(text: Text) -> tuple[list[_Site], bool]:
    """The sites, and whether these are all."""
    sites: list[_Site] = []
    held: tuple[Text, ...] = ()
    depth, whole, inside, first = 0, True, False, True
    for words in _lines(text):
        values = [word.value for word in words]
        if depth == 0 and not inside:
            if values[0] == "import":
                whole = False
            elif (values[0] == "{" and first) or values[0].startswith(("(", "&(")):
                pass
            else:
                held += tuple(word for word in words if word.value != "{")
                if values[-1] == "{" or not values[-1].endswith(","):
                    sites.append(_Site(held))
                    held = ()
                    # Without braces all that follows belongs to the one site.
                    inside = values[-1] != "{"
        elif values[0] == "bind" and sites and depth == (0 if inside else 1):
            sites[-1] = sites[-1].replace(binds=(*sites[-1].binds, *words[1:]))
        depth += (values[-1] == "{") - (values[0] == "}")
        first = False
    return sites, whole and depth == 0


def _lines(text: Text) -> Iterator[list[Text]]:
    """The words of each line, comments left out."""
    at = 0
    for line in text.value.split("\n"):
        words: list[Text] = []
        end = 0
        for word in line.split():
            start = line.index(word, end)
            end = start + len(word)
            if word.startswith("#"):
                break
            words.append(text.sub(at + start, at + end))
        if words:
            yield words
        at += len(line) + 1


def _port(address: Text, caddy: Invocation) -> Binding:
    """The port of an address, which is its `flag`; NOTHING where it has none or it is not known."""
    value = address.value.rstrip(",")
    if PORT_MARK in value or VARIABLE in value or f"{{${PORT}:" in value:
        return Binding(TOOL_PORT, "", address)
    start = value.find("://")
    end = value.find("/", start + 3) if start >= 0 else value.find("/")
    value = value if end < 0 else value[:end]
    number = value.rpartition(":")[2]
    if number.startswith("{$") and number.endswith("}"):
        return from_environment(number[2:-1], caddy)
    if ":" not in value or not number.isdecimal():
        return NOTHING
    return Binding(LITERAL, number, address.sub(len(value) - len(number), len(value)), value)


def _literal(address: Text) -> Iterator[Text]:
    """`$CONNECT_TOOL_PORT`, `${CONNECT_TOOL_PORT}`, which Caddy takes for letters, and `:{env.CONNECT_TOOL_PORT}`."""
    for found in occurrences(address, PORT):
        at = found.span().start - address.span().start
        head, tail = address.value[:at], address.value[at + len(PORT) :]
        if head.endswith("${") and tail.startswith("}"):
            yield address.sub(at - 2, at + len(PORT) + 1)
        elif head.endswith(":{env.") and tail.startswith("}"):
            yield address.sub(at - len("{env."), at + len(PORT) + 1)
        elif head.endswith("$") and not head.endswith(("{$", "\\$")):
            yield address.sub(at - 1, at + len(PORT))
