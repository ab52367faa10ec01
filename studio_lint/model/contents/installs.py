"""What package managers and other installers add: commands, and files in system folders."""

from __future__ import annotations

from studio_lint.facts import apt_packages, connect
from studio_lint.facts.bases.commands import ASKED
from studio_lint.facts.installers import pip
from studio_lint.facts.installers.system import APT
from studio_lint.facts.programs import run_commands as facts
from studio_lint.model.contents import events
from studio_lint.model.contents.apt import brought, is_update, packages
from studio_lint.model.contents.events import FILE, FOLDER, LINK, Event, merged
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.state import Folders
    from studio_lint.model.contents.timeline import Timeline

_WRITTEN = frozenset(("-t", "--target", "--prefix", "--root", "-d", "-w", "--dest", "--wheel-dir", "--src"))
"""Options of pip that name a folder to write to (pip 26's manual)."""

_ELSEWHERE = ("-t", "--target", "--prefix", "--root", "--user")
SOURCES = ("/etc/apt/sources.list", "/etc/apt/sources.list.d")


def of_command(ran: Invocation, timeline: Timeline, path: Folders) -> Iterator[Event]:
    """The changes of a command that is no ordinary file command: an installer, or a program that may do anything."""
    name = ran.name or ""
    values = [word.value for word in ran.arguments[1:]]
    if name in APT:
        yield from _apt(ran, timeline)
    elif name.startswith((pip.PROGRAM, pip.PYTHON)) or name in facts.PYTHON_TOOLS:
        from studio_lint.model.contents import environments

        yield from _python(ran, name, values, environments.of_python(ran, timeline, path))
        if values[:2] == ["-m", "venv"]:
            yield from _led(ran, values[2:], environments.interpreter(ran, timeline, path))
    elif name in facts.CONDA_TOOLS:
        yield from _conda(ran, values, timeline, path)
    elif name in facts.NODE_TOOLS:
        yield from _node(ran, values)
    elif name in facts.SYSTEM:
        yield from _system(ran, name)
    elif name in facts.R_PROGRAMS:
        yield from _r(values)
    elif name == connect.PROGRAM and values[:1] == ["--install"]:
        yield Event(events.MAYBE, "/", events.INSTALL, closed=True)
        yield Event(events.BRINGS, "/usr", names=connect.INSTALLS, closed=True)
    elif name == "virtualenv":
        yield from _environment(ran, values)
    else:
        yield from (Event(events.MAYBE, events.ANYWHERE), Event(events.BRINGS, ""))


def _folders() -> Iterator[Event]:
    yield Event(events.MAYBE, "/", events.INSTALL)


def _system(ran: Invocation, name: str) -> Iterator[Event]:
    if name in facts.UNSETTLING_USERS:
        yield Event(events.USER, "*", "no")
    if name in facts.ONLY_ACCOUNTS:
        return
    yield from _folders()
    if name in facts.ADDS_SOURCES:
        yield Event(events.MAYBE, "/etc/apt")
        yield Event(events.MAYBE, "/etc/yum.repos.d")
    if name in facts.PACKAGERS:
        yield Event(events.BRINGS, "")
    if name in facts.LINKS_BY_OPTION:
        yield from _linked(ran, facts.LINKS_BY_OPTION[name])


def _linked(ran: Invocation, options: tuple[str, ...]) -> Iterator[Event]:
    """The links that options make: each is followed by the path of one, a name, and what it leads to."""
    values = [word.value for word in ran.arguments]
    for at, value in enumerate(values):
        link, target = values[at + 1 : at + 2], values[at + 3 : at + 4]
        if value not in options or not target:
            continue
        if link[0] and target[0]:
            yield Event(events.PUT, merged(link[0]), LINK, target=merged(target[0]))
        else:
            yield Event(events.BRINGS, "")


