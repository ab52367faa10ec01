"""Who is told when the Studio stops: SIGTERM on its way to the program.

Measured with dash 0.5.12, bash 5.2 and busybox 1.35 (2026-11). A program takes a
shell's place after `exec` in all of them; without it, bash and busybox do so
for the last simple command of `-c` (bash: one without redirections, and not where
a trap is set), dash never does. A shell that runs a file never does. A trap is
carried out when the command in front has ended, not before; in `wait` at once. What
runs in the background or in a pipe is told nothing. dumb-init (1.2.5) tells all
processes of its session unless called with `-c`, tini (0.19) with `-g`, timeout
(coreutils 9.1) but with `--foreground`.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Text
from studio_lint.facts import base_images
from studio_lint.facts.tools import find
from studio_lint.facts.wrappers import BUILTINS, SWITCHING, WITH, WRAPPERS
from studio_lint.model.commands.arguments import PORT
from studio_lint.model.commands.tasks import TASK
from studio_lint.model.commands.wrappers import COMMAND, FILE, INLINE, INPUT
from studio_lint.model.process.bindings import NOTHING, tool_of
from studio_lint.model.process.programs import CODE, IDLE, TOOL, Program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from studio_lint.facts.tools.tool import Background
    from studio_lint.model.build.image import Image
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Hop, Invocation
    from studio_lint.model.process.process import Process
    from studio_lint.syntax.shell.tree import Command

    HeldWay = Literal["", "pipe", "aside", "trap"]

PIPE: HeldWay = "pipe"
ASIDE: HeldWay = "aside"
TRAP: HeldWay = "trap"
ENDING = frozenset(("TERM", "SIGTERM", "15"))


class HeldProgram(Record):
    """A program under a shell that stays.

    shell     its name ("dash", "bash")
    command   the command of that shell which is, or leads to, the program
    simple    it is the last simple command: `exec` in front of it is right
    followed  more is to run behind it
    way       PIPE: its output goes on to another program; ASIDE: it runs in the
              background; TRAP: a trap is set, which waits for its end; "" else
    """

    program: Program
    shell: str
    command: Command
    simple: bool = False
    followed: bool = False
    way: HeldWay = ""


def held(process: Process) -> HeldProgram | None:
    """The main program, where a shell stands between it and SIGTERM; None where not, or not known."""
    if process.start is None or process.start.shell:
        return None
    beside = _beside(process)
    if beside is not None:
        return beside
    main = _followed(process) or _main(process)
    if main is None or main.ran.command is None:
        return None
    traps = [ran for ran in process.ran if ran.name == "trap"]
    if any(_may_tell(trap) for trap in traps):
        return None
    hops = main.ran.hops
    if any(hop.kind == TASK for hop in hops):
        return None
    for at, hop in enumerate(hops):
        if _tells_all(hop):
            return None
        if hop.kind not in (INLINE, FILE, INPUT) or hop.name == "eval":
            continue
        # What `eval` is given is run by the same shell, so an `exec` in it takes that shell's place.
        behind = next(
            (one for one in hops[at + 1 :] if one.name != "eval"), hops[at + 1] if at + 1 < len(hops) else None
        )
        if behind is not None and behind.kind == COMMAND and behind.name == "exec":
            continue
        followed = _goes_on(process, main.ran, at)
        stays = followed or bool(traps) or _stays(hop, process.shell)
        if stays is None:
            return None
        if stays:
            command = main.ran.command if behind is None else behind.command
            if command is None:
                return None
            simple = not traps and _is_last(command, hop)
            return HeldProgram(main, _title(hop, process.shell), command, simple, followed, TRAP if traps else "")
    return None


def _beside(process: Process) -> HeldProgram | None:
    """The server in a pipe or in the background, where a shell is all that is told."""
    front = [program for program in process.programs if not program.ran.background]
    servers = [one for one in process.programs if _serves(one) and (one.ran.piped or one.ran.background)]
    if len(servers) != 1 or not process.complete:
        return None
    server = servers[0]
    ran = server.ran
    if (
        ran.command is None
        or not ran.certain
        or _may_leave(ran)
        or any(one.kind != IDLE for one in front if one is not server)
    ):
        return None
    shells = [hop for hop in ran.hops if hop.kind in (INLINE, FILE, INPUT)]
    if not shells or any(hop.kind == TASK or _tells_all(hop) for hop in ran.hops):
        return None
    if ran.background and (_traps(process) or not _waits(process.ran[-1])):
        return None
    if not ran.background and not process.ran[-1].piped:
        return None
    return HeldProgram(server, _title(shells[-1], process.shell), ran.command, way=ASIDE if ran.background else PIPE)


def _serves(program: Program) -> bool:
    return program.kind == TOOL or (program.kind == CODE and program.port is not NOTHING)


def _waits(ran: Invocation) -> bool:
    """Whether a script stays at a command while what it started goes on."""
    return ran.certain and not ran.background and ran.name in ("wait", "sleep", "tail")


def _followed(process: Process) -> Program | None:
    """The first server that runs in front with something behind it."""
    for program in process.programs:
        ran = program.ran
        in_front = ran.certain and not ran.background and not ran.piped
        if _serves(program) and in_front and ran is not process.ran[-1] and not _may_leave(ran):
            return program
    return None


def _may_leave(ran: Invocation) -> bool:
    """Whether a server goes into the background by itself, or words that are not known may tell it to."""
    background = _background(ran)
    if background is not None and (background.always or _detaching(ran, background)):
        return True
    heads = [word.parts[0] for word in ran.arguments if word.value is None and not word.names(PORT)]
    return any(head.kind != "text" and not head.quoting for head in heads)


def _background(ran: Invocation) -> Background | None:
    found = tool_of(ran)
    return found[0].background if found is not None else None


def _detaching(ran: Invocation, background: Background) -> Argument | None:
    """The option that sends a program into the background."""
    letters = {flag[1] for flag in background.flags if len(flag) == 2}
    for word in ran.arguments[1:]:
        value = word.value or ""
        joined = background.joined and value[:1] == "-" and value[1:].isalpha() and letters & set(value[1:])
        if value.partition("=")[0] in background.flags or joined:
            return word
    return None


def _goes_on(process: Process, ran: Invocation, at: int) -> bool:
    """Whether the shell that is the hop `at` of a program runs anything behind it."""
    script = ran.hops[at].script
    behind = False
    for one in process.ran:
        if behind and len(one.hops) > at and one.hops[at].script is script:
            return True
        behind = behind or one is ran
    return False


def _tells_all(hop: Hop) -> bool:
    """Whether a program in front sends SIGTERM to all that a shell under it starts, not to the shell alone."""
    wrapper = WRAPPERS.get(hop.name)
    if wrapper is None or not wrapper.group:
        return False
    letters = {flag[1] for flag in wrapper.group_flags if len(flag) == 2}
    options = [word.value or "" for word in hop.layer.options]
    given = any(
        value in wrapper.group_flags
        or (value[:1] == "-" and value[:2] not in wrapper.values and letters & set(value[1:]) and value[1:2] != "-")
        for value in options
    )
    return given == (wrapper.group == WITH)


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


def _title(hop: Hop, system: str | None) -> str:
    return (system or hop.name) if hop.name == "sh" else hop.name


def _stays(hop: Hop, system: str | None) -> bool | None:
    """Whether a shell remains in front of its last command; None where it is not known."""
    if hop.kind in (FILE, INPUT):
        return True
    title = _title(hop, system)
    if title == "dash":
        return True
    if title == "bash":
        return not hop.last
    return None


def _is_last(command: Command, hop: Hop) -> bool:
    """Whether a command can be put in the shell's place: a simple one, the last of the shell's text."""
    script = hop.script
    if script is None or not script.chains or command.assignments or command.name in BUILTINS:
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
    return words[1].text if any((word.value or "").upper() in ENDING for word in words[2:]) else None


class Detached(Record):
    """A server that leaves the foreground: the option that sends it away, "" where it goes by itself."""

    program: Program
    background: Background
    flag: Text | None = None


def detaches(process: Process) -> Detached | None:
    """The server that all ends with, where it goes into the background and nothing keeps it."""
    followed = process.runner is not None and not process.runner.partial
    main = _main(process) if followed else None
    if main is None or main.ran.name is None or any(hop.kind == TASK for hop in main.ran.hops):
        return None
    background = _background(main.ran)
    if background is None or any(word.value is None and not word.names(PORT) for word in main.ran.arguments):
        return None
    if any(program.ran is not main.ran and not program.ran.background for program in process.programs):
        return None
    flag = _detaching(main.ran, background)
    if flag is not None:
        return Detached(main, background, flag.text)
    if not background.always or _is_kept(process, main, background):
        return None
    if background.root and (process.image.config.user or any(hop.name in SWITCHING for hop in main.ran.hops)):
        return None
    return Detached(main, background) if not background.setting or _is_told_all(process.image) else None


def _is_kept(process: Process, main: Program, background: Background) -> bool:
    """Whether the command, or anything that may make its settings, keeps a program in the foreground."""
    words = " ".join(argument.shown for argument in main.ran.arguments[1:])
    if any(f" {front} " in f" {words} " or (" " not in front and front in words) for front in background.front):
        return True
    if not background.setting:
        return False
    word = background.setting.partition("=")[0].strip().rpartition("-")[2].partition(" ")[0]
    texts = [source.text for source in process.files]
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
    waiting = ("wait", "sleep", "tail", "read", "fg", "cat", "tee", "trap")
    if any(ran.name in waiting or (not ran.certain and ran.name not in ("[", "test")) for ran in process.ran):
        return None
    return process.programs[-1]


def launcher(away: Program) -> tuple[Argument, Background] | None:
    """The word of the supervisor that started a program, or is the program, and itself went into the background."""
    for hop in away.ran.hops:
        words = hop.layer.arguments
        tool = find(words[0].value or "", []) if hop.kind == TASK and words else None
        if tool is not None and tool.background is not None and tool.background.fix:
            return words[0], tool.background
    return None
