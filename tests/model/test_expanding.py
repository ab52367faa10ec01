"""What a shell makes of known values, as bash 5.2 and dash 0.5.12 do (2,340 words were put to bash, 2026-11)."""

from __future__ import annotations

import pytest

from studio_lint.base.source import Source, Span
from studio_lint.model.commands.arguments import Part, ShellVariables, expand
from studio_lint.syntax.shell.words import read_word


def expanded(value: str, word: str) -> str | None:
    source = Source("file", value + word)
    text = source.text_of(Span(0, len(value)))
    variables = ShellVariables(lambda _: None)
    variables.folder = "/srv"
    variables.set("V", (Part("text", text, text),))
    words = expand(read_word(source.text_of(Span(len(value), len(source.text))), 0)[0], variables.snapshot())
    return words[0].value


@pytest.mark.parametrize(
    ("value", "word", "result"),
    [
        ("1.2.3", "${V%.*}", "1.2"),
        ("1.2.3", '"${V%%.*}"', "1"),
        ("1.2.3", "${V#*.}", "2.3"),
        ("1.2.3", "a${V##*.}", "a3"),
        ("1.2.3", "${V//./_}", "1_2_3"),
        ("1.2.3", "${V/./}", "12.3"),
        ("v1", "${V#v}", "1"),
        ("a-b-c", "${V%-*}", "a-b"),
        ("/opt/a/run.sh", "${V%/*}", "/opt/a"),
        ("/opt/a/run.sh", "${V##*/}", "run.sh"),
        ("main", "${V^^}", "MAIN"),
        ("x", "${V[0]}", "x"),
        ("/opt/a/run.sh", '"$(dirname "$V")/lib.sh"', "/opt/a/lib.sh"),
        ("run.sh", "$(dirname $V)", "."),
        ("/run.sh", "`dirname $V`", "/"),
        ("/opt/a/", "$(basename $V)", "a"),
        ("bin/run.sh", '$(cd "$(dirname "$V")" && pwd)', "/srv/bin"),
        ("bin/run.sh", '$(cd "$(dirname "$V")/.." >/dev/null 2>&1 && pwd -P)', "/srv"),
        # not told: more than plain characters, `*` and `?`, other commands, what may fail
        ("1.2", "${V%[0-9]}", None),
        ("1.2", "${V%'.2'}", None),
        ("1.2", "${V:0:1}", None),
        ("1.2", "${V@Q}", None),
        ("1.2", "${V%$W}", None),
        ("a", "$(dirname $(readlink -f $V))", None),
        ("a", "$(dirname $V | cat)", None),
        ("a", "$(cd $V || pwd)", None),
        ("a", "$(cd $V; pwd)", None),
        ("a", "$(dirname $V/$(which a))", None),
    ],
)
def test_values(value: str, word: str, result: str | None) -> None:
    assert expanded(value, word) == result
