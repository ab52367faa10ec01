"""What a check imports: start-up is most of the time that a small file takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import texts

SLOW = {
    "argparse",
    "asyncio",
    "dataclasses",
    "difflib",
    "email",
    "importlib.metadata",
    "inspect",
    "json",
    "jsonschema",
    "logging",
    "pathlib",
    "pkgutil",
    "rich",
    "subprocess",
    "tempfile",
    "tomllib",
    "typing",
    "urllib",
}
"""Never on the way of a plain check."""

SLOW_FOR_DOCKERFILES = SLOW | {"re", "enum", "yaml", "packaging", "tree_sitter", "tree_sitter_bash", "ast"}

DOCKERFILE = """\
ARG CONNECT_CLIENT_VERSION="0.15.0"
FROM public.cr.seqera.io/platform/connect-client:${CONNECT_CLIENT_VERSION} AS connect
FROM ubuntu:24.04
ARG CONNECT_CLIENT_VERSION
LABEL io.seqera.connect.version="${CONNECT_CLIENT_VERSION}"
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
RUN /usr/bin/connect-client --install
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint", "/opt/start"]
"""

ENVIRONMENT = """\
channels:
  - conda-forge
dependencies:
  - python=3.12
  - pip=24.0
  - pip:
      - seaborn==0.13.2
"""

PROGRAM = """\
import sys
before = set(sys.modules)
from studio_lint.console.cli import main
status = main(["check", "--quiet", sys.argv[1]])
print("\\n".join(sorted(set(sys.modules) - before)))
sys.exit(status == 2)
"""


def imported(folder: Path, name: str, text: str) -> set[str]:
    """The modules that `studio-lint check NAME` brings in."""
    (folder / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "-c", PROGRAM, name], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def families(modules: set[str]) -> set[str]:
    return {name.split(".")[2] for name in modules if name.startswith("studio_lint.rules.")}


def test_dockerfile(tmp_path: Path) -> None:
    modules = imported(tmp_path, "Dockerfile", DOCKERFILE)
    assert not modules & SLOW_FOR_DOCKERFILES
    assert families(modules) <= {"files", "build", "studio", "runtime", "images"}
    assert not {"studio_lint.syntax.yaml.tree", "studio_lint.model.environment.environment"} & modules


def test_a_dockerfile_with_control_flow(tmp_path: Path) -> None:
    """The grammar's own packages import `typing`, `pathlib` and `tempfile`, for its queries."""
    modules = imported(tmp_path, "Dockerfile", DOCKERFILE + "RUN for x in a b; do echo $x; done\n")
    assert "studio_lint.syntax.shell.structured" in modules
    assert not modules & (SLOW | {"tree_sitter", "tree_sitter_bash"})


def test_environment(tmp_path: Path) -> None:
    modules = imported(tmp_path, "environment.yml", ENVIRONMENT)
    assert not modules & (SLOW | {"tree_sitter", "packaging"}), "a plain file needs none of these"
    assert families(modules) <= {"files", "environment"}
    assert not {"studio_lint.syntax.dockerfile.tree", "studio_lint.model.build.image"} & modules


def test_an_environment_without_pip_is_read_without_the_models_of_an_image(tmp_path: Path) -> None:
    modules = imported(tmp_path, "environment.yml", ENVIRONMENT.partition("  - pip:")[0])
    rooms = {name.removeprefix("studio_lint.").rpartition(".")[0] for name in modules}
    assert not {"model.build", "model.commands", "model.contents", "model.process"} & rooms
    assert "studio_lint.syntax.pip.requirement" not in modules


MOST = {"Dockerfile": 262, "environment.yml": 80}
"""Modules of the program that a plain file may import: each takes time at every start. Lower it when you need fewer."""


@pytest.mark.parametrize(("name", "text"), [("Dockerfile", texts.DOCKERFILE), ("environment.yml", texts.ENVIRONMENT)])
def test_no_more_modules_than_before(name: str, text: str, tmp_path: Path) -> None:
    own = [module for module in imported(tmp_path, name, text) if module.partition(".")[0] == "studio_lint"]
    assert len(own) <= MOST[name], "import it where it is used, or name what the rule needs (Meta.needs, Meta.asks)"


