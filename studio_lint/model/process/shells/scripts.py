"""Every text that a shell runs while the image is built, started and checked, and which shell that is."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts import bases, shells
from studio_lint.facts.bases import base_images
from studio_lint.facts.shells import BASH_NAMES, RELINKING
from studio_lint.facts.wrappers import APPLETS, DEFAULT_SHELL, SYSTEM_SHELL
from studio_lint.model.commands import shell_outcome
from studio_lint.model.commands.arguments import literal
from studio_lint.model.commands.command import shebang
from studio_lint.model.commands.followed_runs import followed
from studio_lint.model.commands.run_steps import run_commands
from studio_lint.model.commands.runner import Runner
from studio_lint.model.commands.shell_outcome import CommandOutcome
from studio_lint.model.commands.tasks import TASK
from studio_lint.model.commands.wrappers import FILE, INLINE, INPUT
from studio_lint.syntax.shell.grammar.dialects import BASH, BASH_AS_SH, BUSYBOX, DASH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import BuildStep, Image, Stage
    from studio_lint.model.commands.arguments import Part
    from studio_lint.model.commands.command import Invocation, RunScript
    from studio_lint.model.process.process import Process
    from studio_lint.syntax.shell.grammar.dialects import Dialect

    Phase = Literal["build", "start", "check"]

BUILD: Phase = "build"
START: Phase = "start"
CHECK: Phase = "check"
_OWN = {shells.DASH: DASH, shells.ASH: BUSYBOX}
_SYSTEM = {shells.DASH: (DASH,), shells.BUSYBOX: (BUSYBOX,), shells.BASH: (BASH_AS_SH,)}
_ANY = (DASH, BUSYBOX, BASH, BASH_AS_SH)


class ShellScript(Record):
    """A text and the shell that runs it.

    script    the text, its commands, and how the shell is reached
    dialects  what that shell may be: one where it is known
    phase     when it runs
    ran       the commands that this shell itself runs, in order
    strict    `set -e` holds from the start
    loads     functions may come from start-up files (`bash -l`, BASH_ENV)
    base      what the image is built on, where that says what `sh` is
    release   the code name of its release; "" where it is not known
    own_lines its lines are those of a file or a heredoc, which keep their line ends
    """

    script: RunScript
    dialects: tuple[Dialect, ...]
    phase: Phase
    ran: tuple[Invocation, ...]
    strict: bool = False
    loads: bool = False
    base: str = ""
    release: str = ""
    own_lines: bool = False

    @property
    def text(self) -> Text:
        """What the shell reads."""
        return self.script.text

    @property
    def outermost(self) -> bool:
        """Whether no other shell runs it."""
        return sum(hop.script is not None for hop in self.script.hops) == 1 and self.script.sourced is None

    def outcome(self, offset: int) -> CommandOutcome | None:
        """What is at an offset of the text's source, as far as the outermost shell is concerned."""
        found = shell_outcome.at(self.script.tree, offset, self.strict)
        if found is None:
            return None
        outer = self.reached()
        ends = found.ends and outer.ends
        return found.replace(
            certain=found.certain and outer.certain, ends=ends, aborts=found.aborts and outer.ends, blocks=found.blocks
        )

    def reached(self) -> CommandOutcome:
        """How the shell itself is reached; `ends`: if it fails, all shells around it fail."""
        certain, ends = self.script.certain, True
        hops = self.script.hops
        inner = self.script.sourced
        for at in range(len(hops) - 1, -1, -1):
            tree = hops[at].script
            if tree is not None and inner is not None and tree is not self.script.tree:
                found = shell_outcome.at(tree, inner.text.whole.start, self.strict)
                ends = ends and found is not None and found.ends
                certain = certain and found is not None and found.certain
            if tree is not None or inner is None:
                inner = hops[at].command or inner
        return CommandOutcome(certain=certain, ends=ends)


def of(process: Process) -> tuple[ShellScript, ...]:
    """All of them, in the order of the file; those of stages that nothing needs are left out."""
    return tuple(_all(process))


