"""RUNs that are kept from one text of a Dockerfile to the next are those that a fresh look finds."""

from __future__ import annotations

import ast

import pytest

from studio_lint.base.moving import places_of
from studio_lint.base.source import Source, Span
from studio_lint.model.build.assemble import build
from studio_lint.model.build.image import Image
from studio_lint.model.commands.command import Invocation
from studio_lint.model.commands.run_steps import KeptRuns, alone
from studio_lint.model.options import Options
from studio_lint.syntax.dockerfile.reader import read
from tests.cases import ROOT

FIRST = """\
FROM debian:12
ENV TOOL=samtools
RUN apt-get update && apt-get install -y curl
RUN set -eux; for one in a b; do curl -fsSL "https://example.org/$one-$TOOL" | tar -xz -C /opt; done
RUN echo "$TOOL"
RUN bash -c 'cd /opt && ./configure --with "$TOOL"'
RUN ["mkdir", "/data"]
RUN <<EOF
cat /etc/os-release > /opt/release
EOF
RUN true
"""

EDITED = {
    "a comment above": (FIRST.replace("FROM", "# a comment\nFROM"), 7),
    "a comment below": (f"{FIRST}# a comment\n", 7),
    "one RUN": (FIRST.replace("curl\n", "curl wget\n"), 6),
    "a variable that three RUNs read": (FIRST.replace("=samtools", "=bcftools"), 4),
    "a variable that no RUN reads": (FIRST.replace("ENV TOOL", "ENV OTHER=1\nENV TOOL"), 7),
    "the folder": (FIRST.replace("RUN apt-get", "WORKDIR /srv\nRUN apt-get"), 0),
    "the shell": (FIRST.replace("RUN apt-get", 'SHELL ["/bin/bash", "-c"]\nRUN apt-get'), 0),
    "a RUN twice": (f"{FIRST}RUN true\nRUN true\n", 7),
    "a RUN gone": (FIRST.replace("RUN true\n", ""), 6),
    "the end of a heredoc": (FIRST.replace("EOF\nRUN true\n", ""), 5),
    "the last line end": (FIRST[:-1], 7),
    "another order": (FIRST.replace('RUN echo "$TOOL"\n', "").replace("RUN [", 'RUN echo "$TOOL"\nRUN ['), 7),
}


def image_of(text: str, kept: KeptRuns | None = None) -> Image:
    source = Source("Dockerfile", text)
    if kept is not None:
        kept.follow(source)
    return build(read(source), Options(), None)


def told(image: Image) -> list[str]:
    """All that is said of the RUNs, with every place."""
    found = []
    for stage in image.stages:
        for step in stage.steps:
            runner = alone(step)
            assert all(script.text.source is image.source for script in runner.scripts)
            values = [[variable and variable[0].text for variable in [ran.variables.get("TOOL")]] for ran in runner.ran]
            shown = [[(a.text, a.text.runs, a.parts) for a in ran.arguments] for ran in runner.ran]
            known = sorted(key[1:] for key in runner.known)
            ran = [one.replace(variables=None) for one in runner.ran]
            scripts = [(one.text.runs, one.tree) for one in runner.scripts]
            found.append(repr((ran, shown, values, scripts, runner.assigned, runner.partial, known)))
    return found


@pytest.mark.parametrize("name", EDITED)
def test_what_is_kept_is_what_a_fresh_look_finds(name: str) -> None:
    kept = KeptRuns()
    text, moved = EDITED[name]
    told(image_of(FIRST, kept))
    assert kept.moved == 0
    assert told(image_of(text, kept)) == told(image_of(text))
    assert kept.moved == moved
    assert told(image_of(FIRST, kept)) == told(image_of(FIRST))


def test_a_runner_is_in_the_place_of_one_run() -> None:
    kept = KeptRuns()
    told(image_of(FIRST, kept))
    image = image_of(f"{FIRST}RUN true\n", kept)
    told(image)
    runners = [alone(step) for step in image.stages[0].steps]
    assert len({id(runner) for runner in runners}) == len(runners)


def whole(ran: Invocation) -> Span:
    return ran.arguments[0].text.whole


@pytest.mark.parametrize("start", ["cat <<EOF", "cat <<EOF && \\", "cat <<EOF <<-END"])
def test_a_heredoc_that_is_just_typed(start: str) -> None:
    kept = KeptRuns()
    for end in ("", "\n", "\n\n", "\nE", "\nEO", "\nEOF", "\nEOF\n", "\nEOF\nRUN true", "\n", ""):
        text = f"FROM debian:12\nRUN {start}{end}"
        assert told(image_of(text, kept)) == told(image_of(text)), end


def test_what_was_concluded_is_forgotten() -> None:
    kept = KeptRuns()
    first = alone(image_of(FIRST, kept).stages[0].steps[-1])
    first.ran[0].once(whole)
    for above in (9, 30, 4):
        again = alone(image_of(f"#{'x' * above}\n{FIRST}", kept).stages[0].steps[-1])
        assert again is first
        assert first.ran[0].once(whole) == first.ran[0].arguments[0].text.whole


def test_a_move_that_was_broken_off_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = KeptRuns()
    told(image_of(FIRST, kept))

    def out_of_time(*_: object) -> bool:
        raise TimeoutError

    with monkeypatch.context() as broken, pytest.raises(TimeoutError):
        broken.setattr("studio_lint.base.moving.Places.move", out_of_time)
        told(image_of(FIRST, kept))
    assert told(image_of(FIRST, kept)) == told(image_of(FIRST))


def test_what_is_not_known_is_not_moved() -> None:
    source, other = Source("a", "text"), Source("b", "text")
    text = source.text_of(Span(0, 4))
    assert places_of([(text, {"a": 1})], source, ()) is not None
    assert places_of([other.text_of(Span(0, 4))], source, ()) is None
    assert places_of([text.whole], source, ()) is None
    assert places_of(object(), source, ()) is None


def test_what_records_of_a_run_derive_has_no_place() -> None:
    """A `Text` that is derived after the places were gathered would stay where it is."""
    found = []
    for path in (
        *(ROOT / "studio_lint/model/commands").rglob("*.py"),
        *(ROOT / "studio_lint/syntax/shell").glob("*.py"),
    ):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and "derived" in map(ast.unparse, node.decorator_list):
                found.append(ast.unparse(node.returns) if node.returns else "")
    assert set(found) == {"str | None"}
