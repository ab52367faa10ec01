"""Slips in a match spec's operators and versions."""

from __future__ import annotations

from studio_lint.syntax.conda.repair import (
    OPERATORS,
    VERSION,
    Repair,
    after_spaces,
    is_release,
    name_end,
    number_end,
    starts_version,
)
from studio_lint.syntax.conda.version import DIGITS


def space_before_joint(value: str) -> Repair | None:
    """`>=1.8 , <2` and `>=1.8 | <1`: what follows the space is read as a build; libmamba skips one behind `,` alone."""
    for index, character in enumerate(value):
        if character not in ",|" or not index:
            continue
        start = len(value[:index].rstrip(" "))
        if character == "," and start < index:
            return Repair(start, index, "", _ends("before", character), True)
        end = after_spaces(value, index + 1)
        if character == "|" and start < index:
            return Repair(start, end, "|", _ends("before", character), True, mark=(start, index))
        if character == "|" and index + 1 < end < len(value):
            return Repair(start, end, "|", _ends("after", character), True, mark=(index + 1, end))
    return None


def _ends(where: str, joint: str) -> str:
    return f"the space {where} `{joint}` ends the constraint"


def space_in_operator(value: str) -> Repair | None:
    """`>=1.8,! =1.9`: an operator of two characters with a space in it."""
    for first in "!~":
        at = value.find(first + " =")
        if at >= 0:
            return Repair(at, at + 3, first + "=", f"the space splits the operator `{first}=`", True)
    return None


_OPERATOR_CHARACTERS = tuple(OPERATORS)


def swapped_operator(value: str) -> Repair | None:
    """`=>1.8`, `= <2`: the two characters of an operator the wrong way round."""
    for index in range(len(value) - 1):
        if value[index] != "=" or (index and value[index - 1] in OPERATORS):
            continue
        second = index + 1
        while second < len(value) and value[second] == " ":
            second += 1
        if (
            value[second : second + 1] in ("<", ">", "!", "~")
            and value[second + 1 : second + 2] not in _OPERATOR_CHARACTERS
        ):
            wrong = value[index : second + 1]
            return Repair(index, second + 1, value[second] + "=", f"`{wrong}` is not a valid version operator", True)
    return None


_ODD_OPERATORS = (
    *(("==>=", ">="), ("==<=", "<="), ("=>=", ">="), ("=<=", "<="), ("=!=", "!="), ("=~=", "~=")),
    *(("===", "=="), ("==>", ">="), ("==<", "<="), (">==", ">="), ("<==", "<="), ("<>", "!=")),
)
"""What is written for an operator, and what it means; the longer ones first."""


def odd_operator(value: str) -> Repair | None:
    """`===1.8`, `<>1.8`: operators of other languages."""
    for wrong, right in _ODD_OPERATORS:
        at = value.find(wrong)
        if at >= 0:
            return Repair(at, at + len(wrong), right, f"`{wrong}` is not a valid version operator")
    return None


def joining_word(value: str) -> Repair | None:
    """`>=1.8 and <2`, `>=1|| <0.5`."""
    for word, right in ((" and ", ","), (" && ", ","), ("&&", ","), (" & ", ","), (" or ", "|"), ("||", "|")):
        at = value.lower().find(word)
        if at > 0:
            start = len(value[:at].rstrip(" "))
            end = len(value) - len(value[at + len(word) :].lstrip(" "))
            shown = word.strip()
            return Repair(start, end, right, f"`{shown}` does not join constraints as `{right}` does")
    return None


def missing_comma(value: str) -> Repair | None:
    """`>1.8<2` and `>=1.8 <2`."""
    at = name_end(value)
    while at < len(value) and value[at] in OPERATORS + " ":
        at += 1
    for index in range(at, len(value)):
        if value[index] not in "<>!~=":
            continue
        before = value[:index].rstrip(" ")
        end = index + 2 if value[index + 1 : index + 2] == "=" else index + 1
        is_operator = end == index + 2 or value[index] in "<>"
        if is_operator and before[-1:] in VERSION and starts_version(value, after_spaces(value, end)):
            operator = value[index:end]
            message = f"missing `,` before `{operator}`"
            return Repair(len(before), index, ",", message, mark=(index, end))
    return None


