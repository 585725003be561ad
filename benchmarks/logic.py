"""Minimal sets in the logic reading, for some seconds, in a process of its own; tells what came as JSON.

python logic.py QUESTION SECONDS
"""

from __future__ import annotations

import json
import sys
import time

from questions import GOAL, entailments

from formalcase.solve import Budget, session

_TOTAL = 10**9  # steps: more than fit into the time


def main() -> None:
    question, seconds = entailments()[sys.argv[1]], float(sys.argv[2])
    soft = [label for label, _ in question.statements]
    start = time.perf_counter()
    defeaters = supports = 0
    complete = False
    with session() as workers:
        sets = workers.minimal_sets(
            question.question, soft=soft, goal=GOAL, budget=Budget(), total=_TOTAL, defeaters_first=False
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
