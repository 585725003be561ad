"""The steps of a case and the other machine checks, as a person reads them."""

from __future__ import annotations

from collections.abc import Sequence

from formalcase.case.verdicts import Judge, Verdict
from formalcase.render.ansi import Paint, Style
from formalcase.render.clean import clean
from formalcase.render.layout import count, names, paragraphs, wrap
from formalcase.render.snippet import place
from formalcase.render.story import BRIEFLY, story_lines
from formalcase.results.check import Obligation, Spent

VALIDITY = "validity"
_MOST_IN_DETAIL = 20

_STEP_WORDS: dict[Verdict, tuple[str, Style]] = {
    Verdict.INVALID: ("does not follow", "error"),
    Verdict.VACUOUS: ("proves nothing", "error"),
    Verdict.BLOCKED: ("could not be asked", "error"),
    Verdict.UNDECIDED: ("undecided", "warning"),
    Verdict.WARRANTED: ("by judgement, not by logic", "warning"),
    Verdict.VALID: ("follows", "good"),
}
"""How each verdict on a step is said, the gravest first."""

_CHECK_WORDS: dict[Verdict, tuple[str, Style]] = {
    Verdict.FAILS: ("fails", "error"),
    Verdict.BLOCKED: ("not asked", "note"),
    Verdict.UNDECIDED: ("undecided", "warning"),
    Verdict.HOLDS: ("holds", "good"),
}


def is_step(obligation: Obligation) -> bool:
    return obligation.kind == VALIDITY


def verdict_words(obligation: Obligation) -> tuple[str, Style]:
    """A machine's verdict in words, and its style."""
    table = _STEP_WORDS if is_step(obligation) else _CHECK_WORDS
    return table.get(obligation.verdict, (obligation.verdict.replace("_", " "), "note"))


def tally(obligations: Sequence[Obligation]) -> str:
    """`1 by judgement, not by logic; 3 follow`, the gravest verdict first."""
    words = []
    order = [*dict.fromkeys([*_STEP_WORDS, *_CHECK_WORDS])]
    for verdict in order:
        group = [each for each in obligations if each.verdict is verdict]
        if group:
            words.append(f"{len(group)} {_plural(verdict_words(group[0])[0], len(group))}")
    return "; ".join(words)


def _plural(words: str, number: int) -> str:
    if number == 1:
        return words
    changed = {"does not follow": "do not follow", "proves nothing": "prove nothing", "follows": "follow"}
    return {**changed, "fails": "fail", "holds": "hold"}.get(words, words)


def obligation_lines(
    obligation: Obligation,
    paint: Paint,
    columns: int,
    indent: str,
    most: int = BRIEFLY,
    *,
    brief: bool = False,
) -> list[str]:
    """One machine obligation: its verdict, why, and the world or the conflict that shows it.

    `brief` leaves out the question and the sentence of the story: a finding has said it already.
    """
    words, style = verdict_words(obligation)
    where = f"  ({clean(place(obligation.location))})" if obligation.location else ""
    kind = "" if is_step(obligation) else f"{clean(obligation.kind)} of "
    subject = paint("strong", clean(obligation.subject))
    lines = [f"{indent}{kind}{subject}: {paint(style, words)}{paint('faint', where)}"]
    inner = indent + "  "
    if obligation.text and not brief:
        lines += paragraphs(obligation.text, columns, inner)
    lines += _reasons(obligation, columns, inner)
    if obligation.counterexample:
        lines += story_lines(obligation.counterexample, columns, inner, most, brief=brief)
    return lines


def _reasons(obligation: Obligation, columns: int, indent: str) -> list[str]:
    lines: list[str] = []
    if obligation.idle:
        lines += wrap(f"cited and not needed: {names(obligation.idle)}", columns, indent)
    if obligation.conflict:
        lines += wrap(f"these cannot all hold: {names(obligation.conflict)}", columns, indent)
    if obligation.verdict is Verdict.UNDECIDED and obligation.by is Judge.SOLVER:
        if obligation.entailed:
            found = "the conclusion follows, but the premises were not shown to be consistent"
            lines += wrap(found, columns, indent)
        if obligation.spent:
            lines += wrap(_spent_words(obligation.spent), columns, indent)
    return lines


def _spent_words(spent: Spent) -> str:
    """Why a question was left: more work helps with a budget, and not with what cannot be decided."""
    match spent.reason:
        case "budget":
            return f"not settled within {count(spent.budget, 'solver step')}; `--budget` gives it more"
        case "memory":
            return "not settled: it needs more memory than it may have"
        case "overrun":
            return "not settled: it ran past its time and was stopped"
        case "incomplete":
            return "not settled: no method at hand decides formulas of this kind"
        case reason:
            return f"not settled: {clean(reason)}" if reason else "not settled"


def machine_lines(obligations: Sequence[Obligation], paint: Paint, columns: int, indent: str) -> list[str]:
    """What did not come out well among machine obligations, in detail, the gravest first; a step closed
    by judgement takes one line."""
    lines: list[str] = []
    table = dict.fromkeys([*_STEP_WORDS, *_CHECK_WORDS])
    for verdict in table:
        if verdict in (Verdict.VALID, Verdict.HOLDS):
            continue
        group = [each for each in obligations if each.verdict is verdict]
        if verdict is Verdict.WARRANTED:
            lines += _by_judgement(group, paint, columns, indent)
            continue
        for obligation in group[:_MOST_IN_DETAIL]:
            lines += obligation_lines(obligation, paint, columns, indent, brief=True)
        if len(group) > _MOST_IN_DETAIL:
            rest = names(each.subject for each in group[_MOST_IN_DETAIL:])
            lines += wrap(f"{verdict_words(group[0])[0]} too: {rest}", columns, indent, indent + "  ")
    return lines


def _by_judgement(group: Sequence[Obligation], paint: Paint, columns: int, indent: str) -> list[str]:
    if not group:
        return []
    label = paint("warning", "by judgement, not by logic")
    return [f"{indent}{label}:", *wrap(names(each.subject for each in group), columns, indent + "  ")]
