"""A rule is left out only where the file cannot give it anything to judge."""

from __future__ import annotations

import pytest

from studio_lint import registry
from studio_lint.base.diagnostics import Finding
from studio_lint.lint import mentions
from studio_lint.rule_table import TABLE
from tests.cases import RULES, folders, lint


@pytest.mark.parametrize(
    ("text", "needs", "held"),
    [
        ("FROM a\nRUN useradd x\n", ("useradd",), True),
        ("FROM a\nrun USERADD x\n", ("adduser", "useradd"), True),
        ("FROM a\nRUN true\n", ("useradd",), False),
        ("FROM a\nRUN user\\\nadd x\n", ("useradd",), True),
        ("# escape=`\nFROM a\nHEALTH`\r\nCHECK NONE\n", ("HEALTHCHECK",), True),
        ("FROM a\nCOPY make.sh /\nRUN sh /make.sh\n", ("useradd",), True),
        ("FROM a\nCOPY make.sh /\nRUN sh /make.sh\n", ("HEALTHCHECK",), False),
        ("FROM a\nCOPY --from=b /x /x\n", ("useradd",), False),
        ("FROM a\nADD https://a.org/x /x\n", ("useradd",), True),
        ("FROM a\nRUN --mount=type=bind,target=/x sh /x/y\n", ("useradd",), True),
    ],
)
def test_of(text: str, needs: tuple[str, ...], held: bool) -> None:
    assert mentions.of(text)(needs) is held


def test_a_rule_that_needs_words_speaks_as_if_it_needed_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over all bad fixtures: left out, a rule would have said nothing."""
    needing = {module.replace("_", "-") for rows in TABLE.values() for module, _, needs in rows if needs}
    assert needing
    for name in sorted(needing):
        rule = registry.find(name)
        assert rule is not None
        found: list[Finding] = [one for bad in folders(rule, "bad") for one in lint(bad).findings if one.name == name]
        assert found, RULES / name
