"""Units: the namespace of each file, and unit expressions.

The built-in units are known in every file; a unit of an imported file is `other.run`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from formalcase.case.circles import circles, in_words, inside_out
from formalcase.diagnostics.catalogue import names
from formalcase.elaborate.glosses import check_gloss
from formalcase.elaborate.log import Log
from formalcase.elaborate.modules import Module
from formalcase.elaborate.scopes import Scope, Scopes
from formalcase.logic.refused import Refused
from formalcase.logic.term import Unit
from formalcase.logic.units import BUILT_IN, base_unit, derived_unit, product
from formalcase.syntax.tree import Ref, UnitDecl, UnitExpr


class Units:
    """Works out units; each declared one once."""

    def __init__(self, scopes: Scopes, log: Log) -> None:
        self._scopes = scopes
        self._log = log
        self._declared = [self._collect(scope.module) for scope in scopes.scopes]
        # Worked out when first needed; what lies on a circle is broken from the start.
        self._known: dict[tuple[int, str], Unit | None] = dict.fromkeys(self._circular())

    def _collect(self, module: Module) -> dict[str, UnitDecl]:
        declared: dict[str, UnitDecl] = {}
        for declaration in module.file.declarations:
            if not isinstance(declaration, UnitDecl):
                continue
            name = declaration.name
            if declaration.gloss is not None:
                check_gloss(declaration.gloss, name.text, (), self._log)
            if name.text in BUILT_IN:
                self._log.add(names.PREDEFINED_NAME.at(name.span, subject=name.text, name=name.text))
            elif name.text in declared:
                related = [("a unit is declared here", declared[name.text].name.span)]
                self._log.add(
                    names.DUPLICATE_NAME.at(
                        name.span, subject=name.text, related=related, name=name.text, what="a unit"
                    )
                )
            else:
                declared[name.text] = declaration
        return declared

    def _circular(self) -> Iterator[tuple[int, str]]:
        for index, declared in enumerate(self._declared):
            # Imports do not go round in a circle, or that is reported, so units of one file are enough.
            for circle in circles(_edges(declared)):
                first = declared[circle[0]].name
                self._log.add(
                    names.RECURSIVE_UNIT.at(
                        first.span, subject=first.text, name=first.text, path=in_words(circle)
                    )
                )
                yield from ((index, name) for name in circle)

    def declare_all(self) -> None:
        """Works out every declared unit, used or not, so that each mistake is reported. What is needed
        comes first, so that no chain of units is followed deep."""
        links = {
            str(scope.module.index): [str(link.target) for link in scope.module.links]
            for scope in self._scopes.scopes
        }
        for index in map(int, inside_out(links)):
            for name in inside_out(_edges(self._declared[index])):
                self._named(self._scopes.scopes[index], name)

    def unit(self, scope: Scope, expression: UnitExpr) -> Unit | None:
        """The unit that an expression in a file means; None when a finding was given."""
        factors = []
        broken = False
        for each in expression.factors:
            factor = self._resolve(scope, each.factor) if isinstance(each.factor, Ref) else each.factor
            broken = broken or factor is None
            if factor is not None:
                factors.append((factor, each.divides))
        if broken:
            return None
        try:
            return product(factors)
        except Refused as refused:
            at = expression.span if refused.part is None else expression.factors[refused.part].span
            self._log.refuse(refused, at, "")
            return None

    def _named(self, scope: Scope, name: str) -> Unit | None:
        key = (scope.module.index, name)
        if key in self._known:
            return self._known[key]
        declaration = self._declared[scope.module.index][name]
        self._known[key] = None  # should an import circle lead back here, the unit is broken
        if declaration.definition is None:
            self._known[key] = base_unit(scope.module.qualify(name))
        else:
            definition = self.unit(scope, declaration.definition)
            if definition is not None:
                self._known[key] = derived_unit(scope.module.qualify(name), definition)
        return self._known[key]

    def _resolve(self, scope: Scope, ref: Ref) -> Unit | None:
        here = scope
        for part in ref.parts[:-1]:
            entry = here.entries.get(part)
            if entry is None or entry.kind != "import":
                self._report(scope, here, ref)
                return None
            if entry.link is None:
                return None
            here = self._scopes.scopes[entry.link]
        name = ref.parts[-1]
        if name in self._declared[here.module.index]:
            return self._named(here, name)
        if name in BUILT_IN:
            return BUILT_IN[name]
        self._report(scope, here, ref)
        return None

    def _report(self, scope: Scope, here: Scope, ref: Ref) -> None:
        if ref.parts[-1] in here.module.lost:
            return
        if self._log.first_time("unit", scope.module.index, ref.text):
            known = self._declared[here.module.index].keys() | BUILT_IN.keys()
            advice = self._log.guess(ref.parts[-1], known)
            self._log.add(names.UNKNOWN_UNIT.at(ref.span, subject=ref.text, advice=advice, name=ref.text))


def _edges(declared: Mapping[str, UnitDecl]) -> dict[str, list[str]]:
    """The units of one file by the names that their definitions use."""
    return {name: [ref.text for ref in _refs(each.definition)] for name, each in declared.items()}


def _refs(expression: UnitExpr | None) -> Iterator[Ref]:
    for each in expression.factors if expression is not None else ():
        if isinstance(each.factor, Ref):
            yield each.factor
