"""A real Neovim, without a screen, set up as docs/editors.md says: findings arrive, and fixes are applied."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cases import ROOT
from tests.lsp.editors import session

pytest.importorskip("pygls", reason="the language server's extra is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("nvim") is None, reason="there is no nvim"),
    pytest.mark.skipif(sys.platform == "win32", reason="the program is put on the PATH as a shell script"),
]

HERE = Path(__file__).parent
BAD = "channels:\n  - conda-forge\ndependencies:\n  - python=3.12\n  - samtools=>1.21\n  - pysam=>0.23\n"


def edit(folder: Path, name: str, asked: str) -> dict[str, Any]:
    """Open a file in Neovim, apply the first code action of a kind at the first finding, save; what was seen."""
    command = ["nvim", "--headless", "-u", str(HERE / "neovim.lua"), "-S", str(HERE / "neovim_session.lua")]
    seen = session(command, folder, OPENED=name, ASKED=asked)
    assert "failed" not in seen, seen
    return seen


def test_quick_fix_in_an_environment(tmp_path: Path) -> None:
    (tmp_path / "environment.yml").write_text(BAD.replace("  - pysam=>0.23\n", ""))
    seen = edit(tmp_path, "environment.yml", "quickfix")
    (told,) = seen["before"]
    assert (told["code"], told["line"], told["column"]) == ("SL103", 4, 12)
    assert told["message"].startswith("`=>` is not a valid version operator; the build fails")
    assert seen["after"] == ["channels:", "  - conda-forge", "dependencies:", "  - python=3.12", "  - samtools>=1.21"]


def test_mend_all_in_an_environment(tmp_path: Path) -> None:
    (tmp_path / "environment.yml").write_text(BAD)
    seen = edit(tmp_path, "environment.yml", "source.fixAll")
    assert [told["code"] for told in seen["before"]] == ["SL103", "SL103"]
    assert (tmp_path / "environment.yml").read_text() == BAD.replace("=>", ">=")


def test_quick_fix_in_a_dockerfile(tmp_path: Path) -> None:
    good = (ROOT / "fixtures" / "rules" / "stage-cycle" / "good" / "Dockerfile").read_text()
    bad = good.replace("--from=connect", "--from=conect")
    (tmp_path / "Dockerfile").write_text(bad)
    seen = edit(tmp_path, "Dockerfile", "quickfix")
    assert [told["code"] for told in seen["before"]] == ["SL202"]
    assert (tmp_path / "Dockerfile").read_text() == good
