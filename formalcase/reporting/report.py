"""A report, ready to be written."""

from __future__ import annotations

from formalcase.case.model import Case
from formalcase.frozen import dataclass
from formalcase.results.report import ReportResult


@dataclass(frozen=True, slots=True)
class Report:
    """The case and what was found out about it. Same case, settings and versions: same bytes."""

    case: Case
    result: ReportResult
    """What the JSON document has."""

    def html(self) -> str:
        """One document that stands by itself: no script, nothing that is fetched."""
        from formalcase.reporting.html import html_text

        return html_text(self.case, self.result)

    def markdown(self) -> str:
        from formalcase.reporting.markdown import markdown_text

        return markdown_text(self.result)

    def json(self) -> str:
        from formalcase.render.json import json_text

        return json_text("report", self.result)
