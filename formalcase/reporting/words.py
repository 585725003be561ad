"""What a report says in its own words, for HTML and Markdown alike.

It says what follows from what, and what nobody has checked. It never passes judgement on the system that the
case is about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from formalcase.case.verdicts import CaseVerdict, Judge
from formalcase.diagnostics.prose import joined, listed
from formalcase.frozen import dataclass
from formalcase.render.layout import count
from formalcase.render.steps import verdict_words
from formalcase.reporting.picked import Down
from formalcase.results.check import CaseResult, Obligation, Spent
from formalcase.results.defeaters import Member
from formalcase.results.legs import ClaimLegs
from formalcase.results.premises import PremiseCandidate, StepPremises
from formalcase.results.report import Judgement, ReportResult, Supposition


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
    "unresolved": "unresolved: argued for or answered, and neither settles it",
    "open": "open: not argued for, and not answered",
    "residual": "accepted by the writer as residual risk",
    "refuted": "refuted",
}
"""What the status of a defeater means, the gravest first."""


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
    "claim": ("claim that nobody argues for", "claims that nobody argues for"),
}
_LOSS: Mapping[str, str] = {
    "evidence": "the evidence is withdrawn",
    "assumption": "the assumption is given up",
    "warrant": "the judgement that closes the step is not shared",
    "closing": "the list turns out not to be complete",
    "range": "the value leaves its range",
    "claim": "it is not shown",
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


def backing_words(row: Judgement) -> str:
    parts = []
    if row.because:
        parts.append("a reason is given")
    if row.cites:
        parts.append("a reference is cited")
    if row.sources:
        parts.append("a source is named")
    return ", ".join(parts) or "nothing"


_SHARED: Mapping[str, tuple[str, str]] = {
    "shared_leaf": ("leaf", "leaves"),
    "shared_source": ("source", "sources"),
    "shared_claim": ("claim", "claims"),
}
_NAMED = 12
_OTHERS = 3


def legs_in_short(row: ClaimLegs) -> str:
    """Whether legs are independent and what they share, in a few sentences; names stand in backticks."""
    found = row
    sentences = [found.text]
    weak = [each.witness[0] for each in found.reasons if each.kind == "insufficient_leg"]
    if len(weak) > 1 and len(weak) == len(found.legs):
        sentences.append("none of them carries the claim by itself today")
    elif weak:
        verb = "does not carry" if len(weak) == 1 else "do not carry"
        sentences.append(f"{listed(weak, most=_NAMED)} {verb} the claim by itself today")
    shared = shared_words(row)
    if shared:
        legs = "both" if len(found.legs) == 2 else "several of them"
        sentences.append(f"{legs} rest on {shared}")
    others = [each.text for each in found.reasons if each.kind not in _PLAIN_REASONS]
    sentences += others[:_OTHERS]
    if len(others) > _OTHERS:
        more = len(others) - _OTHERS
        sentences.append(f"and {more} more {'reason' if more == 1 else 'reasons'}")
    if found.effective_legs:
        legs = f"these {len(found.legs)} legs count as {found.effective_legs}"
        sentences.append(f"counted by what can fail at once, {legs}")
    return ". ".join(map(sentence, sentences))


_PLAIN_REASONS = (*_SHARED, "insufficient_leg", "not_comparable")


def shared_words(row: ClaimLegs) -> str:
    """What legs share by name, by its kind; empty if nothing."""
    parts = []
    for kind, (one, many) in _SHARED.items():
        names = list(dict.fromkeys(each.witness[0] for each in row.reasons if each.kind == kind))
        if names:
            parts.append(f"the {one if len(names) == 1 else many} {listed(names, most=_NAMED)}")
    return joined(parts)


def not_comparable(row: ClaimLegs) -> list[str]:
    return [each.text for each in row.reasons if each.kind == "not_comparable"]


def set_kinds(members: Sequence[Member]) -> str:
    return counted_kinds([each.kind for each in members])


def sets_words(down: Down, *, would: bool) -> str:
    """How many minimal defeater sets there are; `would`: it is only supposed that the claim stands."""
    from formalcase.logic.number_text import in_short

    brings = "would bring" if would else "brings"
    if down.count is None:
        return f"at least {in_short(sum(each.count for each in down.by_size))} minimal sets"
    if down.count == 0:
        return "no loss of leaves touches the claim"
    if [each.size for each in down.by_size] == [1]:
        verb = "would be" if would else "is"
        if down.count == 1:
            return f"the loss of one leaf {verb} enough to bring it down"
        return f"the loss of any one of {in_short(down.count)} leaves {verb} enough to bring it down"
    sizes = ", ".join(f"{in_short(each.count)} of {_leaves(each.size)}" for each in down.by_size[:8])
    which = "set of leaves whose" if down.count == 1 else "sets of leaves, each of whose"
    there = "there is" if down.count == 1 else "there are"
    if would:
        there = "there would be"
    return f"{there} {in_short(down.count)} minimal {which} loss {brings} it down: {sizes}"


def no_sets_words(report: ReportResult) -> str:
    """Why there is nothing to bring down."""
    found = report.defeaters
    if found is None:
        return "the case has no top claim"
    if found.supported is None:
        return "whether there is anything to bring down was not settled within the budget"
    return "even as it is drawn the argument does not carry its top claim, so there is nothing to bring down"


def supposition_words(supposed: Supposition) -> str:
    """What is supposed where the claim does not stand today; empty if nothing is."""
    parts = []
    if supposed.steps:
        parts.append(f"the {_many('step', supposed.steps)} {listed(supposed.steps, most=6)} held")
    if supposed.claims:
        verb = "was" if len(supposed.claims) == 1 else "were"
        parts.append(f"{listed(supposed.claims, most=6)} {verb} shown")
    for conflict in supposed.conflicts[:2]:
        parts.append(f"{listed(conflict, most=6)} did not contradict each other")
    if supposed.stale:
        verb = "was" if len(supposed.stale) == 1 else "were"
        parts.append(f"{listed(supposed.stale, most=6)} {verb} up to date")
    if supposed.doubts:
        verb = "was" if len(supposed.doubts) == 1 else "were"
        doubts = listed(supposed.doubts, most=6)
        parts.append(f"the {_many('doubt', supposed.doubts)} {doubts} {verb} answered")
    return joined(parts)


def _many(word: str, names: Sequence[str]) -> str:
    return word if len(names) == 1 else f"{word}s"


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
