"""Functions that find a place, one for each letter of a row's `where`."""

from __future__ import annotations

import re

from studio_lint.base.source import Span
from studio_lint.model.failure import entries, package_finders, traced, words
from studio_lint.model.failure.files import Spot, whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_lint.model.failure.placing import Placing
    from studio_lint.syntax.dockerfile.tree import Instruction

_URL = re.compile(r"https?://[^\s'\"<>]{1,300}")


def spot(placing: Placing) -> Spot | None:
    """The place, by the first finder that has one; None where the files do not show it."""
    for letter in placing.match.row.where.split():
        if letter == "-":
            return None
        found = FINDERS[letter](placing)
        if found is not None:
            return found
    return _fallback(placing) if "I2" not in placing.match.row.where or placing.failed.ran else None


def _fallback(placing: Placing) -> Spot | None:
    if placing.instruction is not None and placing.files.dockerfile is not None:
        return whole(placing.instruction, placing.files.dockerfile.source)
    if placing.template and placing.files.environment is not None:
        return entries.channels(placing.files.environment)
    return None


def _word(placing: Placing) -> Spot | None:
    if not placing.name and placing.instruction is not None and placing.instruction.keyword in ("FROM", "COPY"):
        return _image(placing)
    name = placing.name
    found = placing.in_instruction(words.word, name)
    if found is None and placing.instruction is not None and placing.instruction.keyword == "FROM":
        return _image(placing)
    return found


def _image(placing: Placing) -> Spot | None:
    """The image that a FROM or `COPY --from` names."""
    instruction, dockerfile = placing.instruction, placing.files.dockerfile
    if instruction is None or dockerfile is None:
        return None
    if instruction.keyword == "FROM" and instruction.arguments:
        return Spot(dockerfile.source, instruction.arguments[0].whole)
    flag = instruction.flag("from")
    return Spot(dockerfile.source, flag.value.whole) if flag is not None and flag.value is not None else None


def _path(placing: Placing) -> Spot | None:
    return placing.in_instruction(words.path, placing.name)


def _phrase(placing: Placing) -> Spot | None:
    if placing.instruction is None or placing.files.dockerfile is None:
        return None
    source = placing.files.dockerfile.source
    found = words.phrase(source, placing.instruction.span, placing.match.row.phrases)
    return Spot(source, found) if found is not None else None


def _numbered(placing: Placing) -> Spot | None:
    """The line of the Dockerfile that the builder numbers, if it still is the one that it shows."""
    dockerfile, groups = placing.files.dockerfile, placing.match.groups
    if placing.instruction is not None or dockerfile is None:
        return _first_word(placing) if placing.instruction is not None else None
    source = dockerfile.source
    number = int(groups.get("number", "0") or 0)
    excerpt = placing.failed.excerpt
    if excerpt is not None and excerpt.marked:
        line = source.slice(source.line_span(number)) if 1 <= number <= len(source.line_starts) else ""
        if line.strip() not in [text.strip() for text in excerpt.marked]:
            return None
    if not 1 <= number <= len(source.line_starts):
        return None
    span = source.line_span(number)
    text = source.slice(span)
    indent = len(text) - len(text.lstrip())
    name = placing.name
    at = text.find(name) if name else -1
    if at >= 0:
        return Spot(source, Span(span.start + at, span.start + at + len(name)))
    return Spot(source, Span(span.start + indent, span.end), "line")


def _first_word(placing: Placing) -> Spot | None:
    instruction, dockerfile = placing.instruction, placing.files.dockerfile
    if instruction is None or dockerfile is None:
        return None
    what = placing.match.groups.get("what", "") + placing.match.text
    if "nknown instruction" in what:
        return Spot(dockerfile.source, instruction.keyword_span)
    found = re.search(r"(?:unknown flag|invalid flag|flag provided but not defined): -{0,2}(?P<name>[\w-]{1,60})", what)
    if found:
        return placing.in_instruction(words.starting, found["name"])
    return None


def _variable(placing: Placing) -> Spot | None:
    if placing.instruction is None or placing.files.dockerfile is None:
        return None
    source = placing.files.dockerfile.source
    found = words.variable(source, placing.instruction.span)
    return Spot(source, found) if found is not None else None


def _address(placing: Placing) -> Spot | None:
    dockerfile = placing.files.dockerfile
    if dockerfile is None:
        return None
    if placing.instruction is None:
        return _address_anywhere(placing)
    seen = [found[0] for _, text in placing.failed.lines[-30:] for found in _URL.finditer(text)]
    found = words.address(dockerfile.source, placing.instruction.span, seen)
    return Spot(dockerfile.source, found) if found is not None else None


