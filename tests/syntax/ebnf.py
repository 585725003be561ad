"""The grammar as `docs/language.md` prints it, made into something that reads texts.

The block of EBNF is read here and nothing else: its rules of tokens (upper case) become regular expressions,
its other rules a grammar for Lark's Earley parser, which takes any context-free grammar as it stands.
What only its comments say is done by hand, and named: which words are reserved (L2.4), that a date is
tried before a number, and what a `char` is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import lark
from lark.lexer import Lexer

LANGUAGE = Path(__file__).resolve().parents[2] / "docs" / "language.md"

_BLOCK = re.compile(r"```ebnf\n(.*?)```", re.DOTALL)
_COMMENT = re.compile(r"\(\*.*?\*\)", re.DOTALL)
_PART = re.compile(
    r"""\s*(?:(?P<quoted>"[^"]+"|'[^']+')|(?P<word>[A-Za-z]\w*|\d+)|(?P<mark>[][{}()=;|*-]))"""
)
_RESERVED = re.compile(r"words\s+are reserved: `([a-z ]+)`")


class BadEbnfError(Exception):
    """The block cannot be read."""


class NoTokenError(Exception):
    """No token of the language starts so."""


# ---- The block as rules --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the right side of a rule: `quoted` or `name` with a text; `any` (of the parts), `row`,
    `many` or `maybe` (of one part); `times` with a number as text; `but` (the first, not the second)."""

    kind: str
    text: str = ""
    parts: tuple[Part, ...] = ()


def block() -> str:
    found = _BLOCK.search(LANGUAGE.read_text(encoding="utf-8"))
    if found is None:
        raise BadEbnfError("there is no block of EBNF")
    return found.group(1)


def reserved() -> frozenset[str]:
    """The words that are never names, as L2.4 lists them."""
    found = _RESERVED.search(LANGUAGE.read_text(encoding="utf-8"))
    if found is None:
        raise BadEbnfError("there is no list of reserved words")
    return frozenset(found.group(1).split())


def rules(text: str) -> dict[str, Part]:
    """The rules of a block, by name, in order."""
    return dict(_Reader(_COMMENT.sub(" ", text)).rules())


class _Reader:
    def __init__(self, text: str) -> None:
        self.tokens = []
        at = 0
        while text[at:].strip():
            found = _PART.match(text, at)
            if found is None:
                raise BadEbnfError(f"cannot be read: {text[at : at + 20]!r}")
            self.tokens.append((str(found.lastgroup), str(found[found.lastgroup or 0])))
            at = found.end()
        self.tokens.append(("end", ""))
        self.at = 0

    def peek(self) -> str:
        kind, text = self.tokens[self.at]
        return text if kind == "mark" else kind

    def take(self, wanted: str) -> str:
        if self.peek() != wanted:
            raise BadEbnfError(f"expected {wanted}, found {self.tokens[self.at]}")
        self.at += 1
        return self.tokens[self.at - 1][1]

    def rules(self) -> Iterator[tuple[str, Part]]:
        while self.peek() != "end":
            name = self.take("word")
            self.take("=")
            yield name, self.either()
            self.take(";")

    def either(self) -> Part:
        parts = [self.row()]
        while self.peek() == "|":
            self.take("|")
            parts.append(self.row())
        return parts[0] if len(parts) == 1 else Part("any", parts=tuple(parts))

    def row(self) -> Part:
        parts = []
        while self.peek() in {"quoted", "word", "{", "[", "("}:
            parts.append(self.factor())
        if not parts:
            raise BadEbnfError("an alternative is empty")
        return parts[0] if len(parts) == 1 else Part("row", parts=tuple(parts))

    def factor(self) -> Part:
        first = self.single()
        if self.peek() == "-":
            self.take("-")
            return Part("but", parts=(first, self.single()))
        if first.text.isdigit() and first.kind == "name":
            self.take("*")
            return Part("times", first.text, (self.single(),))
        return first

    def single(self) -> Part:
        match self.peek():
            case "quoted":
                return Part("quoted", self.take("quoted")[1:-1])
            case "{":
                return self.bracketed("{", "}", "many")
            case "[":
                return self.bracketed("[", "]", "maybe")
            case "(":
                return self.bracketed("(", ")", "row")
            case _:
                return Part("name", self.take("word"))

    def bracketed(self, left: str, right: str, kind: str) -> Part:
        self.take(left)
        inner = self.either()
        self.take(right)
        return Part(kind, parts=(inner,))


def quoted(part: Part) -> Iterator[str]:
    """The quoted texts in a part."""
    if part.kind == "quoted":
        yield part.text
    for inner in part.parts:
        yield from quoted(inner)


def is_token(name: str) -> bool:
    """Whether a rule is one of tokens (or of a piece of one)."""
    return name.isupper() or name == "escape"


# ---- Tokens --------------------------------------------------------------------------------------

_CHARACTERS = {
    "letter": "[A-Za-z]",
    "digit": "[0-9]",
    "nonzero": "[1-9]",
    "hex": "[0-9A-Fa-f]",
    "newline": r"\r?\n",
}


def expression(part: Part, found: Mapping[str, Part], quote: str = "") -> str:
    """A rule of tokens as a regular expression. A `char` is any character of the line but the quote with
    which the token begins and ends, and the backslash where there are escapes."""
    match part.kind:
        case "quoted":
            return re.escape(part.text)
        case "any":
            return f"(?:{'|'.join(expression(inner, found, quote) for inner in part.parts)})"
        case "row":
            first = part.parts[0]
            quote = first.text if first.kind == "quoted" and first.text[0] in '"`' else quote
            return "".join(expression(inner, found, quote) for inner in part.parts)
        case "many":
            return f"(?:{expression(part.parts[0], found, quote)})*"
        case "maybe":
            return f"(?:{expression(part.parts[0], found, quote)})?"
        case "times":
            return f"(?:{expression(part.parts[0], found, quote)}){{{part.text}}}"
    if part.text == "char":
        backslash = "" if quote == "`" else r"\\"
        return rf"(?!{re.escape(quote)})[^\r\n{backslash}]"
    return _CHARACTERS.get(part.text) or expression(found[part.text], found, quote)


def _longest_first(part: Part) -> Part:
    """`\"""` is tried before `"`."""
    return Part(part.kind, part.text, part.parts[::-1]) if part.kind == "any" else part


class Tokeniser:
    """Text to (kind, text), by the rules of tokens and the quoted texts of the other rules."""

    def __init__(self, found: Mapping[str, Part]) -> None:
        texts = {text for name, part in found.items() if not is_token(name) for text in quoted(part)}
        self.words = frozenset(text for text in texts if text[0].isalpha())
        self.symbols = frozenset(texts - self.words)
        patterns = {
            "SKIP": r"[ \t\r\n]+|#[^\n]*",
            "DATE": expression(found["DATE"], found),
            "NUMBER": expression(found["NUMBER"], found),
            "STRING": expression(_longest_first(found["STRING"]), found),
            "TICK": expression(found["TICK"], found),
            "WORD": expression(found["WORD"], found),
            "SYMBOL": "|".join(map(re.escape, sorted(self.symbols, key=len, reverse=True))),
        }
        self.pattern = re.compile("|".join(f"(?P<{kind}>{text})" for kind, text in patterns.items()))

    def read(self, text: str) -> Iterator[tuple[str, str]]:
        at = 0
        while at < len(text):
            found = self.pattern.match(text, at)
            if found is None or found.end() == at:
                raise NoTokenError(text[at : at + 20])
            at = found.end()
            kind, piece = str(found.lastgroup), found[0]
            if kind == "SYMBOL" or piece in self.words:
                yield terminal(piece), piece
            elif kind != "SKIP":
                yield kind, piece


# ---- The grammar ---------------------------------------------------------------------------------


def terminal(text: str) -> str:
    """The name in Lark of a quoted text."""
    return "T_" + "_".join(f"{ord(character):X}" for character in text)


def grammar_text(found: Mapping[str, Part], words: frozenset[str], never_names: frozenset[str]) -> str:
    """The grammar in the notation of Lark. A word of the language that is not reserved is also a name."""
    lines = [f"{name}_: {_lark(part)}" for name, part in found.items() if not is_token(name)]
    names = ["TICK", "WORD", *sorted(terminal(word) for word in words - never_names)]
    texts = {text for name, part in found.items() if not is_token(name) for text in quoted(part)}
    declared = ["TICK", "WORD", "NUMBER", "DATE", "STRING", *sorted(map(terminal, texts))]
    return "\n".join([*lines, f"name_: {' | '.join(names)}", f"%declare {' '.join(declared)}", ""])


def _lark(part: Part) -> str:
    inner = [_lark(each) for each in part.parts]
    match part.kind:
        case "quoted":
            return terminal(part.text)
        case "any":
            return f"({' | '.join(inner)})"
        case "row":
            return f"({' '.join(inner)})"
        case "many":
            return f"({inner[0]})*"
        case "maybe":
            return f"({inner[0]})?"
        case "name" if part.text == "NAME":
            return "name_"
        case "name" if part.text.isupper():
            return part.text
        case "name":
            return f"{part.text}_"
        case _:
            raise BadEbnfError(f"`{part.kind}` occurs in rules of tokens only")


class Reader:
    """Accepts or rejects texts, by the block of EBNF."""

    def __init__(self, text: str) -> None:
        self.rules = rules(text)
        self.tokeniser = tokeniser = Tokeniser(self.rules)
        self.reserved = reserved()

        class Tokens(Lexer):
            def __init__(self, _conf: object) -> None:
                pass

            def lex(self, data: object, *_: object) -> Iterator[lark.Token]:
                # Lark hands over the text as it is, or with its own state round it.
                given = data if isinstance(data, str) else data.text  # type: ignore[attr-defined]
                given = given if isinstance(given, str) else given.text
                for kind, piece in tokeniser.read(given):
                    yield lark.Token(kind, piece)

        grammar = grammar_text(self.rules, tokeniser.words, self.reserved)
        self.parser = lark.Lark(grammar, parser="earley", lexer=Tokens, start="file_", ambiguity="resolve")

    def accepts(self, text: str) -> bool:
        try:
            self.parser.parse(text)
        except (NoTokenError, lark.exceptions.UnexpectedInput):
            return False
        return True
