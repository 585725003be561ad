"""Conjunctions of literals over the vocabulary of the step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field

from formalcase.analyses.premises.atoms import ground_atoms, negated, plainness
from formalcase.analyses.premises.equations import made_by_equations
from formalcase.analyses.premises.gap import Gap
from formalcase.analyses.premises.reasons import Cell, Reasons
from formalcase.analyses.premises.relevant import relevant
from formalcase.frozen import dataclass
from formalcase.logic.evaluate import Evaluator, NoValue
from formalcase.logic.term import (
    Apply,
    EnumType,
    Equal,
    Less,
    Member,
    Not,
    Term,
    type_of,
)
from formalcase.logic.unfolding import unfold_each
from formalcase.logic.vocabulary import Vocabulary
from formalcase.logic.walk import reachable
from formalcase.logic.world import World


@dataclass(frozen=True, slots=True)
class Choosable:
    """One formula that may be among the premises that are missing.

    `asserted` also has the closings and ranges that it brings with it; `plain` orders those that are
    otherwise alike, and `size` comes before it: the number of literals. `node` is the node that says it.
    `odd` counts what is unlikely to be meant in a rule, such as to speak of everything where the step
    never does.
    """

    formula: Term
    asserted: Term
    plain: int = 0
    size: int = 1
    node: str = ""
    odd: int = 0


class Space:
    """Formulas of which some set is looked for. What a countermodel says is that one of those that are
    not true in it has to be in the set. `long` are formulas that a person wrote."""

    long = True

    def __init__(self, gap: Gap, choosable: Sequence[Choosable]) -> None:
        self.gap = gap
        self.choosable = choosable

    @property
    def allows(self) -> Mapping[int, tuple[int, Collection[int]]]:
        """See `Proposing`."""
        return {}

    @property
    def makes(self) -> Sequence[tuple[int, int, int]]:
        """See `Proposing`."""
        return ()

    def clauses(self, world: World) -> list[list[int]]:
        """Sets of candidates, of each of which one must be among the missing premises."""
        evaluator = Evaluator(world, self.gap.vocabulary)
        return [[number for number, each in enumerate(self.choosable) if not holds(each.asserted, evaluator)]]


def holds(formula: Term, evaluator: Evaluator) -> bool:
    """Whether a formula is true in a world; false also where that cannot be worked out."""
    try:
        return evaluator.value(formula, {}) is True
    except NoValue:
        return False


@dataclass(frozen=True, slots=True)
class _About:
    """A literal that says something of one term and nothing else: for which of its values it holds."""

    term: Apply
    number: int
    values: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Shape:
    about: Mapping[int, _About] = field(default_factory=dict)
    inner: frozenset[str] = frozenset()
    """Symbols that stand below the top of some literal, or in one that is about several things."""
    equations: Mapping[int, tuple[Term, Term]] = field(default_factory=dict)
    """Those of which either side can stand for the other in every literal."""


class LiteralSpace(Space):
    """The literals of a step.

    A countermodel has to be spoken against in what it rests on. Of a literal about a term whose value has
    no part in that, nothing is gained: the value can be changed so that the literal holds, and the world
    still is a countermodel.
    """

    long = False

    def __init__(self, gap: Gap, choosable: Sequence[Choosable]) -> None:
        super().__init__(gap, choosable)
        self._unfolded = unfold_each([each.asserted for each in choosable], gap.vocabulary)
        self._made, interchangeable = made_by_equations([each.formula for each in choosable])
        self._shape = _shape(self._unfolded, interchangeable, gap.vocabulary)

    @property
    def allows(self) -> Mapping[int, tuple[int, Collection[int]]]:
        return {at: (about.number, about.values) for at, about in self._shape.about.items()}

    @property
    def makes(self) -> Sequence[tuple[int, int, int]]:
        return self._made

    def clauses(self, world: World) -> list[list[int]]:
        found: list[list[int]] = []
        for backwards in (False, True):
            reasons = Reasons(world, self.gap.vocabulary, backwards=backwards)
            false = [
                number
                for number, formula in enumerate(self._unfolded)
                if not holds(formula, reasons.evaluator)
            ]
            try:
                settled = reasons.of_all(self.gap.formulas)
                clause = self._against(settled, false, reasons)
            except NoValue:
                clause = false
            if clause not in found:
                found.append(clause)
        return found

    def _against(self, settled: frozenset[Cell], false: Iterable[int], reasons: Reasons) -> list[int]:
        terms: dict[Cell, set[int]] = {}
        cells: dict[int, Cell] = {}
        for number, about in self._shape.about.items():
            cells[number] = reasons.cell(about.term, {})
            terms.setdefault(cells[number], set()).add(about.number)
        alone = self._alone(settled, reasons)
        return [number for number in false if not self._free(number, cells, terms, settled, alone)]

    def _alone(self, settled: frozenset[Cell], reasons: Reasons) -> list[Term]:
        """The constants on which the world does not rest, and whose values no other one has."""
        sides = {side for both in self._shape.equations.values() for side in both}
        values = {side: reasons.evaluator.value(side, {}) for side in sides}
        shared = Counter(values.values())
        return [
            side
            for side in sides
            if isinstance(side, Apply)
            and not side.args
            and reasons.cell(side, {}) not in settled
            and shared[values[side]] == 1
        ]

    def _free(
        self,
        number: int,
        cells: Mapping[int, Cell],
        terms: Mapping[Cell, set[int]],
        settled: frozenset[Cell],
        alone: Collection[Term],
    ) -> bool:
        """Whether the one cell that the literal is about can be changed without touching anything else:
        the world does not rest on it, and no literal speaks of it by another name or in another place.

        An equation can be made true where the world does not rest on what one side of it is. Then all
        else that a set says of that side it says of the other side as well, and has to speak of it so."""
        if number in self._shape.equations:
            return any(side in alone for side in self._shape.equations[number])
        cell = cells.get(number)
        return (
            cell is not None
            and cell not in settled
            and cell[0] not in self._shape.inner
            and len(terms[cell]) == 1
        )


def literal_space(gap: Gap, most: int) -> tuple[LiteralSpace, bool]:
    """The literals that can be of use, and whether all of them are in it."""
    literals = [literal for atom in ground_atoms(gap) for literal in (atom, negated(atom))]
    chosen = relevant(gap, _without_repetition(literals, gap))
    kept = [Choosable(each, gap.asserted(each), plainness(each)) for each in chosen[:most]]
    return LiteralSpace(gap, kept), len(chosen) <= most and not gap.cut


def _without_repetition(literals: Sequence[Term], gap: Gap) -> list[Term]:
    """Each literal once. Of those about one term of an enum that hold for the same members the plainest
    stays, none that holds for all or no members, and none that takes a member from the middle of a scale."""
    kept: dict[object, Term] = {}
    for literal in literals:
        about = _single(literal, gap.vocabulary)
        key: object = literal
        if about is not None:
            term, values, size = about
            if len(values) in (0, size) or (_on_a_scale(term, gap) and _has_a_hole(values, size)):
                continue
            key = (term, values)
        if key not in kept or plainness(literal) < plainness(kept[key]):
            kept[key] = literal
    return list(kept.values())


def _on_a_scale(term: Term, gap: Gap) -> bool:
    type_ = type_of(term)
    return isinstance(type_, EnumType) and gap.vocabulary.enums[type_.name].ordered


def _has_a_hole(values: Collection[int], size: int) -> bool:
    return len(values) == size - 1 and 0 in values and size - 1 in values


def _single(literal: Term, vocabulary: Vocabulary) -> tuple[Apply, frozenset[int], int] | None:
    """The one term that a literal is about, the values for which it holds, and how many there are."""
    atom = literal.body if isinstance(literal, Not) else literal
    positive = atom is literal
    match atom:
        case Apply() if vocabulary.symbols[atom.symbol].body is None:
            return atom, frozenset({1 if positive else 0}), 2
        case Equal(left, right) | Less(left, right):
            term, member = (right, left) if isinstance(left, Member) else (left, right)
            if not isinstance(term, Apply) or not isinstance(member, Member):
                return None
            type_ = type_of(term)
            if not isinstance(type_, EnumType) or vocabulary.symbols[term.symbol].body is not None:
                return None
            members = vocabulary.members(type_)
            found = {at for at, name in enumerate(members) if _compares(atom, at, members.index(member.name))}
            values = found if positive else set(range(len(members))) - found
            return term, frozenset(values), len(members)
        case _:
            return None


def single_term(literal: Term, vocabulary: Vocabulary) -> Term | None:
    """The term of few values that a literal is about and nothing else, if there is one."""
    single = _single(literal, vocabulary)
    return single[0] if single is not None else None


def _compares(atom: Equal | Less, value: int, with_member: int) -> bool:
    """Whether a comparison with a member holds when the other side has the value."""
    if isinstance(atom, Equal):
        return value == with_member
    left, right = (with_member, value) if isinstance(atom.left, Member) else (value, with_member)
    return left < right or (not atom.strict and left == right)


def _shape(literals: Sequence[Term], interchangeable: Sequence[int], vocabulary: Vocabulary) -> _Shape:
    about: dict[int, _About] = {}
    inner: set[str] = set()
    numbers: dict[Term, int] = {}
    for number, literal in enumerate(literals):
        single = _single(literal, vocabulary)
        if single is None:
            inner |= set(reachable((literal,), vocabulary).symbols)
            continue
        term, values, _ = single
        inner.update(reachable(term.args, vocabulary).symbols)
        about[number] = _About(term, numbers.setdefault(term, len(numbers)), values)
    equations = {
        number: (literal.left, literal.right)
        for number in interchangeable
        if number not in about and isinstance(literal := literals[number], Equal)
    }
    return _Shape(about, frozenset(inner), equations)
