"""The reader beside a binding of BuildKit's own parser, over texts made at random.

The binding is older than the reader: it takes what stands behind a list's `]`
for nothing, and knows no heredoc with blanks behind `<<`.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_lint.base.source import Source
from studio_lint.syntax.dockerfile.reader import read
from studio_lint.syntax.dockerfile.tree import Instruction

dockerfile = pytest.importorskip("dockerfile")

PIECES = st.sampled_from(
    [
        "a",
        "b=1",
        '"x y"',
        "'z'",
        "\\",
        "\\\n",
        "\n",
        " ",
        "  ",
        "\t",
        "# c",
        "$V",
        "--f=1",
        "--",
        "<<E",
        "\nE\n",
        '["a"',
        "]",
        ",",
    ]
)
KEYWORDS = st.sampled_from(
    ["FROM", "RUN", "cmd", "ENV", "LABEL", "ARG", "COPY", "HEALTHCHECK", "EXPOSE", "USER", "VOLUME"]
)
LINES = st.builds(lambda keyword, pieces: f"{keyword} {''.join(pieces)}\n", KEYWORDS, st.lists(PIECES, max_size=8))


def words(instruction: Instruction) -> tuple[str, ...]:
    if instruction.keyword in ("ENV", "LABEL"):
        return tuple(word.value for pair in instruction.pairs for word in (pair.key, pair.value) if word is not None)
    if instruction.keyword.lower() not in KNOWN:
        return ("",)
    return tuple(word.value for word in instruction.arguments)


KNOWN = ("from", "run", "cmd", "env", "label", "arg", "copy", "healthcheck", "expose", "user", "volume")


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(LINES, min_size=1, max_size=4))
def test_cut_alike(lines):
    text = "".join(lines)
    tree = read(Source("Dockerfile", text))
    try:
        theirs = dockerfile.parse_string(text)
    except dockerfile.GoParseError as error:
        notes = [problem.note for item in tree.instructions for problem in item.problems]
        notes += [problem.note for problem in tree.problems]
        assert f"BuildKit: {error}" in notes
        return
    except AttributeError:
        return  # the binding falls over ONBUILD of nothing
    if any(item.cmd is None or (item.json and "]" in text) for item in theirs):
        return
    ours = tree.instructions
    source = tree.source
    assert [
        (
            item.keyword.lower(),
            source.line_of(item.span.start),
            source.line_of(item.span.end),
            [flag.text.value for flag in item.flags],
            item.exec_form,
            words(item),
        )
        for item in ours
    ] == [
        (item.cmd.lower(), item.start_line, item.end_line, list(item.flags), item.json, tuple(item.value))
        for item in theirs
    ]
