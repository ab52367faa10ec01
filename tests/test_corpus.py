"""Environment files of nf-core/modules, all of which micromamba 2 installs: nothing is wrong with them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio_lint.base.source import Source
from studio_lint.lint import engine
from tests.cases import ROOT

CORPUS = ROOT.parent / "shared" / "corpus" / "nf-core-environments.json"


@pytest.mark.skipif(not CORPUS.is_file(), reason="the corpus is not part of the project: ../shared/corpus is absent")
def test_nothing_but_a_single_colon_is_worth_a_warning() -> None:
    files: dict[str, str] = json.loads(Path(CORPUS).read_text("utf-8"))
    told = []
    for path, text in files.items():
        outcome = engine.check_source(Source(path, text), "environment")
        assert not outcome.failures
        told += [(path, finding) for finding in outcome.findings if finding.severity != "advice"]
    assert {(finding.code, finding.severity) for _, finding in told} <= {("SL126", "warning")}
    assert len(files) > 600
