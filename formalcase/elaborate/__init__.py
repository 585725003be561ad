"""From the syntax tree to the typed case: names, imports, types, formulas and nodes."""

from __future__ import annotations

from formalcase.elaborate.load import Loaded, load_case, load_text

__all__ = ["Loaded", "load_case", "load_text"]
