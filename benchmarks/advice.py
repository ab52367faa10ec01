"""How much advice a file gets: over a collection of environment files, such as those of single authors.

python -m benchmarks.advice [COLLECTION]

COLLECTION is a JSON file, path -> text; it lies beside the repository where it is at hand.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from benchmarks.texts import CORPUS
from studio_lint.base.diagnostics import ADVICE
from studio_lint.base.source import Source
from studio_lint.discovery.kinds import ENVIRONMENT
from studio_lint.lint import engine

MOST = 1.5
"""Pieces of advice a file: what everybody gets is read by nobody."""


def main() -> int:
    collection = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    if not collection.is_file():
        print("there is no collection of environment files here: name one")
        return 2
    files = json.loads(collection.read_text(encoding="utf-8"))
    in_file: Counter[int] = Counter()
    by_code: Counter[str] = Counter()
    for path, text in files.items():
        findings = engine.check_source(Source(path, text), ENVIRONMENT).findings
        by_code.update(finding.code for finding in findings)
        in_file[sum(finding.severity == ADVICE for finding in findings)] += 1
    for advice, count in sorted(in_file.items()):
        print(f"{advice} advice: {count} files")
    total = sum(advice * count for advice, count in in_file.items())
    print(f"{total / max(1, len(files)):.2f} pieces of advice a file, over {len(files)} files (wanted: under {MOST})")
    print("all findings: " + ", ".join(f"{code} {count}" for code, count in sorted(by_code.items())))
    return 0 if total < MOST * max(1, len(files)) else 1


if __name__ == "__main__":
    sys.exit(main())
