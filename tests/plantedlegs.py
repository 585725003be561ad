"""Cases with two or three legs for one claim and a known dependence planted in them, or none.

Written from the definitions alone: what is planted is a dependence by definition, and what stands around it
shares no word with the other legs but through the claim. Each declaration is one line, so that they can be
shuffled; every name can be renamed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Literal

Style = Literal["words", "models", "numbers"]


@dataclass(frozen=True, slots=True)
class Planted:
    """A case and what is known about it: `kinds` are the reasons of which at least one must be told and no
    others may be, `witness` is what that reason must name (some of it), `within` all that any may name."""

    text: str
    legs: tuple[str, ...]
    plant: str
    kinds: frozenset[str] = frozenset()
    witness: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()


@dataclass(slots=True)
class Made:
    """A leg while it is made: its claims with the premises of their steps, and its leaves."""

    name: str
    steps: list[tuple[str, str, list[str]]] = field(default_factory=list)
    """Step, conclusion and premises."""
    rules: dict[str, tuple[list[str], str]] = field(default_factory=dict)
    """By step: the formulas of the premises and of the conclusion; its rule is made of them at last."""
    facts: dict[str, str] = field(default_factory=dict)
    """Evidence with its formula."""
    formulas: dict[str, str] = field(default_factory=dict)
    """Lower claims with their formulas."""


class Maker:
    def __init__(self, random: Random, names: Callable[[str], str] = lambda name: name) -> None:
        self.random = random
        self.names = names
        self.lines: list[str] = []
        self.count = 0
        self.style: Style = random.choice(["words", "models", "numbers"])
        if self.style == "models":
            self.lines.append(f"sort {names('Model')}")
        self.sources: dict[str, list[str]] = {}
        self.legs: list[Made] = []
        self.goal = ""

    def fresh(self, stem: str) -> str:
        self.count += 1
        return self.names(f"{stem}{self.count}")

    def word(self) -> str:
        """An atom that nothing else speaks of; for models it is about any model `m`."""
        name = self.fresh("w")
        if self.style == "models":
            self.lines.append(f'fn {name}(m: {self.names("Model")}): Bool "{{m}} is {name}"')
            return f"{name}(m)"
        if self.style == "numbers" and self.random.random() < 0.6:
            self.lines.append(f'const {name}: Real "the level {name}"')
            return f"{name} {self.random.choice(['<=', '<', '>='])} {self.random.randint(1, 9)}"
        self.lines.append(f'const {name}: Bool "{name}"')
        return name

    def said(self, formula: str) -> str:
        """A formula as a node says it."""
        return f"forall m in {self.names('Model')}: {formula}" if self.style == "models" else formula

    # ---- The claim and its legs ----

    def claim(self) -> None:
        parts = [self.word() for _ in range(self.random.choice([1, 1, 2]))]
        self.goal = " and ".join(f"({part})" for part in parts)
        self.lines.append(f'claim {self.names("Top")} "the claim" {{ holds {self.said(self.goal)} }}')

    def leg(self, depth: int) -> Made:
        made = Made(self.names(f"Leg{len(self.legs)}"))
        self.legs.append(made)
        self.step(made, made.name, self.names("Top"), self.goal, depth)
        return made

    def step(self, made: Made, step: str, conclusion: str, formula: str, depth: int) -> None:
        """A step for a conclusion from new premises, leaves or claims."""
        premises: list[str] = []
        formulas: list[str] = []
        # Two at the top: a rule with a copied premise alone would force rules with more premises.
        for _ in range(2 if step == made.name else self.random.randint(1, 2)):
            word = self.word()
            formulas.append(word)
            if depth and self.random.random() < 0.6:
                claim = self.lower(made, word)
                premises.append(claim)
                self.step(made, self.fresh("S"), claim, word, depth - 1)
            else:
                premises.append(self.fact(made, word))
        made.steps.append((step, conclusion, premises))
        made.rules[step] = (formulas, formula)

    def lower(self, made: Made, formula: str) -> str:
        claim = self.fresh("Q")
        made.formulas[claim] = formula
        self.lines.append(f'claim {claim} "a lower claim" {{ holds {self.said(formula)} }}')
        return claim

    def fact(self, made: Made, formula: str) -> str:
        name = self.fresh("E")
        made.facts[name] = formula
        self.sources[name] = [self.source()]
        return name

    def source(self, within: str | None = None) -> str:
        name = self.fresh("src")
        inside = f" {{ within {within} }}" if within else ""
        self.lines.append(f'source {name} "where it is from"{inside}')
        return name

    def needed(self, made: Made, premise: str, formula: str) -> None:
        """Adds a premise to some step of a leg, whose rule then needs it."""
        step, _, premises = self.random.choice(made.steps)
        premises.append(premise)
        made.rules[step][0].append(formula)

    def text(self, shuffled: Random | None = None) -> str:
        lines = list(self.lines)
        for made in self.legs:
            for step, conclusion, premises in made.steps:
                needs, formula = made.rules[step]
                rule = f"{step}_rule"
                antecedent = " and ".join(f"({each})" for each in needs)
                lines.append(
                    f'assumption {rule} "the rule" {{ holds {self.said(f"{antecedent} implies {formula}")} }}'
                )
                lines.append(
                    f'argument {step} "a step" {{ for {conclusion} from {", ".join([*premises, rule])} }}'
                )
            for name, formula in made.facts.items():
                sources = ", ".join(self.sources[name])
                lines.append(f'evidence {name} "a fact" {{ holds {self.said(formula)} source {sources} }}')
        legs = [made.name for made in self.legs]
        lines.append(f"independent {', '.join(legs)}")
        if shuffled is not None:
            shuffled.shuffle(lines)
        return "\n".join([f'case planted "planted" {{ top {self.names("Top")} }}', *lines]) + "\n"


Plant = tuple[frozenset[str], frozenset[str], frozenset[str]]
"""Kinds, witness, within; see `Planted`."""


def _plant(kinds: set[str], witness: set[str], within: set[str] | None = None) -> Plant:
    return frozenset(kinds), frozenset(witness), frozenset(within or witness)


def _entailed(leaf: str, by: str) -> Plant:
    return _plant({"entailed_leaf", "subsumed_leg"}, {leaf, by})


def _own(maker: Maker, made: Made) -> tuple[str, str]:
    """A fact of the leg, with its formula."""
    return maker.random.choice(sorted(made.facts.items()))


def none(maker: Maker, one: Made, other: Made) -> Plant:
    return _plant(set(), set())


def shared_leaf(maker: Maker, one: Made, other: Made) -> Plant:
    name, formula = _own(maker, one)
    maker.needed(other, name, formula)
    return _plant({"shared_leaf"}, {name})


def shared_source(maker: Maker, one: Made, other: Made) -> Plant:
    root = maker.source()
    names = []
    for made in (one, other):
        name, _ = _own(maker, made)
        below = root
        for _ in range(maker.random.randint(0, 3)):
            below = maker.source(below)
        maker.sources[name].append(below)
        names.append(name)
    return _plant({"shared_source"}, {root, *names})


def copied(maker: Maker, one: Made, other: Made) -> Plant:
    name, formula = _own(maker, one)
    copy = maker.fact(other, formula)
    maker.needed(other, copy, formula)
    return _entailed(copy, name)


def double_negation(maker: Maker, one: Made, other: Made) -> Plant:
    name, formula = _own(maker, one)
    extra = maker.word()
    said = maker.random.choice(
        [
            f"not (not ({formula}))",
            f"not (not ({formula}) or not ({extra}))",
            f"not (({formula}) implies not ({extra}))",
        ]
    )
    copy = maker.fact(other, said)
    maker.needed(other, copy, formula)
    return _entailed(copy, name)


def in_conjunction(maker: Maker, one: Made, other: Made) -> Plant:
    name, formula = _own(maker, one)
    extra = maker.word()
    copy = maker.fact(other, f"({extra}) and ({formula})")
    maker.needed(other, copy, f"({extra}) and ({formula})")
    return _entailed(copy, name)


def in_definition(maker: Maker, one: Made, other: Made) -> Plant:
    name, formula = _own(maker, one)
    word, extra = maker.fresh("d"), maker.word()
    body = maker.random.choice(
        [f"({formula})", f"({formula}) and ({extra})", f"not (({extra}) implies not ({formula}))"]
    )
    parameter, argument = ("", "")
    if maker.style == "models":
        parameter, argument = f"(m: {maker.names('Model')})", "(m)"
    told = "{m} is so" if maker.style == "models" else "it is so"
    maker.lines.append(f'def {word}{parameter}: Bool "{told}" = {body}')
    copy = maker.fact(other, f"{word}{argument}")
    maker.needed(other, copy, f"{word}{argument}")
    return _entailed(copy, name)


def weaker(maker: Maker, one: Made, other: Made) -> Plant:
    name, formula = _own(maker, one)
    said = f"({formula}) or ({maker.word()})"
    if "<=" in formula and maker.random.random() < 0.7:
        left, _, bound = formula.partition(" <= ")
        said = f"{left} <= {int(bound) + maker.random.randint(1, 5)}"
    copy = maker.fact(other, said)
    maker.needed(other, copy, said)
    return _entailed(copy, name)


def copied_rule(maker: Maker, one: Made, other: Made) -> Plant:
    """A copy of a rule of one leg, of the last one ("… implies C") too; the other cites it and more."""
    step, _, _ = maker.random.choice(one.steps)
    needs, formula = one.rules[step]
    antecedent = " and ".join(f"({each})" for each in needs)
    rule = f"({antecedent}) implies ({formula})"
    copy = maker.fact(other, rule)
    chosen = maker.random.choice(other.steps)
    chosen[2].append(copy)
    if " and " in formula:  # in parts, each a reason of its own
        return _plant({"entailed_leaf", "subsumed_leg"}, {copy}, {copy, f"{step}_rule"})
    return _entailed(copy, f"{step}_rule")


def shared_claim(maker: Maker, one: Made, other: Made) -> Plant:
    """Both legs argue for claims of their own that say the same."""
    word = maker.word()
    for made in (one, other):
        claim = maker.lower(made, word)
        maker.needed(made, claim, word)
        maker.step(made, maker.fresh("S"), claim, word, maker.random.randint(0, 1))
    claims = {c for made in (one, other) for c, formula in made.formulas.items() if formula == word}
    steps = {s for made in (one, other) for s, conclusion, _ in made.steps if conclusion in claims}
    facts = {f for made in (one, other) for f in made.facts}
    rules = {f"{s}_rule" for made in (one, other) for s, _, _ in made.steps}
    assert len(steps) == 2
    return _plant({"shared_claim"}, claims, claims | facts | rules)


def one_claim(maker: Maker, one: Made, other: Made) -> Plant:
    """The other leg goes through a lower claim of the one."""
    word = maker.word()
    claim = maker.lower(one, word)
    maker.needed(one, claim, word)
    maker.needed(other, claim, word)
    maker.step(one, maker.fresh("S"), claim, word, 0)
    under = {premise for _, conclusion, premises in one.steps if conclusion == claim for premise in premises}
    rule = {f"{step}_rule" for step, conclusion, _ in one.steps if conclusion == claim}
    return _plant({"shared_claim", "shared_leaf"}, {claim}, {claim} | under | rule)


def alternatives(maker: Maker, one: Made, other: Made) -> Plant:
    """Two arguments within one leg, from what excludes each other; nothing is shared."""
    word, choice = maker.word(), maker.word()
    claim = maker.lower(one, word)
    for said in (choice, f"not ({choice})"):
        step = maker.fresh("S")
        more = maker.word()
        one.steps.append((step, claim, [maker.fact(one, said), maker.fact(one, more)]))
        one.rules[step] = ([said, more], word)
    top = next(place for place, (step, _, _) in enumerate(one.steps) if step == one.name)
    one.steps[top][2].append(claim)
    one.rules[one.name][0].append(word)
    return _plant(set(), set())


def in_an_alternative(maker: Maker, one: Made, other: Made) -> Plant:
    alternatives(maker, one, other)
    name, formula = list(one.facts.items())[-1]
    copy = maker.fact(other, formula)
    maker.needed(other, copy, formula)
    return _entailed(copy, name)


def by_two_legs(maker: Maker, one: Made, other: Made) -> Plant:
    """What a third leg assumes follows from two others together, and from neither alone."""
    third = maker.leg(maker.random.randint(0, 1))
    name, formula = _own(maker, one)
    word = maker.word()
    bridge = maker.fact(other, f"({formula}) implies ({word})")
    maker.needed(other, bridge, f"({formula}) implies ({word})")
    forced = maker.fact(third, word)
    maker.needed(third, forced, word)
    # the bridge is weaker than what the third leg assumes, so that leg forces it in turn
    return _plant({"entailed_leaf"}, {name, bridge, forced})


PLANTS: Mapping[str, Callable[[Maker, Made, Made], Plant]] = {
    each.__name__: each
    for each in (
        none,
        shared_leaf,
        shared_source,
        copied,
        double_negation,
        in_conjunction,
        in_definition,
        weaker,
        copied_rule,
        shared_claim,
        one_claim,
        alternatives,
        in_an_alternative,
        by_two_legs,
    )
}


def planted(
    seed: str, plant: str, names: Callable[[str], str] = lambda name: name, shuffled: Random | None = None
) -> Planted:
    """A case with a dependence of that kind between two of its legs. `names` renames all that is declared."""
    maker = Maker(Random(seed), names)
    maker.claim()
    made = [maker.leg(maker.random.randint(0, 2)) for _ in range(maker.random.choice([2, 2, 3]))]
    one, other = maker.random.sample(made, 2)
    kinds, witness, within = PLANTS[plant](maker, one, other)
    legs = tuple(each.name for each in maker.legs)
    return Planted(maker.text(shuffled), legs, plant, kinds, witness, within)
