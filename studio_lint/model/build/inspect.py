"""What `inspect` reports about a Dockerfile, as plain lists and mappings."""

from __future__ import annotations

from bisect import bisect_right

from studio_lint.syntax.dockerfile.flags import HALF_GAP
from studio_lint.syntax.dockerfile.tree import Dockerfile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from studio_lint.base.diagnostics import Problem
    from studio_lint.model.build.image import Config, Healthcheck, Image, Stage

ORDER = (
    "User",
    "ExposedPorts",
    "Env",
    "Entrypoint",
    "Cmd",
    "Volumes",
    "WorkingDir",
    "Labels",
    "StopSignal",
    "Shell",
    "Healthcheck",
    "OnBuild",
)

CHECK_OPTIONS = "failed to parse check options"
NO_STAGES = "dockerfile contains no stages to build"
COUNTED = ("directive", "line-too-long")
"""Kinds of problems that BuildKit meets before it has counted their line."""
WHILE_READING = (
    "when using JSON array syntax",
    "ENV must have",
    "LABEL must have",
    "Syntax error",
    "unterminated heredoc",
    "file with no instructions",
    "the Dockerfile cannot be empty",
)
"""How the words begin that BuildKit's parser says, before any instruction is looked at."""
OF_MOUNTS = ("'from' doesn't support variable expansion", "failed to parse csv")
"""How the words begin that it says of a --mount when it looks at the instruction, before any is carried out."""


def instructions_data(dockerfile: Dockerfile) -> list[dict[str, Any]]:
    """The instructions in order; lines count from 1, `end` is the last line.

    `flags` as BuildKit reads them (quotes undone), `json` for the exec form,
    `heredocs` the bodies as they are in the file.
    """
    source = dockerfile.source
    return [
        {
            "cmd": instruction.keyword,
            "start": source.line_of(instruction.span.start),
            "end": source.line_of(instruction.span.end),
            "flags": [_by_bytes(flag.text.value) for flag in instruction.flags],
            "json": instruction.exec_form,
            "heredocs": [source.slice(heredoc.content.whole) for heredoc in instruction.heredocs],
        }
        for instruction in dockerfile.instructions
    ]


def _by_bytes(flag: str) -> str:
    """A flag as BuildKit's parser holds it: each byte of it for a character, up to one that is a blank to it."""
    return flag if flag.isascii() else flag.encode("utf-8", "replace").decode("latin-1").rstrip(HALF_GAP)


def dockerfile_data(image: Image) -> dict[str, Any]:
    """All that `inspect` tells of a Dockerfile.

    `errors` are in the order in which BuildKit would meet them, with its own
    words where they are known; `config` is None when it would refuse the file.
    """
    dockerfile = image.dockerfile
    errors = [{"line": _line(image, problem), "message": _words(problem)} for problem in _in_order(image)]
    return {
        "kind": "dockerfile",
        "accepted": not errors,
        "errors": errors,
        "instructions": instructions_data(dockerfile),
        "stages": [_stage_data(stage) for stage in image.stages],
        "config": None if errors else config_data(image.config),
    }


def _in_order(image: Image) -> list[Problem]:
    """All problems as BuildKit would meet them; those of one instruction are in that order already."""
    dockerfile = image.dockerfile
    own = [problem for instruction in dockerfile.instructions for problem in instruction.problems]
    mounts = [problem for problem in image.problems if _words(problem).startswith(OF_MOUNTS)]
    starts = [instruction.span.start for instruction in dockerfile.instructions]
    read = sorted(
        (*own, *mounts, *dockerfile.problems),
        key=lambda problem: (_phase(problem), bisect_right(starts, problem.span.start)),
    )
    return read + [problem for problem in image.problems if problem not in mounts]


def _phase(problem: Problem) -> int:
    """When BuildKit meets it: the whole file is read first, then each instruction is looked at."""
    words = _words(problem)
    if words.startswith(CHECK_OPTIONS):
        return 0
    if problem.kind in COUNTED or words.startswith(WHILE_READING):
        return 1
    return 3 if words == NO_STAGES else 2


def _line(image: Image, problem: Problem) -> int:
    """The line that BuildKit names: of some, it is the one above, up to which it has read."""
    span = problem.related[0][0] if problem.kind == "directive" and problem.related else problem.span
    line = image.source.line_of(span.start)
    counted = problem.kind in COUNTED and not _words(problem).startswith(CHECK_OPTIONS)
    return max(1, line - 1) if counted else line


def _words(problem: Problem) -> str:
    return problem.note.removeprefix("BuildKit: ") if problem.note else problem.message


def _stage_data(stage: Stage) -> dict[str, Any]:
    line = stage.source.line_of(stage.instruction.span.start)
    name = stage.name.value.lower() if stage.name else None
    base = stage.base
    return {
        "index": stage.index,
        "name": name,
        "line": line,
        "base": base.word.value,
        "base_stage": base.stage,
        "platform": stage.platform.value if stage.platform else None,
        "depends_on": list(stage.dependencies),
        "built": stage.reached,
    }


def config_data(config: Config) -> dict[str, Any]:
    """The OCI config as BuildKit writes it: what is empty is left out, times are nanoseconds."""
    command = {"Entrypoint": config.entrypoint, "Cmd": config.cmd, "Shell": config.shell}
    single = {"User": config.user, "WorkingDir": config.working_dir, "StopSignal": config.stop_signal}
    data: dict[str, Any] = {
        "Env": [f"{setting.name}={setting.value}" for setting in config.env],
        "Labels": {setting.name: setting.value for setting in config.labels},
        "ExposedPorts": {setting.name: {} for setting in config.ports},
        "Volumes": {setting.name: {} for setting in config.volumes},
        "OnBuild": [setting.value for setting in config.on_build],
        "Healthcheck": _health_data(config.healthcheck) if config.healthcheck else {},
    }
    data |= {name: list(given.words) for name, given in command.items() if given}
    data |= {name: setting.value for name, setting in single.items() if setting}
    return {name: data[name] for name in ORDER if data.get(name)}


def _health_data(check: Healthcheck) -> dict[str, Any]:
    data: dict[str, Any] = {
        "Test": list(check.test),
        "Interval": check.interval,
        "Timeout": check.timeout,
        "StartPeriod": check.start_period,
        "StartInterval": check.start_interval,
        "Retries": check.retries,
    }
    return {name: value for name, value in data.items() if value}
