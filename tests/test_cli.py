"""The command line as a user meets it: what is printed where, and the exit status."""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from studio_lint import __version__, registry
from studio_lint.console.cli import main

Capture = pytest.CaptureFixture[str]

BAD = "channels:\n  - conda-forge\ndependencies:\n  - python=3.12 # René\n".encode("utf-16")
GOOD = b"channels:\n  - conda-forge\ndependencies:\n  - python=3.12\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "environment.yml").write_bytes(BAD)
    (tmp_path / "good").mkdir()
    (tmp_path / "good" / "environment.yml").write_bytes(GOOD)
    return tmp_path


def program(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process of its own."""
    given: dict[str, object] = {"capture_output": True, "timeout": 60} | options
    return subprocess.run([sys.executable, "-m", "studio_lint", *arguments], **given)  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["check", "good"], 0),
        (["check", "bad"], 1),
        (["check", "good", "bad"], 1),
        (["check", "bad/environment.yml"], 1),
        (["check", "bad", "--fail-on", "never"], 0),
        (["check", "bad", "--fail-on=advice"], 1),
        (["check", "bad", "--ignore", "SL0"], 0),
        (["check", "bad", "--ignore", "unreadable-file"], 0),
        (["check", "bad", "--select", "SL2,SL3"], 0),
        (["check", "bad", "--select", "SL2", "--extend-select", "files"], 1),
        (["check", "--", "bad"], 1),
        (["check"], 1),
        ([], 1),
        (["--fail-on", "never"], 0),
        (["--version"], 0),
        (["--help"], 0),
        (["check", "--help"], 0),
    ],
)
def test_exit_status(arguments: list[str], status: int, capsys: Capture) -> None:
    assert main(arguments) == status
    capsys.readouterr()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "--selct", "SL1"], "unknown option --selct; did you mean --select?"),
        (["check", "--zzzz"], "unknown option --zzzz"),
        (["check", "--select"], "--select needs a value: --select RULES"),
        (["check", "--quiet=yes"], "--quiet takes no value"),
        (["check", "--select", "SL999"], "--select: unknown rule or family 'SL999'"),
        (
            ["check", "--ignore", "unreadable-fil"],
            "--ignore: unknown rule or family 'unreadable-fil'; did you mean unreadable-file?",
        ),
        (
            ["check", "--fail-on", "eror"],
            "--fail-on takes error, warning, advice or never, not 'eror'; did you mean error?",
        ),
        (["check", "--color", "red"], "--color takes auto, always or never, not 'red'"),
        (["chek"], "unknown command 'chek'; did you mean check? (studio-lint --help lists them)"),
        (["rule", "SL999"], "unknown rule 'SL999'"),
        (["rule", "SL001", "SL001"], "rule takes one rule, not 2"),
        (["check", "good", "--output-format", "json=no/such/folder"], "cannot write no/such/folder: "),
        (["check", "good", "--output-format", "json="], "--output-format json= needs the name of a file after `=`"),
        (["check", "good", "--select", ""], "--select needs a rule"),
        (["check", "good", "--select", ","], "--select needs a rule"),
    ],
)
def test_usage_errors(arguments: list[str], said: str, capsys: Capture) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert err.startswith(f"studio-lint: {said}")
    assert err.count("\n") == 1
    assert out == "" or "--output-format" in arguments


def test_unknown_format_names_the_near_one(capsys: Capture) -> None:
    assert main(["check", "--output-format", "consise"]) == 2
    assert capsys.readouterr().err.endswith("not 'consise'; did you mean concise?\n")


def test_findings_on_stdout_summary_on_stderr(capsys: Capture) -> None:
    assert main(["check", ".", "--output-format", "concise"]) == 1
    out, err = capsys.readouterr()
    assert out == ("bad/environment.yml:1:1: error SL001 this file is UTF-16; Wave cannot read it\n")
    assert err == "1 error in 2 files\n"


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        (["bad"], "bad/environment.yml"),
        (["bad/environment.yml", "good"], "bad/environment.yml"),
        (["."], "bad/environment.yml"),
    ],
)
def test_files_and_folders_without_the_command(arguments: list[str], path: str, capsys: Capture) -> None:
    assert main([*arguments, "--output-format", "concise"]) == 1
    assert capsys.readouterr().out.startswith(f"{path}:1:1: error SL001 ")


@pytest.mark.parametrize("name", ["nosuch.yml", "no/such", "Dockerfile"])
def test_a_first_word_like_a_path_that_is_not_there(name: str, capsys: Capture) -> None:
    assert main([name, "--output-format", "concise"]) == 1
    assert capsys.readouterr().out == f"{name}:1:1: error SL001 the file does not exist\n"


def test_a_command_wins_over_a_file_of_that_name(folder: Path, capsys: Capture) -> None:
    (folder / "files").write_bytes(GOOD)
    assert main(["files", "bad"]) == 0
    assert capsys.readouterr().out == "bad/environment.yml\n"


def test_quiet_leaves_the_summary_out(capsys: Capture) -> None:
    assert main(["check", "good", "-q"]) == 0
    assert capsys.readouterr() == ("", "")


def test_statistics(capsys: Capture) -> None:
    main(["check", "bad", "--output-format", "concise", "--statistics"])
    assert capsys.readouterr().out.splitlines()[1] == "1  SL001  error    unreadable-file"


def test_several_formats_at_once(folder: Path, capsys: Capture) -> None:
    assert main(["check", "bad", "--output-format", "concise", "--output-format", "json=out.json"]) == 1
    assert capsys.readouterr().out.startswith("bad/environment.yml:1:1: error SL001 ")
    data = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    assert [finding["code"] for finding in data["findings"]] == ["SL001"]
    assert data["summary"] == {"errors": 1, "warnings": 0, "advice": 0, "files": 1, "left_alone": 0}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("enviroment.yml", "the file does not exist"),
        ("environment.yml/x", "the file does not exist"),
        ("fifo.yml", "this is not a regular file but a pipe, a socket or a device"),
        ("big.yml", "this file is larger than 1 MiB and is not checked"),
        ("image.yml", "this file is binary (it contains NUL bytes), not text"),
    ],
)
def test_unreadable_is_a_finding(name: str, reason: str, folder: Path, capsys: Capture) -> None:
    (folder / "environment.yml").write_bytes(GOOD)
    (folder / "big.yml").write_bytes(b"a" * (1024 * 1024 + 1))
    (folder / "image.yml").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "fifo.yml")
    elif name == "fifo.yml":
        pytest.skip("no pipes with a name here")
    assert main(["check", name, "--output-format", "concise"]) == 1
    assert capsys.readouterr().out == f"{name}:1:1: error SL001 {reason}\n"


def test_missing_file_names_its_neighbour(folder: Path, capsys: Capture) -> None:
    (folder / "environment.yml").write_bytes(GOOD)
    main(["check", "enviroment.yml"])
    assert "= help: did you mean `environment.yml`?" in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not hold here")
def test_no_permission(folder: Path, capsys: Capture) -> None:
    (folder / "environment.yml").write_bytes(GOOD)
    (folder / "environment.yml").chmod(0)
    assert main(["check", "environment.yml", "--output-format", "concise"]) == 1
    assert "no permission to read this file" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "path"), [(["--stdin-filename", "sub/environment.yml"], "sub/environment.yml"), ([], "<stdin>")]
)
def test_standard_input(arguments: list[str], path: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(BAD)))
    assert main(["check", "-", "--output-format", "concise", *arguments]) == 1
    assert capsys.readouterr().out.startswith(f"{path}:1:1: error SL001 ")


@pytest.mark.parametrize(
    ("arguments", "environment", "coloured"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour(
    arguments: list[str],
    environment: dict[str, str],
    coloured: bool,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    main(["check", "bad", *arguments])
    assert ("\x1b[1;31m" in capsys.readouterr().out) is coloured


def test_rule_explains(capsys: Capture) -> None:
    assert main(["rule", "unreadable-file"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("SL001 unreadable-file   error\n\nFile cannot be read as text\n\n## Why\n")
    assert main(["rule", "sl001"]) == 0
    assert capsys.readouterr().out == said


def test_rule_lists_all(capsys: Capture) -> None:
    assert main(["rule"]) == 0
    codes = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert codes == [rule.meta.code for rule in registry.all_rules()]
    assert main(["rule", "--output-format", "json"]) == 0
    assert [rule["code"] for rule in json.loads(capsys.readouterr().out)] == codes


@pytest.mark.parametrize("word", ["SL4", "sl4", "runtime"])
def test_rule_lists_a_family(word: str, capsys: Capture) -> None:
    assert main(["rule", word]) == 0
    codes = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert codes == [rule.meta.code for rule in registry.rules_of("runtime")]
    assert main(["rule", word, "--output-format", "json"]) == 0
    assert [rule["code"] for rule in json.loads(capsys.readouterr().out)] == codes


def test_version(capsys: Capture) -> None:
    main(["--version"])
    assert capsys.readouterr().out == f"studio-lint {__version__}\n"


def test_mistake_of_a_rule_is_one_line(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_given: object) -> list[object]:
        raise KeyError("oops")

    (rule,) = (rule for rule in registry.rules_of("files") if rule.scope == "Unreadable")
    monkeypatch.setitem(registry._single, ("files", "unreadable_file"), rule.replace(check=fail))
    assert main(["check", "bad", "-q"]) == 2
    assert capsys.readouterr().err == (
        "studio-lint: internal error in unreadable-file, over bad/environment.yml: KeyError: 'oops' "
        "(please report it; STUDIO_LINT_TRACEBACK=1 shows where)\n"
    )
    monkeypatch.setenv("STUDIO_LINT_TRACEBACK", "1")
    with pytest.raises(KeyError):
        main(["check", "bad", "-q"])


def test_as_a_module() -> None:
    done = program("check", "good")
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        b"",
        b"No problems in 1 file\n".replace(b"\n", os.linesep.encode()),
    )


def test_plain_locale_loses_nothing() -> None:
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PATH": os.environ["PATH"]}
    Path("Dockerfile").write_bytes("FROM x\nRUN René # Ren\ufffd\n".encode("latin-1", "replace"))
    done = program("check", "Dockerfile", env=environment | {"SYSTEMROOT": os.environ.get("SYSTEMROOT", "")})
    assert done.returncode == 1
    assert b"Ren\\ufffd" in done.stdout


def test_what_programs_read_is_utf_8_with_the_ends_it_has() -> None:
    """A diff that is changed on its way applies to nothing."""
    Path("environment.yml").write_bytes("dependencies:\r\n  - numpy=>2.1 # Ren\u00e9\r\n".encode())
    done = program(
        "check", "environment.yml", "--select", "SL103", "--diff", env=os.environ | {"PYTHONIOENCODING": "cp1252"}
    )
    assert done.stdout == (
        b"--- a/environment.yml\n+++ b/environment.yml\n@@ -1,2 +1,2 @@\n dependencies:\r\n"
        b"-  - numpy=>2.1 # Ren\xc3\xa9\r\n+  - numpy>=2.1 # Ren\xc3\xa9\r\n"
    )


@pytest.mark.parametrize("number", [errno.EPIPE, errno.EINVAL])
def test_pipe_that_nobody_reads(number: int, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has another number for it."""

    def fail(_text: str) -> None:
        raise OSError(number, "closed")

    monkeypatch.setattr(sys, "stdout", SimpleNamespace(write=fail, encoding="utf-8", isatty=lambda: False))
    assert main(["check", "bad"]) == 1
    sys.stdout.close()
    assert capsys.readouterr().err == "1 error in 1 file\n"


@pytest.mark.skipif(os.name == "nt", reason="no pipes of this kind")
def test_closed_pipe_is_quiet() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = program("check", "bad", capture_output=False, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, f"1 error in 1 file{os.linesep}".encode())


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device")
def test_full_disk_is_one_line() -> None:
    with open("/dev/full", "wb") as full:
        done = program("check", "bad", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr == b"studio-lint: cannot write the output: No space left on device\n"


def test_closed_standard_streams_are_no_mistake() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; sys.stdout = sys.stderr = None\n"
            "from studio_lint.console.cli import main; sys.exit(main(['check', 'bad']))",
        ],
        timeout=60,
    )
    assert done.returncode == 1


@pytest.mark.skipif(os.name == "nt", reason="no signals of this kind")
def test_interrupt_is_one_line() -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "studio_lint", "check", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert running.stdin and running.stderr
    running.stdin.write(b"a" * 100_000)
    running.stdin.flush()
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert err == b"studio-lint: interrupted\n"
