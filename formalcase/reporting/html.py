"""The report as one HTML document: no script, nothing fetched, everything that a case says escaped.

Three walls stand between a hostile case and the reader: every text is made visible (`clean`), every value is
escaped by the template engine, and the content policy of the page runs and loads nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from formalcase.case.model import Case
from formalcase.case.verdicts import Judge, Verdict
from formalcase.diagnostics.finding import Finding
from formalcase.render.clean import clean
from formalcase.render.findings import in_order
from formalcase.render.picture.legs import legs_grid, legs_svg
from formalcase.render.steps import VALIDITY
from formalcase.reporting import picked, words
from formalcase.reporting.anchors import Anchors, anchor, is_link
from formalcase.reporting.glossary import GLOSSARY
from formalcase.reporting.made import AUDIENCES
from formalcase.reporting.pictures import (
    Page,
    argument_pages,
    confidence_bars,
    credence_bars,
    sets_grid,
)
from formalcase.reporting.rows import FORMULA_AT_MOST
from formalcase.results.report import ReportResult

_TEMPLATES = Path(__file__).parent / "templates"


def html_text(case: Case, report: ReportResult) -> str:
    """The whole document, with a line end at its end. Same report, same bytes."""
    pages = argument_pages(case, report)
    anchors = _anchors(report, pages)
    environment = _environment(anchors)
    environment.globals.update(_globals(case, report, pages, anchors))
    return environment.get_template("report.html").render(report=report, case=report.check, pages=pages)


def _environment(anchors: Anchors) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        anchor=lambda name, prefix: anchor(prefix, name),
        ticked=partial(_ticked, anchors),
        sentence=lambda text: _ticked(anchors, words.sentence(text)),
        starred=_starred,
        formula=_formula,
        lines=_lines,
        cite=_cite,
        svg=Markup,  # only for what the picture modules made
        mood=words.mood,
        spaced=lambda text: str(text).replace("_", " "),
    )
    environment.tests["link"] = is_link
    return environment


def _visible(value: object) -> object:
    """What stands in a template is made visible first, and escaped after that."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return clean(value)


def _globals(case: Case, report: ReportResult, pages: list[Page], anchors: Anchors) -> dict[str, object]:
    checked = report.check
    machine = [each for each in checked.obligations if each.by is Judge.SOLVER]
    audience = report.settings.audience
    open_doubts, other_doubts, answers = picked.doubts_of(checked)
    leaves = {each.subject: each for each in report.judgements if each.kind != "residual"}
    return {
        "readings": [each for each in AUDIENCES if audience in (None, each)],
        "words": words,
        "ref": partial(_reference, anchors),
        "refs": partial(_references, anchors),
        "verdict": words.case_verdict(checked),
        "steps": {each.id: each for each in report.steps},
        "validity": [each for each in machine if each.kind == VALIDITY],
        "checks": [each for each in machine if each.kind != VALIDITY],
        "verdict_of": {each.subject: each for each in machine if each.kind == VALIDITY},
        "failing": picked.failing_steps(report),
        "leaves": picked.leaves_of(report),
        "down": picked.down_of(report),
        "text_of": _texts(case, report),
        "leaf_of": leaves,
        "by_judgement": [
            name.removesuffix(".warrant") for name in checked.support.leaves if leaves[name].kind == "warrant"
        ],
        "leaf_kinds": [leaves[name].kind if name in leaves else "claim" for name in picked.leaves_of(report)],
        "to_sign": picked.to_sign(report),
        "bare": picked.bare_leaves(report),
        "picked": picked,
        "glossary": GLOSSARY,
        "open_doubts": open_doubts,
        "other_doubts": other_doubts,
        "answers": answers,
        "errors": [each for each in in_order(_findings(report)) if each.allowed is None],
        "accepted": [each for each in in_order(_findings(report)) if each.allowed is not None],
        "sets_grid": sets_grid(report),
        "legs_grid": legs_grid,
        "legs_svg": legs_svg,
        "bars": credence_bars(report),
        "confidence_bars": confidence_bars,
        "own_page": {page.node for page in pages[1:]},
        "valid": Verdict.VALID,
    }


def _findings(report: ReportResult) -> list[Finding]:
    return [*report.check.findings, *report.findings]


def _anchors(report: ReportResult, pages: list[Page]) -> Anchors:
    people = [(each.subject, each.id) for each in report.judgements if each.kind != "residual"]
    outlined = [line.box.id for page in pages for line in page.lines if line.first and not line.box.hidden]
    steps = [(each.subject, each.id) for each in report.check.obligations if each.kind == VALIDITY]
    others = [(each.subject, each.id) for each in report.judgements if each.kind == "residual"]
    others += [(each.subject, each.id) for each in report.check.obligations if each.by is Judge.SOLVER]
    return Anchors([*steps, *people], outlined, others)


def _reference(anchors: Anchors, name: str) -> Markup:
    where = anchors.of(name)
    text = Markup("<code>{}</code>").format(clean(name))
    return text if where is None else Markup('<a href="#{}">{}</a>').format(where, text)


def _references(anchors: Anchors, names: Sequence[str], most: int = 12, of: int | None = None) -> Markup:
    """Several of them, one after the other, and how many more there are; `of` is how many there are in all,
    where not all are given."""
    shown = Markup(", ").join(_reference(anchors, name) for name in names[:most])
    more = (len(names) if of is None else of) - most
    return shown + f" and {more} more" if more > 0 else shown


def _ticked(anchors: Anchors, text: str) -> Markup:
    """A sentence of the tool: what stands in backticks is set as code, and leads to where it is told of."""
    parts = clean(text).split("`")
    if len(parts) % 2 == 0:  # a name with a backtick in it, which we do not take apart
        return escape(clean(text))
    pieces = [_reference(anchors, part) if place % 2 else escape(part) for place, part in enumerate(parts)]
    return Markup("").join(pieces)


def _starred(text: str) -> Markup:
    """A text of our own: what stands between asterisks is set apart."""
    parts = text.split("*")
    return Markup("").join(
        Markup("<em>{}</em>").format(part) if place % 2 else escape(part) for place, part in enumerate(parts)
    )


def _texts(case: Case, report: ReportResult) -> dict[str, str]:
    """The sentences of nodes and leaves."""
    found = {node.id: node.text for node in case.nodes.values()}
    for each in report.judgements:
        if each.kind == "warrant":
            step = each.subject.removesuffix(".warrant")
            found[each.subject] = f"that step {step} holds, {found[step]}; {each.text}"
        elif each.kind != "residual":
            found[each.subject] = each.text
    return found


def _formula(text: str) -> Markup:
    shown = clean(text)
    if len(shown) > FORMULA_AT_MOST:
        shown = f"{shown[:FORMULA_AT_MOST]} … ({len(shown)} characters; the JSON report has all of it)"
    return Markup("<code>{}</code>").format(shown)


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _cite(text: str) -> Markup:
    shown = escape(clean(text))
    if is_link(text):
        return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(text, shown)
    return shown
