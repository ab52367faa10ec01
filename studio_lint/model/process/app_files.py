"""Files that a command names and cannot do without: `python app.py`, `streamlit run app.py`, `gunicorn -c FILE`."""

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
    """The words that name files, and their paths."""
    yield from _required(ran)
    yield from _application(ran)
    yield from _run(ran)


def runs_own(ran: Invocation) -> bool:
    """Whether a command may run a program of the project's own."""
    found = tool_of(ran)
    return bool(found[0].needs or found[0].apps) if found is not None else interpreters.find(ran.name or "") is not None


def _required(ran: Invocation) -> Iterator[tuple[Text, str]]:
    """Settings without which a tool ends."""
    found = tool_of(ran)
    if found is None or not found[0].required:
        return
    words = found[1]
    for at, word in enumerate(words):
        flag, equals, given = (word.value or "").partition("=")
        if flag not in found[0].required:
            continue
        path = given if equals else words[at + 1].value if at + 1 < len(words) else None
        if path and ":" not in path:
            yield (word if equals else words[at + 1]).text, path


def _application(ran: Invocation) -> Iterator[tuple[Text, str]]:
    """The file of an application, where an option or a variable names it by its path (`FLASK_APP=app.py`)."""
    found = tool_of(ran)
    if found is None or not found[0].apps_env:
        return
    words, named = found[1], False
    for at, word in enumerate(words):
        flag, equals, given = (word.value or "").partition("=")
        if flag in found[0].apps:
            named = True
            path = given if equals else words[at + 1].value if at + 1 < len(words) else None
            if path and path.partition(":")[0].endswith(".py"):
                yield (word if equals else words[at + 1]).text, path.partition(":")[0]
    told = (ran.variables.get(name, exported=True) for name in found[0].apps_env if not named)
    for parts in told:
        if parts is not None and len(parts) == 1 and parts[0].kind == "text":
            path = parts[0].text.value.partition(":")[0]
            if path.endswith(".py"):
                yield parts[0].text, path


def _run(ran: Invocation) -> Iterator[tuple[Text, str]]:
    """The file that an interpreter or a server is given to run."""
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
