"""The pages: the site builds without a warning, every link leads somewhere, and what they tell to write is right."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml

from studio_lint import registry
from studio_lint.console.commands.check import FORMATS
from tests.cases import ROOT, case_id, inside, lint

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SITE = "https://studio-lint.readthedocs.io/"
HOME = "https://github.com/studio-lint/studio-lint/"
DOCS = ROOT / "docs"
# Pages of the repository itself; those of the site are checked as they are built.
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "editors").glob("*/README.md"))]
FENCED = re.compile(r"^([ ]*)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")


class Page(HTMLParser):
    """What a page links to, and the places in it that can be linked to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: set[str] = {""}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.places.add(value)
            elif name in ("href", "src") and value:
                self.links.append(value)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page | None]:
    """The built site: address → page, or None for a file that is no page."""
    if find_spec("material") is None:
        pytest.skip("mkdocs-material is not installed: pip install 'studio-lint[docs]'")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    built: dict[str, Page | None] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        address = SITE + path.relative_to(folder).as_posix()
        if path.suffix != ".html":
            built[address] = None
        else:
            built[address.removesuffix("index.html")] = Page(path.read_text(encoding="utf-8"))
    return built


@pytest.mark.slow
def test_every_link_of_the_site_leads_somewhere(site: dict[str, Page | None]) -> None:
    broken = []
    for address, page in site.items():
        for link in page.links if page and not address.endswith("404.html") else ():
            target, _, place = urljoin(address, link).partition("#")
            if not target.startswith(SITE):
                continue
            held = site.get(target, ...)
            if held is ... or (isinstance(held, Page) and unquote(place) not in held.places | {"__top"}):
                broken.append(f"{address}: {link}")
    assert broken == []


@pytest.mark.slow
def test_nothing_is_fetched_from_elsewhere(site: dict[str, Page | None]) -> None:
    asked = {
        urlsplit(link).netloc
        for page in site.values()
        if page
        for link in page.links
        if link.endswith((".js", ".css", ".png", ".svg", ".woff2"))
    }
    assert asked <= {"", urlsplit(SITE).netloc}


@pytest.mark.slow
def test_every_finding_links_to_a_page_of_the_site(site: dict[str, Page | None]) -> None:
    assert [rule.url for rule in registry.all_rules() if rule.url not in site] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_of_a_page_in_the_repository(path: Path) -> None:
    text = FENCED.sub("", path.read_text(encoding="utf-8"))
    for link in (first or second for first, second in LINK.findall(text)):
        if link.startswith(SITE):
            page = link.removeprefix(SITE).partition("#")[0].strip("/") or "index"
            assert (DOCS / f"{page}.md").exists() or (DOCS / page / "index.md").exists(), link
        elif not link.startswith(("https://", "mailto:", "#")):
            target, _, place = link.partition("#")
            assert (path.parent / target).exists(), link
            assert not place or place in _headings(path.parent / target), link


def _headings(path: Path) -> set[str]:
    """The anchors that GitHub gives to a page's headings."""
    lines = FENCED.sub("", path.read_text(encoding="utf-8")).splitlines()
    titles = [line.lstrip("#").strip().lower() for line in lines if line.startswith("#")]
    return {re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in titles}


def blocks(language: str) -> list[tuple[str, str]]:
    """The code blocks of a language in the guides: where, and what."""
    return [
        (path.name, "\n".join(line.removeprefix(indent) for line in text.splitlines()))
        for path in [*sorted(DOCS.glob("*.md")), ROOT / "README.md"]
        for indent, named, text in FENCED.findall(path.read_text(encoding="utf-8"))
        if named == language
    ]


@pytest.mark.parametrize(("page", "text"), blocks("yaml"), ids=lambda value: case_id(value)[:20])
def test_yaml_of_the_guides_is_yaml(page: str, text: str) -> None:
    assert yaml.safe_load(text)


@pytest.mark.parametrize(("page", "text"), blocks("toml"), ids=lambda value: case_id(value)[:20])
def test_toml_of_the_guides_is_toml(page: str, text: str) -> None:
    assert tomllib.loads(text)


HIDING = [(page, text) for page, text in blocks("docker") + blocks("dockerfile") if "ignore[" in text and "CMD" in text]


@pytest.mark.parametrize(("page", "text"), HIDING, ids=[page for page, _ in HIDING])
def test_comments_of_the_guides_hide_something(page: str, text: str, tmp_path: Path) -> None:
    good = (ROOT / "fixtures" / "rules" / "stage-cycle" / "good" / "Dockerfile").read_text(encoding="utf-8")
    studio = "".join(line for line in good.splitlines(keepends=True) if not line.startswith("CMD"))
    command = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    found = []
    for number, lines in enumerate((command, text)):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "Dockerfile").write_text(f"{studio}{lines}\n", encoding="utf-8")
        found.append({finding.code for finding in lint(folder).findings})
    bare, hidden = found
    assert bare - hidden == {"SL404"}
    assert hidden <= bare


def test_hooks_of_the_guide_are_those_of_the_repository() -> None:
    hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    guide = (DOCS / "pre-commit.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(studio-lint[\w-]*)` \|", guide, re.MULTILINE)) == hooks


def test_inputs_of_the_action_are_told() -> None:
    inputs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    guide = (DOCS / "ci.md").read_text(encoding="utf-8")
    rows = "".join(line.split("|")[1] for line in guide.splitlines() if line.startswith("| `"))
    assert [name for name in [*inputs, *FORMATS] if f"`{name}`" not in rows] == []


def test_init_writes_what_the_guide_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from studio_lint.console.cli import main

    with inside(tmp_path):
        assert main(["init", "--template", "jupyter"]) == 0
    told = capsys.readouterr()
    guide = (DOCS / "command-line.md").read_text(encoding="utf-8")
    assert f"$ studio-lint init --template jupyter\n{(told.out + told.err).strip()}\n```" in guide


def test_versions_in_the_guides_are_this_one() -> None:
    from studio_lint import __version__

    named = set()
    for path in [*DOCS.glob("*.md"), ROOT / "README.md"]:
        named |= set(re.findall(r"(?:studio-lint@|rev: )v([\d.]+)", path.read_text(encoding="utf-8")))
    assert named == {__version__}
    editors = ROOT / "editors"
    assert f'"version": "{__version__}"' in (editors / "vscode" / "package.json").read_text(encoding="utf-8")
    for name in ("Cargo.toml", "extension.toml"):
        assert f'version = "{__version__}"' in (editors / "zed" / name).read_text(encoding="utf-8")


def test_addresses_of_the_project() -> None:
    urls = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]
    assert urls["Homepage"] == SITE
    assert urls["Source"] + "/" == HOME
    assert f"{SITE}rules/" == registry.PAGES
