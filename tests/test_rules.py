"""Every rule over every fixture: what is bad is said, what is good passes, what is mended is good."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from studio_lint import fixes
from studio_lint.registry import Rule
from tests.cases import PROJECTS, case_id, folders, full, golden, lint, rules

BAD = [(rule, bad) for rule in rules() for bad in folders(rule, "bad")]
GOOD = [good for rule in rules() for good in folders(rule, "good")]
MOST_PASSES = 10


@pytest.mark.parametrize("rule", rules(), ids=case_id)
def test_has_fixtures(rule: Rule) -> None:
    assert folders(rule, "bad"), f"fixtures/rules/{rule.meta.name}/bad is missing"
    assert folders(rule, "good"), f"fixtures/rules/{rule.meta.name}/good is missing"


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


@pytest.mark.parametrize(("rule", "bad"), BAD, ids=case_id)
def test_mended_bad_is_good(rule: Rule, bad: Path, tmp_path: Path) -> None:
    findings = lint(bad).findings
    if not any(finding.fix for finding in findings):
        return
    assert rule.meta.fix, f"{rule.meta.name} offers a fix that its META does not declare"
    good = bad.with_name(bad.name.replace("bad", "good", 1))
    assert good.is_dir(), f"{good.name} is missing: what {bad.name} becomes when it is mended"

    mended = tmp_path / "mended"
    shutil.copytree(bad, mended, symlinks=True)
    assert mend(mended) > 0
    assert tree(mended) == tree(good)
    assert mend(mended) == 0
    assert full(mended) == ""


def mend(folder: Path) -> int:
    """Make all fixes, pass by pass; the number of passes that changed something."""
    for done in range(MOST_PASSES):
        chosen = fixes.compatible(lint(folder).findings)
        if not chosen:
            return done
        edits = [edit for fix in chosen for edit in fix.edits]
        for path in {edit.source.path for edit in edits}:
            own = [edit for edit in edits if edit.source.path == path]
            text = fixes.apply(own, own[0].source.text)
            mark = "\ufeff" if own[0].source.bom else ""
            (folder / path).write_bytes((mark + text).encode())
    raise AssertionError(f"not done after {MOST_PASSES} passes")


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("project", sorted(path for path in PROJECTS.glob("good*") if path.is_dir()), ids=case_id)
def test_good_project_is_silent(project: Path) -> None:
    assert full(project) == ""