def _address_anywhere(placing: Placing) -> Spot | None:
    """`ADD https://…` fails as a step that is named by its address, with no excerpt."""
    dockerfile = placing.files.dockerfile
    if dockerfile is None:
        return None
    told = " ".join((placing.failed.instruction, placing.step, *(text for _, text in placing.failed.errors)))
    for each in dockerfile.instructions:
        if each.keyword == "ADD":
            found = words.address(dockerfile.source, each.span, ())
            text = dockerfile.source.slice(found) if found else ""
            if found and (text in told or text.rpartition("/")[2] in told or "$" in text):
                return Spot(dockerfile.source, found)
    return None


def _key_host(placing: Placing) -> Spot | None:
    for _, text in placing.failed.lines:
        found = _URL.search(text) if ("NO_PUBKEY" in text or "is not signed" in text or "GPG error" in text) else None
        if found:
            spot = placing.in_instruction(words.starting, found[0].split("/")[2])
            if spot is not None:
                return spot
    return None


def _host(placing: Placing) -> Spot | None:
    return placing.in_instruction(words.starting, placing.match.groups.get("host", ""))


def _user(placing: Placing) -> Spot | None:
    """The USER that was in force, not the RUN that met it."""
    dockerfile, instruction = placing.files.dockerfile, placing.instruction
    if dockerfile is None:
        return None
    found: Instruction | None = None
    for each in dockerfile.instructions:
        if instruction is not None and each.span.start >= instruction.span.start:
            break
        if each.keyword == "FROM" and instruction is not None:
            found = None
        if each.keyword == "USER" and (not placing.name or placing.name in each.body.value or "$" in each.body.value):
            found = each
    return Spot(dockerfile.source, found.body.whole) if found is not None else None


def _from(placing: Placing) -> Spot | None:
    dockerfile, instruction = placing.files.dockerfile, placing.instruction
    if dockerfile is None or instruction is None:
        return None
    found = None
    for each in dockerfile.instructions:
        if each.span.start > instruction.span.start:
            break
        if each.keyword == "FROM":
            found = each
    return Spot(dockerfile.source, found.arguments[0].whole) if found is not None and found.arguments else None


def _look_back(placing: Placing) -> Spot | None:
    """An earlier instruction that names the word: it failed without a word, and the step was green."""
    dockerfile, instruction = placing.files.dockerfile, placing.instruction
    if dockerfile is None or not placing.name:
        return None
    for each in dockerfile.instructions:
        if instruction is not None and each.span.start >= instruction.span.start:
            break
        if each.keyword == "RUN" and "install" in each.body.value:
            found = words.word(dockerfile.source, each.span, placing.name)
            if found is not None:
                return Spot(dockerfile.source, found)
    return None


def _started(placing: Placing) -> Spot | None:
    """The start command as a whole."""
    if placing.instruction is None or placing.files.dockerfile is None:
        return None
    return whole(placing.instruction, placing.files.dockerfile.source)


def _alpine(placing: Placing) -> Spot | None:
    for _, text in placing.failed.lines[-30:]:
        found = re.match(r"\s{1,4}(?P<name>[\w.+-]{1,100}) \(no such package\)", text)
        if found:
            placing.name = found["name"]
            return placing.in_instruction(words.word, placing.name)
    return None


def _option(placing: Placing) -> Spot | None:
    """The option that was given the value; of `-p/--port`, the spelling that the command uses."""
    for name in placing.match.groups.get("option", "").split("/"):
        found = placing.in_instruction(words.word, name)
        if found is not None:
            return found
    return None


def _read_at_start(placing: Placing) -> Spot | None:
    """The word in the files that the start reads, where it is there only once: an option, a variable or a path."""
    if placing.failed.ran or not placing.name.startswith(("-", "$", "/")):
        return None
    found = [
        Spot(source, span)
        for source in placing.files.read_at_start
        for span in words.each_word(source, Span(0, len(source.text)), placing.name)
    ]
    return found[0] if len(found) == 1 else None


def _whole_of_build(placing: Placing) -> Spot | None:
    return _whole(placing) if placing.failed.ran else None


def _none(_: Placing) -> Spot | None:
    return None


def _whole(placing: Placing) -> Spot | None:
    if placing.instruction is None or placing.files.dockerfile is None:
        return None
    return whole(placing.instruction, placing.files.dockerfile.source)


FINDERS: dict[str, Callable[[Placing], Spot | None]] = {
    "W": _word,
    "W2": _host,
    "P": _path,
    "C": _phrase,
    "R": package_finders.requirement,
    "E": package_finders.entry,
    "M": package_finders.containing,
    "X2": package_finders.selector,
    "H": package_finders.channel,
    "H0": package_finders.channels,
    "Y": package_finders.yaml_line,
    "N": _numbered,
    "V": _variable,
    "A": _address,
    "K": _key_host,
    "G": package_finders.git,
    "B": package_finders.built,
    "J": package_finders.r_package,
    "Q": package_finders.requested,
    "D": package_finders.package_file,
    "U": _user,
    "F": _from,
    "L": _look_back,
    "S": _started,
    "X": _none,
    "A2": _alpine,
    "I": _whole,
    "I2": _whole_of_build,
    "O": _option,
    "T": traced.spot,
    "Z": _read_at_start,
}
