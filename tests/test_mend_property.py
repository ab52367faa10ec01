"""Any slips together: mending ends, leaves what has no fix, and all readers accept the result."""

from __future__ import annotations

import shutil
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from studio_lint.base.source import Source
from studio_lint.files import reading
from studio_lint.fixing.second_readers import dockerfile_objection
from studio_lint.report import Report
from studio_lint.syntax.dockerfile.reader import read
from tests.bends import Bend, bends
from tests.cases import PROJECTS, lint
from tests.mending import mended, tree

pytestmark = pytest.mark.once

binding = import_module("dockerfile") if find_spec("dockerfile") else None
"""BuildKit's own parser, where its binding is installed."""

BY_PROJECT: dict[str, list[Bend]] = {}
for bend in bends():
    BY_PROJECT.setdefault(bend.project, []).append(bend)

UNREAD = ("SL001", "SL002", "SL003", "SL004")
SCRIPTS = (b"#!", b"#\n")
SLIPS = st.sampled_from(sorted(BY_PROJECT)).flatmap(
    lambda project: st.lists(st.sampled_from(BY_PROJECT[project]), min_size=1, unique=True)
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(SLIPS, st.booleans())
def test_any_slips_are_mended_as_far_as_fixes_go(slips: list[Bend], windows: bool) -> None:
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / slips[0].project
        shutil.copytree(PROJECTS / slips[0].project, folder)
        made = [slip for slip in slips if make(slip, folder)]
        if windows:
            for slip in made:
                with_line_ends_of_windows(folder / slip.file)
        before = sources(folder)
        done = mended(folder)
        left = lint(folder)
        assert [
            one for one in unmended(left) if one not in {words.partition(" was not")[0] for words in done.refused}
        ] == []
        assert mended(folder).made == 0
        unread = {finding.place.source.path for finding in left.findings if finding.code in UNREAD}
        for path, source in sources(folder).items():
            if path not in unread:
                accepted(before[path], source)


def make(slip: Bend, folder: Path) -> bool:
    """Make a slip where the earlier ones left its place as it was."""
    if (folder / slip.file).read_bytes().decode().count(slip.old) != 1:
        return False
    slip.apply(folder)
    return True


def with_line_ends_of_windows(path: Path) -> None:
    data = path.read_bytes()
    if not data.startswith(SCRIPTS):
        path.write_bytes(data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


def sources(folder: Path) -> dict[str, Source]:
    found = {path: reading.read(str(folder / path), path) for path in tree(folder)}
    return {path: source for path, source in found.items() if isinstance(source, Source)}


def unmended(report: Report) -> list[str]:
    """Findings whose fix was not made, as refusals begin."""
    return [
        f"{one.place.source.path}:{one.place.source.line_of(one.place.span.start)}: {one.code}"
        for one in report.findings
        if one.fix
    ]


def accepted(before: Source, after: Source) -> None:
    if after.path.endswith((".yml", ".yaml")):
        list(YAML(typ="safe", pure=True).load_all(after.text))
    elif "Dockerfile" in after.path and not after.path.endswith("ignore"):
        assert read(after).problems == ()
        assert dockerfile_objection(before, after) is None
        if binding is not None:
            binding.parse_string(after.text)
