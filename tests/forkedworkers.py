"""Worker processes for the tests, forked from one that has loaded the solver already.

Starting a worker takes longer than most tests have questions for it. Each session still gets processes of its
own, fresh and to be killed like any; only their start differs. What is about that start uses the tool's own.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from formalcase.solve import process

_ROOT = str(Path(process.__file__).resolve().parents[2])
_BOOT = (
    "import sys; sys.path[:0] = sys.argv[2:]; from forkedworkers import serve; "
    "sys.path.pop(0); serve(int(sys.argv[1]))"
)

_SIZE = 8  # of a process number on the way


class ForkedWorker:
    """What `process.WorkerProcess` needs to know of a process that is no child of this one."""

    def __init__(self, pid: int, stdin: BinaryIO, stdout: BinaryIO) -> None:
        self.pid, self.stdin, self.stdout = pid, stdin, stdout
        self.returncode: int | None = None
        try:
            self._handle: int | None = os.pidfd_open(pid)
        except ProcessLookupError:
            self._handle = None

    def kill(self) -> None:
        if self._handle is not None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    def wait(self) -> None:
        """Returns when the process is gone. How it went is known to its parent alone."""
        if self._handle is not None:
            select.select([self._handle], [], [])
            os.close(self._handle)
            self._handle = None


class Forking:
    """The process that forks, started when the first worker is wanted."""

    def __init__(self) -> None:
        self._control, self._theirs = socket.socketpair()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *, sets_only: bool = False) -> ForkedWorker:
        """A new worker, for any question; to be put in the place of `process.start`."""
        if self._process is None:
            self._process = self._begin()
        their_input, our_end = os.pipe()
        our_start, their_output = os.pipe()
        socket.send_fds(self._control, [b"+"], [their_input, their_output])
        os.close(their_input)
        os.close(their_output)
        pid = int.from_bytes(self._control.recv(_SIZE))
        return ForkedWorker(
            pid, os.fdopen(our_end, "wb", buffering=0), os.fdopen(our_start, "rb", buffering=0)
        )

    def _begin(self) -> subprocess.Popen[bytes]:
        end = self._theirs.fileno()
        return subprocess.Popen(
            [sys.executable, "-P", "-c", _BOOT, str(end), str(Path(__file__).parent), _ROOT],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[end],
            start_new_session=True,
        )

    def close(self) -> None:
        self._control.close()
        self._theirs.close()
        if self._process is not None:
            self._process.wait()


def serve(descriptor: int) -> None:
    """In the process that forks: a worker for each two pipes that come in."""
    import formalcase.solve.answering
    import formalcase.solve.enumerating
    import formalcase.solve.minimal
    import formalcase.solve.rehearsal
    import formalcase.solve.worker  # noqa: F401

    control = socket.socket(fileno=descriptor)
    while True:
        message, pipes, *_ = socket.recv_fds(control, 1, 2)
        _bury()
        if not message:
            return
        pid = os.fork()
        if pid == 0:
            _work(control, *pipes)
        for pipe in pipes:
            os.close(pipe)
        control.send(pid.to_bytes(_SIZE))


def _work(control: socket.socket, source: int, sink: int) -> None:
    from formalcase.solve.worker import main

    try:
        control.close()
        os.setsid()
        for number, pipe in enumerate((source, sink)):
            os.dup2(pipe, number)
            os.close(pipe)
        main()
    finally:
        os._exit(1)


def _bury() -> None:
    """Waits for the workers that have ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
