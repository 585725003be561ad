"""SARIF, JUnit and GitHub's commands: what other programs read of a check."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
import render_samples as samples
from test_render_hostile import HOSTILE, assert_harmless, hostile_result

from formalcase.case.verdicts import CaseVerdict, Verdict
from formalcase.diagnostics.finding import Severity
from formalcase.render.github import github_text
from formalcase.render.junit import junit_text
from formalcase.render.sarif import sarif_text
from formalcase.results.check import CheckResult

HERE = samples.at("S1 ")


def result(verdict: CaseVerdict = CaseVerdict.NOT_ESTABLISHED) -> CheckResult:
    findings = (
        samples.finding(location=HERE),
        samples.finding(Severity.WARNING, location=HERE, code="FC408"),
        samples.finding(Severity.NOTE, code="FC411"),
        samples.finding(location=HERE, allowed="we know"),
    )
    steps = (samples.step(Verdict.INVALID), samples.human(Verdict.OPEN))
    return samples.result(samples.case(verdict, obligations=steps, findings=findings))


def run_of(text: str) -> dict[str, Any]:
    document = json.loads(text)
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    assert isinstance(run, dict)
    return run


def test_sarif_has_each_finding_with_its_rule_and_place() -> None:
    run = run_of(sarif_text(result()))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["FC401", "FC408", "FC411"]
    assert all(rule["help"]["text"].startswith(f"# {rule['id']} ") for rule in rules)
    assert len(run["results"]) == 4
    for found in run["results"]:
        assert rules[found["ruleIndex"]]["id"] == found["ruleId"]
        assert found["partialFingerprints"]
    placed = [found["locations"][0] for found in run["results"] if "locations" in found]
    assert len(placed) == 3
    region = placed[0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (HERE.line, HERE.column)
    assert run["columnKind"] == "unicodeCodePoints"


def test_sarif_keeps_allowed_findings_as_suppressed() -> None:
    found = [each for each in run_of(sarif_text(result()))["results"] if "suppressions" in each]
    assert [each["suppressions"][0]["justification"] for each in found] == ["we know"]


def test_sarif_names_files_as_uris() -> None:
    where = HERE.model_copy(update={"file": "my case/ü#1?.fcase"})
    found = samples.result(
        samples.case(CaseVerdict.NOT_ESTABLISHED, findings=(samples.finding(location=where),))
    )
    place = run_of(sarif_text(found))["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "my%20case/%C3%BC%231%3F.fcase"


@pytest.mark.parametrize(
    ("verdict", "tag"),
    [
        (CaseVerdict.ESTABLISHED, None),
        (CaseVerdict.NOT_ESTABLISHED, "failure"),
        (CaseVerdict.UNDECIDED, "error"),
        (CaseVerdict.MALFORMED, "failure"),
    ],
)
def test_junit_fails_what_is_not_established_and_never_passes_what_is_undecided(
    verdict: CaseVerdict, tag: str | None
) -> None:
    root = ElementTree.fromstring(junit_text(result(verdict)))
    test = root.find("./testsuite/testcase[@name='verdict']")
    assert test is not None
    assert {each.tag for each in test} - {"system-out"} == ({tag} if tag else set())


def test_junit_counts_what_it_lists() -> None:
    root = ElementTree.fromstring(junit_text(result()))
    for element in (root, *root.findall("testsuite")):
        assert int(element.get("tests", "")) == len(element.findall(".//testcase"))
        assert int(element.get("failures", "")) == len(element.findall(".//failure"))
        assert int(element.get("errors", "")) == len(element.findall(".//error"))


def test_github_has_a_command_for_each_finding_that_is_not_allowed() -> None:
    lines = github_text(result()).splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert [re.split(r"[: ]+", line)[1] for line in commands] == ["notice", "error", "warning"]
    assert f"line={HERE.line},endLine={HERE.end_line}" in commands[1]


def test_github_escapes_what_would_end_a_property_or_a_command() -> None:
    where = HERE.model_copy(update={"file": "a,b:c%.fcase"})
    found = samples.result(
        samples.case(
            CaseVerdict.NOT_ESTABLISHED, findings=(samples.finding(location=where, mark="\n::error::x"),)
        )
    )
    commands = [line for line in github_text(found).splitlines() if line.startswith("::")]
    assert len(commands) == 1
    assert "file=a%2Cb%3Ac%25.fcase" in commands[0]


@pytest.mark.parametrize("mark", [*HOSTILE, "]]>", "<x>&\"'", "::error::", "%0A"])
@pytest.mark.parametrize("verdict", list(CaseVerdict))
def test_hostile_text_breaks_no_format(mark: str, verdict: CaseVerdict) -> None:
    found = hostile_result(mark, verdict)
    json.loads(sarif_text(found))
    ElementTree.fromstring(junit_text(found))
    for text in (sarif_text(found), junit_text(found), github_text(found)):
        assert_harmless(text)
        text.encode("utf-8")
