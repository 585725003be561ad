"""Single points of failure: the leaves whose loss alone leaves a goal without support, in linear time.

For each node the leaves that would do it are one mask, so a walk over the graph finds them for all leaves.
"""

from __future__ import annotations

from collections.abc import Sequence

from formalcase.case.support import Gate, Graph, below, supported

# Bits of masks: so many in all are a second or two, and so many at once a hundred megabytes or so.
_MOST_BITS = 50_000_000_000
_BITS_AT_ONCE = 1_000_000_000
_MOST_ROUNDS = 50


def single_points(graph: Graph, goal: str) -> frozenset[str] | None:
    """The leaves of the graph each of which is a defeater set of the goal; none if it has no support or no
    loss touches it. None when finding out would take too long: a very large graph, or many circles."""
    graph = below(graph, goal)
    standing = supported(graph)
    if goal not in standing:
        return frozenset()
    order, circular = _members_first(graph, goal, standing)
    leaves = [name for name in order if name not in graph]
    gates = [name for name in order if name in graph]
    if len(leaves) * sum(len(graph[name].members) for name in gates) > _MOST_BITS:
        return None
    at_once = max(1, _BITS_AT_ONCE // len(order))
    found: list[str] = []
    for start in range(0, len(leaves), at_once):
        some = leaves[start : start + at_once]
        fatal = _fatal(graph, goal, gates, some, circular)
        if fatal is None:
            return None
        found += [leaf for place, leaf in enumerate(some) if fatal >> place & 1]
    return frozenset(found)


def _fatal(
    graph: Graph, goal: str, gates: Sequence[str], leaves: Sequence[str], circular: bool
) -> int | None:
    """Which of some leaves are fatal to the goal. `gates` come after their members, but for circles."""
    every = (1 << len(leaves)) - 1
    fatal = {leaf: 1 << place for place, leaf in enumerate(leaves)}
    # What is not a gate and none of these leaves is there whichever of them is lost. Support is a least
    # fixpoint, so what is fatal is a greatest one: all, until something is seen to stand.
    fatal.update((member, every) for name in gates for member in graph[name].members if member in graph)
    fatal.setdefault(goal, every if goal in graph else 0)
    for _ in range(_MOST_ROUNDS):
        changed = False
        for name in gates:
            now = _fatal_to(graph[name], [fatal.get(member, 0) for member in graph[name].members])
            changed = changed or now != fatal[name]
            fatal[name] = now
        if not changed or not circular:
            return fatal[goal]
    return None


def _fatal_to(gate: Gate, members: Sequence[int]) -> int:
    """The leaves that are fatal to so many mentions of members that the others are too few."""
    if gate.least <= 0:
        return 0
    needed = len(members) - gate.least + 1
    if needed == 1:
        found = 0
        for mask in members:
            found |= mask
        return found
    if gate.least == 1:
        found = members[0]
        for mask in members:
            found &= mask
            if not found:
                break
        return found
    return _in_at_least(needed, members)


def _in_at_least(number: int, masks: Sequence[int]) -> int:
    """The bits that at least so many of the masks have: each bit is counted, all in step, in binary."""
    digits: list[int] = []  # the mask of the bits whose count has this binary digit
    for mask in masks:
        carry, place = mask, 0
        while carry:
            if place == len(digits):
                digits.append(0)
            digits[place], carry = digits[place] ^ carry, digits[place] & carry
            place += 1
    if number >> len(digits):
        return 0
    more, same = 0, -1
    for place in range(len(digits) - 1, -1, -1):
        if number >> place & 1:
            same &= digits[place]
        else:
            more |= same & digits[place]
            same &= ~digits[place]
    return more | same


def _members_first(graph: Graph, goal: str, standing: set[str]) -> tuple[list[str], bool]:
    """What stands below the goal, members before the gates that mention them; and whether there are circles,
    in which this cannot be so everywhere."""
    order: list[str] = []
    open_: set[str] = {goal}
    seen: set[str] = {goal}
    circular = False
    work = [(goal, iter(graph[goal].members if goal in graph else ()))]
    while work:
        name, rest = work[-1]
        for member in rest:
            if member in open_:
                circular = True
            elif member not in seen and member in standing:
                seen.add(member)
                open_.add(member)
                work.append((member, iter(graph[member].members if member in graph else ())))
                break
        else:
            order.append(name)
            open_.discard(name)
            work.pop()
    return order, circular
