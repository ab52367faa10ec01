"""Writes what is derived from the rules and their fixtures: a page for each rule, their index, the README's examples.

    python -m studio_lint.reference           write them
    python -m studio_lint.reference --check   only say whether they are current

Both work in the root of the repository.
"""

from __future__ import annotations

import sys
from pathlib import Path

from studio_lint import registry, settings_pages

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
}
FIXES = {None: "none", "safe": "safe", "unsafe": "unsafe: to be looked at"}
MOST_EXAMPLES = 3
EXAMPLE_START = "<!-- what studio-lint says of "
EXAMPLE_END = "<!-- end -->"


def main(arguments: list[str]) -> int:
    """Write or check; 1 if something is not current."""
    root = Path.cwd()
    wanted = dict(generated(root))
    pages = root / "docs" / "rules"
    stale = [path for path in sorted(pages.glob("*.md")) if path not in wanted]
    stale += [path for path, text in wanted.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if "--check" in arguments:
        for path in stale:
            print(f"{path.relative_to(root)} is not current: python -m studio_lint.reference")
        return 1 if stale else 0
    for path in stale:
        if path in wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path], encoding="utf-8", newline="\n")
        else:
            path.unlink()
        print(path.relative_to(root))
    return 0


def generated(root: Path) -> Iterator[tuple[Path, str]]:
    """Every derived file and what it should hold."""
    rules = registry.all_rules()
    pages = root / "docs" / "rules"
    for rule in rules:
        yield pages / f"{rule.meta.name}.md", page(rule, root / "fixtures" / "rules" / rule.meta.name)
    yield pages / "index.md", index(rules)
    yield root / "docs" / "settings.md", settings_pages.page()
    yield root / "docs" / "settings.schema.json", settings_pages.schema_text()
    readme = root / "README.md"
    yield readme, with_examples(readme.read_text(encoding="utf-8"), root)


def page(rule: Rule, fixtures: Path) -> str:
    """The page of a rule: its docstring, what a user sees over its bad fixtures, and a good one."""
    meta = rule.meta
    summary, _, rest = rule.doc.partition("\n")
    parts = [
        f"# {meta.name} ({meta.code})",
        summary,
        f"Severity: **{meta.severity}**. Fix: {FIXES[meta.fix]}.",
        rest.strip(),
        "## What it says",
        *(_fenced(path.read_text(encoding="utf-8"), "text") for path in _goldens(fixtures)),
    ]
    good = next((path for path in sorted(fixtures.glob("good*")) if path.is_dir()), None)
    if good:
        parts.append("## What passes")
        for path in sorted(path for path in good.rglob("*") if path.is_file()):
            parts += [
                f"`{path.relative_to(good).as_posix()}`",
                _fenced(path.read_text(encoding="utf-8", errors="replace"), _language(path)),
            ]
    if meta.silenced_by:
        names = ", ".join(f"[{name}]({name}.md)" for name in meta.silenced_by)
        parts.append(f"Says nothing about a file of which one of these does: {names}.")
    return "\n\n".join(parts) + "\n"


def _goldens(fixtures: Path) -> list[Path]:
    return sorted(fixtures.glob("*.expected.txt"), key=lambda path: (len(path.name), path.name))[:MOST_EXAMPLES]


def _language(path: Path) -> str:
    if path.suffix in (".yml", ".yaml"):
        return "yaml"
    return "docker" if "dockerfile" in path.name.lower() else ""


def _fenced(text: str, language: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def index(rules: tuple[Rule, ...]) -> str:
    """All rules by family."""
    parts = [
        "# Rules",
        f"{len(rules)} rules. A code, a name or a family selects: `--select SL1`, `--ignore spec-unpinned`.",
    ]
    for digit, family in enumerate(registry.FAMILIES):
        own = [rule for rule in rules if rule.family == family]
        rows = [
            f"| {rule.meta.code} | [{rule.meta.name}]({rule.meta.name}.md) | {rule.meta.severity} "
            f"| {rule.meta.fix or ''} | {rule.summary} |"
            for rule in own
        ]
        if rows:
            head = ["| code | name | severity | fix | what is wrong |", "|---|---|---|---|---|"]
            parts += [f"## SL{digit} {TITLES[family]}", "\n".join(head + rows)]
    return "\n\n".join(parts) + "\n"


def with_examples(text: str, root: Path) -> str:
    """The text with what stands between its example marks written anew."""
    out = []
    rest = text
    while EXAMPLE_START in rest:
        before, _, rest = rest.partition(EXAMPLE_START)
        folder, _, rest = rest.partition(" -->")
        _, _, rest = rest.partition(EXAMPLE_END)
        said = _said(root / folder.strip())
        out.append(f"{before}{EXAMPLE_START}{folder} -->\n{_fenced(said, 'text')}\n{EXAMPLE_END}")
    return "".join(out) + rest


def _said(folder: Path) -> str:
    """What `studio-lint check .` prints inside a folder."""
    import os

    from studio_lint import engine
    from studio_lint.output import text

    before = Path.cwd()
    os.chdir(folder)
    try:
        return text.render(engine.lint(["."]))
    finally:
        os.chdir(before)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