def _all(process: Process) -> Iterator[ShellScript]:
    image = process.image
    if image.dockerfile.escape == "`":
        return  # a Dockerfile for Windows
    for stage in image.stages:
        for step in stage.steps if stage.reached else ():
            if step.instruction.keyword == "RUN" and not step.trigger and not step.broken:
                yield from _of_run(image, stage, step)
    if image.shipped is None:
        return
    if process.start is not None:
        yield from _told(image, image.shipped, process.scripts, process.ran, START, None)
    healthcheck = image.config.healthcheck
    if healthcheck is not None and healthcheck.test[:1] != ("NONE",):
        runner = Runner(lambda _name: None, "/")
        instruction = healthcheck.instruction
        if instruction.exec_form:
            runner.start(tuple(literal(text) for text in instruction.arguments[1:]))
        elif instruction.arguments:
            runner.line(DEFAULT_SHELL, instruction.arguments[-1])
        yield from _told(image, image.shipped, tuple(runner.scripts), tuple(runner.ran), CHECK, None)


def _of_run(image: Image, stage: Stage, step: BuildStep) -> Iterator[ShellScript]:
    runner = followed(image, stage, step, step.working_dir)
    yield from _told(image, stage, tuple(runner.scripts), tuple(runner.ran), BUILD, step)


def _told(
    image: Image,
    stage: Stage,
    scripts: tuple[RunScript, ...],
    ran: tuple[Invocation, ...],
    phase: Phase,
    step: BuildStep | None,
) -> Iterator[ShellScript]:
    seen: set[tuple[int, int, int]] = set()
    by_tree = _by_tree(ran)
    about = _about(image, stage)
    for script in scripts:
        key = (id(script.text.source), script.text.whole.start, script.text.whole.end)
        if key in seen or any(hop.kind == TASK for hop in script.hops) or not _is_whole(script):
            continue
        seen.add(key)
        dialects, base = _dialects(image, stage, script, step)
        if dialects:
            own = tuple(by_tree.get(id(script.tree), ())) if script.sourced is None else ()
            words = step.shell if step is not None and script is scripts[0] else ()
            flags = [word for word in words if word.startswith("-") and not word.startswith("--")]
            flags += script.text.value.partition("\n")[0].split()[1:] if script.text.value.startswith("#!") else []
            strict = any(shell_outcome.is_strict(word) for word in flags)
            loads = "--login" in words or any("l" in word or "i" in word for word in flags)
            loads = loads or about.loads
            yield ShellScript(
                script=script,
                dialects=dialects,
                phase=phase,
                ran=own,
                strict=strict,
                loads=loads,
                base=base,
                release=about.release,
                own_lines=_keeps_lines(image, script, step),
            )


def _keeps_lines(image: Image, script: RunScript, step: BuildStep | None) -> bool:
    """Whether a text is a file or a heredoc as it was written, not an instruction whose lines are joined."""
    if script.text.source is not image.source or (script.hops and script.hops[-1].kind == INPUT):
        return True
    return step is not None and any(script.text is heredoc.content for heredoc in step.instruction.heredocs)


def _is_whole(script: RunScript) -> bool:
    """Whether the text is known as the shell is given it, but for the values of variables inside it."""
    hop = script.hops[-1] if script.hops else None
    if hop is None or hop.unwrapped.script is None or script.sourced is not None:
        return True
    if hop.kind == FILE:
        return True
    parts = hop.unwrapped.script.parts
    return all(_is_plain(part) for part in parts)


def _is_plain(part: Part) -> bool:
    return part.kind == "text" or (part.kind == "variable" and part.quoting == '"')


def _by_tree(ran: tuple[Invocation, ...]) -> dict[int, list[Invocation]]:
    """The commands that the shell of a script runs itself, by the identity of the script's tree."""
    found: dict[int, list[Invocation]] = {}
    for one in ran:
        if one.hops and one.hops[-1].script is not None:
            found.setdefault(id(one.hops[-1].script), []).append(one)
    return found


# which shell


def _dialects(image: Image, stage: Stage, script: RunScript, step: BuildStep | None) -> tuple[tuple[Dialect, ...], str]:
    hop = next((one for one in reversed(script.hops) if one.script is not None and one.name != "eval"), None)
    if hop is None or hop.kind not in (INLINE, FILE, INPUT):
        return (), ""
    name = hop.name
    if step is not None and hop is script.hops[0] and not step.instruction.exec_form:
        found = _of_instruction(image, stage, step)
        if found is None:
            return (), ""
        name = found
    words = hop.command.words[:1] if hop.command is not None else ()
    if any((word.value or "").rpartition("/")[2] in APPLETS for word in words):
        return (BUSYBOX,), ""
    if name in BASH_NAMES:
        return (BASH,), ""
    if name in _OWN:
        return (_OWN[name],), ""
    if name != SYSTEM_SHELL:
        return (), ""
    shell, base = _about(image, stage).system
    return _SYSTEM.get(shell, _ANY), base if shell else ""


