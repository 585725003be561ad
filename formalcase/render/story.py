"""Worlds, told: what is the case in them, in the words of the case."""

from __future__ import annotations

from formalcase.render.clean import clean
from formalcase.render.layout import paragraphs, wrap
from formalcase.results.common import Story

BRIEFLY = 12
"""How many values a world is told with beside much else."""
AT_LENGTH = 200
"""How many when it is what the reader asked for."""


def story_lines(story: Story, columns: int, indent: str, most: int, *, brief: bool = False) -> list[str]:
    """The story, then the values: `term = value`, and in words where the story does not have the words."""
    lines = paragraphs(story.text, columns, indent) if story.text and not brief else []
    telling = [assignment for assignment in story.assignments if assignment.telling]
    for assignment in telling[:most]:
        equation = f"{clean(assignment.term)} = {clean(assignment.value)}"
        told = assignment.text is None or assignment.text in story.text
        words = "" if told else f"   ({clean(assignment.text or '')})"
        lines += wrap(equation + words, columns, f"{indent}- ", f"{indent}    ")
    if len(story.assignments) > min(most, len(telling)):
        more = len(story.assignments) - min(most, len(telling))
        lines.append(f"{indent}- and {more} more, which `--format json` lists")
    if not story.replayed:
        note = "(some values are rounded, so this world was not run through a second time)"
        lines += wrap(note, columns, indent)
    return lines
