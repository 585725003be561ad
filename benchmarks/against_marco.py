"""The logic reading beside MARCO in its SMT mode: minimal sets a second, on the same questions."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from peers import Rate, marco
from questions import Entailment, entailments, trivial
from tables import Options, ours, script, table

_BIASES = ("MUSes", "MCSes")
_STARTS = 5


def logic(options: Options) -> None:
    """All minimal sets of a question, or as many as come in the given seconds; whole processes in turn."""
    head = ["question", "statements", "ours: losses + supports", "CPU s", "sets/s", "MB"]
    if options.marco:
        head += ["MARCO: losses + supports", "CPU s", "sets/s", "MB"]
        head += ["times ahead", "by the clock", "without the start"]
    table(head, _rows(options))


def _rows(options: Options) -> Iterator[tuple[str, ...]]:
    start = _starts(options) if options.marco else (0.0, 0.0)
    for each in entailments().values():
        mine, theirs = _rates(each, options)
        cells = (each.name, str(len(each.statements)), *_cells(mine))
        if theirs is not None:
            _same_answers(each.name, mine, theirs)
            clock = mine.a_second_by_the_clock / theirs.a_second_by_the_clock
            going = mine.a_second_after(start[0]) / theirs.a_second_after(start[1])
            ahead = mine.a_second / theirs.a_second, clock, going
            cells += (*_cells(theirs), *(f"{times:.1f}" for times in ahead))
        yield cells


def _starts(options: Options) -> tuple[float, float]:
    """What the two programs take to begin and to end, in seconds of the processor: the least of some runs."""
    runs = [_rates(trivial(), options) for _ in range(_STARTS)]
    return (
        min(mine.processor for mine, _ in runs),
        min(theirs.processor for _, theirs in runs if theirs is not None),
    )


def _rates(each: Entailment, options: Options) -> tuple[Rate, Rate | None]:
    """Ours, and MARCO's with the better of its two biases."""
    file = options.folder / f"{each.name.replace(' ', '_')}.smt2"
    file.write_text(each.smt2, encoding="utf-8")
    same = file.with_suffix(".json")
    same.write_text(json.dumps([each.declarations, each.statements, each.claim]), encoding="utf-8")
    mine: list[Rate] = []
    theirs: dict[str, list[Rate]] = {bias: [] for bias in _BIASES}
    for _ in range(options.times):
        mine.append(_own_rate(same, options.seconds))
        if options.marco:
            for bias, runs in theirs.items():
                runs.append(marco(sys.executable, options.marco, file, bias, options.seconds))
    best = max(map(_middle, theirs.values()), key=lambda rate: rate.a_second) if options.marco else None
    return _middle(mine), best


def _own_rate(question: Path, seconds: int) -> Rate:
    run = ours(script("logic.py", str(question), str(seconds)), seconds + 30)
    spent = run.processor, run.wall, run.megabytes
    if run.told is None:
        return Rate(0, 0, *spent, False)
    return Rate(run.told["defeaters"], run.told["supports"], *spent, run.told["complete"])


def _middle(runs: Sequence[Rate]) -> Rate:
    return sorted(runs, key=lambda rate: rate.a_second)[len(runs) // 2]


def _same_answers(name: str, mine: Rate, theirs: Rate) -> None:
    if mine.complete and theirs.complete and mine.sets != theirs.sets:
        raise RuntimeError(f"{name}: the two programs do not find equally many sets")


def _cells(rate: Rate) -> tuple[str, ...]:
    lost, enough = rate.sets
    return (
        f"{lost:,} + {enough:,}{'' if rate.complete else ' …'}",
        f"{rate.processor:.2f}",
        f"{rate.a_second:,.0f}",
        f"{rate.megabytes:.0f}",
    )
