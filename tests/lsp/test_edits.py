"""What is kept from one edit to the next changes no finding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("pygls", reason="the language server's extra is not installed")

from studio_lint.files.overlay import release
from studio_lint.lsp.session import Session
from tests.cases import ROOT

EDITS = 20

SHELL = """\
ENV TOOL=samtools PREFIX=/opt/tool
RUN set -eux; for one in a b; do curl -fsSL "https://example.org/$one-$TOOL" | tar -xz -C "$PREFIX"; done
RUN pip install httpx>=0.27 && echo "run $TOOL" > /usr/local/bin/start && chmod +x /usr/local/bin/start
RUN mkdir -p /workspace/data && cp start.sh /usr/local/bin/start
RUN ln -sf $PREFIX/start.sh /usr/local/bin/start
RUN /opt/start.sh --install && bash /opt/start.sh
RUN <<EOF
apt-get update
/usr/bin/connect-client --install
EOF
COPY start.sh /opt/start.sh
WORKDIR /opt
SHELL ["/bin/bash", "-c"]
"""


def dockerfiles() -> list[str]:
    """Texts of the rules' fixtures, good and bad."""
    found = sorted((ROOT / "fixtures" / "rules").glob("*/*/Dockerfile"))
    return [path.read_text(encoding="utf-8") for path in found if path.stat().st_size < 4_000]


def edits(text: str, pool: list[str], random: Random) -> Iterator[str]:
    """The text again and again, each time with a line more or less, moved or mistyped."""
    lines = text.splitlines(keepends=True)
    for _ in range(EDITS):
        at = random.randrange(len(lines) + 1)
        kind = random.choice(("insert", "insert", "delete", "move", "mistype", "repeat"))
        if kind == "insert" or not lines:
            start = random.randrange(len(pool))
            lines[at:at] = pool[start : start + random.randrange(1, 4)]
        elif kind == "delete":
            del lines[at : at + 1]
        elif kind == "move":
            lines.insert(at, lines.pop(random.randrange(len(lines))))
        elif kind == "repeat":
            lines[at:at] = lines[max(0, at - 3) : at]
        elif at < len(lines):
            place = random.randrange(len(lines[at]))
            lines[at] = lines[at][:place] + random.choice("$\"'\\>; x") + lines[at][place + 1 :]
        yield "".join(lines)


def told(session: Session, path: str, text: str) -> list[str]:
    session.change(path, text)
    session.check(path)
    assert session.complaint == ""
    return [repr(finding) for finding in session.findings.get(path, ())]


@pytest.mark.parametrize("seed", range(8))
def test_a_long_session_finds_what_a_fresh_one_does(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    texts = dockerfiles()
    pool = [line for text in (SHELL, *random.sample(texts, 12)) for line in text.splitlines(keepends=True)]
    (tmp_path / ".git").mkdir()
    (tmp_path / "start.sh").write_text("#!/bin/bash\nexec /usr/bin/connect-client --install\n")
    path = str(tmp_path / "Dockerfile")
    text = random.choice(texts).replace("ENTRYPOINT", f"{SHELL}ENTRYPOINT")
    Path(path).write_text(text)
    session = Session()
    for edited in edits(text, pool, random):
        kept = told(session, path, edited)
        assert kept == told(Session(), path, edited), edited
    release(path)


WRONG = """\
RUN echo $TOOLL && apt-get install -y curl
RUN apt-get update && apt-get instal -y {0}
RUN for one in a b; do echo "$one-{0}"
RUN pip install 'numpy>={0}' requests>2
RUN cp /missing/{0} /opt && cd /nowhere-{0} && ./start-{0}.sh
ENV P{0}=$TOL
COPY <<EOF /opt/start-{0}.sh
#!/bin/sh
exec python3 -m http.server 80{0}
EOF
RUN bash /opt/start-{0}.sh && bash -c "echo '$P{0}"
"""


@pytest.mark.parametrize("seed", range(6))
def test_findings_keep_up_with_their_lines(tmp_path: Path, seed: int) -> None:
    """Wrong RUNs all over the file, and something is typed, or a word changed, above, between and below them."""
    random = Random(seed)
    (tmp_path / ".git").mkdir()
    path = str(tmp_path / "Dockerfile")
    head, entry, tail = next(text for text in dockerfiles() if "ENTRYPOINT" in text).partition("ENTRYPOINT")
    lines = (head + SHELL + "".join(WRONG.format(at) for at in range(4)) + entry + tail).splitlines(keepends=True)
    Path(path).write_text("".join(lines))
    session = Session()
    for turn in range(EDITS):
        at = random.randrange(1, len(lines))
        kind = turn % 4
        if kind == 0:
            lines.insert(at, random.choice(["# a comment\n", "\n", "ENV TOL=1\n", "USER me\n", "WORKDIR /srv\n"]))
        elif kind == 1:
            lines[at] = lines[at].replace("echo", "echo  ").replace("TOOL", "TOL").replace("0", "11")
        elif kind == 2:
            lines[at], lines[-1] = lines[-1], lines[at]
        else:
            lines[at:at] = lines[at - 1 : at]
        edited = "".join(lines)
        kept = told(session, path, edited)
        assert kept == told(Session(), path, edited), edited
        assert kept
    assert sum(runs.moved for runs in session._runs.values()) > 5 * EDITS
    release(path)
