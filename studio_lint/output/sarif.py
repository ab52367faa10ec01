"""The `sarif` format, version 2.1.0 (OASIS standard): for code scanning.

Columns count characters (`unicodeCodePoints`), ends are exclusive.
"""

from __future__ import annotations

from studio_lint import __version__
from studio_lint.base.diagnostics import ADVICE, ERROR, WARNING
from studio_lint.output.fingerprint import fingerprints
from studio_lint.output.secrecy import shown_fix

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.diagnostics import Finding, Fix, Place
    from studio_lint.base.source import Source, Span
    from studio_lint.registry import Rule
    from studio_lint.report import Report, Suppressed

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
HOME = "https://studio-lint.readthedocs.io/"
LEVELS = {ERROR: "error", WARNING: "warning", ADVICE: "note"}
ROOT = "SRCROOT"


def render(report: Report) -> str:
    """The findings as a SARIF log of one run, with the rules that they name."""
    import json

    return json.dumps(data(report), indent=2) + "\n"


def data(report: Report) -> dict[str, object]:
    """The log as plain lists and dictionaries: one run, suppressed findings included."""
    from studio_lint.registry import all_rules

    rules = all_rules()
    indexes = {rule.meta.code: index for index, rule in enumerate(rules)}
    hidden: dict[int, Suppressed] = {id(held.finding): held for held in report.suppressed}
    findings = [*report.findings, *(held.finding for held in report.suppressed)]
    results = []
    for finding, fingerprint in zip(findings, fingerprints(findings), strict=True):
        result = _result(finding, indexes, fingerprint)
        if id(finding) in hidden:
            result["suppressions"] = [_suppression(hidden[id(finding)])]
        results.append(result)
    driver = {
        "name": "studio-lint",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": HOME,
        "rules": [_descriptor(rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "the directory in which studio-lint was started"}}},
        "invocations": [_invocation(report)],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _descriptor(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.meta.code,
        "name": "".join(word.capitalize() for word in rule.meta.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.doc, "markdown": rule.doc},
        "helpUri": rule.url,
        "defaultConfiguration": {"level": LEVELS[rule.meta.severity]},
        "properties": {"tags": [rule.family], "problem.severity": _problem(rule.meta.severity)},
    }


def _problem(severity: str) -> str:
    """GitHub's word for a severity."""
    return "recommendation" if severity == ADVICE else severity


def _result(finding: Finding, indexes: dict[str, int], fingerprint: str) -> dict[str, object]:
    words = [finding.message, *([f"help: {finding.help}"] if finding.help else []), *finding.notes]
    result: dict[str, object] = {
        "ruleId": finding.code,
        "level": LEVELS[finding.severity],
        "message": {"text": "\n".join(words)},
        "locations": [_location(finding.place)],
        "partialFingerprints": {"studioLint/v1": fingerprint},
    }
    if finding.code in indexes:
        result["ruleIndex"] = indexes[finding.code]
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(place)} for number, place in enumerate(finding.related, 1)
        ]
    fix = shown_fix(finding)
    if fix:
        result["fixes"] = [_fix(fix)]
    return result


def _location(place: Place) -> dict[str, object]:
    location: dict[str, object] = {
        "physicalLocation": {
            "artifactLocation": _artifact(place.source),
            "region": _region(place.source, place.span),
        }
    }
    if place.label:
        location["message"] = {"text": place.label}
    return location


def _artifact(source: Source) -> dict[str, str]:
    from urllib.parse import quote

    uri = quote(source.path.encode("utf-8", "surrogateescape"), safe="/")
    return {"uri": uri} if source.path.startswith("/") else {"uri": uri, "uriBaseId": ROOT}


def _region(source: Source, span: Span) -> dict[str, int]:
    line, column = source.position(span.start)
    end_line, end_column = source.position(span.end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _fix(fix: Fix) -> dict[str, object]:
    changes: dict[str, dict[str, object]] = {}
    for edit in fix.edits:
        change = changes.setdefault(edit.source.path, {"artifactLocation": _artifact(edit.source), "replacements": []})
        replacements = change["replacements"]
        assert isinstance(replacements, list)
        replacements.append({"deletedRegion": _region(edit.source, edit.span), "insertedContent": {"text": edit.text}})
    return {"description": {"text": f"{fix.message} ({fix.safety})"}, "artifactChanges": list(changes.values())}


def _suppression(suppressed: Suppressed) -> dict[str, str]:
    return {"kind": "inSource", **({"justification": suppressed.reason} if suppressed.reason else {})}


def _invocation(report: Report) -> dict[str, object]:
    invocation: dict[str, object] = {"executionSuccessful": not report.failures}
    if report.failures:
        invocation["toolExecutionNotifications"] = [
            {"level": "error", "message": {"text": str(failure)}} for failure in report.failures
        ]
    return invocation
