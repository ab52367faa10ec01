"""Why an entry of `channels` is not a valid channel for the program that installs the file."""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.facts.channels import CHANNEL_HOSTS, PAGE_HOSTS
from studio_lint.syntax.conda.channel import is_path, scheme_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.source import Text
    from studio_lint.model.environment.environment import ChannelEntry, Environment

_FAILS = "the build fails"


def problem_of(environment: Environment, channel: ChannelEntry) -> Problem | None:
    """What is wrong with a channel as an address; None where it may be one. Typos in names are not looked for."""
    text = channel.text
    value = text.value.strip() if text is not None else ""
    if text is None or not value:
        return None
    if "$" in value:
        return _variable(environment, text, value)
    if value.startswith("-"):
        return _option(text, value)
    return _address(text, value)


def _variable(environment: Environment, text: Text, value: str) -> Problem | None:
    """`${CHANNEL}`: micromamba fills in what is set where it runs, and Wave sets nothing."""
    if not value.startswith("$") or not all(reader.is_wave for reader in environment.readers):
        return None
    return Problem(
        "variable", text.whole, f"the builder does not set `{value}`: {_FAILS}", help="use the name of the channel"
    )


def _option(text: Text, value: str) -> Problem:
    option, *rest = value.replace("=", " ").split()
    name = rest[-1] if rest and option in ("-c", "--channel") else ""
    message = f"`{option}` is a command-line option, not a channel: {_FAILS}"
    if not name:
        return Problem("option", text.whole, message, help="remove the line")
    return _with_fix(Problem("option", text.whole, message, help=f"use `{name}`"), text, name)


def _address(text: Text, value: str) -> Problem | None:
    scheme = scheme_of(value)
    host, _, path = value[len(scheme) + 3 if scheme else 0 :].partition("/")
    name = path.strip("/").removesuffix("/repo").removeprefix("channels/")
    if host in PAGE_HOSTS and (scheme or name):
        message = f"`{host}` serves web pages, not channels: {_FAILS}"
        problem = Problem("page", text.whole, message, help=f"use `{name}`" if name else "use the name of the channel")
        return _with_fix(problem, text, name) if name and "/" not in name else problem
    if scheme or is_path(value) or not path or path.startswith("label/") or not _is_host(host):
        return None
    put = name if host in CHANNEL_HOSTS and "/" not in name else f"https://{value}"
    return _with_fix(
        Problem(
            "scheme",
            text.whole,
            f"without `https://`, this address is read as a channel name: {_FAILS}",
            help=f"use `{put}`",
        ),
        text,
        put,
    )


def _is_host(word: str) -> bool:
    """Whether a word can be the name of a host: `repo.example.com`, with a port perhaps."""
    name, _, port = word.partition(":")
    labels = name.split(".")
    return (
        len(labels) > 1
        and len(labels[-1]) > 1
        and labels[-1].isalpha()
        and (not port or port.isdecimal())
        and all(label.isascii() and label.replace("-", "a").isalnum() for label in labels)
    )


def _with_fix(problem: Problem, text: Text, put: str) -> Problem:
    return problem.replace(edits=((text.span(), put),), edits_message=f"use `{put}`")
