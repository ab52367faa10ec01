"""The file that an interpreter or a server is given to run: `python app.py`, `streamlit run app.py`."""

from __future__ import annotations

from studio_lint.facts import interpreters
from studio_lint.model.process.bindings import python_target, tool_of
from studio_lint.model.process.tool_words import is_one_word

TYPE_CHECKING = False
ENDINGS = (".py", ".R", ".r", ".js", ".mjs", ".cjs", ".ts", ".jl", ".ipynb", ".qmd", ".Rmd")
"""How names of such files end."""

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.commands.command import Invocation


def of(ran: Invocation) -> Iterator[tuple[Text, str]]:
    """The word that names a file, and its path."""
    interpreter = interpreters.find(ran.name or "")
    words = ran.arguments
    if interpreter is not None and interpreter.language == interpreters.PYTHON:
        kind, at = python_target(words)
        if kind == "file" and at < len(words) and words[at].value:
            yield words[at].text, words[at].value or ""
        return
    found = tool_of(ran)
    if interpreter is None and (found is None or not found[0].app):
        return
    for at, word in enumerate(words[1:], 1):
        value = word.value
        before = words[at - 1].value or ""
        if value is None and is_one_word(word):
            continue
        if value is None:
            return
        if interpreter is not None and before in (*interpreter.inline, *interpreter.file):
            return
        if not value.startswith("-") and value.endswith(ENDINGS) and not before.startswith("-"):
            yield word.text, value.partition(":")[0]
            return
