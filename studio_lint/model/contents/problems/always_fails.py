"""Commands that certainly fail: `exit 1`, a false test, creating what already exists, asking a question."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.installers.pip import PYTHON
from studio_lint.facts.programs import roles
from studio_lint.facts.programs.code_options import NODE, NODE_INSTALLS, PYTHON_INSTALLS
from studio_lint.facts.programs.roles import role
from studio_lint.facts.programs.run_commands import MAKING_VENV, valued
from studio_lint.facts.shell_words import BUILTINS, LOOKING_UP
from studio_lint.facts.task_runners import MAKES
from studio_lint.model.build.values import BadValue
from studio_lint.model.contents import contents
from studio_lint.model.contents.base_files import is_program_folder
from studio_lint.model.contents.events import LINK, merged
from studio_lint.model.contents.operands import Operands
from studio_lint.model.contents.pip_managed import pip_words
from studio_lint.model.contents.problems.archives import not_archives
from studio_lint.model.contents.words import of
from studio_lint.model.context.wildcards import has_wildcard
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image, Stage
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.contents import Point

    FailureKind = Literal[
        "status", "test", "broken", "there", "turned", "absent", "unset", "asks", "archive", "folder", "whole folder",
        "mode", "secret", "not given", "unended", "no environment", "module", "own module",
        "target", "no makefile",
    ]  # fmt: skip


_FIRST_LETTERS = frozenset(one[0] for one in (PYTHON, NODE, *MAKES))


class Fails(Record):
    """A command that fails for certain, or ("not given") unless the build is given a value for the ARG `name`.

    text  the command, or the word that makes it fail
    kind  "status": its status is a failure; "test": a test is false, about the path or variable `name`; "broken": a
          test is none; "there": `name` is there already; "turned": it succeeds behind `!`; "absent": it asks for the
          program `name`; "unset": the variable `name` has no value and must have one; "asks": a question has no
          answer; "archive": the text file `name` is unpacked; "folder": the folder `name` is removed as a file,
          "whole folder": copied as one; "mode": `name` is no mode; "secret": the secret `name` is required;
          "unended": nothing ends the command behind `name`; "no environment": `name` needs a virtual environment;
          "module": no package has the module `name`, and `place` installs it; "own module": that is one of the
          project, found from the folder `place`, if any; "target": the Makefile has no target `name`, but one nearly
          called so, `place`; "no makefile": the folder `name` has none
    """

    text: Text
    kind: FailureKind
    name: str = ""
    place: str = ""


def always_fails(image: Image, stage: Stage) -> Iterator[Fails]:
    """Those of a stage's RUNs that make them fail."""
    points = contents.of(image).points(stage)
    operands = Operands(image, stage, points)
    installed: set[str] = set()
    for point in points:
        ran = point.ran
        if ran is None or not ran.certain or ran.background or point.step.trigger or ran.command is None:
            continue
        if ran.turned:
            if _succeeds(point, ran, operands):
                yield Fails(ran.command.text, "turned")
        elif ran.fatal:
            found = next(_of_command(point, ran, operands, installed), None)
            if found is not None:
                yield found
        installed |= _installed(ran)
    yield from _secrets(stage)
    yield from _modules(image, stage)
    for one in not_archives(image, stage):
        yield Fails(one.word, "archive", one.path)


def _modules(image: Image, stage: Stage) -> Iterator[Fails]:
    """Modules that a command of Python or Node loads and does not find."""
    for point, ran in contents.of(image).runs(stage):
        name = ran.name or ""
        if name[:1] not in _FIRST_LETTERS:
            continue
        if name.startswith(PYTHON):
            from studio_lint.model.contents.problems import missing_modules

            for found in missing_modules.of_command(image, stage, point, ran):
                kind: FailureKind = "module" if found.project else "own module"
                place = f"{PYTHON_INSTALLS} {found.project}" if found.project else found.folder
                yield Fails(found.word, kind, found.name, place)
                break
        elif name in MAKES:
            from studio_lint.model.contents.problems import make_targets

            for target in make_targets.missing(image, point, ran):
                yield Fails(
                    target.word,
                    "target" if target.name else "no makefile",
                    target.name or target.path,
                    target.near or "",
                )
        elif name.startswith(NODE):
            from studio_lint.model.contents.problems import required_modules

            for word in required_modules.no_package(image, point, ran):
                yield Fails(word, "module", word.value, f"{NODE_INSTALLS} {word.value}")
                break


