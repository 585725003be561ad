"""Orders of the variables of a core: which leaf is decided first. They change the work, never the result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

_ROUNDS = 30
_SCALE = 1 << 16  # places are whole numbers, so that equal input gives equal orders everywhere


@dataclass(frozen=True, slots=True)
class Core:
    """A module between its root and the modules below: gates, members first, over numbered variables.

    Members 0 … variables - 1 are variables, gate number i is member variables + i. The last gate is the root.
    """

    variables: int
    need: tuple[int, ...]
    members: tuple[tuple[int, ...], ...]


def orders(core: Core) -> tuple[Callable[[], list[int]], ...]:
    """The orders worth trying, the most promising first; each is a list of the variables."""
    return (
        lambda: settled(core, depth_first(core, gates_last=True)),
        lambda: settled(core, breadth_first(core)),
        lambda: breadth_first(core),
        lambda: depth_first(core, gates_last=True),
        lambda: depth_first(core, gates_last=False),
    )


def depth_first(core: Core, *, gates_last: bool) -> list[int]:
    """As a depth-first walk meets them; small members first, variables before gates or after them."""
    variables, members = core.variables, core.members
    size = [1] * variables
    for below in members:
        size.append(sum([size[member] for member in below]))

    def rank(member: int) -> tuple[bool, int, int]:
        return (member >= variables) == gates_last, size[member], member

    found: list[int] = []
    seen = bytearray(variables + len(members))
    todo = [variables + len(members) - 1]
    while todo:
        member = todo.pop()
        if seen[member]:
            continue
        seen[member] = 1
        if member < variables:
            found.append(member)
        else:
            todo.extend(sorted(members[member - variables], key=rank, reverse=True))
    return found


def breadth_first(core: Core) -> list[int]:
    """Level by level from the root."""
    variables, members = core.variables, core.members
    seen = bytearray(variables + len(members))
    queue = [variables + len(members) - 1]
    found: list[int] = []
    for member in queue:
        if member < variables:
            found.append(member)
            continue
        for below in members[member - variables]:
            if not seen[below]:
                seen[below] = 1
                queue.append(below)
    return found


def settled(core: Core, order: Sequence[int]) -> list[int]:
    """Pulls the variables that gates have in common together (the FORCE heuristic of Aloul et al.).

    A gate stands at the middle of its members, a variable moves to the middle of its gates, until the order
    stays or the rounds are over.
    """
    variables = core.variables
    current = list(order)
    for _ in range(_ROUNDS):
        place = [0] * variables
        for position, variable in enumerate(current):
            place[variable] = position * _SCALE
        total, uses = [0] * variables, [0] * variables
        for below in core.members:
            middle = sum([place[member] for member in below]) // len(below)
            place.append(middle)
            for member in below:
                if member < variables:
                    total[member] += middle
                    uses[member] += 1
        middles = [total[variable] // uses[variable] for variable in range(variables)]
        moved = sorted(current, key=middles.__getitem__)
        if moved == current:
            break
        current = moved
    return current
