"""What the loss of a leaf contributes: bounds on the probability that it takes the claim's support away.

A leaf contributes through the minimal sets that it is in: each is lost when all of its members are. Nothing
is assumed on how the losses hang together, so these are Fréchet's bounds (1935), and no more than bounds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

Interval = tuple[Fraction, Fraction]


def contributions(
    sets: Sequence[Sequence[str]], credence: Mapping[str, Interval], *, complete: bool
) -> dict[str, Interval]:
    """For each leaf in the sets, the least and the most probability that some set with it is lost as a whole.

    `credence` has bounds on the probability that a leaf is true, [0, 1] for leaves that are not in it.
    `complete`: these are all sets there are; without some, the upper bound is that of the leaf's own loss.
    """
    least: dict[str, Fraction] = {}
    total: dict[str, Fraction] = {}
    for members in sets:
        losses = [_loss(name, credence) for name in members]
        low = max(Fraction(0), sum((loss[0] for loss in losses), Fraction(0)) - (len(losses) - 1))
        high = min((loss[1] for loss in losses), default=Fraction(1))
        for name in members:
            least[name] = max(low, least.get(name, low))
            total[name] = total.get(name, Fraction(0)) + high
    own = {name: _loss(name, credence)[1] for name in least}
    return {name: (least[name], min(own[name], total[name]) if complete else own[name]) for name in least}


def _loss(name: str, credence: Mapping[str, Interval]) -> Interval:
    low, high = credence.get(name, (Fraction(0), Fraction(1)))
    return 1 - high, 1 - low
