"""A number may be in digits that `int` refuses, or longer than it reads: every file is still checked to its end."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_lint.console import cli
from tests.cases import inside

CONFIG = """\
schemaVersion: 0.0.1
kind: studio-config
session:
  template:
    kind: dockerfile
    dockerfile: Dockerfile
"""
NUMBERS = {"long": "9" * 5000, "zeros": "0" * 5000 + "1", "superscript": "\N{SUPERSCRIPT TWO}", "arabic": "\u0663"}
DOCKERFILES = [
    "COPY --chmod=# x /x",
    "COPY --from=# x /x",
    "EXPOSE #/tcp",
    "STOPSIGNAL #",
    "USER #",
    "USER #:#",
    "RUN chmod # /x",
    "RUN test # -lt 3 && exit # && shift # && set -- a && echo $# ${#}",
    "RUN cat #>x #<&# && echo $((#+1)) ${a:#:#}",
    "RUN --mount=type=tmpfs,size=#,target=/x true",
    "HEALTHCHECK --interval=#s --retries=# CMD curl localhost:#",
    "ENV PORT=#\nCMD gunicorn -b 0.0.0.0:$PORT -w # app:app",
    'CMD ["streamlit", "run", "--server.port", "#", "app.py"]',
    "CMD node -e 'require(\"http\").createServer().listen(#)'",
    "CMD Rscript -e 'shiny::runApp(port=#)'",
    "CMD exec nginx -g 'daemon off; listen #;'",
]
ENTRIES = ["numpy=#", "numpy<=#.*", "numpy>1.#,<1.#", "python=#", "a=1=#_py", "a=1=*[#-2]", "a >=#+"]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("lines", DOCKERFILES)
def test_in_a_dockerfile(lines: str, number: str, tmp_path: Path) -> None:
    (tmp_path / ".seqera").mkdir()
    (tmp_path / ".seqera/studio-config.yaml").write_text(CONFIG, encoding="utf-8")
    text = "FROM python:3.12\n" + lines.replace("#", NUMBERS[number]) + "\n"
    (tmp_path / ".seqera/Dockerfile").write_text(text, encoding="utf-8")
    with inside(tmp_path):
        assert cli.main(["check", "--isolated", "--fix", "--unsafe-fixes", "--diff", "."]) == 1


@pytest.mark.parametrize("number", NUMBERS)
def test_in_an_environment_file(number: str, tmp_path: Path) -> None:
    pip = ["x<=#.*", "x~=#", "x #", "x==#"]
    entries = (
        "".join(f"  - {entry}\n" for entry in ENTRIES) + "  - pip\n  - pip:\n" + "".join(f"    - {e}\n" for e in pip)
    )
    text = f"channels: [conda-forge]\ndependencies:\n{entries}".replace("#", NUMBERS[number])
    (tmp_path / "environment.yml").write_text(text, encoding="utf-8")
    with inside(tmp_path):
        assert cli.main(["check", "--isolated", "--fix", "--unsafe-fixes", "--diff", "."]) in (0, 1)
