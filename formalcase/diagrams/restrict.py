"""Parts of a family as diagrams of their own: by size, and by the leaves that the sets contain."""

from __future__ import annotations

from collections.abc import Collection

from formalcase.diagrams.diagram import Assembly, Diagram
from formalcase.diagrams.measures import extremes


def split(diagram: Diagram, leaves: Collection[int]) -> tuple[Diagram, Diagram]:
    """The sets that contain at least one of the leaves, and those that contain none of them."""
    parts = _Split(diagram, frozenset(leaves))
    made = parts.assembly.diagram
    return made(parts.on[diagram.root]), made(parts.off[diagram.root])


def touching(diagram: Diagram, leaves: Collection[int]) -> Diagram:
    """The sets that contain at least one of the leaves."""
    parts = _Split(diagram, frozenset(leaves))
    return parts.assembly.diagram(parts.on[diagram.root])


class _Split:
    """Each node of a diagram three times: with sets as they are, with `on` and with `off` of some leaves."""

    __slots__ = ("assembly", "off", "on", "same")

    def __init__(self, diagram: Diagram, chosen: frozenset[int]) -> None:
        leaves = diagram.leaves
        assembly = self.assembly = Assembly(leaves)
        node_for = assembly.node
        same, on, off = [0, 1], [0, 0], [0, 1]
        modules: dict[int, tuple[int, int, int]] = {}
        waiting = sorted(((root, leaves + m) for m, root in enumerate(diagram.roots)), reverse=True)
        for nodes in diagram.blocks():
            for node in nodes:
                variable, low, high = diagram.variable[node], diagram.low[node], diagram.high[node]
                if variable < leaves:
                    whole = node_for(variable, same[low], same[high])
                    if variable in chosen:
                        touched, free = node_for(variable, on[low], same[high]), off[low]
                    elif on[low] or on[high]:
                        touched = node_for(variable, on[low], on[high])
                        free = node_for(variable, off[low], off[high])
                    else:
                        touched, free = 0, whole
                else:
                    every, some, none = modules[variable]
                    whole = node_for(every, same[low], same[high])
                    if some < 0 and not on[low] and not on[high]:
                        touched, free = 0, whole
                    else:
                        touched = node_for(none, on[low], on[high]) if none >= 0 else on[low]
                        touched = node_for(some, touched, same[high]) if some >= 0 else touched
                        free = node_for(none, off[low], off[high]) if none >= 0 else off[low]
                same.append(whole)
                on.append(touched)
                off.append(free)
            while waiting and waiting[-1][0] in nodes:
                root, variable = waiting.pop()
                modules[variable] = self._versions(same[root], on[root], off[root])
            assembly.end_block()
        self.same, self.on, self.off = same, on, off

    def _versions(self, same: int, on: int, off: int) -> tuple[int, int, int]:
        """The variables for the three versions of a module; -1 for a version without sets."""
        every = self.assembly.module(same)
        some = self.assembly.module(on) if on else -1
        none = every if off == same else self.assembly.module(off) if off else -1
        return every, some, none


def sized(diagram: Diagram, least: int, most: int) -> Diagram:
    """The sets of at least `least` and at most `most` members."""
    if diagram.root < 2:
        return diagram if diagram.root and least <= 0 <= most else Assembly(diagram.leaves).diagram(0)
    return _Sized(diagram, least, most).found


Range = tuple[int, int]


class _Sized:
    """Top-down, which ranges of sizes are wanted of which node; then bottom-up, the nodes for them."""

    __slots__ = ("_diagram", "_large", "_small", "_wanted", "found")

    def __init__(self, diagram: Diagram, least: int, most: int) -> None:
        self._diagram = diagram
        self._small, self._large = extremes(diagram)
        self._wanted: dict[int, set[Range]] = {}
        whole = self._clip(diagram.root, least, most)
        if whole is None:
            self.found = Assembly(diagram.leaves).diagram(0)
            return
        if diagram.root > 1:
            self._wanted[diagram.root] = {whole}
        for node in range(diagram.root, 1, -1):
            for wanted in self._wanted.get(node, ()):
                for below in self._parts(node, wanted):
                    for part, size in below:
                        if part > 1:
                            self._wanted.setdefault(part, set()).add(size)
        self.found = self._built(whole)

    def _clip(self, node: int, least: int, most: int) -> Range | None:
        """The range as far as the node has such sizes, so that equal families get equal ranges."""
        if node == 0 or least > self._large[node] or most < self._small[node]:
            return None
        return max(least, self._small[node]), min(most, self._large[node])

    def _parts(self, node: int, wanted: Range) -> list[list[tuple[int, Range]]]:
        """What a node's sets in a range are made of: first of low, then each pair of module and high.

        A part without sets of its range is left out; for a leaf the pair is high alone.
        """
        diagram, (least, most) = self._diagram, wanted
        variable, low, high = diagram.variable[node], diagram.low[node], diagram.high[node]
        below = self._clip(low, least, most)
        found = [[(low, below)] if below is not None else []]
        if variable < diagram.leaves:
            above = self._clip(high, least - 1, most - 1)
            found.append([(high, above)] if above is not None else [])
            return found
        module = diagram.roots[variable - diagram.leaves]
        small, large = self._small[high], self._large[high]
        first, last = max(self._small[module], least - small), min(self._large[module], most - large)
        if first <= last:  # of these sizes, any with any of the sets of high
            found.append([(module, (first, last)), (high, (small, large))])
        # Of other sizes only those that leave something for the sets of high: no walk over all there are.
        for size in range(
            max(self._small[module], least - large), min(self._large[module], most - small) + 1
        ):
            above = self._clip(high, least - size, most - size)
            if above is not None and not first <= size <= last:
                found.append([(module, (size, size)), (high, above)])
        return found

    def _built(self, whole: Range) -> Diagram:
        diagram = self._diagram
        assembly = Assembly(diagram.leaves)
        made: dict[tuple[int, Range], int] = {(1, (0, 0)): 1}
        modules: dict[tuple[int, Range], int] = {}
        roots = set(diagram.roots)
        for nodes in diagram.blocks():
            for node in nodes:
                for wanted in sorted(self._wanted.get(node, ())):
                    low, *rest = self._parts(node, wanted)
                    found = made[low[0]] if low else 0
                    for pair in rest:
                        if not pair:
                            continue
                        variable = diagram.variable[node] if len(pair) == 1 else modules.get(pair[0], -1)
                        if variable >= 0:
                            found = assembly.node(variable, found, made[pair[-1]])
                    made[node, wanted] = found
            for node in nodes:
                if node in roots:
                    for wanted in sorted(self._wanted.get(node, ())):
                        if made[node, wanted]:
                            modules[node, wanted] = assembly.module(made[node, wanted])
            assembly.end_block()
        return assembly.diagram(made[diagram.root, whole])
