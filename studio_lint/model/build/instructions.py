"""One stage carried out, instruction by instruction, as BuildKit does it."""

from __future__ import annotations

from studio_lint.base.source import Span
from studio_lint.facts import base_variables
from studio_lint.model.build import values
from studio_lint.model.build.image import Command, Healthcheck, Setting, Step, Value, VariableUse
from studio_lint.model.build.scope import GIVEN, Variable, Variables
from studio_lint.model.build.stage_drafts import meant_names
from studio_lint.model.build.stage_state import State
from studio_lint.syntax.dockerfile import expansion as dockerfile_expansion
from studio_lint.syntax.dockerfile.blanks import SPACE, strip_bounds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Copy
    from studio_lint.model.build.stage_drafts import Draft, Entry
    from studio_lint.model.build.stage_graph import Plan
    from studio_lint.syntax.dockerfile.tree import Instruction, Pair

BRINGING = ("COPY", "ADD", "RUN")
MOST_PORTS = 70_000


class Refused(Exception):
    """BuildKit stops at this instruction; the problem has been reported."""


class Carrier:
    """Carries out the instructions of one stage."""

    def __init__(self, plan: Plan, draft: Draft, parent: State | None) -> None:
        self.plan = plan
        self.draft = draft
        self.state = State(draft, parent)
        self.steps: list[Step] = []
        self.copies: list[Copy] = []
        self.uses: list[VariableUse] = []
        self.trigger = False
        self.later: dict[str, Instruction] = {}
        for entry in draft.entries:
            if entry.instruction.keyword == "ARG":
                for pair in entry.instruction.pairs:
                    self.later.setdefault(pair.key.value, entry.instruction)
        from studio_lint.model.build import copying

        self.bring = copying.carry_out
        for entry in draft.entries:
            self._carry_out(entry)

    def _carry_out(self, entry: Entry) -> None:
        state = self.state
        instruction = entry.instruction
        self.trigger = entry.trigger
        held = (state.user, state.folder, state.shell_words)
        view = Variables(state.variables.view())
        broken = bool(instruction.problems)
        try:
            if instruction.keyword in BRINGING:
                for copy in self.bring(self, entry, view):
                    self.copies.append(copy)
            elif not broken:
                handler = HANDLERS.get(instruction.keyword)
                if handler:
                    handler(self, instruction, view)
            else:
                self._suppose(instruction)
        except Refused:
            broken = True
        self.steps.append(Step(instruction, self.draft.index, view, *held, broken, entry.trigger))

    def _suppose(self, instruction: Instruction) -> None:
        """The names of a refused ARG or ENV are meant to have values, which are not known."""
        for name in meant_names(instruction):
            self.state.variables.set(name, Variable("", False))
            if instruction.keyword != "ENV":
                self.state.declared.set(name, instruction)

    def refuse(self, kind: str, span: Span, message: str, note: str, help: str | None = None) -> NoReturn:
        """Report, if this stage is built, and give up the instruction."""
        if self.draft.reached:
            self.plan.report(kind, self.pointed(span), message, note, help)
        raise Refused

    def pointed(self, span: Span) -> Span:
        """The span, or this stage's FROM where a trigger of its parent is carried out."""
        return self.draft.base.word.text.whole if self.trigger else span

    def expand(
        self, text: Text, instruction: Instruction, view: Variables, quotes: bool = True, split: bool = False
    ) -> dockerfile_expansion.Expansion:
        """A text with the variables of `view` put in; what it reads is noted. Raises Refused."""
        longest = min(dockerfile_expansion.LONGEST, self.plan.room)
        escape = self.plan.dockerfile.escape if quotes else "\\"
        expansion = dockerfile_expansion.expand(text, view.get, escape, quotes, longest, split)
        self.plan.room -= len(expansion.value)
        for use in expansion.uses:
            self.uses.append(self._classified(use, instruction))
        if expansion.error is not None:
            from studio_lint.model.build.wording import explain_expansion

            self.refuse("expansion", expansion.span, *explain_expansion(text.value, expansion.error))
        return expansion

    def value(self, text: Text, instruction: Instruction, view: Variables) -> Value:
        """A word after expansion."""
        if dockerfile_expansion.is_plain(text.value, self.plan.dockerfile.escape):
            return Value(text, text.value)
        expansion = self.expand(text, instruction, view)
        return Value(text, expansion.value, self.certain(expansion, view), expansion.uses)

    def certain(self, expansion: dockerfile_expansion.Expansion, view: Variables) -> bool:
        """Whether no base image and no --build-arg can change what the word becomes."""
        return expansion.bounded and all(self._certain_use(use, view) for use in expansion.uses)

    def _certain_use(self, use: dockerfile_expansion.Use, view: Variables) -> bool:
        if use.found:
            return view.known(use.name) is not None
        if self.state.declared.view().get(use.name) is not None:
            return self.plan.options.in_seqera
        return self._out_of_scope(use.name) or not self.state.open

    def _out_of_scope(self, name: str) -> bool:
        """Whether it is an ARG for FROM alone, which this stage does not see, and no variable of its base."""
        outside = name in self.plan.global_args or name in GIVEN
        return outside and not (self.state.open and name in base_variables.NAMES)

    def _classified(self, use: dockerfile_expansion.Use, instruction: Instruction) -> VariableUse:
        declared = self.state.declared.view().get(use.name)
        state, declaration = "unknown", declared
        if use.found:
            state = "set"
        elif declared is not None:
            state = "unset"
        elif self._out_of_scope(use.name):
            later = self.later.get(use.name)
            state = "late" if later is not None else "global"
            declaration = self.plan.global_args.get(use.name)
        return VariableUse(use, instruction, self.draft.index, state, declaration)

    def setting(self, value: Value, instruction: Instruction, name: str = "") -> Setting:
        """A value as the config keeps it, with the instruction that gives it."""
        return Setting(value.value, instruction, self.draft.index, value.text, name, value.known)


