"""`formalcase defeaters`: flags, exit codes, documents; with readings that are made up where it matters."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from commandline import run
from defeaterfakes import Fake, MadeUp

from formalcase.analyses.defeating import asked
from formalcase.analyses.defeating.reading import Query
from formalcase.solve.minimal_sets import Batch, MinimalSets

ROOT = Path(__file__).parents[2]
WORKED = ROOT / "examples" / "worked" / "scheming.fcase"
CASE = """\
case plant "The plant is watched" { top C0 }
claim C0 "The plant is watched"
claim C1 "Somebody looks"
evidence E1 "The logs show rounds" { credence 0.9 .. 0.99 }
evidence E2 "The cameras work"
evidence E3 "The guard is there"
assumption A1 "Nobody cuts the power"
argument S1 "By camera" { for C1 from E2, A1 }
argument S2 "By guard" { for C1 from E3, A1 }
argument S0 "So" { for C0 from C1, E1 }
defeater D1 "The logs are forged" { attacks E1 }
"""
LEAVES = ["E1", "E2", "E3", "A1", "S1.warrant", "S2.warrant", "S0.warrant"]


def document(*args: str | Path) -> dict[str, Any]:
    done = run("defeaters", *args, "--format", "json")
    return dict(json.loads(done.stdout))


def ids(document: dict[str, Any], key: str = "sets") -> list[list[str]]:
    return [[member["id"] for member in found["members"]] for found in document[key]]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "plant.fcase"
    path.write_text(CASE)
    return path


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts a made-up reading in the place of the real ones."""

    def put(found: Callable[[Query], MadeUp], **more: Any) -> None:
        monkeypatch.setattr(asked, "read_as", lambda *_: Fake(found, **more))

    return put


# ---- What is found -------------------------------------------------------------------------------


def test_the_sets_of_a_case_small_ones_first(case: Path) -> None:
    found = document(case)
    assert ids(found)[:2] == [["E1"], ["A1"]]
    assert found["count"] == len(found["sets"]) == 7
    assert found["complete"] is True
    assert found["by_size"] == [{"size": 1, "count": 3}, {"size": 2, "count": 4}]
    assert found["claim"] == "C0"
    assert found["semantics"] == "argument"
    assert found["supported"] is True
    assert found["doubts"] == ["D1"]
    assert {each["kind"] for found in found["sets"] for each in found["members"]} == {
        "evidence",
        "assumption",
        "warrant",
    }


def test_supports_are_the_dual(case: Path) -> None:
    found = document(case, "--supports")
    assert ids(found, "supports") == [
        ["E1", "E2", "A1", "S1.warrant", "S0.warrant"],
        ["E1", "E3", "A1", "S2.warrant", "S0.warrant"],
    ]
    assert (found["supports_count"], found["supports_complete"]) == (2, True)
    assert document(case)["supports_count"] is None


def test_another_claim_or_a_defeater(case: Path) -> None:
    assert ids(document(case, "C1"))[0] == ["A1"]
    against = document(case, "D1")
    assert (against["supported"], against["sets"], against["count"], against["complete"]) == (
        False,
        [],
        0,
        True,
    )


def test_a_claim_without_support_is_no_error(case: Path) -> None:
    done = run("defeaters", case, "D1")
    assert done.exit_code == 0
    assert "formalcase check" in done.stdout


def test_a_bound_on_the_size(case: Path) -> None:
    found = document(case, "--max-size", "1")
    assert ids(found) == [["E1"], ["A1"], ["S0.warrant"]]
    assert found["complete"] is False
    assert found["reason"]
    assert run("defeaters", case, "--max-size", "1").exit_code == 0
    assert document(case, "--max-size", "2")["complete"] is True


def test_a_limit_cuts_the_list_and_not_the_count(case: Path) -> None:
    found = document(case, "--limit", "3")
    assert (len(found["sets"]), found["count"], found["complete"]) == (3, 7, False)
    assert document(case, "--limit", "7")["complete"] is True
    assert run("defeaters", case, "--limit", "3").exit_code == 0


