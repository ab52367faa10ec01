"""Match specs, as far as conda refuses them; what it makes of the others is not said.

conda has a reader of its own, which differs from libmamba's: it takes `numpy =1.8 py310_0` and refuses `numpy==`.
Written after `conda.models.match_spec` and `conda.models.version` of conda 26.9, and held to both by tests.
"""

from __future__ import annotations

from studio_lint.syntax.conda.version import ALPHANUMERIC, DIGITS

_OPERATORS = ("==", "!=", "<=", ">=", "<", ">", "~=", "=")
_OPERATOR_MARKS = "=<>!~"
_NO_BUILD = frozenset("-=,|<>~")
_NO_BUILD_AFTER = frozenset("=!|,<>~")
_JOINS = frozenset("()|,^$")
_PACKAGES = (".conda", ".tar.bz2")
_LETTERS = frozenset(ALPHANUMERIC.lower())
_NAME = _LETTERS | frozenset("._-")
_VERSION = _LETTERS | frozenset("*.+!_")
_FIELDS = frozenset(
    (
        *("build", "build_number", "channel", "extras", "features", "flags", "fn", "license", "license_family", "md5"),
        *("name", "optional", "sha256", "subdir", "target", "track_features", "url", "version", "when"),
    )
)


class _Refused(Exception):
    """The reason in plain words."""


def refusal(value: str) -> str:
    """Why conda refuses an entry of `dependencies`; "" where it takes it. Raises nothing."""
    value = value.partition("#")[0].split(" if ", 1)[0]
    if value.endswith(("@", *_PACKAGES)):
        return ""
    try:
        _spec(value)
    except _Refused as refused:
        return str(refused)
    return ""


def _spec(value: str) -> None:
    value = _without_brackets(value)
    opening, closing = value.rfind("("), value.rfind(")")
    if 0 <= opening < closing:
        value = value.replace(value[opening : closing + 1], "")
    value = value.rsplit(":", 2)[-1]
    end = next((at for at, char in enumerate(value) if char in " =<>!~"), len(value))
    if not end:
        raise _Refused("no package name is where conda looks for it")
    _check_name(value[:end])
    rest = value[end:] if len(value) - end > 1 else ""
    if "[" in rest:
        raise _Refused("conda takes one pair of brackets")
    rest = rest.strip()
    if rest:
        version, build = _version_and_build(rest)
        _check_version(_plain(version.replace(" ", ""), build))


def _without_brackets(value: str) -> str:
    """The spec without its last `[…]`, of which the fields are looked at."""
    closing = value.rfind("]")
    opening = value.rfind("[", 0, closing) if closing >= 0 else -1
    if opening < 0:
        return value
    for piece in _fields(value[opening + 1 : closing]):
        name, equals, given = piece.partition("=")
        if given[:1] in "'\"" and given[:1] == given[-1:]:
            given = given[1:-1]
        if not equals or not name.replace("_", "").isalnum() or "'" in given or '"' in given:
            continue  # conda ignores what it cannot read here
        if not given:
            raise _Refused(f"`{name}` in the brackets has no value")
        if name not in _FIELDS:
            raise _Refused(f"conda does not know the field `{name}`")
        if name == "version":
            _check_version(_plain(given, ""))
    return value.replace(value[opening : closing + 1], "")


def _fields(inside: str) -> list[str]:
    """What stands between commas or blanks, which quotes may hold."""
    found, piece, quote = [], "", ""
    for char in inside:
        if char in "'\"" and quote in ("", char):
            quote = "" if quote else char
        if char in ", " and not quote:
            found.append(piece)
            piece = ""
        else:
            piece += char
    return [*(one for one in found if one), *([piece] if piece else [])]


def _check_name(name: str) -> None:
    """A name as CEP 26 has it; one with a star is a pattern."""
    if "*" in name:
        return
    low = name.lower()
    odd = next((char for char in low if char not in _NAME), "")
    if odd:
        raise _Refused(f"a package name cannot contain `{odd}`" if odd.isprintable() else "invisible character")
    virtual = low.startswith("__")
    rest = low[3:] if virtual else low[1:]
    if low[0] in ".-" or (virtual and low[2:3] not in _LETTERS):
        raise _Refused(f"`{name}` is not a valid package name")
    if rest[:1] in (".", "_", "-"):
        rest = rest[1:]
    if any(one in "._-" and two in "._-" for one, two in zip(f"_{rest}" if rest else "", rest, strict=False)):
        raise _Refused(f"`{name}` is not a valid package name")


