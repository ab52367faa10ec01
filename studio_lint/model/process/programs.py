"""What kind each command of a Studio is: a server, a program read from its source, or an errand."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Text
from studio_lint.facts import interpreters
from studio_lint.facts.errands import CHORES, HARMLESS, MANAGERS, MODULES, PREPARING
from studio_lint.facts.programs.roles import FOLLOWS, SLEEPS, role
from studio_lint.facts.server_calls.python import STARTING
from studio_lint.facts.tools import is_errand, is_program
from studio_lint.facts.tools.tool import CADDY, NGINX
from studio_lint.facts.wrappers import SHELLS, SOURCING
from studio_lint.model.commands.arguments import PORT, Argument, Part
from studio_lint.model.commands.command import shebang
from studio_lint.model.commands.tasks import TASK
from studio_lint.model.commands.wrappers import INPUT
from studio_lint.model.process import bindings
from studio_lint.model.process.bindings import DEFAULT, LITERAL, NOTHING, UNKNOWN, Binding, python_target
from studio_lint.model.process.start_files import StartFiles

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Literal

    from studio_lint.facts.interpreters import Interpreter
    from studio_lint.facts.tools.tool import SettingsFile, Tool
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.image_files import ImageFiles
    from studio_lint.model.process.settings.nginx_values import Emptied
    from studio_lint.model.process.sources.python_source import Unstarted

    ProgramKind = Literal["tool", "code", "idle", "other"]

TOOL: ProgramKind = "tool"
CODE: ProgramKind = "code"
IDLE: ProgramKind = "idle"
OTHER: ProgramKind = "other"

LOOPBACK = ("localhost", "::1", "127.")


class Program(Record):
    """Something that goes on running and may listen.

    kind  TOOL: known by name; CODE: its source was read; IDLE: a shell or a pause
          that listens nowhere; OTHER: not known
    text  where it is named
    open  its port may come from settings that are not read
    code  of CODE in Python: its source
    unexpanded  the port's variable in its settings, where it fills in none
    emptied  directives of its settings whose own variables the start has replaced by nothing
    source  its text, of a program in JavaScript or R that was read
    misread  in its source: its port, where that is text and has to be a number
    unstarted  it is no module of another program, and ends without starting the server in its source
    """

    kind: ProgramKind
    name: str
    ran: Invocation
    text: Text
    tool: Tool | None = None
    port: Binding = NOTHING
    host: Binding = NOTHING
    open: bool = False
    code: Text | None = None
    unexpanded: tuple[Text, ...] = ()
    emptied: tuple[Emptied, ...] = ()
    source: Text | None = None
    misread: Text | None = None
    unstarted: Unstarted | None = None

    @property
    def private(self) -> bool:
        """Whether its command or its source says that only programs of the same container reach it."""
        return self.host.kind == LITERAL and self.host.value.strip("[]").startswith(LOOPBACK)

    @property
    def known(self) -> bool:
        """Whether it is known where its port comes from, or that it has none."""
        return self.kind != OTHER and not self.open


class ProgramReader:
    """Tells programs apart. `sources` are the texts of those that were read."""

    def __init__(
        self,
        files: ImageFiles,
        ran: list[Invocation],
        inherited: Callable[[str], bool],
        unset: Callable[[Invocation, Part], bool] | None = None,
    ) -> None:
        """`inherited`: may a variable come from the base image (a new value is then handed on); `unset`: does none."""
        self.inherited = inherited
        self.files = files
        self.start = StartFiles(files, ran, unset)
        self.ran = ran
        self.sources: list[Text] = []

    def programs(self) -> tuple[Program, ...]:
        """The programs among the commands, in their order; one command may be several, or none."""
        found: list[Program] = []
        for ran in self.ran:
            found += self._programs(ran)
        return tuple(found)

    def _programs(self, ran: Invocation) -> list[Program]:
        name = ran.name
        first = ran.arguments[0].shown
        if first.startswith("[") and len(first) > 1 and first != "[[":
            return []  # a condition without its space, which no shell finds
        if name is None:
            return [_program(OTHER, ran)]
        if ran.own:
            return self._by_shebang(ran)  # whatever else has that name
        if name in SHELLS:
            idle = bool(ran.hops) and ran.hops[-1].kind == INPUT and not ran.piped
            return [_program(IDLE if idle else OTHER, ran)]
        found = bindings.tool_of(ran)
        if found is not None:
            words = [word.value or "" for word in found[1]]
            return [] if is_errand(found[0], words) else self._of_tool(ran, found[0])
        interpreter = interpreters.find(name)
        if interpreter is not None:
            return self._interpreted(ran, interpreter)
        if name in HARMLESS or (is_program(name) and is_chore(name, ran.arguments[1:])) or _only_prepares(ran):
            return [_program(IDLE, ran)] if _waits(ran) else []
        if name in MANAGERS and any(word.value in MANAGERS[name] for word in ran.arguments[1:3]):
            return []
        return self._by_shebang(ran)

    def _of_tool(self, ran: Invocation, tool: Tool) -> list[Program]:
        if tool.runs:
            path = next((word.value for word in ran.arguments[1:] if (word.value or "").endswith(tool.runs)), None)
            return self._python_source(ran, self.start.text(path, ran.folder, ran) if path else None, False, False)
        if not tool.web:
            return []
        if (
            not tool.serves
            and ran.hops
            and ran.hops[-1].kind == TASK
            and ran.hops[-1].unwrapped.arguments == ran.arguments
        ):
            return [_program(IDLE, ran)]  # the file that it reads names no program
        return [self._tool(ran) if tool.serves else _program(OTHER, ran)]

    def _interpreted(self, ran: Invocation, interpreter: Interpreter) -> list[Program]:
        if interpreter.language == interpreters.PYTHON:
            return self._python(ran)
        if interpreter.language == interpreters.R:
            return self._r(ran, interpreter)
        return self._node(ran, interpreter)

    def _tool(self, ran: Invocation) -> Program:
        served = bindings.read(ran)
        if served is None:
            return _program(OTHER, ran)
        if served.port.kind == DEFAULT and any(self._is_handed_on(name, ran) for name in served.tool.port_env):
            served = served.replace(port=NOTHING)
        tool = served.tool
        unexpanded: tuple[Text, ...] = ()
        if tool.settings and (tool.language not in (NGINX, CADDY) or not tool.fronts):
            from studio_lint.model.process.settings import tool_settings

            told = tool_settings.read(served, ran, self.start)
            served, unexpanded = told.served, told.unexpanded
            if served.port.kind == DEFAULT and self._may_be_written(tool.settings):
                served = served.replace(port=NOTHING, open=True)
            self.sources += told.texts
        if tool.generic and served.port is NOTHING:
            return _program(OTHER, ran)  # any program: known only by the port that it is given
        program = (
            _program(TOOL, ran)
            .replace(name=tool.name, tool=tool, port=served.port, host=served.host, open=served.open)
            .replace(unexpanded=unexpanded)
        )
        if tool.language == CADDY:
            return self._caddy(tool, program)
        return self._nginx(tool, program) if tool.language == NGINX and tool.fronts else program

    def _is_handed_on(self, name: str, ran: Invocation) -> bool:
        """Whether a variable that the start gives a value, and does not export, may be exported by the base image."""
        return ran.variables.get(name) is not None and self.inherited(name)

    def _nginx(self, tool: Tool, program: Program) -> Program:
        from studio_lint.model.process.settings import nginx

        found = nginx.listens(tool, program.ran, self.start)
        if found.port.kind in (DEFAULT, LITERAL) and self._may_be_written(tool.settings):
            return program.replace(port=NOTHING, open=True)
        self.sources += found.texts
        return program.replace(port=found.port, open=found.open, unexpanded=found.unexpanded, emptied=found.emptied)

    def _may_be_written(self, settings: tuple[SettingsFile, ...]) -> bool:
        """Whether a program of the project's own that ran before speaks of a tool's settings."""
        return any(mark in text.value for one in settings for mark in _marks(one) for text in self.sources)

    def _caddy(self, tool: Tool, program: Program) -> Program:
        from studio_lint.model.process.settings import caddy

        found = caddy.listens(tool, program.ran, self.start)
        self.sources += found.texts
        host = program.host if found.host is NOTHING else found.host
        return program.replace(port=found.port, host=host, open=found.open, unexpanded=found.unexpanded)

    def _python(self, ran: Invocation) -> list[Program]:
        kind, at = python_target(ran.arguments)
        words = ran.arguments
        given = next((flow.content for flow in reversed(ran.flows) if flow.content is not None), None)
        if not kind and given is not None:
            return self._python_source(ran, given.as_text() if given.value is not None else None, False)
        if not kind and (ran.piped or ran.flows):
            return [_program(OTHER, ran)]
        if not kind:
            idle = at >= len(words) and all((word.value or "-").startswith("-") for word in words[1:])
            return (
                []
                if any(word.value in ("--version", "-V") for word in words)
                else [_program(IDLE if idle else OTHER, ran)]
            )
        if at >= len(words):
            return [_program(OTHER, ran)]
        if kind == "module":
            return [] if words[at].value in MODULES else self._module(ran, (words[at].value or "").replace(".", "/"))
        if kind == "code":
            return self._python_source(ran, words[at].as_text() if words[at].value is not None else None, True)
        return self._python_source(ran, self.start.text(words[at].value or "", ran.folder, ran), False)

    def _module(self, ran: Invocation, path: str) -> list[Program]:
        """`python -m name`: a module, or a package with a `__main__`, of the project's own."""
        texts = (self.start.text(name, ran.folder, ran) for name in (f"{path}.py", f"{path}/__main__.py"))
        return self._python_source(ran, next((text for text in texts if text is not None), None), False)

    def _python_source(self, ran: Invocation, text: Text | None, inline: bool, main: bool = True) -> list[Program]:
        """`main`: Python is given it to run, and no server that imports it."""
        if text is None:
            return [_program(OTHER, ran)]
        from studio_lint.model.process.sources import python_source

        source = python_source.read(text)
        if not source.understood:
            return [_program(OTHER, ran)]
        self.sources.append(text)
        programs = [
            _program(CODE, ran).replace(
                name=call.name,
                port=_given(call.port, call.env[:1], ran),
                host=_given(call.host, call.env[1:], ran),
                misread=call.misread,
                code=text,
                unstarted=source.unstarted if main else None,
            )
            for call in source.listening
        ]
        if source.walks and all(one.port.kind == UNKNOWN for one in programs):
            return [one.replace(open=True) for one in programs] or [_program(OTHER, ran)]
        if programs:
            return programs
        return [] if inline and not self._imports_much(text) else [_program(CODE, ran)]

    @staticmethod
    def _imports_much(text: Text) -> bool:
        """Whether a program on the command line may be more than a line of help to the script."""
        return "import" in text.value and any(word in text.value for word in (*STARTING, PORT))

    def _r(self, ran: Invocation, interpreter: Interpreter) -> list[Program]:
        texts: list[Text | None] = []
        words = ran.arguments
        at = 1
        while at < len(words):
            value = words[at].value
            if value is None:
                return [_program(OTHER, ran)]
            flag, equals, path = value.partition("=")
            if value in interpreter.inline and at + 1 < len(words):
                texts.append(words[at + 1].as_text())
                at += 1
            elif flag in interpreter.file and (equals or at + 1 < len(words)):
                texts.append(self.start.text(path if equals else words[at + 1].value or "", ran.folder, ran))
                at += 0 if equals else 1
            elif not value.startswith("-") and interpreter.words:
                texts.append(self.start.text(value, ran.folder, ran))
                break
            at += 1
        if not texts:
            return [_program(IDLE, ran)]
        programs: list[Program] = []
        began = self.start.text("./.Rprofile", ran.folder, ran)
        for text in texts:
            if text is None:
                return [_program(OTHER, ran)]
            self.sources.append(text)
            port, host, misread = _heard_in_r(text)
            if port is not NOTHING or host is not NOTHING or misread is not None:
                found = _program(CODE, ran).replace(port=port, host=host, source=text, misread=misread)
                programs.append(found)
        programs = programs or [_program(CODE, ran).replace(source=texts[-1])]
        if len(texts) == 1 and texts[0] is not None:
            programs[-1] = programs[-1].replace(unstarted=_unused_in_r(texts[0]))
        if began is not None and programs[-1].misread is None and programs[-1].port is NOTHING:
            programs[-1] = programs[-1].replace(misread=_heard_in_r(began)[2])
        return programs

    def _node(self, ran: Invocation, interpreter: Interpreter) -> list[Program]:
        words = ran.arguments[1:]
        for at, word in enumerate(words):
            if at and words[at - 1].value in interpreter.values:
                continue
            if word.value in interpreter.inline and at + 1 < len(words):
                self.sources.append(words[at + 1].as_text())
                return [_program(CODE, ran).replace(source=self.sources[-1])]
            if word.value is None:
                break
            if not word.value.startswith("-") and word.value not in interpreter.verbs:
                text = self.start.text(word.value, ran.folder, ran)
                if text is not None:
                    self.sources.append(text)
                    return [_program(CODE, ran).replace(source=text)]
                break
        return [_program(OTHER, ran)]

    def _by_shebang(self, ran: Invocation) -> list[Program]:
        """A file that says itself what reads it."""
        text = self.files.program(ran.arguments[0].value or "", ran.folder)
        interpreter = interpreters.find(shebang(text.value)) if text is not None else None
        if text is None or interpreter is None:
            return [_program(OTHER, ran)]
        if interpreter.language == interpreters.PYTHON:
            return self._python_source(ran, text, False)
        self.sources.append(text)
        if interpreter.language != interpreters.R:
            return [_program(CODE, ran).replace(source=text)]
        port, host, misread = _heard_in_r(text)
        return [_program(CODE, ran).replace(port=port, host=host, source=text, misread=misread)]


