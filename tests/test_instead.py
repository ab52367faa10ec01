"""What a rule's page says to write instead can be pasted: the rule itself is silent on it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from studio_lint.lint import engine
from studio_lint.registry import Rule
from tests.cases import inside, rules

FENCED = re.compile(r"```(dockerfile|yaml)\n(.*?)```", re.DOTALL)
COPIED = re.compile(r"^COPY (?!--from)(?:--\S+ )*(\S+) ", re.MULTILINE)
STAGES = """# studio-lint: studio
ARG CONNECT_CLIENT_VERSION="0.15.0"
FROM public.cr.seqera.io/platform/connect-client:${CONNECT_CLIENT_VERSION} AS connect

FROM python:3.12-slim
ARG CONNECT_CLIENT_VERSION
LABEL io.seqera.connect.version="${CONNECT_CLIENT_VERSION}"
"""
INSTALLED = """USER root
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
RUN /usr/bin/connect-client --install
"""
ENTRYPOINT = 'ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]\n'
CMD = 'CMD ["/usr/bin/bash", "-c", "exec python3 -m http.server $CONNECT_TOOL_PORT"]\n'


def blocks() -> list[tuple[Rule, str, str]]:
    """The Dockerfile and YAML of each page's "Instead"."""
    found = []
    for rule in rules():
        instead = rule.doc.partition("## Instead\n")[2].partition("\n## ")[0]
        found += [(rule, match[1], match[2]) for match in FENCED.finditer(instead)]
    return found


def studio(block: str) -> str:
    """A whole Dockerfile around a few of its lines."""
    if re.search("^FROM", block, re.MULTILINE):
        return f"# studio-lint: studio\n{block}"
    installed = "" if "connect-client --install" in block else INSTALLED
    start = [line for line in (ENTRYPOINT, CMD) if not re.search(f"^{line.split()[0]}", block, re.MULTILINE)]
    return f"{STAGES}{installed}{block}{''.join(start)}"


@pytest.mark.parametrize(("rule", "language", "block"), blocks(), ids=lambda value: getattr(value, "module", ""))
def test_a_rule_is_silent_on_what_it_recommends(rule: Rule, language: str, block: str, tmp_path: Path) -> None:
    if language == "dockerfile":
        (tmp_path / "Dockerfile").write_text(studio(block), encoding="utf-8")
        for name in COPIED.findall(block):
            if name != ".":
                (tmp_path / name).write_text("#!/bin/bash\n", encoding="utf-8")
    else:
        config = "schemaVersion" in block or "template:" in block
        folder = tmp_path / ".seqera"
        folder.mkdir()
        path = folder / ("studio-config.yaml" if config else "environment.yml")
        path.write_text(block, encoding="utf-8")
    with inside(tmp_path):
        assert [finding.message for finding in engine.lint(["."]).findings if finding.code == rule.meta.code] == []


def test_dockerfiles_and_environments_are_pasted() -> None:
    assert {"connect-missing", "environment-shape"} <= {rule.meta.name for rule, _, _ in blocks()}
