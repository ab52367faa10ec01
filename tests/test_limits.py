"""Every limit of docs/limits.md is one clear finding, and the page has its number."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import process_time

import pytest

from studio_lint.base.source import Source, Unreadable
from studio_lint.base.watch import OutOfTime, Watch, check
from studio_lint.discovery import discovery, walk
from studio_lint.discovery.kinds import DOCKERFILE, ENVIRONMENT
from studio_lint.files import gitignore, reading
from studio_lint.lint import engine, limits
from studio_lint.settings import finder
from studio_lint.settings.finder import SettingsFinder
from studio_lint.settings.reader import SettingsError
from studio_lint.settings.values import DEFAULTS
from studio_lint.syntax.conda import matchspec
from studio_lint.syntax.dockerfile import lines as dockerfile_lines
from studio_lint.syntax.dockerfile import reader as dockerfile_reader
from studio_lint.syntax.pip import requirement
from studio_lint.syntax.shell import tree as shell_tree
from studio_lint.syntax.yaml import composer as yaml_composer
from tests.cases import ROOT

HEAD = "channels:\n  - conda-forge\ndependencies:\n"


def said(text: str, kind: str = ENVIRONMENT) -> list[str]:
    outcome = engine.check_source(Source("file", text), kind)
    assert not outcome.failures
    return [f"{finding.code} {finding.severity} {finding.message}" for finding in outcome.findings]


def test_size_and_lines() -> None:
    large = reading.decode(b"a" * (reading.LARGEST + 1), "x")
    assert isinstance(large, Unreadable)
    assert large.reason == "this file is larger than 1 MiB and is not checked"
    long = reading.decode(b"\n" * (reading.MOST_LINES + 1), "x")
    assert isinstance(long, Unreadable)
    assert long.reason == "this file has more than 5,000 lines and is not checked"
    assert long.source.line_of(long.span.start) == 5_001
    assert isinstance(reading.decode(b"\n" * reading.MOST_LINES, "x"), Source)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            HEAD.rstrip() + " [" + "a, " * 3_000 + "]\n",
            ENVIRONMENT,
            "SL002 error this file contains more than 3,000 values; the rest is not checked",
        ),
        (
            "channels: " + "[" * 70 + "\n",
            ENVIRONMENT,
            "SL002 error values are nested more than 64 levels deep; the rest is not checked",
        ),
        (
            HEAD + "  - a" + ">1," * 1_000 + "\n",
            ENVIRONMENT,
            "SL103 error this entry has more than 2,000 characters and is not checked",
        ),
        (
            HEAD + "  - pip=24.0\n  - pip:\n    - a" + " " * 30_000 + "b\n",
            ENVIRONMENT,
            "SL117 error this line has more than 20,000 characters and is not checked",
        ),
        (
            "FROM a\n" + "RUN b\n" * 1_000,
            DOCKERFILE,
            "SL004 error more than 1,000 instructions, or 65,536 characters in them: this file is not checked",
        ),
        (
            "FROM a\nRUN " + "b" * 70_000 + "\n",
            DOCKERFILE,
            "SL004 error this line is too long for a Dockerfile; the build fails",
        ),
    ],
)
def test_what_is_not_read(text: str, kind: str, expected: str) -> None:
    assert expected in said(text, kind)


def test_findings() -> None:
    outcome = engine.check_source(Source("file", "FROM a\n" + "COPY --from=$X a\n" * 400), DOCKERFILE)
    listed = limits.listed(list(outcome.findings))
    assert len(listed) == limits.MOST_FINDINGS + 1
    said = f"this file has {len(outcome.findings)} findings, and those from here on are not listed"
    assert (listed[-1].code, listed[-1].message) == ("SL001", said)


def test_time() -> None:
    subjects = engine.subjects_of(Source("environment.yml", HEAD + "  - a=1\n"), ENVIRONMENT, DEFAULTS)
    outcome = engine.check_subjects(subjects, Watch(-1))
    messages = [finding.message for finding in outcome.findings]
    assert messages == ["this file takes more than 4 seconds to check, and is not checked to the end"]


@pytest.mark.skipif(os.name != "posix", reason="a timer of POSIX")
def test_time_is_over_inside_long_work() -> None:
    began = process_time()
    with pytest.raises(OutOfTime), Watch(0.05):
        while process_time() - began < 2:
            sum(range(1_000))
    assert process_time() - began < 1
    assert signal.getsignal(signal.SIGPROF) == signal.SIG_DFL


def test_an_inner_watch_leaves_it_to_the_outer_one() -> None:
    with Watch(60), Watch(0.001):
        for _ in range(100_000):
            pass
        check()


def test_a_watch_counts_all_its_stretches() -> None:
    watch = Watch(0.05)
    with pytest.raises(OutOfTime):
        for _ in range(100):
            with watch:
                began = process_time()
                while process_time() - began < 0.01:
                    check()


def test_ignore_files() -> None:
    assert len(gitignore.read("a\n" * 3_000)) == gitignore.MOST


PATTERNS = [f"**/a{number}*/**/b*" for number in range(gitignore.MOST)]


# The time may be over while Hypothesis looks at the garbage collector; the exception comes again afterwards.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    ("file", "text"),
    [
        (".gitignore", "\n".join(PATTERNS)),
        ("studio-lint.toml", f"exclude = {PATTERNS}"),
        ("studio-lint.toml", f"dockerfiles = {PATTERNS}"),
        ("studio-lint.toml", f"environments = {PATTERNS}"),
    ],
)
@pytest.mark.parametrize("force", [False, True], ids=["walk", "named"])
def test_patterns_times_files_end_in_time(
    file: str, text: str, force: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time is seen inside the walk, and nothing passes for checked then."""
    named = [f"d{number}/environment.yml" for number in range(40)]
    for name in named:
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(HEAD + "  - a\n", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / file).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for module in (walk, discovery):
        monkeypatch.setattr(module, "Watch", lambda: Watch(0.02))
    if force and "exclude" not in text and file != ".gitignore":
        pytest.skip("a named file is not held to these")
    with pytest.raises(SettingsError, match="takes more than 4 seconds"):
        discovery.discover(named if force else ["."], SettingsFinder(), force_exclude=force)


