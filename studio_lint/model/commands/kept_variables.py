"""Which variables a wrapper passes on to a program, and which it removes: `env -i`, `sudo`, `su -`."""

from __future__ import annotations

from studio_lint.base.source import Text
from studio_lint.facts.shell_words import OWN_FILE
from studio_lint.facts.wrappers import CLEARING, PLAIN_SH, SWITCHING
from studio_lint.model.build.scope import Ledger
from studio_lint.model.commands.arguments import LOST, PORT, Argument, ShellVariables, Snapshot, expand, nothing
from studio_lint.model.commands.command import LostVariable
from studio_lint.model.commands.expanded import arguments_of
from studio_lint.model.commands.wrappers import FILE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio_lint.facts.wrappers import Clearing
    from studio_lint.model.commands.arguments import Parts
    from studio_lint.model.commands.command import Hop
    from studio_lint.model.commands.shell_state import Around
    from studio_lint.model.commands.wrappers import Unwrapped
    from studio_lint.syntax.shell.tree import Command


REMADE = frozenset(("PATH", "HOME", "USER", "LOGNAME", "SHELL", "MAIL", "TERM", "PWD", "LANG", "DISPLAY"))
"""Variables that a new session is given values of its own for."""


def perhaps(_: object) -> bool:
    """Unless it is known better: a variable may come from the base image, a file may keep it."""
    return True


def passed_on(
    wrapper: Unwrapped, environment: ShellVariables, may_keep: Callable[[tuple[str, ...]], bool]
) -> ShellVariables:
    """The variables that a wrapper starts its program with. `may_keep`: whether files may say otherwise."""
    clearing = CLEARING.get(wrapper.name)
    if wrapper.name in SWITCHING:
        environment = environment.fork()
        environment.set("HOME", None, exported=True)
    if clearing is None:
        return environment
    for name, word in _values(wrapper.options, clearing.unsets):
        environment = child_of(environment)
        environment.lose(name, word.text)
    cause = _cause(wrapper, clearing)
    if cause is None:
        return environment
    kept = frozenset(name for value, _ in _values(wrapper.options, clearing.lists) for name in value.split(","))
    return _without(environment, cause, kept, not clearing.files or not may_keep(clearing.files))


def child_of(environment: ShellVariables, inherited: Callable[[str], bool] | None = None) -> ShellVariables:
    """What a shell finds that is started as a program: what was exported, in variables of its own.

    `inherited` says whether the base image may export a variable; else one that was not exported is not there.
    """
    made = ShellVariables(environment.outside)
    made.ledger = Ledger(environment.ledger.view())
    made.loses = environment.loses
    for name, (value, exported) in environment.ledger.view().items():
        if not exported:
            given = next((part for part in value or () if part.kind == "variable" and part.name == PORT), None)
            gone = given is not None and inherited is not None and not inherited(name)
            made.ledger.set(name, (nothing(given.text) if gone and given is not None else None, False))
            made.loses = made.loses or gone
    made.handed_on = environment.handed_on
    return made


def _without(environment: ShellVariables, cause: Text, names: frozenset[str], certain: bool) -> ShellVariables:
    """What is left where a program starts from an empty environment; not `certain`: it may keep more."""
    made = ShellVariables(lambda _name: None)
    made.handed_on = environment.handed_on
    made.ledger = Ledger(environment.ledger.view())
    for name in {PORT, *(one for one, _ in environment.ledger.view().items())} - names:
        if certain and name not in REMADE:
            made.lose(name, cause)
        else:
            made.ledger.set(name, (None, True))
    made.loses = made.loses or environment.loses
    return made


def _cause(wrapper: Unwrapped, clearing: Clearing) -> Text | None:
    """The word that empties the environment."""
    words = [(word.value or "", word) for word in wrapper.options]
    letters = {flag[1] for flag in clearing.flags | clearing.keep_all if len(flag) == 2 and flag != "--"}
    for value, word in words:
        if value in clearing.keep_all or (_has_letter(value, clearing.keep_all) and letters):
            return None
        if value in clearing.flags or _has_letter(value, clearing.flags):
            return word.text
    return wrapper.word if clearing.always else None


def _has_letter(value: str, flags: frozenset[str]) -> bool:
    """Whether one of the flags is among letters written together (`-EH`)."""
    if len(value) < 3 or value[0] != "-" or not value[1:].isalpha():
        return False
    return any(len(flag) == 2 and flag[1] in value[1:] for flag in flags)


def _values(options: tuple[Argument, ...], flags: frozenset[str]) -> Iterator[tuple[str, Argument]]:
    """Values of options, in their own word or glued to them."""
    for at, word in enumerate(options):
        value = word.value or ""
        flag, equals, given = value.partition("=")
        if flag in flags and equals:
            yield given, word
        elif value in flags and not value.startswith("--preserve") and at + 1 < len(options):
            yield options[at + 1].value or "", options[at + 1]
        elif value[:2] in flags and value[1:2] != "-" and len(value) > 2:
            yield value[2:], word


