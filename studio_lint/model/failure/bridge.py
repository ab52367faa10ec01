"""Which rule would have reported before the build what a log shows after it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.failure.files import Spot
    from studio_lint.syntax.dockerfile.tree import Instruction

ONLINE = "SL7"
ONLY_THE_BUILD = "this cannot be checked before the build"


def said_before(
    rules: Sequence[str], known: Sequence[Finding], spot: Spot | None, instruction: Instruction | None
) -> Finding | None:
    """What a rule of these finds about the same lines of the same files."""
    for code in rules:
        for finding in known:
            if finding.code == code and _is_near(finding, spot, instruction):
                return finding
    return None


def _is_near(finding: Finding, spot: Spot | None, instruction: Instruction | None) -> bool:
    for place in (finding.place, *finding.related):
        source = place.source
        same = instruction is not None and source.path == instruction.body.source.path
        if same and instruction is not None and instruction.span.start <= place.span.start <= instruction.span.end:
            return True
        if spot is not None and source.path == spot.source.path:
            line, last = source.line_of(place.span.start), source.line_of(place.span.end)
            at = spot.source.line_of(spot.span.start)
            if line - 1 <= at <= last + 1:
                return True
    return False


def words(rules: Sequence[str], rule: Finding | None) -> tuple[str | None, str]:
    """The rule's code, and the note; neither where a rule could have spoken and did not.

    `-` among the rules says that files could tell it, and that no rule does yet.
    """
    if rule is not None:
        return rule.code, f"{rule.code} reports this before the build"
    online = next((code for code in rules if code.startswith(ONLINE)), None)
    if online is not None:
        return online, f"{online} reports this before the build with `--online`"
    return None, "" if rules else ONLY_THE_BUILD
