"""One call of `ask`: the questions go to the workers of a session, and the answers are taken in."""

from __future__ import annotations

import selectors
import time
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import field
from hashlib import sha256

from formalcase.encode.canonical import Canonical, canonical
from formalcase.encode.shape import Shape, Shapes
from formalcase.frozen import dataclass
from formalcase.solve import wire
from formalcase.solve.answers import answer_of, has_only_verdicts
from formalcase.solve.errors import ReplayError, SolverError
from formalcase.solve.process import START, STARTS, WorkerProcess, allowance
from formalcase.solve.question import Answer, Budget, Question, Sat

Progress = Callable[[int, int], None]

# How many questions a worker holds: the one it works on and one that waits, so that it is never idle.
# One that need not share can be given more ahead, and so stays busy while the tool is.
_HELD = 2
_HELD_ALONE = 32
# So many replies are remembered, for questions that are asked again.
_MOST_KNOWN = 20_000


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered from one `ask` to the next."""

    replies: dict[bytes, wire.Message] = field(default_factory=dict)
    """By what was asked, in names of its own."""
    by_shape: dict[Hashable, wire.Message | None] = field(default_factory=dict)
    """The same told from the terms, before anything is written; None for shapes whose questions must be
    asked whole and in their own names, as a world or a doubt comes back."""
    shapes: Shapes = field(default_factory=Shapes)


class Run:
    """One call of `ask`, with what its session lends: the workers, which may be replaced, the replies `known`
    so far, which come to be more, and what there is to do `meanwhile`, which is done once."""

    def __init__(
        self,
        questions: Sequence[Question],
        budget: Budget,
        progress: Progress | None,
        *,
        workers: list[WorkerProcess],
        known: Known,
        meanwhile: list[Callable[[], None]],
        grace: float,
    ) -> None:
        self.workers = workers
        self.meanwhile = meanwhile
        self.held = _HELD if len(workers) > 1 else _HELD_ALONE
        self.grace = grace
        self.questions = questions
        self.budget = budget
        self.progress = progress
        self.pending = deque(range(len(questions)))
        self.asked: dict[int, _Asked] = {}
        # Those that are one question under different names, by what is asked; the first one is sent.
        self.same: dict[bytes, list[int]] = {}
        self.known = known
        # By shape: those that wait for the answer to the first of them, and the answers in their labels.
        self.alike: dict[Hashable, list[int]] = {}
        self.told: dict[Hashable, Answer] = {}
        self.found: dict[int, Answer] = {}
        self.failed_starts = 0

    def answers(self) -> list[Answer]:
        with selectors.DefaultSelector() as selector:
            for worker in self.workers:
                selector.register(worker.output, selectors.EVENT_READ, worker)
            self._feed(selector)
            while len(self.found) < len(self.questions):
                while self.meanwhile:
                    self.meanwhile.pop(0)()
                for key, _ in selector.select(self._patience()):
                    self._serve(selector, key)
                for worker in [each for each in self.workers if each.deadline <= time.monotonic()]:
                    self._replace(selector, worker, "overrun")
                self._feed(selector)
        return [self.found[index] for index in range(len(self.questions))]

    def _patience(self) -> float | None:
        first = min(worker.deadline for worker in self.workers)
        return None if first == float("inf") else max(0.0, first - time.monotonic())

    def _feed(self, selector: selectors.BaseSelector) -> None:
        for worker in self.workers:
            while self.pending and len(worker.waiting) < self.held:
                index = self.pending.popleft()
                message = self._message(index)
                if message is None:
                    continue
                worker.send(index, message)
                if len(worker.waiting) == 1:
                    self._set_deadline(worker)
            if worker.unsent and worker.input not in selector.get_map():
                selector.register(worker.input, selectors.EVENT_WRITE, worker)

    def _message(self, index: int) -> bytes | None:
        """What has to be sent for a question; None when it is answered, or will be with another."""
        question = self.questions[index]
        shape = self.known.shapes.of(question)
        if shape is not None:
            of_shape = (shape.key, self.budget.steps)
            if of_shape not in self.known.by_shape:
                alike = self.alike.setdefault(of_shape, [index])
                if alike[0] != index:
                    alike.append(index)
                    return None
                question = shape.question()
            elif (told := self.known.by_shape[of_shape]) is not None:
                self._note(index, self._answer(told, question, of_shape))
                return None
            else:
                shape = None
        named = canonical(question)
        message = wire.pack(wire.ask_message(named.asked, self.budget))
        key = sha256(message).digest()
        self.asked[index] = _Asked(named, key, shape)
        known = self.known.replies.get(key)
        if known is not None:
            self._settle(index, known)
            return None
        same = self.same.setdefault(key, [index])
        if same[0] == index:
            return message
        same.append(index)
        return None

    def _set_deadline(self, worker: WorkerProcess) -> None:
        if not worker.waiting:
            worker.deadline = float("inf")
            return
        if not worker.ready:
            worker.deadline = time.monotonic() + START
            return
        checks = len(self.questions[worker.waiting[0]].checks)
        worker.deadline = time.monotonic() + allowance(self.grace, checks * self.budget.steps)

    def _serve(self, selector: selectors.BaseSelector, key: selectors.SelectorKey) -> None:
        worker: WorkerProcess = key.data
        if worker not in self.workers:
            return
        if key.fd == worker.input:
            worker.flush()
            if not worker.unsent:
                selector.unregister(worker.input)
            return
        messages = worker.receive()
        for message in messages or ():
            self._take(worker, message)
        if messages is None:
            self._replace(selector, worker, "crash")

    def _take(self, worker: WorkerProcess, message: wire.Message) -> None:
        if "error" in message:
            raise (ReplayError if message.get("replay") else SolverError)(message["error"])
        if "ready" in message:
            worker.ready = True
            self._set_deadline(worker)
            return
        index = worker.waiting.popleft()
        self._set_deadline(worker)
        key = self.asked[index].key
        if len(self.known.replies) < _MOST_KNOWN:
            self.known.replies[key] = message
        for each in self.same.pop(key):
            self._settle(each, message)

    def _settle(self, index: int, message: wire.Message) -> None:
        """Takes in what came back for a question, and for those of its shape that wait for it."""
        asked = self.asked.pop(index)
        if asked.shape is None:
            self._note(index, answer_of(message, asked.canonical.original, asked.canonical))
            return
        of_shape = (asked.shape.key, self.budget.steps)
        alike = self.alike.pop(of_shape)
        if has_only_verdicts(message):
            if len(self.known.by_shape) < _MOST_KNOWN:
                self.known.by_shape[of_shape] = message
            for each in alike:
                self._note(each, self._answer(message, self.questions[each], of_shape))
            return
        self.known.by_shape[of_shape] = None
        if not asked.shape.opened:
            self._note(index, answer_of(message, asked.canonical.original, asked.canonical))
            alike.remove(index)
        self.pending.extendleft(reversed(alike))

    def _answer(self, message: wire.Message, question: Question, of_shape: Hashable) -> Answer:
        """The answer to a question of a shape: the same object where the labels are the same, too."""
        named = (of_shape, question.labels, tuple(check.name for check in question.checks))
        known = self.told.get(named)
        if known is None:
            known = self.told[named] = answer_of(message, question, None)
        return known

    def _note(self, index: int, answer: Answer) -> None:
        self.found[index] = answer
        if self.progress is not None:
            self.progress(len(self.found), len(self.questions))

    def _replace(self, selector: selectors.BaseSelector, worker: WorkerProcess, reason: str) -> None:
        """A new worker for one that is gone or must go. Its question stays unanswered, those behind it
        are asked again."""
        for descriptor in (worker.input, worker.output):
            if descriptor in selector.get_map():
                selector.unregister(descriptor)
        worker.stop()
        waiting = worker.waiting
        if worker.ready and waiting:
            index = waiting.popleft()
            message = _unanswered(self.asked[index].canonical.asked, reason)
            same = self.same.pop(self.asked[index].key)
            if reason == "crash":
                # What was the end of this worker may have nothing to do with the question.
                self.pending.extendleft(reversed(same[1:]))
                same = same[:1]
            for each in same:
                self._settle(each, message)
        elif not worker.ready:
            self.failed_starts += 1
            if self.failed_starts >= STARTS:
                raise SolverError(
                    f"the solver process does not start (exit code {worker.process.returncode})"
                )
        self.pending.extendleft(reversed(waiting))
        fresh = WorkerProcess()
        self.workers[self.workers.index(worker)] = fresh
        selector.register(fresh.output, selectors.EVENT_READ, fresh)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question that is under way. `key` tells what is asked from all else; `shape`, if it has one, is
    that of all those that get their answer with it."""

    canonical: Canonical
    key: bytes
    shape: Shape | None


def _unanswered(question: Question, reason: str) -> wire.Message:
    """What counts as the reply when none came back."""
    outcomes: wire.Message = {}
    for check in question.checks:
        if check.after is None or (check.after[0] in outcomes and check.after[1] is Sat.UNKNOWN):
            outcomes[check.name] = {"sat": Sat.UNKNOWN, "reason": reason, "work": 0}
    return {"outcomes": outcomes}
