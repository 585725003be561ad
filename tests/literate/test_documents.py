"""Every block of the documents is run; the runner is tested on blocks known to be right or wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from blocks import Block, amiss, blocks_of

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
# The blocks of the tutorial build on one another: `tests/repo/test_tutorial.py` puts them together.
DOCUMENTS = sorted({*(ROOT / "docs").glob("*.md")} - {ROOT / "docs" / "tutorial.md"})
BLOCKS = [block for path in DOCUMENTS for block in blocks_of(path)]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.place)
def test_block_comes_out_as_it_says(block: Block) -> None:
    assert amiss(block) == []


def test_the_reference_of_the_language_is_run() -> None:
    assert sum(block.document == "language.md" for block in BLOCKS) >= 10


def test_right_blocks_pass() -> None:
    blocks = list(blocks_of(HERE / "good.md"))
    assert len(blocks) == 3
    assert [amiss(block) for block in blocks] == [[], [], []]


@pytest.mark.parametrize("path", sorted((HERE / "bad").glob("*.md")), ids=lambda path: path.stem)
def test_wrong_blocks_fail(path: Path) -> None:
    (block,) = blocks_of(path)
    assert amiss(block) != []