def _secrets(stage: Stage) -> Iterator[Fails]:
    """Secrets that a RUN cannot do without."""
    for step in stage.steps:
        for flag in step.instruction.flags if step.instruction.keyword == "RUN" and not step.broken else ():
            from studio_lint.model.build import mounts

            fields = mounts.split(flag.value) if flag.name == "mount" and flag.value is not None else ()
            if isinstance(fields, BadValue):
                continue
            named = {key.lower(): value for key, _, value in (field.value.partition("=") for field in fields)}
            if named.get("type") == "secret" and named.get("required", "false") in ("", "true", "1") and flag.value:
                yield Fails(flag.value, "secret", named.get("id") or named.get("target", "").rpartition("/")[2])


def _of_command(point: Point, ran: Invocation, operands: Operands, installed: set[str]) -> Iterator[Fails]:
    command = ran.command
    assert command is not None
    values = [word.value for word in ran.arguments]
    yield from _unset(point, ran, operands)
    there = _exists(point, ran)
    if there is not None:
        yield Fails(there[0], "there", there[1])
    if ran.name == "false" or (ran.name in ("exit", "return") and values[1:] and _is_failure(values[1])):
        yield Fails(command.text, "status")
    from studio_lint.model.contents.problems.shell_tests import result

    came_to = result(point, ran, operands)
    if came_to is None and operands.given:
        without = Operands(operands.image, operands.stage, (), False)
        came_to = result(point, ran, without)
        if came_to is not None and came_to.broken and id(point.step) not in operands.unseen:
            name = next((f"${name}" for name in _empty(point, ran, without)), "")
            yield Fails(command.text, "not given", name)
    elif came_to is not None and not came_to.holds:
        name = came_to.path or next((f"${name}" for name in _empty(point, ran, operands)), "")
        yield Fails(command.text, "broken" if came_to.broken else "test", name)
    asked = _asked(ran)
    if asked is not None and point.command(asked) is False:
        yield Fails(ran.arguments[-1].text, "absent", asked)
    yield from _folders(point, ran)
    yield from _unended(ran)
    if ran.name in MAKING_VENV:
        from studio_lint.model.contents.problems.no_environment import without_environment

        verb = without_environment(point, ran, operands)
        if verb is not None:
            yield Fails(verb, "no environment", verb.value)
    yield from _mode(ran)
    if not ran.piped and _uninstalls(ran, installed):
        yield Fails(ran.arguments[0].text, "asks", ran.name or "")


def _unset(point: Point, ran: Invocation, operands: Operands) -> Iterator[Fails]:
    """Variables that are required, by `set -u` or by `${NAME:?}`."""
    for word in ran.arguments:
        for part in word.parts:
            if part.kind != "variable" or not operands.is_unset(point, part.name):
                continue
            written = part.text.value
            required = written.startswith((f"${{{part.name}:?", f"${{{part.name}?"))
            if required or (ran.nounset and operands.is_empty(point, part)):
                yield Fails(part.at, "unset", part.name)


def _empty(point: Point, ran: Invocation, operands: Operands) -> Iterator[str]:
    for word in ran.arguments:
        for part in word.parts:
            if part.kind == "variable" and operands.is_empty(point, part):
                yield part.name


def _succeeds(point: Point, ran: Invocation, operands: Operands) -> bool:
    if ran.name in ("true", ":"):
        return True
    asked = _asked(ran)
    if asked is not None:
        return point.command(asked) is True
    from studio_lint.model.contents.problems.shell_tests import result

    came_to = result(point, ran, operands)
    return came_to is not None and came_to.holds


def _asked(ran: Invocation) -> str | None:
    """The program that `command -v` and the like ask for; None for another command."""
    values = [word.value for word in ran.arguments[1:]]
    if ran.name not in LOOKING_UP or not values or values[-1] is None:
        return None
    if (ran.name == "command") is not (values[:-1] in (["-v"], ["-V"])) or len(values) > 2:
        return None
    name = values[-1]
    plain = name and not name.startswith("-") and "/" not in name and name not in BUILTINS
    return name if plain and (ran.name == "command" or len(values) == 1) else None


def _folders(point: Point, ran: Invocation) -> Iterator[Fails]:
    """`rm` and `cp` of a folder, without the option for it."""
    does = role(ran.name)
    if does not in (roles.REMOVES, roles.COPIES):
        return
    words = of(ran, valued(ran.name or ""))
    removes = does == roles.REMOVES
    if not words.known or words.has(*roles.FOLLOWING_FOLDERS[does]):
        return
    for word in words.operands if removes or words.has("-t", "--target-directory") else words.operands[:-1]:
        value = word.value
        path = join_path(ran.folder, value) if value and not value.startswith("~") else None
        if path is None or has_wildcard(path) or "{" in path:
            continue
        if point.exists(merged(path)) and point.is_folder(merged(path)):
            yield Fails(word.text, "folder" if removes else "whole folder", path)


