"""Minimal sets in the logic reading, for some seconds, in a process of its own; tells what came as JSON.

python logic.py FILE SECONDS

The file has the declarations, the statements with their labels, and the claim, as JSON. What is not needed
for the question is not loaded.
"""

from __future__ import annotations

import json
import sys
import time

from formalcase.encode.question import Question, Signature
from formalcase.solve import Budget, session

_TOTAL = 10**9  # steps: more than fit into the time


def main() -> None:
    if sys.argv[1:] == ["--help"]:  # argparse would be loaded for this alone
        print(__doc__)
        return
    start = time.perf_counter()
    seconds = float(sys.argv[2])
    defeaters = supports = 0
    complete = False
    with session(0) as workers:
        with open(sys.argv[1], encoding="utf-8") as file:
            declarations, statements, claim = json.load(file)
        assertions = (*((label, formula) for label, formula in statements), ("goal", f"(not {claim})"))
        sets = workers.minimal_sets(
            Question(declarations, (), assertions, (), Signature()),
            soft=[label for label, _ in statements],
            goal="goal",
            budget=Budget(),
            total=_TOTAL,
            defeaters_first=False,
        )
        for batch in sets.batches():
            defeaters += len(batch.defeaters)
            supports += len(batch.supports)
            complete = batch.complete
            if time.perf_counter() - start > seconds:
                break
    print(json.dumps({"defeaters": defeaters, "supports": supports, "complete": complete}))


if __name__ == "__main__":
    main()
