"""The parts of a match spec, found in the order in which libmamba 2.8 looks for them."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.syntax.conda.brackets import find_outside, matching_start, rfind_outside
from studio_lint.syntax.conda.build_string import ANY_BUILD, build_number_refusal, parse_build
from studio_lint.syntax.conda.channel import Channel, archive_stem, is_archive, parse_channel, platform_list
from studio_lint.syntax.conda.constraint import ANY_VERSION, Constraint, parse_constraint
from studio_lint.syntax.conda.version import Refusal, strip_range

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    Stretch = tuple[int, int]

_SEPARATORS = " =<>~!"
_COLLAPSING = "><=,"
_KNOWN_KEYS = (
    "build_number",
    "build",
    "build_string",
    "version",
    "channel",
    "url",
    "subdir",
    "fn",
    "filename",
    "md5",
    "sha256",
    "license",
    "license_family",
    "features",
    "track_features",
    "optional",
)


class SpecPair(Record):
    """One `key=value` between brackets, as stretches of the spec; `value` is None without a `=`.

    `known` is False for a key that is passed over in silence, as an extra
    (`pandas[all]`) is. `bracket` covers the brackets it stands in, `name` is
    the key in lower case.
    """

    key: Stretch
    value: Stretch | None
    known: bool
    bracket: Stretch
    name: str


class Shape(Record):
    """What the characters of a spec say, wherever it stands: parts are stretches of it, None where they are absent.

    `key` is the package's name as it is looked up. `subdirs` are the platforms
    of a `[subdir=…]` that no channel takes. `refusal` says why libmamba
    refuses the spec, and `blamed` which stretch is wrong, also where libmamba
    accepts it although nothing can come of it.
    """

    name: Stretch | None
    version: Constraint
    version_text: Stretch | None
    build: str
    build_text: Stretch | None
    channel: Channel | None
    channel_text: Stretch | None
    namespace: Stretch | None
    pairs: tuple[SpecPair, ...]
    is_file: bool
    comment: Stretch | None
    key: str
    subdirs: tuple[str, ...]
    refusal: Refusal | None
    blamed: Stretch | None


class SpecRefused(Exception):
    """Carries a refusal out of the parts of the reader; never leaves `syntax.matchspec.read`."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal


