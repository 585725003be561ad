"""Minimal supports and defeater sets: equal to trying all subsets, lazy, and never claimed when unsure."""

from __future__ import annotations

import gc
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations, product
from pathlib import Path

import pytest
from encode_samples import WORDS, A, B, C
from test_solve_workers import PATIENCE, alive, small, summary

from formalcase.encode.question import Question, Signature
from formalcase.encode.smt import make_question
from formalcase.logic.term import And, Implies, Not
from formalcase.solve import Budget, Session, SolverError, wire
from formalcase.solve.enumerating import Enumerating
from formalcase.solve.minimal_sets import Batch, MinimalSets
from formalcase.solve.oracle import Oracle
from formalcase.solve.rest import Rest

Sets = set[frozenset[str]]
BUDGET = Budget(200_000)


def text(declarations: str, formulas: Mapping[str, str]) -> Question:
    return Question(declarations, (), tuple(formulas.items()), (), Signature())


def booleans(names: Iterable[str]) -> str:
    return "".join(f"(declare-const {name} Bool)\n" for name in names)


def at_once(
    question: Question,
    soft: Sequence[str],
    always: Sequence[str],
    total: int = 10**9,
    *,
    defeaters_first: bool = True,
) -> Batch:
    """What the worker gives, without a process of its own."""
    message = wire.minimal_message(
        question,
        soft=soft,
        always=always,
        budget=BUDGET,
        total=total,
        defeaters_first=defeaters_first,
    )
    reply = Enumerating().reply({**message, "kind": "begin", "most": 10**6, "steps": 10**12})
    named = {
        kind: tuple(tuple(soft[label] for label in labels) for labels in reply[kind])
        for kind in ("defeaters", "supports")
    }
    return Batch(
        named["defeaters"],
        named["supports"],
        reply["no_more_defeaters"],
        reply["complete"],
        reply["reason"],
    )


def gathered(sets: MinimalSets) -> Batch:
    batches = list(sets.batches())
    assert [batch.last for batch in batches] == [False] * (len(batches) - 1) + [True]
    return Batch(
        tuple(each for batch in batches for each in batch.defeaters),
        tuple(each for batch in batches for each in batch.supports),
        batches[-1].no_more_defeaters,
        batches[-1].complete,
        batches[-1].reason,
    )


def sets_of(found: Iterable[tuple[str, ...]]) -> Sets:
    found = list(found)
    sets = {frozenset(each) for each in found}
    assert len(sets) == len(found)
    return sets


def minimal(sets: Iterable[frozenset[str]]) -> Sets:
    found: Sets = set()
    for each in sorted(sets, key=len):
        if not any(other <= each for other in found):
            found.add(each)
    return found


def by_trying_all(soft: Sequence[str], satisfiable: Callable[[frozenset[str]], bool]) -> tuple[Sets, Sets]:
    """The defeater sets and the supports, from the definitions."""
    every = [frozenset(chosen) for size in range(len(soft) + 1) for chosen in combinations(soft, size)]
    verdicts = {chosen: satisfiable(chosen) for chosen in every}
    whole = frozenset(soft)
    return (
        minimal(whole - chosen for chosen, sat in verdicts.items() if sat),
        minimal(chosen for chosen, sat in verdicts.items() if not sat),
    )


def hitting_sets(sets: Sets) -> Sets:
    """The minimal sets that share a member with each of some sets."""
    found: Sets = {frozenset()}
    for each in sets:
        found = minimal(
            hit | {member} for hit in found for member in (each if not hit & each else hit & each)
        )
    return found


# Propositional formulas: each a clause or a conjunction of literals, over four letters.

LETTERS = "pqrs"
WORLDS = [dict(zip(LETTERS, values, strict=True)) for values in product((False, True), repeat=len(LETTERS))]


