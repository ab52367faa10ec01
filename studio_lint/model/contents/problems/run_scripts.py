"""Scripts that a RUN starts as programs but that cannot be started."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.model.commands.wrappers import FILE
from studio_lint.model.contents.apt_problems import runs
from studio_lint.model.contents.events import PUT, TREE, merged
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Copy, Image, Stage
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.contents import Point

    UnusableKind = Literal["mode", "made", "line-end", "interpreter", "none"]


class Unusable(Record):
    """A script that does not start.

    kind         "mode": it has no mark of a program in the context; "made": it was made without one;
                 "line-end": its first line ends with a carriage return; "interpreter": what it names is not there;
                 "none": it names none and no shell starts it
    word         where it is started
    first        its first line; None for "mode" and "made"
    interpreter  the path on that line
    copy         of "made": the COPY or ADD that makes it, from a heredoc or a download
    """

    kind: UnusableKind
    word: Text
    path: str
    first: Text | None = None
    interpreter: str = ""
    copy: Copy | None = None


def unusable(image: Image, stage: Stage) -> Iterator[Unusable]:
    """Each such script of a stage once."""
    told: set[str] = set()
    for point, ran in runs(image, stage):
        for word, value in _started(point, ran):
            path = join_path(ran.folder if word is ran.arguments[0].text else point.state.folder, value)
            if path is None or path in told:
                continue
            found = _unusable(image, point, ran, word, merged(path))
            if found is not None:
                told.add(path)
                yield found


def _started(point: Point, ran: Invocation) -> Iterator[tuple[Text, str]]:
    """The paths that the kernel starts on the way to a command."""
    for hop in ran.hops:
        script = hop.unwrapped.script
        if hop.kind != FILE or script is None or hop.command is None or not hop.command.words:
            continue
        first = hop.command.words[0]
        if first.text.whole == script.text.whole and script.value:
            yield from _path_of(point, first.text, script.value)
    first_word = ran.arguments[0]
    if first_word.value and ("/" in first_word.value or not first_word.looked_up):
        yield from _path_of(point, first_word.text, first_word.value)


def _path_of(point: Point, word: Text, value: str) -> Iterator[tuple[Text, str]]:
    """The path that a program's name stands for."""
    if "/" in value:
        yield word, value
        return
    where = point.where(value)
    if where is not None and not any(
        point.timeline.exists(f"{folder}/{value}", point.at) for folder in _after(point, where)
    ):
        yield word, where


def _after(point: Point, path: str) -> tuple[str, ...]:
    """The folders of PATH after the one that a program is in."""
    folders = [merged(folder) for folder in point.path if folder is not None]
    own = merged(path.rpartition("/")[0])
    return tuple(folder for folder in folders[folders.index(own) + 1 :] if folder != own) if own in folders else ()


def _unusable(image: Image, point: Point, ran: Invocation, word: Text, path: str) -> Unusable | None:
    event = point.timeline.last(path, point.at)
    if event is None or event.kind not in (TREE, PUT):
        return None
    if point.runnable(path) is False:
        return Unusable("mode" if event.kind == TREE else "made", word, path, copy=event.copy)
    content = point.text(path)
    if content is None:
        return None
    value = content.value
    end = value.find("\n")
    first = content.sub(0, end if end >= 0 else len(value))
    if not value.startswith("#!"):
        return Unusable("none", word, path, first) if not ran.hops and value.strip() else None
    if first.value.endswith("\r"):
        return Unusable("line-end", word, path, first)
    interpreter = first.value[2:].split()[:2]
    if len(interpreter) == 2 and interpreter[0].endswith("/env") and point.command(interpreter[1]) is False:
        return Unusable("interpreter", word, path, first, interpreter[1])
    if interpreter and interpreter[0].startswith("/") and point.exists(interpreter[0]) is False:
        return Unusable("interpreter", word, path, first, interpreter[0])
    return None
