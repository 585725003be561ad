"""Questions in SMT-LIB: from labelled terms to text. Pure; no solver is needed to make them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from fractions import Fraction

from formalcase.encode import names
from formalcase.encode.formula import formula_text, helper_name, number_text, rank_name, sort_text
from formalcase.encode.question import Check, ListedType, Posed, Question, Signature, SymbolShape
from formalcase.encode.reach import Helper, Reached, reached
from formalcase.logic.term import Term
from formalcase.logic.vocabulary import Enum, Symbol, Vocabulary


def make_question(vocabulary: Vocabulary, labelled: Mapping[str, Term], checks: Sequence[Check]) -> Posed:
    """A question about Bool terms under labels. Declared is what the terms reach, and nothing else.

    ValueError when a check names a label or an earlier check that is not there;
    TooManyInstancesError, when it is written, if a count or sum cannot be written out.
    """
    _refuse_unknown_labels(labelled, checks)
    return Posed(vocabulary, labelled, checks, _written)


def _written(posed: Posed) -> Question:
    vocabulary, labelled = posed.vocabulary, posed.labelled
    words = reached(vocabulary, labelled.values())
    signature = _signature(vocabulary, words)
    return Question(
        declarations=_declarations(vocabulary, words, signature),
        background=tuple(
            f"(distinct {' '.join(symbol for _, symbol in sort.members)})"
            for sort in signature.sorts
            if len(sort.members) > 1
        ),
        assertions=tuple((label, formula_text(term, vocabulary)) for label, term in labelled.items()),
        checks=posed.checks,
        signature=signature,
    )


def question_text(question: Question, check: Check) -> str:
    """One check as a complete SMT-LIB file, for any solver; comments name the labels."""
    question = question.written()
    formulas = dict(question.assertions)
    lines = [f"; {_comment(check.name)}", "(set-logic ALL)", question.declarations.rstrip("\n")]
    lines += [f"(assert {formula})" for formula in question.background]
    for label in check.labels:
        lines += [f"; {_comment(label)}", f"(assert {formulas[label]})"]
    return "\n".join([*(line for line in lines if line), "(check-sat)", ""])


def digest(question: Question) -> str:
    """A SHA-256, in hexadecimal, of what is asked: which assertions are taken together, over which
    declarations. Labels, names of checks, orders, spans and how the answer is wanted have no part."""
    question = question.written()
    formulas = dict(question.assertions)
    checks = sorted({tuple(sorted(formulas[label] for label in check.labels)) for check in question.checks})
    canonical = json.dumps([question.declarations, sorted(question.background), checks])
    return hashlib.sha256(canonical.encode()).hexdigest()


def _refuse_unknown_labels(labelled: Mapping[str, Term], checks: Sequence[Check]) -> None:
    earlier: set[str] = set()
    for check in checks:
        taken = set(check.labels)
        missing = [label for label in (*check.labels, *check.shrink) if label not in labelled]
        missing += [label for label in check.shrink if label not in taken]
        missing += [check.least] if check.least is not None and check.least not in labelled else []
        if missing or (check.after and check.after[0] not in earlier) or check.name in earlier:
            raise ValueError(f"check {check.name!r} does not fit its question: {missing or check.after}")
        earlier.add(check.name)


def _comment(text: str) -> str:
    return "".join(
        character if character.isprintable() else f"\\u{{{ord(character):x}}}" for character in text
    )


def _signature(vocabulary: Vocabulary, words: Reached) -> Signature:
    # Members are sorted where their order means nothing, so that moving them changes no text.
    enums = [vocabulary.enums[name] for name in words.enums]
    return Signature(
        sorts=tuple(
            ListedType(
                name,
                names.sort(name),
                tuple((member, names.member(member)) for member in sorted(_members(vocabulary, name))),
            )
            for name in words.sorts
        ),
        enums=tuple(
            ListedType(
                enum.name,
                names.enum(enum.name),
                tuple((member, names.item(enum.name, member)) for member in _items(enum)),
            )
            for enum in enums
        ),
        symbols=tuple(
            SymbolShape(
                symbol.name,
                names.symbol(symbol.name),
                tuple(sort_text(var.type) for var in symbol.parameters),
                sort_text(symbol.result),
                symbol.unit.scale if symbol.unit is not None else Fraction(1),
            )
            for symbol in words.symbols
        ),
    )


def _members(vocabulary: Vocabulary, sort: str) -> tuple[str, ...]:
    return vocabulary.members(vocabulary.sorts[sort].type)


def _items(enum: Enum) -> list[str]:
    listed = [member.name for member in enum.members]
    return listed if enum.ordered else sorted(listed)


def _declarations(vocabulary: Vocabulary, words: Reached, signature: Signature) -> str:
    lines = [f"(declare-sort {sort.symbol} 0)" for sort in signature.sorts]
    for enum in signature.enums:
        items = " ".join(f"({symbol})" for _, symbol in enum.members)
        lines.append(f"(declare-datatypes (({enum.symbol} 0)) (({items})))")
    lines += [
        f"(declare-fun {symbol} () {sort.symbol})" for sort in signature.sorts for _, symbol in sort.members
    ]
    lines += [
        f"(declare-fun {symbol.symbol} ({' '.join(symbol.parameters)}) {symbol.result})"
        for symbol in signature.symbols
    ]
    lines += [_rank(vocabulary.enums[name]) for name in words.ranked]
    lines += [_helper(helper) for helper in words.helpers]
    lines += [_definition(symbol, vocabulary) for symbol in words.definitions]
    return "".join(f"{line}\n" for line in lines)


def _definition(symbol: Symbol, vocabulary: Vocabulary) -> str:
    assert symbol.body is not None
    parameters = " ".join(f"({names.variable(var.name)} {sort_text(var.type)})" for var in symbol.parameters)
    body = formula_text(symbol.body, vocabulary)
    return f"(define-fun {names.symbol(symbol.name)} ({parameters}) {sort_text(symbol.result)} {body})"


def _rank(enum: Enum) -> str:
    """The position of a member; the last one is what is left when it is none of the others."""
    items = [names.item(enum.name, member.name) for member in enum.members]
    choices = "".join(f"(ite (= x {item}) {position} " for position, item in enumerate(items[:-1]))
    body = f"{choices}{len(items) - 1}{')' * (len(items) - 1)}"
    return f"(define-fun {rank_name(enum.name)} ((x {names.enum(enum.name)})) Int {body})"


def _helper(helper: Helper) -> str:
    of = sort_text(helper.of)
    name = helper_name(helper.kind, helper.of)
    if helper.kind == "abs":
        zero = number_text(Fraction(0), helper.of)
        return f"(define-fun {name} ((x {of})) {of} (ite (< x {zero}) (- x) x))"
    order = "<=" if helper.kind == "min" else ">="
    return f"(define-fun {name} ((x {of}) (y {of})) {of} (ite ({order} x y) x y))"
