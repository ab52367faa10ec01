"""Carries out one attack: a hostile repository, the real program in it, limits of the operating system around it.

A hang is a failure and not a wait: processor time and address space are
limited in the process itself. What the program opens, runs and connects to is
seen by an audit hook, so that a read outside the repository is noticed even if
nothing of it is printed.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

SECONDS = 5
"""Processor seconds for one attack: what docs/limits.md promises for a file."""
MEMORY = 1 << 30
"""Bytes of address space for one attack."""
WALL = 60
"""Seconds until an attack that sleeps is given up."""
CANARY = "canary-of-the-outside"
"""A word in every file outside the repository; it may never be printed."""

_PROGRAM = """\
import gc, json, os, signal, sys, tempfile, time
import resource, runpy
import studio_lint.console.commands.check, studio_lint.lint.engine, studio_lint.discovery.discovery
RUNS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn")
CONNECTS = ("socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto")
CHANGES = ("os.rename", "os.remove", "os.link", "os.symlink", "os.mkdir", "os.chmod", "os.truncate")
own = [os.path.realpath(path) for path in [sys.prefix, sys.base_prefix, *sys.path] if path]
def warm():
    # What each attack would import anew: rules, readers and facts, by checking a Studio that is in order.
    import contextlib, io, studio_lint.console.cli
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        for name, text in SAMPLE.items():
            os.makedirs(os.path.dirname(os.path.join(folder, name)) or folder, exist_ok=True)
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        os.chdir(folder)
        with contextlib.redirect_stderr(io.StringIO()):
            studio_lint.console.cli.main(["check", "--diff", "--unsafe-fixes", "--output-format", "json", "."])
        os.chdir(before)
