"""Secrets are never printed, whatever else is said about the file they stand in."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_lint.base.source import Source
from studio_lint.console import cli
from studio_lint.console.commands.check import FORMATS
from studio_lint.facts.tokens import ALONE, ENDINGS, HASHING, IN_QUERIES, LAST_WORDS, LOGINS, TRAILING, WEAK
from studio_lint.model.secrets import commands, names_before, values
from studio_lint.model.secrets.hiding import hide_secrets, masked, secret_stretches
from studio_lint.model.secrets.names import is_secret_name, is_weak_name, may_name

SECRETS = {
    "url": "hunter2pass",
    "conda": "ab-0123456789abcdef",
    "github": "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
    "aws": "AKIAIOSFODNN7EXAMPL3",
    "named": "correct-horse",
    "bearer": "Zm9vYmFyYmF6cXV4MTIz",
    "key": "MIIEpAIBAAKCAQEA7bq98h4f",
    "late": "s3cr3t-0f-7h3-1474",
}
KEY = f"-----BEGIN RSA PRIVATE KEY-----\\n{SECRETS['key']}\\n-----END RSA PRIVATE KEY-----"

ENVIRONMENT = """\
chanels:
  - x
channels:
  - bioconda
  - https://me:{url}@conda.example.com/ch
  - https://conda.example.com/t/{conda}/ch
  - conda-forge
dependencies:
  - https://me:{url}@conda.example.com/ch::numpy=>1.8
  - x@{github}
  - "{github}
  - numpy: {github}
  - pip:
    - x=1 --token={github}
    - git+https://{github}@github.com/a/b.git
    - --extra-index-url=http://me:{url}@pypi.example.com/simple
    - requests=https://me:{url}@pypi.example.com/x
variables:
  MY_PASSWORD: {named}
  AWS_ID: [{aws}]
prefix: /home/me/{github}
""".format(**SECRETS)

DOCKERFILE = """\
# studio-lint: studio
# studio-lint: ignore[SL999] {github}
ARG TOKEN={named}
ARG BASE=https://me:{url}@registry.example.com/x
FROM $BASE AS one
FROM ubuntu:24.04
ENV DB_PASSWORD={named} PORT=$CONNECT_TOOL_PORT AWS={aws}
ENV API_TOKEN {named}
LABEL key="{block}"
COPY --from={github} a b
EXPOSE {github}
RUN curl -H "Authorization: Bearer {bearer}" https://me:{url}@example.com && pip install httpx>=0.27 --token {github}
CMD ["jupyter", "lab", "--port", "8888", "--token", "{github}",]
ENTRYPONT {github}
""".format(block=KEY, **SECRETS)

CONFIG = """\
schemaVersion: "0.0.1"
kind: {github}
session:
  template:
    kind: {aws}
    registry: https://me:{url}@registry.example.com/x:1
  clone:
    path: {github}
  environmentVariables:
    - name: DB_PASSWORD
      value: {late}
    - name: DB_PASSWORD
      value: {github}
    - name: {github}
      value: x
  {aws}: x
