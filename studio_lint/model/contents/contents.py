"""What the image contains at each point of its build.

    for point in contents.of(image).points(stage):
        point.exists("/app/start.sh"), point.command("curl"), point.where("python"), point.is_root

Answers are True, False or None (unknown). Nothing is computed before a rule asks; a stage is simulated once.
"""

from __future__ import annotations

from _weakref import ref  # `weakref` itself takes a millisecond to import

from studio_lint.base.memo import remembered
from studio_lint.facts.programs.run_commands import CHANGING_PATH, CONDA_TOOLS
from studio_lint.facts.wrappers import PLAIN_SHELLS, SOURCING
from studio_lint.model.commands.command import Invocation
from studio_lint.model.commands.followed_runs import followed, unfollowed
from studio_lint.model.commands.tasks import TASK
from studio_lint.model.contents import copies, effects, events
from studio_lint.model.contents.events import FOLDER, Event, merged, parent
from studio_lint.model.contents.state import ContentsState, base_of
from studio_lint.model.contents.timeline import Timeline
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.source import Text
    from studio_lint.facts.bases.base import KnownBase
    from studio_lint.model.build.image import BuildStep, Copy, Image, Stage
    from studio_lint.model.commands.runner import Runner
    from studio_lint.model.contents.state import Folders
    from studio_lint.model.contents.timeline import Other

    Followed = tuple[Timeline, ContentsState, "tuple[Point, ...]"]

_ADMINISTRATION = ("/usr/sbin", "/sbin")
"""Programs for everybody are not looked for here where it is not known which folder they came to."""


class Moment:
    """What holds at one moment of a stage.

    state  PATH, user, folder, shell
    path   the folders of PATH; None stands for some that are not known
    """

    __slots__ = ("at", "path", "state", "timeline")

    def __init__(self, state: ContentsState, timeline: Timeline, path: Folders) -> None:
        self.state = state
        self.timeline = timeline
        self.at = timeline.moment
        self.path = path

    @property
    def base(self) -> KnownBase | None:
        """What is known of the image at the bottom of the stage."""
        return self.state.base

    @property
    def is_root(self) -> bool | None:
        """Whether commands run as root."""
        return None if self.state.user is None else self.state.user in ("root", "0")

    @property
    def folder(self) -> str | None:
        """WORKDIR, or where a command runs; None where that is not known."""
        return self.state.folder

    def exists(self, path: str) -> bool | None:
        """Whether a file or folder is at an absolute path (shell wildcards may be in it)."""
        return self.timeline.exists(path, self.at)

    def is_folder(self, path: str) -> bool | None:
        """Whether what is at an absolute path is a folder."""
        return self.timeline.is_folder(path, self.at)

    def text(self, path: str) -> Text | None:
        """The text of a file that was copied as it is; None where it is not known."""
        return self.timeline.text(path, self.at)

    def runnable(self, path: str) -> bool | None:
        """Whether a file has the mark of a program (`x`); None where that is not known."""
        from studio_lint.model.contents.executable import is_executable

        return is_executable(self.timeline, path, self.at)

    def copy_of(self, path: str) -> Copy | None:
        """The COPY or ADD that brought or made a file last; None where a command did."""
        event = self.timeline.last(merged(path), self.at)
        return event.copy if event is not None else None

    def where(self, name: str) -> str | None:
        """The path of a command by its bare name; None where it is not known which, or whether there is one."""
        for folder in self.path:
            there = None if folder is None else self.timeline.has_program(folder, name, self.at)
            if there:
                return f"{folder}/{name}"
            if there is None and folder not in _ADMINISTRATION:
                return f"{folder}/{name}" if folder is not None and self._from_base(folder, name) else None
        return None

    def not_executable(self, name: str) -> str:
        """The path of the only file on PATH of that name, where it is not executable; "" where that is not known."""
        where = self.where(name)
        if where is None or self.runnable(where) is not False:
            return ""
        others = {merged(folder) for folder in self.path if folder is not None} - {merged(parent(where))}
        return "" if any(self.timeline.has_program(one, name, self.at) is not False for one in others) else where

    def _from_base(self, folder: str, name: str) -> bool:
        """Whether a command of the base image, whose folder is not told apart, is in the first folder it may be in."""
        base = self.base
        if base is None or base.path is None or self.timeline.base_program(name) is not True:
            return False
        own = [merged(one) for one in base.path.split(":")]
        return folder in own and name in base.row.adds.split() and folder == (base.family.path or ("",))[0]

    def command(self, name: str) -> bool | None:
        """Whether a command is found on PATH by its bare name."""
        base = self.base
        own = _folders_of(base.path) if base is not None and base.path else frozenset[str]()
        # Most commands are the base's: then no folder is gone through.
        if (
            own
            and own <= self.state.folders_of(self.path)
            and self.timeline.base_program(name)
            and not self.timeline.removes_from(own)
        ):
            return True
        unsure = False
        seen: set[str] = set()
        for folder in self.path:
            if folder is None:
                unsure = True
                continue
            at = merged(folder)
            if at in seen:
                continue
            seen.add(at)
            there = self.timeline.has_program(at, name, self.at)
            if there:
                return True
            unsure = unsure or there is None
        return None if unsure else False

    def environment_of(self, name: str) -> str:
        """The folder of programs of the environment that a RUN may have installed a command into; "" for none."""
        for event in reversed(self.timeline.events[: self.at]):
            if event.kind == events.BRINGS and event.path not in ("", "/usr") and event.may_bring(name):
                return f"{event.path}/bin"
        return ""

    def base_commands(self) -> tuple[str, ...]:
        """Commands that the base image is known to have."""
        return self.base.commands() if self.base is not None else ()

    def user_at(self, name: str) -> bool | None:
        """Whether /etc/passwd has a user of that name."""
        return self.timeline.user(name, self.at)

    def group_at(self, name: str) -> bool | None:
        """Whether /etc/group has a group of that name."""
        return self.timeline.group(name, self.at)


