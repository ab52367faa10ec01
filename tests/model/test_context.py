"""The build context: what is sent, what is left out, links, wildcards."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from studio_lint.base.source import Source
from studio_lint.model.context import git_index
from studio_lint.model.context.context import ABSENT, LEFT_OUT, SENT, Context
from studio_lint.model.context.dockerignore import Ignore
from studio_lint.model.context.sent_folders import SentFolders
from studio_lint.model.context.wildcards import compile_pattern, matches


def made(root: Path, *paths: str, **texts: str) -> Context:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("text", encoding="utf-8")
    if "ignore" in texts:
        (root / ".dockerignore").write_text(texts["ignore"], encoding="utf-8")
    return Context(str(root), str(root / "Dockerfile"))


@pytest.mark.parametrize(
    ("pattern", "path", "deep", "expected"),
    [
        ("*.py", "a.py", False, True),
        ("*.py", "a/b.py", False, False),
        ("a?c", "abc", False, True),
        ("a?c", "a/c", False, False),
        ("[a-c]x", "bx", False, True),
        ("[^a-c]x", "bx", False, False),
        ("[^a-c]x", "dx", False, True),
        (r"a\*", "a*", False, True),
        (r"a\*", "ab", False, False),
        ("**/x", "x", True, True),
        ("**/x", "a/b/x", True, True),
        ("**/x", "a/bx", True, False),
        ("a/**", "a/b/c", True, True),
        ("a/**/c", "a/c", True, True),
        ("a/**/c", "a/b/d/c", True, True),
        ("**", "a/b", True, True),
        ("", "", False, True),
    ],
)
def test_wildcards(pattern, path, deep, expected):
    tokens = compile_pattern(pattern, deep)
    assert tokens is not None
    assert matches(tokens, path) is expected


def test_an_open_bracket_is_no_pattern():
    assert compile_pattern("[a", False) is None


@pytest.mark.parametrize(
    ("lines", "path", "left_out"),
    [
        ("data", "data", True),
        ("data", "data/x", True),
        ("/data/", "data/x", True),
        ("data", "a/data", False),
        ("**/data", "a/data/x", True),
        ("*\n!keep", "keep/x", False),
        ("*\n!keep", "other", True),
        ("!keep\n*", "keep", True),
        ("# data", "data", False),
        ("  data  ", "data", True),
        ("./a/../data", "data", True),
        ("*.md\n!README.md", "README.md", False),
        (".", "data", False),
        ("", "data", False),
        ("\r\ndata\r\n", "data", True),
    ],
)
def test_dockerignore(lines, path, left_out):
    assert Ignore(Source(".dockerignore", lines)).leaves_out(path) is left_out


def test_states(tmp_path):
    context = made(tmp_path, "a/b.txt", "data/x", "data/keep", "out/x", ignore="data\n!data/keep\nout\n")
    states = {
        path: context.state(path)
        for path in ("a", "a/b.txt", "../a", "/a", ".", "b", "data", "data/x", "data/keep", "out")
    }
    assert states == {
        "a": SENT,
        "a/b.txt": SENT,
        "../a": SENT,
        "/a": SENT,
        ".": SENT,
        "b": ABSENT,
        "data": SENT,
        "data/x": LEFT_OUT,
        "data/keep": SENT,
        "out": LEFT_OUT,
    }
    place = context.left_out_by("out/x")
    assert place is not None
    assert place.source.slice(place.span) == "out"


def test_the_own_ignore_file_of_a_dockerfile_goes_first(tmp_path):
    context = made(tmp_path, "a", ignore="a\n")
    assert context.state("a") == LEFT_OUT
    (tmp_path / "Dockerfile.dockerignore").write_text("b\n", encoding="utf-8")
    assert made(tmp_path).state("a") == SENT


def test_links_stay_inside(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_text("x", encoding="utf-8")
    root = tmp_path / "root"
    context = made(root, "a/file", "secret/y")
    os.symlink("a/file", root / "inside")
    os.symlink("../outside/secret", root / "leaves")
    os.symlink("/a", root / "absolute")
    os.symlink("loop", root / "loop")
    assert text_of(context, "inside") == "text"
    assert context.state("leaves") == ABSENT
    assert text_of(context, "absolute/file") == "text"
    assert context.state("loop") == ABSENT
    assert "outside" not in "".join(path for path, _ in context.files())


def test_glob_and_files(tmp_path):
    context = made(tmp_path, "src/a.py", "src/b.py", "src/c.md", "x/a.py", ignore="src/b.py\n")
    assert context.glob("src/*.py") == ("src/a.py",)
    assert context.glob("*/a.py") == ("src/a.py", "x/a.py")
    assert context.glob("nothing*") == ()
    assert context.glob("src/[") is None
    assert [path for path, _ in context.files()] == [".dockerignore", "x/a.py", "src/a.py", "src/c.md"]


def test_which_folder_is_the_context(tmp_path):
    (tmp_path / "images" / "studio").mkdir(parents=True)
    made(tmp_path, "app.py", "images/studio/start.sh")
    context = Context((str(tmp_path / "images" / "studio"), str(tmp_path / "images"), str(tmp_path)))
    context.settle(["/app.py"])
    assert context.root == str(tmp_path)
    assert context.state("start.sh") == SENT
    assert context.exists("start.sh") is False
    assert context.state("nowhere") == ABSENT


def test_a_folder_that_is_not_there_is_unknown(tmp_path):
    context = Context(str(tmp_path / "gone"))
    assert context.state("a") is None
    assert context.exists("a") is None


def text_of(context: Context, path: str) -> str | None:
    source = context.read(path)
    return None if source is None else source.text


def test_a_byte_order_mark_is_no_text(tmp_path):
    context = made(tmp_path)
    (tmp_path / "start.sh").write_bytes(b"\xef\xbb\xbfa\r\n")
    source = context.read("start.sh")
    assert source is not None
    assert (source.path, source.text, source.bom) == (context.shown("start.sh"), "a\r\n", True)


@pytest.mark.skipif(os.name == "nt" or shutil.which("git") is None, reason="needs git and modes of POSIX")
def test_whether_a_file_is_marked_as_a_program(tmp_path):
    names = ("plain", "on-disk", "in-git", "neither", "new")
    context = made(tmp_path, *(f"a/{name}" for name in names))
    (tmp_path / "a" / "on-disk").chmod(0o755)
    assert [context.is_runnable(f"a/{name}") for name in names] == [None, True, None, None, None]
    for command in (
        ["init", "-q"],
        ["add", "a/plain", "a/on-disk", "a/in-git", "a/neither"],
        ["update-index", "--chmod=+x", "a/in-git"],
    ):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    assert [context.is_runnable(f"a/{name}") for name in names] == [False, True, None, False, None]
    assert context.is_runnable("a/gone") is None
    assert git_index.mode(str(tmp_path), "plain") == 0
    subprocess.run(["git", "update-index", "--index-version", "4"], cwd=tmp_path, check=True)
    assert context.is_runnable("a/plain") is None


def test_large_and_binary_files_have_no_text(tmp_path):
    context = made(tmp_path, "text")
    (tmp_path / "binary").write_bytes(b"a\0b")
    with (tmp_path / "large").open("wb") as file:
        file.truncate(2 << 20)
    assert [text_of(context, name) for name in ("text", "binary", "large", "gone")] == ["text", None, None, None]


@pytest.mark.parametrize(
    ("pattern", "others", "state"),
    [
        ("*.md", (), SENT),
        ("sr*/nothing", (), SENT),
        ("src/*.py", (), SENT),
        ("src/*.md", (), ABSENT),
        ("src/*.md", ("src/a.py",), SENT),
        ("src/*.md", ("src/*.py",), SENT),
        ("src/*.md", ("src/*.txt", "x"), ABSENT),
        ("src/*.md", ("src",), SENT),
        ("src/*.md", ("/",), SENT),
        ("src/deep/*.md", ("src",), SENT),
        ("src/deep/*.md", ("src/a.py",), ABSENT),
        ("gone/*.md", ("/",), ABSENT),
        ("x/*", ("/",), ABSENT),
        ("out/*", ("/",), LEFT_OUT),
        ("src/log/*", (), LEFT_OUT),
        ("src/[", (), None),
    ],
)
def test_the_folder_of_a_pattern(tmp_path, pattern, others, state):
    context = made(tmp_path, "src/a.py", "src/deep/b.py", "src/log/c", "x", "out/d", ignore="out\nsrc/log/*\n")
    assert SentFolders(context, (pattern, *others)).state(pattern) == state


def test_the_folder_of_a_pattern_may_lie_in_any_folder_that_may_be_the_context(tmp_path):
    made(tmp_path / "a", "src/a.py")
    made(tmp_path / "b", "src/a.md")
    folders = (str(tmp_path / "a"), str(tmp_path / "b"))
    assert SentFolders(Context(folders), ("src/*.md",)).state("src/*.md") == SENT
    assert SentFolders(Context(folders[:1]), ("src/*.md",)).state("src/*.md") == ABSENT
    assert SentFolders(Context((str(tmp_path / "gone"), folders[0])), ("src/*.md",)).state("src/*.md") is None