def _pairs(stage: Carrier, instruction: Instruction, view: Variables) -> list[tuple[str, Value]]:
    """Names and values of ENV or LABEL: all are expanded before any is set."""
    found: list[tuple[str, Value]] = []
    for pair in instruction.pairs:
        name = stage.value(pair.key, instruction, view)
        if pair.value is not None:
            value = stage.value(pair.value, instruction, view)
            found.append((name.value, value if name.known else value.replace(known=False)))
    return found


def _env(stage: Carrier, instruction: Instruction, view: Variables) -> None:
    for name, value in _pairs(stage, instruction, view):
        stage.state.env.set(name, stage.setting(value, instruction, name))
        stage.state.variables.set(name, Variable(value.value, value.known))


def _label(stage: Carrier, instruction: Instruction, view: Variables) -> None:
    for name, value in _pairs(stage, instruction, view):
        stage.state.labels.set(name, stage.setting(value, instruction, name))


def _arg(stage: Carrier, instruction: Instruction, view: Variables) -> None:
    for pair in instruction.pairs:
        variable = _arg_value(stage, instruction, pair, Variables(stage.state.variables.view()))
        if variable is not None:
            stage.state.variables.set(pair.key.value, variable)
            if stage.state.env.view().get(pair.key.value) is not None:
                stage.state.hidden.add(pair.key.value)
        stage.state.declared.set(pair.key.value, instruction)


def _arg_value(stage: Carrier, instruction: Instruction, pair: Pair, view: Variables) -> Variable | None:
    """A --build-arg goes first, then the default here, then the ARG above the first FROM."""
    name = pair.key.value
    if name in stage.plan.build_args:
        return Variable(stage.plan.build_args[name])
    if pair.value is None:
        return stage.plan.globals.view().get(name)
    value = stage.value(pair.value, instruction, view)
    return Variable(value.value, value.known)


def _user(stage: Carrier, instruction: Instruction, view: Variables) -> None:
    stage.state.user = stage.setting(stage.value(instruction.body, instruction, view), instruction)


def _workdir(stage: Carrier, instruction: Instruction, view: Variables) -> None:
    value = stage.value(instruction.body, instruction, view)
    path = values.workdir(stage.state.working_dir.value if stage.state.working_dir else "/", value.value)
    known = value.known and (stage.state.working_dir is None or stage.state.working_dir.known)
    # below a base image's own WORKDIR, which is not known, a relative path is not known either
    known = known and (value.value.startswith("/") or stage.state.working_dir is not None)
    stage.state.working_dir = stage.setting(value.replace(value=path, known=known), instruction)


def _stop_signal(stage: Carrier, instruction: Instruction, view: Variables) -> None:
    value = stage.value(instruction.body, instruction, view)
    refused = values.signal(value.value)
    if refused:
        stage.refuse(
            "signal",
            instruction.body.whole,
            f"`{value.value}` is no signal: the build stops",
            refused.message,
            "write `STOPSIGNAL SIGTERM`",
        )
    stage.state.stop_signal = stage.setting(value, instruction)


def _expose(stage: Carrier, instruction: Instruction, view: Variables) -> None:
    ledger = stage.state.ports
    written = sorted(instruction.arguments, key=lambda text: text.value)  # BuildKit looks at them in this order
    expanded = [(text, stage.expand(text, instruction, view, split=True)) for text in written]
    for text, expansion in expanded:
        known = stage.certain(expansion, view)
        for word in expansion.words:
            ports = values.ports(word)
            if isinstance(ports, values.Refusal):
                stage.refuse(
                    "port",
                    text.whole,
                    *_explain_port(word, ports.message),
                )
            first, last, protocol = ports
            stage.plan.ports += last - first + 1
            for number in range(first, last + 1) if stage.plan.ports <= MOST_PORTS else ():
                port = f"{number}/{protocol}"
                ledger.set(port, Setting(port, instruction, stage.draft.index, text, port, known))