class Point(Moment):
    """What holds just before an instruction, or before one command of a RUN.

    step   the instruction
    ran    the command; None before the instruction itself
    path   the folders of PATH for this command
    """

    __slots__ = ("ran", "step")

    def __init__(
        self, step: BuildStep, ran: Invocation | None, state: ContentsState, timeline: Timeline, path: Folders
    ) -> None:
        super().__init__(state, timeline, path)
        self.step = step
        self.ran = ran

    @property
    def folder(self) -> str | None:
        """Where the command runs; None where that is not known."""
        return self.ran.folder if self.ran is not None else self.state.folder


class Contents:
    """The stages of an image, followed when they are asked for."""

    def __init__(self, image: Image) -> None:
        self.image = image
        self._made: dict[int, Followed] = {}
        self._runs: dict[int, tuple[tuple[Point, Invocation], ...]] = {}
        self._under_way: set[int] = set()

    def points(self, stage: Stage) -> tuple[Point, ...]:
        """Every point of a stage, in order: one for each instruction, then one for each command of a RUN."""
        made = self._stage(stage.index)
        return made[2] if made is not None else ()

    def runs(self, stage: Stage) -> tuple[tuple[Point, Invocation], ...]:
        """The commands of a stage's RUNs that run for certain and whose failure stops the build."""
        if stage.index not in self._runs:
            self._runs[stage.index] = tuple(
                (point, ran)
                for point in self.points(stage)
                if (ran := point.ran) is not None
                and ran.certain
                and ran.fatal
                and not ran.background
                and not point.step.trigger
            )
        return self._runs[stage.index]

    def end(self, stage: Stage) -> Moment | None:
        """What a stage holds at its end; None where it cannot be followed."""
        made = self._stage(stage.index)
        if made is None:
            return None
        timeline, state, _ = made
        return Moment(state, timeline, state.path)

    @property
    def other(self) -> Other:
        """The timelines of the stages, for one of them; it does not keep these contents, which keep it."""
        known = ref(self)

        def of_stage(index: int) -> Timeline | None:
            contents = known()
            made = contents._stage(index) if contents is not None else None
            return made[0] if made is not None else None

        return of_stage

    def _stage(self, index: int) -> Followed | None:
        if index not in self._made:
            if index in self._under_way or not 0 <= index < len(self.image.stages):
                return None
            self._under_way.add(index)
            stage = self.image.stages[index]
            parent = self._stage(stage.base.stage) if stage.base.stage is not None else None
            if stage.base.stage is not None and parent is None:
                return None
            self._made[index] = _Walk(self, stage, parent).result()
        return self._made[index]


@remembered
def _folders_of(path: str) -> frozenset[str]:
    """The folders of a PATH that is known."""
    return frozenset(map(merged, path.split(":")))


def of(image: Image) -> Contents:
    """What an image contains; made once for each image."""
    return image.once(Contents)