@pytest.mark.parametrize("name", ["pyproject.toml", "studio-lint.toml", ".studio-lint.toml"])
def test_settings_end_in_time(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key of many parts takes the square of its length in `tomllib`, also to find out whether a file is ours."""
    (tmp_path / ".git").mkdir()
    (tmp_path / name).write_text("[tool.studio-lint]\n" + "a." * 20_000 + "b = 1\n", encoding="utf-8")
    monkeypatch.setattr(finder, "Watch", lambda: Watch(0.02))
    ends = "(: these settings take more than 4 seconds to read|:1:1: too deeply nested)"  # the latter by tomli, on 3.10
    with pytest.raises(SettingsError, match=name + ends):
        SettingsFinder().of(str(tmp_path))


@pytest.mark.skipif(sys.platform != "linux", reason="a limit on address space as Linux has it")
def test_a_gibibyte_of_memory(tmp_path: Path) -> None:
    """The process limits itself: a rule that asks for more ends the work on its file, which is a finding."""
    (tmp_path / "environment.yml").write_text(HEAD + "  - a=>1\n", encoding="utf-8")
    greedy = """
import sys
from studio_lint.console import cli
from studio_lint.rules.environment import spec_invalid
size = int(sys.argv.pop(1))
def check(environment: "Environment"):
    return [] if bytearray(size) else []
spec_invalid.check = check
sys.exit(cli.main())
"""
    for size, status, said in ((1 << 24, 0, "No problems"), (limits.MEMORY, 1, "more than 1 GiB of memory")):
        command = [sys.executable, "-I", "-c", greedy, str(size), "check", "."]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
        assert (done.returncode, said in done.stdout + done.stderr) == (status, True), done.stdout + done.stderr


@pytest.mark.parametrize(
    "number",
    [
        reading.MOST_LINES,
        dockerfile_lines.LONGEST_LINE,
        dockerfile_reader.MOST_INSTRUCTIONS,
        dockerfile_reader.MOST_CHARACTERS,
        yaml_composer.MAX_VALUES,
        yaml_composer.MAX_DEPTH,
        yaml_composer.MAX_EXPANDED,
        matchspec.LONGEST,
        requirement.LONGEST,
        shell_tree.LONGEST,
        gitignore.MOST,
        limits.MOST_FINDINGS,
    ],
)
def test_the_page_has_the_number(number: int) -> None:
    page = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
    assert f"{number:,}" in page
    assert f"{limits.LONGEST:g} seconds" in page
    assert "1 MiB" in page


@pytest.mark.parametrize(
    "where", ["studio_lint.lint.engine.lint", "studio_lint.output.text.render", "studio_lint.console.cli.note"]
)
def test_without_memory_the_status_is_2(where: str, tmp_path: Path) -> None:
    """Wherever it runs out, while a report is printed too: never 0, and no traceback."""
    (tmp_path / "environment.yml").write_text(HEAD + "  - a=>1\n", encoding="utf-8")
    starved = f"""
import importlib, sys
from studio_lint.console import cli
def starved(*_, **__):
    raise MemoryError
module, _, name = {where!r}.rpartition(".")
setattr(importlib.import_module(module), name, starved)
sys.exit(cli.main())
"""
    command = [sys.executable, "-I", "-c", starved, "check", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stderr == "studio-lint: out of memory; nothing was checked, or not everything\n"
