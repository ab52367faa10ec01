"""The `full` format: columns, carets, several places, hostile text."""

from __future__ import annotations

import io
from textwrap import dedent

import pytest

from studio_lint.base.diagnostics import ADVICE, ERROR, WARNING, Meta, Place
from studio_lint.base.source import Source, Span
from studio_lint.output import text
from studio_lint.output.cells import shown
from studio_lint.output.paint import Paint, takes_codes
from studio_lint.report import Report

META = Meta("SL201", "stage-cycle", ERROR)
CONNECT = """\
# Add a default Connect client version. Can be overridden by build arg
ARG CONNECT_CLIENT_VERSION="0.8"

# Seqera base image
FROM public.cr.seqera.io/platform/connect-client:${CONNECT_CLIENT_VERSION} AS connect

# 1. Add connect binary
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
"""


def place(source: Source, word: str, label: str = "", after: str = "") -> Place:
    """Where `word` stands behind the first `after`."""
    start = source.text.index(word, source.text.index(after) + len(after))
    return Place(source, Span(start, start + len(word)), label)


def full(found: Place, *related: Place, message: str = "wrong", help: str | None = None, note: str = "") -> str:
    notes = (note,) if note else ()
    return text.render(Report((META.finding(found, message, help=help, related=related, notes=notes),)))


def carets(line: str, word: str) -> str:
    """The line as it is shown, and the row below it, the gutter left out."""
    rows = full(place(Source("f", line), word)).splitlines()
    return "\n".join(row[5:] for row in rows[3:5])


def test_two_places_with_labels_help_and_note() -> None:
    source = Source("Dockerfile", CONNECT)
    said = full(
        place(source, "connect", "still inside it", after="--from="),
        place(source, "connect", 'stage "connect" begins here', after=" AS "),
        message="this stage copies from itself; the build fails",
        help="start a second stage (`FROM ubuntu:24.04`) before this line",
        note="BuildKit: circular dependency detected on stage: connect",
    )
    assert said == (
        "error[SL201] stage-cycle: this stage copies from itself; the build fails\n"
        "  --> Dockerfile:8:13\n"
        "   |\n"
        " 5 | FROM public.cr.seqera.io/platform/connect-client:${CONNECT_CLIENT_VERSION} AS connect\n"
        "   |                                                                               "
        '------- stage "connect" begins here\n'
        "   …\n"
        " 8 | COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client\n"
        "   |             ^^^^^^^ still inside it\n"
        "   |\n"
        "   = help: start a second stage (`FROM ubuntu:24.04`) before this line\n"
        "   = note: BuildKit: circular dependency detected on stage: connect\n"
    )


@pytest.mark.parametrize(
    ("line", "word", "view"),
    [
        ("RUN pip x", "pip", "RUN pip x\n    ^^^"),
        ("\tpip x", "pip", "    pip x\n    ^^^"),
        ("a\tpip\tx", "x", "a   pip x\n        ^"),
        ("日本 pip", "pip", "日本 pip\n     ^^^"),
        ("日本 pip", "本", "日本 pip\n  ^^"),
        ("ｆｕｌｌ x", "x", "ｆｕｌｌ x\n         ^"),
        ("Rene\u0301 x", "x", "Rene\u0301 x\n     ^"),
        ("René x", "x", "René x\n     ^"),
        ("🧬 x", "x", "🧬 x\n   ^"),
        ("a\x1b[31m x", "x", "a␛[31m x\n       ^"),
        ("a\x7f\x00 x", "x", "a␡␀ x\n    ^"),
        ("a\u200bb x", "x", "a<U+200B>b x\n           ^"),
        ("a\u202eb x", "\u202e", "a<U+202E>b x\n ^^^^^^^^"),
        ("a\u00a0x", "\u00a0", "a<U+00A0>x\n ^^^^^^^^"),
        ("a\x9bx", "x", "a<U+009B>x\n         ^"),
        ("a\rb x", "x", "a␍b x\n    ^"),
    ],
)
def test_carets_stand_below_what_is_meant(line: str, word: str, view: str) -> None:
    assert carets(line, word) == view


def test_line_ends_and_byte_order_mark_are_not_shown() -> None:
    source = Source("f", "a\r\nbad\r\nc", bom=True)
    assert full(place(source, "bad")).splitlines()[1:5] == ["  --> f:2:1", "   |", " 2 | bad", "   | ^^^"]


def test_column_counts_characters_not_columns() -> None:
    source = Source("f", "\t日本 pip")
    assert full(place(source, "pip")).splitlines()[1] == "  --> f:1:5"


def test_insertion_point_and_end_of_line_get_one_caret() -> None:
    source = Source("f", "abc\n")
    assert full(Place(source, Span(1, 1))).splitlines()[3:5] == [" 1 | abc", "   |  ^"]
    assert full(Place(source, Span(3, 3))).splitlines()[3:5] == [" 1 | abc", "   |    ^"]
    assert full(Place(source, Span(4, 4))).splitlines()[1:5] == ["  --> f:2:1", "   |", " 2 |", "   | ^"]


