"""What is known of programs and images by their names is in `facts/`: no model and no rule asks for a name."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from studio_lint.facts import errands, interpreters, shells, tools, wrappers
from studio_lint.facts.bases import base_images, commands, tables
from studio_lint.facts.bases.releases import RELEASES
from studio_lint.facts.installers import requests, system
from studio_lint.facts.programs import code_options, files_read, roles, run_commands
from studio_lint.facts.shell_words import BUILTINS
from studio_lint.facts.task_runners import TASK_RUNNERS
from tests.cases import parsed
from tests.test_layers import PACKAGE, RULES, module_id, offenders

pytestmark = pytest.mark.once

JUDGING = sorted(path for room in ("model", "rules", "fixing", "lint") for path in (PACKAGE / room).rglob("*.py"))

OF_THE_SHELL = {"exec", "command", "builtin", "time", "env", "timeout", "nice"}
"""Words of POSIX, whose meaning is a mechanism of `model/commands`."""

INSTALLERS = {"conda", "mamba", "micromamba", "uv", "pixi"}
"""What installs an environment or a requirement: notes quote them, and a lock file or a section has their name."""

ENGLISH = {"serve", "next", "panel", "bottle", "make"}
"""Names of programs that are words of English too; they count where nothing else is in the text."""

OTHER_WORDS = {
    "file": "a kind of scripts, of places and of sources",
    "mount": "a kind of copies, after the flag of RUN",
    "install": "a verb of every package manager, and a kind of events",
    "sync": "a verb of package managers",
    "more": "further places of a finding",
    "last": "an option's place",
    "link": "a kind of events",
    "script": "a kind of operands, and a part of a start's route",
    "cut": "a kind of explanations, and of starts without a program",
    "id": "a key of --mount, a function of Python, a name in a message",
    "ssh": "a type of --mount, and a scheme of addresses",
    "git": "a scheme of addresses",
    "groups": "a kind of owners",
    "ip": "a word of names of options",
    "hostname": "a kind of values of options",
    "yes": "a word of YAML and of supervisord",
    "passwd": "a part of names of secrets, a kind of failures",
    "login": "a word after which a secret follows",
    "activate": "a script that is sourced",
    "head": "a key of version numbers",
    "shell": "a kind of explanations",
    "R": "a letter of chmod's options, and a key of a table",
    "linux64": "a selector",
    "linux32": "a selector",
    "x86_64": "a platform",
    "i386": "a platform",
    "file:": "a scheme of addresses",
}
"""Words of the languages that are read, and kinds, which are names of programs too."""

ALLOWED = {
    ("chown", "chmod"): ("flags of COPY and ADD", ("model/build/copying.py",)),
    ("pip", "uv", "conda", "pixi", "micromamba"): (
        "keys and entries of environment files, who reads them and who made them",
        ("model/environment/", "rules/environment/", "fixing/meaning.py"),
    ),
    ("git",): (
        "what the rule is about, an entry of an environment file",
        ("rules/environment/requirement_needs_git.py",),
    ),
    ("runtime",): ("a family of rules", ("lint/judged.py",)),
    ("conda", "mamba", "pip"): ("words without which a file need not be looked at", ("lint/judged.py",)),
    ("pip",): ("the beginning of kinds of failures", ("model/failure/package_finders.py",)),
    ("sh",): ("a language, and a key of what inspect prints", ("fixing/languages.py", "model/contents/summary.py")),
    ("python",): ("a key of what inspect prints", ("model/contents/summary.py",)),
    ("patch",): ("a frequent word that is no name of a secret", ("model/secrets/names.py",)),
    ("scratch",): ("a word of FROM, which names no image", ("model/build/", "model/connect/connect.py")),
}
"""Names that are no names there: the reason, and where."""


@cache
def programs() -> frozenset[str]:
    """Names of programs that `facts/` knows; the words of the shell itself are a language, and are left out."""
    tables_of_names = (
        *(errands.HARMLESS, errands.EDITING, errands.MANAGERS, files_read.READS, roles._ROLES, code_options._BY_NAME),
        *(run_commands.SYSTEM, run_commands.INERT, run_commands.BRINGING, run_commands.RAISING, run_commands.FROM_PIP),
        *(run_commands.UNPACKS, run_commands._VALUED, run_commands.MARKING, run_commands.KEEPING_MODE),
        *(run_commands.NODE_TOOLS, run_commands.OWN_ENVIRONMENTS, run_commands.PACKAGERS, run_commands.PYTHON_TOOLS),
        *(requests._BY_NAME, system.APT, system.YUM, interpreters.INTERPRETERS, interpreters.PYTHON_NAMES),
        *(wrappers.SHELLS, shells.RELINKING, TASK_RUNNERS, wrappers.SWITCHING, wrappers.WRAPPERS),
        *(commands.ASKED, commands.PACKAGERS, commands.system("bookworm"), commands.system("alpine")),
        *((*tool.programs, *tool.modules) for tool in tools.every()),
    )
    names = {name for table in tables_of_names for name in table}
    return frozenset(name for name in names if name[0].isalnum()) - BUILTINS - OF_THE_SHELL - OTHER_WORDS.keys()


_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.+ \n")
"""A text of others is a sentence, and no list of names."""


@cache
def images() -> frozenset[str]:
    """Names of images and of distributions, and the last parts of these names."""
    names = {name for family in tables.families() for name in family.names} | base_images._IMAGES.keys()
    systems = {release.system for release in RELEASES.values()} | RELEASES.keys()
    return frozenset(names | {name.rstrip("/").rpartition("/")[2] for name in names} | systems | {"scratch"})


def asked(path: Path, names: frozenset[str]) -> set[str]:
    """The names that a module compares or looks up: texts of their own, the ends of paths, words of lists of words.

    Docstrings, and the parts of messages that are put together, are left out.
    """
    tree = parsed(path)
    aside = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    aside |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    aside |= {id(inner) for node in ast.walk(tree) if _says_what_it_needs(node) for inner in ast.walk(node)}
    aside |= {id(inner) for node in ast.walk(tree) if _is_of_a_flag(node) for inner in ast.walk(node)}
    lists = {id(node.value) for node in tree.body if isinstance(node, (ast.Assign, ast.AnnAssign))}
    lists |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "split"}
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside:
            text = node.value.strip()
            found |= {text, text.rpartition("/")[2] if "bin/" in text else ""}
            if id(node) in lists and _LETTERS.issuperset(text):
                found |= {*text.split()}
            elif text.count(" ") == 1:
                found.add(text.split()[0])
    return (found & names) - _allowed(path)


def _allowed(path: Path) -> set[str]:
    places = ((words, where) for words, (_, where) in ALLOWED.items())
    return {word for words, where in places for word in words if path.as_posix().startswith(tuple(map(_at, where)))}


def _at(place: str) -> str:
    return (PACKAGE / place).as_posix() + ("/" if place.endswith("/") else "")


def _is_of_a_flag(node: ast.AST) -> bool:
    """Whether it asks for a flag of an instruction: `--chmod` of COPY is no program."""
    if isinstance(node, ast.Call):
        return ast.unparse(node.func).endswith(".flag")
    return isinstance(node, ast.Compare) and ast.unparse(node.left) == "flag.name"


def _says_what_it_needs(node: ast.AST) -> bool:
    """Whether it is a rule's `needs=`: words without which a file need not be looked at."""
    return isinstance(node, ast.keyword) and node.arg == "needs"