def test_only_counted(case: Path) -> None:
    found = document(case, "--count", "--supports")
    assert (found["sets"], found["count"], found["complete"]) == ([], 7, True)
    assert (found["supports"], found["supports_count"], found["supports_complete"]) == ([], 2, True)
    assert sum(each["count"] for each in found["by_size"]) == 7


def test_only_those_with_a_leaf(case: Path) -> None:
    found = document(case, "--containing", "E2")
    assert ids(found) == [["E2", "E3"], ["E2", "S2.warrant"]]
    assert found["count"] == 2
    assert document(case, "C1", "--containing", "E1")["count"] == 0


def test_importance_counts_by_size_and_has_the_credence(case: Path) -> None:
    assert document(case)["importance"] == []
    found = {each["id"]: each for each in document(case, "--importance")["importance"]}
    assert list(found) == LEAVES
    assert found["E1"] == {
        "id": "E1",
        "count": 1,
        "by_size": [{"size": 1, "count": 1}],
        "by_size_complete": True,
        "credence": ["0.9", "0.99"],
        "contribution": ["0.01", "0.1"],
    }
    assert (found["E2"]["count"], found["E2"]["credence"]) == (2, None)


class Myriad(MadeUp):
    """As if there were far more sets than those that are listed."""

    count, by_size = 2**15_000, {1: 2**15_000}
    importance, occurrences = {"E1": {1: 2**14_999}}, {"E1": 2**14_999}


def test_counts_with_more_digits_than_readers_take(case: Path, reading: Callable[..., None]) -> None:
    reading(lambda _query: Myriad([("E1",)]))
    found = document(case, "--importance", "--supports")
    about = "about 2.81e4515"
    assert (found["count"], found["supports_count"]) == (about, about)
    assert found["by_size"] == [{"size": 1, "count": about}]
    assert found["importance"][0]["count"] == "about 1.40e4515"
    said = run("defeaters", case, "--importance").stdout
    assert f"{about} minimal defeater sets: {about} of one leaf" in said
    assert "E1: in about 1.40e4515 sets" in said


def test_what_each_part_carries(tmp_path: Path) -> None:
    path = tmp_path / "m.fcase"
    path.write_text(
        'case m "M" { top C0 }\nconst x: Int "x"\nconst y: Int "y"\nclaim C0 "Big" { holds x > 1 }\n'
        'claim C1 "Bigger" { holds x > 2 }\nassumption A "More" { holds x > 3 }\n'
        'assumption B "Beside" { holds y > 2 }\nassumption F "Far" { holds y > 9 }\n'
        'argument S "So" { for C1 from A, B }\nargument T "So" { for C0 from C1 }\n'
    )
    assert document(path)["map"] is None
    found = document(path, "--map")["map"]
    assert (found["single_points"], found["idle_points"]) == (["A"], ["B"])
    assert found["idle"] == [{"step": "S", "premise": "B"}]
    assert found["complete"] is True
    assert [(each["id"], each["at_least"], each["at_most"]) for each in found["smallest"]] == [
        ("C0", 1, 1),
        ("C1", 1, 1),
    ]
    assert "load map" in run("defeaters", path, "--map", "--count").stdout


def test_what_is_withdrawn_and_still_follows(tmp_path: Path) -> None:
    path = tmp_path / "f.fcase"
    path.write_text(
        'case f "F" { top C0 }\nconst x: Int "x"\nconst y: Int "y"\n'
        'claim C0 "Both" { holds x > 1 and y > 1 }\n'
        'claim C1 "X" { holds x > 1 }\nclaim C2 "Y" { holds y > 1 }\n'
        'assumption A "A" { holds x > 3 }\nassumption B "B" { holds y > 3 and x > 5 }\n'
        'argument S1 "S" { for C1 from A }\nargument S2 "S" { for C2 from B }\n'
        'argument S "S" { for C0 from C1, C2 }\n'
    )
    found = document(path)
    assert found["still_entailed"] == [{"lost": "A", "by": ["B"]}]
    (differs,) = found["differences"]
    assert (differs["members"], differs["route"], differs["defeats"]) == (["A"], ["B"], "argument")
    assert ids(document(path, "--semantics", "logic")) == [["B"]]
    text = run("defeaters", path).stdout
    assert "A follows from B" in text
    assert "where argument and logic differ" in text
    assert document(path, "--count")["still_entailed"] == []


