"""`dataclass` as in the standard library, but made in a fifth of the time.

The standard library writes and compiles six functions for every frozen class. This package has some two
hundred of them, and a program that is done within a blink would spend a good part of it on that. Here
only `__init__` is compiled; the other five are shared. What comes out is a dataclass like any other, for
`fields`, `replace`, `match` and the type checker; `tests/test_frozen.py` holds it against the original.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(
        *, frozen: bool = False, slots: bool = False, kw_only: bool = False, **others: bool
    ) -> Callable[[type], type]:
        if others or not (frozen and slots):
            # The rare kinds are left to the original.
            return dataclasses.dataclass(frozen=frozen, slots=slots, kw_only=kw_only, **others)

        def make(cls: type) -> type:
            fixed = any(
                isinstance(value, dataclasses.Field) and not value.init for value in vars(cls).values()
            )
            if fixed or hasattr(cls, "__post_init__"):
                return dataclasses.dataclass(frozen=True, slots=True, kw_only=kw_only)(cls)
            # Without a text of its own, the standard library works one out, at some cost.
            cls.__doc__ = cls.__doc__ or cls.__name__
            made = dataclasses.dataclass(cls, init=False, repr=False, eq=False, slots=True, kw_only=kw_only)
            fields = dataclasses.fields(made)
            made.__init__ = _init(fields, made.__qualname__)
            made.__eq__, made.__hash__ = _comparison([field.name for field in fields if field.compare])
            made.__repr__ = _repr
            made.__setattr__ = _refuse_to_set
            made.__delattr__ = _refuse_to_delete
            return made

        return make


def _init(fields: Sequence[dataclasses.Field[Any]], owner: str) -> Callable[..., None]:
    """The one function that has to be written for each class."""
    known: dict[str, object] = {"_set": object.__setattr__, "_absent": dataclasses.MISSING}
    positional, named, body = ["self"], ["*"], []
    for field in fields:
        name, value = field.name, field.name
        parameter = name
        if field.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = field.default
            parameter = f"{name}=_default_{name}"
        elif field.default_factory is not dataclasses.MISSING:
            known[f"_make_{name}"] = field.default_factory
            parameter = f"{name}=_absent"
            value = f"_make_{name}() if {name} is _absent else {name}"
        (named if field.kw_only else positional).append(parameter)
        body.append(f" _set(self, {name!r}, {value})")
    parameters = ", ".join(positional + (named if len(named) > 1 else []))
    exec("\n".join((f"def __init__({parameters}):", *(body or [" pass"]))), known)
    init: Any = known["__init__"]
    init.__qualname__ = f"{owner}.__init__"
    return init  # type: ignore[no-any-return]


def _comparison(names: Sequence[str]) -> tuple[Callable[[Any, object], bool], Callable[[Any], int]]:
    """Equality and hash by the values of these fields, among objects of just one class."""
    if len(names) > 1:
        values: Callable[[Any], object] = attrgetter(*names)
    elif names:
        only = attrgetter(names[0])

        def values(one: Any) -> object:
            return (only(one),)
    else:

        def values(one: Any) -> object:
            return ()

    def __eq__(self: Any, other: object) -> bool:  # noqa: N807
        if other.__class__ is self.__class__:
            return values(self) == values(other)
        return NotImplemented

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    return __eq__, __hash__


def _repr(self: Any) -> str:
    shown = [field.name for field in dataclasses.fields(self) if field.repr]
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"


def _refuse_to_set(self: Any, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
