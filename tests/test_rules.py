"""Every rule over every fixture: what is bad is said, what is good passes, what is mended is good."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from studio_lint.fixing import mend
from studio_lint.lint import engine
from studio_lint.registry import Rule
from tests.cases import PROJECTS, case_id, copy_of, folders, full, golden, inside, lint, rules
from tests.mending import mended, tree

BAD = [(rule, bad) for rule in rules() for bad in folders(rule, "bad")]
GOOD = [good for rule in rules() for good in folders(rule, "good")]


@pytest.mark.parametrize("rule", rules(), ids=case_id)
def test_has_two_fixtures_of_either_kind(rule: Rule) -> None:
    for start in ("bad", "good"):
        found = [folder.name for folder in folders(rule, start)]
        assert len(found) > 1, f"fixtures/rules/{rule.meta.name} has of {start}: {found}"


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.family in ("studio", "runtime")], ids=case_id)
def test_unknown_is_not_wrong(rule: Rule) -> None:
    """What the rule asks about is not known there: an image, a script or a value from elsewhere."""
    assert folders(rule, "good-unknown"), f"fixtures/rules/{rule.meta.name} has no good-unknown*"


@pytest.mark.parametrize(("rule", "bad"), BAD, ids=case_id)
def test_bad_gives_this_rule_alone(rule: Rule, bad: Path) -> None:
    report = lint(bad)
    assert {finding.name for finding in report.findings} == {rule.meta.name}
    assert not report.failures


@pytest.mark.parametrize("bad", [bad for _, bad in BAD], ids=case_id)
def test_what_a_user_sees(bad: Path) -> None:
    path = golden(bad)
    assert path.is_file(), f"{path.name} is missing: python -m tests.golden writes it, then read it"
    assert full(bad) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("good", GOOD, ids=case_id)
def test_good_is_silent_under_every_rule(good: Path) -> None:
    report = lint(good)
    assert full(good) == ""
    assert report.files > 0
    assert not report.failures


@pytest.mark.parametrize("rule", [rule for rule in rules() if rule.meta.fix], ids=case_id)
def test_declared_fix_is_offered(rule: Rule) -> None:
    offered = {finding.fix.safety for bad in folders(rule, "bad") for finding in lint(bad).findings if finding.fix}
    assert rule.meta.fix in offered


FIXABLE = [(rule, bad) for rule, bad in BAD if rule.meta.fix and any(one.fix for one in lint(bad).findings)]


@pytest.mark.parametrize(("rule", "bad"), BAD, ids=case_id)
def test_a_fix_is_declared(rule: Rule, bad: Path) -> None:
    assert rule.meta.fix or not any(finding.fix for finding in lint(bad).findings)


def raw(folder: Path) -> bytes:
    return (folder / "Dockerfile").read_bytes()


@cache
def proposed(bad: Path) -> tuple[mend.Mended, str]:
    """What `check --fix --unsafe-fixes` makes of a fixture, and what `--diff` shows of it; nothing is written."""
    with inside(copy_of(bad)):
        done = mend.mend(lambda: engine.lint(["."]), unsafe=True)
        mend.release(done)
        return done, "".join(change.diff() for change in done.changes)


@pytest.mark.parametrize("form", ["plain", "crlf", "bom"])
@pytest.mark.parametrize(("rule", "bad"), FIXABLE, ids=case_id)
def test_mended_bad_is_good(rule: Rule, bad: Path, form: str, tmp_path: Path) -> None:
    """Written as --fix writes it: byte for byte the good fixture, and mended twice is mended once."""
    good = good_of(bad)
    copies = [tmp_path / "bad", tmp_path / "good"]
    for folder, copy in zip((bad, good), copies, strict=True):
        shutil.copytree(folder, copy, symlinks=True)
        for path in changed(bad, good):
            rewrite(copy / path, form)
    done = proposed(bad)[0] if form == "plain" else mended(copies[0])
    if form == "plain":
        with inside(copies[0]):
            assert mend.write(done.changes) == []
    assert done.refused == ()
    assert done.made > 0
    assert tree(copies[0]) == tree(copies[1])
    again = mended(copies[0])
    assert again.made == 0
    left = {finding.name for finding in again.report.findings}
    # BuildKit hands the line ends of a RUN's heredoc to the shell, which then fails.
    assert left == set() or (form == "crlf" and left == {"shell-syntax"} and b"RUN <<" in raw(copies[0]))


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize(("rule", "bad"), FIXABLE, ids=case_id)
def test_git_applies_the_diff(rule: Rule, bad: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    shutil.copytree(bad, folder, symlinks=True)
    subprocess.run(["git", "apply", "-"], cwd=folder, input=proposed(bad)[1].encode(), check=True)
    assert tree(folder) == tree(good_of(bad))


def good_of(bad: Path) -> Path:
    good = bad.with_name(bad.name.replace("bad", "good", 1))
    assert good.is_dir(), f"{good.name} is missing: what {bad.name} becomes when it is mended"
    return good


def changed(bad: Path, good: Path) -> list[str]:
    before, after = tree(bad), tree(good)
    return [path for path in before if before[path] != after.get(path)]


def rewrite(path: Path, form: str) -> None:
    """Give a file the line ends of Windows, or a byte order mark. A script that Linux starts keeps its own."""
    data = path.read_bytes()
    if form == "crlf" and not data.startswith(b"#!"):
        data = data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    elif form == "bom" and not data.startswith((b"#!", b"\xef\xbb\xbf")):
        data = b"\xef\xbb\xbf" + data
    path.write_bytes(data)


@pytest.mark.parametrize("project", sorted(path for path in PROJECTS.glob("good*") if path.is_dir()), ids=case_id)
def test_good_project_is_silent(project: Path) -> None:
    assert full(project) == ""
