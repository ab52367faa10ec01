"""Values that BuildKit checks while it executes an instruction.

Each function returns the parsed value, or BuildKit's words (2026-08)
if BuildKit rejects it.
"""

from __future__ import annotations

from studio_lint.facts.registries import could_be_address
from studio_lint.syntax.dockerfile.go_values import go_quoted

# fmt: off
SIGNALS = frozenset((
    "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT", "KILL", "PIPE", "POLL",
    "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "STOP", "SYS", "TERM", "TRAP", "TSTP", "TTIN", "TTOU", "URG", "USR1",
    "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ", "RTMIN", "RTMAX",
    *(f"RTMIN+{number}" for number in range(1, 16)), *(f"RTMAX-{number}" for number in range(1, 15)),
))
SYSTEMS = frozenset((
    "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux", "nacl", "netbsd",
    "openbsd", "plan9", "solaris", "wasip1", "windows", "zos",
))
ARCHITECTURES = frozenset((
    "386", "amd64", "amd64p32", "arm", "armbe", "arm64", "arm64be", "loong64", "mips", "mipsle", "mips64",
    "mips64le", "mips64p32", "mips64p32le", "ppc", "ppc64", "ppc64le", "riscv", "riscv64", "s390", "s390x", "sparc",
    "sparc64", "wasm",
))
# fmt: on
OTHER_NAMES = {"x86_64": "amd64", "x86-64": "amd64", "aarch64": "arm64", "armhf": "arm", "armel": "arm", "i386": "386"}
_OCTAL = frozenset("01234567")
_ALNUM = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


class BadValue:
    """BuildKit's words; `value` is the part of the word they are about."""

    __slots__ = ("message", "value")

    def __init__(self, message: str, value: str = "") -> None:
        self.message = message
        self.value = value


def integer(text: str) -> int | None:
    """A whole number of 64 bits as Go's `Atoi` reads it: an optional sign and ASCII digits."""
    digits = text[1:] if text[:1] in ("+", "-") else text
    bare = digits.lstrip("0")
    if not (digits.isascii() and digits.isdecimal()) or len(bare) > 19:
        return None
    number = -int(bare or "0") if text.startswith("-") else int(bare or "0")
    return number if -(2**63) <= number < 2**63 else None


def signal(text: str) -> BadValue | None:
    """Why BuildKit refuses a STOPSIGNAL; None if it takes it: a number other than 0, or a signal's name."""
    number = integer(text)
    if number == 0 if number is not None else text.upper().removeprefix("SIG") not in SIGNALS:
        return BadValue(f"invalid signal: {text}", text)
    return None


def ports(spec: str) -> tuple[int, int, str] | BadValue:
    """First port, last port and protocol of one EXPOSE word: `[ip:][host:]port[-port][/protocol]`."""
    address, host, port = _port_parts(spec)
    port, _, protocol = port.partition("/")
    if not port:
        return BadValue(f"invalid port: {go_quoted(spec)}: no port specified", spec)
    if protocol.lower() not in ("", "tcp", "udp", "sctp"):
        return BadValue(f"invalid port: {go_quoted(spec)}: invalid proto: {protocol}", protocol)
    if address and not _is_address(address):
        return BadValue(f"invalid IP address: {address}", address)
    inside = _range(port)
    if inside is None:
        return BadValue(f"invalid containerPort: {port}", port)
    if host:
        outside = _range(host)
        if outside is None:
            return BadValue(f"invalid hostPort: {host}", host)
        if outside[1] - outside[0] != inside[1] - inside[0] and inside[0] != inside[1]:
            return BadValue(f"invalid ranges specified for container and host Ports: {port} and {host}", spec)
    return *inside, protocol.lower() or "tcp"


def _port_parts(spec: str) -> tuple[str, str, str]:
    rest, _, port = spec.rpartition(":")
    address, _, host = rest.rpartition(":")
    return address, host, port


