"""Every key of the settings, from the file to what the command line says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from studio_lint import __version__
from studio_lint.console import cli
from studio_lint.settings.keys import KEYS

if TYPE_CHECKING:
    from pathlib import Path

STUDIO = """\
ARG CONNECT_CLIENT_VERSION="0.15.0"
FROM public.cr.seqera.io/platform/connect-client:${CONNECT_CLIENT_VERSION} AS connect

FROM ubuntu:24.04
ARG CONNECT_CLIENT_VERSION
LABEL io.seqera.connect.version="${CONNECT_CLIENT_VERSION}"
RUN apt-get update && apt-get install -y --no-install-recommends python3 && rm -rf /var/lib/apt/lists/*
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
RUN /usr/bin/connect-client --install
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
CMD ["/usr/bin/bash", "-c", "exec python3 -m http.server $CONNECT_TOOL_PORT"]
"""
ENVIRONMENT = "channels:\n  - conda-forge\ndependencies:\n  - numpy\n  - pip\n  - pip:\n    - x=1\n"
PLAIN = "FROM ubuntu:24.04\n"
OPEN = STUDIO.replace('ARG CONNECT_CLIENT_VERSION="0.15.0"', "ARG CONNECT_CLIENT_VERSION")
ARM = STUDIO.replace("FROM ubuntu", "FROM --platform=linux/arm64 ubuntu")
MIRROR = STUDIO.replace("public.cr.seqera.io/platform/connect-client", "mirror.example.org/connect-client")
BASE = "# studio-lint: studio\nFROM ghcr.io/example/notebook:1\n"
ACR = STUDIO.replace("ubuntu:24.04", "example.azurecr.io/x:1")
COPIED = STUDIO.replace("ENTRYPOINT", "COPY absent.py /x\nENTRYPOINT")
TARGETED = (
    "# studio-lint: studio\n"
    + STUDIO.replace("FROM ubuntu:24.04", "FROM ubuntu:24.04 AS studio")
    + "FROM ubuntu:24.04\n"
)

CASES: list[tuple[str, str, dict[str, str], str, str]] = [
    # key, settings, files, what is said without them, and with them
    ("select", 'select = ["SL117"]', {"environment.yml": ENVIRONMENT}, "SL110 SL117", "SL117"),
    ("extend-select", 'select = ["SL110"]\nextend-select = ["requirement-invalid"]', {"environment.yml": ENVIRONMENT},
     "SL110 SL117", "SL110 SL117"),
    ("ignore", 'ignore = ["environment"]', {"environment.yml": ENVIRONMENT}, "SL110 SL117", ""),
    ("per-file-ignores", '[per-file-ignores]\n"a/**" = ["SL117"]',
     {"a/environment.yml": ENVIRONMENT, "b/environment.yml": ENVIRONMENT},
     "SL110 SL117 SL110 SL117", "SL110 SL110 SL117"),
    ("exclude", 'exclude = ["a/"]', {"a/environment.yml": ENVIRONMENT, "b/environment.yml": ENVIRONMENT},
     "SL110 SL117 SL110 SL117", "SL110 SL117"),
    ("dockerfiles", 'dockerfiles = ["x/*.docker"]', {"x/a.docker": PLAIN}, "", "SL301"),
    ("environments", 'environments = ["conda/*.txt", "conda/p-*.yml"]', {"conda/p-1.yml": ENVIRONMENT},
     "", "SL110 SL117"),
    ("build-context", 'build-context = "."', {"Dockerfile": COPIED, "sub/absent.py": ""},
     "SL206 warning", "SL206 error"),
    ("build-args", '[build-args]\nCONNECT_CLIENT_VERSION = "0.15.0"', {"Dockerfile": OPEN}, "SL203", ""),
    ("target", 'target = "studio"', {"Dockerfile": TARGETED}, "SL314", ""),
    ("platforms", 'platforms = ["linux/amd64", "linux/arm64"]', {"Dockerfile": ARM}, "SL210", ""),
    ("connect-images", 'connect-images = ["mirror.example.org/connect-client"]', {"Dockerfile": MIRROR},
     "SL313 error", "SL313 advice"),
    ("studio-base-images", 'studio-base-images = ["ghcr.io/example/notebook"]', {"Dockerfile": BASE}, "SL301", ""),
    ("platform", 'platform = "enterprise-26.1"', {"Dockerfile": ACR}, "", "SL501"),
    ("private-registries", 'private-registries = ["digitalocean"]',
     {"Dockerfile": ACR.replace("example.azurecr.io", "registry.digitalocean.com/team")}, "SL501", ""),
    ("allowed-registries", 'allowed-registries = ["public.cr.seqera.io"]', {"Dockerfile": STUDIO}, "", "SL503"),
    ("severity", '[severity]\nSL110 = "error"\nSL1 = "warning"', {"environment.yml": ENVIRONMENT},
     "SL110 advice SL117 error", "SL110 error SL117 warning"),
    ("extend", 'extend = "other.toml"', {"environment.yml": ENVIRONMENT, "other.toml": 'ignore = ["SL1"]'},
     "SL110 SL117", ""),
    ("required-version", f'required-version = "=={__version__}"', {"environment.yml": ENVIRONMENT},
     "SL110 SL117", "SL110 SL117"),
]  # fmt: skip


def in_pyproject(settings: str) -> str:
    lines = [
        line.replace("[", "[tool.studio-lint.", 1) if line.startswith("[") else line for line in settings.split("\n")
    ]
    return "\n".join(["[tool.studio-lint]", *lines])


def said(capsys: pytest.CaptureFixture[str], *options: str, levels: bool) -> str:
    cli.main(["check", "--output-format", "json", "--quiet", *options])
    findings = json.loads(capsys.readouterr().out)["findings"]
    return " ".join(f"{one['code']} {one['severity']}" if levels else one["code"] for one in findings)


@pytest.mark.parametrize(("key", "settings", "files", "without", "with_it"), CASES, ids=[case[0] for case in CASES])
def test_a_key_does_what_it_says(
    key: str,
    settings: str,
    files: dict[str, str],
    without: str,
    with_it: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    levels = "error" in without + with_it
    for name in ("studio-lint.toml", ".studio-lint.toml", "pyproject.toml"):
        (tmp_path / name).write_text(in_pyproject(settings) if name == "pyproject.toml" else settings)
        assert said(capsys, levels=levels) == with_it
        assert said(capsys, "--isolated", levels=levels) == without
        (tmp_path / name).unlink()
    assert said(capsys, levels=levels) == without


def test_every_key_has_its_case() -> None:
    assert {case[0] for case in CASES} | {"fail-on"} == {key.name for key in KEYS}


@pytest.mark.parametrize(
    ("settings", "options", "status"),
    [
        ("", [], 0),
        ('fail-on = "advice"', [], 1),
        ('fail-on = "advice"', ["--fail-on", "error"], 0),
        ('fail-on = "never"\n[severity]\nSL110 = "error"', [], 0),
        ('fail-on = "never"\n[severity]\nSL110 = "error"', ["--fail-on", "warning"], 1),
        ('required-version = "<0.0.1"', [], 2),
        ('selekt = ["SL1"]', [], 2),
        ('select = ["SL999"]', [], 2),
    ],
)
def test_exit_status(
    settings: str, options: list[str], status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "environment.yml").write_text("channels:\n  - conda-forge\ndependencies:\n  - numpy\n")
    (tmp_path / "studio-lint.toml").write_text(settings)
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check", "--quiet", *options]) == status
