"""What is generated is current, and the README shows what the program says."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_lint.console.cli import main
from studio_lint.registry import Rule
from studio_lint.site import reference
from tests.cases import PROJECTS, ROOT, case_id, full, inside, rules

pytestmark = pytest.mark.once


def test_generated_files_are_current(capsys: pytest.CaptureFixture[str]) -> None:
    with inside(ROOT):
        status = reference.main(["--check"])
    assert (status, capsys.readouterr().out) == (0, "")


@pytest.mark.parametrize("project", ["docs-environment", "docs-http-server"])
def test_readme_shows_what_is_said(project: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    said = full(PROJECTS / project)
    assert said
    assert said in readme


def test_readme_lists_the_commands_of_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert main(["--help"]) == 0
    listed = [
        line.strip().partition("  ")
        for line in capsys.readouterr().out.splitlines()
        if line[:2] == "  " and line[2:3].isalpha()
    ]
    assert listed
    for name, _, what in listed:
        assert f"| `studio-lint {name}` | {what.strip()} |" in readme


@pytest.mark.parametrize("rule", rules(), ids=case_id)
def test_page_has_all_parts(rule: Rule) -> None:
    page = reference.page(rule, ROOT / "fixtures" / "rules" / rule.meta.name)
    headings = [line for line in page.splitlines() if line.startswith(("# ", "## ")) and line.count("#") < 3]
    assert headings[0] == f"# {rule.meta.name} ({rule.meta.code})"
    assert [
        heading for heading in headings if heading in ("## Why", "## Instead", "## What it says", "## What passes")
    ] == [
        "## What it says",
        "## Why",
        "## Instead",
        "## What passes",
    ]


def test_stale_and_leftover_pages_are_found_and_mended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "README.md").write_text("# x\n", encoding="utf-8")
    (tmp_path / "SECURITY.md").write_text("# x\n", encoding="utf-8")
    pages = tmp_path / "docs" / "rules"
    pages.mkdir(parents=True)
    (pages / "gone.md").write_text("old\n", encoding="utf-8")
    with inside(tmp_path):
        assert reference.main(["--check"]) == 1
        assert "gone.md is not current" in capsys.readouterr().out.replace("\\", "/")
        assert reference.main([]) == 0
        assert reference.main(["--check"]) == 0
    assert not (pages / "gone.md").exists()
    capsys.readouterr()
