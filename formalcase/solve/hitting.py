"""The minimal sets that have a member in each of some sets, one after the other; the sets may come meanwhile.

The minimal defeater sets are the minimal hitting sets of the minimal supports, and the other way round. So
what hits all supports that are known is a defeater set, unless a support is missing; one check tells.

The search goes in depth (Murakami, Uno: Efficient algorithms for dualizing large-scale hypergraphs): some set
that is not hit yet is hit by each of its members in turn, and a member that is not the only one in any set
is one too many. As sets that come later may yet need that member, the search is gone through again until
no set has come meanwhile. Sets of labels are the bits of an int, by position.
"""

from __future__ import annotations

from collections.abc import Iterator

# Among so many sets that are not hit, the one that leaves the fewest choices is hit next.
_LOOKED_AT = 64
# When so many sets have come, and twice as many as before, the search begins anew with the best of them.
_FEW = 32
# After so many places in the search, it says that it is still going on.
_PAUSE = 64


class HittingSets:
    """An iterator over minimal hitting sets of what was added; now and then it gives None, and goes on.

    Each set that it gives hits all that was added before, and is minimal in that. A set may come again.
    Whoever finds that one misses something adds what it misses, before asking for the next. In the end
    all that were not answered in this way are the minimal hitting sets.
    """

    def __init__(self, labels: int) -> None:
        self._labels = labels
        self._sets: list[int] = []
        self._with = [0] * labels
        self._search = self._passes()
        self.places = 0
        """How many places of the search were gone through: a measure of the work done."""

    def add(self, labels: int) -> None:
        """One more set that is to be hit."""
        bit = 1 << len(self._sets)
        self._sets.append(labels)
        while labels:
            lowest = labels & -labels
            self._with[lowest.bit_length() - 1] |= bit
            labels ^= lowest

    def __iter__(self) -> Iterator[int | None]:
        return self

    def __next__(self) -> int | None:
        return next(self._search)

    def _passes(self) -> Iterator[int | None]:
        known = -1
        while known < len(self._sets):
            known = len(self._sets)
            # Small sets leave few choices.
            sets = sorted(self._sets, key=lambda labels: (labels.bit_count(), labels))
            self._sets, self._with = [], [0] * self._labels
            for labels in sets:
                self.add(labels)
            yield from self._one_pass()

    def _one_pass(self) -> Iterator[int | None]:
        most = 2 * len(self._sets) + _FEW
        root = _Place((), 0, 0, 0, (1 << self._labels) - 1)
        waiting: list[_Place] = []
        place: _Place | None = root
        while place is not None:
            self.places += 1
            if self.places % _PAUSE == 0:
                yield None
            left = self._not_hit(place)
            while not left:
                known = len(self._sets)
                yield sum(1 << member for member in place.members)
                if known == len(self._sets):
                    break
                left = self._not_hit(place)
            else:
                place.choices = self._fewest(left, place.allowed)
                place.allowed &= ~place.choices
                waiting.append(place)
            if len(self._sets) > most:
                return
            place = None
            while waiting and place is None:
                place = self._next_below(waiting[-1])
                if place is None:
                    waiting.pop()

    def _not_hit(self, place: _Place) -> int:
        """The sets that no member hits, as the bits of an int; what has come meanwhile is taken in."""
        known = len(self._sets)
        if place.known != known:
            once = twice = 0
            for member in place.members:
                twice |= once & self._with[member]
                once |= self._with[member]
            place.once, place.twice, place.known = once, twice, known
        return ((1 << known) - 1) & ~place.once

    def _fewest(self, left: int, allowed: int) -> int:
        """What hits one of these sets: the one with the fewest choices, of the first few."""
        found, fewest = 0, self._labels + 1
        for _ in range(_LOOKED_AT):
            lowest = left & -left
            choices = self._sets[lowest.bit_length() - 1] & allowed
            count = choices.bit_count()
            if count < fewest:
                found, fewest = choices, count
            left ^= lowest
            if not left or fewest < 2:
                break
        return found

    def _next_below(self, place: _Place) -> _Place | None:
        """The place with the next of the choices that leaves each member the only one in some set."""
        self._not_hit(place)
        choices, members, with_ = place.choices, place.members, self._with
        while choices:
            lowest = choices & -choices
            choices ^= lowest
            member = lowest.bit_length() - 1
            twice = place.twice | (place.once & with_[member])
            if all(with_[each] & ~twice for each in members):
                place.choices = choices
                below = _Place(
                    (*members, member), place.once | with_[member], twice, place.known, place.allowed
                )
                # Sets with this member and a later choice are found below that one.
                place.allowed |= lowest
                return below
        return None


class _Place:
    """Some members, which sets they hit once or more and twice or more (of the `known` first ones), which
    labels may join them, and with which of these the search goes on."""

    __slots__ = ("allowed", "choices", "known", "members", "once", "twice")

    def __init__(self, members: tuple[int, ...], once: int, twice: int, known: int, allowed: int) -> None:
        self.members = members
        self.once = once
        self.twice = twice
        self.known = known
        self.allowed = allowed
        self.choices = 0
