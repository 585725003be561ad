"""One line for each finding and one for each case: for editors, `grep` and logs."""

from __future__ import annotations

from formalcase.diagnostics.finding import Finding
from formalcase.render.clean import clean
from formalcase.render.findings import in_order
from formalcase.render.snippet import place
from formalcase.results.check import CaseResult, CheckResult


def concise_text(result: CheckResult) -> str:
    """`file:line:column: severity[code] message` for each finding; `file: case id: verdict` for each
    case; without the id if it could not be read."""
    lines = [_finding_line(finding) for finding in in_order(result.findings)]
    for case in result.cases:
        lines += [_finding_line(finding) for finding in in_order(case.findings)]
        lines.append(case_line(case))
    return "".join(f"{line}\n" for line in lines)


def _finding_line(finding: Finding) -> str:
    where = f"{clean(place(finding.location))}: " if finding.location else ""
    allowed = f" (allowed: {clean(finding.allowed)})" if finding.allowed is not None else ""
    return f"{where}{finding.severity}[{clean(finding.code)}] {clean(finding.message)}{allowed}"


def case_line(case: CaseResult) -> str:
    named = f"case {clean(case.id)}: " if case.id is not None else ""
    verdict = case.verdict.replace("_", " ")
    summary = f": {clean(case.summary)}" if case.summary else ""
    return f"{clean(case.file)}: {named}{verdict}{summary}"
