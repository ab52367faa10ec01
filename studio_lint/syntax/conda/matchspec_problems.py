"""What to say about a match spec that cannot be used, and how to mend it."""

from __future__ import annotations

from studio_lint.base.diagnostics import SAFE, UNSAFE, Problem
from studio_lint.base.source import Span, Text
from studio_lint.syntax.conda.build_string import impossible_character
from studio_lint.syntax.conda.channel import FOR_PIP, is_archive, is_path
from studio_lint.syntax.conda.name import dashed_range, is_legal_name, pasted_name
from studio_lint.syntax.conda.repair import Repair
from studio_lint.syntax.conda.repairs import STEPS
from studio_lint.syntax.conda.version import Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_lint.base.kind_types import ProblemKind
    from studio_lint.syntax.conda.matchspec_tree import MatchSpec

    Sound = Callable[[str], bool]

# A spec longer than this is not a slip of the pen; mending it is not tried.
_LONGEST = 300
_ROUNDS = 4
_STOPS = "the build fails"
_NOT_FOUND = "no package matches, and the build fails"


def _may_tell(value: str) -> bool:
    """Whether a URL may hold a password or a token, so that nothing of it may be repeated."""
    return "://" in value and ("@" in value or "/t/" in value)


def _follow(is_sound: Sound, value: str, step: Repair) -> tuple[str, bool] | None:
    """The value when `step` and what it leads to are applied, and whether all were safe."""
    safe = step.safe
    value = step.apply(value)
    for _ in range(_ROUNDS):
        if value and is_sound(value):
            return value, safe
        following = next((found for found in (try_step(value) for try_step in STEPS) if found is not None), None)
        if following is None or following.apply(value) == value:
            return None
        safe = safe and following.safe
        value = following.apply(value)
    return None


def _mend(is_sound: Sound, value: str) -> tuple[Repair, str, bool] | None:
    """The first slip, the nearest good spelling, and whether it keeps the meaning beyond doubt."""
    if len(value) > _LONGEST or any(mark in value for mark in ("{{", "{%", "$", "\n")):
        return None
    if "://" in value and ("::" not in value or _may_tell(value)):
        return None
    for try_step in STEPS:
        step = try_step(value)
        if step is None:
            continue
        followed = _follow(is_sound, value, step)
        if followed is not None:
            return step, *followed
    return None


def slip(is_sound: Sound, value: str) -> str:
    """The name of the repair that a spec which cannot be used needs first (`swapped_operator`); "" for none."""
    if len(value) > _LONGEST:
        return ""
    for try_step in STEPS:
        step = try_step(value)
        if step is not None and _follow(is_sound, value, step) is not None:
            return try_step.__name__
    return ""


def _difference(text: Text, start: int, end: int, mended: str) -> tuple[tuple[Span, str], ...]:
    """The one edit that turns `text.value[start:end]` into `mended`."""
    value = text.value
    first = 0
    while first < min(end - start, len(mended)) and value[start + first] == mended[first]:
        first += 1
    last = 0
    while last < min(end - start, len(mended)) - first and value[end - 1 - last] == mended[len(mended) - 1 - last]:
        last += 1
    return ((text.span(start + first, end - last), mended[first : len(mended) - last]),)


def explain(is_sound: Sound, spec: MatchSpec, refusal: Refusal | None, part: Text) -> Problem:
    """The problem with a spec: mended where one reading is meant.

    `is_sound` says whether a spelling can be used. `refusal` is what libmamba has against it; None for a spec that it
    accepts although nothing can come of it: then `part` is what is impossible in it.
    """
    value = spec.text.value
    start = len(value) - len(value.lstrip())
    end = len(value[: spec.comment_start].rstrip())
    kind, message, help = _reason(spec, refusal, part)
    note = None if refusal is None or _may_tell(value) else f"micromamba: {refusal.note}"
    mended = None if kind == "name-extras" else _mend(is_sound, value[start:end])
    if mended is None:
        is_whole = not part.value or _special(value) is not None
        span = spec.text.span(start, end) if is_whole and end > start else part.whole
        return Problem(kind=kind, span=span, message=message, help=help, note=note)
    step, spelling, safe = mended
    first, last = step.mark or (step.start, max(step.end, step.start + 1))
    if start + first >= end:
        first, last = end - start - 1, end - start
    return Problem(
        kind=kind,
        span=spec.text.span(start + first, start + last),
        message=f"{step.message}; {_STOPS if refusal is not None else _NOT_FOUND}",
        help=f"use `{spelling}`",
        note=note,
        edits=_difference(spec.text, start, end, spelling),
        edits_message=f"use `{spelling}`",
        safety=SAFE if safe else UNSAFE,
    )


