"""A rule is left out only where it would have nothing to say: `Meta.needs` and `Meta.asks`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from studio_lint.base.source import Source
from studio_lint.discovery.kinds import CONFIG, DOCKERFILE, ENVIRONMENT
from studio_lint.files import overlay, reading
from studio_lint.lint import engine, judging
from studio_lint.registry import FAMILIES, Rule, rows_for, rules_of
from studio_lint.report import Report
from studio_lint.rule_table import TABLE
from tests.answers import recorded
from tests.cases import PROJECTS, case_id, copy_of, filled, folders, inside, rules
from tests.fuzz import seeds
from tests.fuzz.mutate import Mutator

pytestmark = pytest.mark.once

SCOPES = tuple({cells[1] for rows in TABLE.values() for cells in rows})
CHANGED = 4
"""Changed copies of each bad fixture."""
TEXTS = 150
"""Changed texts of each kind, which stand for no file."""


@contextmanager
def open_gates() -> Iterator[None]:
    """Every rule is asked, whatever it needs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judging, "has", lambda _subject, _asks: True)
        for name in ("in_dockerfile", "in_yaml"):
            patch.setattr(engine, name, lambda _text: lambda _needs: True)
        yield


@pytest.mark.parametrize(
    ("text", "needs", "held"),
    [
        ("FROM a\nRUN useradd x\n", ("useradd",), True),
        ("FROM a\nrun USERADD x\n", ("adduser", "useradd"), True),
        ("FROM a\nRUN true\n", ("useradd",), False),
        ("FROM a\nRUN true\n", (), True),
        ("FROM a\nRUN user\\\nadd x\n", ("useradd",), True),
        ("# escape=`\nFROM a\nHEALTH`\r\nCHECK NONE\n", ("HEALTHCHECK",), True),
        ("FROM a\nCOPY make.sh /\nRUN sh /make.sh\n", ("useradd",), True),
        ("FROM a\nCOPY make.sh /\nRUN sh /make.sh\n", ("HEALTHCHECK",), False),
        ("FROM a\nCOPY --from=b /x /x\n", ("useradd",), False),
        ("FROM a\nADD https://a.org/x /x\n", ("useradd",), True),
        ("FROM a\nRUN --mount=type=bind,target=/x sh /x/y\n", ("useradd",), True),
    ],
)
def test_words_of_a_dockerfile(text: str, needs: tuple[str, ...], held: bool) -> None:
    assert judging.in_dockerfile(text)(needs) is held


@pytest.mark.parametrize(
    ("text", "needs", "held"),
    [
        ("prefix: /opt\n", ("prefix",), True),
        ("name: a\n", ("prefix",), False),
        ("name: a\n", (), True),
        ('"pre\\x66ix": /opt\n', ("prefix",), True),
        ('name: "a\\tb"\n', ("prefix",), True),
    ],
)
def test_words_of_a_yaml_file(text: str, needs: tuple[str, ...], held: bool) -> None:
    assert judging.in_yaml(text)(needs) is held


def test_the_table_has_the_rows_of_the_rules() -> None:
    for family in FAMILIES:
        held = [(rule.meta.name, rule.scope, rule.meta.needs, rule.meta.asks) for rule in rules_of(family)]
        assert [(row.name, row.scope, row.needs, row.asks) for row in rows_for(family, SCOPES)] == held


@pytest.mark.parametrize("rule", rules(), ids=case_id)
def test_fixtures(rule: Rule) -> None:
    for folder in [*folders(rule, "bad"), *folders(rule, "good")]:
        same(folder)


@pytest.mark.parametrize("project", sorted(path for path in PROJECTS.iterdir() if path.is_dir()), ids=case_id)
def test_projects(project: Path) -> None:
    same(project)


def same(folder: Path) -> None:
    """What is found in a folder does not depend on the gates."""
    found = _found(folder)
    with open_gates():
        assert _found(folder) == found, folder


def _found(folder: Path) -> tuple[object, ...]:
    with filled(copy_of(folder)) as whole, inside(whole):
        report = engine.lint(["."], online=recorded(folder))
    return _said(report)


def _said(report: Report) -> tuple[object, ...]:
    return repr(report.findings), [str(failure) for failure in report.failures], repr(report.suppressed)


@pytest.mark.parametrize("rule", rules(), ids=case_id)
def test_changed_fixtures(rule: Rule) -> None:
    """The files of the bad fixtures, changed a little, each in its place."""
    for folder in folders(rule, "bad")[:2]:
        for path in _files(copy_of(folder)):
            mutator = Mutator((path.read_bytes().decode("utf-8", "replace"),), f"gates:{folder.name}:{path.name}")
            for number in range(CHANGED):
                overlay.hold(str(path), mutator.text(number).encode("utf-8", "replace"))
                try:
                    same(folder)
                finally:
                    overlay.release(str(path))


def _files(folder: Path) -> list[Path]:
    """Dockerfiles, environments and scripts of a folder, short ones."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    endings = ("Dockerfile", ".yml", ".yaml", ".sh")
    return sorted(path for path in found if path.name.endswith(endings) and path.stat().st_size < seeds.LARGEST)[:3]


KINDS = ((DOCKERFILE, seeds.dockerfiles), (ENVIRONMENT, seeds.environments), (CONFIG, seeds.configs))


@pytest.mark.parametrize(("kind", "texts"), KINDS)
def test_changed_texts(kind: str, texts: Callable[[], tuple[str, ...]]) -> None:
    mutator = Mutator(texts(), f"gates:{kind}")
    for number in range(TEXTS):
        same_of_text(mutator.text(number), kind)


@pytest.mark.parametrize(("kind", "texts"), KINDS)
def test_texts(kind: str, texts: Callable[[], tuple[str, ...]]) -> None:
    for text in texts():
        same_of_text(text, kind)


def test_specs() -> None:
    for spec in seeds.specs():
        same_of_text(f"channels:\n  - conda-forge\ndependencies:\n  - {spec}\n", ENVIRONMENT)


def same_of_text(text: str, kind: str) -> None:
    """What is found in a text that stands for no file."""
    source = reading.decode(text.encode("utf-8", "replace"), "file")
    if isinstance(source, Source):
        found = engine.check_source(source, kind)
        with open_gates():
            assert engine.check_source(source, kind).findings == found.findings, text
