"""How long a check of one small file takes, as a multiple of starting Python.

python benchmarks/startup.py [RUNS]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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

CHECK = "import sys; from studio_lint.cli import main; sys.exit(main(['check', '-q', *sys.argv[1:]]))"


def seconds(command: list[str], folder: Path) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "environment.yml").write_text(ENVIRONMENT, encoding="utf-8")
        (folder / "Dockerfile").write_text(DOCKERFILE, encoding="utf-8")
        python = [sys.executable, "-I", "-c"]
        commands = {
            "python -I -c pass": [*python, "pass"],
            "one environment.yml": [*python, CHECK, "environment.yml"],
            "one Dockerfile": [*python, CHECK, "Dockerfile"],
            "both": [*python, CHECK, "environment.yml", "Dockerfile"],
        }
        taken: dict[str, list[float]] = {label: [] for label in commands}
        for turn in range(runs + 1):
            for label, command in commands.items():
                spent = seconds(command, folder)
                if turn:
                    taken[label].append(spent)
    bare = statistics.median(taken["python -I -c pass"])
    print(f"{'':22}{'median':>9}{'spread':>9}{'ratio':>7}")
    for label, spent in taken.items():
        low, _, high = statistics.quantiles(spent, n=4)
        median = statistics.median(spent)
        print(f"{label:22}{median * 1000:6.1f} ms{(high - low) * 1000:6.1f} ms{median / bare:7.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
