"""Results as JSON documents, and the schemas of these documents."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from formalcase.render.clean import is_harmless

_SUSPECT = re.compile(r"[^\x20-\x7e\n]")


def schema_name(command: str) -> str:
    return f"formalcase/{command}/1"


def json_text(command: str, result: BaseModel) -> str:
    """The document of a command's result. Keys stand as declared, those of free tables sorted; every
    character that does not show as itself is escaped; it ends with a line end. Same result, same bytes."""
    document = {"schema": schema_name(command), **_sorted_tables(result.model_dump(mode="json"), result)}
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2)
    # Such characters occur within strings only, where JSON may write any character by its number.
    return _SUSPECT.sub(lambda found: _escaped(found[0]), text) + "\n"


def _sorted_tables(dumped: dict[str, Any], result: BaseModel) -> dict[str, Any]:
    """Tables with free keys, such as the solvers, must not depend on the order in which they were filled."""
    for name in type(result).model_fields:
        if isinstance(getattr(result, name), Mapping):
            dumped[name] = dict(sorted(dumped[name].items()))
    return dumped


def _escaped(character: str) -> str:
    if is_harmless(character):
        return character
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def schema_text(command: str, model: type[BaseModel]) -> str:
    """The JSON Schema of a command's document: every key that is declared is there, and no other."""
    schema = model.model_json_schema(mode="serialization")
    properties = {"schema": {"const": schema_name(command), "type": "string"}, **schema["properties"]}
    parts = schema.get("$defs", {})
    for part in parts.values():
        if "properties" in part:
            part["required"] = list(part["properties"])
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": schema_name(command),
        **schema,
        "properties": properties,
        "required": list(properties),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
