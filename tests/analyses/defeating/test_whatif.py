"""What is supposed, one thing at a time: what each kind of supposition does to a case."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest
from asking import ask_of

import formalcase
from formalcase.analyses.defeating.suppositions import suppositions, under_source
from formalcase.analyses.defeating.whatif import WhatIf, what_if
from formalcase.analyses.groundwork import groundwork
from formalcase.case.verdicts import CaseVerdict
from formalcase.logic.depth import deep_recursion
from formalcase.solve import Session
from formalcase.solve.question import Budget

YES, NO = CaseVerdict.ESTABLISHED, CaseVerdict.NOT_ESTABLISHED

WORDS = """\
const p: Bool "p"
const q: Bool "q"
const r: Bool "r"
"""


@pytest.fixture
def what(asking: Session) -> What:
    return What(asking)


class What:
    """Asks what-if questions of a case, in a text without its header and words."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def __call__(
        self,
        text: str,
        *,
        fail: Sequence[str] = (),
        false: Sequence[str] = (),
        assume: Sequence[str] = (),
        budget: int = 2_000_000,
    ) -> WhatIf:
        ask = ask_of(self.session, budget)
        case = formalcase.loads(f'case x "x" {{ top C0 as_of 2026-01-01 }}\n{WORDS}{text}')
        sets = partial(self.session.minimal_sets, budget=Budget(budget), defeaters_first=False)
        with deep_recursion():
            ground = groundwork(case, ask, case.as_of)
            return what_if(ground, "C0", suppositions(ground, fail, false, assume), ask, sets)


def falls(found: WhatIf) -> list[str]:
    return [fate.claim for fate in found.falls]


DOUBTED = """
claim C0 "p" { holds p }
evidence E1 "p" { holds p }
argument S1 "s" { for C0 from E1 }
defeater D1 "doubt" { attacks E1 }
evidence X1 "reason"
argument SD1 "argued" { for D1 from X1 because "b" }
defeater D2 "answer" { attacks D1 }
evidence X2 "reason"
argument SD2 "argued" { for D2 from X2 because "b" }
"""


def test_a_refuted_doubt_comes_back_when_its_answer_falls(what: What) -> None:
    for lost in ("X2", "SD2", "SD2.warrant", "D2"):
        found = what(DOUBTED, fail=[lost])
        assert (found.before.verdict, found.after.verdict) == (YES, NO), lost
        assert falls(found) == ["C0"], lost
        assert found.returning == ("D1",), lost


def test_an_attacker_keeps_its_support_in_the_argument_and_loses_it_in_the_verdict(
    what: What,
) -> None:
    found = what(DOUBTED, fail=["X2", "X1"])
    assert falls(found) == ["C0"]
    # A doubt whose reason is gone is unresolved: no longer sustained, and not answered either.
    assert found.after.verdict is NO


def test_a_withdrawn_doubt_needs_no_answer(what: What) -> None:
    found = what(DOUBTED, fail=["D1", "X2"])
    assert falls(found) == []
    assert found.after.verdict is YES


def test_a_doubt_that_is_right_takes_away_what_it_attacks_whatever_answers_it(what: What) -> None:
    found = what(DOUBTED, assume=["D1"])
    assert falls(found) == ["C0"]
    assert found.after.verdict is NO
    assert found.hit_by("D1") == ("E1",)


def test_a_doubt_that_is_right_answers_what_it_attacks(what: What) -> None:
    found = what(DOUBTED, assume=["D2"], fail=["X2"])
    assert falls(found) == []
    assert found.returning == ()
    assert found.after.verdict is YES


def test_a_doubt_that_is_right_makes_false_what_contradicts_it(what: What) -> None:
    text = DOUBTED.replace("attacks E1 }", "attacks E1 residual 'r' holds not q }".replace("'", '"'))
    text += 'evidence E2 "p and q" { holds p and q }\nargument S2 "s" { for C0 from E2 }\n'
    assert falls(what(text, fail=["E1"])) == []
    found = what(text, assume=["D1"])
    assert found.also_false.leaves == ("E2",)
    assert falls(found) == ["C0"]
    assert found.after.verdict is NO


def test_an_open_doubt_is_in_the_verdict_only(what: What) -> None:
    text = DOUBTED.split("evidence X1")[0]
    found = what(text, assume=["E1"])
    assert (found.before.verdict, found.after.verdict) == (NO, YES)
    assert not found.falls
    assert not found.rises


def test_what_is_out_of_date_can_be_taken_as_given(what: What) -> None:
    text = """
    claim C0 "p" { holds p }
    evidence E1 "p" { holds p expires 2025-01-01 }
    argument S1 "s" { for C0 from E1 }
    """
    found = what(text, assume=["E1"])
    assert (found.before.verdict, found.after.verdict) == (NO, YES)


