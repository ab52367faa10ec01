"""Command lines, read without `argparse` (which costs more than a small file's lint)."""

from __future__ import annotations

from studio_lint.base.errors import UsageError
from studio_lint.base.nearest import did_you_mean, one_of
from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class Option(Record):
    """`--name`, or `--name VALUE` where `value` names what follows.

    `choices`: the only values it takes. `short` is another spelling ("-q").
    """

    name: str
    help: str
    value: str = ""
    choices: tuple[str, ...] = ()
    short: str = ""


class Arguments(Record):
    """What was given: for each option its values in order (one "" for each plain flag), and the rest."""

    options: dict[str, list[str]]
    rest: tuple[str, ...]

    def has(self, name: str) -> bool:
        """Whether an option was given, by its full name."""
        return name in self.options

    def last(self, name: str, default: str = "") -> str:
        """The last value of an option, `default` where it was not given."""
        return self.options[name][-1] if name in self.options else default

    def words(self, name: str) -> list[str]:
        """All values, split at commas."""
        return [word.strip() for value in self.options.get(name, ()) for word in value.split(",") if word.strip()]


def parse(given: Sequence[str], known: Sequence[Option]) -> Arguments:
    """Read a command line. Raises UsageError on what is not known."""
    by_name = {spelling: option for option in known for spelling in (option.name, option.short) if spelling}
    options: dict[str, list[str]] = {}
    rest: list[str] = []
    waiting = list(reversed(given))
    while waiting:
        word = waiting.pop()
        if word == "--":
            rest += reversed(waiting)
            break
        if not word.startswith("-") or word == "-":
            rest.append(word)
            continue
        name, equals, value = word.partition("=")
        option = by_name.get(name) or _unknown(name, by_name)
        if not option.value and equals:
            raise UsageError(f"{name} takes no value")
        if option.value and not equals:
            if not waiting:
                raise UsageError(f"{name} needs a value: {name} {option.value}")
            value = waiting.pop()
        options.setdefault(option.name, []).append(_checked(option, value))
    return Arguments(options, tuple(rest))


def _checked(option: Option, value: str) -> str:
    if option.choices and value not in option.choices:
        raise UsageError(
            f"{option.name} takes {one_of(option.choices)}, not {value!r}{did_you_mean(value, option.choices)}"
        )
    return value


def _unknown(name: str, by_name: dict[str, Option]) -> Option:
    raise UsageError(f"unknown option {name}{did_you_mean(name, by_name)}")


def usage(command: str, synopsis: str, summary: str, known: Sequence[Option]) -> str:
    """The text of `--help`."""
    heads = [", ".join(filter(None, (option.short, f"{option.name} {option.value}".rstrip()))) for option in known]
    width = max(len(head) for head in heads)
    rows = [f"  {head:<{width}}  {option.help}\n" for head, option in zip(heads, known, strict=True)]
    return f"usage: studio-lint {command} {synopsis}".rstrip() + f"\n\n{summary}\n\n" + "".join(rows)
