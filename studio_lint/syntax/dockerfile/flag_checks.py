"""Flags that an instruction does not have, and values that they do not take."""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.nearest import nearest
from studio_lint.base.source import Span, Text
from studio_lint.syntax.dockerfile.flags import HALF_GAP
from studio_lint.syntax.dockerfile.go_values import DIGITS, go_quoted, whole_number
from studio_lint.syntax.dockerfile.tree import Flag, Instruction

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.kind_types import ProblemKind

TEXT = "text"
LIST = "list"
"""May be given more than once."""
BOOL = "bool"

COPY_FLAGS = {"chown": TEXT, "from": TEXT, "chmod": TEXT, "link": BOOL, "parents": BOOL, "exclude": LIST}
ADD_FLAGS = {
    "chown": TEXT,
    "chmod": TEXT,
    "link": BOOL,
    "keep-git-dir": BOOL,
    "checksum": TEXT,
    "unpack": BOOL,
    "exclude": LIST,
}
TIMES = ("interval", "timeout", "start-period", "start-interval")
FLAGS: dict[str, dict[str, str]] = {
    "ADD": ADD_FLAGS,
    "COPY": COPY_FLAGS,
    "FROM": {"platform": TEXT},
    "RUN": {"mount": LIST, "network": TEXT, "security": TEXT, "device": LIST},
    "HEALTHCHECK": {**dict.fromkeys(TIMES, TEXT), "retries": TEXT},
    **{
        keyword: {}
        for keyword in (
            "CMD",
            "ENTRYPOINT",
            "ENV",
            "EXPOSE",
            "LABEL",
            "MAINTAINER",
            "ONBUILD",
            "SHELL",
            "USER",
            "VOLUME",
            "WORKDIR",
        )
    },
}
"""Flags of BuildKit's front end, 2026-08. ARG and STOPSIGNAL pass over any flag in silence."""

VALUES = {"network": ("default", "none", "host"), "security": ("insecure", "sandbox")}


def check_flags(instruction: Instruction) -> tuple[list[Problem], list[Problem]]:
    """What is wrong with an instruction's flags: with flags themselves, and with what their values say.

    BuildKit looks at all flags before it reads a time, a number or a mode in one.
    """
    known = FLAGS.get(instruction.keyword)
    if known is None or not instruction.flags:
        return [], []
    flags: list[Problem] = []
    values: list[Problem] = []
    seen: dict[str, Flag] = {}
    for flag in instruction.flags:
        problem = _check(instruction, flag, known, seen)
        if problem is not None:
            flags.append(problem)
        elif flag.value is not None:
            problem = _check_value(instruction, flag, flag.value)
            if problem is not None:
                values.append(problem)
        seen.setdefault(flag.name, flag)
    return flags, values


def _check(instruction: Instruction, flag: Flag, known: dict[str, str], seen: dict[str, Flag]) -> Problem | None:
    kind = known.get(flag.name)
    if kind is None:
        return _unknown(instruction, flag, known)
    if flag.name in seen and kind != LIST:
        return Problem(
            kind="flag-twice",
            span=flag.text.whole,
            message=f"`--{flag.name}` is given twice; the build fails",
            help="remove one of the two",
            note=f"BuildKit: duplicate flag specified: --{flag.name}",
            related=((seen[flag.name].text.whole, "first given here"),),
        )
    if flag.value is None:
        return _without_value(instruction, flag) if kind != BOOL else None
    return _check_truth(flag, flag.value) if kind == BOOL else None


def _check_value(instruction: Instruction, flag: Flag, value: Text) -> Problem | None:
    if flag.name in VALUES:
        return _check_choice(flag, value)
    if instruction.keyword == "HEALTHCHECK":
        return _check_number(value) if flag.name == "retries" else _check_time(flag, value)
    return None


def _unknown(instruction: Instruction, flag: Flag, known: dict[str, str]) -> Problem:
    keyword = instruction.keyword
    said = f"unknown flag: --{flag.name}"
    if flag.name[-1:] in tuple(HALF_GAP):
        bare = len(flag.name) + 1
        return special_blank(
            "unknown-flag", flag.text.span(bare, bare + 1), f"`--{flag.name[:-1]}`", flag.name[-1], said
        )
    meant = nearest(flag.name, known)
    edits: tuple[tuple[Span, str], ...] = ()
    if meant is not None:
        help = f"use `--{meant}`"
        edits = ((flag.text.span(2, 2 + len(flag.name)), meant),) if flag.name else ()
    elif keyword in ("CMD", "ENTRYPOINT"):
        help = f'start with the program, or use exec form: `{keyword} ["PROGRAM", "{_shown(flag)}"]`'
    elif known:
        help = f"use one of its flags: {', '.join(f'`--{name}`' for name in known)}"
    else:
        help = "remove it"
    return Problem(
        kind="unknown-flag",
        span=flag.text.span(0, 2 + len(flag.name)),
        message=f"unknown {keyword} flag `--{flag.name}`; the build fails",
        help=help,
        note=f"BuildKit: {said}",
        edits=edits,
        edits_message=f"use `--{meant}`" if edits else "",
    )


