"""What mkdocs does besides: the rules' pages get their places in the navigation, a section for each family."""

from __future__ import annotations

from typing import Any

from studio_lint import registry
from studio_lint.site.reference import TITLES

RARER = {"pip-arguments.md": 2.0}
"""Failures whose words are also those of a far more frequent one: their weight in the search."""


def on_config(config: Any) -> Any:
    """Add the sections of the rules to the navigation of mkdocs.yml."""
    (rules,) = (entry["Rules"] for entry in config["nav"] if isinstance(entry, dict) and "Rules" in entry)
    for digit, family in enumerate(registry.FAMILIES):
        own = [rule.meta for rule in registry.all_rules() if rule.family == family]
        pages = [{f"{meta.code} {meta.name}": f"rules/{meta.name}.md"} for meta in own]
        if pages:
            rules.append({f"SL{digit} {TITLES[family]}": pages})
    from studio_lint.facts.failures.kinds import KINDS

    (failures,) = (entry["Failures"] for entry in config["nav"] if isinstance(entry, dict) and "Failures" in entry)
    failures += [{f"{kind.code} {kind.name}": f"failures/{kind.name}.md"} for kind in KINDS]
    return config


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """Weigh a page for the search: that of one rule or failure before the lists of all and before other pages."""
    folder, _slash, name = page.file.src_uri.rpartition("/")
    boost = 1.0
    if folder in ("rules", "failures"):
        boost = 0.1 if name == "index.md" else RARER.get(name, 3.0)
    page.meta.setdefault("search", {"boost": boost})
    return markdown
