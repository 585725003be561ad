"""Each small text gives just the findings that it should, each at its place."""

from __future__ import annotations

import pytest
from elaborate_samples import CASE_BLOCKS, HEAD, SAMPLES, Expected

from formalcase.diagnostics.finding import Finding, Severity
from formalcase.elaborate import Loaded, load_text
from formalcase.source import Source


def place(finding: Finding, text: str) -> str:
    """The text at the place of a finding."""
    at = finding.location
    assert at is not None
    starts = Source("", text).line_starts
    return text[starts[at.line - 1] + at.column - 1 : starts[at.end_line - 1] + at.end_column - 1]


def told(loaded: Loaded, text: str) -> Expected:
    return tuple((finding.code, place(finding, text)) for finding in loaded.findings)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_gives_its_findings(name: str) -> None:
    addition, expected = SAMPLES[name]
    text = HEAD + addition
    loaded = load_text(text, "sample.fcase")
    assert told(loaded, text) == expected
    errors = [finding for finding in loaded.findings if finding.severity is Severity.ERROR]
    assert (loaded.case is None) == bool(errors)


@pytest.mark.parametrize("name", CASE_BLOCKS)
def test_a_case_block_gives_its_findings(name: str) -> None:
    text, expected = CASE_BLOCKS[name]
    assert told(load_text(text, "sample.fcase"), text) == expected