def _range(text: str) -> tuple[int, int] | None:
    first, dash, last = text.partition("-")
    lowest = _port(first)
    highest = _port(last) if dash else lowest
    return None if lowest is None or highest is None or highest < lowest else (lowest, highest)


def _port(text: str) -> int | None:
    number = integer(text)
    return number if number is not None and 0 <= number <= 65535 else None


def _is_address(text: str) -> bool:
    if not could_be_address(text):
        return False
    from ipaddress import ip_address

    if text.startswith("["):
        if not text.endswith("]"):
            return False
        text = text[1:-1]
    try:
        ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return True


def mode(text: str) -> BadValue | None:
    """A value of --chmod: octal, or as chmod(1) takes it (`u=rwX,go-w`)."""
    if text[:1] in ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"):
        if not _OCTAL.issuperset(text) or len(text.lstrip("0")) > 4:
            words = f"invalid chmod parameter: '{text}'. it should be octal string and between 0 and 07777"
            return BadValue(words, text)
        return None
    if all(_is_clause(clause) for clause in text.split(",")):
        return None
    return BadValue("invalid syntax", text)


def _is_clause(clause: str) -> bool:
    rest = clause.lstrip("augo")
    if not rest:
        return False
    while rest:
        if rest[0] not in "+-=":
            return False
        rest = rest[1:].lstrip("rwxXstugo")
    return True


def platform(text: str) -> tuple[str, str, str] | BadValue:
    """System, architecture and variant of a platform as `linux/arm64/v8`."""
    parts = text.split("/")
    if "*" in text:
        return BadValue(f"{go_quoted(text)}: wildcards not yet supported: invalid argument", text)
    for index, part in enumerate(parts):
        name, bracket, version = part.partition("(")
        if index == 0:
            fine = _is_name(name) and "." not in name and (not bracket or _is_system_options(version))
        else:
            fine = _is_name(part)
        if not fine:
            return BadValue(
                f"{go_quoted(part)} is an invalid component of {go_quoted(text)}: platform specifier component", part
            )
    if len(parts) > 3:
        return BadValue(f"{go_quoted(text)}: cannot parse platform specifier: invalid argument", text)
    system = parts[0].partition("(")[0].lower()
    if len(parts) == 1:
        architecture = OTHER_NAMES.get(system, system)
        if system == "macos" or system in SYSTEMS:
            return system, "amd64", ""
        if architecture not in ARCHITECTURES:
            return BadValue(f"{go_quoted(text)}: unknown operating system or architecture: invalid argument", text)
        return "linux", architecture, ""
    architecture = OTHER_NAMES.get(parts[1].lower(), parts[1].lower())
    variant = parts[2].lower() if len(parts) == 3 else ""
    return system, architecture, variant


def _is_system_options(text: str) -> bool:
    """What follows the opening bracket of `windows(10.0.17763+win32k)`: a version and features."""
    version, *features = text[:-1].replace("%", "").split("+")
    return text.endswith(")") and (not version or _is_name(version)) and all(_is_name(one) for one in features)


def _is_name(text: str) -> bool:
    return bool(text) and (_ALNUM | {"_", ".", "-"}).issuperset(text)


def is_git(source: str) -> bool:
    """Whether BuildKit takes a COPY or ADD source for a Git repository."""
    scheme, mark, rest = source.partition("://")
    if mark and _ALNUM.issuperset(scheme):
        path = rest.partition("/")[2].partition("#")[0].partition("?")[0]
        low = scheme.lower()
        return low in ("git", "ssh") or (low in ("http", "https") and path.endswith(".git"))
    user, _, host = source.partition("@")
    name, colon, _ = host.partition(":")
    wanted = bool(user and name and colon)
    return wanted and (_ALNUM | {"-", "_"}).issuperset(user) and (_ALNUM | {"-", "."}).issuperset(name)


def is_url(source: str) -> bool:
    """Whether a source is fetched by HTTP."""
    return source.startswith(("http://", "https://")) and not is_git(source)
