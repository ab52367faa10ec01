"""Language servers that are there at once: a process that has imported the server waits, and forks one each time.

Most of a server's start is the import of the protocol's types, which is the same in every test.
"""

from __future__ import annotations

import atexit
import os
import signal
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path

from tests.cases import ROOT

POSSIBLE = hasattr(os, "fork") and hasattr(socket, "send_fds")


def start(folder: Path) -> tuple[int, int, int]:
    """A server that works in a folder: the descriptors of its input, of its output, and of its exit status."""
    (their_input, own_input), (own_output, their_output), (own_status, their_status) = (os.pipe() for _ in range(3))
    theirs = [their_input, their_output, their_status]
    socket.send_fds(_channel(), [str(folder).encode()], theirs)
    for descriptor in theirs:
        os.close(descriptor)
    return own_input, own_output, own_status


@cache
def _channel() -> socket.socket:
    """To the waiting process, which ends when this one does."""
    own, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    waiting = subprocess.Popen(
        [sys.executable, "-m", "tests.lsp.nursery", str(theirs.fileno())],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    theirs.close()

    def end() -> None:
        own.close()
        waiting.wait()

    atexit.register(end)
    return own


def _wait(channel: socket.socket) -> None:
    import studio_lint.lsp.server  # noqa: F401

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        folder, descriptors, _, _ = socket.recv_fds(channel, 4096, 3)
        if not folder:
            return
        if os.fork() == 0:
            channel.close()
            _become_server(folder, *descriptors)
        for descriptor in descriptors:
            os.close(descriptor)


def _become_server(folder: bytes, given: int, taken: int, ended: int) -> None:
    from studio_lint.console.cli import main

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.chdir(folder)
    for descriptor, own in ((given, 0), (taken, 1)):
        os.dup2(descriptor, own)
        os.close(descriptor)
    status = 70
    try:
        status = main(["server", "--stdio"])
    finally:
        os.write(ended, bytes([status]))
        os._exit(0)


if __name__ == "__main__":
    _wait(socket.socket(fileno=int(sys.argv[1])))
