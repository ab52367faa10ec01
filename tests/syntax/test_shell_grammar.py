"""Whether dash, busybox and bash accept a script, and where each gives up."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_lint.syntax.shell.grammar.check import constructs, refusal, refusal_unread
from studio_lint.syntax.shell.grammar.dialects import BASH, BASH_AS_SH, BUSYBOX, DASH
from studio_lint.syntax.shell.grammar.plain import is_plain
from tests.texts import vectors

DIALECTS = {"bash": BASH, "dash": DASH}


@pytest.mark.parametrize("row", vectors("shell_parsed"), ids=lambda row: row["name"])
@pytest.mark.parametrize("shell", ["bash", "dash"])
def test_verdict_is_that_of_the_shell(row, shell):
    found = refusal_unread(row["script"], DIALECTS[shell])
    assert (found is None) == row[shell], found


@pytest.mark.parametrize(
    ("script", "dialect", "reason", "token", "place", "expected", "opening"),
    [
        ("echo a &&\n", DASH, "end", "", 10, "", None),
        ("a && && b\n", DASH, "unexpected", "&&", 5, "", None),
        ("if a; then b\n", DASH, "end", "", 13, "fi", ("if", 0)),
        ("if a then b; fi\n", BASH, "unexpected", "fi", 13, "then", ("if", 0)),
        ("for i in a b; echo; done\n", DASH, "unexpected", "echo", 14, "do", ("for", 0)),
        ("for 1x in a; do b; done\n", DASH, "loop-variable", "1x", 4, "", ("for", 0)),
        ("while a; do b\n", BASH, "end", "", 14, "done", ("while", 0)),
        ("a; echo 'b\n", BASH, "unclosed", "", 11, "'", ("'", 8)),
        ('a; echo "b $(c\n', DASH, "end", "", 15, ")", ("$(", 11)),
        ("x=`a\n", DASH, "unclosed", "", 5, "`", ("`", 2)),
        ("echo ${a\n", BASH, "unclosed", "", 9, "}", ("${", 5)),
        ("echo $((1 + 2)\n", DASH, "unclosed", "", 15, "))", ("$((", 5)),
        ("(a; b\n", BASH, "end", "", 6, ")", ("(", 0)),
        ("{ a; b\n", DASH, "end", "", 7, "}", ("{", 0)),
        ("case a in b) c ; d) e;; esac\n", DASH, "unexpected", ")", 18, ";;", ("case", 0)),
        ("f-x() { a; }\n", DASH, "name", "f-x", 0, "", None),
        ("a=(1 2)\n", BUSYBOX, "unexpected", "(", 2, "", None),
        ("for ((i=0; i<3)); do a; done\n", BASH, "arithmetic", "i=0; i<3", 4, "", ("for", 0)),
        ("a\nfi\n", BASH, "unexpected", "fi", 2, "", None),
        ("cat <<E\n$(if\nE\n", DASH, "end", "", 15, "then", ("if", 10)),
        ("if a; then\r\nb\r\nfi\r\n", BASH, "end", "", 19, "then", ("if", 0)),
    ],
)
def test_place_and_what_is_open(script, dialect, reason, token, place, expected, opening):
    found = refusal(script, dialect)
    assert found is not None
    told = found.opening and (found.opening.what, found.opening.start)
    assert (found.reason, found.token, found.start, found.expected, told) == (reason, token, place, expected, opening)


@pytest.mark.parametrize(
    ("script", "refusing"),
    [
        ("function f { a; }\n", {"dash"}),
        ("cat <(a)\n", {"dash"}),
        ("a &>> b\n", {"busybox sh"}),
        ("a <<< b\n", {"dash", "busybox sh"}),
        ("a=(b)\n", {"dash", "busybox sh"}),
        ("echo $'it\\'s'\n", {"dash"}),
        ('echo "${a:-it\'s}"\n', {"bash"}),
        ("f() a\n", {"bash", "bash (as sh)"}),
        ("! ! a\n", {"dash", "busybox sh"}),
        ("in a\n", {"dash", "busybox sh", "bash", "bash (as sh)"}),
        ("x=$(case a in b) c;; esac)\n", set()),
        ("[[ a b ]]\n", set()),  # bash prints an error, reads no further and ends well
        ("cat <<E\nno end\n", set()),
    ],
)
def test_dialects_differ(script, refusing):
    assert {one.name for one in (DASH, BUSYBOX, BASH, BASH_AS_SH) if refusal(script, one)} == refusing


def test_what_is_never_read_does_not_count():
    script = "a\nexit 0\n)\n"
    assert refusal(script, DASH) is None
    assert refusal_unread(script, DASH) is not None
    assert refusal("a || exit 0\n)\n", DASH) is not None
    assert refusal("exec > log\n)\n", DASH) is not None
    assert refusal("exec python app.py\n)\n", BASH) is None


def test_extended_patterns_hold_once_they_are_set():
    assert refusal("shopt -s extglob\nls !(a)\n", BASH) is None
    assert refusal("ls !(a)\n", BASH) is not None


def test_constructs_that_not_every_shell_has():
    script = "a=(1) ; [[ b ]] && c &> d ; echo ${e//f/g} ${h^^} ${i:1} ${j:-k} ; mkdir {l,m} ; cat <<< n\n"
    assert [(one.kind, script[one.start : one.end]) for one in constructs(script, BASH)] == [
        ("array", "a=("),
        ("condition", "[["),
        ("both-outputs", "&>"),
        ("replace", "${e/"),
        ("case", "${h^"),
        ("slice", "${i:"),
        ("braces", "{l,m}"),
        ("here-string", "<<<"),
    ]


HOSTILE = [
    "$(",
    "(",
    "`",
    "${",
    '"$(',
    "((",
    "if ",
    "a&&",
    "<<E\n",
    "case x in a) ",
    "[[ (",
    "f() ",
    "a=(",
    "`\\`",
    "<(",
]


@pytest.mark.parametrize("opening", HOSTILE)
@pytest.mark.parametrize("dialect", [DASH, BUSYBOX, BASH], ids=lambda dialect: dialect.name)
def test_hostile_nesting_ends(opening, dialect):
    def seconds(count):
        began = time.process_time()
        refusal(opening * count, dialect)
        return time.process_time() - began

    # Once is enough: other work on the machine may slow one of the two.
    assert any(seconds(8_000) < 16 * seconds(1_000) + 0.2 for _ in range(5))


def test_binary_and_huge_texts_are_not_judged():
    assert refusal("if \0", BASH) is None
    assert refusal("if " * 30_000, BASH) is None


@pytest.mark.parametrize("row", vectors("shell_parsed"), ids=lambda row: row["name"])
def test_what_is_plain_is_accepted(row):
    assert not is_plain(row["script"]) or (row["bash"] and row["dash"])


NOT_PLAIN = [
    *(
        "a && && b",
        "a &&",
        "&& a",
        "a & b",
        "if a",
        "a && in b",
        "a (b)",
        "'a",
        "",
        "a; ; b",
        ";",
        "a | | b",
        "a ||| b",
    ),
    *(
        "a >",
        "a > | b",
        "a >2>&1",
        "a 2>>&1 b",
        "if>b",
        "a \\' b",
        'a "`b`"',
        'a "$(b)"',
        'a "\\"',
        "${a b}",
        "[[ a",
        "a ]]",
    ),
    *("a[ b", "$'a'", 'a "${b:-"c"}"', "{ a; }", "! a", "a # b"),
]


@pytest.mark.parametrize("script", NOT_PLAIN)
def test_what_a_shell_may_refuse_is_not_plain(script):
    assert not is_plain(script)


PLAIN = [
    "apt-get update && apt-get install -y $PACKAGES && rm -rf /var/lib/apt/lists/*",
    'curl -L https://a.org/v${V}.tar.gz | tar -xz; cd "a-${V}" || exit 1;',
    "echo 'it`s $(done' >> \"$HOME/.bashrc\" 2>&1",
    "find . -name '*.c' -exec cp {} /out \\; && [ -d /out ] > /dev/null",
]


@pytest.mark.parametrize("script", PLAIN)
def test_what_is_plain(script):
    assert is_plain(script)


_SIGNS = [
    "'",
    '"',
    ";",
    "&&",
    "||",
    "|",
    ">",
    ">>",
    "2>&1",
    "[",
    "]",
    "{}",
    "\\;",
    "${a}",
    "$a",
    "if",
    "fi",
    "a",
    "x=1",
]
_SIGNS += [" ", "&", "!", "#", "\\", "$", "`", "(", "^", "a[", "$(", "\n", "~", "=", "[[", "do"]


@given(st.lists(st.sampled_from(_SIGNS), max_size=9).map("".join))
@settings(max_examples=1_000, deadline=None)
def test_no_shell_refuses_what_is_plain(script):
    if is_plain(script):
        assert [refusal(script, dialect) for dialect in (DASH, BUSYBOX, BASH)] == [None, None, None]
