"""Orders of the variables of a core: which leaf is decided first. They change the work, never the result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

_QUICK = 20  # rounds for the first order
_ROUNDS = 200  # rounds for each of the others
_PULLS = 30
_FEW = 5  # rounds for the largest cores
_USUAL = 2_000  # members of gates up to which a core gets all of the rounds
_LOOK = 5  # rounds between two looks at the span
_PATIENCE = 12  # looks without a better one
_MOST_SIZE = 1 << 40  # trees that would be larger, written out, are taken to be this large
_SCALE = 1 << 16  # places are whole numbers, so that equal input gives equal orders everywhere


@dataclass(frozen=True, slots=True)
class Core:
    """A module between its root and the modules below: gates, members first, over numbered variables.

    Members 0 … variables - 1 are variables, gate number i is member variables + i. The last gate is the root.
    """

    variables: int
    need: tuple[int, ...]
    members: tuple[tuple[int, ...], ...]


def first_order(core: Core) -> list[int]:
    """A good order, quickly."""
    start = depth_first(core, gates_last=True)
    return start if len(core.members) == 1 else settled(core, start, _rounds(core, _QUICK))


def orders(core: Core) -> list[list[int]]:
    """Several orders, first the one that keeps the variables below each gate closest together."""
    starts = [
        depth_first(core, gates_last=True),
        depth_first(core, gates_last=False),
        breadth_first(core),
        by_use(core),
    ]
    found = [settled(core, start, _rounds(core, _ROUNDS)) for start in starts]
    found += [pulled(core, start) for start in (starts[0], starts[2])]
    found.sort(key=lambda order: span(core, order))
    return list({tuple(order): order for order in [*found, starts[0]]}.values())


def _rounds(core: Core, most: int) -> int:
    """Fewer rounds for large cores, so that the search for an order stays about as long for all."""
    return max(_FEW, most * _USUAL // max(_USUAL, sum([len(below) for below in core.members])))


def depth_first(core: Core, *, gates_last: bool) -> list[int]:
    """As a depth-first walk meets them; small members first, variables before gates or after them."""
    variables, members = core.variables, core.members
    size = [1] * variables
    for below in members:
        size.append(min(sum([size[member] for member in below]), _MOST_SIZE))

    def rank(member: int) -> tuple[int, ...]:
        return int((member >= variables) == gates_last), size[member], member

    return _walk(core, rank)


def _walk(core: Core, rank: Callable[[int], tuple[int, ...]]) -> list[int]:
    variables, members = core.variables, core.members
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


def by_use(core: Core) -> list[int]:
    """As a depth-first walk meets them; members with the most uses first."""
    uses = [0] * (core.variables + len(core.members))
    for below in core.members:
        for member in below:
            uses[member] += 1
    return _walk(core, lambda member: (-uses[member], member))


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


def span(core: Core, order: Sequence[int]) -> int:
    """How far apart the first and the last variable below each gate stand, over all gates."""
    first = [0] * core.variables
    for position, variable in enumerate(order):
        first[variable] = position
    last = list(first)
    total = 0
    for below in core.members:
        first.append(min([first[member] for member in below]))
        last.append(max([last[member] for member in below]))
        total += last[-1] - first[-1]
    return total


def pulled(core: Core, order: Sequence[int]) -> list[int]:
    """Pulls the variables that gates have in common together (the FORCE heuristic of Aloul and others).

    A gate stands at the middle of its members, a variable moves to the middle of its gates, until the order
    stays or the rounds are over.
    """
    variables = core.variables
    current = list(order)
    for _ in range(_rounds(core, _PULLS)):
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


def settled(core: Core, order: Sequence[int], rounds: int) -> list[int]:
    """The same with the gates as points of their own, which move between their members and what uses them.

    Gives the order with the least span that was seen.
    """
    variables, members = core.variables, core.members
    size = variables + len(members)
    place = [0] * size
    for position, variable in enumerate(order):
        place[variable] = position * _SCALE
    groups = [(variables + number, *below) for number, below in enumerate(members)]
    uses = [0] * size
    for group in groups:
        place[group[0]] = sum([place[member] for member in group[1:]]) // (len(group) - 1)
        for member in group:
            uses[member] += 1
    best, least, since = list(order), span(core, order), 0
    for number in range(rounds):
        total = [0] * size
        for group in groups:
            middle = sum([place[member] for member in group]) // len(group)
            for member in group:
                total[member] += middle
        middles = [moved // times for moved, times in zip(total, uses, strict=True)]
        for position, member in enumerate(sorted(range(size), key=middles.__getitem__)):
            place[member] = position * _SCALE
        if number % _LOOK == _LOOK - 1:
            current = sorted(range(variables), key=place.__getitem__)
            now = span(core, current)
            since += 1
            if now < least:
                best, least, since = current, now, 0
            elif since == _PATIENCE:
                break
    return best
