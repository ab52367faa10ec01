"""The language server: its processor time from a change to its diagnostics, beside parsing alone, and its memory."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.texts import DOCKERFILE
from benchmarks.timing import Row, milliseconds
from studio_lint.base.source import Source
from studio_lint.syntax.dockerfile import reader as dockerfile_reader
from studio_lint.syntax.yaml import reader as yaml_reader

EDITS = 300
MANY = 10_000


def rows(folder: Path, many: int = MANY) -> Iterator[Row]:
    """Nothing where pygls is not installed."""
    try:
        import pygls  # noqa: F401
    except ImportError:
        return
    from tests.lsp.client import Client

    (folder / ".git").mkdir()
    client = Client(folder, as_editors_do=True)
    for name, text, language, read in (
        ("Dockerfile", _dockerfile(), "dockerfile", dockerfile_reader.read),
        ("environment.yml", _environment(), "yaml", yaml_reader.read),
    ):
        client.open(name, text, language)
        taken = [_change(client, name, text, number) for number in range(EDITS)]
        parsing = [_parsed(read, text) for _ in range(50)]
        lines = text.count("\n")
        p95 = statistics.quantiles(taken, n=20)[-1]
        yield Row(
            f"edit of {name}, {lines} lines, p95",
            milliseconds(p95),
            f"median {milliseconds(statistics.median(taken))}",
            f"only parsing {milliseconds(statistics.median(parsing))}",
            "≤ 20 ms",
        )
    before = _resident(client)
    for number in range(many):
        _change(client, "environment.yml", _environment(30), number)
    after = _resident(client)
    if before:
        yield Row(f"memory after {many:,} more edits", f"{after:.1f} MB", "", f"{before:.1f} MB before", "flat")
    client.end()


def _change(client: object, name: str, text: str, number: int) -> float:
    began = _spent(client)
    client.change(name, f"{text}# edit {number}\n")  # type: ignore[attr-defined]
    return _spent(client) - began


def _spent(client: object) -> float:
    """Seconds of processor time that all threads of the server took so far; seconds where the system does not tell."""
    threads = [*Path(f"/proc/{client.pid}/task").glob("*/schedstat")]  # type: ignore[attr-defined]
    if not threads:
        return time.perf_counter()
    return sum(int(path.read_text().split()[0]) for path in threads) / 1e9


def _parsed(read: object, text: str) -> float:
    began = time.perf_counter()
    read(Source("file", text))  # type: ignore[operator]
    return time.perf_counter() - began


def _resident(client: object) -> float:
    """MB that the server holds; 0 where the system does not tell."""
    if not sys.platform.startswith("linux"):
        return 0.0
    status = Path(f"/proc/{client.pid}/status").read_text()  # type: ignore[attr-defined]
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))


def _dockerfile(lines: int = 200) -> str:
    head, entry, tail = DOCKERFILE.partition("ENTRYPOINT")
    steps = "".join(
        f"# step {number}\nRUN apt-get update && \\\n    apt-get install -y package-{number}\nENV STEP_{number}=done\n"
        for number in range((lines - 11) // 4)
    )
    return head + steps + entry + tail


def _environment(lines: int = 300) -> str:
    entries = "".join(f"  - package-{number}=1.{number}\n" for number in range(lines - 3))
    return f"channels:\n  - conda-forge\ndependencies:\n{entries}"
