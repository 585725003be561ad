"""The builder: how another tool makes a case without text.

    case = CaseBuilder("rollout", "The model may be deployed", file="rollout.json")
    model = case.sort("Model", ["deployed"])
    harm = case.fn("harm", [build.variable("m", model)], BOOL, gloss="{m} causes harm")
    safe = build.negation(build.apply(harm, [build.member(model, "deployed")]))
    case.claim("C", "The deployed model causes no harm", holds=safe)
    case.evidence("E", "It was tested", holds=safe)
    case.argument("S", "By test", conclusion="C", premises=["E"])
    case.top("C")
    built = case.build()

Formulas are made with `formalcase.logic.build`. Everything is named by its id; the implicit leaves are
`S.warrant`, `Sort.closed` and `constant.range`. Things may be added in any order, but for what a term
or type needs. All that is wrong is said together, by `build`. What it gives equals the case that is
loaded from a text with the same content, but for the places in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TypedDict, Unpack

from formalcase.case.built_words import Words
from formalcase.case.mentions import mentions, once_each
from formalcase.case.model import (
    Allowance,
    Argument,
    Assumption,
    Case,
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
from formalcase.case.nodes import UNRESOLVED, in_words, independence_of, kind_of
from formalcase.case.wellformed import check_case
from formalcase.diagnostics.catalogue import names, structure
from formalcase.diagnostics.errors import SpecError
from formalcase.diagnostics.finding import Finding, Severity
from formalcase.logic.depth import deep_recursion
from formalcase.logic.term import BOOL, EnumType, SortType, Term, Type, Unit, Var
from formalcase.logic.vocabulary import ListedMember, Symbol, Vocabulary


class Details(TypedDict, total=False):
    """What every node may say of itself. `allows` gives the reason for each accepted finding's code."""

    because: str | None
    cites: Sequence[str]
    owner: str | None
    allows: Mapping[str, str]


def quorum(least: int, members: Iterable[str]) -> Quorum:
    """A premise: at least `least` of the members."""
    return Quorum(least, _references(members))


