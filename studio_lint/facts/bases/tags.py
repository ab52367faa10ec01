"""Which release of a distribution a tag contained on the day of `releases.AS_OF`.

Source: the history of docker-library's official-images lists (2026-08) and the Dockerfiles of the publishers named
in the tables. A tag that moves (`3.11-slim`) has its current content; a tag that is no longer rebuilt keeps its
last content; a full version keeps the content of its last day as the current one.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.bases.releases import RELEASES

_FLAVORS = ("slim", "alpine", "minimal", "apache", "fpm", "cli", "zts", "jdk", "jre", "python", "windowsservercore")
_NUMBERED = {("debian", release.number): name for name, release in RELEASES.items() if release.system == "debian"}
_NUMBERED |= {("ubuntu", release.number): name for name, release in RELEASES.items() if release.system == "ubuntu"}
_NUMBERED |= {("ubi", "8"): "", ("ubi", "9"): ""}

_NEWEST_ALPINE = "alpine3.24"  # since 2026-06-09


class Tag(Record):
    """A tag's parts.

    version  its first number, as a tuple; () where there is none ("latest")
    flavor   as in `Row.flavor`
    release  the release that it names; "" for none
    words    its words, in lower case
    """

    version: tuple[int, ...]
    flavor: str
    release: str
    words: tuple[str, ...]


def read(tag: str) -> Tag:
    """The parts of a tag ("3.11-slim-bookworm"); an empty one is `latest`."""
    words = tuple(word for word in tag.lower().replace("_", "-").split("-") if word)
    flavors = [word.rstrip("0123456789.") for word in words]
    flavor = "-".join(sorted({word for word in flavors if word in _FLAVORS}))
    release = next((named for named in map(_named, words) if named), "")
    return Tag(numbers(words[0]) if words else (), flavor, release, words)


def numbers(word: str) -> tuple[int, ...]:
    """ "3.11.4" -> (3, 11, 4); () for a word that is no such number."""
    parts = word.removeprefix("v").split(".")
    return tuple(int(part) for part in parts) if all(part.isdecimal() and len(part) < 10 for part in parts) else ()


def _named(word: str) -> str:
    """The release that a word of a tag names."""
    if word in RELEASES:
        return word
    number = word.lstrip("abcdefghijklmnopqrstuvwxyz")
    system = word[: len(word) - len(number)]
    if (system, number) in _NUMBERED:
        return _NUMBERED[system, number]
    if system == "alpine" and number:
        return word if word in RELEASES else _digits_only(number)
    for prefix in ("ubuntu", "debian"):
        if word.startswith(prefix) and word.removeprefix(prefix) in RELEASES:
            return word.removeprefix(prefix)
    return ""


def _digits_only(number: str) -> str:
    """ "320" of linuxserver's `alpine320`; "3.20.1" of a full version."""
    minor = number.split(".")[1] if "." in number else number[1:]
    name = f"alpine3.{minor}"
    return name if name in RELEASES else ""