def _explain_port(word: str, note: str) -> tuple[str, str, str]:
    if word.startswith("#"):
        message = "a comment cannot stand behind EXPOSE, where it is read as a port: the build stops"
        return message, note, "put the comment on a line of its own"
    return f"`{word}` is no port: the build stops", note, "write a number from 1 to 65535, as `EXPOSE 8080`"


def _volume(stage: Carrier, instruction: Instruction, view: Variables) -> None:
    for written in instruction.arguments:
        start, end = strip_bounds(written.value, 0, len(written.value))
        text = written if end - start == len(written.value) else written.sub(start, end)
        value = stage.value(text, instruction, view)
        if not value.value:
            stage.refuse(
                "volume",
                text.whole,
                "this VOLUME has no path: the build stops",
                "VOLUME specified can not be an empty string",
                "write the path of a folder",
            )
        stage.state.volumes.set(value.value, stage.setting(value, instruction, value.value))


def command_words(stage: Carrier, instruction: Instruction) -> tuple[str, ...]:
    """What is started: the list as it stands, or the command behind the shell's words."""
    given = tuple(text.value for text in instruction.arguments)
    return given if instruction.exec_form else (*stage.state.shell_words, " ".join(given))


def _command(stage: Carrier, instruction: Instruction) -> Command:
    return Command(command_words(stage, instruction), instruction.exec_form, instruction, stage.draft.index)


def _cmd(stage: Carrier, instruction: Instruction, _view: Variables) -> None:
    stage.state.cmd = _command(stage, instruction)
    stage.state.own_cmd = True
    stage.state.reset_cmd = None


def _entrypoint(stage: Carrier, instruction: Instruction, _view: Variables) -> None:
    state = stage.state
    state.entrypoint = _command(stage, instruction)
    if not state.own_cmd:
        state.reset_cmd = state.cmd or state.reset_cmd
        state.cmd = None


def _shell(stage: Carrier, instruction: Instruction, _view: Variables) -> None:
    given = tuple(text.value for text in instruction.arguments)
    stage.state.shell = Command(given, True, instruction, stage.draft.index)


def _on_build(stage: Carrier, instruction: Instruction, _view: Variables) -> None:
    body = instruction.body
    trigger = instruction.trigger or instruction
    bodies = "".join(f"\n{one.content.source.slice(one.content.whole)}{one.name}" for one in instruction.heredocs)
    value = body.value + _blanks_behind(trigger) + bodies
    stage.state.on_build.append(Setting(value, instruction, stage.draft.index, body))


def _blanks_behind(instruction: Instruction) -> str:
    """The blanks at the end of an instruction's line, which BuildKit keeps in a trigger."""
    source = instruction.body.source
    end = instruction.body.whole.end
    line = source.line_span(source.line_of(end))
    behind = source.slice(Span(end, line.end))
    return behind if not behind.strip(SPACE) else ""


def _healthcheck(stage: Carrier, instruction: Instruction, _view: Variables) -> None:
    stage.state.healthcheck = healthcheck(instruction, stage.draft.index)


def healthcheck(instruction: Instruction, index: int) -> Healthcheck:
    """The check as the config holds it: a command's words, or one shell command."""
    kind, *rest = [text.value for text in instruction.arguments] or ["NONE"]
    if kind.upper() == "NONE":
        return Healthcheck(("NONE",), instruction, index)  # whatever its flags say
    test = ("CMD", *rest) if instruction.exec_form else ("CMD-SHELL", " ".join(rest))

    def time(name: str) -> int:
        flag = instruction.flag(name)
        from studio_lint.syntax.dockerfile.duration import nanoseconds

        return nanoseconds(flag.value.value) or 0 if flag and flag.value else 0

    retries = instruction.flag("retries")
    count = values.integer(retries.value.value) if retries and retries.value else None
    return Healthcheck(
        test,
        instruction,
        index,
        time("interval"),
        time("timeout"),
        time("start-period"),
        time("start-interval"),
        count or 0,
    )


HANDLERS: dict[str, Callable[[Carrier, Instruction, Variables], None]] = {
    "ENV": _env,
    "LABEL": _label,
    "ARG": _arg,
    "USER": _user,
    "WORKDIR": _workdir,
    "STOPSIGNAL": _stop_signal,
    "EXPOSE": _expose,
    "VOLUME": _volume,
    "CMD": _cmd,
    "ENTRYPOINT": _entrypoint,
    "SHELL": _shell,
    "ONBUILD": _on_build,
    "HEALTHCHECK": _healthcheck,
}
