"""The only place that finds the data that ships with the package: `encodings/`, `specs/`, the pages.

In an installed wheel they lie in the package under `_data`; in a checkout, at the top of it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _folder(packaged: str, checkout: str) -> Path:
    # A checkout comes first: an editable install may lie beside a stale copy, a wheel never does.
    here = _PACKAGE.parent / checkout
    if (_PACKAGE.parent / "pyproject.toml").is_file() and here.is_dir():
        return here
    return _PACKAGE / "_data" / packaged


def encodings() -> Path:
    """The folder of the ASP and SMT encodings."""
    return _folder("encodings", "encodings")


def specs() -> Path:
    """The folder of the library that cases import as `std.*`."""
    return _folder("specs", "specs")


def finding_pages() -> Path:
    """The folder of the pages that `formalcase explain` prints."""
    return _folder("findings", "docs/findings")
