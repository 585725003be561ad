"""A whole `formalcase check` beside two bare z3 questions a step, over growing cases.

python steps.py [--sizes 100,300,1000] [--shapes chain,tree] [--times 3] [--jobs 1]
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generate import SHAPES, write
from measure import Run, median

HERE = Path(__file__).parent
_HEAD = (
    "shape",
    "steps",
    "bare s",
    "check s",
    "ratio",
    "bare CPU s",
    "check CPU s",
    "ratio",
    "bare MB",
    "check MB",
    "growth",
    "exit",
)


@dataclass(frozen=True, slots=True)
class Row:
    shape: str
    steps: int
    bare: Run
    check: Run

    @property
    def ratio(self) -> float:
        return self.check.wall / self.bare.wall

    @property
    def processor_ratio(self) -> float:
        return self.check.processor / self.bare.processor


def measured(shape: str, sizes: Sequence[int], times: int, jobs: int, folder: Path) -> Iterator[Row]:
    """One row a size. The two programs are run in turn on the same machine, in the same minute."""
    for steps in sizes:
        case, questions = write(shape, steps, folder)
        bare = median([sys.executable, str(HERE / "bare.py"), str(questions)], times)
        check = median(
            [sys.executable, "-m", "formalcase", "check", "--quiet", "--jobs", str(jobs), str(case)], times
        )
        if bare.code or check.code not in (0, 3):
            raise RuntimeError(f"{case}: ended with {bare.code} and {check.code}, 0 expected")
        yield Row(shape, steps, bare, check)


def growth(before: Row | None, row: Row) -> str:
    """The exponent with which the processor time of a check grows from the size before."""
    if before is None:
        return ""
    return (
        f"{math.log(row.check.processor / before.check.processor) / math.log(row.steps / before.steps):.2f}"
    )


def cells(before: Row | None, row: Row) -> tuple[str, ...]:
    return (
        row.shape,
        str(row.steps),
        f"{row.bare.wall:.2f}",
        f"{row.check.wall:.2f}",
        f"{row.ratio:.2f}",
        f"{row.bare.processor:.2f}",
        f"{row.check.processor:.2f}",
        f"{row.processor_ratio:.2f}",
        f"{row.bare.megabytes:.0f}",
        f"{row.check.megabytes:.0f}",
        growth(before, row),
        str(row.check.code),
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="100,300,1000")
    options.add_argument("--shapes", default=",".join(SHAPES))
    options.add_argument("--times", type=int, default=3)
    options.add_argument("--jobs", type=int, default=1)
    chosen = options.parse_args()
    sizes = [int(size) for size in chosen.sizes.split(",")]
    print("| " + " | ".join(_HEAD) + " |")
    print("|" + "---|" * len(_HEAD))
    with tempfile.TemporaryDirectory() as folder:
        for shape in chosen.shapes.split(","):
            before: Row | None = None
            for row in measured(shape, sizes, chosen.times, chosen.jobs, Path(folder)):
                print("| " + " | ".join(cells(before, row)) + " |", flush=True)
                before = row


if __name__ == "__main__":
    main()
