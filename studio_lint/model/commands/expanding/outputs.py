"""What `$(…)` prints, where paths alone decide it: `$(dirname "$0")`, `$(cd "$(dirname "$0")" && pwd)`."""

from __future__ import annotations

from studio_lint.facts.shell_words import ENTERS, FOLDER_HERE, FOLDER_OF, NAME_OF, PRINTING_PLACES
from studio_lint.model.posix_paths import join_path
from studio_lint.syntax.shell import reader
from studio_lint.syntax.shell.tree import Command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_lint.base.source import Text
    from studio_lint.syntax.shell.words import Word

    Valued = Callable[[Word], "str | None"]

_DEEPEST = 4
_SILENT = ("/dev/null", "&1", "1", "2")


def is_place(inner: Text) -> bool:
    """Whether the first word is one of the commands that are known here."""
    return inner.value.split(None, 1)[:1] != [] and inner.value.split(None, 1)[0] in PRINTING_PLACES


def place(inner: Text, valued: Valued, folder: str | None) -> str | None:
    """The path that is printed; None where it is not known. `valued` gives what a word comes to."""
    if inner.value.count("$(") + inner.value.count("`") > _DEEPEST:
        return None
    script = reader.read(inner)
    chain = script.chains[0] if len(script.chains) == 1 and not script.partial else None
    if chain is None or chain.background or any(joint != "&&" for joint in chain.operators):
        return None
    found: str | None = None
    for at, pipeline in enumerate(chain.parts):
        command = pipeline.parts[0] if len(pipeline.parts) == 1 and not pipeline.negated else None
        if not isinstance(command, Command) or command.assignments or not _prints(command):
            return None
        words = [valued(word) for word in command.words]
        does = PRINTING_PLACES.get(words[0] or "")
        last = at == len(chain.parts) - 1
        if does is None or None in words or last is (does == ENTERS):
            return None
        found = folder = _result(does, [word or "" for word in words[1:]], folder)
        if found is None:
            return None
    return found


def _prints(command: Command) -> bool:
    """Whether nothing but messages of errors goes elsewhere."""
    return all(redirect.target is not None and redirect.target.value in _SILENT for redirect in command.redirects)


def _result(does: str, words: list[str], folder: str | None) -> str | None:
    if does == FOLDER_HERE:
        return folder if words in ([], ["-P"], ["-L"]) else None
    words = words[1:] if words[:1] in (["--"], ["-P"]) else words
    if len(words) != 1 or words[0].startswith(("-", "~", "+")):
        return None
    if does == ENTERS:
        return join_path(folder, words[0]) if words[0] else None
    path = words[0].rstrip("/")
    above, slash, name = path.rpartition("/")
    if does == NAME_OF:
        return name or None
    return (above.rstrip("/") or "/" if slash else ".") if path and does == FOLDER_OF else None
