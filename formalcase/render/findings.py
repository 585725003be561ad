"""One finding as a person reads it: what, where, the line itself, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from formalcase.diagnostics.finding import Finding, Location, Severity
from formalcase.render.ansi import Paint, Style
from formalcase.render.clean import clean
from formalcase.render.snippet import SourceLookup, is_whole, place, snippet

_MOST_RELATED = 10
_MOST_NOTES = 5
"""How many notes of one code are shown for a case; the others are counted."""

_STYLES: dict[Severity, Style] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "note",
}


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Each finding once, by file, place and code; what has no place comes first."""

    def key(finding: Finding) -> tuple[str, int, int, str, str]:
        where = finding.location
        if where is None:
            return "", 0, 0, finding.code, finding.message
        return where.file, where.line, where.column, finding.code, finding.message

    once = {
        (*key(finding), finding.severity, finding.subject, finding.allowed): finding for finding in findings
    }
    return sorted(once.values(), key=key)


def finding_lines(finding: Finding, lookup: SourceLookup, paint: Paint) -> list[str]:
    """An error or warning in full, with source lines; a note without them."""
    style = _STYLES[finding.severity]
    head = paint(style, f"{finding.severity}[{clean(finding.code)}]")
    lines = [f"{head} {clean(finding.name)}: {paint('strong', clean(finding.message))}"]
    gutter = _gutter(finding)
    short = finding.severity is Severity.NOTE
    lines += _located(finding.location, lookup, gutter, paint, style, "^", short)
    for related in finding.related[:_MOST_RELATED]:
        lines.append(f"{paint('note', 'see')}: {clean(related.message)}")
        lines += _located(related.location, lookup, gutter, paint, "note", "-", short)
    if len(finding.related) > _MOST_RELATED:
        lines.append(f"{paint('note', 'see')}: {len(finding.related) - _MOST_RELATED} more places")
    if finding.help:
        lines.append(f"{' ' * gutter} = {paint('help', 'help:')} {clean(finding.help)}")
    if finding.fix:
        lines.append(f"{' ' * gutter} = {paint('help', 'fix:')} {clean(finding.fix.title)}")
    return lines


def _gutter(finding: Finding) -> int:
    places = [finding.location, *(related.location for related in finding.related[:_MOST_RELATED])]
    return max((len(str(where.line)) for where in places if where), default=1)


def _located(
    where: Location | None,
    lookup: SourceLookup,
    gutter: int,
    paint: Paint,
    style: Style,
    mark: str,
    short: bool,
) -> list[str]:
    if where is None:
        return []
    lines = [f"{' ' * gutter}{paint('gutter', '-->')} {clean(place(where))}"]
    source = None if short or is_whole(where) else lookup(where.file)
    return lines + (snippet(source, where, gutter, paint, style, mark) if source else [])


def findings_text(findings: Iterable[Finding], lookup: SourceLookup, paint: Paint) -> list[str]:
    """Findings in order, a blank line after each. Past a few, notes of one kind are only counted."""
    lines: list[str] = []
    notes: Counter[str] = Counter()
    for finding in in_order(findings):
        if finding.severity is Severity.NOTE:
            notes[finding.code] += 1
            if notes[finding.code] > _MOST_NOTES:
                continue
        lines += [*finding_lines(finding, lookup, paint), ""]
    for code, number in sorted(notes.items()):
        if number > _MOST_NOTES:
            more = number - _MOST_NOTES
            lines += [f"{paint('note', f'note[{clean(code)}]')} and {more} more of this kind", ""]
    return lines
