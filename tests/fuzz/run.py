"""Inputs one after the other through a target, each timed."""

from __future__ import annotations

import signal
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.fuzz.mutate import Mutator
from tests.fuzz.targets import Target

LONGEST = 1.0
"""Seconds of processor time that one input may take."""

HANGS = 20
"""Seconds after which an input is given up."""

LARGE_EVERY = 2_000
"""One input in so many is blown up to the target's largest size, or an eighth of it."""


class Hangs(Exception):
    """An input takes too long to wait for."""


@dataclass
class Tally:
    """What came of one target; `broken` holds inputs and what was said of them."""

    name: str
    count: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    broken: list[tuple[str, str]] = field(default_factory=list)

    def row(self) -> str:
        mean = self.seconds / self.count * 1000 if self.count else 0.0
        return f"{self.name:20}{self.count:>10,}{mean:10.2f} ms{self.slowest * 1000:10.0f} ms{len(self.broken):>8}"


HEAD = f"{'target':20}{'inputs':>10}{'mean':>13}{'slowest':>13}{'broken':>8}"


def texts(target: Target, key: str, first: int, count: int) -> Iterator[str]:
    """The inputs of these numbers."""
    mutator = Mutator(target.seeds(), f"{key}:{target.name}")
    for number in range(first, first + count):
        if number % LARGE_EVERY == LARGE_EVERY - 1:
            yield mutator.blown_up(number, target.largest // (8 if number % (2 * LARGE_EVERY) < LARGE_EVERY else 1))
        else:
            yield mutator.text(number)


def run(target: Target, key: str, first: int, count: int) -> Tally:
    """Give the target its inputs; what it cannot take is kept."""
    tally = Tally(target.name)
    for text in texts(target, key, first, count):
        said = one(target, text, tally)
        if said:
            tally.broken.append((text, said))
    return tally


def one(target: Target, text: str, tally: Tally) -> str:
    """What is wrong with what the target makes of a text; "" for nothing."""
    said = ""
    began = time.process_time()
    try:
        with _patience():
            target.run(text)
    except Exception:
        said = traceback.format_exc()
    spent = time.process_time() - began
    tally.count += 1
    tally.seconds += spent
    tally.slowest = max(tally.slowest, spent)
    if not said and spent > LONGEST:
        said = f"{spent:.1f} s of processor time for {len(text):,} characters"
    return said


@contextmanager
def _patience() -> Iterator[None]:
    """Where the system can, end what hangs."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    previous = signal.signal(signal.SIGVTALRM, _give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, HANGS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, previous)


def _give_up(*_: object) -> None:
    raise Hangs(f"more than {HANGS} s")
