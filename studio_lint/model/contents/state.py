"""The settings while a stage is built: PATH, user, folder and shell, including those of the base image."""

from __future__ import annotations

from studio_lint.facts import bases
from studio_lint.facts.bases.base import SYSTEM_PATH
from studio_lint.facts.wrappers import DEFAULT_SHELL
from studio_lint.model.contents.events import merged
from studio_lint.model.posix_paths import join_path
from studio_lint.syntax.dockerfile import expansion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.source import Text
    from studio_lint.facts.bases.base import KnownBase
    from studio_lint.model.build.image import BuildStep, Stage

    Folders = tuple[str | None, ...]

UNKNOWN = "\0"


class ContentsState:
    """PATH, user, folder and shell at one point; changed by `take` as instructions are carried out.

    path    the folders of PATH; None stands for some that are not known
    user    as USER has it, its group left out; None: not known
    folder  WORKDIR; None: not known
    shell   the words of SHELL, or the base's
    sh      what /bin/sh is ("dash", "bash", "busybox"); None: not known
    base    what is known of the image at the bottom
    """

    def __init__(self, stage: Stage, parent: ContentsState | None) -> None:
        self.escape = "\\"
        self._last: tuple[Folders | None, frozenset[str]] = None, frozenset()
        if parent is not None:
            self.base: KnownBase | None = parent.base
            self.path: Folders = parent.path
            self.user: str | None = parent.user
            self.folder: str | None = parent.folder
            self.shell: tuple[str, ...] = parent.shell
            self.sh: str | None = parent.sh
            self.defaults: dict[str, str | None] | None = parent.defaults
            return
        self.base = base = base_of(stage)
        self.defaults = None
        if stage.base.scratch:
            self.path, self.user, self.folder, self.sh = _folders(SYSTEM_PATH), "root", "/", None
            self.shell, self.defaults = DEFAULT_SHELL, {}
        elif base is None:
            self.path, self.user, self.folder, self.shell, self.sh = (None,), None, None, (), None
        else:
            family = base.family
            self.path = _folders(base.path) if base.path is not None else (None, *_folders(SYSTEM_PATH))
            self.user, self.folder, self.sh = family.user, family.folder, family.sh
            self.shell = family.shell or DEFAULT_SHELL
            self.defaults = dict(family.env)

    def take(self, step: BuildStep) -> None:
        """Carry out ENV, USER, WORKDIR and SHELL."""
        instruction = step.instruction
        keyword = instruction.keyword
        if step.broken:
            return
        if keyword == "ENV":
            for pair in instruction.pairs:
                if pair.key.value == "PATH" and pair.value is not None:
                    self.path = _folders(self._value(pair.value, step))
        elif keyword == "USER":
            value = self._value(instruction.body, step).partition(":")[0]
            self.user = None if UNKNOWN in value or not value else value
        elif keyword == "WORKDIR":
            value = self._value(instruction.body, step)
            self.folder = None if UNKNOWN in value else join_path(self.folder, value)
        elif keyword == "SHELL":
            self.shell = tuple(text.value for text in instruction.arguments)

    def _value(self, text: Text, step: BuildStep) -> str:
        """A word with what is known put in; `UNKNOWN` stands for the rest."""

        def look(name: str) -> str | None:
            if name == "PATH":
                return ":".join(UNKNOWN if folder is None else folder for folder in self.path)
            value = step.variables.known(name)
            if value is not None:
                return value
            if step.variables.get(name) is not None:
                return UNKNOWN
            return self.default(name)

        found = expansion.expand(text, look, self.escape)
        return found.value if found.error is None and found.bounded else UNKNOWN

    def default(self, name: str) -> str | None:
        """What the base image's ENV gives a variable; `UNKNOWN` where that is not known, None where it is unset."""
        if self.defaults is None:
            return UNKNOWN
        value = self.defaults.get(name, "")
        return UNKNOWN if value is None else value

    def folders_of(self, path: Folders) -> frozenset[str]:
        """The folders of a PATH that are known; those of the last one are kept."""
        last, found = self._last
        if last is not path:
            found = frozenset(merged(one) for one in path if one is not None)
            self._last = path, found
        return found

    def copy(self) -> ContentsState:
        """The state as it is now."""
        made = object.__new__(ContentsState)
        made.__dict__.update(self.__dict__)
        return made


def _folders(path: str) -> Folders:
    return tuple(None if UNKNOWN in folder else folder.rstrip("/") or "/" for folder in path.split(":") if folder)


def base_of(stage: Stage) -> KnownBase | None:
    """What is known of the image in a stage's FROM; None for a stage, for scratch, and for an image not listed."""
    base = stage.base
    if base.reference is None or not base.word.known or (base.reference.digest and not base.reference.tag):
        return None
    platform = stage.platform
    if platform is not None and "windows" in platform.value:
        return None
    return bases.look_up(base.reference.name, base.reference.tag)
