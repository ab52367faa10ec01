"""A match spec, as read."""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.record import Record
from studio_lint.syntax.conda.build_string import ANY_BUILD
from studio_lint.syntax.conda.channel import is_archive, is_path
from studio_lint.syntax.conda.matchspec_reader import Shape
from studio_lint.syntax.conda.name import is_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.source import Text
    from studio_lint.syntax.conda.channel import Channel
    from studio_lint.syntax.conda.constraint import Constraint


# What libmamba itself lets pass.
_NOT_REFUSED = (
    *("name-illegal", "name-extras", "name-pasted", "wheel"),
    *("build-impossible", "version-range", "channel-platform"),
)


class Attribute(Record):
    """One `key=value` between brackets; see `matchspec_reader.Pair`."""

    key: Text
    value: Text | None
    known: bool
    bracket: Text


class MatchSpec(Record):
    """A match spec, part by part, as written and as understood.

    `name`, `version_text`, `build_text`, `channel_text` and `namespace` are
    the parts as they stand in the file, None where they are absent. `build` is
    the build string as libmamba prints it. `channel` is what stands before
    `::` or in an attribute; for a package file (`is_file`) it is the file.
    `comment` begins with its `#`, `comment_start` is its index in `text.value`.
    """

    text: Text
    shape: Shape
    problems: tuple[Problem, ...] = ()

    def _part(self, stretch: tuple[int, int] | None) -> Text | None:
        if stretch is None:
            return None
        parts = self.once(_no_parts)
        if stretch not in parts:
            parts[stretch] = self.text.sub(*stretch)
        return parts[stretch]

    @property
    def name(self) -> Text | None:
        """The package's name as it is written, without its channel."""
        return self._part(self.shape.name)

    @property
    def version(self) -> Constraint:
        """The constraint; one that admits everything where none is written."""
        return self.shape.version

    @property
    def version_text(self) -> Text | None:
        """The constraint as it is written."""
        return self._part(self.shape.version_text)

    @property
    def build(self) -> str:
        """The build string as libmamba prints it, `*` where none is written."""
        return self.shape.build

    @property
    def build_text(self) -> Text | None:
        """The build string as it is written."""
        return self._part(self.shape.build_text)

    @property
    def channel(self) -> Channel | None:
        """What stands before `::` or in an attribute, or a package file."""
        return self.shape.channel

    @property
    def channel_text(self) -> Text | None:
        """The channel as it is written."""
        return self._part(self.shape.channel_text)

    @property
    def namespace(self) -> Text | None:
        """What stands between two colons, or before one: `a` in `conda-forge:a:numpy`; it has no effect."""
        return self._part(self.shape.namespace)

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """What stands between brackets; those of one pair of brackets share its `Text`."""
        if not self.shape.pairs:
            return ()
        brackets = {pair.bracket: self.text.sub(*pair.bracket) for pair in self.shape.pairs}
        return tuple(
            Attribute(self.text.sub(*pair.key), self._part(pair.value), pair.known, brackets[pair.bracket])
            for pair in self.shape.pairs
        )

    @property
    def subdirs(self) -> tuple[str, ...]:
        """The platforms of a `[subdir=…]` without a channel; those of a channel are `channel.platforms`."""
        return self.shape.subdirs

    @property
    def is_file(self) -> bool:
        """Whether the spec is the path or URL of a package file."""
        return self.shape.is_file

    @property
    def comment(self) -> Text | None:
        """A comment behind the spec, with its `#`; libmamba drops it."""
        return self._part(self.shape.comment)

    @property
    def comment_start(self) -> int | None:
        """The index of the comment in `text.value`."""
        return None if self.shape.comment is None else self.shape.comment[0]

    @property
    def key(self) -> str:
        """The package's name as it is looked up, folded to lower case; `*` without a name."""
        return self.shape.key

    @property
    def is_plain(self) -> bool:
        """Whether it is a name, and perhaps a version of numbers behind `=` or `==`."""
        name, equals, version = self.text.value.partition("=")
        if self.problems or self.is_file or not name[:1].isalpha() or not is_word(name.replace(".", "-")):
            return False
        return not equals or (version.isascii() and all(map(str.isdecimal, version.removeprefix("=").split("."))))

    @property
    def has_odd_version(self) -> bool:
        """Whether the constraint has no dot, or a letter."""
        version = self.version_text.value if self.version_text is not None else "."
        return "." not in version or version.upper() != version.lower()

    @property
    def version_as_name(self) -> bool:
        """Whether a version stands where the name belongs: `foo:1.0`, in which `foo` is thrown away."""
        lone_colon = self.shape.namespace is not None and self.shape.channel_text is None
        return lone_colon and (self.key[0].isdecimal() or self.key in ("latest", "stable"))

    @property
    def is_local_file(self) -> bool:
        """Whether a package file on the writer's machine is meant, whatever it is called."""
        value = self.text.value.strip()
        return is_archive(value) and (is_path(value) or value.startswith("file:"))

    @property
    def refused(self) -> bool:
        """Whether libmamba refuses the spec while reading it."""
        return any(problem.kind not in _NOT_REFUSED for problem in self.problems)

    @property
    def printed(self) -> str:
        """One spelling for all specs that mean the same; it can be read again."""
        if self.is_file:
            return self.channel.text if self.channel is not None else self.key
        inside = []
        if self.version.tree is not None:
            inside.append(f'version="{self.version.text}"')
        if self.build != ANY_BUILD:
            inside.append(f'build="{self.build}"')
        channel = f"{self.channel.text}::" if self.channel is not None else ""
        return channel + self.key + (f"[{','.join(inside)}]" if inside else "")


def _no_parts(spec: MatchSpec) -> dict[tuple[int, int], Text]:
    """Where a spec keeps the parts that it was asked for."""
    return {}
