"""A candidate as edits to the text of the case: a citation, or a new assumption that is cited."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import TYPE_CHECKING

from formalcase.analyses.premises.result import Candidate
from formalcase.case.model import Argument, Case
from formalcase.logic.names import print_name
from formalcase.source import Source, Span
from formalcase.syntax.strings import print_string

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Fix

_KEYWORD = "argument"
_BETWEEN = re.compile(r"(?:\s|#[^\n]*+(?:\n|$))*`?")


def fix_of(case: Case, name: str, candidate: Candidate) -> Fix | None:
    """The edits that put the candidate into the text that has the step or, for a claim without an argument,
    that add one for it. None when the node has no place in a text, or lies in the library."""
    node = case.nodes[name]
    if node.span is None or not case.sources or node.span.source is not case.sources[0]:
        return None
    if isinstance(node, Argument):
        return _for_a_step(case, node, node.span, candidate)
    return _for_a_claim(case, name, node.span.source, candidate)


def _for_a_step(case: Case, step: Argument, place: Span, candidate: Candidate) -> Fix | None:
    behind, lead = _where_to_cite(step)
    start = _keyword_before(place)
    if behind is None or start is None:
        return None
    at = Span(behind.source, behind.end, behind.end)
    if candidate.nodes:
        cited = ", ".join(map(print_name, candidate.nodes))
        return _fix(f"cite {cited}", (at, lead + cited))
    name = _free_name(f"A_{step.id}", case.nodes.keys() | case.vocabulary.symbols.keys())
    assumption = (
        _assumption(name, step.id, candidate) + _line_end(place.source) + _indent(place.source, start)
    )
    return _fix(
        f"assume `{candidate.text}` as {print_name(name)}, and cite that",
        (Span(place.source, start, start), assumption),
        (at, lead + print_name(name)),
    )


def _where_to_cite(step: Argument) -> tuple[Span | None, str]:
    """Behind the last premise or, where there is none, behind what is argued for; and what leads over."""
    return (step.premises[-1].span, ", ") if step.premises else (step.conclusion.span, " from ")


def _for_a_claim(case: Case, claim: str, source: Source, candidate: Candidate) -> Fix | None:
    if not candidate.nodes:
        return None
    step = _free_name(f"S_{claim}", case.nodes.keys() | case.vocabulary.symbols.keys())
    cited = ", ".join(map(print_name, candidate.nodes))
    end, line_end = len(source.text), _line_end(source)
    gap = "" if source.text.endswith("\n") else line_end
    sentence = print_string(f"By {cited}")
    text = f"{gap}argument {print_name(step)} {sentence} {{ for {print_name(claim)} from {cited} }}{line_end}"
    return _fix(f"argue for {claim} from {cited}", (Span(source, end, end), text))


def _assumption(name: str, step: str, candidate: Candidate) -> str:
    sentence = print_string(f"{step} needs this: {candidate.text}")
    return f"assumption {print_name(name)} {sentence} {{ holds {candidate.text} }}"


def _keyword_before(place: Span) -> int | None:
    """Where the declaration starts whose name stands at the place. Comments may stand between, and have
    the word in them."""
    text, start = place.source.text, None
    at = text.rfind(_KEYWORD, 0, place.start)
    while at >= 0 and _BETWEEN.fullmatch(text, at + len(_KEYWORD), place.start):
        start = at
        at = text.rfind(_KEYWORD, 0, at)
    return start


def _indent(source: Source, start: int) -> str:
    """What stands before a declaration in its line, if that is nothing but blanks."""
    before = source.text[source.text.rfind("\n", 0, start) + 1 : start]
    return before if not before.strip() else ""


def _line_end(source: Source) -> str:
    return "\r\n" if "\r\n" in source.text else "\n"


def _free_name(wanted: str, taken: Container[str]) -> str:
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted}_{number}"
    return name


def _fix(title: str, *edits: tuple[Span, str]) -> Fix:
    from formalcase.diagnostics.finding import Edit, Fix, locate

    made = []
    for span, text in edits:
        location = locate(span)
        assert location is not None
        made.append(Edit(location=location, text=text))
    return Fix(title=title, edits=tuple(made))


def applied(source: Source, fix: Fix) -> str:
    """The text after the edits, which lie in this source and do not overlap."""
    text = source.text
    places = [(source.offset(e.location.line, e.location.column), e) for e in fix.edits]
    ends = {id(e): source.offset(e.location.end_line, e.location.end_column) for e in fix.edits}
    for start, edit in sorted(places, key=lambda each: each[0], reverse=True):
        text = text[:start] + edit.text + text[ends[id(edit)] :]
    return text
