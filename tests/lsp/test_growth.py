"""An editor's session takes time and memory for what it shows, and no more the longer it lasts."""

from __future__ import annotations

import asyncio
import gc
import tracemalloc
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest

pytest.importorskip("pygls", reason="the language server's extra is not installed")

from studio_lint.base import watch
from studio_lint.files import overlay
from studio_lint.lsp import server
from studio_lint.lsp.garbage import Garbage
from studio_lint.lsp.session import Session
from tests.attack.dimensions import CONDA, DIMENSIONS, STUDIO
from tests.lsp.client import Client

pytestmark = pytest.mark.once

NOISE = 0.1
TRIES = 3
LOOSE = 500_000
"""Bytes: Python keeps some tuples and the like that were let go, for the next ones."""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / ".git").mkdir()
    yield tmp_path
    for path in list(overlay._held):
        overlay.release(path)


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def opened(folder: Path, files: dict[str, str]) -> Session:
    """A session in which all files are open."""
    write(folder, files)
    session = Session()
    for name, text in files.items():
        session.change(str(folder / name), text)
    session.check_all()
    return session


def edits(session: Session, path: Path, text: str, count: int) -> float:
    """Processor seconds of so many edits at the end of a file."""
    begun = process_time()
    for number in range(count):
        # What is remembered of texts has its own limit: see `base.memo`.
        session.change(str(path), f"{text}# {number % 5}\n")
        session.check(str(path))
    return process_time() - begun


