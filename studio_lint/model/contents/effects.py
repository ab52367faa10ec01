"""How a command changes the files of the image."""

from __future__ import annotations

from studio_lint.facts.programs import roles
from studio_lint.facts.programs import run_commands as facts
from studio_lint.facts.programs.roles import role
from studio_lint.facts.wrappers import SOURCING
from studio_lint.model.contents import events, installs
from studio_lint.model.contents.events import FILE, FOLDER, Event, merged
from studio_lint.model.contents.landing import ANY, copies, path_of, unknown_target
from studio_lint.model.contents.words import Words, of
from studio_lint.model.context.wildcards import has_wildcard
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.state import Folders
    from studio_lint.model.contents.timeline import Timeline

    Effect = Callable[["Invocation", "Words", Timeline], Iterator[Event]]

_HARMLESS = ("/bin/activate", "/profile.d/conda.sh", "/etc/profile", "/etc/os-release", "/.bashrc", "/.profile")


def of_command(ran: Invocation, timeline: Timeline, path: Folders) -> Iterator[Event]:
    """The changes of one command, in order; what may or may not have run makes nothing certain.

    `path` is PATH as the command finds it.
    """
    found = [*_of_flows(ran), *_of_program(ran, timeline, path)]
    for event in found:
        yield event if ran.certain and not ran.background else _unsure(event)


def _unsure(event: Event) -> Event:
    if event.kind in (events.PUT, events.GONE):
        path = event.path
        if has_wildcard(path):
            path = path[: min(path.find(mark) for mark in "*?[" if mark in path)].rpartition("/")[0] or "/"
        return Event(events.MAYBE, path)
    if event.kind in (events.USER, events.GROUP):
        return event.replace(what="no")
    return event


def _of_flows(ran: Invocation) -> Iterator[Event]:
    for flow in ran.flows:
        if ">" not in flow.operator or flow.operator.endswith("&"):
            continue
        if flow.target is None or flow.target.value is None:
            if flow.target is not None and not _is_descriptor(flow.target):
                yield from unknown_target(flow.target, ran.folder)
            continue
        value = flow.target.value
        path = path_of(ran, flow.target)
        if value.isdecimal() or value == "-" or value.startswith("/dev/"):
            continue
        yield Event(events.PUT, path, FILE, runnable=False) if path else ANY


def _is_descriptor(target: Argument) -> bool:
    return target.text.value.isdecimal()


def _of_program(ran: Invocation, timeline: Timeline, folders: Folders) -> Iterator[Event]:
    name = ran.name
    if name is None:
        yield from (ANY, Event(events.BRINGS, ""))
        return
    values = [word.value for word in ran.arguments[1:]]
    if values and values[0] in ("--version", "-V", "--help", "-version") and len(values) == 1:
        return
    effect = _sourced if name in SOURCING else _EFFECTS.get(role(name))
    if effect is not None:
        yield from effect(ran, of(ran, facts.valued(name)), timeline)
    elif name in facts.INERT:
        if role(name) == roles.SEARCHES and any(value in roles.DELETING for value in values):
            yield from _found(ran, values)
        elif role(name) == roles.TEES:
            for word in ran.arguments[1:]:
                if word.value is None or not word.value.startswith("-"):
                    path = path_of(ran, word)
                    yield Event(events.PUT, path, FILE, runnable=False) if path else ANY
    else:
        yield from installs.of_command(ran, timeline, folders)


def _found(ran: Invocation, values: list[str | None]) -> Iterator[Event]:
    """`find … -delete`: what is below its folders is not known any more."""
    for word in ran.arguments[1:]:
        if word.value is not None and word.value.startswith(("-", "(", "!")):
            break
        path = path_of(ran, word)
        yield Event(events.MAYBE, path or events.ANYWHERE)


# files


def _operands(ran: Invocation, words: Words) -> Iterator[str | None]:
    for word in words.operands:
        yield path_of(ran, word)


def _at_each(ran: Invocation, words: Words, made: Callable[[str], Event]) -> Iterator[Event]:
    """What happens at each operand; braces and words that are not known make what is above them unsure."""
    for word, path in zip(words.operands, _operands(ran, words), strict=True):
        if path is None:
            yield from unknown_target(word, ran.folder)
        elif "{" in path:
            yield Event(events.MAYBE, _above_braces(path))
        else:
            yield made(path)


def _above_braces(path: str) -> str:
    """The folder that a path with braces is in, whatever is chosen."""
    return path[: path.find("{")].rpartition("/")[0] or "/"


def _mkdir(ran: Invocation, words: Words, _timeline: Timeline) -> Iterator[Event]:
    return _at_each(ran, words, lambda path: Event(events.PUT, path, FOLDER))


