"""Minimal supports and minimal defeater sets, read lazily from a worker of their own."""

from __future__ import annotations

import selectors
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from formalcase.solve import wire
from formalcase.solve.errors import ReplayError, SolverError
from formalcase.solve.process import START, STARTS, WorkerProcess, allowance
from formalcase.solve.question import Budget, Question

# All checks together may take this many budgets, unless the caller says otherwise.
_BUDGETS = 50
# A batch may take this many budgets more than it is told to: it ends between two checks.
_LAST_CHECK = 5


@dataclass(frozen=True, slots=True)
class Batch:
    """Some of the sets, labels in the order in which they were given; no set comes twice.

    The last batch is `complete`, or has a `reason` why sets may be missing: `budget`, `memory`, `overrun`,
    `crash` and `incomplete` as in `Outcome`, `sets` (as many as were wanted) or `closed` (the session was).
    `no_more_defeaters`: with those of this batch all defeater sets are there, whatever becomes of the supports.
    """

    defeaters: tuple[tuple[str, ...], ...] = ()
    supports: tuple[tuple[str, ...], ...] = ()
    no_more_defeaters: bool = False
    complete: bool = False
    reason: str = ""

    @property
    def last(self) -> bool:
        return self.complete or bool(self.reason)


class MinimalSets:
    """An enumeration that was asked for; it begins when it is first read, and is read once.

    Its worker ends with the last batch, when the iterator is dropped, and when its session closes.
    """

    def __init__(
        self,
        question: Question,
        *,
        soft: Sequence[str],
        always: Sequence[str],
        budget: Budget,
        total: int | None,
        most: int | None,
        batch: int,
        grace: float,
    ) -> None:
        known = {label for label, _ in question.assertions}
        labels = [*always, *soft]
        if len(set(labels)) < len(labels) or not known.issuperset(labels):
            raise ValueError(f"labels that are twice there, or not at all: {sorted(_misfits(labels, known))}")
        if batch < 1 or budget.steps < 1:
            raise ValueError("a batch holds at least one set, and a check takes at least one step")
        total = _BUDGETS * budget.steps if total is None else total
        self._soft = tuple(soft)
        self._begin = wire.minimal_message(question, soft=soft, always=always, budget=budget, total=total)
        self._steps = min(budget.steps, total)
        self._left = most
        self._batch = batch
        self._seconds = allowance(grace, self._steps * (1 + _LAST_CHECK))
        self._worker: WorkerProcess | None = None
        self._closed = False

    def batches(self) -> Iterator[Batch]:
        """The batches, each as soon as it is full or has taken its share of the steps.

        SolverError when the text of the question is refused, ReplayError when a support does not hold up.
        """
        try:
            while not self._closed:
                batch = self._next()
                yield batch
                if batch.last:
                    return
            yield Batch(reason="closed")
        finally:
            self.close()

    def close(self) -> None:
        """Ends the worker."""
        self._closed = True
        if self._worker is not None:
            self._worker.stop()
            self._worker = None

    def _next(self) -> Batch:
        wanted = self._batch if self._left is None else min(self._batch, self._left)
        if wanted < 1:
            return Batch(reason="sets")
        request: wire.Message = {"kind": "next", "most": wanted, "steps": self._steps}
        if self._worker is None:
            self._worker = _started()
            request = {**self._begin, **request, "kind": "begin"}
        self._worker.send(0, wire.pack(request))
        reply = _message(self._worker, self._seconds)
        if isinstance(reply, str):
            return Batch(reason=reply)
        if "error" in reply:
            raise (ReplayError if reply.get("replay") else SolverError)(reply["error"])
        batch = Batch(
            self._named(reply["defeaters"]),
            self._named(reply["supports"]),
            reply["no_more_defeaters"],
            reply["complete"],
            reply["reason"],
        )
        if self._left is not None:
            self._left -= len(batch.defeaters) + len(batch.supports)
        return batch

    def _named(self, found: list[list[int]]) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(self._soft[label] for label in labels) for labels in found)


def _misfits(labels: Sequence[str], known: set[str]) -> set[str]:
    seen: set[str] = set()
    misfits = set(labels) - known
    for label in labels:
        (misfits if label in seen else seen).add(label)
    return misfits


def _started() -> WorkerProcess:
    """A worker that has loaded the solver."""
    for _ in range(STARTS):
        worker = WorkerProcess()
        if not isinstance(_message(worker, START), str):
            return worker
        worker.stop()
    raise SolverError(f"the solver process does not start (exit code {worker.process.returncode})")


def _message(worker: WorkerProcess, seconds: float) -> wire.Message | str:
    """What the worker says next, or why it says nothing; what is not sent yet is sent meanwhile."""
    deadline = time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        selector.register(worker.output, selectors.EVENT_READ)
        if worker.unsent:
            selector.register(worker.input, selectors.EVENT_WRITE)
        while time.monotonic() < deadline:
            for key, _ in selector.select(max(0.0, deadline - time.monotonic())):
                if key.fd == worker.input:
                    worker.flush()
                    if not worker.unsent:
                        selector.unregister(worker.input)
                    continue
                messages = worker.receive()
                if messages is None:
                    return "crash"
                for message in messages:
                    return message
    return "overrun"
