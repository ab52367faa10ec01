"""Which files are linted, as what, and why."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from studio_lint.console.cli import main
from studio_lint.discovery.decision import FileDecision
from studio_lint.discovery.discovery import discover
from studio_lint.settings.finder import SettingsFinder
from tests.test_gitignore import git, needs_git

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = "FROM ubuntu:24.04\nRUN true\n"
STUDIO = (
    "FROM public.cr.seqera.io/platform/connect-client:0.15.0 AS connect\n"
    "FROM ubuntu:24.04\n"
    "COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client\n"
)
CONDA = "channels:\n  - conda-forge\ndependencies:\n  - python=3.12\n"
CONFIG = 'schemaVersion: "0.0.1"\nkind: "studio-config"\nsession:\n  template:\n    kind: "none"\n'
BUILT = CONFIG.replace('"none"', '"dockerfile"\n    dockerfile: "Dockerfile"')


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


def put(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def rows(*paths: str, detect: bool = False, force_exclude: bool = False) -> dict[str, FileDecision]:
    found = discover(paths or (".",), SettingsFinder(), detect=detect, force_exclude=force_exclude)
    assert len({row.path for row in found}) == len(found)
    return {row.path: row for row in found}


def linted(*paths: str, detect: bool = False, force_exclude: bool = False) -> list[str]:
    return [row.path for row in rows(*paths, detect=detect, force_exclude=force_exclude).values() if row.linted]


def test_twelve_dockerfiles_of_which_two_are_studios(tree: Path) -> None:
    put(tree, {f"service-{number}/Dockerfile": PLAIN for number in range(10)})
    put(tree, {"a/Dockerfile": STUDIO, "b/app.Dockerfile": f"# studio-lint: studio\n{PLAIN}"})
    found = rows()
    assert {row.path: row.reason for row in found.values() if row.linted} == {
        "a/Dockerfile": "an instruction mentions connect-client",
        "b/app.Dockerfile": "marked `# studio-lint: studio`",
    }
    assert sum(row.alone for row in found.values()) == 10
    assert found["service-0/Dockerfile"].reason == "contains no sign of a Studio, such as connect-client"


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("Dockerfile", True),
        ("Dockerfile.app", True),
        ("app.Dockerfile", True),
        ("app.dockerfile", True),
        ("Containerfile", True),
        ("Containerfile.app", True),
        ("Dockerfile.dockerignore", False),
        ("Dockerfile.j2", False),
        ("MyDockerfile", False),
        ("Dockerfiles.txt", False),
    ],
)
def test_names_of_dockerfiles(tree: Path, name: str, seen: bool) -> None:
    put(tree, {name: STUDIO})
    assert linted() == ([name] if seen else [])


@pytest.mark.parametrize(
    ("name", "text", "seen"),
    [
        ("environment.yml", CONDA, True),
        ("environment-dev.yaml", CONDA, True),
        ("conda_linux.yml", CONDA, True),
        ("env.yaml", CONDA, True),
        ("environment.yml", "dependancies:\n- numpy\n", True),
        ("environment.yml", "# a comment\n\n---\n  name: x\n  channel: [a]\n", True),
        ("environment.yml", "name: x\nprefix: /opt\n", True),
        ("environment.yml", "{dependencies: [numpy]}", True),
        ("environment.yml", "\tdependencies:\n<<<<<<< HEAD\nchannels:\n", True),
        ("environment.yml", "@EXPLICIT\nhttps://conda.anaconda.org/x.conda\n", True),
        ("environment.yml", "production:\n  url: x\n  dependencies: [a]\n", False),
        ("environment.yml", "name: x\nchannels: [a]\n", True),
        ("environment.yml", "", False),
        ("conda-forge.yml", "channels:\n  sources: [a]\nbot:\n  automerge: true\n", False),
        ("conda.yml", "channels: [a]\nchannel_priority: strict\n", False),
        ("conda-lock.yml", "version: 1\nmetadata:\n  channels: []\npackage: []\n", False),
        ("conda.yml", "name: x\n", False),
        ("packages.yml", CONDA, False),
        ("env.yml.bak", CONDA, False),
    ],
)
def test_environment_files_by_name_and_content(tree: Path, name: str, text: str, seen: bool) -> None:
    put(tree, {name: text})
    assert linted() == ([name] if seen else [])


def test_a_studio_config_and_what_it_names(tree: Path) -> None:
    config = BUILT.replace('"Dockerfile"', '"image/build.docker"')
    put(tree, {".seqera/studio-config.yaml": config, ".seqera/image/build.docker": PLAIN, "Dockerfile": PLAIN})
    assert {row.path: (row.kind, row.reason) for row in rows().values() if row.linted} == {
        ".seqera/studio-config.yaml": ("config", "the studio-config"),
        ".seqera/image/build.docker": ("dockerfile", "named by .seqera/studio-config.yaml"),
    }


def test_what_lies_in_seqera_is_the_studios(tree: Path) -> None:
    put(tree, {".seqera/Dockerfile": PLAIN, ".seqera/environment.yml": "", ".seqera/studio_config.yaml": CONFIG})
    assert {row.path: row.reason for row in rows().values()} == {
        ".seqera/Dockerfile": "in .seqera",
        ".seqera/environment.yml": "in .seqera",
        ".seqera/studio_config.yaml": "its name is almost studio-config.yaml",
    }


def test_a_lock_file_in_seqera_is_for_the_dockerfile(tree: Path) -> None:
    put(tree, {".seqera/Dockerfile": PLAIN, ".seqera/conda-lock.yml": "version: 1\nmetadata: {}\npackage: []\n"})
    assert linted() == [".seqera/Dockerfile"]
    assert linted(".seqera/conda-lock.yml") == [".seqera/conda-lock.yml"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("# a\n\nfrom ubuntu:24.04\n", "dockerfile"),
        ("FROM --platform=linux/amd64 ubuntu as x\n", "dockerfile"),
        ("ARG A=1\n", "dockerfile"),
        ("FROM\n", "dockerfile"),
        ("from os import path\n", "file"),
        ("import os\n", "file"),
        ("", "file"),
    ],
)
def test_a_file_of_any_name_that_is_named(tree: Path, text: str, kind: str) -> None:
    put(tree, {"build": text})
    (row,) = rows("build").values()
    assert (row.kind, row.linted) == (kind, kind == "dockerfile")


def test_a_studio_config_elsewhere_is_told_by_its_content(tree: Path) -> None:
    put(tree, {"a/studio-config.yaml": CONFIG, "b/studio-config.yml": "colours: []\n"})
    assert {row.path: (row.linted, row.reason) for row in rows().values()} == {
        "a/studio-config.yaml": (True, "a studio-config outside .seqera"),
        "b/studio-config.yml": (False, "its contents are not a studio-config"),
    }


def test_connect_client_in_a_comment_is_no_claim(tree: Path) -> None:
    put(tree, {"a/Dockerfile": f"# copies no connect-client\n{PLAIN}"})
    put(tree, {"b/Dockerfile": "FROM alpine\nRUN <<EOF\n/usr/bin/connect-client --install\nEOF\n"})
    assert linted() == ["b/Dockerfile"]


def test_settings_claim_and_exclude(tree: Path) -> None:
    settings = 'dockerfiles = ["apps/*/Build"]\nenvironments = ["deps/*.yml"]\nexclude = ["old/", "deps/no.yml"]\n'
    put(tree, {"studio-lint.toml": settings, "apps/x/Build": PLAIN, "deps/a.yml": CONDA, "deps/no.yml": CONDA})
    put(tree, {"old/Dockerfile": STUDIO})
    assert {row.path: (row.linted, row.reason) for row in rows().values()} == {
        "apps/x/Build": (True, "matches `apps/*/Build` of `dockerfiles` in studio-lint.toml"),
        "deps/a.yml": (True, "matches `deps/*.yml` of `environments` in studio-lint.toml"),
        "deps/no.yml": (False, "excluded by `deps/no.yml` in studio-lint.toml"),
        "old": (False, "excluded by `old/` in studio-lint.toml"),
    }
    assert linted("old/Dockerfile", "old") == []


def test_not_studio_wins_over_every_claim(tree: Path) -> None:
    put(tree, {".seqera/studio-config.yaml": BUILT, ".seqera/Dockerfile": f"# studio-lint: not-studio\n{STUDIO}"})
    assert linted(".", ".seqera/Dockerfile") == [".seqera/studio-config.yaml"]
    assert rows()[".seqera/Dockerfile"].reason == "marked `# studio-lint: not-studio`"


def test_named_files_are_a_claim_unless_they_only_changed(tree: Path) -> None:
    put(tree, {"Dockerfile": PLAIN, "list.yml": CONDA, "build.docker": PLAIN, "notes.txt": "hello\n"})
    assert linted("Dockerfile", "list.yml", "build.docker", "notes.txt") == ["Dockerfile", "build.docker", "list.yml"]
    assert rows("notes.txt")["notes.txt"].reason == "not part of a Studio, skipped"
    assert linted("Dockerfile", "list.yml", "build.docker", "notes.txt", detect=True) == []


def test_what_is_not_there_is_linted_to_say_so(tree: Path) -> None:
    assert linted("gone/Dockerfile", "gone.yml", detect=True) == ["gone.yml", "gone/Dockerfile"]


def test_a_changed_script_leads_to_its_studio_and_nothing_else(tree: Path) -> None:
    put(tree, {"a/Dockerfile": STUDIO, "a/bin/start.sh": "", "b/Dockerfile": STUDIO, "a/bin/Dockerfile": PLAIN})
    put(tree, {".seqera/studio-config.yaml": BUILT, ".seqera/Dockerfile": STUDIO, ".seqera/start.sh": ""})
    put(tree, {"c/nothing.sh": ""})
    assert linted("a/bin/start.sh", detect=True) == ["a/Dockerfile"]
    assert linted("a/bin/start.sh", "a/Dockerfile", detect=True) == ["a/Dockerfile"]
    assert linted(".seqera/start.sh") == [".seqera/Dockerfile", ".seqera/studio-config.yaml"]
    assert linted(".seqera/Dockerfile", detect=True) == [".seqera/Dockerfile", ".seqera/studio-config.yaml"]
    assert linted("c/nothing.sh", detect=True) == []


def test_a_changed_script_by_the_build_context_of_the_settings(tree: Path) -> None:
    put(tree, {"studio-lint.toml": 'build-context = "."\n', "docker/Dockerfile": STUDIO, "src/app.py": "", "x.yml": ""})
    assert linted("src/app.py", detect=True) == ["docker/Dockerfile"]


def test_an_environment_that_a_studio_installs(tree: Path) -> None:
    installs = "COPY deps/ /opt/\nWORKDIR /opt\nRUN micromamba install -y -n base --file=packages.yaml && true\n"
    put(tree, {"a/Dockerfile": STUDIO + installs, "a/deps/packages.yaml": CONDA, "b/Dockerfile": PLAIN + installs})
    put(tree, {"b/deps/packages.yaml": CONDA})
    found = rows()
    assert linted() == ["a/Dockerfile", "a/deps/packages.yaml"]
    assert found["a/deps/packages.yaml"].reason == "installed by a/Dockerfile"


@pytest.mark.parametrize(
    ("command", "name", "taken"),
    [
        ("micromamba create -y -p /env -f", "conda-lock.yml", False),
        ("mamba create -y -p /env --file", "linux-lock.yaml", False),
        ("micromamba create -y -p /env -f", "unlock.yml", True),
        ("conda env create -f", "conda-lock.yml", True),
    ],
)
def test_a_lock_file_is_no_environment_to_mamba(tree: Path, command: str, name: str, taken: bool) -> None:
    installs = f"COPY {name} /opt/\nRUN {command} /opt/{name}\n"
    put(tree, {"Dockerfile": STUDIO + installs, name: "version: 1\npackage: []\n"})
    assert linted() == ["Dockerfile", *([name] if taken else [])]


@needs_git
def test_what_git_ignores(tree: Path) -> None:
    (tree / ".git").rmdir()
    git(tree, "init", "-q")
    put(tree, {".gitignore": "*.local.yml\nbuild/\n!keep.local.yml\n", "sub/.gitignore": "/Dockerfile\n"})
    put(tree, {".git/info/exclude": "secret/\n"})
    names = ["environment.local.yml", "build/environment.yml", "sub/deep/Dockerfile", "sub/Dockerfile"]
    names += ["secret/environment.yml", "a/environment.yml"]
    put(tree, {name: STUDIO if name.endswith("Dockerfile") else CONDA for name in names})
    assert linted() == ["sub/deep/Dockerfile"]
    assert rows()["a/environment.yml"].alone
    assert rows()["environment.local.yml"].reason == "ignored by .gitignore:1"
    assert rows()["sub/Dockerfile"].reason == "ignored by sub/.gitignore:1"
    assert linted("sub") == ["sub/deep/Dockerfile"]
    assert linted("build/environment.yml", "build") == ["build/environment.yml"]
    assert linted("build/environment.yml", "build", "sub/Dockerfile", force_exclude=True) == []


def test_ignore_files_of_a_worktree_and_a_submodule(tree: Path) -> None:
    put(tree, {".gitignore": "environment.yml\n", ".git/modules/sub/info/exclude": "b/\n"})
    put(
        tree,
        {"sub/.git": "gitdir: ../.git/modules/sub\n", "sub/environment.yml": CONDA, "sub/b/environment.yml": CONDA},
    )
    put(tree, {".git/worktrees/w/commondir": "../..\n", ".git/info/exclude": "c/\n"})
    put(tree, {"w/.git": "gitdir: ../.git/worktrees/w\n", "w/environment.yml": CONDA, "w/c/environment.yml": CONDA})
    put(tree, {"environment.yml": CONDA})
    assert linted() == ["sub/environment.yml", "w/environment.yml"]


def test_folders_nobody_writes_in(tree: Path) -> None:
    put(tree, {f"{name}/environment.yml": CONDA for name in ("node_modules/x", ".git/x", "env", ".venv", ".hidden")})
    put(tree, {"env/pyvenv.cfg": "", "mamba/conda-meta/history": "", "mamba/environment.yml": CONDA})
    assert linted() == [".hidden/environment.yml"]
    assert rows()["env"].reason == "an installed environment"


def test_links(tree: Path) -> None:
    outside = tree.parent / f"{tree.name}-outside"
    put(outside, {"Dockerfile": STUDIO})
    put(tree, {"a/Dockerfile": STUDIO, "b/x": ""})
    (tree / "a" / "loop").symlink_to(tree, target_is_directory=True)
    (tree / "a" / "Dockerfile.same").symlink_to("Dockerfile")
    (tree / "Dockerfile.out").symlink_to(outside / "Dockerfile")
    (tree / "Dockerfile.gone").symlink_to("nowhere")
    (tree / "Dockerfile.self").symlink_to("Dockerfile.self")
    (tree / ".seqera").symlink_to("b", target_is_directory=True)
    found = rows()
    assert [row.path for row in found.values() if row.linted] == ["a/Dockerfile"]
    assert found["Dockerfile.out"].reason == "a link to a path outside the repository"
    assert found["Dockerfile.gone"].reason == "a broken link"
    assert found["Dockerfile.self"].reason == "a broken link"
    assert found["Dockerfile.gone"].trouble
    assert found[".seqera"].reason == "a link to a folder (not followed)"


def test_a_studio_folder_that_is_a_link_out_of_the_repository_is_a_finding(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whether its files exist there or not, and whatever is named: it must not look like nothing to check."""
    outside = tree.parent / f"{tree.name}-outside"
    put(outside, {"Dockerfile": STUDIO})
    (tree / ".git").mkdir(exist_ok=True)
    (tree / ".seqera").symlink_to(outside, target_is_directory=True)
    for named in (".", ".seqera/Dockerfile"):
        assert main(["check", "--detect", "--output-format", "concise", named]) == 1
        said = capsys.readouterr().out
        assert said == (
            ".seqera/studio-config.yaml:1:1: error SL001"
            " this is a link to a file outside the repository, which is not read\n"
        )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_hostile_names_and_kinds(tree: Path) -> None:
    os.mkfifo(tree / "environment.yml")
    (tree / "Dockerfile").mkdir()
    put(tree, {"Dockerfile/Dockerfile": STUDIO, "a\nb\x1b[31m/Dockerfile": STUDIO})
    found = rows()
    assert [row.path for row in found.values() if row.linted] == ["Dockerfile/Dockerfile", "a\nb\x1b[31m/Dockerfile"]
    assert {row.path: row.reason for row in found.values() if row.trouble} == {
        "Dockerfile": "a folder instead of a file",
        "environment.yml": "a pipe, socket or device instead of a regular file",
    }
    done = run(tree, "check", ".", "environment.yml")
    assert "error[SL001] unreadable-file: this is not a regular file but a pipe" in done.stdout
    assert "studio-lint: Dockerfile: a folder instead of a file\n" in done.stderr
    assert "\x1b" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    listing = run(tree, "files", "--explain").stdout
    assert len(listing.splitlines()) == 6
    assert "\x1b" not in listing


