"""Nodes, `independent` and the fields in their blocks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from formalcase.diagnostics.catalogue import text as rules
from formalcase.frozen import dataclass
from formalcase.syntax.cursor import BrokenTextError, Cursor
from formalcase.syntax.formulas import number, whole
from formalcase.syntax.lexer import BAD, DATE, END, NAMES, NUMBER, STRING
from formalcase.syntax.tree import (
    Allow,
    DateValue,
    Field,
    FieldValue,
    IndependentDecl,
    Interval,
    NodeDecl,
    NodeKind,
    NumberValue,
    QuorumExpr,
    Ref,
    Text,
)
from formalcase.syntax.words import (
    DATE_FIELDS,
    FIELD_WORDS,
    LIST_FIELDS,
    REF_FIELDS,
    TEXT_FIELDS,
)


@dataclass(frozen=True, slots=True)
class Block:
    """What was read between braces; `damaged` says that a field was lost."""

    fields: tuple[Field, ...]
    damaged: bool


def node(cursor: Cursor, kind: NodeKind) -> NodeDecl:
    """`claim C "…" { … }`; the word has been taken."""
    first = cursor.at - 1
    name = cursor.name(f"a name for the {kind}")
    if cursor.kind == STRING:
        text = cursor.string("a sentence")
    elif cursor.kind == BAD or cursor.value_is_missing():
        raise cursor.unexpected("a sentence")
    else:
        facts = {"kind": kind, "name": cursor.shown(cursor.at - 1), "found": cursor.found()}
        cursor.report(rules.MISSING_SENTENCE, cursor.at, **facts)
        text = Text("", cursor.token_span(cursor.at - 1))
        if cursor.kind not in ("{", END) and cursor.kinds[cursor.at + 1] == "{":
            cursor.at += 1  # something else in the sentence's place
    block = optional_block(cursor)
    return NodeDecl(kind, name, text, block.fields, block.damaged, cursor.span(first))


def independent(cursor: Cursor) -> IndependentDecl:
    """`independent A, B { … }`; the word has been taken."""
    first = cursor.at - 1
    legs = cursor.refs("an argument")
    block = optional_block(cursor)
    return IndependentDecl(legs, block.fields, block.damaged, cursor.span(first))


# ---- Blocks --------------------------------------------------------------------------------------


def optional_block(cursor: Cursor) -> Block:
    """`{ fields }`, or nothing."""
    opening = cursor.at
    opened = cursor.accept("{")
    cursor.brace_swallowed = False
    if not opened:
        if not cursor.starts_field(opening) or cursor.starts_declaration(opening):
            return Block((), False)
        cursor.report(rules.MISSING_OPENING, opening, word=cursor.word(opening))
    fields: list[Field] = []
    damaged = False
    while not cursor.accept("}"):
        if cursor.kind == END or _declaration_follows(cursor):
            if opened:
                _report_unclosed(cursor, opening)
            break
        first = cursor.at
        keyword = _field_word(cursor)
        if keyword is None:
            damaged = True
            if cursor.at < first and fields:
                fields.pop()
            elif cursor.at == first:
                cursor.at += 1
                cursor.skip(first, in_block=True)
            continue
        try:
            fields.append(_field(cursor, keyword))
        except BrokenTextError:
            damaged = True
            if not cursor.takes_up_again():
                cursor.skip(first, in_block=True)
    return Block(tuple(fields), damaged)


def _declaration_follows(cursor: Cursor) -> bool:
    """Whether a declaration starts where a field may: then the block's `}` is missing."""
    index = cursor.at
    if not cursor.starts_declaration(index):
        return False
    if cursor.word(index) in FIELD_WORDS:
        return cursor.starts_node(index)
    return cursor.fits(index)


def _report_unclosed(cursor: Cursor, opening: int) -> None:
    """Reports that a `}` is missing, unless the mistake just reported explains it."""
    if cursor.brace_swallowed or cursor.error_at == cursor.at - 1:
        return
    if cursor.kind != END:
        related = (("the block that is open", cursor.token_span(opening)),)
        cursor.report_anyway(rules.MISSING_BRACE, cursor.at, related, word=cursor.word(cursor.at))
    elif cursor.error_at < cursor.at:
        cursor.report_anyway(rules.UNCLOSED_BLOCK, opening)


