"""The texts behind the findings, read again when a finding is shown."""

from __future__ import annotations

from pathlib import Path

from formalcase.source import Source
from formalcase.syntax.reading import LARGEST_FILE, read_source


class DiskSources:
    """A lookup of texts by file name. What cannot be had is None: the finding is then shown without its
    line."""

    def __init__(self) -> None:
        self._read: dict[str, Source | None] = {}

    def __call__(self, file: str) -> Source | None:
        if file not in self._read:
            source, _ = read_source(Path(file), file)
            self._read[file] = source or _as_far_as_it_goes(file)
        return self._read[file]


def _as_far_as_it_goes(file: str) -> Source | None:
    """A text that is not quite UTF-8, to show the line that says so."""
    path = Path(file)
    try:
        if not path.is_file():
            return None
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE)
    except (OSError, ValueError):
        return None
    return Source(file, data.decode("utf-8", "replace"))