class SpecReader:
    """The spec being read, spaces after operators left out, with the way back."""

    def __init__(self, given: str) -> None:
        self.given = given
        self.value = ""
        self.places: Sequence[int] = ()
        self.comment: Stretch | None = None
        self.name: Stretch | None = None
        self.version = ANY_VERSION
        self.version_text: Stretch | None = None
        self.build = ANY_BUILD
        self.build_text: Stretch | None = None
        self.channel: Channel | None = None
        self.channel_text: Stretch | None = None
        self.namespace: Stretch | None = None
        self.subdirs: tuple[str, ...] = ()
        self.pairs: list[SpecPair] = []
        self.is_file = False
        self.start = 0

    @property
    def blamed(self) -> str:
        """What libmamba calls the spec when it refuses it: channel and namespace are gone."""
        return self.value[self.start :]

    def part(self, start: int, end: int) -> Stretch:
        """`value[start:end]` as it stands in what was given."""
        if start >= end:
            at = self.places[start] if start < len(self.places) else len(self.given)
            return at, at
        return self.places[start], self.places[end - 1] + 1

    def prepare(self) -> None:
        """Drops a trailing comment, the space around, and spaces behind operators."""
        given = self.given
        end = len(given)
        hash_at = given.find("#")
        if hash_at > 0 and given[hash_at - 1] == " ":
            self.comment = hash_at, end
            end = hash_at
        start, end = strip_range(given, 0, end)
        if given.find(" ", start, end) < 0:
            self.value, self.places = given[start:end], range(start, end)
            return
        kept: list[str] = []
        places: list[int] = []
        for index in range(start, end):
            character = given[index]
            if character == " " and kept and kept[-1] in _COLLAPSING:
                continue
            kept.append(character)
            places.append(index)
        self.value, self.places = "".join(kept), places

    # -- package files

    def file(self) -> bool:
        """Reads a URL, path or name of a package file; False where none stands here."""
        end = len(self.value)
        if not is_archive(self.value):
            end = self.value.rfind("#")
            if end < 0 or not is_archive(self.value[:end]):
                return False
        channel = parse_channel(self.value[:end])
        if isinstance(channel, Refusal):
            raise SpecRefused(channel)
        start = self.value.rfind("/", 0, end) + 1
        filename = self.value[start:end]
        stem_end = start + len(archive_stem(filename))
        build_at = self.value.rfind("-", start, stem_end)
        if build_at < 0:
            note = f'Missing name and version in filename "{filename}".'
            raise SpecRefused(Refusal("filename", start, end, note))
        version_at = self.value.rfind("-", start, build_at)
        self._version(version_at + 1 if version_at >= 0 else start, build_at)
        if version_at < 0:
            raise SpecRefused(Refusal("filename", start, end, f'Missing name in filename "{filename}".'))
        self._build(build_at + 1, stem_end)
        self.name = self.part(start, version_at)
        self.channel, self.channel_text = channel, self.part(0, end)
        self.is_file = True
        return True

    # -- specs

    def spec(self) -> None:
        """Reads `channel:namespace:name version build [attributes]`."""
        start = self.start = self._channel_and_namespace()
        end = self._bracket_sections(start)
        while start < end and not "!" <= self.value[start] <= "~":
            start += 1
        name_end = start
        while name_end < end and self.value[name_end] not in _SEPARATORS:
            name_end += 1
        if name_end == start:
            note = f'Error parsing MatchSpec "{self.blamed}": Empty package name."'
            raise SpecRefused(Refusal("name-missing", start, max(end, start), note))
        self.name = self.part(start, name_end)
        version, build = self._split(name_end, end)
        if version[0] < version[1]:
            self._version(*version)
        if build[0] < build[1]:
            self._build(*build)

    def _mismatch(self, start: int, end: int) -> SpecRefused:
        piece = self.value[start:end]
        note = f'Error parsing MatchSpec "{self.blamed}": Parentheses mismatch in "{piece}"."'
        return SpecRefused(Refusal("unpaired", start, end, note))

    def _channel_and_namespace(self) -> int:
        """Takes channel and namespace; returns where the rest begins."""
        colon = rfind_outside(self.value, ":", len(self.value))
        if colon is None:
            raise self._mismatch(0, len(self.value))
        if colon < 0:
            return 0
        first = rfind_outside(self.value, ":", colon)
        if first is None:
            raise self._mismatch(0, colon)
        if colon > first + 1:
            self.namespace = self.part(first + 1, colon)
        if first > 0:
            channel = parse_channel(self.value[:first])
            if isinstance(channel, Refusal):
                note = f'Error parsing MatchSpec "{self.blamed}": {channel.note}"'
                raise SpecRefused(channel.replace(note=note))
            self.channel, self.channel_text = channel, self.part(0, first)
        return colon + 1

    def _bracket_sections(self, start: int) -> int:
        """Takes the sections in brackets from the end on; returns where they begin."""
        end = len(self.value)
        while end > start and self.value[end - 1] in "])":
            opening = matching_start(self.value, start, end)
            if opening is None:
                raise self._mismatch(start, end)
            self._attributes(opening, end)
            end = opening
        return end

    def _attributes(self, opening: int, end: int) -> None:
        at, last = opening + 1, end - 1
        bracket = self.part(opening, end)
        while True:
            comma = find_outside(self.value, ",", at, last)
            if comma is None:
                raise self._mismatch(at, last)
            stop = comma if comma >= 0 else last
            self._attribute(at, stop, bracket)
            if comma < 0:
                return
            at = comma + 1

    def _attribute(self, start: int, end: int, bracket: Stretch) -> None:
        written = self.value[start:end]
        behind = written.lstrip("version")
        if written.startswith("version") and behind.startswith(("==", "!=", "~=", ">", "<")):
            note = f'Implicit format "{written}" is not allowed, use "version=\'{behind}\'" instead.'
            note = f'Error parsing MatchSpec "{self.blamed}": {note}"'
            raise SpecRefused(Refusal("implicit-version", start, end, note))
        equals = self.value.find("=", start, end)
        key_start, key_end = strip_range(self.value, start, equals if equals >= 0 else end)
        key = self.value[key_start:key_end].lower()
        value_start, value_end = (equals + 1, end) if equals >= 0 else (end, end)
        value_start, value_end = self._unquoted(value_start, value_end)
        value = self.value[value_start:value_end] if equals >= 0 else "true"
        known = key in _KNOWN_KEYS
        value_text = self.part(value_start, value_end) if equals >= 0 else None
        self.pairs.append(SpecPair(self.part(key_start, key_end), value_text, known, bracket, key))
        refusal = self._apply(key, value, value_start, value_end) if known else None
        if refusal is not None:
            note = f'Error setting attribute "{key}" to value "{value}": {refusal.note}'
            note = f'Error parsing MatchSpec "{self.blamed}": {note}"'
            raise SpecRefused(refusal.replace(note=note))

    def _unquoted(self, start: int, end: int) -> tuple[int, int]:
        value = self.value
        while start < end and (value[start] in "\"'" or not "!" <= value[start] <= "~"):
            start += 1
        while end > start and (value[end - 1] in "\"'" or not "!" <= value[end - 1] <= "~"):
            end -= 1
        return start, end

    def _apply(self, key: str, value: str, start: int, end: int) -> Refusal | None:
        """Sets what an attribute says; a refusal's place counts from the whole value's start."""
        if key == "version":
            constraint = parse_constraint(value, self.places[start:end])
            if isinstance(constraint, Refusal):
                return constraint.replace(start=start + constraint.start, end=start + constraint.end)
            self.version, self.version_text = constraint, self.part(start, end)
        elif key in ("build", "build_string"):
            build = parse_build(value)
            if build is None:
                return Refusal("build", start, end, "regex_error")
            self.build, self.build_text = build, self.part(start, end)
        elif key in ("channel", "url"):
            channel = parse_channel(value)
            if isinstance(channel, Refusal):
                return channel.replace(start=start + channel.start, end=start + channel.end)
            self.channel, self.channel_text = channel, self.part(start, end)
        elif key == "subdir":
            if self.channel is None:
                self.subdirs = platform_list(value)
            elif not self.channel.platforms:
                self.channel = self.channel.replace(platforms=platform_list(value))
        elif key == "build_number":
            return build_number_refusal(value, start, end)
        return None

    # -- version and build

    def _split(self, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """Where the version and the build stand in what follows the name."""
        value = self.value
        start, end = strip_range(value, start, end)
        while end > start and value[end - 1] == "=":
            end -= 1
        equals = value.rfind("=", start, end)
        space = value.rfind(" ", start, end)
        nothing = (end, end)
        if max(equals, space) <= start:
            return (start, end), nothing
        # What counts is the character before the last `=`; without one, libmamba
        # looks at the second character before all this.
        before = equals - 1 if equals >= 0 else start - 2
        if before >= 0 and value[before] in "=!|,<>~":
            first = _skip_spaces(value, equals + 1 if equals >= 0 else start, end)
            gap = value.find(" ", first, end)
            build = _skip_spaces(value, gap, end) if gap >= 0 else end
            if build >= end:
                return (start, end), nothing
            return strip_range(value, start, build), (build, end)
        if equals < 0:
            return strip_range(value, start, space), (space + 1, end)
        return (start, equals), (_skip_spaces(value, equals + 1, end), end)

    def _version(self, start: int, end: int) -> None:
        constraint = parse_constraint(self.value[start:end], self.places[start:end])
        if isinstance(constraint, Refusal):
            raise SpecRefused(constraint.replace(start=start + constraint.start, end=start + constraint.end))
        self.version, self.version_text = constraint, self.part(start, end)

    def _build(self, start: int, end: int) -> None:
        build = parse_build(self.value[start:end])
        if build is None:
            raise SpecRefused(Refusal("build", start, end, "regex_error"))
        self.build, self.build_text = build, self.part(start, end)


def _skip_spaces(value: str, at: int, end: int) -> int:
    while at < end and value[at] == " ":
        at += 1
    return at
