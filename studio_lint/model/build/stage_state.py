"""The state of a stage while it is executed: its config and its variables."""

from __future__ import annotations

from studio_lint.facts.wrappers import DEFAULT_SHELL
from studio_lint.model import posix_paths
from studio_lint.model.build.image import Config, Healthcheck, ImageCommand, Setting
from studio_lint.model.build.scope import Ledger, Variable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.build.stage_drafts import StageDraft
    from studio_lint.syntax.dockerfile.tree import Instruction

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


class StageState:
    """The config and the variables of a stage so far; a child begins with its parent's."""

    def __init__(self, draft: StageDraft, parent: StageState | None) -> None:
        self.draft = draft
        self.variables: Ledger[Variable] = Ledger(parent.variables.view() if parent else None)
        self.declared: Ledger[Instruction] = Ledger(parent.declared.view() if parent else None)
        self.env: Ledger[Setting] = Ledger(parent.env.view() if parent else None)
        self.labels: Ledger[Setting] = Ledger(parent.labels.view() if parent else None)
        self.ports: Ledger[Setting] = Ledger(parent.ports.view() if parent else None)
        self.volumes: Ledger[Setting] = Ledger(parent.volumes.view() if parent else None)
        self.entrypoint: ImageCommand | None = parent.entrypoint if parent else None
        self.cmd: ImageCommand | None = parent.cmd if parent else None
        self.reset_cmd: ImageCommand | None = parent.reset_cmd if parent else None
        self.user: Setting | None = parent.user if parent else None
        self.working_dir: Setting | None = parent.working_dir if parent else None
        self.shell: ImageCommand | None = parent.shell if parent else None
        self.stop_signal: Setting | None = parent.stop_signal if parent else None
        self.healthcheck: Healthcheck | None = parent.healthcheck if parent else None
        self.on_build: list[Setting] = []
        self.own_cmd = False
        self.hidden: set[str] = set()  # names whose ENV an ARG of this stage has hidden
        self.open: bool = parent.open if parent else not draft.base.scratch
        if parent is None:
            self._begin()
        else:
            self._restore(parent)

    def _restore(self, parent: StageState) -> None:
        """A stage begins with the ENV of the one it is built on, which goes before the ARGs there."""
        for name in parent.hidden:
            setting = parent.env.view().get(name)
            if setting is not None:
                self.variables.set(name, Variable(setting.value, setting.known))

    def _begin(self) -> None:
        draft = self.draft
        setting = Setting(PATH, draft.instruction, draft.index, draft.base.word.text, "PATH", draft.base.scratch)
        self.env.set("PATH", setting)
        self.variables.set("PATH", Variable(PATH, setting.known))
        if draft.base.scratch:
            self.working_dir = Setting("/", draft.instruction, draft.index, draft.base.word.text)

    @property
    def folder(self) -> str:
        """The WORKDIR in force, cleaned; "/" before the first."""
        return posix_paths.clean(self.working_dir.value) if self.working_dir else "/"

    @property
    def shell_words(self) -> tuple[str, ...]:
        """The words of SHELL, before a command in shell form."""
        return self.shell.words if self.shell and self.shell.words else DEFAULT_SHELL

    def config(self) -> Config:
        """The OCI config so far, with the instructions that set it."""

        def listed(ledger: Ledger[Setting]) -> tuple[Setting, ...]:
            return tuple(setting for _, setting in ledger.view().items())

        return Config(
            env=listed(self.env),
            entrypoint=self.entrypoint,
            cmd=self.cmd,
            labels=listed(self.labels),
            user=self.user,
            working_dir=self.working_dir,
            shell=self.shell,
            ports=listed(self.ports),
            stop_signal=self.stop_signal,
            healthcheck=self.healthcheck,
            volumes=listed(self.volumes),
            on_build=tuple(self.on_build),
            reset_cmd=self.reset_cmd,
        )
