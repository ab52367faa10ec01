"""The language server from start to end, over stdio."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the language server's extra is not installed")

from studio_lint.lsp.positions import on_own_drive
from tests.cases import ROOT
from tests.lsp.client import Client

BAD = "channels:\n  - conda-forge\ndependencies:\n  - python=3.12\n  - samtools=>1.21\n"
GOOD = BAD.replace("=>", ">=")
CONFIG = """schemaVersion: "0.0.1"
kind: studio-config
session:
  name: maps
  template:
    kind: dockerfile
    dockerfile: Dockerfile
"""


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    (tmp_path / "environment.yml").write_text(BAD)
    client = Client(tmp_path)
    yield client
    assert client.end() == 0


def test_the_command_as_an_editor_starts_it(tmp_path: Path) -> None:
    (tmp_path / "environment.yml").write_text(BAD)
    client = Client(tmp_path, as_editors_do=True)
    assert codes(client.open("environment.yml", BAD)) == ["SL103"]
    assert client.end() == 0


def studio(folder: Path) -> str:
    """A good Studio on disk; the text of its Dockerfile."""
    dockerfile = (ROOT / "fixtures" / "rules" / "stage-cycle" / "good" / "Dockerfile").read_text()
    (folder / ".seqera").mkdir()
    (folder / ".seqera" / "Dockerfile").write_text(dockerfile)
    (folder / ".seqera" / "studio-config.yaml").write_text(CONFIG)
    return dockerfile


def codes(diagnostics: list[dict[str, Any]]) -> list[str]:
    return [diagnostic["code"] for diagnostic in diagnostics]


def test_findings_of_live_text(client: Client) -> None:
    (told,) = client.open("environment.yml", BAD)
    assert told["code"] == "SL103"
    assert told["severity"] == 1
    assert told["source"] == "studio-lint"
    assert told["range"]["start"] == {"line": 4, "character": 12}
    assert told["codeDescription"]["href"] == "https://studio-lint.readthedocs.io/rules/spec-invalid/"
    assert client.change("environment.yml", GOOD) == []
    assert codes(client.change("environment.yml", BAD)) == ["SL103"]


@pytest.mark.parametrize(("encodings", "end"), [(["utf-16"], 7), (["utf-8", "utf-16"], 9), (["utf-32"], 6)])
def test_columns_in_the_units_agreed_on(tmp_path: Path, encodings: list[str], end: int) -> None:
    (tmp_path / "environment.yml").write_text(BAD)
    client = Client(tmp_path, {"general": {"positionEncodings": encodings}})
    (told,) = client.open("environment.yml", BAD.replace("- samtools=>1.21", "- {\U0001f9ec: 1}"))
    assert told["code"] == "SL104"
    assert told["range"] == {"start": {"line": 4, "character": 5}, "end": {"line": 4, "character": end}}
    assert client.end() == 0


def test_a_file_that_is_none_of_ours_gets_no_word(client: Client) -> None:
    assert client.open("values.yaml", "a: [1, 2\n") == []


def test_a_file_that_was_never_saved(client: Client) -> None:
    assert codes(client.open("new/environment.yml", BAD)) == ["SL103"]


def test_quick_fixes(client: Client) -> None:
    (told,) = client.open("environment.yml", BAD)
    document = {"uri": client.uri("environment.yml")}
    params = {"textDocument": document, "range": told["range"], "context": {"diagnostics": [told]}}
    fix, hide = client.ask("textDocument/codeAction", params)
    assert (fix["kind"], fix["isPreferred"]) == ("quickfix", True)
    (edit,) = fix["edit"]["changes"][client.uri("environment.yml")]
    assert (edit["newText"], edit["range"]) == (">=", {**told["range"], "end": {"line": 4, "character": 14}})
    assert hide["title"] == "SL103: Suppress this finding with a comment"
    (comment,) = hide["edit"]["changes"][client.uri("environment.yml")]
    assert comment["newText"] == "  # studio-lint: ignore[SL103]\n"


def test_mend_all(client: Client) -> None:
    client.open("environment.yml", BAD)
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 5, "character": 0}}
    params = {
        "textDocument": {"uri": client.uri("environment.yml")},
        "range": whole,
        "context": {"diagnostics": [], "only": ["source.fixAll"]},
    }
    (action,) = client.ask("textDocument/codeAction", params)
    assert action["kind"] == "source.fixAll.studio-lint"
    (edit,) = action["edit"]["changes"][client.uri("environment.yml")]
    assert edit == {"range": whole, "newText": GOOD}
    # The editor's text still counts: nothing was applied by asking.
    assert codes(client.change("environment.yml", BAD + "\n")) == ["SL103"]


def test_findings_across_files(tmp_path: Path) -> None:
    dockerfile = studio(tmp_path)
    client = Client(tmp_path)
    assert client.open(".seqera/studio-config.yaml", CONFIG) == []
    (told,) = client.change(".seqera/studio-config.yaml", CONFIG.replace(": Dockerfile", ": Dockerfle"))
    assert told["code"] == "SL604"
    assert told["relatedInformation"][0]["location"]["uri"] == client.uri(".seqera/Dockerfile")
    client.change(".seqera/studio-config.yaml", CONFIG)
    broken = dockerfile.replace("--from=connect", "--from=conect")
    assert codes(client.open(".seqera/Dockerfile", broken, "dockerfile")) == ["SL202"]
    assert client.end() == 0


def test_pulled_diagnostics(tmp_path: Path) -> None:
    (tmp_path / "environment.yml").write_text(GOOD)
    client = Client(tmp_path, {"textDocument": {"diagnostic": {}}})
    document = {"uri": client.uri("environment.yml"), "languageId": "yaml", "version": 1, "text": BAD}
    client.tell("textDocument/didOpen", {"textDocument": document})
    report = client.ask("textDocument/diagnostic", {"textDocument": {"uri": document["uri"]}})
    assert (report["kind"], codes(report["items"])) == ("full", ["SL103"])
    assert document["uri"] not in client.published
    assert client.end() == 0


@pytest.mark.parametrize("pulls", [True, False])
def test_what_was_pushed_for_a_closed_file_is_not_kept_beside_what_is_pulled(tmp_path: Path, pulls: bool) -> None:
    dockerfile = studio(tmp_path).replace("--from=connect", "--from=conect")
    (tmp_path / ".seqera" / "Dockerfile").write_text(dockerfile)
    client = Client(tmp_path, {"textDocument": {"diagnostic": {}}} if pulls else {})
    config = {"uri": client.uri(".seqera/studio-config.yaml"), "languageId": "yaml", "version": 1, "text": CONFIG}
    client.tell("textDocument/didOpen", {"textDocument": config})
    assert codes(client.diagnostics(".seqera/Dockerfile")) == ["SL202"]
    pushed = client.open(".seqera/Dockerfile", dockerfile, "dockerfile")
    assert codes(pushed) == ([] if pulls else ["SL202"])
    if pulls:
        document = {"uri": client.uri(".seqera/Dockerfile")}
        report = client.ask("textDocument/diagnostic", {"textDocument": document})
        assert codes(report["items"]) == ["SL202"]
        client.tell("textDocument/didSave", {"textDocument": config})
        client.ask("textDocument/hover", client.at(".seqera/Dockerfile", 0, 0))
        assert client.published[document["uri"]] == []
    assert client.end() == 0


@pytest.mark.parametrize("pulls", [True, False])
def test_nothing_is_left_of_a_studio_of_which_no_file_is_open(tmp_path: Path, pulls: bool) -> None:
    dockerfile = studio(tmp_path).replace("--from=connect", "--from=conect")
    (tmp_path / ".seqera" / "Dockerfile").write_text(dockerfile)
    client = Client(tmp_path, {"textDocument": {"diagnostic": {}}} if pulls else {})
    for name, text in {".seqera/studio-config.yaml": CONFIG, ".seqera/Dockerfile": dockerfile}.items():
        document = {"uri": client.uri(name), "languageId": "x", "version": 1, "text": text}
        client.tell("textDocument/didOpen", {"textDocument": document})
    closed = {"uri": client.uri(".seqera/Dockerfile")}
    client.ask("textDocument/hover", client.at(".seqera/Dockerfile", 0, 0))
    client.tell("textDocument/didClose", {"textDocument": closed})
    assert codes(client.diagnostics(".seqera/Dockerfile")) == ["SL202"], "the studio-config leads to it"
    client.tell("textDocument/didClose", {"textDocument": {"uri": client.uri(".seqera/studio-config.yaml")}})
    assert client.diagnostics(".seqera/Dockerfile") == []
    assert client.end() == 0


def test_actions_for_the_line_and_for_what_the_editor_names(client: Client) -> None:
    (told,) = client.open("environment.yml", BAD)
    document = {"uri": client.uri("environment.yml")}

    def titles(line: int, diagnostics: list[dict[str, Any]]) -> list[str]:
        here = {"line": line, "character": 0}
        params = {
            "textDocument": document,
            "range": {"start": here, "end": here},
            "context": {"diagnostics": diagnostics},
        }
        return [action["title"].partition(":")[0] for action in client.ask("textDocument/codeAction", params) or []]

    assert titles(4, []) == ["SL103", "SL103"]
    assert titles(0, [told]) == ["SL103", "SL103"]
    assert titles(0, []) == []
    assert titles(0, [{**told, "code": "SL104"}]) == []


def test_fix_all_edits_its_own_document(tmp_path: Path) -> None:
    dockerfile = studio(tmp_path)
    (tmp_path / ".seqera" / "environment.yml").write_text(BAD)
    bad = dockerfile.rstrip("\n") + "\nCOPY environment.yml /tmp/\nRUN micromamba install --file /tmp/environment.yml\n"
    (tmp_path / ".seqera" / "Dockerfile").write_text(bad)
    client = Client(tmp_path)
    client.open(".seqera/Dockerfile", bad, "dockerfile")
    params = {
        "textDocument": {"uri": client.uri(".seqera/Dockerfile")},
        "range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}},
        "context": {"diagnostics": [], "only": ["source.fixAll"]},
    }
    for action in client.ask("textDocument/codeAction", params) or []:
        assert set(action["edit"]["changes"]) == {client.uri(".seqera/Dockerfile")}
    params["textDocument"] = {"uri": client.uri(".seqera/environment.yml")}
    (action,) = client.ask("textDocument/codeAction", params)
    assert set(action["edit"]["changes"]) == {client.uri(".seqera/environment.yml")}
    assert client.end() == 0


def test_hover_over_a_broken_spec_says_what_is_wrong(client: Client) -> None:
    client.open("environment.yml", BAD)
    told = client.ask("textDocument/hover", client.at("environment.yml", 4, 8))
    assert told["contents"]["value"].startswith("**samtools=>1.21** is not a valid match spec\n\n`=>` is ")


def test_settings_that_change_outside_the_editor(client: Client) -> None:
    assert codes(client.open("environment.yml", BAD)) == ["SL103"]
    settings = client.folder / "studio-lint.toml"
    settings.write_text('ignore = ["SL103"]\n')
    changed = {"changes": [{"uri": settings.as_uri(), "type": 1}]}
    client.tell("workspace/didChangeWatchedFiles", changed)
    assert client.diagnostics("environment.yml") == []
    settings.write_text('ignroe = ["SL103"]\n')
    client.tell("workspace/didChangeWatchedFiles", changed)
    client.diagnostics("environment.yml")
    client.ask("textDocument/hover", client.at("environment.yml", 0, 0))
    assert len(client.shown) == 1
    assert "ignroe" in client.shown[0]


def test_a_file_outside_the_editor_that_changes(tmp_path: Path) -> None:
    studio(tmp_path)
    client = Client(tmp_path)
    assert client.open(".seqera/studio-config.yaml", CONFIG) == []
    gone = tmp_path / ".seqera" / "Dockerfile"
    gone.rename(tmp_path / ".seqera" / "Dockerfile2")
    client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": gone.as_uri(), "type": 3}]})
    assert codes(client.diagnostics(".seqera/studio-config.yaml")) == ["SL604"]
    assert client.end() == 0


@pytest.mark.parametrize(
    ("line", "character", "words"),
    [
        (2, 3, "**Installed by**\n\n- Wave, with the newest micromamba"),
        (3, 6, "**python**: 3.12 or any 3.12.x"),
        (4, 8, "**samtools**: 1.20 or newer and older than 2"),
        (5, 6, "**pandas**: exactly 2.1, build `py_0`, only from the channel `conda-forge`"),
    ],
)
def test_hover_over_a_match_spec(client: Client, line: int, character: int, words: str) -> None:
    text = (
        "channels:\n  - conda-forge\ndependencies:\n  - python=3.12\n  - samtools>=1.20,<2\n"
        "  - conda-forge::pandas==2.1=py_0\n"
    )
    client.open("environment.yml", text)
    told = client.ask("textDocument/hover", client.at("environment.yml", line, character))
    assert told["contents"]["value"] == words


def test_hover_over_a_rule_a_key_and_the_shipped_image(tmp_path: Path) -> None:
    dockerfile = studio(tmp_path)
    client = Client(tmp_path)
    client.open(".seqera/studio-config.yaml", CONFIG)
    key = client.ask("textDocument/hover", client.at(".seqera/studio-config.yaml", 6, 6))
    assert key["contents"]["value"].startswith(
        "**session.template.dockerfile** (text)\n\nPath of the Dockerfile inside"
    )
    lines = dockerfile.split("\n")
    shipped = max(number for number, line in enumerate(lines) if line.startswith("FROM"))
    client.open(".seqera/Dockerfile", "# studio-lint: file-ignore[SL404]\n" + dockerfile, "dockerfile")
    rule = client.ask("textDocument/hover", client.at(".seqera/Dockerfile", 0, 29))
    assert rule["contents"]["value"].startswith("**SL404 host-loopback** (advice)")
    image = client.ask("textDocument/hover", client.at(".seqera/Dockerfile", shipped + 1, 2))
    assert 'Entrypoint: ["/usr/bin/connect-client", "--entrypoint"]' in image["contents"]["value"]
    assert client.end() == 0


def complete(client: Client, name: str, text: str, language: str = "yaml") -> list[str]:
    """Labels offered at the mark `|` in a text."""
    before, _, after = text.partition("|")
    client.open(name, before + after, language)
    line = before.count("\n")
    answer = client.ask("textDocument/completion", client.at(name, line, len(before.rpartition("\n")[2])))
    return [item["label"] for item in (answer["items"] if isinstance(answer, dict) else answer or [])]


def test_completion(tmp_path: Path) -> None:
    dockerfile = studio(tmp_path)
    (tmp_path / "environment.yml").write_text(GOOD)
    client = Client(tmp_path)
    config = ".seqera/studio-config.yaml"
    assert complete(client, config, CONFIG + "  cl|") == [
        "name",
        "description",
        "template",
        "clone",
        "dependencies",
        "computeRequirements",
        "environmentVariables",
        "management",
    ]
    assert complete(client, config, CONFIG + "  clone:\n    |") == ["enabled", "path"]
    assert complete(client, config, CONFIG.replace("kind: dockerfile", "kind: |")) == ["registry", "dockerfile", "none"]
    assert complete(client, config, CONFIG + "  environmentVariables:\n    - |") == ["name", "value"]
    assert complete(client, config, CONFIG + "  environmentVariables:\n    - name: X\n      |") == ["name", "value"]
    assert "bioconda" in complete(client, "environment.yml", GOOD.replace("- conda-forge", "- conda-forge\n  - |"))
    assert complete(client, "environment.yml", GOOD + "  - |") == []
    versions = complete(client, ".seqera/Dockerfile", dockerfile.replace('"0.15.0"', '"|"'), "dockerfile")
    assert versions[0] == "0.15.0"
    assert client.end() == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".seqera/studio-config.yaml", CONFIG.replace("kind: dockerfile", "kind: dockerfile|")),
        (".seqera/studio-config.yaml", CONFIG.replace("kind: dockerfile", "kind: dockerfile |")),
        (".seqera/studio-config.yaml", CONFIG.replace('"0.0.1"', '"0.0.1"|')),
        (".seqera/studio-config.yaml", CONFIG + "  clone:\n    enabled: true |"),
        (".seqera/studio-config.yaml", CONFIG + "  clone |"),
        ("environment.yml", GOOD.replace("- conda-forge", "- conda-forge|")),
        ("environment.yml", GOOD.replace("- conda-forge", "- conda-forge |")),
        ("environment.yml", GOOD.replace("- conda-forge", "- conda-forge # why -|")),
        ("Dockerfile", "ARG CONNECT_CLIENT_VERSION=0.15.0|\nFROM public.cr.seqera.io/platform/connect-client:0.15.0\n"),
        ("Dockerfile", "FROM public.cr.seqera.io/platform/connect-client:0.15.0|\n"),
    ],
)
def test_nothing_pops_up_after_a_finished_item(client: Client, name: str, text: str) -> None:
    studio(client.folder)
    assert complete(client, name, text, "dockerfile" if name == "Dockerfile" else "yaml") == []


@pytest.mark.parametrize(
    ("name", "text", "first"),
    [
        (".seqera/studio-config.yaml", CONFIG.replace("kind: dockerfile", "kind: docker|"), "registry"),
        ("environment.yml", GOOD.replace("- conda-forge", "- conda-|"), "conda-forge"),
        ("Dockerfile", "FROM public.cr.seqera.io/platform/connect-client:0.15|\n", "0.15.0"),
    ],
)
def test_an_item_half_written_is_completed(client: Client, name: str, text: str, first: str) -> None:
    studio(client.folder)
    assert first in complete(client, name, text, "dockerfile" if name == "Dockerfile" else "yaml")


def test_links_to_the_files_that_are_named(tmp_path: Path) -> None:
    studio(tmp_path)
    client = Client(tmp_path)
    client.open(".seqera/studio-config.yaml", CONFIG)
    (link,) = client.ask(
        "textDocument/documentLink", {"textDocument": {"uri": client.uri(".seqera/studio-config.yaml")}}
    )
    assert link["target"] == client.uri(".seqera/Dockerfile")
    assert link["range"]["start"] == {"line": 6, "character": 16}
    assert client.end() == 0


def test_closing_lets_the_disk_count_again(client: Client) -> None:
    assert client.open("environment.yml", GOOD) == []
    client.tell("textDocument/didClose", {"textDocument": {"uri": client.uri("environment.yml")}})
    assert client.diagnostics("environment.yml") == []
    assert codes(client.open("environment.yml", BAD)) == ["SL103"]


@pytest.mark.parametrize(
    ("path", "here", "expected"),
    [
        ("c:\\work\\Dockerfile", "C:\\work", "C:\\work\\Dockerfile"),
        ("C:\\work\\Dockerfile", "c:\\", "c:\\work\\Dockerfile"),
        ("d:\\Dockerfile", "C:\\work", "d:\\Dockerfile"),
        ("\\\\host\\share\\Dockerfile", "C:\\work", "\\\\host\\share\\Dockerfile"),
        ("/work/Dockerfile", "/work", "/work/Dockerfile"),
        ("/", "/", "/"),
    ],
)
def test_drives_of_windows_are_written_in_one_way(path: str, here: str, expected: str) -> None:
    assert on_own_drive(path, here) == expected
