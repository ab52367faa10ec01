"""Writes what is derived from the rules and the fixtures: a page for each rule, their index, examples, a picture.

    python -m studio_lint.site.reference           write them
    python -m studio_lint.site.reference --check   only say whether they are current

Both work in the root of the repository.
"""

from __future__ import annotations

import sys
from pathlib import Path

from studio_lint import registry
from studio_lint.settings import pages as settings_pages
from studio_lint.site import examples, failures, figures, picture

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.registry import Rule

TITLES = {
    "files": "Files",
    "environment": "environment.yml",
    "build": "Dockerfile: will it build",
    "studio": "Dockerfile: is it a Studio",
    "runtime": "What runs",
    "images": "Images and registries",
    "config": "studio-config.yaml",
    "online": "With --online",
}
NARROW = '<div class="narrow" markdown>\n'
"""Around a table that docs/style.css lays out in lines on a narrow screen."""

FIXES = {None: "none", "safe": "safe", "unsafe": "unsafe (review it)"}
MOST_EXAMPLES = 3
TABLE = "studio_lint/rule_table.py"
PICTURED = "fixtures/pictures/studio"
CAPTION = "studio-lint checks a Studio: two errors and a warning, each with its line and a fix"


def main(arguments: list[str]) -> int:
    """Write or check; 1 if something is not current."""
    root = Path.cwd()
    if "--check" not in arguments:
        write_table(root)
    wanted = dict(generated(root))
    pages = root / "docs" / "rules"
    written = [*sorted(pages.glob("*.md")), *sorted((root / "docs" / "failures").glob("*.md"))]
    stale = [path for path in written if path not in wanted]
    stale += [path for path, text in wanted.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if "--check" in arguments:
        for path in stale:
            print(f"{path.relative_to(root)} is not current: python -m studio_lint.site.reference")
        return 1 if stale else 0
    for path in stale:
        if path in wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path], encoding="utf-8", newline="\n")
        else:
            path.unlink()
        print(path.relative_to(root))
    return 0


def write_table(root: Path) -> None:
    """Make the table of rules current: what is checked after this knows a rule that is new."""
    path, text = root / TABLE, table(registry.all_rules())
    if path.is_file() and path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8", newline="\n")
        print(TABLE)


def generated(root: Path) -> Iterator[tuple[Path, str]]:
    """Every derived file and what it should hold."""
    rules = registry.all_rules()
    pages = root / "docs" / "rules"
    for rule in rules:
        yield pages / f"{rule.meta.name}.md", page(rule, root / "fixtures" / "rules" / rule.meta.name)
    yield pages / "index.md", index(rules)
    yield root / TABLE, table(rules)
    yield from failures.pages(root)
    yield root / "docs" / "settings.md", settings_pages.page()
    yield root / "docs" / "settings.schema.json", settings_pages.schema_text()
    for written in [root / "README.md", *sorted((root / "docs").glob("*.md"))]:
        if written.name != "settings.md":
            yield written, examples.with_examples(written.read_text(encoding="utf-8"), root)
    security = root / "SECURITY.md"
    yield security, figures.with_figures(security.read_text(encoding="utf-8"))
    if (root / PICTURED).is_dir():
        yield (
            root / "docs" / "images" / "terminal.svg",
            picture.terminal(examples.on_terminal(root / PICTURED), CAPTION),
        )


def page(rule: Rule, fixtures: Path) -> str:
    """The page of a rule: what a user sees for its bad fixtures, its docstring, and a good fixture."""
    meta = rule.meta
    summary, _, rest = rule.doc.partition("\n")
    parts = [
        f"# {meta.name} ({meta.code})",
        summary,
        f"Severity: **{meta.severity}**. Fix: {FIXES[meta.fix]}.",
        "## What it says",
        *(examples.fenced(path.read_text(encoding="utf-8"), "text") for path in _goldens(fixtures)),
        rest.strip(),
    ]
    good = next((path for path in sorted(fixtures.glob("good*")) if path.is_dir()), None)
    if good:
        parts.append("## What passes")
        for path in sorted(path for path in good.rglob("*") if path.is_file()):
            parts += [
                f"`{path.relative_to(good).as_posix()}`",
                examples.fenced(path.read_text(encoding="utf-8", errors="replace"), examples.language(path)),
            ]
    if meta.silenced_by:
        names = ", ".join(f"[{name}]({name}.md)" for name in meta.silenced_by)
        parts.append(f"Not reported if one of these rules reports the same cause: {names}.")
    return "\n\n".join(parts) + "\n"


def _goldens(fixtures: Path) -> list[Path]:
    return sorted(fixtures.glob("*.expected.txt"), key=lambda path: (len(path.name), path.name))[:MOST_EXAMPLES]


def index(rules: tuple[Rule, ...]) -> str:
    """All rules by family."""
    parts = [
        "# Rules",
        f"{len(rules)} rules. Select them by code, name or family: `--select SL1`, `--ignore spec-unpinned`.",
    ]
    for digit, family in enumerate(registry.FAMILIES):
        own = [rule for rule in rules if rule.family == family]
        rows = [
            f"| {rule.meta.code} | [{rule.meta.name}]({rule.meta.name}.md) | {rule.meta.severity} "
            f"| {rule.meta.fix or ''} | {rule.summary} |"
            for rule in own
        ]
        if rows:
            head = ["| code | name | severity | fix | summary |", "|---|---|---|---|---|"]
            listed = "\n".join([NARROW, *head, *rows, "\n</div>"])
            parts += [f"## SL{digit} {TITLES[family]}", listed]
    return "\n\n".join(parts) + "\n"


def table(rules: tuple[Rule, ...]) -> str:
    """The module that tells the registry what each rule judges and needs, so that it imports no rule for that."""
    lines = [
        '"""Rules by family: module, type of what it judges, words that it needs, what it asks (see `Meta`).',
        "",
        "Made from the rules by `python -m studio_lint.site.reference`; do not edit.",
        '"""',
        "",
        "from __future__ import annotations",
        "",
        "TABLE: dict[str, tuple[tuple[str, str, tuple[str, ...], str], ...]] = {",
    ]
    for family in registry.FAMILIES:
        lines.append(f'    "{family}": (')
        for rule in rules:
            if rule.family == family:
                needs = "".join(f'"{word}", ' for word in rule.meta.needs)
                needs = f"({needs.rstrip(', ')}{',' if len(rule.meta.needs) == 1 else ''})"
                lines.append(
                    f'        ("{rule.meta.name.replace("-", "_")}", "{rule.scope}", {needs}, "{rule.meta.asks}"),'
                )
        lines.append("    ),")
    return "\n".join([*lines, "}"]) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
