"""The texts behind the findings, read again when a finding is shown."""

from __future__ import annotations

from pathlib import Path

from formalcase.resources import specs
from formalcase.source import Source
from formalcase.syntax.reading import LARGEST_FILE, read_source

_LIBRARY = "<std>/"


class DiskSources:
    """A lookup of texts by file name. What cannot be had is None: the finding is then shown without its
    line."""

    def __init__(self) -> None:
        self._read: dict[str, Source | None] = {}

    def __call__(self, file: str) -> Source | None:
        if file not in self._read:
            source, _ = read_source(_path(file), file)
            self._read[file] = source or _as_far_as_it_goes(file)
        return self._read[file]


def _path(file: str) -> Path:
    """Where a file lies, by the name that findings have for it; the library's are `<std>/…`."""
    return specs() / file.removeprefix(_LIBRARY) if file.startswith(_LIBRARY) else Path(file)


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
