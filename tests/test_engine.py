"""One cause one finding, order, selection, levels, suppression: over made-up rules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio_lint import registry
from studio_lint.base.diagnostics import ERROR, WARNING, Finding, Meta, Place
from studio_lint.base.source import Source, Span
from studio_lint.discovery.discovery import discover
from studio_lint.discovery.kinds import DOCKERFILE
from studio_lint.lint import engine
from studio_lint.lint.selection import Choice
from studio_lint.lint.subjects import Subjects
from studio_lint.registry import Rule
from studio_lint.report import Report
from studio_lint.settings.finder import SettingsFinder
from studio_lint.syntax.dockerfile.tree import Dockerfile
from studio_lint.syntax.yaml.tree import Document

FIRST = Meta("SL201", "stage-cycle", ERROR)
SECOND = Meta("SL202", "stage-unknown", WARNING, silenced_by=("stage-cycle",))
TEXT = "FROM a\n# studio-lint: studio\nRUN one\nRUN two\n"


def says(meta: Meta, *words: str) -> Rule:
    """A rule that points at each of these words, where the file has it."""

    def check(dockerfile: Dockerfile) -> Iterator[Finding]:
        for word in words:
            start = dockerfile.source.text.find(word)
            if start >= 0:
                yield meta.finding(Place(dockerfile.source, Span(start, start + len(word))), f"{word} is wrong")

    return Rule(meta, "build", "Dockerfile", "Wrong.", check)


@pytest.fixture(autouse=True)
def no_other_rules(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for family in registry.FAMILIES[1:]:
        use(monkeypatch, family=family)
    monkeypatch.chdir(tmp_path)


def use(monkeypatch: pytest.MonkeyPatch, *rules: Rule, family: str = "build") -> None:
    """Have these rules for those of a family."""
    modules = [rule.meta.name.replace("-", "_") for rule in rules]
    rows = [registry.RuleRow(family, module, rule.scope) for module, rule in zip(modules, rules, strict=True)]
    monkeypatch.setitem(registry._rows, family, tuple(rows))
    for module, rule in zip(modules, rules, strict=True):
        monkeypatch.setitem(registry._single, (family, module), rule)


def said(report: Report) -> list[tuple[str, str, int]]:
    return [
        (finding.code, finding.place.source.path, finding.place.source.line_of(finding.place.span.start))
        for finding in report.findings
    ]


def test_silenced_where_its_cause_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, says(FIRST, "one"), says(SECOND, "two"))
    Path("Dockerfile").write_text(TEXT, encoding="utf-8")
    Path("b.Dockerfile").write_text(TEXT.replace("one", "fine"), encoding="utf-8")
    report = engine.lint(["."])
    assert said(report) == [("SL201", "Dockerfile", 3), ("SL202", "b.Dockerfile", 4)]


def test_ignoring_the_cause_does_not_bring_back_what_follows_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, says(FIRST, "one"), says(SECOND, "two"))
    Path("Dockerfile").write_text(TEXT, encoding="utf-8")
    assert said(engine.lint(["."], Choice(ignore=("SL201",)))) == []


def test_sorted_by_path_place_and_code_and_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    third = Meta("SL203", "image-invalid", ERROR)
    use(monkeypatch, says(third, "two", "one", "two"), says(FIRST, "two"))
    Path("a.Dockerfile").write_text(TEXT, encoding="utf-8")
    Path("b").mkdir()
    Path("b/Dockerfile").write_text(TEXT, encoding="utf-8")
    found = [("SL203", 3), ("SL201", 4), ("SL203", 4)]
    expected = [(code, path, line) for path in ("a.Dockerfile", "b/Dockerfile") for code, line in found]
    assert said(engine.lint(["b", "a.Dockerfile"])) == expected


@pytest.mark.parametrize(
    ("choice", "codes", "failing"),
    [
        (Choice(), ["SL201", "SL203"], True),
        (Choice(select=("SL203",)), ["SL203"], True),
        (Choice(select=("image-invalid",), extend_select=("SL2",)), ["SL201", "SL203"], True),
        (Choice(select=("build",), ignore=("SL201",)), ["SL203"], True),
        (Choice(ignore=("all",)), [], False),
        (Choice(ignore=("SL201",), fail_on="error"), ["SL203"], False),
        (Choice(fail_on="never"), ["SL201", "SL203"], False),
        (Choice(ignore=("SL201",), fail_on="advice"), ["SL203"], True),
    ],
)
def test_choice(choice: Choice, codes: list[str], failing: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, says(FIRST, "one"), says(Meta("SL203", "image-invalid", WARNING), "two"))
    Path("Dockerfile").write_text(TEXT, encoding="utf-8")
    report = engine.lint(["."], choice)
    assert [finding.code for finding in report.findings] == codes
    assert report.failing is failing


@pytest.mark.parametrize(
    ("settings", "levels", "failing"),
    [
        ('severity = { SL201 = "advice" }', ["advice"], False),
        ('severity = { build = "warning", stage-cycle = "advice" }', ["advice"], False),
        ('severity = { SL2 = "warning" }\nfail-on = "error"', ["warning"], False),
        ('fail-on = "never"', ["error"], False),
        ('ignore = ["stage-cycle"]', [], False),
        ('select = ["SL1"]\nextend-select = ["SL201"]', ["error"], True),
        ('[per-file-ignores]\n"Docker*" = ["SL2"]', [], False),
        ('[per-file-ignores]\n"other/**" = ["SL2"]', ["error"], True),
    ],
)
def test_settings(settings: str, levels: list[str], failing: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, says(FIRST, "one"))
    use(monkeypatch, says(Meta("SL101", "environment-shape", ERROR)), family="environment")
    Path("Dockerfile").write_text(TEXT, encoding="utf-8")
    Path("studio-lint.toml").write_text(settings, encoding="utf-8")
    report = engine.lint(["."])
    assert [finding.severity for finding in report.findings] == levels
    assert report.failing is failing


def test_settings_of_the_nearest_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, says(FIRST, "one"))
    for folder, level in (("a", "advice"), ("b", "error")):
        Path(folder).mkdir()
        Path(folder, "Dockerfile").write_text(TEXT, encoding="utf-8")
        Path(folder, "studio-lint.toml").write_text(f'severity = {{ SL201 = "{level}" }}\n', encoding="utf-8")
    assert [finding.severity for finding in engine.lint(["."]).findings] == ["advice", "error"]
    assert not engine.lint(["a"]).failing


def test_an_environment_is_linted_once_for_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def check(document: Document) -> Iterator[Finding]:
        asked.append(document.source.path)
        at = document.source.text.find("bad")
        if at >= 0:
            yield FIRST.finding(Place(document.source, Span(at, at + 3)), "bad is wrong")

    rule = Rule(Meta("SL101", "environment-shape", ERROR), "environment", "Document", "Wrong.", check)
    use(monkeypatch, rule, family="environment")
    for folder, name in (("a", "bad"), ("b", "bad"), ("c", "good"), ("d", "good")):
        Path(folder).mkdir()
        Path(folder, "environment.yml").write_text(f"dependencies: [{name}]\n", encoding="utf-8")
    rows = discover(["."], SettingsFinder())
    known: engine.Known = {}
    found = said(engine.lint_found(rows, known=known))
    assert found == [("SL201", "a/environment.yml", 1), ("SL201", "b/environment.yml", 1)]
    assert asked == ["a/environment.yml", "b/environment.yml", "c/environment.yml"]
    assert said(engine.lint_found(rows[1:], known=known)) == found[1:]
    assert asked == ["a/environment.yml", "b/environment.yml", "c/environment.yml"]


def test_suppressed_findings_are_kept_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, says(FIRST, "one", "two"))
    text = TEXT.replace("RUN two", "# studio-lint: ignore[SL201] as agreed\nRUN two")
    Path("Dockerfile").write_text(text, encoding="utf-8")
    report = engine.lint(["."])
    assert said(report) == [("SL201", "Dockerfile", 3)]
    assert [(hidden.finding.message, hidden.reason) for hidden in report.suppressed] == [("two is wrong", "as agreed")]


def test_mistake_of_a_rule_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(_dockerfile: Dockerfile) -> Iterator[Finding]:
        raise ValueError("oops")

    use(monkeypatch, says(SECOND, "one").replace(check=check), says(FIRST, "one"))
    outcome = engine.check_subjects(Subjects(Source("Dockerfile", TEXT), DOCKERFILE))
    assert [finding.code for finding in outcome.findings] == ["SL201"]
    assert [str(failure) for failure in outcome.failures] == ["stage-unknown, over Dockerfile: ValueError: oops"]


def test_mistake_of_a_reader_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_source: Source) -> None:
        raise ValueError("oops")

    monkeypatch.setattr("studio_lint.syntax.dockerfile.reader.read", read)
    use(monkeypatch, says(FIRST, "one"), says(SECOND, "one"))
    outcome = engine.check_subjects(Subjects(Source("Dockerfile", TEXT), DOCKERFILE))
    assert len(outcome.failures) == 1


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("environment.yml", "", "environment"),
        ("sub/Dockerfile.dev", "", "dockerfile"),
        ("studio-config.yaml", "", "config"),
        ("<stdin>", "# x\n\nfrom a\n", "dockerfile"),
        ("<stdin>", "ARG A=1\n", "dockerfile"),
        ("<stdin>", "channels:\n", "environment"),
        ("<stdin>", "", "environment"),
    ],
)
def test_kind_of(path: str, text: str, kind: str) -> None:
    assert engine.kind_of(path, text) == kind
