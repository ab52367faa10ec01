"""Which processes receive SIGTERM when the Studio stops.

Measured with dash 0.5.12, bash 5.2 and busybox 1.35 (2026-11). In all of them, a
program replaces the shell after `exec`; without it, bash and busybox do this for
the last simple command of `-c` (bash: only without redirections and traps), and
dash never does. A shell that runs a file never does. A trap runs only after the
foreground command has ended, but at once during `wait`. A program in the
background or in a pipe receives no signal. dumb-init (1.2.5) signals all processes
of its session except with `-c`, tini (0.19) only with `-g`, and timeout (coreutils
9.1) except with `--foreground`.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Text
from studio_lint.facts.bases import base_images
from studio_lint.facts.programs.run_commands import ENDING_AT_ONCE, HOLDING, LASTING_IN_TRAPS, PAUSING
from studio_lint.facts.tools import find, in_front_of_service
from studio_lint.facts.wrappers import NEVER_EXECUTED, SWITCHING
from studio_lint.model.commands.arguments import PORT
from studio_lint.model.commands.tasks import TASK
from studio_lint.model.commands.wrappers import COMMAND, FILE, INLINE, INPUT
from studio_lint.model.process.bindings import TOOL_PORT
from studio_lint.model.process.programs import IDLE, Program
from studio_lint.model.process.signals import guarded, parents
from studio_lint.model.process.signals.held_program import ASIDE, ONCE, PARENT, PIPE, TRAP, HeldProgram
from studio_lint.model.process.signals.shells import (
    background_of,
    detaching,
    may_leave,
    serves,
    stays_above,
    tells_all,
    title,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.facts.tools.tool import Background
    from studio_lint.model.build.image import Image
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Hop, Invocation
    from studio_lint.model.process.process import Process
    from studio_lint.syntax.shell.tree import Command


def held_program(process: Process) -> HeldProgram | None:
    """The main program, where something stays between it and SIGTERM; None where not, or not known."""
    if process.start is None or process.start.shell:
        return None
    beside = _beside(process)
    if beside is not None:
        return beside
    main = _followed(process) or _main(process)
    if main is None:
        return guarded.held_in_front(process)
    set_traps = [ran for ran in process.ran if ran.name == "trap"]
    if any(_may_tell(trap) for trap in set_traps):
        return None
    return _above(process, main, bool(set_traps)) or guarded.held_in_front(process)


def _above(process: Process, main: Program, trapped: bool) -> HeldProgram | None:
    """The outermost of the shells and wrappers above a program that stays and hands nothing on."""
    hops = main.ran.hops
    for at, hop in enumerate(hops):
        if tells_all(hop) or (hop.kind == TASK and not parents.hands_on(hop)):
            return None
        if parents.staying(hop):
            return _under(hop, main)
        if hop.kind not in (INLINE, FILE, INPUT) or hop.name == "eval" or parents.is_skipped(hops, at):
            continue
        # What `eval` is given is run by the same shell, so an `exec` in it takes that shell's place.
        behind = next(
            (one for one in hops[at + 1 :] if one.name != "eval"), hops[at + 1] if at + 1 < len(hops) else None
        )
        if behind is not None and behind.kind == COMMAND and behind.name == "exec":
            continue
        followed = _goes_on(process, main.ran, at)
        stays = followed or trapped or stays_above(hop, process.shell)
        if stays is None:
            return None
        if stays:
            command = main.ran.command if behind is None else behind.command
            if command is None:
                return None
            simple = not trapped and _is_last(command, hop)
            first, way = command.words[0].text, TRAP if trapped else ""
            shell = title(hop, process.shell)
            return HeldProgram(program=main, shell=shell, text=first, simple=simple, followed=followed, way=way)
    own, background = parents.of_tool(main.ran), background_of(main.ran)
    leaves = background is not None and background.always and not _is_kept(process, main, background)
    return HeldProgram(main, own, main.text, way=PARENT) if own and not leaves else None


def _under(hop: Hop, program: Program) -> HeldProgram:
    """A program below a wrapper that stays."""
    return HeldProgram(
        program=program,
        shell=hop.name,
        text=program.text,
        activates=parents.activates(hop),
        replaced=parents.replaced(hop),
        way=PARENT,
    )


def _beside(process: Process) -> HeldProgram | None:
    """The server in a pipe or in the background, where a shell is all that is told."""
    front = [program for program in process.programs if not program.ran.background]
    servers = [one for one in process.programs if serves(one) and (one.ran.piped or one.ran.background)]
    server = _chosen(servers) if process.complete else None
    if server is None:
        return None
    ran = server.ran
    if (
        ran.command is None
        or not (ran.certain or any(parents.staying(hop) for hop in ran.hops))
        or may_leave(ran)
        or any(one.kind != IDLE for one in front if one not in servers)
    ):
        return None
    shells = [hop for hop in ran.hops if hop.kind in (INLINE, FILE, INPUT)]
    if not shells or any(hop.kind == TASK or tells_all(hop) for hop in ran.hops):
        return None
    first, shell = ran.command.words[0].text, title(shells[-1], process.shell)
    if ran.background and _traps(process):
        from studio_lint.model.process.signals import traps

        return HeldProgram(server, shell, first, way=ONCE) if traps.ends_early(process, ran) else None
    if ran.background and not any(_waits(one) for one in process.ran[-2:]):
        return None
    if not ran.background and not process.ran[-1].piped:
        return None
    parent = next((hop for hop in ran.hops if parents.staying(hop)), None)
    if parent is not None and not ran.background:
        return _under(parent, server)
    return HeldProgram(server, shell, first, way=ASIDE if ran.background else PIPE)


def _chosen(servers: list[Program]) -> Program | None:
    """The only server beside the shell, or of several in the background the one that has the session's port."""
    if len(servers) == 1:
        return servers[0]
    own = [one for one in servers if one.port.kind == TOOL_PORT]
    return own[0] if own and all(one.ran.background for one in servers) else None