# --- without a mend -------------------------------------------------------


def _reason(spec: MatchSpec, refusal: Refusal | None, part: Text) -> tuple[ProblemKind, str, str | None]:
    """Kind, message and help for what is wrong."""
    special = _special(spec.text.value)
    if refusal is not None:
        kind = refusal.kind
        if special is not None:
            return kind, *special
        return kind, f"{_refused(refusal, part.value, spec)}; {_STOPS}", _REFUSED_HELP.get(kind)
    if spec.is_file and spec.text.value.strip().endswith(FOR_PIP):
        message = f"this is a pip requirement, not a conda package; {_NOT_FOUND}"
        return "wheel", message, "move it to the `pip:` section, as `name @ URL`"
    if spec.name is None or not spec.name.value:
        return "name-illegal", "this entry names no package: nothing is installed for it", "use a package name"
    name = spec.name.value
    if special is not None and "{{" in spec.build:
        return "build-impossible", *special
    if spec.channel_text is not None and spec.channel_text.value == part.value:
        message = f"`{part.value}` is a platform, not a channel; {_NOT_FOUND}"
        return "channel-platform", message, f"use `{name}`: the build picks the platform"
    if spec.version_text is not None and dashed_range(spec.key, spec.version_text.value) is not None:
        return "version-range", f"a `-` does not make a range of versions; {_NOT_FOUND}", "use `>=low,<high`"
    if pasted_name(spec.key) is not None and is_legal_name(spec.key):
        message = f"a `-` does not separate a name from its version; {_NOT_FOUND}"
        return "name-pasted", message, "use `name=version`"
    if is_legal_name(spec.key):
        bad = spec.build[impossible_character(spec.build)]
        reason = f"`{part.value}` is read as a build string, which cannot contain {_shown(bad)}; {_NOT_FOUND}"
        return "build-impossible", reason, "use `name=version=build`, and separate constraints with `,` without spaces"
    if has_extras(name):
        return "name-extras", f"`{name}` is read as a package name; {_NOT_FOUND}", None
    if special is not None:
        return "name-illegal", *special
    if "*" in name:
        bare = name.replace("*", "")
        help = f"use `{bare}`" if is_legal_name(bare.lower()) else "use the name of the package"
        return "name-illegal", f"`{name}` is a pattern, not a package name", help
    return "name-illegal", f"{_bad_name(name)}; {_NOT_FOUND}", _name_help(name)


def has_extras(name: str) -> bool:
    """Whether a name is one with pip's extras behind it: `pandas[all]`."""
    opening = name.find("[")
    return name.endswith("]") and opening > 0 and is_legal_name(name[:opening].lower())


def _special(value: str) -> tuple[str, str] | None:
    """Things that are no match spec at all: message and help."""
    value = value.strip()
    pip_help = "move it to the `pip:` section"
    if "{{" in value or "{%" in value:
        return f"environment files do not support templates; {_STOPS}", "use the value itself"
    if _holds_expression(value):
        message = f"a version cannot be a regular expression (`^…$`); {_STOPS}"
        return message, "use a constraint such as `>=1.2,<2` or `=1.2`"
    if "$" in value:
        return f"a package in an environment file cannot contain a variable; {_STOPS}", "use the value itself"
    if value.startswith(("git+", "hg+", "svn+", "bzr+")):
        return f"conda cannot install from a repository; {_STOPS}", pip_help
    if value.startswith("-") and value[1:2] not in ("", " "):
        return f"`{value.split()[0]}` is a command-line option, not a package; {_STOPS}", (
            pip_help + " if it is pip's, else remove it"
        )
    if is_path(value) and not is_archive(value):
        return f"a path is not a package, and the build receives only this file; {_STOPS}", (
            "use a package from a channel, or a PyPI project in the `pip:` section"
        )
    if "://" in value and "::" not in value:
        return f"this URL is not a conda package; {_STOPS}", (
            "use the URL of a package file (`…/linux-64/name-version-build.conda`), or move it to `pip:`"
        )
    return None


