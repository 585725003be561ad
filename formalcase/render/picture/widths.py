"""How wide a text is, by a fixed table, so that a picture does not depend on the fonts of a machine.

The widths are those of Helvetica, in thousandths of the size of the font, which the common sans-serif fonts
share or stay close to; a little is added for those that do not.
"""

from __future__ import annotations

import unicodedata

_SLACK = 1.06
_USUAL = 600
_WIDE = 1000
_BY_WIDTH = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-`r",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
_WIDTHS = {character: width for width, characters in _BY_WIDTH.items() for character in characters}


def text_width(text: str, size: float) -> float:
    """The width of a line in a font of that size, in the unit of the size."""
    return sum(map(_width, text)) * size * _SLACK / 1000


def wrapped(text: str, room: float, size: float, most: int) -> list[str]:
    """The text in lines that fit the room, at blanks where possible; at most so many, the last one then
    ends in an ellipsis."""
    lines: list[str] = []
    line = ""
    for word in _words(text, room, size):
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, size) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and text_width(f"{last}…", size) > room:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]


def _words(text: str, room: float, size: float) -> list[str]:
    """The words, those that do not fit a line cut into pieces that do."""
    pieces: list[str] = []
    for word in text.split():
        while text_width(word, size) > room:
            fits = max(1, _fitting(word, room, size))
            pieces.append(word[:fits])
            word = word[fits:]
        pieces.append(word)
    return pieces


def _fitting(word: str, room: float, size: float) -> int:
    used = 0.0
    for place, character in enumerate(word):
        used += text_width(character, size)
        if used > room:
            return place
    return len(word)


def _width(character: str) -> int:
    if character in _WIDTHS:
        return _WIDTHS[character]
    if unicodedata.combining(character):
        return 0
    return _WIDE if unicodedata.east_asian_width(character) in "WF" else _USUAL