def _touch(ran: Invocation, words: Words, _timeline: Timeline) -> Iterator[Event]:
    return _at_each(ran, words, lambda path: Event(events.PUT, path, FILE, runnable=False))


def _rm(ran: Invocation, words: Words, _timeline: Timeline) -> Iterator[Event]:
    return _at_each(ran, words, lambda path: Event(events.GONE, path))


def _copies(ran: Invocation, words: Words, timeline: Timeline) -> Iterator[Event]:
    """cp, mv, install and ln; `install -d` makes folders."""
    makes = role(words.name) == roles.INSTALLS and words.has("-d", "--directory")
    return _mkdir(ran, words, timeline) if makes else copies(ran, words, timeline)


def _below(ran: Invocation, option: str | None) -> Iterator[Event]:
    """Something is unpacked in a folder: that of an option, else where the command runs."""
    path = join_path(ran.folder, option) if option else ran.folder
    yield Event(events.MAYBE, merged(path) if path else events.ANYWHERE)


def _tar(ran: Invocation, words: Words, _timeline: Timeline) -> Iterator[Event]:
    from studio_lint.model.contents import archive_words

    if archive_words.makes_archive(ran, words):
        path = path_of(ran, archive_words.archive_word(ran, words))
        yield Event(events.PUT, path, FILE) if path and path != "-" else ANY
        return
    given = words.value("-C", "--directory", "--cd")
    yield from [ANY] if not words.known and given is None else _below(ran, given)


def _unzip(ran: Invocation, words: Words, _timeline: Timeline) -> Iterator[Event]:
    yield from [ANY] if not words.known and words.value("-d") is None else _below(ran, words.value("-d"))


def _unpacked_beside(ran: Invocation, words: Words, _timeline: Timeline) -> Iterator[Event]:
    """gunzip, bzip2 and the like: a file beside the one that is named."""
    for path in _operands(ran, words):
        yield Event(events.MAYBE, events.parent(path) if path else events.ANYWHERE)


def _download(ran: Invocation, words: Words, _timeline: Timeline) -> Iterator[Event]:
    """curl and wget: a file that is named, or the address's last part where the command runs."""
    how = roles.download(words.name)
    given = words.value(*how.output)
    if given:
        folder = words.value(*how.folder) if how.joins else None
        path = join_path(join_path(ran.folder, folder) if folder else ran.folder, given)
        if given != "-" and not given.startswith("/dev/"):
            yield Event(events.PUT, merged(path), FILE, runnable=False) if path else ANY
        if not words.known:
            yield Event(events.MAYBE, merged(path) if path else events.ANYWHERE)
        return
    if how.named and not words.has(*how.named):
        if any(word.value is None for word in ran.arguments[1:]):
            yield from _below(ran, None)
        return
    folder = words.value(*how.folder)
    into = join_path(ran.folder, folder) if folder else ran.folder
    names = [_last_part(word.value) for word in words.operands]
    if not words.known or into is None or "" in names or words.has(*how.other):
        yield from _below(ran, folder)
        return
    for name in names:
        yield Event(events.PUT, merged(join_path(into, name) or into), FILE, runnable=False)


def _last_part(address: str | None) -> str:
    """The name under which a download is kept; "" where that is not known."""
    path = (address or "").partition("#")[0].partition("://")[2]
    return "" if any(mark in path for mark in "?*{[") else path.rpartition("/")[2]


def _git(ran: Invocation, words: Words, _timeline: Timeline) -> Iterator[Event]:
    verbs = words.values
    if verbs[:1] == ("clone",):
        folder = words.operands[2].value if len(verbs) > 2 else _repository(verbs[1]) if len(verbs) > 1 else None
        path = join_path(ran.folder, folder) if folder else None
        if path:
            yield Event(events.PUT, merged(path), FOLDER)
        yield Event(events.MAYBE, merged(path) if path else events.ANYWHERE)
    elif verbs[:1] == ("config",):
        yield Event(events.MAYBE, "/etc/gitconfig")
    elif verbs[:1] != ("ls-remote",):
        yield from _below(ran, words.value("-C"))


def _repository(address: str | None) -> str | None:
    return address.rstrip("/").rpartition("/")[2].removesuffix(".git") if address else None


