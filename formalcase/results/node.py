"""The result of `formalcase show`: one node, why it holds or not, what it rests on and what rests on it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator

from formalcase.case.formulas import cited, warrant_of
from formalcase.case.model import Argument, Case, Context, Defeater, Formal, Node, Quorum, Reference
from formalcase.case.nodes import kind_of
from formalcase.case.verdicts import CaseVerdict, Verdict
from formalcase.diagnostics.catalogue.limits import UNKNOWN_NODE
from formalcase.diagnostics.finding import Finding, Frozen, Location, locate
from formalcase.diagnostics.suggest import did_you_mean
from formalcase.logic.show import show
from formalcase.logic.term import Term
from formalcase.logic.vocabulary import Vocabulary
from formalcase.logic.walk import reachable
from formalcase.results.check import CaseResult, CheckResult, DefeaterStatus, LedgerEntry, Obligation
from formalcase.results.common import Tool


class Link(Frozen):
    """Another node, and its part in this one's argument: `premise`, `given`, `warrant`, `step`,
    `conclusion`, `attack`, or `2 of 3` for a member of a quorum."""

    id: str
    role: str
    text: str = ""


class Word(Frozen):
    """A word that the formulas of a node speak of, through definitions. `means` is the body of a
    definition or the members of an enum or sort."""

    id: str
    kind: str
    text: str = ""
    means: str | None = None


class NodeView(Frozen):
    """A node, a warrant, a closing, a range or a word of the case."""

    id: str
    kind: str
    text: str
    location: Location | None = None
    because: str | None = None
    cites: tuple[str, ...] = ()
    owner: str | None = None
    ledger: LedgerEntry | None = None
    """As it stands in the ledger, if it is a leaf or a definition."""
    obligations: tuple[Obligation, ...] = ()
    findings: tuple[Finding, ...] = ()
    rests_on: tuple[Link, ...] = ()
    carries: tuple[Link, ...] = ()
    """What rests on it directly."""
    reaches: tuple[str, ...] = ()
    """All that it has a part in, further up, nearest first."""
    defeaters: tuple[DefeaterStatus, ...] = ()
    """The defeaters that attack it."""
    formula: str | None = None
    """What a claim, a leaf or a defeater says; of a step, what it concludes."""
    words: tuple[Word, ...] = ()
    """For a step, of the premises that it uses (of all, where it is not valid) and the conclusion."""


class ShowResult(Frozen):
    """`formalcase show`: one node of one case; null, with findings, when there is none."""

    tool: Tool
    solvers: dict[str, str]
    files: tuple[str, ...]
    case: str | None
    node: NodeView | None
    findings: tuple[Finding, ...] = ()


def show_result(checked: CheckResult, case: Case | None, node: str) -> ShowResult:
    """One node of the only case of a check. `case` is None when the case could not be read."""
    result = checked.cases[0] if checked.cases else None
    view, findings = None, checked.findings
    if result and case and result.verdict is not CaseVerdict.MALFORMED:
        view = node_view(result, case, node)
        if view is None:
            advice = _no_warrant(result, case, node) or did_you_mean(
                node, [*case.nodes, *(entry.id for entry in result.ledger)]
            )
            findings += (UNKNOWN_NODE.at(None, advice=advice, case=case.id, node=node),)
    elif result:
        findings += result.findings
    return ShowResult(
        tool=checked.tool,
        solvers=checked.solvers,
        files=checked.files,
        case=result.id if result else None,
        node=view,
        findings=findings,
    )


def _no_warrant(result: CaseResult, case: Case, name: str) -> str | None:
    """Why the step of a warrant that was asked for has none; None if no such step is there."""
    step = name.removesuffix(".warrant")
    if step == name or not isinstance(case.nodes.get(step), Argument):
        return None
    proved = any(
        each.subject == step and each.kind == "validity" and each.verdict is Verdict.VALID
        for each in result.obligations
    )
    why = "was proved and has no warrant" if proved else "is not closed by judgement and has no warrant"
    return f"`{step}` {why}"


def node_view(result: CaseResult, case: Case, name: str) -> NodeView | None:
    """All that the result and the case say of a node, or of a leaf or word that is no node of its own;
    None if the case has nothing of that name."""
    node = case.nodes.get(name)
    ledger = next((entry for entry in result.ledger if entry.id == name), None)
    obligations = tuple(each for each in result.obligations if each.subject == name)
    if node is None and ledger is None and not obligations:
        return None
    below, above = _links(case)
    step = name.removesuffix(".warrant")
    if node is None and name == warrant_of(step) and step in case.nodes:
        above[name].append(Link(id=step, role="step", text=case.nodes[step].text))
    formulas = _formulas(case, node, obligations)
    return NodeView(
        id=name,
        kind=kind_of(node) if node else ledger.kind if ledger else obligations[0].kind,
        text=node.text if node else ledger.text if ledger else "",
        location=locate(node.span) if node else ledger.location if ledger else None,
        because=node.because if node else None,
        cites=node.cites if node else (),
        owner=node.owner if node else None,
        ledger=ledger,
        obligations=obligations,
        findings=tuple(each for each in result.findings if each.subject == name),
        rests_on=tuple(below[name]),
        carries=tuple(above[name]),
        reaches=_reached(above, name),
        defeaters=tuple(each for each in result.defeaters if name in each.attacks),
        formula=show(formulas[0], case.vocabulary) if formulas else None,
        words=tuple(_words(formulas, case.vocabulary)),
    )


def _formulas(case: Case, node: Node | None, obligations: tuple[Obligation, ...]) -> list[Term]:
    """The formulas that a node is about, its own or its conclusion's first; those of premises that a
    valid step does not use are left out."""
    match node:
        case Argument():
            used = next((each.premises_used for each in obligations if each.kind == "validity"), ())
            premises = [each.id for each in cited(node) if not used or each.id in used]
            mentioned = [case.nodes[name] for name in (node.conclusion.id, *premises)]
        case None:
            mentioned = []
        case _:
            mentioned = [node]
    return [each.holds for each in mentioned if isinstance(each, Formal) and each.holds is not None]


def _words(formulas: list[Term], vocabulary: Vocabulary) -> Iterator[Word]:
    """The vocabulary that the formulas reach: sorts and enums, then constants and functions, then
    definitions."""
    reach = reachable(formulas, vocabulary)
    for name in reach.sorts:
        sort = vocabulary.sorts[name]
        rest = () if sort.closed else ("...",)
        members = ", ".join((*(member.name for member in sort.members), *rest))
        yield Word(id=name, kind="sort", text=sort.gloss or "", means=members)
    for name in reach.enums:
        enum = vocabulary.enums[name]
        members = (" < " if enum.ordered else ", ").join(member.name for member in enum.members)
        yield Word(id=name, kind="enum", text=enum.gloss or "", means=members)
    symbols = [vocabulary.symbols[name] for name in reach.symbols]
    for symbol in sorted(symbols, key=lambda each: each.body is not None):
        means = show(symbol.body, vocabulary) if symbol.body is not None else None
        yield Word(id=symbol.name, kind=symbol.kind, text=symbol.gloss or "", means=means)


_Links = defaultdict[str, list[Link]]


def _links(case: Case) -> tuple[_Links, _Links]:
    """For each node, what it rests on directly, and what rests on it."""
    below: _Links = defaultdict(list)
    above: _Links = defaultdict(list)
    for node in case.nodes.values():
        for target, role, back in _mentions(node):
            text = case.nodes[target].text if target in case.nodes else ""
            below[node.id].append(Link(id=target, role=role, text=text))
            above[target].append(Link(id=node.id, role=back, text=node.text))
        if isinstance(node, Argument):
            conclusion = node.conclusion.id
            text = case.nodes[conclusion].text if conclusion in case.nodes else ""
            below[conclusion].append(Link(id=node.id, role="step", text=node.text))
            above[node.id].append(Link(id=conclusion, role="conclusion", text=text))
    return below, above


def _mentions(node: Node) -> Iterator[tuple[str, str, str]]:
    """The nodes that a node names below it, with their role, and its own role for them."""
    match node:
        case Argument():
            for premise in node.premises:
                match premise:
                    case Quorum():
                        role = f"{premise.least} of {len(premise.members)}"
                        yield from ((member.id, role, "step") for member in premise.members)
                    case Reference():
                        yield premise.id, "premise", "step"
            yield from ((given.id, "given", "step") for given in node.given)
        case Defeater():
            yield from ((target.id, "attack", "defeater") for target in node.attacks)
        case Context():
            yield from ((target.id, "context", "context") for target in node.about)
        case _:
            return


def _reached(above: _Links, name: str) -> tuple[str, ...]:
    """What the node has a part in, breadth first; a circle is walked once."""
    seen = {name: None}
    waiting = deque([name])
    while waiting:
        for link in above.get(waiting.popleft(), ()):
            if link.role in ("step", "conclusion") and link.id not in seen:
                seen[link.id] = None
                waiting.append(link.id)
    return tuple(seen)[1:]
