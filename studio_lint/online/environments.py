"""What the channels are asked about an environment, and their answer in terms of the file."""

from __future__ import annotations

from urllib.parse import urlsplit

from studio_lint.base.record import Record
from studio_lint.facts import channels as known
from studio_lint.facts import solving
from studio_lint.model.studio.answers import EnvironmentAnswers, GoneChannel, MissingPackage, SolverConflict
from studio_lint.online import addresses

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.model.environment.environment import Dependency, Environment
    from studio_lint.syntax.conda.channel import Channel
    from studio_lint.syntax.conda.matchspec_tree import MatchSpec

_UNCLEAR = ("number", "bool", "glued", "unknown")
_MOST_WORDS = 12
_LONGEST_LINE = 160


class Wish(Record):
    """One entry: the package's name, the whole spec without its channel, and the URLs that alone may have it."""

    name: str
    spec: str
    channels: tuple[str, ...] = ()


class Question(Record):
    """An environment as it is put to a solver: URLs of channels in their order, and the wishes."""

    channels: tuple[str, ...]
    wishes: tuple[Wish, ...]


class Lack(Record):
    """A wish, by its place among them, that no channel meets; see `answers.Missing`."""

    wish: int
    versions: tuple[str, ...] = ()
    near: str | None = None


class Solution(Record):
    """What came of a question: channels that are not there, else wishes that are not met, else the solver's refusal.

    All of them are empty where the environment can be installed.
    """

    channels: tuple[str, ...] = ()
    lacks: tuple[Lack, ...] = ()
    words: str = ""


def question_of(environment: Environment) -> Question | None:
    """What to ask; None where something in the file is not read as it was meant, or cannot be looked for."""
    if environment.broken or any(item.kind in _UNCLEAR for item in environment.dependencies):
        return None
    wishes = [_wish(item.spec) for item in environment.specs if item.spec is not None]
    named = [_urls(entry.channel) if entry.channel else None for entry in environment.channels]
    if not wishes or None in wishes or None in named:
        return None
    found = [url for urls in named if urls for url in urls]
    found = found or [f"{solving.CHANNEL_HOST}/{solving.WITHOUT_CHANNELS}"]
    found += [url for wish in wishes if wish for url in wish.channels]
    return Question(tuple(dict.fromkeys(found)), tuple(wish for wish in wishes if wish))


def _wish(spec: MatchSpec) -> Wish | None:
    if spec.problems or spec.is_file or spec.name is None or spec.key == "*" or _is_read_otherwise(spec):
        return None
    urls = _urls(spec.channel) if spec.channel is not None else ()
    if urls is None:
        return None
    return Wish(spec.key, spec.printed.removeprefix(f"{spec.channel.text}::") if spec.channel else spec.printed, urls)


def _is_read_otherwise(spec: MatchSpec) -> bool:
    """Whether rattler (0.28) takes fewer versions than micromamba: to it alone `!=1.8*` leaves out 1.8 and 1.8.1."""
    return any(
        found.operator == "!=" and found.version is not None and "*" in found.version.text
        for found in spec.version.predicates
    )


def _urls(channel: Channel) -> tuple[str, ...] | None:
    """Where a channel lies; None for one on the writer's machine, or whose name is not known."""
    location = channel.location.strip("/")
    if location == known.NODEFAULTS:
        return ()
    if location == "defaults":
        return tuple(f"{solving.ANACONDA_HOST}/{name}" for name in solving.CHANNELS_OF_DEFAULTS)
    if location in solving.ANACONDA_CHANNELS:
        return (f"{solving.ANACONDA_HOST}/{location}",)
    if "://" in location:
        return (location,) if _may_be_asked(location) else None
    plain = location.replace("/", "").replace("-", "").replace("_", "").replace(".", "")
    if channel.location[:1] in "/.~" or location == "local" or not (plain.isascii() and plain.isalnum()):
        return None
    return (f"{solving.CHANNEL_HOST}/{location}",)


def _may_be_asked(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and "$" not in url and addresses.may_be_asked(parts.hostname or "")


def answers_of(environment: Environment, solution: Solution) -> EnvironmentAnswers:
    """The answer, each part of it at its entry."""
    entries = environment.specs
    return EnvironmentAnswers(
        environment,
        tuple(_not_there(environment, solution)),
        tuple(MissingPackage(entries[lack.wish], lack.versions, lack.near) for lack in solution.lacks),
        SolverConflict(named_in(solution.words, entries), _shortened(solution.words)) if solution.words else None,
    )


def _not_there(environment: Environment, solution: Solution) -> Iterator[GoneChannel]:
    """Among `channels`, and in front of `::`."""
    gone = set(solution.channels)
    for entry in environment.channels:
        if entry.channel is not None and gone.intersection(_urls(entry.channel) or ()):
            yield GoneChannel(entry.name, entry.span)
            gone.difference_update(_urls(entry.channel) or ())
    for item in environment.specs:
        channel = item.spec.channel if item.spec is not None else None
        text = item.spec.channel_text if item.spec is not None else None
        if channel is not None and text is not None and gone.intersection(_urls(channel) or ()):
            yield GoneChannel(text.value, text.whole)


def named_in(words: str, entries: tuple[Dependency, ...]) -> tuple[Dependency, ...]:
    """The entries that the solver blames: their names begin the outermost branches of what it says."""
    blamed = set()
    for line in words.split("\n"):
        rest = line[2:].lstrip("─ ") if line[:1] in ("├", "└") else line
        if line[:1] not in ("│", " "):
            blamed.add(rest.partition(" ")[0])
    return tuple(item for item in entries if item.spec is not None and item.spec.key in blamed)


def _shortened(words: str) -> str:
    lines = [line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]}…" for line in words.split("\n")]
    return "\n".join([*lines[:_MOST_WORDS], "…"] if len(lines) > _MOST_WORDS else lines)
