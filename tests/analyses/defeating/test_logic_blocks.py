"""Theories in blocks that hang together by single Booleans: composed, they say what trying all sets says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import comb
from random import Random
from typing import Any, cast

import pytest
from logic_samples import InProcess, Sets, by_trying_all, reading_of

import formalcase
from formalcase.analyses.defeating import composed as composed_module
from formalcase.analyses.defeating.argued import Argued
from formalcase.analyses.defeating.argument import ArgumentReading
from formalcase.analyses.defeating.broken_off import sets_so_far
from formalcase.analyses.defeating.composed import Composition
from formalcase.analyses.defeating.reading import Query
from formalcase.analyses.defeating.rules import GOAL
from formalcase.case.formulas import Leaf, declared_leaves, formula_of, full_vocabulary, implicit_leaves
from formalcase.case.model import Case, Claim
from formalcase.encode.question import Check, Question, Sat
from formalcase.encode.smt import make_question
from formalcase.logic import build
from formalcase.logic.depth import deep_recursion
from formalcase.solve import Budget, Session
from formalcase.solve.minimal_sets import Batch

STEPS = Budget(1_000_000)


@dataclass(slots=True)
class Written:
    """Words and leaves, and what could be asked of them."""

    random: Random
    words: list[str] = field(default_factory=list)
    leaves: list[str] = field(default_factory=list)
    open_to: list[str] = field(default_factory=list)
    """Booleans by which a block may hang on another one."""

    def one_of(self, *texts: str) -> str:
        return self.random.choice(texts)

    def boolean(self) -> str:
        name = f"q{len(self.words)}"
        if self.random.random() < 0.3:
            self.words.append(f'enum E{name} {{ one, two }} fn f{name}(e: E{name}): Bool "f"')
            return f"f{name}(E{name}.{self.one_of('one', 'two')})"
        self.words.append(f'const {name}: Bool "q"')
        return name

    def block(self, top: str) -> None:
        """Some leaves that have to do with the Boolean `top`, and with others below."""
        kind = self.one_of("numbers", "booleans", "enum", "members", "sort", "sort", "division", "defined")
        n = len(self.words)
        below = [self.boolean() for _ in range(self.random.choice((0, 0, 1, 2)))]
        self.open_to += below
        sign = self.one_of("", "", "", "not ")
        self._own(kind, n)
        premises, conclusion = self.random.choice(WHY[kind])
        says = [each.replace("#", str(n)) for each in premises]
        for each in below:
            said = says.pop()
            says.append(self.one_of(f"{each} implies ({said})", f"({said}) or not {each}"))
        says += [self._said(kind, n, [top, *below]) for _ in range(self.random.choice((0, 0, 1)))]
        why = [conclusion.replace("#", str(n))] + ([self._own(kind, n)] if self.random.random() < 0.2 else [])
        says.append(self._reason(f"{sign}{top}", why))
        self.leaves += self.random.sample(says, len(says))

    def _said(self, kind: str, n: int, atoms: Sequence[str]) -> str:
        one, other = self.random.choice(atoms), self.random.choice(atoms)
        own = self._own(kind, n)
        return self.one_of(
            own, own, f"{own} or {self.one_of('', 'not ')}{one}", f"{one} implies {own}", f"{own} and {other}"
        )

    def _reason(self, goal: str, conditions: Sequence[str]) -> str:
        left = f" {self.one_of('and', 'and', 'or')} ".join(f"({each})" for each in conditions)
        return self.one_of(f"({left}) implies {goal}", f"{goal} or not ({left})", f"{goal} iff ({left})")

    def _own(self, kind: str, n: int) -> str:
        """A formula that only this block has words for."""
        declared = {
            "numbers": f'const x{n}: Real "x" const y{n}: Int in 0 .. 9 "y"',
            "booleans": f'const a{n}: Bool "a" const b{n}: Bool "b" const d{n}: Bool "d"',
            "enum": f'enum T{n} {{ low < mid < high }} const t{n}: T{n} "t" fn g{n}(t: T{n}): Bool "g"',
            "members": f'enum M{n} {{ m1, m2, m3 }} fn h{n}(m: M{n}): Bool "h"',
            "sort": f'sort S{n} {{ s{n}, r{n} }} fn k{n}(s: S{n}): Bool "k" const z{n}: S{n} "z"',
            "division": f'const u{n}: Real "u" const v{n}: Real "v"',
            "defined": f'const w{n}: Int "w" def dw{n}: Int "dw" = w{n} + 2 def p{n}: Bool "p" = dw{n} >= 4',
        }[kind]
        if declared not in self.words:
            self.words.append(declared)
        texts = {
            "numbers": (f"x{n} <= 3", f"x{n} <= y{n}", f"y{n} <= 2", f"x{n} + y{n} <= 5", f"y{n} >= 1"),
            "booleans": (f"a{n}", f"a{n} or b{n}", f"b{n} implies d{n}", f"a{n} iff d{n}", f"not b{n}"),
            "enum": (
                f"t{n} = T{n}.low",
                f"t{n} >= T{n}.mid",
                f"forall t in T{n}: g{n}(t)",
                f"g{n}(t{n})",
                f"exists t in T{n}: g{n}(t) and t != T{n}.low",
            ),
            "members": (
                f"(count m in M{n}: h{n}(m)) >= 2",
                f"h{n}(M{n}.m1)",
                f"h{n}(M{n}.m2) and h{n}(M{n}.m3)",
                f"exists m in M{n}: not h{n}(m)",
                f"h{n}(M{n}.m1) implies h{n}(M{n}.m2)",
            ),
            "sort": (
                f"forall s in S{n}: k{n}(s)",
                f"k{n}(s{n})",
                f"k{n}(r{n})",
                f"k{n}(z{n})",
                f"z{n} = r{n}",
                f"(count s in S{n}: k{n}(s)) >= 1",
            ),
            "division": (
                f"u{n} >= 1",
                f"v{n} / u{n} <= 3",
                f"v{n} <= 2",
                f"v{n} <= u{n}",
                f"v{n} / u{n} > 1",
            ),
            "defined": (f"p{n}", f"w{n} >= 3", f"dw{n} <= 9", f"w{n} <= 5", f"not p{n}"),
        }[kind]
        return self.one_of(*texts)


WHY: dict[str, list[tuple[tuple[str, ...], str]]] = {
    "numbers": [
        (("x# <= 3", "y# <= 2"), "x# + y# <= 5"),
        (("x# <= y#", "y# <= 2"), "x# <= 3"),
        (("y#  >= 8",), "y# * y# >= 50 and x# <= x# + y#"),
    ],
    "booleans": [
        (("a#", "a# iff d#"), "d#"),
        (("a# or b#", "not b#"), "a#"),
        (("b#", "b# implies d#"), "d#"),
    ],
    "enum": [
        (("t# = T#.low", "g#(T#.low)"), "g#(t#)"),
        (("forall t in T#: g#(t)",), "g#(t#)"),
        (("g#(t#)", "t# >= T#.mid"), "exists t in T#: g#(t) and t != T#.low"),
    ],
    "members": [
        (("h#(M#.m1)", "h#(M#.m1) implies h#(M#.m2)"), "(count m in M#: h#(m)) >= 2"),
        (("h#(M#.m2) and h#(M#.m3)", "h#(M#.m1)"), "forall m in M#: h#(m)"),
        (("not h#(M#.m1)",), "exists m in M#: not h#(m)"),
    ],
    "sort": [
        (("k#(s#)", "k#(r#)"), "forall s in S#: k#(s)"),
        (("k#(s#)", "k#(r#)"), "k#(z#)"),
        (("z# = r#", "k#(r#)"), "k#(z#)"),
        (("forall s in S#: k#(s)",), "k#(z#) and k#(s#)"),
        (("k#(z#)",), "exists s in S#: k#(s)"),
        (("exists s in S#: k#(s)", "k#(z#) or z# = z#"), "k#(s#) or k#(r#)"),
        (("z# != s#",), "z# = r#"),
    ],
    "division": [
        (("u# = 2", "v# <= 6"), "v# / u# <= 3"),
        (("v# / u# <= 3", "u# = 1"), "v# <= 3"),
        (("u# = 0", "v# = 1", "1 / u# <= 2"), "v# / u# <= 2"),
    ],
    "defined": [(("w# >= 3",), "p#"), (("p#", "w# <= 5"), "dw# in 4 .. 7")],
}
"""Of each kind: from what there follows what, with the closings and ranges of the words."""


def random_theory(random: Random, most: int) -> str:
    """The claim rests on up to four Booleans, one number and whatever hangs on them."""
    written = Written(random)
    tops = [written.boolean() for _ in range(random.randint(1, 3))]
    written.open_to += tops
    while len(written.leaves) < most - 4 and written.open_to:
        written.block(written.open_to.pop(random.randrange(len(written.open_to))))
    goals = [written.one_of("", "", "", "not ") + each for each in tops]
    if random.random() < 0.3:
        written.words.append('const top: Real "top"')
        written.leaves.append("top <= 3")
        goals.append("top <= 4")
    least = random.randint(1, len(goals))
    counted = " + ".join(f"(if {each} then 1 else 0)" for each in goals)
    goal = written.one_of(" and ".join(goals), " or ".join(goals), f"({counted}) >= {least}")
    # A leaf that says several things, and a second one of a Boolean.
    if len(written.leaves) > 1:
        written.leaves[0] = f"({written.leaves[0]}) and ({written.leaves[-1]})"
    written.leaves += [f"({random.choice(goals)})"] if random.random() < 0.3 else []
    lines = [f'assumption L{at} "l" {{ holds {each} }}' for at, each in enumerate(written.leaves[:most])]
    return "\n".join(['case c "c" { top C }', *written.words, *lines, f'claim C "c" {{ holds {goal} }}', ""])


def leaves_of(case: Case) -> dict[str, Leaf]:
    return {**declared_leaves(case), **implicit_leaves(case.vocabulary)}


def composed(case: Case, leaves: Sequence[Leaf], session: Session) -> ArgumentReading | bool | None:
    """The reading by blocks; True or False when no set is needed to tell; None where there are no blocks."""
    claim = case.nodes["C"]
    assert isinstance(claim, Claim)
    with deep_recursion():
        blocks = Composition(formula_of(claim), leaves, full_vocabulary(case), session, STEPS, lambda _: None)
        if not blocks.worthwhile:
            return None
        if not blocks.entails():
            return False
        graph = blocks.graph()
    return ArgumentReading(Argued(GOAL, graph, {leaf.id: leaf for leaf in leaves}, frozenset(), (), ()))


def by_asking_for_all(case: Case, leaves: Sequence[Leaf], session: Session) -> tuple[Sets, Sets] | None:
    """The sets by asking about every set of leaves; None if they contradict each other."""
    claim = case.nodes["C"]
    assert isinstance(claim, Claim)
    names = [leaf.id for leaf in leaves]
    labelled = {leaf.id: leaf.formula for leaf in leaves} | {GOAL: build.negation(formula_of(claim))}

    def checks() -> Iterator[Check]:
        yield Check("together", tuple(names))
        for number in range(1 << len(names)):
            kept = tuple(name for at, name in enumerate(names) if number >> at & 1)
            yield Check(f"{number}", (*kept, GOAL))

    question = make_question(full_vocabulary(case), labelled, tuple(checks()))
    (answer,) = session.ask([question], budget=STEPS)
    if answer["together"].sat is not Sat.SAT:
        return None

    def enough(chosen: frozenset[str]) -> bool:
        outcome = answer[str(sum(1 << at for at, name in enumerate(names) if name in chosen))]
        assert outcome.sat is not Sat.UNKNOWN
        return outcome.sat is Sat.UNSAT

    return by_trying_all(names, enough)


def compare(seed: int, most: int, session: Session) -> str:
    text = random_theory(Random(seed), most)
    case = formalcase.loads(text)
    leaves = list(leaves_of(case).values())
    if len(leaves) > most:
        return "large"
    expected = by_asking_for_all(case, leaves, session)
    if expected is None:
        return "contradictory"
    reading = composed(case, leaves, cast("Session", InProcess(session)))
    if reading is None:
        return "one block"
    if reading is False:
        assert expected == ({frozenset()}, set()), text
        return "not entailed"
    assert isinstance(reading, ArgumentReading)
    defeaters, supports = reading.defeaters(), reading.supports()
    assert {frozenset(each) for each in defeaters} == expected[0], text
    assert {frozenset(each) for each in supports} == expected[1], text
    assert defeaters.complete
    return "composed"


def test_blocks_composed_say_what_trying_all_sets_says(asking: Session) -> None:
    kinds = [compare(seed, 7, asking) for seed in range(40)]
    assert kinds.count("composed") > 8, kinds
    assert kinds.count("not entailed") > 4, kinds


SUBSYSTEM = """
const ok{n}: Bool "ok" const a{n}: Real "a" const b{n}: Real "b" const c{n}: Real "c"
assumption L{n}0 "l" {{ holds a{n} <= 3 }}
assumption L{n}1 "l" {{ holds a{n} <= 2 }}
assumption L{n}2 "l" {{ holds b{n} <= a{n} + 1 }}
assumption L{n}3 "l" {{ holds b{n} <= 4 }}
assumption L{n}4 "l" {{ holds c{n} <= a{n} + b{n} }}
assumption L{n}5 "l" {{ holds c{n} <= 6 }}
assumption L{n}6 "l" {{ holds c{n} <= 8 implies ok{n} }}
assumption L{n}7 "l" {{ holds a{n} + b{n} <= 7 implies ok{n} }}
claim P{n} "p" {{ holds ok{n} }}
argument S{n} "s" {{ for P{n} from L{n}0, L{n}1, L{n}2, L{n}3, L{n}4, L{n}5, L{n}6, L{n}7 }}
"""


def subsystems(number: int, least: int) -> str:
    """At least so many of the subsystems are fine; each is for reasons of numbers."""
    counted = " + ".join(f"(if ok{n} then 1 else 0)" for n in range(number))
    listed = ", ".join(f"P{n}" for n in range(number))
    return "".join(
        [
            'case c "c" { top C }',
            *(SUBSYSTEM.format(n=n) for n in range(number)),
            f'claim C "c" {{ holds ({counted}) >= {least} }}',
            f' argument S "s" {{ for C from {least} of ({listed}) }}\n',
        ]
    )


def test_a_few_subsystems_are_as_the_solver_lists_them(asking: Session) -> None:
    text = subsystems(3, 2)
    composed_, listed = (reading_of(text, asking, diagrams=diagrams) for diagrams in (True, False))
    assert set(composed_.defeaters()) == set(listed.defeaters())
    assert set(composed_.supports()) == set(listed.supports())
    assert composed_.defeaters().count == 108
    assert composed_.supports().count == 243


def test_more_sets_than_anybody_could_list(asking: Session) -> None:
    """Any 9 subsystems are enough, each in any of its ways; and 4 must be lost, each in any way."""
    one = reading_of(subsystems(1, 1), asking, diagrams=False)
    ways, losses = len(list(one.supports())), len(list(one.defeaters()))
    reading = reading_of(subsystems(12, 9), asking)
    assert reading.supports().count == comb(12, 9) * ways**9 == 85_232_507_580
    assert reading.defeaters().count == comb(12, 4) * losses**4 == 641_520
    found = reading.defeaters(Query(max_size=8))
    assert (found.count, len(list(found))) == (495, 495)


@pytest.mark.parametrize("limits", [{"_MOST_SETS": 1}, {"_BUDGETS": 0, "_FEWEST_BUDGETS": 0}])
def test_a_block_that_is_not_gone_through_leaves_it_to_the_solver(
    asking: Session, monkeypatch: pytest.MonkeyPatch, limits: dict[str, int]
) -> None:
    for name, limit in limits.items():
        monkeypatch.setattr(composed_module, name, limit)
    reading = reading_of(subsystems(2, 1), asking)
    expected = reading_of(subsystems(2, 1), asking, diagrams=False)
    assert not reading.defeaters().in_order
    assert set(reading.defeaters()) == set(expected.defeaters())
    assert set(reading.supports()) == set(expected.supports())


class BrokenOff(InProcess):
    """Breaks off after so many sets have been found."""

    left = 0

    def minimal_sets(self, question: Question, **wanted: Any) -> Any:
        (batch,) = super().minimal_sets(question, **wanted).batches()
        known = [("supports", each) for each in batch.supports]
        known += [("defeaters", each) for each in batch.defeaters]
        if len(known) <= self.left:
            self.left -= len(known)
            return super().minimal_sets(question, **wanted)
        some = Random(self.left).sample(known, self.left)
        supports, defeaters = (
            tuple(each for one, each in some if one == kind) for kind in ("supports", "defeaters")
        )
        return Breaking(Batch(defeaters, supports))


@dataclass(frozen=True)
class Breaking:
    batch: Batch

    def batches(self) -> Iterator[Batch]:
        yield self.batch
        raise KeyboardInterrupt


def broken_off(seed: int, most: int, session: Session) -> int:
    """How many sets are told when the search for those of the blocks is broken off; all of them are sets."""
    text = random_theory(Random(seed), most)
    case = formalcase.loads(text)
    leaves = list(leaves_of(case).values())
    expected = by_asking_for_all(case, leaves, session) if len(leaves) <= most else None
    if expected is None:
        return 0
    breaking, told = BrokenOff(session), 0
    for breaking.left in range(12):
        claim = case.nodes["C"]
        assert isinstance(claim, Claim)
        asked = cast("Session", breaking)
        with deep_recursion():
            blocks = Composition(
                formula_of(claim), leaves, full_vocabulary(case), asked, STEPS, lambda _: None
            )
            if not blocks.worthwhile or not blocks.entails():
                return told
            try:
                blocks.graph()
            except KeyboardInterrupt:
                defeaters, supports = (
                    {frozenset(each) for each in sets_so_far(blocks, leaves, Query(), supports=kind)}
                    for kind in (False, True)
                )
                assert defeaters <= expected[0], text
                assert supports <= expected[1], text
                told += len(defeaters) + len(supports)
    return told


def test_what_is_known_when_the_search_is_broken_off(asking: Session) -> None:
    assert sum(broken_off(seed, 8, asking) for seed in (13, 24, 28, 46, 59)) > 30


LISTED = """
case c "c" { top C }
sort S { one, two }
fn k(s: S): Bool "k"
const q: Bool "q"
const p: Bool "p"
assumption A "a" { holds (not q iff (forall x in S: k(x))) and p }
assumption B "b" { holds k(one) and k(two) }
claim C "c" { holds not q and p }
argument T "t" { for C from A, B }
"""


def test_a_closing_is_a_leaf_of_its_block(asking: Session) -> None:
    reading = reading_of(LISTED, asking)
    assert list(reading.supports()) == [("A", "B", "S.closed")]


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_thousands_of_theories_in_blocks(asking: Session, part: int) -> None:
    kinds = [compare(1_000 + seed, 8 + seed % 4, asking) for seed in range(250 * part, 250 * part + 250)]
    assert kinds.count("composed") > 25, kinds


@pytest.mark.slow
@pytest.mark.parametrize("part", range(2))
def test_hundreds_of_theories_broken_off(asking: Session, part: int) -> None:
    told = [broken_off(3_000 + seed, 10, asking) for seed in range(150 * part, 150 * part + 150)]
    assert sum(told) > 200
