"""Random small cases over three truth values, one constant of a sort, and sentences without formulas.

A case comes out twice: as a text of the spec language, and as the model of `reference`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from reference import Claim, Defeater, Leaf, Model, Step, Worlds

SORT = "Kind"
_BOOLS = ("p", "q", "r")
_VALUES = ("red", "blue", "other")
_VOCABULARY = """\
const p: Bool "p"
const q: Bool "q"
const r: Bool "r"
sort Kind { red, blue }
const k: Kind "the kind"
"""


@dataclass(frozen=True, slots=True)
class World:
    truths: tuple[bool, ...]
    kind: str
    closed: bool
    opaque: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A formula as text and as the worlds in which it holds; without text for an opaque node."""

    text: str | None
    worlds: Worlds | None
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Generated:
    text: str
    model: Model


def _worlds(opaque: int) -> list[World]:
    kinds = [
        (kind, closed) for kind in _VALUES for closed in (False, True) if not (closed and kind == "other")
    ]
    return [
        World(_bits(truths, len(_BOOLS)), kind, closed, _bits(own, opaque))
        for truths in range(2 ** len(_BOOLS))
        for kind, closed in kinds
        for own in range(2**opaque)
    ]


def _bits(number: int, count: int) -> tuple[bool, ...]:
    return tuple(bool(number >> place & 1) for place in range(count))


def random_case(seed: int) -> Generated:
    """The case of a seed."""
    return _Maker(Random(seed)).case(seed)


