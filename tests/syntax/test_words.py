"""Dockerfile words after expansion."""

from __future__ import annotations

import pytest

from studio_lint.base.source import Source, Span
from studio_lint.syntax.dockerfile.expansion import Expansion, expand

VARIABLES = {"V": "foo.tar.gz", "A": "1", "EMPTY": "", "PORTS": "80 443"}


def expanded(word: str, escape: str = "\\", quotes: bool = True, longest: int = 1000) -> Expansion:
    source = Source("Dockerfile", word)
    return expand(source.text_of(Span(0, len(word))), VARIABLES.get, escape, quotes, longest, split=True)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("plain", "plain"),
        ("$A", "1"),
        ("${A}b", "1b"),
        ("'$A'", "$A"),
        ('"$A"', "1"),
        (r"\$A", "$A"),
        (r'"\$A \" \x"', r'$A " \x'),
        (r"a\ b", "a b"),
        ("'a'\"b\"c", "abc"),
        ("$UNSET", ""),
        ("a$", "a$"),
        ("$$", ""),
        ("$1$@", ""),
        ("${V#foo.}", "tar.gz"),
        ("${V#*.}", "tar.gz"),
        ("${V##*.}", "gz"),
        ("${V%.*}", "foo.tar"),
        ("${V%%.*}", "foo"),
        ("${V#?o}", "o.tar.gz"),
        ("${V/tar/zip}", "foo.zip.gz"),
        ("${V//./-}", "foo-tar-gz"),
        ("${V//o/}", "f.tar.gz"),
        ("${V/*./x}", "xgz"),
        (r"${V#\*}", "foo.tar.gz"),
        ("${V//\\//x}", "foo.tar.gz"),
        ("${UNSET:-x}", "x"),
        ("${UNSET-x}", "x"),
        ("${EMPTY:-x}", "x"),
        ("${EMPTY-x}", ""),
        ("${A:+x}", "x"),
        ("${EMPTY:+x}", ""),
        ("${EMPTY+x}", "x"),
        ("${A:?}", "1"),
        ("${UNSET:-${ALSO:-$A}}", "1"),
        ("${UNSET:-'$A'}", "$A"),
        ('${UNSET:-"a b"}', "a b"),
        ("\ufeff$A", "1"),
    ],
)
def test_value(word, value):
    assert expanded(word).value == value
    assert expanded(word).error is None


@pytest.mark.parametrize(
    ("word", "error", "place"),
    [
        ("a'b", "unexpected end of statement while looking for matching single-quote", "'b"),
        ('a"b', "unexpected end of statement while looking for matching double-quote", '"b'),
        ("x${A", "unsupported modifier (\ufffd) in substitution", "${A"),
        ("${", "syntax error: missing '}'", "${"),
        ("${}", "syntax error: bad substitution", "${"),
        ("${{A}}", "syntax error: bad substitution", "${"),
        ("${A:-x", "syntax error: missing '}'", "${A:-x"),
        ("${A:*x}", "unsupported modifier (:*) in substitution", "${A:*x}"),
        ("${A^^}", "unsupported modifier (^) in substitution", "${A^"),
        ("${A/b}", "syntax error: missing '/' in ${}", "${A/b}"),
        ("${UNSET:?}", "UNSET: is not allowed to be unset", "${UNSET:?}"),
        ("${EMPTY:?}", "EMPTY: is not allowed to be empty", "${EMPTY:?}"),
        ("${UNSET?give it}", "UNSET: give it", "${UNSET?give it}"),
        (r"${V#a\b}", r"invalid pattern (a\b) in substitution: invalid escape '\b'", r"${V#a\b}"),
    ],
)
def test_refused(word, error, place):
    expansion = expanded(word)
    assert (expansion.value, expansion.error) == ("", error)
    assert word[expansion.span.start : expansion.span.end] == place


def test_other_escape_character():
    assert expanded("C:\\x`$A", "`").value == "C:\\x$A"


def test_quotes_are_characters_in_a_heredoc():
    assert expanded("\"$A' \\$A", quotes=False).value == "\"1' $A"


@pytest.mark.parametrize(
    ("word", "words"),
    [
        ("$PORTS", ("80", "443")),
        ('"$PORTS"', ("80 443",)),
        (r"8\ 0 9", ("8 0", "9")),
        ("$UNSET", ()),
        ("a  b", ("a", "b")),
    ],
)
def test_words(word, words):
    assert expanded(word).words == words


def test_variables_that_are_read():
    word = "a${UNSET:-$A}-$V"
    uses = expanded(word).uses
    assert [(use.name, use.found, use.modifier) for use in uses] == [
        ("A", True, ""),
        ("UNSET", False, ":-"),
        ("V", True, ""),
    ]
    assert [word[use.span.start : use.span.end] for use in uses] == ["$A", "${UNSET:-$A}", "$V"]
    assert [word[use.name_span.start : use.name_span.end] for use in uses] == ["A", "UNSET", "V"]


@pytest.mark.parametrize("word", ["${A:-" * 500 + "x" + "}" * 500, "$V" * 500])
def test_what_cannot_be_followed_is_unknown(word):
    expansion = expanded(word, longest=100)
    assert (expansion.value, expansion.error, expansion.bounded) == ("", None, False)
