"""Start commands that end although their files contain a server: it is never reached, or left in the background."""

from __future__ import annotations

import sys

from studio_lint.base.record import Record
from studio_lint.facts.connect import PROGRAM
from studio_lint.facts.errands import HARMLESS, STAYING
from studio_lint.facts.server_calls.python import CALLS
from studio_lint.facts.wrappers import WRAPPERS
from studio_lint.model.commands.arguments import PORT
from studio_lint.model.commands.image_files import occurrences
from studio_lint.model.commands.wrappers import COMMAND, FILE, INLINE, INPUT
from studio_lint.model.contents import contents
from studio_lint.model.posix_paths import join_path
from studio_lint.model.process.bindings import python_target
from studio_lint.model.process.programs import IDLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.source import Text
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Hop, Invocation
    from studio_lint.model.process.process import Process
    from studio_lint.model.process.programs import Program
    from studio_lint.model.process.sources.python_source import Unstarted
    from studio_lint.syntax.shell.tree import Chain


class Uncalled(Record):
    """A function of a script that ends without it: its name, where it is, and whether it hands words on (`$1`)."""

    text: Text
    name: str


class Unchosen(Record):
    """A choice by which a script ends without its server: it is decided by the script's words.

    text   the word that is asked about, or the question
    last   the last word of the start, where that is the script or one of its words
    given  whether the script is given words
    other  the word that would choose the server; "" where that is not known
    """

    text: Text
    last: Argument | None
    given: bool
    other: str


class LeftBehind(Record):
    """A wrapper that may end while its program goes on.

    word    the wrapper's name
    option  the word that makes it do so; None where it does because it is started first
    """

    word: Text
    option: Text | None


def unstarted(process: Process) -> tuple[Program, Unstarted] | None:
    """The only program of a start, where it is known to end without starting the server in its source."""
    working = [program for program in process.programs if program.kind != IDLE]
    if process.runner is None or process.runner.partial or not working:
        return None
    program, found = working[0], working[0].unstarted
    ran = program.ran
    if found is None or not ran.certain or ran.background or ran.piped or any(one.ran is not ran for one in working):
        return None
    return None if found.imports and _may_import(process, ran, found.imports) else (program, found)


def _may_import(process: Process, ran: Invocation, names: tuple[str, ...]) -> bool:
    """Whether one of these modules may be of the project's own: beside the program."""
    stage = process.image.shipped
    point = contents.of(process.image).end(stage) if stage is not None else None
    folder = _folder(ran)
    if point is None or folder is None or "PYTHONPATH" in _environment(process):
        return True
    packages = {call.owner for call in CALLS} | sys.stdlib_module_names
    for name in {name.partition(".")[0] for name in names}:
        path = f"{folder.rstrip('/')}/{name}"
        found = (point.exists(f"{path}.py"), point.exists(path))
        if any(found) or (None in found and name not in packages):
            return True
    return False


def _environment(process: Process) -> set[str]:
    """The variables that the image and the start set."""
    runner = process.runner
    given = {name for name, _ in runner.assigned} if runner is not None else set[str]()
    steps = (one for stage in process.image.lineage for one in stage.instructions if one.keyword == "ENV")
    return given | {pair.key.value for one in steps for pair in one.pairs}


def _folder(ran: Invocation) -> str | None:
    """Where a Python program looks for modules of its own first."""
    kind, at = python_target(ran.arguments)
    if kind == "module":
        return ran.folder
    path = ran.arguments[at].value if kind == "file" and at < len(ran.arguments) else ran.arguments[0].value
    absolute = join_path(ran.folder, path) if path and ("/" in path or kind == "file") else None
    return absolute.rpartition("/")[0] if absolute else None


def unchosen(process: Process) -> Unchosen | None:
    """The choice that leaves out what speaks of the port, where nothing else starts that could go on."""
    runner = process.runner
    if runner is None or process.start is None or not runner.decided or not _only_harmless(process):
        return None
    for one in runner.decided:
        patterns = next((patterns for patterns, body in one.left if any(map(_speaks, body))), None)
        if patterns is None and not any(PORT in text.source.slice(text.whole) for text in runner.unreached):
            continue
        other = patterns[0].strip("\"'") if patterns else ""
        words = process.start.arguments
        last = words[-1] if not process.start.shell and words and words[-1].value else None
        given = any(hop.unwrapped.arguments for script in runner.scripts for hop in script.hops[-1:])
        return Unchosen(one.asked, last, given, other if other.replace("-", "a").isalnum() else "")
    return None


def _speaks(chain: Chain) -> bool:
    parts = (part for pipeline in chain.parts for part in pipeline.parts)
    return any(next(occurrences(part.text, PORT), None) is not None for part in parts)


def left_out(process: Process) -> bool:
    """Whether a script speaks of the port where it never gets to."""
    return uncalled(process) is not None or unchosen(process) is not None


def _only_harmless(process: Process) -> bool:
    """Whether every command of a start is known, and none of them goes on."""
    runner = process.runner
    if runner is None or runner.partial or process.programs:
        return False
    return not any(ran.name not in HARMLESS or ran.name in STAYING or ran.background for ran in runner.ran)


def uncalled(process: Process) -> Uncalled | None:
    """The function that speaks of the port, where nothing calls it and nothing else starts that could go on."""
    runner = process.runner
    if runner is None or not runner.uncalled or not _only_harmless(process):
        return None
    for block in runner.uncalled.values():
        if next(occurrences(block.text, PORT), None) is not None:
            at = block.text.value.find(block.name)
            return Uncalled(block.text.sub(at, at + len(block.name)), block.name)
    return None


def left_behind(process: Process) -> LeftBehind | None:
    """The wrapper that ends at once, while the last program that was started goes on in the background."""
    last = process.programs[-1] if process.programs else None
    if last is None or last.ran is not process.ran[-1] or any(one.ran is not last.ran for one in process.programs):
        return None
    hops = last.ran.hops
    for at, hop in enumerate(hops):
        wrapper = WRAPPERS.get(hop.name) if hop.kind == COMMAND else None
        if wrapper is None or not wrapper.leads or hop.unwrapped.word is None:
            continue
        options = hop.unwrapped.options
        if any(word.value in wrapper.waits for word in options):
            return None
        forks = next((word.text for word in options if word.value in wrapper.forks), None)
        if forks is not None:
            return LeftBehind(hop.unwrapped.word, forks)
        return LeftBehind(hop.unwrapped.word, None) if last.ran.certain and _is_first(hops[:at]) else None
    return None


def _is_first(hops: tuple[Hop, ...]) -> bool:
    """Whether what comes after these is the first process of the container itself: each made way for the next."""
    for at, hop in enumerate(hops):
        behind = hops[at + 1] if at + 1 < len(hops) else None
        replaced = behind is not None and behind.kind == COMMAND and behind.name == "exec"
        if hop.kind in (INLINE, FILE, INPUT) and not replaced:
            return False
        if hop.kind == COMMAND and hop.name not in ("exec", PROGRAM, "env"):
            return False
        if hop.kind not in (INLINE, FILE, INPUT, COMMAND):
            return False
    return True
