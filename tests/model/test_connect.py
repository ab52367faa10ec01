"""The contract's steps, by every route that connect-client takes into an image."""

from __future__ import annotations

import pytest

from studio_lint.base.source import Source
from studio_lint.model.build import assemble
from studio_lint.model.connect import connect
from studio_lint.model.connect.connect import Connect
from studio_lint.model.options import Options
from studio_lint.syntax.dockerfile import reader as dockerfile_reader

CONNECT = "FROM public.cr.seqera.io/platform/connect-client:0.15.0 AS connect\n"
BINARY = "/usr/bin/connect-client"


def steps(text: str, options: Options = Options()) -> Connect:
    built = connect.build(assemble.build(dockerfile_reader.read(Source("Dockerfile", text)), options))
    assert built is not None
    return built


@pytest.mark.parametrize(
    ("lines", "present"),
    [
        ("COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client", True),
        ("COPY --from=0 /usr/bin/connect-client /usr/bin/", True),
        ("COPY --from=connect /usr/bin/connect-client /usr/bin", True),
        ("COPY --from=CONNECT usr/bin/connect-client /bin/connect-client", True),
        ('COPY --link --from=connect ["/usr/bin/connect-client", "/usr/bin/"]', True),
        ("COPY --from=connect /usr/bin/ /usr/bin/", True),
        ("COPY --from=connect / /", True),
        ("COPY --parents --from=connect /usr/bin/connect-client /", True),
        ("COPY --from=connect /usr/bin/*client /usr/bin/", True),
        ("WORKDIR /usr/bin\nCOPY --from=connect /usr/bin/connect-client .", True),
        ("ENV TO=/usr/bin\nCOPY --from=connect /usr/bin/connect-client ${TO}/", True),
        ("COPY --from=public.cr.seqera.io/platform/connect-client:0.15.0 /usr/bin/connect-client /usr/bin/", True),
        ("ADD https://example.org/connect-client /usr/bin/connect-client", True),
        # miswritten, so meant
        ("COPY --from connect /usr/bin/connect-client /usr/bin/connect-client", True),
        ("COPY --from=conect:$V /usr/bin/connect-client /usr/bin/connect-client", True),
        # by a way that is not told
        ("RUN curl -fsSLo /usr/bin/connect-client https://example.org/connect-client", None),
        ("RUN --mount=from=connect,target=/c cp /c/usr/bin/connect-client /usr/bin/", None),
        ("COPY rootfs/ /", None),
        ("ADD rootfs.tar.gz /", None),
        # not
        ("COPY --from=connect /usr/bin/connect-client /usr/local/bin/", False),
        ("COPY --from=connect /usr/local/bin/connect-client /usr/bin/", False),
        ("COPY --from=connect /etc/passwd /etc/passwd", False),
        ("COPY connect-client /usr/bin/connect-client", False),
        ("RUN chmod +x /usr/bin/connect-client", False),
        ("ENTRYPOINT /usr/bin/connect-client", False),
    ],
)
def test_where_it_lies(lines: str, present: bool | None) -> None:
    assert steps(f"{CONNECT}FROM ubuntu:24.04\n{lines}\n").present is present


@pytest.mark.parametrize(
    ("base", "present"),
    [
        ("ubuntu:24.04", False),
        ("scratch", False),
        ("ghcr.io/example/tools:1", False),
        ("public.cr.seqera.io/platform/data-studio-vscode:1.105.1-0.15.0", True),
        ("cr.seqera.io/public/data-studio-jupyter:4.1.5-0.7.4", True),
        ("ghcr.io/example/base:3", True),
        ("ghcr.io/example/studio-base:1", None),
        ("123456789012.dkr.ecr.eu-west-1.amazonaws.com/tools:1", None),
        ("localhost:5000/tools", None),
        ("$BASE", None),
        ("rocker/rstudio:4.4.2", False),
    ],
)
def test_what_a_base_holds(base: str, present: bool | None) -> None:
    options = Options(studio_base_images=("ghcr.io/example/base",))
    assert steps(f"ARG BASE\nFROM {base}\nENV A=b\n", options).present is present


