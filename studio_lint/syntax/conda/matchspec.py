"""Conda match specs, read as libmamba 2.8 reads them.

`read` never raises. What libmamba refuses is a `Problem`; so is what it
accepts although no channel can hold such a package (`name-illegal`,
`name-extras`, `name-pasted`, `wheel`, `build-impossible`, `version-range` and
`channel-platform`: see `MatchSpec.refused`).
"""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.memo import remembered
from studio_lint.syntax.conda.build_string import impossible_character
from studio_lint.syntax.conda.channel import FOR_PIP, PLATFORMS
from studio_lint.syntax.conda.matchspec_reader import Shape, SpecReader, SpecRefused
from studio_lint.syntax.conda.matchspec_tree import MatchSpec
from studio_lint.syntax.conda.name import dashed_range, fold, is_legal_name, pasted_name
from studio_lint.syntax.conda.version import strip

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.source import Text
    from studio_lint.syntax.conda.version import Refusal

LONGEST = 2_000
"""Characters of an entry."""


def read(text: Text) -> MatchSpec:
    """Reads one entry of `dependencies`, as libmamba 2.8 does. Raises nothing."""
    if len(text.value) > LONGEST:
        message = f"this entry has more than {LONGEST:,} characters and is not checked"
        problem = Problem(kind="size", span=text.whole, message=message, help="list one package per entry")
        return MatchSpec(text, _shape(SpecReader(""), None), (problem,))
    spec = MatchSpec(text, _shape_of(text.value))
    if spec.shape.blamed is None:
        return spec
    # Only a spec that is wrong needs the words for it.
    from studio_lint.syntax.conda.matchspec_problems import explain

    return spec.replace(problems=(explain(_is_sound, spec, spec.shape.refusal, text.sub(*spec.shape.blamed)),))


def _read(value: str) -> Shape:
    """What is read, and why libmamba refuses it."""
    reader = SpecReader(value)
    reader.prepare()
    refusal: Refusal | None = None
    try:
        if reader.value and not reader.file():
            reader.spec()
    except SpecRefused as refused:
        refusal = refused.refusal
    return _shape(reader, refusal)


_shape_of = remembered(_read)


def _shape(reader: SpecReader, refusal: Refusal | None) -> Shape:
    name = None if reader.name is None else reader.given[slice(*reader.name)]
    key = "*" if name is None else fold(name.replace(", ", ","))
    blamed = _impossible(reader, key) if refusal is None else reader.part(refusal.start, refusal.end)
    return Shape(
        name=reader.name,
        version=reader.version,
        version_text=reader.version_text,
        build=reader.build,
        build_text=reader.build_text,
        channel=reader.channel,
        channel_text=reader.channel_text,
        namespace=reader.namespace,
        pairs=tuple(reader.pairs),
        is_file=reader.is_file,
        comment=reader.comment,
        key=key,
        subdirs=reader.subdirs,
        refusal=refusal,
        blamed=blamed,
    )


def _is_sound(value: str) -> bool:
    """Whether a spelling can be used; no words are looked for if it cannot."""
    return _read(value).blamed is None


def _impossible(reader: SpecReader, key: str) -> tuple[int, int] | None:
    """What libmamba lets pass although nothing can come of it."""
    if reader.name is None or (reader.is_file and strip(reader.given).endswith(FOR_PIP)):
        return 0, len(reader.given)
    if not is_legal_name(key) or (reader.version_text is None and pasted_name(key) is not None):
        return reader.name
    if reader.version_text is not None and dashed_range(key, reader.given[slice(*reader.version_text)]):
        return reader.version_text
    if reader.channel_text is not None and reader.given[slice(*reader.channel_text)] in PLATFORMS:
        return reader.channel_text
    if reader.build_text is not None and impossible_character(reader.build) >= 0:
        return reader.build_text
    return None


def slip_of(spec: MatchSpec) -> str:
    """The slip in a spec that cannot be used, by the name of its repair; "extras" for `pandas[all]>=1`, else ""."""
    if not spec.problems:
        return ""
    if any(problem.kind == "name-extras" for problem in spec.problems):
        return "extras"
    from studio_lint.syntax.conda.matchspec_problems import slip

    return slip(_is_sound, spec.text.value[: spec.comment_start].strip())