def test_no_model_and_no_rule_asks_for_a_program() -> None:
    assert offenders(JUDGING, lambda path: asked(path, programs())) == {}


def test_no_model_and_no_rule_asks_for_an_image() -> None:
    assert offenders(JUDGING, lambda path: asked(path, images())) == {}


def test_what_is_allowed_is_there() -> None:
    """A reason that nothing needs any more goes."""
    texts = {module_id(path): path.read_text(encoding="utf-8") for path in JUDGING}
    for words, (_, places) in ALLOWED.items():
        for place in places:
            inside = "".join(text for name, text in texts.items() if name.startswith(place))
            assert any(f'"{word}"' in inside for word in words), (words, place)
    everything = "".join(texts.values())
    assert [word for word in OTHER_WORDS if f'{word}"' not in everything] == []


def named(path: Path, names: set[str]) -> set[str]:
    """Names of tools that a module has in its texts: a whole text, the end of a path, or a word of a message."""
    tree = parsed(path)
    aside = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    aside |= {id(inner) for node in ast.walk(tree) if _says_what_it_needs(node) for inner in ast.walk(node)}
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside
    ]
    whole = {text.rpartition("/")[2] for text in texts}
    words = {word.strip("`'\",.:;()") for text in texts for word in text.split()}
    return (whole | words - ENGLISH) & names


def test_no_model_and_no_rule_speaks_of_a_server() -> None:
    """Of what serves, runs tasks or starts others not even messages have a name; of ordinary programs they may."""
    names = {name for tool in tools.every() for name in (*tool.programs, *tool.modules, tool.name)}
    names |= {*TASK_RUNNERS, *wrappers.SWITCHING, *wrappers.WRAPPERS} - OF_THE_SHELL - INSTALLERS
    assert offenders([*sorted((PACKAGE / "model").rglob("*.py")), *RULES], lambda path: named(path, names)) == {}


def test_a_name_is_seen(tmp_path: Path) -> None:
    module = tmp_path / "made_up.py"
    module.write_text(
        '"""About ttyd."""\nif name == "/usr/bin/nginx":\n    help = f"use {name} with `caddy`; the next RUN"\n'
    )
    assert named(module, {"ttyd", "nginx", "caddy", "next"}) == {"nginx", "caddy"}


def test_a_comparison_is_seen(tmp_path: Path) -> None:
    module = tmp_path / "made_up.py"
    module.write_text(
        '"""tar"""\n_NAMES = "git zip"\n'
        'if ran.name == "curl" or ran.name in ("wget", "rm -r") or "mv " in text or path == "/usr/bin/perl":\n'
        '    chown = flag.name == "ln" or instruction.flag("cp")\n'
        '    say("install tar first", f"tar {name}")\n    found = {"apt": 1}.get(name), "sed awk".split()\n'
    )
    names = frozenset(["tar", "git", "zip", "curl", "wget", "rm", "mv", "perl", "apt", "sed", "awk", "install"])
    assert asked(module, names) == {"git", "zip", "curl", "wget", "rm", "mv", "perl", "apt", "sed", "awk"}
