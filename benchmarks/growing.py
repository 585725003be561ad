"""Listing speed, and how the first set, the count, whole commands and the memory grow with the argument."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import aralia
from layered import SHAPES, TOP, layered
from measure import Run, run
from tables import Options, Ours, ours, script, table
from written import case_text

_LISTED = 3_000_000
_WORTH_LISTING = 100_000
_LEGS = (1_000, 5_000, 15_000)
_PATIENCE = 5  # these runs are several measurements each

_COMMANDS: Mapping[str, Sequence[str]] = {
    "check": (),
    "defeaters": ("--limit", "10"),
    "whatif": ("--fail", "l5"),
}

Row = Mapping[str, Any]


def listing(options: Options) -> None:
    """Sets a second once the diagram stands: as they come, and small ones first."""
    head = ("tree", "sets", "listed", "build s", "100 smallest s", "sets/s", "sets/s in order", "MB")
    table(head, _listing_rows(options))


def _listing_rows(options: Options) -> Iterator[tuple[str, ...]]:
    for name in options.trees:
        if aralia.expected()[name].count < _WORTH_LISTING:
            continue
        row, megabytes = _measured(
            options, ("seconds", "smallest", "plain", "ordered"), "list", name, str(_LISTED)
        )
        if row is None:
            yield (name, *("not in time",) * 6, megabytes)
            continue
        yield (
            *(name, f"{row['count']:,}", f"{row['listed']:,}"),
            *(f"{row['seconds']:.3f}", f"{row['smallest']:.3f}"),
            *(f"{row['plain']:,.0f}", f"{row['ordered']:,.0f}"),
            megabytes,
        )


def wide(options: Options) -> None:
    """Legs of two leaves: all sets have a member of each leg, and are 2 to the power of the legs."""
    head = ("legs", "sets", "count s", "first s", "100 smallest s", "growth", "importance s", "MB")
    table(head, _wide_rows(options))


def _wide_rows(options: Options) -> Iterator[tuple[str, ...]]:
    before: Row | None = None
    times = ("seconds", "first", "smallest", "importance")
    for legs in _LEGS:
        row, megabytes = _measured(options, times, "wide", str(legs))
        if row is None:
            yield (f"{legs:,}", *("not in time",) * 6, megabytes)
            continue
        row = {**row, "nodes": legs}
        told = [f"{row[key]:.3f}" for key in times]
        yield (f"{legs:,}", row["count"], *told[:3], _exponent(before, row, "smallest"), told[3], megabytes)
        before = row


def growth(options: Options) -> None:
    """Layered random arguments: the first set, then all of them, or those up to a size."""
    head = (
        "shape",
        "nodes",
        "first s",
        "growth",
        "count s",
        "growth",
        "sets",
        "which",
        "tried before s",
        "MB",
    )
    table(head, _growth_rows(options))


def commands(options: Options) -> None:
    """Whole commands on the text of layered cases that share nothing: processor time and memory."""
    head = ("nodes", *(f"{name} {unit}" for name in _COMMANDS for unit in ("CPU s", "MB")))
    table(head, _command_rows(options))


def _command_rows(options: Options) -> Iterator[tuple[str, ...]]:
    for size in options.sizes:
        graph = layered("tree", size)
        file = options.folder / f"tree{size}.fcase"
        file.write_text(case_text(f"tree{size}", TOP, graph), encoding="utf-8")
        nodes = len({*graph, *(member for gate in graph.values() for member in gate.members)})
        cells = [f"{nodes:,}"]
        for name, flags in _COMMANDS.items():
            used: Run = run([sys.executable, "-m", "formalcase", name, str(file), *flags])
            if used.code:
                raise RuntimeError(f"{name} {file.name} ended with {used.code}")
            cells += [f"{used.processor:.1f}", f"{used.megabytes:.0f}"]
        yield tuple(cells)


def _growth_rows(options: Options) -> Iterator[tuple[str, ...]]:
    for shape in SHAPES:
        before: Row | None = None
        for size in options.sizes:
            row, megabytes = _measured(options, ("first", "seconds", "tried"), "grow", shape, str(size))
            if row is None:
                yield (shape, f"{size:,}", *("not in time",) * 7, megabytes)
                continue
            yield (*_growth_cells(shape, row, before), megabytes)
            before = row


def _growth_cells(shape: str, row: Row, before: Row | None) -> tuple[str, ...]:
    within, count = row.get("within"), row.get("count")
    whole = within is None and before is not None and before.get("within") is None
    return (
        *(shape, f"{row['nodes']:,}"),
        *(f"{row['first']:.4f}", _exponent(before, row, "first")),
        *(f"{row['seconds'] - row['tried']:.3f}", _exponent(before, row, "seconds") if whole else ""),
        "" if count is None else f"{count:,}" if count < 10**9 else f"{count:.1e}",
        "no answer" if count is None else "all" if within is None else f"up to {within}",
        f"{row['tried']:.1f}" if row["tried"] else "",
    )


def _exponent(before: Row | None, row: Row, key: str) -> str:
    """The exponent with which the time grows from the size before."""
    if before is None:
        return ""
    return f"{math.log(row[key] / before[key]) / math.log(row['nodes'] / before['nodes']):.2f}"


def _measured(options: Options, times: Sequence[str], *question: str) -> tuple[Row | None, str]:
    """What the runs told, with the medians of some times, and the most memory; None: some ended too late."""
    command = script("engine.py", *question)
    runs: list[Ours] = [ours(command, _PATIENCE * options.limit) for _ in range(options.times)]
    told = [run.told for run in runs if run.told is not None]
    megabytes = f"{max(run.megabytes for run in runs):.0f}"
    if len(told) < len(runs):
        return None, megabytes
    return {**told[0], **{key: options.typical([each[key] for each in told]) for key in times}}, megabytes
