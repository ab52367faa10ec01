"""Files to be linted: small ones, many, and long ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "nf-core-environments.json"
"""Environment files of a public collection; absent on most machines."""

ENVIRONMENT = """\
channels:
  - conda-forge
  - bioconda
dependencies:
  - python=3.12
  - samtools=1.21
"""

DOCKERFILE = """\
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


def corpus() -> dict[str, str] | None:
    """Paths and texts, or None where the corpus is not at hand."""
    if not CORPUS.is_file():
        return None
    held: dict[str, str] = json.loads(CORPUS.read_text(encoding="utf-8"))
    return held


def dockerfiles(count: int) -> Iterator[tuple[str, str]]:
    """Generated Dockerfiles of Studios, no two alike."""
    for number in range(count):
        installs = "".join(f"RUN pip install --no-cache-dir package-{number}-{step}==1.{step}\n" for step in range(8))
        head, entry, tail = DOCKERFILE.replace("ubuntu:24.04", "python:3.12-slim").partition("ENTRYPOINT")
        yield f"studio-{number:03}/Dockerfile", f"{head}{installs}ENV NUMBER={number}\n{entry}{tail}"


def environments(count: int) -> Iterator[tuple[str, str]]:
    for number in range(count):
        yield f"modules/tool-{number:05}/environment.yml", ENVIRONMENT.replace("1.21", f"1.{number}")


def long_environment(size: int) -> str:
    """About so many bytes: few entries, and long comments, as far as the limits allow."""
    line = "  # " + "a remark that says at length why this is here " * 12
    entries = "".join(f"{line}\n  - package-{number}=1.{number}\n" for number in range(max(1, size // 600)))
    return f"channels:\n  - conda-forge\ndependencies:\n{entries}"


def long_dockerfile(size: int) -> str:
    """About so many bytes of a script in a heredoc and of instructions."""
    line = "echo {} " + "is done with all that it had to do " * 6 + "\n"
    body = "".join(line.format(number) for number in range(size // 220))
    return DOCKERFILE.replace("COPY --from", f"COPY <<EOF /opt/text\n{body}EOF\nCOPY --from")


def write(folder: Path, path: str, text: str) -> None:
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
