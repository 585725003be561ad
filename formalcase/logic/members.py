"""Members of enums, as the file of the case may write them."""

from __future__ import annotations

from collections import Counter

from formalcase.logic.names import print_name
from formalcase.logic.vocabulary import Vocabulary


class Members:
    """How the members of a vocabulary's enums are written: with nothing before them, or the import that
    they come by, where no other enum of that file has such a member and no word is spelt so; else with
    their enum, too."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        enums = vocabulary.enums.values()
        self._listing = Counter(_short(enum.name, member.name) for enum in enums for member in enum.members)
        of_sorts = (member.name for sort in vocabulary.sorts.values() for member in sort.members)
        self._words = {*vocabulary.symbols, *vocabulary.sorts, *vocabulary.enums, *of_sorts}

    def may_be_short(self, enum: str, member: str) -> bool:
        """Whether the vocabulary lets a member be written without its enum."""
        short = _short(enum, member)
        return self._listing[short] == 1 and short not in self._words

    @staticmethod
    def short(enum: str, member: str) -> str:
        """`basic`, or `other.basic` for an enum of an imported file."""
        module = _module(enum)
        return f"{print_name(module)}.{print_name(member)}" if module else print_name(member)

    @staticmethod
    def full(enum: str, member: str) -> str:
        """`Tier.basic`, or `other.Tier.basic` for an enum of an imported file."""
        return f"{print_name(enum)}.{print_name(member)}"

    def written(self, enum: str, member: str) -> str:
        """The short form if it is clear, else the full one."""
        return self.short(enum, member) if self.may_be_short(enum, member) else self.full(enum, member)


def _module(enum: str) -> str:
    return enum.rpartition(".")[0]


def _short(enum: str, member: str) -> str:
    module = _module(enum)
    return f"{module}.{member}" if module else member
