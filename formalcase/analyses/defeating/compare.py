"""Where the two readings differ, and by which route.

Whatever the argument supports, its leaves entail: every sound step is a proof, or comes with its warrant.
So a set that brings the claim down in the logic reading does so in the argument reading as well, and only
the other way round they can differ: the argument is gone, and the claim follows from what is kept. There
are three ways to that: a route that nobody argued; a leaf that the steps rest on and no formula needs
(an idle premise, a `given` node, a premise that another one makes superfluous); and a leaf that is needed
only to answer a doubt, also one about what a proved step says.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from formalcase.analyses.defeating.argued import Argued
from formalcase.analyses.defeating.routes import Routes
from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.step import Ask
from formalcase.diagnostics.prose import listed
from formalcase.frozen import dataclass

_MOST_SETS = 100


@dataclass(frozen=True, slots=True)
class Differs:
    """The loss of `members` takes the claim its argument, and the claim still follows from `route`, minimal
    and consistent; `argued`: whether the route lies in one minimal support set, None if that is not known.
    """

    members: tuple[str, ...]
    route: tuple[str, ...]
    argued: bool | None
    text: str


def differences(
    ground: Groundwork, argument: Argued, sets: Sequence[Collection[str]], ask: Ask
) -> tuple[Differs, ...]:
    """Of some defeater sets in the argument reading, those that leave the claim entailed; one question.

    For a claim without support that is asked of the empty set. Where it is not known whether the claim is
    entailed, or whether it has support, nothing is said; nor of what is beyond the first hundred sets.
    """
    if argument.undecided and not argument.supported:
        return ()
    routes = Routes(ground, argument, ask)
    asked = [()] if not argument.supported else [_ordered(argument, each) for each in sets[:_MOST_SETS]]
    return tuple(
        _differs(routes, argument, lost, route)
        for lost, route in zip(asked, routes.without(asked), strict=True)
        if route is not None
    )


def _ordered(argument: Argued, members: Collection[str]) -> tuple[str, ...]:
    chosen = set(members)
    return tuple(leaf.id for leaf in argument.leaves.values() if leaf.id in chosen)


def _differs(routes: Routes, argument: Argued, lost: tuple[str, ...], route: tuple[str, ...]) -> Differs:
    support = routes.support_with(route)
    known = bool(routes.sets.can_tell)
    gone = f"without {listed(lost)} the argument for `{argument.claim}` is gone"
    if not lost:
        gone = f"no sound argument supports `{argument.claim}`"
    follows = f"it still follows from {listed(route)}" if lost else f"it follows from {listed(route)}"
    if not route:
        return Differs(lost, route, known or None, f"{gone}, and yet it holds by definition")
    if support is None:
        together = "" if len(route) == 1 else " together"
        why = f", which no argument takes{together}" if known else ""
        return Differs(lost, route, False if known else None, f"{gone}, and yet {follows}{why}")
    return Differs(lost, route, True, f"{gone}, and yet {follows}: {_not_needed(routes, lost, support)}")


def _not_needed(routes: Routes, lost: Collection[str], support: Collection[str]) -> str:
    """Why the support set that has the route does not survive the loss, though the route does."""
    missed = [name for name in lost if name in support]
    cited = [name for name in missed if name in routes.own]
    answers = [name for name in missed if name not in routes.own]
    said = []
    if cited:
        said.append(f"its argument cites {listed(cited)}, and the formulas do without")
    if answers:
        said.append(f"{listed(answers)} {'is' if len(answers) == 1 else 'are'} there to answer a doubt")
    return " and ".join(said)
