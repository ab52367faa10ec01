"""Without --online nobody is spoken to, and nothing of what is linted is run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cases import PROJECTS, case_id

PROGRAM = """\
import sys
FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "urllib.")
met = []
sys.addaudithook(lambda event, _: met.append(event) if event.startswith(FORBIDDEN) else None)
from studio_lint.console.cli import main
status = main(["check", "--quiet", "--output-format", "json", "."])
print(sorted(set(met)), file=sys.stderr)
sys.exit(status == 2)
"""


@pytest.mark.parametrize("project", sorted(path for path in PROJECTS.iterdir() if path.is_dir())[:12], ids=case_id)
def test_no_connection_and_no_process(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=project, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr == "[]\n"
