"""The JSON schema of studio-config.yaml, as a validator without this program takes it."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
import yaml

from studio_lint.console.cli import main
from studio_lint.console.studio_config_json_schema import schema
from studio_lint.facts.studio_config_schema import FIELDS
from tests.cases import ROOT

FIXTURES = ROOT / "fixtures" / "rules"
GOOD = sorted(FIXTURES.glob("*/good*/.seqera/studio-config.yaml"))
MINIMAL: dict[str, Any] = {
    "schemaVersion": "0.0.1",
    "kind": "studio-config",
    "session": {"template": {"kind": "dockerfile", "dockerfile": "Dockerfile"}},
}


def errors(data: object) -> list[str]:
    return [error.json_path for error in jsonschema.Draft7Validator(schema()).iter_errors(data)]


def session(**keys: object) -> dict[str, Any]:
    return {**MINIMAL, "session": {**MINIMAL["session"], **keys}}


def test_it_is_a_schema_of_the_dialect_that_the_schema_store_takes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "studio-config"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == schema()
    assert printed["$schema"] == "http://json-schema.org/draft-07/schema#"
    jsonschema.Draft7Validator.check_schema(printed)


def test_every_field_has_its_description() -> None:
    text = json.dumps(schema())
    assert len(FIELDS) > 20
    assert all(json.dumps(field.doc.replace("`", ""))[1:-1] in text for field in FIELDS)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: f"{path.parts[-4]}/{path.parts[-3]}")
def test_good_files(path: Any) -> None:
    assert errors(yaml.safe_load(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ([], "$"),
        ({**MINIMAL, "sesion": {}}, "$"),
        ({**MINIMAL, "schemaVersion": "0.1"}, "$.schemaVersion"),
        ({key: value for key, value in MINIMAL.items() if key != "kind"}, "$"),
        (session(template={"kind": "docker"}), "$.session.template.kind"),
        (session(template={"kind": "registry"}), "$.session.template"),
        (session(template={"kind": "dockerfile"}), "$.session.template"),
        (session(template=None), "$.session.template"),
        (session(computeRequirements={"awsBatch": {"cpu": 0}}), "$.session.computeRequirements.awsBatch.cpu"),
        (session(computeRequirements={"awsBatch": {"cpu": "two"}}), "$.session.computeRequirements.awsBatch.cpu"),
        (session(management={"lifespanHours": 121}), "$.session.management.lifespanHours"),
        (session(environmentVariables=[{"value": "x"}]), "$.session.environmentVariables[0]"),
        (session(environmentVariables={"A": "x"}), "$.session.environmentVariables"),
    ],
)
def test_bad_files(data: object, place: str) -> None:
    assert errors(data) == [place]


@pytest.mark.parametrize("kind", ["config-unknown-key", "config-shape"])
def test_bad_fixtures(kind: str) -> None:
    for path in sorted(FIXTURES.glob(f"{kind}/bad*/.seqera/studio-config.yaml")):
        assert errors(yaml.safe_load(path.read_text(encoding="utf-8"))), path


def test_other_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "studio-confg"]) == 2
    assert capsys.readouterr().err == (
        "studio-lint: schema takes settings or studio-config, not 'studio-confg'; did you mean studio-config?\n"
    )