# For each version: releases in the order in which its tags had them, each with the first version that had it. A tag
# without that number moves, and has the last one.
_STEPS: dict[str, dict[str, str]] = {
    "python": {
        "": "trixie", "3": "trixie", "2": "buster", "2.7": "buster", "3.5": "buster",
        "3.6": "buster 0 bullseye 14", "3.7": "buster 0 bullseye 11 bookworm 17",
        "3.8": "buster 0 bullseye 11 bookworm 17", "3.9": "buster 0 bullseye 6 bookworm 17 trixie 23",
        "3.10": "bullseye 0 bookworm 12 trixie 18", "3.11": "bullseye 0 bookworm 4 trixie 13",
        "3.12": "bookworm 0 trixie 11", "3.13": "bookworm 0 trixie 6", "3.14": "trixie 0", "3.15": "trixie 0",
    },
    "node": {
        "": "trixie", "lts": "bookworm", "latest": "trixie", "current": "trixie", "10": "stretch 0",
        "12": "stretch 0", "14": "stretch 0 buster 20", "16": "buster 0", "18": "bullseye 0 bookworm 16",
        "20": "bullseye 0 bookworm 3", "21": "bookworm 0", "22": "bookworm 0", "23": "bookworm 0",
        "24": "bookworm 0", "25": "bookworm 0", "26": "trixie 0",
    },
    "golang": {
        "": "trixie", "1": "trixie", "1.20": "bullseye 0 bookworm 5", "1.21": "bookworm 0", "1.22": "bookworm 0",
        "1.23": "bookworm 0", "1.24": "bookworm 0 trixie 6", "1.25": "trixie 0", "1.26": "trixie 0", "1.27": "trixie 0",
    },
    "ruby": {
        "": "trixie", "3": "trixie", "4": "trixie", "3.0": "bullseye", "3.1": "bookworm", "3.2": "trixie",
        "3.3": "trixie", "3.4": "trixie", "4.0": "trixie 0",
    },
    "rust": {"": "trixie", "1": "bookworm 72 trixie 89"},
    "php": {"": "trixie", "8": "trixie", "8.1": "trixie", "8.2": "trixie", "8.3": "trixie",
            "8.4": "trixie", "8.5": "trixie 0"},
    "httpd": {"": "trixie", "2": "trixie", "2.4": "bookworm 57 trixie 65"},
    "nginx": {
        "": "trixie", "1": "trixie", "mainline": "trixie", "stable": "trixie", "1.21": "bullseye 3",
        "1.22": "bullseye 0", "1.23": "bullseye 0", "1.24": "bullseye 0", "1.25": "bullseye 0 bookworm 1",
        "1.26": "bookworm 0", "1.27": "bookworm 0", "1.28": "bookworm 0 trixie 1", "1.29": "bookworm 0 trixie 1",
        "1.30": "trixie 0", "1.31": "trixie 0",
    },
    "openjdk": {"8": "bullseye", "11": "bullseye"},
    "temurin": {"": "resolute", "8": "resolute", "11": "resolute", "17": "resolute",
                "21": "resolute", "25": "resolute"},
    "rocker": {
        "": "noble", "4": "noble", "4.0": "focal 0", "4.1": "focal 0", "4.2": "focal 0 jammy 2", "4.3": "jammy 0",
        "4.4": "jammy 0 noble 2", "4.5": "noble 0", "4.6": "noble 0",
    },
    "bioconductor": {
        "3.14": "focal", "3.15": "focal", "3.16": "jammy", "3.17": "jammy", "3.18": "jammy", "3.19": "jammy",
        "3.20": "jammy", "3.21": "noble", "3.22": "noble", "": "noble",
    },
    "micromamba": {
        "": "trixie", "debian": "trixie", "ubuntu": "", "1": "bookworm", "1.4": "bullseye 0",
        "1.5": "bullseye 0 bookworm 1", "2": "trixie", "2.0": "bookworm 0", "2.1": "bookworm 0", "2.2": "bookworm 0",
        "2.3": "bookworm 0 trixie 2", "2.4": "trixie 0", "2.5": "trixie 0", "2.6": "trixie 0", "2.7": "trixie 0",
        "2.8": "trixie 0",
    },
    "miniforge": {
        "": "noble", "22": "focal 0", "23": "focal 0", "24": "focal 0", "25.1": "focal 0", "25.3": "focal 9 noble 1",
        "25.9": "noble 0", "25.11": "noble 0", "26": "noble 0",
    },
    "miniconda": {
        "": "trixie", "4.9": "buster 0", "4.8": "buster 0", "22": "bullseye 0", "23": "bullseye 0",
        "24.1": "bullseye 0", "24.3": "bullseye 0",
        "24.5": "bookworm 0", "24.7": "bookworm 0", "24.9": "bookworm 0", "24.11": "bookworm 0",
        "25.1": "bookworm 0", "25.3": "bookworm 0", "26": "trixie 0",
    },
    "anaconda": {"": "trixie", "2024.6": "bookworm 0", "2024.10": "bookworm 0"},
    "uv": {"": "", "debian": "trixie", "trixie": "trixie", "python": "trixie"},
    "pixi": {"": "bookworm", "0": "bookworm 0"},
    "selkies": {"": ""},
    "code-server": {"": "trixie"},
    "openvscode": {"": "jammy", "1": "jammy 0"},
    "codeserver-ls": {"": "noble", "4": "noble"},
    "noble": {"": "noble"},
    "node-red": {"": "", "4": "bullseye", "3.1": "buster 0"},
}  # fmt: skip
_MOVING_WORDS = ("latest", "slim", "alpine", "devel", "stable", "mainline", "lts", "current", "debian", "ubuntu")


