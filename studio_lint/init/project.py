"""A Studio's files, composed of a template and the packages that are wanted."""

from __future__ import annotations

from studio_lint.facts.connect import BINARY, IMAGE, LABEL, NEWEST
from studio_lint.facts.studio_config_schema import SCHEMA_VERSION
from studio_lint.facts.studio_files import FILE_NAME
from studio_lint.init.templates import APP, BASE, TEMPLATES, USUAL
from studio_lint.model.text_edits import json_list, json_string

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.init.templates import Template

DOCKERFILE = "Dockerfile"
ENVIRONMENT = "environment.yml"
LONGEST_NAME = 60


def template_for(packages: frozenset[str]) -> str:
    """The kind of Studio that an environment is meant for, by the packages in it."""
    for name, template in TEMPLATES.items():
        if template.tools and name not in (USUAL, "plain") and _package(template.tools[0]) in packages:
            return name
    return USUAL


def name_from(folder: str) -> str:
    """A Studio's name made of a folder's: small letters, digits and single hyphens."""
    kept = "".join(char if char.isascii() and char.isalnum() else " " for char in folder.lower())
    return "-".join(kept.split())[:LONGEST_NAME].strip("-") or "studio"


def files(template: Template, name: str, packages: frozenset[str] | None) -> dict[str, str]:
    """Names in `.seqera/` and texts.

    `packages` are those of an environment file that is there already: it is not
    written, and what the template needs beyond it is installed behind it.
    """
    made = {FILE_NAME: _config(template, name)}
    extra: tuple[str, ...] = ()
    if packages is None:
        made[ENVIRONMENT] = _environment(template)
    else:
        extra = tuple(spec for spec in template.tools if _package(spec) not in packages)
    made[DOCKERFILE] = _dockerfile(template, extra)
    made |= dict(template.files)
    return made


def _package(spec: str) -> str:
    return spec.rpartition("::")[2].partition("=")[0]


def _config(template: Template, name: str) -> str:
    return (
        f'schemaVersion: "{SCHEMA_VERSION}"\n'
        'kind: "studio-config"\n'
        "session:\n"
        f"  name: {json_string(name)}\n"
        f"  description: {json_string(template.title)}\n"
        "  template:\n"
        '    kind: "dockerfile"\n'
        f'    dockerfile: "{DOCKERFILE}"\n'
    )


def _environment(template: Template) -> str:
    specs = [spec.rpartition("::")[2] for spec in (*template.others, *template.tools)]
    lines = ["channels:", "  - conda-forge", "  - bioconda", "dependencies:", *(f"  - {spec}" for spec in specs)]
    return "\n".join(lines) + "\n"


def _dockerfile(template: Template, extra: tuple[str, ...]) -> str:
    blocks = [
        [
            f"# {template.title}. Add packages to {ENVIRONMENT}.",
            f'ARG CONNECT_CLIENT_VERSION="{NEWEST}"',
            f"FROM {IMAGE}:${{CONNECT_CLIENT_VERSION}} AS connect",
        ],
        [f"FROM {BASE}", "# Only root can install packages and mount Fusion.", "USER root"],
        _system(template.system),
        _packages(extra),
        [f"COPY {' '.join(name for name, _ in template.files)} {APP}/"] if template.files else [],
        [
            "# connect-client makes this image a Studio.",
            "ARG CONNECT_CLIENT_VERSION",
            f'LABEL {LABEL}="${{CONNECT_CLIENT_VERSION}}"',
            f"COPY --from=connect {BINARY} {BINARY}",
            f"RUN {BINARY} --install",
        ],
        ["WORKDIR /workspace", f"ENTRYPOINT {json_list((BINARY, '--entrypoint'))}", f"CMD {_command(template)}"],
    ]
    return "\n".join("".join(f"{line}\n" for line in block) for block in blocks if block)


def _system(names: tuple[str, ...]) -> list[str]:
    if not names:
        return []
    return [
        "RUN apt-get update \\",
        f"    && apt-get install --yes --no-install-recommends {' '.join(names)} \\",
        "    && rm -rf /var/lib/apt/lists/*",
    ]


def _packages(extra: tuple[str, ...]) -> list[str]:
    lines = [
        f"COPY {ENVIRONMENT} /tmp/{ENVIRONMENT}",
        f"RUN micromamba install --yes --name base --file /tmp/{ENVIRONMENT} \\",
    ]
    if extra:
        lines.append(f"    && micromamba install --yes --name base --channel conda-forge {' '.join(extra)} \\")
    return [*lines, "    && micromamba clean --all --yes", 'ENV PATH="/opt/conda/bin:${PATH}"']


def _command(template: Template) -> str:
    if template.command:
        return json_list(("/usr/bin/bash", "-c", template.command))
    return json_list(("/usr/bin/bash", f"{APP}/{template.files[0][0]}"))
