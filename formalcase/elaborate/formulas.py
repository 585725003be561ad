"""Formulas: from the tree to typed terms.

`logic.build` has the type rules; this file resolves the names and gives what it refuses its place.
None in the place of a term means that a finding was given, here or where a name was declared, and
makes everything around it None, without a further word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, assert_never

from formalcase.diagnostics.catalogue import names
from formalcase.elaborate.log import Log
from formalcase.elaborate.operators import COMPARE, FUNCTIONS, Bound, chain_product, chain_sum, grouped
from formalcase.elaborate.scopes import Entry, EnumMember, Leaf, Predefined, Scope, Scopes, Target
from formalcase.elaborate.types import Types, what_is
from formalcase.elaborate.units import Units
from formalcase.logic import build
from formalcase.logic.refused import Refused
from formalcase.logic.term import SortType, Term, Type, Var
from formalcase.logic.vocabulary import Vocabulary
from formalcase.source import Span
from formalcase.syntax.tree import (
    BinaryExpr,
    Binder,
    BindExpr,
    BrokenExpr,
    CallExpr,
    ChainExpr,
    ChoiceExpr,
    Expr,
    GroupExpr,
    InListExpr,
    InRangeExpr,
    JunctionExpr,
    Name,
    NameExpr,
    NumberExpr,
    Ref,
    TruthExpr,
    TypeExpr,
    UnaryExpr,
)

Variables = Mapping[str, Var | None]
"""Parameters and bound variables in scope; None where the type is not known."""


class Formulas:
    """Elaborates the formulas of one file. `vocabulary` knows all sorts and enums and the signatures of
    all symbols; a symbol of the scopes that it lacks is broken."""

    def __init__(
        self, scopes: Scopes, scope: Scope, types: Types, units: Units, vocabulary: Vocabulary, log: Log
    ) -> None:
        self._scopes = scopes
        self._scope = scope
        self._types = types
        self._units = units
        self._vocabulary = vocabulary
        self._log = log
        self._subject = ""

    def formula(self, expr: Expr, type_: Type, variables: Variables, subject: str) -> Term | None:
        """A whole formula, of exactly the wanted type. `subject` is what its findings are about."""
        self._subject = subject
        term = self._term(expr, variables)
        if term is None:
            self._log.give_up()
            return None
        return self._try(lambda: build.fit(term, type_), expr.span, ())

    def look_over(self, exprs: Sequence[Expr], variables: Variables, subject: str) -> None:
        """Reports what is wrong with formulas that cannot be used because of something else."""
        self._subject = subject
        self._terms(exprs, variables)

    def bounds(
        self, ends: tuple[Expr, Expr], item: Term, type_: Type, type_span: Span, subject: str
    ) -> tuple[Term, Term] | None:
        """The two ends of the range of a constant, of the constant's own type."""
        self._subject = subject
        low, high = self._term(ends[0], {}), self._term(ends[1], {})
        if low is None or high is None:
            self._log.give_up()
            return None
        spans = (ends[0].span, ends[1].span)
        whole = spans[0].to(spans[1])
        if self._try(lambda: self._between(item, low, high), whole, (type_span, *spans)) is None:
            return None
        first = self._try(lambda: build.fit(low, type_), spans[0], ())
        last = self._try(lambda: build.fit(high, type_), spans[1], ())
        return None if first is None or last is None else (first, last)

    def _try(self, make: Callable[[], Term], whole: Span, parts: Sequence[Span]) -> Term | None:
        """What `make` makes; a refusal is reported at the part at fault, or at the whole."""
        try:
            return make()
        except Refused as refused:
            at = parts[refused.part] if refused.part is not None and refused.part < len(parts) else whole
            self._log.refuse(refused, at, self._subject)
            return None

    def _terms(self, exprs: Sequence[Expr], variables: Variables) -> list[Term] | None:
        """The terms of several parts, each elaborated even if another is broken."""
        terms = [self._term(expr, variables) for expr in exprs]
        whole = [term for term in terms if term is not None]
        return whole if len(whole) == len(terms) else None

    def _join(
        self, make: Callable[[list[Term]], Term], expr: Expr, parts: Sequence[Expr], variables: Variables
    ) -> Term | None:
        terms = self._terms(parts, variables)
        if terms is None:
            return None
        return self._try(lambda: make(terms), expr.span, [part.span for part in parts])

    def _term(self, expr: Expr, variables: Variables) -> Term | None:
        match expr:
            case GroupExpr():
                return self._term(expr.body, variables)
            case BrokenExpr():
                return None
            case TruthExpr():
                return build.truth(expr.value)
            case NumberExpr():
                return self._number(expr)
            case NameExpr():
                return self._name(expr.ref, variables)
            case CallExpr():
                return self._call(expr, variables)
            case UnaryExpr():
                make = build.negation if expr.operator == "not" else build.negate
                return self._join(lambda terms: make(terms[0]), expr, (expr.operand,), variables)
            case JunctionExpr():
                join = build.conjunction if expr.operator == "and" else build.disjunction
                return self._join(join, expr, expr.parts, variables)
            case ChainExpr():
                return self._chain(expr, variables)
            case BinaryExpr():
                return self._binary(expr, variables)
            case InListExpr():
                return self._in_list(expr, variables)
            case InRangeExpr():
                parts = (expr.item, expr.low, expr.high)
                return self._join(lambda terms: self._between(*terms), expr, parts, variables)
            case BindExpr():
                return self._bind(expr, variables)
            case ChoiceExpr():
                parts = (expr.condition, expr.yes, expr.no)
                return self._join(lambda terms: build.choice(*terms), expr, parts, variables)
            case _:
                assert_never(expr)

    # ---- Names -----------------------------------------------------------------------------------

    def _number(self, expr: NumberExpr) -> Term | None:
        if expr.unit is None:
            return build.number(expr.value, decimal=expr.decimal, unit=None)
        unit = self._units.unit(self._scope, expr.unit)
        return None if unit is None else build.number(expr.value, decimal=expr.decimal, unit=unit)

    def _name(self, ref: Ref, variables: Variables) -> Term | None:
        if len(ref.parts) == 1 and ref.parts[0] in variables:
            return variables[ref.parts[0]]
        target = self._scopes.resolve(self._scope, ref, "value", bound=variables)
        match target:
            case None:
                return None
            case EnumMember():
                return build.member(target.type, target.name)
            case Entry(kind="member"):
                return build.member(SortType(target.sort), target.id) if target.sort else None
            case Entry(kind="const" | "fn" | "def"):
                symbol = self._vocabulary.symbols.get(target.id)
                return None if symbol is None else self._try(lambda: build.apply(symbol, ()), ref.span, ())
            case _:
                self._not_a_value(ref, target)
                return None

    def _not_a_value(self, ref: Ref, target: Target) -> None:
        if not self._log.first_time("value", self._scope.module.index, ref.text):
            return
        advice = None
        match target:
            case Entry(kind="claim" | "assumption" | "evidence" | "defeater"):
                advice = "a formula cannot speak of nodes; write out what it says, or name it with `def`"
            case Entry(kind="sort" | "enum"):
                advice = "a type stands after `in`, as in `forall x in …`"
            case Predefined(name):
                advice = f"it wants arguments, as in `{name}(a, b)`" if name[0].islower() else None
            case _:
                pass
        self._log.add(
            names.NOT_A_VALUE.at(
                ref.span, subject=self._subject, advice=advice, name=ref.text, what=what_is(target)
            )
        )

    def _call(self, expr: CallExpr, variables: Variables) -> Term | None:
        args = self._terms(expr.args, variables)
        ref = expr.function
        if len(ref.parts) == 1 and ref.parts[0] in variables:
            if variables[ref.parts[0]] is not None:
                self._not_a_function(ref, "a bound variable or parameter")
            return None
        target = self._scopes.resolve(self._scope, ref, "value", bound=variables)
        spans = [arg.span for arg in expr.args]
        match target:
            case None:
                return None
            case Predefined(name):
                return self._predefined(expr, name, args, spans)
            case Entry(kind="const" | "fn" | "def"):
                symbol = self._vocabulary.symbols.get(target.id)
                if symbol is None or args is None:
                    return None
                return self._try(lambda: build.apply(symbol, args), expr.span, spans)
            case EnumMember() | Entry(kind="member"):
                self._not_a_function(ref, what_is(target))
            case Entry() | Leaf():
                self._not_a_value(ref, target)
        return None

    def _not_a_function(self, ref: Ref, what: str) -> None:
        self._log.add(names.NOT_A_FUNCTION.at(ref.span, subject=self._subject, name=ref.text, what=what))

    def _predefined(
        self, expr: CallExpr, name: str, args: list[Term] | None, spans: Sequence[Span]
    ) -> Term | None:
        if name in ("Bool", "Int", "Real"):
            self._not_a_value(expr.function, Predefined(name))
            return None
        if args is None:
            return None
        return self._try(lambda: FUNCTIONS[name](args), expr.span, spans)

    # ---- Operators -------------------------------------------------------------------------------

    def _binary(self, expr: BinaryExpr, variables: Variables) -> Term | None:
        def make(terms: list[Term]) -> Term:
            left, right = terms
            match expr.operator:
                case "iff":
                    return build.equivalence(left, right)
                case "implies":
                    return build.implication(left, right)
                case "=" | "!=" | "<" | "<=" | ">" | ">=":
                    return COMPARE[expr.operator](left, right, self._vocabulary)
                case _:
                    assert_never(expr.operator)

        return self._join(make, expr, (expr.left, expr.right), variables)

    def _chain(self, expr: ChainExpr, variables: Variables) -> Term | None:
        parts = (expr.first, *(part for _, part in expr.rest))
        if expr.rest[0][0] in ("+", "-"):
            return self._join(lambda terms: chain_sum(terms, expr), expr, parts, variables)
        return self._join(lambda terms: chain_product(terms, expr), expr, parts, variables)

    def _between(self, item: Term, low: Term, high: Term) -> Term:
        return build.between(item, low, high, self._vocabulary)

    def _in_list(self, expr: InListExpr, variables: Variables) -> Term | None:
        item = self._term(expr.item, variables)
        members = self._terms(expr.members, variables)
        if item is None or members is None:
            return None
        return self._try(
            lambda: build.one_of(item, members), expr.span, [member.span for member in expr.members]
        )

    # ---- Binders ---------------------------------------------------------------------------------

    def _bind(self, expr: BindExpr, variables: Variables) -> Term | None:
        """Binders from left to right make the scope; the term is put together from the innermost out."""
        inner: dict[str, Var | None] = dict(variables)
        bound = [self._binder(binder, inner) for binder in expr.binders]
        body = self._term(expr.body, inner)
        if any(each is None for each in bound):
            return None
        groups = grouped([each for each in bound if each is not None])
        kind: Literal["forall", "exists", "count", "sum"] = expr.kind
        for group in reversed(groups):
            if body is None:
                return None
            body = self._over(expr, kind, group, body)
            # What is counted under an outer binder is added up.
            kind = "sum" if kind == "count" else kind
        return body

    def _binder(self, binder: Binder, inner: dict[str, Var | None]) -> Bound | None:
        """Brings a bound variable into scope; None if it is broken."""
        members: list[Term] | None = None
        if isinstance(binder.domain, TypeExpr):
            found = self._types.resolve(self._scope, binder.domain)
            type_ = found[0] if found is not None else None
        else:
            members = self._terms(binder.domain, inner)
            type_ = self._type_of_list(members, binder.domain)
        hidden = self.hides(binder.name, "the bound variable", inner, self._subject)
        variable = None if hidden or type_ is None else build.variable(binder.name.text, type_)
        inner[binder.name.text] = variable
        return None if variable is None else Bound(binder, variable, members)

    def _type_of_list(self, members: list[Term] | None, exprs: Sequence[Expr]) -> Type | None:
        if members is None:
            return None
        try:
            return build.common_type(members)
        except Refused as refused:
            whole = exprs[0].span.to(exprs[-1].span)
            self._log.refuse(
                refused, exprs[refused.part].span if refused.part is not None else whole, self._subject
            )
            return None

    def hides(self, name: Name, role: str, variables: Variables, subject: str) -> bool:
        """Reports a parameter or bound variable that has the name of something in scope."""
        what = "a variable" if name.text in variables else self._scope.meaning(name.text)
        if what is None:
            return False
        entry = None if name.text in variables else self._scope.entries.get(name.text)
        related = [(f"{entry.what} is declared here", entry.span)] if entry is not None else []
        self._log.add(
            names.HIDDEN_NAME.at(
                name.span, subject=subject, related=related, role=role, name=name.text, what=what
            )
        )
        return True

    def _over(
        self,
        expr: BindExpr,
        kind: Literal["forall", "exists", "count", "sum"],
        group: Sequence[Bound],
        body: Term,
    ) -> Term | None:
        """The body under neighbouring binders over types, or under one over a list."""
        variables = [each.variable for each in group]
        members = group[0].members
        if members is not None and not isinstance(group[0].binder.domain, TypeExpr):
            spans = [entry.span for entry in group[0].binder.domain] + [expr.body.span]
            return self._try(lambda: build.over_list(kind, variables[0], members, body), expr.span, spans)
        spans = [each.binder.span for each in group] + [expr.body.span]
        match kind:
            case "forall" | "exists":
                return self._try(lambda: build.quantified(kind, variables, body), expr.span, spans)
            case "count" | "sum":
                return self._try(
                    lambda: build.fold(kind, variables, body, self._vocabulary), expr.span, spans
                )
            case _:
                assert_never(kind)
