"""What a file means, as far as fixes have to leave it alone: values that can be compared."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.discovery.kinds import CONFIG, DOCKERFILE
from studio_lint.facts.wrappers import SWITCHING
from studio_lint.model.commands.arguments import PORT
from studio_lint.model.commands.spelling import spelled
from studio_lint.model.connect.edits import is_root

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from studio_lint.base.source import Span
    from studio_lint.lint.subjects import Subjects
    from studio_lint.model.build.image import Image
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.environment.environment import Environment
    from studio_lint.model.process.bindings import Binding
    from studio_lint.model.process.process import Process
    from studio_lint.model.process.programs import Program
    from studio_lint.syntax.yaml.tree import Document

    Words = tuple[str, ...]


class Listener(Record):
    """A program that may listen.

    given    it gets the session's port
    refuses  it is started by root, and does not start so
    environment  variables that the start sets for it, with their values
    private  only programs of the same container reach it, as its command or its source says
    branch   of those with the same number only one can run; 0 of any other
    """

    name: str
    port: tuple[str, str]
    host: tuple[str, str]
    given: bool = False
    refuses: bool = False
    environment: tuple[tuple[str, str], ...] = ()
    private: bool = False
    branch: int = 0


class ImageMeaning(Record):
    """What a Dockerfile and the files that its image starts mean.

    commands   the words of all that runs at the start, in order, as `words` spells them, with redirections;
               `&` at the end of what runs in the background, `|` of what is in a pipe
    listeners  those of them that may listen
    whole      all that starts is known
    config     the final stage's OCI config, as `inspect` shows it
    built      keyword and text of each instruction, `places` where they are
    installs   the words of all that the RUNs run
    read       paths of the files that were read on the way
    uses       CONNECT_TOOL_PORT is used by what starts
    health     as `commands`, of the health check
    """

    commands: tuple[Words, ...]
    listeners: tuple[Listener, ...]
    whole: bool
    config: dict[str, Any]
    built: tuple[tuple[str, str], ...]
    places: tuple[Span, ...]
    installs: tuple[Words, ...]
    read: frozenset[str]
    uses: bool = False
    health: tuple[Words, ...] = ()


class EnvironmentMeaning(Record):
    """What an environment file asks for.

    asked  each dependency and each line of pip, as written, spaces around it left out
    keys   the top-level keys that are no lists of packages, with their values
    """

    asked: tuple[str, ...]
    keys: tuple[tuple[str, Any], ...]
    broken: bool


class ConfigMeaning(Record):
    """The values of a studio-config, by their path in it."""

    keys: tuple[tuple[str, Any], ...]


Meaning = ImageMeaning | EnvironmentMeaning | ConfigMeaning


def of(subjects: Subjects) -> Meaning:
    """What a linted file means. Raises what readers and models raise."""
    if subjects.kind == DOCKERFILE:
        (image,) = subjects.of("Image")
        return of_image(image)
    (document,) = subjects.of("Document")
    if subjects.kind == CONFIG:
        return ConfigMeaning(tuple(_values(document)))
    (environment,) = subjects.of("Environment")
    return of_environment(environment)


def of_image(image: Image) -> ImageMeaning:
    """The meaning of a Dockerfile, a plain one included."""
    from studio_lint.model.build.inspect import config_data
    from studio_lint.model.commands.run_steps import run_commands
    from studio_lint.model.process import healthcheck
    from studio_lint.model.process import process as processes

    process = processes.build(image, plain=True)
    source = image.source
    steps = [step for stage in image.stages for step in stage.steps if step.instruction.keyword == "RUN"]
    return ImageMeaning(
        tuple(map(_command, process.ran)),
        tuple(_listener(process, program) for program in process.programs),
        process.complete,
        config=config_data(image.config),
        built=tuple((one.keyword, source.slice(one.span)) for one in image.dockerfile.instructions),
        places=tuple(one.span for one in image.dockerfile.instructions),
        installs=tuple(words(ran) for step in steps for ran in run_commands(step)),
        read=frozenset(one.path for one in process.files),
        uses=bool(process.usage.uses),
        health=tuple(map(_command, healthcheck.commands(image))),
    )


def words(ran: Invocation) -> Words:
    """The words of a command: known variables put in, `$NAME` for others, `\\$` for a `$` that nothing expands."""
    return tuple(spelled(argument.parts) for argument in ran.arguments)


def _command(ran: Invocation) -> Words:
    flows = [
        flow.redirect.descriptor + flow.operator + spelled((flow.target or flow.content).parts)  # type: ignore[union-attr]
        for flow in ran.flows
        if flow.target is not None or flow.content is not None
    ]
    marks = [mark for mark, there in (("|", ran.piped), ("&", ran.background)) if there]
    return (*words(ran), *flows, *marks)


def _environment(ran: Invocation) -> tuple[tuple[str, str], ...]:
    """What the start hands on to a program besides the variables of the image."""
    given = ran.variables.view.flat()
    return tuple(
        sorted((name, "?" if held is None else spelled(held)) for name, (held, exported) in given.items() if exported)
    )


def _listener(process: Process, program: Program) -> Listener:
    given = is_given(process, program)
    return Listener(
        program.name,
        _told(program.port),
        _told(program.host),
        given=given,
        refuses=_refuses(process, program),
        environment=_environment(program.ran),
        private=program.private,
        branch=_branch(process, program),
    )


def _branch(process: Process, program: Program) -> int:
    """The number of the first program that cannot run beside this one."""
    from studio_lint.model.process.editing.branches import excludes

    others = (at for at, one in enumerate(process.programs, 1) if excludes(one.ran, program.ran))
    return next(others, 0)


def _refuses(process: Process, program: Program) -> bool:
    """Whether a program is started by root, to which it says no."""
    option = program.tool.root_option if program.tool is not None else ""
    user = process.image.config.user
    if not option or (user is not None and not is_root(user.value)) or program.ran.name in SWITCHING:
        return False
    if any(hop.name in SWITCHING for hop in program.ran.hops):
        return False
    return not any(argument.shown.partition("=")[0] == option.partition("=")[0] for argument in program.ran.arguments)


def is_given(process: Process, program: Program) -> bool:
    """Whether the session's port reaches a program: by its words, its variables, its source or its settings."""
    if program.port.kind == "tool-port" or any(argument.names(PORT) for argument in program.ran.arguments[1:]):
        return True
    if program.kind != "code" or program.port.kind in ("literal", "default"):
        return False
    return bool(process.usage.uses) and len(process.programs) == 1


