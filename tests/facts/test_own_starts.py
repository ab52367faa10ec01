"""How base images start by themselves, and what of that connect-client replaces."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_lint.facts.bases import tables
from studio_lint.facts.bases.base import Family
from studio_lint.model.process.bases import replaced
from tests.model.test_process import read

FAMILIES = [(family.names[0], family) for family in tables.families()]


@pytest.mark.parametrize("family", [one for _, one in FAMILIES if one.own], ids=lambda one: one.names[0])
def test_the_own_program_is_that_of_the_config(family: Family) -> None:
    assert family.own is not None and family.lost
    assert family.own.path in (*family.entrypoint, *family.cmd)
    assert bool(family.own.hooks) == bool(family.own.reads)
    assert all(folder.startswith("/") and not folder.endswith("/") for folder in family.own.hooks)


def test_which_have_one() -> None:
    named = {name.rpartition("/")[2] or name.split("/")[1] for name, one in FAMILIES if one.own}
    assert {"nginx", "rstudio", "shiny", "base-notebook", "micromamba", "code-server", "webtop"} <= named


@pytest.mark.parametrize(
    ("base", "command", "lost"),
    [
        ("nginx:1.27", "nginx -g 'daemon off;'", "/docker-entrypoint.sh"),
        ("nginx:1.27", "/docker-entrypoint.sh nginx -g 'daemon off;'", None),
        ("rocker/rstudio:4.4.2", "exec rserver --www-port=$CONNECT_TOOL_PORT", "/init"),
        ("rocker/rstudio:4.4.2", "exec /init", None),
        ("mambaorg/micromamba:2.0.5", "python3 -m http.server $CONNECT_TOOL_PORT", "/usr/local/bin/_entrypoint.sh"),
        ("quay.io/jupyter/base-notebook:2025-02-18", "exec start.sh jupyter lab", None),
        ("quay.io/jupyter/base-notebook:2025-02-18", "exec jupyter lab", "start.sh"),
        ("python:3.12-slim", "exec python3 -m http.server $CONNECT_TOOL_PORT", None),
        ("registry.example.org/lab/page:1", "exec page", None),
    ],
)
def test_what_a_start_leaves_out(base: str, command: str, lost: str | None, tmp_path: Path) -> None:
    found = replaced.replaced(read(tmp_path, f'CMD ["bash", "-c", "{command}"]', base=base))
    assert (found and found.own.path) == lost


@pytest.mark.parametrize(
    ("base", "words", "started"),
    [
        ("rocker/rstudio:4.4.2", '["/init"]', ["rserver --server-daemonize 0"]),
        ("rocker/shiny:4.4.2", '["/init"]', ["shiny-server"]),
        ("rocker/rstudio:4.4.2", '["/init", "date"]', ["/init date"]),
        ("python:3.12-slim", '["/init"]', ["/init"]),
        ("codercom/code-server:4.99.4", '["/usr/bin/entrypoint.sh", "--port", "1"]', ["/usr/bin/code-server --port 1"]),
        ("pangeo/pangeo-notebook:2025.01.10", '["/srv/start", "jupyter", "lab"]', ["jupyter lab"]),
        ("busybox:1.36", '["httpd", "-f", "-p", "80"]', ["busybox httpd -f -p 80"]),
        ("httpd:2.4", '["httpd", "-D", "FOREGROUND"]', ["httpd -D FOREGROUND"]),
        ("alpine:3.21", '["/usr/sbin/httpd", "-D", "FOREGROUND"]', ["/usr/sbin/httpd -D FOREGROUND"]),
    ],
)
def test_what_an_own_start_comes_to(base: str, words: str, started: list[str], tmp_path: Path) -> None:
    process = read(tmp_path, f"CMD {words}", base=base)
    assert [" ".join(word.value or "?" for word in ran.arguments) for ran in process.ran] == started
