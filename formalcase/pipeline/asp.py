"""Writing the argument for a claim as a program for stock clingo."""

from __future__ import annotations

from formalcase.analyses.defeating.argued import Argued, argued
from formalcase.analyses.defeating.asked import claim_of
from formalcase.export import asp_file
from formalcase.loading import load_one
from formalcase.pipeline.asking import judged
from formalcase.settings import CasePath, Settings


def export_asp(path: CasePath, settings: Settings, claim: str | None = None) -> tuple[str, Argued]:
    """The argument for a claim, the top claim if none is named, as a program for clingo.

    Raises SpecError when the case cannot be read, or has no such claim.
    """
    case = load_one(path)
    name = claim_of(case, claim)
    with judged(case, settings) as (ground, _, _):
        argument = argued(ground, name)
    return asp_file(case.id, argument), argument
