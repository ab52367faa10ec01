"""What BuildKit's instruction layer refuses, besides flags.

What it refuses later, while it carries a stage out (ports, signals, modes,
mounts, bad `${…}`), is not seen here.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.nearest import distance
from studio_lint.base.source import Source, Span, Text
from studio_lint.syntax.dockerfile import heredoc
from studio_lint.syntax.dockerfile.arguments import KEYWORDS, close_gaps
from studio_lint.syntax.dockerfile.blanks import SPACE
from studio_lint.syntax.dockerfile.flag_checks import check_flags, special_blank
from studio_lint.syntax.dockerfile.go_values import go_quoted, is_stage_name
from studio_lint.syntax.dockerfile.tree import CONFLICT, STRAY, Instruction

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_lint.base.kind_types import ProblemKind

CONFLICT_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def check_instruction(instruction: Instruction) -> list[Problem]:
    """What is wrong with one instruction, besides what its cutting found, in the order in which BuildKit meets it.

    Where the cutting failed, the arguments are not looked at again.
    """
    if instruction.keyword not in KEYWORDS:
        return [_unknown(instruction)]
    if instruction.keyword == "HEALTHCHECK" and instruction.arguments and _is(instruction.arguments[0], "NONE"):
        return _check_healthcheck(instruction)
    flags, values = check_flags(instruction)
    if instruction.problems:
        return flags + values
    check = CHECKS.get(instruction.keyword)
    arguments = check(instruction) if check else []
    first = instruction.keyword in COUNTED_FIRST or not (instruction.arguments or instruction.keyword in COUNTED_LAST)
    # what was meant as the value of a flag without `=` stands among the arguments
    bare = {flag.text.whole.start for flag in instruction.flags if flag.value is None} if flags else set()
    if any(problem.kind == "flag-value" and problem.span.start in bare for problem in flags):
        said = arguments[0].note if arguments and first else None
        return [problem.replace(note=said or problem.note) for problem in flags] + values
    return arguments + flags + values if first else flags + arguments + values


def _is(text: Text, word: str) -> bool:
    return text.value.upper() == word


def _problem(kind: ProblemKind, span: Span, message: str, help: str, words: str) -> Problem:
    return Problem(kind=kind, span=span, message=f"{message}; the build fails", help=help, note=f"BuildKit: {words}")


def _unknown(instruction: Instruction) -> Problem:
    word = instruction.body.source.slice(instruction.keyword_span)
    span = instruction.keyword_span
    said = f"unknown instruction: {word if instruction.keyword else ''}"
    if word[:7] in CONFLICT_MARKS:
        return _problem(
            CONFLICT,
            span,
            "a merge conflict was left in this file",
            "keep one version and remove the markers",
            said,
        )
    glued = _glued(word)
    if glued:
        place = Span(span.start + len(glued), span.start + len(glued) + 1)
        return special_blank(STRAY, place, glued.upper(), word[len(glued)], said)
    stuck = _stuck(word)
    if stuck:
        place = Span(span.start, span.start + len(stuck))
        message = f"missing space after {stuck}, so `{_short(word)}` is not an instruction"
        problem = _problem(STRAY, span, message, f"add a space after `{stuck}`", said)
        return problem.replace(edits=((place, f"{stuck} "),), edits_message="Add a space")
    meant = _meant(word)
    if meant is None:
        help = "start the line with an instruction (FROM, RUN, COPY, …), or end the line above with `\\`"
        return _problem(STRAY, span, f"`{_short(word)}` is not an instruction", help, said)
    meant = meant.lower() if word.islower() else meant
    problem = _problem(STRAY, span, f"`{_short(word)}` is not an instruction", f"use `{meant}`", said)
    return problem.replace(edits=((span, meant),), edits_message=f"use `{meant}`")


def _glued_words(instruction: Instruction, words: str) -> list[Problem]:
    """The special blank that makes one word of two, where there are too few words."""
    for word in instruction.arguments:
        for at, character in enumerate(word.value):
            if character in SPACE:
                before = f"`{_short(word.value[:at])}`"
                return [special_blank("argument-count", word.span(at, at + 1), before, character, words)]
    return []


def _short(word: str) -> str:
    return word if len(word) <= 40 else word[:39] + "…"


def _glued(word: str) -> str:
    """The instruction's name that a special blank holds to its arguments, or nothing."""
    for at, character in enumerate(word[:13]):
        if character in SPACE:
            return word[:at] if word[:at].upper() in KEYWORDS else ""
    return ""


def _stuck(word: str) -> str:
    """The instruction's name, in capitals or not, that a list, a string or a word in small letters sticks to."""
    name = next((one for one in KEYWORDS if word.upper().startswith(one)), "")
    written, follows = word[: len(name)], word[len(name) : len(name) + 1]
    sticks = follows in ("[", '"', "/", ".") or (written.isupper() and follows.islower())
    return written if name and follows and sticks else ""


