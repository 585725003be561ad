"""How long it takes to find what a step lacks: the twelve problems, growing steps, deleted premises.

    python benchmarks/premises.py problems
    python benchmarks/premises.py growth
    python benchmarks/premises.py deleted
    python benchmarks/premises.py examples

All seconds are of processor time, of this process and the solver's, as others may be at work.

`problems` and `growth` also ask the abduction of cvc5, where that is installed (`pip install cvc5`), with a
grammar of conjunctions over the same literals and, for the problems, the rules and bounds that were found
here, so many seconds for a problem. It counts as solved when the wanted answers are among its first thirty.

A step of `growth` has so many candidates, which are Booleans and their negations. There are two or three
ways to its conclusion, which lack two to four literals; the other words stand in premises of their own.

`deleted` takes the entailed rows of a data set (see `tests/validity`), deletes each premise in turn that
the step needs, and asks for it: it counts as found if one of the first five candidates follows from it with
the other premises. `examples` does so for each step of the cases in `examples/`, once with the premise
still a node of the case, and once with the node gone from it, and all that speaks of it.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

TESTS = Path(__file__).parents[1] / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "validity"), str(TESTS / "analyses" / "premises")]

from fol import built_case, rows  # noqa: E402
from measure import processor_seconds  # noqa: E402
from missing_problems import PROBLEMS, bools, step  # noqa: E402
from missing_search import ask, forget  # noqa: E402
from peer_abduction import installed, peer  # noqa: E402

import formalcase  # noqa: E402
from formalcase.analyses.groundwork import Groundwork, groundwork  # noqa: E402
from formalcase.analyses.premises import Candidate, Limits, Missing, missing_premises  # noqa: E402
from formalcase.case.mentions import mentions  # noqa: E402
from formalcase.case.model import Argument, Case, Reference  # noqa: E402
from formalcase.case.verdicts import Verdict  # noqa: E402
from formalcase.encode.question import Check, Sat  # noqa: E402
from formalcase.encode.smt import make_question  # noqa: E402
from formalcase.logic import build  # noqa: E402
from formalcase.logic.depth import deep_recursion  # noqa: E402
from formalcase.logic.term import Term  # noqa: E402

SIZES = (20, 40, 60, 80)
FIRST = 5
WAYS = (4, 5, 3)
"""How many literals each way to the conclusion takes; one of them is given."""


@dataclass(frozen=True)
class Timed:
    """What was found, in how many seconds."""

    missing: Missing
    seconds: float


def searched(ground: Groundwork, limits: Limits | None = None) -> Timed:
    """The search of a solver that has been used, but that was never asked this."""
    forget()
    missing_premises(TINY, "S", ask)
    return looked_for(ground, "S", limits)


def looked_for(ground: Groundwork, name: str, limits: Limits | None = None) -> Timed:
    start = processor_seconds()
    found = missing_premises(ground, name, ask, limits)
    return Timed(found, processor_seconds() - start)


def read(text: str) -> Groundwork:
    case = formalcase.loads(text)
    return groundwork(case, ask, case.as_of)


TINY = read(step(bools("p", "q"), ["q or not q"], "p"))


def problems(seconds: float) -> None:
    """The twelve problems, one after the other in one process."""
    head = "| problem | s | complete | wanted found |"
    print(head + (" cvc5 s | cvc5 wanted found |" if installed() else ""))
    print("|---|" + "---|" * (5 if installed() else 3))
    ours, theirs = [], []
    for problem in PROBLEMS:
        ground = read(problem.text)
        found = searched(ground)
        offered = [each.text for each in found.missing.candidates if each.origin != "conditional"]
        right = set(problem.wanted) <= set(offered[:3]) and bool(offered) == bool(problem.wanted)
        ours.append((found.seconds, right))
        line = f"| {problem.name} | {found.seconds:.2f} | {_yes(found.missing.complete)} | {_yes(right)} |"
        if installed():
            other = peer(ground, ask, _parts(found), problem.wanted, seconds)
            theirs.append((other.seconds, other.solved))
            line += f" {other.seconds:.2f} | {_yes(other.solved)} |"
        print(line, flush=True)
    _totals("all", ours, theirs)


def _parts(found: Timed) -> list[Term]:
    """The parts of the candidates: rules and bounds, which a peer would have to be told."""
    return [part for each in found.missing.candidates for part in each.members]


def _totals(name: str, ours: Sequence[tuple[float, bool]], theirs: Sequence[tuple[float, bool]]) -> None:
    line = f"| {name} | {sum(s for s, _ in ours):.2f} |  | {sum(right for _, right in ours)} of {len(ours)} |"
    if theirs:
        line += f" {sum(s for s, _ in theirs):.2f} | {sum(right for _, right in theirs)} of {len(theirs)} |"
    print(line)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


@dataclass(frozen=True)
class Growing:
    """A step with so many candidates, and the ways to its conclusion that it leaves open."""

    text: str
    ways: tuple[frozenset[str], ...]


def growing(candidates: int, seed: int = 0) -> Growing:
    random = Random(f"{candidates} {seed}")
    names = [f"e{number}" for number in range(1, candidates // 2)]
    spare = random.sample(names, len(names))
    premises: list[str] = []
    ways: list[frozenset[str]] = []
    for size in WAYS[: 2 if candidates < 40 else 3]:
        way = [name if random.random() < 0.7 else f"not {name}" for name in spare[:size]]
        del spare[:size]
        premises += [f"{' and '.join(way)} implies g", way.pop()]
        ways.append(frozenset(way))
    premises += [f"{one} implies not {other}" for one, other in zip(spare[::2], spare[1::2], strict=False)]
    premises += [f"{one} or {other}" for one, other in zip(spare[1::2], spare[2::2], strict=False)]
    return Growing(step(bools(*names, "g"), premises, "g"), tuple(ways))


def growth(sizes: Sequence[int], seconds: float) -> None:
    """Steps of growing size: the time to the end, and that of a search that ends with the first answer."""
    print(
        "| candidates | s | first answer s | complete | ways found |"
        + (" cvc5 s | cvc5 ways found |" if installed() else "")
    )
    print("|---|" + "---|" * (6 if installed() else 4))
    for size in sizes:
        made = growing(size)
        ground = read(made.text)
        found = searched(ground)
        first = searched(ground, Limits(answers=1))
        ways = {frozenset(each.text.split(" and ")) for each in found.missing.candidates}
        met = f"{sum(way in ways for way in made.ways)} of {len(made.ways)}"
        line = (
            f"| {size} | {found.seconds:.2f} | {first.seconds:.2f} | {_yes(found.missing.complete)} | {met} |"
        )
        if installed():
            other = peer(ground, ask, (), tuple(" and ".join(sorted(way)) for way in made.ways), seconds)
            line += f" {other.seconds:.2f} | {other.met} of {len(made.ways)} |"
        print(line, flush=True)


def deleted(data: Path, every: int) -> None:
    """How many of the deleted premises come back, and how soon; the misses by name."""
    tally = Tally()
    for row in [each for each in rows(data) if each.label == "entailed" and not each.disputed][::every]:
        case = built_case(row)
        for step_, premise in needed(case):
            tally.ask(row.id, case, step_, premise, without(case, premise))
    tally.tell()


def examples() -> None:
    """The same for each step of each case in `examples/`, once where a case imports another one."""
    for gone in (False, True):
        tally = Tally()
        seen: set[object] = set()
        for file in sorted((TESTS.parent / "examples").rglob("*.fcase")):
            try:
                case = formalcase.load(file)
            except formalcase.SpecError:
                continue  # a module, or one that is wrong on purpose
            for step_, premise in needed(case):
                node = case.nodes[step_]
                assert isinstance(node, Argument)
                cited = frozenset(_own(each.id) for each in node.premises if isinstance(each, Reference))
                known = (file.parent.name, _own(step_), _own(premise), cited)
                if known not in seen:
                    seen.add(known)
                    less = without(case, premise) if gone else uncited(case, step_, premise)
                    tally.ask(f"{file.parent.name}/{file.name} {step_}", case, step_, premise, less)
        print("the node gone:" if gone else "the node kept:", end=" ")
        tally.tell()


def _own(name: str) -> str:
    """A name without that of the module."""
    return name.rpartition(".")[2]


@dataclass
class Tally:
    """What was asked for came at these places, after so much time; None where it did not come."""

    places: list[int | None] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def ask(self, name: str, case: Case, step_: str, premise: str, shorter: Case) -> None:
        ground = groundwork(shorter, ask, shorter.as_of)
        if ground.steps[step_].verdict is Verdict.VALID:
            return
        came = looked_for(ground, step_)
        self.times.append(came.seconds)
        self.places.append(_place(ground, step_, came.missing.candidates, case, premise))
        if not self._is_near(self.places[-1]):
            where = "not found" if self.places[-1] is None else f"place {self.places[-1]}"
            print(f"{name} {premise}: {where}", flush=True)

    def _is_near(self, place: int | None) -> bool:
        return place is not None and place <= FIRST

    def tell(self) -> None:
        found = sum(map(self._is_near, self.places))
        print(
            f"{found} of {len(self.times)} ({100 * found / len(self.times):.1f} %), "
            f"median {statistics.median(self.times):.2f} s, most {max(self.times):.1f} s"
        )


def needed(case: Case) -> Iterator[tuple[str, str]]:
    """The steps that are valid, and the premises that each of them needs."""
    for name, judged in groundwork(case, ask, case.as_of).steps.items():
        step_ = case.nodes[name]
        assert isinstance(step_, Argument)
        cited = {each.id for each in step_.premises if isinstance(each, Reference)}
        if judged.verdict is Verdict.VALID:
            yield from ((name, premise) for premise in judged.used if premise in cited)


def uncited(case: Case, name: str, premise: str) -> Case:
    """The case in which the step does not cite the premise."""
    step_ = case.nodes[name]
    assert isinstance(step_, Argument)
    return replace(case, nodes={**case.nodes, name: _uncited(step_, premise)})


def _uncited(step_: Argument, premise: str) -> Argument:
    kept = [each for each in step_.premises if not (isinstance(each, Reference) and each.id == premise)]
    return replace(step_, premises=tuple(kept))


def without(case: Case, premise: str) -> Case:
    """The case without the premise, and without all that speaks of it other than as a premise."""
    nodes = {
        name: _uncited(node, premise) if isinstance(node, Argument) else node
        for name, node in case.nodes.items()
        if name != premise
    }
    gone = {premise}
    while more := {name for name, node in nodes.items() if gone & {each.id for each in mentions(node)}}:
        gone |= more
        nodes = {name: node for name, node in nodes.items() if name not in more}
    return replace(case, nodes=nodes)


def _place(
    ground: Groundwork, step_: str, candidates: Sequence[Candidate], whole: Case, premise: str
) -> int | None:
    """The place of the first candidate that follows from what was deleted with the other premises and with
    the closings and ranges that it brings; the bare conditional counts where that is what it said."""
    form = ground.steps[step_].form
    given = (*form.premises, *form.closings)
    node = whole.nodes[premise]
    lost = getattr(node, "holds", None)
    if lost is None:
        return None
    brought = {name: leaf.formula for name, leaf in ground.words.closings((lost,)).items()}
    for place, each in enumerate(candidates, 1):
        conditional = each.origin == "conditional"
        labelled = {} if conditional else {name: form.labelled[name] for name in given}
        labelled |= {**brought, "\0lost": lost, "\0not": build.negation(each.formula)}
        checks = [Check("follows", tuple(labelled))]
        if conditional:
            labelled |= {"\0said": each.formula, "\0unsaid": build.negation(lost)}
            checks.append(Check("said", ("\0said", "\0unsaid")))
        answer = ask([make_question(ground.vocabulary, labelled, checks)])[0]
        if all(outcome.sat is Sat.UNSAT for outcome in answer.values()):
            return place
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", choices=("problems", "growth", "deleted", "examples"))
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument(
        "--seconds", type=float, default=4.0, help="for cvc5, for each problem, of processor time"
    )
    parser.add_argument("--data", type=Path, default=TESTS / "validity" / "data" / "folio-validation.jsonl")
    parser.add_argument("--every", type=int, default=1, help="take each so-manieth row")
    given = parser.parse_args()
    runs: dict[str, Callable[[], None]] = {
        "problems": lambda: problems(given.seconds),
        "growth": lambda: growth([int(size) for size in given.sizes.split(",")], given.seconds),
        "deleted": lambda: deleted(given.data, given.every),
        "examples": examples,
    }
    with deep_recursion():
        missing_premises(TINY, "S", ask)  # so that all is loaded
        runs[given.what]()


if __name__ == "__main__":
    main()
