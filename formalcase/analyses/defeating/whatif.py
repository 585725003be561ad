"""What stands and what falls when leaves are withdrawn, are false, or are taken as given.

Two answers stand side by side. What falls is read off the argument: sound steps, the answers that keep
refuted doubts refuted, and attackers that keep their support; where something is *false*, a claim stands
only if some support set goes together with that. The verdict, before and after, has its full meaning, with
the doubts that are open and the leaves that are out of date.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from formalcase.analyses.consistency import Theory
from formalcase.analyses.defeating.argued import Argued, argued
from formalcase.analyses.defeating.falsity import (
    AlsoFalse,
    Conflicts,
    Sets,
    also_false,
    conflicts,
    impossible,
)
from formalcase.analyses.defeating.fates import Fate, Standing, fates, leaves_used
from formalcase.analyses.defeating.kept import Kept, still_entailed
from formalcase.analyses.defeating.repair import Repair, Wreck, repairs
from formalcase.analyses.defeating.supposed import Supposed, facts_of, suppose
from formalcase.analyses.defeating.suppositions import Suppositions
from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.statuses import Status
from formalcase.analyses.step import Ask
from formalcase.analyses.verdict import CaseJudged, attack_targets, judge_case
from formalcase.case.formulas import Leaf, formula_of
from formalcase.case.model import Claim
from formalcase.case.support import supported
from formalcase.diagnostics.catalogue.limits import IMPOSSIBLE_SUPPOSITION
from formalcase.diagnostics.errors import SpecError
from formalcase.diagnostics.prose import listed
from formalcase.frozen import dataclass


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The answer to a what-if question about the top claim.

    `returning` are refuted doubts that come back, as none of their answers is left. `unaffected` is how many
    claims keep their support and rest on nothing that is lost. `undecided` are sentences on what is not
    known and could change this answer.
    """

    ground: Groundwork
    asked: Suppositions
    supposed: Supposed
    claim: str
    before: CaseJudged
    after: CaseJudged
    falls: tuple[Fate, ...]
    stands: tuple[Fate, ...]
    rises: tuple[Fate, ...]
    unaffected: int
    returning: tuple[str, ...]
    also_false: AlsoFalse
    conflicts: Conflicts
    still_entailed: Kept
    repairs: tuple[Repair, ...]
    undecided: tuple[str, ...]
    carried_before: bool
    """Whether the argument carries the claim as things are."""
    supported: bool | None
    """Whether it still does; None if that was not settled."""

    def hit_by(self, name: str) -> tuple[str, ...]:
        """What a defeater that is taken as right takes away."""
        targets, _ = attack_targets(self.supposed.case, self.supposed.steps, self.supposed.reached)
        return targets.get(name, ())


def what_if(ground: Groundwork, claim: str, asked: Suppositions, ask: Ask, sets: Sets) -> WhatIf:
    """The answer; `claim` is the top claim.

    Raises SpecError when the definitions exclude what is supposed.
    """
    facts = facts_of(ground, asked)
    _refuse_impossible(ground, asked, facts, ask)
    gone = asked.withdrawn | {*asked.false, *asked.assume}
    also = (
        also_false(facts, ground.leaves, ground.leaves.keys() - gone, ground.words, ask)
        if facts
        else AlsoFalse(())
    )
    supposed = suppose(ground, asked, facts, also.leaves, ask)
    argument = argued(ground, claim)
    graph = supposed.graph(ground, asked)
    used_before = leaves_used(argument.graph, supported(argument.graph), ground)
    kept = [name for name in used_before if name not in supposed.lost]
    aware = conflicts(tuple(facts), kept, supposed.theory, sets) if facts else Conflicts()
    standing = Standing(ground, argument.graph, graph, supposed)
    standing.settle(claim)
    falls, stands, rises, unaffected = fates(ground.case, argument.graph, standing, asked)
    theory = Theory(ground.leaves, ground.words, ask)
    before = judge_case(ground.case, ground.steps, ground.reached, theory, ground.stale)
    after = supposed.judged()
    # Of what is false, the opposite is supposed already.
    kept_ones = still_entailed(ground, argument, [supposed.lost], ask)
    entailed = Kept(
        tuple(each for each in kept_ones.entailed if each.lost not in supposed.false),
        tuple(name for name in kept_ones.unsure if name not in supposed.false),
    )
    fallen = tuple(fate.claim for fate in falls)
    wreck = Wreck(ground, supposed, argument, graph, frozenset(standing.carried), fallen, after.removed)
    return WhatIf(
        ground,
        asked,
        supposed,
        claim,
        before,
        after,
        falls=falls,
        stands=stands,
        rises=rises,
        unaffected=unaffected,
        returning=_returning(ground, standing.carried, asked),
        also_false=also,
        conflicts=aware,
        still_entailed=entailed,
        repairs=tuple(repairs(wreck, sets)),
        undecided=tuple(_undecided(argument, ground, asked, also, standing)),
        carried_before=argument.supported,
        supported=None if claim in standing.unsure else claim in standing.standing,
    )


def _refuse_impossible(ground: Groundwork, asked: Suppositions, facts: dict[str, Leaf], ask: Ask) -> None:
    given: dict[str, Leaf] = {}
    for name in asked.assume:
        node = ground.case.nodes.get(name)
        if isinstance(node, Claim):
            given[name] = Leaf(name, "assumption", node.text, formula_of(node))
        elif name in ground.leaves:
            given[name] = ground.leaves[name]
    core = impossible(facts, given, ground.words, ask)
    if core:
        said = [name if name in given else facts[name].text for name in core]
        reason = f"the definitions do not allow that {' and '.join(said)}"
        raise SpecError([IMPOSSIBLE_SUPPOSITION.at(None, reason=reason)])


def _returning(ground: Groundwork, carried: Collection[str], asked: Suppositions) -> tuple[str, ...]:
    """The doubts that are refuted today and have no answer left."""
    stood = ground.stood()
    of, targets = stood.statuses.of, stood.standing.targets
    answered = {
        target
        for name, status in of.items()
        if (status is Status.SUSTAINED and name in carried) or name in asked.assume
        for target in targets[name]
    }
    return tuple(
        name
        for name, status in of.items()
        if status is Status.REFUTED
        and name not in answered
        and name not in asked.assume
        and name not in asked.fail
    )


# ---- What is not known -------------------------------------------------------------------------------


def _undecided(
    argument: Argued,
    ground: Groundwork,
    asked: Suppositions,
    also: AlsoFalse,
    standing: Standing,
) -> Iterator[str]:
    if argument.undecided:
        yield f"of {listed(argument.undecided)} it is not known whether, or how, what is cited is enough"
    if also.unsure:
        yield f"whether {listed(also.unsure, 'or')} can still be true was not settled"
    for claim in standing.unsure:
        yield f"whether what `{claim}` rests on goes together with what is supposed was not settled"
    attacked = {
        reference.id
        for name in asked.assume
        if name in ground.case.nodes
        for reference in getattr(ground.case.nodes[name], "attacks", ())
    }
    reached = [name for claim, name in sorted(ground.reached.unsure) if claim in attacked]
    if reached:
        yield f"whether the doubt that is taken as right reaches {listed(reached, 'or')} was not settled"