def _read_without_value(command: Command, variables: Snapshot) -> Iterator[LostVariable]:
    """Variables in the words of a command that were removed, where nothing takes their place."""
    for word in command.words:
        for piece in word.pieces:
            if piece.kind != "variable" or piece.operator not in ("", ":?", "?"):
                continue
            if piece.text.value.startswith(("${!", "${#")):
                continue
            cause = variables.lost(piece.name)
            if cause is not None:
                yield LostVariable(piece.text, cause, piece.name)


def words_of(
    command: Command, environment: ShellVariables, inherited: Callable[[str], bool], hops: tuple[Hop, ...]
) -> tuple[tuple[Argument, ...], tuple[LostVariable, ...]]:
    """The words of a command as the last of `hops` has them, and what they read of variables that are lost or late."""
    late = _hide_late(command, environment, inherited) if command.assignments else ()
    variables = environment.snapshot()
    lost = tuple(_read_without_value(command, variables)) if environment.loses else ()
    arguments = arguments_of(command, variables, hops)
    _assign(command, environment, variables)
    for name in late:
        environment.restore(name, None)
    if len(arguments) > 1:
        _hide_spaced(arguments, environment, inherited)
    return arguments, lost


def without_value(variables: Snapshot, defaults: tuple[tuple[str, Parts], ...]) -> Iterator[tuple[str, Parts]]:
    """Those of some variables, each with a value, that programs are not given."""
    for name, value in defaults:
        if variables.get(name, exported=True) is None and not variables.changed(name):
            yield name, value


def _assign(command: Command, environment: ShellVariables, variables: Snapshot) -> None:
    """`: ${P:=8000}` sets a variable that has no value yet."""
    for word in command.words:
        for piece in word.pieces:
            if piece.kind == "variable" and piece.operator in (":=", "=") and variables.get(piece.name) is None:
                value = expand(word.replace(pieces=(piece,)), variables)
                environment.set(piece.name, tuple(part for argument in value for part in argument.parts))


def begin(hop: Hop, environment: ShellVariables) -> None:
    """What a shell knows before its first command.

    Names that a shell further out has put the value of into a script are not lost in it; bash has its script's path.
    """
    script = hop.unwrapped.script
    for part in script.parts if script is not None and environment.loses else ():
        if part.kind == "variable" and environment.snapshot().lost(part.name) is not None:
            environment.set(part.name, None, exported=True)
    if hop.kind == FILE and hop.unwrapped.zero is not None and hop.name not in PLAIN_SH:
        environment.set(OWN_FILE, hop.unwrapped.zero.parts)


def demanded(command: Command, variables: Snapshot, around: Around) -> Iterator[tuple[Text, str]]:
    """The words of a script that a command demands (`${1:?}`, `${2?}`) for certain, and that were not given to it."""
    sure = around.certain and not around.background and not around.piped and around.status.exits
    if not sure:
        return
    for word in (*(assignment.value for assignment in command.assignments), *command.words):
        for piece in word.pieces:
            required = piece.kind == "variable" and piece.operator in (":?", "?") and piece.name.isdecimal()
            if required and variables.words(piece.name) == ():
                yield piece.text, piece.name


def named(hop: Hop, path: Argument) -> Hop:
    """A shell that reads a file, whose path is `$0` there."""
    return hop.replace(unwrapped=hop.unwrapped.replace(zero=path))


def enter(environment: ShellVariables, path: Argument) -> tuple[Parts | None, bool] | None:
    """A file is sourced: in bash its path is the one that is read; gives what was said before."""
    outer = environment.entry(OWN_FILE)
    environment.set(OWN_FILE, path.parts)
    return outer


def _hide_late(command: Command, environment: ShellVariables, inherited: Callable[[str], bool]) -> tuple[str, ...]:
    """`P=$CONNECT_TOOL_PORT program $P`: names assigned before a command, which are not yet there for its words."""
    hidden: list[str] = []
    for one in command.assignments:
        given = any(piece.name == PORT for piece in one.value.variables())
        read = given and any(piece.name == one.name for word in command.words for piece in word.variables())
        if not read or environment.entry(one.name) is not None or environment.outside(one.name) is not None:
            continue
        if one.name != PORT and not inherited(one.name):
            environment.lose(one.name, one.text)
            hidden.append(one.name)
    return tuple(hidden)


def _hide_spaced(words: tuple[Argument, ...], environment: ShellVariables, inherited: Callable[[str], bool]) -> None:
    """`P = $CONNECT_TOOL_PORT`: a program named P is looked for, and the variable is not set."""
    name = words[0].value or ""
    if words[1].value != "=" or not name.isidentifier() or not name.isascii():
        return
    if environment.entry(name) is None and environment.outside(name) is None and not inherited(name):
        first, last = words[0].text, words[1].text
        environment.lose(name, Text(first.source, "", (), first.whole.to(last.whole)))


def is_lost(argument: Argument) -> bool:
    """Whether a word, or a part of it, is a variable that was removed."""
    return any(part.name == LOST and part.kind == "text" for part in argument.parts)
