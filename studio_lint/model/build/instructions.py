"""Executes one stage, instruction by instruction, as BuildKit does."""

from __future__ import annotations

from studio_lint.base.source import Span
from studio_lint.model import posix_paths
from studio_lint.model.build import copying, values
from studio_lint.model.build.image import BuildStep, Healthcheck, ImageCommand, Setting, Value
from studio_lint.model.build.scope import Variable, Variables
from studio_lint.model.build.stage_builder import InstructionRefused, StageBuilder, command_words
from studio_lint.model.build.stage_drafts import meant_names
from studio_lint.syntax.dockerfile.blanks import SPACE, strip_bounds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_lint.model.build.stage_drafts import StageEntry
    from studio_lint.syntax.dockerfile.tree import Instruction, Pair

BRINGING = ("COPY", "ADD", "RUN")
MOST_PORTS = 70_000


def _pairs(stage: StageBuilder, instruction: Instruction, view: Variables) -> list[tuple[str, Value]]:
    """Names and values of ENV or LABEL: all are expanded before any is set."""
    found: list[tuple[str, Value]] = []
    for pair in instruction.pairs:
        name = stage.value(pair.key, instruction, view)
        if pair.value is not None:
            value = stage.value(pair.value, instruction, view)
            found.append((name.value, value if name.known else value.replace(known=False)))
    return found


def _env(stage: StageBuilder, instruction: Instruction, view: Variables) -> None:
    given = view.open_names() if "$" in instruction.body.value else ()
    for name, value in _pairs(stage, instruction, view):
        stage.state.env.set(name, stage.setting(value, instruction, name))
        is_open = any(one in instruction.body.value for one in given)
        stage.state.variables.set(name, Variable(value.value, value.known, is_open))


def _label(stage: StageBuilder, instruction: Instruction, view: Variables) -> None:
    for name, value in _pairs(stage, instruction, view):
        stage.state.labels.set(name, stage.setting(value, instruction, name))


def _arg(stage: StageBuilder, instruction: Instruction, view: Variables) -> None:
    for pair in instruction.pairs:
        variable = _arg_value(stage, instruction, pair, Variables(stage.state.variables.view()))
        if variable is not None:
            stage.state.variables.set(pair.key.value, Variable(variable.value, variable.known, True))
            if stage.state.env.view().get(pair.key.value) is not None:
                stage.state.hidden.add(pair.key.value)
        stage.state.declared.set(pair.key.value, instruction)


def _arg_value(stage: StageBuilder, instruction: Instruction, pair: Pair, view: Variables) -> Variable | None:
    """A --build-arg goes first, then the default here, then the ARG above the first FROM."""
    name = pair.key.value
    if name in stage.plan.build_args:
        return Variable(stage.plan.build_args[name])
    if pair.value is None:
        return stage.plan.globals.view().get(name)
    value = stage.value(pair.value, instruction, view)
    return Variable(value.value, value.known)


def _user(stage: StageBuilder, instruction: Instruction, view: Variables) -> None:
    stage.state.user = stage.setting(stage.value(instruction.body, instruction, view), instruction)


def _workdir(stage: StageBuilder, instruction: Instruction, view: Variables) -> None:
    value = stage.value(instruction.body, instruction, view)
    path = posix_paths.workdir(stage.state.working_dir.value if stage.state.working_dir else "/", value.value)
    known = value.known and (stage.state.working_dir is None or stage.state.working_dir.known)
    # below a base image's own WORKDIR, which is not known, a relative path is not known either
    known = known and (value.value.startswith("/") or stage.state.working_dir is not None)
    stage.state.working_dir = stage.setting(value.replace(value=path, known=known), instruction)


def _stop_signal(stage: StageBuilder, instruction: Instruction, view: Variables) -> None:
    value = stage.value(instruction.body, instruction, view)
    refused = values.signal(value.value)
    if refused:
        stage.refuse(
            "signal",
            instruction.body.whole,
            f"`{value.value}` is not a valid signal; the build fails",
            refused.message,
            "use `STOPSIGNAL SIGTERM`",
        )
    stage.state.stop_signal = stage.setting(value, instruction)


