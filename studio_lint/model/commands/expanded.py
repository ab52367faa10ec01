"""The words and redirections of a simple command after the shell has expanded them."""

from __future__ import annotations

from studio_lint.facts.programs.roles import PRINTS, role
from studio_lint.model.commands.arguments import MOST_ARGUMENTS, MOST_WORDS, Argument, Part, expand
from studio_lint.model.commands.command import Flow
from studio_lint.syntax.shell.tree import Block

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_lint.base.source import Text
    from studio_lint.model.commands.arguments import ShellVariables, Snapshot
    from studio_lint.model.commands.command import Hop, Invocation
    from studio_lint.model.commands.shell_state import Around
    from studio_lint.syntax.shell.tree import Assignment, Command, Redirect, Script
    from studio_lint.syntax.shell.words import Word


def flows_of(redirects: tuple[Redirect, ...], variables: Snapshot) -> tuple[Flow, ...]:
    """The redirections of a command."""
    found: list[Flow] = []
    for redirect in redirects:
        if redirect.heredoc is not None:
            body = redirect.heredoc.word
            content = redirect.heredoc.content
            if body is None:
                argument = Argument(content, (Part("text", content, content, "'"),))
            else:
                argument = Argument(content, tuple(p for a in expand(body, variables) for p in a.parts))
            found.append(Flow(redirect.operator, None, argument, redirect))
        elif redirect.target is not None:
            words = _words(redirect.target, variables)
            target = words[0] if len(words) == 1 else None
            here = redirect.operator == "<<<"
            found.append(Flow(redirect.operator, None if here else target, target if here else None, redirect))
    return tuple(found)


def _words(word: Word, variables: Snapshot) -> tuple[Argument, ...]:
    """The words that one becomes, the home folder in place of `~` at its start."""
    found = expand(word, variables)
    if word.text.value.startswith("~") and found and found[0].parts:
        from studio_lint.model.commands.expanding.home import at_home

        return (at_home(found[0], variables), *found[1:])
    return found


def arguments_of(command: Command, variables: Snapshot, hops: tuple[Hop, ...]) -> tuple[Argument, ...]:
    """The words of a simple command; those that are too many as one whose value is not known."""
    found: list[Argument] = []
    for word in command.words:
        only = word.pieces[0] if len(word.pieces) == 1 else None
        own = variables.words(only.name) if only is not None and only.kind == "variable" else None
        if only is not None and only.operator:
            own = variables.arrays.get(only.name) if only.text.value == f"${{{only.name}[@]}}" else None
        if own is None and "{" in word.text.value:
            from studio_lint.model.commands.expanding.braces import expanded

            found += (argument for one in expanded(word, hops) for argument in _words(one, variables))
        elif own is None:
            found += _words(word, variables)
        elif len(found) + len(own) > MOST_ARGUMENTS:
            found.append(Argument(word.text, (Part("other", word.text, word.text),)))
        else:
            found += own
    return tuple(found)


def fetched_by(command: Command, parsed: Callable[[Text], Script]) -> tuple[Block, ...]:
    """The list of commands in the last `$(…)` of `NAME=$(…)`: its status is that of the whole command.

    Of several lists the first ones count under `set -e` in some shells only: then none is given.
    """
    pieces = [piece for one in command.assignments for piece in one.value.pieces if piece.kind == "command"]
    script = parsed(pieces[-1].inner) if pieces and pieces[-1].inner is not None else None
    if script is None or script.partial or len(script.chains) != 1:
        return ()
    return (Block("subshell", pieces[-1].text, bodies=(script.chains,)),)


def filled_in(words: tuple[Argument, ...], variables: Snapshot) -> tuple[Argument, ...]:
    """Words whose variables are filled in by no shell, before the line is cut at its blanks (supervisord)."""
    found: list[Argument] = []
    for word in words:
        current: list[Part] = []
        for part in word.parts:
            held = variables.get(part.name, exported=True) if part.kind == "variable" else None
            for one in (part,) if held is None else held:
                if one is part or one.kind != "text":
                    current.append(one.replace(at=part.at))
                    continue
                first, *rest = one.text.value.split(" ")
                start = len(first)
                current.append(one.replace(text=one.text.sub(0, start), at=part.at))
                for more in rest:
                    start += 1
                    found += [Argument(word.text, _kept(current))] if _kept(current) else []
                    current = [one.replace(text=one.text.sub(start, start + len(more)), at=part.at)] if more else []
                    start += len(more)
        found += [Argument(word.text, _kept(current))] if _kept(current) or not word.parts else []
    return tuple(found[:MOST_ARGUMENTS])


def _kept(parts: list[Part]) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.kind != "text" or part.text.value)


def keep_array(assignment: Assignment, environment: ShellVariables, certain: bool) -> None:
    """`NAME=(…)` and `NAME+=(…)`: the words of an array, not known any more where they are given only perhaps."""
    variables = environment.snapshot()
    before = environment.arrays.get(assignment.name) if assignment.append else ()
    if assignment.items is None or before is None or not certain:
        environment.set_array(assignment.name, None)
        return
    words = tuple(argument for item in assignment.items for argument in expand(item, variables))
    both = (*before, *words)
    environment.set_array(assignment.name, both if len(both) <= MOST_WORDS else None)


def printed(ran: list[Invocation], around: Around) -> Argument | None:
    """What a command prints, where that is known."""
    if len(ran) != 1:
        return None
    if role(ran[0].name) == PRINTS and len(ran[0].arguments) == 1:
        bodies = [flow.content for flow in ran[0].flows if flow.content is not None]
        return bodies[-1] if bodies else around.pipe_text
    if ran[0].name == "echo" and len(ran[0].arguments) == 2:
        return ran[0].arguments[1]
    return None


def continued(flow: Flow, opened: set[int]) -> Flow:
    """The redirection of a group: what its first command writes is followed by what the others do."""
    first = id(flow.redirect) not in opened
    opened.add(id(flow.redirect))
    return flow if first else flow.replace(operator=">>")