def _useradd(ran: Invocation, words: Words, timeline: Timeline) -> Iterator[Event]:
    """useradd and adduser: the user, and the home folder."""
    values = [value for value in words.values if value]
    own_home = role(words.name) == roles.ADDS_USER_AND_HOME
    if own_home and len(values) > 1:
        values = values[:1]  # `adduser USER GROUP`
    if not values or not words.known:
        yield from (Event(events.USER, "*", "no"), Event(events.MAYBE, "/home"), Event(events.MAYBE, "/etc"))
        return
    home = (
        words.value("-d", "--home", "--home-dir", "-h") or f"{words.value('-b', '--base-dir') or '/home'}/{values[-1]}"
    )
    makes = own_home or words.has("-m", "--create-home")
    system = own_home and words.has("--system", "-S")  # whose home folder, if any, depends on the release
    makes = makes and not system and not words.has("-M", "--no-create-home", "-H")
    path = merged(join_path("/", home) or home)
    group = events.ALONE if _has_no_group(words, own_home, timeline) else ""
    yield Event(events.USER, values[-1], group, target="" if system else path)
    if makes:
        filled = any(_fills(one, facts.SKELETON) for one in timeline.events)
        yield Event(events.PUT, path, FOLDER)
        yield from (Event(events.MAYBE, f"{path}/{name}") for name in facts.IN_SKELETON)
    if filled if makes else (own_home or not _makes_no_home(timeline)):
        yield Event(events.MAYBE, path)


def _makes_no_home(timeline: Timeline) -> bool:
    """Whether useradd makes a home folder only where it is told to: so Debian's, unless its settings changed."""
    base = timeline.bottom
    return base is not None and base.by_apt and not any(timeline.touched(one) for one in facts.USER_SETTINGS)


def _fills(event: Event, folder: str) -> bool:
    """Whether something may have been put into a folder."""
    above = event.kind in (events.TREE, events.STAGE) and events.within(folder, event.path)
    return event.kind not in (events.MAYBE, events.GONE) and (events.within(event.path, folder) or above)


def _has_no_group(words: Words, own_home: bool, timeline: Timeline) -> bool:
    """Whether a user gets no group of the same name."""
    if not own_home:
        return words.has("-g", "--gid", "-N", "--no-user-group")
    base = timeline.bottom
    debian = base is not None and base.by_apt and words.has("--system") and not words.has("--group")
    return debian or words.has("--ingroup", "--gid")


def _groupadd(ran: Invocation, words: Words, _timeline: Timeline) -> Iterator[Event]:
    """groupadd and addgroup: the group (`addgroup USER GROUP` makes none)."""
    values = [value for value in words.values if value]
    if not values or not words.known:
        yield Event(events.GROUP, "*", "no")
    else:
        yield Event(events.GROUP, values[-1])


def _chmod(ran: Invocation, words: Words, _timeline: Timeline) -> Iterator[Event]:
    """Another mode: whether as a program or not is not told apart."""
    for path in _operands(ran, words):
        yield Event(events.MODE, path or events.ANYWHERE)


def _sourced(ran: Invocation, words: Words, _timeline: Timeline) -> Iterator[Event]:
    """`. FILE`: an environment's own script changes the shell only; any other may do anything."""
    value = words.values[0] if words.values else None
    if value is None or not value.endswith(_HARMLESS):
        yield ANY


def _edited(ran: Invocation, words: Words, _timeline: Timeline) -> Iterator[Event]:
    """`sed -i`: files that are there get another content."""
    if not any(name.startswith(("-i", "--in-place")) for name, _ in words.options):
        return
    given = words.has("-e", "-f", "--expression", "--file")
    for word in words.operands if given else words.operands[1:]:
        path = path_of(ran, word)
        if path is None:
            yield from unknown_target(word, ran.folder)
        elif has_wildcard(path) or "{" in path:
            yield Event(events.MAYBE, _above_braces(path) if "{" in path else events.parent(path))
        else:
            yield Event(events.PUT, path, FILE)


_EFFECTS: dict[roles.Role, Effect] = {
    roles.EDITS: _edited,
    roles.SETS_MODE: _chmod,
    roles.SETS_RIGHTS: _chmod,
    roles.CONVERTS: _touch,
    roles.MAKES_FOLDERS: _mkdir,
    roles.MAKES_FILES: _touch,
    roles.MAKES_PIPES: _touch,
    roles.RESIZES: _touch,
    roles.REMOVES: _rm,
    roles.UNLINKS: _rm,
    roles.COPIES: _copies,
    roles.MOVES: _copies,
    roles.LINKS: _copies,
    roles.INSTALLS: _copies,
    roles.ARCHIVES: _tar,
    roles.UNZIPS: _unzip,
    roles.PACKS_BESIDE: _unpacked_beside,
    roles.DOWNLOADS: _download,
    roles.CLONES: _git,
    roles.ADDS_USER: _useradd,
    roles.ADDS_USER_AND_HOME: _useradd,
    roles.ADDS_GROUP: _groupadd,
    roles.ADDS_GROUP_OR_MEMBER: _groupadd,
}
