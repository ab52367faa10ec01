"""What a RUN executes, in the spellings that Dockerfiles have."""

from __future__ import annotations

import pytest

from studio_lint.base.source import Source
from studio_lint.model.build import assemble
from studio_lint.model.commands.run_steps import run_commands
from studio_lint.syntax.dockerfile import reader as dockerfile_reader

INSTALL = "/usr/bin/connect-client --install"


def ran(text: str) -> list[str]:
    """The commands of all RUNs; `?` behind those that may not run."""
    built = assemble.build(dockerfile_reader.read(Source("Dockerfile", f"FROM ubuntu:24.04\n{text}\n")))
    commands = [command for step in built.steps for command in run_commands(step)]
    return [
        " ".join(word.shown for word in command.arguments) + ("" if command.certain else " ?") for command in commands
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"RUN {INSTALL}",
        'RUN ["/usr/bin/connect-client", "--install"]',
        f"RUN /bin/sh -c '{INSTALL}'",
        f'RUN ["/bin/bash", "-lc", "{INSTALL}"]',
        f"RUN <<EOF\n{INSTALL}\nEOF",
        f"RUN <<EOF\n#!/bin/bash\n{INSTALL}\nEOF",
        f"RUN bash <<'EOF'\n{INSTALL}\nEOF",
        f"RUN --mount=type=cache,target=/x {INSTALL}",
        f"RUN exec {INSTALL}",
        f"RUN sudo -E env A=1 {INSTALL}",
        f"RUN bash -euo pipefail -c '{INSTALL}'",
        "RUN C=/usr/bin/connect-client; $C --install",
        'RUN C=/usr/bin/connect-client; "${C}" --install',
        "ENV C=/usr/bin/connect-client\nRUN $C --install",
        "ARG C=/usr/bin/connect-client\nRUN $C --install",
        f"RUN C='{INSTALL}'; $C",
        "RUN /usr/bin/connect-client \\\n  # why\n  --install",
        f"RUN echo '{INSTALL}' | sh",
        f"RUN bash <<< '{INSTALL}'",
        f'RUN eval "{INSTALL}"',
        "RUN f() { $1 --install; }; f /usr/bin/connect-client",
        f"RUN ({INSTALL})",
    ],
)
def test_one_command_in_many_spellings(text: str) -> None:
    assert ran(text)[-1] == INSTALL


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("RUN a && b; c", ["a", "b", "c"]),
        ("RUN a || b", ["a", "b ?"]),
        ("RUN if a; then b; fi", ["a", "b ?"]),
        ("RUN for i in x; do a $i; done", ["a $i"]),
        ("RUN for i in *; do a; done; for i in $X; do b; done", ["a ?", "b ?"]),
        ("RUN for i in x; do a || break; b; done; c", ["a", "break ?", "b ?", "c"]),
        ("RUN [ -f x ] && exit 0; a", ["[ -f x ]", "exit 0 ?", "a ?"]),
        ("RUN a || exit 1; b", ["a", "exit 1 ?", "b"]),
        ("RUN ([ x ] && exit; b); c", ["[ x ]", "exit ?", "b ?", "c"]),
        ("RUN f() { a || return; b; }; f; c", ["a", "return ?", "b ?", "c"]),
        ("RUN echo x | xargs -n 1 a b", ["echo x", "a b b"]),
        ("RUN echo x | xargs -r a", ["echo x", "a a ?"]),
        ("RUN exec a; b", ["a"]),
        ("RUN f() { a; }; b", ["b"]),
        ("RUN a $UNKNOWN ${X:-y}", ["a $UNKNOWN $X"]),
        ("RUN <<EOF\n#!/usr/bin/env python3\nprint(1)\nEOF", []),
        ("CMD a", []),
        ("RUN a 'b", ["a b"]),
        ("ENV A=\nRUN a ${A:-b}", ["a b"]),
    ],
)
def test_commands(text: str, commands: list[str]) -> None:
    assert ran(text) == commands


def test_working_folder() -> None:
    text = "FROM ubuntu:24.04\nWORKDIR /opt\nRUN a; cd b; c; (cd /d); e; cd $X; f\n"
    built = assemble.build(dockerfile_reader.read(Source("Dockerfile", text)))
    commands = [command for step in built.steps for command in run_commands(step)]
    assert [(one.name, one.folder) for one in commands if one.name != "cd"] == [
        ("a", "/opt"),
        ("c", "/opt/b"),
        ("e", "/opt/b"),
        ("f", None),
    ]


def test_variables_that_double_for_ever_are_given_up() -> None:
    lines = "; ".join(["A=xx"] + ["A=$A$A"] * 60 + ["run $A"])
    assert ran(f"RUN {lines}") != []
