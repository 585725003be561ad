"""Questions for the logic reading: which sets of statements entail a claim, and which losses end that.

Each is a list of statements that may be lost and a claim, in SMT-LIB, the same for all programs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from aralia import Tree, trees

from formalcase.case.support import Gate
from formalcase.encode.question import Question, Signature

GOAL = "goal"


@dataclass(frozen=True, slots=True)
class Entailment:
    """`statements` are labels and formulas; `claim` is a formula that follows from all of them."""

    name: str
    declarations: str
    statements: tuple[tuple[str, str], ...]
    claim: str

    @property
    def question(self) -> Question:
        """As the tool asks it; the label of the negated claim is `GOAL`."""
        negated = (GOAL, f"(not {self.claim})")
        return Question(self.declarations, (), (*self.statements, negated), (), Signature())

    @property
    def smt2(self) -> str:
        """As a file of assertions."""
        formulas = [*(formula for _, formula in self.statements), f"(not {self.claim})"]
        return self.declarations + "".join(f"(assert {formula})\n" for formula in formulas)


def entailments() -> dict[str, Entailment]:
    known = trees()
    made = [_of_tree(known[name]) for name in ("chinese", "isp9605", "isp9603", "das9205", "das9201")]
    made += [_bounds(6, 3), _bounds(12, 4), _equalities(4), _equalities(6)]
    more = "das9209 ftr10 baobab1 das9203 das9207 edf9201 edf9205 edfpa15b elf9601 isp9601 jbd9601"
    made += [_of_tree(known[name]) for name in more.split()]
    made += [_bounds(20, 5), _equalities(8), _chain("Int", 8, 2), _chain("Real", 20, 3)]
    made += [_functions(8), _functions(20), _mixed(6), _mixed(15), _bit_vectors(5), _bit_vectors(12)]
    made += [_rules(15), _rules(40), _quantified(15), _quantified(40), _clauses(20, 110), _pigeons(5)]
    return {each.name: each for each in made}


def trivial() -> Entailment:
    """For the time that a program takes to begin and to end."""
    return Entailment("trivial", "(declare-const a Bool)\n", (("a", "a"),), "a")


def _of_tree(tree: Tree) -> Entailment:
    """A fault tree: which components must work for the top event not to happen."""
    support = tree.support
    lines = [f"(declare-const {event} Bool)" for event in tree.events]
    for name in _members_first(tree.top, support):
        lines.append(f"(define-fun {name} () Bool {_gate(support[name])})")
    statements = tuple((event, event) for event in tree.events)
    return Entailment(tree.name, "\n".join(lines) + "\n", statements, tree.top)


def _members_first(top: str, support: dict[str, Gate]) -> Iterator[str]:
    todo = [(top, iter(support[top].members))]
    met = {top}
    while todo:
        name, rest = todo[-1]
        for member in rest:
            if member in support and member not in met:
                met.add(member)
                todo.append((member, iter(support[member].members)))
                break
        else:
            todo.pop()
            yield name


def _gate(gate: Gate) -> str:
    members = " ".join(gate.members)
    if gate.least == len(gate.members):
        return f"(and {members})"
    return f"(or {members})" if gate.least == 1 else f"((_ at-least {gate.least}) {members})"


def _bounds(loads: int, bounds: int) -> Entailment:
    """Several bounds on each of some loads, and a claim about their sum: sums of reals."""
    random = Random(1)
    declarations = "".join(f"(declare-const x{load} Real)\n" for load in range(loads))
    statements = []
    for load in range(loads):
        for number in range(bounds):
            bound = random.randint(1, 9)
            statements.append((f"b{load}_{number}", f"(<= x{load} {bound}.0)"))
    total = " ".join(f"x{load}" for load in range(loads))
    return Entailment(
        f"bounds {loads}x{bounds}", declarations, tuple(statements), f"(<= (+ {total}) {5 * loads}.0)"
    )


def _equalities(side: int) -> Entailment:
    """A grid of things of which neighbours are the same; so its corners are: equality and functions."""
    things = [(row, column) for row in range(side) for column in range(side)]
    declarations = "(declare-sort Thing 0)\n(declare-fun f (Thing) Thing)\n"
    declarations += "".join(f"(declare-const t{row}_{column} Thing)\n" for row, column in things)
    statements = []
    for row, column in things:
        for other in ((row + 1, column), (row, column + 1)):
            if max(other) < side:
                pair = f"t{row}_{column}", f"t{other[0]}_{other[1]}"
                statements.append((f"{pair[0]}__{pair[1]}", f"(= {pair[0]} {pair[1]})"))
    last = f"t{side - 1}_{side - 1}"
    return Entailment(f"grid {side}x{side}", declarations, tuple(statements), f"(= (f t0_0) (f {last}))")


def _chain(sort: str, links: int, ways: int) -> Entailment:
    """Bounds on differences along a chain of numbers, several for each link, and some that leap over one."""
    random = Random(1)
    declarations = "".join(f"(declare-const x{at} {sort})\n" for at in range(links + 1))
    statements = []
    for at in range(links):
        for way in range(ways):
            statements.append((f"l{at}_{way}", f"(<= (- x{at + 1} x{at}) {random.randint(1, 6)})"))
        if at + 2 <= links:
            statements.append((f"leap{at}", f"(<= (- x{at + 2} x{at}) {random.randint(4, 9)})"))
    claim = f"(<= (- x{links} x0) {4 * links})"
    return Entailment(f"chain {sort} {links}x{ways}", declarations, tuple(statements), claim)


def _functions(things: int) -> Entailment:
    """What functions give for some things, and which of these are the same: congruence."""
    random = Random(1)
    declarations = "(declare-sort T 0)\n(declare-fun f (T) T)\n(declare-fun g (T T) T)\n"
    declarations += "".join(f"(declare-const a{at} T)\n" for at in range(things))
    statements = []
    for at in range(things - 1):
        statements.append((f"f{at}", f"(= (f a{at}) a{at + 1})"))
        statements.append((f"g{at}", f"(= (g a{at} a{at + 1}) a{(3 * at + 1) % things})"))
        same = random.randrange(things), random.randrange(things)
        statements.append((f"e{at}", f"(= a{same[0]} a{same[1]})"))
    fourth = "(f (f (f (f a0))))"
    claim = f"(= (g {fourth} (f {fourth})) (g a4 a5))"
    return Entailment(f"functions {things}", declarations, tuple(statements), claim)


def _mixed(loads: int) -> Entailment:
    """Bounds that hold, and bounds that hold when something is so: Booleans and sums of reals."""
    random = Random(1)
    declarations = "".join(f"(declare-const x{at} Real)\n(declare-const p{at} Bool)\n" for at in range(loads))
    statements = []
    for at in range(loads):
        both = f"(and p{(at + 1) % loads} p{(at + 2) % loads})"
        statements.append((f"p{at}", f"p{at}"))
        statements.append((f"r{at}", f"(=> p{at} (<= x{at} {random.randint(1, 5)}.0))"))
        statements.append((f"q{at}", f"(=> {both} (<= x{at} {random.randint(1, 5)}.0))"))
        statements.append((f"b{at}", f"(<= x{at} {random.randint(4, 9)}.0)"))
    total = " ".join(f"x{at}" for at in range(loads))
    return Entailment(f"mixed {loads}", declarations, tuple(statements), f"(<= (+ {total}) {5 * loads}.0)")


def _bit_vectors(loads: int) -> Entailment:
    """Several bounds on each of some bytes, and a claim about their sum."""
    random = Random(1)
    declarations = "".join(f"(declare-const v{load} (_ BitVec 8))\n" for load in range(loads))
    statements = []
    for load in range(loads):
        for way in range(3):
            statements.append((f"u{load}_{way}", f"(bvule v{load} #x{random.randint(1, 20):02x})"))
    total = "v0"
    for load in range(1, loads):
        total = f"(bvadd {total} v{load})"
    claim = f"(bvule {total} #x{10 * loads:02x})"
    return Entailment(f"bit-vectors {loads}", declarations, tuple(statements), claim)


def _premises(letters: int) -> Iterator[tuple[str, int, int, int]]:
    """Two rules for each letter but the first two: a label, its two premises, its conclusion."""
    random = Random(1)
    for letter in range(2, letters):
        for way in range(2):
            yield f"r{letter}_{way}", random.randrange(letter), random.randrange(letter), letter


def _rules(letters: int) -> Entailment:
    """Two facts, and rules with two premises each."""
    declarations = "".join(f"(declare-const p{letter} Bool)\n" for letter in range(letters))
    rules = [(label, f"(=> (and p{a} p{b}) p{c})") for label, a, b, c in _premises(letters)]
    statements = (("p0", "p0"), ("p1", "p1"), *rules)
    return Entailment(f"rules {letters}", declarations, statements, f"p{letters - 1}")


def _quantified(letters: int) -> Entailment:
    """The same of all things, with facts and a claim about one of them."""
    declarations = "(declare-sort T 0)\n(declare-const c T)\n"
    declarations += "".join(f"(declare-fun p{letter} (T) Bool)\n" for letter in range(letters))
    rules = [
        (label, f"(forall ((x T)) (=> (and (p{a} x) (p{b} x)) (p{c} x)))")
        for label, a, b, c in _premises(letters)
    ]
    statements = (("p0", "(p0 c)"), ("p1", "(p1 c)"), *rules)
    return Entailment(f"quantified {letters}", declarations, statements, f"(p{letters - 1} c)")


def _clauses(letters: int, count: int) -> Entailment:
    """Clauses of three literals that hold together, and one literal that follows from them."""
    random = Random(1)
    world = [random.random() < 0.5 for _ in range(letters)]
    literals = [f"v{at}" if holds else f"(not v{at})" for at, holds in enumerate(world)]
    statements: list[tuple[str, str]] = []
    while len(statements) < count:
        chosen = random.sample(range(letters), 3)
        kept = [random.random() < 0.5 for _ in chosen]
        if any(kept):
            parts = [
                literals[at] if keep else f"(not {literals[at]})"
                for at, keep in zip(chosen, kept, strict=True)
            ]
            statements.append((f"c{len(statements)}", f"(or {' '.join(parts)})"))
    declarations = "".join(f"(declare-const v{at} Bool)\n" for at in range(letters))
    return Entailment(f"clauses {letters}x{count}", declarations, tuple(statements), literals[0])


def _pigeons(holes: int) -> Entailment:
    """All pigeons but one sit in holes of their own; so that one does not."""
    birds = range(holes + 1)
    declarations = "".join(
        f"(declare-const p{bird}_{hole} Bool)\n" for bird in birds for hole in range(holes)
    )
    sits = [f"(or {' '.join(f'p{bird}_{hole}' for hole in range(holes))})" for bird in birds]
    alone = [
        (f"n{bird}_{other}_{hole}", f"(not (and p{bird}_{hole} p{other}_{hole}))")
        for hole in range(holes)
        for bird in birds
        for other in range(bird)
    ]
    statements = (*((f"s{bird}", sits[bird]) for bird in birds[1:]), *alone)
    return Entailment(f"pigeons {holes}", declarations, statements, f"(not {sits[0]})")
