"""Findings as commands that annotate the lines of a change on GitHub."""

from __future__ import annotations

from formalcase.diagnostics.finding import Finding
from formalcase.diagnostics.severity import Severity
from formalcase.render.clean import clean
from formalcase.render.concise import case_line
from formalcase.render.findings import in_order
from formalcase.results.check import CheckResult

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github_text(result: CheckResult) -> str:
    """A command for each finding that is not allowed, and a plain line with the verdict of each case."""
    lines = [_command(finding) for finding in in_order(result.findings) if finding.allowed is None]
    for case in result.cases:
        lines += [_command(finding) for finding in in_order(case.findings) if finding.allowed is None]
        # A plain line must not start like a command.
        line = case_line(case)
        lines.append(f" {line}" if line.startswith("::") else line)
    return "".join(f"{line}\n" for line in lines)


def _command(finding: Finding) -> str:
    facts: dict[str, str] = {}
    if finding.location is not None:
        where = finding.location
        facts = {"file": where.file, "line": str(where.line), "endLine": str(where.end_line)}
        if where.line == where.end_line:  # columns are for stretches of one line only
            facts |= {"col": str(where.column), "endColumn": str(where.end_column)}
    facts["title"] = f"{finding.code} {finding.name}"
    properties = ",".join(f"{name}={_property(clean(value))}" for name, value in facts.items())
    advice = f" ({clean(finding.help)})" if finding.help else ""
    return f"::{_COMMAND[finding.severity]} {properties}::{_data(clean(finding.message) + advice)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