def propositional(source: random.Random) -> tuple[str, frozenset[int]]:
    """A formula, and the worlds in which it holds."""
    literals = [(letter, source.random() < 0.6) for letter in source.sample(LETTERS, source.randint(1, 3))]
    joined = source.choice(["and", "or", "or"])
    parts = " ".join(letter if positive else f"(not {letter})" for letter, positive in literals)
    test = all if joined == "and" else any
    worlds = frozenset(
        at
        for at, world in enumerate(WORLDS)
        if test(world[letter] == positive for letter, positive in literals)
    )
    return f"({joined} true {parts})" if joined == "and" else f"({joined} false {parts})", worlds


Made = tuple[list[str], list[str], Question, tuple[Sets, Sets]]


def propositional_questions(seed: int, count: int) -> Iterator[Made]:
    """Soft labels, others, the question about them, and what is to be found."""
    source = random.Random(seed)
    for _ in range(count):
        soft = [f"l{at}" for at in range(source.randint(1, 8))]
        always = ["goal", "kept"][: source.randint(1, 2)]
        made = {label: propositional(source) for label in (*soft, *always)}

        question = text(booleans(LETTERS), {label: formula for label, (formula, _) in made.items()})
        worlds = {label: holding for label, (_, holding) in made.items()}
        yield soft, always, question, by_trying_all(soft, partial(hold_together, worlds, always))


def hold_together(
    worlds: Mapping[str, frozenset[int]], always: Sequence[str], chosen: frozenset[str]
) -> bool:
    return bool(frozenset.intersection(*(worlds[label] for label in (*chosen, *always))))


@pytest.mark.parametrize("seed", range(4))
def test_propositional_sets_are_those_found_by_trying_all(seed: int) -> None:
    for soft, always, question, expected in propositional_questions(seed, 45):
        check(at_once(question, soft, always, defeaters_first=seed % 2 == 0), expected)


def check(found: Batch, expected: tuple[Sets, Sets]) -> None:
    defeaters, supports = sets_of(found.defeaters), sets_of(found.supports)
    assert (defeaters, supports) == expected
    assert (found.complete, found.reason, found.no_more_defeaters) == (True, "", True)
    # The two are each other's minimal hitting sets.
    assert hitting_sets(supports) == defeaters
    assert hitting_sets(defeaters) == supports


# Linear arithmetic: differences of numbers, contradictory exactly when they go round in less than nothing.

Difference = tuple[int, int, int]
NUMBERS = ("0", "x", "y", "z")


def difference(source: random.Random) -> Difference:
    """The first number is at most the second plus the third."""
    first, second = source.sample(range(len(NUMBERS)), 2)
    return first, second, source.randint(-3, 2)


def consistent(made: Mapping[str, Difference], chosen: frozenset[str]) -> bool:
    near = [0] * len(NUMBERS)
    edges = [made[label] for label in (*chosen, "goal")]
    for _ in range(len(NUMBERS) + 1):
        for first, second, more in edges:
            near[first] = min(near[first], near[second] + more)
    return all(near[first] <= near[second] + more for first, second, more in edges)


@pytest.mark.parametrize("sort", ["Int", "Real"])
def test_arithmetical_sets_are_those_found_by_trying_all(sort: str) -> None:
    source = random.Random(sort)
    declarations = "".join(f"(declare-const {name} {sort})\n" for name in NUMBERS[1:])
    for _ in range(60):
        soft = [f"l{at}" for at in range(source.randint(3, 8))]
        made = {label: difference(source) for label in (*soft, "goal")}
        formulas = {
            label: f"(<= {NUMBERS[first]} (+ {NUMBERS[second]} {f'(- {-more})' if more < 0 else more}))"
            for label, (first, second, more) in made.items()
        }

        expected = by_trying_all(soft, partial(consistent, made))
        check(at_once(text(declarations, formulas), soft, ["goal"]), expected)


# The ends: a claim that does not follow, and one that follows from nothing.


def test_a_claim_that_does_not_follow_needs_no_loss() -> None:
    found = at_once(text(booleans("pq"), {"p": "p", "goal": "(not q)"}), ["p"], ["goal"])
    assert (found.defeaters, found.supports, found.complete) == (((),), (), True)


