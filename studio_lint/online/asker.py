"""Asks about the files of one run: each image and each environment once."""

from __future__ import annotations

from importlib.util import find_spec

from studio_lint.base.errors import UsageError
from studio_lint.discovery.kinds import ENVIRONMENT
from studio_lint.model.studio.answers import ImageAnswer, ImageAnswers, ImageState
from studio_lint.online import environments, images

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_lint.lint.subjects import Given, Subjects
    from studio_lint.model.options import Options
    from studio_lint.online.environments import Question, Solution
    from studio_lint.syntax.image_reference import Reference

    Troubles = Callable[[str], None]
    AskImages = Callable[[list[Reference], Troubles], dict[str, ImageState]]
    AskTags = Callable[[list[str], Troubles], dict[str, tuple[str, ...]]]
    AskChannels = Callable[[Question, Troubles], Solution | None]

NEEDED = ("httpx", "rattler")


class Online:
    """Answers for the subjects of each file; `troubles` are what could not be asked, a line each."""

    def __init__(self, ask_images: AskImages, ask_channels: AskChannels, ask_tags: AskTags | None = None) -> None:
        self._ask_images = ask_images
        self._ask_channels = ask_channels
        self._images: dict[str, ImageState] = {}
        self._ask_tags = ask_tags
        self._tags: dict[str, tuple[str, ...]] = {}
        self._solutions: dict[Question, Solution | None] = {}
        self.troubles: list[str] = []

    def answers(self, subjects: Subjects) -> Given:
        """What the rules about answers are given; nothing where there is nothing to ask."""
        return self._of_environment(subjects) if subjects.kind == ENVIRONMENT else self._of_images(subjects)

    def options(self, subjects: Subjects) -> Options:
        """The options of a file, with the tags that there are of connect-client and of the templates that it names."""
        from studio_lint.facts import connect, templates

        text = subjects.source.text
        names = [templates.PREFIX + tool for tool in templates.TOOLS if templates.PREFIX + tool in text]
        if self._ask_tags is None or not (names or connect.IMAGE in text):
            return subjects.options
        # A template's connect-client is judged by the releases of connect-client.
        wanted = [connect.IMAGE, *names]
        new = [name for name in wanted if name not in self._tags]
        if new:
            self._tags |= dict.fromkeys(new, ()) | self._ask_tags(new, self._trouble)
        return subjects.options.replace(listed_tags=tuple((name, self._tags[name]) for name in wanted))

    def _of_images(self, subjects: Subjects) -> Given:
        (named,) = subjects.of("Images")
        wanted = images.wanted_of(subjects, named)
        new = {images.key(name.reference): name.reference for name, _ in wanted}
        unasked = [reference for key, reference in new.items() if key not in self._images]
        if unasked:
            self._images |= self._ask_images(unasked, self._trouble)
        answers = tuple(
            ImageAnswer(name, platforms, self._images[images.key(name.reference)]) for name, platforms in wanted
        )
        return (ImageAnswers(named, answers),)

    def _of_environment(self, subjects: Subjects) -> Given:
        (environment,) = subjects.of("Environment")
        question = environments.question_of(environment)
        if question is None:
            return ()
        if question not in self._solutions:
            self._solutions[question] = self._ask_channels(question, self._trouble)
        solution = self._solutions[question]
        return (environments.answers_of(environment, solution),) if solution is not None else ()

    def _trouble(self, line: str) -> None:
        if line not in self.troubles:
            self.troubles.append(line)


def start() -> Online:
    """Somebody to ask. Raises UsageError where the packages that asking needs are not installed."""
    if any(find_spec(name) is None for name in NEEDED):
        raise UsageError("--online needs additional packages: pip install 'studio-lint[online]'")
    return Online(_registries, _channels, _tags)


def _registries(references: list[Reference], trouble: Troubles) -> dict[str, ImageState]:
    from studio_lint.online import registry

    return registry.ask(references, trouble)


def _tags(names: list[str], trouble: Troubles) -> dict[str, tuple[str, ...]]:
    from studio_lint.online import registry

    return registry.list_tags(names, trouble)


def _channels(question: Question, trouble: Troubles) -> Solution | None:
    from studio_lint.online import solve

    return solve.solve(question, trouble)