@dataclass(slots=True)
class _Maker:
    random: Random
    opaque: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    leaves: dict[str, Leaf] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    steps: dict[str, Step] = field(default_factory=dict)
    defeaters: dict[str, Defeater] = field(default_factory=dict)
    worlds: list[World] = field(default_factory=list)

    def case(self, seed: int) -> Generated:
        random = self.random
        leaves = [f"L{n}" for n in range(1, random.randint(2, 5) + 1)]
        claims = [f"C{n}" for n in range(1, random.randint(1, 3) + 1)]
        defeaters = [f"D{n}" for n in range(1, random.choice((0, 1, 1, 2, 3, 4)) + 1)]
        unformal = [each for each in (*leaves, *claims) if random.random() < 0.2][:4]
        self.opaque = [*unformal, *defeaters]
        self.worlds = _worlds(len(self.opaque))
        for each in leaves:
            self._leaf(each)
        for each in reversed(claims):
            self._claim(each)
        for _ in range(random.choice((0, 0, 1, 2))):
            self._step(random.choice(claims), self._some([*leaves, *claims], 3))
        self._defeaters(defeaters, [*leaves, *claims])
        header = f'case random_{seed} "Random case {seed}" {{ language 1 top C1 as_of 2026-01-01 }}\n'
        return Generated(header + _VOCABULARY + "\n".join(self.lines) + "\n", self._model())

    def _model(self) -> Model:
        return Model(
            everything=(1 << len(self.worlds)) - 1,
            own={
                node: self._where(lambda world, place=place: world.opaque[place])  # type: ignore[misc]
                for place, node in enumerate(self.opaque)
            },
            closings={SORT: self._where(lambda world: world.closed)},
            leaves=self.leaves,
            claims=self.claims,
            steps=self.steps,
            defeaters=self.defeaters,
            top="C1",
        )

    def _where(self, test: Callable[[World], bool]) -> Worlds:
        return sum(1 << place for place, world in enumerate(self.worlds) if test(world))

    # ---- Formulas --------------------------------------------------------------------------------

    def _atom(self) -> Sentence:
        if self.random.random() < 0.25:
            kind = self.random.choice(("red", "blue"))
            return Sentence(f"k = {kind}", self._where(lambda world: world.kind == kind), frozenset({SORT}))
        place = self.random.randrange(len(_BOOLS))
        return Sentence(_BOOLS[place], self._where(lambda world: world.truths[place]))

    def _literal(self) -> Sentence:
        atom = self._atom()
        return atom if self.random.random() < 0.7 else self._join("not", atom, atom)

    def _formula(self) -> Sentence:
        word = self.random.choice(("", "", "and", "or", "or", "implies", "implies", "iff"))
        first = self._literal()
        return self._join(word, first, self._literal()) if word else first

    def _join(self, word: str, left: Sentence, right: Sentence) -> Sentence:
        assert left.worlds is not None
        assert right.worlds is not None
        everything = (1 << len(self.worlds)) - 1
        negated = everything & ~left.worlds
        words = left.words | right.words
        if word == "not":
            return Sentence(f"(not ({left.text}))", negated, words)
        worlds = {
            "and": left.worlds & right.worlds,
            "or": left.worlds | right.worlds,
            "implies": negated | right.worlds,
            "iff": everything & ~(left.worlds ^ right.worlds),
        }[word]
        return Sentence(f"(({left.text}) {word} ({right.text}))", worlds, words)

    # ---- Nodes -----------------------------------------------------------------------------------

    def _leaf(self, name: str) -> None:
        sentence = Sentence(None, None) if name in self.opaque else self._formula()
        expired = self.random.random() < 0.08
        self.leaves[name] = Leaf(name, sentence.worlds, sentence.words, expired)
        end = " expires 2025-01-01" if expired else ""
        self.lines.append(f'evidence {name} "{name}" {{{_holds(sentence)}{end} }}')

    def _claim(self, name: str) -> None:
        """A claim with a step for it, whose formula often follows from the premises."""
        below = [*self.leaves, *self.claims]
        cited = self._some(below, 3)
        sentence = Sentence(None, None) if name in self.opaque else self._conclusion(cited)
        self.claims[name] = Claim(name, sentence.worlds, sentence.words)
        self.lines.append(f'claim {name} "{name}" {{{_holds(sentence)} }}')
        if self.random.random() < 0.95:
            self._step(name, cited)

    def _conclusion(self, cited: list[str]) -> Sentence:
        known = [self._said(node) for node in cited]
        formal = [each for each in known if each is not None]
        if not formal or self.random.random() < 0.25:
            return self._formula()
        first, second = self.random.choice(formal), self.random.choice(formal)
        return self._join(self.random.choice(("and", "and", "or")), first, second)

    def _said(self, node: str) -> Sentence | None:
        for line in self.lines:
            if line.split()[1] == node and "holds" in line:
                text = line.split("holds ", 1)[1].split(" expires")[0].removesuffix(" }")
                statement = self.leaves.get(node) or self.claims[node]
                return Sentence(text, statement.formula, statement.words)
        return None

    def _some(self, nodes: list[str], most: int) -> list[str]:
        return self.random.sample(nodes, min(len(nodes), self.random.randint(1, most)))

    def _step(self, conclusion: str, cited: list[str]) -> None:
        random = self.random
        name = f"S{len(self.steps) + 1}"
        cited = [each for each in cited if each != conclusion] or [next(iter(self.leaves))]
        premises: tuple[str | tuple[int, tuple[str, ...]], ...] = tuple(cited)
        if len(cited) > 1 and random.random() < 0.3:
            quorum = tuple(cited[-random.randint(2, len(cited)) :])
            premises = (*cited[: -len(quorum)], (random.randint(1, len(quorum)), quorum))
        given: tuple[str, ...] = ()
        if random.random() < 0.15:
            given = tuple(each for each in self._some([*self.leaves], 1) if each not in cited)
        informal = random.random() < 0.15
        self.steps[name] = Step(name, conclusion, premises, given, informal)
        listed = ", ".join(
            each if isinstance(each, str) else f"{each[0]} of ({', '.join(each[1])})" for each in premises
        )
        more = (f" given {', '.join(given)}" if given else "") + (" informal" if informal else "")
        self.lines.append(f'argument {name} "{name}" {{ for {conclusion} from {listed}{more} }}')

    def _defeaters(self, names: list[str], statements: list[str]) -> None:
        random = self.random
        for number, name in enumerate(names):
            targets = [*statements, *self.steps, *(f"{step}.warrant" for step in self.steps)]
            targets += [f"{SORT}.closed"]
            targets += names[:number] * 6 if random.random() < 0.7 else names[number + 1 :] * 4
            attacks = tuple(dict.fromkeys(random.choice(targets) for _ in range(random.choice((1, 1, 1, 2)))))
            residual = random.random() < 0.08
            self.defeaters[name] = Defeater(name, attacks, residual)
            end = ' residual "accepted"' if residual else ""
            self.lines.append(f'defeater {name} "{name}" {{ attacks {", ".join(attacks)}{end} }}')
        for name in names:
            if random.random() < 0.65:
                self._step(name, self._some(statements, 2))


def _holds(sentence: Sentence) -> str:
    return f" holds {sentence.text}" if sentence.text else ""