def _expose(stage: StageBuilder, instruction: Instruction, view: Variables) -> None:
    ledger = stage.state.ports
    written = sorted(instruction.arguments, key=lambda text: text.value)  # BuildKit looks at them in this order
    expanded = [(text, stage.expand(text, instruction, view, split=True)) for text in written]
    for text, expansion in expanded:
        known = stage.certain(expansion, view)
        for word in expansion.words:
            ports = values.ports(word)
            if isinstance(ports, values.BadValue):
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
        message = "a comment cannot follow EXPOSE on the same line; the build fails"
        return message, note, "move the comment to its own line"
    return (
        f"`{word}` is not a valid port; the build fails",
        note,
        "use a number from 1 to 65535, for example `EXPOSE 8080`",
    )


def _volume(stage: StageBuilder, instruction: Instruction, view: Variables) -> None:
    for written in instruction.arguments:
        start, end = strip_bounds(written.value, 0, len(written.value))
        text = written if end - start == len(written.value) else written.sub(start, end)
        value = stage.value(text, instruction, view)
        if not value.value:
            stage.refuse(
                "volume",
                text.whole,
                "this VOLUME has no path; the build fails",
                "VOLUME specified can not be an empty string",
                "use the path of a folder",
            )
        stage.state.volumes.set(value.value, stage.setting(value, instruction, value.value))


def _command(stage: StageBuilder, instruction: Instruction) -> ImageCommand:
    return ImageCommand(command_words(stage, instruction), instruction.exec_form, instruction, stage.draft.index)


def _cmd(stage: StageBuilder, instruction: Instruction, _view: Variables) -> None:
    stage.state.cmd = _command(stage, instruction)
    stage.state.own_cmd = True
    stage.state.reset_cmd = None


def _entrypoint(stage: StageBuilder, instruction: Instruction, _view: Variables) -> None:
    state = stage.state
    state.entrypoint = _command(stage, instruction)
    if not state.own_cmd:
        state.reset_cmd = state.cmd or state.reset_cmd
        state.cmd = None


def _shell(stage: StageBuilder, instruction: Instruction, _view: Variables) -> None:
    given = tuple(text.value for text in instruction.arguments)
    stage.state.shell = ImageCommand(given, True, instruction, stage.draft.index)


def _on_build(stage: StageBuilder, instruction: Instruction, _view: Variables) -> None:
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


def _healthcheck(stage: StageBuilder, instruction: Instruction, _view: Variables) -> None:
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
        test=test,
        instruction=instruction,
        stage=index,
        interval=time("interval"),
        timeout=time("timeout"),
        start_period=time("start-period"),
        start_interval=time("start-interval"),
        retries=count or 0,
    )


HANDLERS: dict[str, Callable[[StageBuilder, Instruction, Variables], None]] = {
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


def carry_out(stage: StageBuilder) -> None:
    """Carry out all instructions of a stage, those of ONBUILD triggers first."""
    for entry in stage.draft.entries:
        _carry_out(stage, entry)


def _carry_out(stage: StageBuilder, entry: StageEntry) -> None:
    state = stage.state
    instruction = entry.instruction
    stage.trigger = entry.trigger
    user, folder, shell = state.user, state.folder, state.shell_words
    view = Variables(state.variables.view())
    broken = bool(instruction.problems)
    try:
        if instruction.keyword in BRINGING:
            for copy in copying.copies(stage, entry, view):
                stage.copies.append(copy)
        elif not broken:
            handler = HANDLERS.get(instruction.keyword)
            if handler:
                handler(stage, instruction, view)
        else:
            _suppose(stage, instruction)
    except InstructionRefused:
        broken = True
    stage.steps.append(
        BuildStep(
            instruction=instruction,
            stage=stage.draft.index,
            variables=view,
            user=user,
            working_dir=folder,
            shell=shell,
            broken=broken,
            trigger=entry.trigger,
        )
    )


def _suppose(stage: StageBuilder, instruction: Instruction) -> None:
    """The names of a refused ARG or ENV are meant to have values, which are not known."""
    for name in meant_names(instruction):
        stage.state.variables.set(name, Variable("", False))
        if instruction.keyword != "ENV":
            stage.state.declared.set(name, instruction)
