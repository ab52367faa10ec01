"""The ignore patterns, held to git itself."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from studio_lint.files.gitignore import Patterns, pattern_of, read

pytestmark = pytest.mark.once

if TYPE_CHECKING:
    from pathlib import Path

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not there to compare with")

PATTERNS = (
    r"""
a|/a|a/|/a/|a/b|/a/b|a/b/|b/c|*.py|*.p?|a*|*a|*/a|*/b|a/*|/*|*|**|**/|/**|**/b|**/b/c|a/**|a/**/c|a/**/b/c|a**|a**b
**a|a/**b|a/b**|**/a/**|a/*/c|?|??|[ab]|[!a]|[^a]|[a-c]x|[]]|[]-]|[a|[|[[:alpha:]]|[[:digit:]]x|[![:space:]]|[[:nope:]]|[a-]
\#a|\!a|!a|#a|\a|a\|\[a]|a\*b|\ |a\ |a |a  |a\  | a|//a|a//|a//b|/|//|./a|../a|a/.|é|?é|*é|[é]|é*|x**/y|x**/**/y|**x/y
*.|.*|.a|*a*a*a*b|a?b|a[/]b|a[!x]b|a[.-0]b|[A-Z]|[[:upper:]]|*/|*/*|*/*/|**/*|**/*/c|a/**/|/a/**|a\/b|\*|\?a|[\]]|[a\-c]
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

NAMES = ["a", "b", "c", "x.py", "ab", "aab", ".a", "é", "A", "a b", " a", "#a", "!a", "[a]", "]", "a*b", "1x", "a\\"]


def every_path() -> list[str]:
    short = ["a", "b", "c", "x", "y"]
    return NAMES + ["/".join(parts) for size in (2, 3, 4) for parts in itertools.product(short[:4], repeat=size)][:220]


def git(root: Path, *command: str, given: bytes = b"") -> bytes:
    settings = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "HOME": str(root),
        "XDG_CONFIG_HOME": str(root),
    }
    done = subprocess.run(
        ["git", *command], cwd=root, input=given, capture_output=True, env={**os.environ, **settings}, check=False
    )
    return done.stdout


def asked_of_git(root: Path, paths: list[str]) -> dict[str, tuple[str, int, str]]:
    """What git says of each path: (ignore file, line, pattern), of those that a pattern speaks of."""
    given = b"".join(path.encode() + b"\0" for path in paths)
    told = git(root, "check-ignore", "-v", "-n", "-z", "--no-index", "--stdin", given=given).split(b"\0")
    rows = zip(*[iter(told[:-1])] * 4, strict=True)
    return {path.decode(): (file.decode(), int(line), text.decode()) for file, line, text, path in rows if file}


def ours(lines: str, path: str, is_directory: bool) -> int:
    """The line that decides on a path, folders above it first; 0 for none."""
    patterns = read(lines)
    parts = path.split("/")
    for depth in range(1, len(parts) + 1):
        last = depth == len(parts)
        found = patterns.decide("/".join(parts[:depth]), parts[depth - 1], is_directory or not last)
        if found is not None and (last or not found.negated):
            return found.line
    return 0


@needs_git
def test_each_pattern_as_git_has_it(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    paths = every_path()
    for pattern in PATTERNS:
        (tmp_path / ".gitignore").write_text(pattern + "\n", encoding="utf-8", newline="")
        said = asked_of_git(tmp_path, paths)
        for path in paths:
            assert (ours(pattern + "\n", path, False) == 1) == (path in said), (pattern, path)


@needs_git
def test_directories_as_git_has_them(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    folders = ["a", "b", "a/b", "a/b/c", "b/a", "x", "x/y", "ab"]
    for folder in folders:
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    for pattern in PATTERNS:
        (tmp_path / ".gitignore").write_text(pattern + "\n", encoding="utf-8", newline="")
        said = asked_of_git(tmp_path, folders)
        for folder in folders:
            assert (ours(pattern + "\n", folder, True) == 1) == (folder in said), (pattern, folder)


@needs_git
def test_random_files_of_patterns_as_git_has_them(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    chance = random.Random(5)
    paths = every_path()
    for _ in range(60):
        picked = [chance.choice(["", "", "!"]) + chance.choice(PATTERNS) for _ in range(chance.randint(1, 6))]
        lines = chance.choice(["\n", "\r\n"]).join(picked) + "\n"
        (tmp_path / ".gitignore").write_text(lines, encoding="utf-8", newline="")
        said = asked_of_git(tmp_path, paths)
        for path in paths:
            assert ours(lines, path, False) == said.get(path, ("", 0, ""))[1], (picked, path)


@needs_git
def test_random_single_patterns_as_git_has_them(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    chance = random.Random(11)
    paths = every_path()
    for _ in range(150):
        pattern = "".join(chance.choice(["a", "b", "/", "*", "**", "?", "[ab]", "[!a]", "\\", "x"]) for _ in range(5))
        (tmp_path / ".gitignore").write_text(pattern + "\n", encoding="utf-8", newline="")
        said = asked_of_git(tmp_path, paths)
        for path in paths:
            assert (ours(pattern + "\n", path, False) == 1) == (path in said), (pattern, path)


@pytest.mark.parametrize(
    ("patterns", "path", "taken"),
    [
        (["docs"], "docs/a/Dockerfile", True),
        (["docs/"], "docs", False),
        (["*.Dockerfile", "!keep.Dockerfile"], "x/keep.Dockerfile", False),
        (["studios/*/Dockerfile"], "studios/a/Dockerfile", True),
        (["studios/*/Dockerfile"], "studios/a/b/Dockerfile", False),
        (["**/legacy/**"], "a/legacy/b/Dockerfile", True),
        ([], "Dockerfile", False),
    ],
)
def test_lists_in_the_settings(patterns: list[str], path: str, taken: bool) -> None:
    compiled = Patterns(found for line in patterns if (found := pattern_of(line)) is not None)
    assert (compiled.takes_in(path) is not None) == taken


def test_a_pattern_made_to_hang_does_not() -> None:
    pattern = pattern_of("*a" * 60 + "b")
    assert pattern is not None
    assert not pattern.matches("a" * 4000, "a" * 4000, False)
