"""The parser's place in the tokens: looking, taking, and what happens when something else is found."""

from __future__ import annotations

from formalcase.diagnostics.catalogue import text as rules
from formalcase.diagnostics.rule import Rule
from formalcase.diagnostics.suggest import did_you_mean, nearest
from formalcase.source import Source, Span
from formalcase.syntax.findings import LONGEST_QUOTE, Findings, quote
from formalcase.syntax.lexer import BAD, DATE, END, NAME, NAMES, NUMBER, SOFT_WORD, STRING, TICK, Tokens
from formalcase.syntax.strings import string_value
from formalcase.syntax.symbols import SAID
from formalcase.syntax.tree import Name, Ref, Text
from formalcase.syntax.words import (
    DATE_FIELDS,
    DECLARATION_WORDS,
    FIELD_WORDS,
    NODE_KINDS,
    RESERVED,
    normal_name,
)

DEEPEST = 1_000
"""The most levels that a formula may nest."""

_FORMULA_STARTS = NAMES | {NUMBER, "-", "(", "not", "forall", "exists", "count", "sum", "if", "true", "false"}
_VALUE_STARTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(FIELD_WORDS, NAMES),
    **dict.fromkeys(DECLARATION_WORDS, NAMES),
    **dict.fromkeys(DATE_FIELDS, frozenset([DATE, NUMBER, BAD])),
    **dict.fromkeys(("because", "cites", "residual"), frozenset([STRING])),
    **dict.fromkeys(("language", "credence"), frozenset([NUMBER, BAD])),
    "holds": _FORMULA_STARTS,
    "from": NAMES | {NUMBER},
    "import": NAMES | {STRING},
}
_FIELDS = frozenset(FIELD_WORDS)
_DECLARATIONS = frozenset(DECLARATION_WORDS)
_NODES = frozenset(NODE_KINDS)
_CLOSER = {"(": ")", "[": "]", "{": "}"}


class BrokenTextError(Exception):
    """Something could not be read, and a finding says so; whoever catches this goes on further down."""


