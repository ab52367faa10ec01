"""What mutation starts from: the fixtures and the recorded vectors."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.cases import FIXTURES
from tests.texts import vectors

LARGEST = 6_000


def _files(*endings: str) -> Iterator[str]:
    for path in sorted(FIXTURES.rglob("*")):
        if path.is_file() and path.name.endswith(endings) and path.stat().st_size <= LARGEST:
            yield path.read_bytes().decode("utf-8", "replace")


def _unique(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


@cache
def dockerfiles() -> tuple[str, ...]:
    return _unique(iter([*_files("Dockerfile", ".dockerfile"), *(row["dockerfile"] for row in vectors("dockerfile"))]))


@cache
def environments() -> tuple[str, ...]:
    rows = (row["environment_yml"] for row in vectors("environment"))
    return _unique(iter([*_files("environment.yml", "environment.yaml", "packages.yml"), *rows]))


@cache
def configs() -> tuple[str, ...]:
    return _unique(_files("studio-config.yaml", "studio-config.yml"))


@cache
def specs() -> tuple[str, ...]:
    return _unique(row["spec"] for row in vectors("matchspec"))


@cache
def versions() -> tuple[str, ...]:
    table = vectors("version_match")
    written = (row["version"] for row in vectors("matchspec") if row.get("version"))
    return _unique(iter([*table["candidates"], *table["order"], *_constraints(table), *written]))


def _constraints(table: dict[str, object]) -> Iterator[str]:
    for key, value in table.items():
        if key not in ("candidates", "order"):
            yield from (
                str(row.get("spec", "")).removeprefix("foo") if isinstance(row, dict) else str(row) for row in value
            )  # type: ignore[attr-defined]


@cache
def requirements() -> tuple[str, ...]:
    lines = [line.strip().removeprefix("- ") for text in environments() for line in text.split("\n")]
    return _unique(iter([line for line in lines if line] + list(REQUIREMENTS)))


@cache
def words() -> tuple[str, ...]:
    return _unique(word for text in dockerfiles() for line in text.split("\n") for word in line.split()[1:])


@cache
def references() -> tuple[str, ...]:
    lines = (line.split() for text in dockerfiles() for line in text.split("\n"))
    return _unique(line[1] for line in lines if len(line) > 1 and line[0].upper() == "FROM")


@cache
def scripts() -> tuple[str, ...]:
    rows = (row["script"] for row in vectors("shell_parsed"))
    commands = (line.partition(" ")[2] for text in dockerfiles() for line in text.split("\n"))
    return _unique(iter([*(line for line in commands if line), *_files(".sh"), *SCRIPTS, *rows]))


@cache
def settings() -> tuple[str, ...]:
    return _unique(iter([*_files("studio-lint.toml"), *SETTINGS]))


@cache
def ignores() -> tuple[str, ...]:
    return _unique(iter([*_files(".gitignore", ".dockerignore"), *IGNORES]))


@cache
def replies() -> tuple[str, ...]:
    return REPLIES


def regressions() -> list[Path]:
    """Inputs on which something once broke."""
    return sorted((Path(__file__).parent / "regressions").glob("*/*"))


REQUIREMENTS = (
    "numpy",
    "numpy==1.2",
    "numpy >=1.2,<2 ; python_version < '3.9' and extra == 'x'",
    "a[b,c]~=1.0.post1",
    "x @ https://a.org/b.whl",
    "git+https://a.org/x.git@v1#egg=x&subdirectory=y",
    "-e .",
    "--hash=sha256:00",
    "-r other.txt",
    "six==1.16.0 --hash=sha256:ab \\",
    "--index-url https://u:p@a.org/simple",
    "x===what",
    "foo==${V}",
)

SCRIPTS = (
    'set -e; cd /srv && exec python3 -m http.server --bind 0.0.0.0 "$CONNECT_TOOL_PORT"',
    "if [ -f a ]; then b; elif c; then d; else e; fi",
    'for i in 1 2 3; do echo "$i"; done | sort > /tmp/x 2>&1 &',
    "case $1 in a|b) x;; *) y;; esac",
    'f() { local a=1; g "$@"; }; f x',
    "cat <<EOF >/start.sh\nexec ttyd -p $P\nEOF",
    "bash -lc 'source /opt/conda/bin/activate && exec \"$@\"'",
    "trap 'kill $!' TERM; a & wait $!",
    "A=1 B=$(c `d`) e ${f:-g} ${h##*/}",
)

SETTINGS = (
    'select = ["ALL"]\nignore = ["SL126"]\nfail-on = "error"\n[severity]\nSL1 = "advice"\n[per-file-ignores]\n'
    '"a/*" = ["SL301"]\n',
    '[tool.studio-lint]\nexclude = ["docs/**", "!docs/x"]\nbuild-context = ".."\n[tool.studio-lint.build-args]\n'
    'A = "1"\n',
    'required-version = ">=0.1"\nplatforms = ["linux/amd64"]\nextend = "other.toml"\n',
)

IGNORES = (
    "*.pyc\n!keep.pyc\n/build/\n**/a/**\nx\\ y\n[a-c]?.txt\n#c\n\\#d\n",
    "a/**/b\n**\n*/\n[!x]*\n[[:alpha:]]\nfoo\\\n",
)

REPLIES = (
    '{"schemaVersion": 2, "manifests": [{"digest": "sha256:ab", "platform": {"os": "linux", "architecture": "amd64"}},'
    ' {"digest": "sha256:cd", "platform": {"os": "linux", "architecture": "arm64", "variant": "v8"}}]}',
    '{"schemaVersion": 2, "config": {"digest": "sha256:ab", "size": 7}, "layers": []}',
    '{"os": "linux", "architecture": "amd64", "config": {"Env": ["PATH=/bin"], "User": "1000"}}',
    '{"errors": [{"code": "MANIFEST_UNKNOWN", "message": "x", "detail": null}]}',
    '{"name": "a/b", "tags": ["1.0", "latest", "24.04"]}',
    "registry.example.org:443",
    "0x7f.1",
    "[::ffff:169.254.169.254]",
    "24.04",
)
