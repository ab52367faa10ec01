"""The files of one stage over time: events, and what they mean for a path."""

from __future__ import annotations

from bisect import bisect_left

from studio_lint.base.source import Span
from studio_lint.facts.bases.commands import GROUPS
from studio_lint.facts.programs.run_commands import IN_VENV, NOT_PACKAGED, PACKAGED_USERS, SYSTEM_FOLDERS
from studio_lint.model.contents import events
from studio_lint.model.contents.base_files import base_command, base_path, is_program_folder
from studio_lint.model.contents.events import Event, covers, merged, parent, within
from studio_lint.model.context.context import SENT
from studio_lint.model.context.wildcards import has_wildcard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio_lint.base.source import Source, Text
    from studio_lint.facts.bases.base import KnownBase
    from studio_lint.model.context.context import Context

    Other = Callable[[int], "Timeline | None"]

MOST = 4_000
MOST_LOOKS = 150_000
"""Looks at single changes, for all questions about a stage; after that nothing more is known of it."""
DEEPEST = 12
MOST_LINKS = 50


class Timeline:
    """Events of a stage, in order; `parent` is the stage that it is built on, `base` what is known of its image.

    `scratch`: nothing is in it at first. `other` gives the timelines of other stages at their ends. A moment is a
    number of events: what came before it. `leaned`: an answer came from what the build context lacks.
    """

    def __init__(
        self,
        base: KnownBase | None,
        scratch: bool,
        parent_stage: Timeline | None,
        context: Context | None,
        other: Other,
    ) -> None:
        self.base = base
        self.scratch = scratch
        self.parent = parent_stage
        self.context = context
        self.other = other
        self.events: list[Event] = []
        self.leaned = False
        # Where each path was put, folders above it included; and all that is not so simple.
        self._puts: dict[str, list[int]] = {}
        self._wide: list[int] = []
        self._sent: list[Event] = []
        self._packaged: dict[str, bool] = {}  # the answers of `_may_package`
        self._removals: dict[str, None] = {}  # what was taken away, each path once
        # How many events were gone through for a question about a folder, and which was the first to answer it.
        self._touches: dict[str, tuple[int, int | None]] = {}
        self._looks = self._asked = 0  # and the moment of the last question
        # What leads where, since which event; "" where something else is there since.
        inherited = parent_stage._links.items() if parent_stage is not None else ()
        self._links: dict[str, list[tuple[int, str]]] = {link: [(-1, places[-1][1])] for link, places in inherited}
        self._passing = False  # whether an answer changes once something else is there
        # The last answer for each path: its moment, what it was, and whether it leaned.
        self._answers: dict[tuple[str, bool], tuple[int, bool | None, bool]] = {}

    def add(self, event: Event) -> None:
        """Note a change; past `MOST` all that is known is that more may have come."""
        if len(self.events) > MOST:
            return
        if self._links and event.path.startswith("/"):
            # A folder that is made where a link is leaves the link, and is what it leads to (WORKDIR, COPY to `link/`).
            path = f"{event.path}/" if event.what == events.FOLDER else event.path
            event = event.replace(path=self._resolved(path, len(self.events)).rstrip("/") or "/")
        if len(self.events) == MOST:
            event = Event(events.MAYBE, events.ANYWHERE)
        at = len(self.events)
        self.events.append(event)
        if event.kind == events.MODE:
            return
        if event.kind == events.GONE:
            self._removals[event.path] = None
            for places in (self._links[link] for link in self._links if covers(event.path, link)):
                places += [(at, "")] if places[-1][1] else []
        if event.kind != events.PUT or event.what == events.LINK:
            self._wide.append(at)
        if event.kind in (events.TREE, events.STAGE) or event.content is not None:
            self._sent.append(event)
        if event.kind == events.PUT:
            if (event.what == events.LINK and len(self._links) < MOST_LINKS) or event.path in self._links:
                self._links.setdefault(event.path, []).append((at, event.target))
            path = event.path
            while path != "/":
                self._puts.setdefault(path, []).append(at)
                path = parent(path)

    def _resolved(self, path: str, moment: int) -> str:
        """A path below links, as it is without them."""
        for _ in range(DEEPEST):
            above, rest = parent(path), f"/{path.rpartition('/')[2]}"
            while above != "/":
                places = self._links.get(above, [])
                last = bisect_left(places, (moment, "")) - 1
                if target := places[last][1] if last >= 0 else "":
                    break
                above, rest = parent(above), f"/{above.rpartition('/')[2]}{rest}"
            if above == "/":
                return path
            path = merged(f"{target}{rest}")
        return path

    @property
    def moment(self) -> int:
        """The moment after all events so far."""
        return len(self.events)

    def exists(self, path: str, moment: int | None = None, depth: int = 0, base: bool = True) -> bool | None:
        """Whether a file or folder is at an absolute path; None where that is not known.

        `base`: what is not known of a base image is not known; else it counts as not there.
        """
        path = merged(path)
        if path == "/":
            return True
        if depth > DEEPEST:
            return None
        end = self.moment if moment is None else moment
        if self._links:
            path = self._resolved(path, end)
        if depth or has_wildcard(path):
            return self._looked_up(path, 0, end, depth, lambda: self._at_first(path, depth, base))
        # Questions about one path follow one another in time: only what came since the last one is looked through.
        start, earlier, leaned = self._answers.get((path, base), (0, None, False))
        if start > end:
            start = 0
        outer, self.leaned = self.leaned, False

        def before() -> bool | None:
            if not start:
                return self._at_first(path, depth, base)
            self.leaned = self.leaned or leaned
            return earlier

        self._passing = False
        found = self._looked_up(path, start, end, depth, before)
        if not self._passing:
            self._answers[path, base] = end, found, self.leaned
        self.leaned = outer or self.leaned
        return found

    def _looked_up(self, path: str, start: int, end: int, depth: int, before: Callable[[], bool | None]) -> bool | None:
        """What the events from `start` to `end` say of a path; `before` gives the answer at `start`."""
        pattern = has_wildcard(path)
        self._asked = end
        puts = self._puts.get(path, ())
        put = -1 if not puts else puts[bisect_left(puts, end) - 1] if puts[0] < end else -1
        unsure = False
        if self._looks > MOST_LOOKS:
            return None
        for at in range(end - 1, start - 1, -1) if pattern else self._wide_before(end):
            self._looks += 1
            if at < max(put, start):
                break
            found = self._by_event(self.events[at], path, depth)
            if found is None:
                unsure = True
            elif found != "":
                return found is True or (False if not unsure else None)
        if put >= start:
            return True
        if pattern:
            return None
        first = before()
        return first if first is not False or not unsure else None

    def _wide_before(self, end: int) -> Iterator[int]:
        """The events that may concern many paths, the last one first."""
        for position in range(bisect_left(self._wide, end) - 1, -1, -1):
            yield self._wide[position]

    def _by_event(self, event: Event, path: str, depth: int) -> bool | str | None:
        """What one event says of a path: yes, no, "" for nothing, None for unsure."""
        kind = event.kind
        if kind == events.PUT:
            return events.by_put(event, path)
        if kind == events.GONE:
            return False if covers(event.path, path) else ""
        if kind == events.MAYBE and event.what == events.INSTALL and event.path == "/":
            return None if self._may_package(path) and not (event.closed and path.startswith(NOT_PACKAGED)) else ""
        if kind == events.MAYBE:
            by_package = event.what == events.INSTALL and _is_told(event.path, parent(path))
            return None if within(path, event.path) and not by_package else ""
        if kind == events.BRINGS:
            brought = event.may_bring(path.rpartition("/")[2])
            return None if brought and comes_to(event.path, parent(path)) else ""
        if kind == events.TREE:
            return self._by_tree(event, path)
        if kind == events.STAGE:
            return self._by_stage(event, path, depth)
        return ""

    def _may_package(self, path: str) -> bool:
        """Whether a package of the distribution may have put something at a path that no BRINGS tells."""
        if path not in self._packaged:
            folder, base = parent(path), self.bottom
            told = _is_told("/usr", folder) or (base is not None and folder in (base.family.path or ()))
            self._packaged[path] = not told and any(within(path, one) for one in SYSTEM_FOLDERS)
        return self._packaged[path]

    def _by_tree(self, event: Event, path: str) -> bool | str | None:
        """A COPY of the build context."""
        if within(event.path, path):
            return True
        if has_wildcard(path) and within(path.rpartition("/")[0], event.path):
            return None
        folder = event.path.rstrip("/")  # "" for the root
        if not path.startswith(f"{folder}/"):
            return ""
        if self.context is None:
            return None
        state = self.context.state(f"{event.source}{path[len(folder) :]}".lstrip("/"))
        if state == SENT:
            return True
        self.leaned = True
        return None if state is None else ""

    def _by_stage(self, event: Event, path: str, depth: int) -> bool | str | None:
        if event.exact and within(event.path, path):
            return True
        if not within(path, event.path):
            return ""
        other = self.other(event.stage) if event.stage >= 0 else None
        if other is None:
            return None
        source = f"{event.source.rstrip('/')}{path[len(event.path) :]}"
        found = other.exists(source, None, depth + 1)
        if (found and path.endswith(IN_VENV)) or (found is None and parent(path).endswith("/bin")):
            from studio_lint.model.contents.needs import lacks

            if lacks(self, other, source if found else f"{parent(source)}/python", self._asked, depth + 1):
                self._passing = True
                return False
        return True if found else "" if found is False else None

    def _at_first(self, path: str, depth: int, base: bool) -> bool | None:
        if self.parent is not None:
            return self.parent.exists(path, None, depth + 1, base)
        known = base_path(self.base, path) if not self.scratch else False
        return False if known is None and not base else known

    # more questions about a path

    def last(self, path: str, moment: int | None = None) -> Event | None:
        """The last event that put exactly this path there, of this stage or the ones it is built on."""
        path = merged(path)
        for at in range((self.moment if moment is None else moment) - 1, -1, -1):
            event = self.events[at]
            if event.kind in (events.PUT, events.TREE, events.STAGE) and within(path, event.path):
                if event.path == path or event.kind != events.PUT:
                    return event
            elif event.kind == events.GONE and covers(event.path, path):
                return None
        return self.parent.last(path) if self.parent is not None else None

    def gone(self, path: str, moment: int | None = None) -> Event | None:
        """The removal that took a path away, where that was the last that happened to it."""
        path = merged(path)
        for at in range((self.moment if moment is None else moment) - 1, -1, -1):
            event = self.events[at]
            if event.kind == events.GONE and covers(event.path, path):
                return event
        return None

    def touched(self, folder: str, moment: int | None = None) -> bool:
        """Whether anything at or below a folder was put there or may have been changed, other than by a package."""
        first = self._first_touch(folder)
        if first is not None and first < (self.moment if moment is None else moment):
            return True
        return self.parent.touched(folder) if self.parent is not None else False

    def _first_touch(self, folder: str) -> int | None:
        """The number of the first such event; each event is looked at once."""
        start, first = self._touches.get(folder, (0, None))
        if first is None and start < len(self.events):
            first = next((at for at in range(start, len(self.events)) if events.touches(self.events[at], folder)), None)
            self._touches[folder] = len(self.events), first
        return first

    def removes_from(self, folders: frozenset[str]) -> bool:
        """Whether anything may have been taken out of some folders, whenever that was."""
        for path in self._removals:
            if parent(path) in folders or any(covers(path, folder) for folder in folders):
                return True
        return self.parent.removes_from(folders) if self.parent is not None else False

    def is_folder(self, path: str, moment: int | None = None) -> bool | None:
        """Whether what is at a path is a folder; None where that is not known."""
        path = merged(path)
        event = self.last(path, moment)
        if event is None:
            if path == "/" or (self.parent is None and self.base is not None and path in _FOLDERS):
                return True
            end = self.moment if moment is None else moment
            below = any(one.kind == events.PUT and one.path.startswith(f"{path}/") for one in self.events[:end])
            return True if below else None
        if event.kind == events.PUT:
            return None if event.what in ("", events.LINK) else event.what == events.FOLDER
        if event.kind == events.TREE and self.context is not None:
            return self.context.is_dir(f"{event.source}{path[len(event.path) :]}".lstrip("/") or ".")
        return None

    def text(self, path: str, moment: int | None = None) -> Text | None:
        """The text of a file that was copied as it is; None where that is not known."""
        path = merged(path)
        if not any(within(path, event.path) for event in self._sent):
            return self.parent.text(path) if self.parent is not None and path not in self._puts else None
        event = self.last(path, moment)
        if event is None or event.content is not None or self.context is None:
            return event.content if event is not None else None
        if event.kind == events.TREE:
            source: Source | None = self.context.read(f"{event.source}{path[len(event.path) :]}".lstrip("/"))
            return None if source is None else source.text_of(Span(0, len(source.text)))
        if event.kind == events.STAGE and event.stage >= 0:
            other = self.other(event.stage)
            return other.text(f"{event.source.rstrip('/')}{path[len(event.path) :]}") if other is not None else None
        return None

    def has_program(self, folder: str, name: str, moment: int | None = None) -> bool | None:
        """Whether a folder of PATH has a program of that name."""
        return self.exists(f"{folder.rstrip('/')}/{name}", moment)

    def base_program(self, name: str) -> bool | None:
        """Whether the image at the bottom had it on PATH from the start."""
        bottom = self._lowest()
        return False if bottom.scratch else base_command(bottom.base, name)

    @property
    def bottom(self) -> KnownBase | None:
        """What is known of the image at the bottom."""
        return self._lowest().base

    def _lowest(self) -> Timeline:
        bottom = self
        while bottom.parent is not None:
            bottom = bottom.parent
        return bottom

    def user(self, name: str, moment: int | None = None) -> bool | None:
        """Whether there is such a user."""
        for at in range((self.moment if moment is None else moment) - 1, -1, -1):
            event = self.events[at]
            if event.kind == events.USER and event.path in (name, "*"):
                return None if event.what == "no" else True
            if event.what == events.INSTALL and event.path == "/":
                if name in PACKAGED_USERS:
                    return None
            elif event.kind not in (events.GONE, events.USER, events.BRINGS) and within("/etc/passwd", event.path):
                return None
        if self.parent is not None:
            return self.parent.user(name)
        known = self.base.has_users if self.base is not None else None
        if known is None:
            return None
        return name in known

    def group(self, name: str, moment: int | None = None) -> bool | None:
        """Whether there is such a group."""
        for at in range((self.moment if moment is None else moment) - 1, -1, -1):
            found = events.has_group(self.events[at], name)
            if found != "":
                return None if found is None else bool(found)
        if self.parent is not None:
            return self.parent.group(name)
        known = self.base.has_users if self.base is not None and self.base.minimal else None
        if known is None:
            return None
        return name in known or name in GROUPS


def comes_to(installed: str, folder: str) -> bool:
    """Whether commands of an installation into a folder come to another: see `BRINGS`."""
    if not installed:
        return is_program_folder(folder)
    if installed == "/usr":
        return folder in _SYSTEM_PROGRAMS
    return folder == f"{installed}/bin" or (installed[0] == "*" and folder.endswith(f"{installed[1:]}/bin"))


def _is_told(installed: str, folder: str) -> bool:
    """Whether the commands that an installation puts into a folder are told by BRINGS."""
    return folder in (*_SYSTEM_PROGRAMS, "/usr/local/bin", "/usr/local/sbin", f"{installed}/bin")


_SYSTEM_PROGRAMS = ("/usr/bin", "/usr/sbin", "/usr/games")
_FOLDERS = frozenset(("/tmp", "/opt", "/usr", "/etc", "/var", "/home", "/root", "/srv", "/mnt", "/media"))
_FOLDERS |= frozenset(("/usr/bin", "/usr/sbin", "/usr/lib", "/usr/local", "/usr/local/bin", "/usr/local/lib"))
