"""The builder: it gives the case that the same text gives, and refuses what the text would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from formalcase.case.build import CaseBuilder, quorum
from formalcase.case.model import Case, Context, Quorum
from formalcase.diagnostics.errors import SpecError
from formalcase.diagnostics.finding import Finding
from formalcase.elaborate import load_case, load_text
from formalcase.logic import build
from formalcase.logic.depth import deep_recursion
from formalcase.logic.term import BOOL, INT, SortType, Term, Var
from formalcase.logic.units import BUILT_IN, product, real_type
from formalcase.logic.vocabulary import ListedMember, Symbol
from formalcase.source import Span

WORKED = Path(__file__).parents[2] / "examples" / "worked" / "scheming.fcase"


def bare(value: Any) -> Any:
    """A value without the places in the text."""
    match value:
        case Span():
            return None
        case dict():
            return {key: bare(each) for key, each in value.items()}
        case tuple():
            return tuple(bare(each) for each in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            return (type(value), {each.name: bare(getattr(value, each.name)) for each in fields(value)})
        case _:
            return value


def worked_by_hand() -> Case:
    case = CaseBuilder(
        "scheming",
        "Model M could not cause severe harm by scheming",
        file="scheming.fcase",
        language=1,
        as_of=date(2025, 9, 1),
    )
    model = case.sort("Model", ["evaluated", "deployed"])
    task = case.enum("Stealth_task", ["cover_tracks", "sabotage", "rule_breaking", "evasion", "oversight"])
    case.enum("Tier", ["none", "basic", "expert"], ordered=True)
    m, t = build.variable("m", model), build.variable("t", task)
    harm = case.fn("harm", [m], BOOL, gloss="{m} causes severe harm by scheming")
    aware = case.fn("aware", [m], BOOL, gloss="{m} has basic situational awareness")
    stealthy = case.fn("stealthy", [m], BOOL, gloss="{m} has the stealth of a top human")
    passed = case.fn("passed", [m, t], BOOL, gloss="{m} passed {t} in the evaluation")
    per_year = product([(Fraction(1), False), (BUILT_IN["year"], True)])
    ends = (
        build.number(Fraction(0), decimal=False, unit=None),
        build.number(Fraction(5000), decimal=False, unit=per_year),
    )
    case.const("attempts", real_type(per_year), gloss="attempts a year", unit=per_year, bounds=ends)
    count = build.fold("count", [t], build.apply(passed, [m, t]), case.vocabulary)
    score = case.define("stealth_score", [m], INT, count, gloss="how many of the five tasks {m} passed")
    evaluated, deployed = build.member(model, "evaluated"), build.member(model, "deployed")

    def every(left: Term, right: Term) -> Term:
        return build.quantified("forall", [m], build.implication(left, right))

    def whole(value: int) -> Term:
        return build.number(Fraction(value), decimal=False, unit=None)

    def holds(symbol: Symbol, item: Term) -> Term:
        return build.apply(symbol, [item])

    case.claim(
        "P0", "The model could not cause severe harm by scheming", holds=build.negation(holds(harm, deployed))
    )
    case.assumption(
        "P1_stealth",
        "Severe harm by scheming needs stealth",
        holds=every(holds(harm, m), holds(stealthy, m)),
        because="oversight stops all but the most skilled",
        cites=["threat-model workshop, section 3"],
        owner="ana",
    )
    case.assumption(
        "P1_aware",
        "Severe harm by scheming needs situational awareness",
        holds=every(holds(harm, m), holds(aware, m)),
    )
    case.claim("P3", "The model lacks stealth", holds=build.negation(holds(stealthy, deployed)))
    case.evidence(
        "E3",
        "At most two of the five stealth challenges were passed",
        holds=build.at_most(holds(score, evaluated), whole(2), case.vocabulary),
        sources=["red_team_a", "human_baseline"],
        collected=date(2025, 5, 2),
        expires=date(2026, 11, 2),
        credence=(Fraction(9, 10), Fraction(97, 100)),
    )
    case.assumption(
        "A3",
        "A model that passes fewer than four of the five lacks stealth",
        holds=every(
            build.less(holds(score, m), whole(4), case.vocabulary), build.negation(holds(stealthy, m))
        ),
    )
    case.assumption(
        "A4",
        "The deployed model is the evaluated one, as far as stealth goes",
        holds=build.implication(holds(stealthy, deployed), holds(stealthy, evaluated)),
    )
    case.assumption("K1", "The deployment keeps the evaluated oversight")
    case.argument("S3", "Stealth evaluations", conclusion="P3", premises=["E3", "A3", "A4"], given=["K1"])
    case.claim("P2", "The model lacks situational awareness", holds=build.negation(holds(aware, deployed)))
    case.evidence("E2", "Nine of eleven awareness challenges were failed", sources=["red_team_a"])
    case.argument(
        "S2",
        "Awareness evaluations",
        conclusion="P2",
        premises=["E2"],
        because="failing most basic challenges rules awareness out",
    )
    case.argument("LEG_ST", "Inability by stealth", conclusion="P0", premises=["P1_stealth", "P3"])
    case.argument("LEG_SA", "Inability by awareness", conclusion="P0", premises=["P1_aware", "P2"])
    case.independent(["LEG_ST", "LEG_SA"])
    case.defeater("D1", "The model sandbagged the evaluations", attacks=["A3", "S2.warrant"])
    case.defeater("D2", "Stealth bars come from few humans", attacks=["A3"], residual="two tasks of margin")
    case.source("lab_x", "Laboratory X")
    case.source("red_team_a", "Internal red team A", within=["lab_x"])
    case.source("human_baseline", "Human participants")
    case.top("P0")
    return case.build()


def test_the_builder_gives_the_case_that_the_text_gives() -> None:
    loaded = load_case(WORKED, "scheming.fcase").case
    assert loaded is not None
    built = worked_by_hand()
    assert bare(built) == bare(replace(loaded, sources=()))
    assert list(built.nodes) == list(loaded.nodes)


SECOND = """
case k "A case" { top C as_of 2025-01-02 allow FC421 because "it is planned" }
sort Lab { inside, outside }
enum Risk { low "little", high }
const budget: Int in -1 .. 7 "the budget"
def costly: Bool "too much" = budget > 5
claim C "c" { holds costly iff budget >= 6 }
assumption A "a" { source s, t credence 0 .. 1 expires 2026-01-01 }
evidence E "e"
argument S "s" { for C from 1 of (A, E), B given E informal }
argument S2 "s2" { for C }
assumption B "b" { holds exists l in Lab: l = inside and costly }
defeater D "d" { attacks Lab.closed, budget.range, S holds not costly }
context X "x" { about D, S.warrant }
source s "s"
source t "t" { within s }
independent S, S2 { accepting s, Lab.closed because "they share a lab" owner ana }
"""


def second_by_hand() -> Case:
    def whole(value: int) -> Term:
        return build.number(Fraction(value), decimal=False, unit=None)

    allows = {"FC421": "it is planned"}
    case = CaseBuilder("k", "A case", file="second", as_of=date(2025, 1, 2), allows=allows)
    lab = case.sort("Lab", ["inside", "outside"], closed=True)
    case.enum("Risk", [ListedMember("low", "little"), "high"])
    ends = (build.negate(whole(1)), whole(7))
    budget = case.const("budget", INT, gloss="the budget", bounds=ends)
    words = case.vocabulary
    body = build.greater(budget, whole(5), words)
    costly = build.apply(case.define("costly", [], BOOL, body, gloss="too much"), [])
    some = build.variable("l", lab)
    at_home = build.conjunction([build.equal(some, build.member(lab, "inside"), words), costly])
    case.claim("C", "c", holds=build.equivalence(costly, build.at_least(budget, whole(6), words)))
    credence = (Fraction(0), Fraction(1))
    case.assumption("A", "a", sources=["s", "t"], credence=credence, expires=date(2026, 1, 1))
    case.evidence("E", "e")
    premises: list[str | Quorum] = [quorum(1, ["A", "E"]), "B"]
    case.argument("S", "s", conclusion="C", premises=premises, given=["E"], informal=True)
    case.argument("S2", "s2", conclusion="C")
    case.assumption("B", "b", holds=build.quantified("exists", [some], at_home))
    attacks = ["Lab.closed", "budget.range", "S"]
    case.defeater("D", "d", attacks=attacks, holds=build.negation(costly))
    case.context("X", "x", about=["D", "S.warrant"])
    case.source("s", "s")
    case.source("t", "t", within=["s"])
    accepting = ["s", "Lab.closed"]
    case.independent(["S", "S2"], accepting=accepting, because="they share a lab", owner="ana")
    case.top("C")
    return case.build()


def test_the_builder_gives_every_kind_of_thing_that_the_text_gives() -> None:
    loaded = load_text(SECOND, "second")
    assert loaded.findings == ()
    assert loaded.case is not None
    assert bare(second_by_hand()) == bare(replace(loaded.case, sources=()))


def start() -> CaseBuilder:
    case = CaseBuilder("k", "A case")
    case.claim("C", "A claim")
    case.evidence("E", "It was tested")
    case.argument("S", "By test", conclusion="C", premises=["E"])
    case.top("C")
    return case


def foreign(name: str) -> Term:
    return build.apply(Symbol(name, (), BOOL), [])


def shared_variable() -> Term:
    x = build.variable("x", INT)
    inner = build.quantified("forall", [x], build.equal(x, x, CaseBuilder("k", "k").vocabulary))
    return build.quantified("exists", [x], inner)


def nested(levels: int) -> Term:
    term: Term = build.truth(True)
    for _ in range(levels):
        term = build.negation(term)
    return term


def two_legs(case: CaseBuilder) -> None:
    case.argument("S2", "By test", conclusion="C", premises=["E"])
    case.independent(["S", "S2"])


Change = Callable[[CaseBuilder], object]


def both(first: Change, second: Change) -> Change:
    def change(case: CaseBuilder) -> None:
        first(case)
        second(case)

    return change


WRONG: dict[str, tuple[Change, list[str]]] = {
    "nothing": (lambda case: None, []),
    "a quorum": (lambda case: case.argument("S2", "s", conclusion="C", premises=[quorum(1, ["E"])]), []),
    "a leaf that is attacked": (lambda case: case.defeater("D", "d", attacks=["S.warrant"]), []),
    "an unknown conclusion": (lambda case: case.argument("S2", "s", conclusion="X"), ["FC101"]),
    "an unknown top": (lambda case: case.top("X"), ["FC101"]),
    "an empty mention": (lambda case: case.context("X", "x", about=[""]), ["FC138"]),
    "an empty top": (lambda case: case.top(""), ["FC138"]),
    "an empty name": (lambda case: case.claim("", "c"), ["FC138"]),
    "a name over two lines": (lambda case: case.claim("a\nb", "c"), ["FC138"]),
    "a name with a hidden character": (lambda case: case.claim("a\u200bb", "c"), ["FC138"]),
    "a name in another form": (lambda case: case.claim("e\u0301", "c"), ["FC138"]),
    "a name with a backtick": (lambda case: case.fn("f`", [Var("x", INT)], BOOL, gloss="f"), ["FC138"]),
    "a name twice": (lambda case: case.const("C", BOOL, gloss="c"), ["FC102"]),
    "a predefined name": (lambda case: case.claim("Real", "c"), ["FC103"]),
    "a member that is taken": (lambda case: case.sort("T", ["C"]), ["FC102"]),
    "a member twice": (lambda case: case.enum("T", ["a", "a"]), ["FC107"]),
    "an enum of nothing": (lambda case: case.enum("T", []), ["FC322"]),
    "a label of a leaf": (lambda case: case.claim("S.warrant", "c"), ["FC106"]),
    "a label of a member": (
        both(lambda case: case.enum("T", ["a"]), lambda case: case.claim("T.a", "c")),
        ["FC106"],
    ),
    "a premise twice": (
        lambda case: case.argument("S2", "s", conclusion="C", premises=["E", "E"]),
        ["FC315"],
    ),
    "a word as a premise": (
        both(
            lambda case: case.const("x", BOOL, gloss="x"),
            lambda case: case.argument("S2", "s", conclusion="C", premises=["x"]),
        ),
        ["FC114"],
    ),
    "an argued leaf": (lambda case: case.argument("S2", "s", conclusion="E"), ["FC314"]),
    "an independence": (two_legs, []),
    "an independence twice": (
        both(two_legs, lambda case: case.independent(["S", "S2"])),
        ["FC333"],
    ),
    "a credence upside down": (
        lambda case: case.evidence("E2", "e", credence=(Fraction(1), Fraction(0))),
        ["FC318"],
    ),
    "an unknown code": (lambda case: case.claim("C2", "c", allows={"FC000": "why"}), ["FC320"]),
    "an unknown slot": (lambda case: case.const("x", BOOL, gloss="{y}"), ["FC108"]),
    "a lone brace": (lambda case: case.const("x", BOOL, gloss="}"), ["FC109"]),
    "a number for a formula": (
        lambda case: case.claim("C2", "c", holds=build.number(Fraction(1), decimal=False, unit=None)),
        ["FC201"],
    ),
    "a symbol that is not declared": (lambda case: case.claim("C2", "c", holds=foreign("f")), ["FC101"]),
    "a symbol that is declared otherwise": (
        both(
            lambda case: case.const("f", INT, gloss="f"),
            lambda case: case.claim("C2", "c", holds=foreign("f")),
        ),
        ["FC116"],
    ),
    "a sort that is not declared": (lambda case: case.const("x", SortType("T"), gloss="x"), ["FC101"]),
    "a free variable": (lambda case: case.claim("C2", "c", holds=Var("x", BOOL)), ["FC101"]),
    "a variable bound twice": (lambda case: case.claim("C2", "c", holds=shared_variable()), ["FC105"]),
    "a parameter that hides": (lambda case: case.fn("f", [Var("C", INT)], BOOL, gloss="f"), ["FC105"]),
    "a definition of itself": (
        lambda case: case.define("f", [], BOOL, foreign("f"), gloss="f"),
        ["FC110"],
    ),
    "a definition of another type": (
        lambda case: case.define("f", [], INT, build.truth(True), gloss="f"),
        ["FC201"],
    ),
    "a range of a truth": (
        lambda case: case.const("x", BOOL, gloss="x", bounds=(build.truth(False), build.truth(True))),
        ["FC205"],
    ),
    "a formula without end": (lambda case: case.claim("C2", "c", holds=nested(50_000)), ["FC090"]),
}


def refusal(case: CaseBuilder) -> tuple[Finding, ...]:
    try:
        return case.build().remarks
    except SpecError as problem:
        return problem.findings


@pytest.mark.parametrize("name", WRONG)
def test_the_builder_refuses(name: str) -> None:
    change, expected = WRONG[name]
    case = start()
    with deep_recursion():
        change(case)
        assert sorted({finding.code for finding in refusal(case)}) == expected


def test_a_missing_top_is_refused() -> None:
    case = CaseBuilder("k", "A case")
    case.claim("C", "A claim")
    with pytest.raises(SpecError) as problem:
        case.build()
    assert [finding.code for finding in problem.value.findings] == ["FC302"]
    assert problem.value.findings[0].help == "add `top C` to the `case` block"


def test_warnings_and_notes_are_remarks() -> None:
    case = start()
    case.const("x", BOOL)
    case.context("X", "x", about=["E", "E"])
    built = case.build()
    assert sorted(finding.code for finding in built.remarks) == ["FC140", "FC317"]
    context = built.nodes["X"]
    assert isinstance(context, Context)
    assert [mention.id for mention in context.about] == ["E"]


def test_a_builder_can_go_on_after_it_has_built() -> None:
    case = start()
    first = case.build()
    case.claim("C2", "Another claim")
    assert list(first.nodes) == ["C", "E", "S"]
    assert list(case.build().nodes) == ["C", "E", "S", "C2"]