def _unended(ran: Invocation) -> Iterator[Fails]:
    """`find … -exec COMMAND {}` without the word that ends the command."""
    if role(ran.name) != roles.SEARCHES:
        return
    begun: Argument | None = None
    before: str | None = ""
    for word in ran.arguments[1:]:
        if word.value is None and begun is not None:
            return
        if begun is None and word.value in roles.RUNNING:
            begun = word
        elif word.value == ";" or (word.value == "+" and before == "{}"):
            begun = None
        before = word.value
    if begun is not None:
        yield Fails(begun.text, "unended", begun.value or "")


def _mode(ran: Invocation) -> Iterator[Fails]:
    """chmod with a word that is no mode."""
    if role(ran.name) != roles.SETS_MODE:
        return
    word = next((one for one in ran.arguments[1:] if one.value is None or not one.value.startswith("-")), None)
    value = word.value if word is not None else None
    if word is None or not value or any((one.value or "").startswith("--ref") for one in ran.arguments[1:]):
        return
    # `+700` adds what these digits say (GNU coreutils 9.1).
    digits = value.lstrip("+-=")
    if digits[:1].isdecimal():
        wrong = not (set(digits) <= set("01234567") and len(digits) <= 5)
    else:
        wrong = any(set(part) - set("ugoarwxXst+-=") or not set(part) & set("+-=") for part in value.split(","))
    if wrong and "=" not in value[:1]:
        yield Fails(word.text, "mode", value)


def _installed(ran: Invocation) -> set[str]:
    """The projects that pip installs."""
    pip = pip_words(ran)
    words = [word.value or "" for word in ran.arguments[pip[1] :]] if pip is not None else []
    return {_project(word) for word in words[1:] if not word.startswith("-")} if words[:1] == ["install"] else set()


def _uninstalls(ran: Invocation, installed: set[str]) -> bool:
    """Whether pip asks before it uninstalls what was installed; it asks nothing where there is nothing to do."""
    pip = pip_words(ran)
    words = [word.value or "" for word in ran.arguments[pip[1] :]] if pip is not None else []
    if words[:1] != ["uninstall"] or any(word in ("-y", "--yes", "-qy", "-yq", "-r") for word in words):
        return False
    if ran.variables.get("PIP_YES") is not None or any("<" in flow.operator for flow in ran.flows):
        return False
    return any(_project(word) in installed for word in words[1:])


def _project(requirement: str) -> str:
    name = requirement
    for mark in "[=<>~!; @":
        name = name.partition(mark)[0]
    return name.lower().replace("_", "-").replace(".", "-")


def _exists(point: Point, ran: Invocation) -> tuple[Text, str] | None:
    """What `mkdir` or `ln` would make, and that is there."""
    does = role(ran.name)
    if does not in (roles.MAKES_FOLDERS, roles.LINKS):
        return None
    words = of(ran, valued(ran.name or ""))
    if not words.known or words.has("-p", "--parents", "-f", "--force", "-b", "--backup", "-i", "-t"):
        return None
    if does == roles.LINKS and len(words.operands) != 2:
        return None
    for word in words.operands if does == roles.MAKES_FOLDERS else words.operands[1:]:
        value = word.value or ""
        path = join_path(ran.folder, value) if value and not value.startswith("~") and "{" not in value else None
        if path is not None and does == roles.LINKS and _leads_nowhere(point, merged(path)):
            return word.text, path
        if path is None or not point.exists(merged(path)):
            continue
        if does == roles.MAKES_FOLDERS or point.is_folder(merged(path)) is False or _is_program(point, path):
            return word.text, path
    return None


def _leads_nowhere(point: Point, path: str) -> bool:
    """Whether a link is at a path, and nothing at its other end: `ln` then makes none in there."""
    event = point.timeline.last(path, point.at)
    return event is not None and event.what == LINK and event.path == path and point.exists(event.target) is False


def _is_program(point: Point, path: str) -> bool:
    """Whether a path is that of a command of the base image."""
    folder, _, name = path.rpartition("/")
    return is_program_folder(merged(folder)) and point.timeline.base_program(name) is True


def _is_failure(status: str | None) -> bool:
    return status is not None and status.isdecimal() and int(status[:4]) % 256 != 0
