"""In the worker: a small question that is asked before anybody waits."""

from __future__ import annotations

from formalcase.encode.question import Check, Question, Signature, SymbolShape
from formalcase.solve import wire
from formalcase.solve.answering import answer
from formalcase.solve.question import Budget

TIMES = 2
"""What the solver does for the first time takes it several times as long, and so does the second time."""

_REHEARSAL = Question(
    declarations="(declare-fun b () Bool)\n(declare-fun x () Real)\n",
    background=(),
    assertions=(("one", "(=> b (<= x 1.0))"), ("other", "b"), ("goal", "(not (<= x 1.0))")),
    checks=(
        Check("premises", ("one", "other"), world=True),
        Check("step", ("one", "other", "goal"), shrink=("one", "other")),
    ),
    signature=Signature(
        symbols=(SymbolShape("b", "b", (), "Bool"), SymbolShape("x", "x", (), "Real")),
    ),
)


def rehearse() -> None:
    answer(wire.unpack(wire.pack(wire.ask_message(_REHEARSAL, Budget()))[wire.PREFIX :]))
