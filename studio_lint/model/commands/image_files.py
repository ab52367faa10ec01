"""Text files in the final image whose content comes from the project.

They are copied from the build context, or written by COPY heredocs or by a RUN
with `cat`, `echo`, `printf` and `tee`. Everything else in the image is unknown.
"""

from __future__ import annotations

from studio_lint.base.source import Source, Span, Text
from studio_lint.model.commands.arguments import PORT, Argument, ShellVariables, expand
from studio_lint.model.commands.run_steps import StepVariables, concluded, run_commands
from studio_lint.model.commands.written_files import (
    Written,
    changed_words,
    changes,
    counts,
    earlier,
    is_port,
    may_write,
    moved,
    names_one,
    plain,
    writes,
    written_paths,
)
from studio_lint.model.posix_paths import join_path
from studio_lint.syntax.shell.words import read_heredoc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.model.build.image import BuildStep, Copy, CopySource, Image, Stage

DEEPEST = 8
MOST_LOOKS = 2_000  # at the stages of one file; COPYs that lead in circles ask for many
MOST_FILES = 400
SEARCHED = ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin", "/opt/conda/bin")
SPELLINGS = (PORT, PORT.lower(), "CONNECT_TOOL", "CONNECT_TOOL_", "connect_tool", "connect_tool_", f"ENV_{PORT}")
"""The variable's name, as a field that settings are read into, in two parts (`prefix + "_PORT"`), of supervisord."""
PROSE = (".md", ".rst", ".ipynb", ".html", ".txt", ".csv", ".svg", ".lock")


