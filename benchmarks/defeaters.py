"""Minimal defeater sets, beside the programs that people use for such sets: SCRAM and MARCO.

    python defeaters.py [--tables engine,process,listing,logic,growth,wide,commands] [--marco marco.py]

prints the tables in Markdown. What is not installed is left out. See README.md for what they mean.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import aralia
from against_marco import logic
from against_scram import engines, processes
from growing import commands, growth, listing, wide
from tables import Options

TABLES: dict[str, Callable[[Options], None]] = {
    "engine": engines,
    "process": processes,
    "listing": listing,
    "logic": logic,
    "growth": growth,
    "wide": wide,
    "commands": commands,
}


def main() -> None:
    flags = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    flags.add_argument("--tables", default=",".join(TABLES))
    flags.add_argument("--scram", default=shutil.which("scram"), help="the program scram")
    flags.add_argument("--marco", help="the script marco.py; this Python must have z3")
    flags.add_argument("--times", type=int, default=3)
    flags.add_argument("--least", action="store_true", help="the least of several runs, not the median")
    flags.add_argument("--limit", type=float, default=60, help="seconds for one run")
    flags.add_argument("--seconds", type=int, default=10, help="for each question of the logic reading")
    flags.add_argument("--trees", default=",".join(aralia.trees()))
    flags.add_argument("--sizes", default="100,1000,10000,100000")
    chosen = flags.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        options = Options(
            chosen.scram,
            chosen.marco,
            chosen.times,
            chosen.limit,
            chosen.trees.split(","),
            [int(size) for size in chosen.sizes.split(",")],
            chosen.seconds,
            Path(folder),
            chosen.least,
        )
        for name in chosen.tables.split(","):
            print(f"{name}: {TABLES[name].__doc__}\n", flush=True)
            TABLES[name](options)


if __name__ == "__main__":
    main()
