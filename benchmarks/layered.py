"""Random arguments of any number of nodes, as support graphs: the same for the same shape and size.

    python layered.py SHAPE NODES FILE

writes one as a case. Claims are made layer by layer; each rests on two to five premises, claims of the layer
below or leaves. Three claims in four need all of them; of the others one in six needs two, and the rest one.
The shapes differ in what is shared:

- `tree`: nothing;
- `local`: one leaf in ten is one of the fifty before it, in the order of reading branch by branch: what is
  close together in the argument is shared;
- `layer`: the same, in the order of reading layer by layer: each branch shares with the next one;
- `mixed`: one leaf in five is an earlier one, nine times of ten one of the fifty before it, branch by branch,
  else any; and one cited claim in fifty is cited by another claim already.
"""

from __future__ import annotations

import argparse
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from written import case_text

from formalcase.case.support import Gate

TOP = "c0"
_NEAR = 50
_CLAIMS = 0.35  # of all nodes
_INNER = 0.55  # of the premises of a claim, while claims are wanted

Skeleton = Mapping[str, list[str | None]]
"""For each claim the claims that it rests on, and None for each leaf."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Shares of the leaves that are earlier ones, of these from anywhere, and of claims cited again."""

    shared: float = 0
    anywhere: float = 0
    again: float = 0
    by_layer: bool = False


SHAPES = {
    "tree": Shape(),
    "local": Shape(0.1),
    "layer": Shape(0.1, by_layer=True),
    "mixed": Shape(0.2, 0.1, 0.02),
}


def layered(shape: str, nodes: int) -> dict[str, Gate]:
    """A support graph of about so many claims and leaves; its top is `TOP`."""
    chosen, random = SHAPES[shape], Random(1)
    skeleton = _skeleton(chosen, random, max(1, int(nodes * _CLAIMS)))
    leaves = _leaves(chosen, random)
    order = list(skeleton) if chosen.by_layer else _branch_by_branch(skeleton)
    members = {
        claim: dict.fromkeys([member or next(leaves) for member in skeleton[claim]]) for claim in order
    }
    return {claim: _gate(random, tuple(members[claim])) for claim in skeleton}


def _skeleton(shape: Shape, random: Random, claims: int) -> Skeleton:
    made = 1
    pending = deque([TOP])
    found: dict[str, list[str | None]] = {}
    while pending:
        claim = pending.popleft()
        found[claim] = []
        for _ in range(random.randint(2, 5)):
            if made >= claims or (pending and random.random() >= _INNER):
                found[claim].append(None)
            elif pending and random.random() < shape.again:
                # A pending claim rests on nothing yet, so that citing it makes no circle.
                found[claim].append(pending[random.randrange(len(pending))])
            else:
                pending.append(f"c{made}")
                found[claim].append(pending[-1])
                made += 1
    return found


def _leaves(shape: Shape, random: Random) -> Iterator[str]:
    made = 0
    while True:
        if made > _NEAR and random.random() < shape.shared:
            near = 0 if random.random() < shape.anywhere else made - _NEAR
            yield f"l{random.randrange(near, made)}"
        else:
            yield f"l{made}"
            made += 1


def _branch_by_branch(skeleton: Skeleton) -> list[str]:
    """The claims in the order of a walk that finishes each branch before the next."""
    met: dict[str, None] = {}
    todo = [TOP]
    while todo:
        claim = todo.pop()
        if claim not in met:
            met[claim] = None
            todo.extend([member for member in reversed(skeleton[claim]) if member is not None])
    return list(met)


def _gate(random: Random, members: tuple[str, ...]) -> Gate:
    if random.random() < 0.75:
        return Gate(len(members), members)
    return Gate(min(2, len(members)) if random.random() < 1 / 6 else 1, members)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("shape", choices=SHAPES)
    words.add_argument("nodes", metavar="NODES", type=int)
    words.add_argument("file", metavar="FILE", type=Path)
    chosen = words.parse_args()
    text = case_text(f"{chosen.shape}{chosen.nodes}", TOP, layered(chosen.shape, chosen.nodes))
    chosen.file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