@pytest.mark.parametrize(
    "line",
    [
        "RUN /usr/bin/connect-client --install",
        "RUN connect-client --install && rm -rf /var/lib/apt/lists/*",
        'RUN ["/usr/bin/connect-client", "--install"]',
        "RUN apt-get update; /bin/sh -c '/usr/bin/connect-client --install'",
        "RUN --mount=type=cache,target=/var/cache/apt connect-client --install",
        "RUN <<EOF\nset -e\nconnect-client --install\nEOF",
        "RUN <<EOF bash\nconnect-client --install\nEOF",
        "RUN bash -euo pipefail <<'EOF'\nif true; then\n  connect-client --install\nfi\nEOF",
        "ENV C=/usr/bin/connect-client\nRUN $C --install",
        'RUN C=/usr/bin/connect-client; "$C" --install',
        "RUN DEBIAN_FRONTEND=noninteractive sudo -E connect-client --install",
        "RUN ls / && \\\n    # set it up\n    connect-client \\\n      --install",
        "WORKDIR /usr/bin\nRUN ./connect-client --install",
    ],
)
def test_installed_in_any_spelling(line: str) -> None:
    found = steps(f"FROM ubuntu:24.04\n{line}\n").installs
    assert found.found or found.unsure


@pytest.mark.parametrize(
    "line",
    [
        "RUN connect-client --setToolIdentifier custom",
        "RUN echo connect-client",
        "RUN apt-get install connect-client",
        "RUN pip install --install-option=x connect",
        "CMD connect-client --install",
        "RUN # connect-client --install\n",
    ],
)
def test_not_installed(line: str) -> None:
    found = steps(f"FROM ubuntu:24.04\n{line}\n").installs
    assert not found.found
    assert not found.unsure


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("", "missing"),
        ("ENTRYPOINT []", "missing"),
        ('ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]', "right"),
        ('ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint", "/app/start.sh"]', "right"),
        ('ENTRYPOINT ["connect-client", "--entrypoint"]', "right"),
        ('ENTRYPOINT ["/usr/bin/connect-client"]', "flagless"),
        ('ENTRYPOINT ["/usr/bin/connect-client", "--install", "--entrypoint"]', "flagless"),
        ('ENTRYPOINT ["/opt/connect-client", "--entrypoint"]', "path"),
        ('ENTRYPOINT ["/usr/bin/tini", "--", "/usr/bin/connect-client", "--entrypoint"]', "other"),
        ('ENTRYPOINT ["/usr/bin/connect-client --entrypoint"]', "string"),
        ("ENTRYPOINT /usr/bin/connect-client --entrypoint", "shell"),
        ("ENTRYPOINT exec connect-client --entrypoint", "shell"),
        ('ENTRYPOINT ["bash", "-c", "connect-client --entrypoint"]', "shell"),
        ("ENTRYPOINT python3 app.py", "other"),
        ('ENTRYPOINT ["python3", "app.py"]', "other"),
        ("ENTRYPOINT ['/usr/bin/connect-client', '--entrypoint']", "unknown"),
        ('ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint",]', "unknown"),
        ('ENTRYPOINT ["/usr/bin/connect-client", 1]', "unknown"),
        ('ENTRYPONIT ["/usr/bin/connect-client", "--entrypoint"]', "unknown"),
        ('COPY <<EOF /start\n#!/bin/sh\nexec connect-client --entrypoint x\nEOF\nENTRYPOINT ["/start"]', "unknown"),
    ],
)
def test_what_starts(line: str, kind: str) -> None:
    assert steps(f"FROM ubuntu:24.04\n{line}\n").entry.kind == kind


def test_origin_is_followed_through_stages() -> None:
    first = f"FROM debian:12 AS a\nCOPY --from=connect {BINARY} /out/\n"
    (origin,) = steps(f"{CONNECT}{first}FROM ubuntu:24.04\nCOPY --from=a /out /usr/bin\n").origins
    assert origin.reference.familiar == "public.cr.seqera.io/platform/connect-client:0.15.0"


def test_target_is_what_is_shipped() -> None:
    studio = f"FROM ubuntu:24.04 AS studio\nCOPY --from=connect {BINARY} {BINARY}\n"
    text = f"{CONNECT}{studio}FROM ubuntu:24.04 AS tests\nENV A=b\n"
    assert steps(text).present is False
    assert steps(text, Options(target="studio")).present is True


def test_nothing_shipped() -> None:
    assert connect.build(assemble.build(dockerfile_reader.read(Source("Dockerfile", "# nothing\n")))) is None
