"""Match specs as programs other than micromamba 2 read them."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.installers.conda import ACCEPTED, CONDA, LIBMAMBA_1, LOSES, TITLES
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
    if dialect == LIBMAMBA_1 and (spec.once(mamba_1_refusal) or _has_no_name(spec)):
        return REFUSES
    if slip in ACCEPTED[dialect]:
        return TAKES
    return KEEPS_FIRST if slip in LOSES.get(dialect, ()) else REFUSES


def _has_no_name(spec: MatchSpec) -> bool:
    """Whether libmamba 1 takes a mark at the end for a part of the name: `numpy/`."""
    return spec.once(slip_of) == "trailing_mark" and any(one.kind == "name-illegal" for one in spec.problems)


def conda_refusal(spec: MatchSpec) -> str:
    """Why conda refuses a spec; "" where it takes it."""
    from studio_lint.syntax.conda.conda_spec import refusal

    return refusal(spec.text.value)


def mamba_1_refusal(spec: MatchSpec) -> str:
    """Why libmamba 1 refuses a spec that libmamba 2 takes; "" where it takes it too."""
    value = spec.text.value.partition("#")[0].strip()
    name = value.rpartition(":")[2]
    if ":" in value and (not name or name[0].isspace()):
        return "a space after the colon hides the name"
    if value.endswith(")") and " (" in value:
        return "a space before the parentheses hides the name"
    if value.endswith("=]"):
        return "a field in the brackets has no value"
    if value[-1:] in ("<", ">") and value[-2:-1] not in ("<", ">", "=", "!", "~", ""):
        return f"no version follows the `{value[-1]}`"
    return ""


class RefusedSpec(Record):
    """Those who install the file and refuse a spec that micromamba 2 takes, what messages call them, and why."""

    readers: tuple[EnvironmentReader, ...]
    title: str
    reason: str


_REFUSALS = {CONDA: conda_refusal, LIBMAMBA_1: mamba_1_refusal}


def refused_elsewhere(environment: Environment, spec: MatchSpec) -> RefusedSpec | None:
    """Whether another reader than libmamba 2's refuses a spec that has no problems.

    None where it stops at the file's YAML already.
    """
    for dialect, refusal in _REFUSALS.items():
        readers = tuple(reader for reader in environment.readers if dialect in reader.dialects)
        reason = spec.once(refusal) if readers else ""
        if reason and not (dialect == CONDA and any(one.kind == "strict" for one in environment.document.problems)):
            return RefusedSpec(readers, TITLES[dialect], reason)
    return None


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
