"""Writes the tables of `docs/findings/README.md` from the catalogue.

Run it after a change of the catalogue: `python tests/repo/findings_index.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from formalcase.diagnostics.catalogue import CATALOGUE
from formalcase.diagnostics.rule import Rule

README = Path(__file__).parents[2] / "docs" / "findings" / "README.md"

_GROUPS = {
    "0": "Files, text and syntax",
    "1": "Names, imports, units and glosses",
    "2": "Types of formulas",
    "3": "The structure of the case",
    "4": "Steps, claims and support",
    "5": "Missing premises",
    "6": "Independence",
    "7": "Defeaters",
    "8": "Confidence",
    "9": "Settings, the command line and files to write",
}
"""What a hundred of codes is about, by its first digit."""

_START = "<!-- The tables are written by tests/repo/findings_index.py. -->\n"
_TABLES = re.compile(f"(?<={re.escape(_START)}).*", re.DOTALL)


def with_tables(text: str) -> str:
    """The text of the index with its tables, which follow the mark at the end, made new."""
    if _START not in text:
        raise ValueError("the index has no place for its tables")
    return _TABLES.sub(lambda _: "\n".join(_lines()) + "\n", text)


def _lines() -> Iterator[str]:
    for digit, title in _GROUPS.items():
        rules = [rule for rule in CATALOGUE.values() if rule.code[2] == digit]
        if rules:
            yield ""
            yield f"## FC{digit}xx: {title}"
            yield ""
            yield "| code | name | severity | what it says |"
            yield "|---|---|---|---|"
            yield from map(_row, rules)


def _row(rule: Rule) -> str:
    gist = gist_of(rule.message).replace("|", r"\|")
    return f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.severity.value} | {gist} |"


def gist_of(message: str) -> str:
    """A message with `…` for each fact that differs from case to case."""
    return "".join(
        literal + ("" if field is None else "…") for literal, field, _, _ in Formatter().parse(message)
    )


def main() -> None:
    README.write_text(with_tables(README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
