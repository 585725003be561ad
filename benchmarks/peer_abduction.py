"""The abduction of cvc5 on the same question, over the same literals."""

from __future__ import annotations

import importlib
import importlib.util
import math
import multiprocessing
import re
import resource
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.premises import Limits
from formalcase.analyses.premises.gap import Gap
from formalcase.analyses.premises.literals import literal_space
from formalcase.analyses.step import Ask
from formalcase.encode.question import Check
from formalcase.logic.show import show
from formalcase.logic.term import Term

_MOST_ANSWERS = 30


@dataclass(frozen=True)
class Peer:
    """How many of the wanted answers came, and the processor time until they had, or until it gave up."""

    seconds: float
    met: int
    solved: bool


def installed() -> bool:
    return importlib.util.find_spec("cvc5") is not None


def peer(ground: Groundwork, ask: Ask, also: Sequence[Term], wanted: Sequence[str], seconds: float) -> Peer:
    """Asks for conjunctions of the literals of the step and of the formulas `also`, which it could not guess,
    in a process of its own, which is ended after so many whole seconds of processor time. It is done when
    all wanted answers came; where none is wanted, when it says that there is none."""
    text, texts = _problem(ground, ask, also)
    near, far = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(
        target=_answer, args=(far, text, math.ceil(seconds)), daemon=True
    )
    before = _of_ended_processes()
    process.start()
    far.close()
    sets = {_set(each) for each in wanted}
    met: set[frozenset[str]] = set()
    none = False
    for _ in range(_MOST_ANSWERS):
        if sets and met == sets:
            break
        try:
            answer = near.recv()
        except EOFError:  # its time was up
            break
        if answer is None:
            none = True
            break
        met |= sets & {_readable(answer, texts)}
    process.kill()
    process.join()
    return Peer(_of_ended_processes() - before, len(met), met == sets and (bool(sets) or none))


def _of_ended_processes() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split(" and "))


def _readable(answer: str, texts: Mapping[str, str]) -> frozenset[str]:
    """The literals of an answer, each as a text of the case. The longest match first: a negation holds the
    text of what it negates."""
    found = set()
    for formula in sorted(texts, key=len, reverse=True):
        pattern = rf"(?<![^\s()]){re.escape(formula)}(?![^\s()])"
        if re.search(pattern, answer):
            found.add(texts[formula])
            answer = re.sub(pattern, " ", answer)
    return frozenset(found)


def _problem(ground: Groundwork, ask: Ask, also: Sequence[Term]) -> tuple[str, dict[str, str]]:
    """The question in SMT-LIB with a grammar, and the texts of the literals by their formulas."""
    form = ground.steps["S"].form
    gap = Gap(ground, form, ask)
    space, _ = literal_space(gap, Limits().space)
    formulas_to_use = dict.fromkeys([*(each.formula for each in space.choosable), *also])
    added = {f"literal {at}": formula for at, formula in enumerate(formulas_to_use)}
    claim = {"conclusion": form.conclusion}
    labels = (*gap.premises, *added, *claim)
    question = gap.question({**added, **claim}, [Check("all", labels)])
    formulas = dict(question.assertions)
    texts = {
        formulas[label]: show(formula, ground.case.vocabulary, ground.case.nodes)
        for label, formula in added.items()
    }
    asserted = [*question.background, *(formulas[label] for label in gap.premises)]
    lines = ["(set-logic ALL)", question.declarations.rstrip("\n")]
    lines += [f"(assert {formula})" for formula in asserted]
    grammar = f"((F Bool) (L Bool)) ((F Bool (L (and L F))) (L Bool ({' '.join(texts)})))"
    lines.append(f"(get-abduct answer {formulas['conclusion']} {grammar})")
    return "\n".join(lines), texts


def _answer(channel: Connection, text: str, seconds: int) -> None:
    """One answer after the other, then None."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    cvc5: Any = importlib.import_module("cvc5")
    solver: Any = cvc5.Solver()
    solver.setOption("produce-abducts", "true")
    solver.setOption("incremental", "true")
    reader = cvc5.InputParser(solver)
    more = "\n(get-abduct-next)" * (_MOST_ANSWERS - 1)
    reader.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text + more, "question")
    symbols = reader.getSymbolManager()
    while not (command := reader.nextCommand()).isNull():
        told = command.invoke(solver, symbols).strip()
        if told:
            channel.send(told if told.startswith("(define-fun") else None)
    channel.send(None)
