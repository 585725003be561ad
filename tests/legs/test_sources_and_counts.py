"""Shared sources by a plain walk, effective legs and joint defeaters by trying all sets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, combinations
from random import Random

from legjudging import one_verdict, studied

from formalcase.solve import Session
from formalcase.solve.provenance import shared_sources

Named = Mapping[str, Sequence[str]]


def above(source: str, within: Named) -> set[str]:
    """The source and all that it lies within."""
    found = {source}
    while more := {wider for each in found for wider in within.get(each, ())} - found:
        found |= more
    return found


def by_walking(legs: Sequence[Named], within: Named, accepted: Sequence[str]) -> set[tuple[int, int, str]]:
    """What the README of the stage says: pairs of different leaves, what they meet in, without what is
    accepted or reached by way of it, and without what lies above another meeting of the same pair."""
    found = set()
    for (one, first), (two, second) in combinations(enumerate(legs), 2):
        for x, y in ((x, y) for x in first for y in second if x != y):
            common = set().union(*(above(s, within) for s in first[x]))
            common &= set().union(*(above(s, within) for s in second[y]))
            covered = {w for a in accepted if a in common for w in above(a, within)}
            left = common - covered
            for source in left:
                narrower = [s for s in left if s != source and source in above(s, within)]
                if all(s in above(source, within) for s in narrower):
                    found.add((one, two, source))
    return found


def test_clingo_and_a_plain_walk_agree_on_sources() -> None:
    random = Random("sources")
    for _ in range(150):
        names = [f"s{number}" for number in range(random.randint(1, 8))]
        within = {
            name: random.sample(names[place + 1 :], min(len(names) - place - 1, random.randint(0, 2)))
            for place, name in enumerate(names)
        }
        if random.random() < 0.3:  # sources within each other are as good as one
            within[names[-1]] = [random.choice(names)]
        leaves = [f"e{number}" for number in range(6)]
        named = {leaf: random.sample(names, min(len(names), random.randint(0, 2))) for leaf in leaves}
        legs = [
            {leaf: named[leaf] for leaf in random.sample(leaves, random.randint(1, 4))}
            for _ in range(random.randint(2, 3))
        ]
        accepted = random.sample(names, random.randint(0, min(2, len(names))))
        found = shared_sources(legs, within, accepted)
        told = {(each.leg, each.other, each.source) for each in found}
        assert told == by_walking(legs, within, accepted), (legs, within, accepted)
        for each in found:
            first, second = each.leaves
            assert first != second
            for leaf, leg in ((first, legs[each.leg]), (second, legs[each.other])):
                assert each.source in set().union(*(above(s, within) for s in leg[leaf]))


def smallest(legs: Sequence[set[str]], causes: Sequence[set[str]]) -> int:
    """The least number of causes, each a set of leaves, of which every leg loses a leaf."""
    for size in range(len(causes) + 1):
        for chosen in combinations(causes, size):
            lost = set(chain.from_iterable(chosen))
            if all(leg & lost for leg in legs):
                return size
    raise AssertionError("losing everything fails all legs")


def test_effective_legs_and_joint_defeaters_are_the_smallest(asking: Session) -> None:
    random = Random("effective")
    for _ in range(25):
        sources = [f"s{number}" for number in range(random.randint(1, 4))]
        leaves = {f"E{number}": random.choice(sources) for number in range(random.randint(2, 6))}
        bounds = {leaf: random.randint(1, 9) for leaf in leaves}
        lines = ['case c "C" { top C }', 'const x: Real "x"', 'claim C "C" { holds x <= 20 }']
        lines += [f'source {name} "S"' for name in sources]
        lines += [
            f'evidence {leaf} "E" {{ holds x <= {bounds[leaf]} source {source} }}'
            for leaf, source in leaves.items()
        ]
        legs = [set(random.sample(sorted(leaves), random.randint(1, 2))) for _ in range(random.randint(2, 3))]
        lines += [
            f'argument L{n} "L" {{ for C from {", ".join(sorted(leg))} }}' for n, leg in enumerate(legs)
        ]
        found = studied("\n".join(lines), asking)[0]
        used = sorted(set().union(*legs))
        causes = [{b for b in used if bounds[b] <= bounds[a]} for a in used]
        causes += [{leaf for leaf in used if leaves[leaf] == source} for source in sources]
        assert found.joint_defeater is not None
        assert len(found.joint_defeater) == smallest(legs, [{leaf} for leaf in used])
        assert all(leg & set(found.joint_defeater) for leg in legs)
        assert found.effective.legs == smallest(legs, causes)


SPLIT = """\
case c "C" { top C }
const p: Bool "p"
const q: Bool "q"
const c: Bool "c"
claim C "C" { holds c }
assumption B "Both" { holds p and q }
assumption PC "p means c" { holds p implies c }
assumption QC "q means c" { holds q implies c }
argument L1 "One" { for C from B, PC }
argument L2 "Two" { for C from B, QC }
"""


def test_a_shared_leaf_of_which_legs_use_different_parts_is_to_be_split(asking: Session) -> None:
    (reason,) = one_verdict(SPLIT, asking).reasons
    assert (reason.kind, reason.witness) == ("shared_leaf", ("B",))
    assert reason.part == "`L1` needs `p`, `L2` needs `q`"


def test_legs_that_contradict_each_other_are_told_with_the_conflict(asking: Session) -> None:
    text = SPLIT.replace("from B, QC", "from N, NC").replace("p and q", "p")
    text += 'assumption N "Not p" { holds not p }\nassumption NC "Then c" { holds not p implies c }\n'
    found = {reason.kind: set(reason.witness) for reason in one_verdict(text, asking).reasons}
    assert found["contradiction"] == {"B", "N"}


def test_a_leg_that_does_not_suffice_is_told_with_what_it_shares(asking: Session) -> None:
    text = SPLIT.replace("from B, PC", "from B")
    kinds = {reason.kind for reason in one_verdict(text, asking).reasons}
    assert kinds == {"insufficient_leg", "shared_leaf"}


def test_the_change_that_is_proposed_names_each_shared_leaf_once(asking: Session) -> None:
    (found,) = studied(SPLIT, asking)
    assert found.changes is not None
    assert [change.leaf for change in found.changes] == ["B"]
