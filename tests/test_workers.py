"""Several processes share many Dockerfiles: what is said is the same, whatever becomes of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from studio_lint.lint import workers
from studio_lint.lint.engine import MANY

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="a process is copied on Linux only"),
    pytest.mark.once,
]

FIXTURES = Path(__file__).parent.parent / "fixtures" / "rules"
SECRET = "ghp_16C7e42F292c6912E7710c838347Ae178B4a"

PROGRAM = """\
import sys
from studio_lint.lint import workers
{}
from studio_lint.console.cli import main
sys.exit(main(sys.argv[1:]))
"""
ALONE = "workers.number = lambda files: 1"
SHARED = "workers.number = lambda files: 3"
DYING = f"""{SHARED}
import os
from studio_lint.lint.engine import _Run
own, outcomes = os.getpid(), _Run._outcomes
def dying(self, *given):
    for number, found in enumerate(outcomes(self, *given)):
        if number == 5 and os.getpid() != own:
            os._exit(9)
        yield found
_Run._outcomes = dying
"""
REFUSED = f"""{SHARED}
import os
def refused():
    raise BlockingIOError
os.fork = refused
"""


def checked(folder: Path, how: str, *arguments: str) -> tuple[int, str, str]:
    command = [sys.executable, "-I", "-c", PROGRAM.format(how), "check", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Dockerfiles of the rules' fixtures, their scripts beside them, and one with a secret."""
    folder = tmp_path_factory.mktemp("many")
    (folder / ".git").mkdir()
    for number, path in enumerate(sorted(FIXTURES.glob("*/*/Dockerfile"))[::12]):
        place = folder / str(number)
        place.mkdir()
        for beside in path.parent.iterdir():
            if beside.is_file():
                (place / beside.name).write_bytes(beside.read_bytes())
    (folder / "secret").mkdir()
    text = f"FROM python:3.12-slim\nENV A_TOKEN={SECRET}\nRUN curl -H 'X: {SECRET}' x &&\n"
    (folder / "secret" / "Dockerfile").write_text(text, encoding="utf-8")
    assert len(list(folder.glob("*/Dockerfile"))) > MANY
    return folder


def named(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in sorted(folder.glob("*/Dockerfile"))]


@pytest.mark.parametrize("format", ["full", "json"])
@pytest.mark.parametrize("how", [SHARED, DYING, REFUSED], ids=["shared", "dying", "refused"])
def test_the_same_is_said(many: Path, format: str, how: str) -> None:
    alone = checked(many, ALONE, "--output-format", format, *named(many))
    assert alone[0] == 1
    assert "SL213" in alone[1] and SECRET not in alone[1]
    assert checked(many, how, "--output-format", format, *named(many)) == alone


def test_the_same_is_fixed(many: Path) -> None:
    assert checked(many, SHARED, "--diff", *named(many)) == checked(many, ALONE, "--diff", *named(many))


def test_an_interrupt_leaves_no_process_behind(many: Path) -> None:
    waiting = f"{SHARED}\nimport time\nworkers._Copy.found = lambda self: time.sleep(600)"
    command = [sys.executable, "-I", "-c", PROGRAM.format(waiting), "check", *named(many)]
    with subprocess.Popen(command, cwd=many, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as running:
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
        while len(children.read_text().split()) < 2:
            assert running.poll() is None
        copies = [int(child) for child in children.read_text().split()]
        os.kill(running.pid, signal.SIGINT)
        _, errors = running.communicate(timeout=60)
    assert running.returncode == 130
    assert errors == b"studio-lint: interrupted\n"
    until = time.monotonic() + 60
    while any(Path(f"/proc/{copy}").exists() for copy in copies):
        assert time.monotonic() < until


def test_how_many_share() -> None:
    processors = len(os.sched_getaffinity(0))
    assert workers.number(MANY - 1) == 1
    assert workers.number(MANY) == min(2, processors)
    assert workers.number(10_000) == min(workers.MOST, processors)


def test_no_copy_is_made_beside_threads() -> None:
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    assert workers.number(10_000) == 1
    end.set()
    thread.join()


def test_an_error_of_the_work_is_raised_here_too() -> None:
    def work(part: int) -> int:
        return 1 // part

    assert workers.share([1, 1], work) == [1, 1]
    with pytest.raises(ZeroDivisionError):
        workers.share([1, 0], work)
