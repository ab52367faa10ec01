"""Programs that cannot be started: they are not in the image, not executable, or not in a form that the kernel reads.

Linux, execve(2): the first line names the interpreter, with at most one word after it; a file without `#!` is rejected
(ENOEXEC), and a shell that started it then reads it itself. Measured with dash 0.5.12 and bash 5.2 (2026-11).
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts import interpreters, shell_words, tools
from studio_lint.facts.bases.commands import ASKED
from studio_lint.facts.programs.roles import MAKES_FOLDERS, role
from studio_lint.facts.programs.run_commands import CONDA_TOOLS
from studio_lint.facts.task_runners import TASK_RUNNERS
from studio_lint.facts.wrappers import IN_A_SHELL, READERS, WRAPPERS
from studio_lint.model.commands.command import EXECUTED, SOURCED, shebang
from studio_lint.model.commands.wrappers import COMMAND
from studio_lint.model.contents import contents
from studio_lint.model.context.wildcards import has_wildcard
from studio_lint.model.posix_paths import join_path
from studio_lint.model.process import app_files
from studio_lint.model.process.inherited import brings, may_change_path, takes_over

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Copy, Image
    from studio_lint.model.commands.command import Invocation, StartedScript
    from studio_lint.model.commands.image_files import ImageFiles
    from studio_lint.model.commands.runner import Runner
    from studio_lint.model.contents.contents import Moment

    StartProblemKind = Literal[
        "missing",
        "not-installed",
        "denied",
        "no-interpreter-line",
        "interpreter-missing",
        "interpreter-words",
        "assigned",
        "glued",
        "no-task",
        "unset",
        "untabbed",
        "no-environment",
        "rights",
        "no-login",
        "refused",
        "no-user",
    ]

MISSING: StartProblemKind = "missing"
NOT_INSTALLED: StartProblemKind = "not-installed"
DENIED: StartProblemKind = "denied"
NO_INTERPRETER_LINE: StartProblemKind = "no-interpreter-line"
INTERPRETER_MISSING: StartProblemKind = "interpreter-missing"
INTERPRETER_WORDS: StartProblemKind = "interpreter-words"
ASSIGNED: StartProblemKind = "assigned"
GLUED: StartProblemKind = "glued"
NO_TASK: StartProblemKind = "no-task"
UNSET: StartProblemKind = "unset"
UNTABBED: StartProblemKind = "untabbed"
NO_ENVIRONMENT: StartProblemKind = "no-environment"
RIGHTS: StartProblemKind = "rights"
NO_LOGIN: StartProblemKind = "no-login"
REFUSED: StartProblemKind = "refused"
NO_USER: StartProblemKind = "no-user"

_PROVIDED = ("/workspace/", "/fusion/", "/dev/", "/proc/", "/sys/", "/run/", "/var/run/", "/tmp/", "/mnt/")
"""Below these, files may come when the session starts."""


class StartProblem(Record):
    """Something that cannot be started.

    kind     one of the constants above
    word     where it is named, or the first line that is wrong
    path     absolute, or the name of a program or an environment
    detail   of an interpreter its name; of an environment the program that looks for it; of a program the folder that
             it may be in, which is not on PATH; of NO_TASK a task of nearly that name; of UNSET "word" for `${1:?}`;
             of RIGHTS the user; of NO_LOGIN the user's shell; of REFUSED what to do
    fatal    the session cannot run without it; else that is not certain
    elsewhere  a path of the image at which a file of that name is
    source   a file of the build context of that name, which no COPY brings there
    copy     of DENIED: the COPY that brings it
    file     of NO_TASK: the file that lacks it
    lines    of UNTABBED: the lines
    module   of MISSING: the word is a module, looked for in the folder of the command
    filled   of NOT_INSTALLED: `detail` is of an environment that a RUN fills
    imported  of MISSING: a program that is started loads it; of NOT_INSTALLED it does, `source` installs it
    """

    kind: StartProblemKind
    word: Text
    path: str
    detail: str = ""
    fatal: bool = True
    elsewhere: str = ""
    source: str = ""
    copy: Copy | None = None
    file: Text | None = None
    lines: tuple[Text, ...] = ()
    module: bool = False
    filled: bool = False
    imported: bool = False


def problems(image: Image, files: ImageFiles, runner: Runner) -> Iterator[StartProblem]:
    """The first thing that cannot be started, in the order of the start; then the session is over."""
    stage = image.shipped
    point = contents.of(image).end(stage) if stage is not None else None
    if point is None:
        return
    look = _Look(image, files, runner, point)
    for one in runner.started:
        found = next(look.of(one), None)
        if found is not None:
            yield found
            return
    for word, name in runner.demanded:
        yield StartProblem(UNSET, word, name, detail="word")
        return
    absent = next((one for one in runner.users if one.value.isidentifier() and not point.user_at(one.value)), None)
    if absent is not None and point.user_at(absent.value) is False:
        yield StartProblem(NO_USER, absent, absent.value)
        return
    yield from look.of_programs()


class _Look:
    def __init__(self, image: Image, files: ImageFiles, runner: Runner, point: Moment) -> None:
        self.image = image
        self.files = files
        self.runner = runner
        self.point = point
        self._seen = 0
        self._bringing = False

    def of(self, one: StartedScript) -> Iterator[StartProblem]:
        """What is wrong with one thing that is started."""
        if not one.certain or not (one.fatal or takes_over(one.hops)):
            return
        yield from self._environment(one)
        if one.way == SOURCED:
            if one.hops and one.fatal:
                yield from self._missing(one.word, one.path, one.folder, one.at)
            return
        if one.way == EXECUTED:
            yield from self._words(one)
        if one.way == EXECUTED and "/" not in one.path:
            yield from self._by_name(one)
            return
        yield from self._missing(one.word, one.path, one.folder, one.at)
        if one.way == EXECUTED:
            yield from self._unusable(one, one.content)

    def _environment(self, one: StartedScript) -> Iterator[StartProblem]:
        """`conda run -n NAME`, where no step makes that environment."""
        if not any(hop.name in CONDA_TOOLS for hop in one.hops):
            return
        from studio_lint.facts.installers.conda import has_base
        from studio_lint.model.environment.prefixes import may_be_made, run_in

        found = run_in(one.hops)
        if found is None or self._is_brought(one.at):
            return
        base = next((stage.base.reference for stage in self.image.lineage if stage.base.stage is None), None)
        steps = [step for stage in self.image.lineage for step in stage.steps]
        if base is not None and has_base(base.name) and not may_be_made(found.name, steps, self.image.copies):
            yield StartProblem(NO_ENVIRONMENT, found.word.text, found.name, detail=found.program)

    def _words(self, one: StartedScript) -> Iterator[StartProblem]:
        """`exec PORT=8000 program`, `["$PORT" ]`."""
        name, equals, _ = one.path.partition("=")
        shells = any(hop.kind != COMMAND for hop in one.hops)
        own = bool(one.hops) and (one.hops[-1].name == "exec" or not shells)
        if equals and own and name.replace("_", "a").isalnum() and not name[0].isdecimal():
            yield StartProblem(ASSIGNED, one.word, one.path, detail="" if shells else "env")
        elif one.path.startswith("[") and len(one.path) > 1 and one.path != "[[" and one.hops:
            yield StartProblem(GLUED, one.word, one.path)

    def _by_name(self, one: StartedScript) -> Iterator[StartProblem]:
        name = one.path
        if "$" in name or may_change_path(one.hops, self.runner):
            return
        shells = [hop for hop in one.hops if hop.kind != COMMAND]
        own = bool(one.hops) and (bool(shells) or one.hops[-1].name not in ("exec",))
        if (own and name in shell_words.BUILTINS) or "=" in name or name in self.runner.functions:
            return
        if self._is_brought(one.at):
            return
        if self.point.command(name) is not False:
            if where := self.point.not_executable(name):
                yield StartProblem(DENIED, one.word, where, copy=self.point.copy_of(where))
            return
        from studio_lint.model.process.refusing import by_system

        if lost := by_system.without_python(self.point, name):
            yield StartProblem(INTERPRETER_MISSING, one.word, name, detail=lost)
            return
        near, filled = self._near(name), self.point.environment_of(name)
        if not near and not filled and not self._is_answered(name):
            return
        folder = self._inactive(name)
        if folder and self._is_by_base_shell():
            return
        filled, near = "" if folder or near else filled, "" if folder else near
        problem = StartProblem(NOT_INSTALLED, one.word, name, detail=folder or filled, filled=bool(filled))
        yield problem.replace(elsewhere=near)

    def _is_answered(self, name: str) -> bool:
        """Whether it would be seen who installs a program: a known wrapper, or one of Python's where pip brings it."""
        if interpreters.find(name) is not None or name in shell_words.LANGUAGES or (name in ASKED and name in WRAPPERS):
            return True
        base = self.point.base
        if base is None:
            return False
        return (base.family.own_python or bool(base.family.activates)) and tools.is_module(name)

    def _is_by_base_shell(self) -> bool:
        """Whether the base image's own SHELL reads the command, and may activate the environment."""
        config = self.image.config
        command = config.cmd or config.entrypoint
        return config.shell is None and command is not None and not command.exec_form

    def _inactive(self, name: str) -> str:
        """The folder that only the base image's own entrypoint puts on PATH, where the program may be in it."""
        folder = self.point.base.family.activates if self.point.base is not None else ""
        there = bool(folder) and self.point.exists(f"{folder}/{name}") is not False
        return folder if there else ""

    def _missing(self, word: Text, path: str, folder: str | None, at: int) -> Iterator[StartProblem]:
        absolute = self._absolute(path, folder)
        if absolute is None or absolute.startswith(_PROVIDED) or self._is_brought(at):
            return
        if self.point.exists(absolute) is False:
            yield StartProblem(
                MISSING, word, absolute, elsewhere=self._near(absolute), source=self._in_context(absolute)
            )

    def _absolute(self, path: str, folder: str | None) -> str | None:
        if not path or any(mark in path for mark in "*?[$~{("):
            return None
        return join_path(folder, path)

    def _is_brought(self, at: int) -> bool:
        """Whether a command of the start that ran before may bring files and programs."""
        while not self._bringing and self._seen < min(at, len(self.runner.ran)):
            self._bringing = brings(self.runner.ran[self._seen])
            self._seen += 1
        return self._bringing and at >= self._seen

    def _near(self, path: str) -> str:
        """A path of the image at which a file of that name is."""
        name = path.rpartition("/")[2]
        for stage in self.image.lineage:
            for copy in stage.copies:
                for source in copy.sources if copy.kind != "mount" else ():
                    for landing in copy.landings(source):
                        if landing.rpartition("/")[2].lower() == name.lower() and self.point.exists(landing):
                            return landing
        return ""

    def _in_context(self, path: str) -> str:
        """A file of that name in the build context."""
        context = self.image.context
        name = path.rpartition("/")[2]
        if context is None or has_wildcard(name):
            return ""
        found = [*(context.glob(name) or ()), *(context.glob(f"*/{name}") or ())]
        return found[0] if len(found) == 1 else ""

    def _unusable(self, one: StartedScript, content: Text | None) -> Iterator[StartProblem]:
        absolute = self._absolute(one.path, one.folder)
        if absolute is None or any(hop.name in READERS for hop in one.hops):
            return
        if content is None and self.point.runnable(absolute) is False:
            yield StartProblem(DENIED, one.word, absolute, copy=self.point.copy_of(absolute))
        if content is None:
            return
        from studio_lint.model.process import file_modes

        mode = file_modes.mode(self.image, self.files, absolute, content)
        if mode.marked is False:
            yield StartProblem(DENIED, one.word, absolute, copy=mode.copy, source=mode.path)
        yield from self._first_line(one, content, absolute)

    def _first_line(self, one: StartedScript, content: Text, path: str) -> Iterator[StartProblem]:
        """What the kernel makes of the first line."""
        value = content.value
        end = value.find("\n")
        line = content.sub(0, end if end >= 0 else len(value))
        if not value.startswith("#!"):
            if not value.strip() or "\0" in value[:200]:
                return
            code = any(value.startswith(mark) for mark in ("import ", "from ", "library(", "const ", "require("))
            code = code or path.endswith((".py", ".R", ".r", ".js", ".rb", ".pl", ".jl", ".ts"))
            if code or takes_over(one.hops):
                yield StartProblem(NO_INTERPRETER_LINE, line, path, fatal=code)
            return
        words = line.value[2:].rstrip("\r").split()
        if not words or line.value.endswith("\r"):
            return
        if words[0].endswith("/env"):
            yield from self._env(line, words, path)
        elif self._lacks(words[0]):
            yield StartProblem(INTERPRETER_MISSING, line, path, detail=words[0])

    def _env(self, line: Text, words: list[str], path: str) -> Iterator[StartProblem]:
        rest = words[1:]
        if len(rest) > 1 and not rest[0].startswith("-"):
            yield StartProblem(INTERPRETER_WORDS, line, path, detail=" ".join(rest))
            return
        names = [word for word in rest if not word.startswith("-") and "=" not in word]
        if names and "/" not in names[0] and self.point.command(names[0]) is False:
            yield StartProblem(INTERPRETER_MISSING, line, path, detail=names[0])

    def _lacks(self, path: str) -> bool:
        """Whether the image has no interpreter at a path."""
        folder, _, name = path.rpartition("/")
        if self.point.exists(path) is False:
            return True
        return folder in ("/bin", "/usr/bin") and self.point.command(name) is False

    def of_programs(self) -> Iterator[StartProblem]:
        """Files that interpreters and servers are given to run."""
        for at, ran in enumerate(self.runner.ran):
            if not ran.certain or ran.background or ran.piped:
                continue
            unset = self._unset(ran, at) if ran.nounset else None
            if unset is not None:
                yield unset
                return
            if self._is_brought(at):
                continue
            if not (ran.fatal or takes_over(ran.hops)):
                continue
            found = next(self._given(ran, at), None)
            if found is not None:
                yield found
                return

    def _unset(self, ran: Invocation, at: int) -> StartProblem | None:
        """A variable without a value where `set -u` holds."""
        from studio_lint.model.process import unset_names

        part, surely = next(unset_names.of(self.runner, at, ran, self.files), (None, False))
        return StartProblem(UNSET, part.at, part.name, fatal=surely) if part is not None else None

    def _given(self, ran: Invocation, at: int) -> Iterator[StartProblem]:
        """What a program is given and is not there, or cannot be used."""
        yield from self._refused(ran)
        for word, path in app_files.of(ran):
            yield from self._missing(word, path, ran.folder, at)
        yield from self._needed(ran) if app_files.runs_own(ran) else ()
        enters = ran.name == "cd" and len(ran.arguments) == 2 and (ran.arguments[1].value or "/")[0] == "/"
        if enters and not any(role(one.name) == MAKES_FOLDERS for one in self.runner.ran[:at]):
            yield from self._missing(ran.arguments[1].text, ran.arguments[1].value or "", None, at)
        if ran.name not in TASK_RUNNERS:
            return
        from studio_lint.model.process.tasks import no_task

        for one in no_task.of(ran, self.files, self.point):
            if one.untabbed:
                yield StartProblem(UNTABBED, one.word, one.name, lines=one.untabbed)
            elif one.file is None:
                yield StartProblem(MISSING, one.word, one.name, elsewhere=self._near(one.name))
            else:
                yield StartProblem(NO_TASK, one.word, one.name, detail=one.suggestion or "", file=one.file)

    def _refused(self, ran: Invocation) -> Iterator[StartProblem]:
        """What the system, or an interpreter, does not carry out."""
        switches = any(hop.name in IN_A_SHELL for hop in ran.hops)
        if self.point.is_root is not False and not switches and not app_files.runs_own(ran):
            return
        from studio_lint.model.process.refusing import by_system

        for kind, word, path, detail in by_system.of(self.image, self.point, ran):
            yield StartProblem(kind, word, path, detail=detail)

    def _needed(self, ran: Invocation) -> Iterator[StartProblem]:
        """Modules that a program cannot do without."""
        from studio_lint.model.process.sources import needed

        for one in needed.of(self.image, self.files, self.point, ran, self._in_context):
            problem = StartProblem(MISSING, one.word, one.path, elsewhere=one.elsewhere, source=one.source)
            if one.text is not None:
                yield problem.replace(kind=NO_TASK, detail=one.near, file=one.text)
            elif one.package:
                yield problem.replace(kind=NOT_INSTALLED, source=one.package, imported=True)
            else:
                yield problem.replace(module=bool(one.elsewhere), imported=bool(one.source))


def is_script(one: StartedScript) -> bool:
    """Whether something is a script that the kernel starts by its first line."""
    return one.way == EXECUTED and one.content is not None and bool(shebang(one.content.value)) and takes_over(one.hops)
