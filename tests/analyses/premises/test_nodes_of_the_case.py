"""Nodes that a step could cite, and those that it must not."""

from __future__ import annotations

from missing_problems import bools, step
from missing_search import search

from formalcase.analyses.premises import Missing

WORDS = bools("p", "q", "r", "s")
RULE = "p and q implies r"


def cited(found: Missing) -> list[tuple[str, ...]]:
    return [each.nodes for each in found.candidates if each.origin == "case"]


def test_a_node_that_the_step_forgot_is_the_best_answer() -> None:
    found = search(step(WORDS, [RULE, "p"], "r", 'evidence E1 "q was seen" { holds q }'))
    assert cited(found) == [("E1",)]
    first = found.candidates[0]
    assert (first.cites, first.text, first.minimal, first.consistent) == ("E1", "q", True, True)


def test_two_nodes_may_be_needed_together() -> None:
    more = 'evidence E1 "e" { holds s }\nevidence E2 "f" { holds s implies q }'
    found = search(step(WORDS, [RULE, "p"], "r", more))
    assert cited(found) == [("E1", "E2")]
    assert found.candidates[0].cites is None


def test_a_node_that_rests_on_the_conclusion_is_not_offered() -> None:
    more = 'claim C2 "q" { holds q }\nargument S2 "on the goal" { for C2 from G }'
    assert cited(search(step(WORDS, [RULE, "p"], "r", more))) == []


def test_the_conclusion_itself_is_not_offered() -> None:
    assert cited(search(step(WORDS, [RULE, "p"], "r"))) == []


def test_a_node_that_says_what_the_conclusion_says_is_not_offered() -> None:
    assert cited(search(step(WORDS, [RULE, "p"], "r", 'claim C2 "r" { holds r and s }'))) == []


def test_a_node_under_a_sustained_doubt_is_not_offered() -> None:
    more = """
        evidence E1 "q" { holds q }
        defeater D1 "no" { attacks E1 }
        evidence E2 "why" { holds s }
        argument S2 "so" { for D1 from E2 informal }
    """
    assert cited(search(step(WORDS, [RULE, "p"], "r", more.replace(" informal", "")))) == []


def test_an_expired_node_is_not_offered() -> None:
    more = 'evidence E1 "q" { holds q expires 2024-01-01 }'
    text = step(WORDS, [RULE, "p"], "r", more)
    assert cited(search(text)) == [("E1",)]
    assert cited(search(text.replace("top G", "top G as_of 2025-01-01"))) == []


def test_what_is_there_for_a_doubt_alone_is_not_offered() -> None:
    doubt = """
        defeater D1 "a doubt" { attacks A0 }
        evidence E1 "q" { holds q }
        argument S2 "so" { for D1 from E1 }
    """
    assert cited(search(step(WORDS, [RULE, "p"], "r", doubt))) == []
    answered = doubt.replace("attacks A0", "attacks D0") + 'defeater D0 "first" { attacks A0 }'
    assert cited(search(step(WORDS, [RULE, "p"], "r", answered))) == [("E1",)]


def test_a_node_without_a_formula_is_not_offered() -> None:
    assert cited(search(step(WORDS, [RULE, "p"], "r", 'evidence E1 "q"'))) == []


def test_a_node_that_contradicts_the_premises_is_not_offered() -> None:
    more = 'evidence E1 "both" { holds q and not p }'
    assert cited(search(step(WORDS, [RULE, "p"], "r", more))) == []


def test_a_shared_leaf_breaks_a_declared_independence() -> None:
    legs = """
        evidence   E1 "q" { holds q source lab }
        assumption B0 "b" { holds q implies r }
        argument   T  "another way" { for G from B0, E1 }
        independent S, T
        source lab "a lab"
    """
    found = search(step(WORDS, [RULE, "p"], "r", legs))
    assert cited(found)[0] == ("E1",)
    assert found.candidates[0].breaks == ("independent(S, T)",)


def test_a_shared_source_breaks_an_independence_unless_it_is_accepted() -> None:
    legs = """
        evidence   E1 "q" { holds q source team }
        evidence   E2 "q again" { holds s source lab }
        assumption B0 "b" { holds s implies r }
        argument   T  "another way" { for G from B0, E2 }
        independent S, T
        source lab  "a lab"
        source team "a team" { within lab }
    """
    found = search(step(WORDS, [RULE, "p"], "r", legs))
    assert found.candidates[0].nodes == ("E1",)
    assert found.candidates[0].breaks == ("independent(S, T)",)
    accepted = legs.replace("independent S, T", 'independent S, T { accepting lab because "one lab" }')
    assert search(step(WORDS, [RULE, "p"], "r", accepted)).candidates[0].breaks == ()


def test_a_claim_without_an_argument_is_argued_from_the_nodes_that_entail_it() -> None:
    text = step(WORDS, ["p"], "p", 'claim C2 "both" { holds p and q }\nevidence E1 "q" { holds q }')
    found = search(text, "C2")
    assert ("A0", "E1") in cited(found)
    assert all(each.origin == "case" for each in found.candidates)


def test_a_step_without_premises_is_offered_nodes_alone() -> None:
    found = search(step(WORDS, [], "r", 'evidence E1 "e" { holds r and p }'))
    assert cited(found) == [("E1",)]
    assert [each.origin for each in found.candidates] == ["case"]
