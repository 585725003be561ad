"""Types as they are written, resolved."""

from __future__ import annotations

from formalcase.case.nodes import in_words
from formalcase.diagnostics.catalogue import names
from formalcase.elaborate.log import Log
from formalcase.elaborate.scopes import Entry, EnumMember, Leaf, Predefined, Scope, Scopes, Target
from formalcase.elaborate.units import Units
from formalcase.logic.term import BOOL, INT, EnumType, SortType, Type, Unit
from formalcase.logic.units import real_type
from formalcase.syntax.tree import TypeExpr


def what_is(target: Target) -> str:
    """What a target is, as it stands in a sentence."""
    match target:
        case Entry():
            return target.what
        case EnumMember():
            return "a member of an enum"
        case Leaf():
            return in_words(target.kind)
        case Predefined():
            return "a predefined name"


class Types:
    """Resolves written types of any file of a case."""

    def __init__(self, scopes: Scopes, units: Units, log: Log) -> None:
        self._scopes = scopes
        self._units = units
        self.log = log

    def resolve(self, scope: Scope, written: TypeExpr) -> tuple[Type, Unit | None] | None:
        """The type, with the unit in which it was written; None when that was reported."""
        unit = self._units.unit(scope, written.unit) if written.unit is not None else None
        target = self._scopes.resolve(scope, written.name, "type")
        if target is None or (written.unit is not None and unit is None):
            return None
        match target:
            case Predefined("Real"):
                return real_type(unit), unit
            case Predefined("Bool"):
                found: Type = BOOL
            case Predefined("Int"):
                found = INT
            case Entry(kind="sort"):
                found = SortType(target.id)
            case Entry(kind="enum"):
                found = EnumType(target.id)
            case _:
                if self.log.first_time("type", scope.module.index, written.name.text):
                    self.log.add(
                        names.NOT_A_TYPE.at(
                            written.name.span,
                            subject=written.name.text,
                            name=written.name.text,
                            what=what_is(target),
                        )
                    )
                return None
        if written.unit is not None:
            self.log.add(names.UNIT_NOT_ALLOWED.at(written.unit.span, subject="", name=written.name.text))
            return None
        return found, None
