"""Is the top claim established, not established, or undecided?

Established: some consistent support set is left after taking away every hit and doubtful node, every
expired or rejected leaf and every undecided or blocked step. Undecided: not so, but some outcome of what
could not be decided would establish it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, product

from formalcase.analyses.consistency import ConsistentSupport, Theory, consistent_support
from formalcase.analyses.entailments import Rebuttals
from formalcase.analyses.statuses import Standing, Status, Statuses, silent_of, statuses
from formalcase.analyses.step import Judged, compact_route
from formalcase.case.formulas import warrant_of
from formalcase.case.model import Argument, Case, Claim, Defeater
from formalcase.case.support import Gate, Graph, Sound, all_of, any_of, maybe_of, rests_on, support_graph
from formalcase.case.verdicts import CaseVerdict, Verdict
from formalcase.encode.question import Sat
from formalcase.frozen import dataclass

# Beyond this many undecided questions their outcomes are not gone through one by one: the case is undecided.
_MOST_OUTCOMES = 1 << 10


@dataclass(frozen=True, slots=True)
class Stood:
    """Where the defeaters leave the case, before anything is asked about the whole of it.

    `standing` has the support graph of the sound and the undecided steps and what attacks what;
    `redirected` are the attacks on warrants that steps do not have, as (defeater, target, step).
    """

    standing: Standing
    statuses: Statuses
    redirected: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class CaseJudged:
    """The verdict with what led to it: `support` is the search for a consistent support set, `removed` is
    what the defeaters and the calendar took away before it."""

    verdict: CaseVerdict
    stood: Stood
    support: ConsistentSupport
    removed: frozenset[str]

    @property
    def graph(self) -> Graph:
        return self.stood.standing.graph

    @property
    def statuses(self) -> Statuses:
        return self.stood.statuses

    @property
    def targets(self) -> Mapping[str, tuple[str, ...]]:
        return self.stood.standing.targets

    @property
    def redirected(self) -> tuple[tuple[str, str, str], ...]:
        return self.stood.redirected


def sound_steps(steps: Mapping[str, Judged], undecided_as_sound: Collection[str] = ()) -> dict[str, Sound]:
    """The steps that carry their conclusions, what is named of `undecided_of` included."""
    return {
        name: Sound(
            judged.routes,
            warranted=judged.verdict is Verdict.WARRANTED,
            maybe=compact_route(judged.form) if maybe_of(name) in undecided_as_sound else None,
        )
        for name, judged in steps.items()
        if judged.sound or name in undecided_as_sound
    }


def undecided_of(steps: Mapping[str, Judged]) -> frozenset[str]:
    """The undecided steps, and for each sound one that may have more routes the gate of these."""
    undecided = {name for name, judged in steps.items() if judged.verdict is Verdict.UNDECIDED}
    return frozenset(
        undecided | {maybe_of(name) for name, judged in steps.items() if judged.sound and judged.more}
    )


def attack_targets(
    case: Case, steps: Mapping[str, Judged], reached: Rebuttals, without: Collection[tuple[str, str]] = ()
) -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, str, str], ...]]:
    """What each defeater attacks, in the end; and the attacks on warrants read as attacks on steps.

    `without` names pairs (rebutted claim, node) of which it is supposed that the one does not follow.
    """
    targets: dict[str, tuple[str, ...]] = {}
    redirected: list[tuple[str, str, str]] = []
    warrants = {warrant_of(node.id): node.id for node in case.nodes.values() if isinstance(node, Argument)}
    for node in case.nodes.values():
        if not isinstance(node, Defeater):
            continue
        found: list[str] = []
        for reference in node.attacks:
            step = warrants.get(reference.id)
            if step is not None and steps[step].verdict is not Verdict.WARRANTED:
                redirected.append((node.id, reference.id, step))
                found.append(step)
                continue
            found.append(reference.id)
            found += [
                other
                for other in reached.reached.get(reference.id, ())
                if (reference.id, other) not in without
            ]
        targets[node.id] = tuple(dict.fromkeys(found))
    return targets, tuple(redirected)


def _perhaps(
    case: Case, steps: Mapping[str, Judged], reached: Rebuttals, targets: Mapping[str, tuple[str, ...]]
) -> dict[str, Collection[str]]:
    """The targets of each defeater that it has only if undecided entailments hold."""
    if not reached.unsure:
        return {}
    surely, _ = attack_targets(case, steps, reached, reached.unsure)
    return {
        name: frozenset(found) - set(surely[name])
        for name, found in targets.items()
        if len(found) > len(surely[name])
    }


def stand(case: Case, steps: Mapping[str, Judged], reached: Rebuttals, spent: Collection[str]) -> Stood:
    """The support graph and the statuses of the defeaters; `spent` are the expired and rejected leaves."""
    undecided = undecided_of(steps)
    graph = support_graph(case, sound_steps(steps, undecided))
    targets, redirected = attack_targets(case, steps, reached)
    perhaps = _perhaps(case, steps, reached, targets)
    standing = _standing(case, graph, targets, perhaps, spent, undecided)
    return Stood(standing, statuses(standing), redirected)


def judge_case(
    case: Case,
    steps: Mapping[str, Judged],
    reached: Rebuttals,
    theory: Theory,
    spent: Collection[str],
) -> CaseJudged:
    """The verdict on the top claim; `spent` are the expired and rejected leaves."""
    stood = stand(case, steps, reached, spent)
    standing, undecided = stood.standing, stood.standing.undecided
    support, removed = _search(case, standing, stood.statuses, theory)
    verdict = _VERDICTS[support.sat]
    sure = not reached.unsure or _whatever_is_unsure(case, steps, reached, theory, standing)
    if verdict is CaseVerdict.ESTABLISHED and not sure:
        verdict = CaseVerdict.UNDECIDED
    if verdict is CaseVerdict.NOT_ESTABLISHED and _could_be(
        case, steps, reached, theory, standing, undecided
    ):
        verdict = CaseVerdict.UNDECIDED
    return CaseJudged(verdict, stood, support, removed)


_VERDICTS = {
    Sat.SAT: CaseVerdict.ESTABLISHED,
    Sat.UNSAT: CaseVerdict.NOT_ESTABLISHED,
    Sat.UNKNOWN: CaseVerdict.UNDECIDED,
}


def _standing(
    case: Case,
    graph: Graph,
    targets: Mapping[str, tuple[str, ...]],
    perhaps: Mapping[str, Collection[str]],
    spent: Collection[str],
    undecided: frozenset[str],
) -> Standing:
    defeaters = [node for node in case.nodes.values() if isinstance(node, Defeater)]
    argued = {node.conclusion.id for node in case.nodes.values() if isinstance(node, Argument)}
    return Standing(
        graph,
        defeaters=tuple(node.id for node in defeaters),
        argued=argued,
        residual=frozenset(node.id for node in defeaters if node.residual is not None),
        targets=targets,
        spent=spent,
        undecided=undecided,
        perhaps=perhaps,
    )


def _search(
    case: Case, standing: Standing, found: Statuses, theory: Theory
) -> tuple[ConsistentSupport, frozenset[str]]:
    """The search for a consistent support set in what the defeaters leave, and what they took away."""
    removed = (found.taken_away() - set(standing.defeaters)) | set(standing.spent) | set(standing.undecided)
    if case.top is None:
        return ConsistentSupport(Sat.UNSAT), removed
    answered = with_answers(standing, found)
    return consistent_support(case.top, answered, removed, theory), removed


def with_answers(standing: Standing, found: Statuses) -> Graph:
    """The graph in which a node also needs, for each refuted defeater on it, an answer that stands.

    So that a support set comes with the leaves of the answers that keep its doubts refuted. An answer itself
    needs none to a doubt that is not even possibly supported, as long as that stays so: it may be the only
    one that attacks this doubt.
    """
    answers: dict[str, list[str]] = {}
    doubts: dict[str, list[str]] = {}
    for defeater, status in found.of.items():
        for target in standing.targets[defeater]:
            if status is Status.SUSTAINED and found.of.get(target) is Status.REFUTED:
                answers.setdefault(target, []).append(defeater)
            if status is Status.REFUTED:
                doubts.setdefault(target, []).append(defeater)
    if not doubts:
        return standing.graph
    graph: dict[str, Gate] = {**standing.graph, **found.silence}
    for defeater, attackers in answers.items():
        graph[f"answer\0{defeater}"] = any_of(attackers)
    for node, refuted in doubts.items():
        own = f"{node}\0own"
        if node in graph:
            graph[own] = graph[node]
        needed = [f"answer\0{defeater}" for defeater in refuted]
        if node in found.of:
            needed = [_or_silent(graph, defeater) for defeater in refuted]
        graph[node] = all_of([own, *needed])
    return graph


def _or_silent(graph: dict[str, Gate], doubt: str) -> str:
    """The gate that stands where a doubt on a defeater counts for nothing."""
    answered, silent = f"answer\0{doubt}", silent_of(doubt)
    if silent not in graph:
        return answered
    either = f"{answered}\0either"
    graph[either] = any_of([silent, answered])
    return either


def _whatever_is_unsure(
    case: Case, steps: Mapping[str, Judged], reached: Rebuttals, theory: Theory, standing: Standing
) -> bool:
    """Whether the claim is established however the undecided entailments of rebuttals come out."""
    unsure = sorted(reached.unsure)
    if 2 ** len(unsure) > _MOST_OUTCOMES:
        return False
    for _, denied in _outcomes((), unsure):
        targets, _ = attack_targets(case, steps, reached, denied)
        trial = replace(standing, targets=targets, perhaps={})
        if _search(case, trial, statuses(trial), theory)[0].sat is not Sat.SAT:
            return False
    return True


def _could_be(
    case: Case,
    steps: Mapping[str, Judged],
    reached: Rebuttals,
    theory: Theory,
    standing: Standing,
    undecided: Collection[str],
) -> bool:
    """Whether some outcome of the undecided steps and entailments, on any side, establishes the claim."""
    open_steps = sorted(_matter(case, standing) & set(undecided))
    unsure = sorted(reached.unsure)
    if not open_steps and not unsure:
        return False
    if 2 ** (len(open_steps) + len(unsure)) > _MOST_OUTCOMES:
        return True
    for settled, denied in islice(_outcomes(open_steps, unsure), _MOST_OUTCOMES):
        graph = support_graph(case, sound_steps(steps, settled))
        targets, _ = attack_targets(case, steps, reached, denied)
        trial = replace(standing, graph=graph, targets=targets, undecided=frozenset(), perhaps={})
        support, _ = _search(case, trial, statuses(trial), theory)
        if support.sat is not Sat.UNSAT:
            return True
    return False


def _outcomes(
    steps: Sequence[str], unsure: Sequence[tuple[str, str]]
) -> Iterator[tuple[frozenset[str], frozenset[tuple[str, str]]]]:
    for choice in product((True, False), repeat=len(steps) + len(unsure)):
        sound = frozenset(step for step, yes in zip(steps, choice, strict=False) if yes)
        denied = frozenset(pair for pair, yes in zip(unsure, choice[len(steps) :], strict=True) if yes)
        yield sound, denied


def _matter(case: Case, standing: Standing) -> set[str]:
    """Everything that has a bearing on the top claim: below it, or below a defeater of any of that."""
    everything = set(standing.graph) | {m for gate in standing.graph.values() for m in gate.members}
    found: set[str] = set()
    todo = {case.top} if case.top is not None else set()
    while todo:
        found |= rests_on(standing.graph, todo, everything)
        todo = {
            defeater
            for defeater in standing.defeaters
            if defeater not in found and any(target in found for target in standing.targets[defeater])
        }
    return found


def top_claim(case: Case) -> Claim | None:
    node = case.nodes.get(case.top) if case.top is not None else None
    return node if isinstance(node, Claim) else None
