"""Findings that must say different things in different places: what is said is what is so."""

from __future__ import annotations

import pytest

import formalcase
from formalcase.diagnostics.finding import Finding

QUORUM = """
case c "Contained" {{ top C }}
const boxed: Bool
const watched: Bool
const staffed: Bool
const contained: Bool
assumption R "Boxed or watched is contained" {{ holds boxed or watched implies contained }}
evidence P1 "Staffed" {{ holds staffed }}
evidence P2 "Boxed" {{ holds boxed }}
evidence P3 "Watched" {{ holds watched }}
claim C "Contained" {{ holds contained }}
argument S "So" {{ for C from {premises} }}
"""


def found(text: str, code: str) -> Finding:
    (finding,) = [
        each for each in formalcase.check(formalcase.loads(text)).cases[0].findings if each.code == code
    ]
    return finding


@pytest.mark.parametrize(
    ("premises", "message", "advice"),
    [
        ("R, P1, P2", "`S` stays valid without `P1`", "drop what is not needed"),
        (
            "R, 2 of (P1, P2, P3)",
            "`S` stays valid without `P1` if 1 of the other 2 members of its quorum is asked for",
            "take `P1` out and ask for 1 of `P2` and `P3`",
        ),
        ("R, P2, 1 of (P1, P3)", "`S` stays valid without `P1` or `P3`", "drop what is not needed"),
    ],
)
def test_what_a_step_does_not_need(premises: str, message: str, advice: str) -> None:
    finding = found(QUORUM.format(premises=premises), "FC408")
    assert finding.message == message
    assert finding.help is not None
    assert finding.help.startswith(advice)


def test_a_top_claim_that_nobody_argues_for() -> None:
    assert (
        found('case c "C" { top C1 }\nclaim C1 "C"', "FC422").message
        == "nothing argues for the top claim `C1`"
    )


def test_a_cited_claim_that_nobody_argues_for() -> None:
    text = 'case c "C" { top C1 }\nclaim C1 "C"\nclaim C2 "D"\nargument S1 "S" { for C1 from C2 }'
    assert found(text, "FC422").message == "nothing argues for the claim `C2`, and `S1` cites it"


def test_a_top_claim_that_is_cited_and_that_nobody_argues_for() -> None:
    text = 'case c "C" { top C1 }\nclaim C1 "C"\nclaim C2 "D"\nargument S1 "S" { for C2 from C1 }'
    assert found(text, "FC422").message == "nothing argues for the top claim `C1`, and `S1` cites it"


def test_independence_is_named_by_its_legs() -> None:
    text = (
        'case c "C" { top C1 }\nclaim C1 "C"\nevidence E1 "E"\nevidence E2 "F"\n'
        'argument S1 "S" { for C1 from E1 }\nargument S2 "T" { for C1 from E2 }\nindependent S1, S2'
    )
    assert "`S1` and `S2`" in found(text, "FC721").message


def test_an_expired_leaf_is_named_where_it_keeps_the_claim_from_being_established() -> None:
    text = (
        'case c "C" { top C1 as_of 2026-01-01 }\nconst a: Bool "a"\nclaim C1 "C" { holds a }\n'
        'evidence E1 "E" { holds a collected 2024-01-01 expires 2025-01-01 }\n'
        'argument S1 "S" { for C1 from E1 }'
    )
    assert "`E1` is out of date" in found(text, "FC430").message
