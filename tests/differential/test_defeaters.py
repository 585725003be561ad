"""`formalcase defeaters` on random cases, in both readings, against what trying all sets of leaves gives."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from losses import Losses, Sets
from propositional import random_case
from reference import Reference
from typer.testing import CliRunner

from formalcase.cli.app import app
from formalcase.solve.session import Session


class Warm(Session):
    """Solvers for one command after the other."""

    def close(self) -> None:
        """The command ends, the solvers stay."""


@pytest.fixture(scope="module", autouse=True)
def _warm() -> Iterator[None]:
    global warm
    warm = Warm()
    yield
    Session.close(warm)


warm: Session


def document(*args: str | Path) -> tuple[int, dict[str, Any]]:
    words = ["defeaters", *map(str, args), "--format", "json"]
    done = CliRunner().invoke(app, words, obj=warm)
    return done.exit_code, dict(json.loads(done.stdout))


def ids(found: dict[str, Any], key: str = "sets") -> Sets:
    listed = [frozenset(member["id"] for member in each["members"]) for each in found[key]]
    assert len(set(listed)) == len(listed)
    return set(listed)


def sizes(sets: Sets) -> list[dict[str, int]]:
    counted = Counter(map(len, sets))
    return [{"size": size, "count": counted[size]} for size in sorted(counted)]


def compare(seed: int, folder: Path, most: int = 9) -> str:
    case = random_case(seed)
    reference = Reference(case.model)
    claims = list(case.model.claims)
    claim = claims[seed % 3 % len(claims)]
    losses = Losses(reference, claim)
    if len(losses.leaves) > most:
        return "large"
    path = folder / f"{seed}.fcase"
    path.write_text(case.text)
    argued = by_argument(losses, path, seed)
    return f"{argued}, {by_logic(losses, path, seed)}"


def by_argument(losses: Losses, path: Path, seed: int) -> str:
    code, found = document(path, losses.claim, "--supports", "--importance")
    assert (code, found["complete"], found["supports_complete"]) == (0, True, True), path
    assert found["supported"] is losses.argued, path
    if not losses.argued:
        assert found["sets"] == [], path
        if losses.leaves and losses.consistent and losses.entailed(frozenset(losses.leaves)):
            tell_the_route(losses, found, set(), path)
        return "not argued"
    defeaters, supports = losses.by_argument()
    same(found, defeaters, supports, path)
    bounded(path, losses, "argument", defeaters, seed)
    if losses.consistent:
        tell_the_route(losses, found, supports, path)
    return "argued"


def by_logic(losses: Losses, path: Path, seed: int) -> str:
    code, found = document(path, losses.claim, "--semantics", "logic", "--supports", "--importance")
    if not losses.consistent:
        conflict = found["conflict"]
        assert (code, found["supported"], found["sets"]) == (1, None, []), path
        assert set(conflict) <= set(losses.leaves), path
        assert not losses.reference.all_of(conflict), path
        assert all(losses.reference.all_of([n for n in conflict if n != each]) for each in conflict), path
        return "blocked"
    assert (code, found["complete"], found["supports_complete"]) == (0, True, True), path
    if not losses.entailed(frozenset(losses.leaves)):
        assert (found["supported"], found["sets"], losses.argued) == (False, [], False), path
        return "not entailed"
    assert found["supported"] is True, path
    defeaters, supports = losses.by_logic()
    same(found, defeaters, supports, path)
    bounded(path, losses, "logic", defeaters, seed)
    return "entailed"


def same(found: dict[str, Any], defeaters: Sets, supports: Sets, path: Path) -> None:
    assert ids(found) == defeaters, path
    assert ids(found, "supports") == supports, path
    assert (found["count"], found["supports_count"]) == (len(defeaters), len(supports)), path
    assert found["by_size"] == sizes(defeaters), path
    for row in found["importance"]:
        having = {each for each in defeaters if row["id"] in each}
        assert (row["count"], row["by_size"]) == (len(having), sizes(having)), path


def bounded(path: Path, losses: Losses, semantics: str, defeaters: Sets, seed: int) -> None:
    """One of the bounds, in turn."""
    args: list[str | Path] = [path, losses.claim, "--semantics", semantics]
    if seed % 4 == 0:
        size = 1 + seed // 4 % 2
        _, found = document(*args, "--max-size", str(size))
        small = {each for each in defeaters if len(each) <= size}
        assert (ids(found), found["count"]) == (small, len(small)), path
        assert found["complete"] is (small == defeaters), path
    elif seed % 4 == 1 and losses.leaves:
        leaf = losses.leaves[seed % len(losses.leaves)]
        _, found = document(*args, "--containing", leaf)
        assert ids(found) == {each for each in defeaters if leaf in each}, path
    elif seed % 4 == 2:
        _, found = document(*args, "--limit", "2")
        listed = [len(each["members"]) for each in found["sets"]]
        assert ids(found) <= defeaters, path
        assert listed == sorted(map(len, defeaters))[:2], path
        assert found["complete"] is (len(defeaters) <= 2), path
    else:
        _, found = document(*args, "--count")
        assert (found["count"], found["sets"], found["complete"]) == (len(defeaters), [], True), path


def tell_the_route(losses: Losses, found: dict[str, Any], supports: Sets, path: Path) -> None:
    """What brings the argument down and not the claim is told, with a route that is one."""
    leaves = frozenset(losses.leaves)
    lost = ids(found) if losses.argued else {frozenset()}
    told = {frozenset(each["members"]): each for each in found["differences"]}
    assert set(told) == {each for each in lost if losses.entailed(leaves - each)}, path
    for members, each in told.items():
        route = frozenset(each["route"])
        assert route <= leaves - members, path
        assert losses.entailed(route), path
        assert not any(losses.entailed(route - {name}) for name in route), path
        assert not route or each["argued"] is any(route <= known for known in supports), path
        assert all(f"`{name}`" in each["text"] for name in route), path


def test_random_cases_are_read_as_the_definitions_say(tmp_path: Path) -> None:
    kinds = Counter(compare(seed, tmp_path) for seed in range(16))
    assert kinds["argued, entailed"] > 8, kinds
    assert kinds["not argued, not entailed"] > 1, kinds


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_hundreds_of_random_cases_are_read_so(tmp_path: Path, part: int) -> None:
    kinds = Counter(compare(100 + seed, tmp_path, 14) for seed in range(150 * part, 150 * part + 150))
    assert kinds["argued, entailed"] > 40, kinds
