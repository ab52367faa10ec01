"""What starts when the Studio starts, followed into its files."""

from __future__ import annotations

from studio_lint.base.diagnostics import Place
from studio_lint.base.record import Record
from studio_lint.base.source import Source, Span, Text
from studio_lint.facts.bases import base_images
from studio_lint.facts.bases.inits import S6, SYSTEMD
from studio_lint.facts.connect import PROGRAM
from studio_lint.facts.interpreters import BEGINNINGS
from studio_lint.facts.programs.run_commands import ANY_NAME, FETCHING
from studio_lint.facts.task_runners import TASK_RUNNERS
from studio_lint.facts.wrappers import SOURCING
from studio_lint.model.commands.arguments import PORT, Argument, Part
from studio_lint.model.commands.command import Invocation
from studio_lint.model.commands.image_files import ImageFiles
from studio_lint.model.commands.run_steps import known_texts
from studio_lint.model.commands.runner import Runner
from studio_lint.model.commands.tasks import Launched
from studio_lint.model.commands.wrappers import UNKNOWN as UNKNOWN_HOP
from studio_lint.model.posix_paths import clean
from studio_lint.model.process import bindings, inherited, unheard
from studio_lint.model.process.bindings import DEFAULT, LITERAL, NOTHING, SHIFTED, TOOL_PORT
from studio_lint.model.process.line_ends import mends_line_ends
from studio_lint.model.process.port_uses import Usage, look
from studio_lint.model.process.programs import IDLE, OTHER, Program, ProgramReader
from studio_lint.model.process.start import (
    Start,
    entrusted_start,
    gives_nothing,
    is_plain_base,
    plain_start,
    start_of,
)
from studio_lint.model.process.staying import staying

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.facts.tools.tool import Tool
    from studio_lint.model.build.image import Image
    from studio_lint.model.commands.command import RunScript, StartedScript
    from studio_lint.model.process.bindings import Binding
    from studio_lint.model.process.start_problems import StartProblem

SCRIPTS = (".sh", ".bash")


class Process(Record):
    """What runs in the Studio.

    start     None where it is not known what starts
    nothing   No command to start
    ran       every program and builtin, in the order in which they would run
    programs  those that may listen, tools with their port and host
    idle      no program was started but pauses, and no command was given the port
    usage     where CONNECT_TOOL_PORT is used, and where it stands to no effect
    complete  everything that starts is known and was followed to its last file
    quiet     `complete`, and CONNECT_TOOL_PORT is in no file that could tell a program its port
    unmentioned  it is in no file of the image but the scripts that were read; `baked`: uses that the build empties
    files     sources read on the way but the Dockerfile; `scripts`: every text that a shell is given on the way
    shell     what `/bin/sh` is ("dash", "bash", "busybox"), or None
    unstartable  first lines of scripts that their line ends keep from starting, with their paths
    image_files, runner  the image's files, and the start as it was followed
    """

    image: Image
    start: Start | None = None
    nothing: bool = False
    ran: tuple[Invocation, ...] = ()
    programs: tuple[Program, ...] = ()
    idle: bool = False
    usage: Usage = Usage()
    complete: bool = False
    quiet: bool = False
    unmentioned: bool = False
    baked: tuple[Text, ...] = ()
    files: tuple[Source, ...] = ()
    shell: str | None = None
    unstartable: tuple[tuple[Text, str], ...] = ()
    scripts: tuple[RunScript, ...] = ()
    image_files: ImageFiles | None = None
    runner: Runner | None = None

    @property
    def fixed(self) -> tuple[Program, ...]:
        """Programs that have a port by number, or are left on their own, where none may have the session's port."""
        return self.once(_fixed)

    @property
    def unseen(self) -> bool:
        """Whether programs start that are not known, and nothing could tell one of them the session's port."""
        return self.once(_unseen)

    @property
    def likely(self) -> Program | None:
        """The only program of an `unseen` image, with the port that one of its options names."""
        working = [program for program in self.programs if program.kind != IDLE]
        if len(working) != 1 or working[0].kind != OTHER or not self.unseen:
            return None
        port = bindings.likely_port(working[0].ran)
        return working[0].replace(port=port) if port is not NOTHING else None

    @property
    def entrusted(self) -> tuple[Program, ...]:
        """Programs with a port by number that a base image starts if it is a Studio, which is not known."""
        return self.once(_entrusted)

    @property
    def with_own_port(self) -> bool:
        """Whether a program listens on a port of its own, or probably does, where none has the session's."""
        return bool(self.fixed or self.entrusted) or self.likely is not None

    @property
    def portless(self) -> bool:
        """Whether nothing has the session's port, as far as can be known."""
        if self.unseen:
            return True
        return (self.quiet or self.waits_only) and not (self.usage.misplaced or self.hears or self.fixed)

    @property
    def hosts(self) -> tuple[Program, ...]:
        """The programs that have the session's port and an address of their own."""
        return tuple(one for one in self.programs if one.port.kind == TOOL_PORT and one.host.text is not None)

    @property
    def inits(self) -> tuple[Invocation, ...]:
        """The commands that are, or ask, a program that has to be process 1."""
        return tuple(ran for ran in self.ran if ran.arguments[0].value == S6.path or ran.name == SYSTEMD.program)

    @property
    def may_refuse_root(self) -> bool:
        """Whether a tool is among the programs that root has to ask for by an option."""
        return any(one.tool is not None and one.tool.root_option for one in self.programs)

    @property
    def waits_only(self) -> bool:
        """Whether all that goes on running is a pause or a supervisor without programs: nothing listens at all."""
        return self.complete and self.idle

    @property
    def hears(self) -> bool:
        """Whether a program has the session's port for certain."""
        return any(program.port.kind == TOOL_PORT for program in self.programs)

    @property
    def problems(self) -> tuple[StartProblem, ...]:
        """What cannot be started; worked out when it is first asked for."""
        return self.once(_problems)

    @property
    def unusable(self) -> bool:
        """Whether something cannot be started, or a program's settings are emptied."""
        return bool(self.problems) or any(program.emptied for program in self.programs)

    def is_configured(self, tool: Tool) -> bool:
        """Whether settings that are not read may give a tool its host: those of its image, or of an instruction."""
        base = self.image.base
        name = base.reference.name if base and base.reference else ""
        files = [path.rpartition("/")[2].rpartition(".")[0] for one in tool.settings for path in one.paths]
        return any(image in name for image in tool.images) or any(
            file and file in instruction.body.value
            for file in files
            for stage in self.image.lineage
            for instruction in stage.instructions
        )

    def place(self, span: Span, label: str = "") -> Place:
        """A place in the Dockerfile."""
        return Place(self.image.source, span, label)


