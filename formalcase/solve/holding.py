"""In the worker: which of many formulas hold in a model, read in a few calls."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import z3

from formalcase.solve import native

# So many formulas are read at once, each as a bit of one number.
_WORD = 60


class Holding:
    """Formulas of one context by position; sets of them are the bits of an int."""

    def __init__(self, context: Any, formulas: Sequence[Any]) -> None:
        self._formulas = formulas
        self._words = [
            _word(context, formulas[start : start + _WORD]) for start in range(0, len(formulas), _WORD)
        ]

    def of(self, model: Any, among: int) -> int:
        """Which of these hold in a model of this context. What the model leaves open counts as false."""
        held = 0
        for at, word in enumerate(self._words):
            start = at * _WORD
            wanted = among >> start & ((1 << _WORD) - 1)
            if wanted:
                held |= (self._read(model, start, word, wanted) & wanted) << start
        return held

    def _read(self, model: Any, start: int, word: Any, wanted: int) -> int:
        context = model.ctx.ref()
        value, number = (z3.Ast * 1)(), ctypes.c_uint64()
        if z3.Z3_model_eval(context, model.model, word.ast, True, value) and z3.Z3_is_numeral_ast(
            context, value[0]
        ):
            z3.Z3_get_numeral_uint64(context, value[0], ctypes.byref(number))
            return number.value
        # Something in one of them has no value that the solver can tell; the others have.
        held = 0
        for at, formula in enumerate(self._formulas[start : start + _WORD]):
            if wanted >> at & 1 and native.true_in(model, formula):
                held |= 1 << at
        return held


def _word(context: Any, formulas: Sequence[Any]) -> Any:
    """The number whose bits tell which of these hold, the first one last."""
    yes, no = z3.BitVecVal(1, 1, context), z3.BitVecVal(0, 1, context)
    each = [z3.If(formula, yes, no) for formula in reversed(formulas)]
    return z3.Concat(*each) if len(each) > 1 else each[0]
