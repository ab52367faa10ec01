"""What each cache of the process buys: processor time of an edit with all of them, and without one.

    python -m benchmarks.caches FILE [CACHE]   one of these, alone

Each in a process of its own, since what is kept stays to its end; a cache keeps nothing whose limit is below
zero. The edits are made in one process each, so that a start costs nothing.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.texts import DOCKERFILE
from benchmarks.timing import Row, milliseconds

EDITS = 40
TURNS = 3

SCRIPTED = """\
RUN set -eux; for one in a b c; do curl -fsSL "https://example.org/$one" | tar -xz -C /opt; done
RUN pip install httpx==0.27.{0} && echo "run" > /usr/local/bin/start-{0} && chmod +x /usr/local/bin/start-{0}
RUN mkdir -p /data/{0} && cp /opt/tool/bin/* /usr/local/bin && ln -sf /opt/tool/start.sh /usr/local/bin/tool-{0}
"""

CACHES = {
    "memo": ("match specs, channels and constraints, by their text", "studio_lint.base.memo", "LONGEST"),
    "runs": ("what each RUN runs, by its lines", "studio_lint.lsp.session", "MOST_DOCKERFILES"),
}


def rows(turns: int = TURNS) -> Iterator[Row]:
    """An edit of each file with all caches, then without one at a time."""
    for name, (title, _) in FILES.items():
        taken: dict[str, list[float]] = {one: [] for one in ("", *CACHES)}
        for _ in range(turns):
            for cache, found in taken.items():
                command = [sys.executable, "-m", "benchmarks.caches", name, *([cache] if cache else [])]
                found.append(float(subprocess.run(command, capture_output=True, check=True, text=True).stdout))
        whole = min(taken[""])
        yield Row(f"edit of {title}, all caches", milliseconds(whole), "", "1.00 ×")
        for cache, (what, *_) in CACHES.items():
            yield Row(f"… without {what}", milliseconds(min(taken[cache])), "", f"{min(taken[cache]) / whole:.2f} ×")


def edits(path: Path, text: str) -> float:
    """Median seconds of processor time from an edit to its findings, a line typed in the middle of the file."""
    from studio_lint.lsp.session import Session

    session = Session()
    half = text.rfind("\n", 0, len(text) // 2) + 1
    taken = []
    for number in range(EDITS):
        edited = f"{text[:half]}# edit {number}\n{text[half:]}"
        path.write_text(edited, encoding="utf-8")
        began = time.process_time()
        session.change(str(path), edited)
        session.check(str(path))
        taken.append(time.process_time() - began)
    return statistics.median(taken[10:])


def _with(steps: str) -> str:
    head, entry, tail = DOCKERFILE.partition("ENTRYPOINT")
    return head + steps + entry + tail


def _plain() -> str:
    lines = "# step {0}\nRUN apt-get update && \\\n    apt-get install -y package-{0}\nENV STEP_{0}=done\n"
    return _with("".join(lines.format(number) for number in range(47)))


def _scripted() -> str:
    return _with("".join(SCRIPTED.format(number) for number in range(12)))


def _environment() -> str:
    entries = "".join(f"  - package-{number}=1.{number}\n" for number in range(297))
    return f"channels:\n  - conda-forge\ndependencies:\n{entries}"


FILES = {
    "plain/Dockerfile": ("a Dockerfile of plain commands", _plain),
    "scripts/Dockerfile": ("a Dockerfile of scripts", _scripted),
    "environment.yml": ("environment.yml, 300 lines", _environment),
}


def main(name: str, cache: str = "") -> None:
    from studio_lint.base.loading import module

    if cache:
        _, name_of_module, limit = CACHES[cache]
        vars(module(name_of_module))[limit] = -1
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.parent.mkdir(exist_ok=True)
        (path.parent / ".git").mkdir()
        print(edits(path, FILES[name][1]()))


if __name__ == "__main__":
    main(*sys.argv[1:])