# ---- What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("flags", "code", "said"),
    [
        (["c0"], "FC918", "did you mean `C0`"),
        (["E1"], "FC920", "an evidence item"),
        (["S1"], "FC920", "an argument"),
        (["--containing", "S1.warant"], "FC918", "did you mean `S1.warrant`"),
        (["--containing", "C1"], "FC920", "a claim"),
        (["--max-size", "-1"], "FC912", "--max-size"),
        (["--max-size", "0"], "FC912", "--max-size"),
        (["--limit", "0"], "FC912", "--limit"),
        (["--semantics", "logics"], "FC912", "did you mean `logic`"),
        (["--format", "sarif"], "FC912", "--format"),
        (["--as-of", "yesterday"], "FC912", "--as-of"),
        (["--output", ""], "FC912", "--output"),
    ],
)
def test_what_cannot_be_asked_is_refused(case: Path, flags: list[str], code: str, said: str) -> None:
    done = run("defeaters", case, *flags)
    assert done.exit_code == 2
    assert code in done.stderr
    assert said in done.stderr
    assert done.stdout == ""


def test_the_warrant_of_a_proved_step_is_no_leaf(tmp_path: Path) -> None:
    path = tmp_path / "p.fcase"
    path.write_text(
        'case p "P" { top C0 }\nconst x: Int "x"\nclaim C0 "Big" { holds x > 1 }\n'
        'assumption A "Bigger" { holds x > 2 }\nargument S "So" { for C0 from A }\n'
    )
    done = run("defeaters", path, "--containing", "S.warrant")
    assert done.exit_code == 2
    assert "has no warrant" in done.stderr


def test_every_wrong_flag_is_told_at_once(case: Path) -> None:
    done = run("defeaters", case, "--limit", "0", "--max-size", "-3", "--semantics", "x", "--jobs", "0")
    assert done.stderr.count("FC912") == 4


def test_a_case_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "bad.fcase").write_text("case {")
    assert run("defeaters", tmp_path / "bad.fcase").exit_code == 2
    assert run("defeaters", tmp_path / "none.fcase").exit_code == 2
    assert run("defeaters", tmp_path).exit_code == 2


def test_a_case_without_top_has_no_claim_to_ask_of(tmp_path: Path) -> None:
    path = tmp_path / "t.fcase"
    path.write_text('case t "T" { }\nclaim C "C"\n')
    done = run("defeaters", path)
    assert done.exit_code == 2
    assert "FC302" in done.stderr


# ---- What is not known ---------------------------------------------------------------------------


def test_a_spent_budget_is_undecided(case: Path, reading: Callable[..., None]) -> None:
    sets = [("E1",), ("E2", "E3")]
    reading(lambda _: MadeUp(sets, reason="the budget was not enough", known=False))
    done = run("defeaters", case, "--format", "json")
    found = json.loads(done.stdout)
    assert done.exit_code == 3
    assert (found["count"], found["complete"], found["reason"]) == (None, False, "the budget was not enough")
    assert ids(found) == [["E1"], ["E2", "E3"]]
    done = run("defeaters", case)
    assert done.exit_code == 3
    assert "the budget was not enough" in done.stdout


def test_where_support_itself_is_not_known(case: Path, reading: Callable[..., None]) -> None:
    reading(lambda _: MadeUp((), reason="too hard", known=False), semantics="logic", supported=None)
    done = run("defeaters", case, "--semantics", "logic", "--format", "json")
    found = json.loads(done.stdout)
    assert done.exit_code == 3
    assert (found["supported"], found["count"], found["complete"]) == (None, None, False)
    done = run("defeaters", case, "--semantics", "logic")
    assert done.exit_code == 3
    assert "too hard" in done.stdout


