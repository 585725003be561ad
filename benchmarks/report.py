"""How long a report takes to be written, and how large it is, as a case grows.

    python benchmarks/report.py

The check and the analyses come first and are not part of the time for writing.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import generate

import formalcase
from formalcase.reporting.report import Report

SIZES = (50, 200, 500)


def timed(body: Callable[[], str]) -> tuple[float, int]:
    """Seconds, and bytes of the text."""
    start = time.perf_counter()
    text = body()
    return time.perf_counter() - start, len(text.encode())


def main() -> None:
    print("shape  nodes  found s  html s  html MB  md s  json MB")
    for shape in (generate.chain, generate.tree):
        for steps in SIZES:
            case = formalcase.loads(shape(steps).text)
            start = time.perf_counter()
            report: Report = formalcase.report(case)
            found = time.perf_counter() - start
            html, html_size = timed(report.html)
            markdown, _ = timed(report.markdown)
            _, json_size = timed(report.json)
            print(
                f"{shape.__name__:5}  {len(case.nodes):5}  {found:7.2f}  {html:6.2f}  {html_size / 1e6:7.2f}"
                f"  {markdown:4.2f}  {json_size / 1e6:7.2f}"
            )


if __name__ == "__main__":
    main()
