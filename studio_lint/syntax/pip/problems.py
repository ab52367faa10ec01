"""What to say about a line that pip refuses, and the spelling that was meant."""

from __future__ import annotations

from studio_lint.base.diagnostics import SAFE, UNSAFE, Problem
from studio_lint.base.record import Record
from studio_lint.base.source import Text
from studio_lint.syntax.pip.tree import name_end

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.diagnostics import Safety
    from studio_lint.base.kind_types import ProblemKind
    from studio_lint.base.source import Span

_STOPS = "the build fails"
_OPERATOR_CHARACTERS = "=<>!~^"
_SWAPPED = {"=>": ">=", "=<": "<=", "=!": "!=", "=~": "~=", "<==": "<=", ">==": ">=", "≥": ">=", "≤": "<=", "^": "~="}
TYPOGRAPHIC = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"
_LONGEST = 300


class PipFix(Record):
    """One slip: `value[start:end]` becomes `put`; the words that say so."""

    kind: ProblemKind
    start: int
    end: int
    put: str
    message: str
    safety: Safety = UNSAFE


def bad_marker(marker: Text, error: str) -> Problem:
    """What stands behind `;` is no environment marker."""
    return Problem(
        kind="marker",
        span=marker.whole,
        message=f"the text after `;` is not a valid marker; {_STOPS}",
        help="use a marker such as `; python_version >= '3.10'`, or remove it",
        note=f"pip: {_first_line(error)}",
    )


def nameless(url: Text) -> Problem:
    """`-e git+https://…` without the project's name."""
    return Problem(
        kind="egg",
        span=url.whole,
        message="pip cannot determine the project name from this URL; the build fails",
        help="add it at the end: `#egg=NAME`",
        note="pip: Could not detect requirement name, please specify one with your_package_name @ URL",
    )


def bad_egg(name: Text) -> Problem:
    """`#egg=name[extra]`, which older versions of pip took: read in pip 26.3."""
    return Problem(
        kind="egg-name",
        span=name.whole,
        message=f"`#egg=` contains more than a project name; {_STOPS}",
        help="put `name[extra] @ ` before the URL, and remove everything after `#`",
        note="pip: Egg fragments can only be a valid project name",
    )


def bad_wheel(file: Text) -> Problem:
    """A wheel's file name has five parts or six."""
    return Problem(
        kind="wheel",
        span=file.whole,
        message="invalid wheel file name; the build fails",
        help="use the full file name, for example `name-1.0-py3-none-any.whl`",
        note="pip: Invalid wheel filename",
    )


def version_as_url(text: Text, rest: Text, version: Text) -> Problem:
    """`name@1.0`: what stands behind `@` is taken for an address."""
    at = text.value.rfind(rest.value)
    put = f"{text.value[:at].rstrip()}{'' if version.value[0] in _OPERATOR_CHARACTERS else '=='}{version.value}"
    good = _accepted(put)
    return Problem(
        kind="operator",
        span=rest.span(0, 1),
        message="pip reads the text after `@` as a URL, but this is a version; the build fails",
        help=f"use `{put}`" if good else "use `name==1.2`",
        edits=_edit(text, put) if good else (),
        edits_message=f"use `{put}`" if good else "",
    )


def yaml_item(content: Text) -> Problem:
    """`- six`, an item of a list in YAML: pip reads an empty option and ignores the words after it."""
    put = content.value[2:].lstrip()
    return Problem(
        kind="yaml-item",
        span=content.whole,
        message="pip has no lists with `-`: it silently ignores this line, and nothing is installed for it",
        help=f"use `{put}`",
        edits=((content.span(0, len(content.value) - len(put)), ""),),
        edits_message="remove the `-`",
    )


def explain(text: Text, error: str) -> Problem:
    """The problem with a requirement; `error` is what `packaging` says."""
    value = text.value
    several = _several(value)
    step = _first_step(value) if len(value) <= _LONGEST and not several and not _unclosed(value) else None
    note = None if "://" in value or len(value) > _LONGEST else f"pip: {_pip_words(value)}"
    if step is None:
        start, end, message = _unmendable(value, error)
        return Problem(
            kind="invalid", span=text.span(start, end), message=f"{message}; {_STOPS}", help=_help(value), note=note
        )
    spelling = _mended(value, step)
    start, end = step.start, max(step.end, step.start + 1)
    if start >= len(value):
        start, end = len(value) - 1, len(value)
    if spelling is None:
        return Problem(
            kind=step.kind,
            span=text.span(start, end),
            message=f"{step.message}; {_STOPS}",
            help=_help(value),
            note=note,
        )
    full, safety = spelling
    # A URL may hold a password: its words are not repeated.
    help = "fix the marked part" if "://" in full else f"use `{full}`"
    return Problem(
        kind=step.kind,
        span=text.span(start, end),
        message=f"{step.message}; {_STOPS}",
        help=help,
        note=note,
        edits=_edit(text, full),
        edits_message=help,
        safety=safety,
    )


