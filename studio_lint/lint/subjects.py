"""What the rules may be given for one file: its tree and its models.

A rule says by the annotation of its parameter what it wants; each subject is
made when the first rule asks for it, and only what is asked for is imported.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.discovery.kinds import ENVIRONMENT
from studio_lint.lint.judged import JUDGED
from studio_lint.model.options import Options

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Protocol

    from studio_lint.base.kind_types import NameKind
    from studio_lint.base.source import Source
    from studio_lint.model.context.context import Context
    from studio_lint.model.environment.readers import EnvironmentReader

    Given = tuple[Any, ...]

    class Asker(Protocol):
        """Who asks registries and channels about a file."""

        def options(self, subjects: Subjects, /) -> Options:
            """The options of a file, with what registries say of connect-client and of the templates."""

        def answers(self, subjects: Subjects, /) -> Given:
            """The answers, as the rules about them are given them."""


class Subjects:
    """The subjects of one file, by the name of their type.

    `location` is where the file lies on disk, if that is not its printed path;
    `root` the repository outside of which nothing is read, if that is not the one of the file;
    `readers` are those who install an environment, none stands for Wave.
    """

    def __init__(
        self,
        source: Source,
        kind: NameKind,
        options: Options = Options(),
        context: Context | None = None,
        location: str = "",
        root: str | None = None,
        readers: tuple[EnvironmentReader, ...] = (),
    ) -> None:
        self.source = source
        self.kind = kind
        self.options = options
        self.context = context
        self.location = location or source.path
        self.root = root
        self.readers = readers
        self.scopes: tuple[str, ...] = JUDGED[kind].scopes
        self.asked = False
        self._made: dict[str, Given | Exception] = {}

    def ask(self, online: Asker) -> None:
        """Have registries and channels asked, so that the rules about their answers are given them."""
        scope = JUDGED[self.kind].answers
        self.asked = True
        self.scopes = (*self.scopes, scope)
        try:
            self.options = online.options(self)
            self._made[scope] = online.answers(self)
        except Exception as error:
            self._made[scope] = error

    def of(self, scope: str) -> Given:
        """What rules of that scope are called with, one after the other.

        Whatever the reader or the model raises is raised, each time the same.
        """
        if scope not in self._made:
            try:
                self._made[scope] = _MAKERS[scope](self)
            except Exception as error:
                self._made[scope] = error
        made = self._made[scope]
        if isinstance(made, Exception):
            raise made
        return made

    def let_go(self) -> None:
        """Nothing more is asked: the models forget what they led to, which refers to them and would keep them."""
        for made in self._made.values():
            for one in made if isinstance(made, tuple) else ():
                if isinstance(one, Record):
                    one.forget()


def _dockerfile(subjects: Subjects) -> Given:
    from studio_lint.syntax.dockerfile import reader as dockerfile_reader

    return (subjects.source.handed_over(dockerfile_reader.read),)


def _image(subjects: Subjects) -> Given:
    from studio_lint.model.build import assemble

    (tree,) = subjects.of("Dockerfile")
    return (assemble.build(tree, subjects.options, subjects.context),)


def _stages(subjects: Subjects) -> Given:
    (image,) = subjects.of("Image")
    return tuple(image.stages)


def _connect(subjects: Subjects) -> Given:
    """Nothing where no image is shipped."""
    from studio_lint.model.connect import connect

    (image,) = subjects.of("Image")
    steps = connect.build(image)
    return (steps,) if steps else ()


def _images(subjects: Subjects) -> Given:
    from studio_lint.model.studio import image_names

    if "Image" in subjects.scopes:
        (image,) = subjects.of("Image")
        return (image_names.of_dockerfile(image),)
    (config,) = subjects.of("StudioConfig")
    return (image_names.of_config(config, subjects.options),)


def _process(subjects: Subjects) -> Given:
    from studio_lint.model.process import process

    (image,) = subjects.of("Image")
    return (process.build(image),)


def _document(subjects: Subjects) -> Given:
    from studio_lint.syntax.yaml import reader as yaml_reader

    document = yaml_reader.read(subjects.source)
    if subjects.kind != ENVIRONMENT or not document.problems:
        return (document,)
    from studio_lint.facts.installers.conda import CONDA

    return (document.replace(lenient=all(reader.dialects != (CONDA,) for reader in subjects.readers), named=True),)


def _environment(subjects: Subjects) -> Given:
    from studio_lint.model.environment import environment

    (document,) = subjects.of("Document")
    made = environment.build(document)
    return (made.replace(readers=subjects.readers) if subjects.readers else made,)


def _pip_input(subjects: Subjects) -> Given:
    """What pip is asked for: by the RUNs of a Dockerfile, or by an environment that has sections of pip."""
    if "Image" in subjects.scopes:
        from studio_lint.model.environment.pip import run_requests

        (image,) = subjects.of("Image")
        return (run_requests.of_image(image),)
    (environment,) = subjects.of("Environment")
    if not environment.pip:
        return ()
    from studio_lint.model.environment.pip import requests as pip_requests

    return (pip_requests.of_environment(environment),)


def _environment_installs(subjects: Subjects) -> Given:
    """The RUNs that install an environment file, and what is in it."""
    from studio_lint.model.environment import prefixes

    (image,) = subjects.of("Image")
    return (prefixes.of_image(image),)


def _studio_config(subjects: Subjects) -> Given:
    from studio_lint.model.studio import studio_config

    (document,) = subjects.of("Document")
    return (studio_config.build(document),)


def _project(subjects: Subjects) -> Given:
    from studio_lint.model.studio import project

    (config,) = subjects.of("StudioConfig")
    made = project.build(config, subjects.location, subjects.root)
    return (made.replace(platform=subjects.options.platform),)


_MAKERS: dict[str, Callable[[Subjects], Given]] = {
    "Dockerfile": _dockerfile,
    "Image": _image,
    "Stage": _stages,
    "Images": _images,
    "Connect": _connect,
    "Process": _process,
    "Document": _document,
    "Environment": _environment,
    "PipInput": _pip_input,
    "EnvironmentInstalls": _environment_installs,
    "StudioConfig": _studio_config,
    "Project": _project,
}