def build(image: Image, plain: bool = False) -> Process:
    """What an image starts. Never raises.

    `plain`: as a container engine starts it, where it is no Studio (yet).
    """
    start = start_of(image) or (plain_start(image) if plain else None)
    return _followed(image, start) if start is not None else Process(image)


def _followed(image: Image, start: Start) -> Process:
    """What a start comes to."""
    if gives_nothing(start):
        return Process(image, start, nothing=True)
    files = ImageFiles(image)
    runner = _run(image, start, files)
    reader = ProgramReader(
        files,
        runner.ran,
        lambda name: inherited.may_inherit(image, name),
        lambda ran, part: _is_unset(runner, ran, part),
    )
    every = reader.programs()
    programs = staying(every)
    texts = [argument.text for argument in start.arguments] + runner.read
    without = unheard.of(runner, texts, lambda name: inherited.may_inherit(image, name))
    usage = look(texts, [*reader.sources, *runner.code], without, programs, files.baked)
    complete = not runner.partial and bool(runner.ran) and all(program.known for program in programs)
    complete = complete and not inherited.may_begin(image, runner.ran)
    unmentioned = complete and inherited.quiet(image, files, texts)
    return Process(
        image=image,
        start=start,
        nothing=False,
        ran=tuple(runner.ran),
        programs=programs,
        idle=all(program.kind == IDLE for program in every) and not any(_may_serve(ran) for ran in runner.ran),
        usage=usage,
        complete=complete,
        quiet=unmentioned and not usage.uses,
        unmentioned=unmentioned,
        baked=tuple({(id(text.source), text.whole.start): text for text in files.baked}.values()),
        files=_sources(image, texts + reader.sources + runner.code),
        shell=_system_shell(image),
        scripts=tuple(runner.scripts),
        unstartable=() if mends_line_ends(image) else tuple(_windows_lines(image, runner.started)),
        image_files=files,
        runner=runner,
    )


def _may_serve(ran: Invocation) -> bool:
    """Whether a command may listen, or start what does, although it is no known server: it has the port, or a pipe."""
    return ran.piped or (not unheard.prints(ran) and any(word.names(PORT) for word in ran.arguments[1:]))


def _is_unset(runner: Runner, ran: Invocation, part: Part) -> bool:
    from studio_lint.model.process import unset_names

    return unset_names.is_unset(runner, ran, part)


def _entrusted(process: Process) -> tuple[Program, ...]:
    start = entrusted_start(process.image) if process.start is None else None
    return tuple(one for one in _followed(process.image, start).fixed if one.port.kind == LITERAL) if start else ()


def _fixed(process: Process) -> tuple[Program, ...]:
    if not process.complete or process.usage.misplaced:
        return ()
    found = tuple(one for one in process.programs if _has_another(one.port))
    decided = len(found) == sum(one.kind != IDLE for one in process.programs)
    if process.hears or (process.usage.uses and not decided):
        return ()
    found = tuple(one for one in found if one.port.kind != DEFAULT or _is_sure(process, one))
    fronts = tuple(one for one in found if one.tool is not None and one.tool.fronts)
    return fronts or tuple(one for one in found if not one.private) or found


def _has_another(port: Binding) -> bool:
    """Whether a port is known to be another than the session's."""
    return port.kind == SHIFTED or (port.kind in (LITERAL, DEFAULT) and port.value.isdecimal())


