"""Studios built and started with a stand-in for connect-client: what happens is what was said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio_lint.rules.runtime.sigterm_not_forwarded import TOLD
from tests.started import daemon
from tests.started.chosen import DIFFERS, Studio, studios
from tests.started.verdicts import compare

STUDIOS = studios(os.environ.get(daemon.SWITCH, ""))
BASE = "python:3.12-slim"
SAVER = """\
import http.server
import os
import pathlib
import signal
import sys
import time


def stop(number, frame):
    time.sleep(1)
    pathlib.Path("/out/saved").write_text("all")
    sys.exit(0)


signal.signal(signal.SIGTERM, stop)
port = int(os.environ["CONNECT_TOOL_PORT"])
http.server.HTTPServer(("", port), http.server.SimpleHTTPRequestHandler).serve_forever()
"""
"""A server that needs a second to save."""
ENDS = {
    TOLD.replace("…", "python3 /app.py"): True,
    "exec python3 /app.py": True,
    "python3 /app.py & pid=$!; trap 'kill $pid; wait $pid' TERM; wait $pid": True,
    "python3 /app.py & pid=$!; trap 'kill $pid' TERM; wait $pid": False,
    "python3 /app.py": False,
    "while true; do python3 /app.py; done": False,
}
"""Scripts, and whether the server has saved when all has ended."""


@pytest.fixture(scope="module")
def reached() -> None:
    """Skips where nothing can be started."""
    reason = daemon.unreachable()
    if reason:
        pytest.skip(reason)
    daemon.prepare()


def test_what_is_started_is_chosen() -> None:
    names = [one.name for one in STUDIOS]
    assert len(names) == len(set(names)) > 60
    assert set(DIFFERS) <= set(names)
    assert all(reason for reason in DIFFERS.values())


@pytest.mark.usefixtures("reached")
@pytest.mark.parametrize("studio", STUDIOS, ids=lambda one: one.name)
def test_what_happens_is_what_is_said(studio: Studio) -> None:
    found = compare(studio)
    assert found.agree is (studio.name not in DIFFERS), found


@pytest.mark.usefixtures("reached")
@pytest.mark.parametrize("shell", ["sh", "bash"])
@pytest.mark.parametrize(("script", "saves"), ENDS.items(), ids=range(len(ENDS)))
def test_what_is_recommended_saves(script: str, saves: bool, shell: str, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(SAVER)
    (tmp_path / "start.sh").write_text(f"{script}\n")
    out = tmp_path / "out"
    out.mkdir(mode=0o777)
    (tmp_path / "Dockerfile").write_text(
        f"FROM {daemon.CONNECT}:0.15 AS connect\nFROM {BASE}\nCOPY app.py start.sh /\n"
        "COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client\nRUN connect-client --install\n"
        f'ENTRYPOINT ["connect-client", "--entrypoint"]\nCMD ["{shell}", "/start.sh"]\n'
    )
    tag = "studio-lint-started/saver"
    built = daemon.build(tmp_path, "Dockerfile", tag)
    assert built.works, built.why
    with daemon.Session(tag, "--volume", f"{out}:/out") as session:
        assert session.outcome().works
        assert session.stop()
    assert (out / "saved").is_file() is saves