LADDER = """
claim C0 "p" { holds p }
claim C1 "q" { holds q }
assumption A1 "q is enough" { holds q implies p }
evidence E1 "r" { holds r }
argument S0 "s" { for C0 from C1, A1 }
argument S1 "does not follow" { for C1 from E1 }
"""


def test_a_claim_that_is_taken_as_given_carries_what_is_above_it(what: What) -> None:
    found = what(LADDER, assume=["C1"])
    assert [(fate.claim, fate.by) for fate in found.rises] == [("C0", ("S0",)), ("C1", ())]
    assert (found.before.verdict, found.after.verdict) == (NO, YES)


def test_a_claim_that_is_taken_as_given_must_go_together_with_the_rest(what: What) -> None:
    found = what(LADDER.replace("q implies p", "(q implies p) and not q"), assume=["C1"])
    assert found.after.verdict is NO


def test_a_claim_above_a_loss_stands_by_the_steps_that_are_left(what: What) -> None:
    text = """
    claim C0 "p" { holds p }
    evidence E1 "p" { holds p }
    evidence E2 "p too" { holds p and q }
    argument S1 "s" { for C0 from E1 }
    argument S2 "s" { for C0 from E2 }
    """
    for lost in ("E1", "S1"):
        found = what(text, fail=[lost])
        assert [(fate.claim, fate.by) for fate in found.stands] == [("C0", ("S2",))]
    assert falls(what(text, fail=["C0"])) == ["C0"]


def test_leaves_that_only_together_contradict_are_a_conflict_and_one_leg_is_enough(
    what: What,
) -> None:
    text = """
    claim C0 "r" { holds r }
    claim C1 "q" { holds q }
    evidence E1 "p" { holds p }
    evidence E2 "p implies q" { holds p implies q }
    evidence E3 "r" { holds r }
    argument S1 "s" { for C1 from E1, E2 }
    argument S2 "s" { for C0 from E3 }
    argument S3 "s" { for C0 from C1, E3 }
    """
    found = what(text, false=["C1"])
    assert found.conflicts.sets == (("E1", "E2"),)
    assert found.also_false.leaves == ()
    assert falls(found) == ["C1"]
    assert [(fate.claim, fate.by) for fate in found.stands] == [("C0", ("S2",))]
    assert found.after.verdict is YES


def test_a_claim_that_contradicted_itself_from_the_start_does_not_fall_by_this(what: What) -> None:
    text = """
    claim C0 "q or not q, and p" { holds p }
    claim C1 "p and not r" { holds p and not r }
    evidence E1 "p and r" { holds p and r }
    evidence E2 "not r" { holds not r }
    evidence E3 "q" { holds q }
    argument S1 "s" { for C0 from C1, E1 }
    argument S2 "s" { for C1 from E2, E4 }
    evidence E4 "p" { holds p }
    """
    found = what(text, false=["E3"])
    assert falls(found) == []
    assert (found.before.verdict, found.after.verdict) == (NO, NO)


def test_closings_and_ranges_can_be_withdrawn_and_be_false(what: What) -> None:
    text = """
    const n: Int in 0 .. 9 "n"
    sort Site { a, b }
    fn f(s: Site): Bool "f"
    claim C0 "c" { holds n < 10 and (forall s in Site: f(s)) }
    evidence E1 "a" { holds f(a) }
    evidence E2 "b" { holds f(b) }
    argument S1 "s" { for C0 from E1, E2 }
    """
    for lost in ("n.range", "Site.closed"):
        for asked in (what(text, fail=[lost]), what(text, false=[lost])):
            assert falls(asked) == ["C0"], lost
            assert (asked.before.verdict, asked.after.verdict) == (YES, NO), lost
    (conflict,) = what(text, false=["C0"]).conflicts.sets
    assert set(conflict) == {"E1", "E2", "Site.closed", "n.range"}


def test_a_source_takes_along_what_is_within_it(what: What) -> None:
    text = """
    claim C0 "p" { holds p }
    evidence E1 "p" { holds p source inner }
    argument S1 "s" { for C0 from E1 }
    source outer "o"
    source middle "m" { within outer }
    source inner "i" { within middle }
    """
    found = what(text, fail=["outer"])
    assert found.asked.under == {"outer": ("E1",)}
    assert falls(found) == ["C0"]
    assert under_source(found.ground.case, "middle") == ("E1",)


