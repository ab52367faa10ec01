"""What a shell's builtin commands change in the shell itself: variables, arguments, working folder."""

from __future__ import annotations

from studio_lint.model.commands.shell_state import LEAVES_FUNCTION, LEAVES_LOOP, LEAVES_SHELL
from studio_lint.model.commands.wrappers import split_assignment
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.shell_state import Around, ShellState

LEAVES = {"break": LEAVES_LOOP, "continue": LEAVES_LOOP, "return": LEAVES_FUNCTION, "exit": LEAVES_SHELL}
DECLARATIONS = frozenset(("export", "declare", "typeset", "readonly", "local"))


def carry_out(state: ShellState, name: str, words: tuple[Argument, ...], around: Around) -> None:
    """A builtin, or nothing where it is another command; `words` begin with its name."""
    if name == "cd" and around.command is not None and not around.background and not around.piped:
        state.folder = _gone_to(state, words) if around.certain else None
    elif name in ("pushd", "popd") and around.command is not None and not around.background and not around.piped:
        _stacked(state, name, words, around.certain)
    elif name in DECLARATIONS:
        _declare(state, name, words, around.certain)
    elif name == "unset" and any(word.value == "-f" for word in words[1:]):
        return  # functions
    elif name == "unset" and around.certain and not around.background and not around.piped:
        for word in words[1:]:
            if word.value and not word.value.startswith("-"):
                state.environment.lose(word.value, word.text)
    elif name in ("unset", "read"):
        for word in words[1:]:
            if word.value:
                state.environment.set(word.value, None)
    elif name == "printf" and len(words) > 3 and words[1].value == "-v" and words[2].value:
        # printf -v NAME '%s' VALUE: what it would print goes into a variable.
        whole = words[3].value in ("%s", "%d", "%i") and len(words) == 5 and around.certain
        state.assigned.append((words[2].value, words[4].text if len(words) > 4 else words[3].text))
        state.environment.set(words[2].value, words[4].parts if whole else None)
    elif name in ("set", "shift") and around.command is not None and not around.piped:
        if name == "set":
            state.options.take((word.value for word in words[1:]), around.certain)
        told = _set(state, words[1:]) if name == "set" else _shifted(state.environment.positional, words[1:])
        state.environment.positional = told if around.certain else None
    elif name in LEAVES and not around.background and not around.piped:
        if name in ("exit", "return") and around.certain:
            state.ended = True
            state.returned = name == "return"
        elif name != "exit" or not _is_failure(words[1:]):
            state.doubt = max(state.doubt, LEAVES[name])


def _gone_to(state: ShellState, words: tuple[Argument, ...]) -> str | None:
    """The folder that `cd` and `pushd` go to; None where that is not known."""
    path = words[1].value if len(words) > 1 else None
    return join_path(state.folder, path) if path and not path.startswith(("-", "~", "+")) else None


def _stacked(state: ShellState, name: str, words: tuple[Argument, ...], certain: bool) -> None:
    """`pushd FOLDER` and `popd`; with other words, or where they may not run, the folders are not known any more."""
    if name == "pushd":
        target = _gone_to(state, words)
        state.pushed = (state.folder, *state.pushed) if certain and target is not None else ()
        state.folder = target if certain else None
    else:
        known = certain and len(words) == 1
        state.folder = next(iter(state.pushed), None) if known else None
        state.pushed = state.pushed[1:] if known else ()


def _is_failure(words: tuple[Argument, ...]) -> bool:
    """Whether a status is one of a failure for certain: nothing goes on after it, neither the script nor the build."""
    value = words[0].value if words else None
    return value is not None and value.isdecimal() and value.strip("0") != ""


def _declare(state: ShellState, name: str, words: tuple[Argument, ...], certain: bool) -> None:
    environment = state.environment
    options = "".join(word.value for word in words[1:] if word.value and word.value.startswith("-"))
    exported = name == "export" or "x" in options
    handed = "n" not in options and "+x" not in (word.value for word in words[1:])
    for word in words[1:]:
        given = split_assignment(word)
        if given is not None:
            state.assigned.append((given[0], word.text))
            environment.set(given[0], given[1] if certain else None, exported)
        elif word.value and (exported or not handed):
            environment.export(word.value, handed if certain else True)


def _set(state: ShellState, words: tuple[Argument, ...]) -> tuple[Argument, ...] | None:
    """`set -- a b`: the shell's words are these; without any after its options they stay."""
    at = 0
    while at < len(words):
        value = words[at].value
        if value is None:
            return None if words[at].parts and words[at].parts[0].kind != "text" else words[at:]
        if value == "--":
            return words[at + 1 :]
        if value[:1] not in ("-", "+") or len(value) < 2:
            return words[at:]
        if value == "-a" or (value == "-o" and [word.value for word in words[at + 1 : at + 2]] == ["allexport"]):
            state.exports_all = True
        at += 2 if value.endswith("o") else 1  # `-o pipefail`, `-euo pipefail`
    return state.environment.positional


def _shifted(positional: tuple[Argument, ...] | None, words: tuple[Argument, ...]) -> tuple[Argument, ...] | None:
    number = words[0].value if words else "1"
    return (
        positional[int(number[:3]) :] if positional is not None and number is not None and number.isdecimal() else None
    )
