"""Texts of small cases with one step, and the twelve problems of the anchors as such cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


def bools(*names: str) -> str:
    return "\n".join(f'const {name}: Bool "{name}"' for name in names)


def step(words: str, premises: Sequence[str], goal: str, more: str = "") -> str:
    """A case with the step `S` for the claim `G` from the assumptions `A0`, `A1`, …"""
    names = [f"A{number}" for number in range(len(premises))]
    lines = ['case t "a step" { top G }', words]
    lines += [
        f'assumption {name} "{name}" {{ holds {formula} }}'
        for name, formula in zip(names, premises, strict=True)
    ]
    lines.append(f'claim G "the goal" {{ holds {goal} }}')
    source = f"from {', '.join(names)}" if names else ""
    lines.append(f'argument S "the step" {{ for G {source} }}')
    return "\n".join([*lines, more])


@dataclass(frozen=True)
class Problem:
    name: str
    text: str
    wanted: tuple[str, ...]
    """Formulas that must be among the first candidates."""


PROBLEMS = (
    Problem(
        "modus ponens",
        step(
            bools("reviewed", "tested", "acceptable"),
            ["reviewed and tested implies acceptable", "reviewed"],
            "acceptable",
        ),
        ("tested",),
    ),
    Problem(
        "two routes",
        step(
            bools("guard", "alarm", "safe", "interlock", "overridden"),
            ["guard and alarm implies safe", "interlock and not overridden implies safe", "guard"],
            "safe",
        ),
        ("alarm", "interlock and not overridden"),
    ),
    Problem(
        "enum",
        step(
            'enum Mode "m" { off, standby, active }\nconst mode: Mode "mode"\n' + bools("monitored"),
            ["mode != off", "mode = active implies monitored"],
            "monitored",
        ),
        ("mode = active", "mode != standby"),
    ),
    Problem(
        "sum of rates",
        step(
            'const total: Real "t"\nconst ra: Real "a"\nconst rb: Real "b"',
            ["total = ra + rb", "ra in 0 .. 1e-6", "rb >= 0"],
            "total <= 3e-6",
        ),
        ("rb <= 0.000002",),
    ),
    Problem(
        "limit",
        step(
            'const temp: Real "t"\nconst limit: Real "l"\n' + bools("safe"),
            ["temp <= limit implies safe", "limit >= 80"],
            "safe",
        ),
        ("temp <= limit",),
    ),
    Problem(
        "replicas",
        step(
            'const n: Int "n"\nconst f: Int "f"\n' + bools("tolerates"),
            ["n >= 3 * f + 1 implies tolerates", "n = 4", "f >= 0"],
            "tolerates",
        ),
        ("f <= 1",),
    ),
    Problem(
        "all hazards",
        step(
            'sort Hazard "h"\n'
            'fn identified(h: Hazard): Bool "{h} is identified"\n'
            'fn mitigated(h: Hazard): Bool "{h} is mitigated"\n'
            'fn acceptable(h: Hazard): Bool "{h} is acceptable"',
            [
                "forall h in Hazard: identified(h) implies mitigated(h)",
                "forall h in Hazard: mitigated(h) implies acceptable(h)",
            ],
            "forall h in Hazard: acceptable(h)",
        ),
        ("forall x in Hazard: identified(x)", "forall x in Hazard: mitigated(x)"),
    ),
    Problem(
        "a component",
        step(
            'sort Component "c"\nconst c1: Component "c1"\nconst c2: Component "c2"\n'
            'fn tested(c: Component): Bool "{c} is tested"\n'
            'fn reviewed(c: Component): Bool "{c} is reviewed"\n'
            'fn ok(c: Component): Bool "{c} is ok"',
            [
                "forall c in Component: tested(c) and reviewed(c) implies ok(c)",
                "tested(c1)",
                "reviewed(c2)",
            ],
            "ok(c1)",
        ),
        ("reviewed(c1)", "c1 = c2"),
    ),
    Problem(
        "enum and threshold",
        step(
            'enum Level "l" { a, b, c, d }\nconst level: Level "l"\nconst coverage: Real "c"\n'
            + bools("adequate"),
            [
                "coverage >= 0.9 and level = c implies adequate",
                "coverage >= 0.95",
                "level = d implies adequate",
            ],
            "adequate",
        ),
        ("level = c", "level = d", "level != a and level != b"),
    ),
    Problem(
        "product",
        step(
            'const pt: Real "t"\nconst p1: Real "a"\nconst p2: Real "b"',
            ["pt = p1 * p2", "p1 in 0 .. 0.001", "p2 in 0 .. 1"],
            "pt <= 1e-6",
        ),
        ("p2 <= 0.001",),
    ),
    Problem(
        "only contradictory explanations",
        step(
            bools("a", "b", "c", "g"),
            ["a and b implies g", "c implies not b", "c", "a"],
            "g",
        ),
        (),
    ),
    Problem(
        "fourteen Booleans",
        step(
            bools(*(f"e{number}" for number in range(1, 14)), "g"),
            [
                "e1 and e4 and e6 and e9 implies g",
                "e2 and not e3 and e5 and e7 and e8 implies g",
                "e10 implies not e11",
                "e12 or e13",
                "e1",
            ],
            "g",
        ),
        ("e4 and e6 and e9", "e2 and not e3 and e5 and e7 and e8"),
    ),
)
