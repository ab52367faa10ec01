"""How a command is fixed so that it listens on CONNECT_TOOL_PORT."""

from __future__ import annotations

from studio_lint.base.diagnostics import SAFE, UNSAFE, Edit, Effect, Fix
from studio_lint.base.record import Record
from studio_lint.base.source import Span, Text
from studio_lint.facts.studio_config_schema import RESERVED_VARIABLES
from studio_lint.facts.wrappers import shell_of
from studio_lint.model import text_edits
from studio_lint.model.commands.arguments import PORT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_lint.base.diagnostics import Safety
    from studio_lint.model.build.image import Image
    from studio_lint.model.commands.arguments import Part
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.process.process import Process
    from studio_lint.syntax.dockerfile.tree import Instruction

VARIABLE = f"${PORT}"
QUOTING = ("'", "\\")
PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./:=,@%+[]")


def in_shell(image: Image, ran: Invocation, number: Text, keep: bool = True) -> Fix | None:
    """The number, where a shell reads it, becomes the variable.

    None where the number is in quotes that keep a variable as it is, or
    where a build would replace the variable before any session starts. `keep`: in a file that may be
    started elsewhere too, the number stays as what holds without a session.
    """
    part = part_of(ran, number)
    if part is not None and part.given and escape(image, number) is None:
        return written_out(image, ran, part, number)
    source, span = number.source, number.whole
    before, behind = source.text[span.start - 1 : span.start], source.text[span.end : span.end + 1]
    before_it = escape(image, number)
    if before_it is not None and part is not None:
        fix = _without_quotes(part, number, before_it)
        if fix is not None:
            return fix
    quoted = part.quoting in QUOTING if part is not None else "'" in (before, behind)
    if before_it is None or quoted or source.slice(span) != number.value:
        return None
    variable = _variable(behind)
    effect = for_number(number)
    if source is not image.source and keep:
        variable = f"${{{PORT}:-{number.value}}}"
        effect = for_number(number, variable)
    edit = Edit(source, span, f"{before_it}{variable}")
    return Fix(f"Replace the number with `{variable}`", (edit,), SAFE, effect)


def _variable(behind: str) -> str:
    """The variable, in braces where its name would go on."""
    return VARIABLE if not (behind.isalnum() or behind == "_") else f"${{{PORT}}}"


def written_out(image: Image, ran: Invocation, part: Part, number: Text, spelling: str = "") -> Fix | None:
    """A variable that the image sets becomes what it holds, the session's port in it.

    `spelling` is how the session's port is named there, where no shell fills it in. Safe where the variable holds the
    number and nothing else.
    """
    place = part.at
    before = escape(image, place)
    head, _, tail = spelling.partition(PORT)
    name = place.value.removeprefix(head).removesuffix(tail) if spelling else place.value.strip("${}")
    held = ran.variables.get(name)
    if before is None or part.quoting in QUOTING or held is None or place.source.slice(place.whole) != place.value:
        return None
    if any(one.kind != "text" for one in held):
        return None
    value = "".join(one.text.value for one in held)
    behind = place.source.text[place.whole.end : place.whole.end + 1]
    head, found, tail = value.partition(number.value)
    if not found or number.value in tail or head[-1:].isdecimal() or tail[:1].isdecimal():
        return None
    if set(head + tail) - PLAIN - {" "}:
        return None
    text = head + (spelling or before + _variable(tail[:1] or behind)) + tail
    edit = Edit(place.source, place.whole, text)
    if value == number.value:
        return Fix(f"Replace the variable with `{text}`", (edit,), SAFE, for_number(number))
    title = f"Replace `{place.value}` with `{text}`" if spelling else f"Replace with `{text}` for the variable"
    return Fix(title, (edit,), UNSAFE, for_number(number))


def in_caddyfile(image: Image, number: Text) -> Fix | None:
    """The number becomes the variable as Caddy spells it, where a Caddyfile is written as it stands."""
    before = escape(image, number)
    if before is None or number.source.slice(number.whole) != number.value:
        return None
    text = f"{{{before}{VARIABLE}}}"
    return Fix(
        f"Replace the number with `{{{VARIABLE}}}`", (Edit(number.source, number.whole, text),), SAFE, Effect(port=True)
    )


def _without_quotes(part: Part, number: Text, before: str) -> Fix | None:
    """`'host:8000'` with the variable and without its quotes, where nothing else in them needs any."""
    source, span = part.text.source, part.text.span()
    value = part.text.value
    if part.quoting != "'" or part.given or set(value) - PLAIN or not value.endswith(number.value):
        return None
    whole = Span(span.start - 1, span.end + 1)
    behind = source.text[whole.end : whole.end + 1]
    if source.slice(whole) != f"'{value}'" or behind.isalnum() or behind == "_":
        return None
    text = f"{value.removesuffix(number.value)}{before}{VARIABLE}"
    return Fix(f"Replace with `{text}`, without the quotes", (Edit(source, whole, text),), SAFE, for_number(number))


