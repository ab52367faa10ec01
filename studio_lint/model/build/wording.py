"""What BuildKit's errors mean: message, BuildKit's words, and what to write instead."""

from __future__ import annotations

from studio_lint.model.build.image import Value
from studio_lint.syntax.dockerfile.blanks import SPACE
from studio_lint.syntax.dockerfile.go_values import go_quoted


def explain_expansion(word: str, error: str) -> tuple[str, str, str]:
    """Message, note and help for a word that cannot be expanded."""
    note = f"failed to process {go_quoted(word)}: {error}"
    if "matching" in error:
        what = error.rpartition(" ")[2].replace("single-quote", "`'`").replace("double-quote", '`"`')
        return (
            f"missing {what}; the build fails",
            note,
            f"add the closing {what}, or put `\\` before the opening one",
        )
    if "modifier" in error or "missing" in error or "bad substitution" in error:
        return "this `${…}` cannot be read; the build fails", note, "use `${NAME}` or `${NAME:-value}`"
    if "pattern" in error:
        return "this pattern cannot be read; the build fails", note, "use `\\` only before `*`, `?` and `\\`"
    return f"this variable is required and has no value ({error}); the build fails", note, "set it above"


def not_parsed(name: str, why: str) -> str:
    """BuildKit's words for a FROM or --from that names no image."""
    return f"failed to parse stage name {go_quoted(name)}: {why}"


def explain_reference(value: Value, error: str) -> tuple[str, str, str]:
    """Message, note and help for a word that is no image."""
    name = value.value
    if not name:
        return "the image name is missing; the build fails", error, "add an image, for example `FROM ubuntu:24.04`"
    special = [character for character in name if character in SPACE and not character.isascii()]
    if special:
        message = f"the space character U+{ord(special[0]):04X} is read as part of the image name; the build fails"
        return message, error, "type a plain space instead"
    if "://" in name:
        return (
            "an image name does not start with `https://`; the build fails",
            error,
            f"use `{name.partition('://')[2]}`",
        )
    if "lowercase" in error:
        return "an image name must be lowercase; the build fails", error, f"use `{name.lower()}`"
    if "$(" in name or ("{" in name and "$" not in name):
        return f"`{name}` is not a valid image name; the build fails", error, "use `${NAME}` for a variable"
    if "$" in name:
        return (
            "variables are not expanded here, so the name is not valid; the build fails",
            error,
            "use its value",
        )
    if name.endswith(":"):
        return "the tag of this image is empty; the build fails", error, f"add a tag, for example `{name}1.0`"
    return f"`{name}` is not a valid image name; the build fails", error, "use the form `registry/path:tag`"


def explain_missing(name: str, declared: bool, near: str | None) -> tuple[str, str]:
    """Message and help for a FROM that lacks the value of a variable.

    `near` is an ARG above the first FROM with nearly that name.
    """
    message = f"`{name}` has no value here; the build fails"
    if declared:
        return message, f"add a default: `ARG {name}=…`"
    if near is None:
        return message, f"declare it above the first FROM: `ARG {name}=…`"
    if near.replace("_", "").isalnum() and near.isascii():
        return message, f"use `${{{near}}}`, the name of the ARG above"
    return message, f"use `ARG {name}=…` above, where it says `{near}`"
