"""Command lines of pip and uv that install packages, and their options.

Source: what pip 26.3 and uv 0.9 print with `--help` (2026-11).
"""

from __future__ import annotations

PROGRAM = "pip"
PYTHON = "python"
"""How the names of pip and of the program that runs it begin: `pip3.12`, `python3 -m pip`."""

VALUED = frozenset(
    (
        *("-r", "--requirement", "-c", "--constraint", "-e", "--editable", "-i", "--index-url", "--pypi-url", "-f"),
        *("--extra-index-url", "--find-links", "-t", "--target", "--prefix", "--root", "--python", "-p", "--platform"),
        *("--python-version", "--python-platform", "--implementation", "--abi", "--upgrade-strategy", "-C", "--src"),
        *("--config-settings", "--config-setting", "--global-option", "--no-binary", "--only-binary", "-o", "--log"),
        *("--progress-bar", "--report", "--cache-dir", "--proxy", "--timeout", "--retries", "--cert", "--group"),
        *("--client-cert", "--trusted-host", "--allow-insecure-host", "--exists-action", "--root-user-action"),
        *("--use-feature", "--use-deprecated", "--build-constraint", "-b", "--overrides", "--extra", "--default-index"),
        *("--index", "--index-strategy", "--keyring-provider", "--resolution", "--prerelease", "--exclude-newer"),
        *("-w", "--wheel-dir", "-d", "--dest", "--build-option", "--install-option", "--build-constraints"),
        *("--link-mode", "--no-build-package", "--no-binary-package", "--upgrade-package", "-P", "--refresh-package"),
        *("--reinstall-package", "--config-file", "--directory", "--project", "--color", "--uploaded-prior-to"),
    )
)
"""Options that take the next word."""

FLAGS = frozenset(
    (
        *("--upgrade", "--no-cache-dir", "--user", "--quiet", "--verbose", "--no-deps", "--pre", "--force-reinstall"),
        *("--ignore-installed", "--no-build-isolation", "--use-pep517", "--no-use-pep517", "--no-index", "--system"),
        *("--prefer-binary", "--break-system-packages", "--require-hashes", "--no-compile", "--compile", "--isolated"),
        *("--disable-pip-version-check", "--no-input", "--no-color", "--dry-run", "--no-warn-script-location"),
        *("--no-warn-conflicts", "--require-virtualenv", "--debug", "--no-clean", "--ignore-requires-python"),
        *(
            "--check-build-dependencies",
            "--all-extras",
            "--compile-bytecode",
            "--no-sources",
            "--no-cache",
            "--offline",
        ),
        *("--offline", "--native-tls", "--strict", "--exact", "--reinstall", "--refresh", "--no-progress"),
        *(
            "--no-verify-hashes",
            "--no-build",
            "--no-python-version-warning",
            "--no-config",
            "--managed-python",
            "--no-managed-python",
        ),
    )
)
"""Options without a value."""
_LETTERS = frozenset("UqvInV")
"""Those of one letter, which may be joined."""


def takes_none(option: str) -> bool:
    """Whether an option is known to take no value: `-U`, `-qq`, `--no-deps`."""
    return option in FLAGS or (option[:2] != "--" and _LETTERS.issuperset(option[1:]))


LISTS = ("-r", "--requirement", "-c", "--constraint", "--requirements", "--constraints")
"""Options whose word is a requirements file."""

CONSTRAINTS = ("-c", "--constraint", "--constraints")
"""Those whose file limits the versions of what is installed, and asks for nothing."""

HASHING = "--require-hashes"
"""The option with which each requirement must have a hash; one line with `--hash` does the same (pip 26.3)."""

EDITABLE = ("-e", "--editable")
VERBS = ("install", "download", "wheel")


def requirement_words(values: list[str]) -> int:
    """Where the words begin that say what `pip install …` or `python -m pip install …` installs; 0 if it does not."""
    name = values[0].rpartition("/")[2]
    if name.startswith(PYTHON) and values[1:3] == ["-m", PROGRAM]:
        return _behind_verb(values, 3)
    if name == "uv" and values[1:2] == ["pip"]:
        return _behind_verb(values, 2)
    return _behind_verb(values, 1) if _is_version_of(name, PROGRAM) else 0


def words_before(name: str, values: list[str | None]) -> int:
    """How many words name pip: 1 of `pip3 …`, 3 of `python -m pip …`, 0 of another command; `values` of the others."""
    if _is_version_of(name, PROGRAM):
        return 1
    return 3 if _is_version_of(name, PYTHON) and values[:2] == ["-m", PROGRAM] else 0


def _is_version_of(name: str, program: str) -> bool:
    digits = name.removeprefix(program)
    return name.startswith(program) and (not digits or digits.replace(".", "").isdecimal())


def _behind_verb(values: list[str], at: int) -> int:
    """Past the options before the verb, and past the verb."""
    while at < len(values) and values[at].startswith("-"):
        at += 2 if values[at] in VALUED else 1
    return at + 1 if values[at : at + 1] and values[at] in VERBS else 0


UV_VENV = ".venv"
UV_PROJECT_VERBS = ("sync", "add")
UV_PROJECT_ENVIRONMENT = "UV_PROJECT_ENVIRONMENT"
UV_SYSTEM = "UV_SYSTEM_PYTHON"
UV_ELSEWHERE = ("--system", "--python", "-p", "--prefix", "--target", "-t", "--active", "--project", "--directory")
"""Where uv installs, by its manual (0.9): a project's packages into its `.venv`, or the folder of the first variable;
the others into the active environment, or the next `.venv`; with the second variable, or an option of these, elsewhere.
"""

UV_FINDS = (UV_SYSTEM, "VIRTUAL_ENV", "CONDA_PREFIX", "CONDA_DEFAULT_ENV", "UV_PYTHON", "UV_CONFIG_FILE")
UV_SETTINGS = ("uv.toml", "pyproject.toml")
UV_INSTALLS = ([PROGRAM, "install"], [PROGRAM, "sync"])
"""What lets uv's commands that install into an environment find one or do without: variables, and files of settings.
As seen with uv 0.13 (2026-11): without any of it, `No virtual environment found`, exit status 2.
"""

ALONE = {
    "pip": ("pip", "pip3"),
    "setuptools": (),
    "wheel": ("wheel",),
    "uv": ("uv", "uvx"),
    "virtualenv": ("virtualenv",),
}
"""Packages that bring these commands and no other, with all that they require (metadata on PyPI, 2026-11-29)."""

INDEX_OPTIONS = frozenset(("--index-url", "--extra-index-url", "--find-links"))
"""Options of a list of requirements that name another place than PyPI; pip applies them to every line of the list."""

LOCAL_INDEXES = {
    "torch": "https://download.pytorch.org/whl/{}",
    "torchvision": "https://download.pytorch.org/whl/{}",
    "torchaudio": "https://download.pytorch.org/whl/{}",
}
"""Where a project has its local versions (`2.4.0+cpu`), by the part after `+`. Source: pytorch.org, 2026-11.

PyPI accepts no local versions (packaging.python.org, "Version specifiers"; pip 26.3 on such a requirement, 2026-11).
"""

INDEX_WORDS = (*INDEX_OPTIONS, "-i", "-f", "--index", "--default-index", "--no-index", "--config-file", "--pypi-url")
"""How words of a command line begin that name an index, or settings that may."""

INDEX_SETTINGS = ("PIP_", "UV_", "pip.conf", "pip config", "uv.toml")
"""What a Dockerfile contains that sets an index beforehand."""
