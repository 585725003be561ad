"""What a report says in its own words, for HTML and Markdown alike.

It says what follows from what, and what nobody has checked. It never passes judgement on the system that the
case is about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from formalcase.case.verdicts import CaseVerdict, Judge, Verdict
from formalcase.frozen import dataclass
from formalcase.render.layout import count
from formalcase.render.steps import VALIDITY, verdict_words
from formalcase.results.check import CaseResult, DefeaterStatus, Obligation, Spent
from formalcase.results.defeaters import Member
from formalcase.results.legs import ClaimLegs, LegDraws
from formalcase.results.premises import PremiseCandidate, StepPremises
from formalcase.results.report import Judgement, ReportResult


def sentence(text: str) -> str:
    """With a capital at the beginning, unless a name stands there."""
    return text[:1].upper() + text[1:]


TITLES: Mapping[str, str] = {
    "decision": "For those who decide",
    "redteam": "For those who attack the argument",
    "writer": "For those who write the case",
}


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """A verdict on a case: the word, what it means, what it does not mean, and how it is drawn."""

    word: str
    means: str
    not_means: str
    mood: str


_VERDICTS: Mapping[CaseVerdict, VerdictWords] = {
    CaseVerdict.ESTABLISHED: VerdictWords(
        "Established",
        "The top claim follows from the leaves listed below: every step on the way either follows by logic "
        "or is closed by a judgement that is listed too, and the leaves do not contradict each other.",
        "It does not mean that the leaves are true, that the formulas say what the sentences say, or that "
        "anything may be deployed. Those are judgements of people, and they are listed below.",
        "good",
    ),
    CaseVerdict.NOT_ESTABLISHED: VerdictWords(
        "Not established",
        "As it stands, this argument does not carry its top claim. What stands in the way is listed below.",
        "It does not mean that the claim is false, only that this argument does not show it.",
        "bad",
    ),
    CaseVerdict.UNDECIDED: VerdictWords(
        "Undecided",
        "The solver did not settle a question on which the top claim depends.",
        "It means neither that the argument carries its top claim nor that it does not.",
        "doubt",
    ),
    CaseVerdict.MALFORMED: VerdictWords(
        "Malformed", "The case could not be read.", "Nothing was checked, so nothing is known.", "bad"
    ),
}


def case_verdict(case: CaseResult) -> VerdictWords:
    return _VERDICTS[case.verdict]


_MOODS: Mapping[str, str] = {
    "valid": "good",
    "holds": "good",
    "accepted": "good",
    "warranted": "open",
    "open": "open",
    "undecided": "doubt",
    "stale": "doubt",
}


def mood(verdict: str) -> str:
    """How a verdict on an obligation is drawn."""
    return _MOODS.get(verdict, "bad")


def obligation_words(obligation: Obligation) -> str:
    if obligation.by is Judge.PERSON:
        return str(obligation.verdict)
    return verdict_words(obligation)[0]


def spent_words(spent: Spent | None) -> str:
    if spent is None:
        return ""
    why = {
        "budget": "the budget was used up",
        "memory": "it needs more memory than it may have",
        "overrun": "it ran past its time and was stopped",
        "incomplete": "no method at hand decides formulas of this kind",
    }.get(spent.reason, spent.reason or "no reason was given")
    return f"left after {count(spent.work, 'solver step')}: {why}"


DOUBTS: Mapping[str, str] = {
    "sustained": "sustained: argued for, and not answered",
    "unresolved": "unresolved: attack and answer are even",
    "open": "open: not argued for, and not answered",
    "residual": "accepted by the writer as residual risk",
    "refuted": "refuted",
}
"""What the status of a defeater means, the gravest first."""
_OPEN = ("sustained", "unresolved", "open")


def is_answer(case: CaseResult, defeater: DefeaterStatus) -> bool:
    """Whether it attacks nothing but other doubts, and so is no doubt about the case itself."""
    doubts = {each.id for each in case.defeaters}
    return bool(defeater.attacks) and doubts.issuperset(defeater.attacks)


def doubts_of(case: CaseResult) -> tuple[list[DefeaterStatus], list[DefeaterStatus], list[DefeaterStatus]]:
    """The doubts that are open, the others, and the answers to doubts; the gravest first."""
    order = list(DOUBTS)
    every = sorted(case.defeaters, key=lambda each: order.index(each.status))
    answers = [each for each in every if is_answer(case, each)]
    doubts = [each for each in every if each not in answers]
    opened = [each for each in doubts if each.status in _OPEN]
    return opened, [each for each in doubts if each.status not in _OPEN], answers


def answer_words(status: str) -> str:
    """How an answer to a doubt stands."""
    match status:
        case "sustained":
            return "it stands: argued for, and not answered in turn"
        case "open":
            return "not argued for, so it answers nothing yet"
        case _:
            return DOUBTS[status]


KINDS: Mapping[str, tuple[str, str]] = {
    "evidence": ("evidence item", "evidence items"),
    "assumption": ("assumption", "assumptions"),
    "warrant": ("warrant (a step closed by judgement)", "warrants (steps closed by judgement)"),
    "closing": ("list said to be complete", "lists said to be complete"),
    "range": ("range of a number", "ranges of numbers"),
    "residual": ("residual doubt", "residual doubts"),
    "definition": ("definition", "definitions"),
    "enum": ("list of values", "lists of values"),
}
_LOSS: Mapping[str, str] = {
    "evidence": "the evidence is withdrawn",
    "assumption": "the assumption is given up",
    "warrant": "the judgement that closes the step is not shared",
    "closing": "the list turns out not to be complete",
    "range": "the value leaves its range",
}


def counted_kinds(kinds: Sequence[str]) -> str:
    """`2 evidence items, 1 assumption`"""
    parts = []
    for kind, (one, many) in KINDS.items():
        number = kinds.count(kind)
        if number:
            parts.append(f"{number} {one if number == 1 else many}")
    return ", ".join(parts)


def loss_words(member: Member) -> str:
    return _LOSS.get(member.kind, "it is lost")


# ---- What is picked out of a report --------------------------------------------------------------

_GRAVITY = {
    Verdict.INVALID: 0,
    Verdict.VACUOUS: 1,
    Verdict.BLOCKED: 2,
    Verdict.FAILS: 3,
    Verdict.UNDECIDED: 4,
}


def failing_steps(report: ReportResult) -> list[Obligation]:
    """Steps that carry nothing, the gravest first; in each group in the order of the case."""
    steps = [each for each in report.check.obligations if each.kind == VALIDITY and each.verdict in _GRAVITY]
    return sorted(steps, key=lambda each: _GRAVITY[each.verdict])


def leaves_of(report: ReportResult) -> tuple[str, ...]:
    """What the top claim rests on or, where it is not established, would draw upon."""
    if report.check.support.leaves:
        return report.check.support.leaves
    return tuple(each.subject for each in in_use(report) if each.kind not in ("definition", "residual"))


def in_use(report: ReportResult) -> list[Judgement]:
    """What the argument uses. Where no sound steps lead to the top claim no leaf is used in that sense; then
    it is what the steps cite."""
    leaves = [each for each in report.judgements if each.kind not in ("definition", "residual")]
    led_to = any(each.used for each in leaves)
    return [each for each in report.judgements if each.used or (not led_to and each.cited_count)]


def to_sign(report: ReportResult) -> list[Judgement]:
    """What a person has to judge because the argument uses it, and has not accepted."""
    return [each for each in in_use(report) if each.verdict != "accepted"]


def by_owner(rows: Sequence[Judgement]) -> list[tuple[str | None, list[Judgement]]]:
    """The rows of each owner, in the order in which they are met; those without one last."""
    groups: dict[str | None, list[Judgement]] = {}
    for each in rows:
        groups.setdefault(each.owner, []).append(each)
    return sorted(groups.items(), key=lambda group: group[0] is None)


def bare_leaves(report: ReportResult) -> list[Judgement]:
    """Leaves in use with no evidence behind them: those with nothing at all first, then those that give a
    reason, then those that name a source or a reference."""
    rows = [
        each
        for each in in_use(report)
        if each.kind in ("assumption", "warrant", "closing", "range")
        or (each.kind == "evidence" and not (each.sources or each.cites))
    ]
    return sorted(rows, key=_backing)


def _backing(row: Judgement) -> int:
    if row.sources or row.cites:
        return 2
    return 1 if row.because else 0


def backing_words(row: Judgement) -> str:
    parts = []
    if row.because:
        parts.append("a reason is given")
    if row.cites:
        parts.append("a reference is cited")
    if row.sources:
        parts.append("a source is named")
    return ", ".join(parts) or "nothing"


def weakest_first(row: ClaimLegs) -> list[LegDraws]:
    """Legs that carry nothing, then those that rest most on bare judgement, then those with most single
    points of failure."""

    def key(leg: LegDraws) -> tuple[bool, int, int]:
        points = len(leg.leaves) if leg.points is None else len(leg.points)
        return leg.carries, -leg.judged, -points

    return sorted(row.draws, key=key)


def legs_in_short(row: ClaimLegs) -> str:
    """What the legs share, in one line of words: names stand in backticks."""
    found = row
    against = [each for each in found.reasons if each.kind != "not_comparable"]
    shared = [each.text for each in against]
    text = found.text
    if shared:
        text += ": " + "; ".join(shared[:4])
        if len(shared) > 4:
            text += f"; and {len(shared) - 4} more"
    if found.effective_legs is not None:
        legs = f"these {len(found.legs)} legs count as {found.effective_legs}"
        text += f". Counted by what can fail at once, {legs}"
    return text


def not_comparable(row: ClaimLegs) -> list[str]:
    return [each.text for each in row.reasons if each.kind == "not_comparable"]


def set_kinds(members: Sequence[Member]) -> str:
    return counted_kinds([each.kind for each in members])


def sets_in_short(report: ReportResult) -> str:
    """How many minimal defeater sets there are, in words."""
    from formalcase.logic.number_text import digits

    found = report.defeaters
    if found is None:
        return "the case has no top claim"
    if found.supported is False:
        return "the sound steps do not carry the top claim today, so there is nothing left to bring down"
    if found.supported is None:
        return "whether there is anything to bring down was not settled within the budget"
    if found.count is None:
        return f"at least {digits(sum(each.count for each in found.by_size))} minimal sets"
    if found.count == 0:
        return "no loss of leaves touches the claim"
    sizes = ", ".join(f"{digits(each.count)} of {_leaves(each.size)}" for each in found.by_size[:8])
    which = "set of leaves whose" if found.count == 1 else "sets of leaves, each of whose"
    there = "there is" if found.count == 1 else "there are"
    return f"{there} {digits(found.count)} minimal {which} loss brings it down: {sizes}"


def _leaves(size: int) -> str:
    return "one leaf" if size == 1 else f"{size} leaves"


CANDIDATES = 5
"""So many candidates are shown for a step."""
_ORIGINS: Mapping[str, str] = {
    "case": "it stands in the case",
    "literals": "made of facts about what the step speaks of",
    "rule": "a rule",
    "bound": "a bound",
    "conditional": "no more than: if the premises hold, so does the conclusion",
}


def missing_in_short(found: StepPremises) -> str:
    """What came out of the search for missing premises, in words."""
    if found.refuted or found.conflict:
        return "no premise can be missing: what is there contradicts itself or the conclusion"
    if not found.candidates:
        return "no premise was found that would do"
    number = len(found.candidates)
    shown = f"; the first {CANDIDATES} of {number}" if number > CANDIDATES else ""
    return f"each of these alone would close the gap, if it were true{shown}"


def candidate_words(candidate: PremiseCandidate) -> str:
    """Where a candidate comes from, and what is wrong with it."""
    parts = [_ORIGINS[candidate.origin]]
    if candidate.nodes:
        parts.append(f"cite {', '.join(candidate.nodes)}")
    if not candidate.consistent:
        parts.append("not shown to be consistent with the rest")
    if candidate.breaks:
        parts.append("citing it makes legs depend on each other")
    return "; ".join(parts)