def test_a_repair_is_the_smallest_and_goes_together_with_what_is_left(what: What) -> None:
    text = """
    claim C0 "p and r" { holds p and r }
    evidence E1 "p" { holds p }
    evidence E2 "r" { holds r }
    argument S1 "s" { for C0 from E1, E2 }
    evidence U1 "q" { holds q }
    evidence U2 "q implies p" { holds q implies p }
    evidence U3 "p, but not r" { holds p and not r }
    """
    found = what(text, fail=["E1"])
    by_node = {each.node: each for each in found.repairs}
    assert by_node["C0"].leaves == ("U1", "U2")
    assert set(by_node["C0"].premises) == {"U1", "U2", "E2"}
    assert by_node["C0"].restores
    assert by_node["C0"].smallest
    assert by_node["E1"].leaves == ("U1", "U2")
    assert by_node["E1"].restores
    assert by_node["E1"].text == 'argument S1 "s" { for C0 from U1, U2, E2 }'


def test_nothing_is_mended_that_has_not_fallen(what: What) -> None:
    text = """
    claim C0 "p" { holds p }
    evidence E1 "p" { holds p }
    evidence U1 "p and q" { holds p and q }
    evidence U2 "q" { holds q }
    argument S1 "s" { for C0 from E1 }
    """
    assert what(text, fail=["U2"]).repairs == ()
    assert what(text, false=["C0"]).repairs == ()


def test_what_is_undecided_and_matters_is_told(what: What) -> None:
    text = """
    const a: Int "a"
    const b: Int "b"
    const c: Int "c"
    claim C0 "no cubes" { holds a*a*a + b*b*b != c*c*c }
    evidence E1 "positive" { holds a > 0 and b > 0 and c > 0 }
    evidence E2 "p" { holds p }
    argument S1 "s" { for C0 from E1 }
    """
    found = what(text, fail=["E2"], budget=20_000)
    assert found.undecided
    assert found.after.verdict is CaseVerdict.UNDECIDED


def test_what_to_write_can_be_written(what: What) -> None:
    text = """
    claim C0 "p or not p" { holds p or not p }
    claim C1 "q" { holds q }
    evidence E1 "q" { holds q }
    evidence E2 "p" { holds p }
    argument S0 "s" { for C0 from E2, C1 given E1 }
    argument S1 "s" { for C1 from E1 }
    evidence U1 "q and r" { holds q and r }
    """
    found = {each.node: each.text for each in what(text, fail=["E1"]).repairs}
    assert found["C0"] == 'argument NEW1 "By what else is known" { for C0 }'
    assert found["E1"].splitlines() == [
        'argument S0 "s" { for C0 from E2, C1 given U1 }',
        'argument S1 "s" { for C1 from U1 }',
    ]


def test_nothing_is_to_be_written_where_a_quorum_lacks_a_member(what: What) -> None:
    text = """
    claim C0 "p or q" { holds p or q }
    claim C1 "r" { holds r }
    evidence E1 "p" { holds p }
    evidence E2 "q" { holds q }
    evidence E3 "r" { holds r }
    argument S0 "s" { for C0 from C1, 2 of (E1, E2) }
    argument S1 "s" { for C1 from E1, E3 }
    evidence U1 "p and q" { holds p and q }
    """
    found = {each.node: each for each in what(text, fail=["E1"]).repairs}
    assert found["E1"].leaves == ("U1",)
    assert found["E1"].restores
    assert found["E1"].text == ""


def test_a_step_that_carries_nothing_did_not_carry_what_falls(what: What) -> None:
    text = """
    claim C0 "p" { holds p }
    evidence E1 "p" { holds p }
    evidence E2 "q" { holds q }
    argument S1 "s" { for C0 from E1 }
    argument S2 "invalid" { for C0 from E2 }
    defeater D1 "a doubt about S2" { attacks S2 }
    defeater D2 "an answer to it" { attacks D1 }
    evidence E3 "for the answer"
    argument S3 "s" { for D2 from E3 }
    """
    (fallen,) = what(text, fail=["E1"]).falls
    assert fallen.by == ("S1",)


def test_what_entails_a_lost_leaf_is_told_although_legs_contradict_each_other(what: What) -> None:
    text = """
    claim C0 "p or q" { holds p or q }
    evidence E1 "p" { holds p }
    evidence E2 "p and q" { holds p and q }
    evidence E3 "not p, but q" { holds not p and q }
    argument S1 "s" { for C0 from E1 }
    argument S2 "s" { for C0 from E2 }
    argument S3 "s" { for C0 from E3 }
    """
    kept = what(text, fail=["E1"]).still_entailed
    assert [(each.lost, each.by) for each in kept.entailed] == [("E1", ("E2",))]
    assert kept.unsure == ()
    assert what(text, fail=["E3"]).still_entailed.entailed == ()
