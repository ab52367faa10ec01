"""A finding's identity, the same from run to run while lines move."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_lint.base.diagnostics import Finding


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """One hexadecimal digest for each finding, in order; all differ.

    It is made of the code, the path and the words of the line that is pointed
    at, blanks aside; the second finding alike in all of these is told apart by
    its number. Line numbers do not count.
    """
    from hashlib import sha256

    seen: dict[tuple[str, str, str], int] = {}
    digests = []
    for finding in findings:
        place = finding.place
        line = place.source.readable(place.source.line_span(place.source.line_of(place.span.start)))
        key = (finding.code, place.source.path, " ".join(line.split()))
        seen[key] = number = seen.get(key, 0) + 1
        digests.append(sha256("\0".join((*key, str(number))).encode("utf-8", "replace")).hexdigest()[:32])
    return digests