class CaseBuilder:
    """Puts a case together. `file` is the name under which it is reported."""

    def __init__(
        self,
        name: str,
        title: str,
        *,
        file: str = "<built>",
        language: int | None = None,
        as_of: date | None = None,
        allows: Mapping[str, str] | None = None,
    ) -> None:
        self._case = Case(
            file=file, id=name, title=title, language=language, as_of=as_of, allows=_allowances(allows or {})
        )
        self._words = Words()
        self._nodes: dict[str, Node] = {}
        self._top: str | None = None
        self._findings: list[Finding] = []

    @property
    def vocabulary(self) -> Vocabulary:
        """The words so far, as `logic.build` wants them for orders and for `count` and `sum`."""
        return self._words.vocabulary()

    # ---- Vocabulary ------------------------------------------------------------------------------

    def sort(
        self,
        name: str,
        members: Sequence[str | ListedMember] = (),
        *,
        closed: bool = False,
        gloss: str | None = None,
    ) -> SortType:
        """A sort. `closed` says that the members are all, which is the leaf `NAME.closed`; without
        members a sort is open. Gives its type."""
        return self._words.sort(name, members, closed, gloss)

    def enum(
        self,
        name: str,
        members: Sequence[str | ListedMember],
        *,
        ordered: bool = False,
        gloss: str | None = None,
    ) -> EnumType:
        """An enum of at least one member, on a scale if `ordered`. Gives its type."""
        return self._words.enum(name, members, ordered, gloss)

    def const(
        self,
        name: str,
        result: Type,
        *,
        gloss: str | None = None,
        unit: Unit | None = None,
        bounds: tuple[Term, Term] | None = None,
    ) -> Term:
        """A constant; `bounds`, both included, are the leaf `NAME.range`, `unit` is for showing values.
        Gives the term that stands for it."""
        return self._words.const(name, result, gloss, unit, bounds)

    def fn(
        self,
        name: str,
        parameters: Sequence[Var],
        result: Type,
        *,
        gloss: str | None = None,
        unit: Unit | None = None,
    ) -> Symbol:
        """A function of at least one parameter; the gloss has slots, `{m}`, for them."""
        return self._words.symbol(Symbol(name, tuple(parameters), result, unit, gloss))

    def define(
        self,
        name: str,
        parameters: Sequence[Var],
        result: Type,
        body: Term,
        *,
        gloss: str | None = None,
        unit: Unit | None = None,
    ) -> Symbol:
        """A definition: the body is of exactly the type `result` (an Int widens to Real)."""
        return self._words.define(Symbol(name, tuple(parameters), result, unit, gloss), body)

    # ---- Nodes -----------------------------------------------------------------------------------

    def claim(
        self,
        name: str,
        text: str,
        *,
        holds: Term | None = None,
        **details: Unpack[Details],
    ) -> None:
        self._add(Claim(id=name, text=text, holds=self._formula(holds, name), **_about(details)))

    def assumption(
        self,
        name: str,
        text: str,
        *,
        holds: Term | None = None,
        sources: Iterable[str] = (),
        credence: tuple[Fraction, Fraction] | None = None,
        expires: date | None = None,
        **details: Unpack[Details],
    ) -> None:
        self._add(
            Assumption(
                id=name,
                text=text,
                holds=self._formula(holds, name),
                sources=_references(sources),
                credence=credence,
                expires=expires,
                **_about(details),
            )
        )

    def evidence(
        self,
        name: str,
        text: str,
        *,
        holds: Term | None = None,
        sources: Iterable[str] = (),
        collected: date | None = None,
        expires: date | None = None,
        credence: tuple[Fraction, Fraction] | None = None,
        **details: Unpack[Details],
    ) -> None:
        self._add(
            Evidence(
                id=name,
                text=text,
                holds=self._formula(holds, name),
                sources=_references(sources),
                collected=collected,
                expires=expires,
                credence=credence,
                **_about(details),
            )
        )

    def argument(
        self,
        name: str,
        text: str,
        *,
        conclusion: str,
        premises: Iterable[str | Quorum] = (),
        given: Iterable[str] = (),
        informal: bool = False,
        **details: Unpack[Details],
    ) -> None:
        """An inference step; a premise is an id or a `quorum`."""
        self._add(
            Argument(
                id=name,
                text=text,
                conclusion=Reference(conclusion),
                premises=tuple(each if isinstance(each, Quorum) else Reference(each) for each in premises),
                given=_references(given),
                informal=informal,
                **_about(details),
            )
        )

    def defeater(
        self,
        name: str,
        text: str,
        *,
        attacks: Iterable[str],
        holds: Term | None = None,
        residual: str | None = None,
        **details: Unpack[Details],
    ) -> None:
        """A doubt about what it attacks; `residual` is the reason for which it is accepted as a risk."""
        self._add(
            Defeater(
                id=name,
                text=text,
                attacks=_references(attacks),
                holds=self._formula(holds, name),
                residual=residual,
                **_about(details),
            )
        )

    def source(
        self,
        name: str,
        text: str,
        *,
        within: Iterable[str] = (),
        **details: Unpack[Details],
    ) -> None:
        self._add(Provenance(id=name, text=text, within=_references(within), **_about(details)))

    def context(
        self,
        name: str,
        text: str,
        *,
        about: Iterable[str] = (),
        **details: Unpack[Details],
    ) -> None:
        self._add(Context(id=name, text=text, about=_references(about), **_about(details)))

    def independent(
        self, legs: Sequence[str], *, accepting: Iterable[str] = (), **details: Unpack[Details]
    ) -> None:
        """The statement that arguments for one claim are independent, but for what is accepted."""
        node = Independence(
            id=independence_of(tuple(legs)),
            text="",
            legs=_references(legs),
            accepting=_references(accepting),
            **_about(details),
        )
        if isinstance(self._nodes.get(node.id), Independence):
            listed = ", ".join(f"`{leg}`" for leg in legs)
            self._findings.append(structure.REPEATED_INDEPENDENCE.at(None, subject=node.id, legs=listed))
        else:
            self._add(node)

    def top(self, claim: str) -> None:
        """Says which claim is at the top of the case."""
        self._top = claim
        if claim == UNRESOLVED:
            self._findings.append(names.BAD_NAME.at(None, subject=self._case.id, name=claim))

    # ---- The whole -------------------------------------------------------------------------------

    def build(self) -> Case:
        """The case, with warnings and notes as its `remarks`. Raises SpecError when anything is wrong."""
        with deep_recursion():
            case = self._whole()
            findings = [*self._findings, *self._words.findings(self._nodes), *check_case(case)]
        wrong = [finding for finding in findings if finding.severity is Severity.ERROR]
        if wrong:
            raise SpecError(wrong)
        return replace(case, nodes=once_each(case.nodes), remarks=tuple(findings))

    def _whole(self) -> Case:
        return replace(
            self._case, top=self._top, vocabulary=self._words.vocabulary(), nodes=dict(self._nodes)
        )

    def _add(self, node: Node) -> None:
        if self._words.declare(node.id, in_words(kind_of(node))):
            self._nodes[node.id] = node
        if not node.text.strip() and not isinstance(node, Independence):
            self._findings.append(names.MISSING_GLOSS.at(None, subject=node.id, name=node.id))
        for mention in mentions(node):
            if mention.id == UNRESOLVED:
                self._findings.append(names.BAD_NAME.at(None, subject=node.id, name=mention.id))

    def _formula(self, holds: Term | None, subject: str) -> Term | None:
        return None if holds is None else self._words.fitted(holds, BOOL, subject)


def _references(ids: Iterable[str]) -> tuple[Reference, ...]:
    return tuple(Reference(each) for each in ids)


def _allowances(allows: Mapping[str, str]) -> tuple[Allowance, ...]:
    return tuple(Allowance(code, reason) for code, reason in allows.items())


class _About(TypedDict):
    because: str | None
    cites: tuple[str, ...]
    owner: str | None
    allows: tuple[Allowance, ...]


def _about(details: Details) -> _About:
    return {
        "because": details.get("because"),
        "cites": tuple(details.get("cites", ())),
        "owner": details.get("owner"),
        "allows": _allowances(details.get("allows", {})),
    }
