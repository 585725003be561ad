"""Fault trees beside SCRAM: engine against algorithm, and process against process."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import aralia
from peers import SCRAM_ENGINES, ScramRun, scram_algorithm, scram_process
from tables import Options, Ours, again, ours, script, seconds_in_words, table

_SMALLEST = 100

Scram = Callable[[str, str, Path, float], ScramRun]


@dataclass(frozen=True, slots=True)
class Beside:
    """The runs with one tree: ours, and those of each of SCRAM's engines."""

    tree: str
    ours: Sequence[Ours]
    scram: Sequence[Sequence[ScramRun]]
    options: Options

    @property
    def counted(self) -> float | None:
        """SCRAM's time to the count, by the better of its engines."""
        return _best([self.options.typical([run.seconds for run in runs]) for runs in self.scram])

    @property
    def diagram(self) -> float | None:
        """SCRAM's time to the diagram, by the better of its engines."""
        return _best([self.options.typical([run.diagram for run in runs]) for runs in self.scram])

    @property
    def memory(self) -> tuple[str, str]:
        theirs = [run.megabytes for runs in self.scram for run in runs]
        return f"{max(run.megabytes for run in self.ours):.0f}", f"{max(theirs, default=0):.0f}"


def engines(options: Options) -> None:
    """Ours: from the support graph to the count and the sizes. SCRAM: from the model in memory to its
    diagram, and on to the count."""
    head = ("tree", "sets", "ours", "SCRAM diagram", "times ahead", "SCRAM count", "times ahead")
    table((*head, "MB", "SCRAM MB"), _engine_rows(options))


def _engine_rows(options: Options) -> Iterator[tuple[str, ...]]:
    for tree in _chosen(options):
        row = _beside(tree, options, script("engine.py", "count", tree.name), scram_algorithm)
        mine = options.typical([float(run.told["seconds"]) if run.told else None for run in row.ours])
        yield (
            *(tree.name, f"{aralia.expected()[tree.name].count:,}", seconds_in_words(mine, options.limit)),
            *_compared(mine, row.diagram, options),
            *_compared(mine, row.counted, options),
            *row.memory,
        )


def processes(options: Options) -> None:
    """Ours: from the text of a case to the count and the smallest sets. SCRAM: from its file to the end.

    The comparison is by processor time, ours that of all its processes, as others may be at work."""
    head = ("tree", "sets", "ours", *(f"SCRAM {each}" for each in SCRAM_ENGINES), "ours CPU", "SCRAM CPU")
    table((*head, "times ahead", "MB", "SCRAM MB"), _process_rows(options))


def _process_rows(options: Options) -> Iterator[tuple[str, ...]]:
    for tree in _chosen(options):
        row = _beside(tree, options, _command(options, tree), scram_process)
        mine = options.typical([run.wall if run.told else None for run in row.ours])
        each = [options.typical([run.seconds for run in runs]) for runs in row.scram] or [None] * len(
            SCRAM_ENGINES
        )
        yield (
            *(tree.name, f"{aralia.expected()[tree.name].count:,}", seconds_in_words(mine, options.limit)),
            *(seconds_in_words(one, options.limit) if row.scram else "" for one in each),
            *_by_processor(row, options),
            *row.memory,
        )


def _by_processor(row: Beside, options: Options) -> tuple[str, str, str]:
    mine = options.typical([run.processor for run in row.ours])
    done = _best(
        [options.typical([run.processor for run in runs if run.seconds is not None]) for runs in row.scram]
    )
    spent = [run.processor for runs in row.scram for run in runs]
    own = seconds_in_words(mine, options.limit)
    if mine is None or not spent:
        return own, "", ""
    if done is None:
        return own, f"> {min(spent):.0f} s", f"> {min(spent) / mine:.1f}"
    return own, seconds_in_words(done, options.limit), f"{done / mine:.2f}"


def _command(options: Options, tree: aralia.Tree) -> list[str]:
    case = options.folder / f"{tree.name}.fcase"
    case.write_text(tree.case, encoding="utf-8")
    command = [sys.executable, "-m", "formalcase", "defeaters", str(case)]
    return [*command, "--limit", str(_SMALLEST), "--format", "json"]


def _chosen(options: Options) -> Iterator[aralia.Tree]:
    known = aralia.trees()
    return (known[name] for name in options.trees)


def _beside(tree: aralia.Tree, options: Options, command: Sequence[str], scram: Scram) -> Beside:
    """Runs ours and SCRAM's engines in turn. Raises RuntimeError when a count is not the known one."""
    model = options.folder / f"{tree.name}.xml"
    model.write_text(aralia.open_psa(tree.name, tree.failing), encoding="utf-8")
    count = aralia.expected()[tree.name].count
    mine: list[Ours] = []
    theirs: list[list[ScramRun]] = [[] for _ in SCRAM_ENGINES] if options.scram else []
    for _ in range(options.times):
        if again([run.wall if run.told else None for run in mine]):
            mine.append(ours(command, options.limit))
            told = mine[-1].told
            if told is not None and told["count"] != count:
                raise RuntimeError(f"{tree.name}: {told['count']} sets, {count} expected")
        for engine, runs in zip(SCRAM_ENGINES, theirs, strict=False):
            if options.scram and again([run.seconds for run in runs]):
                runs.append(scram(options.scram, engine, model, options.limit))
                if runs[-1].count not in (None, count):
                    raise RuntimeError(f"{tree.name}: SCRAM gives {runs[-1].count} sets, {count} expected")
    return Beside(tree.name, mine, theirs, options)


def _best(seconds: Sequence[float | None]) -> float | None:
    return min([each for each in seconds if each is not None], default=None)


def _compared(mine: float | None, peer: float | None, options: Options) -> tuple[str, str]:
    """The peer's time, and how many times longer it is; below 1 we are behind."""
    if not options.scram:
        return "", ""
    words = seconds_in_words(peer, options.limit)
    if mine is None:
        return words, "neither" if peer is None else "behind"
    return words, f"> {options.limit / mine:.0f}" if peer is None else f"{peer / mine:.2f}"
