"""What keeps premises true in a world, although a conclusion fails in it.

That is what a reader of a counterexample asks next: the premise says "whatever was tested and elicited is
below", and bio is not below: how can that be? It was not elicited.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from formalcase.analyses.failing import Applied, Scope, Search
from formalcase.frozen import dataclass
from formalcase.logic.evaluate import NoValue
from formalcase.logic.term import BOOL, And, Apply, Fold, Quantified, Term, children
from formalcase.logic.vocabulary import Vocabulary
from formalcase.logic.world import World

_MOST_SENTENCES = 2_000
_ROUNDS = 3
"""What keeps a premise true may raise the same question about the next one."""


def upholding(
    world: World, premises: Sequence[Term], vocabulary: Vocabulary, facts: Sequence[Applied]
) -> tuple[Applied, ...]:
    """What else is so in the world, so that the premises that speak of these facts are true; what is
    nearest to the facts comes first. To be called within `deep_recursion()` if a premise may be deep."""
    search = Search(world, vocabulary)
    search.facts.update(dict.fromkeys(facts))
    try:
        sentences = _sentences(premises, search)
        latest = set(facts)
        for _ in range(_ROUNDS):
            known = len(search.facts)
            for each in sentences:
                if not latest.isdisjoint(each.speaks_of):
                    search.because(each.term, each.scope, singled=False)
            # Of a number, such as a limit, sentences about everything else speak as well.
            latest = {
                (name, args)
                for name, args in list(search.facts)[known:]
                if args or vocabulary.symbols[name].result == BOOL
            }
    except (NoValue, RecursionError):
        pass  # what was found so far is so all the same
    return tuple(list(search.facts)[len(facts) :])


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A part of a premise, for some choice of values, and all that it speaks of."""

    term: Term
    scope: Scope
    speaks_of: frozenset[Applied]


def _sentences(premises: Sequence[Term], search: Search) -> list[_Sentence]:
    found: list[_Sentence] = []
    for premise in premises:
        for term, scope in _parts(premise, {}, search):
            if len(found) == _MOST_SENTENCES:
                return found
            met: dict[Applied, None] = {}
            _note(term, scope, search, met)
            found.append(_Sentence(term, scope, frozenset(met)))
    return found


def _parts(term: Term, scope: Scope, search: Search) -> Iterator[tuple[Term, Scope]]:
    """What the term says, sentence by sentence."""
    if isinstance(term, And):
        for part in term.parts:
            yield from _parts(part, scope, search)
    elif isinstance(term, Quantified) and term.kind == "forall":
        for inner in search.instances(term, scope):
            yield from _parts(term.body, inner, search)
    else:
        yield term, scope


def _note(term: Term, scope: Scope, search: Search, met: dict[Applied, None]) -> None:
    """Adds what the term speaks of, through definitions and for every choice of values."""
    search.evaluator.spend(1)
    if isinstance(term, Quantified | Fold):
        for inner in search.instances(term, scope):
            _note(term.body, inner, search, met)
        return
    for part in children(term):
        _note(part, scope, search, met)
    if isinstance(term, Apply):
        args = tuple([search.evaluator.value(arg, scope) for arg in term.args])
        if (term.symbol, args) in met:
            return
        met[term.symbol, args] = None
        symbol = search.vocabulary.symbols[term.symbol]
        if symbol.body is not None:
            _note(symbol.body, symbol.named(args), search, met)
