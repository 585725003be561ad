"""The picture as text that other programs lay out: Mermaid (pull requests, wikis) and DOT (Graphviz)."""

from __future__ import annotations

from formalcase.render.clean import clean
from formalcase.render.picture.outline import Box, Link, Mood

_MERMAID_LINKS: dict[Link, str] = {"support": "-->", "context": "-.->", "attack": "x--x"}
_DOT_LINKS: dict[Link, str] = {
    "support": "style=solid",
    "context": "style=dotted, arrowhead=empty",
    "attack": 'style=dashed, arrowhead=none, label="attacks"',
}
_CLASSES: dict[Mood, str] = {
    "good": "stroke-width:1px",
    "bad": "stroke-width:4px",
    "doubt": "stroke-width:2px,stroke-dasharray:6 3",
    "open": "stroke-width:1px,stroke-dasharray:2 3",
    "plain": "stroke-width:1px",
}
_DOT_STYLES: dict[Mood, str] = {
    "good": "solid",
    "bad": "bold",
    "doubt": "dashed",
    "open": "dotted",
    "plain": "solid",
}


def mermaid_text(top: Box) -> str:
    """A flow chart, left to right. Boxes have numbers for names; what a case says stands in quoted labels
    only, each character that could mean something to Mermaid or to HTML written by its number."""
    numbers = _numbers(top)
    lines = ["flowchart LR"]
    for box in top.walk():
        if box.kind != "away":
            lines.append(
                f'  n{numbers[box.id]}["{_mermaid(_head(box))}<br/>{_mermaid(box.text)}"]:::{box.mood}'
            )
    for box in top.walk():
        for below in box.below:
            link = _MERMAID_LINKS[below.link]
            lines.append(f"  n{numbers[box.id]} {link} n{numbers[below.id]}")
    lines += [f"  classDef {mood} {style}" for mood, style in _CLASSES.items()]
    return "".join(f"{line}\n" for line in lines)


def dot_text(top: Box) -> str:
    """A directed graph for Graphviz, left to right."""
    numbers = _numbers(top)
    lines = ["digraph argument {", "  rankdir=LR;", '  node [shape=box, fontname="Helvetica", fontsize=11];']
    for box in top.walk():
        if box.kind != "away":
            label = f"{_dot(_head(box))}\\n{_dot(box.text)}"
            lines.append(f'  n{numbers[box.id]} [label="{label}", style="{_DOT_STYLES[box.mood]}"];')
    for box in top.walk():
        for below in box.below:
            lines.append(f"  n{numbers[box.id]} -> n{numbers[below.id]} [{_DOT_LINKS[below.link]}];")
    lines.append("}")
    return "".join(f"{line}\n" for line in lines)


def _numbers(top: Box) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(box.id for box in top.walk()))}


def _head(box: Box) -> str:
    return f"{box.id}: {box.status}" if box.status else box.id


def _mermaid(text: str) -> str:
    return "".join(each if each.isalnum() or each in " ,.:()-_" else f"#{ord(each)};" for each in clean(text))


def _dot(text: str) -> str:
    return clean(text).replace("\\", "\\\\").replace('"', '\\"')
