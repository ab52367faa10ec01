"""What a Dockerfile builds: its stages, their graph, and the final image.

Everything here is what BuildKit would do for linux/amd64. A base image is assumed
to contain only PATH; if more of it could matter, `known` is False.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import Located, Problem
from studio_lint.base.record import Record
from studio_lint.base.source import Source, Text
from studio_lint.model.options import Options
from studio_lint.syntax.dockerfile.expansion import Use
from studio_lint.syntax.dockerfile.tree import STRAY_AGAIN, Dockerfile, Instruction
from studio_lint.syntax.image_reference import Reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    from studio_lint.model.build.scope import Variables
    from studio_lint.model.build.stray_flags import StrayFlag
    from studio_lint.model.context.context import Context
    from studio_lint.syntax.dockerfile.tree import Instruction

    CopySourceKind = Literal["path", "heredoc", "url"]
    CopyKind = Literal["copy", "add", "mount"]
    OriginKind = Literal["context", "stage", "image", "unknown"]
    VariableState = Literal["set", "unset", "global", "late", "unknown"]


GRAPH = ("self", "cycle", "forward")
UNKNOWN_STAGE = ("index", "target")
NO_IMAGE = ("image", "from-variable")
"""Kinds of problems that rules of their own speak about; all others are a matter of syntax."""


class Value(Record):
    """A word after expansion.

    text    as written
    value   as BuildKit gives it: an unset variable is empty
    known   False where a variable of the base image could change it, or
            BuildKit refuses the word
    uses    variables read
    """

    text: Text
    value: str
    known: bool = True
    uses: tuple[Use, ...] = ()


class Setting(Record):
    """A value in the image's config and the instruction that set it.

    `name` is that of an ENV or LABEL, the port ("80/tcp") or the volume's path.
    `text` is what was written for the value; `stage` the index of the stage.
    """

    value: str
    instruction: Instruction
    stage: int
    text: Text
    name: str = ""
    known: bool = True


class ImageCommand(Record):
    """ENTRYPOINT, CMD or SHELL in the config.

    `words` are what is started: in shell form the shell's words and the
    command. `instruction.arguments` hold the places.
    """

    words: tuple[str, ...]
    exec_form: bool
    instruction: Instruction
    stage: int


class Healthcheck(Record):
    """`test` begins with NONE, CMD or CMD-SHELL; times in nanoseconds."""

    test: tuple[str, ...]
    instruction: Instruction
    stage: int
    interval: int = 0
    timeout: int = 0
    start_period: int = 0
    start_interval: int = 0
    retries: int = 0


class Config(Record):
    """The OCI config of an image.

    `reset_cmd` is the CMD of a parent stage that this stage's ENTRYPOINT threw
    away. `working_dir` is an absolute path, kept as it is
    written where no other WORKDIR is before it; None if none was set.
    """

    env: tuple[Setting, ...] = ()
    entrypoint: ImageCommand | None = None
    cmd: ImageCommand | None = None
    labels: tuple[Setting, ...] = ()
    user: Setting | None = None
    working_dir: Setting | None = None
    shell: ImageCommand | None = None
    ports: tuple[Setting, ...] = ()
    stop_signal: Setting | None = None
    healthcheck: Healthcheck | None = None
    volumes: tuple[Setting, ...] = ()
    on_build: tuple[Setting, ...] = ()
    reset_cmd: ImageCommand | None = None

    def label(self, name: str) -> Setting | None:
        """The label of that name; None where the image sets none."""
        return next((label for label in self.labels if label.name == name), None)

    def variable(self, name: str) -> Setting | None:
        """The ENV of that name."""
        return next((variable for variable in self.env if variable.name == name), None)


class Base(Record):
    """What FROM (or --from) names.

    word       the word, expanded
    stage      index of the stage it is, None for an image
    reference  the image; None for a stage, for scratch, and when it is no
               valid reference (then `error` holds BuildKit's words)
    scratch    FROM scratch: nothing is inherited
    """

    word: Value
    stage: int | None = None
    reference: Reference | None = None
    scratch: bool = False
    error: str | None = None


class CopySource(Record):
    """One source of a COPY or ADD.

    kind   "path", "heredoc" or "url" (also Git repositories)
    path   of a path: cleaned and absolute below the origin's root ("/usr/bin/x"),
           wildcards kept; of a heredoc: its name
    """

    word: Value
    kind: CopySourceKind
    path: str


class Copy(Record):
    """COPY, ADD or a `RUN --mount` that brings files of elsewhere.

    kind         "copy", "add" or "mount"
    origin       "context", "stage", "image"; "unknown" when the instruction or
                 its --from is miswritten: the step is meant, and counts as done
    from_text    the value of --from or from=
    source_stage index of the stage copied from
    reference    the image copied from
    meant_stage  the name of the stage that --from looks like a slip of
    stray        a --from that is read as a path, where `origin` is "unknown" for it
    destination  the last word
    target       where it lands: absolute, WORKDIR applied, "/" kept at the end
                 where it names a folder
    """

    instruction: Instruction
    stage: int
    kind: CopyKind
    origin: OriginKind
    sources: tuple[CopySource, ...]
    destination: Value
    target: str
    from_text: Text | None = None
    source_stage: int | None = None
    reference: Reference | None = None
    meant_stage: str | None = None
    stray: StrayFlag | None = None

    @property
    def from_context(self) -> tuple[CopySource, ...]:
        """The sources that are files or folders of the build context, as far as their paths are known."""
        if self.origin != "context":
            return ()
        return tuple(source for source in self.sources if source.kind == "path" and source.word.known)

    def landings(self, source: CopySource) -> tuple[str, ...]:
        """Paths in the image at which a source may land: the target itself, or below it.

        Both where a folder of that name may exist already.
        """
        last = source.path.rstrip("/").rpartition("/")[2]
        inside = f"{self.target.rstrip('/')}/{last}"
        if self.target.endswith("/") or len(self.sources) > 1:
            return (inside,)
        return (self.target, inside)


class BuildStep(Record):
    """One instruction of a stage and what holds when it is reached.

    `variables` gives the value of every ENV and ARG in force; `shell` are the
    words before a shell-form command; `user` is None where the base's
    user holds; `working_dir` is absolute ("/" where none was set).
    `broken`: BuildKit refuses it, so what it would have done is not known.
    `trigger`: an ONBUILD of the parent stage, which is there.
    """

    instruction: Instruction
    stage: int
    variables: Variables
    user: Setting | None
    working_dir: str
    shell: tuple[str, ...]
    broken: bool = False
    trigger: bool = False


class VariableUse(Record):
    """A variable read in a stage (or in a FROM: `stage` is that stage's index).

    state  "set": has a value; "unset": declared by ARG, no value; "global": only an
           ARG above the first FROM, or one that BuildKit defines by itself, has
           that name, out of scope here; "late": as "global", and this stage
           declares it further down; "unknown": the base image may define it
    """

    use: Use
    instruction: Instruction
    stage: int
    state: VariableState
    declaration: Instruction | None = None


class LazyConfig:
    """The OCI config at the end of a stage, with the instructions that set it; made when it is asked for."""

    def __init__(self, make: Callable[[], Config]) -> None:
        self._make = make
        self._config: Config | None = None

    @property
    def config(self) -> Config:
        """The config, made once."""
        if self._config is None:
            self._config = self._make()
        return self._config


class Stage(Located):
    """One FROM and what follows it.

    `name` is None without AS. `reached`: the shipped image needs it, so it is
    built. `dependencies` are indices of stages it is made from.
    """

    source: Source
    index: int
    instruction: Instruction
    name: Text | None
    base: Base
    platform: Value | None
    instructions: tuple[Instruction, ...]
    steps: tuple[BuildStep, ...]
    copies: tuple[Copy, ...]
    uses: tuple[VariableUse, ...]
    at_end: LazyConfig
    dependencies: tuple[int, ...]
    reached: bool

    @property
    def config(self) -> Config:
        """The config at the end of the stage, inherited values included."""
        return self.at_end.config

    @property
    def from_context(self) -> tuple[CopySource, ...]:
        """Files and folders of the build context that the stage brings, as far as their paths are known."""
        return tuple(source for copy in self.copies for source in copy.from_context)

    @property
    def title(self) -> str:
        """As BuildKit calls it: its name, or "stage-N"."""
        return self.name.value.lower() if self.name else f"stage-{self.index}"


class Image(Located):
    """A Dockerfile's meaning.

    stages    all, in order
    shipped   the last stage or `target`; None if there is none
    lineage   stages the shipped one inherits from by FROM, base first, itself last
    config    of the shipped stage
    copies    COPY, ADD and mounts of all stages, in order
    problems  what BuildKit refuses beyond the reader's own problems
    """

    dockerfile: Dockerfile
    options: Options
    context: Context | None
    stages: tuple[Stage, ...]
    shipped: Stage | None
    lineage: tuple[Stage, ...]
    config: Config
    copies: tuple[Copy, ...]
    problems: tuple[Problem, ...] = ()
    unclear: frozenset[str] = frozenset()

    @property
    def source(self) -> Source:
        """The text of the Dockerfile."""
        return self.dockerfile.source

    @property
    def base(self) -> Base | None:
        """What the shipped image is built upon in the end: an image or scratch."""
        return self.lineage[0].base if self.lineage else None

    @property
    def steps(self) -> tuple[BuildStep, ...]:
        """The instructions that make the shipped image, parent stages first."""
        return tuple(step for stage in self.lineage for step in stage.steps)

    @property
    def sends(self) -> bool:
        """Whether something is copied from the build context, or by a flag that is not one."""
        return any(copy.from_context or copy.stray is not None for copy in self.copies)

    @property
    def syntax_problems(self) -> tuple[Problem, ...]:
        """What BuildKit refuses in single words and values: the reader's problems and those of expansion.

        Stray lines in a row have one cause, and the first speaks for all; what
        a line that was swallowed by the instruction above upsets there is no
        mistake of its own.
        """
        elsewhere = (STRAY_AGAIN, *GRAPH, *UNKNOWN_STAGE, *NO_IMAGE)
        problems = [*self.dockerfile.problems, *self.problems]
        for instruction in self.dockerfile.instructions:
            problems += instruction.problems
        told = tuple(problem for problem in problems if problem.kind not in elsewhere)
        if not told:
            return ()
        from studio_lint.model.build.swallowed import outside

        return outside(self.dockerfile, told)

    def uncertain(self, keyword: str) -> bool:
        """Whether a miswritten instruction may be meant as one of that keyword.

        True where the shipped image's lineage has a refused instruction of the
        keyword, one whose keyword is no instruction, or one swallowed by a
        continued line: the step is meant, so a rule that would miss it is silent.
        """
        return keyword in self.unclear or "*" in self.unclear
