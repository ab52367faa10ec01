"""The YAML reader: values with their places, and mistakes where they began."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_lint.base.source import Source
from studio_lint.syntax.yaml.reader import read
from studio_lint.syntax.yaml.tree import Document, Mapping, Node, Scalar, Sequence


def document(text: str) -> Document:
    return read(Source("environment.yml", text))


def scalars(node: Node | None) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Sequence):
        return [found for item in node.items for found in scalars(item)]
    if isinstance(node, Mapping):
        return [found for entry in node.entries for part in (entry.key, entry.value) for found in scalars(part)]
    return []


@pytest.mark.parametrize(
    ("text", "value", "inside", "column"),
    [
        ("- numpy", "numpy", "m", (1, 5)),
        ("- 'numpy'", "numpy", "m", (1, 6)),
        ("-\tnumpy", "numpy", "m", (1, 5)),
        ("- é\U0001f600x", "é\U0001f600x", "x", (1, 5)),
        ("- 'it''s'", "it's", "s", (1, 8)),
        ('- "a\\tb"', "a\tb", "b", (1, 7)),
        ('- "\\u0041b"', "Ab", "b", (1, 10)),
        ("- one\n  two", "one two", "w", (2, 4)),
        ("- one\r\n  two", "one two", "w", (2, 4)),
        ("- 'one\n\n   two'", "one\ntwo", "w", (3, 5)),
        ('- "one \\\n   two"', "one two", "w", (2, 5)),
        ("- |\n  one\n  two\n", "one\ntwo\n", "w", (3, 4)),
        ("- >-\n  one\n  two\n\n  six\n", "one two\nsix", "x", (5, 5)),
        ("- >\n  one\n   two\n", "one\n two\n", "w", (3, 5)),
        ("- |+\n  one\n\n", "one\n\n", "e", (2, 5)),
        ("- |\r\n  one\r\n  two\r\n", "one\ntwo\n", "w", (3, 4)),
        ("- &name numpy", "numpy", "p", (1, 12)),
        ("- !tag numpy", "numpy", "p", (1, 11)),
        ("- a\x85b", "a\x85b", "b", (1, 5)),
    ],
)
def test_every_character_has_its_place(text: str, value: str, inside: str, column: tuple[int, int]) -> None:
    tree = document(text)
    (found,) = scalars(tree.root)
    assert (found.value, [one for one in tree.problems if one.kind != "strict"]) == (value, [])
    assert tree.source.position(found.text.span(value.index(inside)).start) == column


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("numpy", "str"), ("3", "int"), ("-3", "int"), ("0x1F", "int"), ("0o17", "int"), ("3.10", "float"),
        ("1e3", "float"), (".5", "float"), (".inf", "float"), ("1_0", "str"), ("1.2.3", "str"), ("true", "bool"),
        ("yes", "str"), ("~", "null"), ("null", "null"), ("NULL", "null"), ("", "null"), ("'3'", "str"), ('""', "str"),
        ("nUll", "str"), ("!!str 3", "str"), ("-", "null"),
    ],
)  # fmt: skip
def test_kinds(written: str, kind: str) -> None:
    (found,) = scalars(document(f"- {written}\n").root)
    assert found.kind == kind


@pytest.mark.parametrize(
    ("text", "at", "slice", "message"),
    [
        ("a:\n\t- b\n", (2, 1), "\t", "this line is indented with a tab, but YAML allows only spaces"),
        ('a:\n  - "x\n  - "y"\n', (2, 5), '"', 'the quote `"` is not closed on its line'),
        ("a:\n  - 'x\n", (2, 5), "'", "the quote `'` is not closed on its line"),
        ("a: [b, c\nd: e\n", (1, 4), "[", "unclosed bracket `[`"),
        ("a: [b, 'c' d]\n", (1, 12), "d]", "between `[` and `]` values are separated by commas"),
        ("a: {b: c\n", (1, 4), "{", "unclosed bracket `{`"),
        ("a:\n  - @x\n", (2, 5), "@", "an unquoted value cannot start with `@`"),
        ("a:\n  - %x\n", (2, 5), "%", "an unquoted value cannot start with `%`"),
        ("a:\n  - `x`\n", (2, 5), "`", "an unquoted value cannot start with a backtick"),
        ("a:\n  - *\n", (2, 5), "*", "an unquoted value cannot start with `*`, which refers to another value"),
        ("a:\n  - >=1\n", (2, 5), ">", "an unquoted value cannot start with `>`, which starts a block of text"),
        ('a:\n  - "x">=1\n', (2, 8), ">", "unexpected text after a closing quote"),
        ("a: 'it's'\n", (1, 8), "s'", "unexpected text after a closing quote"),
        ('a: "\\d"\n', (1, 5), "\\d", "invalid escape sequence in double quotes"),
        ("name:demo\nb:\n  - x\n", (1, 5), ":", "missing space after `:`"),
        ("a: b: c\n", (1, 5), ":", "this line contains a second `: `"),
        ("a: b\nc\n  - d\n", (2, 1), "c", "this line is neither a key nor a list item"),
        ("a:\n  - b\n - c:\n", (3, 1), " ", "this line is indented by 1 space, but the list above by 2 spaces"),
        ("a:\n  b: c\n d: e\n", (3, 1), " ", "this line is indented by 1 space, but the keys above by 0 spaces"),
        ("a: b\n  c: d\n", (2, 1), "  ", "this line is indented more than the line above, which already has a value"),
        ("- a\nb: c\n", (2, 1), "b:", "a key cannot be among list items"),
        ("  a: b\nc: d\n", (1, 1), "  ", "this line is indented more than the keys below it"),
        ("a: [b,,c]\n", (1, 7), ",", "missing value before this comma"),
        ("a: b\n- c\n", (2, 1), "-", "a list item cannot be among keys"),
        ("a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> x\n", (2, 1), "<<<<<<<",
         "`<<<<<<<` is an unresolved merge conflict marker"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_where_it_began(text: str, at: tuple[int, int], slice: str, message: str) -> None:
    for before, shift in (("", 0), ("# \U0001f600\r\n", 1)):
        tree = document(before + text)
        (problem,) = tree.problems
        kind = "stray-line" if "neither a key" in message else "syntax"
        assert (problem.kind, problem.message) == (kind, f"{message}; the file cannot be parsed")
        assert tree.source.slice(problem.span) == slice
        assert tree.source.position(problem.span.start) == (at[0] + shift, at[1])
        assert tree.broken


@pytest.mark.parametrize(
    ("text", "kind", "slice"),
    [
        ("a: *b\n", "alias", "*b"),
        ("a: &b [*b]\n", "expansion", "*b"),
        ("a: 1\n---\nb: 2\n", "documents", "---"),
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", "a"),
        ("a: x\x01y\n", "strict", "\x01"),
        ("# \x01\na: x\x02y # \x03\n", "strict", "\x01"),
        ("# \0 \x01\na: x\0y\n", "character", "\0"),
        ("a: x # \0\n", "strict", "\0"),
        ("a: [x]\n...\n- y\n", "documents", "..."),
        ("a: [b, c?d=1]\n", "value", "?"),
        ("a: x\ud800y\n", "strict", "\ud800"),
        ("@EXPLICIT\nhttps://x/y.conda\n", "explicit", "@EXPLICIT"),
        ("[" * 70 + "]" * 70, "depth", "["),
        ("a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
            f"{b}: &{b} [" + ", ".join([f"*{a}"] * 10) + "]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        ), "expansion", "*d"),
    ],
)  # fmt: skip
def test_problems(text: str, kind: str, slice: str) -> None:
    tree = document(text)
    (problem,) = tree.problems
    assert (problem.kind, tree.source.slice(problem.span)) == (kind, slice)


@pytest.mark.parametrize(
    "text", ["a: 1\n---\n", "a: 1\n...\n", "---\na: 1\n", "a:\n\t\n  - b\n", "a:\n\t# c\n  - b\n", "",
     "# \x07\x92\na: 1 # \x1b[0m\n", 'a: "b\\\'c"\n', "a: b?c\n", "a: ['b?c']\n"],
)  # fmt: skip
def test_what_micromamba_takes_is_no_problem(text: str) -> None:
    assert [problem for problem in document(text).problems if problem.kind != "strict"] == []


def test_an_alias_is_the_value_it_stands_for() -> None:
    root = document("a: &x [1]\nb: *x\n").root
    assert isinstance(root, Mapping)
    assert root.entries[1].value is root.entries[0].value
    assert root.span.end == len("a: &x [1]\nb: *x")


def test_what_stands_before_a_mistake_is_kept() -> None:
    root = document("a:\n  - b\n  - c\n  - @d\n").root
    assert [scalar.value for scalar in scalars(root)] == ["a", "b", "c"]


def test_comments() -> None:
    tree = document("# one\r\na: 'x # y' # two\nb: |  # three\n  # four\nc: d#e\n")
    assert [comment.text for comment in tree.comments] == [" one", " two", " three"]
    assert [tree.source.position(comment.span.start) for comment in tree.comments] == [(1, 1), (2, 12), (3, 7)]


YAMLISH = st.text(st.sampled_from("ab:- \n\t'\"[]{},#&*!|>%@`?\\\r0~<=.é\U0001f600\x00\ud800\ufeff\x85"), max_size=60)


@given(st.one_of(YAMLISH, st.text(max_size=60)))
def test_the_reader_never_raises(text: str) -> None:
    tree = document(text)
    for scalar in scalars(tree.root):
        assert 0 <= scalar.span.start <= scalar.span.end <= len(text)
    for problem in tree.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
