"""Why the top claim is not established, in one sentence: all kinds of reasons, the most basic first."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping, Sequence

from formalcase.analyses.statuses import Status
from formalcase.analyses.step import Judged
from formalcase.analyses.verdict import CaseJudged
from formalcase.case.formulas import cited, warrant_of
from formalcase.case.model import Argument, Case, Claim, Defeater
from formalcase.case.support import Graph, is_inner, rests_on, supported
from formalcase.case.verdicts import Verdict
from formalcase.diagnostics.prose import listed

_MOST_NAMED = 4
"""So many nodes are named of a kind; the findings that stand beside the sentence name them all."""


def why_not(case: Case, judged: CaseJudged, steps: Mapping[str, Judged], stale: Collection[str]) -> str:
    """What is in the way: steps that fail, claims that nobody argues for, leaves that contradict each
    other, doubts that stand, leaves that are out of date (`stale`)."""
    assert case.top is not None
    carried = supported(judged.graph)
    drawn = _Drawn(case, judged, steps, carried)
    lost = [
        *_doubts(case, judged, drawn.upon),
        *_out_of_date([name for name in sorted(stale) if name in drawn.upon]),
    ]
    reasons = []
    if drawn.failing:
        reasons.append(_failing(drawn.failing, steps))
    if drawn.bare:
        reasons.append(f"nothing argues for {listed(drawn.bare, most=_MOST_NAMED)}")
    if case.top not in carried and not reasons:
        reasons.append("its argument goes round in a circle")
    if judged.support.conflicts:
        left = " that is left to support it" if lost else " that supports it"
        reasons.append(f"every set of leaves{left} contradicts itself")
    return "; ".join([*reasons, *lost]) or "its support does not stand"


class _Drawn:
    """What the argument for the top claim draws upon, in the order met: what its claims that are carried
    rest on, and of those that are not all that is cited for them.

    `failing` and `bare` are the steps that fail and the claims without an argument that keep it from
    support.
    """

    def __init__(
        self, case: Case, judged: CaseJudged, steps: Mapping[str, Judged], carried: Collection[str]
    ) -> None:
        self.failing: list[str] = []
        self.bare: list[str] = []
        self.upon: set[str] = set()
        argued: defaultdict[str, list[Argument]] = defaultdict(list)
        for node in case.nodes.values():
            if isinstance(node, Argument):
                argued[node.conclusion.id].append(node)
        todo = deque([str(case.top)])
        while todo:
            name = todo.popleft()
            if name in self.upon:
                continue
            if name in carried:
                self.upon |= rests_on(judged.graph, [name], carried)
                continue
            self.upon.add(name)
            if not argued[name] and isinstance(case.nodes.get(name), Claim):
                self.bare.append(name)
            for step in argued[name]:
                self.upon |= {step.id, warrant_of(step.id)}
                if not steps[step.id].sound and steps[step.id].verdict is not Verdict.UNDECIDED:
                    self.failing.append(step.id)
                todo.extend(reference.id for reference in (*cited(step), *step.given))
                todo.extend(_beside(judged.graph, step.id))


def _beside(graph: Graph, step: str) -> Iterator[str]:
    """The leaves behind the gates of a step: closings and ranges that it needs, too."""
    todo = [step]
    while todo:
        gate = graph.get(todo.pop())
        for member in gate.members if gate else ():
            if is_inner(member):
                todo.append(member)
            elif member not in graph:
                yield member


_STANDING = {Status.SUSTAINED: "sustained", Status.UNRESOLVED: "unresolved", Status.OPEN: "open"}


def _doubts(case: Case, judged: CaseJudged, upon: Collection[str]) -> Iterator[str]:
    """The doubts that stand and take away something of what the claim draws upon, the gravest first."""
    for status, word in _STANDING.items():
        found: list[str] = []
        lost: list[str] = []
        for node in case.nodes.values():
            if isinstance(node, Defeater) and judged.statuses.of[node.id] is status:
                targets = [target for target in judged.targets[node.id] if target in upon]
                lost += targets
                found += [node.id] if targets else []
        if found:
            one = len(found) == 1
            are, take = ("is", "takes") if one else ("are", "take")
            doubts = f"the defeater{'' if one else 's'} {listed(found, most=_MOST_NAMED)}"
            what = listed(list(dict.fromkeys(lost)), most=_MOST_NAMED)
            yield f"{doubts} {are} {word} and {take} away {what}"


def _out_of_date(names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"{listed(names, most=_MOST_NAMED)} {'is' if len(names) == 1 else 'are'} out of date"


def _failing(names: Sequence[str], steps: Mapping[str, Judged]) -> str:
    said = [f"`{name}` is {_word(steps[name])}" for name in names[:_MOST_NAMED]]
    more = len(names) - len(said)
    if more:
        said.append(f"{more} more {'step fails' if more == 1 else 'steps fail'}")
    return ", ".join(said)


def _word(judged: Judged) -> str:
    return "refuted" if judged.refuted else judged.verdict.value
