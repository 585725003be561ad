"""One digest of all that a case says, so that two readers know that they speak of the same case.

Places, layout and the order of nodes do not count; every word, formula and reference does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import get_args

from formalcase.case.model import Case, Reference
from formalcase.logic.show import show
from formalcase.logic.term import Term
from formalcase.logic.vocabulary import Vocabulary

_TERMS = get_args(Term)


def case_digest(case: Case) -> str:
    """The SHA-256 of the case, in hexadecimal. To be called within `deep_recursion()`."""
    words = case.vocabulary
    parts = [
        *_written(case.id, words),
        *_written(case.title, words),
        *_written(case.top, words),
        *_written(case.as_of, words),
        *_written(case.allows, words),
    ]
    for group in (words.sorts, words.enums, words.symbols, case.nodes):
        for name in sorted(group):
            parts += _written(group[name], words)
    total = hashlib.sha256()
    for part in parts:
        # The length keeps two texts from being taken for one other.
        total.update(f"{len(part)}:{part}".encode("utf-8", "surrogatepass"))
    return total.hexdigest()


def _written(value: object, words: Vocabulary) -> Iterator[str]:
    if isinstance(value, _TERMS):
        yield "formula"
        yield show(value, words)
    elif isinstance(value, Reference):
        yield value.id
    elif is_dataclass(value) and not isinstance(value, type):
        yield type(value).__name__
        for field in fields(value):
            if field.name != "span" and not field.name.endswith("_span"):
                yield field.name
                yield from _written(getattr(value, field.name), words)
    elif isinstance(value, tuple):
        yield f"list of {len(value)}"
        for each in value:
            yield from _written(each, words)
    else:
        yield f"{type(value).__name__} {value}"
