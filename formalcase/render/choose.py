"""Which findings the reader wants to see."""

from __future__ import annotations

from collections.abc import Sequence

from formalcase.case.verdicts import CaseVerdict
from formalcase.diagnostics.finding import Finding
from formalcase.results.check import CheckResult

_ALWAYS = "FC9"
"""Limits and internal errors are never hidden."""


def choose(result: CheckResult, select: Sequence[str], ignore: Sequence[str]) -> tuple[CheckResult, int]:
    """The result with the findings whose code begins with one of `select` (any, if empty) and with none
    of `ignore`; and how many were left out. What makes a file unreadable always stays, as do verdicts.
    """
    if not select and not ignore:
        return result, 0

    def wanted(finding: Finding) -> bool:
        code = finding.code
        if code.startswith(_ALWAYS):
            return True
        return (not select or code.startswith(tuple(select))) and not code.startswith(tuple(ignore))

    hidden = 0
    cases = []
    for case in result.cases:
        if case.verdict is not CaseVerdict.MALFORMED:
            kept = tuple(filter(wanted, case.findings))
            hidden += len(case.findings) - len(kept)
            case = case.model_copy(update={"findings": kept})
        cases.append(case)
    return result.model_copy(update={"cases": tuple(cases)}), hidden
