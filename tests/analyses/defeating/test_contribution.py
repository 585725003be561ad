"""Bounds on what the loss of a leaf contributes hold for every way in which losses may hang together."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import pytest

from formalcase.analyses.defeating.contribution import contributions

LEAVES = "abcd"


@pytest.mark.parametrize("seed", range(300))
def test_the_bounds_hold_for_random_joint_distributions(seed: int) -> None:
    random = Random(seed)
    worlds = list(product((True, False), repeat=len(LEAVES)))
    weights = [random.choice((0, 0, 1, 2, 5)) for _ in worlds]
    weights[random.randrange(len(worlds))] += 1
    total = sum(weights)
    true = {
        leaf: Fraction(sum(w for world, w in zip(worlds, weights, strict=True) if world[place]), total)
        for place, leaf in enumerate(LEAVES)
    }
    sets = [tuple(random.sample(LEAVES, random.randint(1, 3))) for _ in range(random.randint(1, 4))]
    slack = Fraction(random.randint(0, 2), 10)
    credence = {
        leaf: (max(Fraction(0), p - slack), min(Fraction(1), p + slack))
        for leaf, p in true.items()
        if random.random() < 0.8
    }
    for complete in (True, False):
        found = contributions(sets, credence, complete=complete)
        for leaf in {name for members in sets for name in members}:
            lost = sum(
                w
                for world, w in zip(worlds, weights, strict=True)
                if any(
                    leaf in members and not any(world[LEAVES.index(name)] for name in members)
                    for members in sets
                )
            )
            low, high = found[leaf]
            assert low <= Fraction(lost, total) <= high


def test_one_leaf_alone_contributes_what_its_credence_leaves_open() -> None:
    found = contributions([("a",)], {"a": (Fraction(9, 10), Fraction(95, 100))}, complete=True)
    assert found == {"a": (Fraction(1, 20), Fraction(1, 10))}