def _meant(word: str) -> str | None:
    """The instruction that a word is a slip of the pen for.

    Nearer than BuildKit's own suggestions: shell commands stand in broken
    RUN instructions, and `cd` is no CMD.
    """
    upper = word.upper()
    if not 3 <= len(word) <= 16:
        return None
    letters = set(upper)
    # each slip brings in one strange letter at most: with three, no keyword is near
    could = [
        keyword for keyword in KEYWORDS if abs(len(keyword) - len(upper)) < 3 and len(letters.difference(keyword)) < 3
    ]
    near = [(distance(upper, keyword), keyword) for keyword in could]
    near = [(slips, keyword) for slips, keyword in near if slips == 1 or (slips == 2 and _alike(upper, keyword))]
    near.sort()
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return near[0][1]


def _alike(word: str, keyword: str) -> bool:
    return len(keyword) >= 5 and word[0] == keyword[0]


def _exactly_one(instruction: Instruction) -> list[Problem]:
    return _empty(instruction, "exactly one argument")


def _at_least_one(instruction: Instruction) -> list[Problem]:
    return _empty(instruction, "at least one argument")


def _empty(instruction: Instruction, required: str) -> list[Problem]:
    """A keyword with nothing behind it; what stands there too much is none of its business."""
    if instruction.arguments:
        return []
    keyword = instruction.keyword
    return [
        _problem(
            "argument-count",
            instruction.keyword_span,
            f"{keyword} has no arguments",
            "complete it, or remove the line",
            f"{keyword} requires {required}",
        )
    ]


def _check_from(instruction: Instruction) -> list[Problem]:
    words = instruction.arguments
    said = "FROM requires either one or three arguments"
    if len(words) == 3 and _is(words[1], "AS"):
        name = words[2]
        if is_stage_name(name.value):
            return []
        said = (
            f"invalid name for build stage: {go_quoted(name.value)}, name can't start with a number or contain symbols"
        )
        help = "start it with a letter, then use letters, digits, `-`, `_` and `.`"
        return [_problem("stage-name", name.whole, f"`{_short(name.value)}` is not a valid stage name", help, said)]
    if len(words) == 1:
        return []
    if not words:
        return [_problem("argument-count", instruction.keyword_span, "FROM names no image", "use `FROM IMAGE`", said)]
    glued = _glued_words(instruction, said)
    if glued:
        return glued
    comment = next((word for word in words[1:] if word.value.startswith("#")), None)
    if comment is not None:
        from studio_lint.syntax.dockerfile.inline_comments import comment_problem

        return [comment_problem("FROM", comment, instruction.body, said)]
    extra = words[3:] if len(words) > 3 and _is(words[1], "AS") else words[1:]
    span = Span(extra[0].whole.start, extra[-1].whole.end)
    help = "use `FROM IMAGE` or `FROM IMAGE AS NAME`"
    return [
        _problem("argument-count", span, "FROM takes one image, optionally followed by `AS` and a name", help, said)
    ]


def _check_copy(instruction: Instruction) -> list[Problem]:
    words = instruction.arguments
    keyword = instruction.keyword
    if len(words) < 2:
        said = (
            f"{keyword} requires at least two arguments, but only one was provided. Destination could not be determined"
        )
        glued = [] if instruction.exec_form else _glued_words(instruction, said)
        if glued:
            return glued
        span = words[0].whole if words else instruction.keyword_span
        missing = "has no destination" if words else "has neither a source nor a destination"
        listed = bool(words) and words[0].value.startswith("[")
        wanted = '["SOURCE", "DESTINATION"]' if listed else "SOURCE DESTINATION"
        help = f"use `{keyword} {wanted}`" + (", in double quotes" if listed else "")
        return [_problem("argument-count", span, f"{keyword} {missing}", help, said)]
    last = words[-1]
    if heredoc.is_mark(last.value):
        said = f"{keyword} cannot accept a heredoc as a destination"
        help = f"add the path of the file after it: `{keyword} {_short(last.value)} /path`"
        return [_problem("argument-count", last.whole, f"{keyword} has no destination after the heredoc", help, said)]
    return []


def _check_arg(instruction: Instruction) -> list[Problem]:
    return _at_least_one(instruction) or _blank_names(instruction)


def _check_assignments(instruction: Instruction) -> list[Problem]:
    if not instruction.pairs:
        return _at_least_one(instruction.replace(arguments=()))
    return _blank_names(instruction)


def _blank_names(instruction: Instruction) -> list[Problem]:
    keyword = instruction.keyword
    for number, pair in enumerate(instruction.pairs):
        if pair.key.value:
            continue
        edits = close_gaps(instruction.arguments, number - 1) if keyword == "ARG" else ()
        problem = _problem(
            "blank-name",
            pair.span,
            f"{keyword} has no name before this `=`",
            "use `NAME=value` without spaces around `=`",
            f"{keyword} names can not be blank",
        )
        if edits:
            problem = problem.replace(edits=edits, edits_message="Remove the spaces around `=`")
        return [problem]
    return []


