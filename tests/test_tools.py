"""The table of programs: one row each in a file of its own, so that a change of a fact is seen as such."""

from __future__ import annotations

import subprocess
import sys

import pytest

from studio_lint.facts import tools
from studio_lint.facts.tools.index import MODULES, PROGRAMS
from studio_lint.facts.tools.tool import Tool
from tests.cases import ROOT

GOLDEN = ROOT / "tests" / "resources" / "tools.txt"
"""Written by `python -m tests.test_tools`."""


def row(tool: Tool) -> str:
    """All facts of an entry in one line: those that are as in most entries are left out."""
    plain = Tool("", ())
    named = [f"{key}={_shown(getattr(tool, key))}" for key in tool._fields if getattr(tool, key) != getattr(plain, key)]
    return " | ".join(named)


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(_shown(one) or "-" for one in value)
    if hasattr(value, "_fields"):
        fields = [(key, getattr(value, key)) for key in value._fields]
        return "(" + "; ".join(f"{key} {_shown(held)}" for key, held in fields if held) + ")"
    return str(value)


def table() -> str:
    return "".join(f"{row(tool)}\n" for tool in tools.every())


def test_every_fact_is_in_the_table() -> None:
    assert GOLDEN.read_text(encoding="utf-8") == table()


@pytest.mark.parametrize(("index", "field"), [(PROGRAMS, "programs"), (MODULES, "modules")])
def test_index_leads_to_every_entry(index: dict[str, str], field: str) -> None:
    listed = {name for names in index.values() for name in names.split()}
    assert listed == {name for tool in tools.every() for name in getattr(tool, field)}
    for tool in tools.every():
        for name in getattr(tool, field):
            words = [word for word in tool.subcommands[:1] if word]
            find = tools.find if field == "programs" else tools.find_module
            assert find(name, words) is not None


PROGRAM = """\
import sys
from studio_lint.facts import tools
print(tools.find("ttyd", []).default_port)
print(*sorted(name.rpartition(".")[2] for name in sys.modules if name.startswith("studio_lint.facts.tools.")))
"""


def test_a_question_imports_the_module_of_its_program_only() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["7681", "index terminals tool"]


@pytest.mark.parametrize("tool", tools.every(), ids=lambda tool: f"{tool.name}-{'-'.join(tool.subcommands)}")
def test_entry_is_whole(tool: Tool) -> None:
    assert tool.source.startswith(("run: ", "source: ", "documentation: "))
    assert not set(tool.port) & set(tool.host) and not set(tool.port) & set(tool.other)
    assert tool.serves or not (tool.port or tool.bind)
    assert tool.background is None or tool.background.always or tool.background.flags


if __name__ == "__main__":
    GOLDEN.write_text(table(), encoding="utf-8")


def test_a_name_that_many_give_their_own_script_is_no_tool() -> None:
    assert tools.find("/usr/local/bin/startup.sh", []) is None
    assert tools.find("/usr/local/tomcat/bin/catalina.sh", ["start"]) is not None
