"""What all tests share: hypothesis runs the same examples every time, and one warm solver serves them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings

# The vocabulary of the tests of encoding is that of the tests of solving too.
sys.path.insert(0, str(Path(__file__).parent / "encode"))

from forkedworkers import Forking

from formalcase.diagrams import native
from formalcase.solve import Session, process, session

settings.register_profile("fixed", derandomize=True, deadline=None)
settings.load_profile("fixed")

_start_as_the_tool_does = process.start


@pytest.fixture(scope="session", autouse=True)
def _forked_workers() -> Iterator[None]:
    """Workers are forked, where that can be done."""
    with pytest.MonkeyPatch.context() as patch, closing(Forking()) as forking:
        if hasattr(os, "pidfd_open"):
            patch.setattr(process, "start", forking.start)
        yield


@pytest.fixture
def started_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers start as they do for a user."""
    monkeypatch.setattr(process, "start", _start_as_the_tool_does)


@pytest.fixture(scope="session")
def asking() -> Iterator[Session]:
    """A solver that is warm already."""
    with session() as workers:
        yield workers


@pytest.fixture(params=["python", "native"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The diagrams' engine in Python, then the compiled one."""
    chosen: str = request.param
    if chosen == "python":
        monkeypatch.setattr(native, "core", lambda: None)
    elif native.core() is None:
        pytest.skip("there is no native core here")
    return chosen
