"""Which archive a tar command makes or unpacks."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.words import Words


def makes_archive(ran: Invocation, words: Words) -> bool:
    """Whether tar makes an archive, or adds to one."""
    letters = ran.arguments[1].value or "" if len(ran.arguments) > 1 else ""
    old = not letters.startswith("-") and any(letter in letters for letter in "cru")
    return old or words.has("-c", "--create", "-r", "--append", "-u", "--update", "-A", "--concatenate", "--catenate")


def archive_word(ran: Invocation, words: Words) -> Argument | None:
    """The word that names tar's archive; None where that is its input, or not known."""
    arguments = ran.arguments
    first = arguments[1].value if len(arguments) > 1 else None
    if first and not first.startswith("-"):
        # `tar xzf FILE`: values follow in the order of their letters.
        if "f" not in first or any(letter in first.partition("f")[0] for letter in "bCIKLNVX"):
            return None
        return arguments[2] if len(arguments) > 2 else None
    given = words.value("-f", "--file")
    return next((word for word in arguments[1:] if word.value == given), None) if given else None
