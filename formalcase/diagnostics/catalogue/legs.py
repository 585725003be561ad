"""FC72x: the independence of parallel legs."""

from __future__ import annotations

from formalcase.diagnostics.rule import error, note, warning

NOT_INDEPENDENT = error(
    "FC720",
    "not-independent",
    "{legs} are not independent: {reason}{more}",
    "`formalcase legs` names all reasons and what it would take; what is meant to be shared is accepted by "
    "name, with `accepting`",
)
INDEPENDENCE_UNDECIDED = warning(
    "FC721",
    "independence-undecided",
    "whether {legs} are independent is undecided: {reason}{more}",
    "what has no formula or no source cannot be compared",
)
LEGS_SHARE = note(
    "FC722",
    "legs-share",
    "{legs} argue for `{claim}` apart, and share {what}",
    "where each of them needs that, its loss takes them all: `formalcase whatif` tells, and "
    "`formalcase legs` finds what else they have in common",
)
MEMBERS_SHARE = note(
    "FC723",
    "members-share",
    "{members} share `{what}`; without them fewer than the {least} that `{step}` needs are left",
    "`formalcase whatif` tells what falls with it; take one of them from elsewhere, or see that it is meant",
)
