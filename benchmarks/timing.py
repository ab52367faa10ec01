"""Commands run and timed, in turns, so that what else the machine does falls on all of them alike."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

BARE = [sys.executable, "-I", "-c", "pass"]
SCRIPT = "import sys; from studio_lint.console.cli import main; sys.exit(main())"
STUDIO_LINT = [sys.executable, "-c", SCRIPT, "check", "--quiet"]
"""What the installed script does (`python -m` takes 10 ms more to find out what it is to run)."""


@dataclass
class Taken:
    """What the runs of one command took: seconds of processor time, and seconds."""

    processor: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.processor)

    @property
    def spread(self) -> float:
        """Between the first and the third quarter."""
        if len(self.processor) < 2:
            return 0.0
        low, _, high = statistics.quantiles(self.processor, n=4)
        return high - low


@dataclass(frozen=True)
class Row:
    """One line of the table; `target` is what is wanted, "" for nothing."""

    what: str
    median: str
    spread: str
    ratio: str
    target: str = ""


def program(name: str) -> list[str] | None:
    """A program beside this Python or on PATH; None where it is not installed."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    return [found] if found else None


def run(command: Sequence[str], folder: Path, taken: Taken) -> None:
    """Run a command once and add what it took."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    taken.wall.append(time.perf_counter() - began)
    taken.processor.append(usage.ru_utime + usage.ru_stime)


def memory(command: Sequence[str], folder: Path) -> float:
    """MB that a command holds at the most, seen by a small process that starts it: a child counts its parent's too."""
    watch = (
        "import os, sys; process = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, "
        "file_actions=[(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)]); "
        "print(os.wait4(process, 0)[2].ru_maxrss, file=sys.__stdout__)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", watch, *command], cwd=folder, capture_output=True, text=True, check=True
    )
    return int(done.stdout) / (1024 * 1024 if sys.platform == "darwin" else 1024)


def in_turns(commands: dict[str, list[str]], folder: Path, runs: int) -> dict[str, Taken]:
    """Every command once to warm up, then all of them in turns."""
    for command in commands.values():
        run(command, folder, Taken())
    taken = {name: Taken() for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            run(command, folder, taken[name])
    return taken


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms"
