"""With what a run ends. The codes are a contract; scripts and build servers read them."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from formalcase.results.check import CheckResult
    from formalcase.results.legs import LegsResult
    from formalcase.results.losses import Losses
    from formalcase.results.node import ShowResult
    from formalcase.results.premises import PremisesResult
    from formalcase.results.whatif import WhatIfResult
    from formalcase.settings import FailOn


class Exit(IntEnum):
    """Of several that apply, the first of INTERNAL, INPUT, FINDINGS, UNDECIDED, CLEAN holds."""

    CLEAN = 0
    FINDINGS = 1
    """At least one error; or what `--fail-on` counts as one."""
    INPUT = 2
    """The input or the command line cannot be used."""
    UNDECIDED = 3
    """No error, but something is undecided within the budget."""
    INTERNAL = 4
    """A fault of the tool."""
    INTERRUPTED = 130
    """Stopped from the keyboard."""


INTERNAL_CODES = "FC99"
"""Findings whose code begins so are faults of the tool."""


def exit_of(result: CheckResult, fail_on: FailOn) -> Exit:
    """The exit code of a check. A finding that its writer accepted does not count, but no accepted or
    hidden finding makes a verdict better: that is asked too."""
    from formalcase.case.verdicts import CaseVerdict, Judge, Verdict
    from formalcase.diagnostics.severity import Severity, has_errors

    verdicts = {case.verdict for case in result.cases}
    findings = [*result.findings, *(finding for case in result.cases for finding in case.findings)]
    if any(finding.code.startswith(INTERNAL_CODES) for finding in findings):
        return Exit.INTERNAL
    if has_errors(result.findings) or CaseVerdict.MALFORMED in verdicts or not result.cases:
        return Exit.INPUT
    grave = {Severity.ERROR, Severity.WARNING} if fail_on == "warning" else {Severity.ERROR}
    counted = any(finding.severity in grave and finding.allowed is None for finding in findings)
    if counted or CaseVerdict.NOT_ESTABLISHED in verdicts:
        return Exit.FINDINGS
    open_questions = any(
        each.verdict is Verdict.UNDECIDED and each.by is Judge.SOLVER
        for case in result.cases
        for each in case.obligations
    )
    if open_questions or CaseVerdict.UNDECIDED in verdicts:
        return Exit.UNDECIDED
    return Exit.CLEAN


def exit_of_node(result: ShowResult) -> Exit:
    """The exit code of `show`: by what is shown, not by the whole case."""
    from formalcase.case.verdicts import Judge, Verdict
    from formalcase.diagnostics.severity import has_errors

    if result.node is None:
        return Exit.INPUT
    if has_errors(each for each in result.node.findings if each.allowed is None):
        return Exit.FINDINGS
    if any(each.verdict is Verdict.UNDECIDED and each.by is Judge.SOLVER for each in result.node.obligations):
        return Exit.UNDECIDED
    return Exit.CLEAN


def exit_of_losses(losses: Losses) -> Exit:
    """The exit code of `defeaters`, once all is written. A claim without support has no sets, which is no
    error here."""
    if losses.interrupted:
        return Exit.INTERRUPTED
    if losses.conflict:
        return Exit.FINDINGS
    return Exit.UNDECIDED if losses.unsettled else Exit.CLEAN


def exit_of_whatif(result: WhatIfResult) -> Exit:
    """The exit code of `whatif`: an answer is an answer, whatever falls."""
    from formalcase.case.verdicts import CaseVerdict

    if result.findings:
        return Exit.INPUT
    open_verdict = CaseVerdict.UNDECIDED in (result.verdict_before, result.verdict_after)
    return Exit.UNDECIDED if result.undecided or open_verdict else Exit.CLEAN


def exit_of_legs(result: LegsResult) -> Exit:
    """The exit code of `legs`: by what the case states; legs of which nothing is stated only inform."""
    from formalcase.diagnostics.severity import has_errors

    if has_errors(each for each in result.findings if each.allowed is None):
        return Exit.FINDINGS
    if any(claim.stated and claim.verdict == "undecided" for claim in result.claims):
        return Exit.UNDECIDED
    return Exit.CLEAN


def exit_of_premises(result: PremisesResult) -> Exit:
    """The exit code of `premises`: only a search that was cut off with nothing found left something open."""
    cut_off = any(not each.candidates and not each.complete for each in result.steps)
    return Exit.UNDECIDED if cut_off else Exit.CLEAN
