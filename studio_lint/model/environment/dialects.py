"""Match specs as other programs than micromamba 2 read them."""

from __future__ import annotations

from studio_lint.facts.installers.conda import ACCEPTED, LOSES
from studio_lint.syntax.conda.matchspec import slip_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.environment.environment import Environment
    from studio_lint.model.environment.readers import EnvironmentReader
    from studio_lint.syntax.conda.matchspec_tree import MatchSpec

REFUSES, KEEPS_FIRST, TAKES = "refuses", "keeps-first", "takes"


def verdict(reader: EnvironmentReader, spec: MatchSpec) -> str:
    """What a reader makes of a spec that micromamba 2 cannot use.

    REFUSES it as well, TAKES it as it was meant, or KEEPS_FIRST: of two constraints it silently ignores the second.
    """
    slip = spec.once(slip_of)
    if all(slip in ACCEPTED[dialect] for dialect in reader.dialects):
        return TAKES
    return KEEPS_FIRST if all(slip in LOSES.get(dialect, ()) for dialect in reader.dialects) else REFUSES


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
