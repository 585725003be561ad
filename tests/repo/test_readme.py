"""What the README shows is so."""

from __future__ import annotations

import re
from pathlib import Path

from formalcase.pipeline.check import check_paths
from formalcase.settings import Settings

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "examples" / "ten_lines"


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", README, re.DOTALL)
    assert found is not None
    return found.group(1)


def test_the_case_shown_is_the_wrong_one_of_the_example() -> None:
    assert block("fcase") == (EXAMPLE / "wrong.fcase").read_text(encoding="utf-8")


def test_the_message_shown_is_the_one_given() -> None:
    (result,) = check_paths([EXAMPLE / "wrong.fcase"], Settings()).cases
    (finding,) = [finding for finding in result.findings if finding.code == "FC401"]
    said = f"error[{finding.code}] {finding.name}: {finding.message}"
    assert " ".join(block("text").split()) == said


def test_the_mended_case_is_established_on_three_leaves() -> None:
    (result,) = check_paths([EXAMPLE / "case.fcase"], Settings()).cases
    assert result.verdict == "established"
    assert len(result.support.leaves) == 3


def test_the_library_example_runs() -> None:
    lines = block("python").replace('"case.fcase"', repr(str(EXAMPLE / "wrong.fcase")))
    names: dict[str, object] = {}
    exec(compile(lines, "README.md", "exec"), names)
    assert names["result"].cases[0].verdict == "not_established"  # type: ignore[attr-defined]
