"""Asking clingo: one program from `encodings/asp` with facts, the atoms of its answer sets back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from formalcase.case.support import Gate, Graph
from formalcase.encode.asp import (
    MINIMAL_FLAGS,
    Kind,
    choice_facts,
    graph_facts,
    number,
    pair_facts,
    program,
    set_facts,
    set_program,
)
from formalcase.resources import encodings
from formalcase.solve.errors import SolverError


def answer_set(stage: str, facts: str) -> list[tuple[str, tuple[int | str, ...]]]:
    """The shown atoms of the only answer set, as (predicate, arguments).

    Raises SolverError when there is none or more than one: the programs asked here have exactly one.
    """
    import clingo

    control = clingo.Control(["--models=2", "--warn=none"])
    for part in sorted((encodings() / "asp" / stage).glob("*.lp")):
        control.load(str(part))
    control.add("base", [], facts)
    control.ground([("base", [])])
    found: list[list[tuple[str, tuple[int | str, ...]]]] = []
    with control.solve(yield_=True) as handle:
        for model in handle:
            found.append(
                [
                    (atom.name, tuple(_argument(argument) for argument in atom.arguments))
                    for atom in model.symbols(shown=True)
                ]
            )
    if len(found) != 1:
        raise SolverError(f"the program `{stage}` has {'no' if not found else 'more than one'} answer set")
    return found[0]


def _argument(symbol: object) -> int | str:
    import clingo

    assert isinstance(symbol, clingo.Symbol)
    return symbol.number if symbol.type is clingo.SymbolType.Number else symbol.name


def supported_by_asp(graph: Mapping[str, Gate], removed: frozenset[str] = frozenset()) -> set[str]:
    """The stage `support`: what `case.support.supported` says, by another way."""
    names = number(graph, sorted(removed))
    facts = graph_facts(graph, names) + set_facts("removed", removed, names)
    return {names.nodes[int(arguments[0])] for _, arguments in answer_set("support", facts)}


def statuses_by_asp(
    graph: Mapping[str, Gate],
    *,
    defeaters: tuple[str, ...],
    targets: Mapping[str, tuple[str, ...]],
    residual: frozenset[str] = frozenset(),
    argued: frozenset[str] = frozenset(),
    spent: frozenset[str] = frozenset(),
    undecided: frozenset[str] = frozenset(),
    perhaps: Mapping[str, Collection[str]] | None = None,
) -> dict[str, str]:
    """The stage `statuses`: the status of every defeater, as `analyses.statuses.statuses` gives it.

    Raises SolverError when the program gives a defeater two.
    """
    attacked = [target for targets_ in targets.values() for target in targets_]
    names = number(graph, [*defeaters, *attacked, *sorted(spent | undecided)])
    facts = graph_facts(graph, names) + pair_facts("target", targets, names)
    sets = {
        "defeater": defeaters,
        "residual": residual,
        "argued": argued & set(defeaters),
        "spent": spent,
        "undecided": undecided,
    }
    facts += "".join(set_facts(predicate, nodes, names) for predicate, nodes in sets.items())
    unsure = {name: tuple(sorted(nodes)) for name, nodes in (perhaps or {}).items()}
    facts += pair_facts("perhaps", unsure, names)
    told = [
        (names.nodes[int(arguments[0])], str(arguments[1])) for _, arguments in answer_set("statuses", facts)
    ]
    found = dict(told)
    if len(found) < len(told):
        raise SolverError(f"a defeater with two statuses: {sorted(told)}")
    return found


def defeaters_by_asp(graph: Graph, goal: str, leaves: Collection[str]) -> Iterator[frozenset[str]]:
    """The stage `defeaters`: the minimal sets of `leaves` whose loss leaves the goal without support.

    Lazy, in no order that means anything; other leaves are never lost.
    """
    return _minimal_sets("defeaters", graph, goal, leaves)


def supports_by_asp(graph: Graph, goal: str, leaves: Collection[str]) -> Iterator[frozenset[str]]:
    """The stage `supports`: the minimal sets of `leaves` that support the goal together with all others."""
    return _minimal_sets("supports", graph, goal, leaves)


def _minimal_sets(kind: Kind, graph: Graph, goal: str, leaves: Collection[str]) -> Iterator[frozenset[str]]:
    import clingo

    facts, names = choice_facts(graph, goal, leaves)
    # Where there is nothing to choose clingo remarks that the flags are idle; it need not.
    control = clingo.Control(["--models=0", *MINIMAL_FLAGS], logger=lambda _code, _message: None)
    control.add("base", [], set_program(kind) + program(f"{kind}/shown") + facts)
    control.ground([("base", [])])
    with control.solve(yield_=True) as handle:
        for model in handle:
            yield frozenset(names.nodes[atom.arguments[0].number] for atom in model.symbols(shown=True))
