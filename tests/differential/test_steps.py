"""Verdicts on the steps of random typed cases, against brute force over all small worlds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from random import Random

import pytest
from asking import ask_of
from brute import holds, how_many, worlds
from randomcases import Shape, random_formula, random_vocabulary

from formalcase.analyses import wordbook
from formalcase.analyses.examine import Examined, examine
from formalcase.analyses.step import Judged
from formalcase.case.formulas import implicit_leaves
from formalcase.case.model import Argument, Assumption, Case, Claim, Node, Quorum, Reference
from formalcase.case.verdicts import Verdict
from formalcase.logic.depth import deep_recursion
from formalcase.logic.term import Term
from formalcase.logic.vocabulary import Vocabulary
from formalcase.logic.world import World
from formalcase.solve.session import Session

SIZES: dict[str, int] = {}
PLAIN = Shape()
DIVIDING = Shape(functions=1, constants=4, divisions=True, quantifiers=False)
LOGICAL = Shape(sorts=1, enums=1, functions=3, constants=3, definitions=2, numbers=False)
_MOST_WORLDS = 3000


@dataclass(frozen=True, slots=True)
class Sample:
    case: Case
    formulas: dict[str, Term]


def sample(seed: int, shape: Shape) -> Sample:
    """A case of some random formulas and steps between them."""
    random = Random(seed)
    vocabulary = random_vocabulary(random, shape)
    while how_many(vocabulary, SIZES) > _MOST_WORLDS:
        vocabulary = random_vocabulary(random, shape)
    formulas = {f"L{n}": random_formula(random, vocabulary, shape) for n in range(5)}
    formulas |= {f"K{n}": random_formula(random, vocabulary, shape) for n in range(3)}
    nodes: dict[str, Node] = {}
    for name, formula in formulas.items():
        kind = Claim if name.startswith("K") else Assumption
        nodes[name] = kind(id=name, text=name, holds=formula)
    for number in range(4):
        step = _step(random, f"S{number}", list(formulas))
        nodes[step.id] = step
    case = Case(
        file="random.fcase", id="random", title="Random", top="K0", vocabulary=vocabulary, nodes=nodes
    )
    return Sample(case, formulas)


def _step(random: Random, name: str, statements: list[str]) -> Argument:
    conclusion = random.choice([each for each in statements if each.startswith("K")])
    cited = [Reference(each) for each in random.sample([s for s in statements if s != conclusion], 3)]
    premises: tuple[Reference | Quorum, ...] = tuple(cited[: random.randint(1, 3)])
    if random.random() < 0.3:
        premises = (Quorum(random.randint(1, 2), tuple(cited[1:])), cited[0])[: random.randint(1, 2)]
    return Argument(id=name, text=name, conclusion=Reference(conclusion), premises=premises)


def judged(made: Sample, session: Session) -> Examined:
    return examine(made.case, ask_of(session), None)


def premise_holds(premise: Reference | Quorum, truth: dict[str, bool | None]) -> bool:
    if isinstance(premise, Quorum):
        return sum(truth[member.id] is True for member in premise.members) >= premise.least
    return truth[premise.id] is True


def premises_hold(step: Argument, truth: dict[str, bool | None]) -> bool:
    return all(premise_holds(premise, truth) for premise in step.premises)


def truths(formulas: dict[str, Term], world: World, vocabulary: Vocabulary) -> dict[str, bool | None]:
    return {name: holds(formula, world, vocabulary) for name, formula in formulas.items()}


def agree(made: Sample, found: Examined) -> Counter[str]:
    """Fails where a verdict and the small worlds disagree; counts the verdicts."""
    vocabulary = made.case.vocabulary
    table = [truths(made.formulas, world, vocabulary) for world in worlds(vocabulary, SIZES)]
    for step in found.steps.values():
        argument = step.form.step
        where = [truth for truth in table if premises_hold(argument, truth)]
        fails = [truth for truth in where if truth[argument.conclusion.id] is False]
        if step.verdict is Verdict.VALID:
            assert not fails, argument
        if step.verdict is Verdict.VACUOUS:
            assert not where, argument
        if step.verdict is Verdict.INVALID:
            replayed(made, step)
    return Counter(step.verdict.value for step in found.steps.values())


def replayed(made: Sample, step: Judged) -> None:
    """The countermodel of an invalid step is one, by the plain evaluator; it keeps the closings too,
    unless the premises of the step contradict these."""
    assert step.world is not None, step.form.step
    if step.world.inexact:
        return
    vocabulary = made.case.vocabulary
    argument = step.form.step
    used = {premise.id for premise in argument.premises if isinstance(premise, Reference)}
    used |= {m.id for premise in argument.premises if isinstance(premise, Quorum) for m in premise.members}
    formulas = {name: made.formulas[name] for name in (*sorted(used), argument.conclusion.id)}
    truth = truths(formulas, step.world, vocabulary)
    assert premises_hold(argument, truth), argument
    assert truth[argument.conclusion.id] is False, argument
    closings = [
        leaf.formula for name, leaf in implicit_leaves(vocabulary).items() if name in step.form.closings
    ]
    kept = all(holds(closing, step.world, vocabulary) for closing in closings)
    assert kept or _premises_break_the_closings(made, argument), argument


def _premises_break_the_closings(made: Sample, argument: Argument) -> bool:
    # The small worlds all keep the closings.
    vocabulary = made.case.vocabulary
    return not any(
        premises_hold(argument, truths(made.formulas, world, vocabulary))
        for world in worlds(vocabulary, SIZES)
    )


def compare(seeds: range, shape: Shape) -> Counter[str]:
    total: Counter[str] = Counter()
    with deep_recursion(), Session(2) as session:
        for seed in seeds:
            made = sample(seed, shape)
            total += agree(made, judged(made, session))
    return total


@pytest.mark.parametrize("shape", [PLAIN, LOGICAL, DIVIDING], ids=["plain", "logical", "dividing"])
def test_verdicts_agree_with_all_small_worlds(shape: Shape) -> None:
    total = compare(range(4), shape)
    assert {"valid", "invalid", "vacuous"} <= total.keys()


def test_verdicts_agree_when_every_definition_counts_as_deep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordbook, "_FEW", 0)
    compare(range(500, 502), LOGICAL)


@pytest.mark.slow
@pytest.mark.parametrize("shape", [PLAIN, LOGICAL, DIVIDING], ids=["plain", "logical", "dividing"])
def test_many_verdicts_agree_with_all_small_worlds(shape: Shape) -> None:
    compare(range(4, 150), shape)


@pytest.mark.slow
@pytest.mark.parametrize("shape", [PLAIN, LOGICAL, DIVIDING], ids=["plain", "logical", "dividing"])
def test_many_verdicts_agree_when_every_definition_counts_as_deep(
    shape: Shape, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wordbook, "_FEW", 0)
    compare(range(500, 508), shape)
