"""Requirement that needs git, which the builder image does not have

## Why

For `git+https://…`, pip runs the program `git`. The image in which Wave builds does not have it, so the build fails
unless conda installs it.

## Instead

```yaml
dependencies:
  - git
  - pip
  - pip:
    - project @ git+https://github.com/owner/project@v1.2
```

## Evidence

8 of 9 environment files of public Studios with `git+` do not list git (2026-08).
"""

from __future__ import annotations

from studio_lint.base.diagnostics import SAFE, WARNING, Effect, Fix, Meta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Text
    from studio_lint.model.environment.environment import Environment

META = Meta("SL127", "requirement-needs-git", WARNING, fix=SAFE, asks="requirements")


def check(environment: Environment) -> Iterator[Finding]:
    if environment.broken or environment.named("git") or not environment.dependencies:
        return
    reader = next((reader for reader in environment.readers if reader.command("git") is False), None)
    if reader is None:
        return
    lines = [item for item in environment.requirements if item.line is not None and _by_git(item.line.url)]
    for number, item in enumerate(lines):
        line = item.line
        if line is None or line.url is None or line.local is not None:
            continue
        from studio_lint.model.environment.edits import item_before

        edit = item_before(environment.source, environment.dependencies[0].node, "git") if number == 0 else None
        yield META.finding(
            item.place(line.url.span(0, line.url.value.find(":"))),
            "this requirement needs `git`, which the builder image does not have; the build may fail"
            if reader.is_wave
            else "this requirement needs `git`, which the image does not have; the build may fail",
            help="add `- git` to `dependencies`",
            notes=("pip: Cannot find command 'git' - do you have 'git' installed and in your PATH?", *reader.note),
            fix=Fix("Add `- git`", (edit,), effect=Effect(packages=("git",))) if edit else None,
        )


def _by_git(url: Text | None) -> bool:
    return url is not None and url.value.lower().startswith("git+")
