"""Text to tokens, with one regular expression.

A token has a kind, a start and an end; its text is looked up in the source. The kind of a symbol or a
reserved word is its text. A token that is wrong in itself is reported here; it keeps its kind when its
meaning is clear, and has the kind `BAD` otherwise, which no rule of the grammar accepts and about which
the parser then says nothing more.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from datetime import date

from formalcase.diagnostics.catalogue import text as rules
from formalcase.frozen import dataclass
from formalcase.source import Source, Span
from formalcase.syntax.findings import Findings, quote
from formalcase.syntax.strings import bad_escapes
from formalcase.syntax.symbols import ADVICE, FOREIGN
from formalcase.syntax.tree import Comment
from formalcase.syntax.words import HIDDEN, RESERVED, SOFT

NAME, SOFT_WORD, TICK, NUMBER, DATE, STRING, BAD, END = (
    "name",
    "soft word",
    "name in backticks",
    "number",
    "date",
    "string",
    "bad",
    "end",
)
NAMES = frozenset([NAME, SOFT_WORD, TICK])
"""The kinds of tokens that are names where a name is wanted."""

MOST_DIGITS = 1_000
LARGEST_EXPONENT = 1_000


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text in parallel lists; the last one is the end of the text."""

    kinds: list[str]
    starts: array[int]
    ends: array[int]
    comments: tuple[Comment, ...]


_SYMBOL = (
    r"[{}()\[\],+]|=(?![=>])|\.\.\.|\.\.|\.(?![0-9])|:(?!=)|<(?!>|=>|->)=?|>=?|!=|-(?!>)|\*(?!\*)|/(?![/*])"
)
_STRING = r"""
    "(?!"")(?:[^"\\\n]++|\\[^\n])*+"
  | \"""(?:[^"\\]++|\\[\s\S]|"(?!""))*+\"""
"""
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?!\w)"
_NUMBER = r"(?:0|[1-9](?:_?[0-9])*+)(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+(?![\w%]|\.(?!\.))"
_NO_DATE = r"[0-9]{4}-(?:0[0-9]+-[0-9]+|[0-9]+-0[0-9]+)(?!\w)"
_NO_NUMBER = r"[0-9]\w*+(?:\.(?!\.)\w*+)*+(?:(?<=[eE])[+-](?=[0-9])\w*+)?+%?|\.[0-9]\w*+"
_FOREIGN = "|".join(re.escape(symbol) for symbol in sorted((*FOREIGN, *ADVICE), key=len, reverse=True))
_GROUPS = {
    "word": r"[^\W\d]\w*+",
    "symbol": _SYMBOL,
    "comment": r"\#[^\n]*+",
    "string": _STRING,
    "date": _DATE,
    "no_date": _NO_DATE,
    "number": _NUMBER,
    "tick": r"`[^`\n]*+`",
    "end": r"\Z",
    # From here on nothing is right.
    "no_number": _NO_NUMBER,
    "foreign": _FOREIGN,
    "unclosed": r'"""[\s\S]*+|["`][^\n]*+',
    "curled": r"[“„«][^\n“”„«»]*+[“”»]",
    "other": r"[\s\S]",
}
_TOKEN = re.compile(
    r"[ \t\r\n]*+(?:" + "|".join(f"({pattern})" for pattern in _GROUPS.values()) + ")", re.VERBOSE
)
_WORD, _SYMBOL_GROUP, _COMMENT = 1, 2, 3
_GROUP_NAMES = ("", *_GROUPS)
_HIDDEN = re.compile(rf"[{HIDDEN}]|\r(?!\n)")
_TAB_IN_LINE = re.compile(r"(?<=[^ \t\n])[ \t]*?\t")
_FALLBACK_TITLES = {0x00: "null", 0x07: "bell", 0x08: "backspace", 0x09: "tab", 0x0D: "carriage return"}


def lex(source: Source) -> tuple[Tokens, Findings]:
    """The tokens of a source, and what is wrong with them."""
    return _Lexer(source).run()


