"""Build strings in match specs: exact, with `*`, or a regular expression.

libmamba 2.8 takes for a regular expression what begins with `^` or ends with
`$`, and also what holds anything but letters, digits, `-`, `_` and `*`.
"""

from __future__ import annotations

from studio_lint.syntax.conda.version import ALPHANUMERIC, DIGITS, Refusal, fits

ANY_BUILD = "*"
_PLAIN = frozenset(ALPHANUMERIC + "-_*")
_EXACT = frozenset(ALPHANUMERIC + "-_")
# Characters that may stand in a build string (CEP 26), or mean something in an expression.
_POSSIBLE = frozenset(ALPHANUMERIC + "_.+" + "\\^$*?()[]{}|-")


def parse_build(text: str) -> str | None:
    """The build as libmamba prints it; None for an expression that does not compile."""
    if not text:
        return ANY_BUILD
    is_expression = text.startswith("^") or text.endswith("$")
    if not is_expression and all(character in _PLAIN for character in text):
        return text
    expression = _as_expression(text)
    if not _compiles(expression):
        return None if is_expression else text
    body = expression[1:-1]
    if body == ".*":
        return ANY_BUILD
    return expression


def is_exact_build(build: str) -> bool:
    """Whether a build string stands for itself alone."""
    return _EXACT.issuperset(build)


def _as_expression(text: str) -> str:
    """The text with `*` turned into `.*`, between `^` and `$`."""
    if text.startswith("^") and text.endswith("$"):
        return text
    made = ["^"]
    last = len(text) - 1
    for index, character in enumerate(text):
        if (index == 0 and character == "^") or (index == last and character == "$"):
            continue
        lone = character == "*" and (index == 0 or text[index - 1] != ".")
        made.append(".*" if lone else character)
    made.append("$")
    return "".join(made)


def _compiles(expression: str) -> bool:
    """Whether C++ can read it: brackets close, every quantifier has something before it, every `\\1` its group."""
    open_groups: list[bool] = []
    closed = 0
    repeatable = False
    at = 0
    while at < len(expression):
        character = expression[at]
        if character == "\\":
            at += 1
            following = expression[at : at + 1]
            if not following or (following in DIGITS[1:] and int(following) > closed):
                return False
            repeatable = True
        elif character == "[":
            at = expression.find("]", at + 1)
            if at < 0:
                return False
            repeatable = True
        elif character in "*+?{":
            end = expression.find("}", at) if character == "{" else at
            if not repeatable or (character == "{" and not _is_count(expression[at + 1 : max(end, 0)])):
                return False
            at = end
        elif character == "(":
            captures = expression[at + 1 : at + 3] not in ("?:", "?=", "?!")
            open_groups.append(captures)
            at += 0 if captures else 2
            repeatable = False
        elif character == ")":
            if not open_groups:
                return False
            closed += open_groups.pop()
            repeatable = True
        else:
            repeatable = character not in "^|$"
        at += 1
    return not open_groups


def _is_count(text: str) -> bool:
    """What may stand between `{` and `}`: `2`, `2,` or `2,3`."""
    least, _, most = text.partition(",")
    return least.isdecimal() and (not most or (most.isdecimal() and int(least) <= int(most)))


def impossible_character(build: str) -> int:
    """Place of a character by which no build string can be matched; -1 without one.

    Of an expression with alternatives all must be impossible. One that begins
    with `|` is a constraint that a space cut off: `>=1.8 | <1.0`.
    """
    if "[" in build or "\\" in build or (build[:1] == "^" and ("{" in build or "(?" in build)):
        return -1
    if "|" not in build:
        return _impossible_in(build, 0, len(build))
    first = build.index("|")
    if build[:first] == "^":
        return first
    if "(" in build or "?" in build:
        return -1
    found = -1
    start = 0
    while start <= len(build):
        end = build.find("|", start)
        end = len(build) if end < 0 else end
        at = _impossible_in(build, start, end)
        if at < 0:
            return -1
        found = at if found < 0 else found
        start = end + 1
    return found


def _impossible_in(build: str, start: int, end: int) -> int:
    return next((at for at in range(start, end) if build[at] not in _POSSIBLE), -1)


def build_number_refusal(value: str, start: int, end: int) -> Refusal | None:
    """What libmamba has against a `build_number=`; `start` and `end` are its place."""
    given = value.strip()
    if given in ("", "*", "=*"):
        return None
    digits = len(given)
    while digits and given[digits - 1] in DIGITS:
        digits -= 1
    if digits == len(given) or not fits(given[digits:]):
        return Refusal("build-number", start, end, f'Expected number in build number spec "{given}"')
    if given[:digits].strip() not in ("", "=", "!=", ">", ">=", "<", "<="):
        return Refusal("build-number", start, end, f'Invalid build number operator in"{given}"')
    return None