class Cursor:
    """Tokens, a position in them, and the findings made on the way."""

    def __init__(self, source: Source, tokens: Tokens) -> None:
        self.source = source
        self.text = source.text
        self.kinds = tokens.kinds
        self.starts = tokens.starts
        self.ends = tokens.ends
        self.findings = Findings(source)
        self.at = 0
        self.depth = 0
        """How many levels of the formula that is being read are open."""
        self.soft_at = -1
        """The last soft word that was read as a name, and as what."""
        self.soft_role = ""
        self.error_at = -1
        """The last token at which something was found amiss: nothing more is said about it."""
        self._resume_at = -1
        self._names: dict[str, tuple[str]] = {}
        """The names met, each kept once: most stand in a text several times."""
        self.brace_swallowed = False
        """Whether the last skip met a `{`, which may have taken the block's `}` for its own."""

    # ---- Looking ---------------------------------------------------------------------------------

    @property
    def kind(self) -> str:
        return self.kinds[self.at]

    def word(self, index: int) -> str:
        """The text of a token."""
        return self.text[self.starts[index] : self.ends[index]]

    def shown(self, index: int) -> str:
        """The text of a token, as findings cite it."""
        return quote(self.word(index))

    def at_word(self, word: str) -> bool:
        """Whether the next token is this word, as it stands without backticks."""
        return self.kinds[self.at] in (NAME, SOFT_WORD) and self.word(self.at) == word

    def first_on_line(self, index: int) -> bool:
        end = self.ends[index - 1] if index else 0
        return index == 0 or self.text.find("\n", end, self.starts[index]) >= 0

    def span(self, first: int) -> Span:
        """The stretch from a token to the one before the next, at least the first token itself."""
        return Span(self.source, self.starts[first], self.ends[max(first, self.at - 1)])

    def token_span(self, index: int) -> Span:
        return Span(self.source, self.starts[index], self.ends[index])

    def fits(self, index: int) -> bool:
        """Whether the token after a field or declaration word can follow it."""
        word = self.word(index)
        return word == "informal" or self.kinds[index + 1] in _VALUE_STARTS[word]

    def value_starts(self, word: str) -> frozenset[str]:
        """The kinds of tokens that can follow a field or declaration word."""
        return _VALUE_STARTS[word]

    def starts_field(self, index: int) -> bool:
        return self.kinds[index] == SOFT_WORD and self.word(index) in _FIELDS

    def starts_declaration(self, index: int) -> bool:
        return self.kinds[index] == SOFT_WORD and self.word(index) in _DECLARATIONS

    def starts_node(self, index: int) -> bool:
        """Whether `WORD NAME STRING` stands there: nothing but a node looks so."""
        kinds = self.kinds
        return (
            kinds[index] == SOFT_WORD
            and kinds[index + 1] in NAMES
            and kinds[index + 2] == STRING
            and self.word(index) in _NODES
        )

    # ---- Taking ----------------------------------------------------------------------------------

    def accept(self, kind: str) -> bool:
        """Takes the next token if it is of this kind."""
        if self.kinds[self.at] == kind:
            self.at += 1
            return True
        return False

    def expect(self, kind: str, expected: str) -> int:
        """Takes a token of this kind and gives its index."""
        if self.kinds[self.at] != kind:
            raise self.unexpected(expected)
        self.at += 1
        return self.at - 1

    def expect_word(self, word: str) -> None:
        """Takes this soft word."""
        if not self.at_word(word):
            raise self.unexpected(f"`{word}`")
        self.at += 1

    def name(self, role: str) -> Name:
        """Takes a name; `role` says what it names ("a node")."""
        first = self.at
        return Name(self._name_part(role), self.token_span(first))

    def ref(self, role: str) -> Ref:
        """Takes a possibly dotted name."""
        first = self.at
        part = self._name_part(role)
        if self.kinds[self.at] != ".":
            return Ref(self.once(part), self.token_span(first))
        parts = [part]
        while self.accept("."):
            parts.append(self._name_part("a name after the dot"))
        return Ref(tuple(parts), self.span(first))

    def _name_part(self, role: str) -> str:
        index = self.at
        kind = self.kinds[index]
        text = self.text[self.starts[index] : self.ends[index]]
        if kind == SOFT_WORD:
            self.soft_at, self.soft_role = index, role
        elif kind == TICK:
            text = normal_name(text[1:-1])
        elif kind != NAME:
            raise self._no_name(role)
        self.at = index + 1
        return self.once(text)[0]

    def once(self, name: str) -> tuple[str]:
        """A name by itself, the same object each time."""
        found = self._names.get(name)
        if found is None:
            found = self._names[name] = (name,)
        return found

    def refs(self, role: str) -> tuple[Ref, ...]:
        """Takes a list of references."""
        found = [self.ref(role)]
        while self.accept(","):
            found.append(self.ref(role))
        return tuple(found)

    def string(self, expected: str) -> Text:
        """Takes a string."""
        index = self.expect(STRING, expected)
        return Text(string_value(self.word(index)), self.token_span(index))

    def gloss(self) -> Text | None:
        """Takes a string, if one comes."""
        return self.string("a string") if self.kinds[self.at] == STRING else None

    # ---- Saying what is wrong --------------------------------------------------------------------

    def found(self) -> str:
        """The next token, as findings name it."""
        kind = self.kinds[self.at]
        if kind == END:
            return "the end of the file"
        text = quote(self.word(self.at))
        match kind:
            case _ if kind == STRING:
                return f"the string {text}"
            case _ if kind == NUMBER:
                return f"the number `{text}`"
            case _ if kind == DATE:
                return f"the date `{text}`"
            case _ if kind == TICK:
                return text
            case _:
                return f"`{text}`"

    def report(
        self,
        rule: Rule,
        index: int,
        *,
        advice: str | None = None,
        **facts: str,
    ) -> None:
        """A finding about a token, unless something was said about it or a later one already."""
        if index > self.error_at and self.kinds[index] != BAD:
            start, end = self.starts[index], self.ends[index]
            self.findings.add(rule, start, end, advice=advice, related=(), **facts)
        self.error_at = max(self.error_at, index)

    def report_anyway(
        self, rule: Rule, index: int, related: tuple[tuple[str, Span], ...] = (), **facts: str
    ) -> None:
        """A finding about a token, whatever was said about it."""
        start, end = self.starts[index], self.ends[index]
        self.findings.add(rule, start, end, advice=None, related=related, **facts)

    def wrong(self, rule: Rule, index: int, *, advice: str | None = None, **facts: str) -> BrokenTextError:
        """Reports a particular mistake at a token; to be raised."""
        self.report(rule, index, advice=advice, **facts)
        return BrokenTextError()

    def unexpected(self, expected: str, advice: str | None = None) -> BrokenTextError:
        """Reports that the next token is not what was expected; to be raised."""
        if not self.back_to_soft_word():
            self.say_unexpected(expected, advice)
        return BrokenTextError()

    def say_unexpected(self, expected: str, advice: str | None = None) -> None:
        """Reports that the next token is not what was expected."""
        index = self.at
        if advice is None:
            advice = self._advice(index)
        self.report(rules.UNEXPECTED, index, advice=advice, expected=expected, found=self.found())

    def _no_name(self, role: str) -> BrokenTextError:
        """Reports that no name stands where one is wanted."""
        index = self.at
        if self.kinds[index] in RESERVED and not self.back_to_soft_word():
            return self.wrong(rules.RESERVED_WORD, index, word=self.word(index), expected=role)
        return self.unexpected(role)

    def _advice(self, index: int) -> str | None:
        word = self.guess(index, RESERVED)
        if word:
            return did_you_mean(self.word(index), [word])
        if index and self.kinds[index] == ":" and self.kinds[index - 1] == SOFT_WORD:
            return f"leave out the `:`: what `{self.word(index - 1)}` says follows it at once"
        if index and self.kinds[index - 1] == "," and self.kinds[index] not in (BAD, STRING, NUMBER, DATE):
            return "after a comma one more is wanted; a list ends without a comma"
        return None

    def guess(self, index: int, words: frozenset[str] | tuple[str, ...]) -> str | None:
        """The word that someone may have meant who wrote the one at a token."""
        word = self.word(index)
        if self.kinds[index] not in (NAME, SOFT_WORD) or not 2 < len(word) <= LONGEST_QUOTE:
            return None
        letters = sorted(word)
        swapped = (other for other in sorted(words) if sorted(other) == letters and other != word)
        said = (other for other in SAID.get(word.lower(), ()) if other in words)
        return next(swapped, None) or next(said, None) or nearest(word, words)

    def value_is_missing(self) -> bool:
        """Whether a soft word was just read as a name that looks like the keyword of what follows."""
        return 0 <= self.soft_at == self.at - 1 and self.fits(self.soft_at)

    def back_to_soft_word(self) -> bool:
        """Whether the mistake is a value missing before the soft word just read; then goes back to it.

        So `from A,` with `given K1` on the next line is reported at `given`, which is a keyword again.
        """
        if not self.value_is_missing():
            return False
        index, soft = self.at, self.soft_at
        self.soft_at = -1
        word = self.word(soft)
        self.report(rules.MISSING_BEFORE, soft, what=self.soft_role, word=word)
        self.error_at = max(self.error_at, index)
        self.at = self._resume_at = soft
        return True

    def takes_up_again(self) -> bool:
        """Whether the last failure went back to a soft word, at which reading goes on."""
        resumes = self._resume_at == self.at
        self._resume_at = -1
        return resumes

    # ---- Going on --------------------------------------------------------------------------------

    def skip(self, first: int, *, in_block: bool) -> None:
        """Goes on to where a field or declaration may start, or to the end of the block.

        `first` is the token with which the broken one began: the brackets opened since then count.
        """
        kinds = self.kinds
        open_brackets: list[str] = []
        curly = 0
        braces = False
        index = first
        while kinds[index] != END:
            kind = kinds[index]
            if index >= self.at and kind == SOFT_WORD and self._goes_on(index, open_brackets, in_block):
                break
            if kind in _CLOSER:
                open_brackets.append(kind)
                if kind == "{":
                    curly += 1
                    braces = True
            elif kind == "}":
                if curly:
                    while open_brackets.pop() != "{":
                        pass
                    curly -= 1
                elif index >= self.at and in_block:
                    break
            elif kind in (")", "]") and open_brackets and _CLOSER[open_brackets[-1]] == kind:
                open_brackets.pop()
            index += 1
        self.at = max(index, self.at)
        self.brace_swallowed = braces

    def _goes_on(self, index: int, open_brackets: list[str], in_block: bool) -> bool:
        word = self.word(index)
        on_new_line = self.first_on_line(index)
        if self.starts_node(index) and (on_new_line or not open_brackets):
            return True
        if in_block and word in _FIELDS:
            if open_brackets:
                return on_new_line and self.fits(index)
            return on_new_line or self.fits(index)
        if word in _DECLARATIONS and word not in _NODES and on_new_line and self.fits(index):
            return not self.first_on_line(index + 1)
        if word in _NODES and not open_brackets and on_new_line and not in_block:
            return self.fits(index)
        return False