class ImageFiles:
    """The files of an image, found by their path in it."""

    def __init__(self, image: Image) -> None:
        self.image = image
        self.baked: list[Text] = []
        self._sources: dict[str, Source | None] = {}
        self._runs: dict[int, tuple[Written, ...]] = {}
        self._found: dict[tuple[str, int], Text | None] = {}
        # The last answer for each stage and path: how many changes there were, and what it was.
        self._answers: dict[tuple[int, str], tuple[int, Text | None]] = {}
        self._linked = False  # whether an answer changes once something else is there
        self._looks = 0

    def text(self, path: str, folder: str | None) -> Text | None:
        """The text of a file named by a command; None where it is not known."""
        if not self.image.stages or not path or path.startswith("-"):
            return None
        if "/" in path or folder is not None:
            absolute = join_path(folder, path)
            found = self._find(absolute) if absolute else None
            if found is not None or "/" in path:
                return found
        for folder_name in (*self._on_path(), *SEARCHED):
            found = self._find(f"{folder_name}/{path}")
            if found is not None:
                return found
        return None

    def _on_path(self) -> tuple[str, ...]:
        """The folders that the Dockerfile itself puts on PATH, those of the base image left out."""
        path = self.image.config.variable("PATH")
        return (
            tuple(one.rstrip("/") for one in path.value.split(":") if one.startswith("/")) if path is not None else ()
        )

    def before(self, stage: Stage, step: BuildStep, path: str, folder: str | None) -> Text | None:
        """The text of a file as a RUN of a stage finds it; None where it is not known."""
        absolute = join_path(folder, path)
        count = stage.once(counts).get(id(step))
        if absolute is None or count is None or path.startswith("-") or ("/" not in path and folder is None):
            return None
        mounts = (copy for copy in stage.copies if copy.kind == "mount" and copy.instruction is step.instruction)
        mounted = next((text for copy in mounts if (text := self._copied(copy, absolute, 0)[0]) is not None), None)
        return mounted or self._in_stage(stage, absolute, 0, count)

    def program(self, name: str, folder: str | None) -> Text | None:
        """The text of a program: a bare name is looked for in the usual folders alone."""
        return self.text(name, folder if "/" in name else None)

    def _find(self, path: str) -> Text | None:
        shipped = self.image.shipped
        if shipped is None:
            return None
        key = (path, shipped.index)
        if key not in self._found:
            self._found[key] = self._in_stage(shipped, path, 0)
        return self._found[key]

    def _in_stage(self, stage: Stage, path: str, depth: int, count: int | None = None) -> Text | None:
        """The text of a file after so many changes of a stage, or at its end."""
        self._looks += 1
        if depth > DEEPEST or self._looks > MOST_LOOKS:
            return None
        count = len(stage.once(changes)) if count is None else count
        if depth:
            return self._looked_up(stage, path, depth, count, 0, None)
        # Questions about one path follow one another in time: only what came since the last one is looked through.
        start, before = self._answers.get((stage.index, path), (0, None))
        self._linked = False
        found = self._looked_up(stage, path, depth, count, start if start <= count else 0, before)
        if not self._linked:
            self._answers[stage.index, path] = count, found
        return found

    def _looked_up(
        self, stage: Stage, path: str, depth: int, count: int, start: int, before: Text | None
    ) -> Text | None:
        """Looks from the last of so many changes to the first; `before` is the answer after `start` of them."""
        folders = [name for name in path.split("/") if name]
        name = path.rpartition("/")[2]
        added: list[Text] = []
        touched = False
        all_changes = stage.once(changes)
        for at in range(count - 1, -1, -1):
            if at < start and not touched and not added:
                return before
            change = all_changes[at]
            step = change.step
            if change.copy is not None:
                if not path.startswith(change.root):
                    continue
                found, known = self._copied(change.copy, path, depth)
                if found is not None:
                    return None if touched else self._joined([*added, found])
                if known:
                    return None
                continue
            if change.moves and not touched and not added and names_one(change.body, folders):
                origin = earlier(concluded(step, moved), path)
                if origin is not None and origin != path:
                    # A link may also be made before what it leads to.
                    self._linked = self._linked or change.links
                    return self._in_stage(stage, origin, depth + 1, count if change.links else at)
            touched = touched or (name in change.body and any(name in word for word in concluded(step, changed_words)))
            if change.writes and path in concluded(step, written_paths) and self._begun(step, path, added):
                return None if touched else self._joined(added)
        base = stage.base.stage
        if base is not None and not touched:
            return self._in_stage(self.image.stages[base], path, depth + 1)
        return None

    def _begun(self, step: BuildStep, path: str, added: list[Text]) -> bool:
        """Whether a RUN begins a file anew; `added` gets what it writes to it, the last part first."""
        for written in reversed(self._written(step)):
            if written.path == path:
                self.baked += written.baked
                added.append(written.content)
                if not written.append:
                    return True
        return False

    @staticmethod
    def _joined(parts: list[Text]) -> Text | None:
        if len(parts) == 1:
            return parts[0]
        if any(part.source is not parts[0].source for part in parts):
            return None
        return parts[0].joined(reversed(parts), parts[-1].whole.to(parts[0].whole))

    def _copied(self, copy: Copy, path: str, depth: int) -> tuple[Text | None, bool]:
        """The text that a COPY puts at `path`, and whether it puts something there that is not known."""
        for source in copy.sources:
            inside = self._within(copy, source, path)
            for candidate in inside:
                found = self._origin_text(copy, source, candidate, depth)
                if found is not None:
                    return found, True
            if inside and copy.origin != "context" and (source.kind != "path" or copy.target.rstrip("/") == path):
                return None, True
        return None, False

    def _within(self, copy: Copy, source: CopySource, path: str) -> list[str]:
        """Paths of the origin that may land at `path`."""
        if source.kind == "heredoc":
            return [source.path] if path in (copy.target, f"{copy.target.rstrip('/')}/{source.path}") else []
        if source.kind == "url":
            return []
        found = [source.path] if path in copy.landings(source) else []
        target = copy.target.rstrip("/")
        if path.startswith(f"{target}/"):
            found.append(f"{source.path.rstrip('/')}/{path[len(target) + 1 :]}")
        return found

    def _origin_text(self, copy: Copy, source: CopySource, path: str, depth: int) -> Text | None:
        if source.kind == "heredoc":
            return self._heredoc(copy, source)
        if copy.origin == "stage" and copy.source_stage is not None:
            return self._in_stage(self.image.stages[copy.source_stage], path, depth + 1)
        if copy.origin == "context":
            for candidate in self._globbed(source, path):
                found = self.context_file(candidate)
                if found is not None:
                    return found
        return None

    def _globbed(self, source: CopySource, path: str) -> tuple[str, ...]:
        """A COPY source with wildcards stands for files of the same name."""
        if not any(mark in source.path for mark in "*?["):
            return (path.lstrip("/"),)
        context = self.image.context
        matches = context.glob(source.path.lstrip("/")) if context else None
        name = path.rpartition("/")[2]
        return tuple(match for match in matches or () if match.rpartition("/")[2] == name)

    def context_file(self, path: str) -> Text | None:
        """A file of the build context, by its path in it."""
        context = self.image.context
        if context is None:
            return None
        if path not in self._sources:
            self._sources[path] = context.read(path)
        source = self._sources[path]
        return None if source is None else source.text_of(Span(0, len(source.text)))

    def context_path(self, source: Source) -> str | None:
        """The path in the build context of a file that was read there."""
        return next((path for path, held in self._sources.items() if held is source), None)

    def copies_to(self, path: str) -> list[Copy]:
        """Every COPY and ADD, of whatever stage, that may put something at a path."""
        copies = [copy for stage in self.image.stages for copy in stage.copies if copy.kind != "mount"]
        return [copy for copy in copies if any(self._within(copy, source, path) for source in copy.sources)]

    def takes(self, copy: Copy, path: str) -> bool:
        """Whether a COPY or a mount from the context takes a file, by its path there, wherever it puts it."""
        return any(source.kind == "path" and path in self._below(source.path.lstrip("/")) for source in copy.sources)

    def _heredoc(self, copy: Copy, source: CopySource) -> Text | None:
        """The body of a COPY heredoc; BuildKit expands it where the mark has no quotes."""
        heredoc = next((one for one in copy.instruction.heredocs if one.name == source.path), None)
        if heredoc is None or not heredoc.expand or ("$" not in heredoc.content.value):
            return None if heredoc is None else heredoc.content
        step = next(step for step in self.image.stages[copy.stage].steps if step.instruction is copy.instruction)
        variables = ShellVariables(StepVariables(step)).snapshot()
        body = read_heredoc(heredoc.content)
        parts = tuple(part for argument in expand(body, variables) for part in argument.parts)
        self.baked += [part.at for part in parts if is_port(part)]
        return plain(Argument(heredoc.content, parts))

    def below(self, word: str) -> Iterator[Text]:
        """Files that are copied to, or written at, a path with a word in it ("nginx")."""
        for _, text in self.paths_below(word):
            yield text

    def paths_below(self, word: str, folder: str = "") -> Iterator[tuple[str, Text]]:
        """As `below`, each with its path; what is copied to a parent of `folder` is gone through too."""
        for stage in self.image.lineage:
            for copy in stage.copies:
                wide = copy.target in ("/", "/etc", "/etc/")
                wide = wide or f"{folder}/".startswith(f"{copy.target.rstrip('/')}/")
                if (word in copy.target or wide) and copy.kind != "mount":
                    for source in copy.sources:
                        yield from (one for one in self._of_source(copy, source) if word in one[0])
            for step in stage.steps:
                if step.instruction.keyword == "RUN" and may_write(step):
                    wrote = any(word in path for path in concluded(step, written_paths))
                    for written in self._written(step) if wrote else ():
                        if word in written.path:
                            yield written.path, written.content

    def misses(self, word: str) -> bool:
        """Whether a COPY puts something at a path with a word in it whose text is not known."""
        for stage in self.image.lineage:
            for copy in stage.copies:
                if word not in copy.target or copy.kind == "mount":
                    continue
                if any(not any(True for _ in self._of_source(copy, source)) for source in copy.sources):
                    return True
        return False

    def _of_source(self, copy: Copy, source: CopySource) -> Iterator[tuple[str, Text]]:
        if source.kind == "heredoc":
            found = self._heredoc(copy, source)
            if found is not None:
                yield copy.target, found
        elif source.kind == "path" and copy.origin == "context":
            own = source.path.strip("/").removeprefix("./")
            for path in self._below(source.path.lstrip("/")):
                found = self.context_file(path)
                if found is not None:
                    inside = path if own in ("", ".") else path[len(own) + 1 :] if path.startswith(f"{own}/") else ""
                    alone = path == own and not copy.target.endswith("/")
                    name = inside or path.rpartition("/")[2]
                    yield copy.target if alone else f"{copy.target.rstrip('/')}/{name}", found

    def installs(self, word: str) -> bool:
        """Whether a RUN of the image names a package with a word in it: then its base has none of it."""
        runs = (one for stage in self.image.lineage for one in stage.instructions if one.keyword == "RUN")
        return any(word in one.body.value for one in runs)

    # files written by RUN

    def _written(self, step: BuildStep) -> tuple[Written, ...]:
        key = id(step.instruction)
        if key not in self._runs:
            self._runs[key] = tuple(writes(run_commands(step)))
        return self._runs[key]

    def mentions_port(self, read: frozenset[int] = frozenset()) -> bool | None:
        """Whether any file copied from the context has CONNECT_TOOL_PORT in it; None where that is not known.

        `read`: sources, by `id`, that are left out.
        """
        count = 0
        for stage in self.image.stages:
            for copy in stage.copies:
                if copy.origin == "unknown":
                    return None
                if copy.origin != "context" or copy.kind == "mount":
                    continue
                for source in copy.sources:
                    if source.kind != "path":
                        continue
                    for path in self._below(source.path.lstrip("/")):
                        count += 1
                        if count > MOST_FILES:
                            return None
                        found = self.context_file(path)
                        if found is None or id(found.source) in read:
                            continue
                        if PORT in found.value or next(spelled(found), None):
                            return True
        return False if self.image.context is not None or not count else None

    def _below(self, path: str) -> Iterator[str]:
        """The files that a COPY source stands for, folders gone through."""
        context = self.image.context
        if context is None:
            return
        waiting = list(context.glob(path) or ()) if path not in ("", ".") else list(context.glob("*") or ())
        seen = 0
        while waiting and seen < 4 * MOST_FILES:
            seen += 1
            current = waiting.pop()
            name = current.rpartition("/")[2].lower()
            if context.is_dir(current):
                waiting += context.glob(f"{current}/*") or ()
            elif not name.endswith(PROSE) and not name.startswith("dockerfile"):
                yield current


def occurrences(text: Text, name: str) -> Iterator[Text]:
    """Every place in a text at which a name stands as a whole word."""
    value = text.value
    at = value.find(name)
    while at >= 0:
        end = at + len(name)
        before, behind = value[at - 1 : at], value[end : end + 1]
        if not (before.isalnum() or before == "_" or behind.isalnum() or behind == "_"):
            yield text.sub(at, end)
        at = value.find(name, end)


def spelled(text: Text) -> Iterator[Text]:
    """Every place at which CONNECT_TOOL_PORT is named, in one of the ways in which programs name it."""
    for name in SPELLINGS:
        yield from occurrences(text, name)
