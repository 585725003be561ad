"""Text to syntax tree, by recursive descent; a mistake costs a field or a declaration, not the file."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from formalcase.diagnostics.catalogue import text as rules
from formalcase.logic.depth import deep_recursion
from formalcase.source import Source
from formalcase.syntax import parser_nodes, parser_vocabulary
from formalcase.syntax.cursor import BrokenTextError, Cursor
from formalcase.syntax.lexer import END, NAMES, STRING, TICK, lex
from formalcase.syntax.tree import Declaration, File, Name
from formalcase.syntax.words import DECLARATION_WORDS, NODE_KINDS, normal_name

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding

_DECLARATIONS: dict[str, Callable[[Cursor], Declaration]] = {
    **{kind: partial(parser_nodes.node, kind=kind) for kind in NODE_KINDS},
    "independent": parser_nodes.independent,
    "sort": parser_vocabulary.sort,
    "enum": parser_vocabulary.enum,
    "const": parser_vocabulary.const,
    "fn": parser_vocabulary.function,
    "def": parser_vocabulary.definition,
    "unit": parser_vocabulary.unit,
    "import": parser_vocabulary.import_,
}


def parse(source: Source) -> tuple[File, tuple[Finding, ...]]:
    """The tree of a file, and what is wrong with its text, in the order of the text.

    What could not be read is missing from the tree; each such place has a finding.
    """
    # Nothing made here is garbage before the end; looking for some takes a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        with deep_recursion():
            return _parse(source)
    finally:
        if collecting:
            gc.enable()


def _parse(source: Source) -> tuple[File, tuple[Finding, ...]]:
    tokens, lexical = lex(source)
    cursor = Cursor(source, tokens)
    declarations: list[Declaration] = []
    lost: list[Name] = []
    starts: list[int] = []
    while cursor.kind != END:
        first = cursor.at
        word = _declaration_word(cursor)
        if word is None:
            if cursor.at < first and declarations:
                declarations.pop()
                lost.extend(_names_in(cursor, starts.pop(), cursor.at))
            elif cursor.at == first:
                _pass_over(cursor)
                lost.extend(_names_in(cursor, first, cursor.at))
            continue
        starts.append(first)
        try:
            declarations.append(_DECLARATIONS[word](cursor))
        except BrokenTextError:
            starts.pop()
            if not cursor.takes_up_again():
                cursor.skip(first, in_block=False)
            lost.extend(_names_in(cursor, first, cursor.at))
    file = File(source, tuple(declarations), tokens.comments, tuple(lost))
    return file, lexical.merged(cursor.findings)


def _pass_over(cursor: Cursor) -> None:
    first = cursor.at
    cursor.at += 1
    if cursor.kinds[first] != "}":
        cursor.skip(first, in_block=False)


def _declaration_word(cursor: Cursor) -> str | None:
    """Takes the word of a declaration, or the word that was meant; else reports what stands there.

    When it is None the position tells more: it has gone back if a value is missing before a declaration.
    """
    index = cursor.at
    if cursor.starts_declaration(index):
        cursor.at += 1
        return cursor.once(cursor.word(index))[0]
    if cursor.back_to_soft_word():
        return None
    word = cursor.word(index)
    if cursor.kinds[index] == "}":
        cursor.report(rules.STRAY_BRACE, index)
    elif cursor.starts_field(index) and cursor.fits(index):
        cursor.report(rules.FIELD_OUTSIDE, index, word=word)
    elif cursor.kinds[index] in NAMES and (cursor.first_on_line(index) or cursor.kinds[index - 1] == "}"):
        return _meant(cursor)
    else:
        cursor.say_unexpected("a declaration")
    return None


def _meant(cursor: Cursor) -> str | None:
    """Reports a word that starts no declaration, and takes it for the nearest one that could stand here."""
    index = cursor.at
    guess = cursor.guess(index, DECLARATION_WORDS)
    advice = f"did you mean `{guess}`?" if guess else None
    words = ", ".join(f"`{word}`" for word in DECLARATION_WORDS)
    word = cursor.shown(index)
    cursor.report(rules.UNKNOWN_DECLARATION, index, advice=advice, word=word, words=words)
    if guess is None or cursor.kinds[index + 1] not in cursor.value_starts(guess):
        return None
    if guess in NODE_KINDS and cursor.kinds[index + 2] != STRING:
        return None
    cursor.at += 1
    return guess


def _names_in(cursor: Cursor, first: int, end: int) -> list[Name]:
    """The names that a lost declaration may have declared: its own, or all in a sort or an enum.

    Nothing is to be said about the use of such names.
    """
    found: list[Name] = []
    members = cursor.word(first) in ("sort", "enum")
    for index in range(first + 1, end):
        kind = cursor.kinds[index]
        if kind in NAMES:
            word = cursor.word(index)
            found.append(Name(normal_name(word[1:-1]) if kind == TICK else word, cursor.token_span(index)))
        if not members:
            break
    return found
