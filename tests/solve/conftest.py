"""One warm solver for all tests of this folder, and the vocabulary of the tests of encoding."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "encode"))

from formalcase.solve import Session, session


@pytest.fixture(scope="session")
def asking() -> Iterator[Session]:
    with session() as workers:
        yield workers
