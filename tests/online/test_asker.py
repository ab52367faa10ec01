"""What is asked about a file, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_lint.base.source import Source
from studio_lint.discovery.kinds import CONFIG, DOCKERFILE, ENVIRONMENT
from studio_lint.lint import engine
from studio_lint.lint.subjects import Subjects
from studio_lint.model.options import Options
from studio_lint.model.studio.answers import THERE, ImageState
from studio_lint.online import images
from studio_lint.online.asker import Online
from studio_lint.online.environments import Question, Solution, Wish
from tests.cases import inside

HOST = "https://conda.anaconda.org"
CONFIG_TEXT = """\
schemaVersion: "0.0.1"
kind: studio-config
session:
  template:
    kind: registry
    registry: quay.io/lab/studio:1
"""


def asked(text: str, kind: str = DOCKERFILE, options: Options = Options()) -> list[str]:
    """The images that a registry is asked about, each with the platforms that will do."""
    told: list[str] = []

    def there(references: list[images.Reference], _: object) -> dict[str, ImageState]:
        told.extend(images.key(one) for one in references)
        return {images.key(one): ImageState(THERE) for one in references}

    subjects = Subjects(Source("file", text), kind, options)
    subjects.ask(Online(there, lambda question, _: None))
    (answers,) = subjects.of("ImageAnswers")
    assert told == list(dict.fromkeys(images.key(one.name.reference) for one in answers.answers))
    return [f"{images.key(one.name.reference)} for {' '.join(one.wanted)}" for one in answers.answers]


AMD = "for linux/amd64"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("FROM ubuntu:24.04\n", [f"docker.io/library/ubuntu:24.04 {AMD}"]),
        ("FROM ubuntu\nCOPY --from=ubuntu:latest /a /a\n", [f"docker.io/library/ubuntu:latest {AMD}"] * 2),
        ('ARG V="1.2"\nFROM quay.io/a/b:$V AS x\nFROM x\n', [f"quay.io/a/b:1.2 {AMD}"]),
        ("FROM scratch\nCOPY --from=quay.io/a/b:1 /x /x\n", [f"quay.io/a/b:1 {AMD}"]),
        ("FROM --platform=linux/arm64 quay.io/a/b:1\n", ["quay.io/a/b:1 for linux/arm64"]),
        ("FROM --platform=$TARGETPLATFORM quay.io/a/b:1\n", [f"quay.io/a/b:1 {AMD}"]),
        ("FROM quay.io/a/b-$TARGETARCH:1\n", [f"quay.io/a/b-amd64:1 {AMD}"]),
        ("FROM localhost:5000/a\n", []),
        ("ARG V\nFROM quay.io/a/b:1$V\n", []),
        ("ARG V\nFROM quay.io/a/b:$V\n", []),
        ("FROM quay.io/a/b:1$UNKNOWN\n", []),
        ("FROM 1.dkr.ecr.eu-west-1.amazonaws.com/a:1\n", []),
        ("FROM lab.azurecr.io/a:1\n", []),
        ("FROM 10.1.2.3:5000/a:1\n", []),
        ("FROM 169.254.169.254/a:1\n", []),
        ("FROM registry.internal/a:1\n", []),
        ("FROM wave.seqera.io/wt/abc/a:1\n", []),
        ("FROM ubuntu:24.04 AS unused\nFROM scratch\n", []),
    ],
)
def test_images_of_a_dockerfile(text: str, names: list[str]) -> None:
    assert asked(text) == names


def test_the_settings_say_what_is_private_and_what_is_built_for() -> None:
    text = "FROM quay.io/a/b:1\nCOPY --from=ghcr.io:443/a/b:1 /x /x\nCOPY --from=docker.io/a/b:1 /x /x\n"
    options = Options(private_registries=("QUAY.io", "ghcr.io:443"), platforms=("linux/amd64", "linux/arm64"))
    assert asked(text, options=options) == ["docker.io/a/b:1 for linux/amd64 linux/arm64"]


def test_the_image_of_a_studio_config() -> None:
    assert asked(CONFIG_TEXT, CONFIG) == [f"quay.io/lab/studio:1 {AMD}"]


def question(channels: str, *dependencies: str) -> Question | None:
    """What is asked about an environment; None where nothing is."""
    questions: list[Question] = []

    def solve(one: Question, _: object) -> Solution:
        questions.append(one)
        return Solution()

    text = f"{channels}dependencies:\n" + "".join(f"  - {line}\n" for line in dependencies)
    subjects = Subjects(Source("environment.yml", text), ENVIRONMENT)
    subjects.ask(Online(lambda references, _: {}, solve))
    assert len(subjects.of("EnvironmentAnswers")) == len(questions)
    return questions[0] if questions else None


@pytest.mark.parametrize(
    ("written", "urls"),
    [
        ("[conda-forge, bioconda]", [f"{HOST}/conda-forge", f"{HOST}/bioconda"]),
        ("[conda-forge/label/dev, nodefaults]", [f"{HOST}/conda-forge/label/dev"]),
        ("[defaults]", ["https://repo.anaconda.com/pkgs/main", "https://repo.anaconda.com/pkgs/r"]),
        ("[pkgs/main]", ["https://repo.anaconda.com/pkgs/main"]),
        ("['https://a.org/x/', 'conda-forge/linux-64']", ["https://a.org/x", f"{HOST}/conda-forge"]),
        ("[nodefaults]", [f"{HOST}/conda-forge"]),
        ("[]", [f"{HOST}/conda-forge"]),
    ],
)
def test_channels(written: str, urls: list[str]) -> None:
    found = question(f"channels: {written}\n", "python")
    assert found == Question(tuple(urls), (Wish("python", "python"),))


@pytest.mark.parametrize(
    "written",
    ["[./x]", "[/opt/x]", "['file:///x']", "[local]", "['https://a.org/$T/x']", "[null]", "['http://10.0.0.7/x']"],
)
def test_channels_that_nobody_else_can_ask(written: str) -> None:
    assert question(f"channels: {written}\n", "python") is None


@pytest.mark.parametrize(
    ("line", "wish"),
    [
        ("Python =3.12", Wish("python", 'python[version="=3.12"]')),
        ("numpy>=1.8,<3", Wish("numpy", 'numpy[version=">=1.8,<3"]')),
        ("numpy 1.8 py*", Wish("numpy", 'numpy[version="==1.8",build="py*"]')),
        ("pip:\n      - requests", None),
        ("sel(win): pywin32", None),
    ],
)
def test_wishes(line: str, wish: Wish | None) -> None:
    found = question("channels: [a]\n", "r-base", line)
    assert found is not None
    assert found.wishes == (Wish("r-base", "r-base"), *((wish,) if wish else ()))


def test_a_channel_in_front_of_a_package_is_read_too() -> None:
    bioconda = f"{HOST}/bioconda"
    found = question("channels: [conda-forge]\n", "bioconda::samtools=1.21")
    assert found == Question(
        (f"{HOST}/conda-forge", bioconda), (Wish("samtools", 'samtools[version="=1.21"]', (bioconda,)),)
    )


@pytest.mark.parametrize(
    "line", ["numpy=>1.8", "3.12", "true", "/x.conda", "https://a.org/linux-64/x-1-0.conda", "'*'"]
)
def test_an_entry_that_is_wrong_or_leads_elsewhere_is_not_asked_about(line: str) -> None:
    assert question("channels: [a]\n", "python", line) is None


def test_a_constraint_that_the_solver_reads_otherwise_is_not_asked_about() -> None:
    assert question("channels: [a]\n", "numpy!=1.8*") is None
    assert question("channels: [a]\n", "numpy!=1.8.*") is not None


def test_nothing_is_asked_of_an_environment_without_packages() -> None:
    assert question("channels: [a]\n", "pip:\n      - requests") is None


def test_each_is_asked_once(tmp_path: Path) -> None:
    told: list[object] = []

    def there(references: list[images.Reference], _: object) -> dict[str, ImageState]:
        told.extend(images.key(one) for one in references)
        return {images.key(one): ImageState(THERE) for one in references}

    def solve(one: Question, _: object) -> Solution:
        told.append(one.wishes)
        return Solution()

    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "Dockerfile").write_text(
            f"# studio-lint: studio\nFROM ubuntu:1 AS u\nFROM quay.io/{folder}/x\n"
        )
        (tmp_path / folder / "environment.yml").write_text(f"# {folder}\nchannels: [x]\ndependencies:\n  - python\n")
    with inside(tmp_path):
        engine.lint(["."], online=Online(there, solve))
    assert told == ["quay.io/a/x:latest", (Wish("python", "python"),), "quay.io/b/x:latest"]
