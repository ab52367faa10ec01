"""Small repairs for match specs that cannot be used: one slip each.

A step looks at a spec that libmamba refuses, or that no package can fit, and
says what it would change. Whether the result is any good is found out by
reading it again (`matchspec_problems`).
"""

from __future__ import annotations

from studio_lint.syntax.conda.name import after_series, dashed_range, is_legal_name, pasted_name
from studio_lint.syntax.conda.operator_repairs import (
    at_sign,
    caret,
    dangling_operator,
    doubled_build,
    hyphen_range,
    joining_word,
    lone_bang,
    lone_tilde,
    missing_comma,
    missing_zero,
    odd_operator,
    space_before_joint,
    space_in_operator,
    spaced_build,
    swapped_operator,
    upper_version,
)
from studio_lint.syntax.conda.repair import OPERATORS, Repair, after_spaces, name_end, starts_version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

QUOTES = "\"'`“”‘’„‚«»"
_KEYS = ("version", "build", "build_number", "channel", "subdir", "md5", "sha256")
_OPERATOR_CHARACTERS = tuple(OPERATORS)
VERSION_CHARACTERS = "0123456789."


def odd_space(value: str) -> Repair | None:
    """A tab, a no-break space or an invisible character."""
    for index, character in enumerate(value):
        if character in "\u200b\u200c\u200d\u2060\ufeff\u00ad":
            reason = "an invisible character is read as part of it"
            return Repair(index, index + 1, "", reason, True)
        if character.isspace() and character != " ":
            kind = "a tab" if character == "\t" else "a special space character"
            return Repair(index, index + 1, " ", f"{kind} does not separate words as a plain space does", True)
    return None


def semicolon(value: str) -> Repair | None:
    """`>=1.8;<2` for a comma, and pip's markers behind `;`."""
    at = value.find(";")
    if at < 0:
        return None
    following = after_spaces(value, at + 1)
    in_brackets = "[" in value[:at] and "]" in value[at:]
    if in_brackets or value[following : following + 1] in _OPERATOR_CHARACTERS:
        return Repair(at, following, ",", "`;` does not join constraints as `,` does")
    if is_legal_name(value[following:].lower()):
        return None  # `numpy;scipy` is two packages, not one with a marker
    start = len(value[:at].rstrip(" "))
    return Repair(start, len(value), "", "conda does not support markers after `;`")


def trailing_mark(value: str) -> Repair | None:
    """`numpy,`, `numpy ...`: a mark with nothing behind it."""
    for mark in (",", ";", "|", "/", "\\", ":", "…", "+", "-"):
        if value.endswith(mark) and len(value) > 1:
            return Repair(len(value) - 1, len(value), "", f"nothing follows the `{mark}`")
    if value.endswith("..."):
        return Repair(len(value.rstrip(".")), len(value), "", "the dots are read as part of it")
    return None


def open_end(value: str) -> Repair | None:
    """`python=3.9+`: this version or a newer one."""
    start = len(value[:-1].rstrip(VERSION_CHARACTERS))
    operator = len(value[:start].rstrip("= "))
    if not value.endswith("+") or operator == start or not starts_version(value, start) or operator == 0:
        return None
    return Repair(operator, len(value), f">={value[start:-1]}", '`+` does not mean "or newer" as `>=` does')


def leading_mark(value: str) -> Repair | None:
    """`- numpy`, `• numpy`: the mark of a list inside the value."""
    end = 0
    while end < len(value) and value[end] in ",;-•· ":
        end += 1
    if end and value[end : end + 1].isalnum() and " " not in value[end:] and not value.startswith("--"):
        mark = value[:end].strip()
        return Repair(0, end, "", f"`{mark}` is read as part of the name")
    return None


def glued_comment(value: str) -> Repair | None:
    """`numpy=1.8# why`."""
    at = value.find("#")
    if at > 0 and at == len(value) - 1:
        return Repair(at, at + 1, "", "the `#` is read as part of it")
    if at > 0 and value[at - 1] != " ":
        return Repair(at, at, " ", "a comment needs a space before its `#`", True)
    return None


def brackets(value: str) -> Repair | None:
    """A bracket without its partner."""
    for opening, closing in ("[]", "()"):
        opened, closed = value.count(opening), value.count(closing)
        if opened == closed + 1:
            if value.endswith(opening):
                return Repair(len(value) - 1, len(value), "", f"unclosed `{opening}`")
            at = value.rfind(opening)
            return Repair(len(value), len(value), closing, f"unclosed `{opening}`", mark=(at, at + 1))
        if closed == opened + 1 and value.endswith(closing):
            for key in _KEYS:
                at = value.find(f" {key}=")
                if at > 0 and closing == "]":
                    return Repair(at, at + 1, "[", "missing opening `[`")
            return Repair(len(value) - 1, len(value), "", f"unmatched `{closing}`")
    return None


