"""Commands that install the packages and versions in their arguments: a shell may read `>=1.0` as a redirection.

Source: `--help` of pip 26.3, pipx 1.7, uv 0.9, conda 25, micromamba 2.3 and apt 2.6 (2026-11).
"""

from __future__ import annotations

from studio_lint.base.record import Record

FIRST_LOOK = ("pip", "conda", "mamba", "uv", "apt")
"""A text without any of these has no such command."""


class Requests(Record):
    """One program's command line.

    verbs   words that install
    prefix  words that may come before the verb
    any     the verb may be any of the words, not the first only
    exact   versions are exact (`tree=2.1`)
    """

    verbs: tuple[str, ...]
    prefix: tuple[str, ...] = ()
    any: bool = False
    exact: bool = False


_PIP = Requests(("install", "download", "wheel", "inject"))
_CONDA = Requests(("install", "create", "update", "upgrade"), any=True)
_APT = Requests(("install",), exact=True)
_BY_NAME = {
    "conda": _CONDA,
    "mamba": _CONDA,
    "micromamba": _CONDA,
    "apt-get": _APT,
    "apt": _APT,
    "uv": Requests(("add", "install"), prefix=("pip", "tool")),
}


def find(words: list[str]) -> Requests | None:
    """How the program of a command is asked for packages, where that is what the words do; None for another command.

    `words`: those of the command, its name without a folder first; "" for one that is not known.
    """
    name, rest = words[0].lower(), words[1:]
    if name.startswith("python") and "pip" in rest and rest[rest.index("pip") - 1] == "-m":
        name, rest = "pip", rest[rest.index("pip") + 1 :]
    found = _PIP if name.startswith("pip") else _BY_NAME.get(name)
    if found is None:
        return None
    verbs = [word for word in rest if not word.startswith("-")]
    if verbs and verbs[0] in found.prefix:
        verbs = verbs[1:]
    return found if any(verb in found.verbs for verb in (verbs if found.any else verbs[:1])) else None
