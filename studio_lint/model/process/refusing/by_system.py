"""What stops a command of the start at once: rights, an account without a shell, code with a mistake."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.interpreters import PYTHON_NAMES
from studio_lint.facts.programs import roles
from studio_lint.facts.programs.logins import CHANGING_SHELL, DEBIAN_USERS, NOLOGIN_SHELLS, OTHER_SHELL
from studio_lint.facts.programs.roles import role
from studio_lint.facts.programs.run_commands import ACCOUNT_OPTIONS, RAISING
from studio_lint.facts.wrappers import IN_A_SHELL, OTHER_VALUES
from studio_lint.model.commands.run_steps import run_commands
from studio_lint.model.commands.wrappers import INLINE
from studio_lint.model.contents import needs
from studio_lint.model.contents.events import STAGE
from studio_lint.model.contents.words import of as of_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image
    from studio_lint.model.commands.command import Hop, Invocation
    from studio_lint.model.contents.contents import Moment
    from studio_lint.model.contents.problems.refused_code import RefusedCode

    Kind = Literal["no-login", "rights", "refused"]


NO_LOGIN: Literal["no-login"] = "no-login"
RIGHTS: Literal["rights"] = "rights"
REFUSED: Literal["refused"] = "refused"


class NoLogin(Record):
    """An account whose shell runs nothing, where su should run a command with it."""

    word: Text
    user: str
    shell: str


def of(image: Image, point: Moment, ran: Invocation) -> Iterator[tuple[Kind, Text, str, str]]:
    """Each kind, its word, what it is about, and the shell, the user or the help."""
    login = no_login(image, point, ran)
    if login is not None:
        yield NO_LOGIN, login.word, login.user, login.shell
    word = unwritable(image, point, ran)
    if word is not None:
        yield RIGHTS, word, word.value, point.state.user or ""
    refused = code(point, ran)
    if refused is not None:
        yield REFUSED, refused.text, refused.problem, refused.help


def unwritable(image: Image, point: Moment, ran: Invocation) -> Text | None:
    """The word that names what only root may write, where the session runs as another user."""
    if point.is_root is not False or any(hop.name in RAISING for hop in ran.hops):
        return None
    from studio_lint.model.contents.problems import rights

    return rights.denied(image, point, ran)


def code(point: Moment, ran: Invocation) -> RefusedCode | None:
    """The mistake in a program, or in the module that a server loads."""
    from studio_lint.model.contents.problems import refused_code
    from studio_lint.model.process.sources.app_module import application

    found = refused_code.of(point, ran)
    served = application(ran) if found is None else None
    if served is None:
        return found
    texts = [text for text in (point.text(path) for path in served[1]) if text is not None]
    return refused_code.of_python(texts[0], served[0].text) if len(texts) == 1 else None


def without_python(point: Moment, name: str) -> str:
    """The Python of another stage without which a program of its environment does not run here; "" for nothing."""
    for folder in point.path:
        event = point.timeline.last(f"{folder}/{name}", point.at) if folder is not None else None
        if event is not None and event.kind == STAGE:
            return needs.lacking(point.timeline, f"{folder}/{PYTHON_NAMES[0]}", point.at)
    return ""


def no_login(image: Image, point: Moment, ran: Invocation) -> NoLogin | None:
    """The account that su switches to, where its shell only says that it is not available."""
    for hop in ran.hops:
        if hop.name in IN_A_SHELL and hop.kind == INLINE:
            word = _user(hop)
            shell = _shell(image, point, word.value) if word is not None else ""
            return NoLogin(word, word.value, shell) if word is not None and shell else None
    return None


def _user(hop: Hop) -> Text | None:
    """The word that names the user; None where the command has a shell of its own."""
    options = hop.unwrapped.options
    values = [word.value for word in options]
    if None in values or any((value or "").startswith(OTHER_SHELL) for value in values):
        return None
    named = (
        word.text
        for at, word in enumerate(options)
        if not (word.value or "-").startswith("-") and (not at or values[at - 1] not in OTHER_VALUES)
    )
    return next(named, None)


def _shell(image: Image, point: Moment, user: str) -> str:
    """The shell of an account that may not log in; "" for another, or where it is not known."""
    steps = [step for stage in image.lineage for step in stage.steps if step.instruction.keyword == "RUN"]
    if any(word in step.instruction.body.value for step in steps for word in CHANGING_SHELL):
        return ""
    for step in steps:
        for ran in run_commands(step) if user in step.instruction.body.value else ():
            does = role(ran.name)
            if does not in (roles.ADDS_USER, roles.ADDS_USER_AND_HOME):
                continue
            words = of_words(ran, ACCOUNT_OPTIONS)
            if user not in words.values:
                continue
            shell = words.value("-s", "--shell") or ""
            if not shell and does == roles.ADDS_USER_AND_HOME and words.has("--system"):
                shell = NOLOGIN_SHELLS[0]
            return shell if shell in NOLOGIN_SHELLS else ""
    release = point.base.release if point.base is not None else None
    known = release is not None and release.by_dpkg and user in DEBIAN_USERS
    return NOLOGIN_SHELLS[0] if known else ""
