"""A made repository of many folders with three Studios in it, and the process time of a check over all of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.texts import write as write_file
from benchmarks.timing import STUDIO_LINT, Row, in_turns, milliseconds

FOLDERS = 300
DOCKERFILES = 40
ENVIRONMENTS = 60

STUDIO = """\
ARG CONNECT_CLIENT_VERSION="0.15.0"
FROM public.cr.seqera.io/platform/connect-client:${CONNECT_CLIENT_VERSION} AS connect

FROM mambaorg/micromamba:2.3.3
USER root
ARG CONNECT_CLIENT_VERSION
LABEL io.seqera.connect.version="${CONNECT_CLIENT_VERSION}"
RUN apt-get update && apt-get install -y --no-install-recommends python3 && rm -rf /var/lib/apt/lists/*
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
RUN /usr/bin/connect-client --install
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
CMD ["/usr/bin/bash", "-c", "exec python3 -m http.server $CONNECT_TOOL_PORT"]
"""

CONFIG = """\
schemaVersion: "0.0.1"
kind: "studio-config"
session:
  template:
    kind: "dockerfile"
    dockerfile: "Dockerfile"
"""

SERVICE = """\
# A service like any other; it has nothing to do with connect-client.
FROM python:3.12-slim AS build
WORKDIR /app
COPY . .
RUN pip install --no-cache-dir .

FROM python:3.12-slim
COPY --from=build /app /app
CMD ["python", "-m", "service"]
"""

CONDA = """\
channels:
  - conda-forge
  - bioconda
dependencies:
  - bioconda::samtools=1.{number}
"""

INSTALLS = "COPY packages.yml /opt/packages.yml\nRUN micromamba install -y -n base --file /opt/packages.yml\n"

STUDIOS = (".seqera", "studios/rnaseq/.seqera", "apps/viewer")


def make(root: Path) -> None:
    """The repository: clean but for `studios/rnaseq`, which is broken in its config and in its Dockerfile."""
    (root / ".git").mkdir()
    write(root / ".seqera" / "studio-config.yaml", CONFIG)
    write(root / ".seqera" / "Dockerfile", STUDIO)
    write(root / "studios/rnaseq/.seqera/studio-config.yaml", CONFIG.replace('"Dockerfile"', '"Dockerfle"'))
    write(root / "studios/rnaseq/.seqera/Dockerfile", STUDIO.replace("--from=connect ", "--from=conect "))
    viewer = STUDIO.replace("ENTRYPOINT", INSTALLS + "ENTRYPOINT")
    write(root / "apps/viewer/Dockerfile", viewer)
    write(root / "apps/viewer/packages.yml", CONDA.format(number=21))
    write(root / "apps/viewer/start.sh", "exec true\n")
    for number in range(DOCKERFILES - len(STUDIOS)):
        write(root / f"services/service-{number:02}/Dockerfile", SERVICE)
    for number in range(ENVIRONMENTS - 1):
        write(root / f"modules/tool-{number:02}/environment.yml", CONDA.format(number=10 + number))
    made = sum(1 for path in root.rglob("*") if path.is_dir() and ".git" not in path.parts)
    for number in range(FOLDERS - made - 2):
        write(root / f"docs/part-{number:03}/notes.md", "# Notes\n")


def write(path: Path, text: str) -> None:
    write_file(path.parent, path.name, text)


def rows(folder: Path, runs: int) -> Iterator[Row]:
    """Process time of a check over all of it."""
    make(folder)
    commands = {
        "files": [*STUDIO_LINT[:3], "files"],
        "check": [*STUDIO_LINT, "."],
    }
    for name, taken in in_turns(commands, folder, runs).items():
        yield Row(
            f"{name}: {FOLDERS} folders, {DOCKERFILES} Dockerfiles, {ENVIRONMENTS} environment files, 3 Studios",
            milliseconds(taken.median),
            milliseconds(taken.spread),
            "",
            "≤ 1,000 ms" if name == "check" else "",
        )
