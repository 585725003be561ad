"""The SARIF that `check` writes is what the standard says it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import render_samples as samples
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from formalcase.cli.app import app
from formalcase.diagnostics.finding import Location
from formalcase.render.sarif import sarif_text

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def official() -> Draft202012Validator:
    """The schema of OASIS SARIF 2.1.0, as it stands in `tests/data/sarif`."""
    text = (ROOT / "tests" / "data" / "sarif" / "sarif-2.1.0.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    # `format: uri` is left to the writer; everything else of the schema is checked.
    return Draft202012Validator(schema)


def faults(official: Draft202012Validator, document: Any) -> list[str]:
    return [f"{list(each.absolute_path)}: {each.message}" for each in official.iter_errors(document)]


@pytest.mark.parametrize("folder", ["examples/worked", "tests/corpus/malformed", "examples/ten_lines"])
def test_the_findings_of_cases_pass_the_schema(official: Draft202012Validator, folder: str) -> None:
    done = CliRunner().invoke(app, ["check", str(ROOT / folder), "--format", "sarif"])
    document = json.loads(done.stdout)
    assert document["runs"][0]["results"]
    assert faults(official, document) == []


@pytest.mark.parametrize("mark", ["<b>", "\x1b[2J", "\u202e", "%0A::error::", "a b#c?d", "\\"])
def test_hostile_findings_pass_it_too(official: Draft202012Validator, mark: str) -> None:
    where = Location(file=f"x{mark}", line=1, column=1, end_line=1, end_column=2)
    finding = samples.finding(location=where, mark=mark)
    document = json.loads(sarif_text(samples.result(findings=(finding,))))
    assert faults(official, document) == []


def test_a_wrong_document_is_noticed(official: Draft202012Validator) -> None:
    assert faults(official, {"version": "2.1.0", "runs": [{}]})
