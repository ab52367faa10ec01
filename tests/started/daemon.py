"""A Docker daemon: images are built, started, asked and removed through the `docker` command.

Everything that is made here is named `studio-lint-started…`, and removed again. Nothing of a user's is touched, and
connect-client's real image is neither needed nor replaced: a Dockerfile is built from a copy that names the stand-in.
"""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

COMMAND = os.environ.get("DOCKER", "docker")
SWITCH = "STUDIO_LINT_STARTED"
FRONT_END = "BUILDKIT_SYNTAX"
"""The image of another front end than the daemon's own, where it is set."""
CONNECT = "public.cr.seqera.io/platform/connect-client"
STAND_IN = "studio-lint-started/connect-client:stand-in"
OWN = Path(__file__).parent / "stand_in"
PORTS = range(20_000, 30_000)
"""Below the ports that the kernel gives to clients."""
LONGEST_START = 25.0
"""Seconds until a program counts as one that does not listen."""
SETTLED = 1.5
"""Seconds for which a program has to go on listening, and after which one that listens elsewhere is given up."""


class Outcome(NamedTuple):
    """What was seen. `why`: the last line of the build or of the start, where it does not work."""

    works: bool
    why: str = ""


def docker(*arguments: str, seconds: float = 600) -> tuple[bool, str]:
    """Whether a call of docker succeeds, and what it prints."""
    environment = {**os.environ, "DOCKER_BUILDKIT": "1", "BUILDKIT_PROGRESS": "plain"}
    try:
        done = subprocess.run(
            [COMMAND, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False, f"docker {arguments[0]} took more than {seconds:.0f} s"
    return done.returncode == 0, done.stdout.decode("utf-8", "replace").strip()


def unreachable() -> str:
    """Why nothing can be started; "" where it can."""
    if not os.environ.get(SWITCH):
        return f"{SWITCH} is not set: builds and starts take minutes"
    if shutil.which(COMMAND) is None:
        return f"there is no `{COMMAND}` command"
    answers, said = docker("version", "--format", "{{.Server.Version}}", seconds=20)
    return "" if answers else f"no Docker daemon answers: {said.splitlines()[-1] if said else ''}"


def prepare() -> None:
    """Build the stand-in for connect-client."""
    built, said = docker("build", "--tag", STAND_IN, str(OWN))
    if not built:
        raise SystemExit(said)


def build(folder: Path, dockerfile: str, tag: str) -> Outcome:
    """Build a copy of a Studio in which every mention of connect-client's image is the stand-in."""
    path = folder / dockerfile
    path.write_text(_with_stand_in(path.read_text(encoding="utf-8")), encoding="utf-8", newline="")
    context = path.parent if path.parent.name == ".seqera" else folder
    syntax = os.environ.get(FRONT_END)
    front_end = ("--build-arg", f"{FRONT_END}={syntax}") if syntax else ()
    given = ("--network", "host", *front_end, "--file", str(path), "--tag", tag)
    built, said = docker("build", *given, str(context))
    return Outcome(built, "" if built else _last(said))


def _with_stand_in(text: str) -> str:
    """A reference goes up to a space, a comma or a quote."""
    parts = text.split(CONNECT)
    found = [parts[0]]
    for part in parts[1:]:
        end = next((at for at, letter in enumerate(part) if letter in " \t\r\n,\"'"), len(part))
        found.append(STAND_IN + part[end:])
    return "".join(found)


class Session:
    """A running Studio; `with Session(tag) as session`. It is removed at the end."""

    def __init__(self, tag: str, *options: str) -> None:
        self.tag = tag
        self.options = options
        self.port = _free_port()
        self.name = f"studio-lint-started-{self.port}"

    def __enter__(self) -> Session:
        given = ("--network", "host", "--env", f"CONNECT_TOOL_PORT={self.port}")
        self.started, self.said = docker(
            "run", "--detach", "--init", "--name", self.name, *given, *self.options, self.tag
        )
        return self

    def __exit__(self, *_: object) -> None:
        docker("rm", "--force", self.name)

    @property
    def runs(self) -> bool:
        """Whether its main process is there."""
        return docker("inspect", "--format", "{{.State.Running}}", self.name)[1] == "true"

    def outcome(self) -> Outcome:
        """Whether it comes to listen on its port, and stays."""
        if not self.started:
            return Outcome(False, _last(self.said))
        until = time.monotonic() + LONGEST_START
        while time.monotonic() < until:
            if _accepts(self.port):
                time.sleep(SETTLED)
                listens = self.runs and _accepts(self.port)
                return Outcome(listens, "" if listens else f"listened, then ended: {self._log()}")
            if not self.runs:
                return Outcome(False, f"ended: {self._log()}")
            time.sleep(0.3)
        return Outcome(False, f"nothing listens on the port: {self._log()}")

    def stop(self) -> bool:
        """Send SIGTERM, and say whether all has ended within ten seconds."""
        docker("kill", "--signal", "TERM", self.name)
        return docker("wait", self.name, seconds=10)[0]

    def _log(self) -> str:
        return _last(docker("logs", "--tail", "3", self.name)[1])


def remove(tag: str) -> None:
    """Remove an image that was built here."""
    docker("rmi", "--force", tag)


def _last(said: str) -> str:
    return said.splitlines()[-1][:160] if said else ""


def _free_port() -> int:
    while True:
        port = random.choice(PORTS)
        if not _accepts(port):
            return port


def _accepts(port: int) -> bool:
    for host in ("127.0.0.1", "::1"):
        try:
            with socket.create_connection((host, port), 1):
                return True
        except OSError:
            continue
    return False