def for_number(number: Text, variable: str = VARIABLE) -> Effect:
    """A program is given the session's port in the place of a number, or of what nothing expands.

    `variable`: the session's port as a word has it then.
    """
    return Effect(words=((unexpanded(number.value), variable),), port=True)


def unexpanded(text: str) -> str:
    """A text in which nothing is expanded, as `Effect.words` has it."""
    return text.replace("$", "\\$")


def part_of(ran: Invocation, number: Text) -> Part | None:
    """The stretch of a command's words that holds the number."""
    return next(
        (
            part
            for word in ran.arguments
            for part in word.parts
            if part.text.source is number.source and within(number, part.text)
        ),
        None,
    )


def escape(image: Image, text: Text) -> str | None:
    """What a variable put here must have in front, to be read when the session starts and not at build time.

    None where nothing helps, or it is not known what would.
    """
    if text.source is not image.source:
        return ""
    at = text.whole.start
    found = instruction_at(image, text)
    if found is None:
        return None
    if found.keyword in ("CMD", "ENTRYPOINT"):
        return ""
    document = next((one for one in found.heredocs if one.content.whole.start <= at < one.content.whole.end), None)
    # A heredoc that is the RUN's own script may write files by heredocs of its own.
    if document is None or (found.keyword == "RUN" and found.body.value.lstrip().startswith("<<")):
        return None
    if not document.expand:
        return ""
    return "\\" if image.dockerfile.escape == "\\" else None


def in_list(process: Process, at: Text) -> bool:
    """Whether a place is in a word of an exec form that no shell reads as its script."""
    start, source = process.start, process.image.source
    if start is None or at.source is not source:
        return False
    words = [*start.entrypoint.arguments, *start.instruction.arguments] if start.instruction.exec_form else []
    word = next((one for one in words if within(at, one)), None)
    return word is not None and not any(within(one.text, word) for one in process.scripts)


def is_baked(image: Image, text: Text) -> bool:
    """Whether a variable put here would be read when the image is built: the value of an ENV, or of an ARG."""
    found = instruction_at(image, text)
    return found is not None and found.keyword in ("ENV", "ARG")


def instruction_at(image: Image, text: Text) -> Instruction | None:
    """The instruction of a Dockerfile that a text is in."""
    at = text.whole.start
    instructions = (one for stage in image.stages for one in stage.instructions if text.source is image.source)
    return next((one for one in instructions if one.span.start <= at < one.span.end), None)


class Addition(Record):
    """Words that are put into a list, next to one of its strings."""

    beside: Text
    words: tuple[str, ...]
    after: bool = True


def wrapped(
    process: Process, number: Text | None, safety: Safety, more: Addition | None = None, before: str = ""
) -> Fix | None:
    """The exec form after connect-client becomes `bash -c "exec …"`, `before` ahead of it; `number` the variable.

    Words that the ENTRYPOINT has after `--entrypoint` go into the command with
    those of the CMD; comments among them are put above.
    """
    start = process.start
    if start is None or start.shell or not start.instruction.exec_form:
        return None
    ahead, words = start.entrypoint.arguments, start.instruction.arguments
    if [text.value for text in ahead[1:2]] != ["--entrypoint"]:
        return None
    moved: tuple[Text, ...] = ()
    edits: tuple[Edit, ...] = ()
    dockerfile = process.image.dockerfile
    source = dockerfile.source
    if start.instruction is start.entrypoint:
        words = words[2:]
    elif len(ahead) > 2:
        moved = ahead[2:]
        stage = process.image.shipped
        if stage is None or not {id(start.instruction), id(start.entrypoint)} <= set(map(id, stage.instructions)):
            return None
        span = Span(ahead[1].whole.end, moved[-1].whole.end)
        edits = (*text_edits.lifted(dockerfile, start.entrypoint, span), Edit(source, span, ""))
    if not words:
        return None
    text = through_shell(shell_of(process.shell), (*moved, *words), number, more, before)
    if text is None:
        return None
    span = Span(words[0].whole.start, words[-1].whole.end)
    edits = (*edits, *text_edits.lifted(dockerfile, start.instruction, span), Edit(source, span, text))
    pairs = [pair for word in (*moved, *words) for pair in _expanded(word.value)]
    effect = Effect(words=tuple(pairs), port=True)
    if number is not None:
        effect = effect.replace(words=(*for_number(number).words, *pairs))
    return Fix(f"Start it through a shell: {_shown(start.instruction, text)}", edits, safety, effect)


def _shown(instruction: Instruction, text: str) -> str:
    """The whole instruction where all its words are replaced, else the words."""
    return f"`{instruction.keyword} [{text}]`" if instruction.keyword == "CMD" else f"`{text}`"


