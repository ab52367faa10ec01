"""What an environment file requests, as micromamba 2 reads it.

Everything is kept in the order of the file, including what the build ignores,
because most rules are about that.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import Located
from studio_lint.base.source import Source, Span, Text
from studio_lint.facts.channels import NODEFAULTS
from studio_lint.facts.installers.conda import CONDA, LIBMAMBA_2
from studio_lint.model.environment.pip_section import PipLine, Placed, item_span, pip_lines
from studio_lint.model.environment.readers import WAVE, EnvironmentReader
from studio_lint.syntax.comment import Comment
from studio_lint.syntax.conda import matchspec
from studio_lint.syntax.conda.channel import Channel, parse_channel
from studio_lint.syntax.conda.matchspec_tree import MatchSpec
from studio_lint.syntax.conda.name import is_word
from studio_lint.syntax.yaml.tree import Document, Entry, Mapping, Node, Scalar, Sequence, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from studio_lint.model.environment.lock_files import LockFile

    DependencyKind = Literal[
        "spec", "pip", "uv", "selector", "mapping", "null", "empty", "number", "bool", "list", "glued", "unknown"
    ]

_SECTIONS: dict[str, DependencyKind] = {"pip": "pip", "uv": "uv"}
SELECTED = ("linux", "unix")
"""Selectors of `sel(...)` that hold on linux-64."""
UNSELECTED = ("osx", "win")


class ChannelEntry(Placed):
    """One item of `channels`. `channel` is None where the item is no channel (null, a mapping, …)."""

    node: Node
    text: Text | None = None
    channel: Channel | None = None

    @property
    def name(self) -> str:
        """The channel without its platform or label, lower case: `conda-forge`; a URL or path as it stands."""
        if self.channel is None:
            return ""
        location = self.channel.location
        for host in ("https://conda.anaconda.org/", "https://api.anaconda.org/", "http://conda.anaconda.org/"):
            location = location.removeprefix(host)
        return location if "://" in location else location.strip("/").partition("/label/")[0]


class Dependency(Placed):
    """One item of `dependencies`, or one key of an item that is a mapping.

    `kind`: "spec" (`spec` is set; also behind a `sel(linux):` that holds),
    "pip", "uv" (a section that nothing reads), "selector" (one that does not hold, or that micromamba refuses),
    "mapping", "null", "empty" (''), "number", "bool", "list", "glued" (a plain
    value that swallowed the line below: `numpy` over `-scipy`, or over `scipy`), "unknown".
    """

    node: Node
    kind: DependencyKind
    spec: MatchSpec | None = None
    entry: Entry | None = None

    @property
    def selector_problem(self) -> str:
        """Why micromamba stops over a `sel(…)`: "word" (it knows no such one), "value" (no single text), or ""."""
        if self.kind != "selector" or self.entry is None or isinstance(self.entry.value, Unknown):
            return ""
        name = self.entry.key.value if isinstance(self.entry.key, Scalar) else ""
        inside = name[4:-1] if name.endswith(")") else ""
        if inside in UNSELECTED:
            return ""
        return "value" if inside in SELECTED else "word"

    @property
    def is_selected(self) -> bool:
        """Whether it stands behind a `sel(…)` that holds on Linux, or that nobody reads."""
        if self.entry is None or not isinstance(self.entry.key, Scalar) or not self.entry.key.value.startswith("sel("):
            return False
        return self.spec is not None or bool(self.selector_problem)

    @property
    def is_number(self) -> bool:
        """Whether it is a spec of digits alone, which names no package."""
        return self.spec is not None and not self.spec.text.value.strip("0123456789. ")

    @property
    def is_list(self) -> bool:
        """Whether a section of pip holds a list, as it must."""
        return self.entry is not None and isinstance(self.entry.value, Unknown | Sequence)


class Environment(Located):
    """An environment file.

    `keys` are all top-level entries; `broken` says that the file could not be
    read to its end: then nothing can be said about what is absent. `readers` are those
    who install it, at least one.
    """

    source: Source
    document: Document
    keys: tuple[Entry, ...] = ()
    channels: tuple[ChannelEntry, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    pip: tuple[PipLine, ...] = ()
    readers: tuple[EnvironmentReader, ...] = (WAVE,)

    @property
    def broken(self) -> bool:
        return self.document.broken

    @property
    def by_libmamba(self) -> bool:
        """Whether a program of libmamba's is among those who install it."""
        return any(reader.dialects != (CONDA,) for reader in self.readers)

    @property
    def by_conda(self) -> bool:
        """Whether conda's reader of environment files is among those who install it."""
        return any(CONDA in reader.dialects for reader in self.readers)

    @property
    def by_others(self) -> bool:
        """Whether another reader of match specs than libmamba 2's is among those who install it."""
        return any(reader.dialects != (LIBMAMBA_2,) for reader in self.readers)

    @property
    def lock(self) -> LockFile | None:
        """Whose lock file it is, where it is no environment but such a file."""
        if self.dependencies and not self.document.problems:
            return None
        from studio_lint.model.environment import lock_files

        return self.document.once(lock_files.read)

    @property
    def comments(self) -> tuple[Comment, ...]:
        return self.document.comments

    @property
    def specs(self) -> tuple[Dependency, ...]:
        """The dependencies that are match specs which the build reads."""
        return self.once(_specs)

    @property
    def sound(self) -> tuple[tuple[Dependency, MatchSpec], ...]:
        """Those of them with whose spec nothing is wrong."""
        return self.once(_sound)

    @property
    def unpinned(self) -> tuple[tuple[Dependency, MatchSpec], ...]:
        """Those of the sound specs that say nothing about the version."""
        return tuple((dependency, spec) for dependency, spec in self.sound if spec.version.tree is None)

    @property
    def odd_versions(self) -> tuple[tuple[Dependency, MatchSpec], ...]:
        """Those of the sound specs whose version has no dot, or a letter."""
        return tuple((dependency, spec) for dependency, spec in self.sound if spec.has_odd_version)

    @property
    def others(self) -> tuple[Dependency, ...]:
        """The dependencies that are no package."""
        return tuple(found for found in self.dependencies if found.kind != "spec" or found.is_number)

    @property
    def intricate(self) -> tuple[Dependency, ...]:
        """The specs that say more than `name`, `name=1.2` or `name==1.2`, or with which something is wrong."""
        return tuple(found for found in self.specs if found.spec is None or not found.spec.is_plain)

    @property
    def repeated(self) -> bool:
        """Whether a package is named twice."""
        return len({spec.key for _, spec in self.sound}) < len(self.sound)

    @property
    def contested(self) -> bool:
        """Whether versions may exclude each other, or be none."""
        return bool(self.intricate) or self.repeated

    @property
    def odd_channels(self) -> tuple[ChannelEntry, ...]:
        """The channels that are not a plain name."""
        return tuple(one for one in self.channels if one.text is None or not is_word(one.text.value))

    @property
    def addressed(self) -> bool:
        """Whether a channel or a package may be an address or a path, or be for another platform."""
        return bool(self.odd_channels or self.intricate)

    @property
    def elsewhere(self) -> bool:
        """Whether a channel or a package may be for another platform."""
        from studio_lint.facts.packages import ELSEWHERE, WITHOUT_USE

        return self.addressed or any(spec.key in ELSEWHERE or spec.key in WITHOUT_USE for _, spec in self.sound)

    @property
    def unusual(self) -> bool:
        """Whether it is more, less or other than a `name`, a list of channels and a list of packages."""
        expected = (("name", Scalar), ("channels", Sequence), ("dependencies", Sequence))
        held = [name for name, kind in expected if (entry := self.key(name)) and isinstance(entry.value, kind)]
        name = self.key("name")
        named = name is None or (isinstance(name.value, Scalar) and is_word(name.value.value))
        whole = named and len(held) == len(self.keys) and bool(self.dependencies) and not self.document.problems
        return not whole or bool(self.odd_channels) or any(found.kind == "glued" for found in self.dependencies)

    @property
    def without_channels(self) -> bool:
        """Whether no channel is listed; `nodefaults`, which takes some away, is none."""
        return all(channel.name == NODEFAULTS for channel in self.channels)

    @property
    def requirements(self) -> tuple[PipLine, ...]:
        """The lines of all pip sections that pip reads."""
        return tuple(found for found in self.pip if found.line is not None)

    @property
    def pip_sections(self) -> tuple[Dependency, ...]:
        return tuple(found for found in self.dependencies if found.kind == "pip")

    def key(self, name: str) -> Entry | None:
        """The first top-level entry of that name, which is the one that counts."""
        for entry in self.keys:
            if isinstance(entry.key, Scalar) and entry.key.value == name:
                return entry
        return None

    def named(self, name: str) -> tuple[Dependency, ...]:
        """The specs of the package of that name."""
        return tuple(found for found in self.specs if found.spec is not None and found.spec.key == name)

    def ending_marks(self, dependency: Dependency) -> str:
        """Characters that would end the item's value, or change it, where they were put into it."""
        first = self.source.text[dependency.node.span.start : dependency.node.span.start + 1]
        if first == "'":
            return first
        if first == '"':
            return '"\\'
        entry = self.key("dependencies")
        return ",[]{}" if entry and self.source.text.startswith("[", entry.value.span.start) else ""

    def after(self, dependency: Dependency) -> tuple[Node, ...]:
        """The items of the list behind one of them, if all of them read as requirements of pip."""
        from studio_lint.syntax.pip import requirement

        nodes = tuple(found.node for found in self.dependencies if found.span.start > dependency.span.start)
        for node in nodes:
            if not isinstance(node, Scalar) or node.kind != "str" or requirement.read(node.text).problems:
                return ()
        return nodes

    def is_anchor(self, entry: Entry) -> bool:
        """Whether a value is marked `&name`, to be repeated elsewhere."""
        if entry.value.span.start < entry.key.span.end:
            return False
        between = self.source.slice(Span(entry.key.span.end, entry.value.span.start))
        return "&" in between.partition("#")[0]


