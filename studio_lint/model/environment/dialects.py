"""Match specs as other programs than micromamba 2 read them."""

from __future__ import annotations

from studio_lint.facts.installers.conda import ACCEPTED, CONDA, LOSES
from studio_lint.syntax.conda.matchspec import slip_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.environment.environment import Environment
    from studio_lint.model.environment.readers import EnvironmentReader
    from studio_lint.syntax.conda.matchspec_tree import MatchSpec

_READABLE = ("name-extras", "build-impossible", "name-illegal")
"""Kinds of problems of specs that libmamba 2 reads otherwise than conda, which finds what is meant."""
REFUSES, KEEPS_FIRST, TAKES = "refuses", "keeps-first", "takes"


def verdict(reader: EnvironmentReader, spec: MatchSpec) -> str:
    """What a reader makes of a spec that micromamba 2 cannot use.

    REFUSES it as well, TAKES it as it was meant, or KEEPS_FIRST: of two constraints it silently ignores the second.
    """
    found = {_in_dialect(dialect, spec) for dialect in reader.dialects}
    return REFUSES if REFUSES in found else KEEPS_FIRST if KEEPS_FIRST in found else TAKES


def _in_dialect(dialect: str, spec: MatchSpec) -> str:
    if dialect == CONDA:
        readable = spec.refused or all(one.kind in _READABLE for one in spec.problems)
        taken = readable and not spec.once(conda_refusal) and not spec.text.value.startswith("*")
        return TAKES if taken else REFUSES
    slip = spec.once(slip_of)
    if slip in ACCEPTED[dialect]:
        return TAKES
    return KEEPS_FIRST if slip in LOSES.get(dialect, ()) else REFUSES


def conda_refusal(spec: MatchSpec) -> str:
    """Why conda refuses a spec; "" where it takes it."""
    from studio_lint.syntax.conda.conda_spec import refusal

    return refusal(spec.text.value)


def refused_by_conda(environment: Environment, spec: MatchSpec) -> tuple[EnvironmentReader, ...]:
    """Those who install the file with conda's reader, which refuses a spec that micromamba 2 takes.

    None where it stops at the file's YAML already.
    """
    if any(problem.kind == "strict" for problem in environment.document.problems):
        return ()
    readers = tuple(reader for reader in environment.readers if CONDA in reader.dialects)
    reason = spec.once(conda_refusal) if readers else ""
    return readers if reason else ()


def refusing(environment: Environment, spec: MatchSpec) -> tuple[EnvironmentReader, ...]:
    """Those who install the file and cannot use a spec that has problems."""
    return tuple(reader for reader in environment.readers if verdict(reader, spec) == REFUSES)


def notes(readers: tuple[EnvironmentReader, ...], all_readers: tuple[EnvironmentReader, ...]) -> tuple[str, ...]:
    """Who is meant by a finding: said where a Dockerfile installs the file."""
    if len(readers) == len(all_readers) == 1:
        return readers[0].note
    found = dict.fromkeys(note for reader in readers for note in reader.note)
    if any(reader.is_wave for reader in readers) and len(all_readers) > len(readers):
        return ("Wave installs this file too, with micromamba", *found)
    return tuple(found)
