"""What the image contains at each point of its build: paths, commands, users, rights, with yes, no and not known."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from textwrap import dedent

import pytest

from studio_lint.base.source import Source
from studio_lint.model.build.assemble import build
from studio_lint.model.build.image import Image
from studio_lint.model.contents import contents
from studio_lint.model.contents.contents import Moment
from studio_lint.model.contents.problems import run_scripts
from studio_lint.model.context.context import Context
from studio_lint.model.options import Options
from studio_lint.syntax.dockerfile.reader import read


def image_of(text: str, context: Path | None = None) -> Image:
    given = Context(str(context)) if context is not None else None
    return build(read(Source("Dockerfile", dedent(text))), Options(), given)


def end_of(text: str, context: Path | None = None) -> Moment:
    image = image_of(text, context)
    assert image.shipped is not None
    found = contents.of(image).end(image.shipped)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("lines", "path", "expected"),
    [
        ("", "/app/x", False),
        ("", "/usr/bin", True),
        ("", "/etc/some.conf", None),
        ("", "/out/site", False),
        ("RUN mkdir -p /app/a/b", "/app/a", True),
        ("RUN mkdir -p /app/a/b", "/app/c", False),
        ("RUN mkdir /app && rm -r /app", "/app", False),
        ("RUN touch /app/a.log /app/b.txt && rm /app/*.log", "/app/a.log", False),
        ("RUN touch /app/a.log /app/b.txt && rm /app/*.log", "/app/b.txt", True),
        ("RUN if [ -d /x ]; then mkdir /app; fi", "/app", None),
        ("RUN touch /app/x; rm /app/x || true", "/app/x", False),
        ("RUN [ -d /app ] && rm -r /app", "/app", None),
        ("RUN echo hi > /app/x", "/app/x", True),
        ("RUN make all", "/app/x", None),
        ("RUN . /app/env.sh", "/app/x", None),
        ("RUN cp /etc/passwd /app/users", "/app/users", True),
        ("RUN mkdir /app && cp /etc/passwd /app", "/app/passwd", True),
        ("RUN touch /tmp/x && mv /tmp/x /app/y", "/tmp/x", False),
        ("RUN touch /tmp/x && mv /tmp/x /app/y", "/app/y", True),
        ("RUN mkdir -p /opt/v1 && touch /opt/v1/x && ln -s /opt/v1 /opt/now", "/opt/now/x", True),
        ("RUN mkdir -p /opt/v1 && touch /opt/v1/x && ln -s /opt/v1 /opt/now", "/opt/now/y", False),
        ("RUN tar xf /tmp/a.tar -C /app", "/app/x", None),
        ("RUN tar xf /tmp/a.tar -C /app", "/srv/x", False),
        ("RUN curl -fsSL -o /app/data.csv https://example.org/data.csv", "/app/data.csv", True),
        ("RUN git clone https://example.org/site.git /app", "/app/x", None),
        ("WORKDIR /app\nRUN touch x", "/app/x", True),
        ("WORKDIR /app\nRUN cd /srv && touch x", "/app/x", False),
        ("RUN apt-get update && apt-get install -y curl", "/app/x", False),
        ("RUN pip install six", "/app/x", False),
        ("RUN pip install .", "/app/x", None),
        ("RUN --mount=type=cache,target=/cache touch /x", "/cache/x", None),
        ("RUN sh -c 'touch /app/inner'", "/app/inner", True),
        ("RUN touch /app/x &", "/app/x", None),
    ],
)
def test_paths(lines: str, path: str, expected: bool | None) -> None:
    assert end_of(f"FROM debian:bookworm-slim\n{lines}\nLABEL a=b\n").exists(path) is expected


@pytest.mark.parametrize(
    ("lines", "name", "expected"),
    [
        ("", "curl", False),
        ("", "ls", True),
        ("RUN apt-get update && apt-get install -y curl", "curl", True),
        ("RUN apt-get update && apt-get install -y curl", "wget", False),
        ("RUN apt-get update && apt-get install -y build-essential", "make", True),
        ("RUN apt-get update && apt-get install -y some-unknown-thing", "wget", None),
        ("RUN if [ -d /x ]; then apt-get install -y curl; fi", "curl", None),
        ("RUN pip install streamlit", "streamlit", None),
        ("RUN pip install streamlit", "git", False),
        ("RUN curl -fsSL https://example.org/install | bash", "git", None),
        ("ENV PATH=/opt/tools/bin", "ls", False),
        ("ENV PATH=/opt/tools/bin:$PATH", "ls", True),
        ("ENV PATH=/opt/tools/bin:$PATH\nRUN touch /opt/tools/bin/site", "site", True),
        ("RUN python3 -m venv /opt/venv\nENV PATH=/opt/venv/bin:$PATH", "pip", True),
        ("COPY --from=registry.example.org/tools:1 /usr/local/bin/ /usr/local/bin/", "git", None),
    ],
)
def test_commands(lines: str, name: str, expected: bool | None) -> None:
    assert end_of(f"FROM debian:bookworm-slim\n{lines}\nLABEL a=b\n").command(name) is expected


def test_an_unknown_base_is_not_known() -> None:
    end = end_of("FROM registry.example.org/base:1\nRUN mkdir -p /app\n")
    assert (end.exists("/app"), end.exists("/srv/x"), end.command("curl"), end.is_root) == (True, None, None, None)


def test_copies_of_the_context(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "start.sh").write_text("#!/bin/sh\n")
    (tmp_path / "note.txt").write_text("x\n")
    end = end_of("FROM debian:12\nCOPY app /srv/\nCOPY note.txt /opt/\nCOPY . /all\n", tmp_path)
    assert [end.exists(path) for path in ("/srv/start.sh", "/srv/app/start.sh", "/opt/note.txt")] == [True, False, True]
    assert [end.exists(path) for path in ("/all/app/start.sh", "/all/app/other.sh")] == [True, False]
    text = end.text("/all/app/start.sh")
    assert text is not None and text.value == "#!/bin/sh\n"
    assert (end.is_folder("/all/app"), end.is_folder("/all/note.txt")) == (True, False)


def test_a_pattern_that_nothing_here_matches_may_bring_anything(tmp_path: Path) -> None:
    """The build's context is another folder then, or the build fails."""
    end = end_of("FROM debian:12\nCOPY scripts/*.sh /opt/\n", tmp_path)
    assert end.exists("/opt/a.sh") is None
    assert end.exists("/srv/a.sh") is False


