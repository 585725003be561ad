"""What all tests share: hypothesis runs the same examples every time, and one warm solver serves them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# The vocabulary of the tests of encoding is that of the tests of solving too.
sys.path.insert(0, str(Path(__file__).parent / "encode"))

from formalcase.solve import Session, session

settings.register_profile("fixed", derandomize=True, deadline=None)
settings.load_profile("fixed")


@pytest.fixture(scope="session")
def asking() -> Iterator[Session]:
    """A solver that is warm already."""
    with session() as workers:
        yield workers
