"""Conda match specs, read as libmamba 2.8 reads them.

`read` never raises. What libmamba refuses is a `Problem`; so is what it
accepts although no channel can hold such a package (`name-illegal`,
`name-extras`, `build-impossible`: see `MatchSpec.refused`).
"""

from __future__ import annotations

from studio_lint.diagnostics import Problem
from studio_lint.record import Record
from studio_lint.source import Source, Span, Text
from studio_lint.syntax.conda_build import ANY_BUILD, impossible_character
from studio_lint.syntax.conda_channel import Channel, is_archive, is_path
from studio_lint.syntax.conda_constraint import Constraint
from studio_lint.syntax.conda_name import fold, is_legal_name
from studio_lint.syntax.conda_version import Refusal
from studio_lint.syntax.matchspec_reader import Attribute, Reader, Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.diagnostics import Problem

LONGEST = 2_000
"""Characters of an entry."""

# What libmamba itself lets pass.
_NOT_REFUSED = ("name-illegal", "name-extras", "build-impossible")


class MatchSpec(Record):
    """A match spec, part by part, as written and as understood.

    `name`, `version_text`, `build_text`, `channel_text` and `namespace` are
    the parts as they stand in the file, None where they are absent. `build` is
    the build string as libmamba prints it. `channel` is what stands before
    `::` or in an attribute; for a package file (`is_file`) it is the file.
    `comment` is what follows ` #`, `comment_start` its index in `text.value`.
    """

    text: Text
    name: Text | None = None
    version: Constraint = Constraint()
    version_text: Text | None = None
    build: str = ANY_BUILD
    build_text: Text | None = None
    channel: Channel | None = None
    channel_text: Text | None = None
    namespace: Text | None = None
    attributes: tuple[Attribute, ...] = ()
    is_file: bool = False
    comment: Text | None = None
    comment_start: int | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def key(self) -> str:
        """The package's name as it is looked up, folded to lower case; `*` without a name."""
        return fold(self.name.value.replace(", ", ",")) if self.name is not None else "*"

    @property
    def version_as_name(self) -> bool:
        """Whether a version stands where the name belongs: `foo:1.0`, in which `foo` is thrown away."""
        lone_colon = self.namespace is not None and self.channel_text is None
        return lone_colon and (self.key[0].isdigit() or self.key in ("latest", "stable"))

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


def read(text: Text) -> MatchSpec:
    """Reads one entry of `dependencies`, as libmamba 2.8 does. Raises nothing."""
    if len(text.value) > LONGEST:
        message = f"this entry has more than {LONGEST:,} characters, and is not read"
        return MatchSpec(text, problems=(Problem("size", text.whole, message, "name one package in each entry"),))
    spec, refusal, part = _judged(text)
    if part is None:
        return spec
    # Only a spec that is wrong needs the words for it.
    from studio_lint.syntax.matchspec_problems import explain

    return spec.replace(problems=(explain(_is_sound, spec, refusal, part),))


def _judged(text: Text) -> tuple[MatchSpec, Refusal | None, Text | None]:
    """What is read, why libmamba refuses it, and the part to blame; None for a part where nothing is wrong."""
    reader = Reader(text)
    reader.prepare()
    refusal: Refusal | None = None
    try:
        if reader.value and not reader.file():
            reader.spec()
    except Refused as refused:
        refusal = refused.refusal
    spec = MatchSpec(
        text,
        reader.name,
        reader.version,
        reader.version_text,
        reader.build,
        reader.build_text,
        reader.channel,
        reader.channel_text,
        reader.namespace,
        tuple(reader.attributes),
        reader.is_file,
        reader.comment,
        reader.comment_start,
    )
    return spec, refusal, _impossible(spec) if refusal is None else reader.part(refusal.start, refusal.end)


def _is_sound(value: str) -> bool:
    """Whether a spelling can be used; no words are looked for if it cannot."""
    return _judged(Source("", value).text_of(Span(0, len(value))))[2] is None


def _impossible(spec: MatchSpec) -> Text | None:
    """What libmamba lets pass although nothing can come of it."""
    if spec.name is None:
        return spec.text
    if not is_legal_name(spec.key):
        return spec.name
    if spec.build_text is not None and impossible_character(spec.build) >= 0:
        return spec.build_text
    return None
