"""What to add to a row's own words about a program that received something it cannot use."""

from __future__ import annotations

import re

from studio_lint.base.nearest import nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_lint.model.failure.files import Spot
    from studio_lint.model.failure.placing import Placing
    from studio_lint.model.failure.remedy import Advice

_OPTION = re.compile(r"['\"`](?P<name>-[\w.-]{1,60})['\"`]")
_THROUGH_A_SHELL = 'start it in a shell, with the variable outside single quotes: `CMD ["bash", "-c", "exec ..."]`'

_FROM_ENVIRONMENT = "read the variable from the environment: a source file is not expanded"


def option(placing: Placing, advice: Advice, spot: Spot | None) -> Advice:
    """The program's own suggestion where it makes one, the nearest of several."""
    _, _, meant = placing.match.text.partition("id you mean")
    names = [found["name"] for found in _OPTION.finditer(meant[:2000])]
    near = names[0] if len(names) == 1 else _nearest_option(placing.name, names)
    return advice.replace(help=f"use `{near}`") if near else advice


def _nearest_option(name: str, names: list[str]) -> str | None:
    """Options are compared by their letters: `--server-port` is `--server.port` misspelled."""
    letters = {"".join(filter(str.isalnum, each)).casefold(): each for each in names}
    wanted = "".join(filter(str.isalnum, name)).casefold()
    return letters.get(wanted) or letters.get(nearest(wanted, list(letters)) or "")


def value(placing: Placing, advice: Advice, spot: Spot | None) -> Advice:
    """A variable that nothing expanded, or one that is empty."""
    name, option = placing.name, placing.match.groups.get("option", "")
    of = f" of `{option}`" if option else ""
    if name.startswith("$"):
        help = _THROUGH_A_SHELL if spot is None or placing.is_in_dockerfile(spot) else _FROM_ENVIRONMENT
        return advice.replace(message=f"`{name}` is not expanded: the program receives the literal text", help=help)
    if not name:
        return advice.replace(
            message=f"the value{of} is empty" if of else "a value that has to be a number is empty",
            help="use a variable that is set when the program starts, such as `$CONNECT_TOOL_PORT`",
        )
    message = f"`{name}` is not a valid value" + of
    return advice.replace(message=message, help="use a number, such as that in `$CONNECT_TOOL_PORT`")


def variable(placing: Placing, advice: Advice, spot: Spot | None) -> Advice:
    """The one variable that every session sets is offered where a port is read."""
    if "PORT" in placing.name and not placing.failed.ran:
        return advice.replace(help="read `CONNECT_TOOL_PORT`, which every session sets")
    return advice


CHANGES: dict[str, Callable[[Placing, Advice, Spot | None], Advice]] = {
    "option-unknown": option,
    "value-invalid": value,
    "variable-missing": variable,
}