def caret(value: str) -> Repair | None:
    """npm's `^1.2`: up to the next number that breaks."""
    at = value.find("^")
    end = number_end(value, at + 1)
    release = value[at + 1 : end]
    if at <= 0 or not is_release(release):
        return None
    numbers = [int(piece) for piece in release.split(".") if len(piece) < 9] or [0]
    first = next((i for i, number in enumerate(numbers) if number), len(numbers) - 1)
    following = ".".join(str(number) for number in [*numbers[:first], numbers[first] + 1])
    start = at - 1 if value[at - 1] == "=" else at
    return Repair(start, end, f">={release},<{following}", "`^` is an npm operator, not a conda one")


def lone_tilde(value: str) -> Repair | None:
    """`~1.8`, and npm's `~ 1.8`; a `~` before `=` is none of these."""
    at = value.find("~")
    while at >= 0 and value[at + 1 : at + 2] in ("=", ""):
        at = value.find("~", at + 1)
    following = after_spaces(value, at + 1)
    if at <= 0 or not starts_version(value, following):
        return None
    end = number_end(value, following)
    operator = "~=" if "." in value[following:end] else "="
    return Repair(at, following, operator, "`~` is not a valid version operator")


def lone_bang(value: str) -> Repair | None:
    """`!1.8`; behind a digit `!` ends an epoch."""
    at = value.find("!")
    if at > 0 and starts_version(value, at + 1) and value[at - 1] not in DIGITS + "=":
        return Repair(at, at + 1, "!=", "`!` is not a valid version operator")
    return None


def at_sign(value: str) -> Repair | None:
    """`numpy@1.8`, as npm and Spack have it."""
    at = value.find("@")
    if at > 0 and starts_version(value, at + 1):
        start = at
        while start and value[start - 1] in OPERATORS + " ":
            start -= 1
        operator = value[start:at].strip() or "="
        return Repair(start, at + 1, operator, "`@` is not a valid version operator")
    return None


def missing_zero(value: str) -> Repair | None:
    """`>=.8`."""
    for index in range(1, len(value) - 1):
        if value[index] == "." and value[index - 1] in OPERATORS + " ," and value[index + 1] in DIGITS:
            return Repair(index, index, "0", "a version cannot start with a dot")
    return None


def dangling_operator(value: str) -> Repair | None:
    """`numpy>=`."""
    start = len(value.rstrip(OPERATORS + " "))
    if 0 < start < len(value):
        operator = value[start:].strip()
        return Repair(start, len(value), "", f"no version follows the `{operator}`")
    return None


def upper_version(value: str) -> Repair | None:
    """`numpy V1.8`."""
    at = value.find(" V")
    if at > 0 and starts_version(value, at + 1):
        return Repair(at + 1, at + 2, "v", "versions must be lowercase")
    return None


def doubled_build(value: str) -> Repair | None:
    """`numpy==1.8==py27_0`."""
    first = value.find("==")
    second = value.find("==", first + 2)
    if first > 0 and second > 0:
        return Repair(second, second + 2, "=", "a single `=` comes before the build string")
    return None


def hyphen_range(value: str) -> Repair | None:
    """npm's `1.8 - 2.1`, where it ends the spec."""
    at = value.find(" - ")
    if at <= 0:
        return None
    start = len(value[:at].rstrip(DIGITS + "."))
    end = number_end(value, after_spaces(value, at + 3))
    low, high = value[start:at], value[after_spaces(value, at + 3) : end]
    if is_release(low) and is_release(high) and end == len(value):
        return Repair(start, end, f">={low},<={high}", "a hyphen does not make a range")
    return None


def spaced_build(value: str) -> Repair | None:
    """`pytorch=2.0 cuda_1`: after `=` the build needs a `=` too."""
    space = value.rfind(" ")
    word = value[space + 1 :]
    before = value[:space].rstrip(" ")
    is_build = all(character in VERSION for character in word) and any(c in DIGITS + "_*" for c in word)
    if space > 0 and is_build and "=" in before and before[-1:] in VERSION and " " not in before[before.find("=") :]:
        message = "the build string after `name=version` needs a `=` before it"
        return Repair(len(before), space + 1, "=", message, mark=(space + 1, len(value)))
    return None
