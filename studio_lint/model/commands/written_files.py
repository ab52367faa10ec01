"""Files that commands write, link, copy and fill in, and the steps of a stage that may put some somewhere."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Text
from studio_lint.facts.programs import roles
from studio_lint.facts.programs.roles import role
from studio_lint.facts.programs.run_commands import FOLLOWED, MOVING
from studio_lint.facts.wrappers import PLAIN_SH
from studio_lint.model.commands.arguments import PORT, Argument, Part
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from studio_lint.model.build.image import BuildStep, Copy, Stage
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.runner import Runner


PORT_MARK = "\ue000"
OTHER_MARK = "\ue001"
"""What replaces the session's port, and another value that is not known, in a text that the start writes."""


class Written(Record):
    """A file that a RUN writes; `baked` are variables emptied while the image is built."""

    path: str
    content: Text
    append: bool
    baked: tuple[Text, ...] = ()


def writes(ran: Sequence[Invocation], fill: Callable[[Argument], Text] | None = None) -> Iterator[Written]:
    """The files written by the commands of a RUN; `fill` makes a text of a word with variables (else: `plain`)."""
    fill = fill or plain
    before: Argument | None = None
    for command in ran:
        printed = _printed(command)
        if role(command.name) == roles.TEES and printed is None:
            given = next((flow.content for flow in command.flows if flow.content is not None), None)
            printed = given or (before if command.piped else None)
        before = printed if command.piped else None
        targets = [flow for flow in command.flows if flow.target is not None and ">" in flow.operator]
        if role(command.name) == roles.TEES:
            for argument in command.arguments[1:]:
                if argument.value and not argument.value.startswith("-"):
                    append = any(word.value == "-a" for word in command.arguments)
                    yield from _written(argument.value, command, printed, append, fill)
        for flow in targets:
            if flow.redirect.descriptor in ("", "1") and flow.target is not None and flow.target.value:
                append = flow.operator in (">>", "&>>")
                yield from _written(flow.target.value, command, printed, append, fill)


def _written(
    path: str, command: Invocation, printed: Argument | None, append: bool, fill: Callable[[Argument], Text]
) -> Iterator[Written]:
    absolute = join_path(command.folder, path)
    if absolute is None or printed is None or absolute.startswith("/dev/"):
        return
    if any(part.kind == "other" for part in printed.parts):
        return
    baked = tuple(part.at for part in printed.parts if is_port(part))
    yield Written(absolute, fill(printed), append, baked)


def is_port(part: Part) -> bool:
    """Whether a part is CONNECT_TOOL_PORT, or falls back on it."""
    return part.kind == "variable" and (part.name == PORT or any(is_port(inner) for inner in part.parts))


def plain(argument: Argument) -> Text:
    """The text that is written: variables unset while the image is built are empty."""
    source = argument.text.source
    kept: list[Text] = []
    for part in argument.parts:
        if part.kind == "text":
            local = part.text.source is source
            kept.append(part.text if local else Text(source, part.text.value, (), part.at.whole))
    return argument.text.joined(kept, argument.text.whole)


def _printed(ran: Invocation) -> Argument | None:
    """What a command writes to its output, where that is known."""
    words = ran.arguments[1:]
    if role(ran.name) == roles.PRINTS and not words:
        return next((flow.content for flow in reversed(ran.flows) if flow.content is not None), None)
    if ran.name == "echo":
        escapes = False
        while words and words[0].value in ("-e", "-n", "-ne", "-en", "-E"):
            escapes = escapes or "e" in (words[0].value or "")
            words = words[1:]
        shell = ran.hops[-1].name if ran.hops else ""
        return _lines(words, escapes or shell in PLAIN_SH)
    if ran.name == "printf" and words:
        if len(words) == 1 or "%" not in (words[0].value or "%"):
            return _lines(words[:1], True)
        if words[0].value in ("%s\\n", "%s", "%b\\n", "%b"):
            return _lines(words[1:], "%b" in (words[0].value or ""), "\n" if "n" in (words[0].value or "") else "")
    return None