def test_several_lines_are_marked_at_both_ends() -> None:
    source = Source("f", "RUN a \\\n    b \\\n    c \\\n    d\n")
    rows = full(Place(source, Span(4, len(source.text)), "all this")).splitlines()
    assert rows[3:9] == [" 1 | RUN a \\", "   |     ^^^", "   …", " 4 |     d", "   |     ^ all this", "   |"]


def test_one_line_between_is_shown() -> None:
    source = Source("f", "one\ntwo\nthree\n")
    rows = full(place(source, "three"), place(source, "one")).splitlines()
    assert rows[3:8] == [" 1 | one", "   | ---", " 2 | two", " 3 | three", "   | ^^^^^"]


def test_gutter_is_as_wide_as_the_longest_number() -> None:
    source = Source("f", "x\n" * 99 + "bad\n")
    said = full(place(source, "bad"), Place(source, Span(0, 1), "first"), help="do\nthis")
    assert said.splitlines()[1:] == [
        "    --> f:100:1",
        "     |",
        "   1 | x",
        "     | - first",
        "     …",
        " 100 | bad",
        "     | ^^^",
        "     |",
        "     = help: do",
        "             this",
    ]


def test_second_file_has_its_own_block() -> None:
    one, other = Source("Dockerfile", "FROM x\n"), Source(".seqera/studio-config.yaml", "a: 1\nb: 2\n")
    assert full(place(one, "x"), place(other, "2", "asked for here")) == dedent("""\
        error[SL201] stage-cycle: wrong
          --> Dockerfile:1:6
           |
         1 | FROM x
           |      ^
           |
          ::: .seqera/studio-config.yaml:2:4
           |
         2 | b: 2
           |    - asked for here
           |
        """)


def test_file_without_text_has_no_lines() -> None:
    assert full(Place(Source("gone.yml", ""), Span(0, 0)), help="look") == dedent("""\
        error[SL201] stage-cycle: wrong
          --> gone.yml
           = help: look
        """)


def test_long_line_is_shown_around_the_mark() -> None:
    line = "a" * 500_000 + " bad " + "b" * 500_000
    rows = full(place(Source("f", line), "bad")).splitlines()
    assert rows[3] == " 1 | …" + "a" * 39 + " bad " + "b" * 116 + "…"
    assert rows[4] == "   | " + " " * 41 + "^^^"


def test_long_mark_ends_with_the_view() -> None:
    rows = full(Place(Source("f", "x" * 1000), Span(0, 1000), "long")).splitlines()
    assert rows[3] == " 1 | " + "x" * 160 + "…"
    assert rows[4] == "   | " + "^" * 160 + " long"


def test_nothing_hostile_leaves() -> None:
    source = Source("a\nb\x1b]0;title\x07.yml", "x\n")
    said = full(Place(source, Span(0, 1), "\x1b[2J"), message="m\n\x1b[1m", help="\x07", note="\x9d")
    assert said == dedent("""\
        error[SL201] stage-cycle: m␊␛[1m
          --> a␊b␛]0;title␇.yml:1:1
           |
         1 | x
           | ^ ␛[2J
           |
           = help: ␇
           = note: <U+009D>
        """)


def test_shown_keeps_what_is_printable() -> None:
    assert shown("Ünïcode 日本 `x`") == "Ünïcode 日本 `x`"
    assert shown("\udc80") == "<U+DC80>"


def test_findings_stand_apart() -> None:
    source = Source("f", "x\n")
    found = META.finding(place(source, "x"), "wrong")
    one = text.render(Report((found,)))
    assert text.render(Report((found, found))) == f"{one}\n{one}"
    assert text.render(Report()) == ""


def test_colour_by_severity_and_links() -> None:
    found = META.finding(place(Source("f", "x\n"), "x"), "wrong")
    heads = [
        text.render(Report((found.replace(severity=severity),)), Paint(colour=True)).splitlines()[0]
        for severity in (ERROR, WARNING, ADVICE)
    ]
    assert heads == [
        f"\x1b[{number}m{word}[SL201]\x1b[0m \x1b[1mstage-cycle: wrong\x1b[0m"
        for word, number in (("error", "1;31"), ("warning", "1;33"), ("advice", "1;36"))
    ]
    linked = text.render(Report((found,)), Paint(links=True)).splitlines()[0]
    page = "https://studio-lint.readthedocs.io/rules/stage-cycle/"
    assert linked == f"error[\x1b]8;;{page}\x1b\\SL201\x1b]8;;\x1b\\] stage-cycle: wrong"


@pytest.mark.parametrize(
    ("system", "variables", "expected"),
    [
        ("posix", {}, True),
        ("posix", {"TERM": "xterm-256color"}, True),
        ("posix", {"TERM": "dumb"}, False),
        ("nt", {}, False),
        ("nt", {"WT_SESSION": "5d3f"}, True),
        ("nt", {"TERM": "xterm"}, True),
        ("nt", {"TERM": "dumb", "WT_SESSION": "5d3f"}, False),
    ],
)
def test_escape_codes_go_to_terminals_that_understand_them(
    system: str, variables: dict[str, str], expected: bool
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert takes_codes(Terminal(), system, variables) is expected
    assert not takes_codes(io.StringIO(), system, variables)
    assert not takes_codes(None, system, variables)
