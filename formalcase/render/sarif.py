"""SARIF 2.1.0: findings as code hosts and editors take them (OASIS standard, errata 01)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from formalcase.diagnostics.catalogue import CATALOGUE
from formalcase.diagnostics.finding import Edit, Finding, Fix, Location, Related
from formalcase.diagnostics.severity import Severity
from formalcase.render.clean import clean
from formalcase.render.explain import page
from formalcase.render.findings import in_order
from formalcase.render.json import harmless
from formalcase.results.check import CheckResult

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_FINGERPRINT = "formalcase/v1"


def sarif_text(result: CheckResult) -> str:
    """One run with every finding; only the rules that occur, each with its page as help.

    Findings that the writer accepts are there as suppressed ones, with the reason. Columns count code
    points. A fingerprint does not depend on lines, so a finding keeps its identity when it moves.
    """
    findings = [*in_order(result.findings)]
    for case in result.cases:
        findings += in_order(case.findings)
    codes = sorted({finding.code for finding in findings})
    places = {code: place for place, code in enumerate(codes)}
    document = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": result.tool.name,
                        "semanticVersion": result.tool.version,
                        "rules": [_rule(code) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, places[finding.code]) for finding in findings],
            }
        ],
    }
    return harmless(json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2)) + "\n"


def _rule(code: str) -> dict[str, Any]:
    rule = CATALOGUE[code]
    text = page(rule)
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.name.replace("-", " ")},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
    }


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    advice = f" ({clean(finding.help)})" if finding.help else ""
    found: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVEL[finding.severity],
        "message": {"text": f"{clean(finding.message)}{advice}"},
        "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
    }
    if finding.location is not None:
        found["locations"] = [{"physicalLocation": _physical(finding.location)}]
    related = [_related(each) for each in finding.related if each.location is not None]
    if related:
        found["relatedLocations"] = related
    if finding.fix is not None:
        found["fixes"] = [_fix(finding.fix)]
    if finding.allowed is not None:
        found["suppressions"] = [{"kind": "inSource", "justification": clean(finding.allowed)}]
    return found


def _physical(location: Location) -> dict[str, Any]:
    return {"artifactLocation": {"uri": _uri(location.file)}, "region": _region(location)}


def _region(location: Location) -> dict[str, int]:
    return {
        "startLine": location.line,
        "startColumn": location.column,
        "endLine": location.end_line,
        "endColumn": location.end_column,
    }


def _related(related: Related) -> dict[str, Any]:
    assert related.location is not None
    return {"physicalLocation": _physical(related.location), "message": {"text": clean(related.message)}}


def _fix(fix: Fix) -> dict[str, Any]:
    files = dict.fromkeys(edit.location.file for edit in fix.edits)
    return {
        "description": {"text": clean(fix.title)},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": _uri(file)},
                "replacements": _replacements(edit for edit in fix.edits if edit.location.file == file),
            }
            for file in files
        ],
    }


def _replacements(edits: Iterable[Edit]) -> list[dict[str, Any]]:
    return [
        {
            "deletedRegion": _region(edit.location),
            "insertedContent": {"text": edit.text.encode("utf-8", "replace").decode()},
        }
        for edit in edits
    ]


def _uri(file: str) -> str:
    """A relative path stays relative, so that the document does not tell where it was made."""
    path = PurePath(file)
    return ("file://" if path.is_absolute() else "") + quote(path.as_posix().encode("utf-8", "surrogatepass"))
