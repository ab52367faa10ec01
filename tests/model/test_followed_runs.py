"""A RUN is followed into the scripts that it starts once, and only where one of them is there."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from studio_lint.base.source import Source
from studio_lint.model.build.assemble import build
from studio_lint.model.build.image import Image
from studio_lint.model.commands.followed_runs import followed, unfollowed
from studio_lint.model.commands.runner import Runner
from studio_lint.model.connect import installs
from studio_lint.model.contents import contents
from studio_lint.model.context.context import Context
from studio_lint.model.environment import run_scripts
from studio_lint.model.options import Options
from studio_lint.model.process import process
from studio_lint.model.process.shells import scripts
from studio_lint.syntax.dockerfile.reader import read

COPIED = "FROM debian:12\nCOPY setup.sh /usr/local/bin/setup\n"
LONG = f"{COPIED}RUN setup && connect-client --install\n"


def image_of(text: str, folder: Path, **files: str) -> Image:
    for name, content in files.items():
        (folder / f"{name}.sh").write_text(content)
    return build(read(Source("Dockerfile", text)), Options(), Context(str(folder)))


def run_of(image: Image) -> Runner:
    (stage,) = image.stages
    step = next(step for step in stage.steps if step.instruction.keyword == "RUN")
    return followed(image, stage, step, step.working_dir)


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (f"{COPIED}RUN setup", ["mkdir", "touch"]),
        (f"{COPIED}RUN /usr/local/bin/setup", ["mkdir", "touch"]),
        (f"{COPIED}RUN cd /usr/local/bin && ./setup", ["cd", "mkdir", "touch"]),
        ("FROM debian:12\nCOPY setup.sh /opt/setup\nRUN setup", ["setup"]),
        ("FROM debian:12\nRUN printf '#!/bin/sh\\nmkdir /data\\n' > /usr/bin/made\n", ["printf"]),
        ("FROM debian:12\nRUN setup\nCOPY setup.sh /usr/local/bin/setup", ["setup"]),
    ],
)
def test_what_runs(lines: str, names: list[str], tmp_path: Path) -> None:
    image = image_of(lines, tmp_path, setup="#!/bin/sh\nmkdir /data\ntouch /data/a\n")
    assert [ran.name for ran in run_of(image).ran] == names


def test_a_script_that_a_run_wrote(tmp_path: Path) -> None:
    image = image_of("FROM debian:12\nRUN printf '#!/bin/sh\\nmkdir /data\\n' > /usr/bin/made\nRUN made\n", tmp_path)
    (stage,) = image.stages
    last = stage.steps[-1]
    assert [ran.name for ran in followed(image, stage, last, last.working_dir).ran] == ["mkdir"]


def test_all_who_ask_share_one_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    image = image_of(LONG, tmp_path, setup="#!/bin/sh\nmkdir /data\n")
    lines: list[str] = []
    line = Runner.line

    def counted(runner: Runner, words: tuple[str, ...], text: object) -> None:
        lines.append(str(text))
        line(runner, words, text)  # type: ignore[arg-type]

    monkeypatch.setattr(Runner, "line", counted)
    (stage,) = image.stages
    step = stage.steps[-1]
    contents.of(image).points(stage)
    run_scripts.commands(image, stage, step)
    installs.find_installs(image)
    list(scripts.of(process.build(image)))
    # Once without files, which tells that one of them is looked for, and once with them.
    assert lines == ["setup && connect-client --install"] * 2


def test_without_its_files_a_run_is_not_run_again(tmp_path: Path) -> None:
    image = image_of("FROM debian:12\nRUN setup && ./other.sh\n", tmp_path)
    (stage,) = image.stages
    (step,) = stage.steps[-1:]
    assert followed(image, stage, step, step.working_dir) is unfollowed(step, step.working_dir)


def test_a_file_that_is_not_there_is_not_followed(tmp_path: Path) -> None:
    """A COPY of one file to a name without a slash makes that file, and no folder."""
    image = image_of(
        "FROM debian:12\nCOPY a.sh /opt/scripts\nRUN bash /opt/scripts/a.sh\n", tmp_path, a="touch /opt/a\n"
    )
    (stage,) = image.stages
    assert [point.ran.name for point in contents.of(image).points(stage) if point.ran is not None] == ["bash"]


def test_a_value_is_worked_out_anew_for_other_parts(tmp_path: Path) -> None:
    image = image_of("FROM debian:12\nRUN echo a b\n", tmp_path)
    first, second = run_of(image).ran[0].arguments[1:]
    assert (first.value, first.replace(parts=second.parts).value, first.value) == ("a", "b", "a")


TIMES = [
    "RUN tool",
    "COPY tool.sh /usr/local/bin/tool",
    "COPY tool.sh /opt/tool.sh",
    "RUN ln -s /opt/tool.sh /usr/local/bin/tool",
    "RUN mv /opt/tool.sh /usr/local/bin/tool",
    "RUN printf '#!/bin/sh\\ntouch /x\\n' > /usr/local/bin/tool",
    "RUN printf 'touch /y\\n' >> /usr/local/bin/tool",
    "RUN sed -i s/a/b/ /usr/local/bin/tool",
    "RUN patch /usr/local/bin/tool < /fix",
]


@pytest.mark.parametrize("seed", range(40))
def test_what_is_kept_of_earlier_questions_changes_no_answer(tmp_path: Path, seed: int) -> None:
    """Each RUN finds what it would find if it were the only one that asks."""
    random = Random(seed)
    text = "\n".join(["FROM debian:12", *(random.choice([TIMES[0], *TIMES]) for _ in range(12)), ""])
    image = image_of(text, tmp_path, tool="#!/bin/sh\nmkdir /data\n")
    (stage,) = image.stages
    steps = list(stage.steps)
    if seed % 2:
        random.shuffle(steps)
    for step in steps:
        alone = image_of(text, tmp_path)
        (own,) = alone.stages
        same = own.steps[stage.steps.index(step)]
        together = [(ran.name, ran.folder) for ran in followed(image, stage, step, step.working_dir).ran]
        assert together == [(ran.name, ran.folder) for ran in followed(alone, own, same, same.working_dir).ran], text


def test_a_link_made_before_what_it_leads_to(tmp_path: Path) -> None:
    text = f"FROM debian:12\n{TIMES[3]}\nRUN tool\n{TIMES[2]}\nRUN tool\n"
    image = image_of(text, tmp_path, tool="#!/bin/sh\nmkdir /data\n")
    (stage,) = image.stages
    ran = [followed(image, stage, step, step.working_dir).ran for step in stage.steps if "tool" in str(step)]
    assert [[one.name for one in run] for run in ran if run][-2:] == [["tool"], ["mkdir"]]
