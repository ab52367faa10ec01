"""Settings: which file counts, what it says, and what is said of its mistakes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from studio_lint import __version__
from studio_lint.model.options import Options
from studio_lint.settings.finder import SettingsFinder, load
from studio_lint.settings.keys import KEYS
from studio_lint.settings.reader import SettingsError
from studio_lint.settings.toml import places
from studio_lint.settings.values import DEFAULTS, Settings
from tests.cases import ROOT

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def put(root: Path, name: str, text: str) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def of(folder: Path) -> Settings:
    return SettingsFinder().of(str(folder))


def error(root: Path, text: str, name: str = "studio-lint.toml") -> list[str]:
    path = put(root, name, text)
    with pytest.raises(SettingsError) as caught:
        load(str(path))
    return [line.partition(f"{name}:")[2] for line in str(caught.value).split("\n")]


def test_every_key(tmp_path: Path) -> None:
    put(tmp_path, "base.toml", 'target = "old"\n[build-args]\nA = "1"\nB = "2"\n')
    path = put(
        tmp_path,
        "studio-lint.toml",
        f"""
extend = "base.toml"
required-version = ">={__version__}"
select = ["SL0", "files"]
extend-select = ["unreadable-file"]
ignore = ["SL001"]
fail-on = "error"
exclude = ["legacy/"]
dockerfiles = ["studios/*/Containerfile.x"]
environments = ["conda/*.yml"]
build-context = "app"
target = "studio"
platforms = ["linux/amd64", "linux/arm64"]
connect-images = ["mirror.example.org/connect"]
studio-base-images = ["ghcr.io/example/base"]
private-registries = ["acr"]
allowed-registries = ["quay.io"]
[build-args]
B = "3"
[per-file-ignores]
"examples/**" = ["SL001"]
[severity]
SL0 = "advice"
""",
    )
    found = load(str(path))
    root = str(tmp_path)
    assert found.root == root
    assert (found.select, found.extend_select, found.ignore) == (("SL0", "files"), ("unreadable-file",), ("SL001",))
    assert (found.fail_on, found.target, found.severity) == ("error", "studio", (("SL0", "advice"),))
    assert found.build_args == (("A", "1"), ("B", "3"))
    assert found.exclude.takes(f"{root}/legacy/x/Dockerfile") == "legacy/"
    assert found.exclude.takes_folder(f"{root}/legacy") == "legacy/"
    assert found.dockerfiles.takes(f"{root}/studios/a/Containerfile.x") == "studios/*/Containerfile.x"
    assert found.environments.takes(f"{root}/conda/a.yml") == "conda/*.yml"
    assert found.environments.takes("/elsewhere/conda/a.yml") is None
    assert found.build_context == f"{root}/app"
    assert found.ignored_in(f"{root}/examples/a/Dockerfile") == ("SL001",)
    assert found.ignored_in(f"{root}/Dockerfile") == ()
    assert found.options(in_seqera=True) == Options(
        build_args=(("A", "1"), ("B", "3")),
        target="studio",
        platforms=("linux/amd64", "linux/arm64"),
        connect_images=("mirror.example.org/connect",),
        studio_base_images=("ghcr.io/example/base",),
        private_registries=("acr",),
        allowed_registries=("quay.io",),
        build_context=True,
        in_seqera=True,
    )


def test_every_key_has_its_field() -> None:
    fields = set(Settings._fields) - {"path", "root", "origins"}
    assert {key.field for key in KEYS} - {"extend"} == fields


@pytest.mark.parametrize("name", ["studio-lint.toml", ".studio-lint.toml"])
def test_each_file_name(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, 'target = "a"\n')
    assert of(tmp_path).target == "a"


def test_pyproject_counts_only_with_our_table(tmp_path: Path) -> None:
    put(tmp_path, "pyproject.toml", '[tool.studio-lint]\ntarget = "outer"\n')
    put(tmp_path, "a/pyproject.toml", '[project]\nname = "studio-lint-user"\n')
    put(tmp_path, "b/pyproject.toml", '[tool."studio-lint"]\ntarget = "inner"\n')
    assert of(tmp_path / "a").target == "outer"
    assert of(tmp_path / "b").target == "inner"


def test_the_first_name_in_a_folder_counts(tmp_path: Path) -> None:
    put(tmp_path, "studio-lint.toml", 'target = "plain"\n')
    put(tmp_path, ".studio-lint.toml", 'target = "dotted"\n')
    put(tmp_path, "pyproject.toml", '[tool.studio-lint]\ntarget = "project"\n')
    assert of(tmp_path).target == "plain"


def test_nearest_folder_counts_and_a_repository_ends_the_search(tmp_path: Path) -> None:
    put(tmp_path, "studio-lint.toml", 'target = "far"\n')
    put(tmp_path, "near/studio-lint.toml", 'target = "near"\n')
    (tmp_path / "near" / "deep" / "er").mkdir(parents=True)
    (tmp_path / "plain").mkdir()
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    put(tmp_path, "submodule/.git", "gitdir: ../.git/modules/submodule\n")
    (tmp_path / "submodule" / "inside").mkdir()
    finder = SettingsFinder()
    told = {
        name: finder.of(str(tmp_path / name)).target
        for name in ("near/deep/er", "plain", "repository", "submodule/inside")
    }
    assert told == {"near/deep/er": "near", "plain": "far", "repository": "", "submodule/inside": ""}


def test_one_file_for_all_and_none_at_all(tmp_path: Path) -> None:
    put(tmp_path, "studio-lint.toml", 'target = "here"\n')
    other = put(tmp_path, "other/settings.toml", 'target = "given"\n')
    assert SettingsFinder(config=str(other)).of(str(tmp_path)).target == "given"
    assert SettingsFinder(isolated=True).of(str(tmp_path)) == DEFAULTS


def test_extended_patterns_stay_where_they_were_written(tmp_path: Path) -> None:
    put(tmp_path, "shared/base.toml", 'exclude = ["old/"]\nignore = ["SL001"]\n')
    path = put(tmp_path, "studio-lint.toml", 'extend = ["shared/base.toml"]\n')
    found = load(str(path))
    assert found.exclude.takes(str(tmp_path / "shared/old/Dockerfile")) == "old/"
    assert found.exclude.takes(str(tmp_path / "old/Dockerfile")) is None
    assert found.ignore == ("SL001",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('# settings\nignor = ["SL001"]\n', ["2:1: unknown key `ignor`; did you mean `ignore`?"]),
        ("zzz = 1\n", ["1:1: unknown key `zzz`"]),
        (
            'fail-on = "eror"\n',
            ["1:11: `fail-on` takes error, warning, advice or never, not `eror`; did you mean `error`?"],
        ),
        ("fail-on = 3\n", ["1:11: `fail-on` must be a string in quotes, not a "]),
        ('ignore = "SL001"\n', ['1:10: `ignore` must be a list (for example, `["S']),
        (
            'ignore = [\n  "SL0",\n  "unreadble-file",\n]\n',
            ["3:3: unknown rule or family `unreadble-file`; did you mean `unreadable-file`?"],
        ),
        ("exclude = [1]\n", ["1:12: `exclude` must be a string in quotes, not a "]),
        ('severity = "error"\n', ["1:12: `severity` must be a table (for example, `[sev"]),
        (
            '[severity]\nfiles = "warn"\n',
            ["2:9: `files` takes error, warning or advice, not `warn`"],
        ),
        ('[severity]\n"fils" = "error"\n', ["2:1: unknown rule or family `fils`; did you mean `files`?"]),
        ('[per-file-ignores]\n"a/**" = "SL001"\n', ['2:10: `a/**` must be a list (for example, `["S']),
        ("[build-args]\nA = 1\n", ["2:5: `A` must be a string in quotes, not a "]),
        ("build-args.A = 1\n", ["1:16: `A` must be a string in quotes, not a "]),
        (
            'platforms = ["linux/amd46"]\n',
            ["1:14: `platforms` takes linux/amd64 or linux/arm64, not `linux/amd46`; did you mean `linux/amd64`?"],
        ),
        (
            'allowed-registries = ["https://quay.io"]\n',
            ["1:23: `allowed-registries` takes names as in FROM; remove `https:/"],
        ),
        ('extend = "none.toml"\n', ["1:10: settings file none.toml does not exist"]),
        ('extend = ["studio-lint.toml"]\n', ["1:11: `extend` refers back to this file"]),
        ('required-version = "new"\nzzz = 1\n', [f"1:20: `new` is not a valid version; use `>={__version__}`"]),
        ('required-version = ">=99"\n', [f"1:20: these settings require studio-lint >=99, but this is {__version__}"]),
        ("a = 1\nb = \n", ["2:5: invalid TOML: invalid value"]),
        ("a = 1\na = 2\n", ["2:6: invalid TOML: cannot overwrite a value"]),
        (
            'targt = "x"\n\n[tool]\n',
            ["1:1: unknown key `targt`; did you mean `target`?", "3:1: unknown key `tool`"],
        ),
    ],
)
def test_mistakes(tmp_path: Path, text: str, said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = error(tmp_path, text)
    assert [line[: len(expected)] for line, expected in zip(told, said, strict=True)] == said


def test_a_mistake_in_pyproject_stands_where_it_is(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n\n[tool.studio-lint]\ntarget = "a"\n\n[tool.studio-lint.severity]\nfiles = 1\n'
    assert error(tmp_path, text, "pyproject.toml") == ["8:9: `files` must be a string in quotes, not a number"]


def test_a_mistake_is_one_line_whatever_the_file_holds(tmp_path: Path) -> None:
    assert error(tmp_path, 'platforms = """a\nb"""\n"x\\ny" = 1\n') == [
        '1:13: `platforms` must be a list (for example, `["a␊b"]`), not text',
        "3:1: unknown key `x␊y`",
    ]


def test_a_value_where_our_table_belongs(tmp_path: Path) -> None:
    assert error(tmp_path, "[tool]\nstudio-lint = 3\n", "pyproject.toml") == [
        "2:15: `[tool.studio-lint]` must be a table, not a number"
    ]


def test_every_leaf_of_a_toml_text_has_its_place() -> None:
    text = """