def test_undecided_steps_make_it_incomplete(tmp_path: Path) -> None:
    path = tmp_path / "u.fcase"
    path.write_text((ROOT / "tests/corpus/undecided" / UNDECIDED).read_text())
    done = run("defeaters", path, "--format", "json", "--budget", "1")
    found = json.loads(done.stdout)
    assert done.exit_code == 3
    assert found["undecided"]
    assert found["complete"] is False
    assert found["undecided"][0] in found["reason"]


UNDECIDED = sorted(path.name for path in (ROOT / "tests/corpus/undecided").glob("*.fcase"))[0]


def test_a_contradiction_among_the_leaves_is_an_error_of_the_logic_reading(
    case: Path, reading: Callable[..., None]
) -> None:
    reading(lambda _: MadeUp(()), semantics="logic", supported=None, conflict=("E1", "A1"))
    done = run("defeaters", case, "--semantics", "logic", "--format", "json")
    found = json.loads(done.stdout)
    assert done.exit_code == 1
    assert found["conflict"] == ["E1", "A1"]
    assert [each["code"] for each in found["findings"]] == ["FC432"]
    assert (found["sets"], found["count"], found["complete"]) == ([], None, False)
    done = run("defeaters", case, "--semantics", "logic")
    assert done.exit_code == 1
    assert "FC432" in done.stderr


WORDS = """
const p: Bool "p"
const q: Bool "q"
const x: Real in 0 .. 10 "x"
sort M { a, b }
fn good(m: M): Bool "{m} is good"
def off: Bool "off" = not p
claim C "c" { holds q }
"""
STEP = 'argument S "s" { for C from A, B }'


@pytest.mark.parametrize(
    ("argued", "conflict"),
    [
        (f'assumption A "a" {{ holds p }} assumption B "b" {{ holds not p }} {STEP}', ["A", "B"]),
        (f'assumption A "a" {{ holds p }} assumption B "b" {{ holds off }} {STEP}', ["A", "B"]),
        (
            'claim P "p" { holds x <= 12 } argument R "r" { for P }'
            ' assumption B "b" { holds x > 11 and q } argument S "s" { for C from P, B }',
            ["B", "x.range"],
        ),
        (
            'claim P "p" { holds forall m in M: good(m) } assumption A "a" { holds good(a) and good(b) }'
            ' assumption B "b" { holds (exists m in M: not good(m)) and q }'
            ' argument R "r" { for P from A } argument S "s" { for C from P, B }',
            ["A", "B", "M.closed"],
        ),
        (
            'assumption A "a" { holds p and q } assumption B "b" { holds not p and q }'
            ' argument S "s" { for C from A } argument T "t" { for C from B }',
            ["A", "B"],
        ),
        (
            'assumption A "a" { holds x > 3 and p } assumption B "b" { holds x < 2 and (p implies q) }'
            ' claim P "p" { holds p } argument S "s" { for P from A } argument T "t" { for C from P, B }',
            ["A", "B"],
        ),
    ],
)
def test_contradictory_leaves_block_the_logic_reading(
    tmp_path: Path, argued: str, conflict: list[str]
) -> None:
    path = tmp_path / "c.fcase"
    path.write_text('case c "c" { top C }' + WORDS + argued)
    done = run("defeaters", path, "--semantics", "logic", "--format", "json")
    found = json.loads(done.stdout)
    assert done.exit_code == 1
    assert found["conflict"] == conflict
    assert (found["supported"], found["sets"], found["count"], found["complete"]) == (None, [], None, False)
    assert "blocked" in found["reason"]
    done = run("defeaters", path, "--semantics", "logic")
    assert done.exit_code == 1
    assert f"blocked: {', '.join(conflict)} contradict each other" in done.stdout


def test_what_no_sound_step_carries_may_follow_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "c.fcase"
    path.write_text(
        'case c "c" { top C }' + WORDS + 'assumption A "a" { holds x > 3 } claim P "p" { holds x > 9 }'
        ' argument S "s" { for P from A } assumption B "b" { holds p and q }'
        ' argument T "t" { for C from P, B }'
    )
    assert ids(document(path, "--semantics", "logic")) == [["B"]]
    found = document(path)
    assert (found["supported"], found["sets"]) == (False, [])
    assert [each["route"] for each in found["differences"]] == [["B"]]
    assert "FC712" in run("check", path, "--format", "concise").stdout


