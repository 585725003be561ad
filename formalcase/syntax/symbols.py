"""Symbols and words of other notations, what they are read as here, and what to write instead."""

from __future__ import annotations

_MEANT = {
    "and": ("&&", "&", "∧"),
    "or": ("||", "|", "∨"),
    "not": ("!", "¬", "~"),
    "implies": ("=>", "==>", "->", "→", "⇒"),
    "iff": ("<->", "<=>", "↔", "⇔"),
    "forall": ("∀",),
    "exists": ("∃",),
    "in": ("∈",),
    "=": ("==", ":="),
    "!=": ("<>", "≠"),
    "<=": ("≤",),
    ">=": ("≥",),
    "-": ("−", "–"),  # minus sign, dash
    "*": ("×", "·"),
    "/": ("÷",),
    "...": ("…",),
}

FOREIGN: dict[str, str] = {symbol: meant for meant, symbols in _MEANT.items() for symbol in symbols}
"""A symbol of another notation, and the token that it is read as once it has been reported."""

ADVICE: dict[str, str] = {
    "//": "a comment starts with `#`",
    "/*": "a comment starts with `#`",
    ";": "leave it out: declarations and fields need no separator",
    "'": 'strings stand in double quotes: `"…"`',
    "^": "write a product: `x * x`",
    "**": "write a product: `x * x`",
    "%": "write `5[percent]` or `0.05`",
    "->": "write `implies`; before the type of a result, `:`",
}
"""What to do about a symbol of another notation, where that is more than to write what it is read as."""

_SAID = {
    # Declarations.
    "claim": ("goal", "theorem", "lemma", "proposition", "conclusion", "property", "requirement"),
    "assumption": ("axiom", "premise", "hypothesis", "assume"),
    "evidence": ("solution", "artifact", "artefact", "result"),
    "argument": ("step", "inference", "strategy", "reasoning", "rule", "leg"),
    "defeater": ("rebuttal", "undercut", "undermine", "doubt", "objection", "attack", "challenge"),
    "context": ("note", "comment", "justification"),
    "sort": ("type", "class", "entity"),
    "const": ("constant", "var", "variable", "param", "parameter"),
    "fn": ("pred", "predicate", "func", "function", "fun", "relation"),
    "def": ("define", "definition", "let", "macro"),
    "import": ("include", "use", "using", "require"),
    # Fields.
    "holds": ("formula", "statement", "states", "says", "means", "formal", "logic", "where"),
    "for": ("conclusion", "concludes", "supports", "goal", "proves"),
    "from": ("premise", "premises", "uses", "by", "supported_by"),
    "given": ("assuming", "assumes", "requires", "provided"),
    "because": ("reason", "rationale", "why", "justification", "description"),
    "cites": ("ref", "reference", "references", "citation", "url", "link", "see"),
    "source": ("origin", "provenance", "author", "authors"),
    "collected": ("date", "dated", "on"),
    "expires": ("expiry", "until", "valid_until", "valid_to"),
    "credence": ("confidence", "probability", "belief", "certainty", "likelihood"),
    "attacks": ("undermines", "undercuts", "rebuts", "against", "target"),
    "within": ("parent", "part_of", "under"),
    "as_of": ("date", "asof", "today"),
    "top": ("root", "main"),
}

SAID: dict[str, tuple[str, ...]] = {
    word: tuple(meant for meant, words in _SAID.items() if word in words)
    for words in _SAID.values()
    for word in words
}
"""Words of other notations, and the words of the language that may be meant by each."""

TYPES: dict[str, str] = {
    **dict.fromkeys(("Integer", "Nat", "Natural", "int", "integer", "nat"), "`Int`"),
    **dict.fromkeys(("Number", "Float", "Double", "Decimal", "Rational", "float", "double"), "`Real`"),
    **dict.fromkeys(
        ("Percent", "percent", "Percentage", "Probability", "Share", "Fraction", "Rate"),
        "`Real`, or `Real[percent]`",
    ),
    **dict.fromkeys(("Boolean", "boolean", "bool", "Prop", "Predicate"), "`Bool`"),
    **dict.fromkeys(("String", "string", "Text", "str"), "a `sort` whose members are the texts"),
}
"""Types of other notations, and what is written here."""