class _ShellsOfStage(Record):
    """What holds for all shells of a stage.

    loads    functions may come from start-up files, whatever the shell is given
    release  as `ShellScript.release`
    system   as `system_shell`
    """

    loads: bool
    release: str
    system: tuple[str, str]


def _about(image: Image, stage: Stage) -> _ShellsOfStage:
    """The same for all scripts of a stage, made once."""
    made = image.once(_none_made)
    if stage.index not in made:
        loads = image.config.variable("BASH_ENV") is not None or _may_load(image, stage)
        made[stage.index] = _ShellsOfStage(loads, release(image, stage), system_shell(image, stage))
    return made[stage.index]


def _none_made(_image: Image) -> dict[int, _ShellsOfStage]:
    return {}


def _of_instruction(image: Image, stage: Stage, step: BuildStep) -> str | None:
    """The name of the shell that reads a RUN; None where none is known to read it."""
    heredocs = step.instruction.heredocs
    if len(heredocs) == 1 and step.instruction.arguments[:1]:
        interpreter = shebang(heredocs[0].content.value)
        if interpreter and step.instruction.arguments[0].whole == heredocs[0].marker:
            return interpreter
    words = step.shell
    if words == DEFAULT_SHELL:
        root = _root(image, stage)
        reference = root.base.reference
        words = (base_images.command_shell(reference.name) if reference is not None else ()) or words
    if not any(word.startswith("-") and "c" in word for word in words):
        return None
    return next((word.rpartition("/")[2] for word in reversed(words) if not _is_option(words, word)), None)


def _is_option(words: tuple[str, ...], word: str) -> bool:
    before = words[words.index(word) - 1] if words.index(word) else ""
    return word.startswith("-") or (before.startswith("-") and before.endswith(("o", "O")))


def _root(image: Image, stage: Stage) -> Stage:
    """The stage at whose FROM an image of elsewhere stands."""
    seen = 0
    while stage.base.stage is not None and seen < len(image.stages):
        stage = image.stages[stage.base.stage]
        seen += 1
    return stage


def _may_load(image: Image, stage: Stage) -> bool:
    """Whether the base image may give its shells functions: it is not known, or has a SHELL of its own."""
    base = _root(image, stage).base
    if base.reference is None or not base.word.known or not base_images.is_listed(base.reference.name):
        return True
    return bool(base_images.command_shell(base.reference.name))


def system_shell(image: Image, stage: Stage) -> tuple[str, str]:
    """What `/bin/sh` is in a stage ("dash", "busybox", "bash"), "" where that is not known; and the base's name."""
    base = _root(image, stage).base
    if base.reference is None or not base.word.known or _is_relinked(image, stage):
        return "", ""
    name, tag = base.reference.name, base.reference.tag
    known = bases.look_up(name, tag)
    shell = known.family.sh if known is not None else base_images.system_shell(name, tag)
    shown = base.word.value
    return shell or "", shown


def release(image: Image, stage: Stage) -> str:
    """The code name of the release that a stage is built on; "" where it is not known."""
    reference = _root(image, stage).base.reference
    known = bases.look_up(reference.name, reference.tag) if reference is not None else None
    return known.release_name if known is not None else ""


def _is_relinked(image: Image, stage: Stage) -> bool:
    """Whether something may put another program in the place of `/bin/sh`."""
    while not stage.once(_relinks):
        if stage.base.stage is None:
            return False
        stage = image.stages[stage.base.stage]
    return True


def _relinks(stage: Stage) -> bool:
    """The same of the instructions of one stage."""
    for copy in stage.copies:
        if copy.origin != "context" and copy.target.rstrip("/") in shells.PLACES:
            return True
    for step in stage.steps:
        body = step.instruction.body.value
        if step.instruction.keyword != "RUN" or not any(name in body for name in shells.RELINKED):
            continue
        for ran in run_commands(step):
            values = [argument.value or "" for argument in ran.arguments[1:]]
            if ran.name in RELINKING and any(
                value.endswith(shells.RELINKED[0]) or value == shells.DASH for value in values
            ):
                return True
    return False
