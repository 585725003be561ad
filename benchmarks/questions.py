"""Questions for the logic reading: which sets of statements entail a claim, and which losses end that.

Each is a list of statements that may be lost and a claim, in SMT-LIB, the same for all programs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from aralia import Tree, trees

from formalcase.case.support import Gate
from formalcase.encode.question import Question, Signature

GOAL = "goal"


@dataclass(frozen=True, slots=True)
class Entailment:
    """`statements` are labels and formulas; `claim` is a formula that follows from all of them."""

    name: str
    declarations: str
    statements: tuple[tuple[str, str], ...]
    claim: str

    @property
    def question(self) -> Question:
        """As the tool asks it; the label of the negated claim is `GOAL`."""
        negated = (GOAL, f"(not {self.claim})")
        return Question(self.declarations, (), (*self.statements, negated), (), Signature())

    @property
    def smt2(self) -> str:
        """As a file of assertions."""
        formulas = [*(formula for _, formula in self.statements), f"(not {self.claim})"]
        return self.declarations + "".join(f"(assert {formula})\n" for formula in formulas)


def entailments() -> dict[str, Entailment]:
    known = trees()
    made = [_of_tree(known[name]) for name in ("chinese", "isp9605", "isp9603", "das9205", "das9201")]
    made += [_bounds(6, 3), _bounds(12, 4), _equalities(4), _equalities(6)]
    return {each.name: each for each in made}


def _of_tree(tree: Tree) -> Entailment:
    """A fault tree: which components must work for the top event not to happen."""
    support = tree.support
    lines = [f"(declare-const {event} Bool)" for event in tree.events]
    for name in _members_first(tree.top, support):
        lines.append(f"(define-fun {name} () Bool {_gate(support[name])})")
    statements = tuple((event, event) for event in tree.events)
    return Entailment(tree.name, "\n".join(lines) + "\n", statements, tree.top)


def _members_first(top: str, support: dict[str, Gate]) -> Iterator[str]:
    todo = [(top, iter(support[top].members))]
    met = {top}
    while todo:
        name, rest = todo[-1]
        for member in rest:
            if member in support and member not in met:
                met.add(member)
                todo.append((member, iter(support[member].members)))
                break
        else:
            todo.pop()
            yield name


def _gate(gate: Gate) -> str:
    members = " ".join(gate.members)
    if gate.least == len(gate.members):
        return f"(and {members})"
    return f"(or {members})" if gate.least == 1 else f"((_ at-least {gate.least}) {members})"


def _bounds(loads: int, bounds: int) -> Entailment:
    """Several bounds on each of some loads, and a claim about their sum: sums of reals."""
    random = Random(1)
    declarations = "".join(f"(declare-const x{load} Real)\n" for load in range(loads))
    statements = []
    for load in range(loads):
        for number in range(bounds):
            bound = random.randint(1, 9)
            statements.append((f"b{load}_{number}", f"(<= x{load} {bound}.0)"))
    total = " ".join(f"x{load}" for load in range(loads))
    return Entailment(
        f"bounds {loads}x{bounds}", declarations, tuple(statements), f"(<= (+ {total}) {5 * loads}.0)"
    )


def _equalities(side: int) -> Entailment:
    """A grid of things of which neighbours are the same; so its corners are: equality and functions."""
    things = [(row, column) for row in range(side) for column in range(side)]
    declarations = "(declare-sort Thing 0)\n(declare-fun f (Thing) Thing)\n"
    declarations += "".join(f"(declare-const t{row}_{column} Thing)\n" for row, column in things)
    statements = []
    for row, column in things:
        for other in ((row + 1, column), (row, column + 1)):
            if max(other) < side:
                pair = f"t{row}_{column}", f"t{other[0]}_{other[1]}"
                statements.append((f"{pair[0]}__{pair[1]}", f"(= {pair[0]} {pair[1]})"))
    last = f"t{side - 1}_{side - 1}"
    return Entailment(f"grid {side}x{side}", declarations, tuple(statements), f"(= (f t0_0) (f {last}))")
