"""Which step of a build failed: not the first line with ERROR, and not the last."""

from __future__ import annotations

import re

from studio_lint.base.record import Record
from studio_lint.syntax.build_log.buildkit import is_noise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_lint.syntax.build_log.tree import BuildLog, BuildLogStep, Excerpt, NumberedLine

_PROCESS = re.compile(r'process "((?:[^"\\]|\\.){0,20000})" did not complete')
_OLD_PROCESS = re.compile(r"executor failed running \[(.{0,20000}?)\]: exit code")
_CLASSIC_PROCESS = re.compile(r"The command '(.{0,20000})' returned a non-zero code")
_AT_STEP = re.compile(r'building at STEP "((?:[^"\\]|\\.){0,20000})"')
_EXITS = (
    re.compile(r"exit code: (\d{1,3})"),
    re.compile(r"non-zero code: (\d{1,3})"),
    re.compile(r"exit status (\d{1,3})"),
)
_RUNS = ("did not complete", "executor failed running", "returned a non-zero code", "exit status", "exited with")
_WITHOUT_RUN = ("cannot allocate memory", "exec format error", "executable file not found", "unable to find user")
_ESCAPE = re.compile(r'\\(["\\nt])')
_PLAIN = {"n": "\n", "t": "\t"}


class Failed(Record):
    """One failed step.

    instruction  as the log shows it, "" where it does not; `whole` is False where its end may be missing
    process      what ran, the shell included; "" where nothing ran
    lines        what it printed, without empty lines
    errors       the builder's own words on it
    exit         the exit status, None where there is none
    line         where in the log its failure is said
    cut          the log ends within it
    """

    instruction: str = ""
    whole: bool = True
    process: str = ""
    stage: str = ""
    index: int = 0
    total: int = 0
    lines: tuple[NumberedLine, ...] = ()
    errors: tuple[NumberedLine, ...] = ()
    exit: int | None = None
    line: int = 1
    excerpt: Excerpt | None = None
    cut: bool = False
    before: tuple[NumberedLine, ...] = ()

    @property
    def only_program(self) -> str:
        """The program of a step that runs one command only; "" of any other."""
        command = self.process or self.instruction
        for start in ("RUN ", "/bin/sh -c ", "/bin/bash -c "):
            command = command.removeprefix(start)
        if any(sign in command for sign in ("&&", ";", "|", "\n", "<<", "$(")) or command.startswith(("--", "[")):
            return ""
        return command.partition(" ")[0]

    @property
    def ran(self) -> bool:
        """Whether a program ran and ended badly, rather than the builder refusing the step."""
        if self.process or self.exit is not None:
            return True
        return any(word in text for _, text in self.errors for word in _RUNS)


def failed_steps(log: BuildLog) -> tuple[Failed, ...]:
    """The steps that failed, the one that the builder names at the end first; () where nothing did."""
    steps = [step for step in log.steps if step.state == "failed" and not is_noise(step.name)]
    blocks = [block for block in log.blocks if not is_noise(block.name)]
    final = log.finals[-1] if log.finals else None
    if steps:
        steps.sort(key=lambda step: not _is_meant(step, final, log.excerpt))
        return tuple(_of_step(log, step, blocks, primary=at == 0) for at, step in enumerate(steps[:4]))
    if blocks:
        block = blocks[-1]
        opened = next((step for step in log.steps if step.name == block.name and step.lines), None)
        return (_of_step(log, opened or block, blocks, primary=True),)
    if final is None:
        return ()
    return (_of_final(log, final[0], final[1]),)


def open_step(log: BuildLog) -> Failed | None:
    """The step in which a log ends that has no end."""
    steps = [step for step in log.steps if step.state == "open" and (step.instruction or step.lines)]
    if not steps:
        return None
    step = max(steps, key=lambda each: each.lines[-1][0] if each.lines else each.line)
    return _of_step(log, step, [], primary=True).replace(cut=True)


def _is_meant(step: BuildLogStep, final: NumberedLine | None, excerpt: Excerpt | None) -> bool:
    """Whether the builder's last words are about this step."""
    if final is not None and step.error and (step.error in final[1] or _head(step.error) in final[1]):
        return True
    if excerpt is None or not step.instruction or not excerpt.marked:
        return False
    return squeezed(step.instruction)[:40] == squeezed(" ".join(excerpt.marked))[:40]


def _head(error: str) -> str:
    return error[:200]


def _of_step(log: BuildLog, step: BuildLogStep, blocks: Sequence[BuildLogStep], primary: bool) -> Failed:
    block = next((block for block in blocks if _same_step(block, step)), None)
    lines = list(step.lines)
    if block is not None and block is not step:
        known = {text.strip() for _, text in lines}
        lines += [said for said in block.lines if said[1].strip() not in known]
    errors = [(step.line, step.error)] if step.error and step.error != step.name else []
    if primary:
        errors += [said for said in log.finals if said[1] != step.error]
    told = "\n".join(text for _, text in errors)
    name = block if block is not None and (step.cut or not step.name) else step
    before = () if not primary else _before(log, step)
    return Failed(
        instruction=name.instruction or step.instruction or (step.name if "://" in step.name else ""),
        whole=not name.cut,
        process=_process(told),
        stage=name.stage,
        index=name.index,
        total=name.total,
        lines=tuple(said for said in lines if said[1].strip()),
        errors=tuple(errors),
        exit=_exit(told),
        line=step.line if step.error else errors[-1][0] if errors else step.line,
        excerpt=log.excerpt if primary else None,
        before=before,
    )


def _same_step(block: BuildLogStep, step: BuildLogStep) -> bool:
    if not step.name:
        return True
    return block.name == step.name or (step.cut and block.name.startswith(step.name[:30]))


def _before(log: BuildLog, step: BuildLogStep) -> tuple[NumberedLine, ...]:
    """What the steps that were done before printed; a missing R package shows there and nowhere else."""
    return tuple(said for each in log.steps if each is not step and each.state == "done" for said in each.lines)


def _of_final(log: BuildLog, number: int, text: str) -> Failed:
    """Where only the builder's last words are left."""
    process = _process(text)
    step = next((s for s in reversed(log.steps) if s.lines and s.state == "open" and not is_noise(s.name)), None)
    lines = step.lines if step is not None else list(log.loose)
    instruction = step.instruction if step is not None else ""
    found = _AT_STEP.search(text)
    if found:
        instruction = _unquoted(found[1])
    return Failed(
        instruction=instruction,
        process=process,
        stage=step.stage if step else "",
        index=step.index if step else 0,
        total=step.total if step else 0,
        lines=tuple(said for said in lines if said[1].strip() and said[0] != number),
        errors=tuple(log.finals[-3:]),
        exit=_exit(text),
        line=number,
        excerpt=log.excerpt,
    )


def _exit(message: str) -> int | None:
    for pattern in _EXITS:
        found = pattern.search(message)
        if found:
            return int(found[1])
    return None


def _process(message: str) -> str:
    found = _PROCESS.search(message)
    if found:
        return _unquoted(found[1])
    found = _OLD_PROCESS.search(message) or _CLASSIC_PROCESS.search(message)
    return found[1] if found else ""


def _unquoted(text: str) -> str:
    """Without the quoting of Go's `%q`."""
    return _ESCAPE.sub(lambda found: _PLAIN.get(found[1], found[1]), text)


def squeezed(text: str) -> str:
    """With one space for each stretch of them, and for the end of a continued line."""
    return " ".join(text.replace("\\\n", " ").split())
