"""The Dockerfile reader: how it cuts, where things stand, and what it says of mistakes."""

from __future__ import annotations

import pytest

from studio_lint.base.source import Source, Span
from studio_lint.syntax.dockerfile import heredoc as dockerfile_heredoc
from studio_lint.syntax.dockerfile.reader import read
from studio_lint.syntax.dockerfile.tree import STRAY_AGAIN, Dockerfile, Instruction


def parsed(text: str) -> Dockerfile:
    return read(Source("Dockerfile", text))


def second(text: str) -> Instruction:
    """The instruction behind `FROM a`."""
    return parsed("FROM a\n" + text).instructions[1]


def problems(dockerfile: Dockerfile) -> list:
    found = [*dockerfile.problems, *(problem for item in dockerfile.instructions for problem in item.problems)]
    return sorted(found, key=lambda problem: problem.span.start)


def mended(text: str) -> str:
    """The text with the edits of its only problem made."""
    (problem,) = problems(parsed(text))
    for span, new in sorted(problem.edits, key=lambda edit: edit[0].start, reverse=True):
        text = text[: span.start] + new + text[span.end :]
    return text


@pytest.mark.parametrize(
    ("text", "escape"),
    [
        ("# escape=`\nFROM a", "`"),
        ("#EsCaPe = `  \nFROM a", "`"),
        ("  # escape=`\nFROM a", "`"),
        ("# syntax=x\r\n# escape=`\r\nFROM a", "`"),
        ("# check=skip=all\n# escape=`\nFROM a", "`"),
        ("\n# escape=`\nFROM a", "\\"),
        ("# note\n# escape=`\nFROM a", "\\"),
        ("#!/usr/bin/env docker\n# escape=`\nFROM a", "\\"),
        ("FROM a\n# escape=`\n", "\\"),
    ],
)
def test_escape_directive(text, escape):
    dockerfile = parsed(text)
    assert dockerfile.escape == escape
    assert problems(dockerfile) == []


def test_directives_are_no_comments():
    dockerfile = parsed("# syntax=docker/dockerfile:1\n# note\nFROM a\nRUN b \\\n  # inside\n  c\n")
    assert [(one.name, one.value) for one in dockerfile.directives] == [("syntax", "docker/dockerfile:1")]
    assert [(comment.text, comment.span) for comment in dockerfile.comments] == [
        (" note", Span(29, 35)),
        (" inside", Span(53, 61)),
    ]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("RUN a \\\n  b", "a   b"),
        ("RUN a \\ \t\n  b", "a   b"),
        ("RUN a \\\n\n \t\n  b", "a   b"),
        ("RUN a \\\r\n# c \\\r\n  b\r\n", "a   b"),
        ("RUN a\\\nb", "ab"),
        ("RUN a \\\\\n", "a \\\\"),
        ("\\\nRUN a", "a"),
        ("RUN a \\\n# end", "a"),
        ("RUN\ta\x0cb \x0b", "a\x0cb"),
        ("RUN --mount=type=ssh -- --odd", "--odd"),
        ("\u2003run a\xa0", "a"),
    ],
)
def test_body(text, body):
    instruction = second(text)
    assert (instruction.keyword, instruction.body.value) == ("RUN", body)
    assert instruction.problems == ()


def test_places_survive_joining():
    text = 'FROM a\nCMD ["x", \\\n# note\n  "é\\n\\ud83d\\ude00z" ]\n'
    word = parsed(text).instructions[1].arguments[1]
    assert word.value == "é\n😀z"
    source = word.source
    assert source.slice(word.whole) == '"é\\n\\ud83d\\ude00z"'
    assert [source.slice(word.span(at, at + 1)) for at in range(4)] == ["é", "\\n", "\\ud83d\\ude00", "z"]


