"""A canonical form, in which terms that differ in order and in names of bound variables are equal."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from formalcase.frozen import dataclass
from formalcase.logic.size import label, size
from formalcase.logic.substitute import free_variables, fresh_name, with_children
from formalcase.logic.term import (
    BOOL,
    REAL,
    Add,
    And,
    BoolType,
    Distinct,
    EnumType,
    Equal,
    Extremum,
    Fold,
    Iff,
    IntType,
    Less,
    Multiply,
    Negate,
    Not,
    Number,
    Or,
    Quantified,
    RealType,
    SortType,
    Term,
    Type,
    Var,
    Widen,
    children,
    type_of,
)
from formalcase.logic.vocabulary import Vocabulary

# The variables of one binder are put in order only where that is little work.
_VARIABLES_TO_ORDER = 6
_PARTS_TO_ORDER = 2_000


def normalise(term: Term, vocabulary: Vocabulary) -> Term:
    """The term in canonical form; equal forms mean the same in every world.

    Parts of `and`, `or`, `+`, `*`, `=`, `iff`, `distinct`, `min` and `max` are put in a fixed order, with
    chains of one kind made flat; bound variables are renamed by their depth, to names that are no words
    of the vocabulary; double negation and the negation of an order are removed; `iff` stands for `=` on
    formulas. Of the variables that one binder binds the order does not matter either, nor does
    repetition in `and` and `or`. Definitions are left as they are. To be called within
    `deep_recursion()`.
    """
    return _Normaliser(vocabulary.symbols.keys() | free_variables(term)).keyed(term, {}, 0).term


@dataclass(frozen=True, slots=True, eq=False)
class _Keyed:
    """A canonical term with a digest that stands for it, and its parts likewise."""

    digest: bytes
    term: Term
    parts: tuple[_Keyed, ...]


class _Normaliser:
    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = frozenset(taken)

    def keyed(self, term: Term, names: Mapping[str, str], depth: int) -> _Keyed:
        """`names` maps the variables in scope to their canonical names; `depth` counts them."""
        match term:
            case Var():
                return _key(Var(names.get(term.name, term.name), term.type), ())
            case Number():
                return _key(Number(term.value, _plain(term.type)), ())
            case Widen(Number() as body):
                return _key(Number(body.value, REAL), ())
            case Quantified() | Fold():
                return self._bound(term, names, depth)
            case _:
                return _simple(term, [self.keyed(part, names, depth) for part in children(term)])

    def _bound(self, term: Quantified | Fold, names: Mapping[str, str], depth: int) -> _Keyed:
        variables, body = _block(term)
        ordered = self._in_order(variables, body, names, depth)
        inner = dict(names)
        renamed: list[Var] = []
        for place, each in enumerate(ordered, depth + 1):
            inner[each.name] = fresh_name(f"v{place}", self._taken)
            renamed.append(Var(inner[each.name], each.type))
        inside = self.keyed(body, inner, depth + len(ordered))
        if isinstance(term, Fold):
            return _key(Fold(term.kind, tuple(renamed), inside.term, term.type), (inside,))
        return _key(Quantified(term.kind, tuple(renamed), inside.term), (inside,))

    def _in_order(
        self, variables: Sequence[Var], body: Term, names: Mapping[str, str], depth: int
    ) -> Sequence[Var]:
        """The variables of one binder in an order that does not depend on how they are written or
        called: by type, then by what the body looks like when only this variable is marked."""
        few = 1 < len(variables) <= _VARIABLES_TO_ORDER
        if not few or size(body) > _PARTS_TO_ORDER:
            return variables
        blank = {**names, **{each.name: "other" for each in variables}}

        def looks(each: Var) -> tuple[str, bytes]:
            marked = self.keyed(body, {**blank, each.name: "this"}, depth + len(variables))
            return _type_key(each.type), marked.digest

        return sorted(variables, key=looks)


def _block(term: Quantified | Fold) -> tuple[tuple[Var, ...], Term]:
    """The variables of a binder and its body; quantifiers of one kind directly within each other are
    taken together, unless a name is bound twice."""
    variables, body = term.variables, term.body
    if isinstance(term, Quantified):
        known = {each.name for each in variables}
        more: list[Var] = []
        while isinstance(body, Quantified) and body.kind == term.kind:
            if any(each.name in known for each in body.variables):
                break
            known.update(each.name for each in body.variables)
            more.extend(body.variables)
            body = body.body
        variables = (*variables, *more)
    return variables, body


def _simple(term: Term, parts: list[_Keyed]) -> _Keyed:
    """The canonical form of a term without variables of its own, whose parts are canonical already."""
    match term:
        case Not():
            return _negated(parts[0])
        case Negate() if isinstance(parts[0].term, Negate):
            return parts[0].parts[0]
        case And() | Or():
            parts = _unique(_sorted(_flat(type(term), parts)))
            return parts[0] if len(parts) == 1 else _key(type(term)(_terms(parts)), parts)
        case Add() | Multiply():
            parts = _sorted(_flat(type(term), parts))
            return _key(type(term)(_terms(parts), term.type), parts)
        case Extremum():
            parts = _unique(_sorted(parts))
            return _key(Extremum(term.kind, _terms(parts), term.type), parts)
        case Distinct():
            parts = _sorted(parts)
            if len(parts) == 2:
                return _negated(_simple(Equal(parts[0].term, parts[1].term), parts))
            return _key(Distinct(_terms(parts)), parts)
        case Equal() | Iff():
            parts = _sorted(parts)
            left, right = _terms(parts)
            return _key(Iff(left, right) if type_of(left) == BOOL else Equal(left, right), parts)
        case _:
            return _key(with_children(term, _terms(parts)), parts)


def _negated(body: _Keyed) -> _Keyed:
    """The negation of a canonical term. Orders are total, so `not a < b` is `b <= a`."""
    match body.term:
        case Not():
            return body.parts[0]
        case Less(left, right, strict):
            return _key(Less(right, left, not strict), body.parts[::-1])
        case _:
            return _key(Not(body.term), (body,))


def _flat(kind: type[Term], parts: Iterable[_Keyed]) -> list[_Keyed]:
    """The parts, with those of parts of the same kind in their place (which are flat already)."""
    found: list[_Keyed] = []
    for part in parts:
        found.extend(part.parts if isinstance(part.term, kind) else (part,))
    return found


def _sorted(parts: Iterable[_Keyed]) -> list[_Keyed]:
    return sorted(parts, key=lambda part: part.digest)


def _unique(parts: Iterable[_Keyed]) -> list[_Keyed]:
    return list({part.digest: part for part in parts}.values())


def _terms(parts: Iterable[_Keyed]) -> tuple[Term, ...]:
    return tuple([part.term for part in parts])


def _key(term: Term, parts: Sequence[_Keyed]) -> _Keyed:
    own = [type(term).__name__, *(_text(each) for each in label(term))]
    digest = hashlib.sha256("\0".join(own).encode("utf-8", "surrogatepass"))
    for part in parts:
        digest.update(part.digest)
    return _Keyed(digest.digest(), term, tuple(parts))


def _text(each: object) -> str:
    match each:
        case BoolType() | IntType() | RealType() | SortType() | EnumType():
            return _type_key(each)
        case tuple():
            return "\1".join(f"{variable.name}\2{_type_key(variable.type)}" for variable in each)
        case _:
            return repr(each)


def _plain(type: Type) -> Type:  # noqa: A002
    """The type of a number without a trace of how it was written."""
    return RealType(type.dimension, bool(type.dimension)) if isinstance(type, RealType) else type


def _type_key(type: Type) -> str:  # noqa: A002
    """A type for comparing; whether a number was given in a unit does not change what it is."""
    match type:
        case RealType():
            return f"Real{type.dimension!r}"
        case _:
            return repr(type)
