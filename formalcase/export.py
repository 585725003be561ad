"""The questions of a run as SMT-LIB files that any solver can be asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from formalcase.analyses.step import Judged
from formalcase.encode.question import Question
from formalcase.encode.smt import digest, question_text
from formalcase.solve.question import Answer

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
