"""Worlds: one way in which everything that a formula speaks of could be.

A world is what a countermodel or a witness is read into, and what the plain evaluator looks at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from fractions import Fraction

from formalcase.frozen import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Individual:
    """A value of a sort or an enum.

    `label` is the name of the listed member that it is, or `#1`, `#2`, … for individuals that are
    none of the listed ones.
    """

    type_name: str
    label: str


Value = bool | Fraction | Individual


@dataclass(frozen=True, slots=True)
class Table:
    """A function: its value where the entries say so, `default` elsewhere.

    A constant is a table whose only entry is for `()`. `default` is None when the table is total.
    """

    entries: Mapping[tuple[Value, ...], Value] = field(default_factory=dict)
    default: Value | None = None


@dataclass(frozen=True, slots=True)
class World:
    """Universes of sorts (enums are known from the vocabulary) and tables of constants and functions.

    Definitions have no table: they are computed. `inexact` names the symbols whose value in the model
    was no rational number; the table then holds a nearby rational and the world cannot be replayed.
    """

    universes: Mapping[str, tuple[Individual, ...]] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    inexact: frozenset[str] = frozenset()
