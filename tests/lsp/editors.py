"""Editors without a screen: what one of them saw of a file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.cases import ROOT


def session(command: list[str], folder: Path, **variables: str) -> dict[str, Any]:
    """Run an editor in a folder, with `studio-lint` on its PATH; the JSON that it wrote to the file `$REPORT`."""
    program = folder / "bin" / "studio-lint"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m studio_lint "$@"\n')
    program.chmod(0o755)
    report = folder / "report.json"
    environment = {
        **os.environ,
        **{f"XDG_{kind}_HOME": str(folder / "xdg") for kind in ("CONFIG", "DATA", "STATE", "CACHE")},
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "REPORT": str(report),
        **variables,
    }
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert report.exists(), done.stderr
    seen: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return seen
