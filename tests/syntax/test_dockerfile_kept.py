"""Instructions that were met before are what they are when read for the first time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from studio_lint.base.source import Source
from studio_lint.syntax.dockerfile import incremental
from studio_lint.syntax.dockerfile import reader as dockerfile_reader
from tests.cases import ROOT

FIXTURES = sorted((ROOT / "fixtures").glob("*/*/*/Dockerfile"))


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    incremental.kept.clear()
    yield
    incremental.kept.clear()


def shown(text: str) -> str:
    """A tree with all its places and what each text maps to."""
    source = Source("Dockerfile", text)
    tree = dockerfile_reader.read(source)
    texts = [
        (part.value, part.runs, part.source is source)
        for instruction in tree.instructions
        for part in (
            instruction.body,
            *instruction.arguments,
            *(part for flag in instruction.flags for part in (flag.text, flag.value) if part),
            *(part for pair in instruction.pairs for part in (pair.key, pair.value) if part),
        )
    ]
    return f"{tree!r} {texts!r}"


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: str(path.relative_to(ROOT / "fixtures").parent))
def test_read_again_further_down(path) -> None:
    text = path.read_bytes().decode("utf-8")
    moved = f"FROM above\n\n{text}"
    first, first_moved = shown(text), shown(moved)
    incremental.kept.clear()
    for _ in range(3):
        assert shown(text) == first
    assert shown(moved) == first_moved
    assert shown(text) == first


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("RUN a \\\n b\n", "# escape=`\nRUN a \\\n b\n"),
        ("RUN cat <<E\na\nE\n", "RUN cat <<E\nb\nE\n"),
        ("ENV A=1\n", "  ENV A=1  \n"),
        ('CMD ["a\\u0041", "b"]\n', 'FROM x\nCMD ["a\\u0041", "b"]\n'),
        ("COPY --from=a --chown=b c d\n", "FROM a\nCOPY --from=a --chown=b c d"),
        ("RUN a # b\\\n# c\n d\n", "RUN a # b\\\n d\n"),
    ],
)
def test_what_an_instruction_depends_on(text: str, again: str) -> None:
    fresh = shown(again)
    incremental.kept.clear()
    shown(text), shown(text)
    assert shown(again) == fresh
    assert shown(again) == fresh


def test_so_many_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incremental, "MOST", 5)
    for number in range(20):
        shown(f"FROM a\nRUN {number}\nRUN {number} again\n")
        assert len(incremental.kept) <= 5


def test_long_ones_are_not_kept() -> None:
    shown(f"RUN {'x' * incremental.LONGEST}\n")
    assert not incremental.kept


def test_what_is_kept_holds_no_file() -> None:
    for _ in range(2):
        shown("FROM a\nRUN b\n")
    held = [found.body.source.text for found in incremental.kept.values() if found is not None]
    assert held == ["FROM a", "RUN b"]
