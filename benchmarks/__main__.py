"""All benchmarks, one table.

python -m benchmarks [--runs N] [--write] [--quick]

--write puts the table into docs/performance.md; --quick leaves out what takes minutes.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks import caches, editor, repository, startup, throughput
from benchmarks.timing import Row, program

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- table: python -m benchmarks --write -->", "<!-- end of table -->"
HEAD = ("What", "Median", "Spread", "Ratio", "Wanted")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--runs", type=int, default=20, help="runs of each short command")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    parser.add_argument("--quick", action="store_true", help="only the start and the editor, few edits")
    arguments = parser.parse_args()
    # What is installed has its bytecode beside it; the first, untimed run of each command is to write it.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    rows = list(_shown(_rows(arguments.runs, arguments.quick)))
    if arguments.write:
        _write(_markdown(rows))
    return 0


def _rows(runs: int, quick: bool) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("startup", "throughput", "editor", "repository"):
            (folder / part).mkdir()
        yield from startup.rows(folder / "startup", runs)
        if not quick:
            yield from throughput.rows(folder / "throughput", max(3, runs // 4))
            yield from repository.rows(folder / "repository", max(3, runs // 4))
            yield from caches.rows()
        yield from editor.rows(folder / "editor", 200 if quick else editor.MANY)


def _shown(rows: Iterable[Row]) -> Iterator[Row]:
    print(f"{HEAD[0]:58}{HEAD[1]:>14}{HEAD[2]:>18}{HEAD[3]:>26}{HEAD[4]:>10}")
    for row in rows:
        print(f"{row.what:58}{row.median:>14}{row.spread:>18}{row.ratio:>26}{row.target:>10}", flush=True)
        yield row


def _markdown(rows: list[Row]) -> str:
    lines = ["| " + " | ".join(HEAD) + " |", "|---|--:|--:|--:|--:|"]
    lines += [f"| {row.what} | {row.median} | {row.spread} | {row.ratio} | {row.target} |" for row in rows]
    tools = ", ".join(name for name in ("hadolint", "yamllint", "check-jsonschema", "ruff") if program(name))
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return "\n".join([f"{machine}; compared with {tools or 'nothing'}.", "", *lines]) + "\n"


def _write(table: str) -> None:
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, tail = rest.partition(END)
    PAGE.write_text(f"{head}{BEGIN}\n\n{table}\n{END}{tail}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
