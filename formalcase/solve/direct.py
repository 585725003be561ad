"""The solver's library, called without its layer for Python, by those who ask it thousands of times.

That layer takes longer to load than a small question to answer, and each of its calls looks for an error and
wraps what it gives. Here terms are plain numbers, and only what can fail is looked at. One context has one
question; its terms live as long as it does.
"""

from __future__ import annotations

import ctypes
import os
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.machinery import PathFinder
from types import SimpleNamespace
from typing import Any

from formalcase import compiled
from formalcase.solve.errors import SolverError, why

Options = Mapping[str, int | float | bool]

# Megabytes that one solver may take; well below the address space of the worker.
_SOLVER_MEMORY = 2048
_ANSWERS = {1: "sat", -1: "unsat", 0: "unknown"}
_MISREAD, _NO_MEMORY = 4, 7
_STEPS = b"rlimit count"
_SEEDS = (b"smt.random_seed", b"sat.random_seed", b"nlsat.seed")

# What the functions take and give: address, unsigned, double, text, truth (`b`) and nothing.
_KINDS: dict[str, Any] = {
    "p": ctypes.c_void_p,
    "u": ctypes.c_uint,
    "d": ctypes.c_double,
    "s": ctypes.c_char_p,
    "b": ctypes.c_bool,
    "i": ctypes.c_int,
    "-": None,
}
_FUNCTIONS = {
    "global_param_set": "ss-",
    "mk_config": "p",
    "del_config": "p-",
    "mk_context_rc": "pp",
    "del_context": "p-",
    "set_error_handler": "pp-",
    "get_error_code": "pi",
    "get_error_msg": "pis",
    "parse_smtlib2_string": "psuppuppp",
    "ast_vector_inc_ref": "pp-",
    "ast_vector_dec_ref": "pp-",
    "ast_vector_size": "ppu",
    "ast_vector_get": "ppup",
    "inc_ref": "pp-",
    "dec_ref": "pp-",
    "get_app_arg": "ppup",
    "mk_or": "pupp",
    "mk_and": "pupp",
    "mk_string_symbol": "psp",
    "mk_params": "pp",
    "params_inc_ref": "pp-",
    "params_dec_ref": "pp-",
    "params_set_uint": "pppu-",
    "params_set_double": "pppd-",
    "params_set_bool": "pppb-",
    "mk_simple_solver": "pp",
    "solver_inc_ref": "pp-",
    "solver_dec_ref": "pp-",
    "solver_set_params": "ppp-",
    "solver_assert": "ppp-",
    "solver_push": "pp-",
    "solver_pop": "ppu-",
    "solver_check_assumptions": "ppupi",
    "solver_get_unsat_core": "ppp",
    "solver_get_trail": "ppp",
    "solver_get_reason_unknown": "pps",
    "solver_get_statistics": "ppp",
    "stats_inc_ref": "pp-",
    "stats_dec_ref": "pp-",
    "stats_size": "ppu",
    "stats_get_key": "ppus",
    "stats_get_uint_value": "ppuu",
}


@cache
def _library() -> Any:
    loaded = _loaded()
    functions = SimpleNamespace()
    for name, kinds in _FUNCTIONS.items():
        function = getattr(loaded, f"Z3_{name}")
        *takes, gives = [_KINDS[kind] for kind in kinds]
        function.argtypes, function.restype = takes, gives
        setattr(functions, name, function)
    # A call for each member of a list takes long; where there is our own library, it does that.
    ours = compiled.library()
    functions.gathered = None if ours is None else ours.fc_gathered
    functions.getter = ctypes.cast(functions.ast_vector_get, ctypes.c_void_p)
    if ours is not None:
        ours.fc_gathered.argtypes = [_KINDS[kind] for kind in "pppup"]
        ours.fc_gathered.restype = None
    for seed in _SEEDS:
        functions.global_param_set(seed, b"0")
    return functions


def _loaded() -> ctypes.CDLL:
    """The library that the layer for Python would load."""
    found = PathFinder.find_spec("z3")
    beside = found.submodule_search_locations or () if found is not None else ()
    ending = {"win32": "dll", "cygwin": "dll", "darwin": "dylib"}.get(sys.platform, "so")
    for folder in (*(os.path.join(each, "lib") for each in beside), os.path.join(sys.prefix, "lib")):
        # The name with a version, where there is one, is the one that the layer takes.
        names = os.listdir(folder) if os.path.isdir(folder) else ()
        for name in sorted((name for name in names if name.startswith(f"libz3.{ending}")), reverse=True):
            return ctypes.CDLL(os.path.join(folder, name))
    return ctypes.CDLL(f"libz3.{ending}")