def _specs(environment: Environment) -> tuple[Dependency, ...]:
    return tuple(found for found in environment.dependencies if found.spec is not None)


def _sound(environment: Environment) -> tuple[tuple[Dependency, MatchSpec], ...]:
    found = ((dependency, dependency.spec) for dependency in environment.specs)
    return tuple((dependency, spec) for dependency, spec in found if spec is not None and not spec.problems)


def project_name(conda_name: str) -> str:
    """The name under which a conda package and a project of PyPI compare (PEP 503)."""
    from studio_lint.syntax.pip.tree import normalized

    return normalized(conda_name)


def build(document: Document) -> Environment:
    """The environment that a document describes. Raises nothing."""
    source = document.source
    root = document.root
    if not isinstance(root, Mapping):
        return Environment(source, document)
    environment = Environment(source, document, root.entries)
    channels, dependencies = environment.key("channels"), environment.key("dependencies")
    found = tuple(_dependencies(source, dependencies))
    return environment.replace(
        channels=tuple(_channels(source, channels)),
        dependencies=found,
        pip=tuple(
            line for item in found if item.kind == "pip" and item.entry for line in pip_lines(source, item.entry.value)
        ),
    )


def _items(entry: Entry | None) -> tuple[Node, ...]:
    return entry.value.items if entry is not None and isinstance(entry.value, Sequence) else ()


