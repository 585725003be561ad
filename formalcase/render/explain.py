"""The page of a kind of finding."""

from __future__ import annotations

from formalcase.diagnostics.rule import Rule
from formalcase.render.clean import clean_lines
from formalcase.resources import finding_pages


def page(rule: Rule) -> str:
    """The page that ships with the tool; without one, what the catalogue says of the rule."""
    path = finding_pages() / f"{rule.code}.md"
    if path.is_file():
        text = path.read_text(encoding="utf-8").rstrip("\n")
    else:
        text = _from_catalogue(rule)
    return "".join(f"{line}\n" for line in clean_lines(text))


def _from_catalogue(rule: Rule) -> str:
    lines = [f"# {rule.code} {rule.name}", "", f"Severity: {rule.severity}.", "", f"It says: {rule.message}."]
    if rule.help:
        lines += ["", f"What to do: {rule.help}."]
    return "\n".join(lines)
