"""The worker: a process that answers questions one after the other until its input ends.

It talks over its standard input and output, which the tool holds as pipes. When the tool dies the
input ends, and so does the worker, at once, also in the middle of a question.
"""

from __future__ import annotations

import gc
import os
import queue
import sys
import threading
import traceback
from typing import BinaryIO

from formalcase.encode.question import Check, Question, Signature, SymbolShape
from formalcase.logic.depth import deep_recursion
from formalcase.solve import wire
from formalcase.solve.question import Budget

# Address space in bytes; a solver is stopped long before by its own limit.
MEMORY = 4 << 30

# Asked before anything else, as long as nobody waits: what the solver does for the first time takes it
# several times as long, and so does the second time.
_REHEARSALS = 2
_REHEARSAL = Question(
    declarations="(declare-fun b () Bool)\n(declare-fun x () Real)\n",
    background=(),
    assertions=(("one", "(=> b (<= x 1.0))"), ("other", "b"), ("goal", "(not (<= x 1.0))")),
    checks=(
        Check("premises", ("one", "other"), world=True),
        Check("step", ("one", "other", "goal"), shrink=("one", "other")),
    ),
    signature=Signature(
        symbols=(SymbolShape("b", "b", (), "Bool"), SymbolShape("x", "x", (), "Real")),
    ),
)


def main() -> None:
    """Answers until the input ends. Never returns otherwise."""
    source, sink = _take_pipes()
    _limit_memory()
    requests: queue.SimpleQueue[wire.Message] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(source, requests), daemon=True).start()
    # The import of the solver takes long; by then the questions may be waiting already. Nothing of what
    # it makes is garbage, so none is looked for.
    gc.disable()
    from formalcase.solve.answering import answer
    from formalcase.solve.enumerating import Enumerating

    gc.freeze()
    gc.enable()
    enumerating = Enumerating()
    _reply(sink, {"ready": True})
    with deep_recursion():
        for _ in range(_REHEARSALS):
            if requests.empty():
                answer(wire.unpack(wire.pack(wire.ask_message(_REHEARSAL, Budget()))[wire.PREFIX :]))
        while True:
            request = requests.get()
            try:
                reply: wire.Message = enumerating.reply(request) if "kind" in request else answer(request)
            except Exception:
                reply = {"error": traceback.format_exc()}
            _reply(sink, reply)


def _reply(sink: BinaryIO, message: wire.Message) -> None:
    sink.write(wire.pack(message))
    sink.flush()


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Takes the two pipes away from standard input and output, so that nothing else writes to them."""
    source = os.fdopen(os.dup(0), "rb")
    sink = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):
        os.dup2(nowhere, descriptor)
    return source, sink


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _read(source: BinaryIO, requests: queue.SimpleQueue[wire.Message]) -> None:
    while True:
        prefix = source.read(wire.PREFIX)
        if len(prefix) < wire.PREFIX:
            os._exit(0)
        length = wire.body_length(prefix)
        body = source.read(length)
        if len(body) < length:
            os._exit(0)
        requests.put(wire.unpack(body))
