"""The result of a check as text for people."""

from __future__ import annotations

from collections.abc import Iterable

from formalcase.case.verdicts import CaseVerdict, Judge, Verdict
from formalcase.diagnostics.finding import Finding, Severity
from formalcase.render.ansi import Paint
from formalcase.render.block import case_block, verdict_line
from formalcase.render.findings import findings_text, in_order
from formalcase.render.layout import COLUMNS, count
from formalcase.render.snippet import SourceLookup, no_sources
from formalcase.results.check import CaseResult, CheckResult


def terminal_text(
    result: CheckResult,
    *,
    lookup: SourceLookup = no_sources,
    colour: bool = False,
    columns: int = COLUMNS,
    quiet: bool = False,
    hidden: int = 0,
) -> str:
    """Findings with their source lines, then a block for each case, then the totals.

    `quiet`: only errors and one line for each case. `hidden`: how many findings the reader chose not
    to see; it is said.
    """
    paint = Paint(colour)
    lines = findings_text(_to_show(result.findings, quiet), lookup, paint)
    for case in result.cases:
        lines += findings_text(_to_show(case.findings, quiet), lookup, paint)
        lines += [verdict_line(case, paint)] if quiet else [*case_block(case, paint, columns), ""]
    if not quiet:
        lines += _totals(result, hidden, paint)
    return "".join(f"{line}\n" for line in lines)


def _to_show(findings: Iterable[Finding], quiet: bool) -> list[Finding]:
    """Accepted findings stand in the case's block; the quiet text has errors only."""
    return [
        finding
        for finding in findings
        if finding.allowed is None and (not quiet or finding.severity is Severity.ERROR)
    ]


def _totals(result: CheckResult, hidden: int, paint: Paint) -> list[str]:
    parts = [count(len(result.cases), "case") + _by_verdict(result.cases)]
    findings = in_order([*result.findings, *(each for case in result.cases for each in case.findings)])
    for severity in Severity:
        number = sum(each.severity is severity and each.allowed is None for each in findings)
        if number:
            parts.append(count(number, severity))
    accepted = sum(each.allowed is not None for each in findings)
    if accepted:
        parts.append(f"{count(accepted, 'finding')} accepted")
    opened = sum(
        each.by is Judge.PERSON and each.verdict is Verdict.OPEN
        for case in result.cases
        for each in case.obligations
    )
    if opened:
        parts.append(f"{count(opened, 'judgement')} open for people")
    lines = [paint("strong", "; ".join(parts))]
    if hidden:
        lines.append(f"{count(hidden, 'finding')} not shown, as `--select` and `--ignore` ask")
    return lines


def _by_verdict(cases: Iterable[CaseResult]) -> str:
    verdicts = [case.verdict for case in cases]
    parts = [
        f"{verdicts.count(verdict)} {verdict.replace('_', ' ')}"
        for verdict in CaseVerdict
        if verdict in verdicts
    ]
    return f" ({', '.join(parts)})" if parts else ""
