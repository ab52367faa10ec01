"""What is kept of a RUN, and when it is worked out anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from studio_lint.base.source import Source, Span, Text
from studio_lint.model.build import assemble
from studio_lint.model.build.image import BuildStep
from studio_lint.model.commands import remembered_runs
from studio_lint.model.commands.runner import Runner, no_files
from studio_lint.syntax.dockerfile import reader as dockerfile_reader

Files = Callable[[str, "str | None"], "Text | None"]

RUN = 'RUN mkdir "$FOLDER" && ./setup\n'
HEAD = "FROM ubuntu\n"


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    remembered_runs.kept.clear()
    yield
    remembered_runs.kept.clear()


def last_run(text: str) -> BuildStep:
    tree = assemble.build(dockerfile_reader.read(Source("Dockerfile", text)))
    return next(step for step in reversed(tree.steps) if step.instruction.keyword == "RUN")


def looked(before: str, after: str, files: tuple[Files, Files] = (no_files, no_files)) -> tuple[int, list[str]]:
    """How often two files had their RUN looked at, and what came of the second one."""
    times = 0

    def words(runner: Runner) -> list[str]:
        nonlocal times
        times += 1
        return [f"{ran.folder} {ran.name} {[word.value for word in ran.arguments[1:]]}" for ran in runner.ran]

    remembered_runs.concluded(last_run(before), words, files[0])
    told = remembered_runs.concluded(last_run(after), words, files[1])
    return times, told


@pytest.mark.parametrize(
    ("before", "after", "times", "told"),
    [
        (HEAD, f"# a remark\n{HEAD}ENV OTHER=1\n", 1, ["/ mkdir [None]", "/ setup []"]),
        (HEAD, f"{HEAD}ENV FOLDER=/srv\n", 2, ["/ mkdir ['/srv']", "/ setup []"]),
        (f"{HEAD}ENV FOLDER=/srv\n", f"{HEAD}ENV FOLDER=/opt\n", 2, ["/ mkdir ['/opt']", "/ setup []"]),
        (HEAD, f"{HEAD}WORKDIR /opt\n", 2, ["/opt mkdir [None]", "/opt setup []"]),
        (HEAD, f'{HEAD}SHELL ["/bin/sh", "-e"]\n', 2, ["/ mkdir [None]", "/ setup []"]),
    ],
)
def test_what_a_run_depends_on(before: str, after: str, times: int, told: list[str]) -> None:
    assert looked(before + RUN, after + RUN) == (times, told)


def test_other_lines_of_the_same_words() -> None:
    assert looked(f"{HEAD}RUN a b\n", f"{HEAD}RUN a \\\n b\n") == (2, ["/ a ['b']"])


def test_files_that_come_to_be_known() -> None:
    script = Source("setup", "#!/bin/sh\necho done\n")

    def files(path: str, _folder: str | None) -> Text | None:
        return script.text_of(Span(0, len(script.text))) if path == "./setup" else None

    assert looked(HEAD + RUN, HEAD + RUN, (no_files, files))[0] == 2
    assert looked(HEAD + RUN, HEAD + RUN, (lambda *_: None, lambda *_: None))[0] == 1
    assert looked(HEAD + RUN, HEAD + RUN, (lambda *_: None, files)) == (2, ["/ mkdir [None]", "/ echo ['done']"])
    assert looked(HEAD + RUN, HEAD + RUN, (files, files))[0] == 2


def test_long_ones_are_not_kept() -> None:
    long = f"{HEAD}RUN echo {'x' * remembered_runs.LONGEST}\n"
    assert looked(long, long)[0] == 2
    assert not remembered_runs.kept


def test_so_many_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered_runs, "MOST", 3)
    for number in range(10):
        remembered_runs.concluded(last_run(f"{HEAD}RUN echo {number}\n"), lambda runner: len(runner.ran))
        assert len(remembered_runs.kept) <= 3
