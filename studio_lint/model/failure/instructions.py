"""From the instruction that a log shows to the same one in the user's Dockerfile.

A log shows an instruction in three ways: the excerpt (as it is written), the
step's name (joined, variables of all but RUN replaced, on a terminal cut to the
width) and the process (as the shell received it). The text decides; the number
in `[2/4]` decides only between equal texts, since named contexts shift it.
"""

from __future__ import annotations

from studio_lint.model.failure.failing import squeezed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_lint.model.failure.failing import Failed
    from studio_lint.syntax.dockerfile.tree import Dockerfile, Instruction

_LEAST = 6
_TEMPLATE = ("/tmp/conda.yml", "/opt/wave/conda.yml", "/tmp/conda.lock", "/opt/wave/conda.lock")


def is_of_template(failed: Failed) -> bool:
    """Whether the step is one of Wave's own Dockerfile, which the user never wrote."""
    shown = " ".join((failed.instruction, failed.process, *(failed.excerpt.marked if failed.excerpt else ())))
    return any(path in shown for path in _TEMPLATE)


def find(failed: Failed, dockerfile: Dockerfile) -> Instruction | None:
    """The failing instruction; None where the file does not hold its text (any more)."""
    instructions = dockerfile.instructions
    if not instructions:
        return None
    by_excerpt = _by_excerpt(failed, dockerfile)
    if by_excerpt is not None:
        return by_excerpt
    texts = {id(each): squeezed(_text(each)) for each in instructions}
    shown = squeezed(failed.instruction)
    process = squeezed(failed.process)
    found: list[Instruction] = []
    if shown:
        found = [each for each in instructions if _fits(texts[id(each)], shown, failed.whole)]
    if not found and process:
        found = [each for each in instructions if each.keyword == "RUN" and _ends(process, squeezed(_command(each)))]
    if not found and shown:
        found = [each for each in instructions if _fits(_unflagged(each), shown, failed.whole)]
    if not found and shown.startswith("FROM "):
        name = shown[5:].split(" ")[0]
        found = [each for each in instructions if each.keyword == "FROM" and _names(each, name)]
        found = found or [each for each in instructions if each.keyword == "COPY" and _copies(each, name)]
    return _chosen(found, failed, instructions)


def _by_excerpt(failed: Failed, dockerfile: Dockerfile) -> Instruction | None:
    excerpt = failed.excerpt
    if excerpt is None:
        return None
    source = dockerfile.source
    marked = excerpt.marked or tuple(text for line, text in excerpt.shown if line == excerpt.first)
    if not marked or not marked[0].strip():
        return None
    wanted = squeezed("\n".join(marked))
    first = squeezed(marked[0])
    same_line = [
        each
        for each in dockerfile.instructions
        if source.line_of(each.span.start) <= excerpt.first <= source.line_of(max(each.span.start, each.span.end - 1))
    ]
    for each in same_line:
        if _begins(squeezed(source.slice(each.span)), wanted, first):
            return each
    found = [each for each in dockerfile.instructions if _begins(squeezed(source.slice(each.span)), wanted, first)]
    return _chosen(found, failed, dockerfile.instructions)


def _begins(written: str, wanted: str, first: str) -> bool:
    """Whether an instruction is the one that is marked; of a long one an excerpt may show the beginning only."""
    return written == wanted or (
        len(wanted) > _LEAST
        and (written.startswith(wanted) or (wanted.startswith(written) and written.startswith(first.rstrip("\\ "))))
    )


def _text(instruction: Instruction) -> str:
    flags = "".join(f"{flag.text.value} " for flag in instruction.flags)
    return f"{instruction.keyword} {flags}{instruction.body.value}"


def _unflagged(instruction: Instruction) -> str:
    return squeezed(f"{instruction.keyword} {instruction.body.value}")


def _command(instruction: Instruction) -> str:
    if instruction.exec_form:
        return " ".join(text.value for text in instruction.arguments)
    if instruction.heredocs:
        return instruction.heredocs[0].content.value
    return instruction.body.value


