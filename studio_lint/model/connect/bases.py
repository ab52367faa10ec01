"""Whether connect-client can be installed in the final image: with apt-get or yum."""

from __future__ import annotations

from studio_lint.facts.bases import base_images
from studio_lint.model.commands.run_steps import concluded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.commands.runner import Runner
    from studio_lint.model.connect.connect import Connect
    from studio_lint.syntax.image_reference import Reference

SYSTEM_FOLDERS = ("", "/usr", "/usr/bin", "/bin", "/usr/sbin", "/sbin")


def lacks_packager(connect: Connect) -> bool:
    """Whether the image is known to have neither apt-get nor yum.

    False where a whole system may have been copied into it, or its own RUNs add one of the two. That they only call one
    says so of an image that is known by its tag alone.
    """
    base = connect.image.base
    if base is None:
        return False
    if base.scratch:
        return not _gets_a_system(connect)
    if base.reference is None or not base.word.known:
        return False
    if base_images.packager(base.reference.name, base.reference.tag) != "":
        return False
    return not _gets_a_system(connect) and not _uses_packager(connect, base_images.is_listed(base.reference.name))


def _gets_a_system(connect: Connect) -> bool:
    """Whether a COPY or ADD fills the system's own folders with folders or archives of elsewhere."""
    for stage in connect.image.lineage:
        for copy in stage.copies:
            if copy.kind == "mount" or copy.target.rstrip("/") not in SYSTEM_FOLDERS:
                continue
            if copy.origin == "unknown" or any(not _is_file(source.path) for source in copy.sources):
                return True
    return False


def _is_file(path: str) -> bool:
    """Whether a source is by its name one program: not a folder of the system, no archive, no pattern."""
    last = path.rstrip("/").rpartition("/")[2]
    archive = last.endswith((".tar", ".gz", ".tgz", ".xz", ".bz2", ".zst"))
    return path.startswith(("/usr/bin/", "/usr/local/bin/", "/bin/")) and bool(last) and not archive and "*" not in last


def _uses_packager(connect: Connect, listed: bool) -> bool:
    """Whether a RUN of the image adds a packager by another, or calls one where the base is not `listed`."""
    for step in connect.image.steps:
        body = step.instruction.body.value
        if step.instruction.keyword != "RUN" or not any(name in body for name in base_images.INSTALLING):
            continue
        if concluded(step, _adds_packager if listed else _calls_packager):
            return True
    return False


def _adds_packager(runner: Runner) -> bool:
    return any(ran.name not in base_images.INSTALLING and _named(ran) for ran in runner.ran)


def _calls_packager(runner: Runner) -> bool:
    return any(ran.name in base_images.INSTALLING or _named(ran) for ran in runner.ran)


def _named(ran: Invocation) -> bool:
    return any(word.value in base_images.INSTALLING for word in ran.arguments[1:])


def with_packager(reference: Reference | None) -> str | None:
    """The same image with a packager, where there is one: `python:3.12-alpine` -> `python:3.12-slim`."""
    if reference is not None and base_images.family(reference.name, reference.tag) == base_images.MICRODNF:
        return reference.name.removesuffix("-minimal").removesuffix("-micro").removeprefix("docker.io/")
    if reference is not None and reference.name.startswith(base_images.DISTROLESS):
        return base_images.with_packager(reference.name)
    if reference is None or reference.registry != "docker.io" or not reference.repository.startswith("library/"):
        return None
    head, dash, last = reference.tag.partition("-alpine")
    name = reference.repository[len("library/") :]
    if not dash or not head or (last and not last.replace(".", "").isdecimal()) or name not in base_images.SLIM:
        return None
    return f"{name}:{head}-slim"
