"""A real Emacs, without a screen, set up as docs/editors.md says: findings arrive, and a fix is applied."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cases import ROOT
from tests.lsp.editors import session

HERE = Path(__file__).parent
COMMAND = ["emacs", "-Q", "--batch", "--load"]


def _has_modes() -> bool:
    """Whether there is an Emacs that has eglot and the modes."""
    if shutil.which("emacs") is None:
        return False
    every = '(file-expand-wildcards "/usr/share/emacs/site-lisp/elpa*/*")'
    folders = f"(dolist (folder {every}) (add-to-list 'load-path folder))"
    needed = "(dolist (mode '(eglot yaml-mode dockerfile-mode)) (require mode))"
    asked = ["emacs", "-Q", "--batch", "--eval", folders, "--eval", needed]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


pytest.importorskip("pygls", reason="the language server's extra is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not _has_modes(), reason="there is no Emacs with eglot, yaml-mode and dockerfile-mode"),
    pytest.mark.skipif(sys.platform == "win32", reason="the program is put on the PATH as a shell script"),
]


def test_a_fix_in_an_environment(tmp_path: Path) -> None:
    bad = "channels:\n  - conda-forge\ndependencies:\n  - python=3.12\n  - samtools=>1.21\n"
    (tmp_path / "environment.yml").write_text(bad)
    seen = session([*COMMAND, str(HERE / "emacs_session.el")], tmp_path, OPENED="environment.yml")
    (told,) = seen["before"]
    assert (told["line"], told["column"]) == (4, 12)
    assert "`=>` is not a valid version operator; the build fails" in told["message"]
    assert (tmp_path / "environment.yml").read_text() == bad.replace("=>", ">=")


def test_a_fix_in_a_dockerfile(tmp_path: Path) -> None:
    good = (ROOT / "fixtures" / "rules" / "stage-cycle" / "good" / "Dockerfile").read_text()
    (tmp_path / "Dockerfile").write_text(good.replace("--from=connect", "--from=conect"))
    seen = session([*COMMAND, str(HERE / "emacs_session.el")], tmp_path, OPENED="Dockerfile")
    assert len(seen["before"]) == 1
    assert (tmp_path / "Dockerfile").read_text() == good