def quotes(value: str) -> Repair | None:
    """Quotes inside the quotes, or of the typographic kind."""
    places = [index for index, character in enumerate(value) if character in QUOTES]
    if not places:
        return None
    message = "quotes inside a value are read as part of it"
    if len(places) > 1 and places[0] == 0 and places[-1] == len(value) - 1:
        return Repair(0, len(value), value[1:-1], message)
    first, last = places[0], places[-1] + 1
    kept = "".join(character for character in value[first:last] if character not in QUOTES)
    return Repair(first, last, kept, message)


def implicit_version(value: str) -> Repair | None:
    """`foo[version>=1.8]`."""
    start = value.find("version")
    at = start + len("version")
    if start <= 0 or "[" not in value[:start] or value[at : at + 1] not in _OPERATOR_CHARACTERS:
        return None
    end = value.find("]", at)
    if end < 0 or (value[at] == "=" and value[at + 1 : at + 2] != "="):
        return None
    constraint = value[at:end]
    return Repair(at, end, f"='{constraint}'", "inside brackets, a constraint is a value and needs `=` and quotes")


def command_option(value: str) -> Repair | None:
    """`numpy -c conda-forge`, `foo=1.8 --no-deps`."""
    at = value.find(" -")
    if at <= 0 or not value[at + 2 : at + 3].replace("-", "a").isalpha():
        return None
    words = value[at:].split()
    name = value[:at].rstrip(" ")
    message = f"`{words[0]}` is a command-line option"
    if words[0] in ("-c", "--channel") and len(words) == 2 and "::" not in name:
        return Repair(0, len(value), f"{words[1]}::{name}", message, mark=(at + 1, len(value)))
    return Repair(len(name), len(value), "", message)


def archive_without_build(value: str) -> Repair | None:
    """`numpy-1.8.conda`: the name of a package file has its build too."""
    for extension in (".tar.bz2", ".conda"):
        name, dash, version = value.removesuffix(extension).rpartition("-")
        if value.endswith(extension) and dash and "/" not in value and starts_version(version, 0):
            return Repair(
                0, len(value), f"{name}={version}", "the name of a package file has the form name-version-build"
            )
    return None


def yaml_like(value: str) -> Repair | None:
    """`foo: >=1.0` in quotes."""
    at = value.find(":")
    following = after_spaces(value, at + 1)
    if at > 0 and is_legal_name(value[:at].lower()) and value[following : following + 1] in _OPERATOR_CHARACTERS:
        return Repair(at, following, "", "the text before `:` is not read as the name")
    return None


def comma_after_name(value: str) -> Repair | None:
    """`numpy,>=1.8`."""
    at = name_end(value)
    following = after_spaces(value, at + 1)
    if 0 < at < len(value) and value[at] == "," and value[following : following + 1] in _OPERATOR_CHARACTERS:
        return Repair(at, following, "", "the `,` is read as part of the name")
    return None


def slash_in_name(value: str) -> Repair | None:
    """`conda-forge/numpy` and `numpy/1.8`."""
    at = value.find("/")
    if value.count("/") != 1 or at <= 0 or ":" in value or not is_legal_name(value[:at].lower()):
        return None
    if starts_version(value, at + 1):
        return Repair(at, at + 1, "=", "`/` is not a valid version operator")
    return Repair(at, at + 1, "::", "use `::` between a channel and a package")


def pasted(value: str) -> Repair | None:
    """`numpy-1.21.6` and `samtools-1.21-h00cdaf9_1`: the name of a package file, or what `conda list` prints."""
    start = value.rfind("::") + 2 if "::" in value else 0
    found = pasted_name(value[start:]) if is_legal_name(value[start:].lower()) else None
    if found is None:
        return None
    version, build = start + found[0], start + found[1]
    put = f"={value[version:]}" if build == len(value) else f"={value[version : build - 1]}="
    end = len(value) if build == len(value) else build
    return Repair(
        version - 1, end, put, "a `-` does not separate a name from its version", mark=(version - 1, len(value))
    )


def range_with_dash(value: str) -> Repair | None:
    """`python=3.9-3.11` and `python 3.9-3.11`."""
    start = name_end(value)
    found = dashed_range(value[:start], value[start:])
    if found is None:
        return None
    low, high = start + found[0], start + found[1]
    put = f">={value[low : high - 1]},<{after_series(value[high:])}"
    return Repair(start, len(value), put, "a `-` does not make a range of versions", mark=(low, len(value)))


# In the order in which they are tried: what changes least comes first.
STEPS: tuple[Callable[[str], Repair | None], ...] = (
    odd_space,
    semicolon,
    quotes,
    glued_comment,
    space_in_operator,
    swapped_operator,
    space_before_joint,
    joining_word,
    odd_operator,
    caret,
    lone_tilde,
    lone_bang,
    at_sign,
    comma_after_name,
    hyphen_range,
    pasted,
    range_with_dash,
    implicit_version,
    brackets,
    open_end,
    trailing_mark,
    leading_mark,
    missing_zero,
    missing_comma,
    upper_version,
    doubled_build,
    spaced_build,
    command_option,
    archive_without_build,
    yaml_like,
    slash_in_name,
    dangling_operator,
)