def _version_and_build(rest: str) -> tuple[str, str]:
    """Split at the first blank or `=` with nothing but a build behind it."""
    for at in range(1, len(rest) - 1):
        if rest[at] in " =" and rest[at - 1] not in _NO_BUILD_AFTER and _NO_BUILD.isdisjoint(rest[at + 1 :]):
            return rest[:at], rest[at + 1 :].strip()
    return rest, ""


def _plain(version: str, build: str) -> str:
    """`=1.8` as conda reads it on: `1.8*`."""
    bare = version.lstrip("=")
    if version in ("=", "==") or not version.startswith("="):
        return version
    if version.startswith("==") and not build:
        return bare
    if any(char in bare for char in "=,|"):
        return version
    return bare if build or bare.endswith("*") else f"{bare}*"


def _check_version(version: str) -> None:
    if _JOINS.isdisjoint(version):
        _check_one(version.strip())
        return
    for one in _joined(version):
        _check_one(one)


def _joined(version: str) -> list[str]:
    """The constraints that `,`, `|` and parentheses join. Raises _Refused where these do not fit."""
    output: list[list[str]] = []
    stack: list[str] = []

    def apply(stops: str) -> None:
        while stack and stack[-1] not in stops:
            if len(output) < 2:
                raise _Refused(f"`{stack[-1]}` joins two constraints, and one is missing")
            stack.pop()
            later = output.pop()
            output[-1] = output[-1] + later

    for token in _tokens(f"({version})"):
        if token == "(":
            stack.append(token)
        elif token == ")":
            apply("(")
            if not stack:
                raise _Refused("`)` closes nothing")
            stack.pop()
        elif token in "|,":
            apply("(" if token == "|" else "|(")
            stack.append(token)
        else:
            output.append([token])
    if stack:
        raise _Refused("`(` is not closed")
    if not output:
        raise _Refused("there is no version")
    return output[0]


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    at = 0
    while at < len(text):
        if text[at] in "()|,":
            found.append(text[at])
            at += 1
            continue
        end = at
        if text[at] == "^" and text.find("$", at) > 0:
            end = text.find("$", at) + 1
        else:
            while end < len(text) and text[end] not in "()|,":
                end += 1
        found.append(text[at:end].strip())
        at = end
    return found


def _check_one(version: str) -> None:
    """One constraint."""
    if not version:
        raise _Refused("a constraint is empty")
    if version[0] == "^" or version[-1] == "$":
        if version[0] != "^" or version[-1] != "$":
            raise _Refused("a pattern begins with `^` and ends with `$`")
        return
    if version[0] in _OPERATOR_MARKS:
        number = version.lstrip(_OPERATOR_MARKS)
        operator = version[: len(version) - len(number)]
        if operator not in _OPERATORS or not number or " " in number:
            raise _Refused(f"`{version}` is not a version constraint")
        if number.endswith(".*"):
            if operator == "~=":
                raise _Refused("`~=` takes no `.*`")
            number = number[:-2]
        _check_number(number)
        return
    if "*" in version.rstrip("*") or version == "*" or "@" in version:
        return
    _check_number(version.rstrip("*").rstrip(".") if version.endswith("*") else version)


def _check_number(version: str) -> None:
    """A version by itself."""
    low = version.strip().lower()
    if "-" in low and "_" not in low:
        low = low.replace("-", "_")
    if not low or any(char not in _VERSION for char in low):
        raise _Refused(f"`{version}` is not a version")
    epoch, mark, number = low.rpartition("!")
    if mark and (not epoch or any(char not in DIGITS for char in epoch)):
        raise _Refused(f"`{version}` is not a version")
    number, *local = number.split("+")
    if len(local) > 1 or not number:
        raise _Refused(f"`{version}` is not a version")
    for part in (number, *local):
        part = part[:-1] if part.endswith("_") and part is number else part
        if not all(part.replace("_", ".").split(".")):
            raise _Refused(f"`{version}` has an empty part")
