"""Slips that BuildKit does not mention: lists that are none, lines that are swallowed, versions that are redirected."""

from __future__ import annotations

import pytest

from studio_lint.base.source import Source
from studio_lint.model.build import swallowed
from studio_lint.model.build.exec_form import meant_list
from studio_lint.model.commands.pip_redirects import redirected
from studio_lint.syntax.dockerfile.reader import read
from tests.model.test_image import image_of

HEAD = "FROM b\n"


def edited(text: str, edits: object) -> str:
    for span, new in sorted(edits, key=lambda edit: (edit[0].start, edit[0].end), reverse=True):
        text = text[: span.start] + new + text[span.end :]
    return text.removeprefix(HEAD).rstrip("\n")


@pytest.mark.parametrize(
    ("line", "wrong", "mended"),
    [
        ("CMD ['a', 'b']", "'", 'CMD ["a", "b"]'),
        ("CMD [“a”, ‘b’]", "“", 'CMD ["a", "b"]'),
        ('CMD ["a", "b”]', "”", 'CMD ["a", "b"]'),
        ('CMD ["a” , "b”, "c"]', "”", 'CMD ["a" , "b", "c"]'),
        ("CMD ['it\\'s', 'a\"b']", "'", 'CMD ["it\'s", "a\\"b"]'),
        ('CMD ["a", "b",]', ",", 'CMD ["a", "b"]'),
        ('CMD ["a" "b"]', '"', 'CMD ["a", "b"]'),
        ('CMD ["a",, "b"]', ",", 'CMD ["a", "b"]'),
        ('CMD ["a"] # note', "#", '# note\nCMD ["a"]'),
        ('CMD ["a", "\\d"]', "\\", 'CMD ["a", "\\\\d"]'),
        ('CMD ["a\tb"]', "\t", 'CMD ["a\\tb"]'),
        ('CMD ["a", "b"', '"', 'CMD ["a", "b"]'),
        ("CMD [python, app.py]", "p", 'CMD ["python", "app.py"]'),
        ("HEALTHCHECK CMD ['a']", "'", 'HEALTHCHECK CMD ["a"]'),
        ("CMD [\"a\", \\\n  'b']", "'", 'CMD ["a", \\\n  "b"]'),
        ('CMD "a", "b c"', '"', 'CMD ["a", "b c"]'),
        ("CMD 'a', 'b'", "'", 'CMD ["a", "b"]'),
        ('ENTRYPOINT "a", "b"]', '"', 'ENTRYPOINT ["a", "b"]'),
        ('CMD "a", "b",', '"', 'CMD ["a", "b"]'),
        ('HEALTHCHECK CMD "a", "b"', '"', 'HEALTHCHECK CMD ["a", "b"]'),
        ('CMD "a", "b', '"', None),
        ('CMD ["a", "b"] --flag', "-", None),
        ('CMD ["sh", "-c", "echo "hi""]', "h", None),
    ],
)
def test_lists_that_are_none(line, wrong, mended):
    source = Source("Dockerfile", f"{HEAD}{line}\n")
    meant = meant_list(read(source).instructions[1])
    assert meant is not None
    assert source.slice(meant.wrong) == wrong
    assert (edited(source.text, meant.edits) if meant.edits else None) == mended


@pytest.mark.parametrize(
    "line",
    [
        'CMD ["a", "b"]',
        "CMD a [b]",
        'RUN [ "$X" = "y" ] && z',
        "RUN [ -f x ]",
        "CMD [[ -f x ]]",
        'CMD [ "$X" ] && y',
        "COPY [a-z]* /x/",
        'CMD "a"',
        'CMD "a" "b"',
        'RUN ("a" && "b")',
        'RUN ("a")',
        'COPY "a", "b"',
    ],
)
def test_no_list_is_meant(line):
    assert meant_list(read(Source("Dockerfile", f"{HEAD}{line}\n")).instructions[1]) is None


@pytest.mark.parametrize(
    ("lines", "line", "mended"),
    [
        ('RUN a && \\\n\nCMD ["x"]', 'CMD ["x"]', 'RUN a\n\nCMD ["x"]'),
        ("RUN a; \\\nENV A=1", "ENV A=1", "RUN a\nENV A=1"),
        ("RUN a \\\n  b \\\nCOPY x /y", "COPY x /y", "RUN a \\\n  b\nCOPY x /y"),
        ("ENV A=1 \\\n# note\n  USER app", "USER app", "ENV A=1\n# note\n  USER app"),
        ("RUN a &&\\\r\n\r\nCMD x", "CMD x", "RUN a\r\n\r\nCMD x"),
        ("RUN a | \\\nCMD x", "CMD x", None),
        ("RUN \\\nCMD x", "CMD x", None),
    ],
)
def test_swallowed_lines(lines, line, mended):
    source = Source("Dockerfile", f"{HEAD}{lines}\n")
    (found,) = swallowed.find(read(source))
    assert source.slice(found.line) == line
    assert source.slice(found.stray) == "\\"
    assert (edited(source.text, [(found.cut, "")]) if found.cut else None) == mended


@pytest.mark.parametrize(
    "lines",
    [
        'RUN psql -c "select a \\\nFROM users"',
        "RUN apt-get install \\\n  user \\\n  ENV",
        "RUN a \\\nENV B",
        "RUN <<EOF\nCMD x\nEOF",
        "RUN a \\\n  && run b",
    ],
)
def test_nothing_is_swallowed(lines):
    assert swallowed.find(read(Source("Dockerfile", f"{HEAD}{lines}\n"))) == ()


@pytest.mark.parametrize(
    ("run", "found"),
    [
        ("RUN pip install httpx>=0.27", [("httpx>=0.27", '"')]),
        ("RUN pip3 install -q a>1,<2 b==1", [("a>1,<2", '"')]),
        ("RUN python3 -m pip install a>=$V", [("a>=$V", '"')]),
        ("RUN sudo conda install -y -c x a>=1", [("a>=1", '"')]),
        ("RUN uv add a[b]>=1 && uv pip install c<2", [("a[b]>=1", '"'), ("c<2", '"')]),
        ('RUN ["sh", "-c", "pip install a>=1"]', [("a>=1", "'")]),
        ('RUN bash -c "pip install a>=1"', [("a>=1", "'")]),
        ("RUN bash -c 'pip install a>=1; echo \"x\"'", [("a>=1", "")]),
        ("RUN pip install 'a>=1' \"b>=1\" c==1", []),
        ("RUN pip install a > =1", []),
        ("RUN pip install a>log.txt 2>&1", []),
        ("RUN pip install a 2>1", []),
        ("RUN echo a>=1", []),
        ("RUN pip list>=1", []),
    ],
)
def test_redirected_requirements(run, found):
    image = image_of(f"FROM b|{run}")
    (step,) = image.stages[0].steps
    assert [(image.source.slice(one.span), one.quote) for one in redirected(step)] == found