def _lines(words: tuple[Argument, ...], escapes: bool, between: str = " ") -> Argument | None:
    if not words:
        return None
    parts: list[Part] = []
    for position, word in enumerate(words):
        if position:
            blank = Text(word.text.source, between, (), word.text.whole)
            parts.append(Part("text", blank, blank))
        for part in word.parts:
            parts += [part.replace(text=piece) for piece in _unescaped(part.text)] if escapes else [part]
    end = Text(words[-1].text.source, "\n", (), words[-1].text.whole)
    parts.append(Part("text", end, end))
    return Argument(words[0].text, tuple(parts))


def _unescaped(text: Text) -> list[Text]:
    """`\\n` and `\\t` of `echo -e` and `printf` as line ends and tabs."""
    value = text.value
    if "\\" not in value:
        return [text]
    found: list[Text] = []
    start = at = 0
    marks = {"n": "\n", "t": "\t", "\\": "\\"}
    while at < len(value):
        made = marks.get(value[at + 1 : at + 2]) if value[at] == "\\" else None
        if made is None:
            at += 1
            continue
        found += [text.sub(start, at)] if at > start else []
        found.append(Text(text.source, made, (), text.span(at, at + 2)))
        at += 2
        start = at
    return found + ([text.sub(start)] if start < len(value) else [])


class Move(Record):
    """A file or folder that `ln`, `cp`, `mv` or `install` puts at `target`, or at `inside` if that is a folder.

    `origin` is where it was before; all three are absolute.
    """

    target: str
    inside: str
    origin: str
    link: bool


def moves(ran: Sequence[Invocation]) -> Iterator[Move]:
    """What the commands of a RUN move, the last one first."""
    for command in reversed(ran):
        if command.name not in MOVING:
            continue
        words = [word.value for word in command.arguments[1:] if word.value is None or not word.value.startswith("-")]
        if len(words) != 2 or words[0] is None or words[1] is None:
            continue
        target, source = join_path(command.folder, words[1]), words[0]
        if target is None or any(mark in source for mark in "*?["):
            continue
        link = role(command.name) == roles.LINKS
        origin = join_path(target.rpartition("/")[0] if link else command.folder, source)
        if origin is not None:
            yield Move(target, f"{target}/{source.rpartition('/')[2]}", origin, link)


def earlier(moved: tuple[Move, ...], path: str) -> str | None:
    """The path that a file is found under before the last of these gave it this one; None if none did."""
    for move in moved:
        if path in (move.target, move.inside):
            return move.origin
        if path.startswith(f"{move.target}/") and move.link:
            return move.origin + path[len(move.target) :]
    return None


# a first look at the steps of a stage, without reading any shell


class FileChange(Record):
    """A step that may put files somewhere: a RUN, or a COPY or ADD with its `copy`.

    Of a RUN by its words: whether it may move files, make links, and write some. `root` is the
    path that a COPY leads to, or below.
    """

    step: BuildStep
    body: str
    copy: Copy | None = None
    moves: bool = False
    links: bool = False
    writes: bool = False
    root: str = ""


def changes(stage: Stage) -> tuple[FileChange, ...]:
    """The changes of a stage, in order."""
    copies = {id(copy.instruction): copy for copy in stage.copies if copy.kind != "mount"}
    found: list[FileChange] = []
    for step in stage.steps:
        body = step.instruction.body.value
        if step.instruction.keyword == "RUN":
            moves = not step.broken and any(f"{name} " in body for name in MOVING)
            links, writes = roles.LINKING in body, may_write(step)
            found.append(FileChange(step=step, body=body, moves=moves, links=links, writes=writes))
        elif id(step.instruction) in copies:
            copy = copies[id(step.instruction)]
            found.append(FileChange(step=step, body=body, copy=copy, root=copy.target.rstrip("/")))
    return tuple(found)