def test_tabs_of_a_heredoc():
    (heredoc,) = second("RUN <<-'END' sh\n\t\techo hi\n\n\tEND\nCMD x").heredocs
    assert (heredoc.name, heredoc.expand, heredoc.strip_tabs) == ("END", False, True)
    assert heredoc.content.value == "echo hi\n\n"
    source = heredoc.content.source
    assert source.slice(heredoc.content.whole) == "\t\techo hi\n\n"
    assert source.slice(heredoc.content.span(0, 4)) == "echo"
    assert source.slice(heredoc.marker) == "<<-'END'"
    assert source.slice(heredoc.end) == "\tEND"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("RUN <<A <<-B 3<<C", ["A", "B", "C"]),
        ("RUN << A", ["A"]),
        ("RUN echo $(( 1 << 2 ))", ["2"]),
        ("RUN echo $((1<<2)) $((1 <<2))", ["2))"]),
        ("RUN cat<<A", []),
        ("RUN cat <<<A", []),
        ("RUN cat <<", []),
        ("RUN echo '<<A' \"<<B\" \\<<C", []),
        ("RUN <<'one two' <<E\"O\"F <<eo\\'f", ["one two", "EOF", "eo'f"]),
        ("RUN <<$A <<${B}", ["$A", "${B}"]),
        ("RUN it's <<A", []),
        ("RUN ${A*} <<A", []),
        ("RUN ${A:-$B} ${C#'x'} ${D//a/b} $$ $9 <<A", ["A"]),
        ("RUN <<''", []),
        ("RUN <<A;", ["A;"]),
    ],
)
def test_heredoc_marks(line, names):
    assert [mark.name for mark in dockerfile_heredoc.marks(line)] == names


@pytest.mark.parametrize("text", ["CMD <<EOF", "USER <<EOF", 'RUN ["<<EOF"]', "ONBUILD CMD <<EOF", "ENV A=<<EOF"])
def test_no_heredoc_there(text):
    dockerfile = parsed(f"FROM a\n{text}\nCMD x\n")
    assert [item.keyword for item in dockerfile.instructions][-1] == "CMD"
    assert dockerfile.instructions[1].heredocs == ()


def test_heredoc_behind_onbuild():
    instruction = second("ONBUILD COPY <<A /x\none\nA\nCMD x")
    assert instruction.trigger is not None
    assert instruction.trigger.keyword == "COPY"
    assert [heredoc.content.value for heredoc in instruction.heredocs] == ["one\n"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('["a", "b"]', ["a", "b"]),
        (' [ "a" ,\t"\\u0041\\/\\ud800x" ] ', ["a", "A/\ufffdx"]),
        ("[]", []),
        ("['a']", None),
        ('["a",]', None),
        ('["a"] # b', None),
        ('["a\\d"]', None),
        ('["a\tb"]', None),
        ("[“a”]", None),
        ("[1e999]", None),
        ("[01]", None),
        ('["a"', None),
        ('[\x0c"a"]', None),
    ],
)
def test_exec_form(body, words):
    instruction = second(f"CMD {body}\n")
    assert instruction.exec_form == (words is not None)
    assert [word.value for word in instruction.arguments] == ([body.strip()] if words is None else words)
    assert instruction.problems == ()


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("ENV A=1 B='two words' C=x\\ y", [("A", "1"), ("B", "'two words'"), ("C", "x\\ y")]),
        ("ENV A one  two", [("A", "one  two")]),
        ('ENV "A B" c', [('"A', 'B" c')]),
        ("ENV A= B==c", [("A", ""), ("B", "=c")]),
        ('LABEL a="x\\"y z" b=\'\\\'', [("a", '"x\\"y z"'), ("b", "'\\'")]),
        ("ARG A B=1 # x", [("A", None), ("B", "1"), ("#", None), ("x", None)]),
        ("ARG --any A", [("A", None)]),
        ("ENV A=1 \\\n  B=2", [("A", "1"), ("B", "2")]),
        ("LABEL a = b", [("a", "= b")]),
    ],
)
def test_pairs(text, pairs):
    instruction = second(text)
    assert [(pair.key.value, None if pair.value is None else pair.value.value) for pair in instruction.pairs] == pairs
    assert instruction.problems == ()


@pytest.mark.parametrize(
    ("text", "flags", "body"),
    [
        ('COPY --from="x y" --link a b', [("from", "x y"), ("link", None)], "a b"),
        ("COPY --from=x\\ y --chown=a'b'c a b", [("from", "x y"), ("chown", "abc")], "a b"),
        ("COPY --from= a b", [("from", "")], "a b"),
        ("COPY a --from=x b", [], "a --from=x b"),
        ("ADD --exclude=a --exclude=b x y", [("exclude", "a"), ("exclude", "b")], "x y"),
        ("HEALTHCHECK --odd NONE", [("odd", None)], "NONE"),
    ],
)
def test_flags(text, flags, body):
    instruction = second(text)
    assert [(flag.name, None if flag.value is None else flag.value.value) for flag in instruction.flags] == flags
    assert instruction.body.value == body
    assert instruction.problems == ()