""".format(**SECRETS)

SETTINGS = 'build-args = ["T={github}"]\nselect = ["{github}"]\n'.format(**SECRETS)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".seqera").mkdir()
    (tmp_path / ".seqera" / "studio-config.yaml").write_text(CONFIG)
    (tmp_path / "environment.yml").write_text(ENVIRONMENT)
    (tmp_path / "environment-whole.yml").write_text(ENVIRONMENT.replace(f'  - "{SECRETS["github"]}\n', ""))
    (tmp_path / "Dockerfile").write_text(DOCKERFILE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    cli.main(arguments)
    shown = capsys.readouterr()
    assert "internal error" not in shown.err
    return shown.out + shown.err


def leaks(text: str) -> list[str]:
    """The secrets that stand in a text, whole or for a good part."""
    return [name for name, secret in SECRETS.items() if secret[:8] in text or secret[-8:] in text]


@pytest.mark.parametrize("format", FORMATS)
def test_no_format_prints_them(format: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "check", "--output-format", format)
    assert "SL" in text
    assert leaks(text) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--diff", "--unsafe-fixes"],
        ["check", "--diff", "--output-format", "json"],
        ["check", "--statistics", "--output-format", "concise"],
        ["files", "--explain"],
        ["files", "--output-format", "json"],
        ["inspect", "Dockerfile"],
        ["inspect", "Dockerfile", "--output-format", "json"],
        ["inspect", "environment.yml"],
        ["inspect", "environment.yml", "--output-format", "json"],
        ["inspect", "environment-whole.yml", "--output-format", "json"],
    ],
)
def test_nothing_else_prints_them(arguments: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert leaks(printed(capsys, *arguments)) == []


def test_nor_what_is_mended(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert leaks(printed(capsys, "check", "--fix", "--unsafe-fixes")) == []
    for name in ("environment.yml", "environment-whole.yml", "Dockerfile"):
        assert SECRETS["github"] in (folder / name).read_text()
        assert "***" not in (folder / name).read_text()


@pytest.mark.parametrize("settings", SETTINGS.splitlines())
def test_nor_wrong_settings(settings: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "studio-lint.toml").write_text(settings)
    assert leaks(printed(capsys, "check")) == []


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ENVIRONMENT.encode()), encoding="utf-8"))
    assert leaks(printed(capsys, "check", "-", "--stdin-filename", "environment.yml")) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://user:abc@x.org/a", "https://user:***@x.org/a"),
        ("https://user:${PASSWORD}@x.org/a", "https://user:${PASSWORD}@x.org/a"),
        ("ENV HF_TOKEN=abcdefgh", "ENV HF_TOKEN=********"),
        ("ENV HF_TOKEN=$TOKEN A_TOKEN= B_TOKEN=''", "ENV HF_TOKEN=$TOKEN A_TOKEN= B_TOKEN=''"),
        ("ARG TOKEN\nENV X=abcdefgh", "ARG TOKEN\nENV X=abcdefgh"),
        ("token = os.environ['TOKEN_FILE']", "token = os.environ['TOKEN_FILE']"),
        ("--mount=type=secret,id=abcdefgh", "--mount=type=secret,id=abcdefgh"),
        ("- name: A_TOKEN\n  value: abcdefgh\n", "- name: A_TOKEN\n  value: ********\n"),
        ("a password or token stands here: whoever", "a password or token stands here: whoever"),
        ("ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"),
        ("scikit-learn=1.5 sk-learn", "scikit-learn=1.5 sk-learn"),
    ],
)
def test_what_is_hidden(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_words_cut_short_are_known_again() -> None:
    (secret,) = [SECRETS["github"]]
    assert masked("`ghp_16C7...` and ghp_16", {secret}) == "`********...` and ******"


def test_a_long_file_is_searched_once() -> None:
    text = "token=" * 50_000 + "ghp_" * 50_000 + "bearer " * 50_000 + "-----BEGIN " * 50_000 + "eyJ" * 50_000
    assert len(list(secret_stretches(text))) < 1000


RANDOM = "aB3xY9kLm2Qw7Zr5Tn8Vc4Jd6Hf1Gs0Pe"
SHAPES = [
    f"https://x.blob.core.windows.net/c?sv=2024&sig={RANDOM}%3D",
    f"AccountName=me;AccountKey={RANDOM}==;EndpointSuffix=core.windows.net",
    f"https://hooks.slack.com/services/T0{RANDOM[:8]}/B0{RANDOM[:8]}/{RANDOM}",
    f"https://{RANDOM}@github.com/a/b",
    f"hvs.{RANDOM}",
    "dapi0123456789abcdef0123456789abcdef",
    f"ya29.{RANDOM}",
    f"GOCSPX-{RANDOM}",
    f"aB3xY9kLm2Qw7Z.atlasv1.{RANDOM}{RANDOM}",
    f"HRKU-{RANDOM}",
    "shpat_0123456789abcdef0123456789abcdef",
    f"ATATT3{RANDOM}{RANDOM}",
    f"NRAK-{RANDOM[:27].upper()}",
    f"glsa_{RANDOM}",
    f"dp.pt.{RANDOM}{RANDOM}",
    "SK0123456789abcdef0123456789abcdef",
]


@pytest.mark.parametrize("text", SHAPES)
def test_shapes(text: str) -> None:
    assert RANDOM[:12] not in masked(text)
    assert "0123456789abcdef" not in masked(text)


WORD = "hunter2pass&;,[('x"
NAMED = [
    "DB_PASS={}",
    "MYSQL_PWD={}",
    "PASS={}",
    "PAT={}",
    "DBPASS={}",
    "TOKEN_1={}",
    "API_KEY_V2={}",
    "PASSWORD2={}",
    "PASSWORD:={}",
    "SECRET_KEY_BASE={}",
    "DJANGO_KEY={}",
    "ENV DB_PASS {}",
    'ENV DB_PASS="{}"',
    "dbPass: {}",
    '{{"password": "{}"}}',
    "--password {}",
    "--password={}",
    "--token {}",
    'CMD ["x", "--token", "{}"]',
    "RUN curl -u me:{} https://x.org",
    "RUN curl -sSL --user me:{} https://x.org",
    "RUN docker login -u me -p {} x.org",
    "RUN sshpass -p {} ssh x",
    "RUN sshpass -p{} ssh x",
    "RUN mysql -u root -p{} db",
    "RUN echo root:{} | chpasswd",
    'RUN echo "root:{}" | chpasswd',
    "RUN chpasswd <<< root:{}",
    "RUN echo {} | docker login --password-stdin",
    "machine x.org login me password {}",
    "//registry.npmjs.org/:_authToken={}",
    "npm config set //registry.npmjs.org/:_authToken {}",
    "pip install --index-url https://me:{}@x.org/simple",
    "\u0130\n ENV DB_PASSWORD={}",
]


@pytest.mark.parametrize("template", NAMED)
def test_names_and_options(template: str) -> None:
    assert "hunter2" not in masked(template.format(WORD.replace("'", "") if '"' in template else WORD))
    assert "&;,[(" not in masked(template.format("hunter2&;,[(x"))


@pytest.mark.parametrize(
    "text",
    [
        "PATH=/usr/local/bin:/usr/bin",
        "KEYBOARD=qwertzuiop",
        "TLS_KEY_FILE=certificate.pem",
        "PASSWORD_FILE=passwords.txt",
        "max_tokens=4096000",
        "COMPASS=northwest",
        "config-unknown-key: unknown key",
        "PUBLIC_KEY=abcdefghij",
        "PWD=abcdefgh",
        "tokenizer: bert-base-uncased",
        "RUN curl -fsSL https://x.org/install.sh | bash",
        "RUN mkdir -p /opt/app && pip install numpy==1.26",
        "RUN docker run -p 8080:80 nginx",
        "EXPOSE 8080",
        "COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client",
        "jupyter lab --IdentityProvider.token= --port 8888",
        "password = getpass.getpass('user')",
        "git clone git@github.com:a/b.git",
        "apt-key add - && apt-get install -y gnupg",
        "conda install numpy=1.26.4=py311h64a7726_0",
        "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert masked(text) == text


def test_a_private_key_escaped_anew() -> None:
    key = (
        "-----BEGIN RSA PRIVATE KEY-----\\nMIIEpAIBAAKCAQEA7bq98h4f\\nQwErTzUiOp123456\\n-----END RSA PRIVATE KEY-----"
    )
    source = Source("Dockerfile", f'ENV A="{key}"\n')
    hide_secrets(source)
    said = masked(f"`{key[20:].encode('unicode_escape').decode()}` is wrong", source.secrets)
    assert "MIIEpAIBAAKCAQEA" not in said
    assert "QwErTzUiOp123456" not in said


def test_a_secret_that_is_met_again_is_hidden_there_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = "zq7Hunter2x"
    text = f"# studio-lint: studio\nFROM a\nENV DB_PASSWORD={secret} A_TOKEN=jupyter\nWORKDIRR {secret}\nRUNN jupyter\n"
    (tmp_path / "Dockerfile").write_text(text, encoding="utf-8")
    shown = printed(capsys, "check", str(tmp_path / "Dockerfile"))
    assert secret not in shown
    assert "WORKDIRR ***********" in shown
    assert "RUNN jupyter" in shown


def test_settings_that_are_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "studio-lint.toml").write_text(
        'build-args = { A_TOKEN = "zq7Hunter2x", PORT = "8080" }\n', encoding="utf-8"
    )
    shown = printed(capsys, "check", "--show-settings", ".")
    assert "zq7Hunter2x" not in shown
    assert "8080" in shown


def _cut(word: str, at: int, sign: str, capital: bool) -> str:
    """A word in two, as `API_KEY` and `apiKey` are."""
    at %= len(word)
    return word[:at] + sign + (word[at:].capitalize() if capital else word[at:])


WORDS = st.sampled_from(sorted({*ENDINGS, *LAST_WORDS, *ALONE, *WEAK, "pass", "rootpw", "db", "path", "patch"}))
NAME = st.builds(_cut, WORDS, st.integers(0, 20), st.sampled_from(["", "_", "-", "."]), st.booleans())
AFTER = st.sampled_from(["", "1", "s", *(f"_{word}" for word in sorted(TRAILING)), "_V2", "Value"])
NAMES = st.builds("{}{}{}".format, st.sampled_from(["", "my_", "DB", "path_", "--"]), NAME, AFTER)


@given(NAMES, st.booleans())
@settings(max_examples=1_000, deadline=None)
def test_the_first_look_sees_each_name_of_a_secret(name: str, capitals: bool) -> None:
    name = name.upper() if capitals else name
    if is_secret_name(name) or is_weak_name(name):
        assert may_name(f"RUN x {name}=a1B2c3D4")


OTHER_SIGNS = [f"?{name}=hunter22x" for name in sorted(IN_QUERIES)]
OTHER_SIGNS += [f"{name}('me', 'Hunter22x')" for name in sorted({*LOGINS, *HASHING})]
OTHER_SIGNS += [
    "user: me:hunter22",
    'proxy-user = "me:hunter22"',
    "x IDENTIFIED BY 'hunter22'",
    "x IDENTIFIED WITH 'hunter22'",
]


@pytest.mark.parametrize("text", OTHER_SIGNS)
def test_the_first_look_sees_what_else_tells_a_secret(text: str) -> None:
    assert may_name(text)


@pytest.mark.parametrize(
    "text", ["FROM python:3.12\nUSER me\nENV PATH=/opt/bin:$PATH", "RUN pip install --user numpy==1"]
)
def test_most_files_name_no_secret(text: str) -> None:
    assert not may_name(text)
    assert [*values.given(text), *names_before.given(text), *commands.options(text)] == []
