"""Minimal supports and minimal defeater sets, read lazily from a worker of their own."""

from __future__ import annotations

import selectors
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence

from formalcase.frozen import dataclass
from formalcase.solve import wire
from formalcase.solve.errors import ReplayError, SolverError
from formalcase.solve.process import START, STARTS, WorkerProcess, allowance
from formalcase.solve.question import Budget, Question

# All checks together may take this many budgets, unless the caller says otherwise.
_BUDGETS = 50
# A batch may take this many budgets more than it is told to: it ends between two checks.
_LAST_CHECK = 5
# After so many steps a batch is handed on though it is not full, so that little is lost with a search that is
# broken off: some tenths of a second.
_BATCH_STEPS = 200_000


@dataclass(frozen=True, slots=True)
class Batch:
    """Some of the sets, labels in the order in which they were given; no set comes twice.

    The last batch is `complete`, or has a `reason` why sets may be missing: `budget`, `memory`, `overrun`,
    `crash` and `incomplete` as in `Outcome`, `sets` (as many as were wanted) or `closed` (the session was).
    `no_more_defeaters`: with this batch all defeater sets are there, whatever becomes of the supports.
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

    Its worker is free for others with the last batch. It ends when the iterator is dropped before, and
    when its session closes.
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
        defeaters_first: bool,
        grace: float,
        worker: Callable[[], WorkerProcess],
        give_back: Callable[[WorkerProcess], None],
    ) -> None:
        known = set(question.labels)
        labels = [*always, *soft]
        if len(set(labels)) < len(labels) or not known.issuperset(labels):
            raise ValueError(f"labels that are twice there, or not at all: {sorted(_misfits(labels, known))}")
        if batch < 1 or budget.steps < 1:
            raise ValueError("a batch holds at least one set, and a check takes at least one step")
        total = _BUDGETS * budget.steps if total is None else total
        self._soft = tuple(soft)
        self._begin = wire.minimal_message(
            question,
            soft=soft,
            always=always,
            budget=budget,
            total=total,
            defeaters_first=defeaters_first,
        )
        self._steps = min(budget.steps, total, _BATCH_STEPS)
        self._left = most
        self._batch = batch
        self._seconds = allowance(grace, min(budget.steps, total) * (1 + _LAST_CHECK))
        self._worker = worker
        self._give_back = give_back
        self._conversation: _Conversation | None = None
        self._closed = False

    def batches(self) -> Iterator[Batch]:
        """The batches, each as soon as it is full or has taken its share of the steps.

        SolverError when the text of the question is refused, ReplayError when a support does not hold up.
        """
        try:
            while not self._closed:
                batch = self._next()
                if batch.last:
                    self._leave()
                yield batch
                if batch.last:
                    return
            yield Batch(reason="closed")
        finally:
            self.close()

    def _leave(self) -> None:
        """Leaves the worker, which waits for a request, to whoever comes next."""
        if self._conversation is not None:
            worker, self._conversation = self._conversation.worker, None
            worker.ready = True
            worker.waiting.clear()
            self._give_back(worker)

    def close(self) -> None:
        """Ends the worker."""
        self._closed = True
        if self._conversation is not None:
            self._conversation.worker.stop()
            self._conversation = None

    def _next(self) -> Batch:
        wanted = self._batch if self._left is None else min(self._batch, self._left)
        if wanted < 1:
            return Batch(reason="sets")
        request: wire.Message = {"kind": "next", "most": wanted, "steps": self._steps}
        if self._conversation is None:
            begin = wire.pack({**self._begin, **request, "kind": "begin"})
            self._conversation = _begun(begin, self._worker)
        else:
            self._conversation.worker.send(0, wire.pack(request))
        reply = self._conversation.next(self._seconds)
        if isinstance(reply, str):
            self.close()
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


class _Conversation:
    """With one worker: what it says is read message by message."""

    def __init__(self, worker: WorkerProcess) -> None:
        self.worker = worker
        self._said: deque[wire.Message] = deque()

    def next(self, seconds: float) -> wire.Message | str:
        """The next message, or why there is none; what is not sent yet is sent meanwhile."""
        deadline = time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(self.worker.output, selectors.EVENT_READ)
            if self.worker.unsent:
                selector.register(self.worker.input, selectors.EVENT_WRITE)
            while not self._said:
                left = deadline - time.monotonic()
                if left <= 0:
                    return "overrun"
                for key, _ in selector.select(left):
                    if not self._serve(selector, key):
                        return "crash"
        return self._said.popleft()

    def _serve(self, selector: selectors.BaseSelector, key: selectors.SelectorKey) -> bool:
        """Moves what can be moved; false when the worker is gone."""
        if key.fd == self.worker.input:
            self.worker.flush()
            if not self.worker.unsent:
                selector.unregister(self.worker.input)
            return True
        messages = self.worker.receive()
        self._said.extend(messages or ())
        return messages is not None


def _begun(request: bytes, worker: Callable[[], WorkerProcess]) -> _Conversation:
    """A worker that is ready, with its first request before it."""
    for _ in range(STARTS):
        conversation = _Conversation(worker())
        conversation.worker.send(0, request)
        if conversation.worker.ready or not isinstance(conversation.next(START), str):
            return conversation
        conversation.worker.stop()
    code = conversation.worker.process.returncode
    raise SolverError(f"the solver process does not start (exit code {code})")
