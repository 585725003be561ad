"""Constants, functions and definitions of all files: first their signatures, then what they hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from formalcase.diagnostics.catalogue import names
from formalcase.elaborate.formulas import Formulas
from formalcase.elaborate.glosses import check_gloss
from formalcase.elaborate.log import Log
from formalcase.elaborate.scopes import Entry, Scope, Scopes
from formalcase.elaborate.types import Types
from formalcase.logic import build
from formalcase.logic.term import Var
from formalcase.logic.vocabulary import Symbol, Vocabulary
from formalcase.syntax.tree import (
    ConstDecl,
    DefinitionDecl,
    EnumDecl,
    FunctionDecl,
    MemberDecl,
    Parameter,
    SortDecl,
)

Writer = Callable[[Scope, Vocabulary], Formulas]
"""Makes what elaborates the formulas of one file."""

_Declared = ConstDecl | FunctionDecl | DefinitionDecl


def signatures(scopes: Scopes, types: Types, log: Log) -> Vocabulary:
    """The vocabulary with the types of all symbols, without bodies and ranges; a symbol whose type is
    broken is left out. Glosses are checked on the way."""
    symbols: dict[str, Symbol] = {}
    for scope in scopes.scopes:
        for declaration in scope.module.file.declarations:
            match declaration:
                case SortDecl() | EnumDecl():
                    _check_glosses((declaration, *declaration.members), log)
                case ConstDecl() | FunctionDecl() | DefinitionDecl():
                    _check_words(scope, declaration, log)
                    entry = scope.entries.get(declaration.name.text)
                    if entry is not None and entry.declaration is declaration:
                        symbol = _signature(scope, entry, declaration, types)
                        if symbol is not None:
                            symbols[symbol.name] = symbol
                case _:
                    pass
    return Vocabulary(scopes.sorts, scopes.enums, symbols)


def _check_glosses(declarations: tuple[SortDecl | EnumDecl | MemberDecl, ...], log: Log) -> None:
    for each in declarations:
        if each.gloss is not None:
            check_gloss(each.gloss, each.name.text, (), log)


def _check_words(scope: Scope, declaration: _Declared, log: Log) -> None:
    name, gloss = declaration.name, declaration.gloss
    if gloss is None or not gloss.value.strip():
        log.add(names.MISSING_GLOSS.at(name.span, subject=scope.module.qualify(name.text), name=name.text))
    else:
        check_gloss(gloss, name.text, {each.name.text for each in _parameters(declaration)}, log)


def _parameters(declaration: _Declared) -> tuple[Parameter, ...]:
    match declaration:
        case ConstDecl():
            return ()
        case FunctionDecl() | DefinitionDecl():
            return declaration.parameters
        case _:
            assert_never(declaration)


def _signature(scope: Scope, entry: Entry, declaration: _Declared, types: Types) -> Symbol | None:
    result = types.resolve(scope, declaration.type)
    parameters = [(each.name.text, types.resolve(scope, each.type)) for each in _parameters(declaration)]
    whole = [build.variable(name, found[0]) for name, found in parameters if found is not None]
    if result is None or len(whole) < len(parameters):
        types.log.give_up()
        return None
    gloss = declaration.gloss.value if declaration.gloss is not None else None
    return Symbol(entry.id, tuple(whole), result[0], result[1], gloss, span=entry.span)


def bodies(scopes: Scopes, known: Vocabulary, writer: Writer) -> Vocabulary:
    """The vocabulary with the bodies of definitions and the ranges of constants."""
    symbols = dict(known.symbols)
    for scope in scopes.scopes:
        formulas = writer(scope, known)
        for declaration in scope.module.file.declarations:
            match declaration:
                case ConstDecl() | FunctionDecl() | DefinitionDecl():
                    symbol = symbols.get(scope.module.qualify(declaration.name.text))
                    own = symbol is not None and symbol.span == declaration.name.span
                    filled = _filled(declaration, symbol if own else None, formulas)
                    if filled is not None:
                        symbols[filled.name] = filled
                case _:
                    pass
    return replace(known, symbols=symbols)


def _filled(declaration: _Declared, symbol: Symbol | None, formulas: Formulas) -> Symbol | None:
    name = declaration.name.text
    match declaration:
        case ConstDecl(bounds=ends) if ends is not None:
            if symbol is None:
                formulas.look_over(ends, {}, name)
                return None
            item = build.apply(symbol, ())
            bounds = formulas.bounds(ends, item, symbol.result, declaration.type.span, name)
            return None if bounds is None else replace(symbol, bounds=bounds)
        case FunctionDecl():
            _scope_of(declaration.parameters, symbol, formulas, name)
            return None
        case DefinitionDecl():
            variables = _scope_of(declaration.parameters, symbol, formulas, name)
            if symbol is None:
                formulas.look_over((declaration.body,), variables, name)
                return None
            body = formulas.formula(declaration.body, symbol.result, variables, name)
            return None if body is None else replace(symbol, body=body)
        case _:
            return None


def _scope_of(
    parameters: tuple[Parameter, ...], symbol: Symbol | None, formulas: Formulas, name: str
) -> dict[str, Var | None]:
    """The parameters as variables; one that hides another name is reported and broken."""
    variables: dict[str, Var | None] = {}
    for at, each in enumerate(parameters):
        hidden = formulas.hides(each.name, "the parameter", variables, name)
        variables[each.name.text] = None if hidden or symbol is None else symbol.parameters[at]
    return variables
