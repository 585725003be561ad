"""The greatest probability that an event can have, by linear programming over the worlds.

Worlds are numbers, sets of worlds are the bits of an integer. What is known are bounds on the probabilities
of some sets. The dual problem is solved, for few worlds at first: prices for the sets, so that each world is
paid for. Then all worlds are gone through, in exact arithmetic. If the prices pay for each of them, they
prove the bound whatever the solver did; if not, the worst of the others join, and the prices are set anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm

from formalcase.analyses.step import Ask
from formalcase.encode.question import Check, Question, Sat
from formalcase.encode.smt import make_question
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.term import REAL, Term
from formalcase.logic.vocabulary import Symbol, Vocabulary
from formalcase.logic.world import World
from formalcase.solve.question import Answer

_ALL_AT_ONCE = 128
"""Up to so many worlds all of them are there from the start."""
_ROUNDS = 80
_FRESH = 12
_ZERO, _ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Bounded:
    """The probability of the set `worlds` lies within `low` and `high`."""

    name: str
    worlds: int
    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Greatest:
    """`value` is proved to be no less than any probability that the event can have; `attained`: it is one."""

    value: Fraction
    attained: bool
    worlds: tuple[int, ...]
    """Those that were looked at on the way: with slightly other bounds, these are a good beginning."""


def fitting(known: Sequence[Bounded], count: int, ask: Ask) -> dict[int, Fraction] | tuple[str, ...] | None:
    """A distribution over worlds 0 to `count` - 1 that fits: the probabilities that are not zero. If there
    is none, the names of a minimal part of what is known that nothing fits; None when that is undecided."""
    work = _Linear([f"q{world}" for world in range(count)])
    for world in range(count):
        work.at_least(f"not below {world}", work.of(f"q{world}"), _ZERO)
    work.at_least("sum", work.total({f"q{world}": _ONE for world in range(count)}), _ONE)
    work.at_most("sum at most", work.total({f"q{world}": _ONE for world in range(count)}), _ONE)
    owner: dict[str, str] = {}
    for place, each in enumerate(known):
        total = work.total({f"q{world}": _ONE for world in _bits(each.worlds)})
        work.at_least(f"low {place}", total, each.low)
        work.at_most(f"high {place}", total, each.high)
        owner |= {f"low {place}": each.name, f"high {place}": each.name}
    outcome = ask([work.question(Check("fits", tuple(work.labelled), shrink=tuple(owner), world=True))])[0][
        "fits"
    ]
    if outcome.sat is Sat.UNSAT:
        blamed = {owner[label] for label in outcome.core if label in owner}
        return tuple(each.name for each in known if each.name in blamed)
    if outcome.sat is Sat.UNKNOWN or outcome.world is None:
        return None
    values = {world: _value(outcome.world, f"q{world}") for world in range(count)}
    return {world: value for world, value in values.items() if value}


def greatest(
    known: Sequence[Bounded], event: int, count: int, start: Sequence[int], ask: Ask
) -> Greatest | None:
    """The greatest probability of the set `event` among the distributions that fit; some distribution over
    the worlds in `start` must. None when the solver gave up."""
    telling = [each for each in known if each.low > 0 or each.high < 1]
    chosen = list(range(count)) if count <= _ALL_AT_ONCE else list(dict.fromkeys(start))
    best: Fraction | None = None
    for _ in range(_ROUNDS):
        prices = _prices(telling, event, chosen, ask)
        if prices is None:
            break
        unpaid = _unpaid(prices, telling, event, count)
        value = prices.cost(telling)
        if not unpaid:
            return Greatest(min(_ONE, value), True, tuple(chosen))
        # To pay more for all worlds at once makes up for the worst of them.
        enough = value + max(short for short, _ in unpaid)
        best = enough if best is None else min(best, enough)
        chosen += [world for _, world in unpaid[:_FRESH]]
    return None if best is None else Greatest(min(_ONE, best), False, tuple(chosen))


@dataclass(frozen=True, slots=True)
class _Prices:
    """What every world pays, and what it pays for each set that it is in: more where that is scarce (`above`
    its low bound it costs, `below` its high bound it is worth)."""

    always: Fraction
    scarce: tuple[Fraction, ...]
    plenty: tuple[Fraction, ...]

    def cost(self, known: Sequence[Bounded]) -> Fraction:
        """What the prices come to: with scarce and plenty not negative, a bound on the event."""
        paid = zip(known, self.scarce, self.plenty, strict=True)
        return self.always + sum((each.high * s - each.low * p for each, s, p in paid), _ZERO)


def _prices(known: Sequence[Bounded], event: int, chosen: Sequence[int], ask: Ask) -> _Prices | None:
    """The least prices that pay for the chosen worlds."""
    places = range(len(known))
    names = ["always", *(f"s{place}" for place in places), *(f"p{place}" for place in places)]
    work = _Linear(names)
    for name in names[1:]:
        work.at_least(f"not below {name}", work.of(name), _ZERO)
    for world in chosen:
        paid = {"always": _ONE}
        for place, each in enumerate(known):
            if each.worlds >> world & 1:
                paid |= {f"s{place}": _ONE, f"p{place}": -_ONE}
        work.at_least(f"world {world}", work.total(paid), Fraction(event >> world & 1))
    costs = {"always": _ONE}
    for place, each in enumerate(known):
        costs |= {f"s{place}": each.high, f"p{place}": -each.low}
    labels = tuple(work.labelled)
    work.at_most("cost", work.total(costs), _ZERO)
    first = ask([work.question(Check("least", labels, least="cost"))])[0]["least"]
    if first.sat is not Sat.SAT or first.least is None or not first.least.exact:
        return None
    del work.labelled["cost"]
    work.at_most("cost", work.total(costs), first.least.value)
    answer: Answer = ask([work.question(Check("prices", (*labels, "cost"), world=True))])[0]
    found = answer["prices"].world
    if answer["prices"].sat is not Sat.SAT or found is None:
        return None
    values = {name: _value(found, name) for name in names}
    return _Prices(
        values["always"],
        tuple(max(_ZERO, values[f"s{place}"]) for place in places),
        tuple(max(_ZERO, values[f"p{place}"]) for place in places),
    )


def _unpaid(prices: _Prices, known: Sequence[Bounded], event: int, count: int) -> list[tuple[Fraction, int]]:
    """How much each world that is not paid for is short, the worst first."""
    net = [s - p for s, p in zip(prices.scarce, prices.plenty, strict=True)]
    scale = lcm(prices.always.denominator, *(each.denominator for each in net))
    whole = [(int(price * scale), each.worlds) for price, each in zip(net, known, strict=True) if price]
    always = int(prices.always * scale)
    found = []
    for world in range(count):
        paid = always + sum(price for price, worlds in whole if worlds >> world & 1)
        short = (event >> world & 1) * scale - paid
        if short > 0:
            found.append((short, world))
    found.sort(key=lambda each: (-each[0], each[1]))
    return [(Fraction(short, scale), world) for short, world in found]


class _Linear:
    """Comparisons of sums of unknown numbers with numbers, under labels."""

    def __init__(self, names: Sequence[str]) -> None:
        self._vocabulary = Vocabulary(symbols={name: Symbol(name, (), REAL) for name in names})
        self.labelled: dict[str, Term] = {}

    def of(self, name: str) -> Term:
        return build.apply(self._vocabulary.symbols[name], ())

    def total(self, weights: Mapping[str, Fraction]) -> Term:
        parts = []
        for name, weight in weights.items():
            if weight == 1:
                parts.append(self.of(name))
            elif weight:
                parts.append(build.multiply((_number(weight), self.of(name))))
        return build.add(tuple(parts)) if len(parts) > 1 else parts[0] if parts else _number(_ZERO)

    def at_least(self, label: str, term: Term, value: Fraction) -> None:
        self.labelled[label] = build.at_least(term, _number(value), self._vocabulary)

    def at_most(self, label: str, term: Term, value: Fraction) -> None:
        self.labelled[label] = build.at_most(term, _number(value), self._vocabulary)

    def question(self, check: Check) -> Question:
        return make_question(self._vocabulary, self.labelled, [check])


def _number(value: Fraction) -> Term:
    return build.number(value, decimal=True, unit=None)


def _value(world: World, name: str) -> Fraction:
    table = world.tables[name]
    found = table.entries.get((), table.default)
    assert isinstance(found, Fraction)
    return found


def _bits(worlds: int) -> list[int]:
    return [place for place in range(worlds.bit_length()) if worlds >> place & 1]