def _apt(ran: Invocation, timeline: Timeline) -> Iterator[Event]:
    """The lists that `update` writes, and what an install brings."""
    if is_update(ran):
        yield Event(events.PUT, events.LISTS, FILE)
    found = packages(ran)
    if found is None:
        return
    foreign = any(timeline.touched(folder) for folder in SOURCES)
    sure, maybe = brought(found, foreign)
    yield from _folders()
    # In which folder of the system a command lies is not told apart.
    names = None if maybe is None else maybe | sure
    yield Event(events.BRINGS, "" if foreign else "/usr", names=names, asked=apt_packages.COMMANDS)
    release = timeline.bottom.release_name if timeline.bottom is not None else ""
    for command in sorted(sure) if release and release not in apt_packages.OLDER else ():
        yield Event(events.PUT, f"/usr/bin/{command}", FILE)


def _python(ran: Invocation, name: str, values: list[str | None], environment: str) -> Iterator[Event]:
    """pip brings what its packages have; `python -m venv` makes an environment; any other Python may do anything."""
    if name.startswith(pip.PYTHON):
        if values[:2] == ["-m", "venv"] or values[:2] == ["-m", "virtualenv"]:
            yield from _environment(ran, values[2:])
            return
        if values[:2] == ["-m", pip.PROGRAM]:
            values = values[2:]
        elif values[:1] == ["-c"] and _is_harmless(values):
            return
        else:
            yield from (Event(events.MAYBE, events.ANYWHERE), Event(events.BRINGS, ""))
            return
    if name in facts.MAKING_VENV and values[:1] == [facts.MAKING_VENV[name]]:
        yield from _environment(ran, values[1:] or [".venv"])
        return
    if any(value in ("install", "sync", "add", "inject", "download", "wheel", "run") for value in values if value):
        yield from _folders()
        if not _is_elsewhere(values):
            yield _brought(environment, values)
        elif "--user" in values:
            yield from (Event(events.MAYBE, folder) for folder in ("/root/.local", "/home"))
        named = [value for at, value in enumerate(values) if not at or values[at - 1] not in pip.LISTS]
        known = all(value is None or not value.startswith((".", "/", "-e", "git+")) for value in named)
        writes = name == facts.AMBIGUOUS and values[:1] != [pip.PROGRAM]
        if not known or writes or any(value in ("download", "wheel") for value in values):
            yield Event(events.MAYBE, merged(ran.folder) if ran.folder else events.ANYWHERE)
        for option, value in _pairs(values):
            if (
                option in ("-t", "--target", "--prefix", "--root", "-d", "-w", "--dest", "--wheel-dir", "--src")
                and value
            ):
                yield Event(events.MAYBE, merged(join_path(ran.folder, value) or "/"))


def _brought(environment: str, values: list[str | None]) -> Event:
    """The commands that come with packages of PyPI."""
    given = values[values.index("install") + 1 :] if "install" in values else []
    from studio_lint.syntax.pip.tree import name_end

    names = ["" if value is None else value[: name_end(value)] for value in given if (value or "")[:1] != "-"]
    if names and all(name in pip.ALONE for name in names):
        commands = frozenset(command for name in names for command in pip.ALONE[name])
        return Event(events.BRINGS, environment, names=commands, asked=ASKED, closed=True)
    return Event(events.BRINGS, environment, names=facts.FROM_PIP, asked=ASKED)


def _is_elsewhere(values: list[str | None]) -> bool:
    """Whether pip puts commands into a folder that is not that of the interpreter (pip 26's manual)."""
    return any(value is not None and value.partition("=")[0] in _ELSEWHERE for value in values)


def _pairs(values: list[str | None]) -> list[tuple[str | None, str | None]]:
    """Each word with the next one, and both sides of `--option=value`."""
    glued = [value.partition("=")[::2] for value in values if value is not None and value.startswith("--")]
    pairs = ((values[at], values[at + 1]) for at in range(len(values) - 1))
    return [*((option, told) for option, told in glued if told), *pairs]


def _is_harmless(values: list[str | None]) -> bool:
    """Whether a line of Python imports, asserts and prints only."""
    text = values[1] if len(values) > 1 else None
    if text is None:
        return False
    parts = [part.strip() for line in text.split("\n") for part in line.split(";")]
    return all(not part or part.startswith(("import ", "from ", "print(", "assert ", "#")) for part in parts)


