"""The pages of the failures that `studio-lint explain` knows, and their table."""

from __future__ import annotations

import json
from pathlib import Path

from studio_lint.facts.failures.kinds import KINDS
from studio_lint.facts.failures.tables import ALL
from studio_lint.facts.failures.trees import TREES
from studio_lint.site.examples import fenced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.facts.failures.kind import Kind

_MOST_LINES = 8


def pages(root: Path) -> Iterator[tuple[Path, str]]:
    """Each page with its text, and the table of all."""
    folder = root / "docs" / "failures"
    for kind in KINDS:
        yield folder / f"{kind.name}.md", page(kind, root / "fixtures" / "logs")
    yield folder / "index.md", index()


def page(kind: Kind, fixtures: Path) -> str:
    """What it is, how it shows in a log, and what `explain` says to an example."""
    summary, _, rest = kind.doc.partition("\n")
    rules = sorted({code for row in ALL if row.kind == kind.name for code in row.rules if code != "-"})
    before = (
        f"Reported before the build by {', '.join(rules)}."
        if rules
        else "No rule reports this before the build: only a build can show it."
    )
    parts = [f"# {kind.name} ({kind.code})", summary, before, rest.strip()]
    lines = telling(kind)
    if lines:
        parts += ["## In the log", "\n".join(f"- `{line.strip()}`" for line in lines[:_MOST_LINES])]
    example = _example(kind, fixtures)
    if example is not None:
        parts += ["## What it says", fenced(example.read_text(encoding="utf-8"), "text")]
    return "\n\n".join(parts) + "\n"


def telling(kind: Kind) -> list[str]:
    """The texts by which a kind is known."""
    lines = [row.needs for row in ALL if row.kind == kind.name]
    if kind.name in ("conda-not-found", "conda-missing-channel", "conda-unsolvable", "conda-virtual-package"):
        lines += TREES
    return list(dict.fromkeys(line for line in lines if "`" not in line))


def _example(kind: Kind, fixtures: Path) -> Path | None:
    for expected in sorted(fixtures.glob("*/expected.json")):
        text = expected.with_name("expected.txt")
        if json.loads(expected.read_text(encoding="utf-8")).get("kind") == kind.name and text.is_file():
            return text
    return None


def index() -> str:
    """Kind, telling line, code."""
    rows = [
        f"| {kind.code} | [{kind.name}]({kind.name}.md) | {kind.summary} | {_short(telling(kind))} |" for kind in KINDS
    ]
    head = ["| code | failure | what happened | in the log |", "|---|---|---|---|"]
    return (
        "\n\n".join(
            [
                "# Failures",
                f"The {len(KINDS)} kinds of failed builds and starts that `studio-lint explain` recognizes in a log."
                " `studio-lint check` does not report them.",
                "\n".join(['<div class="narrow" markdown>\n', *head, *rows, "\n</div>"]),
            ]
        )
        + "\n"
    )


def _short(lines: list[str]) -> str:
    return f"`{lines[0].strip().replace('|', chr(92) + '|')}`" if lines else ""