def _edit(text: Text, full: str) -> tuple[tuple[Span, str], ...]:
    """The one edit between the value as it is and as it should be."""
    value = text.value
    first = 0
    while first < min(len(value), len(full)) and value[first] == full[first]:
        first += 1
    last = 0
    while last < min(len(value), len(full)) - first and value[-1 - last] == full[-1 - last]:
        last += 1
    return ((text.span(first, len(value) - last), full[first : len(full) - last]),)


def _accepted(value: str) -> bool:
    from packaging.requirements import InvalidRequirement, Requirement

    try:
        Requirement(value)
    except (InvalidRequirement, RecursionError):
        return False
    return True


def _mended(value: str, step: PipFix) -> tuple[str, Safety] | None:
    """The value with this slip and those behind it mended, if pip takes that."""
    safety = step.safety
    for _ in range(5):
        value = value[: step.start] + step.put + value[step.end :]
        if _accepted(value):
            return value, safety
        following = _first_step(value)
        if following is None:
            return None
        step = following
        if step.safety == UNSAFE:
            safety = UNSAFE
    return None


def _first_step(value: str) -> PipFix | None:
    for find in (_command, _channel, _quotes, _operator, _comma, _bare_version, _version):
        step = find(value)
        if step is not None:
            return step
    return None


def _several(value: str) -> list[str]:
    """The requirements that stand side by side in one line; none where it is one or none."""
    if len(value) > _LONGEST or "://" in value:
        return []
    pieces = value.replace(",", " ").split()
    if len(pieces) < 2 or _command(value) or not any(mark in piece for piece in pieces[1:] for mark in "<>="):
        return []
    return pieces if all(piece[0].isalpha() and _accepted(piece) for piece in pieces) else []


def _unclosed(value: str) -> bool:
    return value.count("[") > value.count("]")


def _command(value: str) -> PipFix | None:
    """`pip install x`: a command where a requirement belongs."""
    for command in ("pip install ", "pip3 install ", "python -m pip install ", "conda install ", "uv pip install "):
        if value.startswith(command):
            return PipFix("command", 0, len(command), "", f"`{command.strip()}` is a command, not a requirement")
    return None


def _channel(value: str) -> PipFix | None:
    at = value.find("::")
    if at <= 0:
        return None
    return PipFix("channel", 0, at + 2, "", "pip has no channels")


def _quotes(value: str) -> PipFix | None:
    if len(value) > 1 and value[0] in "\"'" and value[-1] == value[0]:
        return PipFix("quotes", 0, len(value), value[1:-1], "the quotes are part of the value here")
    if len(value) > 1 and value[0] in TYPOGRAPHIC and value[-1] in TYPOGRAPHIC:
        return PipFix("quotes", 0, len(value), value[1:-1], f"`{value[0]}` is part of the value here, not a quote")
    return None


def _operator(value: str) -> PipFix | None:
    """`=`, `=>`, `> =`, `^`: operators that pip has not."""
    at = _operators_start(value)
    while at < len(value):
        if value[at] not in _OPERATOR_CHARACTERS and value[at] not in "≥≤":
            at += 1
            continue
        end = at
        while end < len(value) and (value[end] in _OPERATOR_CHARACTERS or value[end] in "≥≤ "):
            end += 1
        written = value[at:end].rstrip()
        end = at + len(written)
        step = _operator_step(value, at, end, written.replace(" ", ""))
        if step is not None:
            return step
        at = end
    return None


def _operators_start(value: str) -> int:
    at = name_end(value)
    if value[at : at + 1] == "[":
        at = value.find("]", at) + 1 or at
    return at


def _operator_step(value: str, at: int, end: int, operator: str) -> PipFix | None:
    if operator == "=":
        build = value.find("=", end)
        if build > 0 and value[build - 1] not in "<>!~," and value[build : build + 2] != "==":
            return PipFix(
                "operator",
                at,
                len(value),
                "==" + value[end:build].strip(),
                "`=` and a build string are conda's, not pip's",
            )
        return PipFix("operator", at, end, "==", "`=` is not a valid version operator for pip", SAFE)
    if operator in _SWAPPED:
        right = _SWAPPED[operator]
        return PipFix(
            "operator",
            at,
            end,
            right,
            f"`{operator}` is not a valid version operator for pip",
            UNSAFE if operator == "^" else SAFE,
        )
    if operator == "~":
        return PipFix("operator", at, end, "~=", "`~` is not a valid version operator for pip")
    if operator in ("==", ">=", "<=", "!=", "~=") and end - at > 2:
        return PipFix("operator", at, end, operator, "space inside the operator", SAFE)
    if end >= len(value):
        return PipFix("operator", at, end, "", "no version follows the operator")
    return None


