"""The rows of a report that stand in the case as they are: steps, conditions, what each leg rests on."""

from __future__ import annotations

from collections.abc import Iterator

from formalcase.analyses.groundwork import Groundwork
from formalcase.case.model import Argument, Case, Context, Formal, Quorum, Reference
from formalcase.case.nodes import kind_of
from formalcase.logic.show import show
from formalcase.logic.term import Term
from formalcase.results.report import Condition, Said, StepRow

FORMULA_AT_MOST = 4_000
"""Characters of a formula that a person is shown; a longer one is cut, and it is said."""


class Sayings:
    """Nodes and leaves of a case with sentence and formula; each formula is written once."""

    def __init__(self, ground: Groundwork) -> None:
        self._ground = ground
        self._known: dict[str, Said] = {}

    def __call__(self, name: str) -> Said:
        if name not in self._known:
            self._known[name] = self._said(name)
        return self._known[name]

    def _said(self, name: str) -> Said:
        node, leaf = self._ground.case.nodes.get(name), self._ground.leaves.get(name)
        if node is not None:
            term = node.holds if isinstance(node, Formal) else None
            return Said(id=name, kind=kind_of(node), text=node.text, formula=self._formula(term))
        if leaf is not None:
            return Said(id=name, kind=leaf.kind, text=leaf.text, formula=self._formula(leaf.formula))
        return Said(id=name, kind="warrant", text="")

    def _formula(self, term: Term | None) -> str | None:
        return None if term is None else show(term, self._ground.vocabulary)


def step_rows(case: Case, said: Sayings) -> Iterator[StepRow]:
    """A row for each step, in the order of the case."""
    for node in case.nodes.values():
        if isinstance(node, Argument):
            quorums = [each for each in node.premises if isinstance(each, Quorum)]
            names = [
                reference.id
                for premise in node.premises
                for reference in (premise.members if isinstance(premise, Quorum) else (premise,))
            ]
            yield StepRow(
                id=node.id,
                text=node.text,
                conclusion=said(node.conclusion.id),
                premises=tuple(said(name) for name in dict.fromkeys(names)),
                quorums=tuple(_quorum(each) for each in quorums),
                given=tuple(said(reference.id) for reference in node.given),
                because=node.because,
            )


def _quorum(quorum: Quorum) -> str:
    return f"{quorum.least} of ({', '.join(_ids(quorum.members))})"


def _ids(references: tuple[Reference, ...]) -> tuple[str, ...]:
    return tuple(reference.id for reference in references)


def conditions(case: Case) -> Iterator[Condition]:
    """The contexts of the top claim, then those of other nodes, then what steps take as given."""
    contexts = [node for node in case.nodes.values() if isinstance(node, Context)]
    contexts.sort(key=lambda node: case.top not in _ids(node.about))
    for context in contexts:
        yield Condition(id=context.id, kind="context", text=context.text, about=_ids(context.about))
    given: dict[str, list[str]] = {}
    for node in case.nodes.values():
        if isinstance(node, Argument):
            for reference in node.given:
                given.setdefault(reference.id, []).append(node.id)
    for name, steps in given.items():
        yield Condition(id=name, kind="given", text=case.nodes[name].text, about=tuple(steps))
