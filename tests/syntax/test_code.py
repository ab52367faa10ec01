"""What sed, awk, R, Node.js and Python refuse to parse, and near misses that they take."""

from __future__ import annotations

import sys

import pytest

from studio_lint.syntax.code import brackets, javascript, python, sed

SED_TAKES = (
    "s/a/b/", "s|a|b|g", "1p;$p", "/s/,/e/{s/x/y/;p}", "s/a/b/2 ; p", "$a extra=1", "y/abc/xyz/", "1,+3d", "/^$/!d",
    ":a;N;$!ba;s/\\n/ /g", "i\\\nfoo", "0~4d", "s/[/]/x/", "r /etc/x", "s/a/b/w out", "$!N;P;D", "\\,a,d", "#c\np",
    "/x/ { p ; d }", "s/a/\\\nb/",
)  # fmt: skip
SED_REFUSES = {
    "s/a/b": (0, "unterminated `s` command"),
    "s/a/b/c/": (6, "`c` is not a flag"),
    "s/x/var/www/": (8, "`w` is read as a flag"),
    "/a": (0, "unterminated address"),
    "p}": (1, "unexpected `}`"),
    "/x/{p": (3, "`{` is never closed"),
    "y/abc/xy/": (0, "different lengths"),
    "k": (0, "`k` is not a sed command"),
    "p x": (2, "unexpected `x` after a sed command"),
    "1,p": (0, "the second address is missing"),
}


@pytest.mark.parametrize("script", SED_TAKES)
def test_sed_takes(script: str) -> None:
    assert sed.refusal(script) is None


@pytest.mark.parametrize("script", SED_REFUSES)
def test_sed_refuses(script: str) -> None:
    found = sed.refusal(script)
    start, problem = SED_REFUSES[script]
    assert found is not None and found.start == start and problem in found.problem


BALANCED = {
    "{ print $1 }": brackets.AWK,
    '$1 ~ /^[{(]"/ { n++ } # :-(': brackets.AWK,
    "{ print (a + b) / 2 }": brackets.AWK,
    'cat(r"(a"b)", x %in% c("[", "{"))': brackets.R,
    "# it's :-(\nf <- function(x) {\n  x\n}": brackets.R,
    "'a\nb'": brackets.R,
    "/* } */ if (1) { } // it's": brackets.JAVASCRIPT,
    "const s = `${a}(`": brackets.JAVASCRIPT,
}
UNBALANCED = {
    "{ print $1": (brackets.AWK, 0),
    '{ print "a }': (brackets.AWK, 8),
    "{ print (1 }": (brackets.AWK, 11),
    'print("a)': (brackets.R, 6),
    "f(1))": (brackets.R, 4),
    "console.log('a)": (brackets.JAVASCRIPT, 12),
}


@pytest.mark.parametrize("program", BALANCED)
def test_what_is_balanced_is_taken(program: str) -> None:
    assert brackets.refusal(program, BALANCED[program]) is None


@pytest.mark.parametrize("program", UNBALANCED)
def test_what_is_never_closed_is_refused(program: str) -> None:
    dialect, start = UNBALANCED[program]
    found = brackets.refusal(program, dialect)
    assert found is not None and found.start == start


@pytest.mark.parametrize(
    ("program", "start"),
    [("def f()\n    pass\n", 7), ("print('a\n", 6), ("print((1)\n", 5), ("if 1:\npass\n", 6), ("  x = 1\n", None)],
)
def test_python_refuses(program: str, start: int | None) -> None:
    found = python.refusal(program, sys.version_info[:2])
    assert found is not None and (start is None or found.start == start)


@pytest.mark.parametrize("program", ["x = 1\n", "match x:\n    case 1: pass\n", "type X = int\n", "x = 5 5\n", "\0"])
def test_python_takes_or_is_not_certain(program: str) -> None:
    assert python.refusal(program, sys.version_info[:2]) is None


def test_strings_of_a_newer_python_are_not_judged() -> None:
    assert python.refusal("print(f'{(1)'", (3, 11)) is None
    assert python.refusal("print(t'{(1)'", (3, 13)) is None
    assert python.refusal("print('{(1)'", (3, 11)) is not None
    assert python.refusal("print(rf'{(1)'", (3, 11)) is None and python.refusal("print(fr'{(1)'", (3, 11)) is None
    assert python.refusal("print('left', \"if\"", (3, 11)) is not None


@pytest.mark.parametrize("read", [sed.refusal, lambda text: python.refusal(text, (3, 12))])
def test_long_texts_end(read) -> None:  # type: ignore[no-untyped-def]
    for text in ("s/" * 9_000, "(" * 150_000, "[" * 90_000 + "x", "/" * 200_000):
        read(text)
        for dialect in (brackets.AWK, brackets.R, brackets.JAVASCRIPT):
            brackets.refusal(text, dialect)


@pytest.mark.parametrize(
    ("program", "paths"),
    [
        ("const x = require('./x')\nvar { a, b: c } = require(\"../y\").z\n", ["./x", "../y"]),
        (
            "import './side.mjs'\nimport x from './x.mjs';\nimport { a } from \"./a.js\"\n",
            ["./side.mjs", "./x.mjs", "./a.js"],
        ),
        ("require('fs')\nconst x = f(require('./x'))\n  require('./y')\nimport type { T } from './t'\n", []),
        ("import('./x.mjs')\nconst x = y || require('./z')\n", []),
        ("/*\nrequire('./x')\n*/\n", []),
    ],
)
def test_modules_that_are_required(program: str, paths: list[str]) -> None:
    found = javascript.required(program)
    assert [one.path for one in found] == paths
    assert [program[one.start : one.end] for one in found] == paths
