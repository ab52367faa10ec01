"""--fix, --unsafe-fixes and --diff from the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from studio_lint.base import watch
from studio_lint.console.cli import main
from studio_lint.files import overlay
from studio_lint.fixing import mend, second_readers, trial
from tests.cases import ROOT, inside

SAFE = "channels:\n  - conda-forge\ndependencies:\n  - python=3.12\n  - samtools=>1.21\n"
HEAD = """\
--- a/environment.yml
+++ b/environment.yml
@@ -2,4 +2,4 @@
   - conda-forge
 dependencies:
   - python=3.12
"""
ONE_ERROR = "1 error in 1 file\n"
MENDED = SAFE.replace("=>", ">=")
posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and links of POSIX")


def lint(folder: Path, *arguments: str) -> tuple[int, str, str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "studio_lint", "check", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "environment.yml"
    path.write_bytes(SAFE.encode())
    return path


def test_safe_fixes_are_written_and_what_is_left_is_reported(file: Path) -> None:
    assert lint(file.parent, "--fix") == (0, "", "Fixed 1 finding\nNo problems in 1 file\n")
    assert file.read_bytes() == MENDED.encode()
    assert lint(file.parent, "--fix") == (0, "", "No problems in 1 file\n")


def test_a_diff_writes_nothing_and_ends_as_check_does(file: Path) -> None:
    status, diff, _ = lint(file.parent, "--diff")
    assert status == 1
    assert diff == HEAD + "-  - samtools=>1.21\n+  - samtools>=1.21\n"
    assert file.read_bytes() == SAFE.encode()


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_git_takes_the_diff(file: Path) -> None:
    _, diff, _ = lint(file.parent, "--diff")
    subprocess.run(["git", "apply", "-"], cwd=file.parent, input=diff.encode(), check=True)
    assert file.read_bytes() == MENDED.encode()


def test_unsafe_fixes_need_their_own_word(file: Path) -> None:
    unsafe = SAFE.replace("samtools=>1.21", "samtools>1.20<2")
    file.write_text(unsafe)
    assert lint(file.parent, "--fix")[0] == 1
    assert file.read_text() == unsafe
    assert lint(file.parent, "--fix", "--unsafe-fixes")[0] == 0
    assert file.read_text() == SAFE.replace("samtools=>1.21", "samtools>1.20,<2")


def test_line_ends_and_byte_order_mark_stay(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + SAFE.replace("\n", "\r\n").rstrip().encode())
    assert lint(file.parent, "--fix")[0] == 0
    assert file.read_bytes() == b"\xef\xbb\xbf" + MENDED.replace("\n", "\r\n").rstrip().encode()


def test_line_ends_and_byte_order_mark_of_a_script_stay(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "fixtures" / "rules" / "port-hard-coded" / "bad-script", tmp_path, dirs_exist_ok=True)
    (script,) = tmp_path.glob("*.sh")
    before = script.read_text(encoding="utf-8")
    script.write_bytes(b"\xef\xbb\xbf" + before.encode())
    assert lint(tmp_path, "--fix")[0] == 0
    assert script.read_bytes() == b"\xef\xbb\xbf" + before.replace("8000", "${CONNECT_TOOL_PORT:-8000}").encode()


def test_the_standard_input_cannot_be_mended(file: Path) -> None:
    said = "studio-lint: cannot fix standard input: name the file instead\n"
    assert lint(file.parent, "--fix", "-") == (2, "", said)


def check(folder: Path, *arguments: str) -> int:
    with inside(folder):
        return main(["check", *arguments])


def test_hidden_findings_are_not_mended(file: Path) -> None:
    hidden = SAFE.rstrip() + "  # studio-lint: ignore[SL103] old\n"
    file.write_text(hidden)
    assert check(file.parent, "--fix", "--unsafe-fixes") == 0
    assert file.read_text() == hidden


def test_only_what_is_selected_is_mended(file: Path) -> None:
    file.write_text(SAFE.replace("conda-forge", "conda_forge"))
    assert check(file.parent, "--fix", "--select", "SL115") == 0
    assert file.read_text() == SAFE
    assert check(file.parent, "--fix", "--ignore", "SL103") == 0
    assert file.read_text() == SAFE
    settings = file.with_name("studio-lint.toml")
    settings.write_text('ignore = ["spec-invalid"]\n')
    assert check(file.parent, "--fix") == 0
    assert file.read_text() == SAFE


def test_several_files_one_of_them_named(file: Path) -> None:
    other = file.with_name("environment-tools.yml")
    other.write_text(SAFE)
    assert check(file.parent, "--fix", "environment.yml") == 0
    assert (file.read_text(), other.read_text()) == (MENDED, SAFE)
    assert check(file.parent, "--fix") == 0
    assert other.read_text() == MENDED


@posix
def test_a_link_and_what_it_leads_to_are_one_file(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    link = file.with_name("env.yml")
    link.symlink_to(file.name)
    assert check(file.parent, "--fix", "env.yml", "environment.yml") == 0
    assert link.is_symlink()
    assert file.read_text() == MENDED
    assert capsys.readouterr().err == "Fixed 1 finding\nNo problems in 1 file\n"


@posix
def test_a_link_out_of_the_folder_is_not_followed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = file.parent / "project"
    project.mkdir()
    (project / "environment.yml").symlink_to(file)
    assert check(project, "--fix", "environment.yml") == 1
    assert file.read_text() == SAFE
    said = "studio-lint: environment.yml was not changed: it is a link to a file outside the project\n"
    assert capsys.readouterr().err == said + ONE_ERROR


@posix
def test_a_read_only_file_is_left_alone(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.chmod(0o444)
    assert check(file.parent, "--fix") == 1
    assert file.read_text() == SAFE
    said = "studio-lint: environment.yml was not changed: it is read-only\n"
    assert capsys.readouterr().err == said + ONE_ERROR


def test_a_file_that_changes_meanwhile_is_left_alone(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    release = mend.release

    def late(mended: mend.Mended) -> None:
        release(mended)
        file.write_text(SAFE + "# mine\n")

    monkeypatch.setattr(mend, "release", late)
    assert check(file.parent, "--fix") == 1
    assert file.read_text() == SAFE + "# mine\n"
    said = "studio-lint: environment.yml was not changed: it changed while it was being checked\n"
    assert capsys.readouterr().err == said + ONE_ERROR


def test_a_fix_that_a_second_reader_refuses_is_told(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_readers, "yaml_objection", lambda *_: "a second reader objects")
    assert check(file.parent, "--fix") == 1
    assert file.read_text() == SAFE
    said = "environment.yml:5: SL103 was not fixed: a second reader objects\n"
    assert capsys.readouterr().err == said + ONE_ERROR


@pytest.mark.parametrize(("arguments", "status"), [((), 1), (("--fail-on", "never"), 0), (("--ignore", "SL103"), 0)])
def test_a_diff_ends_as_check_does(file: Path, arguments: tuple[str, ...], status: int) -> None:
    assert check(file.parent, "--diff", *arguments) == check(file.parent, *arguments) == status


def test_a_diff_shows_unsafe_fixes_where_they_are_asked_for(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(SAFE.replace("samtools=>1.21", "samtools>1.20<2"))
    check(file.parent, "--diff")
    assert capsys.readouterr().out == ""
    check(file.parent, "--diff", "--unsafe-fixes")
    assert capsys.readouterr().out == HEAD + "-  - samtools>1.20<2\n+  - samtools>1.20,<2\n"


@pytest.mark.parametrize("seconds", [0, 0.2])
def test_proofs_end_in_time_and_say_so(
    seconds: float, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The time is seen inside a proof, and holds for all passes."""

    def endless(*_: object) -> None:
        while True:
            watch.check()

    monkeypatch.setattr(second_readers, "yaml_objection", endless)
    monkeypatch.setattr(trial, "LONGEST", seconds)
    with inside(file.parent):
        assert main(["check", "--fix", "-q", "."]) == 1
    assert capsys.readouterr().err == "environment.yml:5: SL103 was not fixed: proving the fixes takes too long\n"
    assert file.read_bytes() == SAFE.encode()
    assert overlay.text_of("environment.yml") is None


@posix
@pytest.mark.parametrize("arguments", [["--diff"], ["--diff", "--unsafe-fixes"], [], ["--output-format", "concise"]])
def test_a_terminal_is_sent_nothing_of_the_file_that_it_would_act_on(arguments: list[str], file: Path) -> None:
    import pty

    evil = "\x1b]0;title\x07\x1b[2J\x9b31m\u202e\x08"
    file.write_text(f"channels:\n  - conda-forge\ndependencies:\n  - samtools=>1.21  # {evil}\n  - a{evil}=>1\n")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-I", "-m", "studio_lint", "check", *arguments]
    done = subprocess.run(command, cwd=file.parent, stdout=theirs, stderr=theirs, check=False, timeout=60)
    os.close(theirs)
    printed = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert done.returncode == 1
    assert "environment.yml" in printed
    assert not {"\x07", "\x9b", "\u202e", "\x08"} & set(printed)
    assert "\x1b]0" not in printed and "\x1b[2J" not in printed
