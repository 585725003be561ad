"""Finite universes: the formulas of a question written out over a few individuals.

Each quantifier over sorts and enums becomes a conjunction or disjunction over the individuals, and
each function into a sort is told to stay among them. What satisfies that is a world of the question,
with at most so many individuals; that nothing does says nothing about larger worlds.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import z3

from formalcase.solve.parsed import Parsed

Universe = list[Any]


class TooLargeError(Exception):
    """More instances than were allowed."""


def sizes(parsed: Parsed, most: int) -> Iterator[tuple[int, ...]]:
    """How many individuals each sort may have, the smallest choice first, growing evenly."""
    least = least_sizes(parsed)
    previous = None
    for size in range(1, max([most, *least], default=most) + 1):
        each = tuple(max(size, listed) if size <= most else listed for listed in least)
        if each != previous:
            yield each
        previous = each
        if not least:
            return


def least_sizes(parsed: Parsed) -> tuple[int, ...]:
    """No sort is empty, and its listed members are distinct."""
    return tuple(max(1, len(members)) for _, members in parsed.sorts)


class Grounding:
    """Writes out formulas over universes of given sizes; `left` is how many instances it may still make,
    after which it raises TooLargeError."""

    def __init__(self, parsed: Parsed, size: Sequence[int]) -> None:
        self.parsed = parsed
        self.left = 0
        context = parsed.context
        self.universes: dict[str, Universe] = {}
        for (symbol, members), count in zip(parsed.sorts, size, strict=True):
            sort = z3.DeclareSort(symbol, context)
            listed = [z3.Const(member, sort) for _, member in members]
            others = range(count - len(listed))
            self.universes[symbol] = listed + [z3.Const(f"one.{at}.{symbol}", sort) for at in others]

    def written_out(self, formula: Any) -> Any:
        """The formula without quantifiers over sorts, enums and Bool."""
        found = self._quantifiers(formula)
        pairs = [(each, self._instances(each)) for each in found]
        return z3.substitute(formula, pairs) if pairs else formula

    def _spend(self, instances: int) -> None:
        self.left -= instances
        if self.left < 0:
            raise TooLargeError

    def _values(self, sort: Any) -> Universe | None:
        """All individuals of a sort; None when they are not written out."""
        if sort.kind() == z3.Z3_BOOL_SORT:
            return [z3.BoolVal(value, self.parsed.context) for value in (False, True)]
        if sort.kind() == z3.Z3_DATATYPE_SORT:
            return [sort.constructor(at)() for at in range(sort.num_constructors())]
        return self.universes.get(sort.name())

    def closures(self) -> Iterator[Any]:
        """Constants and functions into a sort have their values among its individuals."""
        for symbol, parameters, result, _ in self.parsed.symbols:
            universe = self.universes.get(result)
            if universe is None:
                continue
            sorts = [self._sort(of) for of in parameters]
            function = z3.Function(symbol, *sorts, universe[0].sort())
            domains, free = self._domains(sorts)
            self._spend(math.prod(len(domain) for domain in domains))
            for args in product(*domains):
                value = function(*args)
                among = z3.Or([value == each for each in universe])
                yield z3.ForAll(free, among) if free else among

    def _sort(self, name: str) -> Any:
        context = self.parsed.context
        match name:
            case "Bool":
                return z3.BoolSort(context)
            case "Int":
                return z3.IntSort(context)
            case "Real":
                return z3.RealSort(context)
        if name in self.universes:
            return self.universes[name][0].sort()
        return self.parsed.enum_sorts[name]

    def _quantifiers(self, formula: Any) -> list[Any]:
        """The quantifiers in a formula that stand in no other."""
        found = []
        seen = {formula.get_id()}
        stack = [formula]
        while stack:
            part = stack.pop()
            if z3.is_quantifier(part):
                found.append(part)
                continue
            self._spend(1)
            for child in part.children():
                if child.get_id() not in seen:
                    seen.add(child.get_id())
                    stack.append(child)
        return found

    def _instances(self, formula: Any) -> Any:
        """The body for each choice of individuals; variables over numbers stay bound."""
        sorts = [formula.var_sort(at) for at in range(formula.num_vars())]
        domains, free = self._domains(sorts)
        self._spend(math.prod(len(domain) for domain in domains))
        body = formula.body()
        nested = bool(self._quantifiers(body))
        parts = []
        for choice in product(*domains):
            # The innermost variable has number 0.
            part = z3.substitute_vars(body, *reversed(choice))
            parts.append(self.written_out(part) if nested else part)
        if formula.is_forall():
            return z3.And([z3.ForAll(free, part) if free else part for part in parts])
        return z3.Or([z3.Exists(free, part) if free else part for part in parts])

    def _domains(self, sorts: Sequence[Any]) -> tuple[list[Universe], list[Any]]:
        """The individuals of each sort. A sort of numbers has a variable instead, which is among the
        second ones and must be bound by a quantifier."""
        domains, free = [], []
        for sort in sorts:
            values = self._values(sort)
            if values is None:
                variable = z3.FreshConst(sort, "number")
                free.append(variable)
                values = [variable]
            domains.append(values)
        return domains, free