def test_copies_of_a_stage() -> None:
    end = end_of(
        """\
        FROM debian:12 AS build
        RUN mkdir -p /out/bin && touch /out/bin/site
        FROM debian:12
        COPY --from=build /out /opt
        """
    )
    assert [end.exists(path) for path in ("/opt/bin/site", "/opt/bin/other", "/out/bin/site")] == [True, False, False]


def test_a_stage_begins_with_what_its_parent_has() -> None:
    end = end_of("FROM debian:12 AS build\nRUN touch /opt/x\nFROM build\nRUN touch /opt/y\n")
    assert [end.exists(path) for path in ("/opt/x", "/opt/y", "/opt/z")] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "user", "root", "folder", "shell"),
    [
        ("FROM debian:12\nLABEL a=b", "root", True, "/", ("/bin/sh", "-c")),
        ("FROM mambaorg/micromamba:2.3.2\nLABEL a=b", "mambauser", False, "/tmp", None),
        ("FROM mambaorg/micromamba:2.3.2\nUSER root\nUSER $MAMBA_USER", "mambauser", False, "/tmp", None),
        ("FROM debian:12\nUSER app:app\nWORKDIR srv", "app", False, "/srv", ("/bin/sh", "-c")),
        ('FROM debian:12\nSHELL ["/bin/bash", "-c"]', "root", True, "/", ("/bin/bash", "-c")),
        ("FROM debian:12\nARG WHO\nUSER $WHO", None, None, "/", ("/bin/sh", "-c")),
    ],
)  # fmt: skip
def test_what_is_in_force(
    text: str, user: str | None, root: bool | None, folder: str, shell: tuple[str, ...] | None
) -> None:
    end = end_of(text + "\n")
    assert (end.state.user, end.is_root, end.state.folder) == (user, root, folder)
    assert shell is None or end.state.shell == shell


@pytest.mark.parametrize(
    ("lines", "name", "expected"),
    [
        ("", "www-data", True),
        ("", "app", False),
        ("RUN useradd -m app", "app", True),
        ("RUN id app || useradd app", "app", None),
        ("RUN apt-get update && apt-get install -y nginx", "postgres", None),
        ("COPY passwd /etc/passwd", "app", None),
    ],
)
def test_users(lines: str, name: str, expected: bool | None) -> None:
    assert end_of(f"FROM debian:bookworm-slim\n{lines}\nLABEL a=b\n").user_at(name) is expected