class _Walk:
    """Carries out the instructions of a stage."""

    def __init__(self, contents: Contents, stage: Stage, parent: Followed | None) -> None:
        self.contents = contents
        self.stage = stage
        self.image = contents.image
        self.state = ContentsState(stage, parent[1] if parent else None)
        self.state.escape = self.image.dockerfile.escape
        self.timeline = Timeline(
            base_of(stage), stage.base.scratch, parent[0] if parent else None, self.image.context, contents.other
        )
        self.points: list[Point] = []
        self._shown: ContentsState | None = None  # the state of the points since it last changed
        self.copies: dict[int, list[Copy]] = {}

    def result(self) -> Followed:
        """The stage at its end, and its points."""
        for copy in self.stage.copies:
            self.copies.setdefault(id(copy.instruction), []).append(copy)
        for step in self.stage.steps:
            self._point(step, None, self.state.path)
            self._take(step)
        return self.timeline, self.state, tuple(self.points)

    def _point(self, step: BuildStep, ran: Invocation | None, path: Folders) -> None:
        if self._shown is None:
            self._shown = self.state.copy()
        self.points.append(Point(step, ran, self._shown, self.timeline, path))

    def _take(self, step: BuildStep) -> None:
        keyword = step.instruction.keyword
        if keyword in ("COPY", "ADD", "RUN"):
            for event in copies.of_mounts(step, self.state.folder) if keyword == "RUN" else ():
                self.timeline.add(event)
            for copy in self.copies.get(id(step.instruction), ()):
                for event in copies.of_copy(copy, self.state.folder, self.timeline, self.image.context):
                    self.timeline.add(event)
        if step.broken:
            self.timeline.add(Event(events.MAYBE, events.ANYWHERE))
        elif keyword == "RUN":
            self._run(step)
            for event in copies.of_mounts(step, self.state.folder):
                self.timeline.add(event)
        elif keyword == "VOLUME":
            for text in step.instruction.arguments:
                self.timeline.add(Event(events.MAYBE, merged(text.value)))
        if keyword != "RUN":
            self.state.take(step)
            self._shown = None
        if keyword == "WORKDIR":
            folder = self.state.folder
            made = Event(events.PUT, merged(folder), FOLDER) if folder else Event(events.MAYBE, events.ANYWHERE)
            self.timeline.add(made)

    def _run(self, step: BuildStep) -> None:
        runner = self._runner(step)
        path = (None, *self.state.path) if self._activates(step) else self.state.path
        sourced: tuple[str | None, ...] = ()
        for ran in runner.ran:
            found = (*sourced, *_path_of(ran, path))
            self._point(step, ran, found)
            for event in effects.of_command(ran, self.timeline, found):
                self.timeline.add(event.replace(span=ran.arguments[0].text.whole) if event.span is None else event)
            sourced = (*_sourced(ran), *sourced)
        if runner.partial:
            self.timeline.add(Event(events.MAYBE, events.ANYWHERE))
            self.timeline.add(Event(events.BRINGS, ""))

    def _runner(self, step: BuildStep) -> Runner:
        """The RUN on paper, with the scripts that are there."""
        home = self._home(step)
        runner = followed(self.image, self.stage, step, self.state.folder, home)
        for (path, folder), found in runner.asked.items():
            absolute = join_path(folder, path) if found and "/" in path else None
            if absolute is not None and self.timeline.exists(absolute) is False:
                return unfollowed(step, self.state.folder, home)
        return runner

    def _home(self, step: BuildStep) -> str | None:
        """The home folder of who runs a RUN that may name it, where it is known and no ENV says another."""
        text = step.instruction.body.value
        if "~" not in text and "HOME" not in text:
            return None
        if step.variables.get("HOME") is not None or self.state.default("HOME") != "":
            return None
        if self.state.user in ("root", "0"):
            return "/root"
        found = (one for one in reversed(self.timeline.events) if one.kind == events.USER)
        made = next((one for one in found if one.path in (self.state.user, "*")), None)
        return made.target or None if made is not None and made.what != "no" else None

    def _activates(self, step: BuildStep) -> bool:
        """Whether the shell of a RUN is a program of the image that may change PATH."""
        words = self.state.shell
        if step.instruction.exec_form or not words or words[0].rpartition("/")[2] in PLAIN_SHELLS:
            return False
        base = self.state.base
        variable = base.family.shell_activates if base is not None and words == base.family.shell else ""
        return not variable or step.variables.get(variable) is not None


def _path_of(ran: Invocation, path: Folders) -> Folders:
    """PATH as a command finds it, with what its shell did to it, and what starts package scripts puts before it."""
    if any(hop.kind == TASK for hop in ran.hops):
        return (None, *path)
    if not ran.variables.changed("PATH"):
        return path
    parts = ran.variables.get("PATH")
    if parts is None:
        return (None, *path)
    text = ""
    for part in parts:
        if part.kind == "text":
            text += part.text.value
        elif part.name == "PATH":
            text += ":".join("\0" if folder is None else folder for folder in path)
        else:
            text += "\0"
    return tuple(None if "\0" in folder else folder for folder in text.split(":") if folder)


def _sourced(ran: Invocation) -> Folders:
    """What a command that the shell carries out itself may put first on PATH."""
    name = ran.name or ""
    if name in SOURCING:
        value = ran.arguments[1].value if len(ran.arguments) > 1 else None
        if value and value.endswith("/bin/activate") and ran.folder is not None:
            return (join_path(ran.folder, value.removesuffix("/activate")),)
        return (None,)
    if name in CHANGING_PATH and (name not in CONDA_TOOLS or _activates(ran)):
        return (None,)
    return ()


def _activates(ran: Invocation) -> bool:
    return len(ran.arguments) > 1 and ran.arguments[1].value in ("activate", "shell", None)
