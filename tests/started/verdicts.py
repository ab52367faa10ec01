"""What studio-lint says of a Studio, and what is seen when it is built and started."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from studio_lint.base.diagnostics import ERROR
from studio_lint.lint import engine
from tests.cases import inside
from tests.started import daemon
from tests.started.chosen import Studio


class Verdicts(NamedTuple):
    """`errors`: codes of what is said, before anything was built; `seen`: what then happened."""

    errors: tuple[str, ...]
    seen: daemon.Outcome

    @property
    def agree(self) -> bool:
        """Whether an error is said where it does not work, and none where it does."""
        return bool(self.errors) != self.seen.works


def compare(studio: Studio) -> Verdicts:
    """Lint a Studio, then build and start it. What is built is removed again."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        dockerfile = studio.write(folder)
        errors = _errors(folder, dockerfile)
        tag = f"studio-lint-started/{studio.name}"
        built = daemon.build(folder, dockerfile, tag)
        if not built.works:
            return Verdicts(errors, built)
        try:
            with daemon.Session(tag) as session:
                return Verdicts(errors, session.outcome())
        finally:
            daemon.remove(tag)


def _errors(folder: Path, dockerfile: str) -> tuple[str, ...]:
    """In a repository, since modes of files are told from git."""
    git = shutil.which("git") or "git"
    for words in (["init", "-q"], ["add", "-A"]):
        subprocess.run([git, *words], cwd=folder, check=True, capture_output=True)
    with inside(folder):
        report = engine.lint([dockerfile])
    assert not report.failures
    return tuple(sorted({finding.code for finding in report.findings if finding.severity == ERROR}))
