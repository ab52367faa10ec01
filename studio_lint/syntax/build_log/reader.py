"""The reader of logs: which builder wrote them, which steps ran, what was said at the end.

It goes through the lines once and never fails: what it does not know is a
step's output, or stays loose. Forms: BuildKit (plain, on a terminal, rawjson,
Docker 20.10), the classic builder, buildah and podman, kaniko, Wave's own
words. Sources: moby/buildkit util/progress, docker/cli, containers/buildah,
GoogleContainerTools/kaniko and seqeralabs/wave (read 2026-11), and logs that
these programs wrote here.
"""

from __future__ import annotations

import re

from studio_lint.syntax.build_log import buildkit
from studio_lint.syntax.build_log.state import LogState
from studio_lint.syntax.build_log.tree import BuildLog, BuildLogStep, Excerpt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_lint.syntax.build_log.tree import Form, NumberedLine

INSTRUCTIONS = frozenset(
    [
        "ADD",
        "ARG",
        "CMD",
        "COPY",
        "ENTRYPOINT",
        "ENV",
        "EXPOSE",
        "FROM",
        "HEALTHCHECK",
        "LABEL",
        "MAINTAINER",
        "ONBUILD",
        "RUN",
        "SHELL",
        "STOPSIGNAL",
        "USER",
        "VOLUME",
        "WORKDIR",
    ]
)

_CLASSIC = re.compile(r"Step (\d{1,4})/(\d{1,4}) : (.*)")
_BUILDAH = re.compile(r"(?:\[(\d{1,3})/(\d{1,3})\] )?STEP (\d{1,4})(?:/(\d{1,4}))?: (.*)")
_KANIKO = re.compile(r"(?:INFO|WARN|ERRO|DEBU|FATA)\[(?:\d{1,9}|\d{4}-\d\d-\d\dT[\d:.]{8,20}[Z\d:+-]{1,7})\] ?(.*)")
_EXCERPT = re.compile(r"([^\s:][^:]{0,300}):(\d{1,6})$")
_SHOWN = re.compile(r"\s{0,12}(\d{1,6}) \| (>>> |    |)(.*)")
_RULE = re.compile(r"-{10,40}$")

FINALS = (
    "failed to solve",
    "failed to compute cache key",
    "failed to load cache key",
    "executor failed running",
    "building at STEP",
    "error building image",
    "returned a non-zero code",
    "COPY failed:",
    "ADD failed:",
    "Error response from daemon:",
    " option requires BuildKit",
    "dockerfile parse error",
    "Container image build timed out",
    "failed to build: ",
    "failed to export image",
    "ERROR: resolve : ",
    "ERROR: failed to build:",
    "Error: creating build container",
    "error creating build container",
    "Error: initializing source",
    "Error parsing reference",
    "failed to register layer",
    "Error: failed to parse",
    "Error: determining starting point",
    "unable to prepare context",
    "failed to fetch oauth token",
    "ERROR: invalid ",
    'failed to process "',
    "error pulling image configuration",
)
"""What a builder's own closing words contain."""

_CLASSIC_FRAME = (" ---> ", "Removing intermediate container ")
_PULLS = re.compile(
    r"\s*$|[0-9a-f]{12}: |\S{1,200}: Pulling from |Digest: |Status: |Pulling |Trying to pull |Step |[0-9a-f]{12}$"
)
"""What the classic builder prints while it pulls an image."""

_SUCCESS = (
    "Successfully built ",
    "Successfully tagged ",
    "COMMIT",
    "Pushed image to ",
    "Pushing image to ",
    "Skipping push to container registry",
    "naming to ",
)


def read(lines: Iterable[NumberedLine], page: bool = False) -> BuildLog:
    """The log that the lines make; of several builds in one log the last. Never raises; linear."""
    reader = _Reader()
    for number, text in lines:
        reader.take(number, text)
    return reader.log(page)


