"""The verdicts on cases and obligations; the words that JSON and reports use."""

from __future__ import annotations

from enum import StrEnum


class CaseVerdict(StrEnum):
    ESTABLISHED = "established"
    NOT_ESTABLISHED = "not_established"
    UNDECIDED = "undecided"
    MALFORMED = "malformed"


class Verdict(StrEnum):
    """The verdict on one obligation; which ones occur depends on the obligation's kind."""

    # a step's validity
    VALID = "valid"
    INVALID = "invalid"
    VACUOUS = "vacuous"
    WARRANTED = "warranted"
    # any question that a machine answers
    HOLDS = "holds"
    FAILS = "fails"
    UNDECIDED = "undecided"
    BLOCKED = "blocked"
    # what a person judges
    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    STALE = "stale"


class Judge(StrEnum):
    SOLVER = "solver"
    PERSON = "person"
