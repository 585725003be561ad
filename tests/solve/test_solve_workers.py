"""Workers: warm, many, killed, hanging, orphaned; none of it changes an answer."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from functools import partial
from pathlib import Path

import pytest
from encode_samples import WORDS, A, B, C, N, X, at_most, below, integer, real
from test_solve_cores import fermat

from formalcase.encode.question import Check, Question, Questions
from formalcase.encode.smt import make_question
from formalcase.logic.term import Implies, Term
from formalcase.solve import Answer, Budget, Sat, Session, SolverError, ask, session

pytestmark = pytest.mark.usefixtures("started_workers")


def small(at: int) -> Question:
    """At most `at`, and more than 3: satisfiable from 4 on."""
    labelled: dict[str, Term] = {
        "rule": Implies(A, B),
        "a": A,
        "most": at_most(N, integer(at)),
        "more": below(integer(3), N),
        "idle": C,
    }
    return make_question(WORDS, labelled, [Check("all", tuple(labelled), shrink=tuple(labelled), world=True)])


def hard() -> Question:
    return make_question(WORDS, fermat(7), [Check("all", tuple(fermat(7)))])


def summary(answers: list[Answer]) -> list[tuple[Sat, tuple[str, ...], str]]:
    return [(answer["all"].sat, answer["all"].core, answer["all"].reason) for answer in answers]


def expected(count: int) -> list[tuple[Sat, tuple[str, ...], str]]:
    return [(Sat.UNSAT, ("most", "more"), "") if at < 4 else (Sat.SAT, (), "") for at in range(count)]


def test_answers_are_the_same_whatever_the_number_of_jobs() -> None:
    questions = [small(at % 8) for at in range(40)] + [hard()] + [small(at) for at in range(8)]
    one, two = (ask(questions, budget=Budget(20_000), jobs=jobs) for jobs in (1, 2))
    assert one == two
    assert summary(one)[41:] == expected(8)


def test_answers_do_not_depend_on_what_was_asked_before(asking: Session) -> None:
    cold = ask([small(5), hard()], budget=Budget(20_000))
    warm = asking.ask([hard(), small(2), small(5), hard()], budget=Budget(20_000))
    assert warm[2:] == cold


def test_no_questions_have_no_answers() -> None:
    assert ask([], budget=Budget()) == []


def test_progress_counts_to_the_end(asking: Session) -> None:
    seen: list[tuple[int, int]] = []
    asking.ask([small(at) for at in range(5)], budget=Budget(), progress=lambda *at: seen.append(at))
    assert seen == [(done, 5) for done in range(1, 6)]


PATIENCE = {signal.SIGKILL: 60.0, signal.SIGSTOP: 3.0}
"""In seconds: no question asked here takes that long where nobody stops its worker, on any machine."""


@pytest.mark.parametrize("how", PATIENCE)
def test_a_worker_that_dies_or_hangs_is_replaced(how: signal.Signals) -> None:
    with Session(grace=PATIENCE[how]) as workers:
        workers.ask([small(5)], budget=Budget(20_000))
        victim = workers._workers[0].process.pid
        os.kill(victim, signal.SIGSTOP)
        if how is signal.SIGKILL:
            os.kill(victim, how)
        answers = workers.ask([small(at) for at in range(12)], budget=Budget(20_000))
        reason = "crash" if how is signal.SIGKILL else "overrun"
        assert summary(answers)[0] == (Sat.UNKNOWN, (), reason)
        assert summary(answers)[1:] == expected(12)[1:]
        assert workers._workers[0].process.pid != victim
        assert not alive(victim)


def test_a_worker_that_dies_in_the_middle_costs_one_question() -> None:
    with session(2) as workers:
        workers.ask([small(5)] * 4, budget=Budget())
        victim = workers._workers[0].process.pid
        killed: list[int] = []

        def kill(done: int, _: int) -> None:
            if done == 10 and not killed:
                killed.append(victim)
                os.kill(victim, signal.SIGKILL)

        answers = workers.ask([small(at % 8) for at in range(60)], budget=Budget(), progress=kill)
    wanted = [expected(8)[at % 8] for at in range(60)]
    wrong = [(got, want) for got, want in zip(summary(answers), wanted, strict=True) if got != want]
    assert len(wrong) <= 1
    assert all(got == (Sat.UNKNOWN, (), "crash") for got, _ in wrong)


@pytest.mark.slow
def test_a_large_question_does_not_block_a_hanging_worker() -> None:
    labelled: dict[str, Term] = {f"l{at}": below(X, real(at)) for at in range(20_000)}
    large = make_question(WORDS, labelled, [Check("all", tuple(labelled))])
    with Session(grace=10.0) as workers:
        workers.ask([small(5)], budget=Budget(20_000))
        os.kill(workers._workers[0].process.pid, signal.SIGSTOP)
        answers = workers.ask([large, small(5)], budget=Budget(20_000))
    assert summary(answers) == [(Sat.UNKNOWN, (), "overrun"), (Sat.SAT, (), "")]


def test_text_that_the_solver_refuses_is_an_internal_error() -> None:
    broken = Question("(declare-sort", (), (("p", "(and"),), (Check("all", ("p",)),), small(1).signature)
    with session() as workers:
        with pytest.raises(SolverError):
            workers.ask([small(1), broken, small(2)], budget=Budget())
        assert summary(workers.ask([small(at) for at in range(6)], budget=Budget())) == expected(6)


def test_an_interrupt_ends_the_workers() -> None:
    def interrupt(done: int, _: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with session(2) as workers:
        workers.ask([small(1)], budget=Budget())
        running = [worker.process.pid for worker in workers._workers]
        with pytest.raises(KeyboardInterrupt):
            workers.ask([small(at) for at in range(8)], budget=Budget(), progress=interrupt)
        assert not any(alive(worker) for worker in running)
        assert summary(workers.ask([small(at) for at in range(6)], budget=Budget())) == expected(6)


def test_workers_die_with_the_tool_also_in_the_middle_of_a_question(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        textwrap.dedent("""
            import os, signal, sys
            from formalcase.solve import Budget, session
            from test_solve_workers import hard, small
            workers = session()
            workers.ask([small(5)], budget=Budget())
            print(workers._workers[0].process.pid, flush=True)
            signal.setitimer(signal.ITIMER_REAL, 0.5)
            signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
            workers.ask([hard()] * 50, budget=Budget(10**9))
        """)
    )
    folders = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "encode")]
    result = subprocess.run(
        [sys.executable, script],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(folders)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert result.returncode == -signal.SIGKILL, result.stderr
    worker = int(result.stdout)
    until = time.monotonic() + 60
    while alive(worker) and time.monotonic() < until:
        time.sleep(0.02)
    assert not alive(worker)


def test_a_worker_takes_nothing_from_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("z3", "json", "formalcase", "struct"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('not this one')\n")
    monkeypatch.chdir(tmp_path)
    assert summary(ask([small(5)], budget=Budget())) == expected(6)[5:]


def test_the_parent_loads_no_solver() -> None:
    code = (
        "import sys; from formalcase.solve import Budget, ask; from test_solve_workers import small; "
        "ask([small(1)], budget=Budget()); print([m for m in ('z3', 'clingo', 'sympy') if m in sys.modules])"
    )
    folders = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "encode")]
    shown = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(folders)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert shown.strip() == "[]"


def alive(process: int) -> bool:
    """Is it running? A zombie that nobody has waited for yet is not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in "ZX"


def test_questions_are_made_while_others_are_asked() -> None:
    made: list[int] = []
    seen: list[int] = []

    def make(at: int) -> Question:
        made.append(at)
        return small(at)

    questions = Questions([partial(make, at) for at in range(60)])
    with session() as workers:
        answers = workers.ask(questions, budget=Budget(), progress=lambda *_: seen.append(len(made)))
    assert summary(answers) == expected(60)
    assert made == list(range(60))
    assert seen[0] < 60
    assert [questions[-1:], len(questions)] == [[questions[59]], 60]
