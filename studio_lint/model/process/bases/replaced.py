"""What a Studio does not run from its base image, because connect-client replaces the entrypoint."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.model.commands.wrappers import COMMAND
from studio_lint.model.process.bases import own_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.source import Span
    from studio_lint.facts.bases.base import OwnStart
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.process.process import Process


class ReplacedStart(Record):
    """A program that connect-client replaces.

    lost   what it would have done
    hooks  instructions that bring files which nothing but this program reads
    """

    own: OwnStart
    lost: str
    hooks: tuple[Span, ...] = ()


def replaced(process: Process) -> ReplacedStart | None:
    """What the start leaves out; None where it goes through the image's own program, or there is nothing to lose."""
    return process.once(_replaced)


def _replaced(process: Process) -> ReplacedStart | None:
    base = own_words.base_at_bottom(process.image)
    own = base.family.own if base is not None else None
    if base is None or own is None or process.start is None or not base.family.lost or _goes_through(process, own):
        return None
    return ReplacedStart(own, base.family.lost, own_words.hooks(process.image))


def by_itself(process: Process, ran: Invocation) -> OwnStart | None:
    """The base image's own program, where a command is what that comes to, and is in no file."""
    return own_words.own_start(process.image) if not is_written(ran) else None


def is_written(ran: Invocation) -> bool:
    """Whether a command is in the files as it is; what a base image's own program comes to is not."""
    hop = ran.hops[-1] if ran.hops else None
    if hop is None or hop.kind != COMMAND or not hop.unwrapped.arguments:
        return True
    first = hop.unwrapped.arguments[0].text
    same = first.whole == ran.arguments[0].text.whole
    return not same or first.source.slice(first.whole).strip("\"'") == first.value


def _goes_through(process: Process, own: OwnStart) -> bool:
    """Whether the start runs a program of that name, on its way or at its end."""
    name = own.path.rpartition("/")[2]
    return any(ran.name == name or any(hop.name == name for hop in ran.hops) for ran in process.ran)
