"""JUnit's XML: the verdict on each case and on each machine check in it, as test tools read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from formalcase.case.verdicts import CaseVerdict, Judge, Verdict
from formalcase.diagnostics.finding import Finding
from formalcase.diagnostics.severity import Severity
from formalcase.render.clean import clean
from formalcase.render.findings import in_order
from formalcase.render.snippet import place
from formalcase.results.check import CaseResult, CheckResult, Obligation

_HOLDS = (Verdict.VALID, Verdict.WARRANTED, Verdict.HOLDS)


def junit_text(result: CheckResult) -> str:
    """A suite for each case, with a test for its verdict, for each machine check, and for each error that
    is about neither. What fails is a `failure`; what is undecided is an `error`, for it is neither a yes
    nor a no. Warnings stand in the output of the verdict's test."""
    root = Element("testsuites", name="formalcase")
    if result.findings:
        root.append(_suite("files", list(_of_findings("files", result.findings))))
    for case in result.cases:
        root.append(_suite(clean(case.id or case.file), list(_of_case(case))))
    for total in ("tests", "failures", "errors"):
        root.set(total, str(sum(int(suite.get(total, "0")) for suite in root)))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(name: str, tests: Sequence[Element]) -> Element:
    suite = Element("testsuite", name=name, tests=str(len(tests)))
    for total, tag in (("failures", "failure"), ("errors", "error")):
        suite.set(total, str(sum(test.find(tag) is not None for test in tests)))
    suite.extend(tests)
    return suite


def _of_case(case: CaseResult) -> Iterator[Element]:
    name = clean(case.id or case.file)
    yield _verdict(case, name)
    checks = [each for each in case.obligations if each.by is Judge.SOLVER]
    for obligation in checks:
        yield _check(obligation, name)
    subjects = {each.subject for each in checks}
    yield from _of_findings(name, [each for each in case.findings if each.subject not in subjects])


def _verdict(case: CaseResult, name: str) -> Element:
    test = Element("testcase", classname=name, name="verdict", file=clean(case.file))
    text = clean(case.summary)
    if case.verdict is CaseVerdict.UNDECIDED:
        SubElement(test, "error", type="undecided", message=text)
    elif case.verdict is not CaseVerdict.ESTABLISHED:
        SubElement(test, "failure", type=case.verdict.value, message=text)
    said = [_line(each) for each in in_order(case.findings) if each.severity is not Severity.ERROR]
    if said:
        SubElement(test, "system-out").text = "\n".join(said)
    return test


def _check(obligation: Obligation, name: str) -> Element:
    test = Element("testcase", classname=name, name=clean(obligation.id))
    if obligation.location is not None:
        test.set("file", clean(obligation.location.file))
        test.set("line", str(obligation.location.line))
    text = f"{clean(obligation.text)} {obligation.verdict}"
    if obligation.verdict is Verdict.UNDECIDED:
        SubElement(test, "error", type="undecided", message=text)
    elif obligation.verdict is Verdict.BLOCKED and obligation.kind != "validity":
        SubElement(test, "skipped", message="was not asked")  # what it builds on failed already
    elif obligation.verdict not in _HOLDS:
        failure = SubElement(test, "failure", type=obligation.verdict.value, message=text)
        if obligation.counterexample is not None:
            failure.text = clean(obligation.counterexample.text)
    return test


def _of_findings(name: str, findings: Sequence[Finding]) -> Iterator[Element]:
    for finding in in_order(findings):
        if finding.severity is Severity.ERROR and finding.allowed is None:
            about = f" {clean(finding.subject)}" if finding.subject else ""
            test = Element("testcase", classname=name, name=f"{finding.code}{about}")
            SubElement(test, "failure", type=finding.code, message=clean(finding.message)).text = _line(
                finding
            )
            yield test


def _line(finding: Finding) -> str:
    where = f"{clean(place(finding.location))}: " if finding.location else ""
    return f"{where}{finding.severity}[{finding.code}] {clean(finding.message)}"
