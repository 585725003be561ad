"""What comes out of a search for missing premises."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from formalcase.case.verdicts import Verdict
from formalcase.frozen import dataclass
from formalcase.logic.term import Term
from formalcase.logic.world import World

Origin = Literal["case", "literals", "rule", "bound", "conditional"]
"""The strata, in the order in which they are searched; candidates of two of them are never compared."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Where a search stops. `proposals` are sets of candidates asked about one after the other of which
    none was enough, `answers` sets that were, `space` candidates to choose from, `steps` solver steps, each
    of these in one stratum; of the nodes of the case no more than `nodes` are looked at together."""

    steps: int = 400_000
    proposals: int = 400
    answers: int = 100
    space: int = 1_500
    nodes: int = 3

    @classmethod
    def within(cls, budget: int) -> Limits:
        """Where one question may take so many solver steps."""
        return cls(steps=budget // 5)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A premise with which the step would hold.

    `members` are its parts, none of which is idle; `text` is the whole formula in the language of the
    case. `nodes` are those to be cited instead of writing it, `cites` is the node if there is just one.
    `minimal`: no part is idle, and nothing weaker of its kind over the same words would do.
    `consistent`: shown to be so with the premises and with what the case rests on; where that is false it
    is not known. `stronger_than` has the texts of weaker candidates of the same origin. `breaks` names the
    declared independences that citing the nodes would break. `within`: a weakest bound lies no further
    than this beyond the one that is offered, which is then not `minimal`. `ruled_out` is a world in which
    the premises hold, the conclusion fails, and so does the candidate. `empties`: with it there is nothing
    left of which the conclusion speaks.
    """

    formula: Term
    members: tuple[Term, ...]
    text: str
    origin: Origin
    cites: str | None = None
    nodes: tuple[str, ...] = ()
    minimal: bool = True
    consistent: bool = True
    stronger_than: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    within: Fraction | None = None
    ruled_out: World | None = None
    empties: bool = False


@dataclass(frozen=True, slots=True)
class Stratum:
    """How far the search among candidates of one origin went.

    `searched` candidates could be chosen from, alone or together. When it is not `complete`, `stopped` says
    why, and no set of fewer than `cost` of them is left.
    """

    origin: Origin
    searched: int
    complete: bool = True
    stopped: str = ""
    cost: int = 0


@dataclass(frozen=True, slots=True)
class Missing:
    """The premises that may be missing, in the order in which they are to be shown.

    `refuted`: the premises contradict the conclusion; when they contradict each other alone, `refuted` is
    false. In both cases `conflict` names what contradicts each other, and no premise can be missing.
    `complete`: the candidates are all there are among the `searched` ones; otherwise `stopped` says where
    it ended. `world` is one in which the premises hold and the conclusion fails: each candidate is false
    in it.
    """

    step: str
    verdict: Verdict
    refuted: bool = False
    conflict: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    complete: bool = True
    searched: int = 0
    stopped: str = ""
    strata: tuple[Stratum, ...] = ()
    world: World | None = None
