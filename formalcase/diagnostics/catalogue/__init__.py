"""The catalogue: every kind of finding, with its code, severity and wording.

Codes are never reused or renumbered. Hundreds by phase: 0 text and syntax, 1 names, 2 types, 3 the
structure of the case, 4 validity and support, 7 defeaters, legs and credences, 9 limits and internal.
"""

from __future__ import annotations

from formalcase.diagnostics.catalogue import (
    confidence,
    defeat,
    legs,
    limits,
    names,
    structure,
    text,
    types,
    validity,
)
from formalcase.diagnostics.rule import Rule

_ROOMS = (text, names, types, structure, validity, defeat, legs, confidence, limits)

CATALOGUE: dict[str, Rule] = {
    rule.code: rule
    for rule in sorted(
        (value for room in _ROOMS for value in vars(room).values() if isinstance(value, Rule)),
        key=lambda rule: rule.code,
    )
}
"""Every rule, by code."""
