"""Local files that a requirement needs, and whether they exist when the environment is installed."""

from __future__ import annotations

from studio_lint.syntax.pip.requirement import archive_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.environment.readers import EnvironmentReader
    from studio_lint.syntax.pip.tree import RequirementLine

_PROJECTS = ("pyproject.toml", "setup.py")


def lacks(reader: EnvironmentReader, line: RequirementLine) -> bool:
    """Whether the file or project that a line names is not there for a reader; False where that is not known."""
    if line.local is None:
        return False
    path = line.local.value.removeprefix("file://").partition("#")[0].partition("[")[0].strip("\"'")
    if reader.is_wave:
        return True
    is_list = any(option.name in ("--requirement", "--constraint") for option in line.options)
    if is_list or archive_name(path):
        return reader.exists(path) is False
    if "+" in path:
        return False
    answers = [reader.exists(f"{path}/{name}") for name in _PROJECTS]
    return answers == [False, False]
