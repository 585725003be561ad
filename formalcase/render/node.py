"""One node by itself, as a person reads it."""

from __future__ import annotations

from formalcase.case.verdicts import Judge
from formalcase.render.ansi import Paint
from formalcase.render.clean import clean
from formalcase.render.findings import findings_text
from formalcase.render.layout import COLUMNS, names, wrap
from formalcase.render.snippet import SourceLookup, no_sources, place
from formalcase.render.steps import obligation_lines
from formalcase.render.story import AT_LENGTH
from formalcase.results.check import LedgerEntry
from formalcase.results.node import Link, NodeView, Word


def node_text(
    view: NodeView,
    *,
    lookup: SourceLookup = no_sources,
    colour: bool = False,
    columns: int = COLUMNS,
) -> str:
    """A node as a person reads it."""
    paint = Paint(colour)
    where = f"  ({clean(place(view.location))})" if view.location else ""
    lines = [f"{clean(view.kind)} {paint('strong', clean(view.id))}{paint('faint', where)}"]
    if view.text:
        lines += wrap(clean(view.text), columns, "  ")
    formula = view.ledger.formula if view.ledger else view.formula
    if formula:
        lines += wrap(f"formula: {clean(formula)}", columns, "  ", "    ")
    if view.because:
        lines += wrap(f"because {clean(view.because)}", columns, "  ", "    ")
    if view.cites:
        lines += wrap(f"cites {'; '.join(map(clean, view.cites))}", columns, "  ", "    ")
    if view.owner:
        lines += wrap(f"owner {clean(view.owner)}", columns, "  ")
    if view.ledger:
        lines += wrap(_ledger_words(view.ledger), columns, "  ")
    lines += _section("what was found", _obligations(view, paint, columns), paint)
    lines += _section("words", _word_lines(view.words, columns), paint)
    lines += _section("rests on", _link_lines(view.rests_on, columns), paint)
    lines += _section("what rests on it", _link_lines(view.carries, columns), paint)
    direct = {link.id for link in view.carries}
    further = [each for each in view.reaches if each not in direct]
    if further:
        lines += wrap(f"further up: {names(further)}", columns, "  - ", "    ")
    attacks = [
        line
        for each in view.defeaters
        for line in wrap(f"{clean(each.id)} ({clean(each.status)}): {clean(each.text)}", columns, "  - ")
    ]
    lines += _section("doubts", attacks, paint)
    if view.findings:
        lines += ["", *findings_text(view.findings, lookup, paint)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _ledger_words(entry: LedgerEntry) -> str:
    used = "used" if entry.used else "used nowhere in the argument"
    return f"in the ledger as {clean(entry.kind)}, {used}{f', {clean(entry.status)}' if entry.status else ''}"


def _section(title: str, lines: list[str], paint: Paint) -> list[str]:
    return ["", paint("strong", title), *lines] if lines else []


def _obligations(view: NodeView, paint: Paint, columns: int) -> list[str]:
    lines: list[str] = []
    for each in view.obligations:
        if each.by is Judge.PERSON:
            text = f": {clean(each.text)}" if each.text else ""
            lines += wrap(f"for a person, {each.verdict}{text}", columns, "  ", "    ")
            continue
        lines += obligation_lines(each, paint, columns, "  ", AT_LENGTH)
        if each.premises_used:
            lines += wrap(f"it uses {names(each.premises_used)}", columns, "    ")
        if each.not_checked:
            lines += wrap(f"not checked: {clean(each.not_checked)}", columns, "    ")
    return lines


def _word_lines(words: tuple[Word, ...], columns: int) -> list[str]:
    lines: list[str] = []
    for word in words:
        means = f" = {clean(word.means)}" if word.means else ""
        text = f": {clean(word.text)}" if word.text else ""
        lines += wrap(f"{clean(word.kind)} {clean(word.id)}{text}{means}", columns, "  - ", "    ")
    return lines


def _link_lines(links: tuple[Link, ...], columns: int) -> list[str]:
    lines: list[str] = []
    for link in links:
        text = f": {clean(link.text)}" if link.text else ""
        lines += wrap(f"{clean(link.id)} ({clean(link.role)}){text}", columns, "  - ", "    ")
    return lines
