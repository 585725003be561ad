"""The load map of cases from text, and what a check says of it."""

from __future__ import annotations

import pytest
from argument_samples import by_definition, read

import formalcase
from formalcase.analyses.defeating.argument import ArgumentReading
from formalcase.analyses.defeating.loads import LoadMap, load_map
from formalcase.diagrams import STEPS
from formalcase.solve.session import Session

HEAD = """
case pump "The pump is tight" { top C }
const tested: Bool "the pump held the test pressure"
const dry: Bool "the floor is dry"
const tight: Bool "the pump is tight"
const known: Bool "the maker is known"
evidence E1 "Tested" { holds tested }
assumption A1 "The test tells" { holds tested implies tight }
evidence E2 "Dry" { holds dry }
assumption A2 "Dry floors tell" { holds dry implies tight }
evidence E3 "Known" { holds known }
claim C "Tight" { holds tight }
"""


def mapped(text: str, asking: Session, budget: int = STEPS) -> LoadMap:
    ground, argued = read(HEAD + text, asking)
    return load_map(ground, argued, budget)


def told(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for finding in formalcase.check(formalcase.loads(HEAD + text)).cases[0].findings:
        found.setdefault(finding.name, []).append(finding.subject)
    return found


def message(text: str, name: str) -> str:
    findings = formalcase.check(formalcase.loads(HEAD + text)).cases[0].findings
    (found,) = [finding.message for finding in findings if finding.name == name]
    return found


ONE_LEG = 'argument S1 "By the test" { for C from E1, A1 }\n'
TWO_LEGS = ONE_LEG + 'argument S2 "By the floor" { for C from E2, A2 }\n'
IDLE = 'argument S1 "By the test" { for C from E1, A1, E3 }\n'
ABSORBED = (
    ONE_LEG
    + 'claim C2 "Tight and dry" { holds tight and dry }\n'
    + 'argument S2 "A part of more" { for C from C2 }\n'
    + 'argument S3 "Both" { for C2 from C, E2 }\n'
    + 'argument S4 "Both" { for C2 from E1, A1, E2 }\n'
)


def test_one_leg(asking: Session) -> None:
    found = mapped(ONE_LEG, asking)
    assert found.single_points == ("E1", "A1")
    assert found.dead_weight == found.unneeded_steps == found.idle_points == ()
    assert found.idle == ()
    assert {name: (each.at_least, each.at_most) for name, each in found.smallest.items()} == {"C": (1, 1)}
    assert found.complete
    assert told(ONE_LEG)["single-points-of-failure"] == ["C"]
    assert "`E1` and `A1`" in message(ONE_LEG, "single-points-of-failure")


def test_two_legs(asking: Session) -> None:
    found = mapped(TWO_LEGS, asking)
    assert found.single_points == found.dead_weight == found.unneeded_steps == ()
    assert (found.smallest["C"].at_least, found.smallest["C"].at_most) == (2, 2)
    assert not {"single-points-of-failure", "dead-weight"} & told(TWO_LEGS).keys()


def test_an_idle_premise_is_no_single_point(asking: Session) -> None:
    found = mapped(IDLE, asking)
    assert (found.single_points, found.idle_points) == (("E1", "A1"), ("E3",))
    assert found.idle == (("S1", "E3"),)
    assert found.dead_weight == ()
    assert "E3" not in message(IDLE, "single-points-of-failure")


def test_two_premises_of_which_either_is_enough(asking: Session) -> None:
    text = (
        'assumption A3 "As A1" { holds not tight implies not tested }\n'
        'argument S1 "By the test" { for C from E1, A1, A3 }\n'
    )
    found = mapped(text, asking)
    assert set(found.idle) == {("S1", "A1"), ("S1", "A3")}
    assert (found.single_points, found.idle_points) == (("E1",), ("A1", "A3"))


def test_one_leaf_behind_both_of_two_premises_of_which_either_is_enough(asking: Session) -> None:
    text = """
claim C1 "The test tells" { holds tested implies tight }
claim C2 "The same" { holds not tight implies not tested }
assumption A3 "Both" { holds (tested implies tight) and (dry implies tight) }
argument S1 "By the test" { for C from E1, C1, C2 }
argument S2 "A part" { for C1 from A3 }
argument S3 "A part" { for C2 from A3 }
"""
    found = mapped(text, asking)
    assert (found.single_points, found.idle_points) == (("E1", "A3"), ())


def test_an_idle_member_of_a_quorum_of_all(asking: Session) -> None:
    text = 'argument S1 "By the test" { for C from 3 of (E1, A1, E3) }\n'
    found = mapped(text, asking)
    assert found.single_points == ("E1", "A1")
    assert found.idle_points == ("E3",)


def test_a_leg_that_needs_more_than_another_is_dead_weight(asking: Session) -> None:
    found = mapped(ABSORBED, asking)
    assert found.dead_weight == ("E2",)
    assert set(found.unneeded_steps) == {"S2", "S3", "S4"}
    assert found.single_points == ("E1", "A1")
    assert (found.smallest["C2"].at_least, found.smallest["C2"].at_most) == (1, 1)
    assert told(ABSORBED)["dead-weight"] == ["E2"]


def test_given_leaves_have_weight(asking: Session) -> None:
    text = 'argument S1 "By the test" { for C from E1, A1 given E3 }\n'
    found = mapped(text, asking)
    assert found.single_points == ("E1", "A1", "E3")
    assert found.dead_weight == ()


def test_a_warrant_of_a_leg_that_needs_more(asking: Session) -> None:
    text = (
        ONE_LEG
        + 'claim C2 "Tight, and looks well"\n'
        + 'argument S2 "One sees it" { for C2 from C, E3 }\n'
        + 'argument S3 "As it looks" { for C from C2, E1, A1 }\n'
    )
    found = mapped(text, asking)
    assert found.dead_weight == ("E3", "S2.warrant")


def test_what_an_answer_or_a_doubt_needs_is_no_dead_weight(asking: Session) -> None:
    text = ONE_LEG + (
        'defeater D1 "The gauge was broken" { attacks E1 }\n'
        'evidence E4 "A broken gauge was found"\n'
        'argument S4 "So it was" { for D1 from E4 }\n'
        'defeater D2 "It was another gauge" { attacks D1 }\n'
        'evidence E5 "The number of the gauge"\n'
        'argument S5 "By the number" { for D2 from E5 }\n'
    )
    found = mapped(text, asking)
    assert found.dead_weight == ()
    assert found.single_points == ("E1", "A1", "E5", "S5.warrant")
    assert "dead-weight" not in told(text)
    _, argued = read(HEAD + text, asking)
    defeaters, supports = by_definition(argued)
    reading = ArgumentReading(argued)
    assert list(reading.defeaters()) == defeaters == [("E1",), ("A1",), ("E5",), ("S5.warrant",)]
    assert list(reading.supports()) == supports == [("E1", "A1", "E5", "S5.warrant")]
    answer = ArgumentReading(read(HEAD + text, asking, "D2")[1])
    assert list(answer.defeaters()) == [("E5",), ("S5.warrant",)]


@pytest.mark.parametrize(
    "text",
    [
        'argument S1 "Not enough" { for C from E1 }\n',
        ONE_LEG + 'argument S2 "Not enough" { for C from E3 }\n',
        ONE_LEG + 'claim C2 "Tight" { holds tight and known }\nargument S2 "A part" { for C from C2 }\n'
        'argument S3 "Not enough" { for C2 from E3, E2 }\n',
        # A2 waits for what S3 would have carried.
        ONE_LEG + 'claim C2 "Dry" { holds dry }\nargument S2 "By the floor" { for C from C2, A2 }\n'
        'argument S3 "Not enough" { for C2 from E3 }\n',
    ],
)
def test_leaves_below_a_step_that_fails_or_beside_one_are_not_told_of(text: str) -> None:
    found = told(text)
    assert "dead-weight" not in found
    assert ("single-points-of-failure" in found) == text.startswith(ONE_LEG)


def test_leaves_that_have_nothing_to_do_with_the_top_claim_are_told_of_once() -> None:
    found = told(ONE_LEG + 'claim C2 "Known" { holds known or dry }\nargument S2 "One" { for C2 from E3 }\n')
    assert {"C2", "S2", "E3"} <= set(found["unreachable"])
    assert "dead-weight" not in found


def test_many_single_points_are_cut_short() -> None:
    leaves = [f"F{number}" for number in range(30)]
    text = "\n".join(f'evidence {leaf} "Fact {leaf}"' for leaf in leaves)
    text += f'\nargument S1 "All of it" {{ for C from {", ".join(leaves)} }}\n'
    assert "21 more" in message(text, "single-points-of-failure")


def test_circles_support_nothing_and_hide_nothing(asking: Session) -> None:
    text = ONE_LEG + (
        'claim C2 "Tight" { holds tight or dry }\n'
        'argument S2 "Weaker" { for C2 from C }\n'
        'argument S3 "Back, with more" { for C from C2, A2 }\n'
    )
    found = mapped(text, asking)
    assert found.single_points == ("E1", "A1")
    assert found.dead_weight == ("A2",)
    assert set(found.unneeded_steps) == {"S2", "S3"}


def test_the_map_of_a_claim_without_support(asking: Session) -> None:
    found = mapped('argument S1 "Not enough" { for C from E1 }\n', asking)
    assert found.single_points == found.unneeded_steps == ()
    assert (found.smallest["C"].at_least, found.smallest["C"].at_most) == (0, 0)


def test_an_argument_for_a_doubt_has_weight_although_its_answer_needs_more(asking: Session) -> None:
    text = """
        argument S1 "By the test" { for C from E1, A1 }
        defeater D1 "A doubt" { attacks A2 }
        argument S2 "s" { for D1 from 1 of (E2, E3) }
        defeater D2 "On the doubt" { attacks D1 }
        argument S3 "s" { for D2 from E2 }
        defeater D3 "An answer to that" { attacks D2 }
        argument S4 "s" { for D3 from E2 }
        """
    assert mapped(text, asking).dead_weight == ()


def test_a_refuted_doubt_needs_no_answer_to_a_bare_one() -> None:
    text = """
        defeater D1 "A doubt" { attacks A1 }
        argument S1 "s" { for D1 from E1 }
        defeater D2 "An answer" { attacks D1, D3 }
        argument S2 "s" { for D2 from E2 }
        defeater D3 "A bare sentence" { attacks D1 }
        """
    assert [each.ids for each in formalcase.defeaters(formalcase.loads(HEAD + text), "D1")] == [
        ("E1",),
        ("S1.warrant",),
    ]
