"""The words of the language: which are reserved, which start fields and declarations."""

from __future__ import annotations

import re
import unicodedata

from formalcase.syntax.tree import NodeKind

RESERVED = frozenset(
    (
        *("not", "and", "or", "implies", "iff", "forall", "exists", "count", "sum"),
        *("if", "then", "else", "in", "true", "false"),
    )
)
"""Words that are never names, unless in backticks."""

NODE_KINDS: tuple[NodeKind, ...] = (
    *("case", "claim", "assumption", "evidence"),
    *("argument", "defeater", "source", "context"),
)
VOCABULARY_WORDS = ("sort", "enum", "const", "fn", "def", "unit")
DECLARATION_WORDS = (*NODE_KINDS, "independent", *VOCABULARY_WORDS, "import")

REF_FIELDS = {
    "top": "a node",
    "for": "a node",
}
"""Fields that hold one reference, with what it stands for."""

LIST_FIELDS = {
    "given": "a node",
    "source": "a source",
    "attacks": "a node",
    "within": "a source",
    "about": "a node",
    "accepting": "a source",
}
"""Fields that hold a list of references, with what each stands for."""

DATE_FIELDS = ("as_of", "collected", "expires")
TEXT_FIELDS = ("because", "residual")
FIELD_WORDS = (
    *("language", "top", "as_of", "holds", "for", "from", "given", "informal", "source", "collected"),
    *("expires", "credence", "attacks", "residual", "within", "about", "accepting", "because", "cites"),
    *("owner", "allow"),
)

SOFT = frozenset((*DECLARATION_WORDS, *FIELD_WORDS))
"""Words that are keywords only where a field or a declaration may start, and names elsewhere."""

HIDDEN = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"
)
"""Characters, as a regular expression's class, that a reader cannot see: controls, marks that turn the
writing direction, zero-width characters, and line ends that only some editors show."""

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")


def print_name(text: str) -> str:
    """A name as it is written in a case: in backticks where it would not be read as a name otherwise."""
    return text if _WORD.match(text) and text not in RESERVED else f"`{text}`"


def normal_name(text: str) -> str:
    """The one form of a name from among the forms that look alike (Unicode NFC)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)