def _waits(ran: Invocation) -> bool:
    """Whether a script stays at a command while what it started goes on."""
    return ran.certain and not ran.background and (ran.name == "wait" or ran.name in PAUSING)


def _followed(process: Process) -> Program | None:
    """The first server that runs in front with something after it."""
    for program in process.programs:
        ran = program.ran
        in_front = ran.certain and not ran.background and not ran.piped
        if serves(program) and in_front and ran is not process.ran[-1] and not may_leave(ran):
            return program
    return None


def _goes_on(process: Process, ran: Invocation, at: int) -> bool:
    """Whether the shell that is the hop `at` of a program runs anything after it."""
    script = ran.hops[at].script
    behind = False
    for one in process.ran:
        if behind and len(one.hops) > at and one.hops[at].script is script:
            return True
        behind = behind or one is ran
    return False


def _main(process: Process) -> Program | None:
    """The one program that runs in front, last of all commands."""
    front = [program for program in process.programs if not program.ran.background]
    if not front or not process.ran or front[-1].ran is not process.ran[-1]:
        return None
    main = front[-1]
    certain = main.ran.certain and not main.ran.piped and main.kind != IDLE
    # `exec` with words that are not known.
    return main if certain and main.ran.name not in (None, "exec") else None


def _may_tell(trap: Invocation) -> bool:
    """Whether a trap for the end of the shell, which bash is told by a signal too, may hand that on."""
    values = [word.value for word in trap.arguments[1:]]
    action = values[0] if values else None
    harmless = action is not None and " " in action and "kill" not in action
    return not harmless and any(value is None or value.upper() in ("EXIT", "0") for value in values[1:])


def _traps(process: Process) -> bool:
    return any(ran.name == "trap" for ran in process.ran)


def _is_last(command: Command, hop: Hop) -> bool:
    """Whether a command can be put in the shell's place: a simple one, the last of the shell's text."""
    script = hop.script
    if script is None or not script.chains or command.assignments or command.name in NEVER_EXECUTED:
        return False
    last = script.chains[-1]
    pipeline = last.parts[-1] if last.parts else None
    alone = pipeline is not None and len(pipeline.parts) == 1 and not pipeline.negated
    return alone and pipeline is not None and pipeline.parts[0] is command and "||" not in last.operators


def ignores(ran: Invocation) -> Text | None:
    """The empty word of `trap '' TERM`."""
    words = ran.arguments
    if ran.name != "trap" or len(words) < 3 or words[1].value != "":
        return None
    from studio_lint.model.process.signals import traps

    return words[1].text if any((word.value or "").upper() in traps.ENDING for word in words[2:]) else None