def _program(kind: ProgramKind, ran: Invocation) -> Program:
    value = ran.name or ran.arguments[0].shown
    return Program(kind=kind, name=value, ran=ran, text=ran.arguments[0].text)


def _marks(one: SettingsFile) -> Iterator[str]:
    """What the path of a settings file has in it: its folder, or its name."""
    yield from ([f"/{one.folder}"] if one.folder else [])
    yield from (path.rpartition("/")[2] for path in one.paths)


def is_chore(name: str, words: tuple[Argument, ...]) -> bool:
    """Whether a server's program is asked for something that ends (`mlflow db upgrade`)."""
    first = next((word.value for word in words if word.value and not word.value.startswith("-")), "")
    return not words or first.partition(":")[0] in CHORES


def _only_prepares(ran: Invocation) -> bool:
    """`source` of a file that sets up the environment, by its name."""
    path = ran.arguments[1].value if len(ran.arguments) > 1 else None
    return ran.name in SOURCING and path is not None and path.endswith(PREPARING)


def _waits(ran: Invocation) -> bool:
    values = [word.value or "" for word in ran.arguments[1:]]
    if role(ran.name) == FOLLOWS:
        return any(value.startswith("-") and "f" in value.lower() for value in values)
    return role(ran.name) == SLEEPS and any(value in ("infinity", "inf") or len(value) > 4 for value in values)


def _heard_in_r(text: Text) -> tuple[Binding, Binding, Text | None]:
    """Port, host, and the port where it is text."""
    from studio_lint.model.process.sources import r_source

    return (*r_source.listens(text), r_source.misread(text))


def _unused_in_r(text: Text) -> Unstarted | None:
    """The application that the program makes and does not run."""
    from studio_lint.model.process.sources import python_source, r_source

    found = r_source.unused(text)
    return python_source.Unstarted("unused", found, found.value, True, ()) if found is not None else None


def _given(binding: Binding, names: tuple[str, ...], ran: Invocation) -> Binding:
    """A default that a variable of the environment may replace, and a variable that the program reads itself."""
    if binding.kind != DEFAULT:
        return bindings.resolved(binding, ran)
    told = bindings.first_of(names, ran)
    return binding if told is NOTHING else told
