"""Leaves that are rules, read as a graph: it says what trying all sets of leaves says, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from effort import calls

import formalcase
from formalcase.analyses.defeating.rules import GOAL, graph_of_rules
from formalcase.case.formulas import Leaf, declared_leaves, formula_of
from formalcase.case.model import Claim
from formalcase.case.support import Graph, supported
from formalcase.logic import build
from formalcase.logic.depth import deep_recursion
from formalcase.logic.term import BOOL, FALSE, TRUE, Term
from formalcase.logic.vocabulary import Symbol, Vocabulary

LETTERS = "pqrstu"
WORLDS = 1 << len(LETTERS)
EVERYWHERE = (1 << WORLDS) - 1
LETTER = {
    letter: sum(1 << world for world in range(WORLDS) if world >> place & 1)
    for place, letter in enumerate(LETTERS)
}

Meant = tuple[Term, int]
"""A formula with the worlds in which it holds, as bits."""


def letter(name: str) -> Meant:
    return build.apply(Symbol(name, (), BOOL), ()), LETTER[name]


def negated(one: Meant) -> Meant:
    return build.negation(one[0]), EVERYWHERE & ~one[1]


def joined(word: str, parts: Sequence[Meant]) -> Meant:
    terms = [term for term, _ in parts]
    worlds = [held for _, held in parts]
    if word == "and":
        held = EVERYWHERE
        for each in worlds:
            held &= each
        return build.conjunction(terms), held
    if word == "or":
        held = 0
        for each in worlds:
            held |= each
        return build.disjunction(terms), held
    if word == "implies":
        return build.implication(terms[0], terms[1]), (EVERYWHERE & ~worlds[0]) | worlds[1]
    return build.equivalence(terms[0], terms[1]), EVERYWHERE & ~(worlds[0] ^ worlds[1])


def counted(random: Random, parts: Sequence[Meant]) -> Meant:
    """At least, more than, at most or fewer than so many of the parts."""
    number = random.randint(0, len(parts) + 1)
    one, none = (build.number(Fraction(each), decimal=False, unit=None) for each in (1, 0))
    choices = [build.choice(term, one, none) for term, _ in parts]
    total = build.add(choices) if len(choices) > 1 else choices[0]
    bound = build.number(Fraction(number), decimal=False, unit=None)
    make, test = random.choice(ORDERS)
    held = sum(
        1 << world for world in range(WORLDS) if test(sum(worlds >> world & 1 for _, worlds in parts), number)
    )
    return make(total, bound, Vocabulary()), held


ORDERS: list[tuple[Callable[[Term, Term, Vocabulary], Term], Callable[[int, int], bool]]] = [
    (build.at_least, lambda found, bound: found >= bound),
    (build.greater, lambda found, bound: found > bound),
    (build.at_most, lambda found, bound: found <= bound),
    (build.less, lambda found, bound: found < bound),
]


def some_of(random: Random, made: Callable[[], Meant], most: int = 3) -> list[Meant]:
    return [made() for _ in range(random.randint(2, most))]


def fact(random: Random, meant: str) -> Meant:
    """A letter, the way it is meant: those in `meant` positively."""
    name = random.choice(LETTERS)
    return letter(name) if name in meant else negated(letter(name))


def condition(random: Random, meant: str, depth: int) -> Meant:
    """A formula that more facts can only make true; written in many ways."""
    if depth == 0 or random.random() < 0.3:
        return fact(random, meant)

    def less() -> Meant:
        return condition(random, meant, depth - 1)

    word = random.choice(("and", "or", "not", "implies", "count", "truth"))
    match word:
        case "and" | "or":
            return joined(word, some_of(random, less))
        case "not":
            return negated(joined(random.choice(("and", "or")), [negated(each) for each in (less(), less())]))
        case "implies":
            return joined("implies", [negated(less()), less()])
        case "count":
            return counted(random, some_of(random, less, 4))
        case _:
            return (TRUE, EVERYWHERE) if random.random() < 0.7 else (FALSE, 0)


def rule(random: Random, meant: str) -> Meant:
    head = fact(random, meant)
    if random.random() < 0.2:
        head = joined("and", [head, rule(random, meant)])
    shape = random.random()
    if shape < 0.3:
        return head
    body = condition(random, meant, 2)
    if shape < 0.6:
        return joined("implies", [body, head])
    if shape < 0.75:
        return joined("or", [negated(body), head])
    if shape < 0.85:
        return joined("implies", [negated(head), negated(body)])
    return joined("iff", [fact(random, meant), head])


def anything(random: Random, depth: int) -> Meant:
    if depth == 0:
        return fact(random, LETTERS)
    word = random.choice(("not", "and", "or", "implies", "iff", "count", "leaf"))
    if word == "leaf":
        return fact(random, LETTERS)
    parts = some_of(random, lambda: anything(random, depth - 1), 2)
    if word == "not":
        return negated(parts[0])
    return counted(random, parts) if word == "count" else joined(word, parts)


VOCABULARY = Vocabulary(symbols={name: Symbol(name, (), BOOL) for name in LETTERS})


def read(claim: Meant, leaves: Sequence[Meant]) -> Graph | None:
    made = [Leaf(f"L{place}", "assumption", "", term) for place, (term, _) in enumerate(leaves)]
    with deep_recursion():
        return graph_of_rules(claim[0], made, VOCABULARY)


def agrees(graph: Graph, claim: Meant, leaves: Sequence[Meant]) -> bool:
    for size in range(len(leaves) + 1):
        for kept in combinations(range(len(leaves)), size):
            worlds = EVERYWHERE
            for place in kept:
                worlds &= leaves[place][1]
            lost = [f"L{place}" for place in range(len(leaves)) if place not in kept]
            if (GOAL in supported(graph, lost)) != (worlds & ~claim[1] == 0):
                return False
    return True


def test_rules_are_read_and_say_what_follows() -> None:
    random = Random(1)
    unread = 0
    for _ in range(600):
        meant = "".join(name for name in LETTERS if random.random() < 0.7)
        leaves = [rule(random, meant) for _ in range(random.randint(1, 6))]
        claim = condition(random, meant, 2)
        graph = read(claim, leaves)
        if graph is None:
            unread += 1  # "at most so many of them" means facts the other way
        else:
            assert agrees(graph, claim, leaves), (claim[0], [term for term, _ in leaves])
    assert unread < 300


def test_what_is_read_of_any_formulas_is_right() -> None:
    random = Random(2)
    seen = 0
    for _ in range(2000):
        leaves = [anything(random, random.randint(0, 2)) for _ in range(random.randint(1, 4))]
        claim = anything(random, random.randint(0, 2))
        graph = read(claim, leaves)
        if graph is not None:
            seen += 1
            assert agrees(graph, claim, leaves), (claim[0], [term for term, _ in leaves])
    assert seen > 100


WORDS = """
case c "c" {{ top C }}
sort Model {{ m1, m2 }}
sort Site {{ s1, ... }}
enum Tier {{ low, high }}
const p: Bool "p"
const q: Bool "q"
const x: Real "x"
const mine: Model "mine"
fn good(m: Model): Bool "{{m}} is good"
fn fine(t: Tier): Bool "{{t}} is fine"
fn open(s: Site): Bool "{{s}} is open"
def both: Bool "both" = p and q
def very(m: Model): Bool "{{m}} is very good" = good(m) and p
def bounded: Bool "bounded" = x <= 3
{leaves}
claim C "c" {{ holds {claim} }}
"""


def read_text(claim: str, *leaves: str) -> Graph | None:
    lines = "\n".join(f'assumption A{at} "a" {{ holds {each} }}' for at, each in enumerate(leaves))
    case = formalcase.loads(WORDS.format(claim=claim, leaves=lines))
    node = case.nodes["C"]
    assert isinstance(node, Claim)
    with deep_recursion():
        return graph_of_rules(formula_of(node), tuple(declared_leaves(case).values()), case.vocabulary)


@pytest.mark.parametrize(
    ("claim", "leaves", "enough"),
    [
        ("both", ["p", "q"], {"A0", "A1"}),
        ("both", ["both"], {"A0"}),
        ("very(m1)", ["p", "good(m1)", "good(m2)"], {"A0", "A1"}),
        ("forall t in Tier: fine(t)", ["fine(low)", "fine(high)"], {"A0", "A1"}),
        ("fine(high)", ["forall t in Tier: fine(t)"], {"A0"}),
        ("(count m in Model: good(m)) >= 2", ["good(m1)", "good(m2)", "p"], {"A0", "A1"}),
        ("not p", ["q", "p implies not q"], {"A0", "A1"}),
        ("p", ["q", "q iff p"], {"A0", "A1"}),
        ("p", ["p = q", "q"], {"A0", "A1"}),
        ("p or not q", ["p"], {"A0"}),
        ("p", ["p or q", "not q"], {"A0", "A1"}),
    ],
)
def test_what_is_read(claim: str, leaves: list[str], enough: set[str]) -> None:
    graph = read_text(claim, *leaves)
    assert graph is not None
    every = {f"A{place}" for place in range(len(leaves))}
    assert GOAL in supported(graph, every - enough)
    assert all(GOAL not in supported(graph, {each}) for each in enough)


@pytest.mark.parametrize(
    ("claim", "leaves"),
    [
        ("good(m1)", ["good(mine)"]),  # `mine` may be `m1`, or not
        ("forall m in Model: good(m)", ["good(m1)", "good(m2)"]),  # there may be others
        ("open(s1)", ["forall s in Site: open(s)"]),
        ("x <= 5", ["x <= 3"]),
        ("p", ["bounded implies p", "bounded"]),
        ("p", ["not p"]),
        ("p", ["false"]),
        ("p", ["q implies p", "not q implies p"]),
        ("p or q", ["p iff not q"]),
        ("p", ["if q then p else p"]),
    ],
)
def test_what_is_not_read(claim: str, leaves: list[str]) -> None:
    assert read_text(claim, *leaves) is None


def _chain(length: int, leaves: int) -> tuple[Term, list[Leaf], Vocabulary]:
    """Definitions one on the other, of which each half can be meant, and leaves that speak of the last."""
    text = ['case deep "deep" { top C }']
    text += [f'const q{place}: Bool "q"' for place in range(length)]
    text += ['def d0: Bool "d" = q0']
    text += [
        f'def d{place}: Bool "d" = d{place - 1} and (q{place} or d{place // 2})' for place in range(1, length)
    ]
    text += [f'assumption A{place} "a" {{ holds d{length - 1} implies q{place} }}' for place in range(leaves)]
    text += ['claim C "c" { holds q0 }', 'argument S "s" { for C from A0 }']
    case = formalcase.loads("\n".join(text))
    claim = case.nodes["C"]
    assert isinstance(claim, Claim)
    return formula_of(claim), list(declared_leaves(case).values()), case.vocabulary


def test_deep_definitions_are_not_read_in_all_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formalcase.analyses.defeating.rules._MOST_LOOKED_AT", 1_000)

    def effort(length: int) -> int:
        goal, leaves, vocabulary = _chain(length, 4)
        with deep_recursion():
            return calls(lambda: graph_of_rules(goal, leaves, vocabulary))

    assert effort(400) < 2 * effort(100)