class _Lexer:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.findings = Findings(source)
        self.kinds: list[str] = []
        self.starts: array[int] = array("i")
        self.ends: array[int] = array("i")
        self.comments: list[Comment] = []

    def run(self) -> tuple[Tokens, Findings]:
        self._hidden_characters()
        text, kinds, starts, ends = self.text, self.kinds, self.starts, self.ends
        reserved, soft = {word: word for word in RESERVED}, SOFT
        symbols = {symbol: symbol for symbol in _INTERNED}
        for found in _TOKEN.finditer(text):
            group = found.lastindex or 0
            start, end = found.span(group)
            if group == _WORD:
                word = text[start:end]
                kind = reserved.get(word) or (SOFT_WORD if word in soft else NAME)
                if not word.isascii():
                    self._foreign_letters(word, start, end)
            elif group == _SYMBOL_GROUP:
                kind = symbols[text[start:end]]
            elif group == _COMMENT:
                comment = text[start:end].rstrip(" \t\r")
                self.comments.append(Comment(comment, Span(self.source, start, start + len(comment))))
                continue
            else:
                name = _GROUP_NAMES[group]
                if name == "end":
                    break
                self._rarer(name, start, end)
                continue
            kinds.append(kind)
            starts.append(start)
            ends.append(end)
        self._put(END, len(text), len(text))
        return Tokens(kinds, starts, ends, tuple(self.comments)), self.findings

    def _put(self, kind: str, start: int, end: int) -> None:
        self.kinds.append(kind)
        self.starts.append(start)
        self.ends.append(end)

    def _rarer(self, group: str, start: int, end: int) -> None:
        """Takes in a token that is no word, symbol or comment."""
        text = self.text[start:end]
        match group:
            case "string":
                self._check_string(text, start)
                self._put(STRING, start, end)
            case "number":
                self._put(NUMBER if self._number_fits(text, start, end) else BAD, start, end)
            case "date":
                self._put(DATE if self._day_exists(text, start, end) else BAD, start, end)
            case "tick":
                self._check_tick(text, start, end)
            case "no_date":
                self.findings.add(rules.BAD_DATE, start, end, date=quote(text))
                self._put(BAD, start, end)
            case "no_number":
                self._no_number(text, start, end)
                self._put(BAD, start, end)
            case "foreign":
                self._foreign_symbol(text, start, end)
            case "unclosed":
                self._unclosed(text, start)
            case "curled":
                self._say_foreign(f"{text[0]}…{text[-1]}", start, end, ADVICE["'"])
                self._put(STRING, start, end)
            case _:
                if not _HIDDEN.match(text):
                    self.findings.add(rules.UNEXPECTED_CHARACTER, start, end, character=text)
                    self._put(BAD, start, end)

    # ---- Characters ------------------------------------------------------------------------------

    def _hidden_characters(self) -> None:
        """Reports characters that nobody sees, wherever they stand: also a comment can mislead with them."""
        for found in _HIDDEN.finditer(self.text):
            self._hidden(found.start())
            if self.findings.full:
                return

    def _hidden(self, at: int) -> None:
        number = ord(self.text[at])
        title = _FALLBACK_TITLES.get(number) or unicodedata.name(chr(number), "control character").lower()
        escape = "\\t" if number == 0x09 else f"\\u{{{number:x}}}"
        self.findings.add(
            rules.HIDDEN_CHARACTER, at, at + 1, codepoint=f"U+{number:04X}", title=title, escape=escape
        )

    def _foreign_letters(self, word: str, start: int, end: int) -> None:
        self.findings.add(rules.FOREIGN_LETTERS, start, end, name=quote(word))

    def _foreign_symbol(self, symbol: str, start: int, end: int) -> None:
        """Reads a symbol of another notation as what it stands for there, once it has been reported."""
        meant = FOREIGN.get(symbol)
        self._say_foreign(symbol, start, end, ADVICE.get(symbol) or f"write `{meant}`")
        if symbol != ";":
            self._put(BAD if meant is None else meant, start, end)

    def _say_foreign(self, symbol: str, start: int, end: int, advice: str) -> None:
        self.findings.add(rules.FOREIGN_SYMBOL, start, end, symbol=symbol, instead=advice)

    # ---- Strings and names in backticks ----------------------------------------------------------

    def _check_string(self, raw: str, start: int) -> None:
        for low, high in bad_escapes(raw):
            self.findings.add(rules.BAD_ESCAPE, start + low, start + high, escape=quote(raw[low:high]))
        if "\t" in raw:
            tab = _TAB_IN_LINE.search(raw) if raw.startswith('"""') else re.search("\t", raw)
            if tab:
                self._hidden(start + tab.end() - 1)

    def _check_tick(self, raw: str, start: int, end: int) -> None:
        if len(raw) == 2:
            self.findings.add(rules.EMPTY_NAME, start, end)
            self._put(BAD, start, end)
            return
        if "\t" in raw:
            self._hidden(start + raw.index("\t"))
        self._put(TICK, start, end)

    def _unclosed(self, raw: str, start: int) -> None:
        """A string or a name that does not end.

        It ends with its line; a brace that it has swallowed there is given back, as otherwise the lines
        that follow would be reported too.
        """
        raw = raw.rstrip("\r")
        end = start + len(raw)
        if raw.startswith('"""'):
            self.findings.add(rules.UNTERMINATED_LONG_STRING, start, start + 3)
            self._put(BAD, start, end)
            return
        is_string = raw.startswith('"')
        rule = rules.UNTERMINATED_STRING if is_string else rules.UNTERMINATED_NAME
        self.findings.add(rule, start, end)
        self._put(STRING if is_string else BAD, start, end)
        balance = raw.count("{") - raw.count("}")
        if balance:
            self._put("{" if balance > 0 else "}", end, end)

    # ---- Numbers and dates -----------------------------------------------------------------------

    def _number_fits(self, text: str, start: int, end: int) -> bool:
        mantissa, _, exponent = text.lower().partition("e")
        power = exponent.lstrip("+-").lstrip("0")
        if len(power) > 4 or int(power or "0") > LARGEST_EXPONENT:
            self.findings.add(rules.EXPONENT_TOO_LARGE, start, end, limit=str(LARGEST_EXPONENT))
            return False
        digits = max(len(mantissa) - mantissa.count("_") - mantissa.count("."), len(exponent))
        if digits > MOST_DIGITS:
            limit = str(MOST_DIGITS)
            self.findings.add(rules.TOO_MANY_DIGITS, start, end, digits=str(digits), limit=limit)
            return False
        return True

    def _no_number(self, text: str, start: int, end: int) -> None:
        shown = quote(text)
        if text.endswith("%"):
            self.findings.add(rules.PERCENT_SIGN, start, end, number=shown)
        elif re.fullmatch(r"0+[0-9]+(?:\.[0-9]+)?", text):
            instead = quote(text.lstrip("0") if text.strip("0.") else "0")
            instead = "0" + instead if instead.startswith(".") else instead
            self.findings.add(rules.LEADING_ZERO, start, end, number=shown, instead=instead)
        elif re.match(r"\.|[0-9_]*\.(?![0-9])", text):
            self.findings.add(rules.BARE_POINT, start, end, number=shown)
        else:
            self.findings.add(rules.NUMBER_SUFFIX, start, end, number=shown)

    def _day_exists(self, text: str, start: int, end: int) -> bool:
        try:
            date.fromisoformat(text)
        except ValueError:
            self.findings.add(rules.NO_SUCH_DAY, start, end, date=text)
            return False
        return True


_INTERNED = (
    *("{", "}", "(", ")", "[", "]", ",", "+", "=", "...", "..", ".", ":", "<", "<=", ">", ">=", "!=", "-"),
    *("*", "/"),
)
