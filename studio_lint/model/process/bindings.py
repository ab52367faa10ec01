"""Which port and host a program receives, and where it listens by default."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Text
from studio_lint.facts import interpreters
from studio_lint.facts.tools import find, find_module
from studio_lint.facts.tools.options import ADDRESS_ENDS, PORT_ENDS
from studio_lint.facts.tools.tool import ANY, BIND, FLAG, VARIABLE
from studio_lint.model.commands.arguments import PORT, Argument, Part
from studio_lint.model.process.tool_words import flag_name, is_one_word, own_words, plain_words, without_other, words_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from studio_lint.facts.tools.tool import Tool
    from studio_lint.model.commands.command import Invocation

    BindingKind = Literal["literal", "tool-port", "default", "unknown", "environ", "shifted"]

LITERAL: BindingKind = "literal"
TOOL_PORT: BindingKind = "tool-port"
DEFAULT: BindingKind = "default"
UNKNOWN: BindingKind = "unknown"
ENVIRON: BindingKind = "environ"
SHIFTED: BindingKind = "shifted"
VAGUE = ("", "0", "auto")


class Binding(Record):
    """A port or a host.

    kind   LITERAL: written down; TOOL_PORT: the value of CONNECT_TOOL_PORT;
           DEFAULT: the program's own; ENVIRON: that of the variable `flag`, `value` if
           it is not set; SHIFTED: another port, counted from that one; UNKNOWN
    value  the number or the address, of LITERAL, DEFAULT and ENVIRON; of SHIFTED `CONNECT_TOOL_PORT + 1`
    text   where it is written; of DEFAULT the program
    flag   the flag or variable that gives it, "" for a position or a default
    file   it is in the program's own file of settings
    """

    kind: BindingKind
    value: str = ""
    text: Text | None = None
    flag: str = ""
    file: bool = False


NOTHING = Binding(UNKNOWN)
_NEITHER = (NOTHING, NOTHING)


class Served(Record):
    """A tool with its port and host.

    `open`: settings or words that are not known may give it another port. `by`: the
    way by which the port was given, as in `Tool.order`; "" where it was not.
    """

    tool: Tool
    port: Binding
    host: Binding
    open: bool = False
    by: str = ""


def python_target(words: tuple[Argument, ...]) -> tuple[str, int]:
    """What a python command runs: ("module" | "code" | "file" | "", index of its word)."""
    at = 1
    while at < len(words):
        value = words[at].value
        if value is None:
            return "", at
        if value in ("-m", "-c"):
            return ("module" if value == "-m" else "code"), at + 1
        if value in ("-W", "-X", "--check-hash-based-pycs"):
            at += 1
        elif not value.startswith("-") or value == "-":
            return ("file" if value != "-" else ""), at
        at += 1
    return "", at


def tool_of(ran: Invocation) -> tuple[Tool, tuple[Argument, ...]] | None:
    """The known tool that is run, and the words after its name or module."""
    name = ran.name
    if name is None or ran.own:
        return None
    words = ran.arguments
    interpreter = interpreters.find(name)
    if interpreter is not None and interpreter.language == interpreters.PYTHON:
        kind, at = python_target(words)
        if kind not in ("module", "file") or at >= len(words):
            return None
        named = words[at].value or ""
        rest = words[at + 1 :]
        tool = (find_module if kind == "module" else find)(named, plain_words(rest))
    else:
        rest = words[1:]
        tool = find(words[0].value or name, plain_words(rest))
    return None if tool is None else (tool, rest)


def read(ran: Invocation) -> Served | None:
    """The tool that is run with its port and host; None if it is no known tool."""
    found = tool_of(ran)
    if found is None:
        return None
    tool, rest = found
    rest = (*words_of(tool, ran), *own_words(tool, rest))
    unsure = any(word.value is None and not is_one_word(word) for word in rest)
    told = _told(tool, rest)
    told[VARIABLE] = (first_of(tool.port_env, ran), first_of(tool.host_env, ran))
    by = next((way for way in tool.order if told.get(way, _NEITHER)[0] is not NOTHING), "")
    port = told[by][0] if by else NOTHING
    host = next((told[way][1] for way in tool.order if told.get(way, _NEITHER)[1] is not NOTHING), NOTHING)
    configured = any(flag_name(word) in tool.config for word in rest)
    unsure = unsure or (port is NOTHING and any(word.names(PORT) for word in without_other(tool, rest)))
    if not configured and not unsure:
        at = ran.arguments[0].text
        port = Binding(DEFAULT, tool.default_port, at) if port is NOTHING and tool.default_port else port
        host = Binding(DEFAULT, tool.default_host, at) if host is NOTHING and tool.default_host else host
    if by == VARIABLE and tool.bind and host.kind == DEFAULT and tool.default_host != ANY:
        host = NOTHING  # a port without an address: all interfaces
    return Served(tool, port, host, (configured or unsure) and port is NOTHING, by)


def _told(tool: Tool, words: tuple[Argument, ...]) -> dict[str, tuple[Binding, Binding]]:
    """Port and host by the way in which the command gives them."""
    port, host = _NEITHER
    bound = _NEITHER
    for flag, value in flags(tool, words):
        if flag in tool.port:
            port = _port(value, flag)
        elif flag in tool.host:
            host = Binding(UNKNOWN, "", value.text, flag) if flag_name(value) else _binding(value, flag)
        elif flag in tool.bind:
            address, number = _split(value, flag)
            bound = number, address
    if host is NOTHING and words and words[-1].value in tool.host:
        host = Binding(UNKNOWN, "", words[-1].text, words[-1].value or "")  # `vite --host`, without a value
    if port is NOTHING and tool.position:
        number, address = _positional(tool, words)
        port, host = number, address if host is NOTHING else host
    return {FLAG: (port, host), BIND: bound}


def flags(tool: Tool, words: tuple[Argument, ...]) -> list[tuple[str, Argument]]:
    """The flags that give the port or the host, with their values."""
    known = (*tool.port, *tool.host, *tool.bind)
    found: list[tuple[str, Argument]] = []
    for at, word in enumerate(words):
        name = flag_name(word)
        if not name:
            continue
        if name in known:
            if word.parts[0].text.value != name:
                found.append((name, _behind(word, len(name) + 1)))
            elif len(word.parts) > 1 and len(name) == 2:
                found.append((name, _behind(word, 2)))
            elif at + 1 < len(words) and len(word.parts) == 1 and not tool.glued:
                found.append((name, words[at + 1]))
        elif not name.startswith("--") and name[:2] in known:
            found.append((name[:2], _behind(word, 2)))
        elif tool.cluster and not name.startswith("--") and any(f"-{letter}" in known for letter in name[1:]):
            letter = next(letter for letter in name[1:] if f"-{letter}" in known)
            behind = name.index(letter, 1) + 1
            if behind < len(word.parts[0].text.value) or len(word.parts) > 1:
                found.append((f"-{letter}", _behind(word, behind)))
            elif at + 1 < len(words):
                found.append((f"-{letter}", words[at + 1]))
    return found


def _behind(word: Argument, length: int) -> Argument:
    """A word without its first characters."""
    first = word.parts[0]
    rest = first.text.sub(length)
    head = (first.replace(text=rest, at=rest),) if rest.value else ()
    parts = head + word.parts[1:]
    whole = word.text
    if parts:
        start = parts[0].at.whole.start
        end = parts[-1].at.whole.end
        whole = Text(whole.source, "", (), whole.whole.replace(start=start, end=max(start, end)))
    return Argument(whole, parts)


def _binding(value: Argument, flag: str) -> Binding:
    if value.names(PORT):
        return Binding(TOOL_PORT, "", value.text, flag)
    known = value.value
    if known is None and len(value.parts) == 1 and value.parts[0].kind == "other" and value.parts[0].name:
        return Binding(SHIFTED, value.parts[0].name, value.parts[0].text, flag)
    if known is None or known in VAGUE:
        return Binding(UNKNOWN, "", value.text, flag)
    return Binding(LITERAL, known, _place(value), flag)


def _port(value: Argument, flag: str) -> Binding:
    """A port: nothing but a number is known to be one."""
    binding = _binding(value, flag)
    if binding.kind == LITERAL and not binding.value.isdecimal() and PORT not in binding.value:
        return binding.replace(kind=UNKNOWN)
    return binding


def _place(value: Argument) -> Text:
    """Where a value is written: the characters themselves, without quotes."""
    parts = [part for part in value.parts if part.text.value]
    return parts[0].text.sub(0) if len(parts) == 1 else value.text


def _split(value: Argument, flag: str) -> tuple[Binding, Binding]:
    """`host:port` as two bindings; a value without a colon is a host, or a port that is a number.

    `:port` leaves the host to the program, which then mostly listens on all interfaces: not known.
    """
    unknown = Binding(UNKNOWN, "", value.text, flag)
    if value.names(PORT):
        head = value.parts[0]
        address, colon, _ = _ahead(value).rpartition(":")
        host = _address(head, address, flag) if address else unknown if colon else NOTHING
        return host, Binding(TOOL_PORT, "", value.text, flag)
    known = value.value
    last = value.parts[-1] if value.parts else None
    if known is None and last is not None and last.kind == "other" and last.name:
        return unknown, Binding(SHIFTED, last.name, last.text, flag)
    if known is None or "unix:" in known or "/" in known.partition("://")[2]:
        return unknown, unknown
    last = next((part for part in reversed(value.parts) if part.text.value), None)
    if last is None:
        return NOTHING, NOTHING
    host_text, colon, number = known.rpartition(":")
    if not number.isdecimal():
        if "$" in known:
            address = known.partition("$")[0].removesuffix(":")  # `host:$PORT`, which no shell fills in
            return (_address(value.parts[0], address, flag) if address else unknown), unknown
        if number and host_text and not set(":/]") & {*host_text, *number}:
            return _address(value.parts[0], host_text, flag), unknown
        return Binding(LITERAL, known, _place(value), flag), NOTHING
    digits = len(number) if last.text.value.endswith(number) else len(last.text.value)
    port = Binding(LITERAL, number, last.text.sub(len(last.text.value) - digits), flag)
    address = host_text.rpartition("/")[2]
    host = _address(value.parts[0], address, flag) if address else unknown if colon else NOTHING
    return host, port


def _ahead(value: Argument) -> str:
    """The known characters that a word has before its first variable."""
    return value.shown.partition("$")[0]


def _address(part: Part, address: str, flag: str) -> Binding:
    at = part.text.value.find(address)
    text = part.text.sub(at, at + len(address)) if at >= 0 else part.text
    return Binding(LITERAL, address.strip("[]"), text, flag)


def _positional(tool: Tool, words: tuple[Argument, ...]) -> tuple[Binding, Binding]:
    """Port and host in a word of its own (`python -m http.server 8000`, `runserver 0:8000`)."""
    skip = False
    seen = 0
    for word in words:
        name = flag_name(word)
        if skip:
            skip = False
        elif name:
            skip = "=" not in word.parts[0].text.value and name in (*tool.host, *tool.values)
        else:
            seen += 1
            if seen < tool.position:
                continue
            if any(":" in part.text.value for part in word.parts if part.kind == "text"):
                host, port = _split(word, "")
                return port, host
            return _port(word, ""), NOTHING
    return _NEITHER


def first_of(names: tuple[str, ...], ran: Invocation) -> Binding:
    """What the first of these variables that is set gives; one that is empty gives nothing."""
    for name in names:
        parts = ran.variables.get(name, exported=True)
        if parts is None and ran.variables.changed(name):
            return Binding(UNKNOWN, "", ran.arguments[0].text, name)
        if parts is not None and any(part.kind != "text" or part.text.value for part in parts):
            return from_environment(name, ran)
    return NOTHING


def from_environment(name: str, ran: Invocation) -> Binding:
    """What a variable that programs are given says."""
    parts = ran.variables.get(name, exported=True)
    return NOTHING if parts is None else _binding(Argument(ran.arguments[0].text, parts), name)


def _likely_values(ran: Invocation) -> Iterator[tuple[str, bool, Argument]]:
    """Options with a telling name: the flag, whether its value is a port alone, and the value."""
    words = ran.arguments
    for at, word in enumerate(words[1:], 1):
        flag = flag_name(word)
        name = flag.lstrip("-").lower()
        if flag and name.endswith((*PORT_ENDS, *ADDRESS_ENDS)):
            glued = word.parts[0].text.value != flag
            value = _behind(word, len(flag) + 1) if glued else words[at + 1] if at + 1 < len(words) else None
            if value is not None:
                yield flag, name.endswith(PORT_ENDS), value


def likely_port(ran: Invocation) -> Binding:
    """The port that an option with a telling name gives a program of which nothing else is known."""
    for flag, alone, value in _likely_values(ran):
        port = _port(value, flag) if alone else _split(value, flag)[1]
        if port.kind == LITERAL and port.value.isdecimal():
            return port
    return NOTHING


def likely_variable(ran: Invocation) -> Part | None:
    """The variable by which such an option gives the port (`--port ${P:-80}`, `--listen 0.0.0.0:$P`)."""
    for _, alone, value in _likely_values(ran):
        last = value.parts[-1] if value.parts else None
        if last is not None and len(value.parts) == 1 and last.kind == "text" and "$" in last.text.value:
            return last  # what no shell reads
        if last is None or last.kind != "variable" or any(part.kind != "text" for part in value.parts[:-1]):
            continue
        if len(value.parts) == 1 if alone else value.parts[:-1] and value.parts[-2].text.value.endswith(":"):
            return last
    return None


def resolved(binding: Binding, ran: Invocation) -> Binding:
    """A port or host that a program reads from its environment, as it is where the program starts."""
    if binding.kind != ENVIRON:
        return binding
    name = binding.flag
    parts = ran.variables.get(name, exported=True)
    if parts is not None and ran.variables.lost(name) is None:
        given = _binding(Argument(binding.text or ran.arguments[0].text, parts), name)
        return given.replace(kind=UNKNOWN) if given.kind == LITERAL and not given.value.isdecimal() else given
    falls_back = binding.value == PORT
    if (name == PORT or falls_back) and not ran.variables.changed(name):
        return Binding(TOOL_PORT, "", binding.text, PORT)
    if ran.variables.changed(name) or falls_back or not binding.value:
        return Binding(UNKNOWN, "", binding.text, name)
    return Binding(LITERAL, binding.value, binding.text, "")