a = 1 # c = 2
b.c = "x=[1]"
'd e'."f" = 'y'
g = [ 1, [2, {h = 3}], # ] }
  "]" ]
[t]
i = '''
j = 1'''
k = {l = {m = [true]}, n.o = 1979-05-27T07:32:00Z}
[[u.v]]
w = \"\"\"a\"\"\\\"\"\"\"
[[u.v]]
x = -1.5e3
"""
    found = places(text)
    for path, value in leaves(tomllib.loads(text), ()):
        span = found[path][1]
        written = text[span.start : span.end]
        assert tomllib.loads(f"z = {written}")["z"] == value, path


def leaves(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], object]]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, (*path, name))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from leaves(item, (*path, number))
    else:
        yield path, value


def test_a_mistake_in_an_extended_file_names_that_file(tmp_path: Path) -> None:
    put(tmp_path, "base.toml", "\nnope = 1\n")
    path = put(tmp_path, "studio-lint.toml", 'extend = "base.toml"\n')
    with pytest.raises(SettingsError, match=r"base\.toml:2:1: unknown key `nope`"):
        load(str(path))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'exclude = """x""" # c\nignore = [ # c ]\n  "SL001", \'zzz9\',\n]\n',
            ['1:11: `exclude` must be a list (for example, `["x"]`), not text', "3:12: unknown rule or family `zzz9`"],
        ),
        (
            'build-args = {A = "x", "B c" = [1, {d = 2}], C = true}\n',
            [
                "1:32: `B c` must be a string in quotes, not a list",
                "1:50: `C` must be a string in quotes, not true or false",
            ],
        ),
    ],
)
def test_places_in_odd_toml(tmp_path: Path, text: str, said: list[str]) -> None:
    assert error(tmp_path, text) == said


def test_a_missing_settings_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="the file does not exist"):
        load(str(tmp_path / "none.toml"))


def test_the_committed_page_and_schema_are_current() -> None:
    from studio_lint.settings import pages

    docs = ROOT / "docs"
    assert (docs / "settings.md").read_text(encoding="utf-8") == pages.page()
    assert (docs / "settings.schema.json").read_text(encoding="utf-8") == pages.schema_text()


def test_every_example_is_sound_for_reader_and_schema(tmp_path: Path) -> None:
    import jsonschema

    from studio_lint.settings.pages import schema
    from studio_lint.settings.toml import toml_loads

    (tmp_path / ".git").mkdir()
    put(tmp_path, "studio-lint.toml", "")
    for key in KEYS:
        path = put(tmp_path, "image/studio-lint.toml", key.example)
        load(str(path))
        jsonschema.validate(toml_loads(key.example), schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"nope": 1}, schema())
