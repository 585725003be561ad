"""Terms back in the spec language, with as few parentheses as its binding powers allow."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import assert_never

from formalcase.logic.members import Members
from formalcase.logic.names import print_name
from formalcase.logic.refused import describe
from formalcase.logic.say import say, show_value
from formalcase.logic.substitute import free_variables
from formalcase.logic.surface import (
    Power,
    entries_in,
    is_constant,
    number_text,
    power_of,
    range_in,
    unwidened,
)
from formalcase.logic.term import (
    Absolute,
    Add,
    And,
    Apply,
    Choice,
    Distinct,
    Divide,
    Equal,
    Extremum,
    Fold,
    Iff,
    Implies,
    Less,
    Member,
    Multiply,
    Negate,
    Not,
    Number,
    Or,
    Quantified,
    SortType,
    Term,
    Truth,
    Var,
    Widen,
)
from formalcase.logic.vocabulary import Vocabulary

__all__ = ["print_name", "say", "show", "show_value"]


def show(term: Term, vocabulary: Vocabulary, taken: Collection[str] = ()) -> str:
    """The text of a term; it reads back as the same term.

    Terms that no text gives exactly (a number that is no decimal, a negative literal) read back as
    equal ones. `taken` are names of the case that are no vocabulary: members of enums that share a name
    with one of them, or with a word, are shown with their enum. To be called within `deep_recursion()`.
    """
    writer = _Writer(vocabulary, taken, free_variables(term))
    writer.write(term, Power.WHOLE, True)
    return "".join(writer.pieces)


class _Writer:
    """Collects the pieces of one text. `last` says that nothing follows an operand on its level, so
    that a quantifier, which reaches as far right as it can, may stand there without parentheses."""

    def __init__(self, vocabulary: Vocabulary, taken: Collection[str], free: Collection[str]) -> None:
        self.pieces: list[str] = []
        self._vocabulary = vocabulary
        self._taken = taken
        self._names = {name: name for name in free}
        self._in_scope = set(free)

    def write(self, term: Term, least: int, last: bool) -> None:
        term = unwidened(term)
        power = power_of(term)
        bare = last and least <= Power.NOT if isinstance(term, Quantified) else power >= least
        if bare:
            self._write(term, last)
        else:
            self.pieces.append("(")
            self._write(term, True)
            self.pieces.append(")")

    def _write(self, term: Term, last: bool) -> None:
        match term:
            case Truth():
                self.pieces.append("true" if term.value else "false")
            case Number():
                self.pieces.append(number_text(term))
            case Member():
                self.pieces.append(self._member(term))
            case Var():
                self.pieces.append(print_name(self._names.get(term.name, term.name)))
            case Apply():
                self._call(print_name(term.symbol), term.args)
            case Not(Equal() as body):
                self._infix(body.left, "!=", body.right, Power.SUM)
            case Not():
                self.pieces.append("not ")
                self.write(term.body, Power.NOT, last)
            case And():
                self._and(term, last)
            case Or():
                self._or(term, last)
            case Implies():
                self._chain((term.left, term.right), " implies ", Power.OR, last, Power.IMPLIES)
            case Iff():
                self._chain((term.left, term.right), " iff ", Power.IMPLIES, last)
            case Equal():
                self._infix(term.left, "=", term.right, Power.SUM)
            case Less() if is_constant(term.left) and not is_constant(term.right):
                self._infix(term.right, ">" if term.strict else ">=", term.left, Power.SUM)
            case Less():
                self._infix(term.left, "<" if term.strict else "<=", term.right, Power.SUM)
            case Distinct():
                self._call("distinct", term.parts)
            case Extremum():
                self._call(term.kind, term.parts)
            case Absolute():
                self._call("abs", (term.body,))
            case Add():
                self._add(term)
            case Multiply() | Divide():
                self._product(term)
            case Negate():
                self.pieces.append("-")
                self.write(term.body, Power.SIGN, False)
            case Choice():
                self._choice(term)
            case Quantified() | Fold():
                self._binder(term)
            case Widen():
                self._write(term.body, last)
            case _:
                assert_never(term)

    def _infix(self, left: Term, operator: str, right: Term, least: int) -> None:
        self.write(left, least, False)
        self.pieces.append(f" {operator} ")
        self.write(right, least, False)

    def _chain(
        self, parts: Sequence[Term], operator: str, least: int, last: bool, least_of_last: int | None = None
    ) -> None:
        for part in parts[:-1]:
            self.write(part, least, False)
            self.pieces.append(operator)
        self.write(parts[-1], least if least_of_last is None else least_of_last, last)

    def _listed(self, parts: Sequence[Term], opening: str, closing: str) -> None:
        for index, part in enumerate(parts):
            self.pieces.append(", " if index else opening)
            self.write(part, Power.WHOLE, True)
        self.pieces.append(closing)

    def _call(self, name: str, args: Sequence[Term]) -> None:
        self.pieces.append(name)
        if args:
            self._listed(args, "(", ")")

    def _and(self, term: And, last: bool) -> None:
        span = range_in(term)
        if span is None:
            self._chain(term.parts, " and ", Power.NOT, last)
            return
        item, low, high = span
        self._infix(item, "in", low, Power.SUM)
        self.pieces.append(" .. ")
        self.write(high, Power.SUM, False)

    def _or(self, term: Or, last: bool) -> None:
        entries = entries_in(term)
        if entries is None:
            self._chain(term.parts, " or ", Power.AND, last)
            return
        item, members = entries
        self.write(item, Power.SUM, False)
        self._listed(members, " in {", "}")

    def _add(self, term: Add) -> None:
        for index, part in enumerate(term.parts):
            inner = unwidened(part)
            if index and isinstance(inner, Negate):
                self.pieces.append(" - ")
                self.write(inner.body, Power.PRODUCT, False)
            else:
                self.pieces.append(" + " if index else "")
                self.write(part, Power.PRODUCT, False)

    def _product(self, term: Multiply | Divide) -> None:
        """A product may start with a quotient, and a quotient with either, as `* /` group to the left."""
        parts = term.parts if isinstance(term, Multiply) else (term.left, term.right)
        operator = " * " if isinstance(term, Multiply) else " / "
        first = unwidened(parts[0])
        grouped = isinstance(first, Divide) or (isinstance(first, Multiply) and isinstance(term, Divide))
        self.write(first, Power.PRODUCT if grouped else Power.SIGN, False)
        for part in parts[1:]:
            self.pieces.append(operator)
            self.write(part, Power.SIGN, False)

    def _choice(self, term: Choice) -> None:
        for word, part in (("if ", term.condition), (" then ", term.yes), (" else ", term.no)):
            self.pieces.append(word)
            self.write(part, Power.WHOLE, True)

    def _binder(self, term: Quantified | Fold) -> None:
        before = self._names
        self._names = dict(before)
        added: set[str] = set()
        binders: list[str] = []
        for each in term.variables:
            name = self._free_name(each.name)
            self._names[each.name] = name
            self._in_scope.add(name)
            added.add(name)
            binders.append(f"{print_name(name)} in {describe(each.type)}")
        self.pieces.append(f"{term.kind} {', '.join(binders)}: ")
        self.write(term.body, Power.WHOLE, True)
        self._names = before
        self._in_scope -= added

    def _free_name(self, name: str) -> str:
        """A name for a bound variable that hides no word and no other variable in scope."""
        number, candidate = 0, name
        while self._is_word(candidate) or candidate in self._in_scope:
            number += 1
            candidate = f"{name}_{number}"
        return candidate

    def _member(self, term: Member) -> str:
        if isinstance(term.type, SortType):
            return print_name(term.name)
        enum, name = term.type.name, term.name
        bare = "." not in enum
        hidden = bare and (name in self._taken or name in self._in_scope)
        if hidden or not self._members.may_be_short(enum, name):
            return self._members.full(enum, name)
        return self._members.short(enum, name)

    def _is_word(self, name: str) -> bool:
        words = self._vocabulary
        known = name in words.symbols or name in words.sorts or name in words.enums
        return known or name in self._taken or name in self._sort_members

    @cached_property
    def _members(self) -> Members:
        return Members(self._vocabulary)

    @cached_property
    def _sort_members(self) -> frozenset[str]:
        return frozenset(member.name for sort in self._vocabulary.sorts.values() for member in sort.members)
