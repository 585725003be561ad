"""What the names of each file mean, and how a mention is resolved.

A name is looked up in the one namespace of its file; through an alias, in the namespace of the file
that it stands for. A bare enum member counts where no such name exists, if only one enum of the file
has it. A name that cannot be resolved is reported once in a file, and names that were lost in a
syntax error are not reported at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property
from typing import Literal

from formalcase.case.formulas import warrant_of
from formalcase.case.nodes import PREDEFINED, Kind, closing_of, in_words, range_of
from formalcase.diagnostics.catalogue import names
from formalcase.elaborate.log import Log
from formalcase.elaborate.modules import Module
from formalcase.frozen import dataclass
from formalcase.logic.names import print_name
from formalcase.logic.term import EnumType
from formalcase.logic.vocabulary import Enum, Sort
from formalcase.source import Span
from formalcase.syntax.symbols import TYPES
from formalcase.syntax.tree import ConstDecl, Declaration, Ref
from formalcase.syntax.words import SOFT

WordKind = Literal["sort", "enum", "member", "const", "fn", "def", "import"]
EntryKind = Kind | WordKind
Want = Literal["node", "value", "type"]
"""What a mention is looked up as; it only matters for the guesses at what was meant."""

_WORDS: Mapping[WordKind, str] = {
    "sort": "a sort",
    "enum": "an enum",
    "member": "a member of a sort",
    "const": "a constant",
    "fn": "a function",
    "def": "a definition",
    "import": "an import",
}
_OF_USE: Mapping[Want, frozenset[EntryKind]] = {
    "node": frozenset(
        {"claim", "assumption", "evidence", "argument", "defeater", "source", "context", "import"}
    ),
    "value": frozenset({"member", "const", "fn", "def", "import"}),
    "type": frozenset({"sort", "enum", "import"}),
}


_MOST_NAMED = 5
_MOST_LINKS = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of a file. `sort` is the sort that a member belongs to; `link` the index of the module
    that an import stands for, None if it could not be read."""

    kind: EntryKind
    id: str
    span: Span
    declaration: Declaration
    sort: str = ""
    link: int | None = None

    @property
    def what(self) -> str:
        return kind_in_words(self.kind)


def kind_in_words(kind: EntryKind) -> str:
    match kind:
        case "sort" | "enum" | "member" | "const" | "fn" | "def" | "import":
            return _WORDS[kind]
        case _:
            return in_words(kind)


