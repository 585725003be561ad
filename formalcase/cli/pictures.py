"""`formalcase export svg`, `mermaid` and `dot`: the argument as a picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from formalcase.cli import given, options
from formalcase.cli.exit import Exit
from formalcase.cli.guard import command
from formalcase.cli.output import complain, emit
from formalcase.render.clean import clean

if TYPE_CHECKING:
    from formalcase.case.model import Case
    from formalcase.render.picture.outline import Box
    from formalcase.render.picture.svg import Notation

File = Annotated[
    str, typer.Option("-o", "--output", metavar="FILE", help="Where the picture goes; - for standard output.")
]
Node = Annotated[
    str | None, typer.Option("--node", metavar="ID", help="Where to begin; the top claim if none is given.")
]
Legs = Annotated[
    bool,
    typer.Option(
        "--legs",
        help="Draw parallel legs instead: what they share, and what each rests on; "
        "of the claim named with --node, or of each with several.",
    ),
]
Shapes = Annotated[str, typer.Option("--notation", metavar="gsn|cae", help="Which shapes to use.")]


@command
def svg(
    path: options.OnePath,
    output: File,
    node: Node = None,
    notation: Shapes = "gsn",
    legs: Legs = False,
    budget: options.Budget = None,
    as_of: options.AsOf = None,
) -> Exit:
    """Draw the argument. A large one becomes several files: an overview, and one for each part."""
    if wrong := list(given.unknown_choice("--notation", notation, ("gsn", "cae"))):
        return complain(wrong)

    if legs:
        return _draw_legs(path, node, {"budget": budget, "as_of": as_of}, output)

    def written(case: Case, top: Box) -> Mapping[str, str]:
        from formalcase.render.picture.layout import layout
        from formalcase.render.picture.pages import pages
        from formalcase.render.picture.svg import svg_text

        shown = [top] if output == "-" else pages(top)
        shapes: Notation = "cae" if notation == "cae" else "gsn"
        return _named(output, [svg_text(layout(page), f"{case.title}: {page.id}", shapes) for page in shown])

    return _draw(path, node, {"budget": budget, "as_of": as_of}, written)


@command
def mermaid(
    path: options.OnePath,
    output: File,
    node: Node = None,
    budget: options.Budget = None,
    as_of: options.AsOf = None,
) -> Exit:
    """Write the argument as a Mermaid flow chart, for pull requests and wikis."""

    def written(case: Case, top: Box) -> Mapping[str, str]:
        from formalcase.render.picture.graphs import mermaid_text

        return {output: mermaid_text(top)}

    return _draw(path, node, {"budget": budget, "as_of": as_of}, written)


@command
def dot(
    path: options.OnePath,
    output: File,
    node: Node = None,
    budget: options.Budget = None,
    as_of: options.AsOf = None,
) -> Exit:
    """Write the argument as a graph for Graphviz."""

    def written(case: Case, top: Box) -> Mapping[str, str]:
        from formalcase.render.picture.graphs import dot_text

        return {output: dot_text(top)}

    return _draw(path, node, {"budget": budget, "as_of": as_of}, written)


def _draw(
    path: str,
    node: str | None,
    flags: Mapping[str, object],
    written: Callable[[Case, Box], Mapping[str, str]],
) -> Exit:
    """Checks the case, for the verdicts in the picture, and writes what `written` gives, by file name."""
    where = given.case_path(path)
    settings = given.settings_for([where], **flags)

    from formalcase.analyses.defeating.asked import claim_of
    from formalcase.diagnostics.catalogue.limits import UNKNOWN_NODE
    from formalcase.diagnostics.suggest import did_you_mean
    from formalcase.loading import load_one
    from formalcase.pipeline.check import check_case
    from formalcase.render.picture.outline import outline

    case = load_one(where)
    start = claim_of(case, None) if node is None else node
    if start not in case.nodes:
        advice = did_you_mean(start, case.nodes)
        return complain([UNKNOWN_NODE.at(None, advice=advice, case=case.id, node=start)])
    top = outline(case, check_case(case, settings).cases[0], start)
    assert top is not None
    return _write(written(case, top))


def _draw_legs(path: str, claim: str | None, flags: Mapping[str, object], output: str) -> Exit:
    """Two pictures for the legs of each claim: a diagram of what they share, and a grid."""
    where = given.case_path(path)
    settings = given.settings_for([where], **flags)

    from formalcase.loading import load_one
    from formalcase.pipeline.legs import legs_of
    from formalcase.render.picture.legs import legs_grid, legs_svg

    found = legs_of(load_one(where), claim, settings)
    if not found.claims:
        emit("no claim has more than one leg\n")
    pictures = [text for each in found.claims for text in (legs_svg(each), legs_grid(each))]
    return _write(_named(output, pictures[:1] if output == "-" else pictures))


def _write(pictures: Mapping[str, str]) -> Exit:
    for name, text in pictures.items():
        emit(text, Path(name))
        if name != "-":
            emit(f"{clean(name)}\n")
    return Exit.CLEAN


def _named(output: str, pictures: Sequence[str]) -> dict[str, str]:
    """The pictures by the files they go to: the one named, and others beside it with numbers."""
    names = [output, *(_numbered(output, number) for number in range(2, len(pictures) + 1))]
    return dict(zip(names, pictures, strict=False))


def _numbered(name: str, number: int) -> str:
    """`case.svg` becomes `case-2.svg`."""
    path = Path(name)
    return str(path.with_name(f"{path.stem}-{number}{path.suffix}"))
