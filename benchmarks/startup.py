"""What one small file costs, as a multiple of starting Python, beside other checkers."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.texts import DOCKERFILE, ENVIRONMENT, write
from benchmarks.timing import BARE, STUDIO_LINT, Row, in_turns, milliseconds, program

ENV, DOCKER = "environment.yml", "Dockerfile"
SCHEMA = '{"type": "object"}'

OTHERS = (
    ("hadolint, one Dockerfile", "hadolint", [DOCKER]),
    ("yamllint, one environment file", "yamllint", [ENV]),
    ("check-jsonschema, one environment file", "check-jsonschema", ["--schemafile", "schema.json", ENV]),
    ("ruff, one Python file", "ruff", ["check", "--no-cache", "--isolated", "one.py"]),
)


def rows(folder: Path, runs: int) -> Iterator[Row]:
    write(folder, ENV, ENVIRONMENT)
    write(folder, DOCKER, DOCKERFILE)
    write(folder, "schema.json", SCHEMA)
    write(folder, "one.py", "print(1)\n")
    (folder / "empty" / ".git").mkdir(parents=True)
    wanted = {
        "one environment file": ("2.1", [*STUDIO_LINT, ENV]),
        "one Dockerfile": ("2.6", [*STUDIO_LINT, DOCKER]),
        "both": ("", [*STUDIO_LINT, ENV, DOCKER]),
        "nothing to do": ("", [*STUDIO_LINT, "empty"]),
    }
    commands = {"bare Python": BARE, "import yaml": [*BARE[:-1], "import yaml"]}
    commands |= {name: command for name, (_, command) in wanted.items()}
    for name, tool, arguments in OTHERS:
        found = program(tool)
        if found:
            commands[name] = [*found, *arguments]
    taken = in_turns(commands, folder, runs)
    bare = taken["bare Python"].median
    for name, spent in taken.items():
        target = f"≤ {wanted[name][0]} ×" if name in wanted and wanted[name][0] else ""
        yield Row(
            f"start: {name}",
            milliseconds(spent.median),
            milliseconds(spent.spread),
            f"{spent.median / bare:.2f} ×",
            target,
        )
    for name in (DOCKER, ENV):
        yield Row(f"modules: {name}", f"{imported(folder, name):,}", "", "", "")


def imported(folder: Path, name: str) -> int:
    """How many modules of studio-lint the check of one file imports."""
    checked = f"from studio_lint.console.cli import main; main(['check', '--quiet', {name!r}])"
    listed = f"{checked}; import sys; print(*sys.modules)"
    done = subprocess.run([*BARE[:-1], listed], cwd=folder, capture_output=True, text=True, check=True)
    return sum(module.partition(".")[0] == "studio_lint" for module in done.stdout.split())