def _holds_expression(value: str) -> bool:
    """Whether a `$` ends what a `^` began: no variable has its `$` there."""
    end = value.rstrip("'\"] ")
    return "^" in value and end.endswith("$") and value.count("$") == 1


_REFUSED_HELP: dict[ProblemKind, str] = {
    "name-missing": "put the package name first: `name=1.0`",
    "filename": "use a file named `name-version-build.conda`",
    "unpaired": "close every bracket and quote",
    "build-number": "use a number, for example `[build_number='>=1']`",
    "epoch": "use a number as the epoch, for example `1!2.0`",
    "mixed-separators": "use either `-` or `_` in a version, not both",
    "version-missing": "add the version, or remove the operator",
    "version-characters": "separate constraints with `,`, and add a version after each operator",
    "operator": "use one of `=`, `==`, `!=`, `>=`, `<=`, `>`, `<` and `~=`",
    "joint": "join constraints with `,` (and) or `|` (or)",
    "incomplete": "join constraints with `,` (and) or `|` (or)",
}


def _refused(refusal: Refusal, part: str, spec: MatchSpec) -> str:
    """What is wrong, in plain words; how it ends is added by the caller."""
    messages = {
        "name-missing": "missing package name",
        "filename": f"`{part}` is not a valid package file name",
        "unpaired": "unbalanced bracket or quote",
        "build-number": f"`{part}` is not a valid build number",
        "build": f"`{part}` is not a valid build string pattern",
        "epoch": "the text before `!` is not a valid epoch",
        "mixed-separators": f"`{part}` mixes `-` and `_`",
        "empty-part": "the version has nothing between two dots",
        "empty-local": "nothing follows `+`",
        "version-missing": "missing version",
        "version-characters": f"a version cannot contain {_shown(part)}",
        "number-too-big": f"`{part}` is too large for a version",
        "operator": f"`{part}` is not a valid version constraint",
        "joint": f"`{part}` is not valid here in a constraint",
        "incomplete": "incomplete constraint",
        "implicit-version": f"`{part}` is not a valid constraint in brackets",
        "bracket": "unexpected `]` in a channel",
        "channel": "empty channel name",
    }
    return messages.get(refusal.kind, "invalid match spec")


def _shown(character: str) -> str:
    return {" ": "a space", "\t": "a tab"}.get(character, f"a `{character}`")


def _bad_name(name: str) -> str:
    if len(_names(name)) > 1:
        return f"`{name}` is read as a single name"
    for character in name:
        if character not in "._-" and not (character.isascii() and character.isalnum()):
            return f"`{name}` is not a valid package name because of {_shown(character)}"
    if name[0] in ".-":
        return f"`{name}` starts with `{name[0]}` and is not a valid package name"
    return f"`{name}` is not a valid package name, with two of `.`, `_` and `-` in a row"


def _name_help(name: str) -> str:
    pieces = _names(name)
    if len(pieces) > 1:
        return "put each package on a separate line: " + ", ".join(f"`- {piece}`" for piece in pieces[:4])
    return "use a package name, which has only letters, digits, `.`, `_` and `-`"


def _names(name: str) -> list[str]:
    """The packages of a list in one entry: `numpy, scipy`, `numpy;scipy`; [] where one of them is no name."""
    pieces = [piece.strip() for piece in name.replace(";", ",").split(",") if piece.strip()]
    return pieces if all(is_legal_name(piece.lower()) for piece in pieces) else []
