"""Programs that others wrote read what `check` writes, and find in it what was found."""

from __future__ import annotations

from functools import cache

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped
from sarif_pydantic import Sarif
from test_render_hostile import HOSTILE, hostile_result

import formalcase
from formalcase.case.verdicts import CaseVerdict
from formalcase.diagnostics.finding import Finding
from formalcase.render.junit import junit_text
from formalcase.render.sarif import sarif_text
from formalcase.results.check import CheckResult

TEXT = """
case mill "The mill is quiet" { top C0 }
const level: Real "the level"
claim    C0 "It is under 60" { holds level < 60 }
claim    C1 "It is quiet at night" { holds level < 30 }
evidence E1 "It was measured under 70" { holds level < 70 }
evidence E2 "Nobody heard it"
argument S1 "So" { for C0 from E1, C1 }
argument S2 "So" { for C0 from E2 because "ears" }
argument S3 "So" { for C1 from E1 }
defeater D1 "The gauge is old" { attacks E2 }
"""


@cache
def checked(text: str = TEXT) -> CheckResult:
    return formalcase.check(formalcase.loads(text))


def findings(result: CheckResult) -> list[Finding]:
    return [*result.findings, *(finding for case in result.cases for finding in case.findings)]


def test_a_reader_of_sarif_finds_each_finding() -> None:
    found = findings(checked())
    (run,) = Sarif.model_validate_json(sarif_text(checked())).runs
    assert run.results is not None
    assert len(run.results) == len(found) > 3
    assert {each.rule_id for each in run.results} == {each.code for each in found}
    prints = [list((each.partial_fingerprints or {}).values()) for each in run.results]
    assert sorted(prints) == sorted([each.fingerprint] for each in found)


@pytest.mark.parametrize("mark", HOSTILE)
def test_hostile_text_does_not_keep_others_from_reading(mark: str) -> None:
    result = hostile_result(mark, CaseVerdict.NOT_ESTABLISHED)
    assert Sarif.model_validate_json(sarif_text(result)).runs[0].results
    assert list(JUnitXml.fromstring(junit_text(result).encode()))


def test_a_reader_of_junit_counts_what_we_count() -> None:
    read = JUnitXml.fromstring(junit_text(checked()).encode())
    said = (read.tests, read.failures, read.errors)
    read.update_statistics()
    assert (read.tests, read.failures, read.errors) == said
    assert read.failures > 0


def test_a_reader_of_junit_sees_what_failed_and_what_did_not() -> None:
    (suite,) = JUnitXml.fromstring(junit_text(checked()).encode())
    kinds: dict[str, set[type]] = {test.name: {type(each) for each in test.result} for test in suite}
    assert kinds["verdict"] == {Failure}
    assert kinds["S3/validity"] == {Failure}
    assert kinds["S1/validity"] == set()
    assert Error not in set().union(*kinds.values())
    assert {Failure, Skipped} >= set().union(*kinds.values())


def test_fingerprints_survive_lines_that_move() -> None:
    head, *nodes = [f"{line}\n" for line in TEXT.strip().splitlines()]
    moved = "# a comment\n\n\n".join([head, nodes[0], *reversed(nodes[1:])]).replace("{ for", "{\n    for")
    before, after = findings(checked()), findings(checked(moved))
    assert {each.location.line for each in before if each.location} != {
        each.location.line for each in after if each.location
    }
    assert sorted(each.fingerprint for each in before) == sorted(each.fingerprint for each in after)
    assert len({each.fingerprint for each in before}) == len(before)
