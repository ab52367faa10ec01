"""conda, mamba and micromamba: what each accepts in an environment file, and which version an image contains.

Sources: 315 match specs and 172 environment files tried with micromamba 2.8.1, micromamba 1.5.10 and conda
(tests/vectors/matchspec.json and environment.json, 2026-08); the tags of the images on Docker Hub and the releases of
miniforge (2026-11): from 24.11 on it contains mamba 2.
"""

from __future__ import annotations

PROGRAMS = frozenset(("conda", "mamba", "micromamba"))
FIRST_LOOK = ("conda", "mamba")
"""A text without any of these has no such program."""
OF_WAVE = "micromamba"
"""The program with which Wave builds."""
MISSING_PROGRAMS = ("git", "hg", "svn", "bzr")
"""What pip may call and the image that Wave builds in lacks (its build templates, 2026-08)."""

FILE_OPTIONS = ("-f", "--file")
CHANNEL_OPTIONS = ("-c", "--channel")
NAME_OPTIONS = ("-n", "--name")
PREFIX_OPTIONS = (*NAME_OPTIONS, "-p", "--prefix")
BASE_NAMES = ("base", "root")
"""Names of the environment that conda itself is in."""
ROOT_VARIABLE = "MAMBA_ROOT_PREFIX"
"""Where mamba and micromamba have their environments."""
IN_BASE = ("conda", "mamba")
"""They are in the `bin` of the base environment, which the others are below."""
NAME_OPTIONS = ("-n", "--name")
RUN_VERBS = ("conda run", "mamba run")
"""A text without any of these runs no command in an environment that it names."""
NOT_THERE = {
    "conda": "conda: EnvironmentLocationNotFound: Not a conda environment: …/envs/{}",
    "mamba": "mamba: The given prefix does not exist: …/envs/{}",
    "micromamba": "micromamba: The given prefix does not exist: …/envs/{}",
}
"""What each prints of `run -n NAME` without such an environment (libmamba 2.8.1, core/run.cpp; conda, 2026-11)."""
VALUED_OPTIONS = frozenset(
    (*FILE_OPTIONS, *CHANNEL_OPTIONS, *PREFIX_OPTIONS, "-r", "--root-prefix", "--platform", "--solver", "--rc-file")
)
"""Options that take the next word."""

DEFAULT_FILE = "environment.yml"
"""What `conda env create` and `conda env update` read without `-f`, from the working folder."""

LIBMAMBA_2 = "libmamba 2"
LIBMAMBA_1 = "libmamba 1"
CONDA = "conda"
TITLES = {CONDA: "conda", LIBMAMBA_1: "micromamba 1"}
"""What messages call those who read otherwise than micromamba 2."""

# What libmamba 2 refuses and the program takes as it was meant, by the slip that a repair is for. conda has a reader of
# its own: `syntax.conda.conda_spec`.
ACCEPTED = {
    LIBMAMBA_2: frozenset[str](),
    LIBMAMBA_1: frozenset(
        (
            *("extras", "swapped_operator", "odd_operator", "spaced_build", "space_before_joint", "implicit_version"),
            *("glued_comment", "trailing_mark", "dangling_operator"),
        )
    ),
}
"""Slips in match specs, by what reads them: `numpy=>1.8` is refused by libmamba 2 and taken by 1."""

LOSES = {LIBMAMBA_1: frozenset(("joining_word", "missing_comma"))}
"""Slips of which a program takes the first constraint and silently ignores the rest: `>=1.8 <2`."""

_IMAGES = {
    "docker.io/mambaorg/micromamba": "micromamba",
    "ghcr.io/mamba-org/micromamba": "micromamba",
    "docker.io/continuumio/miniconda3": "conda",
    "docker.io/condaforge/miniforge3": "miniforge",
    "docker.io/condaforge/mambaforge": "miniforge",
}
_WITH_MAMBA_2 = (24, 11)


def version(image: str, tag: str, program: str) -> tuple[int, ...]:
    """The version of a program in an image, by registry and path, and tag; () where these do not tell it.

    `1.5.10-noble` is micromamba 1.5.10; the tags of miniconda3 and miniforge3 begin with conda's version.
    """
    brings = _IMAGES.get(image)
    given = _numbers(tag)
    if not given or brings is None:
        return ()
    if brings == "miniforge":
        if program == "mamba":
            return (2,) if given[:2] >= _WITH_MAMBA_2 and "mambaforge" not in image else (1, 5)
        return given if program == "conda" else ()
    return given if program == brings else ()


def has_base(image: str) -> bool:
    """Whether an image, by registry and path, is known to bring the environment `base`."""
    return image in _IMAGES


_DOWNLOADS = {
    "micromamba": (
        "micro.mamba.pm/api/micromamba/linux-64/",
        "github.com/mamba-org/micromamba-releases/releases/download/",
        "conda.anaconda.org/conda-forge/linux-64/micromamba-",
    ),
    "conda": ("github.com/conda-forge/miniforge/releases/download/",),
}
"""Addresses of the releases of a program, without scheme, up to the version."""


def downloaded(word: str, program: str) -> tuple[int, ...]:
    """The version of a program in the address of a download; () in any other word: `…/linux-64/1.5.10`."""
    _, mark, address = word.partition("://")
    start = next((start for start in _DOWNLOADS.get(program, ()) if mark and address.startswith(start)), None)
    return _numbers(address[len(start) :].partition("/")[0]) if start is not None else ()


def _numbers(tag: str) -> tuple[int, ...]:
    """The numbers that a tag begins with: `24.9.2-0` → (24, 9, 2)."""
    found = []
    for piece in tag.partition("-")[0].split("."):
        if not (piece.isascii() and piece.isdecimal() and len(piece) < 9):
            return ()
        found.append(int(piece))
    return tuple(found)


def dialects(program: str, version: tuple[int, ...]) -> tuple[str, ...]:
    """What reads the match specs of an environment file; mamba 1 is conda's reader before libmamba's."""
    first = version[0] if version else 2
    if program == "conda":
        return (CONDA,)
    if first >= 2:
        return (LIBMAMBA_2,)
    return (LIBMAMBA_1,) if program == "micromamba" else (CONDA, LIBMAMBA_1)


def reads_locks(program: str) -> bool:
    """Whether a program installs a conda-lock file that is called so."""
    from studio_lint.facts.solving import LOCK_READERS

    return program in LOCK_READERS