def _ends(process: str, command: str) -> bool:
    return bool(command) and (process == command or process.endswith((f" {command}", f" {command}]")))


def _fits(written: str, shown: str, whole: bool) -> bool:
    """Whether a log's text is that of an instruction; a variable stands for any value, and a name may be cut."""
    if written == shown:
        return True
    if not whole or shown.endswith("..."):
        head = shown.removesuffix("...").rstrip()
        return len(head) >= _LEAST and (written.startswith(head) or _fits_variables(written, head, open_end=True))
    if "<<" in shown and "<<" in written:
        return written.split("<<")[0] == shown.split("<<")[0]
    if _without_json(written) == _without_json(shown):
        return True
    return "$" in written and _fits_variables(written, shown, open_end=False)


def _without_json(text: str) -> str:
    return "".join(letter for letter in text if letter not in '[]",')


def _fits_variables(written: str, shown: str, open_end: bool) -> bool:
    parts = _fixed_parts(written)
    if len(parts) < 2 or not shown.startswith(parts[0]):
        return False
    at = len(parts[0])
    for part in parts[1:-1]:
        at = shown.find(part, at)
        if at < 0:
            return open_end
        at += len(part)
    return open_end or (shown.endswith(parts[-1]) and len(shown) - len(parts[-1]) >= at)


def _fixed_parts(text: str) -> list[str]:
    """What is between the variables of a text."""
    parts, at, start = [], 0, 0
    while at < len(text):
        if text[at] != "$":
            at += 1
            continue
        parts.append(text[start:at])
        at += 1
        if text[at : at + 1] == "{":
            end = text.find("}", at)
            at = len(text) if end < 0 else end + 1
        else:
            while at < len(text) and (text[at].isalnum() or text[at] == "_"):
                at += 1
        start = at
    return [*parts, text[start:]]


def _names(instruction: Instruction, name: str) -> bool:
    """Whether a FROM names this image, which the log writes in full (`docker.io/library/python:3.12`)."""
    written = next((word.value for word in instruction.arguments), "")
    bare = name.partition("@")[0].removeprefix("docker.io/").removeprefix("library/")
    return bool(written) and (
        written in (name, bare) or f"{written}:latest" == bare or _fits_variables(written, bare, False)
    )


def _copies(instruction: Instruction, name: str) -> bool:
    flag = instruction.flag("from")
    bare = name.partition("@")[0].removeprefix("docker.io/").removeprefix("library/")
    return (
        flag is not None and flag.value is not None and flag.value.value in (name, bare, bare.removesuffix(":latest"))
    )


def _chosen(found: Sequence[Instruction], failed: Failed, instructions: Sequence[Instruction]) -> Instruction | None:
    """The one of equal texts that the step's stage and number mean; else the first."""
    if len(found) < 2:
        return found[0] if found else None
    if failed.excerpt is not None and failed.excerpt.first:
        same = [each for each in found if each.body.source.line_of(each.span.start) == failed.excerpt.first]
        if same:
            return same[0]
    stages = _stages(instructions)
    for each in found:
        name, number, at = stages[id(each)]
        if failed.stage and failed.stage not in (name, f"stage-{number}"):
            continue
        if not failed.index or at == failed.index:
            return each
    for each in found:
        if not failed.stage or failed.stage in (stages[id(each)][0], f"stage-{stages[id(each)][1]}"):
            return each
    return found[0]


def _stages(instructions: Sequence[Instruction]) -> dict[int, tuple[str, int, int]]:
    """For each instruction the name and number of its stage, and its place among those that make a step."""
    told: dict[int, tuple[str, int, int]] = {}
    name, number, at = "", -1, 0
    for each in instructions:
        if each.keyword == "FROM":
            words = [word.value for word in each.arguments]
            name = words[2] if len(words) == 3 else ""
            number, at = number + 1, 1
        elif each.keyword in ("RUN", "COPY", "ADD", "WORKDIR"):
            at += 1
        told[id(each)] = (name, number, at)
    return told
