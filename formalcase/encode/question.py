"""What a solver can be asked: labelled assertions in SMT-LIB, and checks over some of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, overload

from formalcase.frozen import dataclass

if TYPE_CHECKING:
    from fractions import Fraction

    from formalcase.logic.term import Term
    from formalcase.logic.vocabulary import Vocabulary


class Sat(StrEnum):
    """A solver's answer. UNKNOWN is a value of its own, never folded into yes or no."""

    SAT = "sat"
    UNSAT = "unsat"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Check:
    """Are the definitions and the assertions under `labels` satisfiable together?

    `shrink`: when unsatisfiable, make the core minimal by deletion, trying to drop these labels in
    this order (put first what should rather not be in the core); labels that are not named stay.
    The minimal core is asked again alone. `world`: when satisfiable, read a world with few individuals and
    plain numbers; or, unless it is to be `plain`, any world, which comes sooner.
    `after`: run only if the named earlier check came out like that; otherwise there is no outcome.
    `least`: the label of a comparison, which is not asserted; when satisfiable, find how small the number
    on its left can be. Such a check has neither a core nor a world.
    """

    name: str
    labels: tuple[str, ...]
    shrink: tuple[str, ...] = ()
    world: bool = False
    after: tuple[str, Sat] | None = None
    least: str | None = None
    plain: bool = True


@dataclass(frozen=True, slots=True)
class ListedType:
    """A sort or an enum as the solver knows it: its symbol, and (name, symbol) of its members."""

    name: str
    symbol: str
    members: tuple[tuple[str, str], ...]


def _one() -> Fraction:
    from fractions import Fraction  # takes a while to load, and many questions have no symbols to read

    return Fraction(1)


@dataclass(frozen=True, slots=True)
class SymbolShape:
    """A constant or function as the solver knows it; types are given as symbols of SMT-LIB sorts. `scale`
    is the unit in which its values are told, in base units: plain numbers are looked for in that unit."""

    name: str
    symbol: str
    parameters: tuple[str, ...]
    result: str
    scale: Fraction = field(default_factory=_one)


@dataclass(frozen=True, slots=True)
class Signature:
    """What is needed to read a solver's model back into a world. Definitions are not in it."""

    sorts: tuple[ListedType, ...] = ()
    enums: tuple[ListedType, ...] = ()
    symbols: tuple[SymbolShape, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """All text is SMT-LIB 2.6. `declarations` holds commands, each in a line, and no assertion;
    `background` holds formulas that are part of the definitions (listed members are distinct);
    `assertions` are pairs of label and formula."""

    declarations: str
    background: tuple[str, ...]
    assertions: tuple[tuple[str, str], ...]
    checks: tuple[Check, ...]
    signature: Signature

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the assertions, in order."""
        return tuple(label for label, _ in self.assertions)

    def written(self) -> Question:
        """The question as nothing but text."""
        return self

    def with_checks(self, checks: Sequence[Check]) -> Question:
        """The same formulas, asked about in another way."""
        return replace(self, checks=tuple(checks))


class Posed(Question):
    """A question that is written only when its text is looked at, and then each time anew: of many alike
    steps, few are ever written."""

    __slots__ = ("_write", "labelled", "vocabulary")

    def __init__(
        self,
        vocabulary: Vocabulary,
        labelled: Mapping[str, Term],
        checks: Sequence[Check],
        write: Callable[[Posed], Question],
    ) -> None:
        parts = {"vocabulary": vocabulary, "labelled": labelled, "checks": tuple(checks), "_write": write}
        for name, part in parts.items():
            object.__setattr__(self, name, part)

    vocabulary: Vocabulary
    labelled: Mapping[str, Term]
    _write: Callable[[Posed], Question]

    @property
    def declarations(self) -> str:
        return self.written().declarations

    @property
    def background(self) -> tuple[str, ...]:
        return self.written().background

    @property
    def assertions(self) -> tuple[tuple[str, str], ...]:
        return self.written().assertions

    @property
    def signature(self) -> Signature:
        return self.written().signature

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.labelled)

    def written(self) -> Question:
        return self._write(self)

    def with_checks(self, checks: Sequence[Check]) -> Posed:
        return Posed(self.vocabulary, self.labelled, checks, self._write)

    def over(self, vocabulary: Vocabulary) -> Posed:
        """The same with other words behind the names."""
        return Posed(vocabulary, self.labelled, self.checks, self._write)


class Questions(Sequence[Question]):
    """Questions each of which is made when it is first looked at, so that a solver is at work on the first
    ones while the others are made."""

    def __init__(self, makers: Sequence[Callable[[], Question]]) -> None:
        self._makers = makers
        self._made: dict[int, Question] = {}

    def __len__(self) -> int:
        return len(self._makers)

    @overload
    def __getitem__(self, place: int) -> Question: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Question]: ...

    def __getitem__(self, place: int | slice) -> Question | Sequence[Question]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        if place not in self._made:
            self._made[place] = self._makers[place]()
        return self._made[place]
