"""The parser without the rest of PyYAML: the same events, and nothing left behind."""

from __future__ import annotations

import subprocess
import sys

import pytest

EVENTS = """\
def events(make, text):
    parser, seen = make(text), []
    try:
        while (event := parser.get_event()) is not None:
            seen.append((str(event), event.start_mark.index, event.end_mark.index))
    except Exception as error:
        seen.append((type(error).__name__, str(error)))
    return seen
"""

BEFORE = """\
import sys
from studio_lint.syntax.yaml import libyaml
library = libyaml.load()
print("yaml.loader" in sys.modules, "re" in sys.modules, "datetime" in sys.modules)
"""

AFTER = """\
import yaml
from yaml._yaml import CParser
print(yaml.__with_libyaml__, yaml.safe_load("a: 2020-01-01"), yaml.load("a: 1", Loader=yaml.CSafeLoader))
print(issubclass(library.marked_error, yaml.YAMLError), library.parser is CParser)
for text in ("a: [1, {b: c}]", "a: [1", "'", "\\ta", "a: *b", "\\1"):
    assert events(library.parser, text) == events(CParser, text), text
"""


def said(program: str) -> list[str]:
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_only_the_parser_is_loaded_and_pyyaml_is_whole_afterwards() -> None:
    first, *rest = said(BEFORE + EVENTS + AFTER)
    assert first == "False False False"
    assert rest == ["True {'a': datetime.date(2020, 1, 1)} {'a': 1}", "True True"]


@pytest.mark.parametrize(
    "hindrance",
    [
        "libyaml._ERRORS.clear()",
        "libyaml._ERRORS['x'] = 3",
        "import sys; sys.modules['yaml._yaml'] = None",
        "import yaml",
    ],
)
def test_where_that_cannot_be_done_it_is_the_whole_of_pyyaml(hindrance: str) -> None:
    program = (
        f"from studio_lint.syntax.yaml import libyaml\n{hindrance}\n"
        "from studio_lint.base.source import Source\nfrom studio_lint.syntax.yaml import reader as yaml\n"
        "print(yaml.read(Source('e', 'a: 1')).root.entries[0].value.value)\n"
    )
    assert said(program) == ["1"]
