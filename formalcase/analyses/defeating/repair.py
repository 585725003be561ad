"""What could take the place of what is lost: leaves that the case declares and does not use.

For a fallen claim, or a lost leaf, the smallest set R of such leaves is looked for that with the leaves that
still stand entails it: D and they and R ⊨ H(node). R goes together with the leaves that still stand, and
with what is false by supposition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from formalcase.analyses.consistency import Theory
from formalcase.analyses.defeating.argued import Argued
from formalcase.analyses.defeating.falsity import Sets
from formalcase.analyses.defeating.near import Near
from formalcase.analyses.defeating.supposed import Supposed
from formalcase.analyses.groundwork import Groundwork
from formalcase.case.formulas import Leaf, is_opaque
from formalcase.case.model import Argument, Assumption, Case, Claim, Evidence, Quorum
from formalcase.case.support import Gate, Graph, all_of, any_of, below, supported
from formalcase.encode.question import Check, Question, Sat
from formalcase.encode.smt import make_question
from formalcase.frozen import dataclass
from formalcase.logic import build
from formalcase.logic.names import print_name
from formalcase.logic.term import Term
from formalcase.syntax.strings import print_string

_NOT = "not "
_STEP = "`repair`"
# Each node for which a repair is looked for takes a search of its own.
_MOST_NODES = 12
_LEAVES_PER_BUDGET = 20


@dataclass(frozen=True, slots=True)
class Repair:
    """`leaves` are declared and not used; with `premises`, in the order of the case and `leaves` among them,
    the node follows again. `restores`: cited there, they bring the top claim back. `smallest`: no smaller set
    would do. `text` is what to write."""

    node: str
    leaves: tuple[str, ...]
    premises: tuple[str, ...]
    restores: bool
    smallest: bool
    text: str


@dataclass(frozen=True, slots=True)
class Wreck:
    """What is left: the changed graph with what it carries, and the claims that fell. `removed` counts for
    nothing in the verdict: lost, doubted or out of date."""

    ground: Groundwork
    supposed: Supposed
    argument: Argued
    graph: Graph
    carried: frozenset[str]
    fallen: tuple[str, ...]
    removed: frozenset[str]

    @property
    def used(self) -> dict[str, Leaf]:
        """The leaves that the top claim draws upon, answers included, by their own ids."""
        return {leaf.id: leaf for leaf in self.argument.leaves.values()}

    @property
    def base(self) -> list[str]:
        """The leaves of the top claim that still stand; warrants aside, as no other step can cite them."""
        hit = self.ground.stood().statuses.hit
        gone = self.supposed.spent | hit
        return [
            name
            for name, leaf in self.used.items()
            if name in self.carried and name not in gone and leaf.kind != "warrant"
        ]

    @property
    def unused(self) -> list[str]:
        """The declared leaves that the top claim does not draw upon, and that nothing speaks against."""
        gone = {*self.used, *self.removed}
        nodes = self.ground.case.nodes.values()
        return [node.id for node in nodes if isinstance(node, Assumption | Evidence) and node.id not in gone]

    def targets(self) -> dict[str, Term]:
        """The formula of each lost leaf and fallen claim that could follow from others: not those that are
        false, nor claims that are themselves withdrawn."""
        false = self.supposed.false
        found: dict[str, Term] = {}
        for name, leaf in self.used.items():
            if name in self.supposed.lost and name not in false and leaf.kind in ("assumption", "evidence"):
                found[name] = leaf.formula
        for name in reversed(self.fallen):
            node = self.ground.case.nodes[name]
            if isinstance(node, Claim) and node.holds is not None and name not in self.supposed.lost:
                found[name] = node.holds
        nodes = self.ground.case.nodes
        return {name: formula for name, formula in found.items() if not is_opaque(nodes[name])}


def repairs(wreck: Wreck, sets: Sets) -> Iterator[Repair]:
    """The repairs that were found: for lost leaves first, then for claims."""
    base, unused = wreck.base, wreck.unused
    targets = dict(list(wreck.targets().items())[:_MOST_NODES])
    theory, facts = wreck.supposed.theory, wreck.supposed.facts
    if not wreck.fallen or not unused or not targets or theory.consistent([*base, *facts]).sat is not Sat.SAT:
        return
    near = Near([theory.leaves[name] for name in (*base, *unused, *facts)], theory.words)
    searches = [_search(wreck, node, formula, near) for node, formula in targets.items()]
    questions = [search.question([Check("all", search.labels)]) for search in searches]
    most = max(len(search.labels) for search in searches)
    answers = theory.ask(questions, allowance=1 + most // _LEAVES_PER_BUDGET)
    for search, answer in zip(searches, answers, strict=True):
        # Only where it follows once every unused leaf is taken in, some of them may be enough.
        if answer["all"].sat is Sat.UNSAT:
            yield from search.repair(sets)


def _search(wreck: Wreck, node: str, formula: Term, near: Near) -> _Search:
    """The search for one node, among the leaves that hang together with it."""
    theory = wreck.supposed.theory
    known = {leaf.id for leaf in near.to(formula)}
    base = tuple(name for name in wreck.base if name in known)
    unused = tuple(name for name in wreck.unused if name in known)
    facts = tuple(name for name in wreck.supposed.facts if name in known)
    found = theory.words.closings((formula, *map(theory.formula, (*base, *unused))))
    closings = tuple(name for name in found if name not in base and name not in wreck.removed)
    return _Search(wreck, node, formula, base, unused, facts, closings)


@dataclass(frozen=True, slots=True)
class _Search:
    """`closings`, and ranges, of all the vocabulary, apart from lost ones, need not be cited."""

    wreck: Wreck
    node: str
    formula: Term
    base: tuple[str, ...]
    unused: tuple[str, ...]
    facts: tuple[str, ...]
    closings: tuple[str, ...]

    @property
    def theory(self) -> Theory:
        return self.wreck.supposed.theory

    @property
    def labels(self) -> tuple[str, ...]:
        return (*self.base, *self.closings, *self.unused, _NOT)

    def question(self, checks: Sequence[Check]) -> Question:
        labelled = {name: self.theory.formula(name) for name in self.labels if name != _NOT}
        labelled[_NOT] = build.negation(self.formula)
        return make_question(self.theory.vocabulary, labelled, checks)

    def repair(self, sets: Sets) -> Iterator[Repair]:
        """The repair with the smallest set of unused leaves that was found, if there is one."""
        found = self._smallest(sets)
        if found is None:
            return
        leaves, smallest = found
        premises, closings = self._premises(leaves)
        restores = _restores(self.wreck, self.node, (*premises, *closings))
        yield Repair(self.node, leaves, premises, restores, smallest, _text(self.wreck, self.node, premises))

    def _smallest(self, sets: Sets) -> tuple[tuple[str, ...], bool] | None:
        """The smallest set that does, and whether no smaller one would."""
        found: list[tuple[str, ...]] = []
        complete = False
        hard = (*self.base, *self.closings)
        for batch in sets(self.question([]), soft=self.unused, goal=_NOT, hard=hard).batches():
            found += batch.supports
            complete = batch.complete
        order = {name: place for place, name in enumerate(self.unused)}
        for leaves in sorted(found, key=lambda names: (len(names), [order[name] for name in names])):
            if self.theory.consistent([*self.base, *leaves, *self.facts]).sat is Sat.SAT:
                return leaves, complete or len(leaves) <= 1
        return None

    def _premises(self, leaves: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What to cite: the leaves, and as few as can be of those that stand already; and the closings and
        ranges that it takes besides."""
        spare = (*self.base, *self.closings)
        check = Check("core", (*spare, *leaves, _NOT), shrink=spare)
        core = self.theory.ask([self.question([check])])[0]["core"].core or check.labels
        implicit = {*self.closings, *self.theory.implicit}
        order = {name: place for place, name in enumerate(self.wreck.ground.leaves)}
        cited = sorted({*core, *leaves} - {_NOT, *implicit}, key=order.__getitem__)
        return tuple(cited), tuple(name for name in core if name in implicit)


