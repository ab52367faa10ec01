"""Following a help to the letter: the texts of the file that a reader may then have.

A help names what to do ("use", "add … before it", "remove it") and mostly
offers the text in backquotes. A few things are left to the reader's sense: how
much of the line the offered text replaces, and how far a removed thing goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from studio_lint.base.diagnostics import Finding, Place

LEFT_OPEN = re.compile(
    r"…|\b(?:NAME|VALUE|VERSION|CODE|FILE|COMMAND|SOURCE|DESTINATION|URL)\b|\bname(?:=| @)|/path/to/|=$"
)
"""What a reader is to fill in."""
TEXT = r"`([^`]+)`"
TEXTS = rf"{TEXT}(?:, {TEXT})*(?:,? or {TEXT})?"
INSTRUCTION = re.compile(r"(?:ARG|CMD|COPY|ENTRYPOINT|ENV|FROM|LABEL|RUN|SHELL|STOPSIGNAL|USER|WORKDIR|EXPOSE) ")

Texts = Iterator[str]


class Spot:
    """A place in a file, and what is around it."""

    def __init__(self, path: str, text: str, start: int, end: int) -> None:
        self.path, self.text = path, text.replace("\r\n", "\n")
        self.start, self.end = (at - text.count("\r\n", 0, at) for at in (start, end))
        self.line_start = self.text.rfind("\n", 0, self.start) + 1
        found = self.text.find("\n", max(self.start, self.end - 1))
        self.line_end = len(self.text) if found < 0 else found

    @classmethod
    def of(cls, place: Place) -> Spot:
        return cls(place.source.path, place.source.text, place.span.start, place.span.end)

    @classmethod
    def of_file(cls, path: str) -> Spot:
        """The start of another file."""
        return cls(path, Path(path).read_text(encoding="utf-8"), 0, 0)

    @property
    def line(self) -> str:
        return self.text[self.line_start : self.line_end]

    @property
    def indent(self) -> str:
        return self.line[: len(self.line) - len(self.line.lstrip())]

    def around(self, pattern: str) -> Iterator[tuple[int, int]]:
        """Stretches of the line that match a pattern and contain the place."""
        for found in re.finditer(pattern, self.line):
            start, end = self.line_start + found.start(), self.line_start + found.end()
            if start <= self.start and self.end <= end:
                yield start, end

    def instruction(self) -> tuple[int, int]:
        """The instruction with its continued lines."""
        start = self.line_start
        while start > 1 and self.text[:start].endswith("\\\n"):
            start = self.text.rfind("\n", 0, start - 1) + 1
        end = self.line_end
        while self.text[start:end].endswith("\\"):
            found = self.text.find("\n", end + 1)
            end = len(self.text) if found < 0 else found
        return start, end

    def with_text(self, start: int, end: int, text: str) -> str:
        return self.text[:start] + text + self.text[end:]


def _last_command(spot: Spot) -> tuple[int, int]:
    """The last CMD of the file, which a help may offer anew from somewhere else."""
    at = spot.text.rfind("\nCMD ") + 1
    return Spot(spot.path, spot.text, at, at).instruction()


def units(spot: Spot) -> Iterator[tuple[int, int]]:
    """What a reader may take for the thing to replace, the smallest first."""
    yield spot.start, spot.end
    if re.fullmatch(r"\"[^\"]*\"|'[^']*'", spot.text[spot.start : spot.end]):
        yield spot.start + 1, spot.end - 1
    yield from spot.around(r'"[^"]*"|\'[^\']*\'')
    yield from spot.around(r"[^\s\"']+")
    yield from spot.around(r"\S+")
    yield from spot.around(r"(?<=- )[^-\s].*?(?=\s+#|$)")
    yield from spot.around(r"(?<=: )\S.*?(?=\s+#|$)")
    yield from spot.around(r"\S.*?(?=\s+#|$)")
    yield spot.instruction()


def replace(spot: Spot, text: str) -> Texts:
    """`text` in the place of what is there."""
    for start, end in units(spot):
        yield spot.with_text(start, end, text)
    if text.startswith("CMD ") and "\nCMD " in spot.text:
        yield spot.with_text(*_last_command(spot), text)
    if text.endswith(":"):
        yield spot.with_text(spot.start, spot.end, text[:-1])


def replace_in(spot: Spot, old: str, new: str) -> Texts:
    """`new` in the place of an `old` at the place, on its line, or further on."""
    starts = [found.start() for found in re.finditer(re.escape(old), spot.text)]
    for start in sorted(starts, key=lambda start: abs(start - spot.start)):
        yield spot.with_text(start, start + len(old), new)


def replace_with_value(spot: Spot, text: str) -> Texts:
    """An option, and the word or the rest of the word after it."""
    value = re.compile(r"[ =][^\s\"']+").match(spot.text, spot.end)
    yield spot.with_text(spot.start, value.end() if value else spot.end, text)


def before(spot: Spot, text: str, word: str = "") -> Texts:
    yield spot.with_text(spot.start, spot.start, text + " ")
    yield from above(spot, text)
    if word:
        yield from before_word(spot, text, word)


def before_word(spot: Spot, text: str, word: str) -> Texts:
    yield from replace_in(spot, word, f"{text} {word}")


def after(spot: Spot, text: str) -> Texts:
    """Where it reads on: after the word, at the end of its command, or of the line; in a list as an item."""
    if spot.text[spot.start] == '"':
        yield spot.with_text(spot.end, spot.end, f', "{text}"')
    yield spot.with_text(spot.end, spot.end, f" {text}")
    for end in (found.start() for found in re.finditer(r"\s*[|;&\"'\n]|\s*$", spot.text) if found.start() >= spot.end):
        yield spot.with_text(end, end, f" {text}")
        if end >= spot.line_end:
            return


def above(spot: Spot, *lines: str) -> Texts:
    start, _ = spot.instruction()
    text = "".join(f"{spot.indent}{line}\n" for line in lines)
    yield spot.with_text(start, start, text)


def below(spot: Spot, *lines: str) -> Texts:
    _, end = spot.instruction()
    yield spot.with_text(end, end, "".join(f"\n{spot.indent}{line}" for line in lines))


def key_with(spot: Spot, key: str, *items: str) -> Texts:
    """A key with items, above the one at the place; or the items below the key that is there."""
    listed = "".join(f"\n  {item}" for item in items)
    found = re.search(rf"^{key}.*$", spot.text, re.MULTILINE)
    if found:
        yield spot.with_text(found.end(), found.end(), listed)
    else:
        yield spot.with_text(spot.line_start, spot.line_start, f"{key}{listed}\n")


def to_list(spot: Spot, texts: str, key: str) -> Texts:
    """Items for a list in brackets, or below its key."""
    found = re.search(rf"^{key}: *\[", spot.text, re.MULTILINE)
    if found:
        yield spot.with_text(found.end(), found.end(), texts)
    else:
        yield from key_with(spot, f"{key}:", *(f"- {text}" for text in texts.split(", ")))


def into(spot: Spot, item: str, key: str) -> Texts:
    """One item more in a list."""
    yield from key_with(spot, f"{key}:", item)


def item_lines(spot: Spot, *items: str) -> Texts:
    yield spot.with_text(spot.line_start, spot.line_end, "\n".join(spot.indent + item for item in items))


def everywhere(spot: Spot, text: str) -> Texts:
    """`text` at the place, and wherever the same is written."""
    yield spot.text.replace(spot.text[spot.start : spot.end], text)


def instead(spot: Spot, text: str) -> Texts:
    """The last command of a chain is removed, and a line added below."""
    _, end = spot.instruction()
    start = len(spot.text[: spot.start].rstrip(" &;"))
    yield spot.with_text(start, end, f"\n{text}")


def line_above(spot: Spot, text: str) -> Texts:
    start = spot.text.rindex("\n", 0, spot.line_start - 1) + 1
    above = spot.text[start : spot.line_start - 1]
    yield spot.with_text(start, spot.line_start - 1, above[: len(above) - len(above.lstrip())] + text)


def like_above(spot: Spot, text: str) -> Texts:
    start = spot.text.rindex("\n", 0, spot.line_start - 1) + 1
    above = spot.text[start : spot.line_start - 1]
    yield spot.with_text(spot.line_start, spot.line_end, above[: len(above) - len(above.lstrip())] + text)


def after_dashes(spot: Spot, _: str) -> Texts:
    yield re.sub(r"(?m)^( *-)(?=[^ -])", r"\1 ", spot.text)


def join_below(spot: Spot, *lines: str) -> Texts:
    """One level further in than the key at the place."""
    yield from below(spot, *(f"  {line}" for line in lines))


def without_end(spot: Spot, text: str) -> Texts:
    at = spot.text.rindex(text, 0, spot.start)
    yield spot.with_text(at, at + len(text), "")


def without_backslash(spot: Spot) -> Texts:
    head = spot.text[: spot.start].rstrip("$")
    yield head.rstrip("\\") + spot.text[len(head) :]


def unquoted(spot: Spot) -> Texts:
    yield from _requoted(spot, "")


def double_quoted(spot: Spot) -> Texts:
    """In a list, a double quote needs a backslash."""
    yield from _requoted(spot, '\\"' if re.match(r"\w+ \[", spot.line) else '"')


def _requoted(spot: Spot, mark: str) -> Texts:
    start, end = spot.text.rindex("'", 0, spot.start), spot.text.index("'", spot.end)
    yield spot.text[:start] + mark + spot.text[start + 1 : end] + mark + spot.text[end + 1 :]


def close(spot: Spot, text: str) -> Texts:
    """At the end of the line, or of the word."""
    yield spot.with_text(spot.line_end, spot.line_end, text)
    yield spot.with_text(spot.end, spot.end, text)


def with_command(spot: Spot, text: str, command: str) -> Texts:
    start, end = spot.instruction()
    yield spot.with_text(start, end, f"{text}\n{command}")


def keyword(spot: Spot, text: str) -> Texts:
    yield spot.with_text(spot.start, spot.start + 3, text)
    found = spot.text.rindex("CMD")
    yield spot.with_text(found, found + 3, text)


def space_after(spot: Spot, text: str) -> Texts:
    yield spot.with_text(spot.start + len(text), spot.start + len(text), " ")


def at_end(spot: Spot, text: str) -> Texts:
    """At the end of the stage, or above what needs it there."""
    yield spot.text.rstrip("\n") + f"\n{text}\n"
    yield from below(spot, text)


def remove(spot: Spot) -> Texts:
    """What is at the place, less its comma, as a word, as a line, or as a key with all below it."""
    for start, end in [(spot.start, spot.end), *spot.around(r"\s*\S+")]:
        yield spot.with_text(start, end, "")
        gap = re.compile(r"[\s,]*").match(spot.text, end)
        yield spot.with_text(start, gap.end() if gap else end, "")
        yield spot.with_text(len(spot.text[:start].rstrip(" ,;&|")), end, "")
    yield from remove_line(spot)


def remove_line(spot: Spot) -> Texts:
    start, end = spot.instruction()
    yield spot.with_text(start, end + 1, "")
    nested = re.compile(rf"(?:(?:{spot.indent}[ -].*)?\n)*").match(spot.text, spot.line_end + 1)
    yield spot.with_text(spot.line_start, nested.end() if nested else spot.line_end + 1, "")


def remove_named(spot: Spot, text: str) -> Texts:
    """A code out of a list of codes, or a word of the line."""
    at = spot.text.index(text, spot.line_start)
    yield spot.with_text(at, at + len(text), "").replace(", ]", "]").replace("[, ", "[")


def plain_space(spot: Spot) -> Texts:
    for start, end in [(spot.start, spot.end), (spot.start, spot.end - 1), (spot.end - 1, spot.end)]:
        yield spot.with_text(start, end, " ")


def own_line(spot: Spot) -> Texts:
    """A comment that follows something, moved above it."""
    comment = spot.text[spot.text.rindex("#", 0, spot.start + 1) : spot.line_end]
    kept = spot.text[spot.line_start : spot.text.rindex("#", 0, spot.start + 1)].rstrip()
    yield spot.with_text(spot.line_start, spot.line_end, f"{comment}\n{kept}")


Way = Callable[..., Texts]
WAYS: tuple[tuple[str, Way], ...] = (
    (rf"use {TEXT} here and in the label", everywhere),
    (rf"use {TEXT} in the RUN that .*", replace),
    (rf"use {TEXT} in the COPY that .*", replace),
    (rf"remove it, and add {TEXT} below this line", instead),
    (rf"use {TEXT}, and move the command to {TEXT}", with_command),
    (rf"use {TEXT}, indented like the line above", like_above),
    (
        rf"(?:use|quote it:|did you mean) (?:an existing \w+, for example )?{TEXTS}(?:\?|, .*| (?!under )[^,].*|: .*)?",
        replace,
    ),
    (rf"use (?!a package name)(?:a|an|exec|MiB|the)\b.*?{TEXT}.*", replace),
    (rf"(?:pin a version|start it through a shell|put the constraint after).*?{TEXT}", replace),
    (rf"replace it and its value with {TEXT}", replace_with_value),
    (rf"replace {TEXT} with {TEXT} in `(?P<file>[^`]+)`", replace_in),
    (rf"replace {TEXT} with {TEXT}.*", replace_in),
    (rf"replace (?:the number )?with {TEXT}.*", replace),
    (rf"add {TEXT} before {TEXT} in `(?P<file>[^`]+)`", before_word),
    (rf"add {TEXT} before (?:it|{TEXT})", before),
    (rf"add {TEXT} after {TEXT}", lambda spot, text, word: replace_in(spot, word, f"{word} {text}")),
    (rf"add {TEXT} above (?:it|this line|this RUN)", above),
    (rf"add {TEXT} above the RUN that installs .*", above),
    (rf"\w+ (?:it|a second stage) above this line: {TEXT}", above),
    (rf"add {TEXT}(?: and {TEXT})? below this (?:line|COPY)", below),
    (rf"add {TEXT} to the final stage", at_end),
    (rf"add {TEXT}(?: to listen on .*)?", after),
    (rf"add {TEXT} to the end of (?P<file>\.dockerignore)", at_end),
    (rf"add {TEXT} as the first line of `(?P<file>[^`]+)`", above),
    (rf"add {TEXT} below `template:`", join_below),
    (rf"add {TEXT} below {TEXT}", lambda spot, item, key: key_with(spot, key, item)),
    (rf"add `(channels:)` with {TEXT}(?: and {TEXT})?", key_with),
    (rf"add {TEXT} to `(channels)`", to_list),
    (rf"add {TEXT} to `(dependencies)`", into),
    (rf"add a colon to the line above: {TEXT}", line_above),
    (rf"add a space after each `-`: {TEXT}", after_dashes),
    (rf"add a space after {TEXT}", space_after),
    (rf"(?:close it with|add the closing|add) {TEXT}(?:, or put .*)?", close),
    (rf"put each package on a separate line: {TEXTS}", item_lines),
    (r"change this CMD to (ENTRYPOINT)", keyword),
    (rf"remove the {TEXT} at the end of the \w+ above", without_end),
    (rf"remove (?:the )?{TEXT}", remove_named),
    (r"remove the backslash", without_backslash),
    (r"remove the single quotes", unquoted),
    (r"use double quotes instead of single quotes", double_quoted),
    (r"remove it(?:,.*|:.*| if .*)?", remove),
    (r"remove (?:this|the) (?!second|brackets|builds?\b|quotes|CMD|ENTRYPOINT)\w+(?:,.*|:.*| if .*)?", remove),
    (r"type a plain space(?: instead)?", plain_space),
    (r"move the comment to its own line", own_line),
)


def _understood(help: str) -> tuple[Way, list[str], str, bool] | None:
    """Way, offered texts, the other file that is meant ("" for the finding's), and whether it is a related place."""
    for pattern, way in WAYS:
        found = re.fullmatch(pattern, help)
        if found:
            file = found.groupdict().get("file") or ""
            texts = [group for group in found.groups() if group is not None and group != file]
            is_open = LEFT_OPEN.search(" ".join(texts))
            return None if is_open else (way, texts, file, re.search("(?:the|that) (?:RUN|COPY)", pattern) is not None)
    return None


def is_followed(help: str) -> bool:
    """Whether a help says which text to put where, or what to take away."""
    return _understood(help) is not None


def follow(finding: Finding) -> list[tuple[str, Texts]]:
    """What may become of which file: a help with two offers is followed in two ways, each in several readings.

    Empty where the help is not followed.
    """
    understood = _understood(finding.help or "")
    if understood is None:
        return []
    way, texts, file, elsewhere = understood
    spot = Spot.of_file(file) if file else Spot.of(finding.related[0] if elsewhere else finding.place)
    offers = [[text] for text in texts] if way is replace else [texts]
    return [(spot.path, way(spot, *offer)) for offer in offers]