def release(rule: str, tag: Tag) -> str:
    """The release that a tag of a family leads to; "" where that is not known."""
    if rule in ("debian", "ubuntu"):
        return _distribution(rule, tag)
    if tag.release:
        return tag.release
    if "alpine" in tag.flavor.split("-"):
        return _NEWEST_ALPINE if len(tag.version) < 3 else ""
    if rule == "alpine":
        return _alpine(tag)
    if rule in _SYSTEMS:
        return _numbered(rule, tag)
    if rule in ("jupyter", "jupyter-old"):
        return _jupyter(tag, "noble" if rule == "jupyter" else "jammy")
    if rule == "bioconductor":
        return _bioconductor(tag)
    return _stepped(_STEPS.get(rule, {}), tag)


def _stepped(steps: dict[str, str], tag: Tag) -> str:
    version = tag.version
    if not version:
        word = tag.words[0] if tag.words else "latest"
        if word in steps:
            return steps[word].split()[0] if steps[word] else ""
        known = word in _MOVING_WORDS or word in _FLAVORS
        return steps.get("", "") if known else ""
    for length in (2, 1):
        key = ".".join(str(number) for number in version[:length])
        if key in steps and len(version) >= length:
            return _at(steps[key].split(), version[length:])
    return ""


def _at(steps: list[str], rest: tuple[int, ...]) -> str:
    """The release at what follows a version; without a number, the one that the moving tag has."""
    if not rest:
        return steps[-2] if len(steps) > 1 else steps[0] if steps else ""
    found = ""
    for name, first in zip(steps[::2], steps[1::2], strict=False):
        if rest[0] >= int(first):
            found = name
    return found


_ALIASES = {
    "debian": {"": "trixie", "latest": "trixie", "stable": "trixie", "oldstable": "bookworm",
               "oldoldstable": "bullseye"},
    "ubuntu": {"": "resolute", "latest": "resolute", "rolling": "resolute"},
}  # fmt: skip


def _distribution(system: str, tag: Tag) -> str:
    if tag.release:
        return tag.release
    word = tag.words[0] if tag.words else ""
    if word in _ALIASES[system]:
        return _ALIASES[system][word]
    if word == "slim":
        return ""
    return _NUMBERED.get((system, word if system == "ubuntu" else word.partition(".")[0]), "")


def _alpine(tag: Tag) -> str:
    if not tag.version:
        return _NEWEST_ALPINE if not tag.words or tag.words[0] == "latest" else ""
    name = f"alpine{'.'.join(str(number) for number in tag.version[:2])}"
    return _NEWEST_ALPINE if tag.version == (3,) else name if name in RELEASES else ""


_SYSTEMS = {"almalinux": "10", "rockylinux": "", "amazonlinux": "2023", "centos": "8"}


def _numbered(system: str, tag: Tag) -> str:
    """ "9.3-minimal" -> almalinux9; "centos7.9.2009" -> centos7."""
    word = tag.words[0] if tag.words else "latest"
    number = word.removeprefix(system).partition(".")[0] if word not in ("latest", "minimal") else _SYSTEMS[system]
    name = f"{system}{number}"
    return name if name in RELEASES else ""


def _jupyter(tag: Tag, newest: str) -> str:
    """Dates, `latest` and Python's version; everything else is a hash or a version of something else."""
    if len(tag.words) == 3 and all(word.isdecimal() for word in tag.words):
        day = "-".join(tag.words)
        return "noble" if day >= "2024-08-30" else "jammy" if day >= "2022-10-10" else ""
    return newest if tag.words in ((), ("latest",)) else ""


def _bioconductor(tag: Tag) -> str:
    words = [word for word in tag.words if word != "release"]
    version = ".".join(words[:2]) if words[:1] == ["3"] else words[0] if words else "devel"
    steps = _STEPS["bioconductor"]
    return steps.get("" if version in ("latest", "devel") else version, "")
