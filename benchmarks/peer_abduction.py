"""The abduction of cvc5 on the same question, over the same literals."""

from __future__ import annotations

import importlib.util
import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection

from formalcase.analyses.examine import Groundwork
from formalcase.analyses.premises.gap import Gap
from formalcase.analyses.premises.literals import literal_space
from formalcase.analyses.step import GOAL
from formalcase.encode.question import Check, Question
from formalcase.encode.smt import make_question
from formalcase.logic.term import And, Term

_MOST_ANSWERS = 10
_MOST_LITERALS = 1_500


@dataclass(frozen=True)
class Peer:
    """How many of the wanted answers came, and the seconds until then, or until the time was over."""

    seconds: float
    met: int
    solved: bool


def installed() -> bool:
    return importlib.util.find_spec("cvc5") is not None


def peer(ground: Groundwork, wanted: Sequence[str], seconds: float) -> Peer:
    """Asks in a process of its own, which is ended after so many seconds."""
    question, literals, texts = _question(ground)
    near, far = multiprocessing.Pipe(duplex=False)
    start = time.perf_counter()
    process = multiprocessing.get_context("fork").Process(
        target=_answers, args=(far, question, literals, seconds)
    )
    process.start()
    answers: list[str] = []
    sets = {frozenset(each.split(" and ")) for each in wanted}
    met: set[frozenset[str]] = set()
    while met != sets or not sets:
        left = seconds - (time.perf_counter() - start)
        if left <= 0 or len(answers) == _MOST_ANSWERS or not near.poll(left):
            break
        answer = near.recv()
        if answer is None:
            break
        answers.append(answer)
        met |= sets & {frozenset(texts[each] for each in answer if each in texts)}
    spent = time.perf_counter() - start
    process.kill()
    process.join()
    return Peer(spent, len(met), met == sets if sets else False)