def carry_out(seconds, memory, report, root, printed, stdin, environment, arguments):
    os.chdir(root)
    os.environ.clear()
    os.environ.update(environment)
    for number, path, flags in ((0, stdin, os.O_RDONLY), (1, printed, os.O_WRONLY | os.O_APPEND)):
        os.dup2(os.open(path, flags), number)
    os.dup2(1, 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    inside = [os.path.realpath(root)]
    # Said at once, for the program ends copies of itself that share its work without a further word.
    told = os.open(report, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    watching = [True]
    def met(what):
        os.write(told, f"{what}\\n".encode("utf-8", "backslashreplace"))
    def within(path, places):
        real = os.path.realpath(os.fsdecode(path))
        return any(real == place or real.startswith(place.rstrip(os.sep) + os.sep) for place in places)
    def seen(event, given):
        if not watching:
            return
        if event == "open" and isinstance(given[0], (str, bytes)):
            writes = isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)
            # The null device says and keeps nothing.
            if os.fsdecode(given[0]) != os.devnull and not within(given[0], inside if writes else inside + own):
                met(("writes " if writes else "reads ") + os.fsdecode(given[0]))
        elif event in CHANGES:
            for path in given[:2]:
                if isinstance(path, str) and not within(path, inside):
                    met(f"{event} {path!r}")
        elif event.startswith(RUNS) or event in CONNECTS:
            met(f"{event} {given!r}")
    sys.argv = ["studio-lint", *arguments]
    sys.addaudithook(seen)
    status = 70
    try:
        runpy.run_module("studio_lint", run_name="__main__")
    except SystemExit as end:
        status = end.code or 0
    except BaseException:
        import traceback
        traceback.print_exc()
    finally:
        watching.clear()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
def ended(process, wall):
    late = time.monotonic() + wall
    while time.monotonic() < late:
        number, status, used = os.wait4(process, os.WNOHANG)
        if number:
            return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime
        time.sleep(0.005)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return -signal.SIGKILL, wall
SAMPLE = json.loads(sys.stdin.readline())
warm()
gc.freeze()
for line in sys.stdin:
    wall, given = json.loads(line)
    process = os.fork()
    if not process:
        try:
            carry_out(*given)
        finally:  # there may be no memory to end it in good order
            os._exit(70)
    print(*ended(process, wall), flush=True)
"""
"""Waits for attacks, a line each, and carries each one out in a process of its own, in which the program is imported
already: what a hundred of them need otherwise is the start of Python."""


_SAMPLE = {
    ".seqera/studio-config.yaml": "kind: studio-config\nsession:\n  template:\n    dockerfile: Dockerfile\n",
    ".seqera/Dockerfile": "FROM ubuntu:24.04\nCOPY start.sh app.py /\nRUN pip install a\nCMD [sh, /start.sh]\n",
    ".seqera/start.sh": "pip install b\nexec python3 /app.py --port 80\n",
    ".seqera/app.py": "import http.server\n",
    ".seqera/environment.yml": "channels:\n  - bioconda::\ndependencies:\n  - samtools=>1.21\n  - pip:\n    - a=1\n",
    "studio-lint.toml": 'exclude = ["*.x"]\n',
}
"""A Studio with mistakes: with its check all that a check imports is imported."""


@cache
def _server() -> subprocess.Popen[str]:
    """Without what Python writes of its own accord, and without the working directory on its path."""
    server = subprocess.Popen(
        [sys.executable, "-I", "-B", "-c", _PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert server.stdin is not None
    server.stdin.write(json.dumps(_SAMPLE) + "\n")
    return server


@dataclass(frozen=True)
class Attack:
    """A repository as a stranger may push it, and the command that a reviewer runs in its root.

    Paths in `files`, `links`, `pipes` and `sockets` start at the repository's
    root; `../outside/…` lies beside it. A link's value is what it says, with
    `{outside}` for the folder beside the repository. `never` are words that
    may not be printed. `seconds` are of processor time, `memory` in bytes.
    """

    name: str
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    pipes: tuple[str, ...] = ()
    sockets: tuple[str, ...] = ()
    runnable: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ("check", ".")
    never: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    status: tuple[int, ...] = (0, 1)
    seconds: int = SECONDS
    memory: int = MEMORY
    stdin: str | bytes = b""
    is_slow: bool = False
    """Whether it is left to the runs that take longer, since others of its kind are much like it."""


@dataclass(frozen=True)
class Outcome:
    """What an attack came to: exit status (negative: the signal), all that was printed, and what it did outside."""

    status: int
    printed: str
    forbidden: tuple[str, ...]
    """Files outside the repository that were opened or changed, processes that were started, hosts that were asked."""
    seconds: float = 0.0
    """Of processor time that it took."""

    @property
    def killed(self) -> bool:
        """By the limit of processor time, or of waiting."""
        return self.status < 0


def carry_out(attack: Attack, place: Path, environment: Mapping[str, str] | None = None) -> Outcome:
    """Make the repository below `place` (an empty folder) and run the program in it."""
    root = make(attack, place)
    before = _outside(place)
    report, stdin, output = (place / name for name in ("report.txt", "stdin", "output"))
    home = place / "home"
    home.mkdir(exist_ok=True)
    stdin.write_bytes(attack.stdin.encode() if isinstance(attack.stdin, str) else attack.stdin)
    output.write_bytes(b"")
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "SYSTEMROOT", "TEMP", "TMP")}
    variables = {**kept, "HOME": str(home), **(environment or {})}
    places = map(str, (report, root, output, stdin))
    server = _server()
    assert server.stdin is not None and server.stdout is not None
    server.stdin.write(json.dumps([WALL, [attack.seconds, attack.memory, *places, variables, attack.arguments]]) + "\n")
    server.stdin.flush()
    status, seconds = server.stdout.readline().split()
    printed = output.read_bytes().decode("utf-8", "replace")
    met = _reported(report)
    changed = [f"changed {path}" for path in _differences(before, _outside(place))]
    return Outcome(int(status), printed, tuple(met + changed), float(seconds))


def _reported(report: Path) -> list[str]:
    """What the hook saw; a process that had no memory left may not have said it."""
    return report.read_text(encoding="utf-8").splitlines() if report.exists() else []


def faults(attack: Attack, outcome: Outcome) -> list[str]:
    """What the attack achieved, a line each; empty if it was held off."""
    found = list(outcome.forbidden)
    if outcome.killed:
        found.append(f"did not end within {attack.seconds} s of processor time (signal {-outcome.status})")
    elif outcome.status not in attack.status:
        found.append(f"exit status {outcome.status}: {outcome.printed[-2000:]}")
    found += [f"printed {word!r}" for word in (CANARY, *attack.never) if word in outcome.printed]
    found += [f"did not print {word!r}" for word in attack.expected if word not in outcome.printed]
    return found + [line for line in outcome.printed.splitlines() if "Traceback (most recent call last)" in line]


def make(attack: Attack, place: Path) -> Path:
    """Write the repository `place`/repo and, beside it, `outside` with files that nobody may read or change."""
    root, outside = place / "repo", place / "outside"
    for folder in (root / ".git", outside):
        folder.mkdir(parents=True)
    (root / ".git" / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    for name in ("secret.txt", "Dockerfile", "start.sh", "environment.yml", ".dockerignore"):
        (outside / name).write_text(f"FROM ubuntu:22.04\n{CANARY} is shown with its mistake\n", encoding="utf-8")
    for name, held in attack.files.items():
        path = _made(root, name)
        path.write_bytes(held.encode("utf-8", "surrogateescape") if isinstance(held, str) else held)
        path.chmod(0o755 if name in attack.runnable else 0o644)
    for name, target in attack.links.items():
        _made(root, name).symlink_to(target.format(outside=outside))
    for name in attack.pipes:
        os.mkfifo(_made(root, name))
    for name in attack.sockets:
        _socket(_made(root, name))
    return root


def _made(root: Path, name: str) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _socket(path: Path) -> None:
    """A socket's name may have about a hundred bytes, so it is bound from its own folder."""
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(before)


def _outside(place: Path) -> dict[str, tuple[bytes, int]]:
    found = {}
    for folder, _, names in os.walk(place / "outside"):
        for name in names:
            path = Path(folder, name)
            found[str(path)] = (path.read_bytes(), path.stat().st_mtime_ns)
    return found


def _differences(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
