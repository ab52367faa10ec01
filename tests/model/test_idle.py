"""A start script that names CONNECT_TOOL_PORT, and whether anything is told it.

Expected: each error, with the line and column it points at, and the text there.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_lint.base.diagnostics import ERROR
from studio_lint.lint import engine
from studio_lint.rules.runtime import host_loopback
from tests.cases import inside
from tests.model.test_process import HEAD, read

MISSING = "SL413"
"""The programs of these scripts are not in the image: that is not what is asked here."""
UNUSED = "SL401 Dockerfile:8:1 CMD"
SCRIPTS = {
    ': "${CONNECT_TOOL_PORT:?}"\nexec ttyd -p 7681 bash': "SL402 start.sh:3:14 7681",
    'say() { echo "$*"; }\nsay "on $CONNECT_TOOL_PORT"\nexec ttyd -p 7681 bash': "SL402 start.sh:4:14 7681",
    "use() { echo $1; ttyd -p $1 bash; }\nuse $CONNECT_TOOL_PORT": "",
    "PORT=$CONNECT_TOOL_PORT\nexec ttyd -p 7681 bash": "SL402 start.sh:3:14 7681",
    "PORT=$CONNECT_TOOL_PORT\nexec ttyd -p $POTR bash": UNUSED,
    "PORT=$CONNECT_TOOL_PORT\necho on $PORT\nexec ttyd bash": "SL402 start.sh:4:6 ttyd",
    "PORT=$CONNECT_TOOL_PORT\nexec ttyd -p $PORT bash": "",
    "PORT=$CONNECT_TOOL_PORT\nOTHER=$PORT\nexec ttyd -p $OTHER bash": "",
    "STREAMLIT_SERVER_PORT=$CONNECT_TOOL_PORT\nexec streamlit run a.py": "SL402 start.sh:3:6 streamlit",
    "STREAMLIT_SERVER_PORT=$CONNECT_TOOL_PORT\nexport STREAMLIT_SERVER_PORT\nexec streamlit run a.py": "",
    "declare -gx STREAMLIT_SERVER_PORT=$CONNECT_TOOL_PORT\nexec streamlit run a.py": "",
    "set -a\nSTREAMLIT_SERVER_PORT=$CONNECT_TOOL_PORT\nexec streamlit run a.py": "",
    "set -o allexport\nSTREAMLIT_SERVER_PORT=$CONNECT_TOOL_PORT\nexec streamlit run a.py": "",
    "exec ttyd \\\n  # the port\n  -p $CONNECT_TOOL_PORT bash": "SL402 start.sh:2:6 ttyd",
    "CONNECT_TOOL_PORT=8080\nexec ttyd -p $CONNECT_TOOL_PORT bash": "SL402 start.sh:2:19 8080",
    "export CONNECT_TOOL_PORT=8080\nexec ttyd -p ${CONNECT_TOOL_PORT:-1} bash": "SL402 start.sh:2:26 8080",
    "CONNECT_TOOL_PORT=${CONNECT_TOOL_PORT:-8080}\nexec ttyd -p $CONNECT_TOOL_PORT bash": "",
    '[ "$CONNECT_TOOL_PORT" ] || CONNECT_TOOL_PORT=80\nexec ttyd -p $CONNECT_TOOL_PORT bash': "",
    '[ -z "$CONNECT_TOOL_PORT" ] && CONNECT_TOOL_PORT=80\nexec ttyd -p $CONNECT_TOOL_PORT bash': "",
    'if [ -z "$CONNECT_TOOL_PORT" ]; then\n  CONNECT_TOOL_PORT=80\nfi\nexec ttyd -p $CONNECT_TOOL_PORT bash': "",
    "[ -d /x ] && exec ttyd -p 1 bash\nexec ttyd -p $CONNECT_TOOL_PORT bash": "",
    "export PORT='$CONNECT_TOOL_PORT'\nexec http-server": "SL403 start.sh:2:14 $CONNECT_TOOL_PORT",
    "exec env PORT='$CONNECT_TOOL_PORT' my-server": "SL403 start.sh:2:16 $CONNECT_TOOL_PORT",
}


def errors(folder: Path, command: str, script: str, base: str = "debian:12") -> str:
    (folder / "start.sh").write_text(f"#!/bin/bash\n{script}\n", encoding="utf-8")
    head = HEAD.format(base=base, before="COPY --chmod=755 . /srv/\nWORKDIR /srv\n")
    (folder / "Dockerfile").write_text(f"{head}{command}\n", encoding="utf-8")
    with inside(folder):
        found = [one for one in engine.lint(["."]).findings if one.severity is ERROR and one.code != MISSING]
    shown = []
    for one in found:
        line, column = one.place.source.position(one.place.span.start)
        shown.append(f"{one.code} {one.place.source.path}:{line}:{column} {one.place.source.slice(one.place.span)}")
    return "; ".join(shown)


@pytest.mark.parametrize(("script", "expected"), SCRIPTS.items())
def test_what_is_told(script: str, expected: str, tmp_path: Path) -> None:
    assert errors(tmp_path, 'CMD ["/srv/start.sh"]', script) == expected


WORDS = {
    ('CMD ["/srv/start.sh", "$CONNECT_TOOL_PORT"]', 'P="${1:-80}"\nexec ttyd -p "$P" bash'): "$CONNECT_TOOL_PORT",
    ("CMD exec /srv/start.sh $CONNECT_TOOL_PORT", 'P="${1:-80}"\nexec ttyd -p "$P" bash'): "",
    ('CMD ["bash", "start.sh"]', 'P="${1:-80}"\nexec ttyd -p "$P" bash'): "80",
    ('CMD ["sh", "start.sh"]', "exec ttyd -p 7681 bash"): "7681",
    ("CMD bash start.sh", "exec ttyd -p 7681 bash"): "7681",
    ('CMD ["bash", "-c", "source start.sh; exec ttyd -p $P"]', "P=7681"): "7681",
    ('CMD ["sh", "-c", ". start.sh; exec ttyd -p $P"]', "P=7681"): "",
    ('CMD ["bash", "-c", "bash start.sh; exec ttyd -p ${P:-$CONNECT_TOOL_PORT}"]', "P=7681"): "",
    ('CMD ["/srv/start.sh", "ttyd"]', 'set -- "$@" -p "$CONNECT_TOOL_PORT"\nexec "$@"'): "",
    ('CMD ["/srv/start.sh", "x"]', 'shift\nset -e -- ttyd -p 7681 "$@"\nexec "$@"'): "7681",
    ('CMD ["/srv/start.sh", "ttyd", "-p", "$CONNECT_TOOL_PORT"]', 'exec "$@"'): "$CONNECT_TOOL_PORT",
    ('CMD ["/srv/start.sh", "ttyd", "-p", "$CONNECT_TOOL_PORT"]', 'eval exec "$@"'): "",
    ('CMD ["/srv/start.sh", "ttyd -p $CONNECT_TOOL_PORT"]', 'exec sh -c "exec $*"'): "",
    ('CMD ["/srv/start.sh"]', "C='ttyd -p $CONNECT_TOOL_PORT'\neval exec $C"): "",
    ('CMD ["/srv/start.sh"]', "O=\"-p '$CONNECT_TOOL_PORT'\"\neval exec ttyd $O bash"): "",
    ("CMD exec bash -c \"exec ttyd -p '$CONNECT_TOOL_PORT' bash\"", ""): "",
    ("CMD exec bash -c \"exec ttyd -p '\\$CONNECT_TOOL_PORT' bash\"", ""): "$CONNECT_TOOL_PORT",
    ('CMD ["env", "PORT=$CONNECT_TOOL_PORT", "http-server"]', ""): "$CONNECT_TOOL_PORT",
    ('CMD ["java", "-Dserver.port=$CONNECT_TOOL_PORT", "-jar", "a.jar"]', ""): "$CONNECT_TOOL_PORT",
    ('CMD ["java", "-Dserver.port=${CONNECT_TOOL_PORT}", "-jar", "a.jar"]', ""): "",
    ('CMD ["caddy", "file-server", "--listen", ":$CONNECT_TOOL_PORT"]', ""): "$CONNECT_TOOL_PORT",
}


@pytest.mark.parametrize(("command", "script", "expected"), [(*key, text) for key, text in WORDS.items()])
def test_words_on_their_way(command: str, script: str, expected: str, tmp_path: Path) -> None:
    assert errors(tmp_path, command, script).rpartition(" ")[2] == expected


BASES = {
    ("debian:12", "STREAMLIT_SERVER_PORT=$CONNECT_TOOL_PORT\nexec streamlit run a.py"): "SL402 start.sh:3:6 streamlit",
    ("ghcr.io/example/own:1", "STREAMLIT_SERVER_PORT=$CONNECT_TOOL_PORT\nexec streamlit run a.py"): "",
    ("quay.io/jupyter/base-notebook:2024-12-02", "JUPYTER_PORT=$CONNECT_TOOL_PORT\nexec jupyter-lab"): "",
}


@pytest.mark.parametrize(("base", "script", "expected"), [(*key, text) for key, text in BASES.items()])
def test_a_variable_that_the_base_may_hand_on(base: str, script: str, expected: str, tmp_path: Path) -> None:
    found = errors(tmp_path, 'CMD ["/srv/start.sh"]', script, base)
    assert "; ".join(one for one in found.split("; ") if one.startswith("SL4")) == expected


def test_what_is_said_of_a_port_that_is_kept(tmp_path: Path) -> None:
    errors(tmp_path, 'CMD ["/srv/start.sh"]', "PORT=$CONNECT_TOOL_PORT\nexec ttyd -p $POTR bash")
    with inside(tmp_path):
        (found,) = (one for one in engine.lint(["."]).findings if one.code == "SL401")
    assert [(one.source.slice(one.span), one.label) for one in found.related] == [
        ("CONNECT_TOOL_PORT", "set here, but no program uses it")
    ]


HOSTS = {
    "exec gunicorn a:b -b :$CONNECT_TOOL_PORT": [],
    "exec gunicorn a:b -b 127.0.0.1:$CONNECT_TOOL_PORT": ["127.0.0.1"],
}


@pytest.mark.parametrize(("command", "expected"), HOSTS.items())
def test_a_port_without_a_host_is_all_interfaces(command: str, expected: list[str], tmp_path: Path) -> None:
    found = host_loopback.check(read(tmp_path, f"CMD {command}"))
    assert [one.place.source.slice(one.place.span) for one in found] == expected
