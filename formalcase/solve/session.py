"""Asking: questions go to warm worker processes, answers come back in order."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

    from formalcase.solve.asking import Known, Progress
    from formalcase.solve.minimal_sets import MinimalSets
    from formalcase.solve.process import WorkerProcess
    from formalcase.solve.question import Answer, Budget, Question

# What is needed for a task is loaded for it: a worker, which has this module too, starts sooner without.

# What each question may take in seconds beyond what its steps take: a backstop, see `process.allowance`.
_GRACE = 30.0


class Session:
    """Owns the workers, which start at once and stay warm; close it, or use it as a context manager. With no
    `jobs` the first one starts when it is needed."""

    def __init__(self, jobs: int = 1, *, grace: float = _GRACE) -> None:
        self._jobs = jobs
        self._grace = grace
        self._workers: list[WorkerProcess] = []
        self._for_sets: list[WorkerProcess] = []
        self._enumerations: weakref.WeakSet[MinimalSets] = weakref.WeakSet()
        self._meanwhile: list[Callable[[], None]] = []
        self._known: Known | None = None
        self._closed = False
        self._start_workers()

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def use(self, jobs: int) -> None:
        """So many workers from now on; a session may be started before it is known how many."""
        self._jobs = jobs
        self._start_workers()

    def meanwhile(self, body: Callable[[], None]) -> None:
        """Something to do once, as soon as questions are under way; short, as no answer is taken in
        before it is done. What is loaded then costs no time, as the solver is at work in its own process."""
        self._meanwhile.append(body)

    def close(self) -> None:
        """Ends the workers. A later `ask` would start new ones."""
        self._closed = True
        for enumeration in list(self._enumerations):
            enumeration.close()
        for idle in (self._workers, self._for_sets):
            while idle:
                idle.pop().stop()

    def ask(
        self, questions: Sequence[Question], *, budget: Budget, progress: Progress | None = None
    ) -> list[Answer]:
        """The answers in the order of the questions; `progress` is told how many of how many are there.

        A question that ends its worker, or overruns, has the outcome `unknown`. SolverError when the
        text of a question is refused, ReplayError when a core does not hold up.
        """
        from formalcase.solve.asking import Known, Run

        try:
            self.use(max(1, self._jobs))
            if self._known is None:
                self._known = Known()
            run = Run(
                questions,
                budget,
                progress,
                workers=self._workers,
                known=self._known,
                meanwhile=self._meanwhile,
                grace=self._grace,
            )
            return run.answers()
        except BaseException:
            # Answers may be under way; nobody must read them as those of another run.
            self.close()
            raise

    def minimal_sets(
        self,
        question: Question,
        *,
        soft: Sequence[str],
        goal: str,
        hard: Sequence[str] = (),
        budget: Budget,
        total: int | None = None,
        most: int | None = None,
        batch: int = 100,
        defeaters_first: bool = True,
    ) -> MinimalSets:
        """All minimal sets of `soft` labels that contradict the goal (the negated claim) and the `hard`
        labels, and all minimal sets without which the others do not; by the batch, lazily.

        `budget` is for each check and `total`, in solver steps, for all of them; `most` is the number of
        sets after which to end. `defeaters_first` looks for defeater sets where both kinds are many; else
        for whichever comes sooner. If the claim does not follow from all labels, its one defeater set is
        empty; if it follows from none, its one support is. ValueError when a label is not there, or
        is there twice.
        """
        from formalcase.solve.minimal_sets import MinimalSets  # a plain check has no need of it

        enumeration = MinimalSets(
            question,
            soft=soft,
            always=(*hard, goal),
            budget=budget,
            total=total,
            most=most,
            batch=batch,
            defeaters_first=defeaters_first,
            grace=self._grace,
            worker=self._lent,
            give_back=self._given_back,
        )
        self._enumerations.add(enumeration)
        return enumeration

    def _lent(self) -> WorkerProcess:
        """A worker that has nothing to do, else a new one. The next question starts another."""
        from formalcase.solve.process import WorkerProcess

        idle = self._for_sets or self._workers
        return idle.pop() if idle else WorkerProcess(sets_only=True)

    def _given_back(self, worker: WorkerProcess) -> None:
        idle = self._for_sets if worker.sets_only else self._workers
        if len(idle) < max(1, self._jobs) and not self._closed:
            idle.append(worker)
        else:
            worker.stop()

    def _start_workers(self) -> None:
        from formalcase.solve.process import WorkerProcess

        self._closed = False
        while len(self._workers) < self._jobs:
            self._workers.append(WorkerProcess())


def session(jobs: int = 1) -> Session:
    """Starts the workers and gives what they are asked through; for loops that ask again and again."""
    return Session(jobs)


def ask(
    questions: Sequence[Question],
    *,
    budget: Budget,
    jobs: int = 1,
    progress: Progress | None = None,
) -> list[Answer]:
    """The answers to some questions, in their order, with workers of their own."""
    with session(min(jobs, max(1, len(questions)))) as asking:
        return asking.ask(questions, budget=budget, progress=progress)