REFUSED = [
    # what is pointed at stands between « and »; then BuildKit's words
    ("«RUM» x", "unknown instruction: RUM"),
    ("ENV«\xa0»A=1", "unknown instruction: ENV\xa0A=1"),
    ("«FROM»", "FROM requires either one or three arguments"),
    ("FROM b «AS»", "FROM requires either one or three arguments"),
    ("FROM b «c d»", "FROM requires either one or three arguments"),
    ("FROM b AS c «d»", "FROM requires either one or three arguments"),
    ("FROM b «# note»", "FROM requires either one or three arguments"),
    (
        "FROM b AS «1st»",
        'invalid name for build stage: "1st", name can\'t start with a number or contain symbols',
    ),
    ("ENV A=1 «# note»", 'Syntax error - can\'t find = in "#". Must be of the form: name=value'),
    ("ENV A=1 «B»", 'Syntax error - can\'t find = in "B". Must be of the form: name=value'),
    ("LABEL «a»", "LABEL must have two arguments"),
    ("LABEL «=x»", "LABEL names can not be blank"),
    ("ARG V «=» 1", "ARG names can not be blank"),
    ("«ARG»", "ARG requires at least one argument"),
    ("«ENV»", "ENV requires at least one argument"),
    ("«EXPOSE»", "EXPOSE requires at least one argument"),
    ("«WORKDIR»", "WORKDIR requires exactly one argument"),
    ("«VOLUME» []", "VOLUME requires at least one argument"),
    ('VOLUME [«" "»]', "VOLUME specified can not be an empty string"),
    ("SHELL «/bin/bash -c»", "SHELL requires the arguments to be in JSON form"),
    ("«SHELL» []", "SHELL requires at least one argument"),
    ('CMD ["a", «8080»]', "when using JSON array syntax, arrays must be comprised of strings only"),
    ('RUN [«["a"]»]', "when using JSON array syntax, arrays must be comprised of strings only"),
    ("CMD «--port» 80", "unknown flag: --port"),
    ("COPY «--form»=x a b", "unknown flag: --form"),
    ("COPY «--from» x a b", "missing a value on flag: --from"),
    ("COPY --from=x «--from=y» a b", "duplicate flag specified: --from"),
    ("COPY --link=«yes» a b", "expecting boolean value for flag --link, not: yes"),
    ("COPY «--link=» a b", "missing a value on flag: --link"),
    (
        "COPY «a»",
        "COPY requires at least two arguments, but only one was provided. Destination could not be determined",
    ),
    ("COPY a «<<E»\nE", "COPY cannot accept a heredoc as a destination"),
    ("RUN --network=«$N» x", 'invalid network mode "$N"'),
    ("RUN --security=«off» x", 'security "off" is not valid'),
    ("RUN «<<E»\nx\n", "unterminated heredoc"),
    ("HEALTHCHECK «curl x»", None),
    ("HEALTHCHECK «CMD»", "Missing command after HEALTHCHECK CMD"),
    ("HEALTHCHECK NONE «x»", "HEALTHCHECK NONE takes no arguments"),
    ("HEALTHCHECK --interval=«30» CMD x", 'time: missing unit in duration "30"'),
    ("HEALTHCHECK --timeout=«1us» CMD x", 'Interval "timeout" cannot be less than 1ms'),
    ("HEALTHCHECK --retries=«-1» CMD x", "--retries cannot be negative (-1)"),
    ("HEALTHCHECK --retries=«x» CMD x", 'strconv.ParseInt: parsing "x": invalid syntax'),
    ("ONBUILD «ONBUILD» RUN x", "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"),
    ("onbuild «from» x", "FROM isn't allowed as an ONBUILD trigger"),
    ("ONBUILD ENV «A»", "ENV must have two arguments"),
    ("«<<<<<<<» HEAD", "unknown instruction: <<<<<<<"),
]


