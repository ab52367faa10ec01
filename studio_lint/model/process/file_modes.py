"""Whether a file of the image is executable: the mode that it is copied with, and what chmod changes.

COPY keeps the mode of a file, a redirection creates one without `x`; execve(2) rejects a file without it (EACCES), even
for root. Each instruction counts only for the files that exist at that point.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.bases.commands import PROGRAM_FOLDERS
from studio_lint.facts.programs import roles
from studio_lint.facts.programs.roles import role
from studio_lint.facts.programs.run_commands import KEEPING_MODE, MARKING
from studio_lint.facts.wrappers import SHELLS
from studio_lint.model.commands.run_steps import run_commands
from studio_lint.model.commands.written_files import writes
from studio_lint.model.context.wildcards import compile_pattern, has_wildcard, matches
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import BuildStep, Copy, Image
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.image_files import ImageFiles


class Mode(Record):
    """What is known of a file's mode at the end.

    marked   whether it is marked as a program; None: not known
    copy     the COPY that brought it last, None where a RUN made it
    path     its path in the build context, "" for a file that was made in the image
    """

    marked: bool | None = None
    copy: Copy | None = None
    path: str = ""


def mode(image: Image, files: ImageFiles, path: str, content: Text) -> Mode:
    """The mode of a file of the shipped image, by its absolute path and its text."""
    found = Mode()
    origin = files.context_path(content.source)
    for stage in reversed(image.lineage):
        copies = {id(copy.instruction): copy for copy in stage.copies if copy.kind != "mount"}
        for step in stage.steps:
            copy = copies.get(id(step.instruction))
            if copy is not None and copy in files.copies_to(path):
                found = _copied(image, copy, origin, path)
            elif step.instruction.keyword == "RUN":
                found = _after_run(found, step, path)
    return found


def _copied(image: Image, copy: Copy, origin: str | None, path: str) -> Mode:
    flag = next((flag for flag in copy.instruction.flags if flag.name == "chmod"), None)
    if flag is not None:
        value = flag.value.value if flag.value is not None else ""
        return Mode(_octal(value) if value.isdecimal() else None, copy, origin or "")
    if any(source.kind == "heredoc" and path in copy.landings(source) for source in copy.sources):
        return Mode(False, copy)
    if copy.origin != "context" or origin is None or image.context is None:
        return Mode(None, copy, origin or "")
    if any(source.kind != "path" for source in copy.sources):
        return Mode(None, copy, origin)
    return Mode(image.context.is_runnable(origin), copy, origin)


def _octal(value: str) -> bool | None:
    return bool(int(value, 8) & 0o111) if value and set(value) <= set("01234567") else None


def _after_run(found: Mode, step: BuildStep, path: str) -> Mode:
    """The mode after the commands of a RUN."""
    if step.broken:
        return found.replace(marked=None)
    for ran in run_commands(step):
        made = next((one for one in writes([ran]) if one.path == path), None)
        if made is not None and not made.append:
            found = found.replace(marked=False) if found.marked is None and not found.path else found
        elif role(ran.name) == roles.SETS_MODE:
            found = found.replace(marked=_chmod(found.marked, ran, path))
        elif role(ran.name) == roles.INSTALLS:
            found = _installed(found, ran, path)
        elif _may_mark(ran, path):
            found = found.replace(marked=None)
    return found


def _may_mark(ran: Invocation, path: str) -> bool:
    """Whether a command may change the mode of a file in a way that is not followed."""
    value = ran.arguments[0].value
    if ran.name in KEEPING_MODE:
        return any((word.value or path).rstrip("/") in path for word in ran.arguments[2:])
    return (
        value is None
        or ran.name in MARKING
        or ran.name in SHELLS
        or ("/" in value and not value.startswith(PROGRAM_FOLDERS))
    )


def _chmod(marked: bool | None, ran: Invocation, path: str) -> bool | None:
    """The mark of a file after a chmod, which may be of other files."""
    words = [word for word in ran.arguments[1:] if not _is_option(word.shown)]
    deep = any((word.value or "")[:1] == "-" and "R" in (word.value or "") for word in ran.arguments[1:])
    reference = any((word.value or "").startswith("--reference") for word in ran.arguments[1:])
    if not words or reference:
        return None if reference else marked
    named = [_names(word.value, ran.folder, path, deep) for word in words[1:]]
    if True not in named:
        return None if None in named else marked
    return _symbolic(words[0].value, marked)


def _is_option(word: str) -> bool:
    return word.startswith("--") or (word[:1] == "-" and bool(word[1:]) and not set(word[1:]) - set("Rcfv"))


def _names(value: str | None, folder: str | None, path: str, deep: bool) -> bool | None:
    """Whether a word of chmod is the file, or a folder above it with -R; None where that is not known."""
    target = join_path(folder, value) if value is not None else None
    if target is None:
        return None
    if has_wildcard(target):
        wanted, given = target.split("/"), path.split("/")
        if len(given) < len(wanted) or (len(given) > len(wanted) and not deep):
            return False
        return all(_matches(one, name) for one, name in zip(wanted, given, strict=False))
    return path == target or (deep and path.startswith(f"{target.rstrip('/')}/"))


def _matches(pattern: str, name: str) -> bool:
    tokens = compile_pattern(pattern, False)
    return tokens is not None and matches(tokens, name)


def _symbolic(value: str | None, marked: bool | None) -> bool | None:
    """`755`, `+x`, `u+x,g+x`, `a-x`, `u=rwx`."""
    if value is None:
        return None
    if value.isdecimal():
        return _octal(value)
    for clause in value.split(","):
        at = next((at for at, letter in enumerate(clause) if letter in "+-="), -1)
        if at < 0:
            return None
        who, sign, what = clause[:at], clause[at], clause[at + 1 :]
        if sign in "+=" and "x" in what:
            marked = True
        elif sign in "-=" and ("x" in what or sign == "=") and (not who or "a" in who or who == "ugo"):
            marked = False
    return marked


def _installed(found: Mode, ran: Invocation, path: str) -> Mode:
    """`install -m 755 SOURCE PATH`: without -m, programs are marked."""
    values = [word.value for word in ran.arguments[1:]]
    if None in values or not any(value and join_path(ran.folder, value) in (path, _parent(path)) for value in values):
        return found.replace(marked=None) if None in values else found
    given = next((one[2:] or (values[at + 1] or "") for at, one in _modes(values)), "755")
    return found.replace(marked=_symbolic(given, None))


def _modes(values: list[str | None]) -> Iterator[tuple[int, str]]:
    for at, value in enumerate(values[:-1]):
        if value is not None and value.startswith("-m"):
            yield at, value


def _parent(path: str) -> str:
    return path.rpartition("/")[0] or "/"