class Detached(Record):
    """A server that leaves the foreground.

    flag     the option that sends it away; None where it goes by itself
    instead  the command that starts the program itself in the foreground, where a script of the system starts it
    """

    program: Program
    background: Background
    flag: Text | None = None
    instead: str = ""


def detaches(process: Process) -> Detached | None:
    """The server that all ends with, where it goes into the background and nothing keeps it."""
    followed = process.runner is not None and not process.runner.partial
    main = (_main(process) or _before_the_end(process)) if followed else None
    if main is None or main.ran.name is None or any(hop.kind == TASK for hop in main.ran.hops):
        return None
    background = background_of(main.ran)
    if background is None or any(word.value is None and not word.names(PORT) for word in main.ran.arguments):
        return None
    if any(program.ran is not main.ran and not program.ran.background for program in process.programs):
        return None
    flag = detaching(main.ran, background)
    if flag is not None:
        return Detached(main, background, flag.text)
    if not background.always or _is_kept(process, main, background):
        return None
    if background.root and (process.image.config.user or any(hop.name in SWITCHING for hop in main.ran.hops)):
        return None
    if background.setting and not _is_told_all(process.image):
        return None
    return Detached(main, background, instead=in_front_of_service([word.value or "" for word in main.ran.arguments]))


def _before_the_end(process: Process) -> Program | None:
    """The last program in front, where nothing comes after it but commands that end at once."""
    front = [program for program in process.programs if not program.ran.background]
    if not front or not front[-1].ran.certain or front[-1].ran.piped:
        return None
    at = next((at for at, ran in enumerate(process.ran) if ran is front[-1].ran), len(process.ran))
    return front[-1] if all(ran.name in ENDING_AT_ONCE for ran in process.ran[at + 1 :]) else None


def _is_kept(process: Process, main: Program, background: Background) -> bool:
    """Whether the command, or anything that may make its settings, keeps a program in the foreground."""
    words = " ".join(argument.shown for argument in main.ran.arguments[1:])
    if any(f" {front} " in f" {words} " or (" " not in front and front in words) for front in background.front):
        return True
    if not background.setting:
        return False
    word = background.setting.partition("=")[0].strip().rpartition("-")[2].partition(" ")[0]
    texts = [source.text for source in process.files]
    texts += [word.shown for ran in process.ran if ran is not main.ran for word in ran.arguments[1:]]
    texts += [
        text
        for stage in process.image.lineage
        for one in stage.instructions
        if one.keyword in ("RUN", "COPY", "ADD", "ENV")
        for text in (one.body.value, *(heredoc.content.value for heredoc in one.heredocs))
    ]
    return any(word in text for text in texts)


def _is_told_all(image: Image) -> bool:
    """Whether nothing brings settings that are not read: the base is well known, and no copy is of elsewhere."""
    base = image.base
    if base is None or base.reference is None or not base.word.known or not base_images.is_listed(base.reference.name):
        return False
    for stage in image.lineage:
        for copy in stage.copies:
            settings = copy.target.startswith("/etc") or copy.target in ("/", "/usr", "/usr/")
            if copy.kind != "mount" and settings and copy.origin != "context":
                return False
            if copy.kind != "mount" and copy.target in ("/", "/etc", "/etc/"):
                return False
    return True


def runs_away(process: Process) -> Program | None:
    """The last program started, where all are in the background and nothing waits for them."""
    if not process.complete or not process.programs:
        return None
    if any(not program.ran.background for program in process.programs):
        return None
    if any(_may_wait(ran) or (not ran.certain and ran.name not in ("[", "test")) for ran in process.ran):
        return None
    return process.programs[-1]


def _may_wait(ran: Invocation) -> bool:
    """Whether a command may keep the script from its end: a trap only by what it does then."""
    if ran.name != "trap":
        return ran.name in HOLDING
    action = ran.arguments[1].value if len(ran.arguments) > 1 else ""
    return action is None or not action.startswith(("kill", "echo")) or any(one in action for one in LASTING_IN_TRAPS)


def launcher(away: Program) -> tuple[Argument, Background] | None:
    """The word of the supervisor that started a program, or is the program, and itself went into the background."""
    for hop in away.ran.hops:
        words = hop.unwrapped.arguments
        tool = find(words[0].value or "", []) if hop.kind == TASK and words else None
        if tool is not None and tool.background is not None and tool.background.fix:
            return words[0], tool.background
    return None