def test_a_folder_that_cannot_be_read(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tree, {"a/Dockerfile": STUDIO, "private/Dockerfile": STUDIO})
    scandir = os.scandir

    def refusing(path: str) -> object:
        if path.endswith("private"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    found = rows()
    assert [row.path for row in found.values() if row.linted] == ["a/Dockerfile"]
    assert (found["private"].reason, found["private"].trouble) == ("cannot be read: permission denied", True)


def test_a_given_folder_that_cannot_be_read(
    tree: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing was checked, which must not pass for nothing found."""
    put(tree, {"private/Dockerfile": STUDIO})

    def refusing(path: str) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refusing)
    assert main(["check", "private"]) == 2
    assert capsys.readouterr().err == "studio-lint: private cannot be read: permission denied\n"


def test_settings_of_the_nearest_folder_in_a_monorepo(tree: Path) -> None:
    put(tree, {"studio-lint.toml": 'ignore = ["SL3"]\n', "a/Dockerfile": f"# studio-lint: studio\n{PLAIN}"})
    put(tree, {"b/studio-lint.toml": 'severity.SL301 = "advice"\nfail-on = "error"\n'})
    put(tree, {"b/Dockerfile": f"# studio-lint: studio\n{PLAIN}", "b/c/Dockerfile": f"# studio-lint: studio\n{PLAIN}"})
    done = run(tree, "check", "--output-format", "concise", "--select", "SL301")
    assert [line.partition(" ")[0] for line in done.stdout.splitlines()] == ["b/Dockerfile:2:6:", "b/c/Dockerfile:2:6:"]
    assert done.returncode == 0


def test_an_environment_that_no_studio_names_is_left_alone(tree: Path) -> None:
    put(tree, {"a/Dockerfile": STUDIO, "environment.yml": CONDA, "docs/environment.yml": CONDA})
    for found in (rows(), rows("environment.yml", "docs/environment.yml", detect=True)):
        row = found["docs/environment.yml"]
        assert (row.linted, row.alone) == (False, True)
        assert row.reason == "the Studio in this repository does not name or install it"


def test_an_environment_is_linted_where_there_is_no_studio(tree: Path) -> None:
    put(tree, {"a/Dockerfile": PLAIN, "environment.yml": CONDA})
    assert linted() == linted("environment.yml") == linted("environment.yml", detect=True) == ["environment.yml"]


def test_an_environment_outside_of_a_repository_is_linted(tree: Path) -> None:
    (tree / ".git").rmdir()
    put(tree, {"a/Dockerfile": STUDIO, "environment.yml": CONDA})
    assert linted() == ["a/Dockerfile", "environment.yml"]


def test_an_environment_that_is_named_to_be_linted_is(tree: Path) -> None:
    put(tree, {".seqera/studio-config.yaml": CONFIG, "environment.yml": CONDA, "env/environment.yml": CONDA})
    put(tree, {"studio-lint.toml": 'environments = ["env/*.yml"]\n'})
    assert linted() == [".seqera/studio-config.yaml", "env/environment.yml"]
    assert linted("environment.yml") == ["environment.yml"]
    assert linted("environment.yml", detect=True) == []


INSTALLING = STUDIO + "COPY environment.yml /tmp/env.yml\nRUN conda env update -n base -f /tmp/env.yml\n"


def test_who_installs_an_environment_is_known_whatever_is_named(tree: Path) -> None:
    put(tree, {"a/Dockerfile": INSTALLING, "a/environment.yml": CONDA, "b/environment.yml": CONDA})
    installers = (str(tree / "a" / "Dockerfile"),)
    for found in (rows(), rows("a"), rows("a/environment.yml"), rows("a/environment.yml", detect=True)):
        assert found["a/environment.yml"].installers == installers
        assert found["a/environment.yml"].reason == "installed by a/Dockerfile"
    assert not rows("a/environment.yml")["a/environment.yml"].by_wave
    assert list(rows("a/environment.yml")) == ["a/environment.yml"]


def test_the_summary_says_what_was_left_alone(tree: Path) -> None:
    put(tree, {"a/Dockerfile": STUDIO, "b/Dockerfile": PLAIN, "c/Dockerfile": PLAIN, "environment.yml": CONDA})
    said = run(tree, "check", "--select", "SL001").stderr
    assert said == (
        "No problems in 1 file; 1 Studio image checked; "
        "2 other Dockerfiles and 1 other environment file skipped: studio-lint files --explain\n"
    )


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "studio_lint", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("files", "seen"),
    [
        ({"home/.config/git/ignore": "conda-a.yml\n"}, ["conda-b.yml"]),
        ({"home/.gitconfig": '[Core]\n\tExcludesFile = "~/mine"\n', "home/mine": "conda-b.yml\n"}, ["conda-a.yml"]),
        (
            {"home/.gitconfig": "[other]\nexcludesfile = ~/mine\n", "home/mine": "*.yml\n"},
            ["conda-a.yml", "conda-b.yml"],
        ),
        ({"home/.config/git/ignore": "*.yml\n", ".gitignore": "!conda-b.yml\n"}, ["conda-b.yml"]),
    ],
)
def test_what_git_ignores_for_this_user(
    files: dict[str, str], seen: list[str], tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tree / ".git" / "of-somebody"
    monkeypatch.setenv("HOME", str(home / "home"))
    monkeypatch.setenv("USERPROFILE", str(home / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    put(home, {name: text for name, text in files.items() if name.startswith("home/")})
    put(tree, {name: text for name, text in files.items() if not name.startswith("home/")})
    put(tree, {"conda-a.yml": "dependencies:\n  - a\n", "conda-b.yml": "dependencies:\n  - a\n"})
    assert linted() == seen


def test_without_a_repository_the_studio_around_an_environment_file_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    dockerfile = STUDIO + "COPY environment.yml /e.yml\nRUN micromamba install --file /e.yml\n"
    put(
        tmp_path,
        {".seqera/environment.yml": CONDA, ".seqera/Dockerfile": dockerfile, ".seqera/studio-config.yaml": BUILT},
    )
    (found,) = rows(".seqera/environment.yml").values()
    assert (found.reason, found.by_wave) == ("installed by .seqera/Dockerfile", False)
