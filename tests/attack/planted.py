"""Files that a repository may hold so that some program takes them for its own, and runs them.

Each writes its name into the folder that `CAUGHT_IN` names: whatever ran is a file there.
"""

from __future__ import annotations

import sys
from pathlib import Path

CAUGHT_IN = "STUDIO_LINT_TEST_CAUGHT_IN"
"""An environment variable of the tests."""

# Only of built-in modules: it also runs in place of the first module that Python imports at all.
_PYTHON = """\
import posix
posix.close(posix.open(posix.environ[b"{folder}"] + b"/{name}", posix.O_CREAT | posix.O_WRONLY))
"""
_SHELL = '#!/bin/sh\n: > "${folder}/{name}"\nexit 0\n'

# What is imported by the programs that install and start studio-lint, and by it.
_MODULES = (
    "pip", "venv", "ensurepip", "setuptools", "hatchling", "packaging", "yaml", "ruamel", "tree_sitter", "tomli",
    "tree_sitter_bash", "dockerfile_parse", "studio_lint", "sitecustomize", "usercustomize", "conftest", "distutils",
    "_distutils_hack", "backend", "pygls", "lsprotocol", "httpx", "rattler", "cattrs", "attrs",
)  # fmt: skip
_NEVER = ("__main__", "__future__")

_COMMANDS = (
    "python",
    "python3",
    "pip",
    "pip3",
    "studio-lint",
    "bash",
    "sh",
    "cat",
    "rm",
    "mktemp",
    "git",
    "sed",
    "awk",
)

CONFIGURATION = {
    "pip.conf": "[global]\nno-index = true\nrequire-virtualenv = true\n",
    "pip.ini": "[global]\nno-index = true\n",
    "setup.cfg": "[install]\nprefix = /nowhere\n[easy_install]\nindex_url = http://127.0.0.1:9/\n",
    "pyproject.toml": '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n',
    "pyvenv.cfg": "home = .\n",
    "pybuilddir.txt": ".",
    "python3._pth": ".\nimport site\n",
    "python311._pth": ".\nimport site\n",
    ".git/config": '[core]\n\tfsmonitor = "touch planted"\n\thooksPath = .\n',
}
"""Settings that change what those programs do, where they are looked for in the current folder."""


def plant(root: Path) -> None:
    """Put all of them into a repository: modules, packages with `__main__`, commands, settings and a start-up file."""
    for name in sorted({*sys.stdlib_module_names, *_MODULES} - set(_NEVER)):
        _write(root / f"{name}.py", _PYTHON.format(folder=CAUGHT_IN, name=f"module {name}"))
        for part in ("__init__", "__main__"):
            text = _PYTHON.format(folder=CAUGHT_IN, name=f"package {name} {part}")
            _write(root / name / f"{part}.py", text)
    text = _PYTHON.format(folder=CAUGHT_IN, name="path file").replace("\n", ";")
    for folder in (".", "lib", f"lib/python3.{sys.version_info[1]}/site-packages"):
        _write(root / folder / "planted.pth", f"import {text.removeprefix('import ')}\n")
    for command in _COMMANDS:
        for folder in (".", "bin", ".venv/bin"):
            path = root / folder / (command if folder != "." else f"{command}.planted")
            _write(path, _SHELL.replace("{folder}", f"{{{CAUGHT_IN}}}").replace("{name}", f"command {command}"))
            path.chmod(0o755)
    _write(root / "shell-start", f': > "${CAUGHT_IN}/shell-start"\n')
    for name, held in CONFIGURATION.items():
        _write(root / name, held)


def hostile_environment(caught: Path) -> dict[str, str]:
    """Variables as a workflow or a profile may set them: relative names and empty entries."""
    return {
        CAUGHT_IN: str(caught),
        "PYTHONPATH": ":.:lib",
        "PYTHONSTARTUP": "shell-start",
        "PYTHONUSERBASE": ".",
        "PYTHONPYCACHEPREFIX": "cache",
        "PYTHONINSPECT": "",
        "PIP_NO_INDEX": "1",
        "PIP_REQUIRE_VIRTUALENV": "1",
        "PIP_FIND_LINKS": ".",
        "PIP_CONFIG_FILE": "pip.conf",
        "PIP_TARGET": "target",
        "BASH_ENV": "shell-start",
        "ENV": "shell-start",
        "LD_LIBRARY_PATH": ":.",
        "VIRTUAL_ENV": ".venv",
        "XDG_CONFIG_HOME": ".",
    }


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
