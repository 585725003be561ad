"""Running a program as a whole and measuring what it took."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO


@dataclass(frozen=True, slots=True)
class Run:
    """Wall time in seconds, processor time of the process and its children in seconds, and the largest
    resident memory of any one of its processes in megabytes."""

    wall: float
    processor: float
    megabytes: float
    code: int


def processor_seconds() -> float:
    """The processor time of this process and of all that it has started and that still run. Without `/proc`
    only that of this process is known."""
    tasks = [
        task
        for process in _started_by(os.getpid())
        for task in Path(f"/proc/{process}/task").glob("*/schedstat")
    ]
    return time.process_time() + sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


def _started_by(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task").glob("*/children")
    found = [int(child) for file in children for child in file.read_text().split()]
    return [*found, *(other for child in found for other in _started_by(child))]


def run(command: Sequence[str], output: IO[bytes] | None = None) -> Run:
    """Runs a command to its end; what it prints goes into the file, if one is given."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=output or subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    # Linux counts `ru_maxrss` in kilobytes.
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, process.returncode)


def median(command: Sequence[str], times: int) -> Run:
    """The median of several runs, each figure by itself. Raises RuntimeError if their codes differ."""
    return middle([run(command) for _ in range(times)])


def in_turn(commands: Mapping[str, Sequence[str]], times: int) -> dict[str, list[Run]]:
    """Several runs of each command, one of each after the other, so that all meet the same weather."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            runs[name].append(run(command))
    return runs


def middle(runs: Sequence[Run]) -> Run:
    """The median of each figure by itself. Raises RuntimeError if the runs ended with different codes."""
    if len({each.code for each in runs}) > 1:
        raise RuntimeError("the runs of one command ended differently")
    return Run(
        statistics.median(each.wall for each in runs),
        statistics.median(each.processor for each in runs),
        statistics.median(each.megabytes for each in runs),
        runs[0].code,
    )
