"""Unwraps one layer of a command: what `env`, `sh -c`, `conda run` and similar programs start."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Text
from studio_lint.facts import connect
from studio_lint.facts.wrappers import (
    APPLETS,
    IN_A_SHELL,
    PASSES,
    RUNS_MODULES,
    SHELLS,
    SYSTEM_SHELL,
    WRAPPERS,
    Wrapper,
)
from studio_lint.model.commands.arguments import Argument, Part, joined, literal
from studio_lint.model.posix_paths import basename

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from studio_lint.model.commands.arguments import Parts

    UnwrappedKind = Literal["program", "command", "inline", "file", "input", "unknown"]

PROGRAM: UnwrappedKind = "program"
COMMAND: UnwrappedKind = "command"
INLINE: UnwrappedKind = "inline"
FILE: UnwrappedKind = "file"
INPUT: UnwrappedKind = "input"
UNKNOWN: UnwrappedKind = "unknown"


class Unwrapped(Record):
    """What a command line comes down to.

    kind        PROGRAM: it is no wrapper; COMMAND: `arguments` are started;
                INLINE: a shell runs the text `script`; FILE: a shell runs the file
                `script`; INPUT: a shell reads its input; UNKNOWN: a wrapper used
                in a way that is not understood
    name        the wrapper's or shell's name, its folder left out
    arguments   of COMMAND: the words started; of the shells: `$1` and so on
    word        the name as it is written
    maybe       what it starts need not run at all
    forks       what it starts goes on in the background
    options     the words between the name of a wrapper or shell and what it starts
    zero        of a shell with `-c`: the word that becomes `$0`
    variables   what `env A=b` sets
    signals     PASSES or STAYS, of COMMAND
    """

    kind: UnwrappedKind
    name: str
    arguments: tuple[Argument, ...] = ()
    script: Argument | None = None
    variables: tuple[tuple[str, Parts], ...] = ()
    signals: str = PASSES
    zero: Argument | None = None
    options: tuple[Argument, ...] = ()
    word: Text | None = None
    maybe: bool = False
    forks: bool = False


def shell_name(words: tuple[str, ...]) -> str:
    """The shell among the words of SHELL; the last of them that is no option where none is known as one."""
    names = [word.rpartition("/")[2] for word in reversed(words) if not word.startswith("-")] or [SYSTEM_SHELL]
    return next((one for one in names if one in SHELLS), names[0])


def unwrap(arguments: tuple[Argument, ...]) -> Unwrapped:
    """The outermost layer of a command line with at least one word."""
    value = arguments[0].value
    if not value:
        return Unwrapped(UNKNOWN, "")
    name = basename(value)
    if name in APPLETS and len(arguments) > 1:
        own = arguments[1].value in APPLETS[name]
        return Unwrapped(PROGRAM, name, arguments) if own else unwrap(arguments[1:])
    if name in SHELLS:
        return _shell(name, arguments[1:])
    if name == connect.PROGRAM:
        return _connect(name, arguments)
    if name in IN_A_SHELL and not _names_user(arguments, IN_A_SHELL[name]):
        return _su(name, arguments[1:])
    if name == "env" and len(arguments) > 1 and (arguments[1].value or "").startswith(("-S", "--split-string")):
        return _env_split(name, arguments[1:])
    if name == "eval":
        return _eval(name, arguments[1:])
    if name == "command" and len(arguments) > 1 and arguments[1].value in ("-v", "-V"):
        return Unwrapped(PROGRAM, name, arguments)  # it tells where a program is
    wrapper = WRAPPERS.get(name)
    if wrapper is None:
        return Unwrapped(PROGRAM, name, arguments)
    words, other = wrapper.instead or ((), "")
    if words and tuple(one.value for one in arguments[1 : 1 + len(words)]) == words:
        return _wrapped(name, WRAPPERS[other], arguments[len(words) :])
    return _wrapped(name, wrapper, arguments)


def _connect(name: str, words: tuple[Argument, ...]) -> Unwrapped:
    if len(words) > 2 and words[1].value == "--entrypoint":
        return Unwrapped(COMMAND, name, words[2:])
    return Unwrapped(PROGRAM, name, words)


def _shell(name: str, rest: tuple[Argument, ...]) -> Unwrapped:
    """`sh [options] [-c text [name]] [file] [arguments]`; options of one letter may be joined."""
    inline = False
    at = 0
    while at < len(rest):
        value = rest[at].value
        if value is None:
            break
        if value == "--":
            at += 1
            break
        if len(value) < 2 or value[0] not in "-+":
            break
        if not value.startswith("--"):
            inline = inline or "c" in value[1:]
            at += sum(letter in "oO" for letter in value[1:])
        elif value in ("--rcfile", "--init-file"):
            at += 1
        at += 1
    if at >= len(rest):
        return Unwrapped(INPUT if not inline else UNKNOWN, name, options=rest[:at])
    if inline:
        return Unwrapped(
            kind=INLINE,
            name=name,
            arguments=rest[at + 2 :],
            script=rest[at],
            zero=rest[at + 1] if at + 1 < len(rest) else None,
            options=rest[:at],
        )
    if rest[at].value == "-":
        return Unwrapped(INPUT, name, options=rest[:at])
    return Unwrapped(kind=FILE, name=name, arguments=rest[at + 1 :], script=rest[at], options=rest[:at])


def _names_user(arguments: tuple[Argument, ...], options: tuple[str, ...]) -> bool:
    """Whether the user is given by an option (`runuser -u`), and a program as words of its own; else it is as `su`."""
    return any(value.startswith(options) for value in (word.value or "" for word in arguments[1:]))


def _su(name: str, rest: tuple[Argument, ...]) -> Unwrapped:
    for at, word in enumerate(rest):
        value = word.value or ""
        if value in ("-c", "--command") and at + 1 < len(rest):
            options = (*rest[:at], *rest[at + 2 :])
            return Unwrapped(INLINE, name, script=rest[at + 1], signals="stays", options=options)
    return Unwrapped(UNKNOWN, name)


def _env_split(name: str, rest: tuple[Argument, ...]) -> Unwrapped:
    return (
        Unwrapped(kind=INLINE, name=name, arguments=(), script=rest[1])
        if rest[0].value in ("-S", "--split-string") and len(rest) > 1
        else Unwrapped(UNKNOWN, name)
    )


def _eval(name: str, rest: tuple[Argument, ...]) -> Unwrapped:
    return Unwrapped(kind=INLINE, name=name, arguments=(), script=joined(rest)) if rest else Unwrapped(PROGRAM, name)


def _wrapped(name: str, wrapper: Wrapper, arguments: tuple[Argument, ...]) -> Unwrapped:
    at = 1
    if wrapper.subcommands:
        at = _options(wrapper, arguments, at)
        if at >= len(arguments) or arguments[at].value not in wrapper.subcommands:
            return Unwrapped(PROGRAM, name, arguments)
        at += 1
    if at < len(arguments) and arguments[at].value in wrapper.modules:
        return Unwrapped(COMMAND, name, (_python(arguments[at]), *arguments[at:]), signals=wrapper.signals)
    at = _options(wrapper, arguments, at)
    if at < len(arguments) and wrapper.endings and (arguments[at].value or "").endswith(wrapper.endings):
        return Unwrapped(COMMAND, name, (_python(arguments[at]), *arguments[at:]), signals=wrapper.signals)
    variables: list[tuple[str, Parts]] = []
    while wrapper.assignments and at < len(arguments):
        given = split_assignment(arguments[at])
        if given is None:
            break
        variables.append(given)
        at += 1
    at += wrapper.positional
    if at < len(arguments) and arguments[at].value == "--":
        at += 1
    if at >= len(arguments) or (wrapper.tasks and at + 1 == len(arguments)):
        return Unwrapped(PROGRAM, name, arguments)
    started = arguments[at:]
    if wrapper.adds:
        started = tuple(_unknown(word) if "{}" in word.shown else word for word in started)
        started = (*started, _unknown(started[-1]))
    flags = [word.value for word in arguments[1:at]]
    return Unwrapped(
        kind=COMMAND,
        name=name,
        arguments=started,
        variables=tuple(variables),
        signals=wrapper.signals,
        options=arguments[1:at],
        word=arguments[0].text,
        maybe=any(flag in wrapper.maybe for flag in flags),
        forks=any(flag in wrapper.forks for flag in flags) and not any(flag in wrapper.waits for flag in flags),
    )


def _unknown(word: Argument) -> Argument:
    """A word that the wrapper makes up from what it reads."""
    return Argument(word.text, (Part("other", word.text, word.text),))


def _python(flag: Argument) -> Argument:
    """The program that `uv run -m` and `uv run FILE.py` leave unsaid."""
    text = Text(flag.text.source, RUNS_MODULES, (), flag.text.whole)
    return Argument(flag.text, (Part("text", text, text),))


def _options(wrapper: Wrapper, arguments: tuple[Argument, ...], at: int) -> int:
    """The index after the options that begin at `at`."""
    while at < len(arguments):
        value = arguments[at].value
        if value is None or not value.startswith("-") or value == "--":
            break
        at += 2 if value in wrapper.values else 1
    if at < len(arguments) and arguments[at].value == "--":
        at += 1
    return at


def split_assignment(argument: Argument) -> tuple[str, Parts] | None:
    """`NAME=value` as name and value; None if the word is no assignment."""
    if not argument.parts or argument.parts[0].kind != "text":
        return None
    first = argument.parts[0]
    name, equals, _ = first.text.value.partition("=")
    if not equals or not name.replace("_", "a").isalnum() or name[0].isdecimal():
        return None
    behind = first.text.sub(len(name) + 1)
    head = (Part("text", behind, behind, first.quoting),) if behind.value else ()
    return name, head + argument.parts[1:]


def by_first_line(shell: str, words: tuple[Argument, ...], options: tuple[Text, ...]) -> Unwrapped:
    """A script that the kernel starts with the shell of its first line: its path is `$0`, where one was given."""
    return Unwrapped(
        kind=FILE,
        name=shell,
        arguments=words[1:],
        script=words[0],
        options=tuple(literal(option) for option in options),
        zero=words[0] if "/" in (words[0].value or "") else None,
    )


def reads_profile(shell: Unwrapped) -> bool:
    """Whether a shell reads the user's own files first (`bash -lc`, `bash -i`)."""
    values = [word.value or "" for word in shell.options]
    letters = "".join(value[1:] for value in values if value[:1] == "-" and value[1:2] != "-")
    return shell.name in SHELLS and ("l" in letters or "i" in letters or "--login" in values)
