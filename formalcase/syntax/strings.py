"""Strings: from what is written to what is meant, and back."""

from __future__ import annotations

import re

from formalcase.syntax.words import HIDDEN

_ESCAPE = re.compile(r"\\(?:u\{([0-9A-Fa-f]+)\}|([\s\S]?))")
_SIMPLE = {'"': '"', "\\": "\\", "n": "\n", "t": "\t"}
_BLANK_LINE = re.compile(r"[ \t]*\Z")
_INDENT = re.compile(r"[ \t]*")
_TO_ESCAPE = re.compile(rf'[\\"\n\t{HIDDEN}\r]')
_TO_ESCAPE_LONG = re.compile(rf'\\|"{{3,}}|[\t{HIDDEN}\r]')


def bad_escapes(raw: str) -> list[tuple[int, int]]:
    """The stretches of a string, as written, that look like an escape and are none."""
    if "\\" not in raw:
        return []
    return [found.span() for found in _ESCAPE.finditer(raw) if _escaped(found) is None]


def string_value(raw: str) -> str:
    """What a string token means. `raw` is as written, with its quotes; wrong escapes stand for themselves."""
    if raw.startswith('"""'):
        body = _dedent(raw[3:].removesuffix('"""').replace("\r\n", "\n"))
    else:
        body = raw[1:-1]
    if "\\" not in body:
        return body
    return _ESCAPE.sub(lambda found: found.group() if (meant := _escaped(found)) is None else meant, body)


def _escaped(found: re.Match[str]) -> str | None:
    digits, letter = found.groups()
    if digits is None:
        return _SIMPLE.get(letter)
    digits = digits.lstrip("0") or "0"
    if len(digits) > 6:
        return None
    number = int(digits, 16)
    if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return None
    return chr(number)


def _dedent(body: str) -> str:
    """Drops a first empty line, the common indentation and a last blank line.

    A text that starts right after the quotes has no indentation there, so its first line does not count.
    """
    if "\n" not in body:
        return body
    lines = ["" if _BLANK_LINE.match(line) else line for line in body.split("\n")[1:]]
    first = body[: body.index("\n")]
    indents = [_indent(line) for line in lines if line]
    common = _common_start(min(indents), max(indents)) if indents else ""
    lines = [line[len(common) :] for line in lines]
    if lines[-1] == "":
        lines.pop()
    if not _BLANK_LINE.match(first):
        lines.insert(0, first)
    return "\n".join(lines)


def _common_start(first: str, second: str) -> str:
    """What two texts start with alike; of the least and the greatest of a list, what all start with."""
    for index, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return first[:index]
    return min(first, second, key=len)


def _indent(line: str) -> str:
    found = _INDENT.match(line)
    return found.group() if found else ""


def print_string(value: str) -> str:
    """A string on one line, in double quotes."""
    return f'"{_TO_ESCAPE.sub(_escape, value)}"'


def print_long_string(value: str, indent: int) -> str:
    """A string over several lines; its text and its closing quotes stand at column `indent` (from 0)."""
    lines = [_TO_ESCAPE_LONG.sub(_escape, line) for line in value.split("\n")]
    # A blank at the start of a line would be taken for indentation if every line had one.
    shielded = all(line[:1] in ("", " ") for line in lines)
    margin = " " * indent
    written = [margin + _shield(line, shielded) if line else "" for line in lines]
    return "\n".join(['"""', *written, margin + '"""'])


def _shield(line: str, first: bool) -> str:
    if line.startswith(" ") and (first or not line.strip(" ")):
        line = r"\u{20}" + line[1:]
    return line[:-1] + r"\u{20}" if line.endswith(" ") else line


def _escape(found: re.Match[str]) -> str:
    text = found.group()
    if text[0] == '"':
        return r"\"" * len(text)
    match text:
        case "\\":
            return r"\\"
        case "\n":
            return r"\n"
        case "\t":
            return r"\t"
        case _:
            return rf"\u{{{ord(text):x}}}"
