"""Cases taken apart for the tests of the logic reading, and the definitions tried out on all sets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import formalcase
from formalcase.analyses.defeating.argued import Argued, argued
from formalcase.analyses.defeating.logic import LogicReading
from formalcase.analyses.groundwork import Groundwork, groundwork
from formalcase.analyses.step import Ask
from formalcase.encode.question import Question
from formalcase.logic.depth import deep_recursion
from formalcase.solve import Budget, Session, wire
from formalcase.solve.enumerating import Enumerating
from formalcase.solve.minimal_sets import Batch
from formalcase.solve.question import Answer

STEPS = 1_000_000

Sets = set[frozenset[str]]


@dataclass(slots=True)
class Asking:
    """Asks a session, and counts how often and with how many questions."""

    session: Session
    steps: int = STEPS
    batches: int = 0
    questions: int = 0

    def __call__(self, questions: Sequence[Question], *, allowance: int = 1) -> Sequence[Answer]:
        if questions:
            self.batches += 1
            self.questions += len(questions)
        return self.session.ask(questions, budget=Budget(self.steps * allowance))


class InProcess:
    """Stands in for a session where hundreds of enumerations would each start a worker."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def ask(self, questions: Sequence[Question], *, budget: Budget) -> list[Answer]:
        return self._session.ask(questions, budget=budget)

    def minimal_sets(
        self,
        question: Question,
        *,
        soft: Sequence[str],
        goal: str,
        budget: Budget,
        total: int | None,
        most: int | None = None,
        defeaters_first: bool,
    ) -> _Enumerated:
        message = wire.minimal_message(
            question,
            soft=soft,
            always=[goal],
            budget=budget,
            total=total or 10**9,
            defeaters_first=defeaters_first,
        )
        most = most or 10**6
        reply = Enumerating().reply({**message, "kind": "begin", "most": most, "steps": 10**12})
        named = {
            kind: tuple(tuple(soft[label] for label in labels) for labels in reply[kind])
            for kind in ("defeaters", "supports")
        }
        return _Enumerated(
            Batch(
                named["defeaters"],
                named["supports"],
                reply["no_more_defeaters"],
                reply["complete"],
                reply["reason"] or ("" if reply["complete"] else "sets"),
            )
        )


@dataclass(frozen=True, slots=True)
class _Enumerated:
    batch: Batch

    def batches(self) -> Iterator[Batch]:
        return iter([self.batch])


def grounds(text: str, ask: Ask) -> Groundwork:
    case = formalcase.loads(text)
    with deep_recursion():
        return groundwork(case, ask, case.as_of)


def argument_of(ground: Groundwork, claim: str | None = None) -> Argued:
    name = claim or ground.case.top
    assert name is not None
    return argued(ground, name)


def reading_of(
    text: str, session: Session, claim: str | None = None, *, diagrams: bool = True, steps: int = STEPS
) -> LogicReading:
    ground = grounds(text, Asking(session))
    return LogicReading(ground, argument_of(ground, claim), session, steps, diagrams=diagrams)


def minimal(sets: Iterable[frozenset[str]]) -> Sets:
    found: Sets = set()
    for each in sorted(sets, key=len):
        if not any(other <= each for other in found):
            found.add(each)
    return found


def every(names: Sequence[str]) -> list[frozenset[str]]:
    return [frozenset(chosen) for size in range(len(names) + 1) for chosen in combinations(names, size)]


def by_trying_all(names: Sequence[str], enough: Callable[[frozenset[str]], bool]) -> tuple[Sets, Sets]:
    """The minimal sets without which the others are not enough, and the minimal sets that are."""
    whole = frozenset(names)
    verdicts = {chosen: enough(chosen) for chosen in every(names)}
    return (
        minimal(whole - chosen for chosen, yes in verdicts.items() if not yes),
        minimal(chosen for chosen, yes in verdicts.items() if yes),
    )
