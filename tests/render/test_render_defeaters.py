"""The document of `defeaters` is written in parts; strangers' text comes out harmless."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from defeaterfakes import Fake, MadeUp
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from formalcase.analyses.defeating.argued import Argued
from formalcase.analyses.defeating.asked import Asked
from formalcase.analyses.groundwork import Groundwork
from formalcase.analyses.wordbook import wordbook
from formalcase.case.formulas import Leaf
from formalcase.case.model import Case, Claim
from formalcase.logic.term import TRUE
from formalcase.logic.vocabulary import Vocabulary
from formalcase.render.clean import is_harmless
from formalcase.render.defeaters import defeaters_json, defeaters_text
from formalcase.render.json import json_text
from formalcase.results.common import Tool
from formalcase.results.defeaters import LeafSet
from formalcase.results.listing import Search
from formalcase.results.losses import Losses
from formalcase.results.wanted import Wanted

KINDS = ("evidence", "assumption", "warrant", "closing", "range")


def losses(names: list[str], sets: list[tuple[str, ...]], mark: str = "", **wanted: object) -> Losses:
    """Sets over leaves of these names; `mark` goes into every text."""
    case = Case(
        file=f"x{mark}.fcase",
        id=f"x{mark}",
        title=f"X{mark}",
        top="C0",
        nodes={"C0": Claim(id="C0", text=f"No harm{mark}")},
    )
    leaves = {
        name: Leaf(name, KINDS[number % 5], f"Leaf{mark}", TRUE)  # type: ignore[arg-type]
        for number, name in enumerate(names)
    }
    ground = Groundwork(case, wordbook(Vocabulary()), {}, leaves, None, {})  # type: ignore[arg-type]
    argued = Argued("C0", {}, leaves, frozenset(names[:1]), (f"D{mark}",), ())
    fake = Fake(lambda _: MadeUp(sets))
    found = Losses(
        case,
        "C0",
        Wanted(supports=True, importance=True, **wanted),  # type: ignore[arg-type]
        Search(nullcontext),
        (Tool(name="formalcase", version="0"), {"z3": "1"}),
    )
    found.begin(lambda: Asked(ground, argued, lambda: fake, fake), None, 1)  # type: ignore[arg-type]
    found.conclude = lambda: None  # type: ignore[method-assign]  # the leaves have no formulas to ask about
    return found


def whole(found: Losses) -> BaseModel:
    """The same as one model."""
    members = found.members()

    def listed(batches: Iterator[list[tuple[str, ...]]]) -> tuple[LeafSet, ...]:
        return tuple(
            LeafSet(members=tuple(members[name] for name in each)) for batch in batches for each in batch
        )

    sets = listed(found.sets())
    supports = listed(found.supports())
    found.conclude()
    return found.result().model_copy(update={"sets": sets, "supports": supports})


NAMES = st.lists(st.text(min_size=1, max_size=6), min_size=1, max_size=6, unique=True)


@given(NAMES, st.data(), st.sampled_from([1, 3, None]))
@settings(max_examples=20)
def test_the_parts_are_the_bytes_of_the_whole_model(
    names: list[str], data: st.DataObject, limit: int | None
) -> None:
    chosen = st.lists(st.sampled_from(names), max_size=4, unique=True).map(tuple)
    sets = data.draw(st.lists(chosen, max_size=5))
    written = "".join(defeaters_json(losses(names, sets, limit=limit)))
    assert written == json_text("defeaters", whole(losses(names, sets, limit=limit)))
    assert json.loads(written)["count"] == len(sets)


@pytest.mark.parametrize("number", [0, 1, 999, 1000, 1001, 5000])
def test_batches_leave_no_seam(number: int) -> None:
    sets: list[tuple[str, ...]] = [("a", "b") if each % 2 else ("c",) for each in range(number)]
    written = "".join(defeaters_json(losses(["a", "b", "c"], sets)))
    assert written == json_text("defeaters", whole(losses(["a", "b", "c"], sets)))


@pytest.mark.parametrize(
    "mark",
    ["\x1b[2J", "\r", "\n", "\x00", "\u202e", "\u200b", "\u2028", "\x85", "\ud800", '"', "\\", '"sets": []'],
)
def test_text_of_strangers_is_harmless(mark: str) -> None:
    names = [f"a{mark}", f"`b{mark}`", "c"]
    sets = [(names[0],), (names[1], names[2]), ()]
    for parts in (
        defeaters_json(losses(names, sets, mark)),
        defeaters_text(losses(names, sets, mark)),
        defeaters_text(losses(names, sets, mark, count_only=True), quiet=True),
    ):
        text = "".join(parts)
        assert [hex(ord(each)) for each in text if each != "\n" and not is_harmless(each)] == []
        assert text.endswith("\n")
    document = json.loads("".join(defeaters_json(losses(names, sets, mark))))
    assert document["sets"][0]["members"][0]["id"].encode("utf-8", "surrogatepass") == names[0].encode(
        "utf-8", "surrogatepass"
    )


def test_numbers_beyond_what_python_writes_by_itself() -> None:
    class Many(MadeUp):
        @property
        def count(self) -> int:
            return 3**20_000

    found = losses(["a"], [("a",)])
    found._sets._found = Many([("a",)])  # type: ignore[union-attr]
    assert "".join(defeaters_text(found, quiet=True))
    found = losses(["a"], [("a",)])
    found._sets._found = Many([("a",)])  # type: ignore[union-attr]
    assert '"count": ' in "".join(defeaters_json(found))


def test_the_first_sets_are_written_before_the_last_is_found(tmp_path: Path) -> None:
    class Endless(MadeUp):
        def __iter__(self) -> Iterator[tuple[str, ...]]:
            while True:
                yield ("a",)

    found = losses(["a"], [])
    found._sets.listing._found = Endless([])  # type: ignore[union-attr]
    parts = defeaters_json(found)
    assert '"members"' not in next(parts)
    assert next(parts).count('"members"') > 100
