"""`formalcase explain`: the page of one finding."""

from __future__ import annotations

from typing import Annotated

import typer

from formalcase.cli.exit import Exit
from formalcase.cli.guard import command
from formalcase.cli.output import complain, emit


@command
def explain(
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="Such as FC401, or a name.", show_default=False)
    ],
) -> Exit:
    """Explain a finding by its code."""
    from formalcase.diagnostics.catalogue import CATALOGUE
    from formalcase.diagnostics.catalogue.limits import UNKNOWN_CODE
    from formalcase.diagnostics.suggest import did_you_mean
    from formalcase.render.explain import page

    by_name = {rule.name: rule for rule in CATALOGUE.values()}
    rule = CATALOGUE.get(code.upper()) or by_name.get(code.lower())
    if rule is None:
        known = CATALOGUE if code[:2].upper() == "FC" else by_name
        return complain([UNKNOWN_CODE.at(None, advice=did_you_mean(code, known), code=code)])
    emit(page(rule))
    return Exit.CLEAN