def _comma(value: str) -> PipFix | None:
    if value.rstrip().endswith(","):
        at = value.rstrip().rfind(",")
        return PipFix("comma", at, at + 1, "", "nothing follows the comma")
    start = _operators_start(value)
    for at in range(start + 1, len(value)):
        if value[at] in "<>!~=" and value[at - 1] not in "<>!~=, \t" and value[start:at].strip(" <>!~="):
            return PipFix("comma", at, at, ",", "missing comma between two constraints")
        if value[at] in "<>!~=" and value[at - 1] in " \t" and value[start:at].rstrip()[-1:].isalnum():
            return PipFix("comma", len(value[:at].rstrip()), at, ",", "missing comma between two constraints")
    return None


def _bare_version(value: str) -> PipFix | None:
    """`x 1.0` and `x@1.0`."""
    end = _operators_start(value)
    rest = value[end:].lstrip(" \t@")
    if not rest or not rest[0].isdecimal() or " " in rest or end == 0:
        return None
    stop = len(value) - len(rest)
    if stop == end:
        return None
    return PipFix("operator", end, stop, "==", "missing operator before the version")


def _version(value: str) -> PipFix | None:
    """`>=1.0.*` and `~=1`: a version that does not go with its operator."""
    at = _operators_start(value)
    while at < len(value):
        stop = value.find(",", at)
        stop = len(value) if stop < 0 else stop
        part = value[at:stop]
        version = part.strip(" " + _OPERATOR_CHARACTERS)
        if version and version == version.strip("*.x") + ".*" and part.lstrip()[:2] not in ("==", "!="):
            operator = part.lstrip()[: part.lstrip().find(version)].strip()
            put = _without_star(operator, version.removesuffix(".*"))
            start, end = at + len(part) - len(part.lstrip()), at + len(part.rstrip())
            if put == f"{operator}{version.removesuffix('.*')}":
                start, end, put = end - 2, end, ""
            return PipFix("version", start, end, put, "`.*` is only valid with `==` and `!=`")
        if version.isdecimal() and part.lstrip().startswith("~="):
            end = at + len(part.rstrip())
            return PipFix("version", end, end, ".0", "`~=` needs a version with at least two numbers")
        at = stop + 1
    return None


def _without_star(operator: str, release: str) -> str:
    """`<=1.*`, `>1.*`, `~=1.*` without the star, the same versions meant; `<` and `>=` need none."""
    head, _, last = release.rpartition(".")
    if not last.isdecimal():
        return f"{operator}{release}"
    following = f"{head}.{int(last) + 1}" if head else f"{int(last) + 1}"
    if operator == "<=":
        return f"<{following}"
    if operator == ">":
        return f">={following}"
    return f"=={release}.*" if operator in ("~=", "=") else f"{operator}{release}"


def _unmendable(value: str, error: str) -> tuple[int, int, str]:
    """What is wrong where no spelling is near: from, to, and words."""
    end = _operators_start(value)
    pieces = [piece.strip() for piece in value.split(",")]
    if _several(value) or (len(pieces) > 1 and all(piece and name_end(piece) == len(piece) for piece in pieces)):
        return 0, len(value), "several packages on one line"
    if _unclosed(value):
        at = value.rfind("[")
        return at, at + 1, "unclosed `[`"
    if end == len(value) and value[-1:] in "-_.":
        return end - 1, end, f"a project name cannot end with `{value[-1:]}`"
    if end == 0 or value[0] in "-_.":
        return 0, max(1, len(value.split(" ")[0])), "a project name cannot start like this"
    if "specifier" in error or "version" in error.lower():
        start = end + len(value[end:]) - len(value[end:].lstrip())
        shown = "this" if "://" in value else f"`{_short(value[start:])}`"
        return start, len(value), f"{shown} is not a valid version constraint for pip"
    if end < len(value) and value[end] in " \t":
        start = end + len(value[end:]) - len(value[end:].lstrip())
        return start, len(value), "invalid text after the project name"
    return end, min(end + 1, len(value)) if end < len(value) else len(value), "invalid requirement"


def _help(value: str) -> str:
    several = _several(value)
    pieces = several or [piece.strip() for piece in value.split(",")]
    if several or (len(pieces) > 1 and all(piece and name_end(piece) == len(piece) for piece in pieces[:4])):
        return "move each package to a separate item: " + ", ".join(f"`- {piece}`" for piece in pieces[:4])
    return "use `name`, `name==1.2` or `name>=1.2,<2`"


def _short(value: str) -> str:
    return value if len(value) <= 40 else value[:37] + "..."


def _first_line(error: str) -> str:
    return error.split("\n", 1)[0]


def _pip_words(value: str) -> str:
    words = f"Invalid requirement: {value!r}"
    operators = ("~=", "==", "!=", "<=", ">=", "<", ">")
    if "=" in value and not any(operator in value for operator in operators):
        return f"{words}: = is not a valid operator. Did you mean == ?"
    return words