def through_shell(
    shell: str, words: Sequence[Text], number: Text | None, more: Addition | None = None, before: str = ""
) -> str | None:
    """The words of a JSON list that has a shell start some words; `number` becomes the variable."""
    quoted = [_quoted(word, number) for word in words]
    if more is not None:
        at = next((at for at, word in enumerate(words) if word.whole == more.beside.whole), None)
        if at is None:
            return None
        at += more.after
        quoted[at:at] = more.words
    if not all(quoted) or (number is not None and not any(within(number, word) for word in words)):
        return None
    line = " ".join((*([f"{before} &&"] if before else []), "exec", *quoted))
    return ", ".join(map(text_edits.json_string, (shell, "-c", line)))


def within(inner: Text, outer: Text) -> bool:
    """Whether a text is in another one."""
    return (
        inner.source is outer.source and outer.whole.start <= inner.whole.start and inner.whole.end <= outer.whole.end
    )


def _quoted(word: Text, number: Text | None) -> str:
    """A word as a shell has to be given it, the Platform's variables left to be expanded; "" where that fails."""
    value = word.value
    places = _reserved(value)
    if number is not None and within(number, word):
        start = number.span().start - word.span().start
        end = start + len(number.value)
        if value[start:end] != number.value:
            return ""
        places = [place for place in places if place[1] <= start or end <= place[0]] + [(start, end, VARIABLE)]
    if not places:
        return value if value and not set(value) - PLAIN else "'" + value.replace("'", "'\\''") + "'"
    pieces = []
    at = 0
    for start, end, variable in sorted(places):
        follows = value[end : end + 1]
        braced = variable == VARIABLE and (follows.isalnum() or follows == "_")
        pieces += [value[at:start], f"${{{PORT}}}" if braced else variable]
        at = end
    pieces.append(value[at:])
    if not set("".join(pieces[::2])) - PLAIN:
        return "".join(pieces)
    pieces[::2] = [_in_double_quotes(piece) for piece in pieces[::2]]
    return f'"{"".join(pieces)}"'


def _in_double_quotes(text: str) -> str:
    for character in '\\"`$':
        text = text.replace(character, f"\\{character}")
    return text


def _reserved(text: str) -> list[tuple[int, int, str]]:
    """Where a text names variables of the Platform, as a shell would read them: start, end, and the variable."""
    found = []
    at = text.find("$")
    while at >= 0:
        end = _end_of_reserved(text, at)
        if end:
            found.append((at, end, text[at:end]))
        at = text.find("$", max(end, at + 1))
    return found


def _end_of_reserved(text: str, at: int) -> int:
    """The end of `$NAME` or `${NAME…}`; 0 where that is no variable of the Platform, or is no more than its name."""
    for name in RESERVED_VARIABLES:
        if text.startswith(name, at + 1):
            end = at + 1 + len(name)
            return end if not (text[end : end + 1].isalnum() or text[end : end + 1] == "_") else 0
        if text.startswith(f"{{{name}", at + 1):
            end = at + 2 + len(name)
            close = text.find("}", end)
            if close < 0 or (close > end and not text.startswith((":-", "-"), end)):
                return 0
            return close + 1 if not set(text[end:close]) - PLAIN else 0
    return 0


def _expanded(text: str) -> tuple[tuple[str, str], ...]:
    """What becomes of the Platform's variables in a text that nothing expanded, as `Effect.words` has it."""
    pairs = []
    for start, end, variable in _reserved(text):
        name, _, other = variable.strip("${}").partition(":-" if ":-" in variable else "-")
        pairs.append((unexpanded(text[start:end]), f"${{{name}:-{other}}}" if other else f"${name}"))
    return tuple(pairs)


def in_place(process: Process, ran: Invocation, at: Text, code: str) -> str:
    """Code with double quotes as it has to be written where `at` stands: in a list, in a shell's quotes, in a file."""
    part = part_of(ran, at)
    if part is None:
        return code
    in_list = at.source is process.image.source and process.start is not None and process.start.instruction.exec_form
    if part.quoting == "'":
        return code.replace('"', '\\"') if in_list else code
    return code.replace('"', "'") if in_list or part.quoting == '"' else code


def unquoted(variable: Text) -> Fix | None:
    """`'$CONNECT_TOOL_PORT'` without its quotes, where nothing else in them needs any, or without its backslash."""
    source = variable.source
    start, end = variable.whole.start, variable.whole.end
    dollar = start - source.text.startswith("$", start - 1)
    ahead = source.text[max(dollar - 4, 0) : dollar]
    slashes = len(ahead) - len(ahead.rstrip("\\"))
    if slashes in (1, 2):
        start, inside = dollar, source.text[dollar:end]
        edit = Edit(source, Span(start - slashes, start), "")
        return Fix("Remove the backslash", (edit,), SAFE, Effect(words=_expanded(inside), port=True))
    while start > 0 and source.text[start - 1] in PLAIN:
        start -= 1
    while end < len(source.text) and source.text[end] in PLAIN:
        end += 1
    if source.text[start - 1 : start] != "'" or source.text[end : end + 1] != "'":
        return None
    inside = source.text[start:end]
    edit = Edit(source, Span(start - 1, end + 1), inside)
    return Fix("Remove the single quotes", (edit,), SAFE, Effect(words=_expanded(inside), port=True))
