"""Names of a case as symbols of SMT-LIB, and back.

A symbol is made from the kind of thing and its name alone, so the same word is called the same in
every question. The kind is the prefix, which keeps sorts, functions, members and variables apart from
each other and from every word that a solver knows. Letters, digits, `_` and dots stand for themselves;
any other character is its code point in hexadecimal between tildes (`~2d~` is a hyphen). The result is
a simple symbol, which needs no quotes, and no two names share one.
"""

from __future__ import annotations

import re
import sys
from enum import StrEnum

from formalcase.frozen import dataclass


class Kind(StrEnum):
    """What a name stands for; the value is the prefix of its symbols."""

    SORT = "sort"
    MEMBER = "member"
    ENUM = "enum"
    ITEM = "item"
    SYMBOL = "fn"
    VARIABLE = "var"


@dataclass(frozen=True, slots=True)
class Named:
    """What a symbol stands for; `owner` is the enum of an item and empty otherwise."""

    kind: Kind
    name: str
    owner: str = ""


_NOT_PLAIN = re.compile(r"[^A-Za-z0-9_.]")
_ESCAPED = re.compile(r"~([0-9a-f]{1,6})~")


def _mangle(name: str) -> str:
    return _NOT_PLAIN.sub(lambda found: f"~{ord(found[0]):x}~", name)


def _unmangle(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(min(int(found[1], 16), sys.maxunicode)), text)


def sort(name: str) -> str:
    return f"sort.{_mangle(name)}"


def member(name: str) -> str:
    """A listed member of a sort. Its name is unique in the case: members live in the one namespace."""
    return f"member.{_mangle(name)}"


def enum(name: str) -> str:
    return f"enum.{_mangle(name)}"


def item(enum_name: str, name: str) -> str:
    """A member of an enum, whose name is unique only within the enum."""
    return f"item.{_mangle(enum_name)}/{_mangle(name)}"


def symbol(name: str) -> str:
    """A constant, function or definition."""
    return f"fn.{_mangle(name)}"


def variable(name: str) -> str:
    """A parameter or bound variable."""
    return f"var.{_mangle(name)}"


def written(named: Named) -> str:
    """The symbol of a thing."""
    if named.kind is Kind.ITEM:
        return item(named.owner, named.name)
    return f"{named.kind}.{_mangle(named.name)}"


def read(text: str) -> Named:
    """What a symbol made by this module stands for; ValueError when none of its functions makes it."""
    prefix, _, rest = text.partition(".")
    kind = next((kind for kind in Kind if kind.value == prefix), None)
    if kind is not None:
        owner, _, name = rest.partition("/") if kind is Kind.ITEM else ("", "", rest)
        named = Named(kind, _unmangle(name), _unmangle(owner))
        if written(named) == text:
            return named
    raise ValueError(f"no symbol of a case: {text!r}")