def special_blank(kind: ProblemKind, place: Span, before: str, blank: str, message: str) -> Problem:
    """A blank that looks like any other and is part of a word; `message` are BuildKit's words for what follows."""
    return Problem(
        kind=kind,
        span=place,
        message=f"the space after {before} is U+{ord(blank):04X}, which does not separate words; the build fails",
        help="type a plain space",
        note=f"BuildKit: {message}",
        edits=((place, " "),),
        edits_message="Replace it with a plain space",
    )


def _shown(flag: Flag) -> str:
    return f"--{flag.name}" if flag.value is None else f"--{flag.name}=…"


def _without_value(instruction: Instruction, flag: Flag) -> Problem:
    edits: tuple[tuple[Span, str], ...] = ()
    body = instruction.body
    gap = Span(flag.text.whole.end, body.whole.start)
    least = {"COPY": 3, "ADD": 3, "FROM": 2, "HEALTHCHECK": 1, "RUN": 1}.get(instruction.keyword, 1)
    if flag is instruction.flags[-1] and body.value and len(instruction.arguments) >= least:
        between = body.source.slice(gap)
        if between and not between.strip(" \t"):
            edits = ((gap, "" if body.value.startswith("=") else "="),)
    return Problem(
        kind="flag-value",
        span=flag.text.whole,
        message=f"`--{flag.name}` is missing its value; the build fails",
        help=f"use `--{flag.name}=VALUE`, with `=` and no space",
        note=f"BuildKit: missing a value on flag: --{flag.name}",
        edits=edits,
        edits_message="Replace the space with `=`" if edits else "",
    )


def _check_truth(flag: Flag, value: Text) -> Problem | None:
    if value.value.lower() in ("true", "false"):
        return None
    if not value.value:
        return _wrong(flag.text.whole, flag, "true or false", f"missing a value on flag: --{flag.name}")
    words = f"expecting boolean value for flag --{flag.name}, not: {value.value}"
    return _wrong(value.whole, flag, "true or false", words)


def _check_choice(flag: Flag, value: Text) -> Problem | None:
    choices = VALUES[flag.name]
    if value.value in choices:
        return None
    quoted = go_quoted(value.value)
    words = f"invalid network mode {quoted}" if flag.name == "network" else f"security {quoted} is not valid"
    taken = ", ".join(choices[:-1]) + " or " + choices[-1]
    return _wrong(value.whole if value.value else flag.text.whole, flag, taken, words)


def _check_time(flag: Flag, value: Text) -> Problem | None:
    if not value.value:
        return None
    edits: tuple[tuple[Span, str], ...] = ()
    from studio_lint.syntax.dockerfile.duration import parse

    time = parse(value.value)
    if isinstance(time, str):
        words = time
        if value.value.strip(DIGITS) == "":
            edits = ((Span(value.whole.end, value.whole.end), "s"),)
    elif time == 0 or time >= 1_000_000:
        return None
    else:
        words = f'Interval "{flag.name}" cannot be less than 1ms'
    taken = "a duration of at least one millisecond, such as `30s`"
    return _wrong(value.whole, flag, taken, words, edits, "Use seconds")


def _check_number(value: Text) -> Problem | None:
    if not value.value:
        return None
    number = whole_number(value.value)
    words = number if isinstance(number, str) else ""
    if isinstance(number, int) and number < 0:
        words = f"--retries cannot be negative ({number})"
    return (
        Problem(
            kind="flag-value",
            span=value.whole,
            message="`--retries` must be a whole number, 0 or more; the build fails",
            help="use `--retries=3`",
            note=f"BuildKit: {words}",
        )
        if words
        else None
    )


def _wrong(
    span: Span, flag: Flag, expected: str, words: str, edits: tuple[tuple[Span, str], ...] = (), message: str = ""
) -> Problem:
    return Problem(
        kind="flag-value",
        span=span,
        message=f"`--{flag.name}` must be {expected}; the build fails",
        help=f"use `--{flag.name}=` with {'one of these' if ' or ' in expected else 'a number and its unit'}",
        note=f"BuildKit: {words}",
        edits=edits,
        edits_message=message if edits else "",
    )
