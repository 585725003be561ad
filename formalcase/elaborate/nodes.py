"""The nodes of all files: their fields resolved and their formulas made into terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypedDict, assert_never

from formalcase.case.model import (
    Allowance,
    Argument,
    Assumption,
    Claim,
    Context,
    Defeater,
    Evidence,
    Independence,
    Node,
    Provenance,
    Quorum,
    Reference,
)
from formalcase.case.nodes import UNRESOLVED, independence_of
from formalcase.diagnostics.catalogue import names, structure
from formalcase.elaborate.fields import Fields, gather
from formalcase.elaborate.formulas import Formulas
from formalcase.elaborate.log import Log
from formalcase.elaborate.scopes import Entry, Leaf, Scope, Scopes
from formalcase.elaborate.types import what_is
from formalcase.frozen import dataclass
from formalcase.logic.term import BOOL, Term
from formalcase.source import Span
from formalcase.syntax.tree import IndependentDecl, NodeDecl, QuorumExpr, Ref

_NO_NODES = frozenset({"sort", "enum", "member", "const", "fn", "def", "import"})


class _Common(TypedDict):
    """What every node says of itself, as arguments of its class."""

    id: str
    text: str
    because: str | None
    cites: tuple[str, ...]
    owner: str | None
    allows: tuple[Allowance, ...]
    span: Span


class _Formal(TypedDict):
    holds: Term | None
    holds_span: Span | None


@dataclass(frozen=True, slots=True)
class CaseBlock:
    """What a `case` block says."""

    id: str
    title: str
    span: Span
    language: int | None
    top: Reference | None
    as_of: date | None
    allows: tuple[Allowance, ...]
    damaged: bool


def make_nodes(scopes: Scopes, writer: Callable[[Scope], Formulas], log: Log) -> dict[str, Node]:
    """Every node of every file by id, the main file's first, each file's in the order of its text."""
    found: dict[str, Node] = {}
    labels = {entry.id: entry for scope in scopes.scopes for entry in scope.entries.values()}
    for scope in scopes.scopes:
        maker = _Maker(scopes, scope, writer(scope), labels, log)
        for declaration in scope.module.file.declarations:
            match declaration:
                case NodeDecl() if declaration.kind != "case":
                    node = maker.node(declaration)
                    entry = scope.entries.get(declaration.name.text)
                    if node is not None and entry is not None and entry.declaration is declaration:
                        found.setdefault(node.id, node)
                case IndependentDecl():
                    maker.independence(declaration, found)
                case _:
                    pass
    return found


def case_block(scopes: Scopes, scope: Scope, declaration: NodeDecl, log: Log) -> CaseBlock:
    """The `case` block of a file."""
    name = declaration.name
    fields = gather("case", name.text, declaration.fields, log)
    language = fields.number("language")
    if language is not None and language.value != 1:
        log.add(
            structure.UNSUPPORTED_LANGUAGE.at(language.span, subject=name.text, version=str(language.value))
        )
    top = fields.ref("top")
    return CaseBlock(
        id=name.text,
        title=declaration.text.value,
        span=name.span,
        language=int(language.value) if language is not None else None,
        top=refer(scopes, scope, top, "top", name.text) if top is not None else None,
        as_of=fields.day("as_of"),
        allows=fields.allows(),
        damaged=declaration.damaged,
    )


def refer(scopes: Scopes, scope: Scope, ref: Ref, field: str, subject: str) -> Reference:
    """The node or leaf that is mentioned; with the id `UNRESOLVED` when a finding was given."""
    target = scopes.resolve(scope, ref, "node")
    match target:
        case None:
            scopes.log.give_up()
            return Reference(UNRESOLVED, ref.span)
        case Leaf():
            return Reference(target.id, ref.span)
        case Entry() if target.kind not in _NO_NODES:
            return Reference(target.id, ref.span)
        case _:
            if scopes.log.first_time("node", scope.module.index, ref.text):
                scopes.log.add(
                    names.NOT_A_NODE.at(
                        ref.span, subject=subject, name=ref.text, what=what_is(target), field=field
                    )
                )
            scopes.log.give_up()
            return Reference(UNRESOLVED, ref.span)


class _Maker:
    """Makes the nodes of one file."""

    def __init__(
        self,
        scopes: Scopes,
        scope: Scope,
        formulas: Formulas,
        labels: Mapping[str, Entry],
        log: Log,
    ) -> None:
        self._scopes = scopes
        self._scope = scope
        self._formulas = formulas
        self._labels = labels
        self._log = log

    def node(self, declaration: NodeDecl) -> Node | None:
        name = declaration.name.text
        id_ = self._scope.module.qualify(name)
        fields = gather(declaration.kind, id_, declaration.fields, self._log)
        text = declaration.text.value
        if not text.strip() and declaration.text.span.text.startswith('"'):
            self._log.add(names.MISSING_GLOSS.at(declaration.text.span, subject=id_, name=name))
        common = _common(id_, text, fields, declaration.name.span)
        match declaration.kind:
            case "claim":
                return Claim(**common, **self._formal(fields, id_))
            case "assumption":
                return Assumption(
                    **common,
                    **self._formal(fields, id_),
                    sources=self._refs(fields, "source", id_),
                    credence=fields.credence(),
                    expires=fields.day("expires"),
                )
            case "evidence":
                return Evidence(
                    **common,
                    **self._formal(fields, id_),
                    sources=self._refs(fields, "source", id_),
                    collected=fields.day("collected"),
                    expires=fields.day("expires"),
                    credence=fields.credence(),
                )
            case "argument":
                return self._argument(declaration, fields, common)
            case "defeater":
                return self._defeater(declaration, fields, common)
            case "source":
                return Provenance(**common, within=self._refs(fields, "within", id_))
            case "context":
                return Context(**common, about=self._refs(fields, "about", id_))
            case "case":
                return None
            case _:
                assert_never(declaration.kind)

    def independence(self, declaration: IndependentDecl, found: dict[str, Node]) -> None:
        """Adds the node of an `independent`, which is called by its legs."""
        fields = gather("independent", "independent", declaration.fields, self._log)
        written = tuple(self._scope.module.qualify(leg.text) for leg in declaration.legs)
        legs = tuple(self._refer(leg, "independent", "independent") for leg in declaration.legs)
        ids = tuple(leg.id or name for leg, name in zip(legs, written, strict=True))
        id_ = independence_of(ids)
        span = declaration.legs[0].span.to(declaration.legs[-1].span)
        node = Independence(
            **_common(id_, "", fields, span), legs=legs, accepting=self._refs(fields, "accepting", id_)
        )
        label = self._labels.get(id_)
        earlier = found.setdefault(id_, node)
        if label is not None:
            related = [("an independence is declared here", span)]
            self._log.add(
                names.CLASHING_LABEL.at(
                    label.span, subject=id_, related=related, name=id_, what="an independence"
                )
            )
        elif earlier is not node:
            self._log.add(
                structure.REPEATED_INDEPENDENCE.at(
                    span,
                    subject=id_,
                    related=[("first declared here", earlier.span)],
                    legs=", ".join(f"`{leg}`" for leg in ids),
                )
            )

    def _argument(self, declaration: NodeDecl, fields: Fields, common: _Common) -> Argument:
        id_ = common["id"]
        goal = fields.ref("for")
        if goal is None:
            self._missing(declaration, "for", "an argument")
        return Argument(
            **common,
            conclusion=self._refer(goal, "for", id_) if goal is not None else Reference(UNRESOLVED),
            premises=tuple(self._premise(each, id_) for each in fields.premises()),
            given=self._refs(fields, "given", id_),
            informal=fields.first("informal") is not None,
        )

    def _defeater(self, declaration: NodeDecl, fields: Fields, common: _Common) -> Defeater:
        id_ = common["id"]
        attacks = self._refs(fields, "attacks", id_)
        if not attacks and declaration.damaged:
            attacks = (Reference(UNRESOLVED),)
        return Defeater(
            **common, attacks=attacks, **self._formal(fields, id_), residual=fields.text("residual")
        )

    def _missing(self, declaration: NodeDecl, field: str, kind: str) -> None:
        if not declaration.damaged:
            id_ = self._scope.module.qualify(declaration.name.text)
            span = declaration.name.span
            self._log.add(structure.MISSING_FIELD.at(span, subject=id_, name=id_, field=field, kind=kind))

    def _formal(self, fields: Fields, subject: str) -> _Formal:
        expr = fields.formula()
        if expr is None:
            return {"holds": None, "holds_span": None}
        return {"holds": self._formulas.formula(expr, BOOL, {}, subject), "holds_span": expr.span}

    def _refs(self, fields: Fields, keyword: str, subject: str) -> tuple[Reference, ...]:
        return tuple(self._refer(ref, keyword, subject) for ref in fields.refs(keyword))

    def _refer(self, ref: Ref, field: str, subject: str) -> Reference:
        return refer(self._scopes, self._scope, ref, field, subject)

    def _premise(self, premise: Ref | QuorumExpr, subject: str) -> Reference | Quorum:
        if isinstance(premise, Ref):
            return self._refer(premise, "from", subject)
        members = tuple(self._refer(ref, "from", subject) for ref in premise.members)
        return Quorum(premise.least, members, premise.span)


def _common(id_: str, text: str, fields: Fields, span: Span) -> _Common:
    return {
        "id": id_,
        "text": text,
        "because": fields.text("because"),
        "cites": fields.cites(),
        "owner": fields.owner(),
        "allows": fields.allows(),
        "span": span,
    }