def _restores(wreck: Wreck, node: str, premises: Sequence[str]) -> bool:
    """Whether the top claim is carried again once the node follows from the premises."""
    own = f"{node}\0own" if f"{node}\0own" in wreck.graph else node
    graph: dict[str, Gate] = {**wreck.graph, _STEP: all_of(premises)}
    graph[own] = any_of((*graph[own].members, _STEP)) if own in graph else all_of([_STEP])
    return wreck.argument.claim in supported(graph, wreck.supposed.lost - {node})


def _text(wreck: Wreck, node: str, premises: Sequence[str]) -> str:
    """A step for the claim; or the steps below the top claim that cite a lost leaf, with the others in its
    place. Empty where that cannot be written, as a member of a quorum is one node."""
    case = wreck.ground.case
    if isinstance(case.nodes[node], Claim):
        title = print_string("By what else is known")
        return f"argument {_fresh(case)} {title} {{ {' '.join(_for_from(node, premises))} }}"
    part = below(wreck.graph, wreck.argument.claim)
    steps = [case.nodes[name] for name in wreck.ground.steps if name in part]
    texts = [_rewritten(step, node, premises) for step in steps if isinstance(step, Argument)]
    return "" if None in texts else "\n".join(text for text in texts if text)


def _for_from(claim: str, premises: Iterable[str], quorums: Iterable[str] = ()) -> list[str]:
    """The first fields of a step. What holds by definition is argued for from nothing."""
    cited = ", ".join([*map(print_name, premises), *quorums])
    return [f"for {print_name(claim)}", *([f"from {cited}"] if cited else [])]


def _rewritten(step: Argument, leaf: str, premises: Sequence[str]) -> str | None:
    """The step with others in the place of the leaf. Empty if it does not cite it, None if it cannot be
    written."""
    plain = [premise.id for premise in step.premises if not isinstance(premise, Quorum)]
    quorums = [premise for premise in step.premises if isinstance(premise, Quorum)]
    members = {member.id for quorum in quorums for member in quorum.members}
    given = [each.id for each in step.given]
    if leaf not in (*plain, *members, *given):
        return ""
    cited = _in_place(plain, leaf, premises)
    if leaf in members or members.intersection(cited):
        return None
    fields = _for_from(
        step.conclusion.id,
        cited,
        [f"{each.least} of ({', '.join(print_name(one.id) for one in each.members)})" for each in quorums],
    )
    if kept := _in_place(given, leaf, premises):
        fields.append(f"given {', '.join(map(print_name, kept))}")
    if step.informal:
        fields.append("informal")
    if step.because is not None:
        fields.append(f"because {print_string(step.because)}")
    return f"argument {print_name(step.id)} {print_string(step.text)} {{ {' '.join(fields)} }}"


def _in_place(names: Sequence[str], leaf: str, others: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(each for name in names for each in (others if name == leaf else (name,))))


def _fresh(case: Case) -> str:
    """A name that nothing in the case has."""
    words = {*case.nodes, *case.vocabulary.symbols, *case.vocabulary.sorts, *case.vocabulary.enums}
    return next(name for number in range(1, len(words) + 2) if (name := f"NEW{number}") not in words)
