"""What a whole `formalcase legs` takes to tell whether legs are independent, as legs and leaves grow.

    python benchmarks/legs.py

Each leg is a tree of lower claims, two to a step, over evidence of its own with a source, and a rule for each
step. `words`: each leaf is a constant. `models`: each is about every model, under one condition in all legs,
so that every leaf has a word in common with every other. `copied`: as `models`, with one leaf of the first
leg copied into the last. `bounds`: the claim is a bound that each leg derives from bounds of its own.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from measure import Run, run

Kind = Literal["words", "models", "copied", "bounds"]
KINDS: tuple[Kind, ...] = ("words", "models", "copied", "bounds")
SIZES = ((2, 200), (10, 1_000), (25, 2_500), (50, 5_000))


def written(kind: Kind, legs: int, leaves: int) -> str:
    """A case with so many legs and, about, so many leaves in all."""
    lines = ['case large "Large" { language 1 top Top }']
    if kind in ("models", "copied"):
        lines += ["sort Model", 'fn evaluated(m: Model): Bool "{m} was evaluated"']
    lines += _word(kind, "top")
    lines.append(f'claim Top "The claim" {{ holds {_said(kind, _top(kind))} }}')
    for leg in range(legs):
        lines += _leg(kind, leg, max(2, leaves // legs), legs)
    lines.append(f"independent {', '.join(f'L{leg}' for leg in range(legs))}")
    return "\n".join(lines) + "\n"


def _top(kind: Kind) -> str:
    return "top <= 5" if kind == "bounds" else _atom(kind, "top")


def _word(kind: Kind, name: str) -> list[str]:
    if kind == "words":
        return [f'const {name}: Bool "{name}"']
    if kind == "bounds":
        return [f'const {name}: Real "{name}"']
    return [f'fn {name}(m: Model): Bool "{{m}} is {name}"']


def _atom(kind: Kind, name: str) -> str:
    match kind:
        case "words":
            return name
        case "bounds":
            return f"{name} <= 3"
        case _:
            return f"{name}(m)"


def _said(kind: Kind, formula: str) -> str:
    if kind in ("models", "copied"):
        return f"forall m in Model: evaluated(m) implies ({formula})"
    return formula


def _leg(kind: Kind, leg: int, leaves: int, legs: int) -> Iterator[str]:
    """A tree with a leaf for each rule and each tip; half of them tips."""
    tips = leaves // 2
    level = []
    for tip in range(tips):
        name = f"w{leg}_{tip}"
        yield from _word(kind, name)
        said = _said(kind, _atom(kind, name))
        yield f'evidence E{leg}_{tip} "It was seen" {{ holds {said} source src{leg}_{tip} }}'
        yield f'source src{leg}_{tip} "A team"'
        level.append((f"E{leg}_{tip}", _atom(kind, name)))
    if kind == "copied" and leg == legs - 1:
        said = _said(kind, _atom(kind, "w0_0"))
        yield f'evidence Copy "It was seen" {{ holds {said} source src{leg}_0 }}'
        level.append(("Copy", _atom(kind, "w0_0")))
    number = 0
    while len(level) > 2:
        above = []
        for place in range(0, len(level) - 1, 2):
            number += 1
            word = f"q{leg}_{number}"
            yield from _word(kind, word)
            yield f'claim Q{leg}_{number} "It follows" {{ holds {_said(kind, _atom(kind, word))} }}'
            yield from _step(
                kind, f"S{leg}_{number}", f"Q{leg}_{number}", level[place : place + 2], _atom(kind, word)
            )
            above.append((f"Q{leg}_{number}", _atom(kind, word)))
        level = above + (level[-1:] if len(level) % 2 else [])
    yield from _step(kind, f"L{leg}", "Top", level, _top(kind))


def _step(kind: Kind, step: str, claim: str, below: list[tuple[str, str]], formula: str) -> Iterator[str]:
    antecedent = " and ".join(said for _, said in below)
    yield f'assumption R{step} "The rule" {{ holds {_said(kind, f"{antecedent} implies {formula}")} }}'
    yield f'argument {step} "By both" {{ for {claim} from {", ".join(name for name, _ in below)}, R{step} }}'


def measured(kind: Kind, legs: int, leaves: int, jobs: int, folder: Path) -> tuple[str, int, Run]:
    """The verdict, the number of reasons, and what the process took."""
    case, found = folder / "case.fcase", folder / "found.json"
    case.write_text(written(kind, legs, leaves), encoding="utf-8")
    options = ["--format", "json", "--jobs", str(jobs)]
    with found.open("wb") as output:
        taken = run([sys.executable, "-m", "formalcase", "legs", *options, str(case)], output)
    claim = json.loads(found.read_text(encoding="utf-8"))["claims"][0]
    return claim["verdict"], len(claim["reasons"]), taken


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--most", type=int, default=50, help="legs")
    given = parser.parse_args()
    print("| legs | leaves | kind | verdict | reasons | seconds | processor seconds | MB |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for kind in given.kind or KINDS:
            for legs, leaves in SIZES:
                if legs <= given.most:
                    verdict, reasons, taken = measured(kind, legs, leaves, given.jobs, Path(folder))
                    told = f"{taken.wall:.1f} | {taken.processor:.1f} | {taken.megabytes:.0f}"
                    print(f"| {legs} | {leaves} | {kind} | {verdict} | {reasons} | {told} |", flush=True)


if __name__ == "__main__":
    main()
