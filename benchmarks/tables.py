"""What the tables of `defeaters.py` share: the choices, running a program of ours, printing."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peers import watched

HERE = Path(__file__).parent
_ONCE = 10  # what takes more seconds than this is not run again


@dataclass(frozen=True, slots=True)
class Options:
    """`limit` is in seconds, for one run of a program; `seconds` is for a question of the logic reading."""

    scram: str | None
    marco: str | None
    times: int
    limit: float
    trees: Sequence[str]
    sizes: Sequence[int]
    seconds: int
    folder: Path
    least: bool = False
    """Of several runs the least time counts, and not the median: for machines with other work to do."""

    def typical(self, seconds: Sequence[float | None]) -> float | None:
        done = [each for each in seconds if each is not None]
        return None if not done else min(done) if self.least else statistics.median(done)


@dataclass(frozen=True, slots=True)
class Ours:
    """What a run of ours told, its wall and processor time in seconds, and its peak memory; `told` is None
    when it did not end in time."""

    told: Mapping[str, Any] | None
    wall: float
    processor: float
    megabytes: float


def ours(command: Sequence[str], limit: float) -> Ours:
    """Runs a program that prints JSON. Raises RuntimeError when it fails."""
    ended = watched(command, limit)
    spent = ended.run.wall, ended.run.processor, ended.run.megabytes
    if not ended.finished:
        return Ours(None, *spent)
    if ended.run.code:
        raise RuntimeError(f"{' '.join(command)} ended with {ended.run.code}: {ended.text[-500:]}")
    return Ours(json.loads(ended.text), *spent)


def script(name: str, *words: str) -> list[str]:
    """The command for a script beside this one."""
    return [sys.executable, str(HERE / name), *words]


def again(seconds: Sequence[float | None]) -> bool:
    """Whether another run is worth it: the last one ended in time, and did not take long."""
    return not seconds or (seconds[-1] is not None and seconds[-1] < _ONCE)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head), flush=True)
    for row in rows:
        print("| " + " | ".join(row) + " |", flush=True)
    print(flush=True)


def seconds_in_words(seconds: float | None, limit: float) -> str:
    """A time that was measured, or that it was longer than the limit."""
    if seconds is None:
        return f"> {limit:.0f} s"
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"
