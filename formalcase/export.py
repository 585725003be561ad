"""A case as stock solvers read it: the questions of a run in SMT-LIB, the argument for a claim for clingo."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from formalcase.analyses.consistency import plain_name
from formalcase.analyses.defeating.argued import Argued
from formalcase.analyses.step import Judged
from formalcase.case.support import is_inner
from formalcase.encode.asp import (
    MINIMAL_FLAGS,
    Numbering,
    choice_facts,
    one_line,
    program,
    quoted,
    set_program,
)
from formalcase.encode.question import Question
from formalcase.encode.smt import digest, question_text
from formalcase.solve.question import Answer

_CONTRACT = " See README.md for the contract."

_LEGEND = """\
% gate(G, K): G is supported by at least K of its members; what is no gate is a leaf. goal(G): the claim.
% losable(L): the leaf may be lost. node(N, Name): what N is called in the case; some gates have no name.
"""

Asked = Sequence[tuple[Question, Answer]]
"""What was asked in a run, in order, and what came back."""


def smt2_files(asked: Asked, steps: Mapping[str, Judged]) -> dict[str, str]:
    """A file for each check that was run, by name: first its number, then the step or `case`, then the
    check. The text says in a comment what the answer was."""
    owners = {id(judged.question): name for name, judged in steps.items() if judged.question is not None}
    files: dict[str, str] = {}
    for question, answer in asked:
        owner = owners.get(id(question), "case")
        for check in question.checks:
            if check.name in answer:
                name = f"{len(files) + 1:05d}-{_plain(owner)}-{_plain(check.name)}.smt2"
                head = f"; digest {digest(question)}\n; answered {answer[check.name].sat}\n"
                files[name] = head + question_text(question, check)
    return files


def _plain(text: str) -> str:
    """A part of a file name that every file system takes."""
    return re.sub(r"[^A-Za-z0-9_]+", "_", text).strip("_")[:40] or "x"


def asp_file(case: str, argued: Argued) -> str:
    """A program whose minimal answers, found by the command in its head, are the minimal defeater sets."""
    facts, names = choice_facts(argued.graph, argued.claim, argued.leaves)
    head = "".join(f"% {line}".rstrip() + "\n" for line in _asp_head(case, argued))
    labels = "".join(f"node({number}, {quoted(name)}).\n" for number, name in _labels(argued, names))
    rules = f"{set_program('defeaters')}\n{program('defeaters/named')}".replace(_CONTRACT, "")
    return f"{head}\n{rules}\n{_LEGEND}{facts}{labels}"


def _labels(argued: Argued, names: Numbering) -> Iterator[tuple[int, str]]:
    """What the nodes are called in the case; gates inside a step, or for an answer, have no name there."""
    for number, node in enumerate(names.nodes):
        if not is_inner(node):
            yield number, node
        elif node not in argued.graph and plain_name(node) in argued.graph:
            # The leaf itself, where its own node also needs the answers to the doubts about it.
            yield number, plain_name(node)


def _asp_head(case: str, argued: Argued) -> Iterator[str]:
    claim = one_line(argued.claim)
    yield f"The minimal defeater sets of the claim {claim} of the case {one_line(case)}: sets of"
    yield "leaves without which it is not supported and no part of which would do. Each is an answer that"
    yield ""
    yield f"    clingo FILE 0 {' '.join(MINIMAL_FLAGS)}"
    yield ""
    if argued.supported:
        from formalcase.logic.number_text import in_short

        count = _count(argued)
        found = (
            "did not count them within its budget" if count is None else f"finds {in_short(count)} of them"
        )
        yield f"gives, where FILE is this file. The tool that wrote it {found}."
    else:
        yield "gives, where FILE is this file. The claim is NOT SUPPORTED as it stands: there is nothing to"
        yield "take away, and the only answer is the empty set."
    if argued.undecided:
        yield f"Undecided, so that they carry nothing here: {_listed(argued.undecided)}"
    if argued.doubts:
        yield f"Not refuted today, and left out: {_listed(argued.doubts)}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(one_line, names))


def _count(argued: Argued) -> int | None:
    from formalcase.diagrams import OutOfSteps, TooCircular, minimal_defeaters

    mentioned = {member for gate in argued.graph.values() for member in gate.members}
    kept = [node for node in mentioned if node not in argued.graph and node not in argued.leaves]
    try:
        return minimal_defeaters(argued.graph, argued.claim, kept=kept).count
    except (OutOfSteps, TooCircular):
        return None
