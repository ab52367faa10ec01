"""The command line: which command, and what a mistake in it comes to."""

from __future__ import annotations

import errno
import os
import sys

from studio_lint.base import loading
from studio_lint.base.errors import UsageError
from studio_lint.base.nearest import did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn

COMMANDS = {
    "check": "find what would break a build or a session",
    "explain": "find the line that made a build or a session fail",
    "rule": "explain a rule, or list all rules",
    "files": "list the files that would be checked, and why",
    "inspect": "show what a Dockerfile or an environment file means",
    "init": "create a Studio that passes all checks",
    "server": "run the language server (stdin and stdout)",
    "schema": "print the JSON schema of the settings, or of studio-config.yaml",
    "completions": "print completions for a shell",
}
"""Each is a module in `commands/` with a function `run(arguments) -> exit status`."""

TRACEBACK = "STUDIO_LINT_TRACEBACK"
"""An environment variable for those who work on this program: set, a mistake of it shows its whole trace."""

INTERRUPTED = 130

GONE = (errno.EPIPE, errno.EINVAL)
"""What a pipe says that nobody reads any more; Windows says the second."""

NO_MEMORY = b"studio-lint: out of memory; nothing was checked, or not everything\n"
"""Made beforehand: there may be no room for it when it is needed."""

SELDOM = 1_000_000
"""Objects that come to be before garbage is looked for; Python's own number is in the hundreds.

Few files make as many, and `lint/engine` looks for what the file before left behind.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; the exit status is 0, 1 (findings) or 2 (usage, settings, a mistake of the program).

    Without arguments they are those of the process, and the process is taken to
    end behind it.
    """
    if arguments is None:
        return _whole_process(sys.argv[1:])
    return _guarded(list(arguments))


def _whole_process(given: list[str]) -> int:
    """A short life leaves little garbage: it is seldom looked for, and not once more at the end."""
    if given[:1] == ["server"]:
        return _guarded(given)
    import gc

    if "--online" not in given:  # the solver's threads reserve more than they use
        _limit_memory()
    gc.set_threshold(SELDOM)
    try:
        status = _guarded(given)
    except MemoryError:
        _end_without_memory()
    gc.freeze()
    return status


def _end_without_memory() -> NoReturn:
    """End at once: what Python does at the end of a process needs memory too, and might change the status."""
    try:
        os.write(2, NO_MEMORY)
    finally:
        os._exit(2)


def _limit_memory() -> None:
    """A file that asks for more than `MEMORY` is a finding then, and not the end of the machine."""
    from studio_lint.base.watch import MEMORY

    try:
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        if most in (resource.RLIM_INFINITY, -1) or most > MEMORY:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, most))
    except (ImportError, OSError, ValueError):  # Windows, and systems without such a limit
        return


def _guarded(given: list[str]) -> int:
    try:
        return _run(given)
    except UsageError as error:
        complain(str(error))
        return 2
    except KeyboardInterrupt:
        complain("interrupted")
        return INTERRUPTED
    except MemoryError:
        raise
    except Exception as error:
        if not _stands():
            complain("the working directory no longer exists")
            return 2
        if os.environ.get(TRACEBACK):
            raise
        complain(f"internal error: {type(error).__name__}: {error} (please report it; {TRACEBACK}=1 shows where)")
        return 2


def _stands() -> bool:
    """Whether the working directory is still there: nothing can be found without one."""
    try:
        os.getcwd()
    except OSError:
        return False
    return True


def _run(given: list[str]) -> int:
    name = given[0] if given else "check"
    if name in ("-h", "--help", "help"):
        write(_help())
        return 0
    if name in ("-V", "--version"):
        from studio_lint import __version__

        write(f"studio-lint {__version__}\n")
        return 0
    if name.startswith("-") and name != "-":
        return _command("check")(given)
    if name in COMMANDS:
        return _command(name)(given[1:])
    if _is_path(name):
        return _command("check")(given)
    raise UsageError(f"unknown command {name!r}{did_you_mean(name, list(COMMANDS))} (studio-lint --help lists them)")


def _is_path(word: str) -> bool:
    """Whether a first word that is no command names a file: it exists, is spelled like a path, or is a known name."""
    if (
        word == "-"
        or "." in word
        or os.path.lexists(word)
        or any(mark and mark in word for mark in (os.sep, os.altsep))
    ):
        return True
    from studio_lint.discovery.kinds import kind_of_name

    return bool(kind_of_name(word))


def _command(name: str) -> Callable[[list[str]], int]:
    run: Callable[[list[str]], int] = loading.module(f"studio_lint.console.commands.{name}").run
    return run


def _help() -> str:
    width = max(len(name) for name in COMMANDS)
    rows = "".join(f"  {name:<{width}}  {what}\n" for name, what in COMMANDS.items())
    return (
        "usage: studio-lint COMMAND [OPTIONS]\n"
        "       studio-lint [OPTIONS] [PATH…]    the same as studio-lint check\n\n"
        "Checks the environment.yml, Dockerfiles and .seqera/studio-config.yaml of Seqera\n"
        "Studios before you build them.\n\n"
        f"{rows}\nRun studio-lint COMMAND --help for the options of a command.\n"
    )


def write(text: str, exact: bool = False) -> None:
    """Put a whole text on the standard output. What its encoding lacks is written as an escape.

    `exact`: a program reads it, so it is UTF-8 with the line ends it has, on
    Windows too. If nobody reads it any more, that is no mistake. Raises
    UsageError if it cannot be written, on a full disk for instance.
    """
    try:
        (_put_exactly if exact else _put)(sys.stdout, text)
    except OSError as error:
        # The interpreter's own flush at the end must not meet the same again.
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115
        if error.errno not in GONE:
            raise UsageError(f"cannot write the output: {error.strerror}") from error


def complain(text: str) -> None:
    """A line on the standard error for each line of the text; secrets in it are starred."""
    from studio_lint.model.secrets.hiding import masked
    from studio_lint.output.cells import shown

    for line in masked(text).split("\n"):
        note(f"studio-lint: {shown(line)}")


def note(text: str) -> None:
    """A line on the standard error, as it is. Where that is gone there is nobody to tell."""
    try:
        _put(sys.stderr, f"{text}\n")
    except OSError:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115


def _put(stream: object, text: str) -> None:
    if not text or stream is None:
        return
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))  # type: ignore[attr-defined]
    stream.flush()  # type: ignore[attr-defined]


def _put_exactly(stream: object, text: str) -> None:
    binary = getattr(stream, "buffer", None)
    if not text or binary is None:
        _put(stream, text)
        return
    stream.flush()  # type: ignore[attr-defined]
    binary.write(text.encode("utf-8", "backslashreplace"))
    binary.flush()
