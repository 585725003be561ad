"""What people have to judge: for each leaf, residual doubt and definition the exact question, who answers
it, and what falls if the answer is no."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import TypedDict

from formalcase.analyses.consistency import plain_name
from formalcase.analyses.examine import Examined
from formalcase.case.formulas import cited
from formalcase.case.model import About, Argument, Assumption, Case, Claim, Defeater, Evidence
from formalcase.case.support import Graph, is_inner
from formalcase.case.verdicts import Judge
from formalcase.logic.walk import reachable
from formalcase.reporting.falling import Falling
from formalcase.results.check import CaseResult, LedgerEntry, Obligation
from formalcase.results.common import ends
from formalcase.results.report import Judgement

_SAME = "and whether its formula says the same as its sentence"
_QUESTIONS: Mapping[str, str] = {
    "evidence": "whether this is so and the evidence shows it",
    "assumption": "whether this is so",
    "closing": "whether the list is complete: nothing outside it can matter",
    "range": "whether the value always stays within these bounds",
    "definition": "whether these words mean what the sentence says, for all that the case uses them for",
    "enum": "whether the list has everything that it should have, and in the right order if it has one",
}


_LISTED = 50
"""So many claims and steps are listed with a row, so that a report grows with the case and not faster."""


class _Judging:
    """What is needed to fill the rows. `graph` is the argument of the top claim, with the answers to
    doubts; `drawn` is the same with its gaps closed."""

    def __init__(self, found: Examined, result: CaseResult, graph: Graph, drawn: Graph) -> None:
        self.found = found
        self.case = found.case
        self.ledger = {entry.id: entry for entry in result.ledger}
        self.falling = Falling(graph)
        self.drawn = self.falling if drawn is graph else Falling(drawn)
        # A leaf with answers to a doubt beside it goes by another name in the graph.
        gates = (*graph.values(), *drawn.values())
        self.node = {plain_name(each): each for gate in gates for each in gate.members}
        self.claims = [node.id for node in self.case.nodes.values() if isinstance(node, Claim)]
        self.citing = _citing(self.case)
        self.speaking = _speaking(found)

    def falls(self, lost: Collection[str]) -> _Falls:
        """What falls of that which stands, and what would of the rest."""
        gone = self.falling.without(lost)
        falls = tuple(name for name in self.claims if name in gone)
        would: tuple[str, ...] = ()
        if self.drawn is not self.falling:
            gone = self.drawn.without(lost) - self.falling.standing
            would = tuple(name for name in self.claims if name in gone)
        return {
            "falls": falls[:_LISTED],
            "falls_count": len(falls),
            "top_falls": self.case.top in falls,
            "would_fall": would[:_LISTED],
            "would_fall_count": len(would),
            "top_would_fall": self.case.top in would,
        }


class _Falls(TypedDict):
    falls: tuple[str, ...]
    falls_count: int
    top_falls: bool
    would_fall: tuple[str, ...]
    would_fall_count: int
    top_would_fall: bool


def judgements(found: Examined, result: CaseResult, graph: Graph, drawn: Graph) -> Iterator[Judgement]:
    """A row for each obligation of a person, in their order, then one for each definition and enum."""
    judging = _Judging(found, result, graph, drawn)
    for obligation in result.obligations:
        if obligation.by is Judge.PERSON:
            if obligation.kind == "residual":
                yield _residual(judging, obligation)
            else:
                yield _leaf(judging, obligation)
    for entry in result.ledger:
        if entry.kind in ("definition", "enum"):
            yield _definition(judging, entry)


def _leaf(judging: _Judging, obligation: Obligation) -> Judgement:
    name = obligation.subject
    entry, node = judging.ledger[name], judging.case.nodes.get(name)
    step = judging.case.nodes.get(name.removesuffix(".warrant")) if entry.kind == "warrant" else None
    about = node or step
    citing = [step.id] if step else judging.citing.get(name, [])
    dated = node if isinstance(node, Evidence | Assumption) else None
    return Judgement(
        id=obligation.id,
        kind=entry.kind,
        subject=name,
        question=_question(entry, step),
        text=obligation.text,
        formula=entry.formula,
        verdict=obligation.verdict,
        owner=about.owner if about else None,
        because=about.because if about else None,
        cites=about.cites if about else (),
        sources=tuple(source.id for source in dated.sources) if dated else (),
        credence=ends(dated.credence if dated else None),
        collected=_day(dated.collected) if isinstance(dated, Evidence) else None,
        expires=_day(dated.expires) if dated else None,
        used=entry.used,
        cited_by=tuple(citing[:_LISTED]),
        cited_count=len(citing),
        location=obligation.location,
        **judging.falls((judging.node.get(name, name),)),
    )


def _question(entry: LedgerEntry, step: About | None) -> str:
    if isinstance(step, Argument):
        premises = ", ".join(f"`{reference.id}`" for reference in cited(step)) or "nothing at all"
        return f"whether `{step.conclusion.id}` follows from {premises}: no logic was applied here"
    words = _QUESTIONS[entry.kind]
    if entry.kind in ("evidence", "assumption") and entry.formula is not None:
        return f"{words}, {_SAME}"
    return words


def _residual(judging: _Judging, obligation: Obligation) -> Judgement:
    node = judging.case.nodes[obligation.subject]
    assert isinstance(node, Defeater)
    targets = judging.found.judged.targets[node.id]
    return Judgement(
        id=obligation.id,
        kind="residual",
        subject=node.id,
        question=f"whether this doubt may be left as it is, because {node.residual}",
        text=node.text,
        verdict=obligation.verdict,
        owner=node.owner,
        because=node.residual,
        cites=node.cites,
        used=True,
        cited_by=targets[:_LISTED],
        cited_count=len(targets),
        location=obligation.location,
        **judging.falls(targets),
    )


def _definition(judging: _Judging, entry: LedgerEntry) -> Judgement:
    steps = judging.speaking.get(entry.id, ())
    standing = judging.falling.standing | judging.drawn.standing
    lost = [name for step in steps for name in _names_of(step, standing)]
    return Judgement(
        id=f"{entry.id}/definition",
        kind="definition",
        subject=entry.id,
        question=_QUESTIONS[entry.kind],
        text=entry.text,
        formula=entry.formula,
        used=entry.used,
        cited_by=tuple(steps[:_LISTED]),
        cited_count=len(steps),
        location=entry.location,
        **judging.falls(lost),
    )


def _names_of(step: str, standing: Collection[str]) -> list[str]:
    """The step as the graph has it; one that is doubted stands there a second time, by itself."""
    return [name for name in (step, f"{step}\0own") if name in standing or is_inner(name)]


def _citing(case: Case) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in case.nodes.values():
        if isinstance(node, Argument):
            for name in dict.fromkeys(each.id for each in (*cited(node), *node.given)):
                found.setdefault(name, []).append(node.id)
    return found


def _speaking(found: Examined) -> dict[str, Sequence[str]]:
    """By word: the steps whose formulas speak of it, through definitions."""
    speaking: dict[str, list[str]] = {}
    for name, judged in found.steps.items():
        reach = reachable(list(judged.form.labelled.values()), found.vocabulary)
        for word in (*reach.symbols, *reach.enums):
            speaking.setdefault(word, []).append(name)
    # An opaque node is a word too, but nobody defined it.
    return {word: steps for word, steps in speaking.items() if word not in found.case.nodes}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