def _check_volume(instruction: Instruction) -> list[Problem]:
    for word in instruction.arguments:
        if not word.value.strip(SPACE):
            said = "VOLUME specified can not be an empty string"
            return [_problem("blank-name", word.whole, "this VOLUME has no path", "use the path of a folder", said)]
    return _at_least_one(instruction)


def _check_shell(instruction: Instruction) -> list[Problem]:
    if not instruction.arguments or instruction.exec_form:
        return _at_least_one(instruction)
    help = 'use exec form: `SHELL ["/bin/bash", "-c"]`'
    said = "SHELL requires the arguments to be in JSON form"
    return [_problem("exec-form", instruction.body.whole, "SHELL must be in exec form", help, said)]


def _check_healthcheck(instruction: Instruction) -> list[Problem]:
    words = instruction.arguments
    if not words:
        return _at_least_one(instruction)
    kind = words[0]
    if _is(kind, "NONE"):
        if len(words) == 1:
            return []
        said = "HEALTHCHECK NONE takes no arguments"
        rest = words[1].whole.to(words[-1].whole)
        return [
            _problem("argument-count", rest, "`HEALTHCHECK NONE` takes no arguments", "remove what follows NONE", said)
        ]
    if not _is(kind, "CMD"):
        said = f"Unknown type {go_quoted(kind.value.upper())} in HEALTHCHECK (try CMD)"
        help = "use `HEALTHCHECK CMD` followed by the command"
        return [_problem("healthcheck", kind.whole, f"`{_short(kind.value)}` is not CMD or NONE", help, said)]
    if len(words) == 1:
        said = "Missing command after HEALTHCHECK CMD"
        return [
            _problem("argument-count", kind.whole, "HEALTHCHECK names no command", "add the command after CMD", said)
        ]
    return []


def _check_onbuild(instruction: Instruction) -> list[Problem]:
    trigger = instruction.trigger
    if trigger is None:
        return _at_least_one(instruction)
    if trigger.keyword == "ONBUILD":
        said = "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"
    elif trigger.keyword in ("FROM", "MAINTAINER"):
        said = f"{trigger.keyword} isn't allowed as an ONBUILD trigger"
    else:
        return []
    message = f"{trigger.keyword} cannot follow ONBUILD"
    return [_problem("onbuild", trigger.keyword_span, message, "remove one of the two words", said)]


COUNTED_FIRST = ("FROM", "COPY", "ADD")
"""Their arguments are counted before a flag is looked at; of the others, only whether there is one."""
COUNTED_LAST = ("ENV", "LABEL", "SHELL")
CHECKS: dict[str, Callable[[Instruction], list[Problem]]] = {
    "FROM": _check_from,
    "COPY": _check_copy,
    "ADD": _check_copy,
    "ARG": _check_arg,
    "ENV": _check_assignments,
    "LABEL": _check_assignments,
    "EXPOSE": _at_least_one,
    "USER": _exactly_one,
    "WORKDIR": _exactly_one,
    "STOPSIGNAL": _exactly_one,
    "MAINTAINER": _exactly_one,
    "VOLUME": _check_volume,
    "SHELL": _check_shell,
    "HEALTHCHECK": _check_healthcheck,
    "ONBUILD": _check_onbuild,
}
"""RUN, CMD and ENTRYPOINT may be empty."""


def check_file(source: Source, instructions: list[Instruction]) -> list[Problem]:
    """What is wrong with the file as a whole: nothing in it, or no FROM where there must be one.

    Where a word that is no instruction may be the missing FROM, it is not asked for.
    """
    if not instructions:
        said = "file with no instructions" if source.text or source.bom else "the Dockerfile cannot be empty"
        starts = source.line_starts
        last = starts[-2] if len(starts) > 1 and starts[-1] == len(source.text) else starts[-1]
        return [_problem("no-stage", Span(last, last), "this file has no instruction", "start with `FROM IMAGE`", said)]
    for instruction in instructions:
        if instruction.keyword == "FROM" or instruction.keyword not in KEYWORDS:
            return []
        if instruction.keyword != "ARG":
            message = f"{instruction.keyword} comes before the first FROM, where only ARG is allowed"
            said = "no build stage in current context"
            help = "move it below FROM"
            if instruction.keyword == "ENV":
                help = "use `ARG` if a FROM needs the value, otherwise move it below FROM"
            return [_problem("before-from", instruction.keyword_span, message, help, said)]
    said = "dockerfile contains no stages to build"
    span = instructions[-1].keyword_span
    return [_problem("no-stage", span, "this file has no FROM, so nothing is built", "add `FROM IMAGE`", said)]
