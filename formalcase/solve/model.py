"""A solver's model read into a world, in the form in which it travels."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import z3

from formalcase.solve.parsed import Parsed
from formalcase.solve.wire import Message

Entry = list[Any]

# Above this many argument tuples a function is given by what the model lists and a default.
_MOST_ENTRIES = 4096
# Decimal places to which an irrational algebraic number is approximated.
PLACES = 20


def read_world(parsed: Parsed, model: Any, individuals: Mapping[str, Sequence[Any]] | None = None) -> Message:
    """The world that a model describes. `individuals` are terms that, by sort, name everything there is
    when the model is one of a finite universe; without them the model knows its universes itself."""
    return _Reading(parsed, model, individuals).world()


class _Reading:
    def __init__(self, parsed: Parsed, model: Any, individuals: Mapping[str, Sequence[Any]] | None) -> None:
        self.parsed = parsed
        self.model = model
        self.declared = {declaration.name(): declaration for declaration in model.decls()}
        self.inexact = False
        self.items = {symbol: {item: label for label, item in members} for symbol, members in parsed.enums}
        # For each sort its individuals, as (label, value), and the label of each value by its name.
        self.universes: dict[str, list[tuple[str, Any]]] = {}
        self.labels: dict[str, dict[str, str]] = {}
        for symbol, members in parsed.sorts:
            sort = z3.DeclareSort(symbol, parsed.context)
            there = individuals[symbol] if individuals is not None else self._known(sort)
            self._universe(sort, symbol, members, there)

    def _known(self, sort: Any) -> list[Any]:
        """The universe of a sort as the model lists it: it numbers the individuals."""
        listed = self.model.get_universe(sort) or []
        return sorted(listed, key=lambda value: (len(value.decl().name()), value.decl().name()))

    def _universe(
        self, sort: Any, symbol: str, members: Sequence[tuple[str, str]], there: Sequence[Any]
    ) -> None:
        labels: dict[str, str] = {}
        universe: list[tuple[str, Any]] = []
        named = [(label, z3.Const(member, sort)) for label, member in members]
        # A sort of which nothing is known still has an individual.
        unnamed = there or ([] if named else [z3.Const(f"one.{symbol}", sort)])
        for label, term in [*named, *((None, term) for term in unnamed)]:
            value = self.model.eval(term, model_completion=True)
            name = value.decl().name()
            if name not in labels:
                labels[name] = label or f"#{len(labels) - len(members) + 1}"
                universe.append((labels[name], value))
        self.labels[symbol] = labels
        self.universes[symbol] = universe

    def world(self) -> Message:
        inexact: list[int] = []
        tables = []
        for index, (symbol, parameters, result, _) in enumerate(self.parsed.symbols):
            self.inexact = False
            tables.append(self._table(self.declared.get(symbol), parameters, result))
            if self.inexact:
                inexact.append(index)
        return {
            "universes": [[label for label, _ in self.universes[symbol]] for symbol, _ in self.parsed.sorts],
            "tables": tables,
            "inexact": inexact,
        }

    def _table(self, declaration: Any | None, parameters: list[str], result: str) -> Entry:
        if declaration is None:
            # The model leaves the symbol free: any value will do.
            return [[], self._any(result)] if parameters else [[[[], self._any(result)]], None]
        domains = [self._domain(of) for of in parameters]
        finite = [domain for domain in domains if domain is not None]
        if len(finite) < len(domains) or math.prod(len(domain) for domain in finite) > _MOST_ENTRIES:
            return self._listed(declaration, parameters, result)
        entries = []
        for args in product(*finite):
            term = declaration(*(value for _, value in args))
            entries.append([[known for known, _ in args], self._evaluated(term, result)])
        return [entries, None]

    def _any(self, of: str) -> bool | str:
        if of == "Bool":
            return False
        if of in ("Int", "Real"):
            return "0"
        if of in self.universes:
            return self.universes[of][0][0]
        return next(iter(self.items[of].values()))

    def _domain(self, of: str) -> list[tuple[bool | str, Any]] | None:
        """All values of a type, as they travel and as the solver has them; None for numbers."""
        if of == "Bool":
            return [(value, z3.BoolVal(value, self.parsed.context)) for value in (False, True)]
        if of in ("Int", "Real"):
            return None
        if of in self.universes:
            return [*self.universes[of]]
        sort = self.parsed.enum_sorts[of]
        items = [sort.constructor(at) for at in range(sort.num_constructors())]
        return [(self.items[of][item.name()], item()) for item in items]

    def _listed(self, declaration: Any, parameters: list[str], result: str) -> Entry:
        """The entries of a function as the model lists them, and its default."""
        meaning = self.model[declaration]
        entries = []
        otherwise = meaning
        if isinstance(meaning, z3.FuncInterp):
            for at in range(meaning.num_entries()):
                entry = meaning.entry(at)
                args = [entry.arg_value(place) for place in range(entry.num_args())]
                known = [self._value(value, of) for value, of in zip(args, parameters, strict=True)]
                entries.append([known, self._evaluated(declaration(*args), result)])
            otherwise = self.model.eval(meaning.else_value(), model_completion=True)
        return [entries, self._value(otherwise, result)]

    def _evaluated(self, term: Any, of: str) -> bool | str:
        return self._value(self.model.eval(term, model_completion=True), of)

    def _value(self, value: Any, of: str) -> bool | str:
        """A value as it travels. What is none, such as a default that depends on the arguments, or has
        no exact form, makes the table inexact."""
        if of == "Bool" and (z3.is_true(value) or z3.is_false(value)):
            return bool(z3.is_true(value))
        if z3.is_int_value(value) or z3.is_rational_value(value):
            return str(value.as_string())
        labels = self.labels.get(of) or self.items.get(of)
        if labels is not None and z3.is_app(value) and value.decl().name() in labels:
            return labels[value.decl().name()]
        self.inexact = True
        if z3.is_algebraic_value(value):
            return str(value.approx(PLACES).as_string())
        return self._any(of)
