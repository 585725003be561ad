"""The JSON that is documented is the JSON that is given: schemas, keys, values."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from formalcase.case.verdicts import CaseVerdict, Judge, Verdict
from formalcase.cli.app import app
from formalcase.diagnostics.finding import Severity
from formalcase.render.documents import DOCUMENTS
from formalcase.render.json import schema_text

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
_SECTION = re.compile(r"^### (\w+)\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
_ROW = re.compile(r"^\| `(\w+)` \| ([^|]+) \| (.+) \|$", re.MULTILINE)


def documented() -> dict[str, dict[str, tuple[str, str]]]:
    """By object, and by key: the type and the meaning."""
    return {
        section[1]: {row[1]: (row[2], row[3]) for row in _ROW.finditer(section[2])}
        for section in _SECTION.finditer(TEXT)
    }


def schemas() -> dict[str, Mapping[str, Any]]:
    """The schema of each object that has keys, by name."""
    found: dict[str, Mapping[str, Any]] = {}
    documents: dict[str, Mapping[str, Any]] = {}
    for command, model in DOCUMENTS.items():
        schema = json.loads(schema_text(command, model))
        documents[model.__name__] = schema
        found |= {name: part for name, part in schema["$defs"].items() if "properties" in part}
    # A document that stands within another one has no `schema` there.
    return found | documents


SCHEMAS = schemas()


@pytest.mark.parametrize("command", DOCUMENTS)
def test_the_committed_schema_is_the_one_printed(command: str) -> None:
    committed = (ROOT / "docs" / "schemas" / f"{command}.json").read_text(encoding="utf-8")
    printed = CliRunner().invoke(app, ["schema", command]).stdout
    assert committed == printed, f"run `formalcase schema {command} > docs/schemas/{command}.json`"


def test_every_object_is_documented() -> None:
    assert set(documented()) == set(SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_documented_in_order(name: str) -> None:
    assert list(documented()[name]) == list(SCHEMAS[name]["properties"])


def kind_of(schema: Mapping[str, Any]) -> str:
    """A type as the document words it."""
    if "anyOf" in schema:
        parts = [kind_of(part) for part in schema["anyOf"]]
        return " or ".join(parts) if "boolean" not in parts else "true, false or null"
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return name if name in SCHEMAS else "string"
    match schema["type"]:
        case "array":
            inner = kind_of(schema["items"])
            return f"list of {inner + 's' if inner == 'string' else inner}"
        case "object":
            return f"table of {kind_of(schema['additionalProperties'])}s"
        case "integer" | "number":
            return "number"
        case other:
            return str(other)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_types_are_the_ones_documented(name: str) -> None:
    stated = {key: kind for key, (kind, _) in documented()[name].items()}
    assert stated == {key: kind_of(schema) for key, schema in SCHEMAS[name]["properties"].items()}


@pytest.mark.parametrize(
    ("name", "key", "values"),
    [
        ("CaseResult", "verdict", CaseVerdict),
        ("Obligation", "verdict", Verdict),
        ("Obligation", "by", Judge),
        ("Finding", "severity", Severity),
    ],
)
def test_every_value_is_documented(name: str, key: str, values: type[StrEnum]) -> None:
    _, meaning = documented()[name][key]
    assert set(re.findall(r"`(\w+)`", meaning)) == set(values)


def test_the_kinds_of_obligations_and_leaves_that_occur_are_documented() -> None:
    done = CliRunner().invoke(app, ["check", str(ROOT / "tests" / "corpus" / "warrants"), "--format", "json"])
    cases = json.loads(done.stdout)["cases"]
    assert cases
    for name, rows in (
        ("Obligation", [each for case in cases for each in case["obligations"]]),
        ("LedgerEntry", [each for case in cases for each in case["ledger"]]),
    ):
        _, meaning = documented()[name]["kind"]
        assert {row["kind"] for row in rows} <= set(re.findall(r"`(\w+)`", meaning))
