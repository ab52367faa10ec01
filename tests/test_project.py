"""studio-config and the Studio that it makes with its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studio_lint.base.source import Source, Span
from studio_lint.facts import studio_config_schema as schema
from studio_lint.model.secrets.shapes import credential
from studio_lint.model.studio import project, studio_config
from studio_lint.syntax.yaml import reader as yaml_reader

if TYPE_CHECKING:
    from pathlib import Path

    from studio_lint.model.studio.studio_config import StudioConfig

HEAD = 'schemaVersion: "0.0.1"\nkind: studio-config\nsession:\n'


def config(text: str) -> StudioConfig:
    return studio_config.build(yaml_reader.read(Source(".seqera/studio-config.yaml", text)))


def made(folder: Path, text: str, name: str = "studio-config.yaml") -> project.Project:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return project.build(config(text), str(folder / name))


def test_every_field_with_its_place() -> None:
    text = HEAD + "  template: {kind: dockerfile, dockerfile: 'Dockerfile'}\n  clone:\n    path: /workspace/x\n"
    found = config(text)
    assert list(found.values) == [
        "schemaVersion",
        "kind",
        "session",
        "session.template",
        "session.template.kind",
        "session.template.dockerfile",
        "session.clone",
        "session.clone.path",
    ]
    for path, written in (("session.template.dockerfile", "'Dockerfile'"), ("session.clone.path", "/workspace/x")):
        value = found.values[path]
        assert text[value.node.span.start : value.node.span.end] == written
        assert text[value.key.span.start : value.key.span.end] == value.field.name
    assert (found.kind, found.missing, found.unknown) == ("dockerfile", (), ())
    assert found.dockerfile is not None
    assert found.dockerfile.value == "Dockerfile"


@pytest.mark.parametrize(
    ("kind", "dockerfile", "registry", "environment"),
    [("dockerfile", "D", None, None), ("registry", None, "r", "e"), ("none", None, None, "e"), ("nine", "D", "r", "e")],
)
def test_what_counts_for_each_kind(
    kind: str, dockerfile: str | None, registry: str | None, environment: str | None
) -> None:
    template = f"  template:\n    kind: {kind}\n    dockerfile: D\n    registry: r\n"
    found = config(HEAD + template + "  dependencies:\n    condaEnvironmentFile: e\n")
    texts = (found.dockerfile, found.registry, found.environment_file)
    assert tuple(text and text.value for text in texts) == (dockerfile, registry, environment)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("kind: studio-config\n", ["schemaVersion", "session"]),
        ("sesion:\n  template:\n", ["schemaVersion", "kind", "session"]),
        (HEAD + "  name: x\n", ["session.template"]),
        (HEAD + "  template:\n    registry: x\n", ["session.template.kind"]),
        (HEAD + "  template:\n", []),
        ("- a\n", []),
        ("", []),
        ("kind: [\n", []),
    ],
)
def test_missing(text: str, missing: list[str]) -> None:
    assert [one.field.path for one in config(text).missing] == missing


def test_unknown_keys_and_what_was_meant() -> None:
    found = config(HEAD + "  tempalte: x\n  cpu: 2\n  zzzz: 1\nsessions: 1\nmanagment: 1\nnames: 1\n")
    told = [(one.key.value, one.near and one.near.path, one.elsewhere and one.elsewhere.path) for one in found.unknown]
    assert told == [
        ("tempalte", "session.template", None),
        ("cpu", None, "session.computeRequirements.awsBatch.cpu"),
        ("zzzz", None, None),
        ("sessions", "session", None),
        ("managment", None, "session.management"),
        ("names", None, None),
    ]


def test_the_schema_names_each_parent() -> None:
    for field in schema.FIELDS:
        parent = field.parent.removesuffix("[]")
        assert not parent or parent in schema.BY_PATH


def test_deep_and_odd_documents_do_not_raise() -> None:
    for text in (
        "session: *x\n",
        "? [a]\n: b\n",
        "session: {session: {session: {}}}\n",
        "environmentVariables: !!set {}",
    ):
        config(text)
    config(HEAD + "  environmentVariables: [[], {}, {name: [x]}, {name: }, x, {name: a, value: {b: c}}]\n")


@pytest.mark.parametrize(
    ("written", "exists", "inside", "near"),
    [
        ("Dockerfile", True, True, None),
        ("./Dockerfile", True, True, None),
        ("image/Dockerfile.app", True, True, None),
        ("Dockerfle", False, True, "Dockerfile"),
        ("dockerfile", False, True, "Dockerfile"),
        (".seqera/Dockerfile", False, True, "Dockerfile"),
        ("../.seqera/Dockerfile", True, True, None),
        ("/Dockerfile", False, False, "Dockerfile"),
        ("Dockerfile.app", False, True, "image/Dockerfile.app"),
        ("../Dockerfile", True, False, "Dockerfile"),
        ("../Outside", True, False, None),
        ("nothing/like/it", False, True, None),
        ("image", False, True, None),
    ],
)
def test_references(tmp_path: Path, written: str, exists: bool, inside: bool, near: str | None) -> None:
    folder = tmp_path / ".seqera"
    (folder / "image").mkdir(parents=True)
    for name in ("Dockerfile", "image/Dockerfile.app", "environment.yml", "../Dockerfile", "../Outside"):
        (folder / name).write_text("FROM a\n", encoding="utf-8")
    text = HEAD + f'  template:\n    kind: dockerfile\n    dockerfile: "{written}"\n'
    (reference,) = made(folder, text).references
    assert (reference.exists, reference.inside, reference.near) == (exists, inside, near)


@pytest.mark.parametrize(
    ("folder", "name", "reason"),
    [
        (".seqera", "studio-config.yaml", None),
        (".seqera", "studio-config.yml", "name"),
        (".seqera", "studio_config.yaml", "name"),
        ("seqera", "studio-config.yaml", "folder"),
    ],
)
def test_misplaced(tmp_path: Path, folder: str, name: str, reason: str | None) -> None:
    found = made(tmp_path / folder, HEAD, name).misplacement
    assert (found and found.reason) == reason


def test_a_second_config(tmp_path: Path) -> None:
    made(tmp_path / ".seqera", HEAD)
    second = made(tmp_path / ".seqera", HEAD, "studio-config.yml")
    assert second.misplacement == project.Misplacement("second")


@pytest.mark.parametrize(
    ("value", "name", "what"),
    [
        ("AKIAQ7ZPLM3N5XR2VT6W", "", "an AWS access key"),
        ("AKIAQ7ZPLM3N5XR2VT6", "", None),
        ("ghp_1a2B3c4D5e6F7g8H9i0J1k2L3m4N5o6P7q8R", "", "a GitHub token"),
        ("ghp_" + "x" * 36, "", None),
        ("glpat-1a2B3c4D5e6F7g8H9i0J", "", "a GitLab token"),
        ("Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1u", "AWS_SECRET_ACCESS_KEY", "an AWS secret key"),
        ("Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1u", "COMMIT", None),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w", "", "a signed web token (JWT)"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMII\n", "", "a private key"),
        ("https://me:s3same-0pen@example.org/x", "", "a URL with a password"),
        ("https://me:${PASSWORD}@example.org/x", "", None),
        ("https://example.org/a:b@c", "", None),
        ("git@github.com:x/y", "", None),
        ("set-in-the-platform", "API_TOKEN", None),
        ("", "", None),
    ],
)
def test_credentials(value: str, name: str, what: str | None) -> None:
    assert credential(value, name) == what


def test_a_secret_is_not_readable() -> None:
    text = HEAD + "  environmentVariables:\n    - {name: A, value: AKIAQ7ZPLM3N5XR2VT6W}\n"
    found = config(text)
    shown = found.document.source.readable(Span(0, len(text)))
    assert "AKIA" not in shown
    assert shown.endswith("- {name: A, value: ********************}\n")