@pytest.mark.parametrize(
    ("line", "name", "fatal"),
    [
        ("a && b", "a", True),
        ("a; b", "a", False),
        ("set -e; a; b", "a", True),
        ("set -e; a && b; c", "a", False),
        ("a || b", "a", False),
        ("a || exit 1", "a", True),
        ("a || { echo no; exit 1; }", "a", True),
        ("a | b", "a", False),
        ("set -o pipefail; a | b", "a", True),
        ("! a", "a", False),
        ("if a; then b; fi", "a", False),
        ("(a; b)", "b", True),
        ("{ a; } && b", "a", True),
        ("sh -c 'a; b'", "a", False),
        ("sh -ec 'a; b'", "a", True),
        ("a & b", "a", False),
        ("f() { a; }; f", "a", True),
    ],
)
def test_whose_failure_is_the_failure_of_the_run(line: str, name: str, fatal: bool) -> None:
    image = image_of(f"FROM debian:12\nRUN {line}\n")
    points = contents.of(image).points(image.stages[0])
    assert [point.ran.fatal for point in points if point.ran is not None and point.ran.name == name] == [fatal]


def test_what_is_written_through_a_link_is_where_it_leads() -> None:
    link = "FROM python:3.12-slim\nRUN mkdir /opt/real && ln -s /opt/real /opt/link && "
    end = end_of(f"{link}touch /opt/link/a /opt/link/b && rm /opt/real/b")
    assert [end.exists(path) for path in ("/opt/real/a", "/opt/link/a", "/opt/real/b", "/opt/link/b")] == [
        True,
        True,
        False,
        False,
    ]
    replaced = end_of(f"{link}touch /opt/link/a && rm /opt/link && mkdir /opt/link && touch /opt/link/c")
    assert [replaced.exists(path) for path in ("/opt/real/a", "/opt/link/a", "/opt/link/c", "/opt/real/c")] == [
        True,
        False,
        True,
        False,
    ]
    inherited = end_of(
        "FROM python:3.12-slim AS a\nRUN ln -s /srv/x /opt/y\nFROM a\nRUN mkdir /srv/x\nRUN touch /opt/y/z"
    )
    assert inherited.exists("/srv/x/z") is True and inherited.exists("/opt/y/z") is True
    circle = end_of("FROM python:3.12-slim\nRUN ln -s /opt/a /opt/b && ln -s /opt/b /opt/a && touch /opt/a/x")
    assert circle.exists("/opt/a/x") in (True, False, None)


@pytest.mark.parametrize(
    ("commands", "group", "user"),
    [
        ("true", False, False),
        ("groupadd app", True, False),
        ("useradd app", True, True),
        ("test -f /x && groupadd app", None, False),
        ('groupadd "$(cat /x)"', None, False),
        ("cp /x /etc/group", None, False),
    ],
)
def test_groups(commands: str, group: bool | None, user: bool | None) -> None:
    end = end_of(f"FROM python:3.12-slim\nRUN {commands}")
    assert (end.group_at("app"), end.user_at("app")) == (group, user)
    assert end.group_at("www-data") is not False


def test_a_stage_without_instructions_is_what_its_image_is() -> None:
    end = end_of("FROM python:3.12-slim")
    assert end.command("python3") is True and end.exists("/app/x") is False and end.is_root is True


@pytest.mark.skipif(os.name == "nt" or shutil.which("git") is None, reason="needs git and modes of POSIX")
def test_a_program_by_its_name_needs_its_mark(tmp_path: Path) -> None:
    (tmp_path / "setup.sh").write_text("#!/bin/sh\nmkdir /data\n")
    for command in (["init", "-q"], ["add", "setup.sh"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    copy = "FROM python:3.12-slim\nCOPY setup.sh /usr/local/bin/{}\nRUN {}"
    found = {}
    for name, run in (("setup", "setup"), ("setup", "chmod +x /usr/local/bin/setup && setup"), ("ls", "ls /opt")):
        image = image_of(copy.format(name, run), tmp_path)
        found[run] = [(one.kind, one.path) for one in run_scripts.unusable(image, image.stages[0])]
    assert list(found.values()) == [[("mode", "/usr/local/bin/setup")], [], []]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("", True),
        ("RUN rm -rf /var/lib/apt/lists/*", True),
        ("RUN rm /usr/bin/apt-get", None),
        ("RUN rm -rf /usr/bin", None),
        ("RUN rm -f /usr/bin/apt*", None),
    ],
)
def test_a_command_of_the_base_that_is_removed(lines: str, expected: bool | None) -> None:
    assert end_of(f"FROM debian:12\n{lines}\n").command("apt-get") is expected
