"""The JSON documents and their published schemas."""

from __future__ import annotations

import json
from typing import Any

import pytest
import render_samples as samples

from formalcase.case.model import Argument, Case, Claim, Evidence, Quorum, Reference
from formalcase.case.verdicts import CaseVerdict, Verdict
from formalcase.render.choose import choose
from formalcase.render.documents import DOCUMENTS
from formalcase.render.json import json_text, schema_text
from formalcase.results.check import CheckResult
from formalcase.results.node import ShowResult, show_result

_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


def problems(value: Any, schema: dict[str, Any], root: dict[str, Any], path: str = "$") -> list[str]:
    """A second reading of the part of JSON Schema that our schemas use."""
    if "$ref" in schema:
        return problems(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, path)
    if "anyOf" in schema:
        return (
            []
            if any(not problems(value, each, root, path) for each in schema["anyOf"])
            else [f"{path}: none fits"]
        )
    if "const" in schema and value != schema["const"]:
        return [f"{path}: is {value!r}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{path}: is {value!r}"]
    if "type" in schema:
        right = isinstance(value, _TYPES[schema["type"]])
        if not right or (isinstance(value, bool) and schema["type"] != "boolean"):
            return [f"{path}: is no {schema['type']}"]
    found: list[str] = []
    if isinstance(value, list) and "items" in schema:
        for index, each in enumerate(value):
            found += problems(each, schema["items"], root, f"{path}[{index}]")
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found += [f"{path}.{key}: missing" for key in schema.get("required", ()) if key not in value]
        for key, each in value.items():
            inner = known.get(key, schema.get("additionalProperties", {}))
            found += (
                [f"{path}.{key}: unknown"] if inner is False else problems(each, inner, root, f"{path}.{key}")
            )
    return found


def some_case() -> Case:
    nodes = (
        Claim(id="C1", text="Nobody falls"),
        Evidence(id="E1", text="Two slipped"),
        Evidence(id="E2", text="None fell"),
        Argument(id="S1", text="So", conclusion=Reference("C1"), premises=(Reference("E1"),)),
        Argument(
            id="S2",
            text="Or so",
            conclusion=Reference("C1"),
            premises=(Quorum(1, (Reference("E1"), Reference("E2"))),),
            given=(Reference("E2"),),
        ),
    )
    return Case(
        file="stairs.fcase", id="stairs", title="x", top="C1", nodes={node.id: node for node in nodes}
    )


CHECKS = [
    samples.FAILING,
    samples.result(),
    samples.result(samples.case(CaseVerdict.ESTABLISHED, obligations=(samples.step(Verdict.UNDECIDED),))),
    samples.result(samples.case(CaseVerdict.MALFORMED).model_copy(update={"id": None, "top": None})),
]


@pytest.mark.parametrize("result", CHECKS)
def test_a_check_fits_its_schema(result: CheckResult) -> None:
    schema = json.loads(schema_text("check", CheckResult))
    document = json.loads(json_text("check", result))
    assert problems(document, schema, schema) == []


@pytest.mark.parametrize("name", ["S1", "S2.warrant", "E1", "nobody"])
def test_a_shown_node_fits_its_schema(name: str) -> None:
    schema = json.loads(schema_text("show", ShowResult))
    document = json.loads(json_text("show", show_result(samples.FAILING, some_case(), name)))
    assert problems(document, schema, schema) == []


def test_the_schema_refuses_what_is_not_in_it() -> None:
    schema = json.loads(schema_text("check", CheckResult))
    document = json.loads(json_text("check", samples.FAILING))
    for spoil in (
        {"schema": "formalcase/check/2"},
        {"cases": None},
        {"more": 1},
        {"cases": [{**document["cases"][0], "verdict": "fine"}]},
    ):
        assert problems({**document, **spoil}, schema, schema)


@pytest.mark.parametrize("command", list(DOCUMENTS))
def test_every_schema_names_its_document_first_and_requires_every_key(command: str) -> None:
    schema = json.loads(schema_text(command, DOCUMENTS[command]))
    assert schema["properties"]["schema"]["const"] == f"formalcase/{command}/1"
    assert schema["required"] == list(schema["properties"])
    assert schema["required"][0] == "schema"


def test_the_keys_of_the_contract_are_there_in_order() -> None:
    document = json.loads(json_text("check", samples.FAILING))
    assert list(document)[:5] == ["schema", "tool", "solvers", "files", "cases"]
    case = document["cases"][0]
    assert {
        "file",
        "id",
        "title",
        "top",
        "verdict",
        "formal_share",
        "witness",
        "obligations",
        "findings",
    } <= set(case)
    finding = case["findings"][0]
    assert {
        "code",
        "name",
        "severity",
        "message",
        "location",
        "related",
        "help",
        "fix",
        "fingerprint",
    } <= set(finding)
    assert list(finding["location"]) == ["file", "line", "column", "end_line", "end_column"]


def test_free_tables_are_sorted_so_that_the_bytes_are_the_same() -> None:
    backwards = samples.FAILING.model_copy(update={"solvers": {"clingo": "5.8", "z3": "5"}})
    assert json_text("check", backwards) == json_text("check", samples.FAILING)


def test_a_document_reads_back_into_the_same_result() -> None:
    document = json.loads(json_text("check", samples.FAILING))
    del document["schema"]
    assert CheckResult.model_validate(document) == samples.FAILING


# ---- Choosing findings ---------------------------------------------------------------------------


def codes(result: CheckResult) -> list[str]:
    return [finding.code for case in result.cases for finding in case.findings]


@pytest.mark.parametrize(
    ("select", "ignore", "left"),
    [
        ((), (), ["FC401", "FC405", "FC910"]),
        (("FC4",), (), ["FC401", "FC405", "FC910"]),
        (("FC405",), (), ["FC405", "FC910"]),
        ((), ("FC401",), ["FC405", "FC910"]),
        (("FC4",), ("FC405",), ["FC401", "FC910"]),
        ((), ("FC",), ["FC910"]),
    ],
)
def test_findings_are_chosen_by_code_but_limits_always_stay(
    select: tuple[str, ...], ignore: tuple[str, ...], left: list[str]
) -> None:
    findings = tuple(samples.finding(code=code) for code in ("FC401", "FC405", "FC910"))
    chosen, hidden = choose(samples.result(samples.case(findings=findings)), select, ignore)
    assert codes(chosen) == left
    assert hidden == 3 - len(left)


def test_what_makes_a_case_malformed_cannot_be_hidden() -> None:
    broken = samples.case(CaseVerdict.MALFORMED, findings=(samples.finding(code="FC040"),))
    chosen, hidden = choose(samples.result(broken), ("FC4",), ("FC0",))
    assert codes(chosen) == ["FC040"]
    assert hidden == 0