class Context:
    """`formulas` are what a text asserts, in order."""

    def __init__(self, text: str) -> None:
        library = self.library = _library()
        settings = library.mk_config()
        self.handle = library.mk_context_rc(settings)
        library.del_config(settings)
        library.set_error_handler(self.handle, None)
        self._params: dict[tuple[tuple[str, object], ...], int] = {}
        vector = library.parse_smtlib2_string(self.handle, text.encode(), 0, None, None, 0, None, None)
        self.look()
        library.ast_vector_inc_ref(self.handle, vector)
        self.formulas = self._members(vector)
        # Never asked, so that its statistics are short.
        self._meter = library.mk_simple_solver(self.handle)
        library.solver_inc_ref(self.handle, self._meter)
        self._steps_at = 0

    def __del__(self) -> None:
        if self.handle is not None:
            self.library.del_context(self.handle)
            self.handle = None

    def look(self) -> None:
        """Raises MemoryError or SolverError when the last call failed."""
        code = self.library.get_error_code(self.handle)
        if code:
            told = self.library.get_error_msg(self.handle, code).decode(errors="replace")
            short = code == _NO_MEMORY or (code != _MISREAD and "memory" in told)
            raise MemoryError(told) if short else SolverError(told)

    def terms(self, vector: int) -> Sequence[int]:
        """What is in a list that was just made, and is given up."""
        self.library.ast_vector_inc_ref(self.handle, vector)
        found = self._members(vector)
        self.library.ast_vector_dec_ref(self.handle, vector)
        return found

    def _members(self, vector: int) -> Sequence[int]:
        size = self.library.ast_vector_size(self.handle, vector)
        gathered = self.library.gathered
        if gathered is None:
            get = self.library.ast_vector_get
            return [get(self.handle, vector, at) for at in range(size)]
        found = array("Q", bytes(8 * size))
        gathered(self.library.getter, self.handle, vector, size, found.buffer_info()[0])
        return found

    def part(self, formula: int, at: int) -> int:
        """A part of a formula."""
        return self._kept(self.library.get_app_arg(self.handle, formula, at))

    def some_set_of(self, sets: Sequence[Sequence[int]]) -> int:
        """The formula that all members of one of these sets hold; it lives until another is made."""
        library, handle = self.library, self.handle
        each = [self._kept(library.mk_and(handle, *_list(members))) for members in sets]
        found: int = library.mk_or(handle, *_list(each))
        for term in each:
            library.dec_ref(handle, term)
        self.look()
        return found

    def _kept(self, term: int) -> int:
        if not term:
            self.look()
        self.library.inc_ref(self.handle, term)
        return term

    def params(self, options: Options) -> int:
        key = tuple(options.items())
        if key not in self._params:
            library, handle = self.library, self.handle
            made = self._params[key] = library.mk_params(handle)
            library.params_inc_ref(handle, made)
            for name, value in options.items():
                kind = {bool: "bool", int: "uint", float: "double"}[type(value)]
                symbol = library.mk_string_symbol(handle, name.encode())
                getattr(library, f"params_set_{kind}")(handle, made, symbol, value)
        return self._params[key]

    def steps(self) -> int:
        """The steps taken so far by all solvers together."""
        library, handle = self.library, self.handle
        counts = library.solver_get_statistics(handle, self._meter)
        library.stats_inc_ref(handle, counts)
        # As a rule where it was the last time; what is zero is left out.
        if library.stats_get_key(handle, counts, self._steps_at) != _STEPS:
            size = library.stats_size(handle, counts)
            names = [library.stats_get_key(handle, counts, at) for at in range(size)]
            self._steps_at = names.index(_STEPS)
        steps: int = library.stats_get_uint_value(handle, counts, self._steps_at)
        library.stats_dec_ref(handle, counts)
        return steps


class Solver:
    """A plain solver, which takes so many steps in one check."""

    def __init__(self, context: Context, steps: int, options: Options) -> None:
        self._context = context
        self._library = library = context.library
        self._in = context.handle
        self._handle = library.mk_simple_solver(self._in)
        library.solver_inc_ref(self._in, self._handle)
        limits: Options = {"rlimit": max(1, steps), "max_memory": _SOLVER_MEMORY, "ctrl_c": False}
        library.solver_set_params(self._in, self._handle, context.params({**limits, **options}))
        context.look()

    def __del__(self) -> None:
        if self._context.handle is not None:
            self._library.solver_dec_ref(self._in, self._handle)

    def add(self, formulas: Iterable[int]) -> None:
        for formula in formulas:
            self._library.solver_assert(self._in, self._handle, formula)

    def check(self, switches: array[int] | None = None) -> str:
        """`sat`, `unsat` or `unknown`, when all these are on. Raises MemoryError."""
        where, count = switches.buffer_info() if switches else (None, 0)
        answer = self._library.solver_check_assumptions(self._in, self._handle, count, where)
        if not answer:
            self._context.look()
        return _ANSWERS[answer]

    def push(self) -> None:
        """Begins a level: what is asserted and learnt on it goes with it."""
        self._library.solver_push(self._in, self._handle)

    def pop(self) -> None:
        """Ends the level begun last."""
        self._library.solver_pop(self._in, self._handle, 1)

    def core(self) -> Sequence[int]:
        """The switches that the `unsat` just given needs."""
        return self._context.terms(self._library.solver_get_unsat_core(self._in, self._handle))

    def assigned(self) -> Sequence[int]:
        """The literals that the solver had made true when it gave `sat`. What it says is no answer: it may
        not have looked into what does not matter."""
        return self._context.terms(self._library.solver_get_trail(self._in, self._handle))

    def reason(self) -> str:
        """Why it gave up: `budget`, `memory` or `incomplete`."""
        return why(self._library.solver_get_reason_unknown(self._in, self._handle).decode())


def _list(terms: Sequence[int]) -> tuple[int, Any]:
    return len(terms), (ctypes.c_void_p * len(terms))(*terms)
