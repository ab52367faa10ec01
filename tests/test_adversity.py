"""Interrupts, closed pipes, full disks, read-only trees, no HOME, no locale: one clear line, the right exit status."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from studio_lint.discovery.discovery import discover
from studio_lint.lint import engine
from studio_lint.settings.finder import SettingsFinder

posix = pytest.mark.skipif(os.name != "posix", reason="a matter of POSIX")
not_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")

BAD = "channels:\n  - conda-forge\ndependencies:\n  - numpy=>1.8 ünïcödé\n"
PROGRAM = [sys.executable, "-m", "studio_lint"]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "environment.yml").write_text(BAD, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    given = {"cwd": folder, "capture_output": True, "timeout": 60, **more}
    return subprocess.run([*PROGRAM, *arguments], **given)  # type: ignore[call-overload,no-any-return]


def lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").splitlines()


@posix
def test_a_pipe_that_nobody_reads(tree: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = run(tree, "check", "-q", ".", capture_output=False, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
@pytest.mark.parametrize("arguments", [["check", "-q", "."], ["check", "--output-format", "json", "."], ["--version"]])
def test_a_full_disk(tree: Path, arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = run(tree, *arguments, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert lines(done.stderr) == ["studio-lint: cannot write the output: No space left on device"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
def test_a_full_disk_below_a_report(tree: Path) -> None:
    done = run(tree, "check", "-q", "--output-format", "json=/dev/full", ".")
    assert done.returncode == 2
    assert lines(done.stderr) == ["studio-lint: cannot write /dev/full: No space left on device"]


READING = """
import os, signal, sys, time
from studio_lint.console import cli
from studio_lint.files import reading

def read_stdin(shown):
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(60)

reading.read_stdin = read_stdin
sys.exit(cli.main())
"""
"""The program, interrupted while it waits for the standard input: it is past its own start then, on any machine."""


@posix
def test_an_interrupt(tree: Path) -> None:
    command = [sys.executable, "-c", READING, "check", "-", "--stdin-filename", "environment.yml"]
    process = subprocess.Popen(command, cwd=tree, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (out, lines(err)) == (b"", ["studio-lint: interrupted"])


@posix
@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"LANG": "C"},
        {"HOME": ""},
        {"HOME": "/nowhere/at/all", "XDG_CACHE_HOME": "/nowhere"},
        {"PATH": ""},
        {"TERM": "dumb", "COLUMNS": "x"},
    ],
    ids=str,
)
def test_a_poor_environment(tree: Path, environment: dict[str, str]) -> None:
    kept = {"PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    done = run(tree, "check", ".", env=kept | environment)
    assert done.returncode == 1
    assert "environment.yml" in done.stdout.decode("utf-8", "replace")
    assert len(lines(done.stderr)) == 1
    assert "Traceback" not in done.stderr.decode()


@posix
def test_a_name_that_is_no_text(tree: Path) -> None:
    folder = os.fsencode(tree) + b"/caf\xe9"
    os.mkdir(folder)
    with open(folder + b"/environment.yml", "wb") as file:
        file.write(BAD.encode())
    done = run(tree, "check", "-q", ".", env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"})
    assert (done.returncode, done.stderr) == (1, b"")


def test_a_path_that_is_not_there(tree: Path) -> None:
    done = run(tree, "check", "-q", "gone.yml")
    assert done.returncode == 1
    assert "the file does not exist" in done.stdout.decode("utf-8", "replace")
    assert done.stderr == b""


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps the folder")
def test_a_working_folder_that_disappears(tmp_path: Path) -> None:
    place = tmp_path / "gone"
    place.mkdir()
    program = (
        "import os, sys; os.rmdir(os.getcwd()); from studio_lint.console.cli import main; "
        "sys.exit(main(['check', '-q', '.']))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=place, capture_output=True, timeout=60)
    assert done.returncode == 2
    assert lines(done.stderr) == ["studio-lint: the working directory no longer exists"]


def test_a_file_that_disappears_in_between(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree)
    finder = SettingsFinder()
    rows = discover(["."], finder)
    os.unlink("environment.yml")
    report = engine.lint_found(rows, finder=finder)
    assert [finding.message for finding in report.findings] == ["the file does not exist"]


@not_root
def test_a_tree_that_may_not_be_written(tree: Path) -> None:
    (tree / "environment.yml").chmod(0o444)
    tree.chmod(0o555)
    try:
        done = run(tree, "check", "-q", "--fix", "--unsafe-fixes", ".")
    finally:
        tree.chmod(0o755)
    assert done.returncode == 1
    assert "is left as it was" in done.stderr.decode()


@pytest.mark.parametrize("broken", ["stdout", "stderr", "stdin"])
@posix
def test_a_stream_that_is_closed(tree: Path, broken: str) -> None:
    number = {"stdin": 0, "stdout": 1, "stderr": 2}[broken]
    command = " ".join([sys.executable, "-m", "studio_lint", "check", ".", f"{number}{'<' if number == 0 else '>'}&-"])
    done = subprocess.run(["/bin/sh", "-c", command], cwd=tree, capture_output=True, timeout=60)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
