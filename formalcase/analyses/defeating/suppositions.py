"""What is supposed in a what-if question: which nodes are withdrawn, false, or taken as given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from formalcase.analyses.groundwork import Groundwork
from formalcase.case.formulas import warrant_of
from formalcase.case.model import Argument, Assumption, Case, Evidence, Provenance
from formalcase.case.nodes import Kind, in_words, kind_of, word_kinds
from formalcase.case.verdicts import Verdict
from formalcase.diagnostics.catalogue.limits import IMPOSSIBLE_SUPPOSITION, OTHER_KIND, UNKNOWN_NODE
from formalcase.diagnostics.errors import SpecError
from formalcase.diagnostics.suggest import did_you_mean
from formalcase.frozen import dataclass

if TYPE_CHECKING:
    from formalcase.diagnostics.finding import Finding

_LEAVES: tuple[Kind, ...] = ("assumption", "evidence", "warrant", "closing", "range")
_WITHDRAWN: tuple[Kind, ...] = (*_LEAVES, "claim", "argument", "source", "defeater")
_FALSE: tuple[Kind, ...] = (*_LEAVES, "claim")
_GIVEN: tuple[Kind, ...] = (*_LEAVES, "claim", "defeater")


@dataclass(frozen=True, slots=True)
class Suppositions:
    """The ids of a question, each once, in the order in which they were given.

    `under` has for each withdrawn source the evidence and assumptions that come from it, also by way of
    `within`, in the order of the case. `read_as` has for each step that was named by a warrant that it does
    not have the name of that. Nothing that is taken as given is withdrawn or false, too.
    """

    fail: tuple[str, ...] = ()
    false: tuple[str, ...] = ()
    assume: tuple[str, ...] = ()
    under: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    read_as: Mapping[str, str] = field(default_factory=dict)

    @property
    def withdrawn(self) -> frozenset[str]:
        """Everything that is withdrawn, sources replaced by what is under them."""
        named = (name for name in self.fail if name not in self.under)
        return frozenset(named).union(*self.under.values())


def suppositions(
    ground: Groundwork, fail: Sequence[str], false: Sequence[str], assume: Sequence[str]
) -> Suppositions:
    """The question that is meant. Raises SpecError, with a finding for each id that does not fit."""
    kinds = _kinds(ground)
    # An attack on a warrant that a step does not have is one on the step; so is its loss.
    read_as = {step: name for name in fail if (step := _step_without_warrant(ground, name)) is not None}
    fail = [_step_without_warrant(ground, name) or name for name in fail]
    findings = [
        finding
        for names, fit, expected in (
            (fail, _WITHDRAWN, "a leaf, a step, a claim, a source or a defeater, which can be withdrawn"),
            (false, _FALSE, "a leaf or a claim, which can be false"),
            (assume, _GIVEN, "a leaf, a claim or a defeater, which can be taken as given"),
        )
        for name in dict.fromkeys(names)
        if (finding := _misfit(ground, name, kinds, fit, expected)) is not None
    ]
    if findings:
        raise SpecError(findings)
    under = {name: under_source(ground.case, name) for name in fail if kinds[name] == "source"}
    asked = Suppositions(_each(fail), _each(false), _each(assume), under, read_as)
    refusal = _refusal(ground.case, asked)
    if refusal is not None:
        raise SpecError([IMPOSSIBLE_SUPPOSITION.at(None, reason=refusal)])
    return asked


def under_source(case: Case, source: str) -> tuple[str, ...]:
    """The evidence and assumptions that come from a source, also by way of `within`."""
    inside: defaultdict[str, list[str]] = defaultdict(list)
    for node in case.nodes.values():
        if isinstance(node, Provenance):
            for outer in node.within:
                inside[outer.id].append(node.id)
    found = {source}
    todo = [source]
    while todo:
        fresh = [name for name in inside[todo.pop()] if name not in found]
        found.update(fresh)
        todo += fresh
    return tuple(
        node.id
        for node in case.nodes.values()
        if isinstance(node, Assumption | Evidence) and any(each.id in found for each in node.sources)
    )


def _each(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _kinds(ground: Groundwork) -> dict[str, Kind]:
    """The kind of everything that something can be supposed of; a proved step has no warrant."""
    kinds: dict[str, Kind] = {name: leaf.kind for name, leaf in ground.leaves.items()}
    kinds.update((node.id, kind_of(node)) for node in ground.case.nodes.values())
    return kinds


def _misfit(
    ground: Groundwork, name: str, kinds: Mapping[str, Kind], fit: Sequence[Kind], expected: str
) -> Finding | None:
    """Why nothing of the sort can be supposed of a name; None if it can."""
    kind = kinds.get(name)
    if kind in fit:
        return None
    case = ground.case
    word = in_words(kind) if kind else word_kinds(case.vocabulary).get(name)
    if word is not None:
        return OTHER_KIND.at(None, node=name, what=word, expected=expected)
    advice = _no_warrant(ground, name) or did_you_mean(name, [each for each in kinds if kinds[each] in fit])
    return UNKNOWN_NODE.at(None, advice=advice, case=case.id, node=name)


def _step_without_warrant(ground: Groundwork, name: str) -> str | None:
    """The step of a warrant that was named and that it does not have; None if there is no such step."""
    step = name.removesuffix(".warrant")
    if name in ground.leaves or name != warrant_of(step):
        return None
    return step if isinstance(ground.case.nodes.get(step), Argument) else None


def _no_warrant(ground: Groundwork, name: str) -> str | None:
    """Why the step of a warrant that was named has none; None if there is no such step."""
    step = _step_without_warrant(ground, name)
    if step is None:
        return None
    proved = ground.steps[step].verdict is Verdict.VALID
    why = "was proved and has no warrant" if proved else "is not closed by judgement and has no warrant"
    return f"`{step}` {why}; `--fail` takes the step itself"


def _refusal(case: Case, asked: Suppositions) -> str | None:
    """Why the suppositions do not go together, in words."""
    if not (asked.fail or asked.false or asked.assume):
        return "nothing is withdrawn, nothing is false, and nothing is taken as given"
    if case.top in asked.assume:
        return f"`{case.top}` is the top claim, and taken as given it would leave nothing to ask"
    for name in asked.assume:
        for source in _reasons(asked, name):
            return f"`{name}` cannot be taken as given and be {source}"
    return None


def _reasons(asked: Suppositions, name: str) -> Iterator[str]:
    if name in asked.false:
        yield "false"
    if name in asked.fail:
        yield "withdrawn"
    for source, leaves in asked.under.items():
        if name in leaves:
            yield f"withdrawn with its source `{source}`"