def counts(stage: Stage) -> dict[int, int]:
    """How many changes come before each step, by the step's `id`."""
    changing = {id(change.step) for change in stage.once(changes)}
    found: dict[int, int] = {}
    count = 0
    for step in stage.steps:
        found[id(step)] = count
        count += id(step) in changing
    return found


def may_write(step: BuildStep) -> bool:
    """A first look at a RUN, without reading any shell."""
    body = step.instruction.body.value
    return not step.broken and (">" in body or roles.TEEING in body)


def names_one(body: str, names: list[str]) -> bool:
    """Whether a RUN may speak of one of some folders, without reading any shell."""
    if "$" in body:
        return True
    for name in names:  # noqa: SIM110 (asked of every RUN for every path: no generator is made)
        if name in body:
            return True
    return False


def moved(runner: Runner) -> tuple[Move, ...]:
    """The files that a RUN moves, copies and links."""
    return tuple(moves(runner.ran))


def written_paths(runner: Runner) -> frozenset[str]:
    """The files that a RUN writes itself."""
    return frozenset(written.path for written in writes(runner.ran))


def changed_words(runner: Runner) -> tuple[str, ...]:
    """The words of the commands that may change a file in a way that is not followed."""
    found: list[str] = []
    for ran in runner.ran:
        values = [argument.value or "" for argument in ran.arguments[1:]]
        ends = role(ran.name) == roles.EDITS and any("\\r" in value for value in values)
        if ran.name not in FOLLOWED and not ends:
            found += values
    return tuple(found)


# what envsubst makes of a text


def substituted(text: Text, ran: Invocation, defined: bool = False) -> Text:
    """What envsubst makes of a text: `$NAME` and `${NAME}`, those of its list only where it is given one.

    `defined`: its list has the variables that have a value.
    """
    listed = [word for word in ran.arguments[1:] if not (word.value or "").startswith("-")]
    shown = " ".join(word.shown for word in listed)
    value = text.value
    pieces: list[Text] = []
    start = at = 0
    while at < len(value) and len(pieces) < 20_000:
        at = value.find("$", at)
        if at < 0:
            break
        name, end = _variable(value, at)
        given = _exported(name, ran) if name else ""
        if not name or (listed and name not in _names(shown)) or (defined and not given):
            at += 1
            continue
        pieces += [text.sub(start, at)] if at > start else []
        pieces.append(Text(text.source, given, (), text.span(at, end)))
        start = at = end
    return text.joined([*pieces, *([text.sub(start)] if start < len(value) else [])], text.whole)


def _names(listed: str) -> set[str]:
    found: set[str] = set()
    at = listed.find("$")
    while at >= 0:
        name, end = _variable(listed, at)
        if name:
            found.add(name)
        at = listed.find("$", max(end, at + 1))
    return found


def _variable(value: str, at: int) -> tuple[str, int]:
    """The name after a `$`, and the index after it; "" where envsubst sees none."""
    braces = value.startswith("{", at + 1)
    start = end = at + 2 if braces else at + 1
    while end < len(value) and (value[end].isalnum() or value[end] == "_") and value[end].isascii():
        end += 1
    name = value[start:end]
    if not name or name[0].isdecimal() or (braces and not value.startswith("}", end)):
        return "", at
    return name, end + 1 if braces else end


def _exported(name: str, ran: Invocation) -> str:
    """The value that a program is given of a variable."""
    parts = ran.variables.get(name, exported=True)
    if parts is None:
        if name == PORT and not ran.variables.changed(name):
            return PORT_MARK
        return OTHER_MARK if ran.variables.changed(name) or name.isupper() else ""
    if any(part.kind == "variable" and part.name == PORT for part in parts):
        return PORT_MARK
    if all(part.kind == "text" for part in parts):
        return "".join(part.text.value for part in parts)
    return OTHER_MARK
