"""The yardstick: two bare questions a step, asked of z3 through its Python API, and nothing else.

    python bare.py QUESTIONS.json

No parsing of a case, no core, no countermodel, no finding, no worker process.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import z3


def ask(declarations: str, *assertions: str) -> z3.CheckSatResult:
    solver = z3.Solver()
    solver.from_string(declarations + "".join(assertions))
    return solver.check()


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("questions", metavar="QUESTIONS.json", type=Path)
    wrong = 0
    questions = json.loads(words.parse_args().questions.read_text(encoding="utf-8"))
    for declarations, premises, negated_claim in questions:
        consistent = ask(declarations, premises) == z3.sat
        entailed = ask(declarations, premises, negated_claim) == z3.unsat
        wrong += not (consistent and entailed)
    print(f"{len(questions)} steps, {wrong} not valid")


if __name__ == "__main__":
    main()
