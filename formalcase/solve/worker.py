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
from typing import BinaryIO

from formalcase.logic.depth import deep_recursion
from formalcase.solve import wire

# Address space in bytes; a solver is stopped long before by its own limit.
MEMORY = 4 << 30


def main(*, sets_only: bool = False) -> None:
    """Answers until the input ends. Never returns otherwise."""
    source, sink = _take_pipes()
    _limit_memory()
    requests: queue.SimpleQueue[wire.Message] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(source, requests), daemon=True).start()
    # The import of the solver takes long; by then the questions may be waiting already. Nothing of what
    # it makes is garbage, so none is looked for.
    gc.disable()
    from formalcase.solve.enumerating import Enumerating

    if not sets_only:
        from formalcase.solve.answering import answer
        from formalcase.solve.rehearsal import TIMES, rehearse
    gc.freeze()
    gc.enable()
    enumerating = Enumerating()
    _reply(sink, {"ready": True})
    with deep_recursion():
        if not sets_only:
            for _ in range(TIMES):
                if requests.empty():
                    rehearse()
        while True:
            request = requests.get()
            try:
                reply: wire.Message = enumerating.reply(request) if "kind" in request else answer(request)
            except Exception:
                reply = {"error": _told()}
            _reply(sink, reply)


def _told() -> str:
    import traceback

    return traceback.format_exc()


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
