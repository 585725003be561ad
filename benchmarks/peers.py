"""The other programs: SCRAM for fault trees, MARCO for minimal sets of formulas. Neither is part of this."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from measure import Run

SCRAM_ENGINES = ("bdd", "zbdd")
_NO_LIMIT = (
    "100000"  # on the size of sets; SCRAM leaves out those of more than 20 members if not told otherwise
)
_ALGORITHM = re.compile(
    r"(?:Finished PDAG Construction|Finished Preprocessing|The algorithm finished) in (\S+)"
)
_DIAGRAM, _COUNT = "The algorithm finished", "# of products"
_PRODUCTS = re.compile(r"# of products: (\d+)")


@dataclass(frozen=True, slots=True)
class Line:
    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A run, what was printed, and whether the program came to its end by itself."""

    run: Run
    lines: tuple[Line, ...]
    finished: bool

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)

    def seen(self, text: str) -> float | None:
        """When a line with this text was printed, in seconds from the start."""
        return next((line.at for line in self.lines if text in line.text), None)


def watched(command: Sequence[str], limit: float, until: str = "") -> Ended:
    """Runs a command for at most `limit` seconds, or until it prints a line with this text."""
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        # A handle instead of a number: it stays that of this process when it has ended.
        handle = os.pidfd_open(process.pid)
        timer = threading.Timer(limit, signal.pidfd_send_signal, (handle, signal.SIGKILL))
        timer.start()
        lines = []
        for line in process.stdout:
            lines.append(Line(time.perf_counter() - start, line))
            if until and until in line:
                signal.pidfd_send_signal(handle, signal.SIGKILL)
                break
        _, status, used = os.wait4(process.pid, 0)
        timer.cancel()
        timer.join()
        os.close(handle)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    # Linux counts `ru_maxrss` in kilobytes.
    spent = Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, process.returncode)
    return Ended(spent, tuple(lines), process.returncode >= 0)


@dataclass(frozen=True, slots=True)
class ScramRun:
    """`seconds` is None when the limit came first; `processor` is what was spent in any case."""

    seconds: float | None
    megabytes: float
    processor: float
    count: int | None = None
    diagram: float | None = None


def scram_algorithm(scram: str, engine: str, model: Path, limit: float) -> ScramRun:
    """From the model in memory to the diagram, by SCRAM's own log (its graph, preprocessing, algorithm), and
    to the count, for which it goes through all sets."""
    ended = watched(_scram(scram, engine, model), limit, until=_COUNT)
    spent = ended.run.megabytes, ended.run.processor
    diagram, counted = ended.seen(_DIAGRAM), ended.seen(_COUNT)
    if diagram is None:
        return ScramRun(None, *spent)
    algorithm = sum(map(float, _ALGORITHM.findall(ended.text)))
    if counted is None:
        return ScramRun(None, *spent, None, algorithm)
    return ScramRun(algorithm + counted - diagram, *spent, _products(ended), algorithm)


def scram_process(scram: str, engine: str, model: Path, limit: float) -> ScramRun:
    """The whole process, its report thrown away."""
    ended = watched(_scram(scram, engine, model), limit)
    spent = ended.run.megabytes, ended.run.processor
    if not ended.finished:
        return ScramRun(None, *spent)
    if ended.run.code:
        raise RuntimeError(f"{model.name}: SCRAM ended with {ended.run.code}")
    return ScramRun(ended.run.wall, *spent, _products(ended))


def _products(ended: Ended) -> int | None:
    found = _PRODUCTS.search(ended.text)
    return int(found[1]) if found else None


def _scram(scram: str, engine: str, model: Path) -> list[str]:
    return [scram, f"--{engine}", "-l", _NO_LIMIT, "--verbosity", "4", "-o", os.devnull, str(model)]


@dataclass(frozen=True, slots=True)
class Rate:
    """How many sets a program gave, what its processes took of the processor and how long by the clock, in
    seconds, and whether these were all."""

    defeaters: int
    supports: int
    processor: float
    wall: float
    megabytes: float
    complete: bool

    @property
    def sets(self) -> tuple[int, int]:
        return self.defeaters, self.supports

    @property
    def a_second(self) -> float:
        """By processor time, which a busy machine changes less."""
        return (self.defeaters + self.supports) / self.processor

    def a_second_after(self, start: float) -> float:
        """The same without what a program takes to begin and to end, which the clock of processes counts to
        some milliseconds."""
        return (self.defeaters + self.supports) / max(self.processor - start, 0.005)

    @property
    def a_second_by_the_clock(self) -> float:
        return (self.defeaters + self.supports) / self.wall


def marco(python: str, script: str, question: Path, bias: str, seconds: int) -> Rate:
    """MARCO in its SMT mode on a file of assertions; `bias` is what it looks for first, MUSes or MCSes.

    Each assertion may be taken away, the negated claim among them: that makes one defeater set more.
    """
    command = [python, script, "--smt", "-b", bias, "-T", str(seconds), str(question)]
    ended = watched(command, seconds + 30)
    kinds = [line.strip() for line in ended.text.splitlines()]
    complete = ended.run.code == 0 and "Time limit reached." not in ended.text
    spent = ended.run.processor, ended.run.wall, ended.run.megabytes
    return Rate(kinds.count("S") - 1, kinds.count("U"), *spent, complete)
