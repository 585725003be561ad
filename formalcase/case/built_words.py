"""The names and the vocabulary of a case that is being built."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from formalcase.case.foreign import check_formula, check_type
from formalcase.case.glosses import slots
from formalcase.case.model import Formal, Node
from formalcase.case.nodes import PREDEFINED
from formalcase.case.refusals import finding_of
from formalcase.diagnostics.catalogue import names, structure
from formalcase.diagnostics.finding import Finding
from formalcase.logic import build
from formalcase.logic.refused import Refused
from formalcase.logic.term import EnumType, SortType, Term, Type, Unit
from formalcase.logic.vocabulary import Enum, ListedMember, Sort, Symbol, Vocabulary


class Words:
    """The one namespace of the case and its words, with what was wrong when they were declared."""

    def __init__(self) -> None:
        self._taken: dict[str, str] = dict.fromkeys(PREDEFINED, "a predefined name")
        self._sorts: dict[str, Sort] = {}
        self._enums: dict[str, Enum] = {}
        self._symbols: dict[str, Symbol] = {}
        self._findings: list[Finding] = []

    def declare(self, name: str, what: str) -> bool:
        """Enters a name; says whether it was free."""
        if not _is_name(name):
            self._findings.append(names.BAD_NAME.at(None, subject=name, name=name))
            return False
        if name in PREDEFINED:
            self._findings.append(names.PREDEFINED_NAME.at(None, subject=name, name=name))
            return False
        if name in self._taken:
            earlier = self._taken[name]
            self._findings.append(names.DUPLICATE_NAME.at(None, subject=name, name=name, what=earlier))
            return False
        self._taken[name] = what
        return True

    def vocabulary(self) -> Vocabulary:
        return Vocabulary(dict(self._sorts), dict(self._enums), dict(self._symbols))

    # ---- Declarations ----------------------------------------------------------------------------

    def sort(
        self, name: str, members: Sequence[str | ListedMember], closed: bool, gloss: str | None
    ) -> SortType:
        entered = self.declare(name, "a sort")
        listed = [
            member for member in map(_listed, members) if self.declare(member.name, "a member of a sort")
        ]
        self._gloss(name, gloss, ())
        if entered:
            self._sorts[name] = Sort(name, tuple(listed), closed and bool(members), gloss)
        return SortType(name)

    def enum(
        self, name: str, members: Sequence[str | ListedMember], ordered: bool, gloss: str | None
    ) -> EnumType:
        if self.declare(name, "an enum"):
            listed: dict[str, ListedMember] = {}
            for member in map(_listed, members):
                self._member(name, member, listed)
            if not members:
                self._findings.append(structure.EMPTY_ENUM.at(None, subject=name, name=name))
            self._gloss(name, gloss, ())
            self._enums[name] = Enum(name, tuple(listed.values()), ordered, gloss)
        return EnumType(name)

    def _member(self, enum: str, member: ListedMember, listed: dict[str, ListedMember]) -> None:
        name = member.name
        if name in listed:
            self._findings.append(names.REPEATED_MEMBER.at(None, subject=enum, name=name, enum=enum))
        elif name in PREDEFINED:
            self._findings.append(names.PREDEFINED_NAME.at(None, subject=enum, name=name))
        elif not _is_name(name):
            self._findings.append(names.BAD_NAME.at(None, subject=enum, name=name))
        listed.setdefault(name, member)
        self._gloss(name, member.gloss, ())

    def symbol(self, symbol: Symbol) -> Symbol:
        """Enters a constant, function or definition."""
        if self.declare(symbol.name, f"a {symbol.kind}"):
            self._symbols[symbol.name] = symbol
        if symbol.gloss is None or not symbol.gloss.strip():
            self._findings.append(names.MISSING_GLOSS.at(None, subject=symbol.name, name=symbol.name))
        else:
            self._gloss(symbol.name, symbol.gloss, [each.name for each in symbol.parameters])
        return symbol

    def const(
        self,
        name: str,
        type_: Type,
        gloss: str | None,
        unit: Unit | None,
        bounds: tuple[Term, Term] | None,
    ) -> Term:
        symbol = Symbol(name, (), type_, unit, gloss)
        item = build.apply(symbol, ())
        if bounds is not None:
            symbol = replace(symbol, bounds=self._bounds(item, bounds, type_, name))
        self.symbol(symbol)
        return item

    def _bounds(
        self, item: Term, bounds: tuple[Term, Term], type_: Type, name: str
    ) -> tuple[Term, Term] | None:
        if any(check_type(type_, self.vocabulary(), name)):
            return None  # said at the end
        low, high = bounds
        try:
            build.between(item, low, high, self.vocabulary())
        except Refused as refused:
            self._findings.append(finding_of(refused, None, name))
            return None
        first, last = self.fitted(low, type_, name), self.fitted(high, type_, name)
        return None if first is None or last is None else (first, last)

    def define(self, symbol: Symbol, body: Term) -> Symbol:
        return self.symbol(replace(symbol, body=self.fitted(body, symbol.result, symbol.name)))

    def fitted(self, term: Term, type_: Type, subject: str) -> Term | None:
        """The term as exactly that type; None with a finding when it does not fit."""
        try:
            return build.fit(term, type_)
        except Refused as refused:
            self._findings.append(finding_of(refused, None, subject))
            return None

    def _gloss(self, name: str, gloss: str | None, parameters: Sequence[str]) -> None:
        found, matched = slots(gloss or "")
        if not matched:
            self._findings.append(names.UNMATCHED_BRACE.at(None, subject=name, name=name))
        self._findings.extend(
            names.UNKNOWN_SLOT.at(None, subject=name, slot=slot, name=name)
            for slot in found
            if slot not in parameters
        )

    # ---- The whole -------------------------------------------------------------------------------

    def findings(self, nodes: Mapping[str, Node]) -> Iterator[Finding]:
        """What is wrong with the words, and with the names in all formulas."""
        vocabulary = self.vocabulary()
        taken = {**self._bare_members(), **self._taken}
        yield from self._findings
        for symbol in self._symbols.values():
            yield from check_type(symbol.result, vocabulary, symbol.name)
            yield from _parameters(symbol, vocabulary, taken)
            for term in (symbol.body, *(symbol.bounds or ())):
                if term is not None:
                    yield from check_formula(term, symbol.parameters, vocabulary, taken, symbol.name)
        for node in nodes.values():
            if isinstance(node, Formal) and node.holds is not None:
                yield from check_formula(node.holds, (), vocabulary, taken, node.id)

    def _bare_members(self) -> Mapping[str, str]:
        """Members of just one enum, which may be written without it."""
        found: dict[str, int] = {}
        for enum in self._enums.values():
            for member in enum.members:
                found[member.name] = found.get(member.name, 0) + 1
        return {name: "a member of an enum" for name, count in found.items() if count == 1}


def _parameters(symbol: Symbol, vocabulary: Vocabulary, taken: Mapping[str, str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for each in symbol.parameters:
        what = "a variable" if each.name in seen else taken.get(each.name)
        seen.add(each.name)
        if what is not None:
            yield names.HIDDEN_NAME.at(
                None, subject=symbol.name, role="the parameter", name=each.name, what=what
            )
        if not _is_name(each.name):
            yield names.BAD_NAME.at(None, subject=symbol.name, name=each.name)
        yield from check_type(each.type, vocabulary, symbol.name)


def _is_name(name: str) -> bool:
    """Whether a text in backticks could spell the name."""
    normal = name.isascii() or unicodedata.normalize("NFC", name) == name
    return bool(name) and name.isprintable() and "`" not in name and normal


def _listed(member: str | ListedMember) -> ListedMember:
    return ListedMember(member) if isinstance(member, str) else member