@pytest.mark.parametrize(("text", "words"), REFUSED)
def test_refused(text, words):
    start, end = text.index("«"), text.index("»") - 1
    found = problems(parsed("FROM a\n" + text.replace("«", "").replace("»", "")))
    if words is None:  # HEALTHCHECK's first word alone is wrong
        words, end = 'Unknown type "CURL" in HEALTHCHECK (try CMD)', start + 4
    assert [(problem.span, problem.note) for problem in found] == [(Span(start + 7, end + 7), f"BuildKit: {words}")]
    assert found[0].message.endswith("; the build fails")
    assert found[0].help


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the Dockerfile cannot be empty"),
        ("# only this\n", "file with no instructions"),
        ("ARG A=1\n", "dockerfile contains no stages to build"),
        ("ENV A=1\nRUN x\nFROM a\n", "no build stage in current context"),
        ("# escape=x\nFROM a\n", "invalid escape token 'x' does not match ` or \\"),
        ("# escape=`\n# escape=`\nFROM a\n", "only one escape parser directive can be used"),
        ("# check=all\nFROM a\n", 'failed to parse check options: invalid check option "all"'),
        (
            "# check=skip=all;error=yes\nFROM a\n",
            'failed to parse check options: failed to parse check option "error=yes"',
        ),
        ("FROM a\nRUN " + "x" * 65_532 + "\n", "dockerfile line greater than max allowed size of 65535"),
    ],
)
def test_refused_files(text, words):
    assert [problem.note for problem in parsed(text).problems] == [f"BuildKit: {words}"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("FORM a", "FROM a"),
        ('FROM a\nentrypiont ["x"]', 'FROM a\nentrypoint ["x"]'),
        ("FROM a\nENV\xa0A=1", "FROM a\nENV A=1"),
        ('FROM a\nCMD["x", "y"]', 'FROM a\nCMD ["x", "y"]'),
        ('FROM a\nentrypoint["x"]', 'FROM a\nentrypoint ["x"]'),
        ("FROM a\xa0AS b", "FROM a AS b"),
        ("FROM a\nCOPY --from=b /c\u3000/d", "FROM a\nCOPY --from=b /c /d"),
        ("FROM a\nCOPY --link\xa0/c /d", "FROM a\nCOPY --link /c /d"),
        ('FROM a\nARG V = "x y"', 'FROM a\nARG V="x y"'),
        ("FROM a\nENV A=1 B = 2", "FROM a\nENV A=1 B=2"),
        ("FROM a\nCOPY --from b /c /d", "FROM a\nCOPY --from=b /c /d"),
        ("FROM a\nCOPY --form=b /c /d", "FROM a\nCOPY --from=b /c /d"),
        ('FROM a\nCMD ["a", 1, true]', 'FROM a\nCMD ["a", "1", "true"]'),
        ("FROM a\n  ENV A=1  # b\nCMD x", "FROM a\n  # b\n  ENV A=1\nCMD x"),
        ("FROM a\nRUN <<E\nx\nE \nCMD y", "FROM a\nRUN <<E\nx\nE\nCMD y"),
        ("FROM a\nHEALTHCHECK --interval=30 CMD x", "FROM a\nHEALTHCHECK --interval=30s CMD x"),
    ],
)
def test_mended(text, want):
    assert mended(text) == want
    assert problems(parsed(want)) == []


@pytest.mark.parametrize("word", ["cd", "echo", "rm", "cat", "make", "hello", "&&", "}"])
def test_shell_commands_are_no_slips(word):
    (problem,) = problems(parsed(f"FROM a\n{word} x\n"))
    assert problem.edits == ()


def test_stray_lines_in_a_row_have_one_cause():
    kinds = [problem.kind for problem in problems(parsed("FROM a\nRUN a &&\n  b &&\n  c\nRNU d\n"))]
    assert kinds == ["unknown-instruction", STRAY_AGAIN, "unknown-instruction"]


@pytest.mark.parametrize("run", ["cat<<EOF > /x", "cat <<- EOF", "echo it's && cat <<EOF"])
def test_a_heredoc_that_is_none(run):
    first, second = problems(parsed(f"FROM a\nRUN {run}\n[client]\nEOF\n"))
    assert first.help == (
        "if the line above starts a heredoc, put a space before `<<`, none after `<<-`, and close all quotes"
    )
    assert second.kind == STRAY_AGAIN


@pytest.mark.parametrize("text", ["RUN a\n" * 1_001, ("RUN " + "a" * 1_000 + "\n") * 70])
def test_a_file_that_is_too_large(text):
    tree = parsed(text)
    assert tree.instructions == ()
    assert [problem.message for problem in tree.problems] == [
        "more than 1,000 instructions, or 65,536 characters in them: this file is not checked"
    ]


def test_nothing_is_too_deep():
    for text in ("CMD " + "[" * 50_000, "RUN <<A " + "${A:-" * 10_000, "ONBUILD " * 8_000, "LABEL a=" + '"' * 50_001):
        assert len(parsed(f"FROM a\n{text}\n").instructions) == 2