def _channels(source: Source, entry: Entry | None) -> list[ChannelEntry]:
    found = []
    for node in _items(entry):
        span = item_span(source, node)
        if isinstance(node, Scalar) and node.kind != "null":
            channel = parse_channel(node.value)
            known = channel if isinstance(channel, Channel) and node.value.strip() else None
            found.append(ChannelEntry(source, span, node, node.text, known))
        else:
            found.append(ChannelEntry(source, span, node))
    return found


def _dependencies(source: Source, entry: Entry | None) -> list[Dependency]:
    found: list[Dependency] = []
    for node in _items(entry):
        if isinstance(node, Mapping) and node.entries:
            found += [_keyed(source, node, part) for part in node.entries]
        else:
            found.append(_plain(source, node))
    return found


def _plain(source: Source, node: Node) -> Dependency:
    span = item_span(source, node)
    if isinstance(node, Unknown):
        return Dependency(source, span, node, "unknown")
    if not isinstance(node, Scalar):
        return Dependency(source, span, node, "list" if isinstance(node, Sequence) else "mapping")
    if node.kind == "null":
        return Dependency(source, span, node, "null")
    if not node.value.strip():
        return Dependency(source, span, node, "empty")
    if node.kind in ("int", "float", "bool"):
        return Dependency(source, span, node, "bool" if node.kind == "bool" else "number")
    if swallowed(source, node):
        return Dependency(source, span, node, "glued")
    spec = matchspec.read(node.text)
    if _is_swallowed(source, spec):
        return Dependency(source, span, node, "glued")
    return Dependency(source, span, node, "spec", spec)


def _is_swallowed(source: Source, spec: MatchSpec) -> bool:
    """Whether the word on the line below is read as a build string, and is the name of a package that lost its dash."""
    build = spec.build_text
    if build is None or spec.problems or not spec.build.replace("-", "").isalpha():
        return False
    start = build.whole.start
    return source.text[start - 1].isspace() and source.line_of(spec.text.whole.start) < source.line_of(start)


def swallowed(source: Source, node: Scalar) -> tuple[Span, ...]:
    """Dashes at the start of further lines of a plain value: items that YAML took for more of it."""
    return tuple(mark for mark in first_marks(source, node) if source.text[mark.start] == "-")


def first_marks(source: Source, node: Scalar) -> tuple[Span, ...]:
    """The first character of each further line of a plain value."""
    if not node.plain or "\n" not in source.slice(node.span):
        return ()
    found = []
    line = source.line_of(node.span.start) + 1
    last = source.line_of(max(node.span.start, node.span.end - 1))
    while line <= last:
        start = source.line_starts[line - 1]
        text = source.slice(source.line_span(line))
        indent = len(text) - len(text.lstrip())
        if text[indent : indent + 1]:
            found.append(Span(start + indent, start + indent + 1))
        line += 1
    return tuple(found)


def _keyed(source: Source, node: Mapping, entry: Entry) -> Dependency:
    """One `key: value` of an item that is a mapping."""
    key = entry.key
    span = key.span.to(entry.value.span) if entry.value.span.start >= key.span.end else key.span
    name = key.value if isinstance(key, Scalar) else ""
    section = _SECTIONS.get(name)
    if section is not None:
        return Dependency(source, key.span, node, section, None, entry)
    if not name.startswith("sel("):
        return Dependency(source, span, node, "mapping", None, entry)
    if name[4:-1] in SELECTED and name.endswith(")") and isinstance(entry.value, Scalar):
        chosen = _plain(source, entry.value)
        if chosen.kind in ("spec", "number", "bool", "empty", "glued"):
            return chosen.replace(entry=entry)
    return Dependency(source, key.span, node, "selector", None, entry)
