"""Shell: words, simple commands, and what lies inside control structures and heredocs."""

from __future__ import annotations

import pytest

from studio_lint.base.source import Source, Span, Text
from studio_lint.syntax.shell import reader as shell_reader
from studio_lint.syntax.shell import simple, structured
from studio_lint.syntax.shell import tree as shell_tree
from studio_lint.syntax.shell.tree import Script
from studio_lint.syntax.shell.words import Word, read_word


def whole(text: str) -> Text:
    source = Source("start.sh", text)
    return source.text_of(Span(0, len(text)))


def word(value: Word) -> str:
    return value.value if value.value is not None else f"<{value.text.value}>"


def listed(script: Script) -> list[str]:
    """Each command with its redirections; `&` in the background, `?` not certain, `|` in a pipe."""
    found = []
    for step in shell_reader.steps(script):
        command = step.command
        words = [f"{given.name}={word(given.value)}" for given in command.assignments]
        words += [word(one) for one in command.words]
        for redirect in command.redirects:
            target = redirect.heredoc.content.value if redirect.heredoc else word(redirect.target)  # type: ignore[arg-type]
            words.append(f"{redirect.descriptor}{redirect.operator}{target!r}")
        marks = "&" * step.background + "?" * (not step.certain) + "|" * step.piped
        found.append(" ".join(words) + (f"  {marks}" if marks else ""))
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("plain", "plain"),
        ("a'b c'd", "ab cd"),
        ('"a b"c', "a bc"),
        (r"a\ b", "a b"),
        (r'"a\"b\n"', 'a"b\\n'),
        ("'a\\b'", "a\\b"),
        ("$'a\\tb'", "a\tb"),
        ("''", ""),
        ("a\\\nb", "ab"),
        ("$A", None),
        ("a${A:-b}c", None),
        ("$(ls)", None),
        ("`ls`", None),
        ("a$", "a$"),
        ("{a,b}*", "{a,b}*"),
        ("$((1+2))", None),
    ],
)
def test_value_of_a_word(text: str, value: str | None) -> None:
    read, end = read_word(whole(text + " next"), 0)
    assert (read.value, end, read.closed) == (value, len(text), True)


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ("$A", [("A", "", "")]),
        ('"x$A"', [("A", '"', "")]),
        ("'$A'", []),
        (r"\$A", []),
        ("${A:-8080}", [("A", "", ":-")]),
        ("${A:-$B}", [("A", "", ":-"), ("B", "", "")]),
        ('"${A:-"$B"}"', [("A", '"', ":-"), ("B", '"', "")]),
        ("$1$@", [("1", "", ""), ("@", "", "")]),
        ("${#A}", [("A", "", "")]),
        ("${A%%/*}", [("A", "", "%%")]),
    ],
)
def test_variables_of_a_word(text: str, variables: list[tuple[str, str, str]]) -> None:
    read, _ = read_word(whole(text), 0)
    assert [(piece.name, piece.quoting, piece.operator) for piece in read.variables()] == variables


@pytest.mark.parametrize("text", ["'a", '"a', "${a", "$(a", "`a", '"${a:-b"', "$((1)"])
def test_word_that_never_ends(text: str) -> None:
    read, end = read_word(whole(text), 0)
    assert (read.closed, end) == (False, len(text))


PLAIN = [
    ("a b", ["a b"]),
    ("A=1 B='x y' a", ["A=1 B=x y a"]),
    ("A=1", ["A=1"]),
    ("a && b || c; d", ["a", "b", "c  ?", "d"]),
    ("a |\n b", ["a  |", "b  |"]),
    ("a & b", ["a  &", "b"]),
    ("a > f 2>&1 < g", ["a >'f' 2>&'1' <'g'"]),
    ("pip install httpx>=0.27", ["pip install httpx >'=0.27'"]),
    ("pip install 'httpx>=0.27'", ["pip install httpx>=0.27"]),
    ("a # b\nc d", ["a", "c d"]),
    ("a \\\n  b", ["a b"]),
    ("a &&\n# why\nb", ["a", "b"]),
    ("exec $(which a) -p $P", ["exec <$(which a)> -p <$P>"]),
    ("echo hi >> f &> g", ["echo hi >>'f' &>'g'"]),
    ("cat <<< word", ["cat <<<'word'"]),
    ("export A=1 B=$C", ["export A=1 <B=$C>"]),
    ("[ -n \"$A\" ] && a", ['[ -n <"$A"> ]', "a"]),
    ("é 'ü' $Ä", ["é ü $Ä"]),
    ("a\r\nb\r\n", ["a", "b"]),
    ("", []),
    ("# only", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "commands"), PLAIN)
def test_simple_commands(text: str, commands: list[str]) -> None:
    script = simple.read(whole(text))
    assert script is not None
    assert (listed(script), script.partial) == (commands, False)


@pytest.mark.parametrize(("text", "commands"), [row for row in PLAIN if "\r" not in row[0]])
def test_both_readers_agree(text: str, commands: list[str]) -> None:
    assert listed(structured.read(whole(text))) == commands


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("if [ -f a ]; then b; else c & fi", ["[ -f a ]", "b  ?", "c  &?"]),
        ("for i in 1 2; do a $i; done", ["a <$i>  ?"]),
        ("while true; do a; done", ["true", "a  ?"]),
        ('case "$1" in x) a ;; *) b ;; esac', ["a  ?", "b  ?"]),
        ("f() { a; }\nf", ["a  ?", "f"]),
        ("(a; b) | c", ["a  |", "b  |", "c  |"]),
        ("{ a; } > f", ["a"]),
        ("! a && b", ["a", "b"]),
        ("[[ -n $A ]] && a", ["[[ -n <$A> ]]", "a"]),
        ("cat <<EOF > f && a\nx $A\nEOF\nb", ["cat <<'x $A\\n' >'f'", "a", "b"]),
        ("bash <<'EOF'\nx\nEOF", ["bash <<'x\\n'"]),
        ("cat <<-E | a\n\tx\n\t\ty\n\tE\nb", ["cat <<-'x\\ny\\n'  |", "a  |", "b"]),
        ("a=(1 2)\nb", ["a=", "b"]),
        ("if a; then b\\$C'd'; fi", ["a", "b$Cd  ?"]),
    ],
)
def test_structure(text: str, commands: list[str]) -> None:
    assert listed(shell_reader.read(whole(text))) == commands


@pytest.mark.parametrize("text", ["a 'b", "a &&", "if a; then b", "( a", "a <<E\nno end", "a )"])
def test_half_a_script_is_partial(text: str) -> None:
    assert shell_reader.read(whole(text)).partial


def test_a_very_long_text_is_left_alone() -> None:
    script = shell_reader.read(whole("a;" * shell_tree.LONGEST))
    assert (script.chains, script.partial) == ((), True)


def test_nesting_ends_somewhere() -> None:
    assert shell_reader.read(whole("( " * 3000 + "a" + " )" * 3000)).partial
    assert listed(shell_reader.read(whole("a && " * 3000 + "a"))) == ["a"] * 3001


def test_places_of_words_behind_joined_lines() -> None:
    script = shell_reader.read(whole("a \\\n  b 'c d'"))
    command = next(shell_reader.steps(script)).command
    assert [(one.text.whole.start, one.text.whole.end) for one in command.words] == [(0, 1), (6, 7), (8, 13)]