def _told(binding: Binding) -> tuple[str, str]:
    return binding.kind, binding.value


def of_environment(environment: Environment) -> EnvironmentMeaning:
    """The meaning of an environment file."""
    asked = [one.spec.text.value.strip() for one in environment.dependencies if one.spec is not None]
    asked += [line.line.text.value.strip() for line in environment.requirements if line.line is not None]
    others = [
        environment.source.slice(one.span).strip()
        for one in environment.dependencies
        if one.spec is None and one.kind != "pip"
    ]
    keys = [pair for pair in _values(environment.document) if not pair[0].startswith("dependencies")]
    return EnvironmentMeaning((*asked, *others), tuple(keys), environment.broken)


def _values(document: Document) -> Iterable[tuple[str, Any]]:
    """Every scalar with its path, in the order of the file."""
    from studio_lint.syntax.yaml.tree import Mapping, Scalar, Sequence

    waiting: list[tuple[str, Any]] = [("", document.root)]
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, Scalar):
            yield path, node.value
        elif isinstance(node, Sequence):
            waiting += [(f"{path}[{at}]", item) for at, item in enumerate(node.items)][::-1]
        elif isinstance(node, Mapping):
            pairs = [(entry.key.value if isinstance(entry.key, Scalar) else "?", entry.value) for entry in node.entries]
            waiting += [(f"{path}.{name}".lstrip("."), value) for name, value in pairs][::-1]
