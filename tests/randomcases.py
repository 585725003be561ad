"""Random well-typed vocabularies and terms, from a seed or from hypothesis.

Terms are made by `logic.build` alone. The vocabularies are small enough for brute force, and
`declarations` writes them in the spec language.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from formalcase.logic import build
from formalcase.logic.build import describe
from formalcase.logic.show import print_name, show
from formalcase.logic.term import BOOL, INT, REAL, EnumType, SortType, Term, Type, Var
from formalcase.logic.vocabulary import Enum, ListedMember, Sort, Symbol, Vocabulary

_T = TypeVar("_T")
_NUMERIC: list[Type] = [INT, REAL]


@dataclass(frozen=True, slots=True)
class Shape:
    """What may occur in what is generated."""

    sorts: int = 1
    enums: int = 1
    functions: int = 2
    constants: int = 3
    definitions: int = 1
    depth: int = 3
    numbers: bool = True
    divisions: bool = False
    quantifiers: bool = True


SMALL = Shape()
PROPOSITIONAL = Shape(0, 0, 0, 4, 0, 3, numbers=False, quantifiers=False)


def random_vocabulary(random: Random, shape: Shape = SMALL) -> Vocabulary:
    """Sorts (open or closed) and enums (ordered or not) of one to three members, predicates and
    functions of one or two parameters, constants of all types, and definitions."""
    sorts = [_sort(random, n) for n in range(shape.sorts)]
    enums = [_enum(random, n) for n in range(shape.enums)]
    symbols: dict[str, Symbol] = {}
    vocabulary = Vocabulary({s.name: s for s in sorts}, {e.name: e for e in enums}, symbols)
    listed = _listed_types(vocabulary)
    values: list[Type] = [BOOL, BOOL, *(_NUMERIC if shape.numbers else []), *listed]
    for n in range(shape.functions if listed else 0):
        types = [random.choice(listed) for _ in range(random.choice((1, 1, 2)))]
        parameters = tuple(Var(f"a{index}", each) for index, each in enumerate(types))
        result = random.choice((BOOL, BOOL, BOOL, *(_NUMERIC[:1] if shape.numbers else [])))
        symbols[f"f{n}"] = Symbol(f"f{n}", parameters, result, gloss=f"f{n} of {{a0}}")
    for n in range(shape.constants):
        result = BOOL if n == 0 else random.choice(values)
        symbols[f"c{n}"] = Symbol(f"c{n}", (), result, gloss=f"the constant c{n}")
    for n in range(shape.definitions):
        some = tuple(
            Var(f"a{index}", random.choice(listed)) for index in range(random.choice((0, 1)) if listed else 0)
        )
        result = random.choice((BOOL, BOOL, *(_NUMERIC if shape.numbers else [])))
        makers = _Maker(random, vocabulary, shape, list(some))
        body = build.fit(makers.term(result, shape.depth - 1), result)
        symbols[f"d{n}"] = Symbol(f"d{n}", some, result, body=body)
    return replace(vocabulary, symbols=dict(symbols))


def _listed_types(vocabulary: Vocabulary) -> list[Type]:
    sorts: list[Type] = [each.type for each in vocabulary.sorts.values()]
    return [*sorts, *(each.type for each in vocabulary.enums.values())]


def _sort(random: Random, number: int) -> Sort:
    members = tuple(ListedMember(f"s{number}_{n}") for n in range(random.choice((0, 1, 2))))
    return Sort(f"S{number}", members, closed=bool(members) and random.random() < 0.5)


def _enum(random: Random, number: int) -> Enum:
    members = tuple(ListedMember(f"e{number}_{n}") for n in range(random.choice((1, 2, 3))))
    return Enum(f"E{number}", members, ordered=len(members) > 1 and random.random() < 0.5)


def random_formula(random: Random, vocabulary: Vocabulary, shape: Shape = SMALL) -> Term:
    """A closed formula over the vocabulary."""
    return _Maker(random, vocabulary, shape, []).formula(shape.depth)


def random_term(random: Random, vocabulary: Vocabulary, type_: Type, shape: Shape = SMALL) -> Term:
    """A closed term of the type (of sorts: if anything has it)."""
    return build.fit(_Maker(random, vocabulary, shape, []).term(type_, shape.depth), type_)


@dataclass(slots=True)
class _Maker:
    random: Random
    vocabulary: Vocabulary
    shape: Shape
    scope: list[Var]
    _names: int = field(default=0)

    def formula(self, depth: int) -> Term:
        return self.term(BOOL, depth)

    def term(self, type_: Type, depth: int) -> Term:
        if depth <= 0:
            return self._leaf(type_)
        match type_:
            case SortType() | EnumType():
                return self._of_listed_type(type_, depth)
            case _ if type_ == BOOL:
                return self._formula(depth)
            case _:
                return self._number(type_, depth)

    def _pick(self, options: Sequence[Callable[[], _T]]) -> _T:
        return self.random.choice(options)()

    def _leaf(self, type_: Type) -> Term:
        options: list[Callable[[], Term]] = []
        for each in self.scope:
            if each.type == type_:
                options += [lambda each=each: each] * 3  # type: ignore[misc]
        for symbol in self.vocabulary.symbols.values():
            if symbol.result == type_ and all(self._can(parameter.type) for parameter in symbol.parameters):
                options += [lambda symbol=symbol: self._application(symbol, 0)] * 2  # type: ignore[misc]
        match type_:
            case SortType() | EnumType():
                for name in self.vocabulary.members(type_):
                    options.append(lambda name=name: build.member(type_, name))  # type: ignore[misc]
            case _ if type_ == BOOL:
                options.append(lambda: build.truth(self.random.random() < 0.5))
            case _:
                options.append(lambda: self._literal(type_))
        return self._pick(options)

    def _literal(self, type_: Type) -> Term:
        if type_ == INT:
            return build.number(Fraction(self.random.choice((0, 1, 2, 3))), decimal=False, unit=None)
        return build.number(
            self.random.choice((Fraction(0), Fraction(1, 2), Fraction(3))), decimal=True, unit=None
        )

    def _can(self, type_: Type) -> bool:
        """Whether something simple has the type (an open sort may have no name for anything)."""
        if not isinstance(type_, SortType):
            return True
        return bool(self.vocabulary.members(type_)) or any(each.type == type_ for each in self.scope)

    def _application(self, symbol: Symbol, depth: int) -> Term:
        args = []
        for each in symbol.parameters:
            listed = isinstance(each.type, SortType)
            args.append(self._named(each.type) if listed else self.term(each.type, depth))
        return build.apply(symbol, args)

    def _named(self, type_: Type) -> Term:
        """A variable or a listed member."""
        assert isinstance(type_, SortType)
        options: list[Term] = [each for each in self.scope if each.type == type_]
        options += [build.member(type_, name) for name in self.vocabulary.members(type_)]
        return self.random.choice(options)

    def _of_listed_type(self, type_: Type, depth: int) -> Term:
        if self.random.random() < 0.8:
            return self._leaf(type_)
        return build.choice(self.formula(depth - 1), self._leaf(type_), self._leaf(type_))

    def _formula(self, depth: int) -> Term:
        less = depth - 1
        options: list[Callable[[], Term]] = [
            lambda: self._leaf(BOOL),
            lambda: build.negation(self.formula(less)),
            lambda: build.conjunction([self.formula(less) for _ in range(self.random.choice((2, 2, 3)))]),
            lambda: build.disjunction([self.formula(less) for _ in range(self.random.choice((2, 2, 3)))]),
            lambda: build.implication(self.formula(less), self.formula(less)),
            lambda: build.equivalence(self.formula(less), self.formula(less)),
            lambda: build.choice(self.formula(less), self.formula(less), self.formula(less)),
            lambda: self._comparison(less),
            lambda: self._comparison(less),
        ]
        if self.shape.quantifiers and _listed_types(self.vocabulary):
            options += [lambda: self._quantified(less)] * 3
        return self._pick(options)

    def _comparable(self) -> list[Type]:
        found = _NUMERIC if self.shape.numbers else []
        return [BOOL, *found, *(each for each in _listed_types(self.vocabulary) if self._can(each))]

    def _comparison(self, depth: int) -> Term:
        type_ = self.random.choice(self._comparable())
        left, right = self.term(type_, depth), self.term(type_, depth)
        ordered = type_ in (INT, REAL) or (
            isinstance(type_, EnumType) and self.vocabulary.enums[type_.name].ordered
        )
        make: list[Callable[[Term, Term, Vocabulary], Term]] = [build.equal, build.unequal]
        if ordered:
            make += [build.less, build.at_most, build.greater, build.at_least]
            if self.random.random() < 0.2:
                return build.between(left, right, self.term(type_, depth), self.vocabulary)
        if isinstance(type_, EnumType) and self.random.random() < 0.3:
            members = self.vocabulary.members(type_)
            names = self.random.sample(members, self.random.randint(1, min(2, len(members))))
            return build.one_of(left, [build.member(type_, name) for name in names])
        if self.random.random() < 0.1:
            return build.distinct([left, right, self.term(type_, depth)])
        return self.random.choice(make)(left, right, self.vocabulary)

    def _bind(self, types: Sequence[Type]) -> Var:
        self._names += 1
        bound = Var(f"x{len(self.scope)}_{self._names}", self.random.choice(types))
        self.scope.append(bound)
        return bound

    def _quantified(self, depth: int) -> Term:
        bound = [self._bind(_listed_types(self.vocabulary)) for _ in range(self.random.choice((1, 1, 2)))]
        body = self.formula(depth)
        del self.scope[-len(bound) :]
        return build.quantified(self.random.choice(("forall", "exists")), bound, body)

    def _number(self, type_: Type, depth: int) -> Term:
        less = depth - 1
        inner = INT if type_ == INT or self.random.random() < 0.2 else REAL

        def some() -> list[Term]:
            return [self.term(inner, less), self.term(type_, less)]

        options: list[Callable[[], Term]] = [
            lambda: self._leaf(type_),
            lambda: self._leaf(type_),
            lambda: build.add(some()),
            lambda: build.subtract(*some()),
            lambda: build.multiply(some()),
            lambda: build.negate(self.term(type_, less)),
            lambda: build.minimum(some()),
            lambda: build.maximum(some()),
            lambda: build.absolute(self.term(type_, less)),
            lambda: build.choice(self.formula(less), *some()),
        ]
        if type_ == REAL and self.shape.divisions:
            options += [lambda: build.divide(self.term(REAL, less), self._divisor(less))] * 2
        foldable: list[Type] = [each.type for each in self.vocabulary.enums.values()]
        foldable += [each.type for each in self.vocabulary.sorts.values() if each.closed]
        if self.shape.quantifiers and foldable:
            options += [lambda: self._fold(type_, foldable, less)] * 2
        return self._pick(options)

    def _divisor(self, depth: int) -> Term:
        while True:
            divisor = self.term(REAL, depth)
            try:
                build.divide(divisor, divisor)
            except build.Refused:
                continue
            return divisor

    def _fold(self, type_: Type, types: Sequence[Type], depth: int) -> Term:
        bound = self._bind(types)
        if type_ == INT and self.random.random() < 0.7:
            made = build.fold("count", [bound], self.formula(depth), self.vocabulary)
        else:
            made = build.fold("sum", [bound], self.term(type_, depth), self.vocabulary)
        self.scope.pop()
        return made


@st.composite
def vocabularies(draw: st.DrawFn, shape: Shape = SMALL) -> Vocabulary:
    return random_vocabulary(draw(st.randoms(use_true_random=False)), shape)


@st.composite
def formulas(draw: st.DrawFn, vocabulary: Vocabulary, shape: Shape = SMALL) -> Term:
    """Closed formulas over one vocabulary."""
    return random_formula(draw(st.randoms(use_true_random=False)), vocabulary, shape)


@st.composite
def arguments(
    draw: st.DrawFn, premises: int = 2, shape: Shape = SMALL
) -> tuple[Vocabulary, list[Term], Term]:
    """A vocabulary, some premises and a conclusion."""
    random = draw(st.randoms(use_true_random=False))
    vocabulary = random_vocabulary(random, shape)
    made = [random_formula(random, vocabulary, shape) for _ in range(premises + 1)]
    return vocabulary, made[:-1], made[-1]


def declarations(vocabulary: Vocabulary) -> str:
    """The vocabulary as a text of the spec language (units aside)."""
    lines: list[str] = []
    for sort in vocabulary.sorts.values():
        names = [print_name(member.name) for member in sort.members]
        if names and not sort.closed:
            names.append("...")
        lines.append(f"sort {print_name(sort.name)}" + (f" {{ {', '.join(names)} }}" if names else ""))
    for enum in vocabulary.enums.values():
        between = " < " if enum.ordered else ", "
        members = between.join(print_name(member.name) for member in enum.members)
        lines.append(f"enum {print_name(enum.name)} {{ {members} }}")
    for symbol in vocabulary.symbols.values():
        lines.append(_declaration(symbol, vocabulary))
    return "\n".join(lines) + "\n"


def _declaration(symbol: Symbol, vocabulary: Vocabulary) -> str:
    name = print_name(symbol.name)
    parameters = ", ".join(f"{print_name(each.name)}: {describe(each.type)}" for each in symbol.parameters)
    head = f"{name}({parameters})" if parameters else name
    gloss = f' "{symbol.gloss}"' if symbol.gloss else ""
    if symbol.body is not None:
        return f"def {head}: {describe(symbol.result)}{gloss} = {show(symbol.body, vocabulary)}"
    word = "fn" if parameters else "const"
    return f"{word} {head}: {describe(symbol.result)}{gloss}"
