"""Which versions a constraint admits, and whether any can be left."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_lint.model.environment.version import (
    compare,
    hangs_on,
    matches,
    read_constraint,
    read_version,
    word_in,
)
from studio_lint.model.environment.version_conflict import find_conflict, satisfiable
from tests.syntax.test_matchspec import CONSTRAINTS, VERSIONS


def _sides(*texts):
    conflict = find_conflict([read_constraint(text) for text in texts])
    if conflict is None:
        return None
    sides = [side for side in (conflict.first, conflict.second) if side is not None]
    return [texts[side.constraint][side.start : side.end] for side in sides]


@pytest.mark.parametrize(
    ("texts", "sides"),
    [
        ([">2,<1"], [">2", "<1"]),
        ([">=2,<2"], [">=2", "<2"]),
        (["==1,==2"], ["==1", "==2"]),
        (["=1.8,=1.9"], ["=1.8", "=1.9"]),
        (["=1.8,>=1.9"], ["=1.8", ">=1.9"]),
        (["~=1.8,>=2"], ["~=1.8", ">=2"]),
        (["!=1.8.*,=1.8"], ["!=1.8.*", "=1.8"]),
        ([">=1!2,<3"], [">=1!2", "<3"]),
        ([">1,>2,<1.5"], [">2", "<1.5"]),
        (["(>2|<1),=1.5"], ["(>2|<1),=1.5"]),
        ([">=3.10", "<3.9"], [">=3.10", "<3.9"]),
        (["3.9", "=3.10"], ["3.9", "=3.10"]),
        (["1.8|1.9", ">2"], ["1.8|1.9", ">2"]),
    ],
)
def test_nothing_is_left(texts, sides):
    assert _sides(*texts) == sides


@pytest.mark.parametrize(
    "texts",
    [
        ["==1,==1.0"],
        ["=1.8,<1.8"],
        ["=1,!=1.8.*,>1.8"],
        [">1.7.9,<1.8"],
        [">1.0,<1.0.1"],
        ["<0"],
        [">2,<1|3"],
        [">=1.8,<1.9|>=3"],
        ["==1.0+a,==1.0+b"],
        ["=1.8*", "=1.8"],
        ["*.1,>5"],
        [">=1.8,<=1.8_"],
        [">=3.9", "<3.13", "!=3.10.*"],
        [">=1.8.*"],
        ["*", "=1"],
        [],
    ],
)
def test_something_may_be_left(texts):
    assert _sides(*texts) is None


@settings(deadline=None)
@given(CONSTRAINTS, VERSIONS)
def test_what_admits_a_version_is_satisfiable(text, version):
    constraint = read_constraint(text)
    if matches(constraint, read_version(version)):
        assert satisfiable([constraint])


@settings(deadline=None)
@given(VERSIONS, VERSIONS, VERSIONS)
def test_versions_stand_in_one_line(first, second, third):
    a, b, c = read_version(first), read_version(second), read_version(third)
    assert compare(a, b) == -compare(b, a)
    if compare(a, b) <= 0 and compare(b, c) <= 0:
        assert compare(a, c) <= 0


@settings(deadline=None)
@given(st.lists(CONSTRAINTS, min_size=2, max_size=3), st.lists(VERSIONS, min_size=5, max_size=20))
def test_what_is_unsatisfiable_admits_no_version(texts, versions):
    constraints = [read_constraint(text) for text in texts]
    if not satisfiable(constraints):
        assert not [v for v in versions if all(matches(one, read_version(v)) for one in constraints)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("=latest", True),
        ("1.x", True),
        ("=3.10.x", True),
        ("=None", True),
        ("==stable", True),
        ("~=1.x", False),
        ("=1.8*", False),
        ("=v1.8", False),
        ("2024a", False),
        ("custom", False),
        ("*,>1", False),
        ("1.0x", False),
    ],
)
def test_words_that_are_no_version(text, word):
    predicate = read_constraint(text).predicates[0]
    assert word_in(predicate) is word


@pytest.mark.parametrize(
    ("text", "hangs"),
    [
        ("=latest", True),
        ("=1.x,<2", True),
        ("=1.x|=2.x", True),
        ("=1.x|<1", False),
        ("=1.x|=2.x|3", False),
        ("(=1.x|<1),>0", False),
        (">=1,<2", False),
        # One of micromamba's solvers binds `,` tighter, the other `|`.
        (">=1,=2.x|=3", False),
        ("=3|>=1,=2.x", False),
        (">=1,(=2.x|=3.x)", True),
    ],
)
def test_a_constraint_that_hangs_on_words(text, hangs):
    constraint = read_constraint(text)
    assert hangs_on(constraint, tuple(filter(word_in, constraint.predicates))) is hangs