def test_a_claim_that_follows_from_nothing_cannot_fall() -> None:
    found = at_once(text(booleans("p"), {"p": "p", "goal": "false"}), ["p"], ["goal"])
    assert (found.defeaters, found.supports, found.complete) == ((), ((),), True)


def test_without_labels_there_is_nothing_to_lose() -> None:
    found = at_once(text(booleans("p"), {"goal": "p"}), [], ["goal"])
    assert (found.defeaters, found.supports, found.complete) == (((),), (), True)


# Through a worker of its own.


def pairs(count: int, *, all_needed: bool) -> tuple[Question, list[str]]:
    """A claim that needs one of each pair, or all of any pair: 2 ** count sets of one kind, and `count`
    of the other."""
    within, among = ("and", "or") if all_needed else ("or", "and")
    soft = [f"{side}{at}" for at in range(count) for side in "ab"]
    parts = " ".join(f"({within} a{at} b{at})" for at in range(count))
    goal = f"(not ({among} {parts}))"
    return text(booleans(soft), {**{label: label for label in soft}, "goal": goal}), soft


def open_sets(
    asking: Session, made: tuple[Question, list[str]], *, batch: int = 100, most: int | None = None
) -> MinimalSets:
    question, soft = made
    return asking.minimal_sets(question, soft=soft, goal="goal", budget=BUDGET, batch=batch, most=most)


def test_a_question_made_from_terms_needs_no_checks(asking: Session) -> None:
    question = make_question(WORDS, {"a": A, "rule": Implies(A, B), "c": C, "goal": Not(And((B, C)))}, ())
    found = gathered(asking.minimal_sets(question, soft=["a", "rule", "c"], goal="goal", budget=Budget()))
    assert sets_of(found.defeaters) == {frozenset({each}) for each in ("a", "rule", "c")}
    assert found.supports == (("a", "rule", "c"),)
    kept = asking.minimal_sets(question, soft=["a", "c"], hard=["rule"], goal="goal", budget=Budget())
    assert gathered(kept).supports == (("a", "c"),)


@pytest.mark.parametrize("all_needed", [False, True])
def test_the_first_batch_comes_long_before_the_last_set(asking: Session, all_needed: bool) -> None:
    batches = open_sets(asking, pairs(40, all_needed=all_needed), batch=20).batches()
    first = next(batches)
    assert len(first.defeaters) + len(first.supports) == 20
    assert not first.last


def test_all_defeater_sets_are_known_before_all_supports(asking: Session) -> None:
    found: list[tuple[str, ...]] = []
    for batch in open_sets(asking, pairs(40, all_needed=False)).batches():
        found += batch.defeaters
        assert not batch.last
        if batch.no_more_defeaters:
            break
    assert sets_of(found) == {frozenset({f"a{at}", f"b{at}"}) for at in range(40)}


@pytest.mark.parametrize("all_needed", [False, True])
@pytest.mark.parametrize("total", [1, 300, 3_000, 30_000])
def test_small_budgets_give_fewer_sets_and_say_so(all_needed: bool, total: int) -> None:
    question, soft = pairs(5, all_needed=all_needed)
    whole = at_once(question, soft, ["goal"])
    assert whole.complete
    found = at_once(question, soft, ["goal"], total)
    assert sets_of(found.defeaters) <= sets_of(whole.defeaters)
    assert sets_of(found.supports) <= sets_of(whole.supports)
    if found.complete:
        assert len(found.defeaters) + len(found.supports) == 37
    else:
        assert found.reason == "budget"
    assert found.complete == (total == 30_000)


def give_up(monkeypatch: pytest.MonkeyPatch, when: Callable[[Oracle, int], bool]) -> None:
    """From now on the solver does not decide some sets of labels."""
    ask = Oracle.ask

    def moody(self: Oracle, labels: int) -> str:
        if not when(self, labels):
            return ask(self, labels)
        self.reasons.add("incomplete")
        return "unknown"

    monkeypatch.setattr(Oracle, "ask", moody)


