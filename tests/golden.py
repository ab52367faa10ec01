"""Rewrite the texts that a user sees over the bad fixtures, to be read by eye.

    python -m tests.golden [RULE…]

Without names every rule's are written. Where `CI` is set nothing is.
"""

from __future__ import annotations

import os
import sys

from studio_lint import registry
from studio_lint.site import reference
from tests.cases import ROOT, folders, full, golden, rules


def main(names: list[str]) -> int:
    if os.environ.get("CI"):
        print("golden files are not rewritten where CI is set", file=sys.stderr)
        return 2
    reference.write_table(ROOT)
    chosen = [registry.find(name) for name in names] if names else list(rules())
    for name, rule in zip(names, chosen, strict=False):
        if rule is None:
            print(f"there is no rule {name}", file=sys.stderr)
            return 2
    for rule in chosen:
        assert rule is not None
        for bad in folders(rule, "bad"):
            text, path = full(bad), golden(bad)
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8", newline="\n")
                print(f"{path}\n{text}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