def test_a_reading_without_order_is_put_in_order(case: Path, reading: Callable[..., None]) -> None:
    reading(lambda _: MadeUp([("E2", "E3"), ("A1",), ("E1",)], in_order=False), semantics="logic")
    assert ids(document(case, "--semantics", "logic")) == [["E1"], ["A1"], ["E2", "E3"]]


# ---- How it is written ---------------------------------------------------------------------------


def test_the_text_names_the_claim_and_what_each_leaf_is(case: Path) -> None:
    text = run("defeaters", case).stdout
    assert text.startswith("claim C0: The plant is watched\n")
    assert "single points of failure\n    E1 (evidence, its loss undermines): The logs show rounds" in text
    assert "sets of 2\n    E2, E3\n" in text
    assert "    S1.warrant (warrant, its loss undercuts): " in text
    assert "D1 is not refuted today" in text
    assert "withdrawn, not false" in text
    assert "safe" not in text


def test_the_text_stops_after_some_and_says_how_to_see_more(case: Path) -> None:
    text = run("defeaters", case, "--limit", "2").stdout
    assert "and 5 more; `--limit 7` lists them all" in text
    assert "E2, E3" not in text


def test_quiet_says_the_numbers(case: Path) -> None:
    assert run("defeaters", case, "--quiet").stdout.splitlines()[:2] == [
        "claim C0: The plant is watched",
        "  7 minimal defeater sets: 3 of one leaf, 4 of 2 leaves",
    ]


def test_an_idle_leaf_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "i.fcase"
    path.write_text(
        'case i "I" { top C0 }\nconst x: Int "x"\nconst y: Int "y"\nclaim C0 "Big" { holds x > 1 }\n'
        'assumption A "Bigger" { holds x > 2 }\nassumption B "Beside" { holds y > 2 }\n'
        'argument S "So" { for C0 from A, B }\n'
    )
    sets = document(path)["sets"]
    assert {each["id"]: each["idle"] for found in sets for each in found["members"]} == {
        "A": False,
        "B": True,
    }
    assert "B (assumption, its loss undermines; idle:" in run("defeaters", path).stdout


def test_the_same_bytes_twice_and_with_two_jobs(case: Path) -> None:
    flags = ("--supports", "--importance", "--format", "json")
    first = run("defeaters", case, *flags).stdout
    assert run("defeaters", case, *flags).stdout == first
    assert run("defeaters", case, *flags, "--jobs", "2").stdout == first


