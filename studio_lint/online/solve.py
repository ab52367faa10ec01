"""Puts an environment to rattler, in a process of its own: are its channels there, and can all be installed together.

What rattler fetches goes through `gate`, and its process has limits, so that a channel can neither reach into this
network nor use up time or memory.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from typing import Any
from urllib.parse import urlsplit

import studio_lint
from studio_lint.model.secrets.urls import without_secrets
from studio_lint.online.environments import Lack, Question, Solution
from studio_lint.online.gate import Gate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 120.0
"""Seconds for one environment; the first one reads the channels."""
MEMORY = 3 << 30
"""Bytes of address space of its process; rattler maps whole lists, and conda-forge's has 400 MiB."""
LARGEST_FILE = 1 << 30
"""Bytes of one list, unpacked."""
MOST_BYTES = 1 << 20
"""Of the answer of our own process."""

_PROGRAM = """\
import sys
sys.path[:] = {path!r}
from studio_lint.online import solver
solver.main()
"""
_OWN = ("python", "http_proxy", "https_proxy", "all_proxy", "no_proxy", "ftp_proxy")


def solve(question: Question, trouble: Callable[[str], None]) -> Solution | None:
    """The solution; None where it is not known. `trouble` is told of channels that cannot be reached."""
    try:
        said, why_not = asyncio.run(_put(question))
    except asyncio.TimeoutError:
        trouble(f"could not read {', '.join(map(without_secrets, question.channels))}: no response in time")
        return None
    if not isinstance(said, dict):
        trouble("the solver exited without a result")
        return None
    for url, why in said["troubles"]:
        trouble(f"could not read {without_secrets(url) or 'a channel'}: {why_not.get(_place(url), why)}")
    found = said["solution"]
    if found is None:
        return None
    lacks = tuple(Lack(wish, tuple(versions), near) for wish, versions, near in found["lacks"])
    return Solution(tuple(found["channels"]), lacks, found["words"])


def _place(url: str) -> str:
    """Host and port, as the gate names them."""
    parts = urlsplit(url)
    return f"{parts.hostname or ''}:{parts.port or (443 if parts.scheme == 'https' else 80)}"


async def _put(question: Question) -> tuple[Any, dict[str, str]]:
    """What the process says, None where it says nothing whole; and why hosts were not reached. Raises TimeoutError."""
    asked = {
        "channels": question.channels,
        "memory": MEMORY,
        "largest_file": LARGEST_FILE,
        "wishes": [(wish.name, wish.spec, wish.channels) for wish in question.wishes],
    }
    async with Gate() as gate:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-I",
            "-c",
            _PROGRAM.format(path=_search_path()),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=tempfile.gettempdir(),
            env=_environment(gate.url),
            limit=MOST_BYTES,
        )
        try:
            said = await asyncio.wait_for(_answer(process, json.dumps(asked).encode()), LONGEST)
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()
        return said, gate.why_not


async def _answer(process: asyncio.subprocess.Process, asked: bytes) -> Any:
    assert process.stdin is not None and process.stdout is not None
    try:
        process.stdin.write(asked)
        process.stdin.write_eof()
        data = await process.stdout.readuntil(b"\n")
        return json.loads(data)
    except (OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        return None


def _search_path() -> list[str]:
    """Ours, without the current folder, which may be a stranger's; unless this very package is in it."""
    own = os.path.dirname(studio_lint.__path__[0])
    return [entry for entry in sys.path if os.path.isabs(entry) and (entry == own or entry != os.getcwd())]


def _environment(proxy: str) -> dict[str, str]:
    """Ours, with no way out but the gate."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().startswith(_OWN)}
    return {**kept, **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), proxy)}