def test_what_the_solver_cannot_decide_is_given_up_and_not_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    give_up(monkeypatch, lambda oracle, labels: bool(labels & 1 << oracle.soft.index("hard")))
    monkeypatch.setattr(Rest, "ask", lambda _: "unknown")
    monkeypatch.setattr(Oracle, "also_on", lambda _: 0)
    question = text(booleans("pqr"), {"hard": "r", "p": "p", "q": "q", "r": "r", "goal": "(not (and p q))"})
    found = at_once(question, ["hard", "p", "q", "r"], ["goal"])
    # Nothing is claimed of what is hard: neither that it contradicts itself, nor that it may stay.
    assert (found.defeaters, found.supports) == ((), (("p", "q"),))
    assert (found.complete, found.reason, found.no_more_defeaters) == (False, "incomplete", False)


@pytest.mark.parametrize("often", [0.05, 0.3])
def test_a_solver_that_gives_up_at_times_leads_to_no_wrong_claim(
    monkeypatch: pytest.MonkeyPatch, often: float
) -> None:
    give_up(monkeypatch, lambda _, labels: random.Random(labels).random() < often)
    ends: set[tuple[bool, bool]] = set()
    for soft, always, question, expected in propositional_questions(seed=7, count=60):
        found = at_once(question, soft, always)
        defeaters, supports = sets_of(found.defeaters), sets_of(found.supports)
        assert defeaters <= expected[0]
        assert supports <= expected[1]
        assert found.complete <= ((defeaters, supports) == expected)
        assert found.no_more_defeaters <= (defeaters == expected[0])
        ends.add((found.complete, found.no_more_defeaters))
    assert (True, True) in ends
    assert (False, False) in ends


@pytest.mark.parametrize("hint", ["everything", "something", "nothing"])
def test_what_a_solver_has_switched_on_is_no_more_than_a_hint(
    monkeypatch: pytest.MonkeyPatch, hint: str
) -> None:
    source = random.Random(3)
    hints: dict[str, Callable[[Oracle], int]] = {
        "everything": lambda oracle: oracle.all,
        "something": lambda oracle: source.getrandbits(len(oracle.soft)),
        "nothing": lambda _: 0,
    }
    monkeypatch.setattr(Oracle, "also_on", hints[hint])
    for soft, always, question, expected in propositional_questions(seed=9, count=40):
        check(at_once(question, soft, always, defeaters_first=source.random() < 0.5), expected)


def test_quantified_labels_are_decided_as_elsewhere() -> None:
    declarations = (
        "(declare-sort T 0)\n(declare-fun good (T) Bool)\n(declare-const t T)\n(declare-const u T)\n"
    )
    formulas = {
        "all": "(forall ((x T)) (good x))",
        "this": "(good t)",
        "that": "(good u)",
        "same": "(= t u)",
        "goal": "(not (and (good t) (good u)))",
    }
    found = at_once(text(declarations, formulas), ["all", "this", "that", "same"], ["goal"])
    assert found.complete
    assert sets_of(found.supports) == {
        frozenset({"all"}),
        frozenset({"this", "that"}),
        frozenset({"this", "same"}),
        frozenset({"that", "same"}),
    }
    assert sets_of(found.defeaters) == hitting_sets(sets_of(found.supports))


def test_the_order_depends_on_neither_run_nor_size_of_batch(asking: Session) -> None:
    runs = [gathered(open_sets(asking, pairs(6, all_needed=True), batch=batch)) for batch in (100, 7, 100)]
    assert runs[0] == runs[1] == runs[2]
    assert len(runs[0].defeaters) == 64


def test_a_number_of_sets_can_be_enough(asking: Session) -> None:
    sets = gathered(open_sets(asking, pairs(10, all_needed=True), batch=4, most=6))
    assert len(sets.defeaters) + len(sets.supports) == 6
    assert (sets.complete, sets.reason) == (False, "sets")


