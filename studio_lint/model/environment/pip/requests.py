"""What pip is asked for by the pip sections of an environment, and by the files that they or a RUN name."""

from __future__ import annotations

from studio_lint.facts.packages import NO_EXTRAS_IN_EGG_NAMES
from studio_lint.model.environment.pip.input import FILE, SECTION, PipInput, PipRequest, lines_of
from studio_lint.model.posix_paths import join_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.source import Source
    from studio_lint.model.environment.environment import Environment
    from studio_lint.model.environment.readers import EnvironmentReader
    from studio_lint.syntax.pip.tree import RequirementLine

DEEPEST = 8
MOST_LINES = 5_000


def of_environment(environment: Environment) -> PipInput:
    """The lines of the pip sections, once for each reader that sees other files, and those of the files they name."""
    old = not _has_new_pip(environment)
    found: list[PipRequest] = []
    for command, reader in enumerate(environment.readers):
        for item in environment.pip:
            if item.kind == "null" or item.line is not None:
                found.append(
                    PipRequest(
                        SECTION,
                        item.source,
                        item.span,
                        line=item.line,
                        reader=reader,
                        old_pip=old,
                        only_pypi=reader.is_wave,
                        command=command,
                    )
                )
                if item.line is not None:
                    found += (one.replace(command=command) for one in listed(item.line, reader, old, {}))
    return PipInput(environment.source, tuple(found))


def _has_new_pip(environment: Environment) -> bool:
    """Whether nothing in the file keeps pip at an old version, as a pin of Python does too."""
    from studio_lint.model.environment.version_conflict import satisfiable_from

    return all(
        found.spec is None or satisfiable_from(found.spec.version, version)
        for name, version in NO_EXTRAS_IN_EGG_NAMES
        for found in environment.named(name)
    )


def listed(
    line: RequirementLine, reader: EnvironmentReader, old: bool, seen: dict[int, bool], depth: int = DEEPEST
) -> Iterator[PipRequest]:
    """The lines of the file that a line names with `-r` or `-c`."""
    names = [one.name for one in line.options]
    if line.local is None or not ("--requirement" in names or "--constraint" in names):
        return
    for request in file_requests(line.local.value, reader, old, seen, depth):
        yield request.replace(constraint=True) if "--constraint" in names else request


def file_requests(
    name: str, reader: EnvironmentReader, old: bool, seen: dict[int, bool], depth: int
) -> Iterator[PipRequest]:
    """The lines of a requirements file, and of those that it names; each file once, by its id in `seen`."""
    from studio_lint.syntax.pip import requirement

    source = _source(name, reader)
    if source is None or id(source) in seen or depth == 0 or len(source.line_starts) > MOST_LINES:
        return
    seen[id(source)] = True
    path = join_path(reader.folder, name) or ""
    # pip looks for `-r` beside the file that says so, and for other paths where it was started.
    beside = reader.replace(folder=path.rpartition("/")[0] or "/")
    for text, is_joined in lines_of(source):
        line = requirement.read(text)
        if line.kind == "blank":
            continue
        if is_joined:
            line = line.replace(problems=tuple(problem.replace(edits=()) for problem in line.problems))
        lists = any(one.name in ("--requirement", "--constraint") for one in line.options)
        yield PipRequest(FILE, source, text.whole, line=line, reader=beside if lists else reader, old_pip=old)
        yield from listed(line, beside, old, seen, depth - 1)


def _source(name: str, reader: EnvironmentReader) -> Source | None:
    """A requirements file of the build context, by the name that a command or a file has for it."""
    path = join_path(reader.folder, name)
    if reader.site is None or path is None:
        return None
    return reader.site.text(path)
