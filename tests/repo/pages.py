"""Pages that say what a command prints, read: what they show, and what they say and do not show.

A block fenced as `console` is shown: each line `$ formalcase …` is run in the root of the repository, and
what stands below it is all of its output. A line `…` stands for lines that are left out.

A comment `<!-- tested` goes with the text above it and is not seen by a reader of the page. It has

- lines `in FILE: BEFORE => AFTER`, a change to a file of the folder, for what stands below it;
- lines `$ formalcase …`, each with texts below it that its output has; spaces and line ends do not count.
  A line `not: …` is a text that it does not have;
- or a session of Python with `>>>`, that comes out as it says.

Either may be `slow`: then it is run with the slow tests. Files that change are changed in a copy.
"""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from formalcase.cli.app import app

ROOT = Path(__file__).parents[2]
LEFT_OUT = "…"

_SHOWN = re.compile(r"^```console(?P<slow> slow)?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_UNSEEN = re.compile(r"^<!-- tested(?P<slow>, slow)?\n(?P<body>.*?)^-->$", re.MULTILINE | re.DOTALL)
_CHANGE = re.compile(r"^in (?P<file>\S+): (?P<before>.+) => (?P<after>.*)$")
_PROMPT = "$ formalcase "
_NO_PROSE = re.compile(r"<!--.*?-->|^```.*?^```|\]\([^)]*\)|^\| \[.*?$", re.MULTILINE | re.DOTALL)
_FAULT = re.compile(r"^\| \[.*$", re.MULTILINE)
_NUMBER = re.compile(r"(?<![\w.])\d[\d,_.]*")
_NAME = re.compile(r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b|\b[A-Z]{4,}\b")


@dataclass(frozen=True, slots=True)
class Change:
    """A text in a file, and what stands in its place."""

    file: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, and what the page has of its output."""

    line: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One block or comment."""

    page: Path
    line: int
    text: str
    shown: bool
    slow: bool

    @property
    def place(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    @property
    def changes(self) -> list[Change]:
        found = [_CHANGE.match(line) for line in self.text.splitlines()]
        return [Change(match["file"], match["before"], match["after"]) for match in found if match]

    @property
    def commands(self) -> list[Command]:
        _, *parts = ("\n" + self.text).split("\n" + _PROMPT)
        return [Command(line, tuple(lines)) for line, *lines in (part.splitlines() for part in parts)]


def statements(page: Path) -> Iterator[Statement]:
    """What is to be tested of a page, in its order."""
    text = page.read_text(encoding="utf-8")
    found = [(match, shown) for shown in (True, False) for match in _pattern(shown).finditer(text)]
    for match, shown in sorted(found, key=lambda each: each[0].start()):
        line = text.count("\n", 0, match.start()) + 1
        yield Statement(page, line, match["body"], shown, bool(match["slow"]))


def _pattern(shown: bool) -> re.Pattern[str]:
    return _SHOWN if shown else _UNSEEN


def unfounded(page: Path) -> set[str]:
    """The numbers and the names in capitals that a reader sees in the prose, and that stand nowhere in the
    files beside the page, in what is tested of it, or in its table of faults."""
    text = page.read_text(encoding="utf-8")
    files = [*page.parent.glob("*.fcase"), *page.parent.glob("faults/*.diff")]
    basis = [path.read_text(encoding="utf-8") for path in files]
    basis += [statement.text for statement in statements(page)]
    basis += _FAULT.findall(text)
    prose = _NO_PROSE.sub("", text)
    return {
        found
        for pattern in (_NUMBER, _NAME)
        for found in map(_plain, pattern.findall(prose))
        if found not in {_plain(each) for part in basis for each in pattern.findall(part)}
    }


def _plain(token: str) -> str:
    """A number without what groups its digits; a name as it is."""
    return re.sub(r"[,_]", "", token).rstrip(".") if token[0].isdigit() else token


# ---- Running -------------------------------------------------------------------------------------


def amiss(statement: Statement, root: Path) -> list[str]:
    """In what a statement differs from what comes out, run in `root`, where its changes are made."""
    if ">>>" in statement.text:
        return _session_amiss(statement)
    if not statement.commands:
        return ["there is nothing to run"]
    folder = statement.page.parent.relative_to(ROOT)
    for change in statement.changes:
        path = root / folder / change.file
        text = path.read_text(encoding="utf-8")
        if text.count(change.before) != 1:
            return [f"{change.file} does not have once: {change.before}"]
        path.write_text(text.replace(change.before, change.after), encoding="utf-8")
    return [each for command in statement.commands for each in _command_amiss(command, statement.shown)]


def copy_of(folder: Path, into: Path) -> Path:
    """A root with a copy of one folder of the repository, at the same place in it."""
    shutil.copytree(folder, into / folder.relative_to(ROOT))
    return into


def output_of(line: str) -> str:
    """What a command prints, in the folder that one is in."""
    return CliRunner().invoke(app, shlex.split(line)).stdout


def _command_amiss(command: Command, shown: bool) -> list[str]:
    output = output_of(command.line)
    if shown:
        if _matches(command.lines, output.rstrip("\n").split("\n")):
            return []
        return [f"$ formalcase {command.line}\nprints\n{output}"]
    flat = " ".join(output.split())
    if not command.lines:
        return [f"nothing is said of the output of: {command.line}"]
    wrong = []
    for line in command.lines:
        absent, text = line.startswith("not: "), " ".join(line.removeprefix("not: ").split())
        if (text in flat) == absent:
            has = "has" if absent else "has not"
            wrong.append(f"$ formalcase {command.line}\n{has}: {text}\nbut:\n{output}")
    return wrong


def _matches(shown: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether the lines shown are the lines printed, with any number of lines where `…` stands."""
    parts: list[list[str]] = [[]]
    for line in shown:
        if line == LEFT_OUT:
            parts.append([])
        else:
            parts[-1].append(line)
    start, stop = len(parts[0]), len(printed) - len(parts[-1])
    if len(parts) == 1:
        return list(shown) == list(printed)
    if start > stop or list(printed[:start]) != parts[0] or list(printed[stop:]) != parts[-1]:
        return False
    for part in parts[1:-1]:
        at = next((at for at in range(start, stop) if list(printed[at : at + len(part)]) == part), None)
        if at is None or at + len(part) > stop:
            return False
        start = at + len(part)
    return True


def _session_amiss(statement: Statement) -> list[str]:
    said: list[str] = []
    test = doctest.DocTestParser().get_doctest(
        statement.text, {}, statement.place, str(statement.page), statement.line
    )
    doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    return said
