"""`studio-lint completions`: what a shell needs to complete its command lines."""

from __future__ import annotations

from studio_lint.base import loading
from studio_lint.base.errors import UsageError
from studio_lint.base.nearest import one_of
from studio_lint.console.arguments import Option, parse, usage
from studio_lint.console.cli import COMMANDS, write
from studio_lint.console.commands.schema import NAMES
from studio_lint.console.completions import SCRIPTS, CommandSpec

OPTIONS = (Option("--help", "show this help", short="-h"),)
SHELLS = tuple(SCRIPTS)

_FILES = ("check", "files", "inspect", "init")
"""Commands that are given paths."""


def run(given: list[str]) -> int:
    """Print the completions; the exit status is 0. Raises UsageError."""
    arguments = parse(given, OPTIONS)
    if arguments.has("--help"):
        write(
            usage(
                "completions",
                "SHELL",
                f"Print completions for {one_of(SHELLS)}; the first line of the script says where to put them.",
                OPTIONS,
            )
        )
        return 0
    if len(arguments.rest) != 1 or arguments.rest[0] not in SCRIPTS:
        raise UsageError(f"completions needs the name of a shell: {one_of(SHELLS)}")
    write(SCRIPTS[arguments.rest[0]](commands()), exact=True)
    return 0


def commands() -> tuple[CommandSpec, ...]:
    """Every command with its options and what may follow it."""
    from studio_lint import registry

    words = {"rule": tuple(registry.selectors()), "completions": SHELLS, "schema": NAMES}
    found = []
    for name, what in COMMANDS.items():
        module = loading.module(f"studio_lint.console.commands.{name}")
        options = tuple(_with_choices(option) for option in module.OPTIONS)
        found.append(CommandSpec(name, what, options, words.get(name, ()), name in _FILES))
    return tuple(found)


def _with_choices(option: Option) -> Option:
    """An option with all that it may be given, where that can be listed."""
    from studio_lint import registry
    from studio_lint.console.commands.check import FORMATS

    known = {"RULES": tuple(registry.selectors()), "FORMAT[=FILE]": tuple(FORMATS)}
    return option.replace(choices=known[option.value]) if option.value in known else option
