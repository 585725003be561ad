"""In the worker: all checks of one question, one after the other, in one fresh context."""

from __future__ import annotations

import z3

from formalcase.solve.core import shrink
from formalcase.solve.decision import Decision
from formalcase.solve.errors import ReplayError, out_of_memory
from formalcase.solve.ladder import Ladder
from formalcase.solve.least import least
from formalcase.solve.model import read_world
from formalcase.solve.tidy import plain_model
from formalcase.solve.wire import Message

for _parameter in ("smt.random_seed", "sat.random_seed", "nlsat.seed"):
    z3.set_param(_parameter, 0)


def answer(request: Message) -> Message:
    """The outcomes of a question by name of check, or what is wrong with the question."""
    try:
        ladder = Ladder(request)
    except (z3.Z3Exception, MemoryError) as failure:
        if out_of_memory(failure):
            return {"outcomes": _unknown(request, "memory")}
        return {"error": f"{failure}\n{request['declarations']}{request['assertions']}"}
    outcomes: Message = {}
    for check in request["checks"]:
        after = check["after"]
        if after is None or outcomes.get(after[0], {}).get("sat") == after[1]:
            try:
                outcomes[check["name"]] = _outcome(ladder, check)
            except ReplayError as mismatch:
                return {"error": f"{check['name']}: {mismatch}", "replay": True}
    return {"outcomes": outcomes}


def _unknown(request: Message, why: str) -> Message:
    """The outcomes when nothing could be asked."""
    outcomes: Message = {}
    for check in request["checks"]:
        after = check["after"]
        if after is None or outcomes.get(after[0], {}).get("sat") == after[1]:
            outcomes[check["name"]] = {"sat": "unknown", "reason": why, "work": 0}
    return outcomes


def _outcome(ladder: Ladder, check: Message) -> Message:
    before = ladder.work()
    try:
        outcome = _decided(ladder, check)
    except (z3.Z3Exception, MemoryError) as failure:
        if not out_of_memory(failure):
            raise
        outcome = {"sat": "unknown", "reason": "memory"}
    outcome["work"] = ladder.work() - before
    return outcome


def _decided(ladder: Ladder, check: Message) -> Message:
    labels: list[str] = check["labels"]
    if check["least"] is not None:
        return least(ladder, labels, check["least"])
    decision = ladder.decide(labels, world=check["world"] and check["plain"])
    if decision.sat == "unsat":
        return _contradiction(ladder, check, decision)
    if decision.sat == "unknown":
        return {"sat": "unknown", "reason": decision.reason}
    if not check["world"]:
        return {"sat": "sat"}
    return {"sat": "sat", "world": _plain_world(ladder, decision) if check["plain"] else _any_world(decision)}


def _any_world(decision: Decision) -> Message:
    assert decision.parsed is not None
    return read_world(decision.parsed, decision.solver.model(), decision.individuals)


def _plain_world(ladder: Ladder, decision: Decision) -> Message:
    assert decision.parsed is not None
    model = plain_model(decision.parsed, decision, ladder.steps)
    # The solver that had the model now knows of wishes that are no part of the question.
    ladder.renew()
    return read_world(decision.parsed, model, decision.individuals)


def _contradiction(ladder: Ladder, check: Message, decision: Decision) -> Message:
    if not check["shrink"]:
        return {"sat": "unsat", "core": check["labels"]}
    core = shrink(ladder, check["labels"], check["shrink"], decision)
    if not core.replayed:
        return {"sat": "unknown", "reason": "budget"}
    return {"sat": "unsat", "core": core.labels, "core_minimal": core.minimal}
