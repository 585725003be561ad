"""The words of a report, for a reader who has not met the tool."""

from __future__ import annotations

from collections.abc import Sequence

GLOSSARY: Sequence[tuple[str, str]] = (
    (
        "claim",
        "A sentence that the case argues for. All the rest is there for the *top claim*.",
    ),
    (
        "step",
        "An inference: from its premises it draws its conclusion, a claim. What a step *takes as given* "
        "has to stand as well, and is no part of the inference.",
    ),
    (
        "leg",
        "One of several steps for the same claim, with all that is below it: a line of argument that is "
        "meant to carry the claim by itself.",
    ),
    (
        "leaf",
        "What the case takes as given and argues for nowhere. A leaf is *evidence* (a result, a record), "
        "an *assumption* (a sentence taken to be so), a *warrant*, a list said to be complete, or the "
        "range of a number. No machine can judge a leaf; a person has to: until then it is *open*. Where it "
        "is told what a claim would rest on, a claim that nobody argues for is counted with the leaves.",
    ),
    (
        "warrant",
        "The judgement of a person that a step holds to which no logic was applied. The step is then "
        "closed *by judgement*.",
    ),
    (
        "follows (valid)",
        "There is no situation at all in which the premises of the step hold and its conclusion fails. A "
        "solver has shown it. It says nothing on whether the premises are true.",
    ),
    (
        "does not follow (invalid)",
        "There is such a situation. The report tells one: it is *invented* by the solver, to show what "
        "the step leaves open, and is no finding about the real system.",
    ),
    (
        "proves nothing (vacuous)",
        "The premises of the step contradict each other, so anything would follow from them.",
    ),
    (
        "could not be asked (blocked)",
        "The step speaks of something that has no value, such as a division by zero.",
    ),
    (
        "undecided",
        "The solver did not settle it within its budget. That is neither a yes nor a no.",
    ),
    (
        "formula, definition",
        "A formula says a sentence in a form that a solver can reason with; a definition says what a word"
        " in formulas means. Whether they mean the same as the sentences is for people to judge.",
    ),
    (
        "doubt (defeater)",
        "A reason why something in the case may not be so. It is *open* if nobody argues for it or "
        "answers it, *sustained* if it is argued for and not answered, *refuted* if an answer to it "
        "stands, and an *accepted risk* if the writer leaves it as it is. An open or sustained doubt "
        "takes away what it attacks.",
    ),
    (
        "withdrawn, lost",
        "A leaf is lost when nobody stands by it any more. That is less than to say that it is false.",
    ),
    (
        "minimal defeater set",
        "Leaves that bring the top claim down if all of them are lost, and not if one of them is kept. "
        "One leaf that is enough alone is a *single point of failure*.",
    ),
    (
        "independent legs",
        "Legs that share no leaf, no source and no premise that one forces upon the other. It says "
        "nothing on probability.",
    ),
    (
        "digest",
        "A number made of all that the case says. Two reports with the same digest are of the same case.",
    ),
)
"""A word or two, and what they mean; what stands between asterisks is set apart."""
