"""Channels as they stand in match specs, in the way libmamba 2.8 reads them."""

from __future__ import annotations

from studio_lint.base.memo import remembered
from studio_lint.base.record import Record
from studio_lint.syntax.conda.version import ALPHANUMERIC, Refusal, strip

FOR_PIP = (".whl", ".tar.gz")
"""Endings of packages that libmamba reads as a file's name and that only pip can install."""
ARCHIVES = (".tar.bz2", ".conda", *FOR_PIP)
# libmamba's KnownPlatform, 2.8 (2026-08).
PLATFORMS = (
    "noarch",
    "linux-32",
    "linux-64",
    "linux-armv6l",
    "linux-armv7l",
    "linux-aarch64",
    "linux-ppc64le",
    "linux-ppc64",
    "linux-s390x",
    "linux-riscv32",
    "linux-riscv64",
    "osx-64",
    "osx-arm64",
    "win-32",
    "win-64",
    "win-arm64",
    "zos-z",
    "emscripten-wasm32",
    "wasi-wasm32",
    "freebsd-64",
)
_UNKNOWN = "<unknown>"
_UNKNOWN_WORDS = ("", "<unknown>", "none", "none:///<unknown>")


class Channel(Record):
    """Where a package comes from: a name, URL or path, and the platforms asked for."""

    location: str
    platforms: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """As libmamba prints it: `conda-forge[linux-64]`."""
        return self.location + (f"[{','.join(self.platforms)}]" if self.platforms else "")


def is_archive(text: str) -> bool:
    """Whether a text names a package file."""
    return text.endswith(ARCHIVES)


def archive_stem(name: str) -> str:
    """A package file's name without its extension."""
    for extension in ARCHIVES:
        if name.endswith(extension):
            return name[: -len(extension)]
    return name


def platform_list(text: str) -> tuple[str, ...]:
    """`linux-64, noarch` as names, sorted, each once; libmamba reads none where a separator comes first."""
    if text[:1] in ("|", ",", ";"):
        return ()
    names = {strip(name).lower() for name in text.replace("|", ",").replace(";", ",").split(",")}
    return tuple(sorted(name for name in names if name))


def scheme_of(text: str) -> str:
    """`https` of `https://…`; empty where no URL begins."""
    mark = text.find("://")
    if mark <= 0 or any(character not in ALPHANUMERIC + "+.-_" for character in text[:mark]):
        return ""
    return text[:mark]


def is_path(text: str) -> bool:
    """Whether a text is written as a path (`/x`, `./x`, `../x`, `~/x`, `C:\\x`)."""
    if text in (".", "..", "~") or text.startswith(("/", "./", "../", "~/", "\\", ".\\", "..\\", "~\\")):
        return True
    return len(text) > 2 and text[0].isascii() and text[0].isalpha() and text[1] == ":" and text[2] in "/\\"


def _normal_path(text: str) -> str:
    names: list[str] = []
    for name in text.split("/"):
        if name == ".." and names and names[-1] not in ("", ".."):
            names.pop()
        elif name == ".." and names == [""]:
            continue
        elif name not in ("", ".") or not names:
            names.append("" if name == "." else name)
    joined = "/".join(names) if text.startswith("/") else "/".join(name for name in names if name)
    return ("./" + joined if text.startswith("./") else joined).rstrip("/") or "/"


def _split_platforms(text: str) -> tuple[str, tuple[str, ...]] | Refusal:
    if text.endswith("]"):
        opening = text.rfind("[")
        if opening <= 0:
            note = f'Error parsing channel "{text}": Unexpected closing backet "]"'
            return Refusal("bracket", len(text) - 1, len(text), note)
        return text[:opening].rstrip(), platform_list(text[opening + 1 : -1])
    if not is_archive(text):
        names = text.split("/")
        for index, name in enumerate(names):
            platform = strip(name).lower()
            if index and platform in PLATFORMS:
                rest = "/".join(names[:index] + names[index + 1 :])
                return rest.rstrip("/"), (platform,)
    return text, ()


@remembered
def parse_channel(text: str) -> Channel | Refusal:
    """Reads `conda-forge`, `conda-forge/linux-64`, `x[noarch,linux-64]`, a URL or a path."""
    text = strip(text)
    if text.lower() in _UNKNOWN_WORDS:
        return Channel(_UNKNOWN)
    split = _split_platforms(text)
    if isinstance(split, Refusal):
        return split
    location, platforms = split
    if not scheme_of(location) and is_path(location):
        location = _normal_path(location)
    if not location:
        return Refusal("channel", 0, len(text), "Cannot channel with empty location, use unknown type instead.")
    return Channel(location, platforms)
