"""Fuzz for as long as a number of inputs takes.

python -m tests.fuzz [--count N] [--models N] [--target NAME] [--seed KEY] [--first N] [--keep FOLDER]

`--count` inputs go over the readers, `--models` over the models, rules, outputs and fixes, in the shares of
`tests.fuzz.targets`. The same key gives the same inputs; `--first` begins at a later one. What breaks is written to
the folder; the exit status is then 1.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from pathlib import Path

from tests.fuzz.run import HEAD, Tally, run
from tests.fuzz.targets import ALL, BY_NAME, MODELS, READERS, Target

CHUNK = 1_000


def main() -> int:
    arguments = _arguments()
    plan = _plan(arguments)
    began = time.monotonic()
    tallies = {target.name: Tally(target.name) for target in ALL}
    done = 0
    while any(count > 0 for count in plan.values()):
        for name in [name for name, count in plan.items() if count > 0]:
            chunk = min(CHUNK, plan[name])
            _add(tallies[name], run(BY_NAME[name], arguments.seed, arguments.first + tallies[name].count, chunk))
            plan[name] -= chunk
            done += chunk
            _keep(tallies[name], arguments.keep)
        if arguments.progress:
            print(f"{done:,} inputs after {time.monotonic() - began:,.0f} s", file=sys.stderr, flush=True)
    used = [tally for tally in tallies.values() if tally.count]
    print(HEAD)
    for tally in used:
        print(tally.row())
    broken = sum(len(tally.broken) for tally in used)
    print(f"{done:,} inputs in {time.monotonic() - began:,.0f} s, {broken} of them broken (key {arguments.seed!r})")
    return 1 if broken else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz", description="Mutated inputs for everything that reads."
    )
    parser.add_argument("--count", type=int, default=0, help="inputs over the readers")
    parser.add_argument("--models", type=int, default=0, help="inputs over the models, rules, outputs and fixes")
    parser.add_argument("--target", choices=sorted(BY_NAME), help="only this one; takes --count")
    parser.add_argument("--seed", default="0", help="the key that the inputs are made from")
    parser.add_argument("--first", type=int, default=0, help="number of the first input of each target")
    parser.add_argument("--keep", type=Path, help="folder for what breaks")
    parser.add_argument("--progress", action="store_true", help="say how far it is")
    return parser.parse_args()


def _plan(arguments: argparse.Namespace) -> dict[str, int]:
    """How many inputs each target is given."""
    if arguments.target:
        return {arguments.target: arguments.count}
    return {**_shared(READERS, arguments.count), **_shared(MODELS, arguments.models)}


def _shared(targets: tuple[Target, ...], count: int) -> dict[str, int]:
    shares = {target.name: count * target.share // 100 for target in targets}
    shares[targets[0].name] += count - sum(shares.values())
    return shares


def _add(tally: Tally, more: Tally) -> None:
    tally.count += more.count
    tally.seconds += more.seconds
    tally.slowest = max(tally.slowest, more.slowest)
    tally.broken += more.broken


def _keep(tally: Tally, folder: Path | None) -> None:
    if folder is None:
        return
    for text, said in tally.broken:
        place = folder / tally.name
        place.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        (place / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        (place / f"{name}.said").write_text(said, encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
