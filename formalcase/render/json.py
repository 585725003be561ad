"""Results as JSON documents, and the schemas of these documents."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
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
    with _numbers_of_any_length():
        text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2)
    return harmless(text) + "\n"


def spliced(
    command: str,
    before: BaseModel,
    lists: Mapping[str, Callable[[], Iterable[str]]],
    after: Callable[[], BaseModel],
) -> Iterator[str]:
    """The document of a result with long lists, in parts, and with the same bytes as `json_text` has for all
    of it. No list is ever held as a whole.

    `lists` gives for each such key, in the order of the keys, the items in stretches: the items as
    `list_item` writes them, with `BETWEEN` between two. In the results these lists are empty. `before` says
    what stands in front of the first list. What stands behind a list may depend on it: `after` is asked
    when it is written.
    """
    text, at = json_text(command, before), 0
    for key, stretches in lists.items():
        # No text within a document has a line end in it, and only keys of the document itself stand so.
        place = text.index(f'\n  "{key}": []', at) + len(f'\n  "{key}": [')
        yield text[at:place]
        first = True
        for stretch in stretches():
            yield f"\n{stretch}" if first else f"{BETWEEN}{stretch}"
            first = False
        text = json_text(command, after())
        at = text.index(f'\n  "{key}": []') + len(f'\n  "{key}": [')
        if not first:
            yield "\n  "
    yield text[at:]


BETWEEN = ",\n"


def list_item(value: object, depth: int = 2) -> str:
    """A value as it stands in a list, so many levels deep in a document."""
    indent = "  " * depth
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)
    return indent + harmless(text.replace("\n", f"\n{indent}"))


@contextmanager
def _numbers_of_any_length() -> Iterator[None]:
    """Sets can be so many that Python would not write down their number by itself."""
    usual = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(usual)


def harmless(text: str) -> str:
    # Such characters occur within strings only, where JSON may write any character by its number.
    return _SUSPECT.sub(lambda found: _escaped(found[0]), text)


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
