"""`formalcase.defeaters`: lazy, repeatable, and without anything left behind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from defeaterfakes import Fake, MadeUp

import formalcase
from formalcase.analyses.defeating import asked

FORMAL = """
case tank "The tank is watched" { top C0 }
const a: Bool "a"
const b: Bool "b"
const c: Bool "c"
claim C0 "Watched" { holds a or b }
assumption A1 "One" { holds c implies a }
assumption A2 "Two" { holds c implies b }
evidence E1 "Three" { holds c }
evidence E2 "Four" { holds b }
argument S1 "By a" { for C0 from A1, E1 }
argument S2 "By b" { for C0 from E2 }
"""


def workers() -> int:
    """How many processes this one has started and not ended."""
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    if not children.exists():
        pytest.skip("this system does not list processes")
    return len(children.read_text().split())


@pytest.fixture
def case() -> formalcase.Case:
    return formalcase.loads(FORMAL)


@pytest.mark.parametrize("semantics", ["argument", "logic"])
def test_both_readings_give_the_same_each_time(
    case: formalcase.Case, semantics: Literal["argument", "logic"]
) -> None:
    found = formalcase.defeaters(case, semantics=semantics)
    first = sorted(each.ids for each in found)
    assert first
    assert sorted(each.ids for each in found) == first
    assert (found.semantics, found.claim, found.supported, found.conflict) == (semantics, "C0", True, ())
    assert (found.count, found.complete, found.reason) == (len(first), True, "")
    assert sum(found.by_size.values()) == len(first)
    assert set(found.importance) == {name for each in first for name in each}
    assert [each.ids for each in found.supports()]


def test_every_loss_hits_every_support(case: formalcase.Case) -> None:
    found = formalcase.defeaters(case)
    supports = [set(each.ids) for each in found.supports()]
    assert supports
    for each in found:
        assert all(support & set(each.ids) for support in supports)


def test_bounds(case: formalcase.Case) -> None:
    found = formalcase.defeaters(case, max_size=1)
    assert list(found) == []
    assert not found.complete
    with_one = formalcase.defeaters(case, containing="E1")
    assert all("E1" in each.ids for each in with_one)
    assert with_one.count == len(list(with_one)) > 0


def test_what_cannot_be_asked(case: formalcase.Case) -> None:
    for claim, containing, code in (("C1", None, "FC918"), ("E1", None, "FC920"), (None, "S1", "FC920")):
        with pytest.raises(formalcase.SpecError) as refused:
            formalcase.defeaters(case, claim, containing=containing)
        assert [each.code for each in refused.value.findings] == [code]
    with pytest.raises(ValueError, match="max_size"):
        formalcase.defeaters(case, max_size=0)
    with pytest.raises(ValueError, match="semantics"):
        formalcase.defeaters(case, semantics="both")  # type: ignore[arg-type]


def test_the_first_set_comes_before_the_last_is_known(
    case: formalcase.Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Endless(MadeUp):
        def __iter__(self) -> Iterator[tuple[str, ...]]:
            while True:
                yield ("E1",)

    monkeypatch.setattr(asked, "read_as", lambda *_: Fake(lambda _: Endless(())))
    found = formalcase.defeaters(case)
    assert next(iter(found)).ids == ("E1",)


@pytest.mark.usefixtures("started_workers")
@pytest.mark.parametrize("semantics", ["argument", "logic"])
def test_a_loop_that_is_broken_off_leaves_nothing_behind(
    case: formalcase.Case, semantics: Literal["argument", "logic"]
) -> None:
    before = workers()
    found = formalcase.defeaters(case, semantics=semantics)
    assert workers() == before
    for _ in found:
        break
    assert workers() == before
    whole = sorted(each.ids for each in found)
    assert whole == sorted(each.ids for each in formalcase.defeaters(case, semantics=semantics))
    running = iter(found)
    next(running)
    beside = iter(found.supports())
    next(beside)
    del running
    next(beside, None)
    del beside
    assert workers() == before


@pytest.mark.usefixtures("started_workers")
def test_a_broken_off_search_of_the_solver_ends_its_worker(case: formalcase.Case) -> None:
    # A formula that is no rule is asked of the solver, which works in a process of its own.
    hard = formalcase.loads(
        'case h "H" { top C }\nconst x: Int "x"\nclaim C "Big" { holds x > 2 }\n'
        + "".join(f'assumption A{n} "A" {{ holds x > {n} }}\n' for n in range(3, 9))
        + "".join(f'argument S{n} "S" {{ for C from A{n} }}\n' for n in range(3, 9))
    )
    before = workers()
    found = formalcase.defeaters(hard, semantics="logic")
    running = iter(found)
    assert next(running).ids == tuple(f"A{n}" for n in range(3, 9))
    running.close()  # type: ignore[attr-defined]
    assert workers() == before
    assert [len(each) for each in found] == [6]
    assert found.complete
