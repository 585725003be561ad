"""Routes that nobody argued, and where the readings differ: against the definitions, for random cases."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from logic_samples import Asking, argument_of, every, grounds, minimal

import formalcase
from formalcase.analyses.consistency import plain_name
from formalcase.analyses.defeating import argued_sets, routes
from formalcase.analyses.defeating.argued import Argued, argued, argued_and_cited
from formalcase.analyses.defeating.argued_sets import ArguedSets
from formalcase.analyses.defeating.argument import ArgumentReading
from formalcase.analyses.defeating.compare import differences
from formalcase.analyses.defeating.kept import still_entailed
from formalcase.analyses.defeating.unargued import unargued_routes
from formalcase.analyses.groundwork import Groundwork, groundwork
from formalcase.case.support import supported
from formalcase.encode.question import Question, Sat
from formalcase.logic.depth import deep_recursion
from formalcase.solve import Budget, Session
from formalcase.solve.question import Answer, Outcome

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "differential"))

from propositional import random_case
from reference import Reference

MOST_LEAVES = 9


@dataclass(frozen=True)
class Sample:
    reference: Reference
    ground: Groundwork
    text: str

    @property
    def argument(self) -> Argued:
        return argument_of(self.ground)


@pytest.fixture(scope="module")
def samples(asking: Session) -> list[Sample]:
    cases = [random_case(seed) for seed in range(45)]
    return [Sample(Reference(case.model), grounds(case.text, Asking(asking)), case.text) for case in cases]


def consistent(reference: Reference, names: frozenset[str]) -> bool:
    """With the closings of their vocabulary."""
    words = frozenset().union(*(reference.words(name) for name in names))
    return bool(reference.all_of(sorted(names)) & reference.closed(words))


def support_sets(argument: Argued) -> set[frozenset[str]]:
    leaves = {node: leaf.id for node, leaf in argument.leaves.items()}
    return minimal(
        frozenset(leaves[node] for node in chosen)
        for chosen in every(list(leaves))
        if argument.claim in supported(argument.graph, set(leaves) - chosen)
    )


def true_routes(reference: Reference, argument: Argued) -> set[frozenset[str]]:
    """All minimal consistent sets of leaves that entail the claim and lie in no minimal support set."""
    names = [leaf.id for leaf in argument.leaves.values()]
    goal = reference.formula(argument.claim)
    entailing = minimal(chosen for chosen in every(names) if not reference.all_of(sorted(chosen)) & ~goal)
    argued = support_sets(argument)
    return {
        route
        for route in entailing
        if route and consistent(reference, route) and not any(route <= each for each in argued)
    }


@pytest.mark.parametrize("by_rules", [True, False])
def test_every_route_that_is_named_is_one(
    asking: Session, samples: list[Sample], by_rules: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not by_rules:
        monkeypatch.setattr(routes, "graph_of_rules", lambda *_: None)
    named = 0
    for sample in samples:
        reference, ground = sample.reference, sample.ground
        for claim in reference.model.claims:
            argument = argued_and_cited(ground, claim)
            if len(argument.leaves) > MOST_LEAVES:
                continue
            found = {frozenset(each) for each in unargued_routes(ground, argument, Asking(asking))}
            true = true_routes(reference, argument)
            assert found <= true, sample.text
            assert bool(found) == bool(true), sample.text
            named += len(found)
    assert named > 3


def test_nothing_is_asked_where_each_leaf_is_needed(asking: Session) -> None:
    text = """
        case c "c" { top C }
        const x: Real "x"
        const y: Real "y"
        evidence A "a" { holds x <= 3 }
        evidence B "b" { holds y <= x }
        claim P "p" { holds y <= 3 }
        claim C "c" { holds y <= 5 and x <= 5 }
        argument S "s" { for P from A, B }
        argument T "t" { for C from P, A }
    """
    ground = grounds(text, Asking(asking))
    ask = Asking(asking)
    assert unargued_routes(ground, argument_of(ground), ask) == ()
    assert ask.batches == 0


def test_one_batch_is_asked_where_there_is_no_route(asking: Session) -> None:
    text = """
        case c "c" { top C }
        const x: Real "x"
        const y: Real "y"
        evidence A "a" { holds x <= 3 }
        evidence B "b" { holds y <= 3 and x <= y }
        claim C "c" { holds x <= 5 }
        argument S "s" { for C from A }
        argument T "t" { for C from B }
    """
    ground = grounds(text, Asking(asking))
    ask = Asking(asking)
    assert unargued_routes(ground, argument_of(ground), ask) == ()
    assert (ask.batches, ask.questions) in ((0, 0), (1, 1))


def test_an_undecided_step_may_be_the_argument(asking: Session) -> None:
    text = """
        case c "c" { top C }
        const p: Bool "p"
        const q: Bool "q"
        evidence A "a" { holds p }
        evidence R "r" { holds p implies q }
        evidence B "b" { holds p and (p implies q) }
        claim C "c" { holds q }
        argument S "s" { for C from B }
        argument T "t" { for C from A given R }
        argument U "u" { for C from R, A }
    """
    ground = grounds(text, Asking(asking))
    argument = argument_of(ground)
    undecided = Argued(
        argument.claim, argument.graph, argument.leaves, argument.idle, argument.doubts, ("T",)
    )
    assert unargued_routes(ground, undecided, Asking(asking)) == ()


@pytest.mark.parametrize("few", [64, 0])
def test_support_and_defeater_sets_of_small_and_large_arguments(
    samples: list[Sample], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(argued_sets, "_FEW", few)
    seen = 0
    for sample in samples:
        argument = sample.argument
        if not argument.supported or len(argument.leaves) > MOST_LEAVES:
            continue
        sets = ArguedSets(argument.graph, argument.claim, argument.leaves)
        assert sets.can_tell
        reading = ArgumentReading(argument)
        defeaters = [tuple(map(plain_name, each)) for each in sets.smallest_defeaters(100)]
        assert defeaters == list(reading.defeaters())
        supports = support_sets(argument)
        node = {leaf.id: node for node, leaf in argument.leaves.items()}
        for chosen in every(list(node)):
            found = sets.support_with([node[name] for name in chosen])
            larger = [each for each in supports if chosen <= each]
            assert (found is None) == (not larger)
            assert found is None or frozenset(map(plain_name, found)) in larger
        seen += 1
    assert seen > 5


def test_the_readings_differ_where_the_definitions_say(asking: Session, samples: list[Sample]) -> None:
    kinds = {True: 0, False: 0}
    for sample in samples:
        reference, ground, argument = sample.reference, sample.ground, sample.argument
        names = frozenset(leaf.id for leaf in argument.leaves.values())
        if not argument.supported or len(names) > MOST_LEAVES or not reference.all_of(sorted(names)):
            continue
        goal = reference.formula(argument.claim)
        sets = list(ArgumentReading(argument).defeaters())
        found = {each.members: each for each in differences(ground, argument, sets, Asking(asking))}
        for lost in sets:
            kept = names - set(lost)
            entailed = not reference.all_of(sorted(kept)) & ~goal
            if lost in found and (route := frozenset(found[lost].route)):
                assert route <= kept
                assert not reference.all_of(sorted(route)) & ~goal
                argued = any(route <= each for each in support_sets(argument))
                assert found[lost].argued is argued
                kinds[argued] += 1
            else:
                assert (lost in found) == entailed
    assert min(kinds.values()) > 2, kinds


def test_what_is_lost_and_still_entailed(asking: Session, samples: list[Sample]) -> None:
    seen = 0
    for sample in samples:
        reference, ground, argument = sample.reference, sample.ground, sample.argument
        names = frozenset(leaf.id for leaf in argument.leaves.values())
        if not argument.supported or len(names) > MOST_LEAVES or not reference.all_of(sorted(names)):
            continue
        sets = [frozenset(each) for each in ArgumentReading(argument).defeaters()]
        found = {
            each.lost: frozenset(each.by)
            for each in still_entailed(ground, argument, sets, Asking(asking)).entailed
        }
        for lost, by in found.items():
            formula = reference.formula(lost)
            assert not reference.all_of(sorted(by)) & ~formula
            assert all(reference.all_of(sorted(by - {each})) & ~formula for each in by)
            assert any(lost in each and not by & each for each in sets)
            seen += 1
        for lost in names - found.keys():
            tried = [each for each in sets if lost in each][:3]
            formula = reference.formula(lost)
            if reference.model.everything & ~formula:
                assert all(reference.all_of(sorted(names - each)) & ~formula for each in tried)
    assert seen > 5


def test_what_was_not_decided_is_not_passed_over(asking: Session) -> None:
    case = formalcase.loads(
        'case x "x" { top C }\nconst p: Bool "p"\nclaim C "p" { holds p }\n'
        'assumption A "p" { holds p }\nassumption B "p or not p" { holds p or p }\n'
        'argument S "s" { for C from A }\nargument T "t" { for C from B }'
    )

    def undecided(questions: Sequence[Question], *, allowance: int = 1) -> Sequence[Answer]:
        answers = asking.ask(questions, budget=Budget(1_000_000 * allowance))
        return [
            {
                name: Outcome(Sat.UNKNOWN, reason="budget") if name.startswith("entails") else outcome
                for name, outcome in answer.items()
            }
            for answer in answers
        ]

    with deep_recursion():
        ground = groundwork(case, Asking(asking), None)
        argument = argued(ground, "C")
        found = still_entailed(ground, argument, [{"A"}], undecided)
        assert found.entailed == ()
        assert found.unsure == ("A",)
        assert still_entailed(ground, argument, [{"A"}], Asking(asking)).unsure == ()
