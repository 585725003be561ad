"""Cases of any number of steps, and the same questions as bare SMT-LIB texts.

A *chain* has each claim rest on the claim before it and on one leaf; a *tree* has each claim rest on
two claims and on one leaf. Each step brings words of its own (a Bool, a Real and a definition), so the
vocabulary grows with the case. All steps are valid and need all their premises.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Question:
    """The two bare questions of a step: are the premises consistent, and do they entail the claim?"""

    declarations: str
    premises: str
    negated_claim: str


@dataclass(frozen=True, slots=True)
class Made:
    """A case as text, and its questions."""

    text: str
    questions: tuple[Question, ...]


def chain(steps: int) -> Made:
    """`x0` is low; each link adds at most one to the load, so the last load is at most `steps`."""
    lines = [*_header("chain", steps), *_words(0, 0), f'assumption A0 "start" {{ holds {_fact(0)} }}']
    questions = []
    for number in range(1, steps + 1):
        before, load = f"x{number - 1}", f"x{number}"
        rule = f"ok{number - 1} implies on{number} and {load} <= {before} + 1"
        lines += _words(number, number)
        lines.append(f'assumption A{number} "link {number}" {{ holds {rule} }}')
        lines.append(f'claim C{number} "load {number}" {{ holds {_fact(number)} }}')
        below = f"C{number - 1}" if number > 1 else "A0"
        lines.append(f'argument S{number} "step {number}" {{ for C{number} from {below}, A{number} }}')
        smt_rule = f"(=> ok{number - 1} (and on{number} (<= {load} (+ {before} 1.0))))"
        questions.append(
            Question(
                _declared(number - 1, number - 1) + _declared(number, number),
                f"(assert {_smt_fact(number - 1)})\n(assert {smt_rule})\n",
                f"(assert (not {_smt_fact(number)}))\n",
            )
        )
    return Made("\n".join(lines) + "\n", tuple(questions))


def tree(steps: int) -> Made:
    """Loads of a binary tree: each is at most the sum of the two below it, each leaf at most one."""
    lines = [*_header("tree", 1)]
    questions = []
    bounds = _leaves_below(steps)
    for number in range(1, 2 * steps + 2):
        lines += _words(number, bounds[number])
        kind = "claim" if number <= steps else "evidence"
        lines.append(f'{kind} C{number} "load {number}" {{ holds {_fact(number)} }}')
    for number in range(1, steps + 1):
        left, right = 2 * number, 2 * number + 1
        rule = f"ok{left} and ok{right} implies on{number} and x{number} <= x{left} + x{right}"
        lines.append(f'assumption A{number} "sum {number}" {{ holds {rule} }}')
        cited = f"C{left}, C{right}, A{number}"
        lines.append(f'argument S{number} "step {number}" {{ for C{number} from {cited} }}')
        smt_rule = f"(=> (and ok{left} ok{right}) (and on{number} (<= x{number} (+ x{left} x{right}))))"
        questions.append(
            Question(
                "".join(_declared(each, bounds[each]) for each in (left, right, number)),
                f"(assert {_smt_fact(left)})\n(assert {_smt_fact(right)})\n(assert {smt_rule})\n",
                f"(assert (not {_smt_fact(number)}))\n",
            )
        )
    return Made("\n".join(lines) + "\n", tuple(questions))


SHAPES: dict[str, Callable[[int], Made]] = {"chain": chain, "tree": tree}


def _header(name: str, top: int) -> list[str]:
    return [f'case {name} "A {name}" {{ language 1 top C{top} }}']


def _words(number: int, bound: int) -> Iterator[str]:
    yield f'const on{number}: Bool "stage {number} is on"'
    yield f'const x{number}: Real "the load of stage {number}"'
    yield f'def ok{number}: Bool "stage {number} is fine" = on{number} and x{number} <= {bound}'


def _fact(number: int) -> str:
    return f"ok{number}"


def _smt_fact(number: int) -> str:
    return f"ok{number}"


def _declared(number: int, bound: int) -> str:
    return (
        f"(declare-const on{number} Bool)\n(declare-const x{number} Real)\n"
        f"(define-fun ok{number} () Bool (and on{number} (<= x{number} {bound}.0)))\n"
    )


def _leaves_below(steps: int) -> dict[int, int]:
    bounds = dict.fromkeys(range(steps + 1, 2 * steps + 2), 1)
    for number in range(steps, 0, -1):
        bounds[number] = bounds[2 * number] + bounds[2 * number + 1]
    return bounds


def write(shape: str, steps: int, folder: Path) -> tuple[Path, Path]:
    """Writes the case and its questions below the folder; gives the two paths."""
    made = SHAPES[shape](steps)
    case, questions = folder / f"{shape}-{steps}.fcase", folder / f"{shape}-{steps}.json"
    case.write_text(made.text, encoding="utf-8")
    listed = [[each.declarations, each.premises, each.negated_claim] for each in made.questions]
    questions.write_text(json.dumps(listed), encoding="utf-8")
    return case, questions


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("shape", choices=SHAPES)
    words.add_argument("steps", metavar="STEPS", type=int)
    words.add_argument("folder", metavar="FOLDER", type=Path)
    chosen = words.parse_args()
    case, questions = write(chosen.shape, chosen.steps, chosen.folder)
    print(case)
    print(questions)


if __name__ == "__main__":
    main()