def _is_sure(process: Process, program: Program) -> bool:
    """Whether nothing gives a program that is on its own port another one."""
    if process.baked or process.unmentioned or program.tool is None:
        return not process.baked and process.unmentioned
    files = process.image_files
    return program.tool.measured and not (files and any(True for name in BEGINNINGS for _ in files.below(name)))


def _problems(process: Process) -> tuple[StartProblem, ...]:
    if process.runner is None or process.image_files is None:
        return ()
    from studio_lint.model.process import start_problems

    return tuple(start_problems.problems(process.image, process.image_files, process.runner))


def _windows_lines(image: Image, started: list[StartedScript]) -> Iterator[tuple[Text, str]]:
    from studio_lint.model.process.start_problems import is_script

    for one in started:
        if one.content is None or not one.certain or not is_script(one):
            continue
        end = one.content.value.find("\n")
        if one.content.value[end - 1 : end] == "\r" and one.content.source is not image.source:
            yield one.content.sub(0, end), one.path


def _run(image: Image, start: Start, files: ImageFiles) -> Runner:
    source = image.source

    def outside(name: str) -> Text | None:
        setting = image.config.variable(name)
        if setting is None or not setting.known:
            return None
        if setting.value == setting.text.value:
            return setting.text
        return Text(source, setting.value, (), setting.text.whole)

    folder = image.config.working_dir

    def launch(words: tuple[Argument, ...], at: str | None) -> Launched | None:
        from studio_lint.model.process.bases import applets, own_words

        own = own_words.of(image, words) or applets.of(image, words)
        if own is not None:
            return Launched((), instead=own)
        runner = TASK_RUNNERS.get((words[0].value or "").rpartition("/")[2])
        if runner is None:
            return None
        from studio_lint.model.process.tasks import task_files

        return task_files.launch(runner, words, at, files)

    runner = Runner(outside, clean(folder.value) if folder is not None else "/", files.program, launch)
    runner.known = known_texts(image)
    runner.notes = True
    runner.inherited = lambda name: inherited.may_inherit(image, name)
    runner.may_keep = lambda words: inherited.speaks_of(image, words)
    if start.shell and start.arguments:
        runner.line(start.shell, start.arguments[0].as_text())
    else:
        runner.start(start.arguments)
    return runner


def _unseen(process: Process) -> bool:
    image, usage = process.image, process.usage
    if process.complete or process.start is None or process.nothing or usage.uses or usage.misplaced:
        return False
    if any(program.open for program in process.programs):
        return False
    if not process.programs or not is_plain_base(image) or not _is_at_hand(process):
        return False
    files = ImageFiles(image)
    return inherited.quiet(image, files, [argument.text for argument in process.start.arguments])


def _is_named(image: Image, program: str) -> bool:
    """Whether a step of the image names a program: it may bring it."""
    steps = (one for stage in image.lineage for one in stage.instructions if one.keyword in ("RUN", "COPY", "ADD"))
    return any(program in one.body.value for one in steps)


def _is_at_hand(process: Process) -> bool:
    """Whether nothing that starts came from elsewhere than the project, the base and its packages."""
    names: list[str] = []
    base = process.image.base
    listed = base is None or base.reference is None or base_images.is_listed(base.reference.name)
    if not listed and not any(_is_named(process.image, ran.name) for ran in process.ran if ran.name):
        return False
    for ran in process.ran:
        value = ran.arguments[0].value
        if not value or " " in value or value.startswith("-") or value.endswith(SCRIPTS) or ran.name == PROGRAM:
            return False
        if any(hop.kind == UNKNOWN_HOP for hop in ran.hops) or ran.name in SOURCING:
            return False
        if any(word.value is None and not _is_unset_port(process, ran, word) for word in ran.arguments):
            return False
        names += [(word.value or "").rpartition("/")[2] for word in ran.arguments]
    for stage in process.image.stages:
        for one in stage.instructions:
            body = one.body.value
            brings = one.keyword == "RUN" and any(word in body for word in FETCHING)
            brings = brings or (one.keyword == "ADD" and "://" in body)
            if brings and (ANY_NAME in body or any(len(name) > 1 and name in body for name in names)):
                return False
    return True


def _is_unset_port(process: Process, ran: Invocation, word: Argument) -> bool:
    """Whether a word gives a port by a variable that nothing sets."""
    part = bindings.likely_variable(ran)
    if part is None or part.name == PORT or part not in word.parts:
        return False
    return (part.given or not ran.variables.changed(part.name)) and not inherited.may_inherit(process.image, part.name)


def _sources(image: Image, texts: list[Text]) -> tuple[Source, ...]:
    found: dict[int, Source] = {}
    for text in texts:
        if text.source is not image.source:
            found.setdefault(id(text.source), text.source)
    return tuple(found.values())


def _system_shell(image: Image) -> str | None:
    base = image.base
    if base is None or base.reference is None or not base.word.known:
        return None
    return base_images.system_shell(base.reference.name, base.reference.tag)
