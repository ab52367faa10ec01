"""Findings as an editor shows them."""

from __future__ import annotations

from lsprotocol import types as lsp

from studio_lint.base.diagnostics import ADVICE, ERROR, WARNING
from studio_lint.registry import page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.diagnostics import Finding
    from studio_lint.lsp.positions import Positions

NAME = "studio-lint"

SEVERITIES = {
    ERROR: lsp.DiagnosticSeverity.Error,
    WARNING: lsp.DiagnosticSeverity.Warning,
    ADVICE: lsp.DiagnosticSeverity.Information,
}


def diagnostic(finding: Finding, positions: Positions) -> lsp.Diagnostic:
    """One finding; its help is the message's second line."""
    return lsp.Diagnostic(
        positions.range(finding.place.source, finding.place.span),
        "\n".join([finding.message, *([f"help: {finding.help}"] if finding.help else [])]),
        severity=SEVERITIES[finding.severity],
        code=finding.code,
        code_description=lsp.CodeDescription(page(finding.name)),
        source=NAME,
        related_information=[
            lsp.DiagnosticRelatedInformation(positions.location(place), place.label or finding.name)
            for place in finding.related
        ],
    )