def test_a_plain_environment_imports_the_rules_that_may_speak(tmp_path: Path) -> None:
    modules = imported(tmp_path, "environment.yml", texts.ENVIRONMENT)
    rules = {name.rpartition(".")[2] for name in modules if name.startswith("studio_lint.rules.environment.")}
    assert rules == {
        "channel_incomplete",
        "channel_order",
        "channel_terms",
        "channel_unknown",
        "environment_too_large",
        "version_truncated",
    }


def test_a_dockerfile_beside_an_environment_is_read_if_it_may_install_it(tmp_path: Path) -> None:
    reader = "studio_lint.syntax.dockerfile.reader"
    (tmp_path / "Dockerfile").write_text(texts.DOCKERFILE, encoding="utf-8")
    assert reader not in imported(tmp_path, "environment.yml", texts.ENVIRONMENT)
    missing = f"{texts.DOCKERFILE}RUN micromamba install -y -n base -f environment.yml\n"
    (tmp_path / "Dockerfile").write_text(missing, encoding="utf-8")
    assert reader not in imported(tmp_path, "environment.yml", texts.ENVIRONMENT)
    installing = missing.replace("RUN micromamba", "COPY environment.yml .\nRUN micromamba")
    (tmp_path / "Dockerfile").write_text(installing, encoding="utf-8")
    assert reader in imported(tmp_path, "environment.yml", texts.ENVIRONMENT)


def test_a_rule_is_imported_where_the_file_can_need_it(tmp_path: Path) -> None:
    rules = {"studio_lint.rules.runtime.healthcheck_port", "studio_lint.rules.build.account_taken"}
    assert not rules & imported(tmp_path, "Dockerfile", DOCKERFILE)
    held = DOCKERFILE + "HEALTHCHECK NONE\nRUN useradd me\n"
    assert rules <= imported(tmp_path, "Dockerfile", held)


def test_the_way_to_edit_is_imported_with_a_fix(tmp_path: Path) -> None:
    edits = {"studio_lint.model.process.editing.command_edits", "studio_lint.model.process.editing.port_edits"}
    assert not edits & imported(tmp_path, "Dockerfile", DOCKERFILE)
    held = DOCKERFILE.replace('"/opt/start"', '"python3", "-m", "http.server", "8000"')
    assert edits <= imported(tmp_path, "Dockerfile", held)


@pytest.mark.parametrize("name", ["Dockerfile", "environment.yml"])
def test_nothing_of_the_other_commands(tmp_path: Path, name: str) -> None:
    modules = imported(tmp_path, name, DOCKERFILE if name == "Dockerfile" else ENVIRONMENT)
    own = {module.removeprefix("studio_lint.") for module in modules if module.startswith("studio_lint.")}
    assert {module for module in own if module.startswith("console.commands.")} == {"console.commands.check"}
    assert {module for module in own if module.startswith("output.")} <= {
        "output.text",
        "output.cells",
        "output.paint",
        "output.summary",
    }
    assert not own & {"site", "lsp", "fixing", "init", "online"}


FIXABLE = DOCKERFILE.replace('"/opt/start"]', '"streamlit", "run", "app.py", "--server.port=8501"]')


@pytest.mark.parametrize(
    ("name", "text"),
    [("Dockerfile", FIXABLE), ("environment.yml", ENVIRONMENT.replace("python=3.12", "python=>3.12"))],
)
def test_no_fix_is_tried_where_none_is_shown(name: str, text: str, tmp_path: Path) -> None:
    """There are findings with fixes, and nothing of what proves or makes them is imported."""
    modules = imported(tmp_path, name, text)
    assert "studio_lint.output.text" in modules
    assert not {one for one in modules if one.startswith("studio_lint.fixing")}
    assert "studio_lint.model.process.editing.port_fixes" in modules or name != "Dockerfile", "no fix was proposed"
