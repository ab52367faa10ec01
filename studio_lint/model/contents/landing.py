"""Where commands put files: paths that words mean, and where cp, mv, install and ln land."""

from __future__ import annotations

from studio_lint.facts.programs import roles
from studio_lint.facts.programs.roles import role
from studio_lint.model.contents import events
from studio_lint.model.contents.events import FILE, FOLDER, LINK, Event, merged
from studio_lint.model.context.wildcards import has_wildcard
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.timeline import Timeline
    from studio_lint.model.contents.words import Words

ANY = Event(events.MAYBE, events.ANYWHERE)


def unknown_target(word: Argument, folder: str | None) -> Iterator[Event]:
    """A path whose beginning is known makes everything below that unsure; else everything is."""
    head = word.parts[0].text.value if word.parts and word.parts[0].kind == "text" else ""
    known = join_path(folder, head.rpartition("/")[0] + "/") if "/" in head and head[0] != "~" else None
    yield Event(events.MAYBE, merged(known) if known else events.ANYWHERE)


def path_of(ran: Invocation, word: Argument | None) -> str | None:
    """The absolute path that a word means; None where it is not known."""
    value = word.value if word is not None and not word.looked_up else None
    if not value or value.startswith("~"):
        return None
    path = join_path(ran.folder, value)
    return None if path is None else merged(path)


def _landing(path: str, name: str, timeline: Timeline, many: bool, folder: bool) -> Iterator[str | None]:
    """Where something of a name lands that is put at a path: in it, where that is a folder; None: not known which."""
    if many or folder or timeline.is_folder(path):
        yield f"{path.rstrip('/')}/{name}"
        return
    there = timeline.exists(path)
    if there is None or (there and timeline.is_folder(path) is None):
        yield None
    else:
        yield path


def copies(ran: Invocation, words: Words, timeline: Timeline) -> Iterator[Event]:
    """cp, mv, install and `ln`: the last operand, or that of -t, is where it goes."""
    moves, link = role(words.name) == roles.MOVES, role(words.name) == roles.LINKS
    operands = list(words.operands)
    given = words.value("-t", "--target-directory")
    target_word = None if given else operands.pop() if len(operands) > 1 else None
    target = join_path(ran.folder, given) if given else path_of(ran, target_word)
    if link and target_word is None and not given and operands:
        target = ran.folder
        given = "."
    if target is None:
        yield from unknown_target(target_word, ran.folder) if target_word is not None else [ANY]
        return
    target = merged(target)
    into = bool(given) or bool(target_word and (target_word.value or "").endswith(("/", "/.")))
    into = into and not words.has("-T")
    if link and not into and _replaces_link(words, target, timeline):
        path = _source(ran, operands[0], target, link)
        yield Event(events.PUT, target, LINK, target=path) if path else ANY
        return
    for word in operands:
        path = path_of(ran, word)
        gone = [Event(events.GONE, path)] if moves and path is not None else []
        # A pattern may match what the file is called afterwards.
        first = path is not None and has_wildcard(path)
        yield from gone if first else ()
        yield from _copied(ran, word, target, timeline, link, len(operands) > 1, into)
        yield from () if first else gone


def _replaces_link(words: Words, target: str, timeline: Timeline) -> bool:
    """Whether `ln` of one file takes a link's place: by an option, or because the link leads nowhere."""
    there = timeline.last(target) if len(words.operands) == 2 else None
    if there is None or there.what != LINK or there.path != target:
        return False
    return words.has("-n", "--no-dereference", "-T") or timeline.exists(there.target) is False


def _source(ran: Invocation, word: Argument, target: str, link: bool) -> str | None:
    """The path that is copied, or that a link leads to."""
    if link and word.value is not None and not word.value.startswith("/"):
        return merged(join_path(events.parent(target), word.value) or target)
    return path_of(ran, word)


def _copied(
    ran: Invocation, word: Argument, target: str, timeline: Timeline, link: bool, many: bool, into: bool
) -> Iterator[Event]:
    path = _source(ran, word, target, link)
    if path is None or has_wildcard(path) or "{" in path:
        yield Event(events.PUT, target)
        yield Event(events.MAYBE, target)
        return
    if path.endswith("/.") or (word.value or "").endswith("/."):
        yield from (Event(events.PUT, target, FOLDER), Event(events.MAYBE, target))
        return
    name = path.rpartition("/")[2]
    for landing in _landing(target, name, timeline, many, into):
        if landing is None:
            yield Event(events.PUT, target)
            yield Event(events.MAYBE, target)
            there = timeline.last(target)
            if there is not None and there.what == LINK:
                yield ANY  # what goes through the link from here on may come to either place
        elif link:
            yield Event(events.PUT, landing, LINK, target=path)
        else:
            kind = timeline.is_folder(path)
            yield Event(events.PUT, landing, FOLDER if kind else FILE if kind is False else "")
            if kind is not False:
                yield Event(events.MAYBE, landing)
