"""Which commands give a JSON document, and of what shape."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from formalcase.results.check import CheckResult
from formalcase.results.defeaters import DefeatersResult
from formalcase.results.legs import LegsResult
from formalcase.results.node import ShowResult
from formalcase.results.premises import PremisesResult
from formalcase.results.report import ReportResult
from formalcase.results.whatif import WhatIfResult

DOCUMENTS: Mapping[str, type[BaseModel]] = {
    "check": CheckResult,
    "show": ShowResult,
    "defeaters": DefeatersResult,
    "whatif": WhatIfResult,
    "premises": PremisesResult,
    "legs": LegsResult,
    "report": ReportResult,
}