def test_into_a_file(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert run("defeaters", case, "--format", "json", "-o", out).stdout == ""
    assert out.read_text() == run("defeaters", case, "--format", "json").stdout
    assert run("defeaters", case, "-o", tmp_path / "no" / "out").exit_code == 2
    assert run("defeaters", case, "-o", "/dev/full").exit_code == 2


def test_a_reader_that_goes_away_is_no_error(case: Path) -> None:
    command = [sys.executable, "-m", "formalcase", "defeaters", str(case), "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 0


# ---- Ctrl-C --------------------------------------------------------------------------------------


def interrupting(after: int) -> Callable[[Query], MadeUp]:
    """Sets of which one more than `after` brings an interruption."""

    class Interrupted(MadeUp):
        def __iter__(self) -> Iterator[tuple[str, ...]]:
            for number in range(after):
                yield LEAVES[number % 3], "A1"
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(5)
            yield ("S1.warrant",)

    return lambda _: Interrupted(())


@pytest.mark.parametrize("semantics", ["argument", "logic"])
@pytest.mark.parametrize("after", [0, 3, 2500])
def test_what_was_found_before_ctrl_c_is_a_whole_document(
    case: Path, reading: Callable[..., None], after: int, semantics: str
) -> None:
    reading(interrupting(after), semantics=semantics)
    done = run("defeaters", case, "--format", "json", "--supports", "--semantics", semantics)
    found = json.loads(done.stdout)
    assert done.exit_code == 130
    assert len(found["sets"]) == after
    assert (found["complete"], found["count"], found["reason"]) == (False, None, "interrupted")
    assert (found["supports"], found["supports_complete"]) == ([], False)
    assert found["by_size"] == ([{"size": 2, "count": after}] if after else [])


def test_ctrl_c_while_one_of_two_blocks_is_gone_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "blocks.fcase"
    lines = ['case blocks "Blocks" { top C }']
    for n in "12":
        lines += [f'const ok{n}: Bool "ok" const a{n}: Real "a" const b{n}: Real "b"']
        holds = (f"a{n} <= 3", f"a{n} <= 2", f"b{n} <= a{n}", f"b{n} <= 2", f"a{n} + b{n} <= 6 implies ok{n}")
        lines += [f'assumption L{n}{at} "l" {{ holds {each} }}' for at, each in enumerate(holds)]
    cited = ", ".join(f"L{n}{at}" for n in "12" for at in range(5))
    lines += [f'claim C "c" {{ holds ok1 and ok2 }} argument S "s" {{ for C from {cited} }}\n']
    path.write_text("\n".join(lines))
    flags = ("--format", "json", "--semantics", "logic", "--supports")
    every = {tuple(each) for each in ids(json.loads(run("defeaters", path, *flags).stdout))}
    begun = []

    def batches(sets: MinimalSets) -> Iterator[Batch]:
        begun.append(sets)
        yield from found_by(sets) if len(begun) < 2 else ()
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(5)

    found_by = MinimalSets.batches
    monkeypatch.setattr(MinimalSets, "batches", batches)
    done = run("defeaters", path, *flags)
    found = json.loads(done.stdout)
    assert done.exit_code == 130
    assert (found["complete"], found["count"], found["reason"]) == (False, None, "interrupted")
    told = {tuple(each) for each in ids(found)}
    assert told < every
    assert len(told) == 4  # one of the rule that makes the other block count, and those of the first
    assert (found["supports"], found["supports_complete"]) == ([], False)


def test_the_text_ends_with_the_interruption(case: Path, reading: Callable[..., None]) -> None:
    reading(interrupting(3))
    done = run("defeaters", case)
    assert done.exit_code == 130
    assert "E1, A1" in done.stdout
    assert done.stdout.splitlines()[-1] == "interrupted: these are not all"


def test_ctrl_c_while_steps_are_judged(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(5)

    monkeypatch.setattr("formalcase.pipeline.defeaters.groundwork", never)
    done = run("defeaters", case, "--format", "json")
    found = json.loads(done.stdout)
    assert done.exit_code == 130
    assert (found["supported"], found["complete"], found["reason"]) == (None, False, "interrupted")
    assert run("defeaters", case).stdout.splitlines()[-1] == "interrupted: nothing more is known"


def test_ctrl_c_comes_from_outside(tmp_path: Path) -> None:
    path = tmp_path / "large.fcase"
    legs = range(14)
    path.write_text(
        'case large "Large" { top C0 }\nclaim C0 "All"\n'
        + "".join(f'claim C{n}x "Part"\n' for n in legs)
        + "".join(f'evidence E{n}{k} "E"\n' for n in legs for k in "abc")
        + "".join(f'argument S{n}{k} "S" {{ for C{n}x from E{n}{k} }}\n' for n in legs for k in "abc")
        + f'argument S "S" {{ for C0 from {", ".join(f"C{n}x" for n in legs)} }}\n'
    )
    command = [sys.executable, "-m", "formalcase", "defeaters", str(path), "--supports", "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as running:
        assert running.stdout is not None
        said = b""
        while b'"supports": [' not in said:
            said += os.read(running.stdout.fileno(), 1 << 20)
        said += os.read(running.stdout.fileno(), 1 << 20)
        running.send_signal(signal.SIGINT)
        said += running.stdout.read()
        assert running.wait() == 130
    found = json.loads(said)
    assert (found["complete"], found["reason"]) == (True, "")
    assert found["supports_count"] is None or found["supports_count"] == 3**14
    assert (found["supports_complete"], found["supports_reason"]) == (False, "interrupted")
