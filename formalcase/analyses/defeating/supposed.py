"""The case as it would be if something were withdrawn, false, or taken as given.

Everything is said by a case of the ordinary kind, so that support, statuses and verdict keep their meaning:

- what is withdrawn or false counts as little as an expired leaf; a withdrawn defeater has no effect;
- a leaf that is taken as given stands whatever its date and whoever attacks it; a claim that is taken as
  given becomes an assumption;
- a defeater that is taken as given has an argument of its own, and nothing attacks it.

A *fact* is what holds by supposition: the opposite of what is false, and the formula of a defeater that is
taken as given. A claim stands only if some support set goes together with all facts. So where there are
facts, the claim that is judged is one on top, which needs the top claim and every fact.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from formalcase.analyses.consistency import Theory
from formalcase.analyses.defeating.suppositions import Suppositions
from formalcase.analyses.entailments import Rebuttals
from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.statuses import Status
from formalcase.analyses.step import Ask, Judged, step_form
from formalcase.analyses.verdict import CaseJudged, attack_targets, judge_case, sound_steps, with_answers
from formalcase.analyses.wordbook import Wordbook, wordbook
from formalcase.case.formulas import Leaf, formula_of
from formalcase.case.model import Argument, Assumption, Case, Claim, Defeater, Node, Reference
from formalcase.case.support import Graph, Route, support_graph
from formalcase.case.verdicts import Verdict
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.term import TRUE

# No name in a case has a backtick in it, so these never clash with one.
_GOAL = "`what if`"
_GOAL_STEP = "`so`"


def fact_of(name: str) -> str:
    """The name under which the fact about a node is asked for."""
    return f"`{name}`"


@dataclass(frozen=True, slots=True)
class Supposed:
    """A case under suppositions, ready to be judged.

    `false` are the leaves and claims that are false. `lost` are the leaves, claims and steps that count no
    longer: withdrawn, false (also those that the facts exclude by themselves), or attacked by a defeater
    that is taken as given.
    """

    case: Case
    steps: Mapping[str, Judged]
    reached: Rebuttals
    theory: Theory
    facts: tuple[str, ...]
    false: frozenset[str]
    lost: frozenset[str]
    spent: frozenset[str]

    def judged(self) -> CaseJudged:
        """The verdict on the top claim by its full meaning, doubts that are open today included."""
        case, steps = self.case, dict(self.steps)
        if self.facts:
            assert case.top is not None
            claim = Claim(id=_GOAL, text="what if", holds=TRUE)
            step = Argument(
                id=_GOAL_STEP,
                text="so",
                conclusion=Reference(_GOAL),
                premises=tuple(map(Reference, (case.top, *self.facts))),
            )
            facts = [Assumption(id=name, text=name, holds=self.theory.formula(name)) for name in self.facts]
            case = _with_nodes(case, [*facts, claim, step], top=_GOAL)
            steps[step.id] = _carries(case, step, self.theory.words)
        return judge_case(case, steps, self.reached, self.theory, self.spent)

    def graph(self, ground: Groundwork, asked: Suppositions) -> Graph:
        """The support graph of the sound steps, with the answers that keep today's refuted doubts refuted.

        What is lost is still in it. Attackers keep their support, as everywhere where loss is asked about;
        a defeater that is taken as given answers whatever it attacks.
        """
        stood = ground.stood()
        today = stood.statuses
        of = {
            name: Status.SUSTAINED if name in asked.assume else status
            for name, status in today.of.items()
            if not (name in asked.fail and status is Status.REFUTED)
        }
        targets, _ = attack_targets(self.case, self.steps, self.reached)
        sound = support_graph(self.case, sound_steps(self.steps))
        standing = replace(stood.standing, graph=sound, targets=targets)
        return with_answers(standing, replace(today, of=of))


def facts_of(ground: Groundwork, asked: Suppositions) -> dict[str, Leaf]:
    """What holds by supposition, by the name of the fact."""
    facts: dict[str, Leaf] = {}
    for name in asked.false:
        node = ground.case.nodes.get(name)
        formula = formula_of(node) if isinstance(node, Claim) else ground.leaves[name].formula
        facts[fact_of(name)] = Leaf(fact_of(name), "assumption", f"{name} is false", build.negation(formula))
    for name in asked.assume:
        node = ground.case.nodes.get(name)
        if isinstance(node, Defeater) and node.holds is not None:
            facts[fact_of(name)] = Leaf(fact_of(name), "assumption", f"{name} is right", node.holds)
    return facts


def suppose(
    ground: Groundwork,
    asked: Suppositions,
    facts: Mapping[str, Leaf],
    also_false: Collection[str],
    ask: Ask,
) -> Supposed:
    """The case under suppositions; `also_false` are the leaves that the facts exclude one by one."""
    case = _supposed_case(ground.case, asked)
    given = {
        name: Leaf(name, "assumption", node.text, formula_of(node), node.span)
        for name in asked.assume
        if isinstance(node := ground.case.nodes.get(name), Claim)
    }
    false = frozenset({*asked.false, *also_false})
    leaves = {**ground.leaves, **given, **facts}
    theory = Theory(leaves, _words_without(ground.words, false), ask)
    steps = dict(ground.steps)
    for name in asked.assume:
        if isinstance(case.nodes.get(name), Defeater):
            step = Argument(id=_step_for(name), text=name, conclusion=Reference(name))
            steps[step.id] = _carries(case, step, ground.words)
    reached = _without_reached(ground.reached, asked.assume)
    targets, _ = attack_targets(case, steps, reached)
    hit = {target for name in asked.assume for target in targets.get(name, ())}
    lost = frozenset((asked.withdrawn | false | hit) - set(asked.assume))
    gone = frozenset(name for name in lost if not isinstance(case.nodes.get(name), Defeater))
    spent = (frozenset(ground.stale) - set(asked.assume)) | gone
    return Supposed(case, steps, reached, theory, tuple(facts), false, lost, spent)


def _supposed_case(case: Case, asked: Suppositions) -> Case:
    nodes: list[Node] = []
    for node in case.nodes.values():
        if isinstance(node, Claim) and node.id in asked.assume:
            node = Assumption(id=node.id, text=node.text, holds=node.holds, span=node.span)
        elif isinstance(node, Defeater):
            attacks = tuple(each for each in node.attacks if each.id not in asked.assume)
            residual = node.residual
            if node.id in asked.fail:
                residual = "withdrawn"
            elif node.id in asked.assume:
                residual = None
                nodes.append(Argument(id=_step_for(node.id), text=node.id, conclusion=Reference(node.id)))
            node = replace(node, attacks=attacks, residual=residual)
        nodes.append(node)
    return _with_nodes(replace(case, nodes={}), nodes)


def _with_nodes(case: Case, nodes: Sequence[Node], top: str | None = None) -> Case:
    added = {node.id: node for node in nodes}
    return replace(case, nodes={**case.nodes, **added}, top=case.top if top is None else top)


def _step_for(defeater: str) -> str:
    """The argument that a defeater has by supposition."""
    return f"`so {defeater}`"


def _carries(case: Case, step: Argument, words: Wordbook) -> Judged:
    """A step that carries its conclusion by supposition, from all its premises."""
    premises = tuple(premise.id for premise in step.premises if isinstance(premise, Reference))
    return Judged(step_form(case, step, words), Verdict.VALID, routes=(Route(premises),))


def _without_reached(reached: Rebuttals, given: Collection[str]) -> Rebuttals:
    """What rebuttals reach, apart from what is taken as given."""
    return Rebuttals(
        {
            claim: tuple(name for name in names if name not in given)
            for claim, names in reached.reached.items()
        },
        reached.trivial,
        frozenset((claim, name) for claim, name in reached.unsure if name not in given),
    )


def _words_without(words: Wordbook, false: Collection[str]) -> Wordbook:
    """The vocabulary without the closings and ranges that are false: these go with nothing any more."""
    vocabulary = words.vocabulary
    if not any(name in words.implicit for name in false):
        return words
    sorts = {
        name: replace(sort, closed=False) if f"{name}.closed" in false else sort
        for name, sort in vocabulary.sorts.items()
    }
    symbols = {
        name: replace(symbol, bounds=None) if f"{name}.range" in false else symbol
        for name, symbol in vocabulary.symbols.items()
    }
    return wordbook(replace(vocabulary, sorts=sorts, symbols=symbols))
