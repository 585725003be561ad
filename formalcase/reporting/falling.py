"""What falls with a leaf: the nodes that have support as the argument is, and none without it."""

from __future__ import annotations

from collections.abc import Collection

from formalcase.case.support import Graph, supported


class Falling:
    """A support graph that is asked many times. Only what lies above what is lost is gone through, so a leaf
    costs as much as it carries."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.standing = supported(graph)
        self._above: dict[str, list[str]] = {}
        for name, gate in graph.items():
            if name in self.standing:
                for member in gate.members:
                    self._above.setdefault(member, []).append(name)

    def without(self, lost: Collection[str]) -> set[str]:
        """The nodes that stand, and do not when these are lost; the lost ones that stood are among them."""
        cone = self._cone(lost)
        # What lies outside the cone stands whatever is lost. Within it support is a least fixpoint again, so
        # that nodes in a circle do not hold each other up.
        missing: dict[str, int] = {}
        ready: list[str] = []
        back: set[str] = set()
        for name in cone:
            if name in lost or name not in self._graph:
                continue
            gate = self._graph[name]
            kept = sum(member in self.standing and member not in cone for member in gate.members)
            missing[name] = gate.least - kept
            if missing[name] <= 0:
                back.add(name)
                ready.append(name)
        while ready:
            for name in self._above.get(ready.pop(), ()):
                if name in missing and name not in back:
                    missing[name] -= 1
                    if missing[name] <= 0:
                        back.add(name)
                        ready.append(name)
        return cone - back

    def _cone(self, lost: Collection[str]) -> set[str]:
        """What lies above the lost nodes, themselves included, as far as it stands."""
        found: set[str] = set()
        todo = [name for name in lost if name in self.standing]
        while todo:
            name = todo.pop()
            if name not in found:
                found.add(name)
                todo += self._above.get(name, ())
        return found
