"""What of a fix may be printed."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.diagnostics import Finding, Fix


def shown_fix(finding: Finding) -> Fix | None:
    """The finding's fix, or None where its text would show a secret: `--fix` makes it all the same."""
    fix = finding.fix
    if fix is None or any(secret in edit.text for edit in fix.edits for secret in edit.source.secrets):
        return None
    return fix