def test_the_session_answers_questions_meanwhile(asking: Session) -> None:
    batches = open_sets(asking, pairs(6, all_needed=True), batch=10).batches()
    found = next(batches).defeaters
    alone = summary(asking.ask([small(2)], budget=Budget()))
    for batch in batches:
        assert summary(asking.ask([small(2)], budget=Budget())) == alone
        found += batch.defeaters
    assert len(sets_of(found)) == 64


def worker_of(sets: MinimalSets) -> int:
    assert sets._conversation is not None
    return sets._conversation.worker.process.pid


def test_sets_are_found_without_what_takes_long_to_load() -> None:
    question, soft = pairs(3, all_needed=True)
    message = wire.minimal_message(
        question, soft=soft, always=["goal"], budget=BUDGET, total=10**6, defeaters_first=False
    )
    code = (
        "import json, sys, formalcase.solve.worker; from formalcase.solve.enumerating import Enumerating; "
        "reply = Enumerating().reply(json.loads(sys.argv[1])); assert reply['complete'], reply; "
        "print(len(reply['defeaters']), sorted({'z3', 'clingo', 'dataclasses'} & set(sys.modules)))"
    )
    request = json.dumps({**message, "kind": "begin", "most": 100, "steps": 10**6})
    shown = subprocess.run([sys.executable, "-c", code, request], capture_output=True, text=True, check=True)
    assert shown.stdout == "8 []\n"


@pytest.mark.usefixtures("started_workers")
def test_a_worker_for_sets_alone_is_used_again_for_sets_and_for_nothing_else() -> None:
    with Session(0) as asking:
        first = open_sets(asking, pairs(4, all_needed=True), batch=5)
        batches = first.batches()
        next(batches)
        used = worker_of(first)
        assert len(list(batches)) > 1
        second = open_sets(asking, pairs(4, all_needed=False), batch=5)
        again = second.batches()
        next(again)
        assert worker_of(second) == used
        assert summary(asking.ask([small(2)], budget=Budget()))
        assert list(again)[-1].complete


@pytest.mark.parametrize("how", PATIENCE)
def test_a_worker_that_dies_or_hangs_ends_the_enumeration(how: signal.Signals) -> None:
    with Session(grace=PATIENCE[how]) as asking:
        question, soft = pairs(10, all_needed=True)
        sets = asking.minimal_sets(question, soft=soft, goal="goal", budget=Budget(10_000), batch=10)
        batches = sets.batches()
        assert not next(batches).last
        os.kill(worker_of(sets), how)
        last = list(batches)[-1]
        assert (last.complete, last.reason) == (False, "crash" if how is signal.SIGKILL else "overrun")
        assert summary(asking.ask([small(2)], budget=Budget()))


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at /proc")
def test_the_worker_ends_when_nobody_reads_on() -> None:
    with Session() as asking:
        sets = open_sets(asking, pairs(10, all_needed=True), batch=10)
        batches: Iterator[Batch] | None = sets.batches()
        assert batches is not None
        next(batches)
        first = worker_of(sets)
        batches = None
        gc.collect()
        assert not alive(first)
        sets = open_sets(asking, pairs(10, all_needed=True), batch=10)
        batches = sets.batches()
        next(batches)
        second = worker_of(sets)
    assert not alive(second)
    assert [(batch.complete, batch.reason) for batch in batches] == [(False, "closed")]


@pytest.mark.parametrize(
    ("soft", "goal"),
    [(["a0", "nobody"], "goal"), (["a0", "a0"], "goal"), (["a0", "goal"], "goal"), (["a0"], "g")],
)
def test_labels_that_do_not_fit_are_refused(asking: Session, soft: list[str], goal: str) -> None:
    question, _ = pairs(2, all_needed=True)
    with pytest.raises(ValueError, match="labels"):
        asking.minimal_sets(question, soft=soft, goal=goal, budget=BUDGET)


def test_a_text_that_is_refused_is_an_error(asking: Session) -> None:
    sets = asking.minimal_sets(text("", {"p": "p", "goal": "true"}), soft=["p"], goal="goal", budget=BUDGET)
    with pytest.raises(SolverError):
        list(sets.batches())
