"""Whole files: the worked one, large ones, broken ones; and every rule is produced somewhere."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import pytest
from effort import calls
from elaborate_samples import CASE_BLOCKS, HEAD, SAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st
from test_elaborate_builder import WRONG
from test_elaborate_imports import BROKEN

from formalcase.case.model import Argument, Assumption, Claim, Evidence, Quorum
from formalcase.diagnostics.catalogue import names, structure
from formalcase.diagnostics.rule import Rule
from formalcase.elaborate import load_case, load_text
from formalcase.logic.term import Apply, Less, Not, Number, RealType

WORKED = Path(__file__).parents[2] / "examples" / "worked" / "scheming.fcase"


def test_the_worked_file_has_no_findings() -> None:
    loaded = load_case(WORKED, "scheming.fcase")
    assert loaded.findings == ()
    case = loaded.case
    assert case is not None
    assert (case.file, case.id, case.top, case.language) == ("scheming.fcase", "scheming", "P0", 1)
    assert case.as_of is not None
    assert "independent(LEG_ST, LEG_SA)" in case.nodes
    claim, evidence, step = case.nodes["P0"], case.nodes["E3"], case.nodes["S3"]
    assert isinstance(claim, Claim)
    assert isinstance(claim.holds, Not)
    assert claim.holds_span is not None
    assert claim.holds_span.text == "not harm(deployed)"
    assert isinstance(evidence, Evidence)
    assert isinstance(evidence.holds, Less)
    assert evidence.credence == (Fraction(9, 10), Fraction(97, 100))
    assert [source.id for source in evidence.sources] == ["red_team_a", "human_baseline"]
    assert isinstance(step, Argument)
    assert [premise.span.text for premise in step.premises if premise.span] == ["E3", "A3", "A4"]
    attempts = case.vocabulary.symbols["attempts"]
    assert attempts.unit is not None
    assert (attempts.unit.text, attempts.unit.scale) == ("1/year", Fraction(1, 31_557_600))
    assert isinstance(attempts.result, RealType)


def test_a_quorum_keeps_its_number_and_its_members() -> None:
    text = HEAD + 'assumption A "a"\nargument S2 "s" { for C from 1 of (A, E), D2 }\nclaim D2 "d"'
    case = load_text(text, "x").case
    assert case is not None
    step = case.nodes["S2"]
    assert isinstance(step, Argument)
    quorum, other = step.premises
    assert isinstance(quorum, Quorum)
    assert (quorum.least, [member.id for member in quorum.members]) == (1, ["A", "E"])
    assert not isinstance(other, Quorum)


def test_chains_stay_flat_and_divide_from_the_left() -> None:
    text = HEAD + 'assumption A "a" { holds 1 / 2 * 3 - 1 - 1 < ' + " + ".join(["size"] * 5000) + " }"
    case = load_text(text, "x").case
    assert case is not None
    node = case.nodes["A"]
    assert isinstance(node, Assumption)
    assert isinstance(node.holds, Less)


def test_a_count_over_types_and_lists_adds_up() -> None:
    text = HEAD + 'def d: Int "d" = count t in Tier, m in {old, new}, u in Tier: tier(m) = t and tier(m) = u'
    case = load_text(text, "x").case
    assert case is not None
    body = case.vocabulary.symbols["d"].body
    assert type(body).__name__ == "Fold"
    assert body is not None
    assert getattr(body, "kind", "") == "sum"


def test_many_mistakes_are_each_reported_once() -> None:
    text = HEAD + "\n".join(
        [
            'sort Model "again"',
            'fn f(x: Nothing): Bool "f"',
            'assumption A1 "a" { holds f(new) and nope }',
            'assumption A2 "a" { holds f(old, old) or nope and harm(new) }',
            'def g: Int "g" = nope2',
            'assumption A3 "a" { holds g > true }',
            'argument S2 "s" { for A9 from A1, A2, A9 }',
            'argument S3 "s" { from S2.warrants }',
            'const r: Real[nounit] in 0 .. bad "r"',
            'assumption A4 "a" { holds r > 5 and r.range }',
        ]
    )
    found = sorted(finding.message for finding in load_text(text, "x").findings)
    reported = ["Model", "Nothing", "nope", "nope2", "A9", "S3", "S2.warrants", "nounit", "bad", "r.range"]
    assert len(found) == len(reported) + 1  # `g > true` has a type mistake of its own
    assert all(any(f"`{name}`" in message for message in found) for name in reported)


def test_what_a_syntax_error_swallowed_is_not_undefined() -> None:
    text = (
        HEAD + 'fn f m: Model): Bool "f"\nassumption A "a" { holds f(new) }\nargument T "t" { for C from A, }'
    )
    assert [finding.code for finding in load_text(text, "x").findings] == ["FC040", "FC040"]


def test_every_rule_is_produced_by_a_test() -> None:
    told = {code for _, expected in (*SAMPLES.values(), *CASE_BLOCKS.values()) for code, _ in expected}
    told |= {code for _, expected in BROKEN.values() for code in expected}
    told |= {code for _, expected in WRONG.values() for code in expected}
    told |= {"FC135", "FC137"}  # in tests of their own
    rules = [each for room in (names, structure) for each in vars(room).values() if isinstance(each, Rule)]
    assert {rule.code for rule in rules} - told == set()


@pytest.mark.parametrize("guesses", [True, False])
def test_large_files_take_linear_time(guesses: bool) -> None:
    def work(steps: int) -> int:
        wrong = "x" if guesses else ""
        parts = [HEAD]
        for n in range(steps):
            parts.append(f'claim C{n} "c" {{ holds forall m in Model: harm(m) implies size > {n} }}')
            parts.append(f'evidence E{n} "e" {{ holds forall m in Model: tier(m) < expert source lab }}')
            parts.append(f'argument S{n} "s" {{ for C{n} from E{n}{wrong} }}')
        text = "\n".join(parts)
        loaded = load_text(text, "large")
        assert (loaded.case is None) == guesses
        assert len(loaded.findings) == (steps if guesses else 0)
        return calls(lambda: load_text(text, "large"))

    assert work(400) < 5 * work(100)


def test_deep_and_long_texts_do_no_harm() -> None:
    long = " and ".join(["harm(new)"] * 20_000)
    deep = "not (" * 480 + "harm(new)" + ")" * 480
    chain = "\n".join(f'def d{n}: Int "d" = d{n + 1} + 1' for n in range(2_000))
    text = f'{HEAD}{chain}\nassumption A "a" {{ holds {long} }}\nassumption B "b" {{ holds {deep} }}\n'
    assert load_text(text + 'def d2000: Int "d" = 1', "deep").findings == ()
    circle = load_text(text + 'def d2000: Int "d" = d0', "deep").findings
    assert [finding.code for finding in circle] == ["FC110"]


def test_long_chains_of_units_are_followed() -> None:
    chain = [f"unit u{n} = {1 + n % 2}*u{n + 1}/{2 - n % 2}" for n in range(5_000)]
    loaded = load_text(HEAD + "\n".join(chain) + '\nunit u5000\nconst c: Real[u0] "c"', "units")
    assert loaded.findings == ()
    assert loaded.case is not None
    unit = loaded.case.vocabulary.symbols["c"].unit
    assert unit is not None
    assert unit.dimension == (("u5000", 1),)
    assert unit.scale == 1


def test_large_enums_and_many_wrong_members_take_linear_time() -> None:
    def work(number: int) -> int:
        members = ", ".join(f"m{n}" for n in range(number))
        uses = " and ".join(f"wide = Wide.m{n} and wide != Wide.w{n}" for n in range(number))
        text = f'{HEAD}enum Wide {{ {members} }}\nconst wide: Wide "w"\nassumption A "a" {{ holds {uses} }}'
        assert len(load_text(text, "wide").findings) == number
        return calls(lambda: load_text(text, "wide"))

    assert work(1_000) < 5 * work(250)


_TEXT = WORKED.read_text()
_MARKS = '{ } ( ) , : = < .. ... [ ] " ` . of 1 0 -'
_PIECES = [*_TEXT.split(), *_MARKS.split(), "\n", "import", "unit", "9" * 50]


@settings(max_examples=150)
@given(st.integers(min_value=0), st.integers(min_value=1, max_value=8))
def test_mutated_cases_are_read_without_a_crash(seed: int, changes: int) -> None:
    chance = random.Random(seed)
    words = _TEXT.split(" ")
    for _ in range(changes):
        at = chance.randrange(len(words))
        match chance.randrange(4):
            case 0:
                del words[at]
            case 1:
                words[at] = chance.choice(_PIECES)
            case 2:
                words.insert(at, chance.choice(_PIECES))
            case _:
                other = chance.randrange(len(words))
                words[at], words[other] = words[other], words[at]
    loaded = load_text(" ".join(words), "mutated")
    assert (loaded.case is None) == (loaded.broken or loaded.is_module)


def test_the_same_text_gives_the_same_case() -> None:
    first, second = load_case(WORKED).case, load_case(WORKED).case
    assert first is not None
    assert second is not None
    assert repr(first) == repr(second)


def test_applications_carry_the_qualified_symbol() -> None:
    case = load_text(HEAD, "x").case
    assert case is not None
    claim = case.nodes["C"]
    assert isinstance(claim, Claim)
    assert isinstance(claim.holds, Not)
    assert isinstance(claim.holds.body, Apply)
    assert claim.holds.body.symbol == "harm"
    low = case.vocabulary.symbols["rate"].bounds
    assert low is not None
    assert isinstance(low[0], Number)
