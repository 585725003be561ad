"""Whether formulas that were made elsewhere belong to a case: the names in them mean what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from formalcase.diagnostics.catalogue import names
from formalcase.diagnostics.catalogue.text import TOO_DEEP
from formalcase.diagnostics.finding import Finding
from formalcase.logic.term import (
    Apply,
    EnumType,
    Fold,
    Member,
    Quantified,
    SortType,
    Term,
    Type,
    Var,
    children,
    type_of,
)
from formalcase.logic.vocabulary import Symbol, Vocabulary

_DEEPEST = 1_000

_Bound = Mapping[str, Var]


def check_formula(
    term: Term, parameters: tuple[Var, ...], vocabulary: Vocabulary, taken: Mapping[str, str], subject: str
) -> Iterator[Finding]:
    """What is wrong with the names in a formula, each thing once.

    `taken` says what each name of the case is, in words: bound variables may not hide it.
    """
    said: set[str] = set()
    for finding in _walk(term, {each.name: each for each in parameters}, vocabulary, taken, subject):
        if finding.message not in said:
            said.add(finding.message)
            yield finding


def _walk(
    term: Term, bound: _Bound, vocabulary: Vocabulary, taken: Mapping[str, str], subject: str
) -> Iterator[Finding]:
    # Parts may be shared; a shared part is looked at once under the same variables.
    stack: list[tuple[Term, _Bound, int]] = [(term, bound, 1)]
    seen: set[tuple[int, int]] = set()
    scopes: list[_Bound] = [bound]
    while stack:
        part, bound, depth = stack.pop()
        if (id(part), id(bound)) in seen:
            continue
        seen.add((id(part), id(bound)))
        if depth > _DEEPEST:
            yield TOO_DEEP.at(None, subject=subject, limit=str(_DEEPEST))
            return
        match part:
            case Quantified() | Fold():
                inner = dict(bound)
                for each in part.variables:
                    yield from _variable(each, inner, vocabulary, taken, subject)
                    inner[each.name] = each
                scopes.append(inner)  # kept, so that its identity stays its own
                bound = inner
            case _:
                yield from _named(part, bound, vocabulary, subject)
        stack.extend((child, bound, depth + 1) for child in reversed(children(part)))


def _variable(
    each: Var, bound: _Bound, vocabulary: Vocabulary, taken: Mapping[str, str], subject: str
) -> Iterator[Finding]:
    what = "a variable" if each.name in bound else taken.get(each.name)
    if what is not None:
        yield names.HIDDEN_NAME.at(
            None, subject=subject, role="the bound variable", name=each.name, what=what
        )
    yield from check_type(each.type, vocabulary, subject)


def _named(part: Term, bound: _Bound, vocabulary: Vocabulary, subject: str) -> Iterator[Finding]:
    match part:
        case Var(name) if name not in bound:
            yield names.UNDEFINED_NAME.at(None, subject=subject, name=name)
        case Var(name) if bound[name] != part:
            yield names.USED_OTHERWISE.at(None, subject=subject, name=name)
        case Apply(name) if name not in vocabulary.symbols:
            yield names.UNDEFINED_NAME.at(None, subject=subject, name=name)
        case Apply(name) if not _fits(part, vocabulary.symbols[name]):
            yield names.USED_OTHERWISE.at(None, subject=subject, name=name)
        case Member(type_, name):
            wrong = list(check_type(type_, vocabulary, subject))
            yield from wrong
            if not wrong and name not in vocabulary.members(type_):
                written = f"{type_.name}.{name}" if isinstance(type_, EnumType) else name
                yield names.UNDEFINED_NAME.at(None, subject=subject, name=written)
        case _:
            pass


def _fits(part: Apply, symbol: Symbol) -> bool:
    given = tuple(type_of(arg) for arg in part.args)
    return part.type == symbol.result and given == tuple(each.type for each in symbol.parameters)


def check_type(type_: Type, vocabulary: Vocabulary, subject: str) -> Iterator[Finding]:
    """Whether the case has the sort or enum that a type names."""
    match type_:
        case SortType(name) if name not in vocabulary.sorts:
            yield names.UNDEFINED_NAME.at(None, subject=subject, name=name)
        case EnumType(name) if name not in vocabulary.enums:
            yield names.UNDEFINED_NAME.at(None, subject=subject, name=name)
        case _:
            pass