def _field_word(cursor: Cursor) -> str | None:
    """Takes the word of a field, or the word that was meant; else reports what stands there.

    When it is None the position tells more: it has gone back if a value is missing before a field.
    """
    index = cursor.at
    if cursor.starts_field(index):
        cursor.at += 1
        return cursor.once(cursor.word(index))[0]
    if cursor.back_to_soft_word():
        return None
    word = cursor.shown(index)
    guess = cursor.guess(index, FIELD_WORDS)
    starts_line = cursor.first_on_line(index) or cursor.kinds[index - 1] in ("{", "}")
    if cursor.kinds[index] in NAMES and (guess or starts_line):
        advice = f"did you mean `{guess}`?" if guess else None
        words = ", ".join(f"`{field}`" for field in FIELD_WORDS)
        cursor.report(rules.UNKNOWN_FIELD, index, advice=advice, word=word, words=words)
        if guess and cursor.kinds[index + 1] in cursor.value_starts(guess):
            cursor.at += 1
            return guess
        return None
    cursor.say_unexpected("a field or `}`" if starts_line else "an operator, a field or `}`")
    return None


# ---- Fields --------------------------------------------------------------------------------------


def _field(cursor: Cursor, keyword: str) -> Field:
    """The field of which the word has been taken."""
    first = cursor.at - 1
    cursor.depth = 0
    value = _VALUES[keyword](cursor)
    return Field(keyword, value, cursor.token_span(first), cursor.span(first))


def _premises(cursor: Cursor) -> tuple[Ref | QuorumExpr, ...]:
    found = [_premise(cursor)]
    while cursor.accept(","):
        found.append(_premise(cursor))
    return tuple(found)


def _premise(cursor: Cursor) -> Ref | QuorumExpr:
    first = cursor.at
    if cursor.kind != NUMBER:
        return cursor.ref("a premise")
    text = cursor.word(first)
    least = number(cursor, "a number")
    cursor.expect_word("of")
    cursor.expect("(", "`(` and the premises to choose from")
    members = cursor.refs("a premise")
    cursor.expect(")", "`,` or `)`")
    if not text.replace("_", "").isdigit():
        raise cursor.wrong(rules.QUORUM_NUMBER, first, number=text)
    return QuorumExpr(int(least), members, cursor.span(first))


def _date(cursor: Cursor) -> DateValue:
    if cursor.kind == NUMBER:
        raise cursor.unexpected("a date", "a date is written `2025-09-01`")
    index = cursor.expect(DATE, "a date")
    return DateValue(date.fromisoformat(cursor.word(index)), cursor.token_span(index))


def _language(cursor: Cursor) -> NumberValue:
    first = cursor.at
    return NumberValue(number(cursor, "the number of the language's version"), cursor.span(first))


def _credence(cursor: Cursor) -> Interval:
    first = cursor.at
    low = number(cursor, "a number between 0 and 1")
    cursor.expect("..", "`..` and the upper end of the range")
    high = number(cursor, "a number between 0 and 1")
    return Interval(low, high, cursor.span(first))


def _texts(cursor: Cursor) -> tuple[Text, ...]:
    found = [cursor.string("a text in double quotes")]
    while cursor.accept(","):
        found.append(cursor.string("a text in double quotes"))
    return tuple(found)


def _allow(cursor: Cursor) -> Allow:
    first = cursor.at
    code = cursor.name("the code of a finding")
    cursor.expect_word("because")
    return Allow(code, cursor.string("a reason in double quotes"), cursor.span(first))


def _list_of(role: str) -> Callable[[Cursor], FieldValue]:
    return lambda cursor: cursor.refs(role)


def _one(role: str) -> Callable[[Cursor], FieldValue]:
    return lambda cursor: cursor.ref(role)


_VALUES: dict[str, Callable[[Cursor], FieldValue]] = {
    **{word: _one(role) for word, role in REF_FIELDS.items()},
    **{word: _list_of(role) for word, role in LIST_FIELDS.items()},
    **dict.fromkeys(DATE_FIELDS, _date),
    **dict.fromkeys(TEXT_FIELDS, lambda cursor: cursor.string("a text in double quotes")),
    "holds": whole,
    "from": _premises,
    "language": _language,
    "credence": _credence,
    "cites": _texts,
    "owner": lambda cursor: cursor.name("the name of a person or team"),
    "allow": _allow,
    "informal": lambda cursor: None,
}
