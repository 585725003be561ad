"""The leaves and the claim of a theory taken apart: Boolean skeletons over atoms, and what the atoms share.

Definitions are unfolded, and quantifiers over enums, counts and sums written out. Then everything that is
not built by connectives from *free* Booleans gets a name, a Boolean that is defined to be it: comparisons,
quantified formulas, predicates of things that need not be listed. A Boolean is free when it is a constant
(that of an opaque node too) or a predicate that is used of listed members only, anywhere: it can be true or
false of each whatever else is the case, as members are distinct. Naming is conservative: every world has
just one extension to the names. So what follows from which leaves is the same with and without.

What can tie two formulas together, other than a Boolean, is a *tie*: a constant or a function that is no
free Boolean (one value for each choice of listed members, if it is used of those only); a sort, where
something other than its listed members is spoken of, as its size is one for all; and division by what may
be zero, as it has some one value there. Numbers and enums are what they are in every world and tie nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import field
from fractions import Fraction
from itertools import islice, product

from formalcase.case.formulas import Leaf
from formalcase.frozen import dataclass
from formalcase.logic.substitute import rebuilt, substitute
from formalcase.logic.term import (
    BOOL,
    FALSE,
    TRUE,
    Add,
    And,
    Apply,
    Choice,
    Divide,
    EnumType,
    Equal,
    Fold,
    Iff,
    Implies,
    Member,
    Not,
    Number,
    Or,
    Quantified,
    SortType,
    Term,
    Truth,
    children,
    type_of,
)
from formalcase.logic.unfolding import unfold
from formalcase.logic.vocabulary import Symbol, Vocabulary
from formalcase.logic.walk import subterms, symbols_in

# Of one theory, so many instances may be written out, and the formulas may have so many parts.
_MOST_INSTANCES = 20_000
_MOST_PARTS = 500_000

Tie = tuple[str, ...]


class Intractable(Exception):  # noqa: N818
    """Too much to write out."""


@dataclass(frozen=True, slots=True)
class Part:
    """A formula that speaks of these atoms and ties.

    `leaf` is the id of the leaf that says it; None for the claim, and for the definition of `name`.
    """

    leaf: str | None
    formula: Term
    atoms: frozenset[Apply]
    ties: frozenset[Tie] = frozenset()
    name: Apply | None = None


@dataclass(frozen=True, slots=True)
class Theory:
    """`claim` is the part that has the claim itself; the others constrain the world."""

    claim: Part
    parts: tuple[Part, ...]
    vocabulary: Vocabulary
    """With the names."""


def taken_apart(claim: Term, leaves: Sequence[Leaf], vocabulary: Vocabulary) -> Theory:
    """To be called within `deep_recursion()`. Raises Intractable."""
    writer = _Writer(vocabulary)
    goal = writer.written(claim)
    said = [(leaf.id, each) for leaf in leaves for each in conjuncts(writer.written(leaf.formula))]
    namer = _Namer(_not_free([goal, *(formula for _, formula in said)]))
    parts = [Part(name, *namer.named(formula)) for name, formula in said]
    whole = Part(None, *namer.named(goal))
    defined = [
        Part(None, Iff(name, meaning), atoms | {name}, ties, name)
        for meaning, (name, atoms, ties) in namer.names.items()
    ]
    symbols = {name.symbol: Symbol(name.symbol, (), BOOL) for name, _, _ in namer.names.values()}
    words = Vocabulary(vocabulary.sorts, vocabulary.enums, {**vocabulary.symbols, **symbols})
    return Theory(whole, (*parts, *defined), words)


def conjuncts(formula: Term) -> Iterator[Term]:
    """Formulas that all hold together exactly when this one does."""
    match formula:
        case And(parts):
            for part in parts:
                yield from conjuncts(part)
        case Not(Or(parts)):
            for part in parts:
                yield from conjuncts(Not(part))
        case Not(Not(body)):
            yield from conjuncts(body)
        case Not(Implies(left, right)):
            yield from conjuncts(left)
            yield from conjuncts(Not(right))
        case Implies(left, And(parts)):
            for part in parts:
                yield from conjuncts(Implies(left, part))
        case Truth(value=True):
            return
        case _:
            yield formula


# ---- Written out ---------------------------------------------------------------------------------


@dataclass(slots=True)
class _Writer:
    vocabulary: Vocabulary
    _left: int = _MOST_INSTANCES
    _parts: int = _MOST_PARTS

    def written(self, term: Term) -> Term:
        """Without defined words, and without quantifiers, counts and sums over what is listed."""
        plain = unfold(term, self.vocabulary)
        if any(self.vocabulary.symbols[name].body is not None for name in symbols_in(plain)):
            raise Intractable
        written = self._expanded(plain)
        self._parts -= sum(1 for _ in subterms(written))
        if self._parts < 0:
            raise Intractable
        return written

    def _expanded(self, term: Term) -> Term:
        match term:
            case Quantified(kind, variables) if all(isinstance(each.type, EnumType) for each in variables):
                instances = tuple([self._expanded(each) for each in self._instances(term)])
                return And(instances) if kind == "forall" else Or(instances)
            case Fold(kind, _, _, of):
                instances = tuple([self._expanded(each) for each in self._instances(term)])
                one, none = Number(Fraction(1), of), Number(Fraction(0), of)
                if kind == "count":
                    instances = tuple([Choice(each, one, none, of) for each in instances])
                return Add((none, *instances), of)
            case Quantified():
                # What a variable of it stands in is no formula of its own.
                return term
            case Equal(Member(), Member()):
                return TRUE if term.left == term.right else FALSE
            case _:
                return rebuilt(term, self._expanded)

    def _instances(self, term: Quantified | Fold) -> Iterator[Term]:
        names = [each.name for each in term.variables]
        domains = []
        for each in term.variables:
            assert isinstance(each.type, EnumType | SortType), each
            domains.append([Member(each.type, member) for member in self.vocabulary.members(each.type)])
        chosen = list(islice(product(*domains), self._left + 1))
        self._left -= len(chosen)
        if self._left < 0:
            raise Intractable
        for choice in chosen:
            yield substitute(term.body, dict(zip(names, choice, strict=True)))


# ---- Names ---------------------------------------------------------------------------------------


def _not_free(formulas: Iterable[Term]) -> frozenset[str]:
    """The symbols that are used of something other than listed members."""
    return frozenset(
        part.symbol
        for formula in formulas
        for part in subterms(formula)
        if isinstance(part, Apply) and not all(isinstance(each, Member) for each in part.args)
    )


_Named = tuple[Apply, frozenset[Apply], frozenset[Tie]]


@dataclass(slots=True)
class _Namer:
    """Gives the same formula the same name everywhere."""

    bound: Collection[str]
    """The symbols that are not free."""
    names: dict[Term, _Named] = field(default_factory=dict)

    def named(self, formula: Term) -> tuple[Term, frozenset[Apply]]:
        """The formula with names, and the atoms in it."""
        skeleton = self._skeleton(formula)
        atoms, ties = self._spoken_of(skeleton)
        assert not ties, formula
        return skeleton, atoms

    def _skeleton(self, term: Term) -> Term:
        match term:
            case Truth():
                return term
            case Not() | And() | Or() | Implies() | Iff():
                return rebuilt(term, self._skeleton)
            case Equal() | Choice() if type_of(children(term)[-1]) == BOOL:
                return rebuilt(term, self._skeleton)
            case Apply() if term.symbol not in self.bound:
                return term
        meaning = self._inside(term)
        atoms, ties = self._spoken_of(meaning)
        if not ties:
            return meaning  # such as "at least two of these Booleans"
        if meaning not in self.names:
            self.names[meaning] = Apply(f"\0{len(self.names)}", (), BOOL), atoms, ties
        return self.names[meaning][0]

    def _inside(self, term: Term) -> Term:
        """The term with names for the formulas in it."""
        if isinstance(term, Quantified):
            return term

        def part(inner: Term) -> Term:
            return self._skeleton(inner) if type_of(inner) == BOOL else self._inside(inner)

        return rebuilt(term, part)

    def _spoken_of(self, term: Term) -> tuple[frozenset[Apply], frozenset[Tie]]:
        atoms: set[Apply] = set()
        ties: set[Tie] = set()
        stack = [term]
        while stack:
            part = stack.pop()
            match part:
                case Apply() if part.symbol in self.bound:
                    ties.add((part.symbol,))
                    stack += part.args
                case Apply() if part.type == BOOL:
                    atoms.add(part)
                    continue
                case Apply():
                    ties.add((part.symbol, *(each.name for each in part.args if isinstance(each, Member))))
                case Divide(right=Number(value)) if value:
                    stack.append(part.left)
                case Divide():
                    ties.add(("/",))
                    stack += children(part)
                case Quantified():
                    ties.update(
                        ("sort", each.type.name) for each in part.variables if isinstance(each.type, SortType)
                    )
                    stack.append(part.body)
                case _:
                    stack += children(part)
            of = type_of(part)
            if isinstance(of, SortType):
                ties.add(("sort", of.name))
        return frozenset(atoms), frozenset(ties)
