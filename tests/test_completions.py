"""Completions: real ones in bash; in other shells, where these are there, that the script is one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from studio_lint.console import cli
from studio_lint.console.commands.completions import SHELLS, commands


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert cli.main(["completions", shell]) == 0
    return capsys.readouterr().out


def completed(text: str, words: list[str]) -> list[str]:
    """What bash offers at the end of a command line."""
    quoted = " ".join(f"'{word}'" for word in words)
    ask = f"{text}\nCOMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _studio_lint\n"
    ask += 'printf "%s\\n" "${COMPREPLY[@]}"\n'
    done = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("|in", ["inspect", "init"]),
        ("check|--out", ["--output-format"]),
        ("--fail|", []),
        ("--fix|--unsa", ["--unsafe-fixes"]),
        ("check|--output-format|js", ["json", "jsonl"]),
        ("check|--output-format|=|js", ["json", "jsonl"]),
        ("check|--color|=", ["auto", "always", "never"]),
        ("--select|SL20", ["SL201", "SL202", "SL203", "SL204", "SL205", "SL206", "SL207", "SL208", "SL209"]),
        ("check|--ignore|SL1,port-e", ["SL1,port-exposed"]),
        ("rule|stage-c", ["stage-cycle"]),
        ("completions|", ["bash", "zsh", "fish"]),
        ("init|--template|str", ["streamlit"]),
        ("check|Dock", []),
        ("check|--config|x", []),
        ("schema|--", ["--help"]),
    ],
)
def test_bash(line: str, offered: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    words = [word for word in line.split("|") if word or line.endswith("|")]
    assert completed(script("bash", capsys), ["studio-lint", *words]) == offered


@pytest.mark.skipif(shutil.which("fish") is None, reason="there is no fish here")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("inspect --iso", ["--isolated"]),
        ("check --output-format js", ["json", "jsonl"]),
        ("check --select stage-", ["stage-cycle", "stage-unknown"]),
        ("check --ignore SL1,port-e", ["SL1,port-exposed"]),
        ("--color ", ["always", "auto", "never"]),
        ("rule stage-c", ["stage-cycle"]),
        ("completions ", ["bash", "fish", "zsh"]),
        ("init --template str", ["streamlit"]),
    ],
)
def test_fish(line: str, offered: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "script.fish").write_text(script("fish", capsys), encoding="utf-8")
    ask = ["fish", "--no-config", "-c", f"source script.fish; complete -C 'studio-lint {line}'"]
    done = subprocess.run(ask, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert (done.stderr, [row.partition("\t")[0] for row in done.stdout.splitlines()]) == ("", offered)


@pytest.mark.parametrize("shell", SHELLS)
def test_every_script_reads(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = script(shell, capsys)
    for command in commands():
        for option in command.options:
            assert option.name.lstrip("-") in text
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    subprocess.run([shell, "-n"], input=text, text=True, check=True)


def test_other_shells_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["completions", "tcsh"]) == 2
    assert capsys.readouterr().err == "studio-lint: completions needs the name of a shell: bash, zsh or fish\n"