DOCUMENTS = {
    "environments": lambda at: {f"d{at}/environment.yml": f"name: e{at}\n{CONDA}"},
    "studios": lambda at: {
        f"d{at}/.seqera/Dockerfile": STUDIO,
        f"d{at}/.seqera/start.sh": "exec python3 -m http.server\n",
    },
    "others": lambda at: {f"d{at}/notes.txt": "not ours\n"},
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_an_edit_costs_nothing_for_other_open_files(kind: str, folder: Path) -> None:
    best = [100.0, 100.0]
    for turn in range(TRIES):
        for step, count in enumerate((5, 40)):
            root = folder / f"{turn}-{step}"
            (root / ".git").mkdir(parents=True)
            files = {"e/.seqera/environment.yml": CONDA}
            for at in range(count):
                files.update(DOCUMENTS[kind](at))
            session = opened(root, files)
            best[step] = min(best[step], edits(session, root / "e/.seqera/environment.yml", CONDA, 10))
        if best[1] <= 2.5 * best[0] + NOISE:
            return
    raise AssertionError(best)


def test_saving_checks_each_file_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of one Studio are checked together, not once for each of them."""
    scripts = {f".seqera/s{at}.sh": "exec true\n" for at in range(20)}
    copied = STUDIO.replace("COPY start.sh /start.sh", "COPY . /")
    session = opened(folder, {".seqera/Dockerfile": copied, ".seqera/start.sh": ". /s0.sh\n", **scripts})
    checked: list[set[str]] = []
    monkeypatch.setattr(session, "_lint", lambda together: checked.append(together) or ())
    session.check_all()
    assert [len(together) for together in checked] == [22]


@pytest.mark.parametrize("name", ["instructions", "specs-wrong", "secrets"])
def test_a_longer_document_takes_longer_in_proportion(name: str, folder: Path) -> None:
    best = [100.0] * 3
    for _ in range(TRIES):
        for step, count in enumerate((100, 200, 400)):
            ((file, text),) = DIMENSIONS[name](count).items()
            session = opened(folder, {file: text})
            best[step] = min(best[step], edits(session, folder / file, text, 3))
            session.close(str(folder / file))
        if all(after <= 2.5 * before + NOISE for before, after in pairwise(best)):
            return
    raise AssertionError(best)


@pytest.mark.parametrize("name", ["settings-extend", "settings-exclude-patterns", "script-source-self", "stages-cycle"])
def test_the_server_answers_whatever_is_opened(name: str, tmp_path: Path) -> None:
    files = DIMENSIONS[name](200)
    write(tmp_path, files)
    client = Client(tmp_path)
    text = STUDIO if name.startswith("settings") else files.get("Dockerfile", STUDIO)
    client.open(".seqera/Dockerfile" if ".seqera/Dockerfile" in files else "Dockerfile", text)
    assert client.end() == 0


def test_a_question_that_takes_too_long_gets_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "Watch", lambda: watch.Watch(0.05))

    def endless() -> str:
        while True:
            watch.check()

    assert server.in_time(endless, "late") == "late"
    assert server.in_time(lambda: "answer", "late") == "answer"


def test_a_long_session_keeps_no_more_memory(folder: Path) -> None:
    """Without the collector: the models of a text go by themselves once it is checked."""
    session = opened(folder, {".seqera/Dockerfile": STUDIO, "environment.yml": CONDA})
    path = folder / ".seqera/Dockerfile"
    edits(session, path, STUDIO, 10)
    gc.collect()
    gc.disable()
    tracemalloc.start()
    try:
        edits(session, path, STUDIO, 20)
        first, _ = tracemalloc.get_traced_memory()
        edits(session, path, STUDIO, 40)
        assert tracemalloc.get_traced_memory()[0] < first + LOOSE
    finally:
        tracemalloc.stop()
        gc.enable()


@pytest.mark.parametrize("name", ["instructions", "script-source-self", "stages-cycle", "secrets"])
def test_an_edit_leaves_little_to_be_collected(name: str, folder: Path) -> None:
    files = DIMENSIONS[name](50)
    session = opened(folder, files)
    file = next(file for file in files if file.endswith("Dockerfile"))
    edits(session, folder / file, files[file], 3)
    gc.collect()
    gc.disable()
    try:
        edits(session, folder / file, files[file], 1)
        assert gc.collect() < 500
    finally:
        gc.enable()


async def _collected(answers: int, pause: float = 0.0) -> list[int]:
    """The generations that are looked through after so many answers, and a pause."""
    told: list[int] = []
    garbage = Garbage(told.append)
    for number in range(answers):
        garbage.left_by_answer()
        assert len(told) == number, "not before the answer is out"
        await asyncio.sleep(0)
    await asyncio.sleep(pause)
    return told


def test_when_garbage_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio_lint.lsp.garbage.QUIET", 0.05)
    monkeypatch.setattr("studio_lint.lsp.garbage.MANY", 5)
    monkeypatch.setattr("studio_lint.lsp.garbage.TOO_MANY", 9)
    assert asyncio.run(_collected(4, pause=0.2)) == [0] * 4
    assert asyncio.run(_collected(6)) == [0] * 6
    assert asyncio.run(_collected(6, pause=0.2)) == [0] * 6 + [2]
    assert asyncio.run(_collected(10, pause=0.2)) == [0] * 8 + [2, 0]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell what a process holds")
def test_a_server_keeps_no_more_memory(folder: Path) -> None:
    client = Client(folder, as_editors_do=True)
    runs = "".join(f"RUN apt-get update && apt-get install -y package-{at}\n" for at in range(60))
    text = STUDIO.replace("ENTRYPOINT", f"{runs}ENTRYPOINT")
    client.open("Dockerfile", text, "dockerfile")
    held = []
    for number in range(120):
        client.change("Dockerfile", f"{text}# edit {number}\n")
        held.append(_resident(client.pid))
    assert client.end() == 0
    assert held[-1] < held[30] + 8


def _resident(pid: int) -> float:
    """MB that a process holds."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def test_closed_files_leave_nothing(folder: Path) -> None:
    session = Session()
    tracemalloc.start()
    try:
        sizes = []
        for turn in range(3):
            for at in range(15):
                path = folder / f"{turn}-{at}" / "environment.yml"
                write(folder, {f"{turn}-{at}/environment.yml": CONDA})
                session.change(str(path), f"name: e{turn}-{at}\n{CONDA}")
                session.check(str(path))
                session.close(str(path))
            gc.collect()
            sizes.append(tracemalloc.get_traced_memory()[0])
        assert sizes[2] - sizes[1] < 150_000
        assert session.findings == {} and session.open == set() and session._reached == {}
    finally:
        tracemalloc.stop()
