"""Commands in each turn of a `for` over words that are written out."""

from __future__ import annotations

import pytest

from studio_lint.base.source import Source
from studio_lint.model.build import assemble
from studio_lint.model.commands.loops import turns
from studio_lint.model.commands.run_steps import run_commands
from studio_lint.syntax.dockerfile.reader import read


def words(run: str) -> list[list[str | None]]:
    image = assemble.build(read(Source("Dockerfile", f"FROM debian:12\nRUN {run}\n")))
    (step,) = image.stages[0].steps
    return [[word.value for word in turn.arguments] for ran in run_commands(step) for turn in turns(ran)]


@pytest.mark.parametrize(
    ("run", "found"),
    [
        ("for f in a b; do x $f; done", [["x", "a"], ["x", "b"]]),
        ('for f in a; do x "/tmp/${f}.yml"; done', [["x", "/tmp/a.yml"]]),
        ("for f in 'a b'; do x -f \"$f\"; done", [["x", "-f", "a b"]]),
        ("for f in *.yml; do x $f; done", [["x", None]]),
        ("for f in a $B; do x $f; done", [["x", None]]),
        ("for f in a.yml; do x ${f%.yml}; done", [["x", None]]),
        ("for f in a b; do y; done; x $f", [["y"], ["x", None]]),
        ("for g in 1; do for f in a b; do x $f $g; done; done", [["x", "a", "1"], ["x", "b", "1"]]),
    ],
)
def test_turns(run: str, found: list[list[str | None]]) -> None:
    assert words(run) == found
