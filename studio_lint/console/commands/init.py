"""`studio-lint init`: create a Studio that passes all checks."""

from __future__ import annotations

import os
import shutil
import tempfile

from studio_lint.base.errors import UsageError
from studio_lint.base.nearest import one_of
from studio_lint.base.source import Source
from studio_lint.console.arguments import Option, parse, usage
from studio_lint.console.cli import complain, write
from studio_lint.facts.studio_files import FOLDER
from studio_lint.files import boundary, reading, writing
from studio_lint.files.paths import shown_path
from studio_lint.init import project
from studio_lint.init.templates import TEMPLATES
from studio_lint.lint import engine
from studio_lint.model.environment import environment
from studio_lint.output import text
from studio_lint.syntax.yaml import reader as yaml_reader

NAMES = tuple(TEMPLATES)
ENVIRONMENT = "--from"
OPTIONS = (
    Option("--template", f"template to start from: {one_of(NAMES)}", "NAME", NAMES),
    Option(ENVIRONMENT, "use the packages of an environment file", "FILE"),
    Option("--help", "show this help", short="-h"),
)
STUDIO = "studio-config"


def run(given: list[str]) -> int:
    """Write the files, all or none; 1 where the environment that was taken over has mistakes, else 0."""
    arguments = parse(given, OPTIONS)
    if arguments.has("--help"):
        write(
            usage(
                "init",
                "[DIR]",
                f"Create a Studio that passes all checks: DIR/{FOLDER} and the files it needs.",
                OPTIONS,
            )
        )
        return 0
    if len(arguments.rest) > 1:
        raise UsageError(f"init takes one folder, not {len(arguments.rest)}")
    folder = arguments.rest[0] if arguments.rest else "."
    taken = _read(arguments.last(ENVIRONMENT)) if arguments.has(ENVIRONMENT) else None
    packages = None if taken is None else _packages(taken)
    kind = arguments.last("--template") or project.template_for(packages or frozenset())
    name = project.name_from(os.path.basename(os.path.abspath(folder)))
    files = {path: content.encode() for path, content in project.files(TEMPLATES[kind], name, packages).items()}
    if taken is not None:
        files[project.ENVIRONMENT] = writing.bytes_of(taken)
    _refuse_what_is_there(folder, files)
    _put(folder, files)
    code = _report(folder, files)
    if folder in TEMPLATES and not arguments.has("--template"):
        complain(f"`{folder}` is the folder here; to start from the template, use `--template {folder}`")
    return code


def _read(path: str) -> Source:
    source = reading.read(path, within=boundary.USERS_WORD)
    if not isinstance(source, Source):
        raise UsageError(f"{ENVIRONMENT} {path}: {source.reason}")
    return source


def _packages(source: Source) -> frozenset[str]:
    found = environment.build(yaml_reader.read(source)).dependencies
    return frozenset(one.spec.key for one in found if one.spec is not None)


def _refuse_what_is_there(folder: str, files: dict[str, bytes]) -> None:
    """Raise UsageError that names what would be in the way."""
    inside = os.path.join(folder, FOLDER)
    for place in (folder, inside):
        if os.path.lexists(place) and (not os.path.isdir(place) or (place == inside and os.path.islink(place))):
            raise UsageError(f"{shown_path(place)} already exists and is not a folder; nothing was written")
    try:
        there = os.listdir(inside) if os.path.isdir(inside) else []
    except OSError as error:
        raise UsageError(f"{shown_path(inside)} cannot be read: {error.strerror}; nothing was written") from None
    taken = sorted(one for one in there if one.startswith(STUDIO) or one.lower() in {name.lower() for name in files})
    if taken:
        listed = ", ".join(shown_path(os.path.join(inside, one)) for one in taken)
        raise UsageError(f"{listed} already {'exists' if len(taken) == 1 else 'exist'}; nothing was written")


def _put(folder: str, files: dict[str, bytes]) -> None:
    """All files at once where there is no `.seqera` yet; else one by one, and none if one fails."""
    inside = os.path.join(folder, FOLDER)
    try:
        os.makedirs(folder, exist_ok=True)
        if os.path.isdir(inside):
            _fill(inside, files)
            return
        made = tempfile.mkdtemp(prefix=writing.PREFIX, dir=folder)
        try:
            _fill(made, files)
            os.chmod(made, 0o777 & ~_umask())
            os.rename(made, inside)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
    except OSError as error:
        raise UsageError(f"{shown_path(inside)} cannot be written: {error.strerror or error}") from None


def _fill(folder: str, files: dict[str, bytes]) -> None:
    done: list[str] = []
    try:
        for name, data in files.items():
            path = os.path.join(folder, name)
            writing.create(path, data)
            done.append(path)
    except BaseException:
        for path in done:
            os.unlink(path)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _report(folder: str, files: dict[str, bytes]) -> int:
    inside = os.path.join(folder, FOLDER)
    write("".join(f"Wrote {shown_path(os.path.join(inside, name))}\n" for name in sorted(files)))
    report = engine.lint([inside])
    if not report.findings:
        return 0
    write("\n" + text.render(report))
    complain("the environment file has errors; fix them before you build")
    return 1 if report.failing else 0
