"""No rule goes untested: a test names it, or its page has an example, and these are run."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from finding_pages import BAD, PAGES, read_page

from formalcase.diagnostics.catalogue import CATALOGUE

HERE = Path(__file__).parent
TESTS = HERE.parent
_NAME = re.compile(r"FC\d{3}|[a-z]+(?:-[a-z]+)+|(?<=[#!`\"' ])[a-z]+")


def named_in_tests() -> set[str]:
    """Codes and names of rules in the tests, this folder aside."""
    files = [path for path in TESTS.rglob("*") if path.suffix in {".py", ".fcase", ".md"}]
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in files if HERE not in path.parents]
    return set(_NAME.findall("\n".join(texts)))


def shown_on_pages() -> set[str]:
    """Codes of the pages that have an example of the finding."""
    return {path.stem for path in PAGES.glob("FC*.md") if read_page(path).example(BAD)}


def test_every_rule_occurs_in_a_test() -> None:
    known = named_in_tests() | shown_on_pages()
    assert sorted(rule.code for rule in CATALOGUE.values() if not {rule.code, rule.name} & known) == []


def test_no_two_rules_have_one_name() -> None:
    number = Counter(rule.name for rule in CATALOGUE.values())
    assert [name for name in number if number[name] > 1] == []
