"""The pages of the findings, read: their headings, their sections and the examples in them.

An example is one file or several. A block that starts with `# file: NAME` is that file; of several, the
first is the one that is checked. A `text` block that starts with `# escaped` is a file with characters
that no page can show; they are written as `\\u{202e}`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PAGES = Path(__file__).parents[2] / "docs" / "findings"

MEANING = "What it means"
WHY = "Why it matters in a safety case"
BAD = "Example that triggers it"
GOOD = "Example that does not"
TO_DO = "What to do"
DECIDED = "How it is decided"

_HEADING = re.compile(r"# (?P<code>FC[0-9]{3}) (?P<name>[a-z0-9-]+) \((?P<severity>[a-z]+)\)")
_SECTION = re.compile(r"^## (?P<title>.*)$", re.MULTILINE)
_BLOCK = re.compile(r"^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# file: (?P<name>[\w./-]+\.fcase)\n")
_ESCAPED = "# escaped\n"
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


@dataclass(frozen=True, slots=True)
class Heading:
    code: str
    name: str
    severity: str


@dataclass(frozen=True, slots=True)
class ExampleFile:
    """One file of an example: its path below the folder of the example, and its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `sections` has the text under each heading, in the order of the page."""

    path: Path
    heading: Heading | None
    sections: Mapping[str, str]

    def example(self, section: str) -> Sequence[ExampleFile]:
        """The files of the example in a section, the one to be checked first; none if no text can show it."""
        blocks = [(found["kind"], found["text"]) for found in _BLOCK.finditer(self.sections.get(section, ""))]
        escaped = [text for kind, text in blocks if kind == "text" and text.startswith(_ESCAPED)]
        if escaped:
            return [ExampleFile("case.fcase", _ESCAPE.sub(_character, escaped[0].removeprefix(_ESCAPED)))]
        return [_file(text) for kind, text in blocks if kind == "fcase"]


def read_page(path: Path) -> Page:
    text = path.read_text(encoding="utf-8")
    first, _, rest = text.partition("\n")
    match = _HEADING.fullmatch(first)
    heading = Heading(match["code"], match["name"], match["severity"]) if match else None
    parts = _SECTION.split(rest)
    sections = {title: body.strip("\n") + "\n" for title, body in zip(parts[1::2], parts[2::2], strict=True)}
    return Page(path, heading, sections)


def _file(text: str) -> ExampleFile:
    match = _FILE.match(text)
    return ExampleFile(match["name"] if match else "case.fcase", text)


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16))
