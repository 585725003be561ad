"""The sets of each block of a theory composed in one graph: for the diagrams, not for the solver.

Let a block with all that hangs on it meet the rest in one Boolean q (see `blocks`), and let all leaves be
consistent. For any of the leaves, the whole is contradictory exactly when it is so with q true and with q
false, and for either value block and rest have nothing more to do with each other: their worlds can be put
side by side, as what both speak of beside q (numbers, enums) is the same in every world. So all that the
rest can learn from the block is which value of q is out of the question, and as the leaves are consistent,
this is at most one value, the same for all choices of leaves: the block tells q, or not q, or nothing, and
tells it when the leaves in it that are kept entail it. Then, from the ends of the tree to the claim:

1. What a block tells, with all leaves, is asked of the solver, once; those below are stood for by what they
   tell. A block that tells nothing drops out, as do blocks that do not hang together with the claim.
2. The minimal sets of its own leaves, and of what is told from below, that entail what it tells are found by
   rules (see `rules`) or by the solver. They are a gate: any of the supports, or some leaf of each
   defeater set, which is the same function.
3. The gates make a graph in which the claim is supported by exactly those leaves that entail it. A leaf
   whose sentence says several things may be in several blocks, and blocks may hang on one Boolean.

Where anything stays undecided, or a block has too many sets, there is no graph.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from formalcase.analyses.defeating.blocks import Block, cut
from formalcase.analyses.defeating.instances import question_of_instances
from formalcase.analyses.defeating.rules import GOAL, graph_of_rules
from formalcase.analyses.defeating.skeletons import taken_apart
from formalcase.analyses.defeating.telling import Told, all_below
from formalcase.case.formulas import Leaf
from formalcase.case.support import Gate, Graph, any_of, supported
from formalcase.encode.question import Check, Question, Sat
from formalcase.logic import build
from formalcase.logic.substitute import rebuilt
from formalcase.logic.term import Apply, Iff, Not, Term
from formalcase.logic.vocabulary import Vocabulary
from formalcase.solve.question import Budget
from formalcase.solve.session import Session

# More minimal sets than this, of one block, are not written down as gates.
_MOST_SETS = 10_000
# A block may take this many budgets, or its share of so many.
_FEWEST_BUDGETS = 2
_BUDGETS = 15

_OPPOSITE = "\0opposite"

# A block has nearly everything when it rests on more than so many of ten leaves; of so few it may.
_MOST_IN_TEN = 7
_FEW_LEAVES = 12

Progress = Callable[[int], None]
"""Told how many sets have been found since it was told last."""


class Undecided(Exception):  # noqa: N818
    """Something could not be found out within the budget."""


class Composition:
    """The blocks of one theory. SolverError and ReplayError come through, as from the session."""

    def __init__(
        self,
        claim: Term,
        leaves: Sequence[Leaf],
        vocabulary: Vocabulary,
        session: Session,
        budget: Budget,
        progress: Progress,
    ) -> None:
        """To be called within `deep_recursion()`, as all else here. Raises Intractable."""
        theory = taken_apart(claim, leaves, vocabulary)
        self._vocabulary = theory.vocabulary
        self._claim = theory.claim
        self._session = session
        self._budget = budget
        self._progress = progress
        self._root = cut(theory)
        self._told: Told | None = None

    @property
    def worthwhile(self) -> bool:
        """Whether several blocks say more than a Boolean, or its opposite, and none has nearly everything:
        then the solver may as well list the sets of the whole, and give the first of them at once."""
        blocks = list(self._root.members())
        more = sum(any(not _is_literal(part.formula) for part in block.parts) for block in blocks)
        leaves = [{part.leaf for part in block.parts} | block.below.keys() for block in blocks]
        said = {part.leaf for block in blocks for part in block.parts}
        return more > 1 and max(map(len, leaves)) <= max(_FEW_LEAVES, _MOST_IN_TEN * len(said) // 10)

    def entails(self) -> bool:
        """Whether all leaves, which must be consistent, entail the claim. Raises Undecided."""
        return self._whole().holds

    def graph(self) -> Graph:
        """The graph in which `GOAL` is supported by exactly those leaves that entail the claim, if all do.
        Raises Undecided."""
        solved = [told for told in all_below(self._whole()) if told.rules is None]
        share = max(_FEWEST_BUDGETS, _BUDGETS // max(1, len(solved))) * self._budget.steps
        # Small ones soon, so that something is known if the search is broken off.
        for told in sorted(solved, key=lambda told: len(told.given)):
            if len(told.given) <= _FEW_LEAVES:
                with suppress(Undecided):  # it may not be needed
                    self._enumerate(told, share)

        def own(told: Told) -> Graph:
            if told.rules is not None:
                return told.rules
            self._enumerate(told, share)
            return told.gates(by_supports=told.by_supports)

        return self.assembled(own)

    @property
    def told(self) -> Told | None:
        """The block of the claim, once it is known what each block tells."""
        return self._told

    def assembled(self, own_of: Callable[[Told], Graph]) -> Graph:
        """The graphs of the blocks that are needed, in one."""
        gates: dict[str, Gate] = {}
        waiting = [(GOAL, self._whole())]
        while waiting:
            name, told = waiting.pop()
            place = len(gates)
            own = own_of(told)
            names = {node: f"\0{place} {node}" for node in (*own, *told.below)} | {GOAL: name}
            for node, gate in own.items():
                members = [names.get(member, member) for member in gate.members]
                gates[names[node]] = Gate(gate.least, tuple(members))
            needed = {member for gate in own.values() for member in gate.members}
            for label, blocks in told.below.items():
                if label in needed:
                    tellers = [f"{names[label]} {number}" for number in range(len(blocks))]
                    gates[names[label]] = any_of(tellers)
                    waiting += zip(tellers, blocks, strict=True)
        return gates

    # ---- What the blocks tell --------------------------------------------------------------------

    def _whole(self) -> Told:
        if self._told is None:
            levels: list[list[Block]] = [[self._root]]
            while levels[-1]:
                levels.append(
                    [other for block in levels[-1] for each in block.below.values() for other in each]
                )
            told: dict[int, Told] = {}
            for level in reversed(levels):
                made = [self._made(block, told) for block in level]
                self._ask([each for each in made if not self._by_rules(each)])
                told |= {id(each.block): each for each in made}
            self._told = told[id(self._root)]
        return self._told

    def _made(self, block: Block, known: Mapping[int, Told]) -> Told:
        """The block with what is told from below; what it tells itself is still open."""
        inlined = _Inlined(block).term
        said: dict[str, list[Term]] = {}
        for part in block.parts:
            if part.leaf is not None:
                said.setdefault(part.leaf, []).append(inlined(part.formula))
        given = {leaf: build.conjunction(formulas) for leaf, formulas in said.items()}
        below: dict[str, list[Told]] = {}
        for atom, blocks in block.below.items():
            telling = [known[id(each)] for each in blocks if known[id(each)].holds]
            if len({each.positive for each in telling}) > 1:
                raise Undecided("the leaves contradict each other")
            if telling:
                label = f"\0told {len(below)}"
                given[label] = inlined(atom if telling[0].positive else Not(atom))
                below[label] = telling
        return Told(block, given, below, inlined(block.above or self._claim.formula))

    def _by_rules(self, told: Told) -> bool:
        """Whether all that is given are rules; then what is told is seen without the solver. They all hold
        where every fact does, so that they never tell the opposite of a fact."""
        leaves = [Leaf(name, "assumption", "", formula) for name, formula in told.given.items()]
        for positive in (True, False) if told.block.above else (True,):
            goal = told.goal if positive else build.negation(told.goal)
            rules = graph_of_rules(goal, leaves, self._vocabulary)
            if rules is not None:
                told.goal, told.positive, told.rules = goal, positive, rules
                told.holds = GOAL in supported(rules)
                told.free = GOAL in supported(rules, told.given.keys())
                return True
        return False

    def _ask(self, blocks: Sequence[Told]) -> None:
        questions = []
        for told in blocks:
            given = tuple(told.given)
            checks = [
                Check("told", (*given, GOAL)),
                Check("free told", (GOAL,), after=("told", Sat.UNSAT)),
            ]
            if told.block.above:
                checks += [
                    Check("opposite", (*given, _OPPOSITE), after=("told", Sat.SAT)),
                    Check("free opposite", (_OPPOSITE,), after=("opposite", Sat.UNSAT)),
                ]
            questions.append(self._question(told, tuple(checks)))
        for told, answer in zip(blocks, self._session.ask(questions, budget=self._budget), strict=True):
            for name, positive in (("told", True), ("opposite", False)):
                outcome = answer.get(name)
                if outcome is not None and outcome.sat is Sat.UNKNOWN:
                    raise Undecided(outcome.reason)
                if outcome is not None and outcome.sat is Sat.UNSAT:
                    told.holds, told.positive = True, positive
                    told.free = answer[f"free {name}"].sat is not Sat.SAT
            if not told.positive:
                told.goal = build.negation(told.goal)

    def _question(self, told: Told, checks: tuple[Check, ...]) -> Question:
        labelled = {**told.given, GOAL: build.negation(told.goal), _OPPOSITE: told.goal}
        return question_of_instances(self._vocabulary, labelled, checks)

    # ---- The sets of a block ---------------------------------------------------------------------

    def _enumerate(self, told: Told, total: int) -> None:
        """Finds all sets of one kind. Raises Undecided."""
        if told.done:
            return
        if told.given_up:
            raise Undecided(told.given_up)
        told.supports.clear()
        told.defeaters.clear()
        sets = self._session.minimal_sets(
            self._question(told, ()),
            soft=list(told.given),
            goal=GOAL,
            budget=self._budget,
            total=total,
            most=_MOST_SETS,
            defeaters_first=False,
        )
        for batch in sets.batches():
            told.supports += batch.supports
            told.defeaters += batch.defeaters
            self._progress(len(batch.supports) + len(batch.defeaters))
            if batch.complete or batch.no_more_defeaters:
                told.by_supports = batch.complete and len(told.supports) <= len(told.defeaters)
                told.done = True
                return
            if batch.reason:
                break
        told.given_up = batch.reason
        raise Undecided(told.given_up)


def _is_literal(formula: Term) -> bool:
    return isinstance(formula.body if isinstance(formula, Not) else formula, Apply)


class _Inlined:
    """Names that a block defines, replaced by what they stand for."""

    def __init__(self, block: Block) -> None:
        self._meanings = {
            part.name: part.formula.right
            for part in block.parts
            if part.name is not None and isinstance(part.formula, Iff)
        }
        self._known: dict[Apply, Term] = {}

    def term(self, term: Term) -> Term:
        if isinstance(term, Apply) and term in self._meanings:
            if term not in self._known:
                self._known[term] = self.term(self._meanings[term])
            return self._known[term]
        return rebuilt(term, self.term)
