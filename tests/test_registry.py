"""Every rule has all its parts, and they agree."""

from __future__ import annotations

import re
from types import ModuleType

import pytest

from studio_lint import registry
from studio_lint.base.diagnostics import ADVICE, ERROR, SAFE, UNSAFE, WARNING, Meta
from studio_lint.lint.judged import JUDGED
from studio_lint.registry import FAMILIES, RegistryError, Rule
from tests.cases import RULES, case_id, rules

KNOWN_SCOPES = {scope for kind in JUDGED.values() for scope in kind.scopes} | {
    "Unreadable",
    "Suppressions",
    *(kind.answers for kind in JUDGED.values()),
}
HEADINGS = ["## Why", "## Instead", "## Evidence"]


def module(doc: str | None = "Wrong.", **parts: object) -> ModuleType:
    made = ModuleType("made_up", doc)
    made.__dict__.update(parts)
    return made


def check(image: Image) -> None:  # type: ignore[name-defined]  # noqa: F821
    """A rule's function: its annotation is a name for the engine alone."""


def check_two(image: Image, other: Image) -> None:  # type: ignore[name-defined]  # noqa: F821
    """Not a rule's function."""


META = Meta("SL201", "made-up", ERROR)


@pytest.mark.parametrize(
    ("made", "lacking"),
    [
        (module(None, META=META, check=check), "made_up has no docstring"),
        (module("  ", META=META, check=check), "made_up has no docstring"),
        (module(check=check), "made_up has no META"),
        (module(META=META), "made_up has no check function"),
        (module(META=META, check=check_two), "made_up has no annotation on the one parameter of check"),
        (module(META=META, check=lambda image: image), "made_up has no annotation on the one parameter of check"),
        (module(None), "made_up has no docstring, no META, no check function"),
    ],
)
def test_missing_part_is_named(made: ModuleType, lacking: str) -> None:
    with pytest.raises(RegistryError) as raised:
        registry.rule_of(made, "build")
    assert str(raised.value) == lacking


def test_scope_is_the_annotation() -> None:
    assert registry.rule_of(module(META=META, check=check), "build").scope == "Image"


@pytest.mark.parametrize("kind", JUDGED)
def test_no_rule_about_a_kind_of_file_is_left_out(kind: str) -> None:
    """A document is any YAML, so a rule's family says which kind it means."""
    needed = {(rule.family, rule.meta.name) for rule in rules() if rule.scope in JUDGED[kind].scopes}
    held = {(rule.family, rule.meta.name) for rule in rules() if rule.family in JUDGED[kind].families}
    documents = {(rule.family, rule.meta.name) for rule in rules() if rule.scope == "Document"}
    guests = {
        (family, module.replace("_", "-"))
        for family, module in ((one.family, one.module) for one in JUDGED[kind].guests)
    }
    assert needed - held - documents == guests


@pytest.mark.parametrize("rule", rules(), ids=case_id)
def test_parts_agree(rule: Rule) -> None:
    meta = rule.meta
    assert re.fullmatch(rf"SL{FAMILIES.index(rule.family)}\d\d", meta.code)
    assert rule.check.__module__ == f"studio_lint.rules.{rule.family}.{meta.name.replace('-', '_')}"
    assert meta.severity in (ERROR, WARNING, ADVICE)
    assert meta.fix in (None, SAFE, UNSAFE)
    assert rule.scope in KNOWN_SCOPES
    assert meta.name not in meta.silenced_by
    assert set(meta.silenced_by) <= set(registry.rule_names())


@pytest.mark.parametrize("rule", rules(), ids=case_id)
def test_docstring_has_its_sections(rule: Rule) -> None:
    assert not rule.summary.endswith("."), "the first line is a title"
    headings = re.findall(r"^## .*$", rule.doc, re.MULTILINE)
    assert headings[:2] == HEADINGS[:2]
    assert headings in (HEADINGS[:2], HEADINGS)
    sections = re.split(r"^## .*$", rule.doc, flags=re.MULTILINE)
    assert all(section.strip() for section in sections), "a section is empty"


def test_codes_and_names_are_given_once() -> None:
    codes = [rule.meta.code for rule in rules()]
    names = [rule.meta.name for rule in rules()]
    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)
    assert sorted(names) == sorted(registry.rule_names())


def test_every_fixture_folder_is_a_rules() -> None:
    assert {path.name for path in RULES.iterdir() if path.is_dir()} <= set(registry.rule_names())


@pytest.mark.parametrize(
    ("selector", "some", "none"),
    [
        ("SL001", "SL001", "SL002"),
        ("sl001", "SL001", "SL002"),
        ("unreadable-file", "SL001", "SL002"),
        ("SL0", "SL001", "SL201"),
        ("files", "SL001", "SL201"),
        ("ALL", "SL001", "SL999"),
    ],
)
def test_selectors(selector: str, some: str, none: str) -> None:
    codes = registry.codes_of(selector)
    assert some in codes
    assert none not in codes


@pytest.mark.parametrize("selector", ["SL999", "SL9", "SL", "", "stage", "SL0011", "sl²"])
def test_unknown_selectors(selector: str) -> None:
    assert registry.codes_of(selector) == frozenset()