def _environment(ran: Invocation, values: list[str | None]) -> Iterator[Event]:
    """A virtual environment: python, pip and activate."""
    folder = next((value for value in reversed(values) if value and not value.startswith("-")), None)
    path = join_path(ran.folder, folder) if folder else None
    if path is None:
        yield Event(events.MAYBE, events.ANYWHERE)
        return
    path = merged(path)
    yield Event(events.PUT, path, FOLDER)
    yield Event(events.MAYBE, path, events.INSTALL)
    for name in facts.IN_VENV:
        yield Event(events.PUT, f"{path}/bin/{name}", FILE)


def _led(ran: Invocation, values: list[str | None], interpreter: str) -> Iterator[Event]:
    """The Python of a virtual environment is a link to the one that made it, and starts the scripts beside it."""
    for event in _environment(ran, values):
        folder, _, name = event.path.rpartition("/")
        if not name.startswith(pip.PYTHON) and name in facts.IN_VENV and name != facts.ACTIVATING:
            yield event.replace(target=f"{folder}/{pip.PYTHON}")
        elif name.startswith(pip.PYTHON) and interpreter and "--copies" not in values:
            yield event.replace(target=interpreter)


def _conda(ran: Invocation, values: list[str | None], timeline: Timeline, path: Folders) -> Iterator[Event]:
    verbs = [value for value in values if value and not value.startswith("-")]
    if verbs[:1] in (["clean"], ["config"], ["info"], ["list"], ["shell"], ["init"], ["activate"]):
        if verbs[0] != "clean":
            yield from (Event(events.MAYBE, "/root"), Event(events.MAYBE, "/etc"))
        return
    from studio_lint.model.contents import environments

    named = environments.of_conda(ran, values, timeline, path)
    if named:
        yield Event(events.MAYBE, named)
        yield from (Event(events.MAYBE, folder) for folder in ("/root", "/opt/conda/pkgs"))
        yield Event(events.BRINGS, named)
        return
    yield Event(events.MAYBE, "/opt")
    elsewhere = [value for option, value in _pairs(values) if option in ("-p", "--prefix", "-r", "--root-prefix")]
    for value in elsewhere:
        yield Event(events.MAYBE, merged(join_path(ran.folder, value) or "/") if value else events.ANYWHERE)
    base = timeline.bottom
    if base is None or not base.family.activates or elsewhere:
        yield from _folders()
        yield Event(events.BRINGS, "")


def _node(ran: Invocation, values: list[str | None]) -> Iterator[Event]:
    """Global packages bring commands; a project's come to its folder, and its scripts may do anything."""
    verbs = [value for value in values if value and not value.startswith("-")]
    if verbs[:1] in (["config"], ["cache"], ["enable"], ["prepare"], ["--version"], ["set"]):
        yield from _folders()
        yield Event(events.BRINGS, "", names=facts.FROM_NPM, asked=ASKED)
        return
    if "-g" in values or "--global" in values or verbs[:2] == ["global", "add"]:
        yield from _folders()
        yield Event(events.BRINGS, "", names=facts.FROM_NPM, asked=ASKED)
        return
    if verbs[:1] in (["run"], ["run-script"], ["exec"], ["start"], ["test"]):
        yield from (Event(events.MAYBE, events.ANYWHERE), Event(events.BRINGS, ""))
        return
    # Packages of a project bring no commands onto PATH, but their install scripts run as whoever installs.
    yield Event(events.BRINGS, "", names=facts.FROM_NPM, asked=ASKED, closed=True)
    yield Event(events.MAYBE, merged(ran.folder) if ran.folder else events.ANYWHERE)
    yield Event(events.MAYBE, "/root")


def _r(values: list[str | None]) -> Iterator[Event]:
    """R packages come to R's library; a script of R may do anything."""
    if values[:1] == ["-e"] and all(value is None or "system" not in value for value in values):
        yield from _folders()
    elif not values or values[0] not in ("--version", "-q"):
        yield from (Event(events.MAYBE, events.ANYWHERE), Event(events.BRINGS, ""))