@dataclass(frozen=True, slots=True)
class EnumMember:
    type: EnumType
    name: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A warrant, a closing or a range."""

    id: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Predefined:
    name: str


Target = Entry | EnumMember | Leaf | Predefined


@dataclass(frozen=True)
class Scope:
    """The namespace of one file. `members` gives the enums (by qualified name) that list a member;
    `contested` are names that were declared twice, to different ends."""

    module: Module
    entries: Mapping[str, Entry]
    members: Mapping[str, Sequence[str]]
    contested: Set[str]

    @cached_property
    def candidates(self) -> Mapping[Want, frozenset[str]]:
        """What a name that is unknown here may have been meant to be, by use."""

        def of_use(want: Want) -> frozenset[str]:
            return frozenset(name for name, entry in self.entries.items() if entry.kind in _OF_USE[want])

        return {
            "node": of_use("node"),
            "value": of_use("value") | self.members.keys(),
            "type": of_use("type") | {"Bool", "Int", "Real"},
        }

    def meaning(self, name: str) -> str | None:
        """What a name without dots already means in this file, in words; None if nothing."""
        if name in PREDEFINED:
            return "a predefined name"
        if name in self.entries:
            return self.entries[name].what
        return "a member of an enum" if len(self.members.get(name, ())) == 1 else None


@dataclass(frozen=True, slots=True)
class Scopes:
    """The namespaces of all files of a case, by index of the module; `listed` has the members of each
    enum."""

    scopes: tuple[Scope, ...]
    sorts: Mapping[str, Sort]
    enums: Mapping[str, Enum]
    listed: Mapping[str, frozenset[str]]
    log: Log

    def resolve(self, scope: Scope, ref: Ref, want: Want, *, bound: Iterable[str] = ()) -> Target | None:
        """What a mention in a file means; None when that was reported, now or before.

        `bound` are the variables in scope, for guesses alone.
        """
        here = scope
        for at, part in enumerate(ref.parts):
            last = at == len(ref.parts) - 1
            if part in here.contested:
                return None
            entry = here.entries.get(part)
            if entry is None:
                if last and part in here.members:
                    return self._bare_member(scope, here, ref)
                if last and at == 0 and part in PREDEFINED:
                    return Predefined(part)
                if part not in here.module.lost:
                    self._report(scope, here, ref, at, want, bound)
                return None
            if last:
                return entry
            if entry.kind == "import":
                if entry.link is None:
                    return None
                here = self.scopes[entry.link]
                continue
            return self._inner(scope, here, ref, at, entry)
        return None

    def _bare_member(self, scope: Scope, here: Scope, ref: Ref) -> EnumMember | None:
        name, enums = ref.parts[-1], here.members[ref.parts[-1]]
        if len(enums) == 1:
            return EnumMember(EnumType(enums[0]), name)
        if self.log.first_time("ambiguous", scope.module.index, ref.text):
            some = enums[:_MOST_NAMED]
            listed = " and ".join(f"`{print_name(enum)}`" for enum in some)
            related = [(f"a member of `{print_name(enum)}` here", self.enums[enum].span) for enum in some]
            example = f"{print_name(enums[0])}.{print_name(name)}"
            self.log.add(
                names.AMBIGUOUS_MEMBER.at(
                    ref.span, subject=name, related=related, name=name, enums=listed, example=example
                )
            )
        return None

    def _inner(self, scope: Scope, here: Scope, ref: Ref, at: int, entry: Entry) -> Target | None:
        """What stands behind the dot after a name that is no import."""
        inner = ref.parts[at + 1]
        if at + 2 == len(ref.parts):
            match entry.kind, inner:
                case "enum", _ if inner in self.listed.get(entry.id, ()):
                    return EnumMember(EnumType(entry.id), inner)
                case "argument", "warrant":
                    return Leaf(warrant_of(entry.id), "warrant")
                case "sort", "closed" if entry.id in self.sorts and self.sorts[entry.id].closed:
                    return Leaf(closing_of(entry.id), "closing")
                case "const", "range" if _has_range(entry.declaration):
                    return Leaf(range_of(entry.id), "range")
                case _:
                    pass
        if inner not in here.module.lost and self.log.first_time("undefined", scope.module.index, ref.text):
            advice = self._inner_advice(entry, inner, here.entries.get(inner))
            self.log.add(names.UNDEFINED_NAME.at(ref.span, subject=ref.text, advice=advice, name=ref.text))
        return None

    def _inner_advice(self, entry: Entry, inner: str, own: Entry | None) -> str | None:
        match entry.kind, inner:
            case "sort", "closed":
                return "only a sort that is closed, without `...`, has a closing"
            case "const", "range":
                return "only a constant that is declared with `in lo .. hi` has a range"
            case _, "warrant":
                return f"only an argument has a warrant, and `{entry.id}` is {entry.what}"
            case "sort", _ if own is not None and own.sort == entry.id:
                return f"the members of a sort are plain names: `{print_name(inner)}`"
            case "enum", _:
                return self.log.guess(inner, self.listed.get(entry.id, frozenset()))
            case _:
                return f"`{entry.id}` is {entry.what}, and nothing of that name belongs to it"

    def _report(self, scope: Scope, here: Scope, ref: Ref, at: int, want: Want, bound: Iterable[str]) -> None:
        if not self.log.first_time("undefined", scope.module.index, ref.text):
            return
        name = ref.parts[at]
        guess = self._elsewhere(here, name, want) if at == 0 else None
        if guess is None and want == "type" and name in TYPES:
            guess = f"write {TYPES[name]}"
        guess = guess or self.log.guess(name, here.candidates[want], bound)
        if guess is None and at == 0 and name in SOFT:
            guess = (
                f"`{name}` is also the word of a field or declaration; what should stand before it is missing"
            )
        self.log.add(names.UNDEFINED_NAME.at(ref.span, subject=ref.text, advice=guess, name=ref.text))

    def _elsewhere(self, here: Scope, name: str, want: Want) -> str | None:
        """Advice for a name that an imported file has."""
        for link in here.module.links[:_MOST_LINKS]:
            if link.target is None:
                continue
            there = self.scopes[link.target]
            entry = there.entries.get(name)
            if name in there.members and want == "value":
                return f"did you mean `{link.alias.text}.{name}`?"
            if entry is not None and entry.kind in _OF_USE[want]:
                return f"did you mean `{link.alias.text}.{name}`?"
        return None


def _has_range(declaration: Declaration) -> bool:
    return isinstance(declaration, ConstDecl) and declaration.bounds is not None
