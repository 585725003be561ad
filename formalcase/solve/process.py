"""One worker process as the tool sees it: what was sent, what came back, and by when it must."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque

from formalcase.solve import wire

# The worker finds the package where the tool found it, whatever the working directory holds: -P keeps
# that directory off the path, and the package's own folder is on it no longer than it takes to import.
_BOOT = (
    "import sys; sys.path.insert(0, sys.argv[1]); import formalcase; del sys.path[0]; "
    "from formalcase.solve.worker import main; main(sets_only=len(sys.argv) > 2)"
)
_ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
_CHUNK = 1 << 16
# A solver is made for each question and given up after it. Its memory is kept for the next one, where by
# default some of it goes back and forth between the process and the system, which can take longer than the
# question. What the solver takes to begin with, some twenty megabytes, comes in large pages where the system
# has any, in less than half the time. (For the C library of GNU; others do not look at this.)
_KEEPING_MEMORY = {
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(256 << 20),
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
}
# By when a worker must have loaded the solver, in seconds.
START = 60.0
# A worker that ends before it is ready is started again this often, then the run ends.
STARTS = 3
# A backstop for solvers that pass by their own limits: so much for each million steps, which take a second
# or two on an ordinary machine.
_SECONDS_PER_MILLION = 5.0


def allowance(grace: float, steps: int) -> float:
    """By when a worker must have taken so many steps, in seconds; `grace` is for all that is no step."""
    return grace + _SECONDS_PER_MILLION * steps / 1_000_000


def start(*, sets_only: bool = False) -> subprocess.Popen[bytes]:
    """A process of its own for a worker, with pipes to its input and from its output."""
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _BOOT, _ROOT, *(("sets",) if sets_only else ())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env={**_KEEPING_MEMORY, **os.environ},
        start_new_session=True,  # an interrupt at the terminal is for the tool, which ends its workers
    )


class WorkerProcess:
    """Pipes are non-blocking: `send` only queues, `flush` and `receive` move what can be moved.

    `sets_only`: it is asked for minimal sets alone, and need not load what other questions take.
    """

    def __init__(self, *, sets_only: bool = False) -> None:
        self.sets_only = sets_only
        self.process = start(sets_only=sets_only)
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.input = self.process.stdin.fileno()
        self.output = self.process.stdout.fileno()
        os.set_blocking(self.input, False)
        os.set_blocking(self.output, False)
        self.ready = False
        self.waiting: deque[int] = deque()
        """The questions that were sent and not answered; the first is being worked on."""
        self.deadline = float("inf")
        """When the first of them must be answered, on the monotonic clock."""
        self._outgoing = bytearray()
        self._incoming = bytearray()

    @property
    def unsent(self) -> bool:
        return bool(self._outgoing)

    def send(self, index: int, message: bytes) -> None:
        self.waiting.append(index)
        self._outgoing += message
        self.flush()

    def flush(self) -> None:
        """Writes what the pipe takes. A broken pipe shows itself as the end of the worker's output."""
        while self._outgoing:
            try:
                written = os.write(self.input, memoryview(self._outgoing)[:_CHUNK])
            except BlockingIOError:
                return
            except BrokenPipeError:
                self._outgoing.clear()
                return
            del self._outgoing[:written]

    def receive(self) -> list[wire.Message] | None:
        """The messages that have arrived; None when the worker is gone."""
        while True:
            try:
                chunk = os.read(self.output, _CHUNK)
            except BlockingIOError:
                break
            if not chunk:
                return None
            self._incoming += chunk
            if len(chunk) < _CHUNK:
                break
        messages = []
        while len(self._incoming) >= wire.PREFIX:
            end = wire.PREFIX + wire.body_length(self._incoming[: wire.PREFIX])
            if len(self._incoming) < end:
                break
            messages.append(wire.unpack(self._incoming[wire.PREFIX : end]))
            del self._incoming[:end]
        return messages

    def stop(self) -> None:
        """Ends the process at once."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
