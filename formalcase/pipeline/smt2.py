"""Writing the questions of a check as files for a stock SMT solver."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from formalcase.analyses.examine import examine
from formalcase.encode.question import Question
from formalcase.export import smt2_files
from formalcase.loading import load_one
from formalcase.logic.depth import deep_recursion
from formalcase.pipeline.asking import asking
from formalcase.settings import CasePath, Settings
from formalcase.solve.question import Answer
from formalcase.solve.session import Session


def export_smt2(path: CasePath, folder: Path, settings: Settings) -> list[Path]:
    """Writes every question of a check into the folder, which is made if it is not there.

    Raises SpecError when the case cannot be read, OSError when a file cannot be written.
    """
    asked: list[tuple[Question, Answer]] = []
    with deep_recursion(), Session(settings.jobs) as session:
        case = load_one(path)
        ask = asking(session, settings, case.id)

        def recording(questions: Sequence[Question], *, allowance: int = 1) -> Sequence[Answer]:
            answers = ask(questions, allowance=allowance)
            asked.extend(zip(questions, answers, strict=True))
            return answers

        found = examine(case, recording, settings.as_of or case.as_of)

    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in smt2_files(asked, found.steps).items():
        (folder / name).write_text(text, encoding="utf-8")
        written.append(folder / name)
    return written
