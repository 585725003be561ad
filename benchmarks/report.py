"""How long a report takes to be found out and written, and how large it is, as a case grows.

    python benchmarks/report.py

Seconds are of the processor: `ours` in this process, `solver` in those that ask the solver. The check and the
analyses come first and are not part of the time for writing.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable

import generate

import formalcase
from formalcase.reporting.report import Report

SIZES = (50, 200, 500)


def timed(body: Callable[[], str]) -> tuple[float, int]:
    """Seconds of the processor, and bytes of the text."""
    start = time.process_time()
    text = body()
    return time.process_time() - start, len(text.encode())


def solvers() -> float:
    """Seconds of the processor that ended processes of ours took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    print("shape  nodes  ours s  solver s  html s  html MB  md s  json MB")
    for shape in (generate.chain, generate.tree):
        for steps in SIZES:
            case = formalcase.loads(shape(steps).text)
            start, before = time.process_time(), solvers()
            report: Report = formalcase.report(case)
            ours, solver = time.process_time() - start, solvers() - before
            html, html_size = timed(report.html)
            markdown, _ = timed(report.markdown)
            _, json_size = timed(report.json)
            print(
                f"{shape.__name__:5}  {len(case.nodes):5}  {ours:6.2f}  {solver:8.2f}  {html:6.2f}"
                f"  {html_size / 1e6:7.2f}  {markdown:4.2f}  {json_size / 1e6:7.2f}"
            )


if __name__ == "__main__":
    main()
