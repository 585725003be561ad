"""FC7xx: defeaters."""

from __future__ import annotations

from formalcase.diagnostics.rule import error, note, warning

OPEN_DEFEATER = warning(
    "FC701",
    "open-defeater",
    "the doubt `{defeater}` is open and takes away {targets}",
    'answer it with a defeater that attacks it and is argued for, or accept it as `residual "reason"`',
)
UNRESOLVED_DEFEATER = warning(
    "FC702",
    "unresolved-defeater",
    "the defeater `{defeater}` is unresolved and takes away {targets}",
    "it is argued for, or attacked by something that is, and neither settles it: mend what does not "
    "follow, or settle which of them holds",
)
SUSTAINED_DEFEATER = warning(
    "FC703",
    "sustained-defeater",
    "the defeater `{defeater}` is sustained and takes away {targets}",
    "its argument stands; answer it, or build the case without what it attacks",
)
RESIDUAL = note(
    "FC704",
    "residual",
    "the doubt `{defeater}` is accepted as a residual risk: {reason}",
)
ATTACKS_DEFINITION = error(
    "FC705",
    "attacks-definition",
    "`{defeater}` attacks `{claim}`, which holds by definition",
    "what holds by definition cannot be false; attack a leaf, or say in a `context` what the words miss",
)
UNDERCUT_INSTEAD = note(
    "FC706",
    "undercut-instead",
    "`{defeater}` attacks `{target}`, but `{step}` needs no warrant; the attack is read as one on the step",
    "it doubts that the formulas of the step say what its sentences say",
)
CONTESTED = warning(
    "FC707",
    "contested",
    "{leaves} together entail `{claim}`, which `{defeater}` rebuts",
    "each of them may be right alone; not all of them if the rebuttal is",
)
TRIVIAL_DEFEATER = warning(
    "FC713",
    "trivial-defeater",
    "the defeater `{defeater}` holds by definition alone, whatever the world is like",
    "its formula says nothing, so that anything argues for it; compare it with its sentence",
)
UNARGUED_ROUTE = note(
    "FC712",
    "unargued-route",
    "`{claim}` follows from {leaves} {alone}, and no argument says so{more}",
    "write the step that is missing, or see whether a leaf says more than it should",
)
SINGLE_POINTS = note(
    "FC708",
    "single-points-of-failure",
    "the loss of {which} leaves the claim `{claim}` without support",
    "many arguments need each of their leaves; where that is too little, add a leg that does without them",
)
DEAD_WEIGHT = warning(
    "FC709",
    "dead-weight",
    "no argument needs `{leaf}`: it is in no minimal set of leaves that supports the top claim, an answer or "
    "a defeater",
    "what rests on it is supported with less already; drop it, or say what only it can show",
)