class _Reader(LogState):
    """The lines of a log, one by one."""

    def take(self, number: int, text: str) -> None:
        """One more line."""
        if self.shown is not None and self._excerpt_line(number, text):
            return
        if self.heading is not None and self._begins_excerpt(text):
            return
        if self.in_block and self._block_line(number, text):
            return
        start = text[:1]
        if start == "#" and buildkit.plain(self, number, text):
            return
        if start == "{" and buildkit.raw(self, number, text):
            return
        if start in " \t=" and "=>" in text[:12] and buildkit.terminal(self, number, text):
            return
        if text.startswith("[+] Building "):
            return
        if text == "------":
            self.in_block, self.block = True, None
            return
        if self._frame(number, text, start) or self._final(number, text):
            return
        if self.form == "classic" and text.startswith(_CLASSIC_FRAME):
            return
        (self.open.lines if self.open is not None else self.loose).append((number, text))

    def _frame(self, number: int, text: str, start: str) -> bool:
        """The steps of the other builders, and where an excerpt begins."""
        if start == "S" and (found := _CLASSIC.match(text)):
            if found[1] == "1" and self.steps:
                self.begin()
            self.step("classic", f"Step {found[1]}", number, found[3], int(found[1]), int(found[2]))
            return True
        if start in "S[" and "STEP " in text[:24] and (found := _BUILDAH.match(text)):
            if found[3] == "1" and found[1] in (None, "1") and self.steps:
                self.begin()
            stage = found[1] or ""
            self.step("buildah", f"{stage}STEP {found[3]}", number, found[5], int(found[3]), int(found[4] or 0))
            return True
        if start in "IWEDF" and (found := _KANIKO.match(text)):
            self._kaniko(number, found[1])
            return True
        if text[-1:].isdecimal() and (heading := _EXCERPT.match(text)):
            self.heading = (heading[1], int(heading[2]), number)
            return False
        return False

    def step(self, form: Form, key: str, number: int, instruction: str, index: int = 0, total: int = 0) -> None:
        """A step of a builder whose steps follow one another: the one before is done."""
        self.form = form
        if self.open is not None and self.open.state == "open":
            self.open.state = "done"
        step = BuildLogStep(instruction, number)
        step.instruction, step.index, step.total = instruction, index, total
        self.steps[key] = self.open = step

    def _kaniko(self, number: int, words: str) -> None:
        word = words.partition(" ")[0]
        if word in INSTRUCTIONS and " " in words:
            self.step("kaniko", f"{number}", number, words)
        elif words.startswith(("Building stage", "Retrieving image manifest", "Executing 0 build triggers")):
            self.form = "kaniko"
            if words.startswith("Retrieving image manifest "):
                self.step("kaniko", f"{number}", number, f"FROM {words.rpartition(' ')[2]}")
        self.built = self.built or words.startswith(_SUCCESS)

    def _final(self, number: int, text: str) -> bool:
        """Whether the builder itself says with this line how the build ended."""
        if text.startswith("Container image build timed out"):
            self.form = "wave"
        elif text.startswith(_SUCCESS) and self.steps:
            self.built = True
        if not any(words in text for words in FINALS):
            return False
        open_step = self.open
        if self.form in ("classic", "buildah", "kaniko") and open_step is not None and open_step.state == "open":
            if text[:1].isspace():
                return False
            open_step.state, open_step.error = "failed", text
        elif self.form == "none":
            self.form = _form_of(text)
        self.finals.append((number, text))
        return True

    def _begins_excerpt(self, text: str) -> bool:
        heading = self.heading
        self.heading = None
        if heading is None or not _RULE.match(text):
            return False
        where = self.open.lines if self.open is not None else self.loose
        if where and where[-1][0] == heading[2]:
            where.pop()
        self.shown, self.shown_of, self.in_block = [], heading, False
        return True

    def _excerpt_line(self, number: int, text: str) -> bool:
        shown = self.shown or []
        found = _SHOWN.match(text)
        if found:
            shown.append((int(found[1]), found[2] == ">>> ", found[3]))
            self.shown = shown
            return True
        self.shown = None
        marked = [(line, said) for line, mark, said in shown if mark]
        path, first, at = self.shown_of
        if marked:
            self.excerpt = Excerpt(
                path,
                marked[0][0],
                marked[-1][0],
                tuple(said for _, said in marked),
                tuple((line, said) for line, _, said in shown),
                at,
            )
        elif shown:
            self.excerpt = Excerpt(path, first, first, (), tuple((line, said) for line, _, said in shown), at)
        return bool(_RULE.match(text))

    def _block_line(self, number: int, text: str) -> bool:
        """A line between two rules of six dashes: BuildKit repeats the end of a failed step there."""
        if text == "------":
            self.block, self.in_block = None, text == "------" and self.block is None
            return True
        if self.block is None:
            if text.startswith(" > ") and text.rstrip().endswith(":"):
                self.block = buildkit.named(text.strip()[2:-1], number)
                self.blocks.append(self.block)
                if self.form == "none":
                    self.form = "buildkit"
                return True
            self.in_block = False
            return False
        if any(words in text for words in ("failed to solve", "executor failed running")) and not text[:1].isdecimal():
            self.in_block = False
            return False
        self.block.lines.append((number, buildkit.output(text)))
        return True

    def _refused_base(self) -> None:
        """The classic builder says without any mark why it has no base image: the last line of a FROM step."""
        step = self.open
        while step is not None and step.lines and not step.lines[-1][1].strip():
            step.lines.pop()
        if self.form != "classic" or self.finals or self.built or step is None or not step.lines:
            return
        number, text = step.lines[-1]
        if step.instruction[:5].upper() == "FROM " and not _PULLS.match(text):
            step.state, step.error, step.line = "failed", text, number
            self.finals.append(step.lines.pop())

    def log(self, page: bool) -> BuildLog:
        """All that was read."""
        self._refused_base()
        steps = tuple(self.steps.values())
        failed = any(step.state == "failed" and not buildkit.is_noise(step.name) for step in steps)
        return BuildLog(
            self.form,
            steps,
            tuple(self.blocks),
            excerpt=self.excerpt,
            finals=tuple(self.finals),
            loose=tuple(self.loose),
            complete=bool(self.finals) or self.built or failed,
            built=self.built and not self.finals and not failed,
            page=page,
        )


def _form_of(text: str) -> Form:
    if "Container image build timed out" in text:
        return "wave"
    if "failed to solve" in text:
        return "buildkit"
    if "building at STEP" in text or "build container" in text or text.startswith("Error: "):
        return "buildah"
    return "kaniko" if "error building image" in text else "classic"
