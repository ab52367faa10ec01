"""python -m tests.started [NAME …]: verdict beside verdict, as a table; exit status 1 where an unlisted one differs."""

from __future__ import annotations

import os
import sys
import time

from tests.started import daemon
from tests.started.chosen import ALL, DIFFERS, studios
from tests.started.verdicts import compare


def main(names: list[str]) -> int:
    """Start the Studios of these names, all without any."""
    which = os.environ.setdefault(daemon.SWITCH, ALL if names else "1")
    reason = daemon.unreachable()
    if reason:
        print(reason)
        return 2
    daemon.prepare()
    agreed, unlisted = 0, 0
    chosen = [one for one in studios(which) if not names or one.name in names]
    began = time.monotonic()
    for studio in chosen:
        found = compare(studio)
        agreed += found.agree
        unlisted += not found.agree and studio.name not in DIFFERS
        mark = "agree " if found.agree else "listed" if studio.name in DIFFERS else "DIFFER"
        seen = "works" if found.seen.works else f"does not work ({found.seen.why})"
        print(f"{mark}  {studio.name:<36}  {' '.join(found.errors) or 'no error':<24}  {seen}", flush=True)
    print(f"{agreed} of {len(chosen)} agree, {unlisted} differ and are not listed, {time.monotonic() - began:.0f} s")
    return 1 if unlisted else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
