"""Expectations that stand in a case, as comments that start with `#!`, and how a result is held to them.

    #! verdict V            the verdict on the case
    #! step S V             the verdict on the step S
    #! used S A, B          the premises that the step S uses, as a set
    #! conflict S A, B      the minimal conflict of the step S, as a set
    #! entailed S B         `true`, `false` or `null`
    #! defeater D V         the status of the defeater D
    #! finding NAME SUBJECT a finding; without a subject: one or more of that name
    #! may NAME SUBJECT     a finding that may be there or not
    #! no-finding NAME      no such finding, of any severity
    #! error NAME           an error finding, in a case that is refused; no other errors then
    #! exit N               the exit code for this file alone
    #! module               the file is no case; it is there for those that import it

`V` and `NAME` may be alternatives, `open|unresolved`, where the definitions leave it open. Errors and
warnings that are not named are failures; notes are not. A verdict of `not_established`, `undecided` or
`malformed` brings its own finding (`not-established`, `undecided-case`, the errors of the text), which
need not be named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from formalcase.cli.exit import exit_of
from formalcase.diagnostics.finding import Finding, Severity
from formalcase.pipeline.check import check_paths
from formalcase.results.check import CaseResult, CheckResult, Obligation
from formalcase.settings import Settings

BUDGET = 150
"""Enough for every case that can be decided; the others take as long as they are allowed."""

WORDS: Mapping[str, int] = {
    "verdict": 1,
    "step": 2,
    "used": 2,
    "conflict": 2,
    "entailed": 2,
    "defeater": 2,
    "finding": 2,
    "may": 2,
    "no-finding": 2,
    "error": 1,
    "exit": 1,
    "module": 0,
}
"""What may be expected, with the number of arguments; the last of two takes the rest of the line."""
_OPTIONAL = {"finding", "may", "no-finding"}
_IMPLIED = {
    "established": frozenset[str](),
    "not_established": frozenset({"not-established"}),
    "undecided": frozenset({"undecided-case"}),
}
_LINE = re.compile(r"[ \t]*#!(?P<text>.*)")


class BadExpectationError(Exception):
    """An expectation that cannot be read, or a folder or file without any."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """One `#!` line: `word` says of what, `first` and `second` are its arguments."""

    line: int
    word: str
    first: str = ""
    second: str = ""

    @property
    def alternatives(self) -> frozenset[str]:
        """The values of which one must come out, for words whose value may have alternatives."""
        return frozenset((self.second if WORDS[self.word] == 2 else self.first).split("|"))

    @property
    def names(self) -> frozenset[str]:
        """The names of findings of which one is meant."""
        return frozenset(self.first.split("|"))

    @property
    def members(self) -> frozenset[str]:
        """The list in the second argument."""
        return frozenset(part.strip() for part in self.second.split(",") if part.strip())


def expectations_in(text: str) -> tuple[Expectation, ...]:
    """The expectations in a text, in order. Raises BadExpectationError for a line that is none."""
    return tuple(
        _expectation(number, match["text"].split(maxsplit=2))
        for number, line in enumerate(text.splitlines(), 1)
        if (match := _LINE.fullmatch(line))
    )


def _expectation(number: int, words: list[str]) -> Expectation:
    if not words or words[0] not in WORDS:
        raise BadExpectationError(f"line {number}: `{' '.join(words)}` expects nothing that is known")
    count = len(words) - 1
    least = WORDS[words[0]] - (words[0] in _OPTIONAL)
    if not least <= count <= WORDS[words[0]]:
        raise BadExpectationError(f"line {number}: `{words[0]}` takes {WORDS[words[0]]} arguments")
    return Expectation(number, *words)


def problems(expected: Sequence[Expectation], case: CaseResult, *, warnings: bool = True) -> list[str]:
    """In what a result differs from what was expected of it, one sentence each.

    With `warnings` false, warnings that nobody expected are passed over.
    """
    found: list[str] = []
    steps = {each.subject: each for each in case.obligations if each.kind == "validity"}
    statuses = {each.id: each.status for each in case.defeaters}
    for each in expected:
        got = _facts(each, case, steps, statuses)
        if got is not None and not _meets(each, got):
            wanted = " ".join(filter(None, (each.word, each.first, each.second)))
            found.append(f"line {each.line}: expected `{wanted}`, got `{_shown(got)}`")
    found += _findings_amiss(expected, case, warnings)
    return found


_Fact = str | frozenset[str]


def _facts(
    each: Expectation,
    case: CaseResult,
    steps: Mapping[str, Obligation],
    statuses: Mapping[str, str],
) -> _Fact | None:
    """What the result says on the matter of an expectation; None where findings are the matter."""
    match each.word:
        case "verdict":
            return case.verdict.value
        case "exit":
            return str(exit_of(_alone(case), Settings().fail_on).value)
        case "defeater":
            return statuses.get(each.first, "no such defeater")
        case "step" | "used" | "conflict" | "entailed":
            step = steps.get(each.first)
            return "no such step" if step is None else _step_fact(each.word, step)
        case _:
            return None


def _step_fact(word: str, step: Obligation) -> _Fact:
    match word:
        case "step":
            return step.verdict.value
        case "used":
            return frozenset(step.premises_used)
        case "conflict":
            return frozenset(step.conflict)
        case _:
            return "null" if step.entailed is None else str(step.entailed).lower()


def _meets(each: Expectation, got: _Fact) -> bool:
    if each.word in {"used", "conflict"}:
        return got == each.members
    return got in each.alternatives


def _shown(fact: _Fact) -> str:
    return fact if isinstance(fact, str) else ", ".join(sorted(fact))


def _alone(case: CaseResult) -> CheckResult:
    """The result of a check of one case, as if no other had been checked with it."""
    from formalcase.results.common import Tool

    return CheckResult(
        tool=Tool(name="formalcase", version=""), solvers={}, files=(case.file,), cases=(case,)
    )


def _findings_amiss(expected: Sequence[Expectation], case: CaseResult, warnings: bool) -> Iterator[str]:
    about = [each for each in expected if each.word in {"finding", "may", "error"}]
    for each in expected:
        hits = [finding for finding in case.findings if _is(each, finding)]
        if each.word in {"finding", "error"} and not hits:
            yield f"line {each.line}: expected the finding `{each.first} {each.second}`"
        if each.word == "no-finding" and hits:
            yield f"line {each.line}: expected no finding `{each.first}`, got {_told(hits[0])}"
    verdict = case.verdict.value
    refused = verdict == "malformed"
    if verdict == "not_established" and not _errors(case):
        yield "`not_established` without an error finding"
    for finding in case.findings:
        if finding.severity is Severity.NOTE or any(_is(each, finding) for each in about):
            continue
        if refused and not any(each.word == "error" for each in expected):
            continue
        if finding.severity is Severity.WARNING and (refused or not warnings):
            continue
        if finding.name not in _IMPLIED.get(verdict, frozenset()):
            yield f"unexpected {_told(finding)}"


def _errors(case: CaseResult) -> list[Finding]:
    return [finding for finding in case.findings if finding.severity is Severity.ERROR]


def _is(each: Expectation, finding: Finding) -> bool:
    subject = each.second if each.word != "error" else ""
    return finding.name in each.names and subject in {"", finding.subject}


def _told(finding: Finding) -> str:
    return f"{finding.severity.value} `{finding.name} {finding.subject}`: {finding.message}"


# ---- A corpus on disk --------------------------------------------------------------------------


def discover(folder: Path) -> list[Path]:
    """The cases below a folder, sorted; modules (`#! module`) are left out.

    Raises BadExpectationError when there is none, or when a file expects nothing.
    """
    cases = []
    for path in sorted(folder.rglob("*.fcase")):
        words = [each.word for each in expectations_in(path.read_text(encoding="utf-8"))]
        if not words:
            raise BadExpectationError(f"{path}: expects nothing")
        if "module" not in words:
            cases.append(path)
    if not cases:
        raise BadExpectationError(f"{folder}: no case below this folder")
    return cases


def check_all(paths: Sequence[Path]) -> dict[Path, CaseResult]:
    """All cases in one run; the result of each by its path."""
    result = check_paths(list(paths), Settings(jobs=2, budget=BUDGET))
    by_file = {case.file: case for case in result.cases}
    return {path: by_file[str(path)] for path in paths if str(path) in by_file}
