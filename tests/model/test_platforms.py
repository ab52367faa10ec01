"""What the `platform` of the settings changes, and what a registry's list of tags does."""

from __future__ import annotations

import pytest

from studio_lint.base.source import Source
from studio_lint.discovery.kinds import DOCKERFILE
from studio_lint.facts import connect, templates
from studio_lint.facts.platforms import ALL, CLOUD, named
from studio_lint.lint import engine
from studio_lint.lint.subjects import Subjects
from studio_lint.model.options import Options
from studio_lint.model.studio.answers import THERE, ImageState
from studio_lint.online import images
from studio_lint.online.asker import Online

STUDIO = """\
ARG CONNECT_CLIENT_VERSION="{version}"
FROM public.cr.seqera.io/platform/connect-client:${{CONNECT_CLIENT_VERSION}} AS connect
FROM {base}
ARG CONNECT_CLIENT_VERSION
LABEL io.seqera.connect.version="${{CONNECT_CLIENT_VERSION}}"
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
RUN /usr/bin/connect-client --install
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
CMD ["bash", "-c", "exec python3 -m http.server $CONNECT_TOOL_PORT"]
"""
TEMPLATE = "FROM public.cr.seqera.io/platform/data-studio-jupyter:4.2.5-{version}\n"


@pytest.mark.parametrize(
    ("platform", "oldest", "newest"),
    [
        ("cloud", "0.13", "0.15.0"),
        ("enterprise-26.1", "0.10", "0.12.1"),
        ("enterprise-25.3", "0.8", "0.11.1"),
        ("enterprise-25.1", "0.6", "0.8.7"),
        ("enterprise-24.1", "0.5", "0.7.7"),
    ],
)
def test_releases_of_a_platform(platform: str, oldest: str, newest: str) -> None:
    assert (connect.supported_since(platform), connect.newest(platform)) == (oldest, newest)


def test_every_row_is_whole() -> None:
    assert named("something else") is named(CLOUD) is ALL[0]
    assert [row.registries for row in ALL] == [("ecr", "acr"), *[("ecr",)] * 6]
    assert [row.from_git for row in ALL] == [row.label for row in ALL] == [True, True, True, False, False, False, False]


def codes(text: str, options: Options, tags: dict[str, tuple[str, ...]] | None = None) -> list[tuple[str, str | None]]:
    """Code and help of SL310, SL311, SL315 and SL501; with `tags` a registry is asked."""
    subjects = Subjects(Source("Dockerfile", text), DOCKERFILE, options)
    if tags is not None:
        subjects.ask(
            Online(
                lambda references, _: {images.key(one): ImageState(THERE) for one in references},
                lambda question, _: None,
                lambda names, _: {name: tags[name] for name in names if name in tags},
            )
        )
    outcome = engine.check_subjects(subjects)
    assert not outcome.failures
    return [(one.code, one.help) for one in outcome.findings if one.code in ("SL310", "SL311", "SL315", "SL501")]


@pytest.mark.parametrize(
    ("platform", "version", "said"),
    [
        ("cloud", "0.13", []),
        ("cloud", "0.12", [("SL311", "use `0.15`")]),
        ("enterprise-26.1", "0.12", []),
        ("enterprise-26.1", "0.9.0", [("SL311", "use `0.12.1`")]),
        ("enterprise-25.3", "0.8.7", []),
        ("enterprise-24.1", "0.7", []),
        ("enterprise-26.1", "latest", [("SL310", f"pin a version: `{connect.IMAGE}:0.12.1`")]),
    ],
)  # fmt: skip
def test_connect_client(platform: str, version: str, said: list[tuple[str, str]]) -> None:
    text = STUDIO.format(version=version, base="ubuntu:24.04")
    assert codes(text, Options(platform=platform)) == said


@pytest.mark.parametrize("platform", [row.name for row in ALL])
def test_private_registries(platform: str) -> None:
    options = Options(platform=platform)
    azure = STUDIO.format(version=connect.newest(platform), base="lab.azurecr.io/base:1")
    amazon = STUDIO.format(version=connect.newest(platform), base="1.dkr.ecr.eu-west-1.amazonaws.com/base:1")
    assert [code for code, _ in codes(azure, options)] == ([] if platform == "cloud" else ["SL501"])
    assert codes(amazon, options) == []


def test_a_registry_knows_newer_releases() -> None:
    text = STUDIO.format(version="0.13", base="ubuntu:24.04")
    assert codes(text, Options(), {connect.IMAGE: ("0.15.0", "latest", "sha-1")}) == []
    tags = {connect.IMAGE: ("0.9.0", "0.16", "0.16.0", "0.17.2", "1.0.0-rc1", "latest")}
    assert codes(text, Options(), tags) == [("SL311", "use `0.17`")]
    assert codes(text, Options(platform="enterprise-26.1"), tags) == []
    assert codes(text, Options(), {}) == []


def test_a_registry_knows_newer_templates() -> None:
    text = TEMPLATE.format(version="0.12")
    name = f"{templates.PREFIX}jupyter"
    tags = {name: ("4.2.5-0.12", "4.4.9-0.15", "4.10.1-0.15", "4.9-u1-0.14", "latest"), connect.IMAGE: ()}
    assert codes(text, Options(), tags) == [("SL315", f"use `{name}:4.10.1-0.15`")]
    assert codes(text, Options()) == [("SL315", f"use a tag that ends in a newer version: `{name}:4.2.5-…`")]


def test_nobody_is_asked_about_other_files() -> None:
    asked: list[str] = []
    online = Online(lambda references, _: {}, lambda question, _: None, lambda names, _: asked.extend(names) or {})
    subjects = Subjects(Source("Dockerfile", "FROM scratch\n"), DOCKERFILE)
    subjects.ask(online)
    assert (asked, subjects.options) == ([], Options())


@pytest.mark.parametrize(
    ("platform", "tag", "note"),
    [
        ("cloud", "0.9", ("SSH into a session needs connect-client 0.10 or newer",)),
        ("cloud", "0.10", ()),
        ("enterprise-26.1", "0.9.0", ("SSH into a session needs connect-client 0.10 or newer",)),
        ("enterprise-25.2", "0.5", ()),
    ],
)
def test_ssh_is_said_of_platforms_that_have_it(platform: str, tag: str, note: tuple[str, ...]) -> None:
    text = STUDIO.format(version=tag, base="ubuntu:24.04")
    outcome = engine.check_source(Source("Dockerfile", text), DOCKERFILE, Options(platform=platform))
    (finding,) = [one for one in outcome.findings if one.code == "SL311"]
    assert finding.notes == note


@pytest.mark.parametrize(
    ("platform", "message"),
    [
        ("cloud", "missing label `io.seqera.connect.version`: SSH and other features are not available"),
        ("enterprise-25.3", "missing label `io.seqera.connect.version`: some features are not available"),
        ("enterprise-25.2", None),
    ],
)
def test_what_the_label_is_for(platform: str, message: str | None) -> None:
    text = STUDIO.format(version="0.8", base="ubuntu:24.04")
    text = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("LABEL"))
    outcome = engine.check_source(Source("Dockerfile", text), DOCKERFILE, Options(platform=platform))
    assert [one.message for one in outcome.findings if one.code == "SL308"] == ([message] if message else [])
