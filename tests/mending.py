"""Files mended as `--fix` mends them, to the last byte."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from studio_lint.fixing import mend
from studio_lint.lint import engine
from tests.cases import inside


def mended(folder: Path, paths: Sequence[str] = (".",), unsafe: bool = True) -> mend.Mended:
    """What `check --fix PATHS` does inside a folder; the files are written."""
    with inside(folder):
        done = mend.mend(lambda: engine.lint(paths), unsafe)
        mend.release(done)
        assert mend.write(done.changes) == []
    return done


def tree(folder: Path) -> dict[str, bytes]:
    """Every file's bytes by its path below the folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
