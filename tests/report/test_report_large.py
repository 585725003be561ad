"""A large case has a report of a bearable size, in pictures of a bearable size."""

from __future__ import annotations

import sys
import time
from importlib import import_module
from pathlib import Path

import pytest
from report_pages import ROOT, page_of

import formalcase

sys.path.insert(0, str(Path(ROOT) / "benchmarks"))

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("shape", ["chain", "tree"])
def test_two_thousand_nodes_fit_into_five_megabytes(shape: str) -> None:
    generate = import_module("generate")

    case = formalcase.loads(getattr(generate, shape)(500 if shape == "tree" else 666).text)
    assert len(case.nodes) > 1_990
    report = formalcase.report(case)
    start = time.process_time()
    html = report.html()
    assert time.process_time() - start < 5
    assert len(html.encode()) < 5_000_000
    page = page_of(html)
    assert page.unbalanced == []
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.values("href") if href.startswith("#")} <= set(ids)
    pictures = [each for each in ids if each.startswith("p-")]
    assert len(pictures) > 20
