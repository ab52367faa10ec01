"""Files as a program finds them when it starts: those of the image, after the start's own commands have changed them.

    files = StartFiles(image_files, commands)
    found = files.look("/etc/nginx/conf.d/default.conf", None, nginx)

In a text that a command writes, `PORT_MARK` replaces the session's port and `OTHER_MARK` anything
unknown; `$NAME` is text that nothing has expanded.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Text
from studio_lint.facts.errands import HARMLESS
from studio_lint.facts.programs import roles
from studio_lint.facts.programs.roles import EDITS, FILLS_IN, PRINTS, TEES, role
from studio_lint.facts.programs.run_commands import MOVING, READING
from studio_lint.model.commands.arguments import PORT, Argument, Part
from studio_lint.model.commands.run_steps import concluded
from studio_lint.model.commands.shell_state import GLOB
from studio_lint.model.commands.written_files import (
    OTHER_MARK,
    PORT_MARK,
    Move,
    Written,
    moved,
    moves,
    substituted,
    writes,
)
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from studio_lint.model.commands.command import Flow, Invocation
    from studio_lint.model.commands.image_files import ImageFiles

LONGEST = 200_000
MOST_MAKERS = 200
"""Commands that are looked at for the one that made a file."""
_SYSTEM = ("/etc/", "/usr/")
ANY_FILE = "*"
"""The path of a file that is not known (`for f in conf.d/*; do sed -i … "$f"; done`): it may be any."""


class Found(Record):
    """A file: `text` is None where it is not known, or there is none; `sure` is False where a command may change it."""

    text: Text | None
    sure: bool = True


class _Made(Record):
    """A file that a command of the start makes; `text` None: not known to what."""

    at: int
    path: str
    text: Text | None


class StartFiles:
    """What the commands of a start read, each at its own moment."""

    def __init__(
        self, files: ImageFiles, ran: Sequence[Invocation], unset: Callable[[Invocation, Part], bool] | None = None
    ) -> None:
        """`unset` says whether nothing sets a variable: the shell puts nothing in its place."""
        self.files = files
        self.unset = unset or (lambda _ran, _part: False)
        self.ran = ran
        self._order = {id(one): at for at, one in enumerate(ran)}
        self._made: list[_Made] = []
        for at, one in enumerate(ran):
            self._made += self._of(at, one)

    def look(self, path: str, folder: str | None, reader: Invocation) -> Found:
        """A file that a command names, as it is when the command `reader` runs."""
        absolute = join_path(folder, path) if path else None
        made = self._last(absolute, self._order.get(id(reader), len(self.ran))) if absolute else None
        if made is not None:
            return Found(made.text, made.text is not None)
        return Found(self.files.text(path, folder))

    def text(self, path: str, folder: str | None, reader: Invocation) -> Text | None:
        """As `look`, the text only."""
        return self.look(path, folder, reader).text

    def below(self, word: str, reader: Invocation) -> Iterator[tuple[str, Found]]:
        """Files at a path with a word in it, with their paths; those that the start makes included."""
        limit = self._order.get(id(reader), len(self.ran))
        seen: set[str] = set()
        for made in reversed(self._made):
            if made.at < limit and word in made.path and made.path not in seen:
                seen.add(made.path)
                yield made.path, Found(made.text, made.text is not None)
        for path, text in self.files.paths_below(word):
            if path not in seen:
                yield path, Found(None, False) if self._last(path, limit) else Found(text)

    def links(self, reader: Invocation) -> Iterator[Move]:
        """The links that steps of the image and the start make, the last ones first."""
        yield from (move for move in moves(self.ran[: self._order.get(id(reader), len(self.ran))]) if move.link)
        for stage in self.files.image.lineage:
            for step in reversed(stage.steps):
                if (
                    step.instruction.keyword == "RUN"
                    and not step.broken
                    and roles.LINKING in step.instruction.body.value
                ):
                    yield from (move for move in concluded(step, moved) if move.link)

    def maker(self, text: Text, reader: Invocation) -> Invocation | None:
        """The last command before `reader` that makes a file with a text in it; None where the image has the file."""
        limit = self._order.get(id(reader), len(self.ran))
        for made in self._made[: -MOST_MAKERS - 1 : -1]:
            whole = made.text
            if (
                made.at < limit
                and whole is not None
                and whole.source is text.source
                and whole.whole.contains(text.whole.start)
            ):
                return self.ran[made.at]
        return None

    def _last(self, path: str, limit: int) -> _Made | None:
        return next((made for made in reversed(self._made) if made.path in (path, ANY_FILE) and made.at < limit), None)

    def _of(self, at: int, ran: Invocation) -> list[_Made]:
        """The files that a command makes."""
        if role(ran.name) == EDITS:
            return list(self._edited(at, ran))
        if ran.name in MOVING:
            return list(self._copied(at, ran))
        found = [_Made(at, one.path, self._whole(one.path, one.content, one.append, at)) for one in self._written(ran)]
        known = {made.path for made in found}
        for path in _targets(ran):
            if path not in known:
                found.append(_Made(at, path, self._printed(ran, at)))
        if role(ran.name) in (FILLS_IN, EDITS, PRINTS) and any(_is_unknown(flow) for flow in ran.flows):
            found.append(_Made(at, ANY_FILE, None))
        if role(ran.name) == TEES:
            found += [_Made(at, path, self._copied_on(ran, at)) for path in _words(ran) if path not in known]
        if ran.name not in HARMLESS and ran.name not in READING:
            found += [_Made(at, path, None) for path in _named(ran) if path not in known and self._at_hand(path, at)]
        return found

    def _written(self, ran: Invocation) -> Iterator[Written]:
        return writes([ran], lambda argument: self._filled(argument, ran))

    def _filled(self, argument: Argument, ran: Invocation) -> Text:
        """What a heredoc or a word is to the program that is given it: variables of other programs become nothing."""
        parts = argument.parts
        if any(part.kind == "variable" and part.name.islower() for part in parts):
            kept = [part for part in parts if not (part.name.islower() and self._is_nothing(part, ran))]
            argument = argument.replace(parts=tuple(kept))
        return filled(argument)

    def _is_nothing(self, part: Part, ran: Invocation) -> bool:
        return part.kind == "variable" and self.unset(ran, part)

    def _at_hand(self, path: str, at: int) -> bool:
        return self._last(path, at) is not None or self.files.text(path, None) is not None

    def _before(self, path: str | None, at: int) -> Text | None:
        """The text of a file just before the command number `at`."""
        if path is None:
            return None
        made = self._last(path, at)
        return made.text if made is not None else self.files.text(path, None)

    def _whole(self, path: str, content: Text, append: bool, at: int) -> Text | None:
        if not append:
            return content
        before = self._before(path, at)
        if before is None:
            return None if path.startswith(_SYSTEM) else content  # a file of the base, or of a package
        if len(before.value) + len(content.value) > LONGEST:
            return None
        moved = Text(content.source, before.value, (), content.whole)
        return content.joined((moved, content), content.whole)

    def _printed(self, ran: Invocation, at: int) -> Text | None:
        """What a command that filters a file prints."""
        if role(ran.name) == EDITS:
            return self._filtered(at, ran)
        if role(ran.name) == FILLS_IN:
            given = self._given(ran, at)
            return None if given is None else substituted(given, ran)
        if role(ran.name) == PRINTS:
            paths = [word.value for word in ran.arguments[1:]]
            texts = [self._before(join_path(ran.folder, path), at) if path else None for path in paths]
            return texts[0] if len(texts) == 1 else None
        return None

    def _copied_on(self, ran: Invocation, at: int) -> Text | None:
        """What `tee FILE` writes, where it writes no more than it is given."""
        return None if any(word.shown.startswith("-") for word in ran.arguments[1:]) else self._given(ran, at)

    def _given(self, ran: Invocation, at: int) -> Text | None:
        """What a command reads from its input: a file, a heredoc, or what `cat FILE |` or `sed … FILE |` prints."""
        for flow in ran.flows:
            if flow.content is not None:
                return self._filled(flow.content, ran)
            if flow.operator == "<" and flow.target is not None and flow.target.value:
                return self._before(join_path(ran.folder, flow.target.value), at)
        before = self.ran[at - 1] if at and ran.piped else None
        if before is None or not before.piped or role(before.name) not in (PRINTS, EDITS):
            return None
        return self._printed(before, at)

    def _edited(self, at: int, ran: Invocation) -> Iterator[_Made]:
        """`sed -i 's/80/…/' FILE`, `sed 's/80/…/' FILE > OTHER`."""
        scripts, paths = _edits(ran)
        inside = any((word.value or "").startswith(("-i", "--in-place", "-Ei", "-ri")) for word in ran.arguments[1:])
        targets = paths if inside else list(_targets(ran))
        for number, path in enumerate(targets):
            if path is None or (inside and GLOB.intersection(path)):
                marks = PORT_MARK + OTHER_MARK
                if inside and any(mark in filled(script).value for script in scripts for mark in marks):
                    yield _Made(at, ANY_FILE, None)
                continue
            source = path if inside else paths[0] if paths else None
            text = self._before(source, at) if number < max(len(paths), 1) else None
            puts = [_put(script) for script in scripts] if text is None and inside else []
            for script in scripts:
                text = replaced(text, script) if text is not None else None
            yield _Made(at, path, text or next((one for one in puts if one is not None), None))

    def _filtered(self, at: int, ran: Invocation) -> Text | None:
        """What `sed` prints of a file, or of what it is given."""
        scripts, paths = _edits(ran)
        if len(paths) > 1 or any(word.shown in ("-n", "--quiet", "--silent") for word in ran.arguments[1:]):
            return None
        text = self._before(paths[0], at) if paths else self._given(ran, at)
        for script in scripts:
            text = replaced(text, script) if text is not None else None
        return text

    def _copied(self, at: int, ran: Invocation) -> Iterator[_Made]:
        words = [word.value for word in ran.arguments[1:] if word.value is None or not word.value.startswith("-")]
        if len(words) != 2 or words[0] is None or words[1] is None:
            return
        source, target = join_path(ran.folder, words[0]), join_path(ran.folder, words[1])
        text = self._before(source, at)
        if target is None or text is None:
            return
        yield _Made(at, target, text)
        yield _Made(at, f"{target}/{words[0].rpartition('/')[2]}", text)


def _edits(ran: Invocation) -> tuple[list[Argument], list[str | None]]:
    """The scripts of `sed`, and the files that it reads."""
    words = ran.arguments[1:]
    scripts = [words[n + 1] for n, word in enumerate(words[:-1]) if word.value in ("-e", "--expression")]
    plain = [word for word in words if not word.shown.startswith("-") and not any(word is one for one in scripts)]
    if not scripts:
        scripts, plain = plain[:1], plain[1:]
    return scripts, [join_path(ran.folder, word.value) if word.value else None for word in plain]


def _words(ran: Invocation) -> Iterator[str]:
    """The paths that a command names without options."""
    for word in ran.arguments[1:]:
        path = join_path(ran.folder, word.value) if word.value and not word.value.startswith("-") else None
        if path is not None and not path.startswith("/dev/"):
            yield path


def _targets(ran: Invocation) -> Iterator[str]:
    for flow in ran.flows:
        if flow.target is not None and ">" in flow.operator and flow.target.value and flow.redirect.descriptor != "2":
            path = join_path(ran.folder, flow.target.value)
            if path is not None and not path.startswith("/dev/"):
                yield path


def _is_unknown(flow: Flow) -> bool:
    """Whether output goes to a file whose path is not known."""
    target = flow.target
    return target is not None and target.value is None and ">" in flow.operator and flow.redirect.descriptor != "2"


def _named(ran: Invocation) -> Iterator[str]:
    """Paths among the words of a command."""
    for word in ran.arguments[1:]:
        value = (word.value or "").rpartition("=")[2]
        if value and not value.startswith("-") and ("/" in value or "." in value):
            path = join_path(ran.folder, value)
            if path is not None:
                yield path


def filled(argument: Argument) -> Text:
    """The text of a word as the shell prints it when the session starts."""
    return argument.text.joined([_piece(part, argument) for part in argument.parts], argument.text.whole)


def _piece(part: Part, argument: Argument) -> Text:
    source = argument.text.source
    if part.kind == "text":
        return part.text if part.text.source is source else Text(source, part.text.value, (), part.at.whole)
    mark = PORT_MARK if part.kind == "variable" and part.name == PORT else OTHER_MARK
    return Text(source, mark, (), part.at.whole)


def replaced(text: Text, script: Argument) -> Text | None:
    """What `s/OLD/NEW/` of sed makes of a text, where OLD is plain words; None where it is not known."""
    value = filled(script).value
    if not value.startswith("s") or len(value) < 4:
        return None
    mark = value[1]
    if value.count(mark) != 3:
        return None
    old, new, flags = value[2:].split(mark)
    special = set(old.strip("^$")) & set("\\.*[]^$+?(){}|")
    if special - {".", "$", "{", "}"} or any(one in new for one in ("&", "\\")) or flags not in ("", "g"):
        return text if not _may_match(old, text.value) else None
    return _swapped(text, old, new, flags == "g")


def _put(script: Argument) -> Text | None:
    """What `s/OLD/NEW/` of sed puts into a file of the base image, where that is the session's port."""
    text = filled(script)
    parts = text.value[2:].split(text.value[1:2]) if text.value[:1] == "s" and len(text.value) > 3 else []
    if len(parts) != 3 or PORT_MARK not in parts[1]:
        return None
    start = 2 + len(parts[0]) + 1
    return text.sub(start, start + len(parts[1]))


def _may_match(old: str, value: str) -> bool:
    """Whether the longest plain words of a pattern are in a text."""
    plain = "".join(letter if letter.isalnum() or letter in " _-:;/" else "\0" for letter in old)
    longest = max(plain.split("\0"), key=len)
    return longest in value


def _swapped(text: Text, old: str, new: str, every: bool) -> Text:
    """Line by line: the first, or every, place of OLD becomes NEW."""
    first, last = old.startswith("^"), old.endswith("$") and not old.endswith("\\$")
    plain = old[1 if first else 0 : -1 if last else len(old)]
    pieces: list[Text] = []
    start = 0
    for line in text.value.split("\n"):
        at = 0
        while plain:
            found = line.find(plain, at)
            if found < 0 or (first and found) or (last and found + len(plain) != len(line)):
                break
            pieces.append(text.sub(start, start + found - 0) if not at else text.sub(start + at, start + found))
            pieces.append(Text(text.source, new, (), text.span(start + found, start + found + len(plain))))
            at = found + len(plain)
            if not every or first:
                break
        end = min(start + len(line) + 1, len(text.value))
        pieces.append(text.sub(start + at, end))
        start = end
    return text.joined([piece for piece in pieces if piece.value], text.whole)
