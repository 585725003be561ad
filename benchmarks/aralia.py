"""The Aralia fault trees, told as arguments that the top event does not happen.

    python aralia.py FOLDER [TREE ...]

writes a case for each tree (all of them without a name). A basic event becomes the assumption that its
component works, a gate the claim that what it stands for does not fail: an or-gate needs all below it, an
and-gate one, and a gate that fails with k of n needs n - k + 1. The minimal defeater sets of the top claim
are the minimal cut sets of the tree.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

from written import case_text, leaves

from formalcase.case.support import Gate

DATA = Path(__file__).resolve().parent.parent / "tests" / "data" / "aralia"


@dataclass(frozen=True, slots=True)
class Tree:
    """`failing` has the gates below the top: how many of which members must fail for one to fail."""

    name: str
    top: str
    failing: Mapping[str, Gate]

    @property
    def events(self) -> list[str]:
        """The basic events, in the order of their first mention."""
        return leaves(self.failing)

    @property
    def support(self) -> dict[str, Gate]:
        """The support graph of the argument: each gate stands as long as too few of its members fail."""
        return {
            name: Gate(len(gate.members) - gate.least + 1, gate.members)
            for name, gate in self.failing.items()
        }

    @property
    def case(self) -> str:
        """The argument as a case, every step valid and without a warrant."""
        return case_text(self.name, self.top, self.support)


@dataclass(frozen=True, slots=True)
class Expected:
    """How many minimal cut sets a tree has, altogether and of each size."""

    count: int
    by_size: Mapping[int, int]


def trees() -> dict[str, Tree]:
    """All trees of the data, by name."""
    read = json.loads((DATA / "trees.json").read_text(encoding="utf-8"))["trees"]
    return {name: Tree(name, tree["top"], _below(tree["top"], tree["gates"])) for name, tree in read.items()}


def expected() -> dict[str, Expected]:
    """What a correct analysis must find, by the name of the tree."""
    read = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))
    return {
        name: Expected(each["mcs"], {int(size): count for size, count in each["by_size"].items()})
        for name, each in read.items()
    }


def _below(top: str, written: Mapping[str, tuple[str, int, list[str]]]) -> dict[str, Gate]:
    found: dict[str, Gate] = {}
    todo = [top]
    while todo:
        name = todo.pop()
        if name in written and name not in found:
            kind, number, members = written[name]
            least = {"or": 1, "and": len(members), "atleast": number}[kind]
            found[name] = Gate(least, tuple(members))
            todo.extend(reversed(members))
    return found


def open_psa(name: str, failing: Mapping[str, Gate]) -> str:
    """A fault tree in the Open-PSA model exchange format, which SCRAM reads."""
    lines = ["<opsa-mef>", f"<define-fault-tree name={quoteattr(name)}>"]
    for gate, each in failing.items():
        kind = "and" if each.least == len(each.members) else "or" if each.least == 1 else "atleast"
        least = f' min="{each.least}"' if kind == "atleast" else ""
        members = "".join(
            f"<{'gate' if member in failing else 'basic-event'} name={quoteattr(member)}/>"
            for member in each.members
        )
        formula = f"<{kind}{least}>{members}</{kind}>" if len(each.members) > 1 else members
        lines.append(f"<define-gate name={quoteattr(gate)}>{formula}</define-gate>")
    events = "".join(f"<define-basic-event name={quoteattr(event)}/>" for event in leaves(failing))
    lines += ["</define-fault-tree>", f"<model-data>{events}</model-data>", "</opsa-mef>"]
    return "\n".join(lines) + "\n"


def main() -> None:
    known = trees()
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("folder", metavar="FOLDER", type=Path)
    words.add_argument("trees", metavar="TREE", nargs="*", help=f"one of {', '.join(known)}")
    chosen = words.parse_args()
    if unknown := [name for name in chosen.trees if name not in known]:
        words.error(f"no such tree: {', '.join(unknown)}")
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for name in chosen.trees or known:
        (chosen.folder / f"{name}.fcase").write_text(known[name].case, encoding="utf-8")


if __name__ == "__main__":
    main()
