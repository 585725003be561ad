"""What the diagrams refuse, in numbers that a caller can tell."""

from __future__ import annotations


class OutOfSteps(Exception):  # noqa: N818
    """The budget was spent before the family stood. `steps` is the work that was done."""

    def __init__(self, steps: int) -> None:
        super().__init__(f"the sets were not complete after {steps} steps")
        self.steps = steps


class TooCircular(Exception):  # noqa: N818
    """The circles of a graph would need more copies of its gates than the limit allows."""

    def __init__(self, copies: int, limit: int) -> None:
        super().__init__(f"the circles need {copies} copies of members, more than {limit}")
        self.copies = copies
        self.limit = limit
