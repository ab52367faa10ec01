"""Where an R program listens, as far as its text shows."""

from __future__ import annotations

from studio_lint.base.source import Text
from studio_lint.facts.server_calls.r import HOST, HOST_OPTIONS, PORT, PORT_OPTIONS, PRINTED, STARTS
from studio_lint.model.process.bindings import ENVIRON, LITERAL, NOTHING, Binding

GETENV = "Sys.getenv("
NAME = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._")


def starts(text: Text) -> bool:
    """Whether R code may start a server."""
    return any(name in text.value for name in (*STARTS, *PORT_OPTIONS))


def listens(text: Text) -> tuple[Binding, Binding]:
    """Port and host that are written down as `port = 3838`, `shiny.port = 3838`, `host = "…"`."""
    if not starts(text):
        return NOTHING, NOTHING
    port = _named(text, (PORT, *PORT_OPTIONS))
    host = _named(text, (HOST, *HOST_OPTIONS))
    return (port if port.value.isdecimal() else NOTHING), host


def unused(text: Text) -> Text | None:
    """The name that is given the only application of a program, where nothing else names it: R does not run it."""
    lines = [line.partition("#")[0] for line in text.value.split("\n")]
    code = "\n".join(lines)
    if sum(_times(code, name.lstrip("$")) for name in STARTS) != 1:
        return None
    at = 0
    for line, whole in zip(lines, text.value.split("\n"), strict=True):
        name, arrow, value = line.partition("<-" if "<-" in line else "=")
        plain = name.strip()
        if arrow and value.strip().startswith(PRINTED) and name[:1] not in (" ", "\t", "") and NAME.issuperset(plain):
            return text.sub(at, at + len(plain)) if _times(code, plain) == 1 else None
        at += len(whole) + 1
    return None


def _times(value: str, name: str) -> int:
    """How often a name is in a text, as a whole word."""
    found = 0
    at = value.find(name)
    while at >= 0:
        end = at + len(name)
        found += value[at - 1 : at] not in NAME and value[end : end + 1] not in NAME
        at = value.find(name, end)
    return found


def misread(text: Text) -> Text | None:
    """`port = Sys.getenv("…")` given to Shiny, which takes text for the path of a socket (shiny 1.8, run 2026-11)."""
    value = text.value
    for name in ("shiny.port", "port"):
        at = value.find(name)
        while at >= 0:
            end = at + len(name)
            told = _blanks(value, end)
            alone = value[at - 1 : at] not in NAME and value[end : end + 1] not in NAME
            if alone and value.startswith("=", told) and (name != "port" or _is_given_to(value, at, "runApp")):
                start = _blanks(value, told + 1)
                close = value.find(")", start)
                if value.startswith(GETENV, start) and close > 0:
                    return text.sub(start, close + 1)
                named = _word(value, start)
                if named and _is_text(value, named):
                    return text.sub(start, start + len(named))
            at = value.find(name, end)
    return None


def _word(value: str, at: int) -> str:
    """The name at a place, "" where it goes on in another way."""
    end = at
    while end < len(value) and value[end] in NAME:
        end += 1
    return "" if value[end : end + 1] in ("(", "[", "$") else value[at:end]


def _is_text(value: str, name: str) -> bool:
    """Whether a variable is given a value once, and that is a variable of the environment."""
    given = [line.strip() for line in value.split("\n") if line.strip().partition("<-")[0].strip() == name]
    told = given[0].partition("<-")[2].strip() if len(given) == 1 else ""
    return told.startswith(GETENV) and told.endswith(")") and told.count("(") == 1


def _is_given_to(value: str, at: int, function: str) -> bool:
    """Whether a place is among the arguments of a call, in no inner brackets."""
    depth = 0
    for index in range(at - 1, max(-1, at - 2_000), -1):
        if value[index] == ")":
            depth += 1
        elif value[index] == "(" and depth:
            depth -= 1
        elif value[index] == "(":
            return value[:index].endswith(function)
    return False


def _named(text: Text, names: tuple[str, ...]) -> Binding:
    """The value that follows `name =`, where it is a number or a string."""
    value = text.value
    at = 0
    while at < len(value):
        character = value[at]
        if character == "#":
            end = value.find("\n", at)
            at = len(value) if end < 0 else end
        elif character in "'\"":
            at = _string_end(value, at)
        elif character in NAME:
            end = at
            while end < len(value) and value[end] in NAME:
                end += 1
            if value[at:end] in names:
                found = _behind(text, end)
                if found is not None:
                    return found
            at = end
        else:
            at += 1
    return NOTHING


def variable(text: Text) -> Binding:
    """The only variable of the environment that R code reads for a port (`Sys.getenv("PORT", "3838")`)."""
    if not starts(text):
        return NOTHING
    found: dict[str, Binding] = {}
    at = text.value.find(GETENV)
    while at >= 0:
        start = at + len(GETENV)
        line = text.value.rfind("\n", 0, at) + 1
        quote = text.value[start : start + 1]
        end = text.value.find(quote, start + 1) if quote in ("'", '"') else -1
        if "#" not in text.value[line:at] and end > 0:
            name = text.value[start + 1 : end]
            other = text.value[end + 1 :].partition(")")[0].strip(" ,'\"L")
            found.setdefault(name, Binding(ENVIRON, other if other.isdecimal() else "", text.sub(at, end), name))
        at = text.value.find(GETENV, at + 1)
    ports = [one for name, one in found.items() if name.upper().endswith("PORT")]
    return ports[0] if len(ports) == 1 else NOTHING


def _string_end(value: str, at: int) -> int:
    quote = value[at]
    at += 1
    while at < len(value) and value[at] != quote:
        at += 2 if value[at] == "\\" else 1
    return at + 1


def _behind(text: Text, at: int) -> Binding | None:
    value = text.value
    at = _blanks(value, at)
    if value.startswith("<-", at):
        at = _blanks(value, at + 2)
    elif value.startswith("=", at) and not value.startswith("==", at):
        at = _blanks(value, at + 1)
    else:
        return None
    end = at
    if value[at : at + 1] in ("'", '"'):
        end = _string_end(value, at)
        return Binding(LITERAL, value[at + 1 : end - 1], text.sub(at + 1, end - 1))
    while end < len(value) and value[end].isdecimal():
        end += 1
    if end == at or value[end : end + 1] in tuple(NAME - {"L"}):
        return None
    return Binding(LITERAL, value[at:end], text.sub(at, end))


def _blanks(value: str, at: int) -> int:
    while at < len(value) and value[at] in " \t\r\n":
        at += 1
    return at
