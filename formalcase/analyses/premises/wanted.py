"""Which steps and claims lack something, so that premises are looked for."""

from __future__ import annotations

from formalcase.analyses.groundwork import Groundwork
from formalcase.case.formulas import cited
from formalcase.case.model import Argument, Case, Claim
from formalcase.case.nodes import in_words, kind_of
from formalcase.case.verdicts import Verdict
from formalcase.diagnostics.catalogue.limits import OTHER_KIND, UNKNOWN_NODE
from formalcase.diagnostics.errors import SpecError
from formalcase.diagnostics.suggest import did_you_mean


def steps_wanting(ground: Groundwork) -> tuple[str, ...]:
    """The steps that do not follow, or are blocked, or of which it is not known, and the claims with a
    formula for which nobody argues, though the case needs them; in the order of the case."""
    case = ground.case
    argued = {judged.form.step.conclusion.id for judged in ground.steps.values()}
    used = {reference.id for judged in ground.steps.values() for reference in cited(judged.form.step)}
    used |= {case.top} if case.top is not None else set()
    found = []
    for name, node in case.nodes.items():
        if isinstance(node, Argument):
            judged = ground.steps[name]
            unknown = judged.verdict is Verdict.UNDECIDED and not judged.entailed
            if judged.verdict in (Verdict.INVALID, Verdict.BLOCKED) or unknown:
                found.append(name)
        elif isinstance(node, Claim) and node.holds is not None and name in used - argued:
            found.append(name)
    return tuple(found)


def check_wanted(case: Case, name: str) -> None:
    """Raises SpecError when a name is neither that of a step nor that of a claim without an argument."""
    node = case.nodes.get(name)
    steps = [each for each in case.nodes.values() if isinstance(each, Argument)]
    if isinstance(node, Argument):
        return
    if isinstance(node, Claim):
        own = [step.id for step in steps if step.conclusion.id == name]
        if not own:
            return
        advice = f"`{name}` is argued for by {', '.join(f'`{step}`' for step in own)}; name the step"
        raise SpecError([OTHER_KIND.at(None, advice=advice, node=name, what="a claim", expected="a step")])
    if node is None:
        guess = did_you_mean(name, [step.id for step in steps])
        raise SpecError([UNKNOWN_NODE.at(None, advice=guess, case=case.id, node=name)])
    what = in_words(kind_of(node))
    raise SpecError([OTHER_KIND.at(None, node=name, what=what, expected="a step or a claim")])
