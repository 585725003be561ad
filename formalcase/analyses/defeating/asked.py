"""One claim, asked about: which claim is meant, the argument for it, and the reading that was chosen."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, assert_never

from formalcase.analyses.defeating.argued import Argued, argued_and_cited, argued_or_cited
from formalcase.analyses.defeating.reading import Reading, Semantics
from formalcase.analyses.groundwork import Groundwork
from formalcase.case.formulas import warrant_of
from formalcase.case.model import Argument, Case, Claim, Defeater
from formalcase.case.nodes import in_words, target_kinds
from formalcase.case.verdicts import Verdict
from formalcase.diagnostics.catalogue.limits import OTHER_KIND, UNKNOWN_NODE
from formalcase.diagnostics.catalogue.structure import MISSING_TOP
from formalcase.diagnostics.errors import SpecError
from formalcase.diagnostics.suggest import did_you_mean
from formalcase.frozen import dataclass
from formalcase.solve.session import Session

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding

_STEPS_A_SOLVER_STEP = 2  # so many of the diagrams' steps are allowed for one of the solver: they are shorter


@dataclass(frozen=True, slots=True)
class Asked:
    ground: Groundwork
    argued: Argued
    read: Callable[[], Reading]
    """Reads the argument anew, for a search that was broken off."""
    reading: Reading


def asked(
    ground: Groundwork,
    claim: str,
    semantics: Semantics,
    session: Session,
    budget: int,
    progress: Callable[[int], None] | None = None,
) -> Asked:
    """The claim as one of the readings has it; `budget` is in solver steps a question, and `progress` is told
    how many sets the solver has found."""
    read_from = argued_or_cited if semantics == "argument" else argued_and_cited
    argument = read_from(ground, claim)

    def read() -> Reading:
        return read_as(ground, argument, semantics, session, budget, progress)

    return Asked(ground, argument, read, read())


def read_as(
    ground: Groundwork,
    argument: Argued,
    semantics: Semantics,
    session: Session,
    budget: int,
    progress: Callable[[int], None] | None = None,
) -> Reading:
    """The argument for a claim in one of the two readings."""
    # Each is imported when it is asked for: the one needs diagrams, the other a solver.
    match semantics:
        case "argument":
            from formalcase.analyses.defeating.argument import ArgumentReading

            return ArgumentReading(argument, budget=_STEPS_A_SOLVER_STEP * budget)
        case "logic":
            from formalcase.analyses.defeating.logic import LogicReading

            return LogicReading(ground, argument, session, budget, progress=progress)
        case _:
            assert_never(semantics)


def claim_of(case: Case, name: str | None) -> str:
    """The claim or defeater that is meant, the top claim if none is named.

    Raises SpecError when there is none, or when the name is that of something else.
    """
    if name is None:
        if case.top is None:
            advice = "name the claim or the defeater that is meant, behind the file"
            raise SpecError([MISSING_TOP.at(case.span, subject=case.id, name=case.id, advice=advice)])
        return case.top
    if isinstance(case.nodes.get(name), Claim | Defeater):
        return name
    fit = [node.id for node in case.nodes.values() if isinstance(node, Claim | Defeater)]
    raise SpecError([_misfit(case, name, "a claim or a defeater", fit)])


def check_leaf(ground: Groundwork, name: str) -> None:
    """Raises SpecError when a name is not that of a leaf of the case."""
    if name in ground.leaves:
        return
    step = name.removesuffix(".warrant")
    if isinstance(ground.case.nodes.get(step), Argument) and name == warrant_of(step):
        proved = ground.steps[step].verdict is Verdict.VALID
        why = "was proved" if proved else "is not closed by judgement"
        advice = f"`{step}` {why} and has no warrant"
        raise SpecError([UNKNOWN_NODE.at(None, advice=advice, case=ground.case.id, node=name)])
    raise SpecError([_misfit(ground.case, name, "a leaf", ground.leaves)])


def _misfit(case: Case, name: str, expected: str, fit: Collection[str]) -> Finding:
    guess = did_you_mean(name, fit)
    kind = target_kinds(case.nodes, case.vocabulary).get(name)
    if kind is None:
        return UNKNOWN_NODE.at(None, advice=guess, case=case.id, node=name)
    return OTHER_KIND.at(None, advice=guess, node=name, what=in_words(kind), expected=expected)
